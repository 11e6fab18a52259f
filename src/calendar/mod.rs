//! Days that come again, and the days on which offices are closed.
//!
//! Everything counts in days and clock times as they are read at the place itself: 10:00 stays
//! 10:00 when the clocks change. Nothing here asks what day it is today.
//!
//! A rule's text becomes a [`Recurrence`], with hours and exceptions a [`Schedule`], and that gives
//! [`Occurrence`]s.

mod hours;

mod recurrence;
mod rule_text;
mod schedule;
mod weekday_code;

mod holidays;

pub use holidays::{Country, Holiday, holidays_of};
pub use hours::Hours;
pub use recurrence::Recurrence;
pub use rule_text::InvalidRecurrence;
pub use schedule::{Exception, Exceptions, InvalidSchedule, Occurrence, Schedule};
