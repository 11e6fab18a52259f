//! One publication, from the opened folder to the commit.

use crate::shell::publish::address;
use crate::shell::publish::commit::{self, Entry, Published};
use crate::shell::publish::content::Content;
use crate::shell::publish::folder;
use crate::shell::publish::manifest::Part;
use crate::shell::publish::staging::Staging;
use crate::shell::publish::survey::Survey;
use anyhow::{Result, bail};
use rayon::slice::ParallelSliceMut;
use std::mem;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// An output folder that is being published into. Dropped without a commit it leaves the folder as
/// it was.
pub struct Publication {
    // Dropped in this order: the staged bytes and the lock, then the folder if it was made for us.
    staging: Staging,
    survey: Survey,
    entries: Mutex<Vec<Entry>>,
    has_failed: AtomicBool,
}

impl Publication {
    /// Opens a folder that is ours, empty or missing. Refuses one that has files in it and is not
    /// ours, and one that another build is writing into.
    pub fn open(out: &Path) -> Result<Publication> {
        let (folder, lock) = folder::open(out)?;
        let staging = Staging::open(&folder, lock)?;
        let survey = Survey::begin(folder)?;
        let entries = Mutex::default();
        Ok(Publication {
            staging,
            survey,
            entries,
            has_failed: AtomicBool::new(false),
        })
    }

    /// Takes one output, from any thread. The address is relative, with `/` between its parts:
    /// `fi/index.html`. The bytes are compared with the file in place, and staged if they differ.
    /// An error means that the publication cannot be committed any more.
    pub fn put(&self, address: &str, part: Part, content: Content<'_>) -> Result<()> {
        let result = self.stage(address, part, content);
        if result.is_err() {
            self.has_failed.store(true, Ordering::Relaxed);
        }
        result
    }

    fn stage(&self, address: &str, part: Part, content: Content<'_>) -> Result<()> {
        address::check(address)?;
        let spot = self.survey.look(address, content)?;
        let staged = self.staging.write(spot, address, content)?;
        let entry = Entry {
            address: address.into(),
            part,
            staged,
        };
        // A thread that panicked while it held the lock had not begun to change the list.
        self.entries
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(entry);
        Ok(())
    }

    /// Puts everything in place: what was put is then what the folder holds of ours.
    pub fn commit(mut self) -> Result<Published> {
        if *self.has_failed.get_mut() {
            bail!("an output could not be written: the site in the output folder stays as it was");
        }
        let entries = mem::take(&mut self.entries);
        let mut entries = entries.into_inner().unwrap_or_else(PoisonError::into_inner);
        entries.par_sort_unstable_by(|one, other| one.address.cmp(&other.address));
        let addresses: Vec<&str> = entries.iter().map(|entry| &*entry.address).collect();
        address::refuse_collisions(&addresses)?;
        if self.survey.folder.is_new
            && let Some(whole) = commit::set_beside(&self.survey.folder, &self.staging, &entries)?
        {
            drop(self.staging);
            return commit::replace_folder(&self.survey.folder, &whole, entries.len());
        }
        commit::place_files(&self.survey, &self.staging, &entries)
    }
}
