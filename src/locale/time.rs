//! Times of day and moments on a calendar without a zone: strict ISO 8601 text to [`Time`] and
//! [`DateTime`].

use std::fmt;

use crate::locale::date::Date;

/// A time of day in whole minutes, `09:30`; it knows no zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    minutes: u16,
}

/// A time of day on a day, as clocks show it at the place it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime {
    /// The day.
    pub date: Date,
    /// The time of day.
    pub time: Time,
}

const MINUTES_OF_DAY: u16 = 24 * 60;

impl Time {
    /// The first minute of a day.
    pub const MIDNIGHT: Self = Self { minutes: 0 };

    /// The time with this hour, 0 to 23, and minute, 0 to 59.
    #[must_use]
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        let minutes = u16::from(hour) * 60 + u16::from(minute);
        (hour < 24 && minute < 60).then_some(Self { minutes })
    }

    /// Reads `09:30`, or `09:30:00` with no seconds in it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let without_seconds = text.strip_suffix(":00").filter(|rest| rest.len() == 5);
        let (hour, minute) = without_seconds.unwrap_or(text).split_once(':')?;
        let number = |digits: &str| {
            let is_number = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse::<u8>().ok()).flatten()
        };
        Self::new(number(hour)?, number(minute)?)
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u8 {
        u8::try_from(self.minutes / 60).unwrap_or(23)
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub fn minute(self) -> u8 {
        u8::try_from(self.minutes % 60).unwrap_or(59)
    }

    /// The time so many minutes later; it goes on after midnight from `00:00`.
    #[must_use]
    pub fn add_minutes(self, minutes: u32) -> Self {
        let all = (u32::from(self.minutes) + minutes) % u32::from(MINUTES_OF_DAY);
        Self {
            minutes: u16::try_from(all).unwrap_or(0),
        }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl DateTime {
    /// Reads `2027-01-12T09:00` or `2027-01-12T09:00:00`; a space may stand for the `T`, as in TOML.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once(['T', 't', ' '])?;
        Some(Self {
            date: Date::parse(date).ok()?,
            time: Time::parse(time)?,
        })
    }

    /// The moment so many minutes later, as if no clock were changed in between.
    #[must_use]
    pub fn add_minutes(self, minutes: u32) -> Self {
        let all = u32::from(self.time.minutes) + minutes;
        let days = i32::try_from(all / u32::from(MINUTES_OF_DAY)).unwrap_or(i32::MAX);
        Self {
            date: self.date.add_days(days),
            time: self.time.add_minutes(minutes),
        }
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)
    }
}
