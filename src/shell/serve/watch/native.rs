//! Changes as the operating system tells them.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RenameMode};
use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use notify::{EventHandler, WatcherKind};

use crate::shell::belonging::{FOLDERS, holds_sources, is_source};

use super::pending::{Happened, Pending};
use super::places::{Found, Place, Places};

/// Whether the system tells exactly what happened, and when files are closed: Linux.
pub(super) fn is_exact() -> bool {
    RecommendedWatcher::kind() == WatcherKind::Inotify
}

/// Why changes are not told any more, for the author.
pub(super) struct Failed(pub(super) String);

/// The watch of the system.
pub(super) struct Native {
    watcher: RecommendedWatcher,
    /// Folders of sources that are there and watched.
    roots: BTreeSet<&'static str>,
    /// The folders below them, since it is not told what it was that vanished.
    folders: BTreeSet<PathBuf>,
}

impl Native {
    /// Watches the sources; what happens goes to `handler`, on another thread.
    pub(super) fn start(handler: impl EventHandler, places: &mut Places) -> Result<Self, Failed> {
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(handler, config).map_err(|error| failed(&error))?;
        let mut native = Self {
            watcher,
            roots: BTreeSet::new(),
            folders: BTreeSet::new(),
        };
        native.watch_all(places)?;
        Ok(native)
    }

    fn watch_all(&mut self, places: &mut Places) -> Result<(), Failed> {
        self.roots.clear();
        self.folders.clear();
        let root = places.root().to_owned();
        if !self.watch(&root, RecursiveMode::NonRecursive)? {
            return Err(root_is_gone());
        }
        for folder in FOLDERS {
            self.watch_folder(folder, places)?;
        }
        Ok(())
    }

    /// Watches a folder of sources, if it is there.
    fn watch_folder(&mut self, folder: &'static str, places: &mut Places) -> Result<(), Failed> {
        if let Some(real) = places.learn(folder)
            && self.watch(&real, RecursiveMode::Recursive)?
        {
            self.roots.insert(folder);
            places.below(&real, |found| {
                if let Found::Folder(folder) = found {
                    self.folders.insert(folder);
                }
            });
        }
        Ok(())
    }

    /// Watches a folder; gives whether it is there.
    fn watch(&mut self, folder: &Path, mode: RecursiveMode) -> Result<bool, Failed> {
        // A folder below may vanish meanwhile, and then the others are not watched either.
        for _ in 0..10 {
            match self.watcher.watch(folder, mode) {
                Ok(()) => return Ok(true),
                Err(error) if is_missing(&error) => {
                    if !folder.is_dir() {
                        return Ok(false);
                    }
                }
                Err(error) => return Err(failed(&error)),
            }
        }
        Err(Failed(format!(
            "the folder `{}` changes too fast to be watched",
            folder.display()
        )))
    }

    /// Notes what the system told.
    ///
    /// # Errors
    /// When it will not tell more, or not all.
    pub(super) fn note(
        &mut self,
        told: notify::Result<Event>,
        places: &mut Places,
        pending: &mut Pending,
        now: Instant,
    ) -> Result<(), Failed> {
        let event = match told {
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
                return Err(failed(&error));
            }
            Ok(event) if !event.need_rescan() => event,
            // Something was not told.
            Ok(_) | Err(_) => {
                pending.note_everything(Happened::Written, now);
                return self.watch_all(places);
            }
        };
        // Told as two events of their own as well.
        if is_exact() && event.kind == EventKind::Modify(ModifyKind::Name(RenameMode::Both)) {
            return Ok(());
        }
        for real in &event.paths {
            match places.place(real) {
                Place::Outside => {}
                Place::Root if real.is_dir() => {}
                Place::Root => return Err(root_is_gone()),
                Place::Folder(folder) => self.folder(event.kind, folder, places, pending, now)?,
                Place::Inner(path) if self.is_folder(event.kind, real) => {
                    if holds_sources(path.as_str()) {
                        self.inner_folder(event.kind, real, places, pending, now)?;
                    }
                }
                Place::Inner(path) if is_source(path.as_str()) => {
                    if let Some(happened) = happened(event.kind, real) {
                        pending.note(path, real, happened, now);
                    }
                }
                Place::Inner(_) => {}
            }
        }
        Ok(())
    }

    /// Notes that a folder of sources came or went.
    fn folder(
        &mut self,
        kind: EventKind,
        folder: &'static str,
        places: &mut Places,
        pending: &mut Pending,
        now: Instant,
    ) -> Result<(), Failed> {
        let is_there = places.root().join(folder).is_dir();
        let was_there = self.roots.contains(folder);
        if !(comes_or_goes(kind) || (may_be_anything(kind) && is_there != was_there)) {
            return Ok(());
        }
        if is_there {
            pending.note_everything(Happened::Found, now);
            self.watch_folder(folder, places)
        } else {
            self.roots.remove(folder);
            pending.note_everything(Happened::Vanished, now);
            Ok(())
        }
    }

    /// Notes that a folder below a folder of sources came or went.
    fn inner_folder(
        &mut self,
        kind: EventKind,
        real: &Path,
        places: &Places,
        pending: &mut Pending,
        now: Instant,
    ) -> Result<(), Failed> {
        let is_there = fs::symlink_metadata(real).is_ok_and(|seen| seen.is_dir());
        let was_there = self.folders.contains(real);
        if !(comes_or_goes(kind) || (may_be_anything(kind) && is_there != was_there)) {
            return Ok(());
        }
        if was_there && (vanishes(kind) || !is_there) {
            self.folders.retain(|folder| !folder.starts_with(real));
            pending.note_everything(Happened::Vanished, now);
        }
        // Watched first and listed then, so that no file is missed which is made meanwhile. Only
        // on Linux are folders watched one by one.
        if !is_there || (is_exact() && !self.watch(real, RecursiveMode::Recursive)?) {
            return Ok(());
        }
        places.below(real, |found| match found {
            Found::Folder(folder) => {
                self.folders.insert(folder);
            }
            Found::File(path, real) => pending.note(path, &real, Happened::Found, now),
        });
        Ok(())
    }

    /// Whether the event is about a folder.
    fn is_folder(&self, kind: EventKind, real: &Path) -> bool {
        match kind {
            EventKind::Create(CreateKind::Folder) => true,
            EventKind::Access(_) => false,
            _ if self.folders.contains(real) => true,
            EventKind::Create(CreateKind::File) => false,
            EventKind::Modify(ModifyKind::Data(_)) if is_exact() => false,
            _ => fs::symlink_metadata(real).is_ok_and(|seen| seen.is_dir()),
        }
    }
}

/// Whether the event says that something comes or goes.
fn comes_or_goes(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
    )
}

/// Whether the event does not say what it is about. On Windows, such a one comes for a folder
/// whenever something in it comes or goes.
fn may_be_anything(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Any | EventKind::Other | EventKind::Modify(ModifyKind::Any | ModifyKind::Other)
    )
}

fn vanishes(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From))
    )
}

/// What an event means for a file.
fn happened(kind: EventKind, real: &Path) -> Option<Happened> {
    if vanishes(kind) {
        return Some(Happened::Vanished);
    }
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Happened::Whole),
        EventKind::Access(_) => None,
        EventKind::Modify(ModifyKind::Metadata(_)) => Some(Happened::Marked),
        EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_))
            if is_exact() =>
        {
            Some(Happened::Written)
        }
        EventKind::Modify(ModifyKind::Name(RenameMode::To)) if is_exact() => Some(Happened::Whole),
        // Elsewhere several changes come as one.
        _ if fs::symlink_metadata(real).is_err() => Some(Happened::Vanished),
        _ => Some(Happened::Written),
    }
}

/// Whether the collector has to know of an event: opening and reading a file is told as well, and
/// a build reads all files.
pub(super) fn matters(told: &notify::Result<Event>) -> bool {
    match told {
        Ok(event) => match event.kind {
            EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
            _ => true,
        },
        Err(_) => true,
    }
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

fn root_is_gone() -> Failed {
    Failed("the site's folder was moved or removed".to_owned())
}

/// Why changes are not told, in plain words.
fn failed(error: &notify::Error) -> Failed {
    Failed(match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "the system watches no more folders (raise `fs.inotify.max_user_watches`)".to_owned()
        }
        // EMFILE: the number of watchers is limited as well.
        ErrorKind::Io(error) if is_exact() && error.raw_os_error() == Some(24) => {
            "the system allows no more watchers (raise `fs.inotify.max_user_instances`)".to_owned()
        }
        _ => format!("the system cannot watch the folder: {error}"),
    })
}
