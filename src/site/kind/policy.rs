//! Facts of policies and of their variants.

use std::fmt;

use crate::config::{LocalText, local_text};
use crate::data::{Table, Value};
use crate::locale::Date;
use crate::site::facts::Statements;
use crate::site::kind::variable::Variable;

/// Facts of a policy, or of one organisation's variant of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Its id, the same in all its versions.
    pub id: String,
    /// Its version; 0.0 where none can be read, which is reported.
    pub version: Version,
    /// Who approved it.
    pub approval: Option<Approval>,
    /// The first day on which it is in force.
    pub effective: Option<Date>,
    /// The last day on which it is in force.
    pub expires: Option<Date>,
    /// Whom it binds.
    pub applies_to: Vec<LocalText>,
    /// The acts it rests on.
    pub legal_basis: Vec<LegalBasis>,
    /// The policy and version that it replaces.
    pub supersedes: Option<(String, Version)>,
    /// What each version changed, newest first.
    pub changes: Vec<Change>,
    /// Keys of items, or files.
    pub attachments: Vec<String>,
    /// How people say that they have read it.
    pub acknowledgement: Option<Acknowledgement>,
    /// The variables that it declares; a variant declares none.
    pub variables: Vec<Variable>,
    /// What makes it a variant.
    pub variant: Option<Variant>,
}

/// What makes a policy a variant of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Whose variant it is.
    pub organisation: String,
    /// The `policy_id` of the base.
    pub base: String,
    /// The version of the base that was last looked at.
    pub base_version: Version,
    /// The values that it gives to the base's variables, as they stand in the file.
    pub values: Table,
}

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

/// Who approved a policy.
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

/// An act that a policy rests on.
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

/// How people say that they have read a policy.
#[derive(Debug, Clone, PartialEq)]
pub struct Acknowledgement {
    /// Whether everybody must.
    pub is_required: bool,
    /// The last day.
    pub by: Option<Date>,
    /// `form`, `email` or `paper`.
    pub channel: String,
    /// The form's address, with names in braces.
    pub address: Option<String>,
}

impl Policy {
    /// What an acknowledgement is of: the policy and its major version.
    pub fn key(&self) -> String {
        format!("{}@{}", self.id, self.version.major)
    }

    pub(super) fn read(statements: &Statements<'_>) -> Self {
        let text = |key: &str| statements.text(key).map(str::to_owned);
        let day = |key: &str| statements.text(key).and_then(|day| Date::parse(day).ok());
        let version = |key: &str| statements.text(key).and_then(Version::parse);
        let variables = statements.table("variables");
        let base = text("based_on_policy");
        let local = |value: &Value| local_text(Some(value));
        Self {
            id: text("policy_id").unwrap_or_default(),
            version: version("version").unwrap_or_default(),
            approval: statements.table("approved_by").and_then(approval),
            effective: day("effective"),
            expires: day("expires"),
            applies_to: statements
                .get("applies_to")
                .map(|fact| fact.value.items().iter().map(local).collect())
                .unwrap_or_default(),
            legal_basis: statements
                .tables("legal_basis")
                .into_iter()
                .map(|table| LegalBasis {
                    act: local_text(table.get("act")),
                    section: table.text("section").map(str::to_owned),
                    address: table.text("address").map(str::to_owned),
                    addresses: local_text(table.get("address")),
                })
                .collect(),
            supersedes: statements.text("supersedes").and_then(|text| {
                let (id, version) = text.split_once('@')?;
                Some((id.to_owned(), Version::parse(version)?))
            }),
            changes: statements
                .tables("changes")
                .into_iter()
                .filter_map(change)
                .collect(),
            attachments: statements.texts("attachments"),
            acknowledgement: statements
                .table("acknowledgement")
                .map(|table| Acknowledgement {
                    is_required: table.bool("required").unwrap_or(false),
                    by: table.text("by").and_then(|day| Date::parse(day).ok()),
                    channel: table.text("channel").unwrap_or("paper").to_owned(),
                    address: table.text("address").map(str::to_owned),
                }),
            variables: variables
                .filter(|_| base.is_none())
                .map(declared)
                .unwrap_or_default(),
            variant: base.map(|base| Variant {
                organisation: text("organisation").unwrap_or_default(),
                base,
                base_version: version("based_on_version").unwrap_or_default(),
                values: variables.cloned().unwrap_or_default(),
            }),
        }
    }
}

fn declared(table: &Table) -> Vec<Variable> {
    let entries = table.entries.iter();
    entries
        .filter_map(|(key, value)| Variable::read(&key.name, value.as_table()?))
        .collect()
}

fn approval(table: &Table) -> Option<Approval> {
    Some(Approval {
        organisation: table.text("organisation")?.to_owned(),
        body: local_text(table.get("body")),
        date: table.text("date").and_then(|day| Date::parse(day).ok()),
        record: table.text("record").map(str::to_owned),
    })
}

fn change(table: &Table) -> Option<Change> {
    Some(Change {
        version: Version::parse(table.text("version")?)?,
        date: table.text("date").and_then(|day| Date::parse(day).ok()),
        what: local_text(table.get("what")),
        clauses: table.texts("clauses"),
    })
}
