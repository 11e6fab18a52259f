//! The writer: its state, the walk through the tree, and the plain elements.

use std::collections::HashMap;

use crate::base::{Diagnostic, LineStarts, SourcePath, TextRange};
use crate::parse::body::{Block, Body, ImageRef, LinkRef, Op, OpKind, OutlineEntry, Parts, Refs};
use crate::parse::directive::Scan;
use crate::parse::document::{Context, SUMMARY_MAX};
use crate::parse::lower::escape::escape;
use crate::parse::lower::footnotes::Footnotes;
use crate::parse::lower::table::Column;
use crate::parse::markdown::alert_name;
use crate::parse::name::Name;
use crate::parse::softening::Softening;
use crate::parse::tree::{Kind, Node, NodeId, Tree};
use crate::parse::typography::Before;
use crate::theme::{BlockAudience, Texts};

/// What lowering looks at besides the tree.
#[derive(Clone, Copy)]
pub(in crate::parse) struct Input<'a> {
    pub(in crate::parse) context: Context<'a>,
    pub(in crate::parse) language: &'a Texts,
    pub(in crate::parse) path: &'a SourcePath,
    pub(in crate::parse) name: &'a Name,
    /// The whole file.
    pub(in crate::parse) text: &'a str,
    pub(in crate::parse) scan: &'a Scan<'a>,
    /// Whether front matter has a title; if not, the first heading is it.
    pub(in crate::parse) has_title: bool,
}

/// What is kept of a text.
pub(in crate::parse) struct Lowered {
    pub(in crate::parse) body: Body,
    pub(in crate::parse) outline: Vec<OutlineEntry>,
    pub(in crate::parse) refs: Refs,
    pub(in crate::parse) parts: Parts,
    /// The first heading, where it is the page's title.
    pub(in crate::parse) title: Option<String>,
    /// The beginning of the text, for pages without a summary.
    pub(in crate::parse) lead: String,
}

/// Writes the tree down.
pub(in crate::parse) fn lower(
    input: Input<'_>,
    tree: &Tree<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Lowered {
    let mut writer = Writer {
        input,
        tree,
        sink,
        html: String::with_capacity(input.text.len() + input.text.len() / 2),
        ops: Vec::new(),
        blocks: Vec::new(),
        outline: Vec::new(),
        links: Vec::new(),
        images: Vec::new(),
        terms: Vec::new(),
        variables: Vec::new(),
        footnote: None,
        headings: Vec::new(),
        ids: Vec::new(),
        used_ids: HashMap::new(),
        footnotes: Footnotes::default(),
        before: Before::default(),
        softening: Softening::new(
            &input.language.locale,
            input.context.config.markdown.has_soft_hyphens,
        ),
        column: Column::default(),
        open_blocks: Vec::new(),
        level: 1,
        parts: Parts::default(),
        lines: input.context.has_places.then(|| LineStarts::of(input.text)),
    };
    writer.collect_footnotes();
    let mut children = tree.get(Tree::ROOT).children.as_slice();
    let mut title = None;
    if !input.has_title
        && let Some(heading) = tree.main_heading()
    {
        title = Some(tree.plain_text(heading));
        children = &children[1..];
    }
    let lead = lead(tree, children);
    for child in children {
        writer.node(*child);
    }
    writer.text_between_clauses(children);
    writer.footnote_section();
    Lowered {
        body: Body {
            // A copy of its own size: shrinking in place would keep the room that was set aside.
            html: writer.html.as_str().into(),
            ops: writer.ops.into_boxed_slice(),
            blocks: writer.blocks.into_boxed_slice(),
        },
        outline: writer.outline,
        refs: Refs {
            links: writer.links.into_boxed_slice(),
            images: writer.images.into_boxed_slice(),
            terms: writer.terms.into_boxed_slice(),
            variables: writer.variables.into_boxed_slice(),
            footnote: writer.footnote,
            headings: writer.headings.into_boxed_slice(),
            ids: writer.ids.into_boxed_slice(),
        },
        parts: writer.parts,
        title,
        lead,
    }
}

/// The first paragraph, cut at a word.
fn lead(tree: &Tree<'_>, children: &[NodeId]) -> String {
    let paragraph = children
        .iter()
        .find(|id| matches!(tree.get(**id).kind, Kind::Paragraph));
    let text = paragraph.map(|id| tree.plain_text(*id)).unwrap_or_default();
    if text.chars().count() <= SUMMARY_MAX {
        return text;
    }
    let cut: String = text.chars().take(SUMMARY_MAX - 1).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!(
        "{}…",
        cut[..end].trim_end_matches([',', ';', ':', '.', ' '])
    )
}

/// The state of writing one text.
pub(super) struct Writer<'a, 's> {
    pub(super) input: Input<'a>,
    pub(super) tree: &'a Tree<'a>,
    pub(super) sink: &'s mut Vec<Diagnostic>,
    pub(super) html: String,
    pub(super) ops: Vec<Op>,
    pub(super) blocks: Vec<Block>,
    pub(super) outline: Vec<OutlineEntry>,
    pub(super) links: Vec<LinkRef>,
    pub(super) images: Vec<ImageRef>,
    pub(super) terms: Vec<(Box<str>, TextRange)>,
    pub(super) variables: Vec<(Box<str>, TextRange)>,
    pub(super) footnote: Option<TextRange>,
    pub(super) headings: Vec<TextRange>,
    pub(super) ids: Vec<(Box<str>, TextRange)>,
    pub(super) used_ids: HashMap<String, u32>,
    pub(super) footnotes: Footnotes,
    pub(super) before: Before,
    pub(super) softening: Softening,
    pub(super) column: Column,
    /// The blocks around the place that is being written.
    pub(super) open_blocks: Vec<(Box<str>, BlockAudience)>,
    /// The level of the last heading that stands in no block; 1 is the page's title.
    pub(super) level: u8,
    pub(super) parts: Parts,
    /// The lines of the file, where elements carry theirs.
    pub(super) lines: Option<LineStarts>,
}

impl Writer<'_, '_> {
    pub(super) fn op(&mut self, kind: OpKind) {
        let at = u32::try_from(self.html.len()).unwrap_or(u32::MAX);
        self.ops.push(Op { at, kind });
    }

    /// The line that an element came from; stands at the end of its opening tag.
    pub(super) fn line(&mut self, node: &Node<'_>) {
        let Some(lines) = &self.lines else { return };
        // pulldown-cmark takes columns for bytes where an item is indented by a tab, so that the
        // item begins with the end of the line before it.
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        let from = self.input.text.as_bytes().get(node.range.start as usize..);
        let blank = from.map_or(0, |from| {
            from.iter().take_while(|byte| is_blank(byte)).count()
        });
        let line = lines.line(node.range.start + u32::try_from(blank).unwrap_or(0));
        self.op(OpKind::Line(line));
    }

    pub(super) fn children(&mut self, node: &Node<'_>) {
        for child in &node.children {
            self.node(*child);
        }
    }

    /// An element with nothing but its children in it.
    pub(super) fn element(&mut self, tag: &str, node: &Node<'_>) {
        self.html.push('<');
        self.html.push_str(tag);
        self.html.push('>');
        self.children(node);
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push('>');
    }

    /// The same as a block, on a line of its own.
    pub(super) fn block_element(&mut self, tag: &str, node: &Node<'_>) {
        self.before = Before::default();
        self.html.push('<');
        self.html.push_str(tag);
        self.line(node);
        self.html.push('>');
        self.children(node);
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push_str(">\n");
    }

    pub(super) fn node(&mut self, id: NodeId) {
        let tree = self.tree;
        let node = tree.get(id);
        match &node.kind {
            Kind::Root => self.children(node),
            Kind::Paragraph => self.paragraph(node),
            Kind::Heading {
                level,
                id: explicit,
            } => {
                self.heading(id, *level, explicit.as_deref());
            }
            Kind::Quote => self.block_element("blockquote", node),
            Kind::Alert(alert) => self.alert(node, alert_name(*alert)),
            Kind::List(start) => self.list(node, *start),
            Kind::Item => self.item(node),
            Kind::Code { language } => self.code(id, language),
            Kind::Rule => {
                self.html.push_str("<hr");
                self.line(node);
                self.html.push_str(">\n");
            }
            Kind::Table(alignments) => self.table(node, alignments),
            Kind::TableHead => {
                self.column.is_head = true;
                self.column.index = 0;
                self.html.push_str("<thead>\n<tr>");
                self.children(node);
                self.html.push_str("</tr>\n</thead>\n");
                self.column.is_head = false;
            }
            Kind::TableRow => {
                self.column.index = 0;
                self.html.push_str("<tr>");
                self.children(node);
                self.html.push_str("</tr>\n");
            }
            Kind::TableCell => self.cell(node),
            Kind::DefinitionList => {
                self.html.push_str("<dl>\n");
                self.children(node);
                self.html.push_str("</dl>\n");
            }
            Kind::DefinitionTerm => self.block_element("dt", node),
            Kind::DefinitionDetails => self.block_element("dd", node),
            Kind::FootnoteDefinition(_) | Kind::HtmlBlock => {}
            Kind::Block(number) => self.block(node, *number),
            Kind::Html(html) => {
                self.softening.pass(html);
                self.html.push_str(html);
            }
            Kind::SafeHtml(html) => self.safe_html(html, node.range),
            Kind::Text(text) => self.text(text, node.range),
            Kind::InlineCode(code) => {
                self.html.push_str("<code>");
                escape(code, &mut self.html);
                self.html.push_str("</code>");
                self.before = Before::word();
            }
            Kind::Emphasis => self.element("em", node),
            Kind::Strong => self.element("strong", node),
            Kind::Strikethrough => self.element("del", node),
            Kind::Link { target, title } => self.link(id, target, title),
            Kind::Image { target, title: _ } => self.image(id, target),
            Kind::FootnoteReference(label) => self.footnote_reference(label, node.range),
            Kind::Term(name) => {
                let index = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
                self.terms.push((name.as_ref().into(), node.range));
                self.op(OpKind::Term(index));
                self.children(node);
                self.op(OpKind::TermEnd);
            }
            Kind::Variable(name) => {
                let index = u32::try_from(self.variables.len()).unwrap_or(u32::MAX);
                self.variables.push((name.as_str().into(), node.range));
                self.op(OpKind::Variable(index));
                self.before = Before::word();
            }
            Kind::TaskMarker { is_done } => self.task(*is_done),
            Kind::Language(lang) => {
                self.html.push_str("<span lang=\"");
                escape(lang, &mut self.html);
                self.html.push_str("\">");
                let outer = self.softening.speak(lang, &self.input.context.theme.texts);
                self.children(node);
                self.softening.go_back(outer);
                self.html.push_str("</span>");
            }
            Kind::SoftBreak => {
                self.html.push('\n');
                self.before = Before::default();
            }
            Kind::HardBreak => {
                self.html.push_str("<br>\n");
                self.before = Before::default();
            }
        }
    }

    /// A paragraph; one that is nothing but a picture becomes a figure when it has a caption.
    pub(super) fn paragraph(&mut self, node: &Node<'_>) {
        self.before = Before::default();
        if let [only] = node.children.as_slice()
            && let Kind::Image { target, title } = &self.tree.get(*only).kind
        {
            let (target, title) = (target.to_string(), title.to_string());
            if title.is_empty() {
                self.html.push_str("<p class=\"image\"");
                self.line(node);
                self.html.push('>');
                self.image(*only, &target);
                self.html.push_str("</p>\n");
            } else {
                self.html.push_str("<figure");
                self.line(node);
                self.html.push('>');
                self.image(*only, &target);
                self.html.push_str("<figcaption>");
                self.typeset(&title);
                self.html.push_str("</figcaption></figure>\n");
            }
            return;
        }
        self.block_element("p", node);
    }

    pub(super) fn code(&mut self, id: NodeId, language: &str) {
        self.html.push_str("<pre tabindex=\"0\"");
        self.line(self.tree.get(id));
        self.html.push_str("><code");
        if !language.is_empty() {
            self.html.push_str(" class=\"language-");
            escape(language, &mut self.html);
            self.html.push('"');
        }
        self.html.push('>');
        let text = self.tree.plain_text(id);
        escape(&text, &mut self.html);
        self.html.push_str("</code></pre>\n");
    }
}
