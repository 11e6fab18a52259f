//! `site.toml` into a [`Config`].

use std::collections::BTreeMap;

use crate::base::lang::is_language_tag;
use crate::base::suggest;
use crate::base::{
    Checked, Code, Colour, Diagnostic, Lang, Severity, Source, SourcePath, Span, TextRange,
};
use crate::config::calendar;
use crate::config::fields::SITE;
use crate::config::model::{
    BaseUrl, Chosen, Colours, Config, Fallback, Language, Level, LocalText, Markdown, MenuItem,
    Organisation, Outputs, RawHtml,
};
use crate::data::{Kind, Table, Value, schema};

/// Where the file lies.
pub const PATH: &str = "site.toml";

/// Reads the configuration; what cannot be read has its default and a diagnostic.
pub fn parse(file: &Source) -> Checked<Config> {
    let mut diagnostics = Vec::new();
    let path = &file.path;
    let text = file.text().unwrap_or_else(|at| {
        diagnostics.push(invalid_utf8(path, at));
        ""
    });
    let table = crate::data::toml::parse(path, text, 0, Code::UnreadableConfig, &mut diagnostics);
    schema::check(path, &table, SITE, &mut diagnostics);

    let languages = languages(path, &table, &mut diagnostics);
    let markdown = table.table("markdown").cloned().unwrap_or_default();
    let outputs = table.table("outputs").cloned().unwrap_or_default();
    let menus = table.table("menus").cloned().unwrap_or_default();
    let config = Config {
        path: path.clone(),
        base_url: base_url(path, &table, &mut diagnostics),
        is_default_at_root: table.bool("default_at_root").unwrap_or(false),
        fallback: table
            .text("fallback")
            .and_then(Fallback::from_name)
            .unwrap_or(Fallback::Show),
        theme: table.get("theme").map_or_else(
            || ("selkea".to_owned(), TextRange::default()),
            |value| (value.as_text().unwrap_or("selkea").to_owned(), value.range),
        ),
        colours: colours(path, &table, &mut diagnostics),
        license: table.text("license").map(str::to_owned),
        main_menu: menu(path, &menus, "main", &mut diagnostics),
        footer_menu: menu(path, &menus, "footer", &mut diagnostics),
        home_menu: menu(path, &menus, "home", &mut diagnostics),
        organisations: organisations(&table),
        calendar: calendar::read(path, &table, &mut diagnostics),
        markdown: Markdown {
            raw_html: match markdown.text("raw_html") {
                Some("refuse") => RawHtml::Refuse,
                Some("trust") => RawHtml::Trust,
                _ => RawHtml::Sanitise,
            },
            has_smart_punctuation: markdown.bool("smart_punctuation").unwrap_or(true),
            has_term_links: markdown.bool("link_terms").unwrap_or(true),
            has_soft_hyphens: markdown.bool("soft_hyphens").unwrap_or(true),
        },
        outputs: Outputs {
            has_all_pages: outputs.bool("all_pages").unwrap_or(true),
            has_headers: outputs.bool("headers").unwrap_or(false),
            has_feeds: outputs.bool("feeds").unwrap_or(true),
            has_llms: outputs.bool("llms").unwrap_or(false),
            has_markdown: outputs.bool("markdown").unwrap_or(false),
        },
        levels: levels(path, &table, &mut diagnostics),
        extra: table.table("extra").cloned().unwrap_or_default(),
        languages,
    };
    check_local_texts(path, &table, &config, &mut diagnostics);
    Checked {
        value: config,
        diagnostics,
    }
}

/// The problem of a file that is not UTF-8 from byte `at` on.
pub(crate) fn invalid_utf8(path: &SourcePath, at: usize) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidUtf8,
        Span::new(path, TextRange::new(at, at + 1)),
        "the file is not UTF-8 text",
    )
    .help("save the file with the encoding UTF-8")
}

/// Reads an address of publication.
///
/// # Errors
/// What is wrong with it, in a few words.
pub fn parse_base_url(text: &str) -> Result<BaseUrl, &'static str> {
    let (scheme, rest) = text
        .split_once("://")
        .ok_or("does not begin with `https://`")?;
    if !matches!(scheme, "https" | "http") {
        return Err("does not begin with `https://` or `http://`");
    }
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if host.is_empty() || host.contains(|c: char| c.is_whitespace() || "\"'<>\\@".contains(c)) {
        return Err("has no host such as `www.example.fi`");
    }
    if path.contains(|c: char| c.is_whitespace() || "?#\"'<>\\".contains(c)) {
        return Err("has characters in its path that an address cannot have");
    }
    let path = path.trim_matches('/');
    let path = if path.is_empty() {
        "/".to_owned()
    } else {
        format!("/{path}/")
    };
    Ok(BaseUrl {
        origin: format!("{scheme}://{host}"),
        path,
    })
}

fn base_url(path: &SourcePath, table: &Table, sink: &mut Vec<Diagnostic>) -> BaseUrl {
    let fallback = BaseUrl {
        origin: "https://site.example".to_owned(),
        path: "/".to_owned(),
    };
    let Some(value) = table.get("base_url") else {
        sink.push(
            Diagnostic::new(Code::MissingFact, Span::file(path), "`base_url` is missing").help(
                "say where the site will be published: `base_url = \"https://www.example.fi/\"`",
            ),
        );
        return fallback;
    };
    let Some(text) = value.as_text() else {
        return fallback;
    };
    parse_base_url(text).unwrap_or_else(|why| {
        let span = Span::new(path, value.range);
        sink.push(
            Diagnostic::new(Code::InvalidValue, span, format!("`base_url` {why}"))
                .help("write a whole address: `base_url = \"https://www.example.fi/\"`"),
        );
        fallback
    })
}

fn languages(path: &SourcePath, table: &Table, sink: &mut Vec<Diagnostic>) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    for value in table.list("languages").unwrap_or_default() {
        let Some(entry) = value.as_table() else {
            continue;
        };
        let place = Span::new(path, value.range);
        let Some(code) = entry.get("code") else {
            let message = "`code` is missing in `[[languages]]`";
            sink.push(
                Diagnostic::new(Code::MissingFact, place, message)
                    .help("write the language's tag: `code = \"fi\"`"),
            );
            continue;
        };
        let Some(tag) = code.as_text() else { continue };
        let span = Span::new(path, code.range);
        if !is_language_tag(tag) {
            sink.push(
                Diagnostic::new(
                    Code::UnknownLanguage,
                    span,
                    format!("`{tag}` is not a language tag"),
                )
                .help("use a tag of BCP 47, such as `fi`, `sv` or `en-GB`"),
            );
            continue;
        }
        if let Some(first) = languages
            .iter()
            .find(|language| language.lang.as_str() == tag)
        {
            sink.push(
                Diagnostic::new(
                    Code::ConflictingFact,
                    span,
                    format!("the language `{tag}` stands here twice"),
                )
                .label(Span::new(path, first.range), "first here")
                .help("take one of the two out"),
            );
            continue;
        }
        if entry.get("name").is_none() {
            sink.push(
                Diagnostic::new(
                    Code::MissingFact,
                    place,
                    format!("the site has no `name` in the language `{tag}`"),
                )
                .help("add `name = \"…\"` below `code`"),
            );
        }
        languages.push(Language {
            lang: Lang::new(tag),
            range: code.range,
            name: entry.text("name").unwrap_or(tag).to_owned(),
            description: entry.text("description").unwrap_or_default().to_owned(),
        });
    }
    if languages.is_empty() {
        if table.get("languages").is_none() {
            sink.push(
                Diagnostic::new(
                    Code::MissingFact,
                    Span::file(path),
                    "the site has no language",
                )
                .help("add `[[languages]]` with `code = \"fi\"` and `name = \"…\"`"),
            );
        }
        languages.push(Language {
            lang: Lang::new("en"),
            range: TextRange::default(),
            name: String::new(),
            description: String::new(),
        });
    }
    languages
}

fn menu(path: &SourcePath, menus: &Table, name: &str, sink: &mut Vec<Diagnostic>) -> Vec<MenuItem> {
    let mut items = Vec::new();
    for value in menus.list(name).unwrap_or_default() {
        match &value.kind {
            Kind::Text(key) => items.push(MenuItem::Item {
                key: key.clone(),
                title: LocalText::default(),
                range: value.range,
            }),
            Kind::Table(entry) => {
                let title = local_text(entry.get("title"));
                match (entry.text("url"), entry.get("item")) {
                    (Some(url), None) if !title.0.is_empty() => {
                        items.push(MenuItem::Url {
                            url: url.to_owned(),
                            title,
                        });
                    }
                    (None, Some(item)) => items.push(MenuItem::Item {
                        key: item.as_text().unwrap_or_default().to_owned(),
                        title,
                        range: item.range,
                    }),
                    _ => sink.push(
                        Diagnostic::new(
                            Code::MissingFact,
                            Span::new(path, value.range),
                            "a menu entry needs either `item`, or `url` and `title`",
                        )
                        .help("write `{ url = \"https://…\", title = { fi = \"…\" } }`"),
                    ),
                }
            }
            _ => {}
        }
    }
    items
}

/// The texts of `{ fi = "…", sv = "…" }`.
pub(crate) fn local_text(value: Option<&Value>) -> LocalText {
    let entries = value
        .and_then(Value::as_table)
        .map(|table| table.entries.as_slice());
    LocalText(
        entries
            .unwrap_or_default()
            .iter()
            .filter_map(|(key, value)| Some((Lang::new(&key.name), value.as_text()?.to_owned())))
            .collect(),
    )
}

fn colours(path: &SourcePath, table: &Table, sink: &mut Vec<Diagnostic>) -> Colours {
    let table = table.table("colours").cloned().unwrap_or_default();
    let mut chosen = |key: &str| {
        let value = table.get(key)?;
        let text = value.as_text()?;
        let colour = Colour::parse(text);
        if colour.is_none() {
            sink.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    Span::new(path, value.range),
                    format!("`{text}` is no colour"),
                )
                .help("write it as `#` and six digits: `#0b5563`"),
            );
        }
        Some(Chosen {
            colour: colour?,
            range: value.range,
        })
    };
    Colours {
        main: chosen("main"),
        accent: chosen("accent"),
        surface: chosen("surface"),
    }
}

fn organisations(table: &Table) -> BTreeMap<String, Organisation> {
    let entries = table
        .table("organisations")
        .map(|table| table.entries.as_slice());
    entries
        .unwrap_or_default()
        .iter()
        .map(|(key, value)| {
            let name = local_text(value.as_table().and_then(|table| table.get("name")));
            (key.name.clone(), Organisation { name })
        })
        .collect()
}

fn levels(path: &SourcePath, table: &Table, sink: &mut Vec<Diagnostic>) -> BTreeMap<Code, Level> {
    let mut levels = BTreeMap::new();
    for (key, value) in table
        .table("checks")
        .map(|t| t.entries.as_slice())
        .unwrap_or_default()
    {
        let span = Span::new(path, key.range);
        let Some(code) = Code::from_name(&key.name) else {
            let known = Code::ALL.iter().map(|code| code.name());
            sink.push(
                Diagnostic::new(Code::UnknownKey, span, format!("no check `{}`", key.name))
                    .maybe_help(suggest::help(&key.name, known.collect::<Vec<_>>())),
            );
            continue;
        };
        if !code.is_adjustable() {
            sink.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    span,
                    format!("`{}` cannot have another level", key.name),
                )
                .help("the site cannot be built while such a problem is there; take the line out"),
            );
            continue;
        }
        let level = match value.as_text() {
            Some("off") => Level::Off,
            Some("note") => Level::At(Severity::Note),
            Some("warning") => Level::At(Severity::Warning),
            Some("error") => Level::At(Severity::Error),
            _ => continue,
        };
        levels.insert(code, level);
    }
    levels
}

/// Reports languages in texts of the configuration that the site does not have.
fn check_local_texts(
    path: &SourcePath,
    table: &Table,
    config: &Config,
    sink: &mut Vec<Diagnostic>,
) {
    let menus = table.table("menus");
    let menu_entries = ["main", "footer", "home"]
        .into_iter()
        .filter_map(|name| menus?.list(name))
        .flatten()
        .filter_map(|value| value.as_table()?.table("title"));
    let organisations = table
        .table("organisations")
        .into_iter()
        .flat_map(|table| &table.entries)
        .filter_map(|(_, value)| value.as_table()?.table("name"));
    for texts in menu_entries.chain(organisations) {
        check_languages(path, texts, config, sink);
    }
}

/// Reports keys of a text per language that are no language of the site.
pub(crate) fn check_languages(
    path: &SourcePath,
    texts: &Table,
    config: &Config,
    sink: &mut Vec<Diagnostic>,
) {
    for (key, _) in &texts.entries {
        if config.language_index(&key.name).is_none() {
            let known: Vec<&str> = config
                .languages
                .iter()
                .map(|language| language.lang.as_str())
                .collect();
            sink.push(
                Diagnostic::new(
                    Code::UnknownLanguage,
                    Span::new(path, key.range),
                    format!("the site has no language `{}`", key.name),
                )
                .maybe_help(suggest::help(&key.name, known)),
            );
        }
    }
}
