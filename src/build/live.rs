//! A site that follows its files: each change is prepared beside the state that is shown, and
//! then put in its place at once.
//!
//! What it shows after any number of changes is what a fresh build of the same files would show,
//! with one exception that authors want: a text whose front matter cannot be read, and settings
//! with errors, leave the last good state in place until they are mended.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Diagnostic, Digest, Source, SourcePath, UrlPath};
use crate::build::compile::Options;
use crate::build::edition::Edition;
use crate::build::locked::Locked;
use crate::build::review::{Findings, Parts, Problems};
use crate::build::settings::Settings;
use crate::build::sources::{ReadFile, Sources};
use crate::build::texts::{Beside, Parsed, Unreadable, parse_all, sort_out};
use crate::check;
use crate::locale::Date;
use crate::parse::{Document, LOCK_PATH};
use crate::site::Asset;

/// A site that follows its files.
#[derive(Debug)]
pub struct Live {
    pub(super) options: Options,
    pub(super) config: Source,
    pub(super) theme_files: BTreeMap<SourcePath, Source>,
    pub(super) texts: BTreeMap<SourcePath, Held>,
    pub(super) locked: Locked,
    pub(super) beside: Beside,
    pub(super) edition: Edition,
    /// Problems of the folder: links that lead out of the site.
    pub(super) folder: Vec<Diagnostic>,
    /// Problems of settings that are not shown, because they have errors.
    pub(super) refused: Vec<Diagnostic>,
    generation: u64,
}

/// What is known of a file below `content/`.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) digest: Digest,
    pub(super) parsed: Parsed,
}

/// What became different on disk. Files may be named that are as they were.
#[derive(Debug, Default)]
pub struct Changes {
    /// `site.toml`.
    pub config: Option<Source>,
    /// `translations.lock`.
    pub lock: Option<Source>,
    /// Files below `themes/`.
    pub theme_files: Vec<Source>,
    /// Markdown and facts files below `content/`.
    pub texts: Vec<SourcePath>,
    /// Other files below `content/`.
    pub assets: Vec<(SourcePath, Asset)>,
    /// Files below `static/` with their addresses.
    pub statics: Vec<(UrlPath, SourcePath)>,
    /// Files of any kind that are gone.
    pub gone: Vec<SourcePath>,
    /// What is wrong with links of the folder, if it was looked at as a whole.
    pub folder: Option<Vec<Diagnostic>>,
}

/// What a change does to what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The text that was changed, if it was one alone, and the line of its first difference.
    pub text: Option<(SourcePath, Option<u32>)>,
    /// Whether nothing but style sheets of the theme changed.
    pub is_style: bool,
}

/// What a change has put out of use.
#[derive(Debug, Default)]
#[must_use = "a whole edition takes its time to be dropped"]
pub struct Retired {
    edition: Option<Edition>,
    settings: Option<Arc<Settings>>,
}

/// A change, prepared.
#[derive(Debug)]
pub struct Step {
    pub(super) today: Date,
    pub(super) config: Option<Source>,
    pub(super) theme_files: Option<BTreeMap<SourcePath, Source>>,
    pub(super) settings: Option<Arc<Settings>>,
    pub(super) refused: Option<Vec<Diagnostic>>,
    pub(super) texts: Vec<(SourcePath, Option<Held>)>,
    pub(super) joined: Option<(Edition, Beside)>,
    pub(super) assets: Option<Arc<BTreeMap<SourcePath, Asset>>>,
    pub(super) statics: Option<Arc<BTreeMap<UrlPath, SourcePath>>>,
    pub(super) locked: Option<Locked>,
    pub(super) folder: Option<Vec<Diagnostic>>,
    /// What it does to what is shown.
    pub effect: Effect,
}

impl Live {
    /// Reads a whole site.
    ///
    /// # Errors
    /// A text that `read` cannot read.
    pub fn new(
        sources: Sources,
        options: Options,
        read: &ReadFile<'_>,
    ) -> Result<Self, Unreadable> {
        let settings = Settings::load(&sources.config, &sources.theme_files, &options);
        let texts: BTreeMap<SourcePath, Held> = parse_all(settings.context(), sources.texts, read)?
            .into_iter()
            .map(|(path, digest, parsed)| (path, Held { digest, parsed }))
            .collect();
        let sorted = sort_out(texts.values().map(|held| &held.parsed));
        let locked = Locked::read(sources.lock.as_ref());
        let edition = Parts {
            settings: Arc::new(settings),
            documents: sorted.documents,
            beside: sorted.beside.clone(),
            assets: sources.assets,
            statics: sources.statics,
            lock: locked.lock.clone(),
            today: options.today(),
        }
        .join(&mut Vec::new());
        let theme_files = sources.theme_files.into_iter();
        Ok(Self {
            options,
            config: sources.config,
            theme_files: theme_files.map(|file| (file.path.clone(), file)).collect(),
            texts,
            locked,
            beside: sorted.beside,
            edition,
            folder: sources.diagnostics,
            refused: Vec::new(),
            generation: 1,
        })
    }

    /// What is shown.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// The site's files below `themes/`.
    pub fn theme_files(&self) -> impl Iterator<Item = &Source> {
        self.theme_files.values()
    }

    /// Grows with every change that is shown.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The changes that lead to a folder that was read as a whole.
    pub fn difference(&self, sources: Sources) -> Changes {
        let site = &self.edition.site;
        let lock_path = SourcePath::new(LOCK_PATH);
        let known = self
            .texts
            .keys()
            .chain(self.theme_files.keys())
            .chain(site.assets.keys())
            .chain(site.statics.values())
            .chain(self.locked.digest.is_some().then_some(&lock_path));
        let is_there = |path: &SourcePath| {
            sources.texts.binary_search(path).is_ok()
                || sources.theme_files.iter().any(|file| file.path == *path)
                || sources.assets.contains_key(path)
                || (*path == lock_path && sources.lock.is_some())
                || path
                    .as_str()
                    .strip_prefix("static/")
                    .is_some_and(|address| sources.statics.contains_key(address))
        };
        let gone = known.filter(|path| !is_there(path)).cloned().collect();
        let own = |path: &SourcePath, asset: &Asset| (path.clone(), asset.clone());
        Changes {
            gone,
            config: Some(sources.config),
            lock: sources.lock,
            theme_files: sources.theme_files,
            texts: sources.texts,
            assets: sources
                .assets
                .iter()
                .map(|(path, asset)| own(path, asset))
                .collect(),
            statics: sources
                .statics
                .iter()
                .filter(|(address, _)| !site.statics.contains_key(*address))
                .map(|(address, path)| (address.clone(), path.clone()))
                .collect(),
            folder: Some(sources.diagnostics),
        }
    }

    /// Shows a prepared change. It must have been prepared from the present state. Gives what is no
    /// longer shown, so that its memory can be given back when nobody waits for it.
    pub fn apply(&mut self, step: Step) -> Retired {
        let mut retired = Retired::default();
        self.options.today = step.today;
        if let Some(config) = step.config {
            self.config = config;
        }
        if let Some(files) = step.theme_files {
            self.theme_files = files;
        }
        if let Some(refused) = step.refused {
            self.refused = refused;
        }
        if let Some(folder) = step.folder {
            self.folder = folder;
        }
        if let Some((edition, beside)) = step.joined {
            retired.edition = Some(std::mem::replace(&mut self.edition, edition));
            self.beside = beside;
        } else {
            if let Some(settings) = step.settings {
                let old = std::mem::replace(&mut self.edition.settings, settings);
                retired.settings = Some(old);
            }
            for (_, held) in &step.texts {
                if let Some(Held {
                    parsed: Parsed::Document(document),
                    ..
                }) = held
                {
                    self.replace(document);
                }
            }
            if let Some(assets) = step.assets {
                self.edition.site.assets = assets;
            }
            if let Some(statics) = step.statics {
                self.edition.site.statics = statics;
            }
            if let Some(locked) = &step.locked {
                self.edition.site.lock = locked.lock.clone();
            }
        }
        if let Some(locked) = step.locked {
            self.locked = locked;
        }
        for (path, held) in step.texts {
            match held {
                Some(held) => self.texts.insert(path, held),
                None => self.texts.remove(&path),
            };
        }
        self.generation += 1;
        retired
    }

    fn replace(&mut self, document: &Arc<Document>) {
        let Some(id) = self.edition.document(&document.path) else {
            return;
        };
        let edition = &mut self.edition;
        let old = std::mem::replace(&mut edition.documents[id.0 as usize], Arc::clone(document));
        if old.head != document.head {
            let head = Arc::clone(&document.head);
            edition.site.replace_head(id, head, &edition.settings.theme);
        }
    }

    /// The problems of one text, as [`Findings::of_texts`] has them.
    pub fn check_text(&self, path: &SourcePath) -> Vec<Diagnostic> {
        let edition = &self.edition;
        let mut found = Vec::new();
        if let Some(held) = self.texts.get(path) {
            found.extend_from_slice(held.parsed.diagnostics());
        }
        if let Some(id) = edition.document(path) {
            let theme = &edition.settings.theme;
            found.extend(check::one(&edition.site, theme, &edition.documents, id));
        }
        let settings = &edition.settings;
        found.extend(check::beside(&edition.site, &settings.theme, path));
        edition.settings.config.apply_levels(&mut found);
        crate::base::diagnostic::sort(&mut found);
        found
    }

    /// What the problems of the whole site are found from, while the site itself goes on.
    pub fn snapshot(&self) -> Snapshot {
        let mut problems = Problems {
            of_site: self.folder.clone(),
            of_texts: Vec::new(),
        };
        problems
            .of_site
            .extend_from_slice(if self.refused.is_empty() {
                &self.edition.settings.diagnostics
            } else {
                &self.refused
            });
        problems.of_site.extend_from_slice(&self.locked.problems);
        for held in self.texts.values() {
            let own = held.parsed.diagnostics();
            problems.of_texts.extend_from_slice(own);
        }
        let edition = &self.edition;
        Snapshot {
            generation: self.generation,
            problems,
            parts: Parts {
                settings: Arc::clone(&edition.settings),
                documents: edition.documents.clone(),
                beside: self.beside.clone(),
                assets: Arc::clone(&edition.site.assets),
                statics: Arc::clone(&edition.site.statics),
                lock: self.locked.lock.clone(),
                today: self.options.today(),
            },
        }
    }
}

/// A state of a site, apart from the site that goes on.
#[derive(Debug)]
pub struct Snapshot {
    /// Which state.
    pub generation: u64,
    parts: Parts,
    problems: Problems,
}

impl Snapshot {
    /// Finds everything that is wrong with it.
    pub fn review(self) -> Findings {
        self.parts.review(self.problems).2
    }
}
