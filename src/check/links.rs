//! Links, pictures and includes that lead nowhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Code, Diagnostic, Span, TextRange, suggest};
use crate::parse::{Document, OutlineEntry};
use crate::site::{
    DocId, LinkFault, LinkSource, Site, Target, include_target, page_outline, resolve,
    resolve_image,
};

/// Checks one document, as readers of its own language see it.
pub(super) fn check(
    site: &Site,
    documents: &[Arc<Document>],
    id: DocId,
    sink: &mut Vec<Diagnostic>,
) {
    let document = &documents[id.0 as usize];
    let from = LinkSource {
        doc: id,
        language: document.name.language,
    };
    for link in &document.refs.links {
        let span = Span::new(&document.path, link.range);
        match resolve(site, from, &link.target) {
            Ok(Target::Page(page, Some(anchor))) => {
                let page = site.page(page);
                if !has_anchor(site, documents, page.doc, &anchor) {
                    let path = &site.head(page.doc).path;
                    sink.push(broken_anchor(
                        site,
                        documents,
                        page.doc,
                        span,
                        &anchor,
                        path.name(),
                    ));
                }
            }
            // A fragment's links to its own page can only be judged where it is included.
            Ok(Target::Here(anchor)) if !document.name.is_fragment => {
                if !anchor.is_empty() && !has_anchor(site, documents, id, &anchor) {
                    sink.push(broken_anchor(
                        site,
                        documents,
                        id,
                        span,
                        &anchor,
                        "this page",
                    ));
                }
            }
            Ok(_) => {}
            Err(fault) => sink.push(link_fault(span, &link.target, &fault)),
        }
    }
    for image in &document.refs.images {
        let span = Span::new(&document.path, image.range);
        match resolve_image(site, id, &image.target) {
            Err(fault) => sink.push(image_fault(span, &image.target, &fault)),
            Ok(path) => {
                if let Some(Some(Err(why))) = site.assets.get(&path).map(|asset| &asset.size) {
                    sink.push(
                        Diagnostic::new(
                            Code::UnreadableImage,
                            span,
                            format!("cannot read the size of `{path}`: {why}"),
                        )
                        .help("save it as SVG (with `width` and `height` or `viewBox`), PNG, JPEG, WebP, AVIF or GIF"),
                    );
                }
            }
        }
    }
    for (name, range) in &document.refs.terms {
        if site.terms.named(document.name.language, name).is_none() {
            sink.push(
                Diagnostic::new(
                    Code::UnknownTerm,
                    Span::new(&document.path, *range),
                    format!("the glossary has no term `{name}`"),
                )
                .help("write the last part of the term's key, or write the term with `type = \"term\"`")
                .maybe_help(site.terms.suggestion(name)),
            );
        }
    }
    includes(site, documents, id, sink);
    if !document.name.is_fragment {
        shared_ids(site, documents, id, sink);
    }
}

fn has_anchor(site: &Site, documents: &[Arc<Document>], doc: DocId, anchor: &str) -> bool {
    let is_in = |doc: DocId| {
        page_outline(site, documents, doc)
            .iter()
            .any(|heading| heading.id == anchor)
            || with_includes(site, documents, doc)
                .iter()
                .any(|doc| site.head(*doc).head.ids.iter().any(|id| &**id == anchor))
    };
    is_in(doc) || base_of(site, doc).is_some_and(is_in)
}

/// The text of the base that a variant of a policy is put together with.
fn base_of(site: &Site, doc: DocId) -> Option<DocId> {
    let name = &site.head(doc).name;
    let item = site.by_key.get(&name.key).filter(|_| !name.is_fragment)?;
    site.policy_base_doc(*item, doc)
}

/// A document and all that it includes.
fn with_includes(site: &Site, documents: &[Arc<Document>], doc: DocId) -> Vec<DocId> {
    let mut found = vec![doc];
    let mut next = 0;
    while next < found.len() {
        let at = found[next];
        for (_, target) in include_targets(site, documents, at) {
            if let Ok(target) = target
                && !found.contains(&target)
            {
                found.push(target);
            }
        }
        next += 1;
    }
    found
}

/// The includes of a document: the place of each block, and what it names.
fn include_targets<'d>(
    site: &'d Site,
    documents: &'d [Arc<Document>],
    doc: DocId,
) -> impl Iterator<Item = (TextRange, Result<DocId, &'d str>)> {
    let blocks = &documents[doc.0 as usize].body.blocks;
    blocks
        .iter()
        .filter(|block| &*block.name == "include")
        .filter_map(move |block| {
            let file = block.attribute("file")?;
            Some((block.range, include_target(site, doc, file).ok_or(file)))
        })
}

fn includes(site: &Site, documents: &[Arc<Document>], id: DocId, sink: &mut Vec<Diagnostic>) {
    let path = &documents[id.0 as usize].path;
    for (range, target) in include_targets(site, documents, id) {
        match target {
            Err(file) => {
                let near = suggest::nearest(
                    file.trim_end_matches(".md"),
                    site.fragments
                        .keys()
                        .filter_map(|key| key.rsplit('/').next()),
                );
                sink.push(
                    Diagnostic::new(
                        Code::BrokenInclude,
                        Span::new(path, range),
                        format!("no fragment at `{file}`"),
                    )
                    .help("name a file that begins with `_` and ends in `.md`, without a language code")
                    .maybe_help(near.map(|near| format!("did you mean `{near}.md`?"))),
                );
            }
            Ok(target) => {
                let reaches_itself = with_includes(site, documents, target).iter().any(|doc| {
                    include_targets(site, documents, *doc).any(|(_, to)| to == Ok(target))
                });
                if reaches_itself {
                    sink.push(
                        Diagnostic::new(
                            Code::CircularInclude,
                            Span::new(path, range),
                            format!("`{}` includes itself", site.head(target).path.name()),
                        )
                        .help("take one of the includes out"),
                    );
                }
            }
        }
    }
}

/// Ids that a page and the files it includes both have.
fn shared_ids(site: &Site, documents: &[Arc<Document>], id: DocId, sink: &mut Vec<Diagnostic>) {
    let outline = &site.head(id).head.outline;
    if !outline
        .iter()
        .any(|entry| matches!(entry, OutlineEntry::Include(_)))
    {
        return;
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for heading in page_outline(site, documents, id) {
        *seen.entry(heading.id).or_default() += 1;
    }
    for doc in with_includes(site, documents, id) {
        for id in &site.head(doc).head.ids {
            *seen.entry(id).or_default() += 1;
        }
    }
    let document = &documents[id.0 as usize];
    let place = include_targets(site, documents, id)
        .next()
        .map(|(range, _)| range);
    for (name, _) in seen.into_iter().filter(|(_, count)| *count > 1) {
        sink.push(
            Diagnostic::new(
                Code::DuplicateId,
                Span::new(&document.path, place.unwrap_or_default()),
                format!("with the included file, the id `{name}` is on this page twice"),
            )
            .help("give one of the two another id: `{#other-id}`"),
        );
    }
}

fn broken_anchor(
    site: &Site,
    documents: &[Arc<Document>],
    doc: DocId,
    span: Span,
    anchor: &str,
    where_: &str,
) -> Diagnostic {
    let outline = page_outline(site, documents, doc);
    let clauses = base_of(site, doc).into_iter();
    let clauses = clauses.flat_map(|base| site.head(base).head.ids.iter().map(|id| &**id));
    let ids: Vec<&str> = outline
        .iter()
        .map(|heading| heading.id)
        .chain(site.head(doc).head.ids.iter().map(|id| &**id))
        .chain(clauses)
        .collect();
    Diagnostic::new(
        Code::BrokenAnchor,
        span,
        format!("no place `#{anchor}` on {where_}"),
    )
    .help("give the heading that is meant an id: `## Title {#id}`")
    .maybe_help(suggest::help(anchor, ids))
}

fn link_fault(span: Span, target: &str, fault: &LinkFault) -> Diagnostic {
    match fault {
        LinkFault::Empty => Diagnostic::new(Code::BrokenLink, span, "the link leads nowhere")
            .help("write the file or the address between the parentheses"),
        LinkFault::Unsafe(scheme) => Diagnostic::new(
            Code::UnsafeLink,
            span,
            format!("links with `{scheme}:` are not allowed"),
        )
        .help(
            "use an address that begins with `https:`, `mailto:` or `tel:`, or a file of the site",
        ),
        LinkFault::Outside => Diagnostic::new(
            Code::UnsafePath,
            span,
            format!("`{target}` leads out of the site"),
        )
        .help("name a file below `content/`"),
        LinkFault::Unpublished(key) => Diagnostic::new(
            Code::UnpublishedLink,
            span,
            format!("`{key}` is left out of this build"),
        )
        .help("publish it, or take the link out until then"),
        LinkFault::Missing(near) => Diagnostic::new(
            Code::BrokenLink,
            span,
            format!("no page or file at `{target}`"),
        )
        .caret("no such file")
        .help("links name source files, seen from the file they stand in")
        .maybe_help(near.as_ref().map(|near| format!("did you mean `{near}`?"))),
    }
}

fn image_fault(span: Span, target: &str, fault: &LinkFault) -> Diagnostic {
    match fault {
        LinkFault::Empty => Diagnostic::new(Code::BrokenImage, span, "the picture has no file")
            .help("write the file between the parentheses"),
        LinkFault::Unsafe(scheme) => Diagnostic::new(
            Code::BrokenImage,
            span,
            format!("a picture cannot come from another site (`{scheme}:`)"),
        )
        .help("save it beside the text: readers' pages ask no other site for anything"),
        LinkFault::Outside => Diagnostic::new(
            Code::UnsafePath,
            span,
            format!("`{target}` leads out of the site"),
        )
        .help("save the picture beside the text"),
        LinkFault::Unpublished(_) | LinkFault::Missing(_) => {
            let near = match fault {
                LinkFault::Missing(near) => near.clone(),
                _ => None,
            };
            Diagnostic::new(Code::BrokenImage, span, format!("no picture at `{target}`"))
                .caret("no such file")
                .help("pictures lie beside the texts that show them")
                .maybe_help(near.map(|near| format!("did you mean `{near}`?")))
        }
    }
}
