//! Keys of accessibility statements.

use crate::data::{Field, Shape};
use crate::parse::fields::KindField;

const fn of(field: Field) -> KindField {
    KindField {
        field,
        kinds: &["statement"],
    }
}

const BASELINE: &[Field] = &[
    Field::new(
        "standard",
        Shape::Text,
        "The standard, such as `EN 301 549 V3.2.1`.",
    ),
    Field::new(
        "wcag",
        Shape::OneOf(&["2.1", "2.2"]),
        "The version of WCAG.",
    ),
];

const FINDING: &[Field] = &[
    Field::new(
        "criterion",
        Shape::Text,
        "The success criterion of WCAG, such as `1.2.2`.",
    ),
    Field::new("place", Shape::PerLanguage, "Where it is."),
    Field::new(
        "what",
        Shape::PerLanguage,
        "What is not accessible, and what to use instead.",
    ),
    Field::new(
        "reason",
        Shape::OneOf(&["not-yet", "burden", "out-of-scope"]),
        "Why it is so.",
    ),
    Field::new("fix_by", Shape::Date, "The day by which it is mended."),
];

const FEEDBACK: &[Field] = &[
    Field::new("unit", Shape::PerLanguage, "Who answers."),
    Field::new(
        "email",
        Shape::Text,
        "The address of a unit, never of a person.",
    ),
    Field::new("phone", Shape::Text, "A telephone number."),
    Field::new("website", Shape::PerLanguage, "The address of a form."),
];

const AUTHORITY: &[Field] = &[
    Field::new("name", Shape::PerLanguage, "What it is called."),
    Field::new("unit", Shape::PerLanguage, "Which of its units."),
    Field::new("website", Shape::PerLanguage, "Its address on the web."),
    Field::new("email", Shape::Text, "Its e-mail address."),
    Field::new("phone", Shape::Text, "Its telephone number."),
    Field::new("valid_from", Shape::Date, "Since when it is the authority."),
];

/// Facts that accessibility statements state.
pub(super) const FACTS: &[KindField] = &[
    of(Field::new(
        "conformance",
        Shape::OneOf(&["full", "partial", "none"]),
        "How far the site meets the requirements.",
    )),
    of(Field::new(
        "scope",
        Shape::PerLanguage,
        "What it is about: the name of the site.",
    )),
    of(Field::new(
        "method",
        Shape::OneOf(&["self", "external"]),
        "Who has looked.",
    )),
    of(Field::new(
        "drafted",
        Shape::Date,
        "The day on which it was first written.",
    )),
    of(Field::new(
        "baseline",
        Shape::Table(BASELINE),
        "What is required.",
    )),
    of(Field::new(
        "findings",
        Shape::List(&Shape::Table(FINDING)),
        "What is not accessible.",
    )),
    of(Field::new(
        "feedback",
        Shape::Table(FEEDBACK),
        "Where readers can tell.",
    )),
    of(Field::new(
        "authority",
        Shape::Table(AUTHORITY),
        "Who supervises.",
    )),
];
