//! What an author sees in the preview of a translation that is older than its source.

use std::path::Path;

use serde::Serialize;

use crate::base::SourcePath;
use crate::base::source::LineStarts;
use crate::build::Edition;
use crate::shell::serve::state::Badge;
use crate::shell::translations::{Difference, differences};
use crate::site::{Freshness, PageId, Translation, counterparts, translation};

/// How the text of a page stands against its source.
#[derive(Debug, Serialize)]
pub(super) struct FreshnessState {
    /// `fresh`, `stale`, `unrecorded` or `machine`.
    state: &'static str,
    /// The file of the source.
    source: String,
    /// The day on which the translation was accepted.
    accepted: Option<String>,
    /// How many blocks of the source have changed.
    changed: usize,
    /// Of how many.
    total: usize,
    /// Lines of this page's file with the blocks that are older, counted from 1.
    lines: Vec<u32>,
}

/// The changes of a page's source, word by word.
#[derive(Serialize)]
pub(super) struct DifferencesState {
    source: String,
    changes: Vec<Difference>,
    why_not: Option<String>,
}

/// What the page in `page` was translated from; nothing where it shows no translation.
fn of_page(edition: &Edition, page: PageId) -> Option<Translation> {
    let page = edition.site.page(page);
    translation(&edition.site, &edition.documents, page.doc)
}

/// How the text of a page stands against its source.
pub(super) fn freshness(
    edition: &Edition,
    page: PageId,
    text_of: &dyn Fn(&SourcePath) -> Option<String>,
) -> Option<FreshnessState> {
    let found = of_page(edition, page)?;
    let doc = edition.site.page(page).doc;
    let document = &edition.documents[doc.0 as usize];
    let source = &edition.documents[found.source.0 as usize];
    let mut lines = Vec::new();
    if !found.changes.pieces.is_empty()
        && let Some(text) = text_of(&document.path)
    {
        let starts = LineStarts::of(&text);
        let pairs = counterparts(&source.prose, &document.prose);
        let blocks = found.changes.blocks().filter_map(|block| pairs[block]);
        lines.extend(blocks.map(|block| starts.line(document.prose[block].range.start)));
        lines.dedup();
    }
    Some(FreshnessState {
        state: found.state.name(),
        source: source.path.to_string(),
        accepted: found.accepted.map(|day| day.to_string()),
        changed: found.changes.count(),
        total: found.changes.total,
        lines,
    })
}

/// What an author must know about it, in the bar.
pub(super) fn badge(state: &FreshnessState) -> Option<Badge> {
    let source = &state.source;
    let accepted = state.accepted.as_deref().unwrap_or_default();
    let (kind, text, detail) = match state.state {
        "stale" => (
            "stale",
            format!("{} of {} blocks older", state.changed, state.total),
            format!("`{source}` has changed since the translation was accepted on {accepted}"),
        ),
        "machine" => (
            "machine",
            "Machine translation".to_owned(),
            format!("Nobody has read it beside `{source}`; readers are told so"),
        ),
        "unrecorded" => (
            "unrecorded",
            "Not accepted yet".to_owned(),
            format!("Nobody has said that it says what `{source}` says"),
        ),
        _ => return None,
    };
    Some(Badge { kind, text, detail })
}

/// The word for a translation in the table of all pages; nothing for one that is fresh.
pub(super) fn word(edition: &Edition, page: PageId) -> Option<&'static str> {
    let found = of_page(edition, page)?;
    (found.state != Freshness::Fresh).then(|| found.state.name())
}

/// The changes of a page's source since its text was accepted.
pub(super) fn changes(root: &Path, edition: &Edition, page: PageId) -> Option<DifferencesState> {
    let found = of_page(edition, page)?;
    let doc = edition.site.page(page).doc;
    let differences = differences(root, edition, doc, &found);
    Some(DifferencesState {
        source: edition.site.head(found.source).path.to_string(),
        changes: differences.changes,
        why_not: differences.why_not,
    })
}
