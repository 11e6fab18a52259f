//! One build at a time: a file in the output folder that the operating system locks for us, and
//! frees when the process ends, however it ends.

use crate::shell::publish::fault::explain;
use anyhow::{Result, bail};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Held while a publication is open; dropping it removes the file.
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

/// Takes the lock, or says that another build has it. `None`: whoever had it removed the file, or
/// the folder with it, while we were taking it; look at the folder again.
pub(super) fn take(path: &Path, out: &Path) -> Result<Option<Lock>> {
    let opened = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path);
    let file = match opened {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(explain(error, "write into the output folder", out)),
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => bail!(
            "another build is writing into `{}`; wait until it has finished, or stop it",
            out.display()
        ),
        Err(TryLockError::Error(error)) => {
            return Err(explain(error, "lock the output folder", out));
        }
    }
    // The last holder removes the file before it lets go: a lock on a removed file locks nobody out.
    match stands_at(&file, path) {
        true => Ok(Some(Lock {
            path: path.to_owned(),
            _file: file,
        })),
        false => Ok(None),
    }
}

#[cfg(unix)]
fn stands_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(held), Ok(named)) = (file.metadata(), fs::symlink_metadata(path)) else {
        return false;
    };
    (held.dev(), held.ino()) == (named.dev(), named.ino())
}

#[cfg(not(unix))]
fn stands_at(_: &File, path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

impl Drop for Lock {
    fn drop(&mut self) {
        // If it cannot be removed it stays as an empty file that the next build takes over.
        let _ = fs::remove_file(&self.path);
    }
}
