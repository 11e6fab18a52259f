//! The templates of a theme, compiled: one engine for each language, whose functions speak it.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera, Value};

use crate::base::{Checked, Code, Diagnostic, SourcePath, Span, TextRange};
use crate::config::Config;
use crate::render::address::{local, theme_address};
use crate::render::functions::register;
use crate::render::security::CONTENT_SECURITY_POLICY;
use crate::theme::{COLOURS, Template, Texts, Theme};

/// Compiled templates.
pub struct Engine {
    by_language: Vec<Tera>,
    templates: BTreeMap<String, Template>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Engine")
            .field("templates", &self.templates.keys())
            .finish()
    }
}

/// Templates that the program itself names.
const NEEDED: &[&str] = &[
    "page.html",
    "section.html",
    "guide.html",
    "home.html",
    "all-pages.html",
    "404.html",
    "chooser.html",
    "redirect.html",
];

impl Engine {
    /// Compiles the templates of `theme`.
    ///
    /// Diagnostics: everything that Tera finds wrong, at its place. The engine is then empty, and
    /// every rendering fails in turn.
    pub fn compile(config: &Config, theme: &Theme) -> Checked<Self> {
        let templates: BTreeMap<String, Template> = theme
            .templates
            .iter()
            .map(|t| (t.name.clone(), t.clone()))
            .collect();
        let mut diagnostics = Vec::new();
        for name in NEEDED {
            if !theme
                .templates
                .iter()
                .any(|template| template.plain_name == **name)
            {
                diagnostics.push(
                    Diagnostic::new(
                        Code::TemplateError,
                        Span::new(&config.path, config.theme.1),
                        format!("the theme `{}` has no template `{name}`", theme.name),
                    )
                    .help("add it below `templates/`, or let the theme extend `selkea`"),
                );
            }
        }
        for name in theme.blocks.keys() {
            let file = format!("blocks/{name}.html");
            if !theme
                .templates
                .iter()
                .any(|template| template.plain_name == file)
            {
                diagnostics.push(
                    Diagnostic::new(
                        Code::TemplateError,
                        Span::new(&config.path, config.theme.1),
                        format!("the block `{name}` has no template `blocks/{name}.html`"),
                    )
                    .help("add the template, or take the block out of `theme.toml`"),
                );
            }
        }
        let statics: Arc<BTreeMap<String, String>> = Arc::new(
            theme
                .statics
                .iter()
                .map(|(name, file)| {
                    (
                        name.clone(),
                        local(&config.base_url, &theme_address(name, file)),
                    )
                })
                .collect(),
        );
        let mut base = Tera::default();
        register(&mut base, config, theme, &statics, &theme.texts[0]);
        let prefixed = base.set_fallback_prefixes(theme.prefixes.clone());
        debug_assert!(prefixed.is_ok(), "no template is added before the prefixes");
        let added = base.add_raw_templates(
            templates
                .values()
                .map(|t| (t.name.as_str(), t.text.as_str())),
        );
        if let Err(error) = added {
            diagnostics.push(explain(&error, &templates, None));
            let engine = Self {
                by_language: vec![Tera::default(); theme.texts.len()],
                templates,
            };
            return Checked {
                value: engine,
                diagnostics,
            };
        }
        let by_language = theme
            .texts
            .iter()
            .map(|texts| {
                let mut tera = base.clone();
                register(&mut tera, config, theme, &statics, texts);
                let context = tera.global_context();
                context.insert_value("text", text_map(texts));
                context.insert("has_colours", &theme.statics.contains_key(COLOURS));
                let main = config.colours.main.as_ref();
                let main = main.map(|main| main.colour.to_string());
                context.insert("main_colour", &main.unwrap_or_default());
                context.insert("csp", CONTENT_SECURITY_POLICY);
                context.insert("lang", texts.lang.as_str());
                context.insert("dir", texts.locale.direction().as_str());
                // A language without words was reported; its pages are not made.
                let shared = if texts.texts.is_empty() {
                    BTreeMap::new()
                } else {
                    shared(&tera, &templates, &mut diagnostics)
                };
                tera.global_context().insert("shared", &shared);
                tera
            })
            .collect();
        Checked {
            value: Self {
                by_language,
                templates,
            },
            diagnostics,
        }
    }

    /// Whether the theme has this template.
    pub fn has(&self, template: &str) -> bool {
        self.templates
            .values()
            .any(|found| found.plain_name == template)
    }

    /// Renders a template in the language with this place in the site's list.
    ///
    /// # Errors
    /// What Tera finds wrong, at its place in the template.
    pub fn render(
        &self,
        language: usize,
        template: &str,
        context: &Context,
    ) -> Result<String, Box<Diagnostic>> {
        self.by_language[language]
            .render(template, context)
            .map_err(|error| Box::new(explain(&error, &self.templates, Some(template))))
    }

    /// Renders a template into the bytes of an output, some `size` bytes long.
    ///
    /// # Errors
    /// What went wrong, with the place in the template.
    pub(super) fn render_output(
        &self,
        language: usize,
        template: &str,
        context: &Context,
        size: usize,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut out = Vec::with_capacity(size);
        self.by_language[language]
            .render_to(template, context, &mut out)
            .map_err(|error| Box::new(explain(&error, &self.templates, Some(template))))?;
        Ok(out)
    }
}

fn text_map(texts: &Texts) -> Value {
    let map: BTreeMap<&str, &str> = texts
        .texts
        .keys()
        .map(|key| (key.as_str(), texts.get(key)))
        .collect();
    Value::from_serializable(&map)
}

/// Folder of the templates that are the same on all pages of a language: they are rendered once, and
/// pages find them as `shared.NAME`.
const SHARED: &str = "shared/";

fn shared(
    tera: &Tera,
    templates: &BTreeMap<String, Template>,
    sink: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let mut shared = BTreeMap::new();
    for template in templates.values() {
        let Some(name) = template
            .plain_name
            .strip_prefix(SHARED)
            .and_then(|name| name.strip_suffix(".html"))
        else {
            continue;
        };
        match tera.render(&template.plain_name, &Context::new()) {
            Ok(html) => {
                shared.insert(name.to_owned(), html.trim_end().to_owned());
            }
            Err(error) => {
                let found = explain(&error, templates, Some(&template.plain_name));
                if !sink.contains(&found) {
                    sink.push(found);
                }
            }
        }
    }
    shared
}

/// What Tera says, as a diagnostic at its place.
fn explain(
    error: &tera::Error,
    templates: &BTreeMap<String, Template>,
    rendered: Option<&str>,
) -> Diagnostic {
    let help = "see the theme guide for what templates may use";
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let template = templates.get(report.filename());
            let span = template.map(|template| {
                let place = report.span();
                let start = offset(&template.text, place.start_line, place.start_col);
                let end = offset(&template.text, place.end_line, place.end_col);
                Span::new(&template.path, TextRange::new(start, end))
            });
            at(span, templates, rendered, report.message().to_owned()).help(help)
        }
        other => {
            let mut message = match other {
                ErrorKind::MissingParent { current, parent } => {
                    format!("`{current}` extends `{parent}`, which does not exist")
                }
                ErrorKind::TemplateNotFound(name) => format!("no template `{name}`"),
                ErrorKind::CircularExtend { tpl, .. } => format!("`{tpl}` extends itself"),
                ErrorKind::CircularInclude { tpl, .. } => format!("`{tpl}` includes itself"),
                _ => error.to_string(),
            };
            // Some of Tera's messages are whole reports; their place is in them.
            let span = place_in_report(&message, templates);
            if let Some(line) = message.lines().find(|line| !line.trim().is_empty()) {
                message = line.trim().trim_start_matches("error: ").to_owned();
            }
            let named = templates
                .values()
                .find(|t| message.contains(&format!("`{}`", t.name)));
            let span = span.or_else(|| named.map(|t| Span::file(&t.path)));
            at(span, templates, rendered, message).help(help)
        }
    }
}

fn at(
    span: Option<Span>,
    templates: &BTreeMap<String, Template>,
    rendered: Option<&str>,
    message: String,
) -> Diagnostic {
    let fallback = rendered
        .and_then(|name| {
            templates
                .values()
                .find(|template| template.plain_name == name)
        })
        .or_else(|| templates.values().next())
        .map_or_else(
            || SourcePath::new("themes"),
            |template| template.path.clone(),
        );
    Diagnostic::new(
        Code::TemplateError,
        span.unwrap_or_else(|| Span::file(&fallback)),
        message,
    )
}

/// The place in a message that is a report: `--> [NAME:LINE:COLUMN]`.
fn place_in_report(message: &str, templates: &BTreeMap<String, Template>) -> Option<Span> {
    let line = message
        .lines()
        .find_map(|line| line.split_once("--> ").map(|(_, place)| place))?;
    let line = line.trim().trim_start_matches('[').trim_end_matches(']');
    let mut parts = line.rsplitn(3, ':');
    let column: usize = parts.next()?.trim().parse().ok()?;
    let row: usize = parts.next()?.trim().parse().ok()?;
    let template = templates.get(parts.next()?.trim())?;
    let start = offset(&template.text, row, column.saturating_sub(1));
    Some(Span::new(&template.path, TextRange::new(start, start + 1)))
}

/// Lines count from 1, columns from 0, in characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let here = text[start..].split('\n').next().unwrap_or_default();
    start
        + here
            .char_indices()
            .nth(column)
            .map_or(here.len(), |(at, _)| at)
}
