//! The keys of `site.toml`.

use crate::data::{Field, Shape};

const LANGUAGE: &[Field] = &[
    Field {
        name: "code",
        shape: Shape::Text,
        doc: "Language tag (BCP 47), such as `fi` or `sv-FI`.",
    },
    Field {
        name: "name",
        shape: Shape::Text,
        doc: "The site's name in this language.",
    },
    Field {
        name: "description",
        shape: Shape::Text,
        doc: "The site in one sentence.",
    },
];

const MENU_ENTRY: &[Field] = &[
    Field {
        name: "url",
        shape: Shape::Text,
        doc: "An address outside the site.",
    },
    Field {
        name: "item",
        shape: Shape::Text,
        doc: "The key of an item of the site.",
    },
    Field {
        name: "title",
        shape: Shape::PerLanguage,
        doc: "The words of the link.",
    },
];

const MENUS: &[Field] = &[
    Field {
        name: "main",
        shape: Shape::List(&Shape::TextOrTable(MENU_ENTRY)),
        doc: "The menu at the top of every page.",
    },
    Field {
        name: "footer",
        shape: Shape::List(&Shape::TextOrTable(MENU_ENTRY)),
        doc: "The menu at the foot of every page.",
    },
    Field {
        name: "home",
        shape: Shape::List(&Shape::TextOrTable(MENU_ENTRY)),
        doc: "What readers may want to do: large links on the home page.",
    },
];

const ORGANISATION: &[Field] = &[Field {
    name: "name",
    shape: Shape::PerLanguage,
    doc: "The organisation's name in each language.",
}];

const MARKDOWN: &[Field] = &[
    Field {
        name: "raw_html",
        shape: Shape::OneOf(&["sanitise", "refuse", "trust"]),
        doc: "What happens to HTML in texts.",
    },
    Field {
        name: "smart_punctuation",
        shape: Shape::Bool,
        doc: "Whether straight quotation marks become those of the language.",
    },
    Field {
        name: "soft_hyphens",
        shape: Shape::Bool,
        doc: "Whether long words can be broken at the end of a line (U+00AD).",
    },
];

const OUTPUTS: &[Field] = &[
    Field {
        name: "all_pages",
        shape: Shape::Bool,
        doc: "A page of all pages per language, from A to Z.",
    },
    Field {
        name: "headers",
        shape: Shape::Bool,
        doc: "`_headers`, the security headers in the form that several hosts read.",
    },
    Field {
        name: "feeds",
        shape: Shape::Bool,
        doc: "An Atom feed per language.",
    },
    Field {
        name: "llms",
        shape: Shape::Bool,
        doc: "`llms.txt`, a list of pages for programs.",
    },
    Field {
        name: "markdown",
        shape: Shape::Bool,
        doc: "A plain-Markdown copy beside each page.",
    },
];

const COLOURS: &[Field] = &[
    Field {
        name: "main",
        shape: Shape::Text,
        doc: "The band at the top, links and signs: `#0b5563`.",
    },
    Field {
        name: "accent",
        shape: Shape::Text,
        doc: "What draws the eye: lines and marks.",
    },
    Field {
        name: "surface",
        shape: Shape::Text,
        doc: "Quiet grounds under text.",
    },
];

/// The keys of `site.toml`.
pub const SITE: &[Field] = &[
    Field {
        name: "base_url",
        shape: Shape::Text,
        doc: "Where the site will be published.",
    },
    Field {
        name: "languages",
        shape: Shape::List(&Shape::Table(LANGUAGE)),
        doc: "The languages in order; the first is the default.",
    },
    Field {
        name: "default_at_root",
        shape: Shape::Bool,
        doc: "Whether the default language has no prefix in its addresses.",
    },
    Field {
        name: "fallback",
        shape: Shape::OneOf(&["show", "list", "none"]),
        doc: "What readers get of a text that their language lacks.",
    },
    Field {
        name: "theme",
        shape: Shape::Text,
        doc: "The theme's name.",
    },
    Field {
        name: "colours",
        shape: Shape::Table(COLOURS),
        doc: "The site's own colours.",
    },
    Field {
        name: "license",
        shape: Shape::Text,
        doc: "Licence of all texts (SPDX).",
    },
    Field {
        name: "menus",
        shape: Shape::Table(MENUS),
        doc: "Menus.",
    },
    Field {
        name: "organisations",
        shape: Shape::Map(&Shape::Table(ORGANISATION)),
        doc: "The organisations that texts belong to.",
    },
    Field {
        name: "markdown",
        shape: Shape::Table(MARKDOWN),
        doc: "How texts are read.",
    },
    Field {
        name: "outputs",
        shape: Shape::Table(OUTPUTS),
        doc: "Optional outputs.",
    },
    Field {
        name: "checks",
        shape: Shape::Map(&Shape::OneOf(&["off", "note", "warning", "error"])),
        doc: "Levels of checks by code.",
    },
    Field {
        name: "extra",
        shape: Shape::Map(&Shape::Any),
        doc: "The site's own keys.",
    },
];
