//! An accessibility statement beside what the checks found.

use crate::base::{Code, Diagnostic, Severity, Span};
use crate::site::kind::Conformance;
use crate::site::{ItemKind, Site};

/// What the checks find that keeps some readers out.
const BARRIERS: &[Code] = &[
    Code::MissingAlt,
    Code::HeadingOrder,
    Code::EmptyLinkText,
    Code::VagueLinkText,
    Code::LowContrast,
    Code::RecordingWithoutText,
];

/// Statements that claim full conformance against open findings; `found` has the site's levels.
pub fn statements<'d>(site: &Site, found: impl Iterator<Item = &'d Diagnostic>) -> Vec<Diagnostic> {
    let is_open = |problem: &&Diagnostic| {
        BARRIERS.contains(&problem.code) && problem.severity != Severity::Note
    };
    let open: Vec<&Diagnostic> = found.filter(is_open).collect();
    let Some(first) = open.first() else {
        return Vec::new();
    };
    let statements = site.items.iter().filter(|item| {
        matches!(&item.facts.kind, ItemKind::Statement(statement)
            if statement.conformance == Conformance::Full)
    });
    statements
        .filter_map(|item| {
            let doc = item.docs.iter().flatten().next()?;
            let diagnostic = Diagnostic::new(
                Code::StatementContradiction,
                Span::file(&site.head(*doc).path),
                format!(
                    "the statement says that all is accessible, and the checks find {} places that are not",
                    open.len()
                ),
            );
            let labelled = match &first.span {
                Some(span) => diagnostic.label(span.clone(), "the first of them"),
                None => diagnostic,
            };
            Some(labelled.help("mend them, or write `conformance = \"partial\"` and list them"))
        })
        .collect()
}
