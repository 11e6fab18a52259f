//! Text, links, pictures, and HTML that was made harmless.

use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::parse::body::{ImageRef, LinkRef, OpKind};
use crate::parse::lower::escape::{escape, unescape};
use crate::parse::lower::writer::Writer;
use crate::parse::tree::NodeId;
use crate::parse::typography::{self, Before};

impl Writer<'_, '_> {
    pub(super) fn text(&mut self, text: &str, range: TextRange) {
        if text.contains('[')
            && let Some(at) = text.find("[^")
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

    /// Text with the marks and soft hyphens of its language, escaped.
    pub(super) fn typeset(&mut self, text: &str) {
        let text = &*self.softening.of(text);
        if self.input.context.config.markdown.has_smart_punctuation {
            let quotes = &self.input.language.quotes;
            typography::write(text, quotes, &mut self.before, &mut self.html);
        } else {
            escape(text, &mut self.html);
        }
    }

    pub(super) fn link(&mut self, id: NodeId, target: &str, title: &str) {
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

    pub(super) fn add_link(&mut self, target: &str, text: Option<&str>, range: TextRange) -> u32 {
        self.links.push(LinkRef {
            target: target.into(),
            text: text.map(Into::into),
            range,
        });
        u32::try_from(self.links.len() - 1).unwrap_or(u32::MAX)
    }

    /// The place of the target within a link or picture, else of the whole.
    pub(super) fn target_range(&self, range: TextRange, target: &str) -> TextRange {
        let whole = range.of(self.input.text).unwrap_or_default();
        match whole.rfind(target) {
            Some(at) if !target.is_empty() => {
                TextRange::new(at, at + target.len()).shifted(range.start as usize)
            }
            _ => range,
        }
    }

    pub(super) fn image(&mut self, id: NodeId, target: &str) {
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
    pub(super) fn safe_html(&mut self, html: &str, range: TextRange) {
        self.softening.pass(html);
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
}
