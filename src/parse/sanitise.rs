//! HTML in a text: made harmless, refused or trusted, as the site decides.
//!
//! Pieces of HTML lie between pieces of Markdown (`<b>*x*</b>`), so the children of a node are
//! sanitised together: what is Markdown is replaced by a token of private-use characters, ammonia
//! cleans the whole, and the tokens become the nodes again. The result is always balanced.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::base::{Code, Diagnostic, SourcePath, Span, TextRange};
use crate::config::RawHtml;
use crate::parse::tree::{Kind, NodeId, Tree};

const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

const ATTRIBUTES: &[&str] = &["dir", "id", "lang", "title"];

const TAG_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang"]),
    ("bdo", &["dir"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["cite", "datetime"]),
    ("details", &["open"]),
    ("img", &["src", "alt", "width", "height"]),
    ("ins", &["cite", "datetime"]),
    ("li", &["value"]),
    ("ol", &["start", "reversed", "type"]),
    ("q", &["cite"]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("th", &["colspan", "rowspan", "headers", "scope", "abbr"]),
    ("time", &["datetime"]),
];

/// Schemes that a link may have: those that open a page, a message or a call.
pub(crate) const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "sms", "geo"];

/// Treats all HTML of a tree as `policy` says.
pub(super) fn apply(
    path: &SourcePath,
    tree: &mut Tree<'_>,
    policy: RawHtml,
    sink: &mut Vec<Diagnostic>,
) {
    unwrap_blocks(tree);
    if policy == RawHtml::Trust {
        return;
    }
    let parents: Vec<NodeId> = tree
        .ids()
        .filter(|id| {
            tree.get(*id)
                .children
                .iter()
                .any(|child| is_html(tree, *child))
        })
        .collect();
    for parent in parents {
        match policy {
            RawHtml::Refuse => refuse(path, tree, parent, sink),
            _ => sanitise(path, tree, parent, sink),
        }
    }
}

fn is_html(tree: &Tree<'_>, id: NodeId) -> bool {
    matches!(tree.get(id).kind, Kind::Html(_))
}

/// Puts the lines of HTML blocks, joined, among the children of the block's parent.
fn unwrap_blocks(tree: &mut Tree<'_>) {
    let blocks: Vec<NodeId> = tree
        .ids()
        .filter(|id| tree.get(*id).kind == Kind::HtmlBlock)
        .collect();
    for block in blocks {
        let lines = std::mem::take(&mut tree.get_mut(block).children);
        let mut html = String::new();
        for line in lines {
            if let Kind::Html(text) | Kind::Text(text) = &tree.get(line).kind {
                html.push_str(text);
            }
        }
        tree.get_mut(block).kind = Kind::Html(Cow::Owned(html));
    }
}

fn refuse(path: &SourcePath, tree: &mut Tree<'_>, parent: NodeId, sink: &mut Vec<Diagnostic>) {
    let children = std::mem::take(&mut tree.get_mut(parent).children);
    let mut kept = Vec::with_capacity(children.len());
    for child in children {
        let node = tree.get(child);
        let Kind::Html(html) = &node.kind else {
            kept.push(child);
            continue;
        };
        if !is_only_comments(html) {
            let shown: String = html.trim().lines().next().unwrap_or_default().to_owned();
            sink.push(
                Diagnostic::new(
                    Code::RawHtmlRefused,
                    Span::new(path, node.range),
                    format!("HTML is not allowed in texts of this site: `{shown}`"),
                )
                .help("write it in Markdown, or set `raw_html = \"sanitise\"` in `site.toml`"),
            );
        }
    }
    tree.get_mut(parent).children = kept.into();
}

fn sanitise(path: &SourcePath, tree: &mut Tree<'_>, parent: NodeId, sink: &mut Vec<Diagnostic>) {
    let children = std::mem::take(&mut tree.get_mut(parent).children);
    let mut joined = String::new();
    let mut first = None;
    let mut has_warned = false;
    let mut tags_before = 0;
    for (index, child) in children.iter().enumerate() {
        let node = tree.get(*child);
        if let Kind::Html(html) = &node.kind {
            first.get_or_insert(node.range);
            for removed in removals(html) {
                has_warned = true;
                sink.push(warning(path, node.range, html, &removed));
            }
            tags_before += count_tags(html);
            joined.push_str(&html.replace([OPEN, CLOSE], ""));
        } else {
            joined.push(OPEN);
            joined.push_str(&index.to_string());
            joined.push(CLOSE);
        }
    }
    let clean = cleaner().clean(&joined).to_string();
    let place = first.unwrap_or_default();
    let mut kept = Vec::with_capacity(children.len());
    let mut returned = vec![false; children.len()];
    let mut rest = clean.as_str();
    while let Some((html, tail)) = rest.split_once(OPEN) {
        push_html(tree, html, place, &mut kept);
        let (number, tail) = tail.split_once(CLOSE).unwrap_or((tail, ""));
        if let Ok(index) = number.parse::<usize>()
            && let Some(child) = children.get(index)
            && !std::mem::replace(&mut returned[index], true)
        {
            kept.push(*child);
        }
        rest = tail;
    }
    push_html(tree, rest, place, &mut kept);
    // Opening tags that neither stayed nor were announced: the parser of HTML dropped them.
    if !has_warned && count_tags(&clean) < tags_before {
        sink.push(warning(
            path,
            place,
            "",
            "tags that are not allowed where they stand",
        ));
    }
    tree.get_mut(parent).children = kept.into();
}

fn push_html(tree: &mut Tree<'_>, html: &str, place: TextRange, kept: &mut Vec<NodeId>) {
    if !html.is_empty() {
        kept.push(tree.add(Kind::SafeHtml(html.to_owned()), place));
    }
}

fn warning(path: &SourcePath, range: TextRange, html: &str, removed: &str) -> Diagnostic {
    let shown = html.trim().lines().next().unwrap_or_default();
    let range = if shown.is_empty() {
        range
    } else {
        // The parser leaves out the indentation of a block, and not that of its further lines.
        let start = range.start as usize;
        TextRange::new(start, (start + shown.len()).min(range.end as usize))
    };
    Diagnostic::new(
        Code::RawHtmlRemoved,
        Span::new(path, range),
        format!("{removed} was taken out"),
    )
    .help("write it in Markdown or as a block; `raw_html` in `site.toml` says what is allowed")
}

fn cleaner() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .tag_attributes(
            TAG_ATTRIBUTES
                .iter()
                .map(|(tag, names)| (*tag, names.iter().copied().collect::<HashSet<_>>()))
                .collect(),
        )
        .clean_content_tags(["script", "style"].into_iter().collect())
        .url_schemes(SCHEMES.iter().copied().collect())
        .link_rel(None);
    builder
}

/// What of a piece of HTML will not stay, in words.
fn removals(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in tags(html) {
        if !TAGS.contains(&tag.name.as_str()) {
            if !tag.is_closing {
                found.push(format!("`<{}>`", tag.name));
            }
            continue;
        }
        let own = TAG_ATTRIBUTES.iter().find(|(name, _)| *name == tag.name);
        for (name, value) in tag.attributes {
            let is_known = ATTRIBUTES.contains(&name.as_str())
                || own.is_some_and(|(_, names)| names.contains(&name.as_str()));
            if !is_known {
                found.push(format!("the attribute `{name}` of `<{}>`", tag.name));
            } else if matches!(name.as_str(), "href" | "src" | "cite")
                && scheme(&value).is_some_and(|scheme| !SCHEMES.contains(&scheme.as_str()))
            {
                found.push(format!("the address of `<{}>`", tag.name));
            }
        }
    }
    found
}

/// The scheme of an address in small letters, if it has one; white space and control characters
/// within it do not count, as browsers do not count them (URL Standard, section 4.4).
pub(crate) fn scheme(address: &str) -> Option<String> {
    let address: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme
        .chars()
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

fn count_tags(html: &str) -> usize {
    tags(html).into_iter().filter(|tag| !tag.is_closing).count()
}

fn is_only_comments(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some(inner) = rest.strip_prefix("<!--") {
        rest = inner
            .split_once("-->")
            .map_or("", |(_, after)| after)
            .trim_start();
    }
    rest.is_empty()
}

/// A tag as it was written.
pub(super) struct RawTag {
    pub(super) name: String,
    pub(super) is_closing: bool,
    pub(super) attributes: Vec<(String, String)>,
}

/// The tags of a piece of HTML; comments are passed over.
pub(super) fn tags(html: &str) -> Vec<RawTag> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (is_closing, inner) = match rest.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, rest),
        };
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let length = inner
            .find(|c: char| c.is_whitespace() || c == '>' || c == '/')
            .unwrap_or(inner.len());
        let name = inner[..length].to_ascii_lowercase();
        let (attributes, after) = attributes(&inner[length..]);
        found.push(RawTag {
            name,
            is_closing,
            attributes,
        });
        rest = after;
    }
    found
}

/// The attributes up to the end of the tag, and what follows it.
fn attributes(text: &str) -> (Vec<(String, String)>, &str) {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        if rest.is_empty() {
            return (found, "");
        }
        let length = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_whitespace() || "=>/".contains(*c))
            .map_or(rest.len(), |(at, _)| at);
        let name = rest[..length].to_ascii_lowercase();
        rest = rest[length..].trim_start();
        let mut value = String::new();
        if let Some(tail) = rest.strip_prefix('=') {
            let tail = tail.trim_start();
            let quote = tail.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (text, after) = match quote {
                Some(quote) => tail[1..].split_once(quote).unwrap_or((&tail[1..], "")),
                None => tail.split_at(
                    tail.find(|c: char| c.is_whitespace() || c == '>')
                        .unwrap_or(tail.len()),
                ),
            };
            text.clone_into(&mut value);
            rest = after;
        }
        found.push((name, value));
    }
}
