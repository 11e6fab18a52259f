//! The headings of a page: those of its text and of the files it includes, with canonical ids.

use std::sync::Arc;

use crate::parse::{Document, Outline, OutlineEntry};
use crate::site::links::include_target;
use crate::site::model::{DocId, Site};

/// A heading as a page has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageHeading<'s> {
    /// 2 to 6.
    pub level: u8,
    /// Its words.
    pub text: &'s str,
    /// Its id on the page.
    pub id: &'s str,
    /// Whether learners see it.
    pub is_for_learners: bool,
}

/// The ids of a document's own headings, in order.
///
/// They are canonical: where the outline of a translation matches that of the item's source, a
/// heading without an explicit id has the id of the source's heading at the same place, so that
/// one anchor works in all languages.
pub fn heading_ids(site: &Site, doc: DocId) -> Vec<&str> {
    let entry = site.head(doc);
    let own = || headings(&entry.head.outline);
    let source = source_of(site, doc).filter(|source| *source != doc);
    let Some(source) = source.map(|source| &site.head(source).head.outline) else {
        return own().map(|heading| &*heading.id).collect();
    };
    if !matches(&entry.head.outline, source) {
        return own().map(|heading| &*heading.id).collect();
    }
    own()
        .zip(headings(source))
        .map(|(own, source)| {
            if own.is_explicit {
                &*own.id
            } else {
                &*source.id
            }
        })
        .collect()
}

/// The document whose ids a document shares: the first of its item.
pub(crate) fn source_of(site: &Site, doc: DocId) -> Option<DocId> {
    let entry = site.head(doc);
    let docs = if entry.name.is_fragment {
        site.fragments.get(&entry.name.key)?
    } else {
        &site.item(*site.by_key.get(&entry.name.key)?).docs
    };
    docs.iter().flatten().next().copied()
}

fn headings(outline: &[OutlineEntry]) -> impl Iterator<Item = &Outline> {
    outline.iter().filter_map(|entry| match entry {
        OutlineEntry::Heading(heading) => Some(heading),
        OutlineEntry::Include(_) => None,
    })
}

/// Whether two outlines have the same levels in the same order.
pub(crate) fn matches(a: &[OutlineEntry], b: &[OutlineEntry]) -> bool {
    headings(a)
        .map(|heading| heading.level)
        .eq(headings(b).map(|heading| heading.level))
}

/// The headings of the page that shows `doc`, included files in their places.
pub fn page_outline<'s>(
    site: &'s Site,
    documents: &[Arc<Document>],
    doc: DocId,
) -> Vec<PageHeading<'s>> {
    let mut out = Vec::new();
    collect(site, documents, doc, &mut Vec::new(), &mut out);
    out
}

fn collect<'s>(
    site: &'s Site,
    documents: &[Arc<Document>],
    doc: DocId,
    within: &mut Vec<DocId>,
    out: &mut Vec<PageHeading<'s>>,
) {
    if within.contains(&doc) {
        return;
    }
    within.push(doc);
    let mut ids = heading_ids(site, doc).into_iter();
    for entry in &site.head(doc).head.outline {
        match entry {
            OutlineEntry::Heading(heading) => out.push(PageHeading {
                level: heading.level,
                text: &heading.text,
                id: ids.next().unwrap_or(&heading.id),
                is_for_learners: heading.is_for_learners,
            }),
            OutlineEntry::Include(block) => {
                let document = &documents[doc.0 as usize];
                let file = document.body.blocks[*block as usize].attribute("file");
                if let Some(target) = file.and_then(|file| include_target(site, doc, file)) {
                    collect(site, documents, target, within, out);
                }
            }
        }
    }
    within.pop();
}

/// Whether any of the text that a page shows is for trainers alone; included files count.
pub fn has_trainer_text(site: &Site, documents: &[Arc<Document>], doc: DocId) -> bool {
    fn look(site: &Site, documents: &[Arc<Document>], doc: DocId, within: &mut Vec<DocId>) -> bool {
        if within.contains(&doc) {
            return false;
        }
        within.push(doc);
        let head = &site.head(doc).head;
        head.parts.has_trainer_text
            || head.outline.iter().any(|entry| {
                let OutlineEntry::Include(block) = entry else {
                    return false;
                };
                let document = &documents[doc.0 as usize];
                let file = document.body.blocks[*block as usize].attribute("file");
                file.and_then(|file| include_target(site, doc, file))
                    .is_some_and(|target| look(site, documents, target, within))
            })
    }
    look(site, documents, doc, &mut Vec::new())
}
