//! What the terminal says while a site is previewed: each problem once, and when all is well again.

use std::collections::BTreeSet;
use std::path::Path;

use crate::base::{Code, Diagnostic, SourcePath};
use crate::shell::report::{Counts, Format};
use crate::shell::terminal::show;

/// What the terminal has said.
#[derive(Debug, Default)]
pub struct Console {
    told: BTreeSet<Known>,
    counts: Option<Counts>,
}

/// A problem without its place, which moves when something above it is edited.
type Known = (Code, Option<SourcePath>, String);

impl Console {
    /// What is new about the problems of the site below `root`: those that were not there before,
    /// and how many there are, if that changed. Nothing when nothing is new.
    pub fn news(&mut self, root: &Path, problems: &[Diagnostic]) -> Option<String> {
        let known: BTreeSet<Known> = problems.iter().map(known).collect();
        let new: Vec<Diagnostic> = problems
            .iter()
            .filter(|problem| !self.told.contains(&self::known(problem)))
            .cloned()
            .collect();
        self.told = known;
        let counts = Counts::of(problems);
        let is_same = self.counts.replace(counts) == Some(counts);
        if new.is_empty() && is_same {
            return None;
        }
        Some(format!("{}{counts}\n", show(root, &new, Format::Text)))
    }
}

fn known(problem: &Diagnostic) -> Known {
    let path = problem.span.as_ref().map(|span| span.path.clone());
    (problem.code, path, problem.message.clone())
}
