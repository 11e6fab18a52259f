//! Tables.

use pulldown_cmark::Alignment;

use crate::parse::body::{InterfaceText, OpKind};
use crate::parse::lower::writer::Writer;
use crate::parse::tree::Node;
use crate::parse::typography::Before;

/// Where in a table the writer is.
#[derive(Default)]
pub(super) struct Column {
    pub(super) alignments: Vec<Alignment>,
    pub(super) index: usize,
    pub(super) is_head: bool,
}

impl Writer<'_, '_> {
    /// A table in a group that scrolls sideways on a narrow screen and can be reached by keyboard
    /// (WCAG 2.1.1); it is named by the heading above it.
    pub(super) fn table(&mut self, node: &Node<'_>, alignments: &[Alignment]) {
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
        self.html.push('"');
        self.line(node);
        self.html.push_str("><table>\n");
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

    pub(super) fn cell(&mut self, node: &Node<'_>) {
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
}
