//! A name into a sequence of new folders, one for each run of a command.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// The folders that a command wrote and will write.
pub(crate) struct Outputs {
    stem: PathBuf,
    number: usize,
    latest: PathBuf,
    keeps_all: bool,
}

impl Outputs {
    /// Folders below `work` whose names begin with `name`; `keeps_all` if none may be deleted.
    pub(crate) fn new(work: &Path, name: &str, keeps_all: bool) -> Self {
        let stem = work.join(name);
        Self {
            latest: stem.clone(),
            stem,
            number: 0,
            keeps_all,
        }
    }

    /// A folder that is not there yet; the one before is deleted if it may be.
    ///
    /// # Errors
    /// The one before cannot be deleted.
    pub(crate) fn new_folder(&mut self) -> anyhow::Result<&Path> {
        self.discard()?;
        loop {
            self.number += 1;
            self.latest = self.stem.with_extension(self.number.to_string());
            if !self.latest.exists() {
                return Ok(&self.latest);
            }
        }
    }

    /// The folder that [`Self::new_folder`] gave last.
    pub(crate) fn latest(&self) -> &Path {
        &self.latest
    }

    /// Deletes the latest folder if it may be.
    ///
    /// # Errors
    /// It cannot be deleted.
    pub(crate) fn discard(&mut self) -> anyhow::Result<()> {
        if !self.keeps_all && self.latest.exists() {
            fs::remove_dir_all(&self.latest)
                .with_context(|| format!("cannot remove `{}`", self.latest.display()))?;
        }
        Ok(())
    }
}
