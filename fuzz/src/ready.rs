//! A site whose settings, theme and templates stand ready, so that only texts cost time.

use std::sync::{Arc, LazyLock};

use opas::base::{Diagnostic, Source, SourcePath};
use opas::check;
use opas::config::{self, Config, RawHtml};
use opas::parse::{self, Context, Document, Exercise, FactsFile};
use opas::render::{self, Engine, Frames, Scene};
use opas::site::{self, PageId, Today};
use opas::theme::{self, Theme};

use crate::files::{self, Files};

struct Ready {
    config: Arc<Config>,
    theme: Theme,
    engine: Engine,
    frames: Frames,
}

static READY: LazyLock<Ready> = LazyLock::new(|| {
    let file = Source::new(SourcePath::new("site.toml"), files::SITE.into());
    let config = config::parse(&file).value;
    let theme = theme::load(&config, &[]).value;
    let engine = Engine::compile(&config, &theme);
    assert!(engine.diagnostics.is_empty(), "the built-in theme is sound");
    let frames = Frames::new(&config, &theme);
    Ready {
        config: Arc::new(config),
        theme,
        engine: engine.value,
        frames,
    }
});

/// What became of the texts.
pub struct Built {
    /// The texts.
    pub documents: Vec<Arc<Document>>,
    /// The problems.
    pub diagnostics: Vec<Diagnostic>,
    /// Every page of the site; those whose template failed are among the problems.
    pub pages: Vec<String>,
}

/// Parses the texts and facts among `files`, joins and checks the site, renders every page.
pub fn build(files: &Files, raw_html: RawHtml, has_smart_punctuation: bool) -> Built {
    let ready = &*READY;
    let mut config = Arc::clone(&ready.config);
    let markdown = &mut Arc::make_mut(&mut config).markdown;
    markdown.raw_html = raw_html;
    markdown.has_smart_punctuation = has_smart_punctuation;
    let context = Context {
        config: &config,
        theme: &ready.theme,
        has_places: false,
    };
    let mut documents: Vec<Arc<Document>> = Vec::new();
    let mut facts: Vec<Arc<FactsFile>> = Vec::new();
    let mut exercises: Vec<Exercise> = Vec::new();
    let mut diagnostics = Vec::new();
    let sources = files::sources(files);
    for path in &sources.texts {
        let bytes = files.get(path.as_str()).cloned().unwrap_or_default();
        let file = Source::new(path.clone(), bytes);
        if let Some(exercise) = parse::exercise(&config, &file) {
            diagnostics.extend(exercise.diagnostics().iter().cloned());
            exercises.push(exercise);
        } else if path.as_str().ends_with(".toml") {
            let file = parse::facts(&file);
            diagnostics.extend(file.diagnostics.iter().cloned());
            facts.push(Arc::new(file));
        } else if let Ok(name) = parse::name(&config, path) {
            let document = parse::document(context, &file, &name);
            diagnostics.extend(document.diagnostics.iter().cloned());
            documents.push(Arc::new(document));
        }
    }
    let statics = Arc::default();
    let site = site::assemble(site::Input {
        config: &config,
        theme: &ready.theme,
        documents: &documents,
        facts: &facts,
        exercises: &exercises,
        assets: &sources.assets,
        statics: &statics,
        lock: None,
        today: Today {
            date: crate::today(),
            has_drafts: true,
        },
    })
    .unload(&mut diagnostics);
    diagnostics.extend(check::run(&site, &ready.theme, &documents));
    let scene = Scene {
        site: &site,
        documents: &documents,
        theme: &ready.theme,
        engine: &ready.engine,
        frames: &ready.frames,
        today: crate::today(),
    };
    let mut pages = Vec::new();
    for index in 0..site.pages.len() {
        let id = PageId(u32::try_from(index).expect("sites here are small"));
        match render::page(scene, id) {
            Ok(bytes) => pages.push(String::from_utf8(bytes).expect("pages are UTF-8")),
            Err(problem) => diagnostics.push(*problem),
        }
    }
    Built {
        documents,
        diagnostics,
        pages,
    }
}
