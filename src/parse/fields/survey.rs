//! Keys that surveys know.

use crate::data::{Field, Shape};
use crate::parse::fields::KindField;

const fn of(field: Field) -> KindField {
    KindField {
        field,
        kinds: &["survey"],
    }
}

const FIELDED: &[Field] = &[
    Field::new("from", Shape::Date, "The first day."),
    Field::new("to", Shape::Date, "The last day."),
];

const OPTION: &[Field] = &[
    Field::new("id", Shape::Text, "Its name in the file of counts."),
    Field::new("text", Shape::PerLanguage, "Its words."),
];

const QUESTION: &[Field] = &[
    Field::new("id", Shape::Text, "Its name in the file of counts."),
    Field::new(
        "kind",
        Shape::OneOf(&["likert", "choice", "number", "open-coded"]),
        "How it was answered.",
    ),
    Field::new("text", Shape::PerLanguage, "What was asked."),
    Field::new(
        "options",
        Shape::List(&Shape::Table(OPTION)),
        "What could be answered.",
    ),
    Field::new(
        "multiple",
        Shape::Bool,
        "Whether somebody could choose several.",
    ),
    Field::new(
        "finding",
        Shape::PerLanguage,
        "What the answers show, in one sentence.",
    ),
];

/// Facts that surveys state.
pub(super) const FACTS: &[KindField] = &[
    of(Field::new(
        "fielded",
        Shape::Table(FIELDED),
        "When it could be answered.",
    )),
    of(Field::new(
        "invited",
        Shape::Integer(1, 10_000_000),
        "How many were asked.",
    )),
    of(Field::new(
        "answered",
        Shape::Integer(0, 10_000_000),
        "How many answered.",
    )),
    of(Field::new(
        "min_cell",
        Shape::Integer(2, 1_000),
        "Counts below this are not told; 5 if nothing is said.",
    )),
    of(Field::new(
        "synthetic",
        Shape::Bool,
        "Whether the figures are invented.",
    )),
    of(Field::new(
        "data",
        Shape::Text,
        "The CSV file with the counts, never published as it is.",
    )),
    of(Field::new(
        "questions",
        Shape::List(&Shape::Table(QUESTION)),
        "What was asked.",
    )),
    of(Field::new(
        "groups",
        Shape::Map(&Shape::PerLanguage),
        "Groups of those who answered.",
    )),
    of(Field::new(
        "feeds",
        Shape::List(&Shape::Text),
        "Keys of what was made because of it.",
    )),
];
