//! What must hold for any input.

use opas::base::{Code, Diagnostic, SourcePath};

/// Elements of HTML that have no end.
const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];

/// Every place that a problem names is a piece of its file's text.
///
/// # Panics
/// When it is not.
pub fn places(diagnostics: &[Diagnostic], text_of: &dyn Fn(&SourcePath) -> Option<String>) {
    for diagnostic in diagnostics {
        let labels = diagnostic.labels.iter().map(|label| &label.span);
        for span in diagnostic.span.iter().chain(labels) {
            let Some(text) = text_of(&span.path) else {
                continue;
            };
            let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
            assert!(
                span.range.of(text).is_some(),
                "a problem stands outside its text: {diagnostic:?}"
            );
        }
    }
}

/// No template of the built-in theme failed.
///
/// # Panics
/// When one did.
pub fn templates(diagnostics: &[Diagnostic]) {
    if let Some(problem) = diagnostics
        .iter()
        .find(|problem| problem.code == Code::TemplateError)
    {
        panic!("a template of the built-in theme failed: {problem:?}");
    }
}

/// Every element of a piece of HTML that opas made harmless is closed in its turn, and none of them
/// is a script. What is no tag there is escaped.
///
/// # Panics
/// When one is not.
pub fn harmless(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let (is_end, inner) = match rest.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, rest),
        };
        let length = inner
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(inner.len());
        let name = &inner[..length];
        assert!(
            !matches!(name, "" | "script" | "style" | "iframe" | "object"),
            "`<{name}` in {html:?}"
        );
        if is_end {
            assert_eq!(open.pop(), Some(name), "an end without its begin: {html:?}");
        } else if !VOID.contains(&name) {
            open.push(name);
        }
        rest = attributes(&inner[length..], html);
    }
    assert!(open.is_empty(), "{open:?} stay open: {html:?}");
}

/// What follows the attributes of a tag.
fn attributes<'a>(text: &'a str, html: &str) -> &'a str {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return after;
        }
        let length = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c)))
            .unwrap_or(rest.len());
        // A gap in which the page's address or id will stand has no name here.
        assert!(length > 0, "a tag ends in {rest:?}: {html:?}");
        let name = &rest[..length];
        assert!(!name.starts_with("on"), "`{name}` in {html:?}");
        rest = &rest[length..];
        if let Some(value) = rest.strip_prefix("=\"") {
            rest = value
                .split_once('"')
                .map(|(_, after)| after)
                .unwrap_or_else(|| panic!("an attribute stays open: {html:?}"));
        }
    }
}
