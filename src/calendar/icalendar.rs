//! Events to the bytes of a calendar file (iCalendar, RFC 5545, with RFC 7986).
//!
//! The same calendar gives the same bytes on every day and every machine. Events that come again are
//! written one by one: no reader has to understand a rule, and exceptions need no word.

use std::ops::RangeInclusive;

use crate::base::Lang;
use crate::calendar::content_line::{Lines, date_value, escaped, moment_value, quoted, uri};
use crate::calendar::observances::write_zone;
use crate::calendar::zone::Zone;
use crate::locale::{Date, DateTime};

/// A calendar for one language, which [`write_calendar`] writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// What calendar programs call it.
    pub name: String,
    /// What it is about.
    pub description: Option<String>,
    /// The language of its texts.
    pub language: Lang,
    /// The zone of all its clock times.
    pub zone: Zone,
    /// The page about it, an absolute address.
    pub page: Option<String>,
    /// After how many hours programs may look for changes (RFC 7986, section 5.7).
    pub refresh_hours: Option<u16>,
    /// The events, in the order in which they are written.
    pub events: Vec<Event>,
}

/// An event of a [`Calendar`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What tells it from every other event in the world, and stays when it is changed; such as
    /// `halsua-2026-11-24@site.example` (RFC 7986, section 5.3: nothing of a person).
    pub uid: String,
    /// How many times it has been changed in a way that readers must know of.
    pub sequence: u32,
    /// When its data was last changed, in UTC.
    pub stamp: DateTime,
    /// When it takes place.
    pub time: EventTime,
    /// Whether it takes place.
    pub status: EventStatus,
    /// Its title.
    pub summary: String,
    /// More about it, as plain text.
    pub description: Option<String>,
    /// Its place, as a reader finds it.
    pub location: Option<String>,
    /// Its page, an absolute address.
    pub page: Option<String>,
    /// Who holds it. A published calendar must say (RFC 5546, section 3.2.1).
    pub organiser: Organiser,
    /// Words to sort it by.
    pub categories: Vec<String>,
}

/// When an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventTime {
    /// From one moment to a later one, by the clocks of the calendar's zone. If `end` is not later,
    /// the event has no length (RFC 5545, section 3.6.1).
    Timed {
        /// When it begins.
        start: DateTime,
        /// When it ends.
        end: DateTime,
    },
    /// Whole days, both included.
    Days {
        /// The first day.
        first: Date,
        /// The last day; the first again when it lies before it.
        last: Date,
    },
}

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventStatus {
    /// It does.
    Confirmed,
    /// It is planned and not certain.
    Tentative,
    /// It does not, though it was announced.
    Cancelled,
}

/// An organisation that holds an event; never a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organiser {
    /// Its name.
    pub name: String,
    /// The address of its site, or `mailto:` and an address that is not a person's.
    pub address: String,
}

/// The bytes of a calendar's file, of the type `text/calendar; charset=utf-8`.
///
/// Addresses are percent-encoded where they are not; control characters are left out of texts.
#[must_use]
pub fn write_calendar(calendar: &Calendar) -> String {
    let mut lines = Lines::default();
    lines.push("BEGIN:VCALENDAR");
    lines.push("VERSION:2.0");
    lines.push("PRODID:-//opas//opas//EN");
    lines.push("METHOD:PUBLISH");
    write_properties(&mut lines, calendar);
    if let Some(years) = years_with_times(calendar) {
        write_zone(&mut lines, &calendar.zone, years);
    }
    for event in &calendar.events {
        write_event(&mut lines, calendar, event);
    }
    lines.push("END:VCALENDAR");
    lines.finish()
}

/// What RFC 7986 tells of a whole calendar, and the older names of the same that most programs read.
fn write_properties(lines: &mut Lines, calendar: &Calendar) {
    let language = &calendar.language;
    lines.push_words("NAME", language, &calendar.name);
    lines.push_text("X-WR-CALNAME", &calendar.name);
    if let Some(description) = &calendar.description {
        lines.push_words("DESCRIPTION", language, description);
        lines.push_text("X-WR-CALDESC", description);
    }
    if let Some(page) = &calendar.page {
        lines.push(&format!("URL:{}", uri(page)));
    }
    if let Some(hours) = calendar.refresh_hours {
        lines.push(&format!("REFRESH-INTERVAL;VALUE=DURATION:PT{hours}H"));
        lines.push(&format!("X-PUBLISHED-TTL:PT{hours}H"));
    }
}

/// From the first to the last year in which the calendar has clock times, if it has any.
fn years_with_times(calendar: &Calendar) -> Option<RangeInclusive<i32>> {
    let years = || {
        calendar.events.iter().flat_map(|event| match event.time {
            EventTime::Timed { start, end } => vec![start.date.year(), end.date.year()],
            EventTime::Days { .. } => Vec::new(),
        })
    };
    Some(years().min()?..=years().max()?)
}

fn write_event(lines: &mut Lines, calendar: &Calendar, event: &Event) {
    let language = &calendar.language;
    lines.push("BEGIN:VEVENT");
    lines.push_text("UID", &event.uid);
    lines.push(&format!("DTSTAMP:{}Z", moment_value(event.stamp)));
    lines.push(&format!("SEQUENCE:{}", event.sequence));
    write_time(lines, &calendar.zone, event.time);
    lines.push_words("SUMMARY", language, &event.summary);
    if let Some(description) = &event.description {
        lines.push_words("DESCRIPTION", language, description);
    }
    if let Some(location) = &event.location {
        lines.push_words("LOCATION", language, location);
    }
    if let Some(page) = &event.page {
        lines.push(&format!("URL:{}", uri(page)));
    }
    lines.push(match event.status {
        EventStatus::Confirmed => "STATUS:CONFIRMED",
        EventStatus::Tentative => "STATUS:TENTATIVE",
        EventStatus::Cancelled => "STATUS:CANCELLED",
    });
    lines.push(&format!(
        "ORGANIZER;CN={}:{}",
        quoted(&event.organiser.name),
        uri(&event.organiser.address)
    ));
    if !event.categories.is_empty() {
        let words: Vec<String> = event.categories.iter().map(|word| escaped(word)).collect();
        lines.push(&format!(
            "CATEGORIES;LANGUAGE={language}:{}",
            words.join(",")
        ));
    }
    lines.push("END:VEVENT");
}

fn write_time(lines: &mut Lines, zone: &Zone, time: EventTime) {
    match time {
        EventTime::Timed { start, end } => {
            let zone = zone.name();
            lines.push(&format!("DTSTART;TZID={zone}:{}", moment_value(start)));
            if end > start {
                lines.push(&format!("DTEND;TZID={zone}:{}", moment_value(end)));
            }
        }
        EventTime::Days { first, last } => {
            // The end of whole days is the day after the last.
            let after = last.max(first).add_days(1);
            lines.push(&format!("DTSTART;VALUE=DATE:{}", date_value(first)));
            lines.push(&format!("DTEND;VALUE=DATE:{}", date_value(after)));
        }
    }
}
