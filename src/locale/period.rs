//! Lengths of calendar time as an author writes them (`6 months`) to a [`Period`].

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::locale::date::Date;

/// A length of time counted in whole days, weeks, months or years, such as how often a page is
/// reviewed.
///
/// Months and years have no fixed number of days, so a period has a length only from a given
/// [`Date`]. Serialised and deserialised it is its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    count: u16,
    unit: Unit,
}

/// Why a text is not a [`Period`]; it holds the text that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidPeriod(pub String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Period {
    /// Reads a number from 1 to 9999, one space, and `day`, `week`, `month` or `year`, with or
    /// without its plural `s`.
    ///
    /// # Errors
    ///
    /// [`InvalidPeriod`] for anything else.
    pub fn parse(text: &str) -> Result<Self, InvalidPeriod> {
        parts(text).ok_or_else(|| InvalidPeriod(text.to_owned()))
    }

    /// The day this long after `date`. Months and years keep the day of the month where they can
    /// ([`Date::add_months`]).
    #[must_use]
    pub fn add_to(self, date: Date) -> Date {
        let count = i32::from(self.count);
        match self.unit {
            Unit::Day => date.add_days(count),
            Unit::Week => date.add_days(count * 7),
            Unit::Month => date.add_months(count),
            Unit::Year => date.add_months(count * 12),
        }
    }
}

fn parts(text: &str) -> Option<Period> {
    let (count, unit) = text.split_once(' ')?;
    if !(1..=4).contains(&count.len()) || !count.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let count = count.parse().ok().filter(|&count| count > 0)?;
    let unit = match unit.strip_suffix('s').unwrap_or(unit) {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        _ => return None,
    };
    Some(Period { count, unit })
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        let ending = if self.count == 1 { "" } else { "s" };
        write!(formatter, "{} {unit}{ending}", self.count)
    }
}

impl FromStr for Period {
    type Err = InvalidPeriod;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for InvalidPeriod {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "`{}` is not a period such as `6 months`, `2 weeks` or `90 days`",
            self.0
        )
    }
}

impl Error for InvalidPeriod {}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
