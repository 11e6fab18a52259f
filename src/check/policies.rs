//! What the texts of policies say about clauses and variables that are not there.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::{Code, Diagnostic, Span, TextRange, suggest};
use crate::parse::{Block, Document, OpKind};
use crate::site::{DocId, ItemId, Site, heading_ids};

/// Checks one document within its site.
pub(super) fn check(
    site: &Site,
    documents: &[Arc<Document>],
    id: DocId,
    sink: &mut Vec<Diagnostic>,
) {
    let document = &documents[id.0 as usize];
    let item = site.by_key.get(&document.name.key).copied();
    let item = item.filter(|_| !document.name.is_fragment);
    let Some(policy) = item.and_then(|item| site.policy(item)) else {
        elsewhere(document, sink);
        return;
    };
    let item = item.expect("a policy is an item");
    let is_variant = policy.variant.is_some();
    for block in blocks(document) {
        let message = match (&*block.name, is_variant) {
            ("clause", true) => "a variant has no clauses of its own",
            ("override" | "append" | "remove", false) => "this text is no variant of another",
            _ => continue,
        };
        sink.push(
            Diagnostic::new(
                Code::PolicyText,
                Span::new(&document.path, block.range),
                message,
            )
            .help(if is_variant {
                "change a clause of the base with `override`, or add to one with `append`"
            } else {
                "write a `clause`, or say with `based_on_policy` what this is a variant of"
            }),
        );
    }
    if let Some(range) = document.refs.footnote {
        sink.push(
            Diagnostic::new(
                Code::PolicyText,
                Span::new(&document.path, range),
                "a footnote in a policy",
            )
            .help("write it into the clause: variants leave clauses out, and a note would stay behind"),
        );
    }
    variables(site, item, document, sink);
    languages(site, documents, item, id, sink);
    if is_variant && let Some(base) = site.policy_base_doc(item, id) {
        changes(document, &documents[base.0 as usize], sink);
        shared_ids(site, documents, (id, base), sink);
    }
}

fn blocks(document: &Document) -> impl Iterator<Item = &Block> {
    let blocks = document.body.blocks.iter();
    blocks.filter(|block| block.is_clause())
}

/// Blocks and variables of policies in a text that is no policy's.
fn elsewhere(document: &Document, sink: &mut Vec<Diagnostic>) {
    if let Some(block) = blocks(document).next() {
        sink.push(
            Diagnostic::new(
                Code::PolicyText,
                Span::new(&document.path, block.range),
                format!("the block `{}` belongs to policies", block.name),
            )
            .help("write `type = \"policy\"` into the facts of the item, or use a heading"),
        );
    }
    for (name, range) in named(document) {
        sink.push(
            Diagnostic::new(
                Code::UnknownVariable,
                Span::new(&document.path, range),
                format!("only the text of a policy has variables, such as `{name}`"),
            )
            .help("write the words themselves"),
        );
    }
}

/// The variables that a text names, with their places.
fn named(document: &Document) -> impl Iterator<Item = (&str, TextRange)> {
    let written = document.refs.variables.iter();
    let written = written.map(|(name, range)| (&**name, *range));
    let blocks = document.body.blocks.iter();
    let asked = blocks.filter_map(|block| Some((block.attribute("variable")?, block.range)));
    written.chain(asked)
}

fn variables(site: &Site, item: ItemId, document: &Document, sink: &mut Vec<Diagnostic>) {
    let known = site.policy_variables(item);
    let names: Vec<&str> = known.iter().map(|held| held.variable.id.as_str()).collect();
    for (name, range) in named(document) {
        if names.contains(&name) || is_declared(site, item, name) {
            continue;
        }
        sink.push(
            Diagnostic::new(
                Code::UnknownVariable,
                Span::new(&document.path, range),
                format!("the policy has no variable `{name}`"),
            )
            .help("declare it under `[variables]` in the facts of the base")
            .maybe_help(suggest::help(name, names.iter().copied())),
        );
    }
    for block in &document.body.blocks {
        let (Some(name), Some(value)) = (block.attribute("variable"), block.attribute("value"))
        else {
            continue;
        };
        let variable = known.iter().find(|held| held.variable.id == name);
        if let Some(Err(expected)) = variable.map(|held| held.variable.setting_of_word(value)) {
            sink.push(
                Diagnostic::new(
                    Code::PolicyVariable,
                    Span::new(&document.path, block.range),
                    format!("`{name}` is never `{value}`: it is {expected}"),
                )
                .help("the text in this block would never be shown"),
            );
        }
    }
}

/// Whether a base declares a variable, though without a value that could be read: that was reported.
fn is_declared(site: &Site, item: ItemId, name: &str) -> bool {
    let base = site.policy_base(item).unwrap_or(item);
    let variables = site.policy(base).map(|policy| &policy.variables);
    let mut variables = variables.into_iter().flatten();
    variables.any(|variable| variable.id == name)
}

/// Clauses that a translation has, and its source has not, or the other way round.
fn languages(
    site: &Site,
    documents: &[Arc<Document>],
    item: ItemId,
    id: DocId,
    sink: &mut Vec<Diagnostic>,
) {
    let Some(source) = site.source_doc(item).filter(|source| *source != id) else {
        return;
    };
    let (document, source) = (&documents[id.0 as usize], &documents[source.0 as usize]);
    let ids = |document: &Document| -> Vec<(String, String)> {
        blocks(document)
            .map(|block| (block.name.to_string(), id_of(block).to_owned()))
            .collect()
    };
    let (own, theirs) = (ids(document), ids(source));
    let is_variant = site
        .policy(item)
        .is_some_and(|policy| policy.variant.is_some());
    // What a variant changes has no order of its own.
    let is_same = if is_variant {
        own.iter().collect::<BTreeSet<_>>() == theirs.iter().collect()
    } else {
        own == theirs
    };
    if is_same {
        return;
    }
    let extra = blocks(document).find(|block| {
        let entry = (block.name.to_string(), id_of(block).to_owned());
        !theirs.contains(&entry)
    });
    let missing = blocks(source).find(|block| {
        let entry = (block.name.to_string(), id_of(block).to_owned());
        !own.contains(&entry)
    });
    let first = blocks(document).next().map(|block| block.range);
    let (range, message) = match (extra, missing) {
        (Some(block), _) => (
            block.range,
            format!("the source has no `{}` of `{}`", block.name, id_of(block)),
        ),
        (None, Some(block)) => (
            first.unwrap_or_default(),
            format!(
                "the `{}` of `{}` is missing in this language",
                block.name,
                id_of(block)
            ),
        ),
        (None, None) => (
            first.unwrap_or_default(),
            "the clauses stand in another order than in the source".to_owned(),
        ),
    };
    let there = missing.or_else(|| blocks(source).next());
    let mut diagnostic = Diagnostic::new(
        Code::ClausesDiffer,
        Span::new(&document.path, range),
        message,
    )
    .help("write the same clauses, with the same ids and in the same order, in each language");
    if let Some(block) = there {
        let span = Span::new(&source.path, block.range);
        diagnostic = diagnostic.label(span, "the source's clauses");
    }
    sink.push(diagnostic);
}

fn id_of(block: &Block) -> &str {
    block.id.as_deref().unwrap_or_default()
}

/// What a variant changes must be there.
fn changes(document: &Document, base: &Document, sink: &mut Vec<Diagnostic>) {
    let known: Vec<&str> = base
        .body
        .blocks
        .iter()
        .filter(|block| &*block.name == "clause")
        .map(id_of)
        .collect();
    for block in blocks(document).filter(|block| &*block.name != "clause") {
        let id = id_of(block);
        if id.is_empty() || known.contains(&id) {
            continue;
        }
        sink.push(
            Diagnostic::new(
                Code::UnknownClause,
                Span::new(&document.path, block.range),
                format!("the base has no clause `{id}`"),
            )
            .help(format!("see the clauses of `{}`", base.path))
            .maybe_help(suggest::help(id, known.iter().copied())),
        );
    }
}

/// Ids of a variant that are also on its page from the base's clauses.
fn shared_ids(
    site: &Site,
    documents: &[Arc<Document>],
    (id, base): (DocId, DocId),
    sink: &mut Vec<Diagnostic>,
) {
    let document = &documents[id.0 as usize];
    let shown = shown_ids(site, &documents[base.0 as usize], base, document);
    let headings = heading_ids(site, id).into_iter();
    let headings = headings.zip(&document.refs.headings);
    let others = document.refs.ids.iter();
    let own = headings
        .map(|(id, range)| (id, *range))
        .chain(others.map(|(id, range)| (&**id, *range)));
    for (name, range) in own.filter(|(name, _)| shown.contains(*name)) {
        sink.push(
            Diagnostic::new(
                Code::DuplicateId,
                Span::new(&document.path, range),
                format!("with the base's clauses, the id `{name}` is on this page twice"),
            )
            .help("give it another id here: `{#other-id}`"),
        );
    }
}

/// Ids within the clauses of a base that a variant shows; those of the clauses themselves are what
/// it names.
fn shown_ids(site: &Site, base: &Document, doc: DocId, variant: &Document) -> BTreeSet<String> {
    let replaced: Vec<&str> = blocks(variant)
        .filter(|block| matches!(&*block.name, "override" | "remove"))
        .map(id_of)
        .collect();
    let headings = heading_ids(site, doc);
    let mut found = BTreeSet::new();
    let mut open: Vec<bool> = Vec::new();
    for op in &base.body.ops {
        let is_shown = open.last().copied().unwrap_or(true);
        match op.kind {
            OpKind::Open(index) => {
                let block = &base.body.blocks[index as usize];
                let is_clause = block.is_clause();
                open.push(is_shown && !(is_clause && replaced.contains(&id_of(block))));
                if is_shown && !is_clause {
                    found.extend(block.id.as_deref().map(str::to_owned));
                }
            }
            OpKind::Close => {
                open.pop();
            }
            OpKind::HeadingId(index) if is_shown => {
                found.extend(headings.get(index as usize).map(|id| (*id).to_owned()));
            }
            _ => {}
        }
    }
    found
}
