//! Lists, and the boxes of task lists.

use crate::parse::body::{InterfaceText, OpKind};
use crate::parse::lower::writer::Writer;
use crate::parse::tree::{Kind, Node};
use crate::parse::typography::Before;

impl Writer<'_, '_> {
    pub(super) fn list(&mut self, node: &Node<'_>, start: Option<u64>) {
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

    pub(super) fn item(&mut self, node: &Node<'_>) {
        self.before = Before::default();
        self.html.push_str("<li");
        self.line(node);
        self.html.push('>');
        self.children(node);
        self.html.push_str("</li>\n");
    }

    pub(super) fn task(&mut self, is_done: bool) {
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
}
