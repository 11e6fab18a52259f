//! `:::` blocks and GitHub's alerts.

use crate::parse::blocks::{self, BlockInput};
use crate::parse::body::{Block, OpKind, OutlineEntry};
use crate::parse::lower::writer::Writer;
use crate::parse::tree::{Kind, Node};
use crate::parse::typography::Before;

impl Writer<'_, '_> {
    pub(super) fn alert(&mut self, node: &Node<'_>, name: &str) {
        if self.input.context.theme.blocks.contains_key(name) {
            let block = Block {
                name: name.into(),
                id: None,
                title: None,
                attributes: Box::default(),
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
        if let Some(id) = &block.id {
            self.note_id(id, block.range);
        }
        self.block_of(block, node);
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
