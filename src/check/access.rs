//! Content that some readers could not use: headings, alternative texts, words of links.

use crate::base::{Code, Diagnostic, Span};
use crate::parse::{Document, OutlineEntry};
use crate::theme::Texts;

/// Checks one document.
pub(super) fn check(document: &Document, language: &Texts, sink: &mut Vec<Diagnostic>) {
    heading_order(document, sink);
    for image in &document.refs.images {
        if image.alt.trim().is_empty() {
            sink.push(
                Diagnostic::new(
                    Code::MissingAlt,
                    Span::new(&document.path, image.range),
                    format!("the picture `{}` has no alternative text", image.target),
                )
                .help("say between the brackets what it shows: `![Two people at a tablet](…)`"),
            );
        }
    }
    for link in &document.refs.links {
        let Some(text) = &link.text else { continue };
        let words = text
            .trim()
            .trim_matches(['.', '…', '»', '›', '>', '!', ':', ' ']);
        if words.is_empty() {
            sink.push(
                Diagnostic::new(
                    Code::EmptyLinkText,
                    Span::new(&document.path, link.range),
                    format!("the link to `{}` has no words", link.target),
                )
                .help("write between the brackets where it leads"),
            );
        } else if language
            .vague_links
            .contains(&*language.locale.lowercase(words))
        {
            sink.push(
                Diagnostic::new(
                    Code::VagueLinkText,
                    Span::new(&document.path, link.range),
                    format!("the link text “{words}” does not say where it leads"),
                )
                .help("name what the reader finds there, so that the words make sense alone"),
            );
        }
    }
}

/// Heading levels may not be skipped (WCAG 1.3.1); the title is level 1.
fn heading_order(document: &Document, sink: &mut Vec<Diagnostic>) {
    // A fragment may begin at any level: what stands before it is another file's.
    let mut before = if document.name.is_fragment { 6 } else { 1 };
    let mut places = document.refs.headings.iter();
    for entry in &document.head.outline {
        let OutlineEntry::Heading(heading) = entry else {
            // An included file begins at the second level; what follows it may go on from there.
            before = before.max(2);
            continue;
        };
        let place = places.next().copied().unwrap_or_default();
        if heading.level > before + 1 {
            let marks = "#".repeat(usize::from(before) + 1);
            sink.push(
                Diagnostic::new(
                    Code::HeadingOrder,
                    Span::new(&document.path, place),
                    format!(
                        "the heading has level {}, the one before it {before}",
                        heading.level
                    ),
                )
                .help(format!("begin it with `{marks}`")),
            );
        }
        before = heading.level;
    }
}
