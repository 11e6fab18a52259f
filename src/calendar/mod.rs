//! Days that come again, the days on which offices are closed, time zones, and the calendar files
//! that phones and computers subscribe to (iCalendar, RFC 5545).
//!
//! Everything counts in days and clock times as they are read at the place itself: 10:00 stays
//! 10:00 when the clocks change, and only a [`Zone`] knows how far a place is from UTC. Nothing here
//! asks what day it is today.
//!
//! A rule's text becomes a [`Recurrence`], with hours and exceptions a [`Schedule`], and that gives
//! [`Occurrence`]s; [`write_calendar`] turns a [`Calendar`] of events into the bytes of a file.

mod hours;

mod recurrence;
mod rule_text;
mod schedule;
mod weekday_code;

mod holidays;

mod zone;

mod content_line;
mod icalendar;
mod observances;

pub use holidays::{Country, Holiday, holidays_of};
pub use hours::Hours;
pub use icalendar::{Calendar, Event, EventStatus, EventTime, Organiser, write_calendar};
pub use recurrence::Recurrence;
pub use rule_text::InvalidRecurrence;
pub use schedule::{Exception, Exceptions, InvalidSchedule, Occurrence, Schedule};
pub use zone::{UnknownZone, UtcOffset, Zone};
