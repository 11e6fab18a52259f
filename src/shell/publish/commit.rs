//! The commit: staged outputs into place, in an order in which no moment shows a page without an
//! asset that it names. The journal names what is about to appear, so that a later run knows it as
//! ours; then come assets, then pages; then pages that are gone are removed, then assets that are
//! gone, which no page names any more; the manifest is last. A site that is the first in its folder
//! is put in place as a whole.

use crate::shell::publish::address;
use crate::shell::publish::fault::explain;
use crate::shell::publish::folder::{Folder, JOURNAL, MANIFEST};
use crate::shell::publish::manifest::{self, Part};
use crate::shell::publish::staging::{Staged, Staging};
use crate::shell::publish::survey::Survey;
use anyhow::{Result, bail};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What a commit did, in files.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Published {
    /// New ones and changed ones.
    pub written: usize,
    /// Those that stood in place with the same bytes; they were not touched.
    pub unchanged: usize,
    /// Those of an earlier publication that this one does not have.
    pub removed: usize,
}

/// An output that was put.
pub(super) struct Entry {
    pub(super) address: Box<str>,
    pub(super) part: Part,
    pub(super) staged: Staged,
}

/// Moves the whole staged tree, with its manifest, beside the output folder. `None` if that is not
/// possible here: then the files are placed one by one.
pub(super) fn set_beside(
    folder: &Folder,
    staging: &Staging,
    entries: &[Entry],
) -> Result<Option<PathBuf>> {
    let manifest = staging.write_own(MANIFEST, &manifest_of(entries))?;
    let beside = folder.beside()?;
    let inside = staging.tree().join(MANIFEST);
    fs::create_dir_all(staging.tree())
        .and_then(|()| fs::rename(manifest, &inside))
        .map_err(|error| explain(error, "write", &inside))?;
    if fs::rename(staging.tree(), &beside).is_ok() {
        return Ok(Some(beside));
    }
    fs::remove_file(&inside).map_err(|error| explain(error, "remove", &inside))?;
    Ok(None)
}

/// Puts a whole new folder in the place of the empty one, which nobody holds any more.
pub(super) fn replace_folder(folder: &Folder, whole: &Path, count: usize) -> Result<Published> {
    let root = folder.path("");
    // Not every system replaces an empty folder by a rename.
    let replaced = fs::rename(whole, &root)
        .or_else(|_| fs::remove_dir(&root).and_then(|()| fs::rename(whole, &root)));
    match replaced {
        Ok(()) => Ok(Published {
            written: count,
            ..Published::default()
        }),
        Err(error) => {
            let _ = fs::remove_dir_all(whole);
            Err(explain(
                error,
                "put the new site in place at",
                &folder.shown(""),
            ))
        }
    }
}

/// Places the staged files one by one, or by whole folders where the folder is new.
pub(super) fn place_files(
    survey: &Survey,
    staging: &Staging,
    entries: &[Entry],
) -> Result<Published> {
    let (obsolete, respelled) = gone(survey, entries);
    let commit = Commit {
        survey,
        staging,
        entries,
        obsolete,
    };
    let written = entries
        .iter()
        .filter(|entry| entry.staged != Staged::Not)
        .count();
    let mut removed = 0;
    if written + commit.obsolete.len() + respelled.len() > 0 {
        entries
            .par_iter()
            .try_for_each(|entry| commit.check_way(entry))?;
        commit.write_journal()?;
        commit.respell(&respelled)?;
        commit.place(Part::Asset)?;
        if commit.has_blocked(Part::Asset) {
            commit.remove_replaced_pages()?;
            removed += commit.remove_obsolete()?;
            commit.place_blocked(Part::Asset)?;
        }
        commit.place(Part::Page)?;
        commit.move_folder(&staging.tree(), &survey.folder.path(""))?;
        removed += commit.remove_obsolete()?;
        commit.place_blocked(Part::Page)?;
    }
    commit.finish()?;
    Ok(Published {
        written,
        unchanged: entries.len() - written,
        removed,
    })
}

struct Commit<'a> {
    survey: &'a Survey,
    staging: &'a Staging,
    entries: &'a [Entry],
    /// Ours of an earlier publication and not of this one.
    obsolete: Vec<(Part, &'a str)>,
}

type Respelled<'a> = Vec<(&'a str, &'a str)>;

/// What was ours and is no more; and, where the file system ignores case, what is still the same
/// file but has another spelling now.
fn gone<'a>(survey: &'a Survey, entries: &'a [Entry]) -> (Vec<(Part, &'a str)>, Respelled<'a>) {
    let mut new = entries.iter().map(|entry| &*entry.address).peekable();
    let mut obsolete: Vec<(Part, &str)> = Vec::new();
    for (part, old) in survey.ours.iter() {
        while new.next_if(|address| *address < old).is_some() {}
        if new.peek() != Some(&old) {
            obsolete.push((part, old));
        }
    }
    if !survey.folder.ignores_case {
        return (obsolete, Vec::new());
    }
    let spelling: HashMap<Cow<'_, str>, &str> = entries
        .iter()
        .map(|entry| (address::folded(&entry.address), &*entry.address))
        .collect();
    let mut respelled = Vec::new();
    obsolete.retain(|(_, old)| match spelling.get(&address::folded(old)) {
        Some(new) => {
            respelled.push((*old, *new));
            false
        }
        None => true,
    });
    (obsolete, respelled)
}

impl Commit<'_> {
    /// Looks once more, before anything is changed, at what is replaced: something may have come
    /// since the output was put, and a folder that must go may hold what is not ours.
    fn check_way(&self, entry: &Entry) -> Result<()> {
        match entry.staged {
            Staged::Not | Staged::Tree => Ok(()),
            Staged::Numbered(_) => {
                let path = self.survey.folder.path(&entry.address);
                if !self.survey.is_ours(&entry.address) && fs::symlink_metadata(path).is_ok() {
                    return self.refuse(&entry.address);
                }
                Ok(())
            }
            Staged::Blocked(_) => self.check_folder(&entry.address),
        }
    }

    fn check_folder(&self, folder: &str) -> Result<()> {
        let root = self.survey.folder.path("");
        for found in WalkDir::new(root.join(folder)).min_depth(1) {
            let found = match found {
                Ok(found) => found,
                Err(error) => match error.into_io_error() {
                    // It is a file that is in the way, higher up, or it is gone.
                    Some(error) if is_absence(&error) => return Ok(()),
                    Some(error) => return Err(explain(error, "look into", &root.join(folder))),
                    None => return self.refuse(folder),
                },
            };
            let inside = found.path().strip_prefix(&root).unwrap_or(found.path());
            let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
            let address = parts.join("/");
            let is_ours = match found.file_type() {
                kind if kind.is_dir() => self.survey.is_folder_of_ours(&address),
                kind => kind.is_file() && self.survey.is_ours(&address),
            };
            if !is_ours {
                return self.refuse(&address);
            }
        }
        Ok(())
    }

    fn refuse(&self, address: &str) -> Result<()> {
        let shown = self.survey.folder.shown(address);
        bail!(
            "`{}` is in the way and opas did not make it: nothing was changed; \
             move it away and build again",
            shown.display()
        )
    }

    /// Names what is about to appear, and what an earlier journal named.
    fn write_journal(&self) -> Result<()> {
        let appears = |entry: &&Entry| {
            entry.staged != Staged::Not && !self.survey.ours.contains(&entry.address)
        };
        let mut names = self.entries.iter().filter(appears).peekable();
        if names.peek().is_none() {
            return Ok(());
        }
        let new = manifest::write(names.map(|entry| (entry.part, &*entry.address)));
        let text = match self.survey.folder.read_own(JOURNAL)? {
            None => new,
            Some(old) => {
                let old = manifest::read(old)?.joined(manifest::read(new)?)?;
                manifest::write(old.iter())
            }
        };
        self.put_own(JOURNAL, &text)
    }

    fn respell(&self, respelled: &Respelled<'_>) -> Result<()> {
        for (old, new) in respelled {
            // The parts are as long in letters, perhaps not in bytes.
            let parts = |address| address::ancestors(address).chain([address]);
            for (old, new) in parts(old).zip(parts(new)).filter(|(old, new)| old != new) {
                let (from, to) = (self.survey.folder.path(old), self.survey.folder.path(new));
                if fs::symlink_metadata(&from).is_ok() {
                    rename(&from, &to)?;
                }
            }
        }
        Ok(())
    }

    fn place(&self, part: Part) -> Result<()> {
        self.each(part, |entry| match entry.staged {
            Staged::Numbered(number) => rename(
                &self.staging.numbered(number),
                &self.survey.folder.path(&entry.address),
            ),
            // Pages of the tree follow by whole folders, when all assets are in place.
            Staged::Tree if part == Part::Asset => {
                self.place_in_new_folder(&self.staging.tree().join(&*entry.address), entry)
            }
            Staged::Not | Staged::Tree | Staged::Blocked(_) => Ok(()),
        })
    }

    fn has_blocked(&self, part: Part) -> bool {
        self.entries
            .iter()
            .any(|entry| entry.part == part && matches!(entry.staged, Staged::Blocked(_)))
    }

    /// Places what had to wait until the file or the folder in its way was removed.
    fn place_blocked(&self, part: Part) -> Result<()> {
        self.each(part, |entry| match entry.staged {
            Staged::Blocked(number) => {
                self.place_in_new_folder(&self.staging.numbered(number), entry)
            }
            _ => Ok(()),
        })
    }

    fn each(&self, part: Part, act: impl Fn(&Entry) -> Result<()> + Send + Sync) -> Result<()> {
        self.entries
            .par_iter()
            .filter(|entry| entry.part == part)
            .try_for_each(act)
    }

    fn place_in_new_folder(&self, staged: &Path, entry: &Entry) -> Result<()> {
        let parent = self.survey.folder.path(address::parent(&entry.address));
        fs::create_dir_all(&parent).map_err(|error| explain(error, "make the folder", &parent))?;
        rename(staged, &self.survey.folder.path(&entry.address))
    }

    /// Moves what is in a folder of the tree: whole folders where there is none yet.
    fn move_folder(&self, from: &Path, to: &Path) -> Result<()> {
        let cannot_read = |error| explain(error, "read the folder", from);
        let entries = match fs::read_dir(from) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            other => other.map_err(cannot_read)?,
        };
        for entry in entries {
            let entry = entry.map_err(cannot_read)?;
            let is_folder = entry.file_type().map_err(cannot_read)?.is_dir();
            let target = to.join(entry.file_name());
            match fs::symlink_metadata(&target) {
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    rename(&entry.path(), &target)?
                }
                Err(error) => return Err(explain(error, "look at", &target)),
                Ok(found) if is_folder && found.is_dir() => {
                    self.move_folder(&entry.path(), &target)?
                }
                Ok(_) => bail!(
                    "`{}` has just appeared and opas did not make it",
                    target.display()
                ),
            }
        }
        Ok(())
    }

    /// Where an old asset is in the way of a new one, old pages may name the one and new pages the
    /// other: for a moment the site has neither.
    fn remove_replaced_pages(&self) -> Result<()> {
        self.each(Part::Page, |entry| match entry.staged {
            Staged::Numbered(_) => self.remove(&entry.address).map(drop),
            _ => Ok(()),
        })
    }

    /// Removes what is gone, pages first, and the folders that are empty then; says how many files.
    fn remove_obsolete(&self) -> Result<usize> {
        let mut removed = 0;
        for phase in [Part::Page, Part::Asset] {
            removed += self
                .obsolete
                .par_iter()
                .filter(|(part, _)| *part == phase)
                .map(|(_, address)| self.remove(address).map(usize::from))
                .try_reduce(|| 0, |one, other| Ok(one + other))?;
        }
        let folders: BTreeSet<&str> = self
            .obsolete
            .iter()
            .flat_map(|(_, address)| address::ancestors(address))
            .collect();
        // A folder sorts before those in it.
        for folder in folders.into_iter().rev() {
            if !self.is_needed(folder) && self.survey.is_real_folder(folder) {
                // Fails, as it should, if somebody keeps other files there.
                let _ = fs::remove_dir(self.survey.folder.path(folder));
            }
        }
        Ok(removed)
    }

    fn is_needed(&self, folder: &str) -> bool {
        let start = format!("{folder}/");
        let index = self
            .entries
            .partition_point(|entry| *entry.address < *start);
        self.entries
            .get(index)
            .is_some_and(|entry| entry.address.starts_with(&start))
    }

    /// Removes a file of ours, if it is there; says whether it was.
    fn remove(&self, address: &str) -> Result<bool> {
        if !self.survey.stands(address) {
            return Ok(false);
        }
        match fs::remove_file(self.survey.folder.path(address)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(explain(error, "remove", &self.survey.folder.shown(address))),
        }
    }

    /// The manifest names what is ours from now on; the journal has done its work.
    fn finish(&self) -> Result<()> {
        let text = manifest_of(self.entries);
        if self.survey.folder.read_own(MANIFEST)?.as_ref() != Some(&text) {
            self.put_own(MANIFEST, &text)?;
        }
        match fs::remove_file(self.survey.folder.path(JOURNAL)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(explain(error, "remove", &self.survey.folder.shown(JOURNAL)))
            }
            _ => Ok(()),
        }
    }

    fn put_own(&self, name: &str, text: &str) -> Result<()> {
        rename(
            &self.staging.write_own(name, text)?,
            &self.survey.folder.path(name),
        )
    }
}

fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn manifest_of(entries: &[Entry]) -> String {
    manifest::write(entries.iter().map(|entry| (entry.part, &*entry.address)))
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(|error| explain(error, "put the new file in place at", to))
}
