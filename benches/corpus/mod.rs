//! A number of pages into a site on disk: always the same bytes for the same number.
//!
//! [`Corpus`] is the standard site, three languages with every item in each; [`ManyLanguages`] has
//! forty languages and most items in a few of them. Nothing in either gives opas a reason for a
//! diagnostic: a build that reports something has a fault, or the corpus has.

mod interface;
mod languages;
mod layout;
mod many;
mod picture;
mod prose;
mod random;
mod standard;
mod words;

use std::fs;
use std::path::Path;

use anyhow::Context;

pub(crate) use many::{Fallback, ManyLanguages, write_config, write_many};
pub(crate) use random::Random;
pub(crate) use standard::{Corpus, write_standard};

/// Makes a folder for a site, which must not be there yet.
fn create_site(folder: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(
        !folder.join("content").exists(),
        "`{}` already holds a site: name a new folder",
        folder.display()
    );
    create_folder(folder)
}

fn create_folder(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))
}

fn write_file(path: &Path, bytes: impl AsRef<[u8]>) -> anyhow::Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write `{}`", path.display()))
}
