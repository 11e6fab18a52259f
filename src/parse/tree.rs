//! The typed tree of one text. It lives only while a file is parsed.

use std::borrow::Cow;

use pulldown_cmark::{Alignment, BlockQuoteKind};
use smallvec::SmallVec;

use crate::base::TextRange;

/// A node's place in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NodeId(pub(super) u32);

/// Nodes within a node.
pub(super) type Children = SmallVec<[NodeId; 4]>;

/// The nodes of a text; the root is the first.
pub(super) struct Tree<'a> {
    nodes: Vec<Node<'a>>,
}

/// A node.
pub(super) struct Node<'a> {
    pub(super) kind: Kind<'a>,
    /// Its place in the file.
    pub(super) range: TextRange,
    /// Most nodes have few: four need no memory of their own.
    pub(super) children: Children,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind<'a> {
    Root,
    Paragraph,
    Heading {
        level: u8,
        id: Option<Cow<'a, str>>,
    },
    Quote,
    Alert(BlockQuoteKind),
    List(Option<u64>),
    Item,
    Code {
        language: Cow<'a, str>,
    },
    Rule,
    Table(Vec<Alignment>),
    TableHead,
    TableRow,
    TableCell,
    DefinitionList,
    DefinitionTerm,
    DefinitionDetails,
    FootnoteDefinition(Cow<'a, str>),
    /// A `:::` block, by the number of its opening marker.
    Block(usize),
    /// Lines of HTML.
    HtmlBlock,
    /// A piece of HTML as it was written, inline or a line of an [`Kind::HtmlBlock`].
    Html(Cow<'a, str>),
    /// A piece of HTML that was made harmless.
    SafeHtml(String),
    Text(Cow<'a, str>),
    InlineCode(Cow<'a, str>),
    Emphasis,
    Strong,
    Strikethrough,
    Link {
        target: Cow<'a, str>,
        title: Cow<'a, str>,
    },
    Image {
        target: Cow<'a, str>,
        title: Cow<'a, str>,
    },
    FootnoteReference(Cow<'a, str>),
    /// Words that are a term, by the name that the author gave.
    Term(Cow<'a, str>),
    TaskMarker {
        is_done: bool,
    },
    /// The value of a variable of a policy, by its name.
    Variable(String),
    /// A fragment in another language.
    Language(String),
    SoftBreak,
    HardBreak,
}

impl<'a> Tree<'a> {
    pub(super) const ROOT: NodeId = NodeId(0);

    pub(super) fn new(range: TextRange, capacity: usize) -> Self {
        let mut nodes = Vec::with_capacity(capacity);
        nodes.push(Node {
            kind: Kind::Root,
            range,
            children: Children::new(),
        });
        Self { nodes }
    }

    pub(super) fn add(&mut self, kind: Kind<'a>, range: TextRange) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node {
            kind,
            range,
            children: Children::new(),
        });
        id
    }

    pub(super) fn get(&self, id: NodeId) -> &Node<'a> {
        &self.nodes[id.0 as usize]
    }

    pub(super) fn get_mut(&mut self, id: NodeId) -> &mut Node<'a> {
        &mut self.nodes[id.0 as usize]
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId)
    }

    /// The main heading, where the text begins with one.
    pub(super) fn main_heading(&self) -> Option<NodeId> {
        let first = *self.get(Self::ROOT).children.first()?;
        matches!(self.get(first).kind, Kind::Heading { level: 1, .. }).then_some(first)
    }

    /// The words of a node and all below it, without markup; a picture's alternative text counts.
    pub(super) fn plain_text(&self, id: NodeId) -> String {
        let mut out = String::new();
        self.collect_text(id, &mut out);
        out
    }

    fn collect_text(&self, id: NodeId, out: &mut String) {
        let node = self.get(id);
        match &node.kind {
            Kind::Text(text) | Kind::InlineCode(text) => out.push_str(text),
            Kind::SoftBreak | Kind::HardBreak => out.push(' '),
            Kind::FootnoteReference(_) => {}
            _ => {
                for child in &node.children {
                    self.collect_text(*child, out);
                }
            }
        }
    }
}
