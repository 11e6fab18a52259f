//! `opas new`: a small, complete site to begin with.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use include_dir::{Dir, include_dir};

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/shell/starter");

/// Writes the starter site into `folder`, which must be new or empty.
///
/// # Errors
/// A folder that holds something, or that cannot be written.
pub fn write(folder: &Path) -> Result<()> {
    if folder.exists() {
        let mut entries = fs::read_dir(folder)
            .with_context(|| format!("`{}` is not a folder that can be read", folder.display()))?;
        if entries.next().is_some() {
            bail!(
                "the folder `{}` is not empty\nhelp: name a folder that does not exist yet",
                folder.display()
            );
        }
    }
    write_dir(&STARTER, folder)
}

fn write_dir(dir: &Dir<'_>, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    for file in dir.files() {
        let name = file.path().file_name().unwrap_or_default();
        let path = folder.join(name);
        fs::write(&path, file.contents())
            .with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    for inner in dir.dirs() {
        write_dir(
            inner,
            &folder.join(inner.path().file_name().unwrap_or_default()),
        )?;
    }
    Ok(())
}
