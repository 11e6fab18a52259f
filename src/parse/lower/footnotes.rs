//! Footnotes: references where they stand, the notes at the end.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::parse::body::{InterfaceText, OpKind};
use crate::parse::lower::writer::Writer;
use crate::parse::slug::slug;
use crate::parse::tree::{Kind, NodeId};
use crate::parse::typography::Before;
use crate::theme::BlockAudience;

/// The footnotes of a text.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Definitions by label.
    pub(super) definitions: BTreeMap<String, NodeId>,
    /// Labels in the order of their first reference, with the number of references.
    pub(super) used: Vec<(String, u32)>,
}

impl Writer<'_, '_> {
    pub(super) fn collect_footnotes(&mut self) {
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
    pub(super) fn footnote_id(&self, number: usize) -> String {
        if self.input.name.is_fragment {
            format!("fn-{}-{number}", slug(&self.input.name.key))
        } else {
            format!("fn-{number}")
        }
    }

    pub(super) fn footnote_reference(&mut self, label: &str, range: TextRange) {
        if !self.footnotes.definitions.contains_key(label) {
            self.text(&format!("[^{label}]"), range);
            return;
        }
        self.footnote = self.footnote.or(Some(range));
        let is_hidden = self
            .open_blocks
            .iter()
            .any(|(_, audience)| *audience != BlockAudience::Everyone);
        if is_hidden {
            self.sink.push(
                Diagnostic::new(
                    Code::BlockContent,
                    Span::new(self.input.path, range),
                    "a footnote in a block that learners do not see",
                )
                .help("its text stands at the foot of the learners' page: write it into the block"),
            );
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
        self.html.push_str("<sup class=\"footnote-ref\"><a href=\"");
        self.op(OpKind::Whole);
        self.html.push_str(&format!(
            "#{id}\" id=\"{id}-ref-{count}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
        self.before = Before::word();
    }

    pub(super) fn footnote_section(&mut self) {
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
            self.html.push_str(&format!("<li id=\"{id}\""));
            let definition = self.footnotes.definitions.get(&label).copied();
            let definition = definition.map(|id| self.tree.get(id));
            if let Some(definition) = definition {
                self.line(definition);
            }
            self.html.push_str(">\n");
            if let Some(definition) = definition {
                self.children(definition);
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
}
