//! The keys of `site.toml`.

use crate::data::{Field, Shape};

const LANGUAGE: &[Field] = &[
    Field::new(
        "code",
        Shape::Text,
        "Language tag (BCP 47), such as `fi` or `sv-FI`.",
    ),
    Field::new("name", Shape::Text, "The site's name in this language."),
    Field::new("description", Shape::Text, "The site in one sentence."),
];

const MENU_ENTRY: &[Field] = &[
    Field::new("url", Shape::Text, "An address outside the site."),
    Field::new("item", Shape::Text, "The key of an item of the site."),
    Field::new("title", Shape::PerLanguage, "The words of the link."),
];

const MENUS: &[Field] = &[
    Field::new(
        "main",
        Shape::List(&Shape::TextOrTable(MENU_ENTRY)),
        "The menu at the top of every page.",
    ),
    Field::new(
        "footer",
        Shape::List(&Shape::TextOrTable(MENU_ENTRY)),
        "The menu at the foot of every page.",
    ),
    Field::new(
        "home",
        Shape::List(&Shape::TextOrTable(MENU_ENTRY)),
        "What readers may want to do: large links on the home page.",
    ),
];

const ORGANISATION: &[Field] = &[Field::new(
    "name",
    Shape::PerLanguage,
    "The organisation's name in each language.",
)];

const CALENDAR: &[Field] = &[
    Field::new(
        "time_zone",
        Shape::Text,
        "The zone of all clock times, `Europe/Helsinki` where nothing is said (IANA).",
    ),
    Field::new(
        "holidays",
        Shape::OneOf(&["FI", "AX", "SE", "none"]),
        "The country whose public holidays close service points; `FI` where nothing is said.",
    ),
];

const MARKDOWN: &[Field] = &[
    Field::new(
        "raw_html",
        Shape::OneOf(&["sanitise", "refuse", "trust"]),
        "What happens to HTML in texts.",
    ),
    Field::new(
        "smart_punctuation",
        Shape::Bool,
        "Whether straight quotation marks become those of the language.",
    ),
    Field::new(
        "link_terms",
        Shape::Bool,
        "Whether terms of the glossary are explained at their first use on a page.",
    ),
    Field::new(
        "soft_hyphens",
        Shape::Bool,
        "Whether long words can be broken at the end of a line (U+00AD).",
    ),
];

const OUTPUTS: &[Field] = &[
    Field::new(
        "all_pages",
        Shape::Bool,
        "A page of all pages per language, from A to Z.",
    ),
    Field::new(
        "headers",
        Shape::Bool,
        "`_headers`, the security headers in the form that several hosts read.",
    ),
    Field::new("feeds", Shape::Bool, "An Atom feed per language."),
    Field::new(
        "llms",
        Shape::Bool,
        "`llms.txt`, a list of pages for programs.",
    ),
    Field::new(
        "markdown",
        Shape::Bool,
        "A plain-Markdown copy beside each page.",
    ),
];

const COLOURS: &[Field] = &[
    Field::new(
        "main",
        Shape::Text,
        "The band at the top, links and signs: `#0b5563`.",
    ),
    Field::new(
        "accent",
        Shape::Text,
        "What draws the eye: lines and marks.",
    ),
    Field::new("surface", Shape::Text, "Quiet grounds under text."),
];

/// The keys of `site.toml`.
pub const SITE: &[Field] = &[
    Field::new("base_url", Shape::Text, "Where the site will be published."),
    Field::new(
        "languages",
        Shape::List(&Shape::Table(LANGUAGE)),
        "The languages in order; the first is the default.",
    ),
    Field::new(
        "default_at_root",
        Shape::Bool,
        "Whether the default language has no prefix in its addresses.",
    ),
    Field::new(
        "fallback",
        Shape::OneOf(&["show", "list", "none"]),
        "What readers get of a text that their language lacks.",
    ),
    Field::new("theme", Shape::Text, "The theme's name."),
    Field::new("colours", Shape::Table(COLOURS), "The site's own colours."),
    Field::new("license", Shape::Text, "Licence of all texts (SPDX)."),
    Field::new("menus", Shape::Table(MENUS), "Menus."),
    Field::new(
        "organisations",
        Shape::Map(&Shape::Table(ORGANISATION)),
        "The organisations that texts belong to.",
    ),
    Field::new(
        "calendar",
        Shape::Table(CALENDAR),
        "What calendars need to know.",
    ),
    Field::new("markdown", Shape::Table(MARKDOWN), "How texts are read."),
    Field::new("outputs", Shape::Table(OUTPUTS), "Optional outputs."),
    Field::new(
        "checks",
        Shape::Map(&Shape::OneOf(&["off", "note", "warning", "error"])),
        "Levels of checks by code.",
    ),
    Field::new("extra", Shape::Map(&Shape::Any), "The site's own keys."),
];
