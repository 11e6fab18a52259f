//! Facts of policies and of their variants.

use crate::config::{LocalText, local_text};
use crate::data::{Table, Value};
use crate::locale::Date;
use crate::site::facts::Statements;
use crate::site::kind::decision::{self, Approval, Change, LegalBasis, Version};
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
            approval: decision::approval(statements),
            effective: day("effective"),
            expires: day("expires"),
            applies_to: statements
                .get("applies_to")
                .map(|fact| fact.value.items().iter().map(local).collect())
                .unwrap_or_default(),
            legal_basis: decision::legal_basis(statements),
            supersedes: statements.text("supersedes").and_then(|text| {
                let (id, version) = text.split_once('@')?;
                Some((id.to_owned(), Version::parse(version)?))
            }),
            changes: decision::changes(statements),
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
