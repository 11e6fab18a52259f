//! What the operating system refuses, in words for people who do not program.

use std::io::{Error, ErrorKind};
use std::path::Path;

/// An error that says what could not be done to which path, and why in plain words; the system's
/// own words stay below it as the cause. `deed` completes the sentence "cannot ...".
pub(super) fn explain(error: Error, deed: &str, path: &Path) -> anyhow::Error {
    let sentence = match in_plain_words(error.kind()) {
        Some(reason) => format!("cannot {deed} `{}`: {reason}", path.display()),
        None => format!("cannot {deed} `{}`", path.display()),
    };
    anyhow::Error::new(error).context(sentence)
}

fn in_plain_words(kind: ErrorKind) -> Option<&'static str> {
    let reason = match kind {
        ErrorKind::PermissionDenied => "you do not have the right to do this",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "your share of the disk is used up",
        ErrorKind::ReadOnlyFilesystem => "this disk can be read but not written",
        ErrorKind::InvalidFilename => "the name is too long or not possible on this disk",
        ErrorKind::FileTooLarge => "the file is too large for this disk",
        ErrorKind::NotFound => "it is not there (any more)",
        ErrorKind::NotADirectory => "a file is in the way where a folder is needed",
        ErrorKind::IsADirectory => "a folder is in the way where a file is needed",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "another program is using it",
        ErrorKind::CrossesDevices => "part of the folder lies on another disk",
        _ => return None,
    };
    Some(reason)
}
