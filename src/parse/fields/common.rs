//! Keys that items of every kind know.

use crate::data::{Field, Shape};
use crate::parse::fields::{AUDIENCES, KINDS};

const OWNER: &[Field] = &[
    Field::new(
        "organisation",
        Shape::Text,
        "Id of an organisation in `site.toml`.",
    ),
    Field::new("role", Shape::PerLanguage, "A role, never a person's name."),
];

const AUTHOR: &[Field] = &[
    Field::new("name", Shape::Text, "Who."),
    Field::new(
        "role",
        Shape::OneOf(&[
            "author",
            "translator",
            "reviewer",
            "tester",
            "funder",
            "illustrator",
        ]),
        "What they did.",
    ),
];

const BASED_ON: &[Field] = &[
    Field::new("title", Shape::Text, "The work."),
    Field::new("url", Shape::Text, "Its address."),
    Field::new("license", Shape::Text, "Its licence."),
    Field::new("author", Shape::Text, "Who made it."),
];

const DIGCOMP: &[Field] = &[
    Field::new("competence", Shape::Text, "Its number, such as `\"4.2\"`."),
    Field::new(
        "level",
        Shape::OneOf(&["basic", "intermediate", "advanced", "highly-advanced"]),
        "How far it leads.",
    ),
];

/// Facts that any item may state.
pub(super) const FACTS: &[Field] = &[
    Field::new("type", Shape::OneOf(KINDS), "What kind of item it is."),
    Field::new(
        "status",
        Shape::OneOf(&["draft", "review", "published", "archived"]),
        "How far it has come; drafts are left out of a build.",
    ),
    Field::new(
        "publish",
        Shape::Date,
        "The first day on which it is published.",
    ),
    Field::new(
        "expires",
        Shape::Date,
        "The first day on which it no longer is.",
    ),
    Field::new(
        "order",
        Shape::Integer(-1_000_000, 1_000_000),
        "Its place in lists; those without one follow by title.",
    ),
    Field::new(
        "audience",
        Shape::List(&Shape::OneOf(AUDIENCES)),
        "For whom it is meant.",
    ),
    Field::new(
        "organisations",
        Shape::List(&Shape::Text),
        "Organisations that it concerns; ids of `site.toml`.",
    ),
    Field::new("owner", Shape::Table(OWNER), "Who answers for it."),
    Field::new("reviewed", Shape::Date, "When it was last reviewed."),
    Field::new(
        "review_every",
        Shape::Period,
        "How often it must be reviewed.",
    ),
    Field::new("license", Shape::Text, "Its licence, if not the site's."),
    Field::new(
        "authors",
        Shape::List(&Shape::Table(AUTHOR)),
        "Who made it.",
    ),
    Field::new(
        "based_on",
        Shape::List(&Shape::Table(BASED_ON)),
        "Works it was made from.",
    ),
    Field::new("tags", Shape::List(&Shape::Text), "What it is about."),
    Field::new(
        "redirect_from",
        Shape::List(&Shape::Text),
        "Its old addresses, such as `/fi/vanha/`.",
    ),
    Field::new(
        "fallback",
        Shape::OneOf(&["show", "list", "none"]),
        "What readers get of it in a language it lacks.",
    ),
    Field::new(
        "languages",
        Shape::List(&Shape::Text),
        "The only languages it is meant to be in.",
    ),
    Field::new(
        "source_language",
        Shape::Text,
        "The language its translations are made from, if not the site's first.",
    ),
    Field::new(
        "digcomp",
        Shape::List(&Shape::Table(DIGCOMP)),
        "Which competences of DigComp it teaches.",
    ),
    Field::new(
        "placeholders",
        Shape::List(&Shape::Text),
        "Names of facts that are invented, until somebody fills them in.",
    ),
    Field::new(
        "link_terms",
        Shape::Bool,
        "Whether terms are explained at their first use.",
    ),
    Field::new("template", Shape::Bool, "Whether it is a model text."),
    Field::new(
        "layout",
        Shape::Text,
        "The page template, if not its type's.",
    ),
];

/// Texts that any item may have.
pub(super) const TEXTS: &[Field] = &[
    Field::new("title", Shape::Text, "The page's title."),
    Field::new("nav_title", Shape::Text, "A shorter title for menus."),
    Field::new(
        "summary",
        Shape::Text,
        "One or two sentences, 200 characters.",
    ),
    Field::new(
        "slug",
        Shape::Text,
        "Its part of the address in this language.",
    ),
    Field::new(
        "level",
        Shape::OneOf(&["plain", "clear", "official"]),
        "How plain the language is meant to be.",
    ),
    Field::new(
        "translation",
        Shape::OneOf(&["human", "machine-reviewed", "machine"]),
        "Who translated it.",
    ),
    Field::new("extra", Shape::Map(&Shape::Any), "The site's own keys."),
];
