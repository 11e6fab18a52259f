//! Keys of policies and their variants.

use crate::data::{Field, Shape};
use crate::parse::fields::KindField;

const POLICY: &[&str] = &["policy"];

/// What is decided, on grounds, in versions.
const DECIDED: &[&str] = &["policy", "plan"];

const fn of(field: Field) -> KindField {
    KindField {
        field,
        kinds: POLICY,
    }
}

const APPROVAL: &[Field] = &[
    Field::new(
        "organisation",
        Shape::Text,
        "Id of the organisation that approved it.",
    ),
    Field::new("body", Shape::PerLanguage, "The body that decided."),
    Field::new("date", Shape::Date, "The day of the decision."),
    Field::new("record", Shape::Text, "Where it stands in the minutes."),
];

const LEGAL_BASIS: &[Field] = &[
    Field::new("act", Shape::PerLanguage, "The act."),
    Field::new("section", Shape::Text, "Its section."),
    Field::new(
        "address",
        Shape::TextOrPerLanguage,
        "Where it can be read, one address or one per language.",
    ),
];

const CHANGE: &[Field] = &[
    Field::new("version", Shape::Text, "The version that brought it."),
    Field::new("date", Shape::Date, "The day."),
    Field::new("what", Shape::PerLanguage, "What changed."),
    Field::new(
        "clauses",
        Shape::List(&Shape::Text),
        "Ids of the clauses that changed.",
    ),
];

const ACKNOWLEDGEMENT: &[Field] = &[
    Field::new("required", Shape::Bool, "Whether everybody must answer."),
    Field::new("by", Shape::Date, "The last day to answer."),
    Field::new(
        "channel",
        Shape::OneOf(&["form", "email", "paper"]),
        "How people answer.",
    ),
    Field::new(
        "address",
        Shape::Text,
        "The form's address, with `{key}`, `{policy}`, `{version}` and `{organisation}`.",
    ),
];

const fn of_both(field: Field) -> KindField {
    KindField {
        field,
        kinds: DECIDED,
    }
}

/// A variable that a base declares.
pub const VARIABLE: &[Field] = &[
    Field::new(
        "kind",
        Shape::OneOf(&["number", "time", "boolean", "choice"]),
        "What its values are.",
    ),
    Field::new("name", Shape::PerLanguage, "What it says."),
    Field::new("value", Shape::Any, "The base's own value."),
    Field::new(
        "minimum",
        Shape::Integer(-1_000_000, 1_000_000),
        "The least number.",
    ),
    Field::new(
        "maximum",
        Shape::Integer(-1_000_000, 1_000_000),
        "The greatest number.",
    ),
    Field::new(
        "unit",
        Shape::Map(&Shape::Map(&Shape::Text)),
        "What is counted, per language and plural form.",
    ),
    Field::new(
        "options",
        Shape::Map(&Shape::PerLanguage),
        "The texts of a choice.",
    ),
];

/// Facts of policies.
pub(super) const FACTS: &[KindField] = &[
    of(Field::new(
        "policy_id",
        Shape::Text,
        "Its id, the same in all its versions.",
    )),
    of_both(Field::new(
        "version",
        Shape::Text,
        "`\"1.0\"`: a new first number is a material change.",
    )),
    of(Field::new(
        "effective",
        Shape::Date,
        "The first day on which it is in force.",
    )),
    of(Field::new(
        "applies_to",
        Shape::List(&Shape::PerLanguage),
        "Whom it binds.",
    )),
    of(Field::new(
        "supersedes",
        Shape::Text,
        "What it replaces: `policy-id@version`.",
    )),
    of_both(Field::new(
        "approved_by",
        Shape::Table(APPROVAL),
        "Who approved it, and when.",
    )),
    of_both(Field::new(
        "legal_basis",
        Shape::List(&Shape::Table(LEGAL_BASIS)),
        "The acts it rests on.",
    )),
    of_both(Field::new(
        "changes",
        Shape::List(&Shape::Table(CHANGE)),
        "What each version changed, newest first.",
    )),
    of(Field::new(
        "acknowledgement",
        Shape::Table(ACKNOWLEDGEMENT),
        "How people say that they have read it.",
    )),
    of_both(Field::new(
        "attachments",
        Shape::List(&Shape::Text),
        "Keys of items, or files, that belong to it.",
    )),
    of(Field::new(
        "variables",
        Shape::Map(&Shape::Any),
        "Values that variants may set; in a variant those that differ.",
    )),
    of(Field::new(
        "based_on_policy",
        Shape::Text,
        "The `policy_id` that this is a variant of.",
    )),
    of(Field::new(
        "based_on_version",
        Shape::Text,
        "The version of it that was last looked at.",
    )),
];
