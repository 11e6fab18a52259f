//! `[text]{lang=sv}`: fragments in another language (WCAG 3.1.2). `[name]{variable}`: the value of a
//! variable of a policy.

use crate::base::lang::is_language_tag;
use crate::base::{Code, Diagnostic, SourcePath, Span, TextRange};
use crate::parse::attributes;
use crate::parse::tree::{Kind, NodeId, Tree};

/// Finds fragments with a language and makes them nodes.
pub(super) fn mark_languages(path: &SourcePath, tree: &mut Tree<'_>, sink: &mut Vec<Diagnostic>) {
    let parents: Vec<NodeId> = tree
        .ids()
        .filter(|id| {
            !matches!(tree.get(*id).kind, Kind::Code { .. } | Kind::HtmlBlock)
                && tree
                    .get(*id)
                    .children
                    .iter()
                    .any(|child| is_candidate(tree, *child))
        })
        .collect();
    for parent in parents {
        // Each round makes at least one `]{` or leading `{` less, and goes on where it ended.
        let mut from = 0;
        while let Some(next) = mark_one(path, tree, parent, from, sink) {
            from = next;
        }
    }
}

fn is_candidate(tree: &Tree<'_>, id: NodeId) -> bool {
    // Hardly any text has a brace: that is found out faster than two characters in a row.
    matches!(&tree.get(id).kind, Kind::Text(text) if text.contains('{') && (text.contains("]{") || text.starts_with('{')))
}

/// A fragment among the children of a node.
struct Found {
    /// Index of the child that holds the closing bracket, and the offset after it.
    close: (usize, usize),
    /// Index of the child and the offset where the fragment begins.
    open: (usize, usize),
    /// Bytes of `{…}`.
    length: usize,
    mark: Mark,
    place: TextRange,
    /// Whether there are brackets to take away; a link has none left.
    has_brackets: bool,
}

/// What a fragment is marked as.
enum Mark {
    Language(String),
    Variable,
}

/// Makes the first fragment from the child `from` on a node; gives its place among the children.
fn mark_one(
    path: &SourcePath,
    tree: &mut Tree<'_>,
    parent: NodeId,
    from: usize,
    sink: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let found = find(tree, parent, from)?;
    if let Mark::Language(lang) = &found.mark
        && !is_language_tag(lang)
    {
        sink.push(
            Diagnostic::new(
                Code::UnknownLanguage,
                Span::new(path, found.place),
                format!("`{lang}` is not a language tag"),
            )
            .help("use a tag of BCP 47, such as `fi`, `sv` or `en-GB`"),
        );
    }
    let mut children = std::mem::take(&mut tree.get_mut(parent).children).into_vec();
    let mut before = Vec::new();
    let mut inside = Vec::new();
    let mut after = Vec::new();
    let bracket = usize::from(found.has_brackets);
    let marked = children[found.open.0..=found.close.0].to_vec();
    for (index, child) in (found.open.0..).zip(marked) {
        let (text, range) = match &tree.get(child).kind {
            Kind::Text(text) => (text.to_string(), tree.get(child).range),
            _ => (String::new(), TextRange::default()),
        };
        let piece = |tree: &mut Tree<'_>, from: usize, to: usize, list: &mut Vec<NodeId>| {
            if from < to {
                let is_verbatim = range.end - range.start == u32::try_from(text.len()).unwrap_or(0);
                let place = if is_verbatim {
                    TextRange::new(from, to).shifted(range.start as usize)
                } else {
                    range
                };
                list.push(tree.add(Kind::Text(text[from..to].to_owned().into()), place));
            }
        };
        let is_open = index == found.open.0 && found.has_brackets;
        let is_close = index == found.close.0;
        match (is_open, is_close) {
            (true, true) => {
                piece(tree, 0, found.open.1, &mut before);
                piece(tree, found.open.1 + 1, found.close.1 - 1, &mut inside);
                piece(tree, found.close.1 + found.length, text.len(), &mut after);
            }
            (true, false) => {
                piece(tree, 0, found.open.1, &mut before);
                piece(tree, found.open.1 + 1, text.len(), &mut inside);
            }
            (false, true) => {
                piece(tree, 0, found.close.1 - bracket, &mut inside);
                piece(tree, found.close.1 + found.length, text.len(), &mut after);
            }
            (false, false) => inside.push(child),
        }
    }
    let node = match found.mark {
        Mark::Language(lang) => {
            let node = tree.add(Kind::Language(lang), found.place);
            tree.get_mut(node).children = inside.into();
            node
        }
        Mark::Variable => {
            let names = inside.iter().map(|id| tree.plain_text(*id));
            let name: String = names.collect();
            let place = inside.iter().map(|id| tree.get(*id).range);
            let place = place.reduce(|first, last| TextRange {
                start: first.start,
                end: last.end,
            });
            tree.add(
                Kind::Variable(name.trim().to_owned()),
                place.unwrap_or(found.place),
            )
        }
    };
    let place = found.open.0 + before.len();
    before.push(node);
    before.extend(after);
    children.splice(found.open.0..=found.close.0, before);
    tree.get_mut(parent).children = children.into();
    Some(place)
}

fn find(tree: &Tree<'_>, parent: NodeId, from: usize) -> Option<Found> {
    let children = &tree.get(parent).children;
    for (index, child) in children.iter().enumerate().skip(from) {
        let Kind::Text(text) = &tree.get(*child).kind else {
            continue;
        };
        let place = tree.get(*child).range;
        if text.starts_with('{')
            && index > 0
            && matches!(tree.get(children[index - 1]).kind, Kind::Link { .. })
            && let Some((mark @ Mark::Language(_), length)) = mark(text)
        {
            return Some(Found {
                close: (index, 0),
                open: (index - 1, 0),
                length,
                mark,
                place,
                has_brackets: false,
            });
        }
        let mut from = 0;
        while let Some(at) = text[from..].find("]{").map(|at| from + at) {
            if let Some((mark, length)) = mark(&text[at + 1..])
                && let Some(open) = opening(tree, children, index, at)
            {
                return Some(Found {
                    close: (index, at + 1),
                    open,
                    length,
                    mark,
                    place,
                    has_brackets: true,
                });
            }
            from = at + 2;
        }
    }
    None
}

/// What `{lang=…}` or `{variable}` at the beginning of `text` says, and its length.
fn mark(text: &str) -> Option<(Mark, usize)> {
    let end = text.find('}')?;
    if text[1..end].trim() == "variable" {
        return Some((Mark::Variable, end + 1));
    }
    let attributes = attributes::parse(&text[1..end], 0);
    match attributes.pairs.as_slice() {
        [(key, value, _)] if key == "lang" && attributes.malformed.is_empty() => {
            Some((Mark::Language(value.clone()), end + 1))
        }
        _ => None,
    }
}

/// The bracket that belongs to the one before `at` in the child `index`.
fn opening(
    tree: &Tree<'_>,
    children: &[NodeId],
    index: usize,
    at: usize,
) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    for child in (0..=index).rev() {
        let Kind::Text(text) = &tree.get(children[child]).kind else {
            continue;
        };
        let text = if child == index { &text[..at] } else { text };
        for (offset, c) in text.char_indices().rev() {
            match c {
                ']' => depth += 1,
                '[' if depth == 0 => return Some((child, offset)),
                '[' => depth -= 1,
                _ => {}
            }
        }
    }
    None
}
