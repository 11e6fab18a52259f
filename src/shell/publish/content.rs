//! The bytes of an output, from memory or from a file of the source tree.

use crate::shell::publish::fault::explain;
use anyhow::Result;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

/// The bytes of an output.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// These.
    Bytes(&'a [u8]),
    /// Those of a file of the source tree; its permissions and times are not copied.
    File(&'a Path),
}

impl Content<'_> {
    /// Whether a file of this length has these bytes; most that differ do so in their length.
    pub(super) fn is_at(self, path: &Path, length: u64) -> Result<bool> {
        let cannot_read = |error| explain(error, "read", path);
        match self {
            Content::Bytes(bytes) => {
                if length != bytes.len() as u64 {
                    return Ok(false);
                }
                let file = File::open(path).map_err(cannot_read)?;
                is_same(file, bytes, length).map_err(cannot_read)
            }
            Content::File(source) => {
                let cannot_read_source = |error| explain(error, "read", source);
                if length != fs::metadata(source).map_err(cannot_read_source)?.len() {
                    return Ok(false);
                }
                let original = File::open(source).map_err(cannot_read_source)?;
                let file = File::open(path).map_err(cannot_read)?;
                is_same(file, original, length).map_err(cannot_read)
            }
        }
    }

    /// Writes them all; `shown` names the output in messages.
    pub(super) fn write_to(self, file: &mut File, shown: &Path) -> Result<()> {
        match self {
            Content::Bytes(bytes) => file
                .write_all(bytes)
                .map_err(|error| explain(error, "write", shown)),
            Content::File(source) => {
                let mut original =
                    File::open(source).map_err(|error| explain(error, "read", source))?;
                let deed = format!("copy `{}` to", source.display());
                io::copy(&mut original, file).map_err(|error| explain(error, &deed, shown))?;
                Ok(())
            }
        }
    }
}

/// Whether two readers give the same bytes; both are as long as `length`.
fn is_same(mut one: impl Read, mut other: impl Read, length: u64) -> io::Result<bool> {
    const CHUNK: usize = 16 * 1024;
    let (mut left, mut right) = ([0; CHUNK], [0; CHUNK]);
    let mut remaining = length;
    while remaining > 0 {
        let size = usize::try_from(remaining).map_or(CHUNK, |remaining| remaining.min(CHUNK));
        for read in [
            one.read_exact(&mut left[..size]),
            other.read_exact(&mut right[..size]),
        ] {
            match read {
                // It became shorter while we looked at it.
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(false),
                other => other?,
            }
        }
        if left[..size] != right[..size] {
            return Ok(false);
        }
        remaining -= size as u64;
    }
    Ok(true)
}
