//! The files of a site that is being edited, and how they were before: when it is dropped, all is
//! as it was.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// A site's folder.
pub(crate) struct Site {
    root: PathBuf,
    /// Files as they were before; without bytes, those that were not there.
    originals: BTreeMap<String, Option<Vec<u8>>>,
    /// Whether the site came without a folder for its theme.
    has_new_themes: bool,
}

impl Site {
    /// Begins to edit the site in `root`.
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            originals: BTreeMap::new(),
            has_new_themes: !root.join("themes").exists(),
        }
    }

    /// A file as it was before any edit; it is read now if it was not before.
    ///
    /// # Errors
    /// The file is there and cannot be read, or is no text.
    pub(crate) fn original(&mut self, file: &str) -> anyhow::Result<Option<&str>> {
        let bytes = match self.originals.entry(file.to_owned()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => match fs::read(self.root.join(file)) {
                Ok(bytes) => unknown.insert(Some(bytes)),
                Err(error) if error.kind() == ErrorKind::NotFound => unknown.insert(None),
                Err(error) => {
                    return Err(error).with_context(|| format!("cannot read `{file}`"));
                }
            },
        };
        let text = bytes.as_deref().map(std::str::from_utf8).transpose();
        text.with_context(|| format!("`{file}` is no text"))
    }

    /// Writes a file as most editors do: in place.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn write(&mut self, file: &str, text: &str) -> anyhow::Result<()> {
        self.original(file)?;
        let path = self.root.join(file);
        fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))
    }

    /// Writes a file as careful editors do: beside it, and then puts it in its place.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn replace(&mut self, file: &str, text: &str) -> anyhow::Result<()> {
        self.original(file)?;
        let path = self.root.join(file);
        let beside = path.with_file_name(".saving");
        fs::write(&beside, text)
            .and_then(|()| fs::rename(&beside, &path))
            .with_context(|| format!("cannot write `{}`", path.display()))
    }

    /// Takes a file away.
    ///
    /// # Errors
    /// The file cannot be removed.
    pub(crate) fn remove(&mut self, file: &str) -> anyhow::Result<()> {
        self.original(file)?;
        let path = self.root.join(file);
        fs::remove_file(&path).with_context(|| format!("cannot remove `{}`", path.display()))
    }

    /// Gives the theme a file of the site's own, with its folder: to be done before it is served.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn add(&mut self, file: &str, text: &str) -> anyhow::Result<()> {
        let folder = self.root.join(file);
        let folder = folder.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make `{}`", folder.display()))?;
        self.write(file, text)
    }

    /// Puts everything back.
    ///
    /// # Errors
    /// A file cannot be written or removed; the others are put back all the same.
    pub(crate) fn restore(&mut self) -> anyhow::Result<()> {
        let mut result = Ok(());
        for (file, bytes) in std::mem::take(&mut self.originals) {
            let path = self.root.join(&file);
            let done = match bytes {
                Some(bytes) => fs::write(&path, bytes),
                None if path.exists() => fs::remove_file(&path),
                None => Ok(()),
            };
            let done = done.with_context(|| format!("cannot put back `{}`", path.display()));
            result = result.and(done);
        }
        let themes = self.root.join("themes");
        if self.has_new_themes && themes.exists() {
            result = result.and(fs::remove_dir_all(&themes).context("cannot remove the theme"));
        }
        result
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if let Err(error) = self.restore() {
            println!("the site is not as it was before: {error:#}");
        }
    }
}
