//! Facts of a survey: what was asked of whom, and where the counts of the answers stand.

use crate::base::Span;
use crate::config::{LocalText, local_text};
use crate::data::{Table, Value};
use crate::locale::Date;
use crate::site::facts::Statements;

/// Counts below this are not told, unless the survey says otherwise.
const LEAST: u32 = 5;

/// The group of everybody.
pub const ALL: &str = "all";

/// Facts of a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// The first and the last day on which it could be answered.
    pub fielded: Option<(Date, Date)>,
    /// How many were asked.
    pub invited: Option<u32>,
    /// How many answered.
    pub answered: Option<u32>,
    /// Counts below this are not told.
    pub min_cell: u32,
    /// Whether the figures are invented.
    pub is_synthetic: bool,
    /// The file with the counts, as seen from the facts, and where that is said.
    pub data: Option<(String, Span)>,
    /// What was asked.
    pub questions: Vec<SurveyQuestion>,
    /// Groups of those who answered, by id: nobody is in two of them.
    pub groups: Vec<(String, LocalText)>,
    /// Keys of what was decided or made because of it, and where they are named.
    pub feeds: Vec<(String, Span)>,
}

/// A question.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyQuestion {
    /// Its id.
    pub id: String,
    /// `likert`, `choice`, `number` or `open-coded`.
    pub kind: String,
    /// What was asked.
    pub text: LocalText,
    /// What could be answered: ids and texts.
    pub options: Vec<(String, LocalText)>,
    /// Whether somebody could choose several options.
    pub is_multiple: bool,
    /// What the answers show, in one sentence.
    pub finding: LocalText,
}

impl Survey {
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        let day = |key: &str| {
            let table = statements.table("fielded")?;
            Date::parse(table.text(key)?).ok()
        };
        let groups = statements.table("groups").map(|table| &table.entries);
        let is_true = |key: &str| statements.get(key).and_then(|fact| fact.value.as_bool());
        Self {
            fielded: day("from").zip(day("to")),
            invited: statements.number("invited"),
            answered: statements.number("answered"),
            min_cell: statements.number("min_cell").unwrap_or(LEAST),
            is_synthetic: is_true("synthetic").unwrap_or_default(),
            data: named(statements, "data").into_iter().next(),
            questions: statements
                .tables("questions")
                .into_iter()
                .filter_map(question)
                .collect(),
            groups: groups
                .into_iter()
                .flatten()
                .map(|(key, value)| (key.name.clone(), local_text(Some(value))))
                .collect(),
            feeds: named(statements, "feeds"),
        }
    }
}

/// The texts of a fact, with their places.
fn named(statements: &Statements<'_>, key: &str) -> Vec<(String, Span)> {
    let Some(fact) = statements.get(key) else {
        return Vec::new();
    };
    let values = fact.value.items().iter();
    values
        .filter_map(|value| {
            let text = value.as_text()?.trim_matches('/').to_owned();
            Some((text, Span::new(fact.path, value.range)))
        })
        .collect()
}

fn question(table: &Table) -> Option<SurveyQuestion> {
    let kind = table.text("kind").unwrap_or("choice");
    let options = table.list("options").unwrap_or_default().iter();
    Some(SurveyQuestion {
        id: table.text("id")?.to_owned(),
        kind: kind.to_owned(),
        text: local(table, "text"),
        options: options
            .filter_map(Value::as_table)
            .filter_map(|option| Some((option.text("id")?.to_owned(), local(option, "text"))))
            .collect(),
        is_multiple: table.bool("multiple").unwrap_or(kind == "open-coded"),
        finding: local(table, "finding"),
    })
}

fn local(table: &Table, key: &str) -> LocalText {
    local_text(table.get(key))
}
