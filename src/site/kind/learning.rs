//! Facts of guides, courses and lessons.

use crate::data::Table;
use crate::locale::Date;
use crate::site::facts::Statements;

/// Facts of a guide.
#[derive(Debug, Clone, PartialEq)]
pub struct Guide {
    /// How long it takes, in minutes.
    pub minutes: Option<u32>,
    /// Devices it is about.
    pub device: Vec<String>,
    /// What its pictures show.
    pub software_seen: Vec<Software>,
}

/// Facts of a course.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Keys of courses and lessons to know before.
    pub prerequisites: Vec<String>,
    /// The fewest and the most who learn together.
    pub group_size: Option<(u32, u32)>,
}

/// Facts of a lesson.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// Minutes for teaching.
    pub teach_minutes: u32,
    /// Minutes for trying.
    pub practice_minutes: u32,
    /// Devices it is about.
    pub device: Vec<String>,
    /// What its pictures show.
    pub software_seen: Vec<Software>,
    /// How much of it goes on paper: `one-page`, `two-page`, `full` or `none`.
    pub handout: String,
}

impl Lesson {
    /// How long it takes, in minutes.
    pub fn minutes(&self) -> u32 {
        self.teach_minutes + self.practice_minutes
    }
}

/// A version of software that pictures show.
#[derive(Debug, Clone, PartialEq)]
pub struct Software {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// The day on which the pictures were made.
    pub date: Option<Date>,
}

impl Guide {
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        Self {
            minutes: statements.number("minutes"),
            device: statements.texts("device"),
            software_seen: software(statements),
        }
    }
}

impl Course {
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        let size = statements.table("group_size");
        Self {
            prerequisites: statements.texts("prerequisites"),
            group_size: size.and_then(|size| Some((count(size, "min")?, count(size, "max")?))),
        }
    }
}

impl Lesson {
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        let minutes = statements.table("minutes");
        let part = |name: &str| minutes.and_then(|minutes| count(minutes, name));
        Self {
            teach_minutes: part("teach")
                .or_else(|| statements.number("minutes"))
                .unwrap_or(0),
            practice_minutes: part("practice").unwrap_or(0),
            device: statements.texts("device"),
            software_seen: software(statements),
            handout: statements.text("handout").unwrap_or("one-page").to_owned(),
        }
    }
}

fn software(statements: &Statements<'_>) -> Vec<Software> {
    let tables = statements.tables("software_seen").into_iter();
    tables
        .filter_map(|table| {
            Some(Software {
                name: table.text("name")?.to_owned(),
                version: table.text("version").map(str::to_owned),
                date: table.text("date").and_then(|day| Date::parse(day).ok()),
            })
        })
        .collect()
}

/// A count that cannot be negative.
pub(super) fn count(table: &Table, key: &str) -> Option<u32> {
    u32::try_from(table.integer(key)?).ok()
}
