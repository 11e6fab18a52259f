//! What a text said before, from Git: the words behind hashes of `translations.lock`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::base::{Source, SourcePath};
use crate::build::Edition;
use crate::parse::ProseHash;
use crate::shell::translations::difference::words_of;

/// How many states of a file are looked at, newest first.
const DEPTH: usize = 500;

/// The words behind hashes, as far as the history has them; what kept it from being asked.
pub(super) struct Found {
    pub(super) words: BTreeMap<ProseHash, String>,
    /// Why there are no words at all, in a sentence.
    pub(super) why_not: Option<String>,
}

/// Looks for the words of `wanted` in older states of a file, also under the names it had before.
pub(super) fn find(
    root: &Path,
    edition: &Edition,
    path: &SourcePath,
    mut wanted: BTreeSet<ProseHash>,
) -> Found {
    let mut words = BTreeMap::new();
    if wanted.is_empty() {
        return Found {
            words,
            why_not: None,
        };
    }
    let depth = format!("-n{DEPTH}");
    let arguments = [
        "log",
        "--follow",
        "--format=%H",
        "--name-only",
        "-z",
        &depth,
        "--",
        path.as_str(),
    ];
    let states = match git(root, &arguments) {
        Ok(listed) => states(&String::from_utf8_lossy(&listed)),
        Err(why) => {
            return Found {
                words,
                why_not: Some(why),
            };
        }
    };
    for state in &states {
        let Ok(bytes) = git(root, &["cat-file", "blob", state]) else {
            // The state in which the file was removed.
            continue;
        };
        let source = Source::new(path.clone(), bytes);
        let (Some(document), Ok(text)) = (edition.read(&source), source.text()) else {
            continue;
        };
        for block in &document.prose {
            if wanted.remove(&block.hash) {
                words.insert(block.hash, words_of(text, block));
            }
        }
        if wanted.is_empty() {
            break;
        }
    }
    let why_not = (words.is_empty()).then(|| match states.len() {
        0 => format!("Git has no older state of `{path}`"),
        _ => format!("Git has no state of `{path}` from which the translation was made"),
    });
    Found { words, why_not }
}

/// `COMMIT:PATH` for each commit that is listed with the file's name in it.
fn states(listed: &str) -> Vec<String> {
    let is_commit = |part: &str| part.len() >= 40 && part.bytes().all(|b| b.is_ascii_hexdigit());
    let mut commit = None;
    let mut found = Vec::new();
    for part in listed.split(['\0', '\n']).filter(|part| !part.is_empty()) {
        if is_commit(part) {
            commit = Some(part);
        } else if let Some(commit) = commit {
            found.push(format!("{commit}:{part}"));
        }
    }
    found
}

/// What Git answers; else why it does not, in words that fit after "the history cannot be read: ".
fn git(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(arguments)
        .stdin(Stdio::null())
        .output();
    match output {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            if said.contains("not a git repository") {
                return Err("the site lies in no Git repository".to_owned());
            }
            let line = said.lines().next().unwrap_or("it gave no reason");
            Err(format!("Git says: {line}"))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err("the program `git` is not installed".to_owned())
        }
        Err(error) => Err(format!("`git` cannot be started: {error}")),
    }
}
