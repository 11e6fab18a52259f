//! Facts of series, sessions and events: what happens at a time.

use crate::base::TextRange;
use crate::config::{LocalText, local_text};
use crate::data::Table;
use crate::locale::{Date, DateTime, Time};
use crate::site::facts::Statements;
use crate::site::kind::learning::count;
use crate::site::kind::place::Address;

/// Facts of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Sessions that have no text yet.
    pub planned: Vec<PlannedSession>,
}

/// A session that has no text yet.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedSession {
    /// Its place in the series.
    pub number: u32,
    /// Its title.
    pub title: LocalText,
    /// What people learn.
    pub goals: LocalText,
}

/// Facts of a session.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Its place in its series.
    pub number: Option<u32>,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// What is done, in its order.
    pub agenda: Vec<AgendaEntry>,
    /// When it is held, in the order of the file.
    pub occurrences: Vec<Occurrence>,
    /// Where it can be seen afterwards.
    pub recording: Option<Recording>,
}

/// A part of a session.
#[derive(Debug, Clone, PartialEq)]
pub struct AgendaEntry {
    /// How long it takes.
    pub minutes: u32,
    /// `open`, `talk`, `demo`, `discuss`, `quiz` or `close`.
    pub kind: String,
    /// What it is about.
    pub title: LocalText,
}

/// One time at which a session is held.
#[derive(Debug, Clone, PartialEq)]
pub struct Occurrence {
    /// When it begins, as clocks show it there.
    pub start: DateTime,
    /// When it ends, where that is not after the session's minutes.
    pub end: Option<DateTime>,
    /// Id of the organisation that holds it.
    pub organisation: Option<String>,
    /// Where people are.
    pub mode: OccurrenceMode,
    /// The room.
    pub place: LocalText,
    /// The address to join at.
    pub join_url: Option<String>,
    /// Who leads it: a role.
    pub role: LocalText,
    /// How it stands.
    pub state: State,
    /// How many meant to come, and how many came.
    pub attendance: Option<(Option<u32>, u32)>,
    /// What its ids in calendars end in, where that is not its place in the list.
    pub id: Option<String>,
    /// Its place in the file.
    pub range: TextRange,
}

/// Where people are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OccurrenceMode {
    /// Each at their own device.
    Online,
    /// In one room.
    Onsite,
    /// Some here, some there.
    Hybrid,
}

impl OccurrenceMode {
    /// Its name in facts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Onsite => "onsite",
            Self::Hybrid => "hybrid",
        }
    }
}

/// How something that happens at a time stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It will be.
    Planned,
    /// It was.
    Held,
    /// It will not be.
    Cancelled,
}

impl State {
    /// Its name in facts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
        }
    }

    fn read(name: Option<&str>) -> Self {
        match name {
            Some("held") => Self::Held,
            Some("cancelled") => Self::Cancelled,
            _ => Self::Planned,
        }
    }
}

/// Where a session can be seen afterwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Recording {
    /// Its address.
    pub url: String,
    /// Languages of its captions.
    pub captions: Vec<String>,
    /// Its text, a file or an address.
    pub transcript: Option<String>,
    /// The first day on which it is no longer there.
    pub expires: Option<Date>,
}

/// Facts of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When it begins, as clocks show it there.
    pub start: Option<DateTime>,
    /// When it ends.
    pub end: Option<DateTime>,
    /// Where it is.
    pub place: LocalText,
    /// Its street address.
    pub address: Address,
    /// What happens when.
    pub programme: Vec<ProgrammeEntry>,
    /// Where people say that they come.
    pub registration: Option<String>,
    /// What helps people to come.
    pub accessibility: Vec<String>,
    /// How it stands.
    pub state: State,
}

/// A part of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgrammeEntry {
    /// When it begins.
    pub start: Time,
    /// What it is.
    pub title: LocalText,
}

impl Session {
    /// The recording that can be seen on a day.
    pub fn recording_on(&self, day: Date) -> Option<&Recording> {
        let recording = self.recording.as_ref()?;
        let is_there = recording.expires.is_none_or(|expires| day < expires);
        is_there.then_some(recording)
    }

    /// When one of its times ends.
    pub fn end_of(&self, time: &Occurrence) -> DateTime {
        time.end
            .unwrap_or_else(|| time.start.add_minutes(self.minutes))
    }
}

impl Series {
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        let planned = statements.tables("sessions").into_iter();
        let planned = planned.filter_map(|table| {
            Some(PlannedSession {
                number: count(table, "number")?,
                title: local_text(table.get("title")),
                goals: local_text(table.get("goals")),
            })
        });
        Self {
            planned: planned.collect(),
        }
    }
}

impl Session {
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        let agenda = statements.tables("agenda").into_iter();
        let recording = statements.table("recording");
        Self {
            number: statements.number("number"),
            minutes: statements.number("minutes").unwrap_or(30),
            agenda: agenda.filter_map(agenda_entry).collect(),
            occurrences: statements
                .items("occurrences")
                .filter_map(occurrence)
                .collect(),
            recording: recording.and_then(|table| {
                Some(Recording {
                    url: table.text("url")?.to_owned(),
                    captions: table.texts("captions"),
                    transcript: table.text("transcript").map(str::to_owned),
                    expires: table.text("expires").and_then(|day| Date::parse(day).ok()),
                })
            }),
        }
    }
}

fn agenda_entry(table: &Table) -> Option<AgendaEntry> {
    Some(AgendaEntry {
        minutes: count(table, "minutes")?,
        kind: table.text("kind").unwrap_or("talk").to_owned(),
        title: local_text(table.get("title")),
    })
}

fn occurrence((table, range): (&Table, TextRange)) -> Option<Occurrence> {
    let moment = |key: &str| table.text(key).and_then(DateTime::parse);
    let attendance = table.table("attendance");
    Some(Occurrence {
        start: moment("start")?,
        end: moment("end"),
        organisation: table.text("organisation").map(str::to_owned),
        mode: match table.text("mode") {
            Some("onsite") => OccurrenceMode::Onsite,
            Some("hybrid") => OccurrenceMode::Hybrid,
            _ => OccurrenceMode::Online,
        },
        place: local_text(table.get("place")),
        join_url: table.text("join_url").map(str::to_owned),
        role: local_text(table.get("role")),
        state: State::read(table.text("status")),
        attendance: attendance
            .and_then(|counts| Some((count(counts, "registered"), count(counts, "attended")?))),
        id: table.text("id").map(str::to_owned),
        range,
    })
}

impl Event {
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        let moment = |key: &str| statements.text(key).and_then(DateTime::parse);
        let programme = statements.tables("programme").into_iter();
        let programme = programme.filter_map(|table| {
            Some(ProgrammeEntry {
                start: Time::parse(table.text("start")?)?,
                title: local_text(table.get("title")),
            })
        });
        Self {
            start: moment("start"),
            end: moment("end"),
            place: local_text(statements.get("place").map(|fact| fact.value)),
            address: Address::read(statements),
            programme: programme.collect(),
            registration: statements.text("registration").map(str::to_owned),
            accessibility: statements.texts("accessibility"),
            state: State::read(statements.text("state")),
        }
    }
}
