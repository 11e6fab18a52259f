//! Layers of files into one [`Theme`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Checked, Code, Diagnostic, Digest, Source, SourcePath, Span, suggest};
use crate::config::Config;
use crate::locale::Locale;
use crate::theme::colours;
use crate::theme::css::without_comments;
use crate::theme::embedded;
use crate::theme::manifest::{self, BlockSchema};
use crate::theme::texts::{self, Text, Texts};

/// The style sheet of the site's own colours, among the static files where there are any.
pub const COLOURS: &str = "colours.css";

/// A complete theme.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Templates of all layers.
    pub templates: Vec<Template>,
    /// Prefixes of the layers' templates, in order of precedence.
    pub prefixes: Vec<String>,
    /// The blocks that texts may use.
    pub blocks: BTreeMap<String, BlockSchema>,
    /// Words of each language, in the order of the site's languages.
    pub texts: Vec<Texts>,
    /// Static files by their path below `static/`.
    pub statics: BTreeMap<String, StaticFile>,
}

/// A template as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its name with its layer's prefix.
    pub name: String,
    /// The name by which other templates use it.
    pub plain_name: String,
    /// The file.
    pub path: SourcePath,
    /// Its text.
    pub text: String,
}

/// A file that is published under a name with its fingerprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their digest.
    pub digest: Digest,
}

impl StaticFile {
    /// A file as readers get it: style sheets without comments, all else as it is.
    fn new(name: &str, file: &Source) -> Self {
        let text = name.ends_with(".css").then(|| str::from_utf8(&file.bytes));
        match text {
            Some(Ok(css)) => {
                let bytes = without_comments(css).into_bytes();
                let digest = Digest::of(&bytes);
                Self { bytes, digest }
            }
            _ => Self {
                bytes: file.bytes.clone(),
                digest: file.digest,
            },
        }
    }
}

/// One folder with files of one theme.
struct Layer<'a> {
    prefix: String,
    files: Files<'a>,
}

enum Files<'a> {
    Site(BTreeMap<&'a str, &'a Source>),
    BuiltIn(BTreeMap<String, Source>),
}

impl Layer<'_> {
    fn get(&self, inner: &str) -> Option<&Source> {
        match &self.files {
            Files::Site(files) => files.get(inner).copied(),
            Files::BuiltIn(files) => files.get(inner),
        }
    }

    fn iter(&self) -> Box<dyn Iterator<Item = (&str, &Source)> + '_> {
        match &self.files {
            Files::Site(files) => Box::new(files.iter().map(|(inner, file)| (*inner, *file))),
            Files::BuiltIn(files) => {
                Box::new(files.iter().map(|(inner, file)| (inner.as_str(), file)))
            }
        }
    }
}

/// Loads the theme that the site names.
///
/// `files` are the site's files below `themes/`, by path. Diagnostics: unknown themes, faults in
/// `theme.toml` and in text files, interface texts that a language of the site lacks.
pub fn load(config: &Config, files: &[Source]) -> Checked<Theme> {
    let mut diagnostics = Vec::new();
    let (layers, blocks) = layers(config, files, &mut diagnostics);
    let templates = templates(&layers, &mut diagnostics);
    let texts = texts(config, &layers, &mut diagnostics);
    let mut statics = BTreeMap::new();
    for layer in &layers {
        for (inner, file) in layer.iter() {
            if let Some(name) = inner.strip_prefix("static/") {
                statics
                    .entry(name.to_owned())
                    .or_insert_with(|| StaticFile::new(name, file));
            }
        }
    }
    if let Some(css) = colours::sheet(config, &mut diagnostics) {
        let bytes = css.into_bytes();
        let digest = Digest::of(&bytes);
        statics.insert(COLOURS.to_owned(), StaticFile { bytes, digest });
    }
    let theme = Theme {
        name: config.theme.0.clone(),
        templates,
        prefixes: layers.iter().map(|layer| layer.prefix.clone()).collect(),
        blocks,
        texts,
        statics,
    };
    Checked {
        value: theme,
        diagnostics,
    }
}

/// The text of a theme's file; a file that is not UTF-8 is reported.
pub(super) fn text_of<'a>(file: &'a Source, sink: &mut Vec<Diagnostic>) -> Option<&'a str> {
    file.text()
        .map_err(|at| sink.push(crate::config::invalid_utf8(&file.path, at)))
        .ok()
}

/// The layers in order of precedence, and the blocks they declare.
fn layers<'a>(
    config: &Config,
    files: &'a [Source],
    sink: &mut Vec<Diagnostic>,
) -> (Vec<Layer<'a>>, BTreeMap<String, BlockSchema>) {
    let mut layers = Vec::new();
    let mut blocks = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut next = Some((
        config.theme.0.clone(),
        Span::new(&config.path, config.theme.1),
    ));
    while let Some((name, span)) = next.take() {
        if !seen.insert(name.clone()) {
            sink.push(
                Diagnostic::new(Code::UnknownTheme, span, format!("`{name}` extends itself"))
                    .help("let one of the themes extend nothing"),
            );
            break;
        }
        let prefix = format!("themes/{name}/");
        let own: BTreeMap<&str, &Source> = files
            .iter()
            .filter_map(|file| Some((file.path.as_str().strip_prefix(&prefix)?, file)))
            .collect();
        let built_in = embedded::files(&name);
        if built_in.is_empty() && !own.contains_key("theme.toml") {
            let folders = files.iter().filter_map(|file| {
                file.path
                    .as_str()
                    .strip_prefix("themes/")?
                    .strip_suffix("/theme.toml")
            });
            let known: Vec<&str> = embedded::NAMES.iter().copied().chain(folders).collect();
            sink.push(
                Diagnostic::new(Code::UnknownTheme, span, format!("no theme `{name}`"))
                    .maybe_help(suggest::help(&name, known))
                    .maybe_help((!own.is_empty()).then(|| {
                        format!(
                            "`themes/{name}/` has no `theme.toml`; add one that names the theme"
                        )
                    })),
            );
            break;
        }
        for manifest in [own.get("theme.toml").copied(), built_in.get("theme.toml")] {
            let Some(file) = manifest else { continue };
            let manifest = manifest::parse(file, sink);
            for (name, schema) in manifest.blocks {
                blocks.entry(name).or_insert(schema);
            }
            if let Some((parent, range)) = manifest.extends {
                next = Some((parent, Span::new(&file.path, range)));
            }
        }
        let own_prefix = if built_in.is_empty() {
            format!("{name}/")
        } else {
            format!("site:{name}/")
        };
        layers.push(Layer {
            prefix: own_prefix,
            files: Files::Site(own),
        });
        if !built_in.is_empty() {
            layers.push(Layer {
                prefix: format!("{name}/"),
                files: Files::BuiltIn(built_in),
            });
        }
    }
    // A theme that cannot be found leaves the built-in one, so that texts are still checked.
    if !seen.contains("selkea") && layers.is_empty() {
        let built_in = embedded::files("selkea");
        if let Some(file) = built_in.get("theme.toml") {
            blocks = manifest::parse(file, sink).blocks;
        }
        layers.push(Layer {
            prefix: "selkea/".to_owned(),
            files: Files::BuiltIn(built_in),
        });
    }
    (layers, blocks)
}

/// Every template under its layer's prefix: `selkea/page.html` is the theme as it came, so that an
/// override can extend what it overrides. A plain name means the first layer that has it. Tera
/// knows components by their own names, so of each file with components only the first is taken.
fn templates(layers: &[Layer<'_>], sink: &mut Vec<Diagnostic>) -> Vec<Template> {
    let mut templates = Vec::new();
    let mut seen = BTreeSet::new();
    for layer in layers {
        for (inner, file) in layer.iter() {
            let Some(name) = inner
                .strip_prefix("templates/")
                .or_else(|| inner.starts_with("blocks/").then_some(inner))
                .filter(|name| name.ends_with(".html"))
            else {
                continue;
            };
            let Some(text) = text_of(file, sink) else {
                continue;
            };
            let is_first = seen.insert(name.to_owned());
            if is_first || !text.contains("{% component") {
                templates.push(Template {
                    name: format!("{}{name}", layer.prefix),
                    plain_name: name.to_owned(),
                    path: file.path.clone(),
                    text: text.to_owned(),
                });
            }
        }
    }
    templates
}

fn texts(config: &Config, layers: &[Layer<'_>], sink: &mut Vec<Diagnostic>) -> Vec<Texts> {
    let mut all = Vec::new();
    let mut has_file = Vec::new();
    for language in &config.languages {
        let tag = language.lang.as_str();
        let locale = Arc::new(Locale::new(tag).unwrap_or_else(|_| root_locale()));
        if !locale.has_data() {
            sink.push(
                Diagnostic::new(
                    Code::LimitedLanguageData,
                    Span::new(&config.path, language.range),
                    format!("no dates, plurals and sorting for `{tag}` are built in"),
                )
                .help("pages in this language show dates as `2026-11-24` and sort by Unicode"),
            );
        }
        let mut texts = Texts::empty(&language.lang, locale);
        let base = tag.split('-').next().unwrap_or(tag);
        let mut names = vec![format!("text/{base}.toml")];
        if base != tag {
            names.push(format!("text/{tag}.toml"));
        }
        let mut found = false;
        for layer in layers.iter().rev() {
            for name in &names {
                if let Some(file) = layer.get(name) {
                    texts::overlay(&mut texts, file, sink);
                    found = true;
                }
            }
        }
        all.push(texts);
        has_file.push(found);
    }
    let reference = reference_keys(layers, &all);
    for ((texts, language), has_file) in all.iter().zip(&config.languages).zip(has_file) {
        let place = || Span::new(&config.path, language.range);
        let file = format!("themes/{}/text/{}.toml", config.theme.0, language.lang);
        if has_file {
            for (key, missing) in missing_texts(texts, &reference) {
                let message = format!("the interface text `{key}` {missing} in `{}`", texts.lang);
                sink.push(
                    Diagnostic::new(Code::MissingInterfaceText, place(), message)
                        .help(format!("add it under `[text]` in `{file}`")),
                );
            }
        } else {
            let message = format!("the theme has no interface texts in `{}`", texts.lang);
            sink.push(
                Diagnostic::new(Code::MissingInterfaceText, place(), message).help(format!(
                    "copy another language's text file to `{file}` and translate it"
                )),
            );
        }
    }
    all
}

/// All keys that any language of the site, or English as it came, has a text for.
fn reference_keys(layers: &[Layer<'_>], all: &[Texts]) -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = all
        .iter()
        .flat_map(|texts| texts.texts.keys().cloned())
        .collect();
    let mut english = Texts::empty(&crate::base::Lang::new("en"), Arc::new(root_locale()));
    let mut unheard = Vec::new();
    for layer in layers {
        if let Some(file) = layer.get("text/en.toml") {
            texts::overlay(&mut english, file, &mut unheard);
        }
    }
    keys.extend(english.texts.into_keys());
    keys
}

fn missing_texts<'a>(texts: &Texts, reference: &'a BTreeSet<String>) -> Vec<(&'a str, String)> {
    let needed: BTreeSet<_> = (0..=200)
        .map(|number| texts.locale.plural(number))
        .collect();
    let mut missing = Vec::new();
    for key in reference {
        match texts.texts.get(key) {
            None => missing.push((key.as_str(), "is missing".to_owned())),
            Some(Text::Plain(_)) => {}
            Some(Text::Plural(forms)) => {
                for category in needed
                    .iter()
                    .filter(|category| !forms.contains_key(category))
                {
                    let what = format!("lacks the plural form `{}`", category.as_str());
                    missing.push((key.as_str(), what));
                }
            }
        }
    }
    missing
}

fn root_locale() -> Locale {
    Locale::new("und").expect("`und` is a well-formed tag")
}
