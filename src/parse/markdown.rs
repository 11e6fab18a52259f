//! Markdown into a [`Tree`]: events are nested, markers are paired, text is joined.

use std::borrow::Cow;

use pulldown_cmark::{
    BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag,
};

use crate::base::{Code, Diagnostic, SourcePath, Span, TextRange};
use crate::parse::directive::{MarkerKind, Scan};
use crate::parse::tree::{Kind, NodeId, Tree};

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

/// Reads the scanned text into a tree.
pub(super) fn read<'a>(
    path: &SourcePath,
    scan: &'a Scan<'a>,
    sink: &mut Vec<Diagnostic>,
) -> Tree<'a> {
    let text: &'a str = &scan.text;
    let mut undefined: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let mut on_broken_link = |link: BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.push((link.span, link.reference.to_string()));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(text, options(), Some(&mut on_broken_link));
    let whole = scan.place(&(0..text.len()));
    let mut builder = Builder {
        path,
        scan,
        tree: Tree::new(whole, text.len() / 20 + 8),
        stack: vec![Frame {
            node: Tree::ROOT,
            is_block: false,
            is_flat: false,
        }],
        is_too_deep: false,
        sink,
    };
    for (event, range) in parser.into_offset_iter() {
        builder.event(event, range);
    }
    let tree = builder.finish();
    for (range, reference) in undefined {
        sink.push(
            Diagnostic::new(
                Code::UndefinedReference,
                Span::new(path, scan.place(&range)),
                format!("the link reference `[{reference}]` is not defined"),
            )
            .help(format!(
                "add a line `[{reference}]: address`, with an empty line before it"
            )),
        );
    }
    tree
}

/// An element that is still open.
struct Frame {
    node: NodeId,
    /// Whether it is a `:::` block, which only a marker closes.
    is_block: bool,
    /// Whether it lies too deep to be a node: what is in it belongs to `node`, which is around it.
    is_flat: bool,
}

/// How deep elements may lie within each other. Nobody writes a list in a list a hundred times, and
/// what walks the tree must not run out of memory for its calls.
const MAX_DEPTH: usize = 100;

struct Builder<'a, 's> {
    path: &'s SourcePath,
    scan: &'a Scan<'a>,
    tree: Tree<'a>,
    stack: Vec<Frame>,
    /// Whether it was reported that elements lie too deep.
    is_too_deep: bool,
    sink: &'s mut Vec<Diagnostic>,
}

impl<'a> Builder<'a, '_> {
    fn event(&mut self, event: Event<'a>, range: std::ops::Range<usize>) {
        let place = self.scan.place(&range);
        match event {
            Event::Start(tag) => {
                let kind = kind(tag);
                self.open(kind, place);
            }
            Event::End(_) => self.close(),
            Event::Text(text) => self.text(text, place),
            Event::Code(code) => self.leaf(Kind::InlineCode(cow(code)), place),
            Event::InlineHtml(html) => self.leaf(Kind::Html(cow(html)), place),
            Event::Html(html) => self.html_line(html, place),
            Event::FootnoteReference(label) => {
                self.leaf(Kind::FootnoteReference(cow(label)), place);
            }
            Event::SoftBreak => self.leaf(Kind::SoftBreak, place),
            Event::HardBreak => self.leaf(Kind::HardBreak, place),
            Event::Rule => self.leaf(Kind::Rule, place),
            Event::TaskListMarker(is_done) => self.leaf(Kind::TaskMarker { is_done }, place),
            // Mathematics is not enabled.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text, place),
        }
    }

    fn top(&self) -> NodeId {
        self.stack.last().map_or(Tree::ROOT, |frame| frame.node)
    }

    fn append(&mut self, kind: Kind<'a>, range: TextRange) -> NodeId {
        let parent = self.top();
        let id = self.tree.add(kind, range);
        self.tree.get_mut(parent).children.push(id);
        id
    }

    fn leaf(&mut self, kind: Kind<'a>, range: TextRange) {
        self.append(kind, range);
    }

    fn open(&mut self, kind: Kind<'a>, range: TextRange) {
        let holds_text = matches!(
            kind,
            Kind::Code { .. } | Kind::HtmlBlock | Kind::Image { .. }
        );
        let is_flat = !holds_text && self.is_full(range);
        let node = if is_flat {
            self.top()
        } else {
            self.append(kind, range)
        };
        self.stack.push(Frame {
            node,
            is_block: false,
            is_flat,
        });
    }

    /// Whether nothing may be opened here any more; reported once for each text.
    fn is_full(&mut self, range: TextRange) -> bool {
        let is_full = self.stack.len() > MAX_DEPTH;
        if is_full && !self.is_too_deep {
            self.is_too_deep = true;
            self.sink.push(
                Diagnostic::new(
                    Code::NestedTooDeep,
                    Span::new(self.path, range),
                    format!("more than {MAX_DEPTH} lists, quotations or blocks within each other"),
                )
                .help("close some of them; what lies deeper is shown without its form"),
            );
        }
        is_full
    }

    /// Closes the innermost element of Markdown, and with it any block opened within it.
    fn close(&mut self) {
        while let Some(frame) = self.stack.pop() {
            if !frame.is_block {
                if !frame.is_flat {
                    self.lift_marker(frame.node);
                }
                return;
            }
            self.unclosed(&frame);
        }
        self.stack.push(Frame {
            node: Tree::ROOT,
            is_block: false,
            is_flat: false,
        });
    }

    fn finish(mut self) -> Tree<'a> {
        while let Some(frame) = self.stack.pop() {
            if frame.is_block {
                self.unclosed(&frame);
            }
        }
        self.tree
    }

    /// An HTML block of nothing but a marker is that marker.
    fn lift_marker(&mut self, node: NodeId) {
        let html = self.tree.get(node);
        if html.kind != Kind::HtmlBlock {
            return;
        }
        let html_of = |line: NodeId| match &self.tree.get(line).kind {
            Kind::Html(html) => Some(&**html),
            _ => None,
        };
        let line = match html.children.as_slice() {
            [line] => html_of(*line),
            // The parser hands on a line that ends with CR and LF in two: without its end, and LF.
            [line, end] if html_of(*end) == Some("\n") => html_of(*line),
            _ => None,
        };
        let Some(number) = line.and_then(|line| self.scan.marker_of(line)) else {
            self.restore_lines(node);
            return;
        };
        let parent = self.top();
        self.tree.get_mut(parent).children.pop();
        match &self.scan.markers[number].kind {
            MarkerKind::Open(_) => {
                let range = self.scan.markers[number].range;
                let is_flat = self.is_full(range);
                let node = if is_flat {
                    self.top()
                } else {
                    self.append(Kind::Block(number), range)
                };
                self.stack.push(Frame {
                    node,
                    is_block: true,
                    is_flat,
                });
            }
            MarkerKind::Close => self.close_block(number),
            MarkerKind::Malformed => {
                let marker = &self.scan.markers[number];
                self.sink.push(
                    Diagnostic::new(
                        Code::UnknownBlock,
                        Span::new(self.path, marker.range),
                        format!("cannot read the line `{}`", marker.line),
                    )
                    .help("write `:::name[Title]{#id key=value}` to open a block and `:::` to close it"),
                );
            }
        }
    }

    fn close_block(&mut self, number: usize) {
        let marker = &self.scan.markers[number];
        let span = Span::new(self.path, marker.range);
        let Some(frame) = self.stack.last().filter(|frame| frame.is_block) else {
            let help = if self.stack.iter().any(|frame| frame.is_block) {
                "indent it like the line that opens the block"
            } else {
                "take the line out, or open a block before it"
            };
            self.sink.push(
                Diagnostic::new(Code::MisnestedBlock, span, "no block is open here").help(help),
            );
            return;
        };
        let node = frame.node;
        if frame.is_flat {
            self.stack.pop();
            return;
        }
        if let Kind::Block(opening) = self.tree.get(node).kind {
            let opening = &self.scan.markers[opening];
            if opening.colons != marker.colons {
                self.sink.push(
                    Diagnostic::new(
                        Code::MisnestedBlock,
                        span,
                        format!(
                            "closed with {} colons, opened with {}",
                            marker.colons, opening.colons
                        ),
                    )
                    .label(Span::new(self.path, opening.range), "opened here")
                    .help("use the same number of colons; blocks inside are closed first"),
                );
            }
        }
        // From here on the node's place is the whole block.
        let end = marker.range.end;
        self.tree.get_mut(node).range.end = end;
        self.stack.pop();
    }

    fn unclosed(&mut self, frame: &Frame) {
        if frame.is_flat {
            return;
        }
        let node = frame.node;
        let range = self.tree.get(node).range;
        let name = match self.tree.get(node).kind {
            Kind::Block(number) => self.scan.markers[number].line.clone(),
            _ => String::new(),
        };
        self.sink.push(
            Diagnostic::new(
                Code::UnclosedBlock,
                Span::new(self.path, range),
                format!("the block `{name}` is never closed"),
            )
            .caret("opened here")
            .help("put a line `:::` after the last line of the block, indented like this one"),
        );
    }

    /// A marker among other lines of HTML was no block.
    fn restore_lines(&mut self, node: NodeId) {
        if self.scan.markers.is_empty() {
            return;
        }
        let lines = self.tree.get(node).children.clone();
        let mut is_comment = false;
        for (index, line) in lines.into_iter().enumerate() {
            let range = self.tree.get(line).range;
            let Kind::Html(html) = &mut self.tree.get_mut(line).kind else {
                continue;
            };
            is_comment |= index == 0 && html.trim_start().starts_with("<!--");
            let restored = self.scan.restore(std::mem::take(html));
            let is_marker = matches!(&restored, Cow::Owned(_));
            *html = restored;
            if is_marker && !is_comment {
                self.sink.push(
                    Diagnostic::new(
                        Code::MisnestedBlock,
                        Span::new(self.path, range),
                        "a block inside HTML is not read",
                    )
                    .help("put an empty line before and after the HTML"),
                );
            }
        }
    }

    fn html_line(&mut self, html: CowStr<'a>, place: TextRange) {
        self.leaf(Kind::Html(cow(html)), place);
    }

    fn text(&mut self, text: CowStr<'a>, place: TextRange) {
        let parent = self.top();
        let text = cow(text);
        if let Kind::Code { .. } = self.tree.get(parent).kind {
            let text = self.scan.restore(text);
            self.leaf(Kind::Text(text), place);
            return;
        }
        if text.starts_with(":::") && self.tree.get(parent).children.is_empty() {
            self.stray_marker(&text, place);
        }
        // Texts that follow each other are one, so that what spans them is found.
        let last = self.tree.get(parent).children.last().copied();
        if let Some(last) = last
            && let Kind::Text(before) = &mut self.tree.get_mut(last).kind
        {
            before.to_mut().push_str(&text);
            let node = self.tree.get_mut(last);
            node.range = TextRange {
                start: node.range.start,
                end: place.end,
            };
            return;
        }
        self.leaf(Kind::Text(text), place);
    }

    fn stray_marker(&mut self, text: &str, place: TextRange) {
        let is_quote = self
            .stack
            .iter()
            .any(|frame| matches!(self.tree.get(frame.node).kind, Kind::Quote | Kind::Alert(_)));
        let line = text.lines().next().unwrap_or_default();
        let diagnostic = if is_quote {
            Diagnostic::new(
                Code::BlockInQuote,
                Span::new(self.path, place),
                format!("the block `{line}` stands inside a quotation"),
            )
            .help("blocks are not read there; take the `>` away")
        } else {
            Diagnostic::new(
                Code::MisnestedBlock,
                Span::new(self.path, place),
                format!("the block `{line}` does not begin its line"),
            )
            .help("put it on a line of its own, indented like the text of the list item")
        };
        self.sink.push(diagnostic);
    }
}

fn cow(text: CowStr<'_>) -> Cow<'_, str> {
    match text {
        CowStr::Borrowed(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.into_string()),
    }
}

fn kind(tag: Tag<'_>) -> Kind<'_> {
    match tag {
        Tag::Paragraph => Kind::Paragraph,
        Tag::Heading { level, id, .. } => Kind::Heading {
            level: level as u8,
            id: id.map(cow),
        },
        Tag::BlockQuote(None) => Kind::Quote,
        Tag::BlockQuote(Some(alert)) => Kind::Alert(alert),
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Kind::Code {
            language: Cow::Owned(
                info.split_whitespace()
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            ),
        },
        Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Code {
            language: Cow::Borrowed(""),
        },
        Tag::HtmlBlock => Kind::HtmlBlock,
        Tag::List(start) => Kind::List(start),
        Tag::Item => Kind::Item,
        Tag::FootnoteDefinition(label) => Kind::FootnoteDefinition(cow(label)),
        Tag::DefinitionList => Kind::DefinitionList,
        Tag::DefinitionListTitle => Kind::DefinitionTerm,
        Tag::DefinitionListDefinition => Kind::DefinitionDetails,
        Tag::Table(alignments) => Kind::Table(alignments),
        Tag::TableHead => Kind::TableHead,
        Tag::TableRow => Kind::TableRow,
        Tag::TableCell => Kind::TableCell,
        Tag::Emphasis => Kind::Emphasis,
        Tag::Strong => Kind::Strong,
        Tag::Strikethrough => Kind::Strikethrough,
        Tag::Link {
            link_type: LinkType::Email,
            dest_url,
            title,
            ..
        } => Kind::Link {
            target: Cow::Owned(format!("mailto:{dest_url}")),
            title: cow(title),
        },
        Tag::Link {
            link_type: LinkType::WikiLink { .. },
            dest_url,
            ..
        } => Kind::Term(cow(dest_url)),
        Tag::Link {
            dest_url, title, ..
        } => Kind::Link {
            target: cow(dest_url),
            title: cow(title),
        },
        Tag::Image {
            dest_url, title, ..
        } => Kind::Image {
            target: cow(dest_url),
            title: cow(title),
        },
        // Not enabled; their text stays.
        Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => Kind::Emphasis,
    }
}

/// The name of the block that a GitHub alert is.
pub(super) fn alert_name(alert: BlockQuoteKind) -> &'static str {
    match alert {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}
