//! The keys of facts files and front matter.

use crate::data::{Field, Shape};

/// For whom a text is meant.
pub const AUDIENCES: &[&str] = &[
    "senior",
    "volunteer",
    "trainer",
    "staff",
    "manager",
    "resident",
    "youth",
    "editor",
];

/// Devices that a guide is about.
pub const DEVICES: &[&str] = &["android", "ipad", "iphone", "windows", "any"];

const OWNER: &[Field] = &[
    Field {
        name: "organisation",
        shape: Shape::Text,
        doc: "Id of an organisation in `site.toml`.",
    },
    Field {
        name: "role",
        shape: Shape::PerLanguage,
        doc: "A role, never a person's name.",
    },
];

const AUTHOR: &[Field] = &[
    Field {
        name: "name",
        shape: Shape::Text,
        doc: "Who.",
    },
    Field {
        name: "role",
        shape: Shape::OneOf(&[
            "author",
            "translator",
            "reviewer",
            "tester",
            "funder",
            "illustrator",
        ]),
        doc: "What they did.",
    },
];

const BASED_ON: &[Field] = &[
    Field {
        name: "title",
        shape: Shape::Text,
        doc: "The work.",
    },
    Field {
        name: "url",
        shape: Shape::Text,
        doc: "Its address.",
    },
    Field {
        name: "license",
        shape: Shape::Text,
        doc: "Its licence.",
    },
    Field {
        name: "author",
        shape: Shape::Text,
        doc: "Who made it.",
    },
];

/// The facts of an item, the same in all languages: keys of `NAME.toml`, and of the front matter
/// of an item in one language.
pub const FACTS: &[Field] = &[
    Field {
        name: "type",
        shape: Shape::OneOf(&["page", "section", "guide"]),
        doc: "What kind of item it is.",
    },
    Field {
        name: "status",
        shape: Shape::OneOf(&["draft", "review", "published", "archived"]),
        doc: "How far it has come; drafts are left out of a build.",
    },
    Field {
        name: "publish",
        shape: Shape::Date,
        doc: "The first day on which it is published.",
    },
    Field {
        name: "expires",
        shape: Shape::Date,
        doc: "The first day on which it no longer is.",
    },
    Field {
        name: "order",
        shape: Shape::Integer(-1_000_000, 1_000_000),
        doc: "Its place in lists; those without one follow by title.",
    },
    Field {
        name: "audience",
        shape: Shape::List(&Shape::OneOf(AUDIENCES)),
        doc: "For whom it is meant.",
    },
    Field {
        name: "organisations",
        shape: Shape::List(&Shape::Text),
        doc: "Organisations that it concerns; ids of `site.toml`.",
    },
    Field {
        name: "owner",
        shape: Shape::Table(OWNER),
        doc: "Who answers for it.",
    },
    Field {
        name: "reviewed",
        shape: Shape::Date,
        doc: "When it was last reviewed.",
    },
    Field {
        name: "review_every",
        shape: Shape::Period,
        doc: "How often it must be reviewed.",
    },
    Field {
        name: "license",
        shape: Shape::Text,
        doc: "Its licence, if not the site's.",
    },
    Field {
        name: "authors",
        shape: Shape::List(&Shape::Table(AUTHOR)),
        doc: "Who made it.",
    },
    Field {
        name: "based_on",
        shape: Shape::List(&Shape::Table(BASED_ON)),
        doc: "Works it was made from.",
    },
    Field {
        name: "tags",
        shape: Shape::List(&Shape::Text),
        doc: "What it is about.",
    },
    Field {
        name: "redirect_from",
        shape: Shape::List(&Shape::Text),
        doc: "Its old addresses, such as `/fi/vanha/`.",
    },
    Field {
        name: "fallback",
        shape: Shape::OneOf(&["show", "list", "none"]),
        doc: "What readers get of it in a language it lacks.",
    },
    Field {
        name: "languages",
        shape: Shape::List(&Shape::Text),
        doc: "The only languages it is meant to be in.",
    },
    Field {
        name: "template",
        shape: Shape::Bool,
        doc: "Whether it is a model text.",
    },
    Field {
        name: "layout",
        shape: Shape::Text,
        doc: "The page template, if not its type's.",
    },
    Field {
        name: "minutes",
        shape: Shape::Integer(1, 10_000),
        doc: "How long a guide takes.",
    },
    Field {
        name: "device",
        shape: Shape::List(&Shape::OneOf(DEVICES)),
        doc: "Devices that a guide is about.",
    },
];

/// The texts of an item in one language: keys of front matter.
pub const TEXTS: &[Field] = &[
    Field {
        name: "title",
        shape: Shape::Text,
        doc: "The page's title.",
    },
    Field {
        name: "nav_title",
        shape: Shape::Text,
        doc: "A shorter title for menus.",
    },
    Field {
        name: "summary",
        shape: Shape::Text,
        doc: "One or two sentences, 200 characters.",
    },
    Field {
        name: "slug",
        shape: Shape::Text,
        doc: "Its part of the address in this language.",
    },
    Field {
        name: "level",
        shape: Shape::OneOf(&["plain", "clear", "official"]),
        doc: "How plain the language is meant to be.",
    },
    Field {
        name: "translation",
        shape: Shape::OneOf(&["human", "machine-reviewed", "machine"]),
        doc: "Who translated it.",
    },
    Field {
        name: "task",
        shape: Shape::Text,
        doc: "What the reader can do after a guide.",
    },
    Field {
        name: "needs",
        shape: Shape::List(&Shape::Text),
        doc: "What the reader needs.",
    },
    Field {
        name: "stop_when",
        shape: Shape::Text,
        doc: "When to stop and ask for help.",
    },
    Field {
        name: "extra",
        shape: Shape::Map(&Shape::Any),
        doc: "The site's own keys.",
    },
];

/// Whether `key` is a fact, the same in all languages, and no text.
pub fn is_fact(key: &str) -> bool {
    FACTS.iter().any(|field| field.name == key)
}
