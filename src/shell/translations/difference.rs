//! What has changed in a source since a translation was made from it, word by word, beside what the
//! translation says there.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::base::source::LineStarts;
use crate::build::Edition;
use crate::parse::{Prose, ProseKind};
use crate::shell::disk;
use crate::shell::translations::NOT_FOLLOWED;
use crate::shell::translations::history;
use crate::site::{DocId, Freshness, ItemId, Translation, counterparts, translation};

/// All that has changed for one translation.
pub(in crate::shell) struct Differences {
    /// The changes, in the order of the source.
    pub(in crate::shell) changes: Vec<Difference>,
    /// Why the words of before are not known, where they are not.
    pub(in crate::shell) why_not: Option<String>,
}

/// One block of a source that has changed.
#[derive(Serialize)]
pub(in crate::shell) struct Difference {
    /// What kind of block, in a word.
    kind: &'static str,
    /// Its line in the source, counted from 1; nothing for a block that is gone.
    source_line: Option<u32>,
    /// What it said, and what it says, piece by piece; what is not known is left out.
    pieces: Vec<Piece>,
    /// Whether it is known what it said.
    is_known: bool,
    /// What the translation says there.
    translation: Option<Place>,
}

/// Words of a block of a source.
#[derive(Serialize)]
struct Piece {
    /// `same`, `gone` or `new`.
    state: &'static str,
    words: String,
}

/// Words of a translation.
#[derive(Serialize)]
struct Place {
    line: u32,
    words: String,
}

/// Works out what has changed for a translation.
pub(in crate::shell) fn differences(
    root: &Path,
    edition: &Edition,
    doc: DocId,
    of: &Translation,
) -> Differences {
    let site = &edition.site;
    let (here, there) = (&site.head(doc).path, &site.head(of.source).path);
    let recorded = site.lock_entry(doc, of.source);
    let old = recorded
        .map(|recorded| &*recorded.blocks)
        .unwrap_or_default();
    let source = Text::read(root, edition, of.source, there);
    let target = Text::read(root, edition, doc, here);
    let wanted = of
        .changes
        .pieces
        .iter()
        .flat_map(|piece| &old[piece.old.clone()]);
    let found = history::find(root, edition, there, wanted.copied().collect());
    let pairs = counterparts(source.prose, target.prose);
    let mut changes = Vec::new();
    for piece in &of.changes.pieces {
        for at in 0..piece.old.len().max(piece.new.len()) {
            let was = piece
                .old
                .clone()
                .nth(at)
                .map(|at| found.words.get(&old[at]));
            let is = piece.new.clone().nth(at);
            // A block that is gone and of which nothing is known says nothing.
            if is.is_none() && was.flatten().is_none() {
                continue;
            }
            let pair = is.and_then(|at| pairs[at]);
            changes.push(Difference {
                kind: is.map_or("block", |at| kind(source.prose[at].kind)),
                source_line: is.map(|at| source.line(at)),
                pieces: pieces(
                    was.flatten().map_or("", String::as_str),
                    &is.map(|at| source.words(at)).unwrap_or_default(),
                ),
                is_known: was.is_none() || was.flatten().is_some(),
                translation: pair.map(|at| Place {
                    line: target.line(at),
                    words: target.words(at),
                }),
            });
        }
    }
    Differences {
        changes,
        why_not: found.why_not,
    }
}

/// A text as it is on disk, and where its lines are.
struct Text<'a> {
    text: String,
    lines: LineStarts,
    prose: &'a [Prose],
}

impl<'a> Text<'a> {
    fn read(root: &Path, edition: &'a Edition, doc: DocId, path: &crate::base::SourcePath) -> Self {
        let text = disk::text(root, path).unwrap_or_default();
        Self {
            lines: LineStarts::of(&text),
            text,
            prose: &edition.documents[doc.0 as usize].prose,
        }
    }

    fn line(&self, block: usize) -> u32 {
        self.lines.line(self.prose[block].range.start)
    }

    fn words(&self, block: usize) -> String {
        words_of(&self.text, &self.prose[block])
    }
}

/// The words of a block on one line, with their markup.
pub(super) fn words_of(text: &str, block: &Prose) -> String {
    let raw = block.range.of(text).unwrap_or_default();
    let is_front = matches!(
        block.kind,
        ProseKind::Title | ProseKind::Summary | ProseKind::Text
    );
    let raw = if is_front {
        raw.trim_matches(['"', '\''])
    } else {
        raw
    };
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kind(kind: ProseKind) -> &'static str {
    match kind {
        ProseKind::Title => "title",
        ProseKind::Summary => "summary",
        ProseKind::Text => "text of the front matter",
        ProseKind::Heading => "heading",
        ProseKind::Paragraph => "paragraph",
        ProseKind::Cell => "cell of a table",
        ProseKind::Label => "title of a block",
        ProseKind::Picture => "words of a picture",
    }
}

/// Two texts as one, word by word.
fn pieces(was: &str, is: &str) -> Vec<Piece> {
    let split = |text: &'_ str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
    let (was, is) = if was.is_empty() {
        (Vec::new(), split(is))
    } else if is.is_empty() {
        (split(was), Vec::new())
    } else {
        (split(was), split(is))
    };
    let mut pieces = Vec::new();
    let mut add = |state, words: &[String]| {
        if !words.is_empty() {
            pieces.push(Piece {
                state,
                words: words.join(" "),
            });
        }
    };
    for step in capture_diff_slices(Algorithm::Myers, &was, &is) {
        let (tag, old, new) = step.as_tag_tuple();
        if tag == DiffTag::Equal {
            add("same", &is[new]);
        } else {
            add("gone", &was[old]);
            add("new", &is[new]);
        }
    }
    pieces
}

/// What has changed, for people: of one translation of an item, or of all.
///
/// # Errors
/// An item without a translation in that language.
pub(super) fn show(
    root: &Path,
    edition: &Edition,
    item: ItemId,
    language: Option<usize>,
) -> Result<String> {
    let site = &edition.site;
    let entry = site.item(item);
    if site.lock.is_none() {
        anyhow::bail!(NOT_FOLLOWED);
    }
    let docs = entry.docs.iter().enumerate();
    let docs = docs.filter(|(one, _)| language.is_none_or(|language| language == *one));
    let translations: Vec<(DocId, Translation)> = docs
        .filter_map(|(_, doc)| Some(((*doc)?, translation(site, &edition.documents, (*doc)?)?)))
        .collect();
    if translations.is_empty() {
        anyhow::bail!(
            "`{}` has no such translation\nhelp: make one with `opas translations start {} LANGUAGE`",
            entry.key,
            entry.key
        );
    }
    let mut out = String::new();
    for (doc, of) in &translations {
        one(root, edition, *doc, of, &mut out);
    }
    Ok(out)
}

fn one(root: &Path, edition: &Edition, doc: DocId, of: &Translation, out: &mut String) {
    let site = &edition.site;
    let (here, there) = (&site.head(doc).path, &site.head(of.source).path);
    let since = of
        .accepted
        .map(|day| format!(", accepted on {day}"))
        .unwrap_or_default();
    let changes = &of.changes;
    let _ = match (of.state, changes.pieces.is_empty(), of.accepted) {
        (Freshness::Unrecorded, ..) | (_, _, None) => writeln!(
            out,
            "{here}: nobody has said which state of `{there}` it was made from"
        ),
        (_, true, _) => writeln!(out, "{here}: nothing has changed in `{there}`{since}"),
        _ => writeln!(
            out,
            "{here}: {} of {} blocks of `{there}` {} changed{since}",
            changes.count(),
            changes.total,
            if changes.count() == 1 { "has" } else { "have" }
        ),
    };
    if changes.pieces.is_empty() {
        return;
    }
    let found = differences(root, edition, doc, of);
    if let Some(why) = &found.why_not {
        let _ = writeln!(out, "what it said before is not known: {why}");
    }
    for change in &found.changes {
        let line = change.source_line.map(|line| format!(":{line}"));
        let _ = writeln!(
            out,
            "\n  {there}{}: {}{}",
            line.unwrap_or_default(),
            change.kind,
            if change.source_line.is_none() {
                " that is gone"
            } else {
                ""
            }
        );
        let words: Vec<String> = change
            .pieces
            .iter()
            .map(|piece| marked(piece, change))
            .collect();
        let _ = writeln!(out, "    {}", words.join(" "));
        if let Some(place) = &change.translation {
            let _ = writeln!(out, "  {here}:{}\n    {}", place.line, place.words);
        }
    }
    out.push('\n');
}

/// Words as `git diff --word-diff` marks them; where nothing is known of before, as they are.
fn marked(piece: &Piece, change: &Difference) -> String {
    match piece.state {
        "gone" => format!("[-{}-]", piece.words),
        "new" if change.is_known => format!("{{+{}+}}", piece.words),
        _ => piece.words.clone(),
    }
}
