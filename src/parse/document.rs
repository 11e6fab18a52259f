//! A Markdown file into a [`Document`], a facts file into a [`FactsFile`].

use std::sync::Arc;

use crate::base::{Code, Diagnostic, Source, SourcePath, Span, TextRange};
use crate::config::Config;
use crate::data::{Table, schema};
use crate::parse::body::{Body, OutlineEntry, Parts, Refs};
use crate::parse::fields::{FACTS, TEXTS, is_fact, kinds_of};
use crate::parse::name::Name;
use crate::parse::prose::{self, Prose};
use crate::parse::{directive, front_matter, inline, lower, markdown, name, sanitise};
use crate::theme::Theme;

/// The longest summary that search engines and cards show whole, in characters.
pub(crate) const SUMMARY_MAX: usize = 200;

/// What parsing may depend on besides the file: the same for all files of a build.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The site's configuration.
    pub config: &'a Config,
    /// The theme, for its blocks and its languages' words.
    pub theme: &'a Theme,
    /// Whether bodies remember the line that each block came from: for the preview, never for what
    /// is published.
    pub has_places: bool,
}

/// A text in one language.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file.
    pub path: SourcePath,
    /// Which item it is, in which language.
    pub name: Name,
    /// What other pages may see of it.
    pub head: Arc<Head>,
    /// What it refers to.
    pub refs: Refs,
    /// Its text.
    pub body: Body,
    /// What of it has to be translated, the title first.
    pub prose: Box<[Prose]>,
    /// The problems that were found in it alone.
    pub diagnostics: Vec<Diagnostic>,
}

/// What other pages may see of a text. Two equal heads mean that no other page changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Its texts.
    pub texts: Texts,
    /// Facts in its front matter, with their places.
    pub facts: Table,
    /// Its headings and includes.
    pub outline: Vec<OutlineEntry>,
    /// Its steps, slides and text for trainers.
    pub parts: Parts,
    /// Ids of blocks and HTML that links may lead to.
    pub ids: Vec<Box<str>>,
}

/// The texts of front matter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Texts {
    /// The page's title; the file's name where there is none.
    pub title: String,
    /// A shorter title for menus.
    pub nav_title: Option<String>,
    /// The summary, as it was written.
    pub summary: Option<String>,
    /// The beginning of the text, for lists and search engines where there is no summary.
    pub lead: String,
    /// Its part of the address, and its place.
    pub slug: Option<(String, TextRange)>,
    /// How plain the language is meant to be.
    pub level: Option<String>,
    /// Who translated it.
    pub translation: Option<String>,
    /// Texts that only items of certain kinds have, with their places.
    pub of_kind: Table,
    /// The site's own keys.
    pub extra: Table,
}

impl Texts {
    /// The summary, or else the beginning of the text.
    pub fn description(&self) -> &str {
        self.summary.as_deref().unwrap_or(&self.lead)
    }
}

/// The facts of an item, from its `NAME.toml`.
#[derive(Debug, Clone)]
pub struct FactsFile {
    /// The file.
    pub path: SourcePath,
    /// The item it belongs to.
    pub name: Name,
    /// Its facts.
    pub facts: Table,
    /// Facts of all items below, from `[defaults]` of an index.
    pub defaults: Table,
    /// The problems that were found in it alone.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses a Markdown file that has the name `name`.
pub fn document(context: Context<'_>, file: &Source, name: &Name) -> Document {
    let mut diagnostics = Vec::new();
    let text = file.text().unwrap_or_else(|at| {
        diagnostics.push(crate::config::invalid_utf8(&file.path, at));
        ""
    });
    let front = front_matter::read(&file.path, text, &mut diagnostics);
    check_keys(&file.path, &front.table, &mut diagnostics);

    let language = &context.theme.texts[name.language];
    let scan = directive::scan(&text[front.body..], front.body);
    let mut tree = markdown::read(&file.path, &scan, &mut diagnostics);
    sanitise::apply(
        &file.path,
        &mut tree,
        context.config.markdown.raw_html,
        &mut diagnostics,
    );
    inline::mark_languages(&file.path, &mut tree, &mut diagnostics);
    let lowered = lower::lower(
        lower::Input {
            context,
            language,
            path: &file.path,
            name,
            text,
            scan: &scan,
            has_title: front.table.text("title").is_some(),
        },
        &tree,
        &mut diagnostics,
    );
    let prose = prose::read(&front.table, text, &scan, &tree);
    untouched(&file.path, &prose, &mut diagnostics);
    let texts = texts(&file.path, name, &front.table, &lowered, &mut diagnostics);
    let facts = Table {
        entries: front
            .table
            .entries
            .into_iter()
            .filter(|(key, _)| is_fact(&key.name))
            .collect(),
    };
    Document {
        path: file.path.clone(),
        name: name.clone(),
        head: Arc::new(Head {
            texts,
            facts,
            ids: lowered.refs.ids.iter().map(|(id, _)| id.clone()).collect(),
            outline: lowered.outline,
            parts: lowered.parts,
        }),
        refs: lowered.refs,
        body: lowered.body,
        prose,
        diagnostics,
    }
}

fn check_keys(path: &SourcePath, table: &Table, sink: &mut Vec<Diagnostic>) {
    let fields: Vec<_> = TEXTS.iter().chain(FACTS).copied().collect();
    schema::check(path, table, &fields, sink);
}

/// Reports what `opas translations start` left to be translated, once for each text.
fn untouched(path: &SourcePath, prose: &[Prose], sink: &mut Vec<Diagnostic>) {
    let mut left = prose.iter().filter(|block| block.is_untouched);
    let Some(first) = left.next() else { return };
    let count = left.count() + 1;
    sink.push(
        Diagnostic::new(
            Code::TranslationUntouched,
            Span::new(path, first.range),
            format!("{count} of {} blocks are not translated yet", prose.len()),
        )
        .caret("the first of them")
        .help(format!(
            "write the translation in place of the words between `{}` and `{}`, and take both signs away",
            prose::BEGIN,
            prose::END
        )),
    );
}

fn texts(
    path: &SourcePath,
    name: &Name,
    table: &Table,
    lowered: &lower::Lowered,
    sink: &mut Vec<Diagnostic>,
) -> Texts {
    let text = |key: &str| table.text(key).map(str::to_owned);
    let title = text("title").or_else(|| lowered.title.clone());
    if title.is_none() && !name.is_fragment {
        sink.push(
            Diagnostic::new(Code::MissingFact, Span::file(path), "the page has no title").help(
                "add `title = \"…\"` between two lines `+++` at the top, or a first heading `# …`",
            ),
        );
    }
    if let Some(summary) = table.get("summary")
        && let Some(text) = summary.as_text()
        && text.chars().count() > SUMMARY_MAX
    {
        sink.push(
            Diagnostic::new(
                Code::SummaryTooLong,
                Span::new(path, summary.range),
                format!("the summary has {} characters", text.chars().count()),
            )
            .help(format!(
                "say it in at most {SUMMARY_MAX}: one or two short sentences"
            )),
        );
    }
    let slug = table
        .get("slug")
        .and_then(|value| Some((value.as_text()?, value.range)));
    if let Some((slug, range)) = slug
        && !is_slug(slug)
    {
        sink.push(
            Diagnostic::new(
                Code::InvalidValue,
                Span::new(path, range),
                format!("`{slug}` cannot be a part of an address"),
            )
            .help(format!(
                "use small letters, digits and hyphens: `{}`",
                crate::parse::slug::slug(slug)
            )),
        );
    }
    let of_kind = table
        .entries
        .iter()
        .filter(|(key, _)| !is_fact(&key.name) && kinds_of(&key.name).is_some());
    Texts {
        title: title.unwrap_or_else(|| name.key.clone()),
        nav_title: text("nav_title"),
        lead: if table.get("summary").is_some() {
            String::new()
        } else {
            lowered.lead.clone()
        },
        summary: text("summary"),
        slug: slug
            .filter(|(slug, _)| is_slug(slug))
            .map(|(slug, at)| (slug.to_owned(), at)),
        level: text("level"),
        translation: text("translation"),
        of_kind: Table {
            entries: of_kind.cloned().collect(),
        },
        extra: table.table("extra").cloned().unwrap_or_default(),
    }
}

/// Whether a text can be one part of an address.
fn is_slug(slug: &str) -> bool {
    !slug.is_empty()
        && !slug.starts_with('-')
        && slug.chars().all(|c| {
            matches!(c, '-' | '_')
                || (c.is_alphanumeric() && !c.is_uppercase())
                || unicode_normalization::char::is_combining_mark(c)
        })
}

/// Parses a facts file (`NAME.toml`).
pub fn facts(file: &Source) -> FactsFile {
    let mut diagnostics = Vec::new();
    let name = name::of_facts(&file.path);
    let text = file.text().unwrap_or_else(|at| {
        diagnostics.push(crate::config::invalid_utf8(&file.path, at));
        ""
    });
    let mut table = crate::data::toml::parse(
        &file.path,
        text,
        0,
        Code::UnreadableConfig,
        &mut diagnostics,
    );
    let mut defaults = Table::default();
    if let Some(at) = table
        .entries
        .iter()
        .position(|(key, _)| key.name == "defaults")
    {
        let (key, value) = table.entries.remove(at);
        match value.as_table() {
            Some(inner) if name.is_index => {
                schema::check(&file.path, inner, FACTS, &mut diagnostics);
                defaults = inner.clone();
            }
            Some(_) => diagnostics.push(
                Diagnostic::new(
                    Code::UnknownKey,
                    Span::new(&file.path, key.range),
                    "`[defaults]` stands in a file that has nothing below it",
                )
                .help("put it into the folder's `index.toml`"),
            ),
            None => diagnostics.push(
                Diagnostic::new(
                    Code::WrongType,
                    Span::new(&file.path, value.range),
                    format!("`defaults` must be a table, not {}", value.kind.name()),
                )
                .help("write `[defaults]` on a line of its own"),
            ),
        }
    }
    for (key, _) in &table.entries {
        if TEXTS.iter().any(|field| field.name == key.name) {
            diagnostics.push(
                Diagnostic::new(
                    Code::UnknownKey,
                    Span::new(&file.path, key.range),
                    format!("`{}` is a text and differs by language", key.name),
                )
                .help("move it to the front matter of each language's file"),
            );
        }
    }
    let facts = Table {
        entries: table
            .entries
            .into_iter()
            .filter(|(key, _)| !TEXTS.iter().any(|field| field.name == key.name))
            .collect(),
    };
    schema::check(&file.path, &facts, FACTS, &mut diagnostics);
    FactsFile {
        path: file.path.clone(),
        name,
        facts,
        defaults,
        diagnostics,
    }
}
