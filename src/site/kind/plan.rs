//! Facts of plans: who does what by when, and how it stands.

use crate::base::TextRange;
use crate::config::{LocalText, local_text};
use crate::data::Table;
use crate::locale::Date;
use crate::site::facts::{Stated, Statements};
use crate::site::kind::decision::{self, Approval, Change, LegalBasis, Version};

/// Facts of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The first and the last day that it is for.
    pub period: Option<(Date, Date)>,
    /// Its version, if it counts them.
    pub version: Option<Version>,
    /// Who approved it.
    pub approval: Option<Approval>,
    /// The acts it rests on.
    pub legal_basis: Vec<LegalBasis>,
    /// What each version changed, newest first.
    pub changes: Vec<Change>,
    /// Keys of items, or files.
    pub attachments: Vec<String>,
    /// What is done.
    pub actions: Vec<Action>,
}

/// Something that a plan promises.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Its id, which stays the same.
    pub id: String,
    /// What is done.
    pub what: LocalText,
    /// What people asked for.
    pub asked: LocalText,
    /// What was done because of it.
    pub did: LocalText,
    /// Who does it; empty for all of the plan.
    pub organisations: Vec<String>,
    /// Who answers for it: a role.
    pub responsible: LocalText,
    /// The last day for it.
    pub due: Option<Date>,
    /// How it stands.
    pub status: ActionStatus,
    /// Where it stands otherwise: ids of organisations.
    pub status_of: Vec<(String, ActionStatus)>,
    /// The day on which it was done.
    pub done: Option<Date>,
    /// Why it was dropped.
    pub reason: LocalText,
    /// How one sees that it is done.
    pub indicator: LocalText,
    /// The key of an item, or an address, that shows it.
    pub evidence: Option<String>,
    /// Where it stands in its file.
    pub range: TextRange,
}

/// How an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionStatus {
    /// It is done.
    Done,
    /// It has begun.
    Started,
    /// It will be done.
    Planned,
    /// It should be there and is not: of duties.
    Missing,
    /// It will not be done.
    Dropped,
}

impl ActionStatus {
    /// All, in the order in which they are counted.
    pub const ALL: [Self; 5] = [
        Self::Done,
        Self::Started,
        Self::Planned,
        Self::Missing,
        Self::Dropped,
    ];

    /// Its name in facts and views.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Started => "started",
            Self::Planned => "planned",
            Self::Missing => "missing",
            Self::Dropped => "dropped",
        }
    }

    /// Reads a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether nothing more is to be done.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

impl Action {
    /// How it stands in an organisation.
    #[must_use]
    pub fn status_in(&self, organisation: &str) -> ActionStatus {
        let own = self.status_of.iter().find(|(id, _)| id == organisation);
        own.map_or(self.status, |(_, status)| *status)
    }

    /// Whether an organisation takes part in it.
    #[must_use]
    pub fn concerns(&self, organisation: &str) -> bool {
        self.organisations.is_empty() || self.organisations.iter().any(|id| id == organisation)
    }

    /// How it stands in each of the plan's `organisations` that takes part, and in others that it
    /// names; as a whole where there are none.
    fn statuses(&self, organisations: &[String]) -> Vec<ActionStatus> {
        let own = organisations.iter().filter(|id| self.concerns(id));
        let own = own.map(|id| self.status_in(id));
        let others = self.status_of.iter();
        let others = others.filter(|(id, _)| !organisations.contains(id));
        let all: Vec<ActionStatus> = own.chain(others.map(|(_, status)| *status)).collect();
        if all.is_empty() {
            vec![self.status]
        } else {
            all
        }
    }

    /// Whether it is done in each of the plan's `organisations` that takes part.
    #[must_use]
    pub fn is_done(&self, organisations: &[String]) -> bool {
        let mut all = self.statuses(organisations).into_iter();
        all.all(|status| status == ActionStatus::Done)
    }

    /// Whether its last day has passed, and one of the plan's `organisations` that takes part has not
    /// done it.
    #[must_use]
    pub fn is_overdue(&self, organisations: &[String], today: Date) -> bool {
        let mut all = self.statuses(organisations).into_iter();
        self.due.is_some_and(|due| due < today) && all.any(|status| !status.is_closed())
    }
}

impl Plan {
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        let day = |key: &str| {
            let table = statements.table("period")?;
            Date::parse(table.text(key)?).ok()
        };
        let actions = statements.get("actions");
        Self {
            period: day("from").zip(day("until")),
            version: statements.text("version").and_then(Version::parse),
            approval: decision::approval(statements),
            legal_basis: decision::legal_basis(statements),
            changes: decision::changes(statements),
            attachments: statements.texts("attachments"),
            actions: actions.map(read_actions).unwrap_or_default(),
        }
    }
}

fn read_actions(fact: Stated<'_>) -> Vec<Action> {
    let values = fact.value.items().iter();
    values
        .filter_map(|value| action(value.as_table()?, value.range))
        .collect()
}

fn action(table: &Table, range: TextRange) -> Option<Action> {
    let day = |key: &str| table.text(key).and_then(|day| Date::parse(day).ok());
    let local = |key: &str| local_text(table.get(key));
    let own = table.table("status_of").map(|table| &table.entries);
    let own = own.into_iter().flatten().filter_map(|(key, value)| {
        let status = ActionStatus::parse(value.as_text()?)?;
        Some((key.name.clone(), status))
    });
    let status = table.text("status").and_then(ActionStatus::parse);
    Some(Action {
        id: table.text("id")?.to_owned(),
        what: local("what"),
        asked: local("asked"),
        did: local("did"),
        organisations: table.texts("organisations"),
        responsible: local("responsible"),
        due: day("due"),
        status: status.unwrap_or(ActionStatus::Planned),
        status_of: own.collect(),
        done: day("done"),
        reason: local("reason"),
        indicator: local("indicator"),
        evidence: table.text("evidence").map(str::to_owned),
        range,
    })
}
