//! Calendar days: strict ISO 8601 text to a [`Date`], and arithmetic on it.
//!
//! A `Date` is always a real day of the proleptic Gregorian calendar in the years 1 to 9999. It
//! knows nothing of clocks and time zones: today's date is an input of the program.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the proleptic Gregorian calendar, in the years 1 to 9999.
///
/// It is written `2026-11-24` (ISO 8601) wherever a machine reads it, and sorts in time order.
/// Serialised it is that text; deserialised it is that text or a local date of TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

/// A day of the week. The week begins on Monday, as in ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// The first day, 1 in ISO 8601.
    Monday,
    /// The second day, 2 in ISO 8601.
    Tuesday,
    /// The third day, 3 in ISO 8601.
    Wednesday,
    /// The fourth day, 4 in ISO 8601.
    Thursday,
    /// The fifth day, 5 in ISO 8601.
    Friday,
    /// The sixth day, 6 in ISO 8601.
    Saturday,
    /// The seventh day, 7 in ISO 8601.
    Sunday,
}

/// Why a text is not a [`Date`]. Each variant holds the text that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvalidDate {
    /// The text is not four digits, two digits and two digits joined by hyphens.
    Form(String),
    /// The text has the right form, but there is no such day, such as 30 February or year 0.
    NoSuchDay(String),
}

const FIRST_YEAR: i32 = 1;
const LAST_YEAR: i32 = 9999;
const LAST_DAY: Date = Date {
    year: LAST_YEAR,
    month: 12,
    day: 31,
};

impl Date {
    /// The day with these numbers, or `None` when the calendar has no such day or the year is
    /// outside 1 to 9999.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let is_real = (FIRST_YEAR..=LAST_YEAR).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        is_real.then_some(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD` and nothing else: no other order, no missing zeros, no time, no spaces.
    ///
    /// # Errors
    ///
    /// [`InvalidDate`] says whether the form is wrong or the day does not exist.
    pub fn parse(text: &str) -> Result<Self, InvalidDate> {
        let Some((year, month, day)) = iso_numbers(text) else {
            return Err(InvalidDate::Form(text.to_owned()));
        };
        Self::new(year, month, day).ok_or_else(|| InvalidDate::NoSuchDay(text.to_owned()))
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// How many days its month has, 28 to 31.
    #[must_use]
    pub fn month_length(self) -> u8 {
        days_in_month(self.year, self.month)
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // Day 0, 1 January of year 1, is a Monday.
        match self.day_number() % 7 {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// The day that lies `days` later, or earlier when negative; it stops at the first and the
    /// last day that a `Date` can be.
    #[must_use]
    pub fn add_days(self, days: i32) -> Self {
        Self::from_day_number(self.day_number().saturating_add(days))
    }

    /// The same day of the month `months` later, or earlier when negative. Where that month is too
    /// short it is the month's last day: 31 January and one month is 28 or 29 February. It stops at
    /// the first and the last day that a `Date` can be.
    #[must_use]
    pub fn add_months(self, months: i32) -> Self {
        let month_number = self.year * 12 + i32::from(self.month) - 1;
        self.in_month_number(month_number.saturating_add(months))
    }

    /// How many days `later` lies after this day; negative when it lies before.
    #[must_use]
    pub fn days_until(self, later: Self) -> i32 {
        later.day_number() - self.day_number()
    }

    /// Days since 1 January of year 1, which is day 0.
    fn day_number(self) -> i32 {
        let before = self.year - 1;
        let leap_days = before / 4 - before / 100 + before / 400;
        let months: i32 = (1..self.month)
            .map(|month| i32::from(days_in_month(self.year, month)))
            .sum();
        before * 365 + leap_days + months + i32::from(self.day) - 1
    }

    /// The inverse of [`Self::day_number`]; numbers that are out of range give the nearest day.
    fn from_day_number(number: i32) -> Self {
        let number = number.clamp(0, LAST_DAY.day_number());
        // No year is longer than 366 days, so the estimate is never too late; it is early by one
        // year in 480, so that a few steps reach the year.
        let mut year = number / 366 + 1;
        while year < LAST_YEAR && first_day_of(year + 1).day_number() <= number {
            year += 1;
        }
        let mut rest = number - first_day_of(year).day_number();
        let mut month = 1;
        while rest >= i32::from(days_in_month(year, month)) {
            rest -= i32::from(days_in_month(year, month));
            month += 1;
        }
        let day = u8::try_from(rest + 1).expect("the rest is shorter than a month");
        Self { year, month, day }
    }

    /// This day in another month, counted from January of year 0.
    fn in_month_number(self, number: i32) -> Self {
        let year = number.div_euclid(12);
        if year < FIRST_YEAR {
            return first_day_of(FIRST_YEAR);
        }
        if year > LAST_YEAR {
            return LAST_DAY;
        }
        let month = u8::try_from(number.rem_euclid(12) + 1).expect("a month is 1 to 12");
        let day = self.day.min(days_in_month(year, month));
        Self { year, month, day }
    }
}

impl Weekday {
    /// All days, from Monday to Sunday.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The number in ISO 8601: 1 for Monday to 7 for Sunday.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}

fn first_day_of(year: i32) -> Date {
    Date {
        year,
        month: 1,
        day: 1,
    }
}

fn days_in_month(year: i32, month: u8) -> u8 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The three numbers of a text of the form `YYYY-MM-DD`, whether or not there is such a day.
fn iso_numbers(text: &str) -> Option<(i32, u8, u8)> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let has_form = parts.next().is_none() && [year.len(), month.len(), day.len()] == [4, 2, 2];
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !has_form || ![year, month, day].into_iter().all(all_digits) {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            self.year, self.month, self.day
        )
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for InvalidDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(text) => {
                write!(formatter, "`{text}` is not a date of the form `YYYY-MM-DD`")
            }
            Self::NoSuchDay(text) => write!(formatter, "there is no day `{text}` in the calendar"),
        }
    }
}

impl Error for InvalidDate {}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // TOML hands its unquoted dates over as a map, so the format decides what the visitor sees.
        deserializer.deserialize_any(DateVisitor)
    }
}

/// The one key under which the `toml` crate hands over its own dates and times.
const TOML_DATE_KEY: &str = "$__toml_private_datetime";

struct DateVisitor;

impl<'de> Visitor<'de> for DateVisitor {
    type Value = Date;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a date of the form `YYYY-MM-DD`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
        Date::parse(text).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Date, A::Error> {
        match map.next_entry::<String, String>()? {
            Some((key, text)) if key == TOML_DATE_KEY => {
                Date::parse(&text).map_err(de::Error::custom)
            }
            _ => Err(de::Error::invalid_type(de::Unexpected::Map, &self)),
        }
    }
}
