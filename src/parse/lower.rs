//! The tree of a text into its [`Body`], outline and references.

use std::collections::{BTreeMap, HashMap};

use pulldown_cmark::Alignment;

use crate::base::{Code, Diagnostic, SourcePath, Span, TextRange};
use crate::parse::blocks::{self, BlockInput};
use crate::parse::body::{
    Block, Body, ImageRef, InterfaceText, LinkRef, Op, OpKind, Outline, OutlineEntry, Refs,
};
use crate::parse::directive::Scan;
use crate::parse::document::{Context, SUMMARY_MAX};
use crate::parse::markdown::alert_name;
use crate::parse::name::Name;
use crate::parse::slug::slug;
use crate::parse::tree::{Kind, Node, NodeId, Tree};
use crate::parse::typography::{self, Before};
use crate::theme::Texts;

/// What lowering looks at besides the tree.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    pub(super) context: Context<'a>,
    pub(super) language: &'a Texts,
    pub(super) path: &'a SourcePath,
    pub(super) name: &'a Name,
    /// The whole file.
    pub(super) text: &'a str,
    pub(super) scan: &'a Scan<'a>,
    /// Whether front matter has a title; if not, the first heading is it.
    pub(super) has_title: bool,
}

/// What is kept of a text.
pub(super) struct Lowered {
    pub(super) body: Body,
    pub(super) outline: Vec<OutlineEntry>,
    pub(super) refs: Refs,
    /// The first heading, where it is the page's title.
    pub(super) title: Option<String>,
    /// The beginning of the text, for pages without a summary.
    pub(super) lead: String,
}

/// Writes the tree down.
pub(super) fn lower(input: Input<'_>, tree: &Tree<'_>, sink: &mut Vec<Diagnostic>) -> Lowered {
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
        headings: Vec::new(),
        ids: Vec::new(),
        used_ids: HashMap::new(),
        footnotes: Footnotes::default(),
        before: Before::default(),
        column: Column::default(),
    };
    writer.collect_footnotes();
    let mut children = tree.get(Tree::ROOT).children.as_slice();
    let mut title = None;
    if !input.has_title
        && let Some((first, rest)) = children.split_first()
        && matches!(tree.get(*first).kind, Kind::Heading { level: 1, .. })
    {
        title = Some(tree.plain_text(*first));
        children = rest;
    }
    let lead = lead(tree, children);
    for child in children {
        writer.node(*child);
    }
    writer.footnote_section();
    Lowered {
        body: Body {
            html: writer.html.into_boxed_str(),
            ops: writer.ops.into_boxed_slice(),
            blocks: writer.blocks.into_boxed_slice(),
        },
        outline: writer.outline,
        refs: Refs {
            links: writer.links.into_boxed_slice(),
            images: writer.images.into_boxed_slice(),
            headings: writer.headings.into_boxed_slice(),
            ids: writer.ids.into_boxed_slice(),
        },
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

#[derive(Default)]
struct Footnotes {
    /// Definitions by label.
    definitions: BTreeMap<String, NodeId>,
    /// Labels in the order of their first reference, with the number of references.
    used: Vec<(String, u32)>,
}

/// Where in a table the writer is.
#[derive(Default)]
struct Column {
    alignments: Vec<Alignment>,
    index: usize,
    is_head: bool,
}

pub(super) struct Writer<'a, 's> {
    pub(super) input: Input<'a>,
    pub(super) tree: &'a Tree<'a>,
    pub(super) sink: &'s mut Vec<Diagnostic>,
    html: String,
    ops: Vec<Op>,
    blocks: Vec<Block>,
    outline: Vec<OutlineEntry>,
    links: Vec<LinkRef>,
    images: Vec<ImageRef>,
    headings: Vec<TextRange>,
    ids: Vec<(Box<str>, TextRange)>,
    used_ids: HashMap<String, u32>,
    footnotes: Footnotes,
    before: Before,
    column: Column,
}

impl<'a> Writer<'a, '_> {
    fn op(&mut self, kind: OpKind) {
        let at = u32::try_from(self.html.len()).unwrap_or(u32::MAX);
        self.ops.push(Op { at, kind });
    }

    fn children(&mut self, node: &Node<'_>) {
        for child in &node.children {
            self.node(*child);
        }
    }

    /// An element with nothing but its children in it.
    fn element(&mut self, tag: &str, node: &Node<'_>) {
        self.html.push('<');
        self.html.push_str(tag);
        self.html.push('>');
        self.children(node);
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push('>');
    }

    /// The same as a block, on a line of its own.
    fn block_element(&mut self, tag: &str, node: &Node<'_>) {
        self.before = Before::default();
        self.element(tag, node);
        self.html.push('\n');
    }

    fn node(&mut self, id: NodeId) {
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
            Kind::Rule => self.html.push_str("<hr>\n"),
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
            Kind::Html(html) => self.html.push_str(html),
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
            Kind::TaskMarker { is_done } => self.task(*is_done),
            Kind::Language(lang) => {
                self.html.push_str("<span lang=\"");
                escape(lang, &mut self.html);
                self.html.push_str("\">");
                self.children(node);
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
    fn paragraph(&mut self, node: &Node<'_>) {
        self.before = Before::default();
        if let [only] = node.children.as_slice()
            && let Kind::Image { target, title } = &self.tree.get(*only).kind
        {
            let (target, title) = (target.to_string(), title.to_string());
            if title.is_empty() {
                self.html.push_str("<p class=\"image\">");
                self.image(*only, &target);
                self.html.push_str("</p>\n");
            } else {
                self.html.push_str("<figure>");
                self.image(*only, &target);
                self.html.push_str("<figcaption>");
                self.typeset(&title);
                self.html.push_str("</figcaption></figure>\n");
            }
            return;
        }
        self.block_element("p", node);
    }

    fn heading(&mut self, id: NodeId, level: u8, explicit: Option<&str>) {
        let node = self.tree.get(id);
        if level == 1 {
            self.sink.push(
                Diagnostic::new(
                    Code::HeadingOrder,
                    Span::new(self.input.path, node.range),
                    "a second main heading",
                )
                .help("the title is the page's only main heading; begin the text with `##`"),
            );
        }
        let level = level.max(2);
        let text = self.tree.plain_text(id);
        let own = explicit.map_or_else(|| slug(&text), str::to_owned);
        let own = if own.is_empty() {
            "section".to_owned()
        } else {
            own
        };
        let heading_id = if explicit.is_some() {
            if self.used_ids.insert(own.clone(), 1).is_some() {
                self.sink.push(
                    Diagnostic::new(
                        Code::DuplicateId,
                        Span::new(self.input.path, node.range),
                        format!("the id `{own}` is already on this page"),
                    )
                    .help("choose another id; links must lead to one place"),
                );
            }
            own
        } else {
            self.unique_id(&own)
        };
        let index = u32::try_from(self.headings.len()).unwrap_or(u32::MAX);
        self.headings.push(node.range);
        self.outline.push(OutlineEntry::Heading(Outline {
            level,
            text: text.into(),
            id: heading_id.into(),
            is_explicit: explicit.is_some(),
        }));
        self.before = Before::default();
        let digit = char::from(b'0' + level);
        self.html.push_str("<h");
        self.html.push(digit);
        self.html.push_str(" id=\"");
        self.op(OpKind::HeadingId(index));
        self.html.push_str("\">");
        self.children(node);
        self.html.push_str("</h");
        self.html.push(digit);
        self.html.push_str(">\n");
    }

    fn unique_id(&mut self, own: &str) -> String {
        let mut number = *self.used_ids.get(own).unwrap_or(&0);
        let mut id = own.to_owned();
        while self.used_ids.contains_key(&id) {
            number = number.max(1) + 1;
            id = format!("{own}-{number}");
        }
        self.used_ids.insert(own.to_owned(), number.max(1));
        self.used_ids.insert(id.clone(), 1);
        id
    }

    fn list(&mut self, node: &Node<'_>, start: Option<u64>) {
        let is_task = node.children.iter().any(|item| {
            let first = self.tree.get(*item).children.first();
            first.is_some_and(|first| {
                let first = self.tree.get(*first);
                matches!(first.kind, Kind::TaskMarker { .. })
                    || first.children.first().is_some_and(|inner| {
                        matches!(self.tree.get(*inner).kind, Kind::TaskMarker { .. })
                    })
            })
        });
        let tag = if start.is_some() { "ol" } else { "ul" };
        self.html.push('<');
        self.html.push_str(tag);
        if let Some(number) = start.filter(|number| *number != 1) {
            self.html.push_str(&format!(" start=\"{number}\""));
        }
        if is_task {
            self.html.push_str(" class=\"tasks\"");
        }
        self.html.push_str(">\n");
        self.children(node);
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push_str(">\n");
    }

    fn item(&mut self, node: &Node<'_>) {
        self.before = Before::default();
        self.html.push_str("<li>");
        self.children(node);
        self.html.push_str("</li>\n");
    }

    fn task(&mut self, is_done: bool) {
        let (text, mark) = if is_done {
            (InterfaceText::TaskDone, "☑")
        } else {
            (InterfaceText::TaskTodo, "☐")
        };
        self.html
            .push_str("<span class=\"task-box\" role=\"img\" aria-label=\"");
        self.op(OpKind::Interface(text, 0));
        self.html.push_str("\">");
        self.html.push_str(mark);
        self.html.push_str("</span> ");
    }

    fn code(&mut self, id: NodeId, language: &str) {
        self.html.push_str("<pre tabindex=\"0\"><code");
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

    /// A table in a group that scrolls sideways on a narrow screen and can be reached by keyboard
    /// (WCAG 2.1.1); it is named by the heading above it.
    fn table(&mut self, node: &Node<'_>, alignments: &[Alignment]) {
        let outer = std::mem::replace(
            &mut self.column,
            Column {
                alignments: alignments.to_vec(),
                ..Column::default()
            },
        );
        self.html
            .push_str("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label");
        if self.headings.is_empty() {
            self.html.push_str("=\"");
            self.op(OpKind::Interface(InterfaceText::Table, 0));
        } else {
            self.html.push_str("ledby=\"");
            let last = u32::try_from(self.headings.len() - 1).unwrap_or(u32::MAX);
            self.op(OpKind::HeadingId(last));
        }
        self.html.push_str("\"><table>\n");
        let (head, rows) = node.children.split_at(node.children.len().min(1));
        for child in head {
            self.node(*child);
        }
        if !rows.is_empty() {
            self.html.push_str("<tbody>\n");
            for child in rows {
                self.node(*child);
            }
            self.html.push_str("</tbody>\n");
        }
        self.html.push_str("</table></div>\n");
        self.column = outer;
    }

    fn cell(&mut self, node: &Node<'_>) {
        self.before = Before::default();
        let alignment = self.column.alignments.get(self.column.index).copied();
        self.column.index += 1;
        // An empty head cell names nothing (Nu checker, WCAG 1.3.1).
        let is_th = self.column.is_head && !node.children.is_empty();
        self.html
            .push_str(if is_th { "<th scope=\"col\"" } else { "<td" });
        self.html.push_str(match alignment {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"end\"",
            _ => "",
        });
        self.html.push('>');
        self.children(node);
        self.html.push_str(if is_th { "</th>" } else { "</td>" });
    }

    fn text(&mut self, text: &str, range: TextRange) {
        if let Some(at) = text.find("[^")
            && let Some(end) = text[at..].find(']')
            && end > 2
            && !text[at..at + end].contains(char::is_whitespace)
        {
            let label = &text[at + 2..at + end];
            self.sink.push(
                Diagnostic::new(
                    Code::UndefinedReference,
                    Span::new(self.input.path, range),
                    format!("the footnote `[^{label}]` is not defined"),
                )
                .help(format!(
                    "add a line `[^{label}]: …` with the text of the footnote"
                )),
            );
        }
        self.typeset(text);
    }

    /// Text with the marks of its language, escaped.
    fn typeset(&mut self, text: &str) {
        if self.input.context.config.markdown.has_smart_punctuation {
            let mut out = String::with_capacity(text.len());
            typography::write(
                text,
                &self.input.language.quotes,
                &mut self.before,
                &mut out,
            );
            escape(&out, &mut self.html);
        } else {
            escape(text, &mut self.html);
        }
    }

    fn link(&mut self, id: NodeId, target: &str, title: &str) {
        let node = self.tree.get(id);
        let text = self.tree.plain_text(id);
        self.html.push_str("<a");
        let link = self.add_link(target, Some(&text), self.target_range(node.range, target));
        self.op(OpKind::Href(link));
        if !title.is_empty() {
            self.html.push_str(" title=\"");
            escape(title, &mut self.html);
            self.html.push('"');
        }
        self.html.push('>');
        self.children(node);
        self.html.push_str("</a>");
    }

    fn add_link(&mut self, target: &str, text: Option<&str>, range: TextRange) -> u32 {
        self.links.push(LinkRef {
            target: target.into(),
            text: text.map(Into::into),
            range,
        });
        u32::try_from(self.links.len() - 1).unwrap_or(u32::MAX)
    }

    /// The place of the target within a link or picture, else of the whole.
    fn target_range(&self, range: TextRange, target: &str) -> TextRange {
        let whole = range.of(self.input.text).unwrap_or_default();
        match whole.rfind(target) {
            Some(at) if !target.is_empty() => {
                TextRange::new(at, at + target.len()).shifted(range.start as usize)
            }
            _ => range,
        }
    }

    fn image(&mut self, id: NodeId, target: &str) {
        let node = self.tree.get(id);
        let alt = self.tree.plain_text(id);
        let range = self.target_range(node.range, target);
        self.images.push(ImageRef {
            target: target.into(),
            alt: alt.into(),
            is_first: self.images.is_empty(),
            range,
        });
        let index = u32::try_from(self.images.len() - 1).unwrap_or(u32::MAX);
        self.op(OpKind::Image(index));
        self.before = Before::word();
    }

    /// HTML that ammonia wrote: its addresses become links of the document, its ids are noted.
    fn safe_html(&mut self, html: &str, range: TextRange) {
        let mut rest = html;
        while let Some((at, name)) = [" href=\"", " src=\"", " id=\""]
            .iter()
            .filter_map(|name| Some((rest.find(name)?, *name)))
            .min()
        {
            let start = at + name.len();
            let Some(length) = rest[start..].find('"') else {
                break;
            };
            let value = unescape(&rest[start..start + length]);
            self.html.push_str(&rest[..start]);
            if name == " id=\"" {
                self.html.push_str(&rest[start..start + length]);
                self.note_id(&value, range);
            } else {
                let link = self.add_link(&value, None, range);
                self.op(OpKind::Address(link));
            }
            rest = &rest[start + length..];
        }
        self.html.push_str(rest);
        self.before = Before::word();
    }

    /// Notes an id that the author chose.
    pub(super) fn note_id(&mut self, id: &str, range: TextRange) {
        if self.used_ids.insert(id.to_owned(), 1).is_some() {
            self.sink.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    Span::new(self.input.path, range),
                    format!("the id `{id}` is already on this page"),
                )
                .help("choose another id; links must lead to one place"),
            );
        }
        self.ids.push((id.into(), range));
    }

    fn collect_footnotes(&mut self) {
        for id in self.tree.ids() {
            if let Kind::FootnoteDefinition(label) = &self.tree.get(id).kind {
                self.footnotes
                    .definitions
                    .entry(label.to_string())
                    .or_insert(id);
            }
        }
    }

    /// Ids of footnotes; those of a fragment do not meet those of the page that includes it.
    fn footnote_id(&self, number: usize) -> String {
        if self.input.name.is_fragment {
            format!("fn-{}-{number}", slug(&self.input.name.key))
        } else {
            format!("fn-{number}")
        }
    }

    fn footnote_reference(&mut self, label: &str, range: TextRange) {
        if !self.footnotes.definitions.contains_key(label) {
            self.text(&format!("[^{label}]"), range);
            return;
        }
        let used = &mut self.footnotes.used;
        let index = used
            .iter()
            .position(|(used, _)| used == label)
            .unwrap_or_else(|| {
                used.push((label.to_owned(), 0));
                used.len() - 1
            });
        used[index].1 += 1;
        let count = used[index].1;
        let number = index + 1;
        let id = self.footnote_id(number);
        self.html.push_str(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#{id}\" id=\"{id}-ref-{count}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
        self.before = Before::word();
    }

    fn footnote_section(&mut self) {
        if self.footnotes.used.is_empty() {
            return;
        }
        let label = self.footnote_id(0);
        self.html.push_str(&format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"{label}\">\n<h2 id=\"{label}\">"
        ));
        self.op(OpKind::Interface(InterfaceText::Footnotes, 0));
        self.html.push_str("</h2>\n<ol>\n");
        let mut index = 0;
        // A footnote may refer to another one, which is then added at the end.
        while index < self.footnotes.used.len() {
            let (label, _) = self.footnotes.used[index].clone();
            let number = index + 1;
            let id = self.footnote_id(number);
            self.html.push_str(&format!("<li id=\"{id}\">\n"));
            if let Some(definition) = self.footnotes.definitions.get(&label).copied() {
                let tree = self.tree;
                self.children(tree.get(definition));
            }
            let count = self.footnotes.used[index].1;
            self.html.push_str("<p>");
            for reference in 1..=count {
                if reference > 1 {
                    self.html.push(' ');
                }
                self.html.push_str(&format!(
                    "<a class=\"footnote-back\" href=\"#{id}-ref-{reference}\" role=\"doc-backlink\">"
                ));
                let shown = u32::try_from(number).unwrap_or(u32::MAX);
                self.op(OpKind::Interface(InterfaceText::BackToText, shown));
                self.html.push_str("</a>");
            }
            self.html.push_str("</p>\n</li>\n");
            index += 1;
        }
        self.html.push_str("</ol>\n</section>\n");
    }

    fn alert(&mut self, node: &Node<'_>, name: &str) {
        if self.input.context.theme.blocks.contains_key(name) {
            let block = Block {
                name: name.into(),
                id: None,
                title: None,
                attributes: Box::default(),
                range: node.range,
            };
            self.block_of(block, node);
        } else {
            self.block_element("blockquote", node);
        }
    }

    fn block(&mut self, node: &Node<'_>, number: usize) {
        let input = BlockInput {
            context: self.input.context,
            language: self.input.language,
            path: self.input.path,
            marker: &self.input.scan.markers[number],
        };
        let Some(block) = blocks::read(input, self.tree, node, self.sink) else {
            // An unknown block was reported; its text stays.
            self.children(node);
            return;
        };
        if let Some(id) = &block.id {
            self.note_id(id, block.range);
        }
        self.block_of(block, node);
    }

    fn block_of(&mut self, mut block: Block, node: &Node<'_>) {
        if let Some(title) = block.title.take() {
            let start = self.html.len();
            self.before = Before::default();
            self.typeset(&title);
            block.title = Some(self.html.split_off(start).into());
        }
        let index = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
        let is_figure = &*block.name == "figure";
        if &*block.name == "include" {
            self.outline.push(OutlineEntry::Include(index));
        }
        self.blocks.push(block);
        self.op(OpKind::Open(index));
        if is_figure && let Some(image) = blocks::only_image(self.tree, node) {
            let target = match &self.tree.get(image).kind {
                Kind::Image { target, .. } => target.to_string(),
                _ => String::new(),
            };
            self.image(image, &target);
        } else {
            self.children(node);
        }
        self.op(OpKind::Close);
    }
}

/// Escapes text for HTML, within attributes too.
pub(crate) fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// The value of an attribute as ammonia wrote it.
fn unescape(value: &str) -> String {
    value
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}
