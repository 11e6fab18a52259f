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

/// What of a lesson goes home on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handout {
    /// The names of its steps and what to remember, on one sheet side.
    OnePage,
    /// Its steps without pictures and what to remember, on two.
    TwoPages,
    /// The page itself, printed.
    Full,
    /// Nothing.
    None,
}

impl Handout {
    fn read(name: Option<&str>) -> Self {
        match name {
            Some("two-page") => Self::TwoPages,
            Some("full") => Self::Full,
            Some("none") => Self::None,
            _ => Self::OnePage,
        }
    }

    /// Its name in facts.
    pub fn name(self) -> &'static str {
        match self {
            Self::OnePage => "one-page",
            Self::TwoPages => "two-page",
            Self::Full => "full",
            Self::None => "none",
        }
    }

    /// How many sides of paper (A4) it may fill; nothing where no handout is made.
    pub fn pages(self) -> Option<u32> {
        match self {
            Self::OnePage => Some(1),
            Self::TwoPages => Some(2),
            Self::Full | Self::None => None,
        }
    }
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
    pub handout: Handout,
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
            handout: Handout::read(statements.text("handout")),
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
