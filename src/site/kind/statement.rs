//! Facts of accessibility statements (Directive (EU) 2016/2102, article 7; in Finland Act 306/2019).

use crate::base::TextRange;
use crate::config::{LocalText, local_text};
use crate::data::Table;
use crate::locale::Date;
use crate::site::facts::Statements;

/// Facts of an accessibility statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// How far the site meets the requirements.
    pub conformance: Conformance,
    /// What it is about.
    pub scope: LocalText,
    /// Whether somebody from outside has looked.
    pub is_external: bool,
    /// The day on which it was first written.
    pub drafted: Option<Date>,
    /// The standard, such as `EN 301 549 V3.2.1`.
    pub standard: Option<String>,
    /// The version of WCAG.
    pub wcag: String,
    /// What is not accessible.
    pub findings: Vec<Finding>,
    /// Where readers can tell.
    pub feedback: Contacts,
    /// Who supervises.
    pub authority: Authority,
}

/// How far a site meets the requirements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conformance {
    /// It meets them.
    Full,
    /// It meets most of them.
    Partial,
    /// It meets few of them.
    None,
}

impl Conformance {
    /// Its name in facts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::None => "none",
        }
    }
}

/// Something that is not accessible.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The success criterion of WCAG, such as `1.2.2`.
    pub criterion: String,
    /// Where it is.
    pub place: LocalText,
    /// What is not accessible.
    pub what: LocalText,
    /// `not-yet`, `burden` or `out-of-scope`.
    pub reason: String,
    /// The day by which it is mended.
    pub fix_by: Option<Date>,
    /// Its place in the file.
    pub range: TextRange,
}

/// Where somebody can be reached.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contacts {
    /// The unit that answers.
    pub unit: LocalText,
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// An address on the web.
    pub website: LocalText,
}

/// The authority that supervises accessibility.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Authority {
    /// What it is called.
    pub name: LocalText,
    /// Where it can be reached.
    pub contacts: Contacts,
    /// Since when it is the authority.
    pub valid_from: Option<Date>,
}

fn day(table: &Table, key: &str) -> Option<Date> {
    table.text(key).and_then(|day| Date::parse(day).ok())
}

impl Contacts {
    fn read(table: &Table) -> Self {
        let text = |key: &str| table.text(key).map(str::to_owned);
        Self {
            unit: local_text(table.get("unit")),
            email: text("email"),
            phone: text("phone"),
            website: local_text(table.get("website")),
        }
    }
}

impl Statement {
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        let baseline = statements.table("baseline");
        let of_baseline = |key: &str| baseline.and_then(|table| table.text(key));
        let authority = statements.table("authority");
        Self {
            conformance: match statements.text("conformance") {
                Some("full") => Conformance::Full,
                Some("none") => Conformance::None,
                _ => Conformance::Partial,
            },
            scope: local_text(statements.get("scope").map(|fact| fact.value)),
            is_external: statements.text("method") == Some("external"),
            drafted: statements
                .text("drafted")
                .and_then(|day| Date::parse(day).ok()),
            standard: of_baseline("standard").map(str::to_owned),
            wcag: of_baseline("wcag").unwrap_or("2.1").to_owned(),
            findings: statements.items("findings").map(finding).collect(),
            feedback: statements
                .table("feedback")
                .map(Contacts::read)
                .unwrap_or_default(),
            authority: authority.map(Authority::read).unwrap_or_default(),
        }
    }
}

impl Authority {
    fn read(table: &Table) -> Self {
        Self {
            name: local_text(table.get("name")),
            contacts: Contacts::read(table),
            valid_from: day(table, "valid_from"),
        }
    }
}

fn finding((table, range): (&Table, TextRange)) -> Finding {
    Finding {
        criterion: table.text("criterion").unwrap_or_default().to_owned(),
        place: local_text(table.get("place")),
        what: local_text(table.get("what")),
        reason: table.text("reason").unwrap_or("not-yet").to_owned(),
        fix_by: day(table, "fix_by"),
        range,
    }
}
