//! Headings and ids: every place that a link may lead to has a name of its own.

use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::parse::body::{OpKind, Outline, OutlineEntry};
use crate::parse::lower::writer::Writer;
use crate::parse::slug::slug;
use crate::parse::tree::NodeId;
use crate::parse::typography::Before;
use crate::theme::BlockAudience;

impl Writer<'_, '_> {
    pub(super) fn heading(&mut self, id: NodeId, level: u8, explicit: Option<&str>) {
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
            self.claim_id(&own, node.range);
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
            is_for_learners: self
                .open_blocks
                .iter()
                .all(|(_, audience)| *audience == BlockAudience::Everyone),
        }));
        if self.open_blocks.is_empty() {
            self.level = level;
        }
        self.before = Before::default();
        let digit = char::from(b'0' + level);
        self.html.push_str("<h");
        self.html.push(digit);
        self.html.push_str(" id=\"");
        self.op(OpKind::HeadingId(index));
        self.html.push('"');
        self.line(node);
        self.html.push('>');
        self.softening.set_title(true);
        self.children(node);
        self.softening.set_title(false);
        self.html.push_str("</h");
        self.html.push(digit);
        self.html.push_str(">\n");
    }

    /// An id made from words, with a number where it is taken.
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

    /// Notes an id that the author chose for something that is no heading.
    pub(super) fn note_id(&mut self, id: &str, range: TextRange) {
        self.claim_id(id, range);
        self.ids.push((id.into(), range));
    }

    /// Takes an id that the author chose, and reports it when it is taken.
    pub(super) fn claim_id(&mut self, id: &str, range: TextRange) {
        if self.used_ids.insert(id.to_owned(), 1).is_none() {
            return;
        }
        self.sink.push(
            Diagnostic::new(
                Code::DuplicateId,
                Span::new(self.input.path, range),
                format!("the id `{id}` is already on this page"),
            )
            .help("choose another id; links must lead to one place"),
        );
    }
}
