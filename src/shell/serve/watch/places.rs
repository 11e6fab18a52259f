//! Paths of the machine into paths of the site.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result};
use walkdir::WalkDir;

use crate::base::SourcePath;
use crate::shell::belonging::{FOLDERS, holds_sources, is_source};

/// Where the sources of one site lie.
pub(super) struct Places {
    root: PathBuf,
    /// Beginnings of absolute paths, longest first, each with the path of the site that it is.
    prefixes: Vec<(PathBuf, &'static str)>,
}

/// What a path of the machine is for the site.
pub(super) enum Place {
    /// The root itself.
    Root,
    /// One of the folders of sources.
    Folder(&'static str),
    /// Below a folder of sources, or a file directly in the root; file or folder.
    Inner(SourcePath),
    /// Nothing of the site.
    Outside,
}

/// What is found below a folder.
pub(super) enum Found {
    /// A folder that may hold sources.
    Folder(PathBuf),
    /// A source.
    File(SourcePath, PathBuf),
}

/// By what one sees that a file has changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// In bytes.
    pub(super) length: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    /// The stamp of the file at a path; nothing where there is none, or a folder.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let own = fs::symlink_metadata(path).ok()?;
        let seen = match own.is_symlink() {
            // A link that leads nowhere is there all the same.
            true => fs::metadata(path).unwrap_or(own),
            false => own,
        };
        (!seen.is_dir()).then(|| Self {
            length: seen.len(),
            modified: seen.modified().ok(),
        })
    }
}

impl Places {
    /// The places of the site at `root`, which may be relative and lead over symbolic links.
    ///
    /// # Errors
    /// A root that is not there.
    pub(super) fn new(root: &Path) -> Result<Self> {
        let real = root
            .canonicalize()
            .with_context(|| format!("cannot open the folder `{}`", root.display()))?;
        let mut prefixes = vec![(real.clone(), "")];
        if let Ok(given) = std::path::absolute(root)
            && given != real
        {
            prefixes.push((given, ""));
        }
        let mut places = Self {
            root: real,
            prefixes,
        };
        for folder in FOLDERS {
            places.learn(folder);
        }
        Ok(places)
    }

    /// The root without symbolic links.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The path at which a folder of sources is watched: without symbolic links. Nothing while it
    /// is not there.
    pub(super) fn learn(&mut self, folder: &'static str) -> Option<PathBuf> {
        let real = self.root.join(folder).canonicalize().ok()?;
        if !real.is_dir() {
            return None;
        }
        self.prefixes.retain(|(_, path)| *path != folder);
        if real != self.root.join(folder) {
            self.prefixes.push((real.clone(), folder));
        }
        self.prefixes
            .sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.components().count()));
        Some(real)
    }

    /// What a path of the machine is for the site.
    pub(super) fn place(&self, path: &Path) -> Place {
        let inner = self.prefixes.iter().find_map(|(prefix, folder)| {
            let rest = path.strip_prefix(prefix).ok()?;
            Some(joined(folder, rest))
        });
        let Some(inner) = inner else {
            return Place::Outside;
        };
        if inner.is_empty() {
            return Place::Root;
        }
        if let Some(folder) = FOLDERS.into_iter().find(|folder| *folder == inner) {
            return Place::Folder(folder);
        }
        if is_source(&inner) || holds_sources(&inner) {
            return Place::Inner(SourcePath::new(&inner));
        }
        Place::Outside
    }

    /// All that is below a folder which is itself a folder of sources or below one, passing over
    /// what cannot be read.
    pub(super) fn below(&self, folder: &Path, mut each: impl FnMut(Found)) {
        let walk = WalkDir::new(folder).into_iter();
        // A folder that is passed over is not entered.
        let walk = walk.filter_entry(|entry| {
            !entry.file_type().is_dir()
                || !matches!(self.place(entry.path()), Place::Outside | Place::Root)
        });
        for entry in walk.flatten() {
            let is_folder = entry.file_type().is_dir();
            match self.place(entry.path()) {
                Place::Inner(_) | Place::Folder(_) if is_folder => {
                    each(Found::Folder(entry.into_path()));
                }
                Place::Inner(path) if is_source(path.as_str()) => {
                    each(Found::File(path, entry.into_path()));
                }
                Place::Inner(_) | Place::Folder(_) | Place::Root | Place::Outside => {}
            }
        }
    }
}

/// The path of the site for what lies at `rest` in `folder`; names that are not UTF-8 are written
/// with replacement characters, as where files are listed.
fn joined(folder: &str, rest: &Path) -> String {
    let rest = rest.to_string_lossy().replace('\\', "/");
    match (folder, rest.as_str()) {
        ("", _) => rest,
        (_, "") => folder.to_owned(),
        _ => format!("{folder}/{rest}"),
    }
}
