//! `translations.lock` of a site, as it was read last.

use std::sync::Arc;

use crate::base::{Diagnostic, Digest, Source};
use crate::parse::{self, Lock};

/// What is known of `translations.lock`.
#[derive(Debug, Clone, Default)]
pub(super) struct Locked {
    /// Digest of the file; nothing where there is none.
    pub(super) digest: Option<Digest>,
    /// What it says, if it can be read.
    pub(super) lock: Option<Arc<Lock>>,
    /// What is wrong with it.
    pub(super) problems: Vec<Diagnostic>,
}

impl Locked {
    /// Reads the file, if there is one.
    pub(super) fn read(file: Option<&Source>) -> Self {
        let Some(file) = file else {
            return Self::default();
        };
        let mut problems = Vec::new();
        let lock = parse::lock(file).unload(&mut problems);
        Self {
            digest: Some(file.digest),
            lock: lock.map(Arc::new),
            problems,
        }
    }
}
