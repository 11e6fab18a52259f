//! The output folder itself: whether it is ours to write into, where it really lies, and the few
//! files in it that are the publisher's own.

use crate::shell::publish::fault::explain;
use crate::shell::publish::lock::{self, Lock};
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub(super) const MANIFEST: &str = ".opas-manifest";
pub(super) const JOURNAL: &str = ".opas-journal";
pub(super) const STAGING: &str = ".opas-staging";
const LOCK: &str = ".opas-lock";

/// What file managers leave in a folder that its owner sees as empty.
const INVISIBLE: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// What an output folder is to us.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// There is none yet.
    Missing,
    /// There is one with nothing in it, but perhaps what a killed first build left.
    Empty,
    /// It has our manifest, or the journal of a commit that was interrupted.
    Ours,
    /// It has files and none of them says that it is ours: nothing is written there.
    Foreign,
}

/// Looks at an output folder and changes nothing. An error means that it cannot be read, or is no
/// folder.
pub fn state(out: &Path) -> Result<State> {
    match fs::symlink_metadata(out) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(State::Missing),
        Err(error) => return Err(explain(error, "look at the output folder", out)),
        Ok(_) => {}
    }
    let real =
        fs::metadata(out).map_err(|error| explain(error, "look at the output folder", out))?;
    if !real.is_dir() {
        bail!(
            "`{}` is a file, not a folder: the site cannot be written into it",
            out.display()
        );
    }
    for name in [MANIFEST, JOURNAL] {
        if fs::symlink_metadata(out.join(name)).is_ok() {
            return Ok(State::Ours);
        }
    }
    let cannot_read = |error| explain(error, "read the output folder", out);
    for entry in fs::read_dir(out).map_err(cannot_read)? {
        let name = entry.map_err(cannot_read)?.file_name();
        let is_nothing = [LOCK, STAGING]
            .iter()
            .chain(&INVISIBLE)
            .any(|known| name == *known);
        if !is_nothing {
            return Ok(State::Foreign);
        }
    }
    Ok(State::Empty)
}

/// An output folder that is ours to write into. Dropping it removes the folders that opening it
/// made, as far as they are empty.
pub(super) struct Folder {
    /// Where it really lies: a symbolic link to it is resolved once, here.
    root: PathBuf,
    /// As it was asked for, for messages.
    shown: PathBuf,
    /// The folders that did not exist before, the innermost first.
    made: Vec<PathBuf>,
    /// It did not exist before, so that a whole folder may be put in its place.
    pub(super) is_new: bool,
    /// `a` and `A` are the same file in it.
    pub(super) ignores_case: bool,
}

/// Makes the folder if it is missing, refuses it if it is not ours, and locks it.
pub(super) fn open(out: &Path) -> Result<(Folder, Lock)> {
    // A build that ends just now may take the folder away while we look at it.
    for _ in 0..100 {
        if state(out)? == State::Foreign {
            bail!(
                "`{}` has files in it and opas did not make them: nothing was written; \
                 choose another output folder, or empty this one",
                out.display()
            );
        }
        let made = make(out)?;
        let root = match out.canonicalize() {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            other => other.map_err(|error| explain(error, "find the output folder", out))?,
        };
        let mut folder = Folder {
            root,
            shown: out.to_owned(),
            made,
            is_new: false,
            ignores_case: false,
        };
        folder.refuse_links()?;
        if let Some(lock) = lock::take(&folder.root.join(LOCK), out)? {
            // Until now others could write into it.
            let state = state(out)?;
            if state == State::Foreign {
                continue;
            }
            folder.is_new = !folder.made.is_empty() && state == State::Empty;
            let shouted = folder.root.join(LOCK.to_uppercase());
            folder.ignores_case = fs::symlink_metadata(shouted).is_ok();
            folder.remove_leftover_beside();
            return Ok((folder, lock));
        }
    }
    bail!(
        "`{}` appears and disappears: is another build using it?",
        out.display()
    )
}

/// Makes a missing folder and the missing ones around it; says which, the innermost first.
fn make(out: &Path) -> Result<Vec<PathBuf>> {
    let is_missing =
        |path: &&Path| !path.as_os_str().is_empty() && fs::symlink_metadata(path).is_err();
    let made: Vec<PathBuf> = out
        .ancestors()
        .take_while(is_missing)
        .map(Path::to_owned)
        .collect();
    if let Err(error) = fs::create_dir_all(out) {
        remove_empty(&made);
        return Err(explain(error, "make the output folder", out));
    }
    Ok(made)
}

/// Removes those of the folders that are empty.
fn remove_empty(folders: &[PathBuf]) {
    for path in folders {
        let _ = fs::remove_dir(path);
    }
}

impl Folder {
    /// Where the file with this address lies.
    pub(super) fn path(&self, address: &str) -> PathBuf {
        self.root.join(address)
    }

    /// The same for messages.
    pub(super) fn shown(&self, address: &str) -> PathBuf {
        self.shown.join(address)
    }

    /// Where a whole new folder waits for the moment in which it takes this one's place.
    pub(super) fn beside(&self) -> Result<PathBuf> {
        let name = self
            .root
            .file_name()
            .context("the output folder has no name")?;
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(".opas-new");
        Ok(self.root.with_file_name(hidden))
    }

    /// The text of one of our own files, if it is there.
    pub(super) fn read_own(&self, name: &str) -> Result<Option<String>> {
        match fs::read_to_string(self.path(name)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(explain(error, "read", &self.shown(name))),
        }
    }

    /// Our own files are never links: what is written through one would land elsewhere.
    fn refuse_links(&self) -> Result<()> {
        for name in [MANIFEST, JOURNAL, STAGING, LOCK] {
            let Ok(found) = fs::symlink_metadata(self.path(name)) else {
                continue;
            };
            let is_as_we_made_it = if name == STAGING {
                found.is_dir()
            } else {
                found.is_file()
            };
            if !is_as_we_made_it {
                bail!(
                    "`{}` is not what opas made: remove it",
                    self.shown(name).display()
                );
            }
        }
        Ok(())
    }

    /// A build that was killed while it put a whole new folder in place leaves it beside this one.
    /// Only one that has our name and our manifest is ours to remove.
    fn remove_leftover_beside(&self) {
        let Ok(beside) = self.beside() else { return };
        let is_file = |path: &Path| fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
        let is_folder = fs::symlink_metadata(&beside).is_ok_and(|found| found.is_dir());
        if is_folder && is_file(&beside.join(MANIFEST)) {
            // It becomes leftover staging, whose removal may be interrupted too. If it cannot be
            // moved, the commit that needs the name says so.
            let _ = fs::remove_dir_all(self.path(STAGING));
            let _ = fs::rename(&beside, self.path(STAGING));
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        remove_empty(&self.made);
    }
}
