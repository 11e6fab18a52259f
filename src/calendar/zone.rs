//! Time zones by the names of the IANA database: how far a place's clocks are from UTC, and when
//! that changes.
//!
//! The database is compiled in (`jiff`), so that the same release of the program writes the same
//! calendars everywhere; that of the machine is never read.

use std::error::Error;
use std::fmt;

use jiff::civil;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

use crate::base::suggest;
use crate::locale::{Date, DateTime, Time};

/// A time zone of the IANA database, such as `Europe/Helsinki`.
#[derive(Debug, Clone)]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

/// How far clocks are from UTC, in seconds; ahead of it (east of Greenwich) is positive.
///
/// It is written `+02:00` (ISO 8601), with seconds only where it has some, as before the time of
/// railways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UtcOffset {
    seconds: i32,
}

/// A name that is not in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownZone {
    /// The name that was given.
    pub name: String,
    /// What would be right.
    pub help: String,
}

/// A change of a zone's clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Transition {
    /// When it begins, as the clocks show it that have not been changed yet, to the minute.
    pub(crate) onset: DateTime,
    /// The offset before.
    pub(crate) from: UtcOffset,
    /// The offset from then on.
    pub(crate) to: UtcOffset,
    /// What the time is called from then on, such as `EEST`.
    pub(crate) name: String,
    /// Whether it is daylight saving time from then on.
    pub(crate) is_daylight: bool,
}

impl Zone {
    /// The zone with this name, in the spelling of the database.
    ///
    /// # Errors
    ///
    /// [`UnknownZone`] for every other name.
    pub fn new(name: &str) -> Result<Self, UnknownZone> {
        let database = TimeZoneDatabase::bundled();
        match database.get(name) {
            Ok(rules) if rules.iana_name() == Some(name) => Ok(Self {
                name: name.to_owned(),
                rules,
            }),
            _ => Err(UnknownZone {
                name: name.to_owned(),
                help: zone_help(name, &database),
            }),
        }
    }

    /// Its name in the database.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The offset at a moment that the zone's clocks show.
    ///
    /// Where clocks are turned forward and never show it, it is the offset before the change; where
    /// they are turned back and show it twice, that of the first time (RFC 5545, section 3.3.5).
    #[must_use]
    pub fn offset_at(&self, moment: DateTime) -> UtcOffset {
        let civil = civil_moment(moment);
        match self.rules.to_ambiguous_timestamp(civil).offset() {
            AmbiguousOffset::Unambiguous { offset } => UtcOffset::of(offset),
            AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => {
                UtcOffset::of(before)
            }
        }
    }

    /// The changes of the years `first` to `last`, and the last one before them if there was any.
    pub(crate) fn transitions(&self, first: i32, last: i32) -> Vec<Transition> {
        let (start, end) = (new_year(first), new_year(last + 1));
        let before = self.rules.preceding(start).next();
        let within = self
            .rules
            .following(start)
            .take_while(|change| change.timestamp() < end);
        before
            .into_iter()
            .chain(within)
            .filter_map(|change| {
                let moment = change.timestamp();
                let from = self.rules.to_offset(moment - SignedDuration::from_secs(1));
                Some(Transition {
                    onset: moment_of(from.to_datetime(moment))?,
                    from: UtcOffset::of(from),
                    to: UtcOffset::of(change.offset()),
                    name: change.abbreviation().to_owned(),
                    is_daylight: change.dst().is_dst(),
                })
            })
            .collect()
    }
}

impl Transition {
    /// All but when it begins.
    pub(crate) fn kind(&self) -> (UtcOffset, UtcOffset, &str, bool) {
        (self.from, self.to, &self.name, self.is_daylight)
    }
}

impl UtcOffset {
    /// The seconds that clocks are ahead of UTC; negative when they are behind.
    #[must_use]
    pub fn seconds(self) -> i32 {
        self.seconds
    }

    fn of(offset: Offset) -> Self {
        Self {
            seconds: offset.seconds(),
        }
    }

    /// Its sign, hours, minutes and seconds.
    pub(crate) fn parts(self) -> (char, i32, i32, i32) {
        let sign = if self.seconds < 0 { '-' } else { '+' };
        let all = self.seconds.abs();
        (sign, all / 3600, all / 60 % 60, all % 60)
    }
}

/// The nearest known name, or the one of which only the city was written.
fn zone_help(name: &str, database: &TimeZoneDatabase) -> String {
    let names: Vec<_> = database.available().collect();
    let names = || names.iter().map(|known| known.as_str());
    let is_city = |known: &&str| {
        let city = known.rsplit('/').next().unwrap_or(known);
        city.eq_ignore_ascii_case(name) || known.eq_ignore_ascii_case(name)
    };
    match names()
        .find(is_city)
        .or_else(|| suggest::nearest(name, names()))
    {
        Some(known) => format!("did you mean `{known}`?"),
        None => "write a name of the IANA time zone database, such as `Europe/Helsinki`".to_owned(),
    }
}

fn civil_moment(moment: DateTime) -> civil::DateTime {
    let number = |value: u8| i8::try_from(value).expect("hours, minutes, days are below 100");
    let (date, time) = (moment.date, moment.time);
    let year = i16::try_from(date.year()).expect("a `Date` has a year up to 9999");
    civil::date(year, number(date.month()), number(date.day())).at(
        number(time.hour()),
        number(time.minute()),
        0,
        0,
    )
}

/// The inverse of [`civil_moment`]; nothing for years before 1.
fn moment_of(civil: civil::DateTime) -> Option<DateTime> {
    let number = |value: i8| u8::try_from(value).ok();
    Some(DateTime {
        date: Date::new(
            i32::from(civil.year()),
            number(civil.month())?,
            number(civil.day())?,
        )?,
        time: Time::new(number(civil.hour())?, number(civil.minute())?)?,
    })
}

/// The beginning of a year in UTC; after the year 9999 the last moment that there is.
fn new_year(year: i32) -> Timestamp {
    let year = i16::try_from(year).ok();
    year.and_then(|year| civil::Date::new(year, 1, 1).ok())
        .and_then(|day| Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok())
        .unwrap_or(Timestamp::MAX)
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl fmt::Display for UtcOffset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, hours, minutes, seconds) = self.parts();
        write!(formatter, "{sign}{hours:02}:{minutes:02}")?;
        if seconds != 0 {
            write!(formatter, ":{seconds:02}")?;
        }
        Ok(())
    }
}

impl fmt::Display for UnknownZone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "there is no time zone `{}`", self.name)
    }
}

impl Error for UnknownZone {}
