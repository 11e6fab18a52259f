//! How something was decided, on what grounds, and what each of its versions changed: of policies
//! and plans.

use std::fmt;

use crate::config::{LocalText, local_text};
use crate::data::Table;
use crate::locale::Date;
use crate::site::facts::Statements;

/// `1.0`: a new first number is a material change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Version {
    /// Grows with a material change.
    pub major: u32,
    /// Grows with any other.
    pub minor: u32,
}

impl Version {
    /// Reads `1.0`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (major, minor) = text.split_once('.')?;
        let number = |digits: &str| {
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse().ok()).flatten()
        };
        Some(Self {
            major: number(major)?,
            minor: number(minor)?,
        })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// Who approved something.
#[derive(Debug, Clone, PartialEq)]
pub struct Approval {
    /// Id of the organisation.
    pub organisation: String,
    /// The body that decided.
    pub body: LocalText,
    /// The day of the decision.
    pub date: Option<Date>,
    /// Where it stands in the minutes.
    pub record: Option<String>,
}

/// An act that it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct LegalBasis {
    /// The act.
    pub act: LocalText,
    /// Its section.
    pub section: Option<String>,
    /// One address for all languages.
    pub address: Option<String>,
    /// An address per language.
    pub addresses: LocalText,
}

/// What a version changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The version.
    pub version: Version,
    /// The day.
    pub date: Option<Date>,
    /// What changed.
    pub what: LocalText,
    /// Ids of the clauses that changed.
    pub clauses: Vec<String>,
}

/// Who approved it.
pub(super) fn approval(statements: &Statements<'_>) -> Option<Approval> {
    let table = statements.table("approved_by")?;
    Some(Approval {
        organisation: table.text("organisation")?.to_owned(),
        body: local_text(table.get("body")),
        date: table.text("date").and_then(|day| Date::parse(day).ok()),
        record: table.text("record").map(str::to_owned),
    })
}

/// The acts it rests on.
pub(super) fn legal_basis(statements: &Statements<'_>) -> Vec<LegalBasis> {
    let acts = statements.tables("legal_basis").into_iter();
    acts.map(|table| LegalBasis {
        act: local_text(table.get("act")),
        section: table.text("section").map(str::to_owned),
        address: table.text("address").map(str::to_owned),
        addresses: local_text(table.get("address")),
    })
    .collect()
}

/// What each version changed.
pub(super) fn changes(statements: &Statements<'_>) -> Vec<Change> {
    let changes = statements.tables("changes").into_iter();
    changes.filter_map(change).collect()
}

fn change(table: &Table) -> Option<Change> {
    Some(Change {
        version: Version::parse(table.text("version")?)?,
        date: table.text("date").and_then(|day| Date::parse(day).ok()),
        what: local_text(table.get("what")),
        clauses: table.texts("clauses"),
    })
}
