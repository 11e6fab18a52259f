//! A folder into what it holds.

use std::fmt;
use std::path::Path;

use anyhow::Context;
use walkdir::WalkDir;

/// What a folder holds, with all folders in it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Size {
    /// All files.
    pub(crate) files: usize,
    /// Bytes of all files.
    pub(crate) bytes: u64,
    /// Files that end in `.html`.
    pub(crate) pages: usize,
    /// Bytes of these.
    pub(crate) page_bytes: u64,
}

/// Counts files and bytes.
///
/// # Errors
/// The folder cannot be read.
pub(crate) fn size(folder: &Path) -> anyhow::Result<Size> {
    let mut size = Size::default();
    for entry in WalkDir::new(folder) {
        let entry = entry.with_context(|| format!("cannot read `{}`", folder.display()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let bytes = entry.metadata()?.len();
        size.files += 1;
        size.bytes += bytes;
        if entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "html")
        {
            size.pages += 1;
            size.page_bytes += bytes;
        }
    }
    Ok(size)
}

impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} files, {:.1} MB",
            self.files,
            self.bytes as f64 / 1_000_000.0
        )?;
        if self.pages > 0 {
            let mean = self.page_bytes / self.pages as u64;
            write!(formatter, "; {} pages of {mean} bytes", self.pages)?;
        }
        Ok(())
    }
}
