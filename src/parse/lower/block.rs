//! `:::` blocks and GitHub's alerts.

use crate::base::{Code, Diagnostic, Span};
use crate::parse::blocks::{self, BlockInput};
use crate::parse::body::{Block, OpKind, Outline, OutlineEntry};
use crate::parse::lower::writer::Writer;
use crate::parse::tree::{Kind, Node, NodeId};
use crate::parse::typography::Before;
use crate::theme::BlockAudience;

/// Blocks of a variant: what it changes in the clauses of its base.
const CHANGES: &[&str] = &["override", "append", "remove"];

impl Writer<'_, '_> {
    pub(super) fn alert(&mut self, node: &Node<'_>, name: &str) {
        if self.input.context.theme.blocks.contains_key(name) {
            let block = Block {
                name: name.into(),
                id: None,
                title: None,
                attributes: Box::default(),
                audience: BlockAudience::Everyone,
                level: 2,
                range: node.range,
                end: node.range.end,
            };
            self.block_of(block, node);
        } else {
            self.block_element("blockquote", node);
        }
    }

    pub(super) fn block(&mut self, node: &Node<'_>, number: usize) {
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
        match &block.id {
            Some(_) if block.is_clause() => self.clause(&block),
            Some(id) => self.note_id(id, block.range),
            None => {}
        }
        self.block_of(block, node);
    }

    /// A clause is a heading of its text, though its number is known only on its page.
    fn clause(&mut self, block: &Block) {
        let id = block.id.as_deref().unwrap_or_default();
        self.claim_id(id, block.range);
        self.headings.push(block.range);
        self.outline.push(OutlineEntry::Heading(Outline {
            level: 2,
            text: block.title.as_deref().unwrap_or(id).into(),
            id: id.into(),
            is_explicit: true,
            is_for_learners: true,
        }));
    }

    pub(super) fn block_of(&mut self, mut block: Block, node: &Node<'_>) {
        if let Some(title) = block.title.take() {
            let start = self.html.len();
            self.before = Before::default();
            self.softening.set_title(true);
            self.typeset(&title);
            self.softening.set_title(false);
            block.title = Some(self.html.split_off(start).into());
        }
        if block.is_clause() {
            block.level = 2;
            self.level = 2;
        } else {
            block.level = (self.level + 1).min(6);
        }
        self.place(&block);
        let index = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
        let is_figure = &*block.name == "figure";
        self.open_blocks.push((block.name.clone(), block.audience));
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
        self.open_blocks.pop();
        self.op(OpKind::Close);
    }

    /// Reports text that stands between the blocks of a policy's variant: it has no place there.
    pub(super) fn text_between_clauses(&mut self, children: &[NodeId]) {
        let mut blocks = self.blocks.iter();
        let Some(first) = blocks.find(|block| CHANGES.contains(&&*block.name)) else {
            return;
        };
        let after = first.range.end;
        let stray = children.iter().map(|id| self.tree.get(*id)).find(|node| {
            let is_stray = match node.kind {
                Kind::HtmlBlock | Kind::FootnoteDefinition(_) => false,
                Kind::Block(number) => {
                    let place = self.input.scan.markers[number].range;
                    let mut blocks = self.blocks.iter();
                    let block = blocks.find(|block| block.range == place);
                    block.is_some_and(|block| !block.is_clause())
                }
                _ => true,
            };
            is_stray && node.range.start > after
        });
        if let Some(node) = stray {
            self.sink.push(
                Diagnostic::new(
                    Code::PolicyText,
                    Span::new(self.input.path, node.range),
                    "text between the blocks of a variant",
                )
                .help("put it into one of the blocks, or before the first one"),
            );
        }
    }

    /// Counts a block that other outputs are made of, and reports one that stands in a wrong place.
    fn place(&mut self, block: &Block) {
        let at_top = self.open_blocks.is_empty();
        match &*block.name {
            "step" if at_top => self.parts.steps += 1,
            "slide" if at_top => self.parts.slides += 1,
            "wrong" => self.parts.remedies += 1,
            "next-dates" => self.parts.has_next_dates = true,
            _ => {}
        }
        self.parts.has_trainer_text |= block.audience == BlockAudience::Trainer;
        let within = self
            .input
            .context
            .theme
            .blocks
            .get(&*block.name)
            .map(|schema| schema.within.as_slice())
            .unwrap_or_default();
        let outer = self.open_blocks.last().map_or("page", |(name, _)| name);
        // What a fragment stands in is known where it is included.
        let is_open_end = at_top && self.input.name.is_fragment;
        if within.is_empty() || is_open_end || within.iter().any(|name| name == outer) {
            return;
        }
        let places: Vec<String> = within
            .iter()
            .map(|name| match name.as_str() {
                "page" => "at the top level of a text".to_owned(),
                name => format!("in a block `{name}`"),
            })
            .collect();
        self.sink.push(
            Diagnostic::new(
                Code::MisplacedBlock,
                Span::new(self.input.path, block.range),
                format!(
                    "the block `{}` must stand {}",
                    block.name,
                    places.join(" or ")
                ),
            )
            .help("move it there; `:::` closes the block around it first"),
        );
    }
}
