//! What policies and plans say about how they were decided: versions that can be read and stand in
//! their order, addresses that are pages.

use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::data::Value;
use crate::site::facts::{Stated, Statements};
use crate::site::kind::{Change, Version};

/// Versions that cannot be read, in the facts named and in the changes; changes out of order.
pub(super) fn versions(
    names: &[&str],
    changes: &[Change],
    statements: &Statements<'_>,
    sink: &mut Vec<Diagnostic>,
) {
    let mut unreadable = |fact: Stated<'_>, value: &Value| {
        let Some(text) = value.as_text() else { return };
        if Version::parse(text).is_none() {
            sink.push(
                Diagnostic::new(
                    Code::PolicyVersion,
                    Span::new(fact.path, value.range),
                    format!("`{text}` is no version"),
                )
                .help("write two numbers, `\"1.0\"`: the first grows with a material change"),
            );
        }
    };
    for fact in names.iter().filter_map(|name| statements.own(name)) {
        unreadable(fact, fact.value);
    }
    let Some(fact) = statements.own("changes") else {
        return;
    };
    for value in fact.value.items() {
        let version = value.as_table().and_then(|table| table.get("version"));
        if let Some(version) = version {
            unreadable(fact, version);
        }
    }
    if !changes.is_sorted_by(|a, b| a.version > b.version) {
        sink.push(
            Diagnostic::new(
                Code::PolicyVersion,
                Span::new(fact.path, fact.key.range),
                "the changes are not in the order of their versions",
            )
            .help("write the newest version first, and each version once"),
        );
    }
}

/// Addresses of acts that are no pages.
pub(super) fn links(statements: &Statements<'_>, sink: &mut Vec<Diagnostic>) {
    let Some(fact) = statements.own("legal_basis") else {
        return;
    };
    let addresses = fact.value.items().iter().filter_map(|value| {
        let address = value.as_table()?.get("address")?;
        Some(match address.as_table() {
            Some(table) => table.entries.iter().map(|(_, value)| value).collect(),
            None => vec![address],
        })
    });
    for value in addresses.flatten() {
        let text = value.as_text().unwrap_or_default();
        if !text.is_empty() && !text.starts_with("https://") && !text.starts_with("http://") {
            sink.push(not_https(fact, value.range, text));
        }
    }
}

/// An address that is no page on the web.
pub(super) fn not_https(fact: Stated<'_>, range: TextRange, text: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnsafeLink,
        Span::new(fact.path, range),
        format!("`{text}` is no address of a page"),
    )
    .help("write an address that begins with `https://`")
}
