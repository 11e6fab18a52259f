//! What stands in the output folder where an output wants to go: the same bytes, an older file of
//! ours, nothing, or something that is not ours and stays. The folder is only read here, and no
//! symbolic link in it is followed.

use crate::shell::publish::address;
use crate::shell::publish::content::Content;
use crate::shell::publish::fault::explain;
use crate::shell::publish::folder::{Folder, JOURNAL, MANIFEST};
use crate::shell::publish::manifest::{self, Names};
use anyhow::{Context, Result, bail};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::hash::{BuildHasher, RandomState};
use std::io::ErrorKind;
use std::sync::{PoisonError, RwLock};

/// What an output finds where it wants to go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spot {
    /// Its own bytes.
    Same,
    /// Nothing, or an older file of ours.
    Open,
    /// Not even the folder, which `is_first` to be asked for now.
    Beyond { is_first: bool },
    /// A file of ours where it needs a folder, or a folder of ours where it is a file.
    Blocked,
}

/// What the folder holds of ours, and what is known so far of what stands in it.
pub(super) struct Survey {
    pub(super) folder: Folder,
    /// What the manifest and the journal name.
    pub(super) ours: Names,
    /// The same in one case, where the file system ignores case.
    ours_folded: Option<Names>,
    /// A site may have as many folders as pages: eight bytes remember one.
    grounds: RwLock<HashMap<u64, Ground>>,
    hasher: RandomState,
}

/// What a folder is to the files that want to lie in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ground {
    Present,
    Absent,
    Blocked,
}

impl Survey {
    /// Reads the manifest, and the journal that an interrupted commit left.
    pub(super) fn begin(folder: Folder) -> Result<Survey> {
        let journal = read_names(&folder, JOURNAL)?;
        let ours = read_names(&folder, MANIFEST)?.joined(journal)?;
        let ours_folded = folder.ignores_case.then(|| ours.folded());
        let grounds = RwLock::default();
        Ok(Survey {
            folder,
            ours,
            ours_folded,
            grounds,
            hasher: RandomState::new(),
        })
    }

    /// Looks where an output wants to go. What is not ours and in its way is an error.
    pub(super) fn look(&self, address: &str, content: Content<'_>) -> Result<Spot> {
        match self.ground(address::parent(address))? {
            (Ground::Absent, is_first) => return Ok(Spot::Beyond { is_first }),
            (Ground::Blocked, _) => return Ok(Spot::Blocked),
            (Ground::Present, _) => {}
        }
        let Some(found) = self.found_at(address)? else {
            return Ok(Spot::Open);
        };
        if found.is_dir() {
            if self.is_folder_of_ours(address) {
                return Ok(Spot::Blocked);
            }
            bail!(
                "`{}` is a folder that opas did not make: {MOVE_IT}",
                self.shown(address)
            );
        }
        if !found.is_file() {
            bail!(
                "`{}` is {}: {MOVE_IT}",
                self.shown(address),
                kind_of(&found)
            );
        }
        if content.is_at(&self.folder.path(address), found.len())? {
            return Ok(Spot::Same);
        }
        if self.is_ours(address) {
            return Ok(Spot::Open);
        }
        bail!(
            "`{}` is a file that opas did not make: {MOVE_IT}",
            self.shown(address)
        )
    }

    /// Whether a file of ours stands at this address, in a folder that no link leads to.
    pub(super) fn stands(&self, address: &str) -> bool {
        matches!(
            self.ground(address::parent(address)),
            Ok((Ground::Present, _))
        ) && matches!(self.found_at(address), Ok(Some(found)) if found.is_file())
    }

    /// Whether this is a folder that can be reached without a link.
    pub(super) fn is_real_folder(&self, address: &str) -> bool {
        matches!(self.ground(address), Ok((Ground::Present, _)))
    }

    /// Whether the manifest or the journal names this file.
    pub(super) fn is_ours(&self, address: &str) -> bool {
        let (names, key) = self.names_for(address);
        names.contains(&key)
    }

    /// Whether a file of ours lies, or lay, in this folder.
    pub(super) fn is_folder_of_ours(&self, address: &str) -> bool {
        let (names, key) = self.names_for(address);
        names.has_below(&key)
    }

    fn names_for<'a>(&self, address: &'a str) -> (&Names, Cow<'a, str>) {
        match &self.ours_folded {
            Some(names) => (names, address::folded(address)),
            None => (&self.ours, Cow::Borrowed(address)),
        }
    }

    /// What this folder is, and whether it is asked for the first time.
    fn ground(&self, folder: &str) -> Result<(Ground, bool)> {
        if folder.is_empty() {
            let root = if self.folder.is_new {
                Ground::Absent
            } else {
                Ground::Present
            };
            return Ok((root, false));
        }
        let id = self.hasher.hash_one(folder);
        // A thread that panicked while it held the lock had not begun to change the map.
        let known = self
            .grounds
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&id)
            .copied();
        if let Some(ground) = known {
            return Ok((ground, false));
        }
        let ground = match self.ground(address::parent(folder))?.0 {
            Ground::Present => self.ground_in_present(folder)?,
            around => around,
        };
        let before = self
            .grounds
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id, ground);
        Ok((ground, before.is_none()))
    }

    fn ground_in_present(&self, folder: &str) -> Result<Ground> {
        let Some(found) = self.found_at(folder)? else {
            return Ok(Ground::Absent);
        };
        if found.is_dir() {
            return Ok(Ground::Present);
        }
        if found.is_file() && self.is_ours(folder) {
            return Ok(Ground::Blocked);
        }
        let kind = kind_of(&found);
        bail!(
            "`{}` is {kind} where the site needs a folder: {MOVE_IT}",
            self.shown(folder)
        )
    }

    fn found_at(&self, address: &str) -> Result<Option<Metadata>> {
        match fs::symlink_metadata(self.folder.path(address)) {
            Ok(found) => Ok(Some(found)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(explain(error, "look at", &self.folder.shown(address))),
        }
    }

    fn shown(&self, address: &str) -> impl std::fmt::Display {
        self.folder.shown(address).display().to_string()
    }
}

const MOVE_IT: &str = "nothing was written; move it away or give the page another address";

fn kind_of(found: &Metadata) -> &'static str {
    match found {
        found if found.is_symlink() => "a symbolic link",
        found if found.is_file() => "a file that opas did not make",
        found if found.is_dir() => "a folder",
        _ => "neither a file nor a folder",
    }
}

fn read_names(folder: &Folder, name: &str) -> Result<Names> {
    let Some(text) = folder.read_own(name)? else {
        return Ok(Names::default());
    };
    manifest::read(text).with_context(|| {
        format!(
            "cannot tell which files in the output folder are ours, for `{}` is damaged; \
             move the output folder away and build again",
            folder.shown(name).display()
        )
    })
}
