//! The preview of one site: its state, what a change does to it, and what browsers are told of it,
//! apart from any connection, watcher or terminal. What it answers is in `answers`.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use anyhow::{Context as _, Result};
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde::Serialize;

use crate::base::diagnostic::sort;
use crate::base::{Diagnostic, SourcePath};
use crate::build::{Changes, Compiled, Findings, Live, Options, Settings};
use crate::locale::Date;
use crate::shell::disk;
use crate::shell::serve::editor::Editor;
use crate::shell::serve::events::{Hub, message};
use crate::shell::serve::showcase;
use crate::shell::serve::shown::Shown;

/// What the author chose.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Whether the changed place is brought into view.
    pub brings_into_view: bool,
    /// How files are opened.
    pub editor: Editor,
}

/// The preview of one site.
pub struct Preview {
    pub(super) root: PathBuf,
    pub(super) choices: Choices,
    live: RwLock<Live>,
    checked: RwLock<Checked>,
    shown: Mutex<Shown>,
    /// Every part of the theme, and the settings it was made with.
    showcase: Mutex<Option<(Arc<Settings>, Arc<Compiled>)>>,
    /// Held while a change is taken in: one after another.
    taking: Mutex<()>,
    hub: Hub,
    /// Threads that check the whole site: half of those there are, so that the next edit does not
    /// wait for them.
    checkers: ThreadPool,
    /// Differs in each run of the program.
    pub(super) session: String,
    /// What pages of this run know and other sites do not.
    pub(super) token: String,
}

/// The problems of the whole site, and of which state they are.
#[derive(Debug, Default, Clone)]
pub(super) struct Checked {
    pub(super) generation: u64,
    pub(super) findings: Arc<Findings>,
}

/// What to tell browsers: a change was taken in.
#[derive(Serialize)]
struct Update<'a> {
    generation: u64,
    changed: Option<Changed<'a>>,
    styles: bool,
}

#[derive(Serialize)]
struct Changed<'a> {
    file: &'a str,
    line: Option<u32>,
}

#[derive(Serialize)]
struct Hello<'a> {
    session: &'a str,
    generation: u64,
}

#[derive(Serialize)]
struct Checking {
    generation: u64,
}

impl Preview {
    /// Reads the site below `root`.
    ///
    /// # Errors
    /// A folder that is no site, files that cannot be read, a machine without randomness.
    pub fn open(root: &Path, options: Options, choices: Choices) -> Result<Self> {
        let root = root
            .canonicalize()
            .with_context(|| format!("cannot open the folder `{}`", root.display()))?;
        let sources = disk::read(&root)?;
        let live = Live::new(sources, options, &|path| disk::file(&root, path))
            .map_err(|fault| disk::unreadable(&fault.path, fault.error))?;
        Ok(Self {
            root,
            choices,
            live: RwLock::new(live),
            checked: RwLock::default(),
            shown: Mutex::default(),
            showcase: Mutex::default(),
            taking: Mutex::default(),
            hub: Hub::default(),
            checkers: ThreadPoolBuilder::new()
                .num_threads(rayon::current_num_threads().div_ceil(2))
                .build()
                .context("cannot start threads")?,
            session: secret()?,
            token: secret()?,
        })
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The address of the site on its host: `/`, or the path that `site.toml` gives it.
    pub fn home(&self) -> String {
        self.live().edition().settings.config.base_url.path.clone()
    }

    /// Takes in what became different on disk; tells whether anything did.
    ///
    /// # Errors
    /// Files that cannot be read. The state before stays.
    pub fn take_in(&self, changes: Changes, today: Date) -> Result<bool> {
        let _one_at_a_time = lock(&self.taking);
        let read = |path: &SourcePath| disk::file(&self.root, path);
        let step = self
            .live()
            .prepare(changes, today, &read)
            .map_err(|fault| disk::unreadable(&fault.path, fault.error))?;
        let Some(step) = step else {
            return Ok(false);
        };
        let effect = step.effect.clone();
        let (generation, retired) = {
            let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
            let retired = live.apply(step);
            (live.generation(), retired)
        };
        self.shown().try_again();
        if let Some((path, _)) = &effect.text {
            self.check_text(path);
        }
        let changed = effect.text.as_ref().map(|(path, line)| Changed {
            file: path.as_str(),
            line: *line,
        });
        self.hub.send(
            "update",
            &Update {
                generation,
                changed,
                styles: effect.is_style,
            },
        );
        drop(retired);
        Ok(true)
    }

    /// The difference between what is known and a folder that is read anew.
    ///
    /// # Errors
    /// Files that cannot be read.
    pub fn everything(&self) -> Result<Changes> {
        let sources = disk::read(&self.root)?;
        Ok(self.live().difference(sources))
    }

    /// The problems of a changed text at once; those of the rest follow with [`review`](Self::review).
    fn check_text(&self, path: &SourcePath) {
        let own = self.live().check_text(path);
        let mut checked = self.checked.write().unwrap_or_else(PoisonError::into_inner);
        let findings = Arc::make_mut(&mut checked.findings);
        let is_elsewhere =
            |problem: &Diagnostic| problem.span.as_ref().is_none_or(|span| span.path != *path);
        findings.of_texts.retain(is_elsewhere);
        findings.of_texts.extend(own);
        sort(&mut findings.of_texts);
    }

    /// Finds everything that is wrong with the site as it is now, beside the answers that are given
    /// meanwhile, and tells the browsers. Gives nothing when the site changed meanwhile.
    pub fn review(&self) -> Option<Arc<Findings>> {
        let snapshot = self.live().snapshot();
        let generation = snapshot.generation;
        let findings = Arc::new(self.checkers.install(|| snapshot.review()));
        {
            let live = self.live();
            if live.generation() != generation {
                return None;
            }
            let mut checked = self.checked.write().unwrap_or_else(PoisonError::into_inner);
            *checked = Checked {
                generation,
                findings: Arc::clone(&findings),
            };
        }
        self.hub.send("findings", &Checking { generation });
        Some(findings)
    }

    /// What keeps pages that were asked for from being shown.
    pub fn failing(&self) -> Vec<Diagnostic> {
        let mut failing: Vec<Diagnostic> = self.shown().failing().cloned().collect();
        sort(&mut failing);
        failing.dedup();
        failing
    }

    /// What a browser that listens is told first, and then.
    pub fn listen(&self) -> (String, Receiver<Arc<str>>) {
        // First the ear, then the state: a change in between is told twice rather than never.
        let receiver = self.hub.listen();
        let hello = Hello {
            session: &self.session,
            generation: self.live().generation(),
        };
        (
            format!("retry: 500\n{}", message("hello", &hello)),
            receiver,
        )
    }

    /// The site as it is shown.
    pub(super) fn live(&self) -> RwLockReadGuard<'_, Live> {
        self.live.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The problems that were found last.
    pub(super) fn checked(&self) -> Checked {
        let checked = self.checked.read().unwrap_or_else(PoisonError::into_inner);
        checked.clone()
    }

    /// Pages as they were shown last.
    pub(super) fn shown(&self) -> MutexGuard<'_, Shown> {
        lock(&self.shown)
    }

    /// Every part of the theme of `live`, made anew when its settings have changed.
    pub(super) fn showcase(&self, live: &Live) -> Arc<Compiled> {
        let settings = &live.edition().settings;
        let mut made = lock(&self.showcase);
        match &*made {
            Some((with, compiled)) if Arc::ptr_eq(with, settings) => Arc::clone(compiled),
            _ => {
                let compiled = Arc::new(showcase::showcase(live));
                *made = Some((Arc::clone(settings), Arc::clone(&compiled)));
                compiled
            }
        }
    }
}

/// 128 random bits in hexadecimal digits.
fn secret() -> Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
