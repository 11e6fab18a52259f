//! The facts of an item, typed: from its facts file, its front matter, and the folders above.

use crate::base::{Code, Diagnostic, SourcePath, Span, TextRange};
use crate::config::{self, Config, Fallback, LocalText};
use crate::data::{Key, Table, Value};
use crate::locale::{Date, Period};
use crate::site::kind::{self, ItemKind};

/// The facts of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// What kind of item.
    pub kind: ItemKind,
    /// How far it has come.
    pub status: Status,
    /// The first day on which it is published.
    pub publish: Option<Date>,
    /// The first day on which it no longer is.
    pub expires: Option<Date>,
    /// Its place in lists.
    pub order: Option<i64>,
    /// For whom it is meant.
    pub audience: Vec<String>,
    /// Organisations that it concerns.
    pub organisations: Vec<String>,
    /// Who answers for it.
    pub owner: Option<Owner>,
    /// When it was last reviewed.
    pub reviewed: Option<Date>,
    /// How often it must be reviewed.
    pub review_every: Option<Period>,
    /// Its licence, if not the site's.
    pub license: Option<String>,
    /// Who made it: name and role.
    pub authors: Vec<(String, Option<String>)>,
    /// Works it was made from, as they stand in the file.
    pub based_on: Vec<Table>,
    /// What it is about.
    pub tags: Vec<String>,
    /// The language that translations are made from, where it is not the first.
    pub source_language: Option<String>,
    /// The only languages it is meant to be in; empty for all.
    pub languages: Vec<String>,
    /// Whether it is a model text.
    pub is_template: bool,
    /// Names of facts that are invented.
    pub placeholders: Vec<String>,
    /// Competences that it teaches (DigComp): number and level.
    pub digcomp: Vec<(String, Option<String>)>,
    /// Whether terms are explained at their first use, if it says so.
    pub has_term_links: Option<bool>,
    /// The page template, if not its kind's.
    pub layout: Option<String>,
}

impl Facts {
    /// The day by which it must be reviewed again.
    pub fn review_due(&self) -> Option<Date> {
        let (reviewed, every) = self.reviewed.zip(self.review_every)?;
        Some(every.add_to(reviewed))
    }

    /// Whether a fact is invented until the real one is known.
    pub fn is_invented(&self, fact: &str) -> bool {
        self.placeholders.iter().any(|name| name == fact)
    }
}

/// How far an item has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Left out of builds unless they ask for drafts.
    Draft,
    /// Shown, and not yet approved.
    Review,
    /// Shown.
    Published,
    /// Shown with a notice, and not for search engines.
    Archived,
}

impl Status {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Published => "published",
            Self::Archived => "archived",
        }
    }
}

/// Who answers for an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Id of the organisation.
    pub organisation: String,
    /// The role, per language.
    pub role: LocalText,
}

/// A fact and the file it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stated<'a> {
    pub(super) path: &'a SourcePath,
    pub(super) key: &'a Key,
    pub(super) value: &'a Value,
}

/// Everything that states facts about one item.
pub(super) struct Statements<'a> {
    pub(super) key: &'a str,
    pub(super) is_index: bool,
    /// Places of the languages in which it has a text.
    pub(super) languages: Vec<usize>,
    /// Its facts file and the front matter of its texts.
    pub(super) own: Vec<(&'a SourcePath, &'a Table)>,
    /// `[defaults]` of the folders above, nearest first.
    pub(super) defaults: Vec<(&'a SourcePath, &'a Table)>,
}

impl<'a> Statements<'a> {
    /// The fact `name` as the item itself states it.
    pub(super) fn own(&self, name: &str) -> Option<Stated<'a>> {
        stated(&self.own, name)
    }

    pub(super) fn get(&self, name: &str) -> Option<Stated<'a>> {
        self.own(name).or_else(|| stated(&self.defaults, name))
    }

    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        self.get(name)?.value.as_text()
    }

    fn date(&self, name: &str) -> Option<Date> {
        Date::parse(self.text(name)?).ok()
    }

    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        let Some(fact) = self.get(name) else {
            return Vec::new();
        };
        fact.value
            .items()
            .iter()
            .filter_map(Value::as_text)
            .map(str::to_owned)
            .collect()
    }

    pub(super) fn tables(&self, name: &str) -> Vec<&'a Table> {
        self.items(name).map(|(table, _)| table).collect()
    }

    /// The tables of a list, with their places.
    pub(super) fn items(&self, name: &str) -> impl Iterator<Item = (&'a Table, TextRange)> {
        let values = self.get(name).map(|fact| fact.value.items());
        let values = values.unwrap_or_default().iter();
        values.filter_map(|value| Some((value.as_table()?, value.range)))
    }

    pub(super) fn table(&self, name: &str) -> Option<&'a Table> {
        self.get(name)?.value.as_table()
    }

    pub(super) fn number(&self, name: &str) -> Option<u32> {
        u32::try_from(self.get(name)?.value.as_integer()?).ok()
    }
}

pub(super) fn stated<'a>(tables: &[(&'a SourcePath, &'a Table)], name: &str) -> Option<Stated<'a>> {
    tables.iter().find_map(|(path, table)| {
        let (key, value) = table.entries.iter().find(|(key, _)| key.name == name)?;
        Some(Stated { path, key, value })
    })
}

/// Joins what is stated about an item; `fact_checks` judges it.
pub(super) fn join(statements: &Statements<'_>, sink: &mut Vec<Diagnostic>) -> Facts {
    let is_template = statements
        .get("template")
        .is_some_and(|fact| fact.value.kind == crate::data::Kind::Bool(true));
    let kind = kind::read(statements);
    // The last day of a policy ends its force, not its publication.
    let is_policy = matches!(kind, ItemKind::Policy(_));
    Facts {
        kind,
        status: status(statements, is_template, sink),
        publish: statements.date("publish"),
        expires: statements.date("expires").filter(|_| !is_policy),
        order: statements
            .own("order")
            .and_then(|fact| fact.value.as_integer()),
        audience: statements.texts("audience"),
        organisations: statements.texts("organisations"),
        owner: statements.get("owner").and_then(|fact| {
            let table = fact.value.as_table()?;
            Some(Owner {
                organisation: table.text("organisation")?.to_owned(),
                role: config::local_text(table.get("role")),
            })
        }),
        reviewed: statements.date("reviewed"),
        review_every: statements
            .text("review_every")
            .and_then(|text| Period::parse(text).ok()),
        license: statements.text("license").map(str::to_owned),
        authors: statements
            .tables("authors")
            .into_iter()
            .filter_map(|author| {
                Some((
                    author.text("name")?.to_owned(),
                    author.text("role").map(str::to_owned),
                ))
            })
            .collect(),
        based_on: statements.tables("based_on").into_iter().cloned().collect(),
        tags: statements.texts("tags"),
        source_language: statements.own("source_language").and_then(|fact| {
            let text = fact.value.as_text();
            text.map(str::to_owned)
        }),
        languages: statements.texts("languages"),
        is_template,
        placeholders: statements.texts("placeholders"),
        digcomp: statements
            .tables("digcomp")
            .into_iter()
            .filter_map(|table| {
                let level = table.text("level").map(str::to_owned);
                Some((table.text("competence")?.to_owned(), level))
            })
            .collect(),
        has_term_links: statements
            .get("link_terms")
            .and_then(|fact| fact.value.as_bool()),
        layout: statements.text("layout").map(str::to_owned),
    }
}

/// The policy that an item states, or that the folders above state for it.
pub(super) fn fallback(statements: &Statements<'_>, facts: &Facts, config: &Config) -> Fallback {
    let own = statements
        .own("fallback")
        .and_then(|fact| fact.value.as_text());
    if let Some(policy) = own.and_then(Fallback::from_name) {
        return policy;
    }
    // `languages` says that an item is deliberately not for the others.
    if !facts.languages.is_empty() {
        return Fallback::None;
    }
    statements
        .text("fallback")
        .and_then(Fallback::from_name)
        .unwrap_or(config.fallback)
}

fn status(statements: &Statements<'_>, is_template: bool, sink: &mut Vec<Diagnostic>) -> Status {
    let fact = statements.get("status");
    match fact.and_then(|fact| fact.value.as_text()) {
        Some("draft") => Status::Draft,
        Some("archived") => Status::Archived,
        Some("review") => Status::Review,
        Some("published") => {
            if let Some(fact) = fact.filter(|_| is_template) {
                sink.push(
                    Diagnostic::new(
                        Code::TemplatePublished,
                        Span::new(fact.path, fact.value.range),
                        "a model text cannot be `published`",
                    )
                    .help("nobody has adopted it: write `status = \"review\"`, or take `template` out once it is adopted"),
                );
            }
            Status::Published
        }
        _ if is_template => Status::Review,
        _ => Status::Published,
    }
}
