//! The stages in their order.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::sort;
use crate::base::{
    Code, Diagnostic, Digest, Output, OutputBody, OutputKind, Severity, Source, SourcePath, Span,
    UrlPath,
};
use crate::build::plan::{self, Job, Plan};
use crate::build::sources::{ReadFile, Sources};
use crate::check;
use crate::config::{self, BaseUrl, Config};
use crate::locale::Date;
use crate::parse::{self, Context, Document, FactsFile};
use crate::render::{self, Engine, Frames, Scene};
use crate::site::{self, Site, Today};
use crate::theme::{self, Theme};

/// What a build is told from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The day of the build.
    pub today: Date,
    /// Whether drafts, scheduled and expired items are built.
    pub has_drafts: bool,
    /// Where the site will be published, instead of what `site.toml` says.
    pub base_url: Option<BaseUrl>,
    /// Whether elements of texts carry the line they came from: for the preview, never for what is
    /// published.
    pub has_places: bool,
}

/// Parsed documents of an earlier build, by the digest of their bytes and of all that parsing
/// depends on. It is the only cache there is.
#[derive(Debug, Clone, Default)]
pub struct Cache {
    documents: HashMap<(SourcePath, Digest, Digest), Arc<Document>>,
}

/// A site, ready to be rendered.
#[derive(Debug)]
pub struct Compiled {
    /// What `site.toml` says.
    pub config: Arc<Config>,
    /// The theme.
    pub theme: Theme,
    /// The texts.
    pub documents: Vec<Arc<Document>>,
    /// The joined site.
    pub site: Site,
    /// Every address and what makes it.
    pub plan: Plan,
    /// All problems, with the site's levels, sorted.
    pub diagnostics: Vec<Diagnostic>,
    engine: Engine,
    frames: Frames,
    sitemaps: Vec<(String, Vec<u8>)>,
    today: Date,
}

/// A text that could not be read: the machine's fault, not the author's.
#[derive(Debug)]
pub struct Unreadable {
    /// The file.
    pub path: SourcePath,
    /// What the machine says.
    pub error: std::io::Error,
}

/// Runs all stages up to the plan. What `cache` remembers is not parsed again; afterwards it
/// remembers this build.
///
/// # Errors
/// A text that `read` cannot read.
pub fn compile(
    sources: Sources,
    options: &Options,
    cache: &mut Cache,
    read: &ReadFile<'_>,
) -> Result<Compiled, Unreadable> {
    let mut diagnostics = sources.diagnostics;
    let mut config = config::parse(&sources.config).unload(&mut diagnostics);
    if let Some(base_url) = &options.base_url {
        config.base_url = base_url.clone();
    }
    let config = Arc::new(config);
    let theme = theme::load(&config, &sources.theme_files).unload(&mut diagnostics);
    let engine = Engine::compile(&config, &theme).unload(&mut diagnostics);

    let context = Context {
        config: &config,
        theme: &theme,
        has_places: options.has_places,
    };
    let settings = settings_digest(&sources.config, &sources.theme_files, options.has_places);
    let (documents, facts) = parse_all(
        (context, settings),
        sources.texts,
        cache,
        read,
        &mut diagnostics,
    )?;
    cache.documents = documents
        .iter()
        .map(|(document, digest)| {
            (
                (document.path.clone(), *digest, settings),
                Arc::clone(document),
            )
        })
        .collect();
    let documents: Vec<Arc<Document>> = documents
        .into_iter()
        .map(|(document, _)| document)
        .collect();
    for document in &documents {
        diagnostics.extend(document.diagnostics.iter().cloned());
    }
    for file in &facts {
        diagnostics.extend(file.diagnostics.iter().cloned());
    }
    let site = site::assemble(site::Input {
        config: &config,
        theme: &theme,
        documents: &documents,
        facts: &facts,
        assets: &sources.assets,
        statics: &sources.statics,
        today: Today {
            date: options.today,
            has_drafts: options.has_drafts,
        },
    })
    .unload(&mut diagnostics);
    diagnostics.extend(check::run(&site, &theme, &documents));

    let frames = Frames::new(&config, &theme);
    let scene = Scene {
        site: &site,
        documents: &documents,
        theme: &theme,
        engine: &engine,
        frames: &frames,
        today: options.today,
    };
    let sitemaps = render::sitemap(scene);
    let names: Vec<String> = sitemaps.iter().map(|(name, _)| name.clone()).collect();
    let plan = plan::plan(scene, &names, &mut diagnostics);
    config.apply_levels(&mut diagnostics);
    sort(&mut diagnostics);
    Ok(Compiled {
        config,
        theme,
        documents,
        site,
        plan,
        diagnostics,
        engine,
        frames,
        sitemaps,
        today: options.today,
    })
}

/// Digest of all that parsing a text depends on besides the text: the settings, the theme, and
/// whether bodies remember lines.
fn settings_digest(config: &Source, theme_files: &[Source], has_places: bool) -> Digest {
    let mut all = vec![u8::from(has_places)];
    for file in std::iter::once(config).chain(theme_files) {
        all.extend_from_slice(file.path.as_str().as_bytes());
        all.extend_from_slice(format!("{:?}", file.digest).as_bytes());
    }
    Digest::of(&all)
}

enum Parsed {
    Text(Arc<Document>, Digest),
    Facts(Arc<FactsFile>),
    Refused(Box<Diagnostic>),
}

type Parsing = (Vec<(Arc<Document>, Digest)>, Vec<Arc<FactsFile>>);

fn parse_all(
    (context, settings): (Context<'_>, Digest),
    texts: Vec<SourcePath>,
    cache: &Cache,
    read: &ReadFile<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Result<Parsing, Unreadable> {
    let parsed = texts
        .into_par_iter()
        .map(|path| {
            let bytes = read(&path).map_err(|error| Unreadable {
                path: path.clone(),
                error,
            })?;
            Ok(parse_one(
                context,
                settings,
                cache,
                &Source::new(path, bytes),
            ))
        })
        .collect::<Result<Vec<Parsed>, Unreadable>>()?;
    let mut documents = Vec::new();
    let mut facts = Vec::new();
    for parsed in parsed {
        match parsed {
            Parsed::Text(document, digest) => documents.push((document, digest)),
            Parsed::Facts(file) => facts.push(file),
            Parsed::Refused(diagnostic) => sink.push(*diagnostic),
        }
    }
    Ok((documents, facts))
}

fn parse_one(context: Context<'_>, settings: Digest, cache: &Cache, file: &Source) -> Parsed {
    if file.path.as_str().ends_with(".toml") {
        return Parsed::Facts(Arc::new(parse::facts(file)));
    }
    match parse::name(context.config, &file.path) {
        Err(problem) => Parsed::Refused(Box::new(
            Diagnostic::new(
                Code::UnknownLanguage,
                Span::file(&file.path),
                format!("the site has no language `{}`", problem.code),
            )
            .help("name the file `name.LANGUAGE.md`, or add the language to `site.toml`")
            .maybe_help(problem.help),
        )),
        Ok(name) => {
            let key = (file.path.clone(), file.digest, settings);
            let known = cache.documents.get(&key).cloned();
            let document = known.unwrap_or_else(|| Arc::new(parse::document(context, file, &name)));
            Parsed::Text(document, file.digest)
        }
    }
}

impl Compiled {
    /// Whether nothing may be published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            site: &self.site,
            documents: &self.documents,
            theme: &self.theme,
            engine: &self.engine,
            frames: &self.frames,
            today: self.today,
        }
    }

    /// Makes one output. `text_of` gives the whole text of a file, for plain-Markdown copies.
    ///
    /// # Errors
    /// A template that fails.
    pub fn render(
        &self,
        address: &UrlPath,
        job: &Job,
        text_of: &(dyn Fn(&SourcePath) -> Option<String> + Sync),
    ) -> Result<Output, Box<Diagnostic>> {
        let scene = self.scene();
        let (kind, body) = match job {
            Job::Page(id) => (
                OutputKind::Page,
                OutputBody::Bytes(render::page(scene, *id)?),
            ),
            Job::NotFound(language) => (
                OutputKind::Page,
                OutputBody::Bytes(render::not_found(scene, *language)?),
            ),
            Job::Chooser => (OutputKind::Page, OutputBody::Bytes(render::chooser(scene)?)),
            Job::Redirect(index) => {
                let redirect = &self.site.redirects[*index];
                (
                    OutputKind::Page,
                    OutputBody::Bytes(render::redirect(scene, redirect)?),
                )
            }
            Job::Feed(language) => (
                OutputKind::Page,
                OutputBody::Bytes(render::feed(scene, *language)),
            ),
            Job::Sitemap(index) => (
                OutputKind::Page,
                OutputBody::Bytes(self.sitemaps[*index].1.clone()),
            ),
            Job::Robots => (OutputKind::Page, OutputBody::Bytes(render::robots(scene))),
            Job::Llms => (OutputKind::Page, OutputBody::Bytes(render::llms(scene))),
            Job::Markdown(id) => {
                let text = text_of(&self.site.page_head(*id).path).unwrap_or_default();
                (
                    OutputKind::Page,
                    OutputBody::Bytes(render::markdown_copy(scene, *id, &text)),
                )
            }
            Job::ThemeFile(name) => {
                let file = self.theme.statics.get(name).map(|file| file.bytes.clone());
                (
                    OutputKind::Asset,
                    OutputBody::Bytes(file.unwrap_or_default()),
                )
            }
            Job::Copy(path) => (OutputKind::Asset, OutputBody::CopyOf(path.clone())),
        };
        Ok(Output {
            address: address.clone(),
            kind,
            body,
        })
    }

    /// Renders every page without keeping it, for the problems that only rendering shows.
    pub fn render_problems(&self) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = self
            .plan
            .jobs
            .par_iter()
            .filter_map(|(address, job)| {
                self.render(address, job, &|_| None)
                    .err()
                    .map(|problem| *problem)
            })
            .collect();
        sort(&mut found);
        found
    }
}
