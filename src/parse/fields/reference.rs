//! Keys of organisations, systems and terms.

use crate::data::{Field, Shape};
use crate::parse::fields::KindField;

const fn of(kinds: &'static [&'static str], field: Field) -> KindField {
    KindField { field, kinds }
}

/// How an organisation can use a system.
pub const USES: &[&str] = &["planned", "pilot", "live", "ended"];

const USED_BY: &[Field] = &[
    Field::new("organisation", Shape::Text, "Who uses it."),
    Field::new("since", Shape::Date, "From when on."),
    Field::new("until", Shape::Date, "Until when."),
    Field::new("status", Shape::OneOf(USES), "How it stands."),
];

const DATA_PROTECTION: &[Field] = &[
    Field::new(
        "organisation",
        Shape::Text,
        "Id of the organisation that has the post, if it is another.",
    ),
    Field::new(
        "role",
        Shape::PerLanguage,
        "The post: a role, never a name.",
    ),
    Field::new(
        "email",
        Shape::Text,
        "Its e-mail address, never a person's.",
    ),
    Field::new("phone", Shape::Text, "Its telephone number."),
];

/// Facts of organisations, systems and terms.
pub(super) const FACTS: &[KindField] = &[
    of(
        &["organisation", "policy"],
        Field::new(
            "organisation",
            Shape::Text,
            "Its id in `site.toml`; of a variant, whose it is.",
        ),
    ),
    of(
        &["organisation", "system"],
        Field::new("website", Shape::Text, "Its address on the web."),
    ),
    of(
        &["system"],
        Field::new("vendor", Shape::Text, "Who keeps it."),
    ),
    of(
        &["system"],
        Field::new(
            "system_kind",
            Shape::OneOf(&["forms", "safety", "portal", "dashboard", "identification"]),
            "What it is for.",
        ),
    ),
    of(
        &["system"],
        Field::new(
            "sign_in",
            Shape::List(&Shape::OneOf(&["none", "bank", "mobile", "two-factor"])),
            "How people sign in.",
        ),
    ),
    of(
        &["system"],
        Field::new(
            "used_by",
            Shape::List(&Shape::Table(USED_BY)),
            "Who uses it, and since when.",
        ),
    ),
    of(
        &["system"],
        Field::new("contact", Shape::PerLanguage, "Whom users ask: a role."),
    ),
    of(
        &["organisation"],
        Field::new(
            "data_protection",
            Shape::Table(DATA_PROTECTION),
            "Whom people ask about their personal data.",
        ),
    ),
    of(
        &["system"],
        Field::new("guide", Shape::Text, "Key of the guide or lesson about it."),
    ),
    of(
        &["system"],
        Field::new(
            "privacy_notice",
            Shape::Text,
            "Address of its privacy notice.",
        ),
    ),
    of(
        &["term"],
        Field::new(
            "yso",
            Shape::Text,
            "Its address in YSO, the Finnish ontology.",
        ),
    ),
];
