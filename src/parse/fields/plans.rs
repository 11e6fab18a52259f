//! Keys of plans and of yearly reports.

use crate::data::{Field, Shape};
use crate::parse::fields::KindField;

const fn of(kinds: &'static [&'static str], field: Field) -> KindField {
    KindField { field, kinds }
}

/// How an action stands.
const STATUS: Shape = Shape::OneOf(&["done", "started", "planned", "missing", "dropped"]);

const PERIOD: &[Field] = &[
    Field::new("from", Shape::Date, "The first day."),
    Field::new("until", Shape::Date, "The last day."),
];

const ACTION: &[Field] = &[
    Field::new("id", Shape::Text, "Its id, which stays the same."),
    Field::new("what", Shape::PerLanguage, "What is done."),
    Field::new("asked", Shape::PerLanguage, "What people asked for."),
    Field::new(
        "did",
        Shape::PerLanguage,
        "What was done because of what people asked for.",
    ),
    Field::new(
        "organisations",
        Shape::List(&Shape::Text),
        "Ids of those that do it; without it all of the plan.",
    ),
    Field::new(
        "responsible",
        Shape::PerLanguage,
        "Who answers for it: a role, never a name.",
    ),
    Field::new("due", Shape::Date, "The last day for it."),
    Field::new("status", STATUS, "How it stands."),
    Field::new(
        "status_of",
        Shape::Map(&STATUS),
        "How it stands in organisations where it stands otherwise.",
    ),
    Field::new("done", Shape::Date, "The day on which it was done."),
    Field::new("reason", Shape::PerLanguage, "Why it was dropped."),
    Field::new(
        "indicator",
        Shape::PerLanguage,
        "How one sees that it is done.",
    ),
    Field::new(
        "evidence",
        Shape::Text,
        "The key of an item, or an address, that shows it.",
    ),
];

const FIGURE: &[Field] = &[
    Field::new("name", Shape::PerLanguage, "What was counted."),
    Field::new(
        "value",
        Shape::Integer(0, 1_000_000_000),
        "How many there were.",
    ),
    Field::new("source", Shape::PerLanguage, "Where the figure stands."),
];

/// Facts of plans and reports.
pub(super) const FACTS: &[KindField] = &[
    of(
        &["plan"],
        Field::new(
            "period",
            Shape::Table(PERIOD),
            "The first and the last day that it is for.",
        ),
    ),
    of(
        &["plan"],
        Field::new(
            "actions",
            Shape::List(&Shape::Table(ACTION)),
            "What is done, by whom, by when.",
        ),
    ),
    of(
        &["report"],
        Field::new(
            "year",
            Shape::Integer(1900, 2200),
            "The year that it tells of.",
        ),
    ),
    of(
        &["report"],
        Field::new(
            "figures",
            Shape::List(&Shape::Table(FIGURE)),
            "Counts that the site has no records of, with their sources.",
        ),
    ),
];
