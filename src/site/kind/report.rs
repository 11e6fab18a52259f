//! Facts of the report of a year.

use crate::config::{LocalText, local_text};
use crate::site::facts::Statements;

/// Facts of the report of a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The year that it tells of.
    pub year: i32,
    /// Counts that the site has no records of.
    pub figures: Vec<StatedFigure>,
}

/// A count that the site has no records of.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedFigure {
    /// What was counted.
    pub name: LocalText,
    /// How many there were.
    pub value: u32,
    /// Where the figure stands.
    pub source: LocalText,
}

impl Report {
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        let year = statements.number("year");
        let figures = statements.tables("figures").into_iter();
        Self {
            year: year.and_then(|year| year.try_into().ok()).unwrap_or(0),
            figures: figures
                .filter_map(|table| {
                    Some(StatedFigure {
                        name: local_text(table.get("name")),
                        value: table.get("value")?.as_integer()?.try_into().ok()?,
                        source: local_text(table.get("source")),
                    })
                })
                .collect(),
        }
    }
}
