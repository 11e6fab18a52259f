//! Where new bytes wait for the commit: a folder inside the output folder, so that a rename puts
//! them in place. Files for folders that do not exist yet wait in a tree that mirrors the output
//! folder, and whole folders of it are moved; other files have a number for a name.

use crate::shell::publish::content::Content;
use crate::shell::publish::fault::explain;
use crate::shell::publish::folder::{Folder, STAGING};
use crate::shell::publish::lock::Lock;
use crate::shell::publish::survey::Spot;
use anyhow::{Result, anyhow, bail};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Where an output waits for the commit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Staged {
    /// Nowhere: its bytes stand in place already.
    Not,
    /// In the tree, under its own address.
    Tree,
    /// Under this number.
    Numbered(u32),
    /// Under this number, and something of ours must be removed before it can be put in.
    Blocked(u32),
}

/// The folder, and the lock on the output folder; dropping it removes it and all in it.
pub(super) struct Staging {
    path: PathBuf,
    /// The output folder, for messages: staging is no business of the reader.
    shown: PathBuf,
    next: AtomicU32,
    /// Let go only when the folder is removed: the next build uses the same one.
    _lock: Lock,
}

/// So many folders share the numbered files, for threads block each other in one.
const NUMBERED_FOLDERS: u32 = 16;

impl Staging {
    /// An empty one; what a killed build left is removed, a folder is made when it is needed.
    pub(super) fn open(folder: &Folder, lock: Lock) -> Result<Staging> {
        let path = folder.path(STAGING);
        if let Err(error) = fs::remove_dir_all(&path)
            && error.kind() != ErrorKind::NotFound
        {
            return Err(explain(error, "remove", &folder.shown(STAGING)));
        }
        let shown = folder.shown("");
        Ok(Staging {
            path,
            shown,
            next: AtomicU32::new(0),
            _lock: lock,
        })
    }

    /// Writes an output where the survey says it must wait.
    pub(super) fn write(&self, spot: Spot, address: &str, content: Content<'_>) -> Result<Staged> {
        let (staged, path) = match spot {
            Spot::Same => return Ok(Staged::Not),
            Spot::Open | Spot::Blocked => {
                let number = self.next.fetch_add(1, Ordering::Relaxed);
                let is_open = spot == Spot::Open;
                let staged = if is_open {
                    Staged::Numbered(number)
                } else {
                    Staged::Blocked(number)
                };
                (staged, self.numbered(number))
            }
            Spot::Beyond { is_first } => {
                let path = self.tree().join(address);
                if is_first {
                    self.make_parent(&path, address)?;
                }
                (Staged::Tree, path)
            }
        };
        self.write_new(&path, address, content)?;
        Ok(staged)
    }

    /// Writes a file of our own, which the commit then moves to where it belongs.
    pub(super) fn write_own(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.path.join(name);
        fs::create_dir_all(&self.path)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| explain(error, "write", &self.shown.join(name)))?;
        Ok(path)
    }

    /// The mirror of the output folder.
    pub(super) fn tree(&self) -> PathBuf {
        self.path.join("tree")
    }

    /// The file with this number.
    pub(super) fn numbered(&self, number: u32) -> PathBuf {
        self.path
            .join(format!("{:02}/{number}", number % NUMBERED_FOLDERS))
    }

    fn write_new(&self, path: &Path, address: &str, content: Content<'_>) -> Result<()> {
        let created = match create(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.make_parent(path, address)?;
                create(path)
            }
            other => other,
        };
        let mut file = match created {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => {
                bail!("`{address}` cannot be a file: other outputs need it as a folder")
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                bail!("two outputs have the address `{address}`")
            }
            Err(error) => return Err(explain(error, "write", &self.shown.join(address))),
        };
        content.write_to(&mut file, &self.shown.join(address))
    }

    fn make_parent(&self, path: &Path, address: &str) -> Result<()> {
        let Some(parent) = path.parent() else {
            return Ok(());
        };
        fs::create_dir_all(parent).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
                anyhow!(
                    "a folder around `{address}` cannot be a file: another output has its address"
                )
            }
            _ => explain(error, "make the folder of", &self.shown.join(address)),
        })
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Never an existing file: a second output with the same address is noticed.
fn create(path: &Path) -> io::Result<File> {
    File::options().write(true).create_new(true).open(path)
}
