//! Translations that are older than their source, that nobody has accepted, or that lack a part.

use std::sync::Arc;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::base::{Code, Diagnostic, SourcePath, Span, TextRange};
use crate::parse::{Document, LOCK_PATH};
use crate::site::{self, DocId, Freshness, Site, Translation, counterparts, translation};

/// The most changed blocks of a source that a problem shows.
const SHOWN: usize = 5;

/// Checks a text against the text it was translated from.
pub(super) fn check(
    site: &Site,
    documents: &[Arc<Document>],
    id: DocId,
    sink: &mut Vec<Diagnostic>,
) {
    let document = &*documents[id.0 as usize];
    let item = site.by_key.get(&document.name.key);
    let Some(item) = item.map(|item| site.item(*item)) else {
        return;
    };
    if item.docs[document.name.language] != Some(id) {
        return;
    }
    let source = site.translation_source(item).filter(|source| *source != id);
    let Some(source) = source.map(|source| &*documents[source.0 as usize]) else {
        return;
    };
    structure(source, document, sink);
    if let Some(translation) = translation(site, documents, id) {
        freshness(site, source, document, &translation, sink);
    }
}

fn freshness(
    site: &Site,
    source: &Document,
    document: &Document,
    translation: &Translation,
    sink: &mut Vec<Diagnostic>,
) {
    let key = &document.name.key;
    let lang = &site.config.languages[document.name.language].lang;
    let accept = format!("opas translations accept {key} --language {lang}");
    sink.push(match translation.state {
        Freshness::Fresh => return,
        Freshness::Stale => stale(source, document, translation).help(format!(
            "see what to do with `opas translations diff {key} {lang}`, translate it, then run `{accept}`"
        )),
        Freshness::Unrecorded => Diagnostic::new(
            Code::TranslationUnrecorded,
            Span::file(&document.path),
            format!("nobody has said which state of `{}` this was made from", source.path),
        )
        .help(format!("when both say the same, run `{accept}`")),
        Freshness::Machine => Diagnostic::new(
            Code::TranslationMachine,
            Span::file(&document.path),
            "a machine translated this, and nobody has read it",
        )
        .help(format!(
            "read it beside `{}`, write `translation = \"machine-reviewed\"`, then run `{accept}`",
            source.path
        )),
    });
}

fn stale(source: &Document, document: &Document, translation: &Translation) -> Diagnostic {
    let changes = &translation.changes;
    let since = translation.accepted.map(|day| format!(" since {day}"));
    let counterparts = counterparts(&source.prose, &document.prose);
    let place = changes.blocks().find_map(|block| counterparts[block]);
    let place = place.map_or(TextRange::default(), |block| document.prose[block].range);
    let message = format!(
        "{} of {} blocks of `{}` {} changed{}",
        changes.count(),
        changes.total,
        source.path,
        if changes.count() == 1 { "has" } else { "have" },
        since.unwrap_or_default()
    );
    let diagnostic = Diagnostic::new(
        Code::TranslationStale,
        Span::new(&document.path, place),
        message,
    );
    changes
        .blocks()
        .take(SHOWN)
        .fold(diagnostic, |diagnostic, block| {
            let place = Span::new(&source.path, source.prose[block].range);
            diagnostic.label(place, "changed")
        })
}

/// Compares the blocks and pictures of two languages. Headings are compared where the site is
/// joined, clauses with the policies.
fn structure(source: &Document, document: &Document, sink: &mut Vec<Diagnostic>) {
    if !blocks(source).eq(blocks(document)) {
        let parts = |document: &Document| -> Vec<Part> {
            let all = document
                .body
                .blocks
                .iter()
                .filter(|block| !block.is_clause());
            all.map(|block| (format!("block `{}`", block.name), block.range))
                .collect()
        };
        compare((source, parts(source)), (document, parts(document)), sink);
    } else if source.refs.images.len() != document.refs.images.len() {
        // Each language may have pictures of its own; and a figure was compared as a block.
        let parts = |document: &Document| -> Vec<Part> {
            let all = document.refs.images.iter();
            all.map(|image| (format!("picture `{}`", image.target), image.range))
                .collect()
        };
        compare((source, parts(source)), (document, parts(document)), sink);
    }
}

/// The names of a text's blocks, without clauses.
fn blocks(document: &Document) -> impl Iterator<Item = &str> {
    let all = document.body.blocks.iter();
    all.filter(|block| !block.is_clause())
        .map(|block| &*block.name)
}

/// What a part is, and its place.
type Part = (String, TextRange);

fn compare(
    (source, wanted): (&Document, Vec<Part>),
    (document, found): (&Document, Vec<Part>),
    sink: &mut Vec<Diagnostic>,
) {
    let names =
        |parts: &[Part]| -> Vec<String> { parts.iter().map(|(name, _)| name.clone()).collect() };
    for step in capture_diff_slices(Algorithm::Myers, &names(&wanted), &names(&found)) {
        let (tag, old, new) = step.as_tag_tuple();
        // What is missing belongs after what stands before it.
        let place = |path: &SourcePath, parts: &[Part], at: usize| {
            let near = parts.get(at).or_else(|| parts.get(at.checked_sub(1)?));
            Span::new(path, near.map_or(TextRange::default(), |(_, range)| *range))
        };
        let here = place(&document.path, &found, new.start);
        let there = place(&source.path, &wanted, old.start);
        let list = |parts: &[Part]| {
            let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
            names.join(", ")
        };
        let (lacks, has) = (list(&wanted[old]), list(&found[new]));
        let (message, words) = match tag {
            DiffTag::Equal => continue,
            DiffTag::Delete => (format!("missing here: {lacks}"), "in the source"),
            DiffTag::Insert => (
                format!("not in the source: {has}"),
                "the source goes on here",
            ),
            DiffTag::Replace => (
                format!("{has} here, {lacks} in the source"),
                "in the source",
            ),
        };
        sink.push(
            Diagnostic::new(Code::TranslationStructure, here, message)
                .label(there, words)
                .help("give both the same parts in the same order"),
        );
    }
}

/// Finds the entries of `translations.lock` whose files are gone.
pub(super) fn orphans(site: &Site) -> Vec<Diagnostic> {
    let path = SourcePath::new(LOCK_PATH);
    let problem = |orphan: site::Orphan<'_>| {
        Diagnostic::new(
            Code::TranslationOrphan,
            Span::new(&path, orphan.entry.range),
            format!("`{}` has no text in `{}` any more", orphan.key, orphan.gone),
        )
        .help("put the file back, or take such entries out with `opas translations accept --all`")
    };
    site::orphans(site).into_iter().map(problem).collect()
}
