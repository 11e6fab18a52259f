//! Saying that translations are fresh: writes `translations.lock`.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::base::TextRange;
use crate::build::Edition;
use crate::parse::{LOCK_PATH, Lock, LockEntry};
use crate::shell::cli::Outcome;
use crate::shell::terminal::{say, tell};
use crate::shell::translations::{item, language};
use crate::site::{DocId, ItemId, orphans};

/// What is accepted, and how.
#[derive(Debug, Args)]
pub(super) struct Accept {
    /// The keys of items
    #[arg(required_unless_present = "all", value_name = "KEY")]
    keys: Vec<String>,
    /// All items; what has lost its files is taken out
    #[arg(long, conflicts_with = "keys")]
    all: bool,
    /// Only the translations into this language
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// The change of the source needs no new translation: keep the day of the last acceptance
    #[arg(long)]
    minor: bool,
    /// Also machine translations that nobody has read
    #[arg(long)]
    machine: bool,
    /// Accept as if today were this day, such as 2026-11-24
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
}

impl Accept {
    /// The day that was typed.
    pub(super) fn date(&self) -> Option<&str> {
        self.date.as_deref()
    }
}

/// Accepts translations. What cannot be accepted is told, and the rest is accepted all the same.
///
/// # Errors
/// Items and languages that the site does not have; a `translations.lock` that cannot be read or
/// written.
pub(super) fn run(root: &Path, edition: &Edition, accept: &Accept) -> Result<Outcome> {
    let site = &edition.site;
    let path = root.join(LOCK_PATH);
    if site.lock.is_none() && path.exists() {
        bail!(
            "`{LOCK_PATH}` cannot be read, and is left as it is\nhelp: `opas check` shows what is wrong with it"
        );
    }
    let items: Vec<ItemId> = if accept.all {
        site.item_ids().collect()
    } else {
        let keys = accept.keys.iter();
        keys.map(|key| item(edition, key)).collect::<Result<_>>()?
    };
    let only = accept.language.as_deref();
    let only = only.map(|code| language(edition, code)).transpose()?;
    let mut lock = site.lock.as_deref().cloned().unwrap_or_default();
    let (mut accepted, mut removed, mut refused) = (0, 0, 0);
    if accept.all {
        for orphan in orphans(site) {
            let languages = lock.entries.get_mut(orphan.key);
            removed += usize::from(languages.is_some_and(|all| all.remove(orphan.lang).is_some()));
        }
        lock.entries.retain(|_, languages| !languages.is_empty());
    }
    for id in items {
        let item = site.item(id);
        let Some(source) = site.translation_source(item) else {
            continue;
        };
        let docs = item.docs.iter().enumerate();
        let docs = docs.filter(|(language, _)| only.is_none_or(|only| only == *language));
        for doc in docs
            .filter_map(|(_, doc)| *doc)
            .filter(|doc| *doc != source)
        {
            if let Some(why) = refusal(edition, doc, accept) {
                refused += 1;
                tell(&format!("not accepted: `{}`: {why}\n", site.head(doc).path))?;
                continue;
            }
            accepted += usize::from(stamp(edition, &mut lock, (doc, source), accept));
        }
    }
    let is_changed = site.lock.as_deref() != Some(&lock);
    if is_changed {
        write(&path, &lock.to_toml())?;
    }
    let gone = match removed {
        0 => String::new(),
        count => format!(", {count} without files taken out"),
    };
    let file = if is_changed { "written" } else { "as it was" };
    say(&format!(
        "{accepted} accepted{gone}, {refused} not accepted; `{LOCK_PATH}` is {file}\n"
    ))?;
    Ok(if refused > 0 {
        Outcome::Problems
    } else {
        Outcome::Fine
    })
}

/// Why a translation cannot be accepted.
fn refusal(edition: &Edition, doc: DocId, accept: &Accept) -> Option<String> {
    let document = &edition.documents[doc.0 as usize];
    let left = document
        .prose
        .iter()
        .filter(|block| block.is_untouched)
        .count();
    if left > 0 {
        return Some(format!("{left} blocks are not translated yet"));
    }
    let is_machine = document.head.texts.translation.as_deref() == Some("machine");
    (is_machine && !accept.machine).then(|| {
        "a machine translated it; read it and write `translation = \"machine-reviewed\"`, or say `--machine`"
            .to_owned()
    })
}

/// Notes that a translation says what its source says; whether that was not known before.
fn stamp(
    edition: &Edition,
    lock: &mut Lock,
    (doc, source): (DocId, DocId),
    accept: &Accept,
) -> bool {
    let site = &edition.site;
    let code = |doc: DocId| {
        site.config.languages[site.head(doc).name.language]
            .lang
            .as_str()
    };
    let prose = &edition.documents[source.0 as usize].prose;
    let entry = LockEntry {
        source: code(source).to_owned(),
        accepted: edition.today(),
        blocks: prose.iter().map(|block| block.hash).collect(),
        range: TextRange::default(),
    };
    let before = site.lock_entry(doc, source);
    let is_fresh = before.is_some_and(|before| before.blocks == entry.blocks);
    // Who accepts everything has not read each of them today.
    if accept.all && is_fresh {
        return false;
    }
    let day = before
        .filter(|_| accept.minor)
        .map_or(entry.accepted, |before| before.accepted);
    lock.set(
        &site.head(doc).name.key,
        code(doc),
        LockEntry {
            accepted: day,
            range: before.map_or(entry.range, |before| before.range),
            ..entry
        },
    );
    true
}

/// Puts a file in its place at once: whoever reads meanwhile sees the old one or the new one.
pub(super) fn write(path: &Path, text: &str) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Watchers pass names like this over.
    let beside = path.with_file_name(format!(".{name}.tmp{}", std::process::id()));
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What cannot be written can hardly be removed either.
        let _ = fs::remove_file(&beside);
    }
    written.with_context(|| format!("cannot write `{}`", path.display()))
}
