//! Changes found by looking at all files again and again.
//!
//! The poll watcher of `notify` compares whole seconds and only looks for later times: a second
//! save within a second, or a file replaced by an older one, would never be seen.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::base::SourcePath;
use crate::shell::belonging::{FOLDERS, ROOT_FILES};

use super::pending::{Happened, Pending};
use super::places::{Found, Places, Stamp};

/// How long between two looks.
const INTERVAL: Duration = Duration::from_secs(1);

/// All files as they were seen last.
pub(super) struct Poll {
    files: BTreeMap<SourcePath, (PathBuf, Stamp)>,
    next: Instant,
}

impl Poll {
    /// Sees how the files are now.
    pub(super) fn start(places: &mut Places) -> Self {
        let files = look(places);
        Self {
            files,
            next: Instant::now() + INTERVAL,
        }
    }

    /// When to look next.
    pub(super) fn next(&self) -> Instant {
        self.next
    }

    /// Looks again, if it is time, and notes what is different.
    pub(super) fn note(&mut self, places: &mut Places, pending: &mut Pending) {
        if Instant::now() < self.next {
            return;
        }
        let before = std::mem::replace(&mut self.files, look(places));
        let now = Instant::now();
        for (path, (real, stamp)) in &self.files {
            if before.get(path).is_none_or(|(_, before)| before != stamp) {
                pending.note(path.clone(), real, Happened::Written, now);
            }
        }
        for (path, (real, _)) in before {
            if !self.files.contains_key(&path) {
                pending.note(path, &real, Happened::Vanished, now);
            }
        }
        self.next = now + INTERVAL;
    }
}

fn look(places: &mut Places) -> BTreeMap<SourcePath, (PathBuf, Stamp)> {
    let mut files = BTreeMap::new();
    let mut add = |path: SourcePath, real: PathBuf| {
        if let Some(stamp) = Stamp::of(&real) {
            files.insert(path, (real, stamp));
        }
    };
    for file in ROOT_FILES {
        add(SourcePath::new(file), places.root().join(file));
    }
    for folder in FOLDERS {
        if let Some(real) = places.learn(folder) {
            places.below(&real, |found| {
                if let Found::File(path, real) = found {
                    add(path, real);
                }
            });
        }
    }
    files
}
