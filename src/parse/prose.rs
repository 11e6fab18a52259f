//! The prose of one text: what a translator has to translate, block by block.
//!
//! [`read`] gives each block a hash of its words. Where a link leads, code, white space, punctuation,
//! quotation marks and emphasis play no part in it, so that a text may be laid out anew without its
//! translations becoming stale; a changed word always does. The hashes stand in `translations.lock`
//! and must stay what they are from one version of the program to the next.

use std::fmt;

use crate::base::{Digest, TextRange};
use crate::data::{Kind as DataKind, Table, Value};
use crate::parse::body::plain_text;
use crate::parse::directive::{MarkerKind, Scan};
use crate::parse::fields::is_fact;
use crate::parse::tree::{Kind, Node, NodeId, Tree};
use crate::parse::words::{Tally, Words};

/// Stands before words that `opas translations start` took from the source, [`END`] after them.
pub const BEGIN: char = '⟦';

/// Stands after words that are still to be translated.
pub const END: char = '⟧';

/// A hash of the words of a block: 48 bits, enough to tell a block from what it was before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProseHash(u64);

impl ProseHash {
    /// Its form in `translations.lock`.
    const DIGITS: usize = 12;

    fn of(words: &str) -> Self {
        Self(Digest::of(words.as_bytes()).number() >> 16)
    }

    /// The hash that twelve hexadecimal digits say, as [`Display`](fmt::Display) writes them.
    pub fn parse(text: &str) -> Option<Self> {
        let is_hash =
            text.len() == Self::DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u64::from_str_radix(text, 16).ok()?;
        is_hash.then_some(Self(number))
    }
}

impl fmt::Display for ProseHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:012x}", self.0)
    }
}

impl fmt::Debug for ProseHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A block of prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prose {
    /// What its words come to.
    pub hash: ProseHash,
    /// Its words in the file, with their markup; in front matter with their quotation marks.
    pub range: TextRange,
    /// What it is.
    pub kind: ProseKind,
    /// Whether words in it are still to be translated.
    pub is_untouched: bool,
    /// How hard it is to read.
    pub tally: Tally,
}

/// What a block of prose is: the same in all languages of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProseKind {
    /// The title, from front matter or the first heading.
    Title,
    /// The summary.
    Summary,
    /// Another text of front matter.
    Text,
    /// A heading.
    Heading,
    /// A paragraph, or the words of an item of a list.
    Paragraph,
    /// A cell of a table.
    Cell,
    /// The title of a `:::` block.
    Label,
    /// The alternative text of a picture, or its caption.
    Picture,
}

/// Finds the prose of a text: of its front matter, then of its tree. The title comes first, wherever
/// it was written, then the summary, then the rest in the order of keys and of the file.
pub(super) fn read(front: &Table, text: &str, scan: &Scan<'_>, tree: &Tree<'_>) -> Box<[Prose]> {
    let mut reader = Reader {
        text,
        scan,
        tree,
        words: Words::default(),
        found: Vec::new(),
    };
    let title = tree
        .main_heading()
        .filter(|_| front.text("title").is_none());
    match (front.get("title"), title) {
        (Some(value), _) => reader.value(value, ProseKind::Title),
        (None, Some(title)) => reader.children(tree.get(title), ProseKind::Title),
        (None, None) => {}
    }
    if let Some(value) = front.get("summary") {
        reader.value(value, ProseKind::Summary);
    }
    // Keys may stand in any order.
    let mut others: Vec<_> = front.entries.iter().collect();
    others.retain(|(key, _)| !NO_PROSE.contains(&key.name.as_str()) && !is_fact(&key.name));
    others.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
    for (_, value) in others {
        reader.value(value, ProseKind::Text);
    }
    let children = &tree.get(Tree::ROOT).children[usize::from(title.is_some())..];
    reader.nodes(children, ProseKind::Paragraph);
    reader.found.into_boxed_slice()
}

/// Keys of front matter that are read elsewhere, or hold nothing to translate.
const NO_PROSE: &[&str] = &[
    "title",
    "summary",
    "slug",
    "level",
    "translation",
    "extra",
    "forms",
];

struct Reader<'a> {
    text: &'a str,
    scan: &'a Scan<'a>,
    tree: &'a Tree<'a>,
    words: Words,
    found: Vec<Prose>,
}

impl Reader<'_> {
    /// The texts of a value of front matter, each a block of its own.
    fn value(&mut self, value: &Value, kind: ProseKind) {
        match &value.kind {
            DataKind::Text(text) => {
                self.words.push(text);
                self.finish(Some(value.range), kind);
            }
            DataKind::List(values) => {
                for value in values {
                    self.value(value, kind);
                }
            }
            DataKind::Table(table) => {
                for (_, value) in &table.entries {
                    self.value(value, kind);
                }
            }
            DataKind::Null | DataKind::Bool(_) | DataKind::Integer(_) | DataKind::Float(_) => {}
        }
    }

    /// Ends a block, if there are words in it.
    fn finish(&mut self, range: Option<TextRange>, kind: ProseKind) {
        if let Some(range) = range.filter(|_| !self.words.as_str().is_empty()) {
            let raw = range.of(self.text).unwrap_or_default();
            self.found.push(Prose {
                hash: ProseHash::of(self.words.as_str()),
                range,
                kind,
                is_untouched: raw.contains(BEGIN),
                tally: self.words.tally(),
            });
        }
        self.words.clear();
    }

    fn node(&mut self, id: NodeId, kind: ProseKind) {
        let node = self.tree.get(id);
        match &node.kind {
            Kind::Code { .. } | Kind::Rule => {}
            Kind::HtmlBlock => {
                let mut html = String::new();
                self.html(node, &mut html);
                self.words.push(&plain_text(&without_comments(&html)));
                self.finish(Some(node.range), kind);
            }
            Kind::Heading { .. } => self.children(node, ProseKind::Heading),
            Kind::TableCell => self.children(node, ProseKind::Cell),
            Kind::Block(number) => {
                if let MarkerKind::Open(opening) = &self.scan.markers[*number].kind
                    && let Some((title, range)) = &opening.title
                {
                    self.words.push(title);
                    self.finish(Some(*range), ProseKind::Label);
                }
                self.children(node, ProseKind::Paragraph);
            }
            _ => self.children(node, ProseKind::Paragraph),
        }
    }

    fn html(&self, node: &Node<'_>, out: &mut String) {
        for child in &node.children {
            let child = self.tree.get(*child);
            match &child.kind {
                Kind::Html(html) => out.push_str(html),
                Kind::SafeHtml(html) => out.push_str(html),
                Kind::Text(text) => out.push_str(text),
                _ => self.html(child, out),
            }
        }
    }

    fn children(&mut self, node: &Node<'_>, kind: ProseKind) {
        self.nodes(&node.children, kind);
    }

    /// Nodes beside each other: runs of inline elements are blocks of prose, what lies between them is
    /// looked into.
    fn nodes(&mut self, nodes: &[NodeId], kind: ProseKind) {
        let mut range = None;
        let mut pictures = Vec::new();
        for child in nodes {
            if is_inline(&self.tree.get(*child).kind) {
                self.inline(*child, &mut range, &mut pictures);
            } else {
                self.finish(range.take(), kind);
                self.pictures(&mut pictures);
                self.node(*child, ProseKind::Paragraph);
            }
        }
        self.finish(range, kind);
        self.pictures(&mut pictures);
    }

    fn inline(&mut self, id: NodeId, range: &mut Option<TextRange>, pictures: &mut Vec<NodeId>) {
        let node = self.tree.get(id);
        match &node.kind {
            Kind::TaskMarker { .. } => return,
            Kind::Image { .. } => {
                self.words.gap();
                pictures.push(id);
            }
            Kind::Text(text) => self.words.push(text),
            Kind::Html(html) => self.words.push(&plain_text(&without_comments(html))),
            Kind::SafeHtml(html) => self.words.push(&plain_text(html)),
            Kind::Variable(name) => {
                self.words.gap();
                self.words.push(name);
                self.words.gap();
            }
            Kind::InlineCode(_)
            | Kind::SoftBreak
            | Kind::HardBreak
            | Kind::FootnoteReference(_) => {
                self.words.gap();
            }
            Kind::Link { target, title } => {
                if !self.is_address(id, target) {
                    self.inside(node, range, pictures);
                }
                self.words.apart(title);
            }
            _ => self.inside(node, range, pictures),
        }
        *range = Some(joined(*range, node.range));
    }

    fn inside(
        &mut self,
        node: &Node<'_>,
        range: &mut Option<TextRange>,
        pictures: &mut Vec<NodeId>,
    ) {
        for child in &node.children {
            self.inline(*child, range, pictures);
        }
    }

    /// Whether a link's words are nothing but where it leads.
    fn is_address(&self, link: NodeId, target: &str) -> bool {
        let words = self.tree.plain_text(link);
        words == target || target.strip_prefix("mailto:") == Some(&words)
    }

    /// The words of pictures, each a block of its own.
    fn pictures(&mut self, pictures: &mut Vec<NodeId>) {
        for id in pictures.drain(..) {
            let node = self.tree.get(id);
            let mut range = None;
            let mut nested = Vec::new();
            self.inside(node, &mut range, &mut nested);
            self.finish(range, ProseKind::Picture);
            if let Kind::Image { title, .. } = &node.kind {
                self.words.push(title);
                let raw = node.range.of(self.text).unwrap_or_default();
                let begin = raw.rfind(&**title).map(|at| node.range.start as usize + at);
                let place = begin.map_or(node.range, |begin| {
                    TextRange::new(begin, begin + title.len())
                });
                self.finish(Some(place), ProseKind::Picture);
            }
        }
    }
}

fn joined(a: Option<TextRange>, b: TextRange) -> TextRange {
    a.map_or(b, |a| TextRange {
        start: a.start.min(b.start),
        end: a.end.max(b.end),
    })
}

fn is_inline(kind: &Kind<'_>) -> bool {
    matches!(
        kind,
        Kind::Html(_)
            | Kind::SafeHtml(_)
            | Kind::Text(_)
            | Kind::InlineCode(_)
            | Kind::Emphasis
            | Kind::Strong
            | Kind::Strikethrough
            | Kind::Link { .. }
            | Kind::Image { .. }
            | Kind::FootnoteReference(_)
            | Kind::Term(_)
            | Kind::TaskMarker { .. }
            | Kind::Variable(_)
            | Kind::Language(_)
            | Kind::SoftBreak
            | Kind::HardBreak
    )
}

fn without_comments(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<!--") {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once("-->").map_or("", |(_, after)| after);
    }
    out + rest
}
