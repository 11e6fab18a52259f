//! How translations stand against the texts they were made from.
//!
//! Nothing here is remembered: a state is worked out from `translations.lock` and the two documents
//! when somebody asks, so that an edit of a source shows at once in all its translations.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::locale::Date;
use crate::parse::{Document, LockEntry, Prose, ProseHash, ProseKind};
use crate::site::model::{DocId, Item, Site};

/// A text and the text of the same item that it was translated from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The source.
    pub source: DocId,
    /// How it stands.
    pub state: Freshness,
    /// The day on which it was last found to say what its source says; nothing where that was never
    /// recorded.
    pub accepted: Option<Date>,
    /// What has changed in the source since.
    pub changes: Changes,
}

/// How a translation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// It says what its source says.
    Fresh,
    /// The source has changed since.
    Stale,
    /// Nobody has said which state of the source it was made from.
    Unrecorded,
    /// A machine translated it, and nobody has read it since.
    Machine,
}

impl Freshness {
    /// Its name in tables and in the preview.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Stale => "stale",
            Self::Unrecorded => "unrecorded",
            Self::Machine => "machine",
        }
    }
}

/// What has changed in a source since a translation was made from it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Places that differ, in the order of the text.
    pub pieces: Vec<Change>,
    /// How many blocks there are, those that are gone included.
    pub total: usize,
}

/// Blocks that took the place of others; either may be none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Blocks as the lock has them, by their place there.
    pub old: Range<usize>,
    /// Blocks of the source as it is, by their place in [`Document::prose`].
    pub new: Range<usize>,
}

impl Changes {
    /// How many blocks have changed, come or gone.
    pub fn count(&self) -> usize {
        let counts = self.pieces.iter().map(Change::count);
        counts.sum()
    }

    /// The blocks of the source that have changed or come, by their place in it.
    pub fn blocks(&self) -> impl Iterator<Item = usize> {
        self.pieces.iter().flat_map(|piece| piece.new.clone())
    }

    /// What is different between the blocks that a translation was made from and those of today.
    pub fn between(old: &[ProseHash], new: &[Prose]) -> Self {
        let is_same =
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| *old == new.hash);
        if is_same {
            return Self {
                pieces: Vec::new(),
                total: new.len(),
            };
        }
        let new: Vec<ProseHash> = new.iter().map(|block| block.hash).collect();
        let pieces: Vec<Change> = differing(capture_diff_slices(Algorithm::Myers, old, &new));
        let gone = pieces.iter().map(|piece| {
            let (old, new) = (piece.old.len(), piece.new.len());
            old.saturating_sub(new)
        });
        Self {
            total: new.len() + gone.sum::<usize>(),
            pieces,
        }
    }
}

impl Change {
    fn count(&self) -> usize {
        self.old.len().max(self.new.len())
    }
}

/// The pieces that are not equal; neighbours are one.
fn differing(steps: Vec<DiffOp>) -> Vec<Change> {
    let mut pieces: Vec<Change> = Vec::new();
    for step in steps {
        let (tag, old, new) = step.as_tag_tuple();
        if tag == similar::DiffTag::Equal {
            continue;
        }
        match pieces.last_mut() {
            Some(last) if last.old.end == old.start && last.new.end == new.start => {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            _ => pieces.push(Change { old, new }),
        }
    }
    pieces
}

/// For each block of a source, the block of a translation that says the same, where the two texts
/// have the same parts there.
pub fn counterparts(source: &[Prose], translation: &[Prose]) -> Vec<Option<usize>> {
    let kinds = |blocks: &[Prose]| -> Vec<ProseKind> { blocks.iter().map(|b| b.kind).collect() };
    let steps = capture_diff_slices(Algorithm::Myers, &kinds(source), &kinds(translation));
    let mut found = vec![None; source.len()];
    for step in steps {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = step
        {
            for at in 0..len {
                found[old_index + at] = Some(new_index + at);
            }
        }
    }
    found
}

impl Site {
    /// The document that the translations of an item are made from: what `source_language` says, or
    /// else the first in the order of the languages.
    pub fn translation_source(&self, item: &Item) -> Option<DocId> {
        let chosen = item.facts.source_language.as_deref();
        let chosen = chosen.and_then(|code| self.config.language_index(code));
        let chosen = chosen.and_then(|language| item.docs[language]);
        chosen.or_else(|| item.docs.iter().flatten().next().copied())
    }

    /// Whether an item is meant to be in a language.
    pub fn is_wanted(&self, item: &Item, language: usize) -> bool {
        let meant = &item.facts.languages;
        let code = self.config.languages[language].lang.as_str();
        meant.is_empty() || meant.iter().any(|one| one == code)
    }

    /// What a document was made from, as the lock has it, for the source that it has today.
    pub fn lock_entry(&self, doc: DocId, source: DocId) -> Option<&LockEntry> {
        let lang = |doc| {
            self.config.languages[self.head(doc).name.language]
                .lang
                .as_str()
        };
        let lock = self.lock.as_ref()?;
        let entry = lock.get(&self.head(doc).name.key, lang(doc))?;
        (entry.source == lang(source)).then_some(entry)
    }
}

/// An entry of `translations.lock` whose files are gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Orphan<'s> {
    /// The key of its item.
    pub key: &'s str,
    /// The language of the translation.
    pub lang: &'s str,
    /// What the translation was made from.
    pub entry: &'s LockEntry,
    /// The language in which there is no text any more: of the translation or of the source.
    pub gone: &'s str,
}

/// The entries of `translations.lock` whose translation or source is gone; items that a build leaves
/// out are not.
pub fn orphans(site: &Site) -> Vec<Orphan<'_>> {
    let Some(lock) = &site.lock else {
        return Vec::new();
    };
    let code = |language: usize| site.config.languages[language].lang.as_str();
    let heads = site.heads.iter().filter(|entry| !entry.name.is_fragment);
    let there: BTreeSet<(&str, &str)> = heads
        .map(|entry| (entry.name.key.as_str(), code(entry.name.language)))
        .collect();
    let mut found = Vec::new();
    for (key, lang, entry) in lock.iter() {
        let of = [lang, entry.source.as_str()];
        if let Some(gone) = of.into_iter().find(|code| !there.contains(&(key, *code))) {
            found.push(Orphan {
                key,
                lang,
                entry,
                gone,
            });
        }
    }
    found
}

/// How a document stands against its source; nothing for a source, a fragment, an item that is left
/// out, and all texts of a site without `translations.lock`.
pub fn translation(site: &Site, documents: &[Arc<Document>], doc: DocId) -> Option<Translation> {
    site.lock.as_ref()?;
    let entry = site.head(doc);
    let item = site.item(*site.by_key.get(&entry.name.key)?);
    if item.docs[entry.name.language] != Some(doc) {
        return None;
    }
    let source = site.translation_source(item)?;
    if source == doc {
        return None;
    }
    let recorded = site.lock_entry(doc, source);
    let changes = recorded.map_or_else(Changes::default, |recorded| {
        Changes::between(&recorded.blocks, &documents[source.0 as usize].prose)
    });
    let is_machine = entry.head.texts.translation.as_deref() == Some("machine");
    let state = match recorded {
        _ if is_machine => Freshness::Machine,
        None => Freshness::Unrecorded,
        Some(_) if changes.pieces.is_empty() => Freshness::Fresh,
        Some(_) => Freshness::Stale,
    };
    Some(Translation {
        source,
        state,
        accepted: recorded.map(|recorded| recorded.accepted),
        changes,
    })
}
