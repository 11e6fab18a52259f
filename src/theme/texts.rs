//! `text/LANG.toml`: the words of the interface in one language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Code, Diagnostic, Lang, Source, Span};
use crate::data::{Field, Kind, Shape, Table, schema};
use crate::locale::{Locale, PluralCategory};

/// Everything about one language that the interface and the checks need.
#[derive(Debug, Clone)]
pub struct Texts {
    /// The language.
    pub lang: Lang,
    /// Its dates, numbers, plurals and sorting.
    pub locale: Arc<Locale>,
    /// Its own name: `Suomi`.
    pub name: String,
    /// The words of the language switcher: `Suomeksi`.
    pub switch: String,
    /// Its quotation marks.
    pub quotes: Quotes,
    /// Names of blocks in it, to the names that templates have.
    pub block_aliases: BTreeMap<String, String>,
    /// Link texts that say nothing about where they lead, in lower case.
    pub vague_links: BTreeSet<String>,
    /// Options of a question that stand for all or none of the others, in lower case.
    pub sweeping_options: BTreeSet<String>,
    /// Names of languages in it, as they stand in a sentence.
    pub language_names: BTreeMap<String, String>,
    /// The texts of the interface by key.
    pub texts: BTreeMap<String, Text>,
}

/// A text of the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// The same for every number.
    Plain(String),
    /// One for each plural category (CLDR) that the language has.
    Plural(BTreeMap<PluralCategory, String>),
}

/// Quotation marks of a language (CLDR delimiters).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quotes {
    /// Before a quotation.
    pub open: String,
    /// After a quotation.
    pub close: String,
    /// Before a quotation within one.
    pub inner_open: String,
    /// After a quotation within one.
    pub inner_close: String,
}

impl Default for Quotes {
    fn default() -> Self {
        let mark = |text: &str| text.to_owned();
        Self {
            open: mark("“"),
            close: mark("”"),
            inner_open: mark("‘"),
            inner_close: mark("’"),
        }
    }
}

impl Texts {
    /// Nothing but the language, for one that has no text file yet.
    pub(super) fn empty(lang: &Lang, locale: Arc<Locale>) -> Self {
        Self {
            lang: lang.clone(),
            locale,
            name: lang.to_string(),
            switch: lang.to_string(),
            quotes: Quotes::default(),
            block_aliases: BTreeMap::new(),
            vague_links: BTreeSet::new(),
            sweeping_options: BTreeSet::new(),
            language_names: BTreeMap::new(),
            texts: BTreeMap::new(),
        }
    }

    /// The text under `key` without a number; empty when there is none, which [`super::load`] has
    /// reported.
    pub fn get(&self, key: &str) -> &str {
        match self.texts.get(key) {
            Some(Text::Plain(text)) => text,
            Some(Text::Plural(forms)) => forms
                .get(&PluralCategory::Other)
                .map(String::as_str)
                .unwrap_or_default(),
            None => "",
        }
    }

    /// The text under `key` in the form for `number`, if there is such a key.
    pub fn get_for(&self, key: &str, number: u64) -> Option<&str> {
        match self.texts.get(key)? {
            Text::Plain(text) => Some(text),
            Text::Plural(forms) => forms
                .get(&self.locale.plural(number))
                .or_else(|| forms.get(&PluralCategory::Other))
                .map(String::as_str),
        }
    }

    /// The name of the language `code` in this language, else its tag.
    pub fn language_name<'a>(&'a self, code: &'a str) -> &'a str {
        let base = code.split('-').next().unwrap_or(code);
        self.language_names
            .get(code)
            .or_else(|| self.language_names.get(base))
            .map_or(code, String::as_str)
    }
}

const QUOTES: &[Field] = &[
    Field::new("open", Shape::Text, "Before a quotation."),
    Field::new("close", Shape::Text, "After a quotation."),
    Field::new("inner_open", Shape::Text, "Before a quotation within one."),
    Field::new("inner_close", Shape::Text, "After a quotation within one."),
];

const CHECKS: &[Field] = &[
    Field::new(
        "vague_links",
        Shape::List(&Shape::Text),
        "Link texts that say nothing about where they lead.",
    ),
    Field::new(
        "sweeping_options",
        Shape::List(&Shape::Text),
        "Options of a question that stand for all or none of the others.",
    ),
];

const TEXTS: &[Field] = &[
    Field::new("name", Shape::Text, "The language's own name."),
    Field::new("switch", Shape::Text, "The words of the language switcher."),
    Field::new("quotes", Shape::Table(QUOTES), "Quotation marks."),
    Field::new(
        "blocks",
        Shape::Map(&Shape::List(&Shape::Text)),
        "Other names of blocks.",
    ),
    Field::new("checks", Shape::Table(CHECKS), "Words for checks."),
    Field::new(
        "languages",
        Shape::Map(&Shape::Text),
        "Names of languages in this language.",
    ),
    Field::new(
        "text",
        Shape::Map(&Shape::Any),
        "The texts of the interface.",
    ),
];

/// Reads a text file and lays it over `texts`.
pub(super) fn overlay(texts: &mut Texts, file: &Source, sink: &mut Vec<Diagnostic>) {
    let Some(source) = super::load::text_of(file, sink) else {
        return;
    };
    let table = crate::data::toml::parse(&file.path, source, 0, Code::UnreadableConfig, sink);
    schema::check(&file.path, &table, TEXTS, sink);
    if let Some(name) = table.text("name") {
        name.clone_into(&mut texts.name);
    }
    if let Some(switch) = table.text("switch") {
        switch.clone_into(&mut texts.switch);
    }
    if let Some(quotes) = table.table("quotes") {
        let set = |field: &mut String, key: &str| {
            if let Some(text) = quotes.text(key) {
                text.clone_into(field);
            }
        };
        set(&mut texts.quotes.open, "open");
        set(&mut texts.quotes.close, "close");
        set(&mut texts.quotes.inner_open, "inner_open");
        set(&mut texts.quotes.inner_close, "inner_close");
    }
    for (block, _) in table
        .table("blocks")
        .map(|t| t.entries.as_slice())
        .unwrap_or_default()
    {
        for alias in table
            .table("blocks")
            .map(|t| t.texts(&block.name))
            .unwrap_or_default()
        {
            texts.block_aliases.insert(alias, block.name.clone());
        }
    }
    if let Some(checks) = table.table("checks") {
        texts
            .vague_links
            .extend(checks.texts("vague_links").iter().map(|s| s.to_lowercase()));
        let sweeping = checks.texts("sweeping_options").into_iter();
        texts
            .sweeping_options
            .extend(sweeping.map(|words| words.to_lowercase()));
    }
    for (code, name) in entries(&table, "languages") {
        if let Some(name) = name.as_text() {
            texts
                .language_names
                .insert(code.name.clone(), name.to_owned());
        }
    }
    for (key, value) in entries(&table, "text") {
        let text = match &value.kind {
            Kind::Text(text) => Text::Plain(text.clone()),
            Kind::Table(forms) => plural(file, forms, sink),
            other => {
                sink.push(
                    Diagnostic::new(
                        Code::WrongType,
                        Span::new(&file.path, value.range),
                        format!("`{}` must be a text, not {}", key.name, other.name()),
                    )
                    .help("write a text, or plural forms: `{ one = \"…\", other = \"…\" }`"),
                );
                continue;
            }
        };
        texts.texts.insert(key.name.clone(), text);
    }
}

fn entries<'a>(table: &'a Table, key: &str) -> &'a [(crate::data::Key, crate::data::Value)] {
    table
        .table(key)
        .map(|table| table.entries.as_slice())
        .unwrap_or_default()
}

fn plural(file: &Source, forms: &Table, sink: &mut Vec<Diagnostic>) -> Text {
    let mut texts = BTreeMap::new();
    for (key, value) in &forms.entries {
        match (key.name.parse::<PluralCategory>(), value.as_text()) {
            (Ok(category), Some(text)) => {
                texts.insert(category, text.to_owned());
            }
            _ => sink.push(
                Diagnostic::new(
                    Code::UnknownKey,
                    Span::new(&file.path, key.range),
                    format!("`{}` is no plural form", key.name),
                )
                .help("the forms of CLDR are `zero`, `one`, `two`, `few`, `many` and `other`"),
            ),
        }
    }
    Text::Plural(texts)
}
