//! A line for each problem: for editors and `grep`, and for GitHub.

use crate::base::{Diagnostic, Severity, SourcePath};
use crate::shell::report::places::Places;
use crate::shell::report::printable::one_line;

/// `path:line:column: severity[code]: message`, the form that editors and `grep` understand.
pub(super) fn short(
    diagnostics: &[Diagnostic],
    lookup: &mut dyn FnMut(&SourcePath) -> Option<String>,
) -> String {
    let places = Places::find(diagnostics, lookup);
    let mut out = String::new();
    for diagnostic in diagnostics {
        if let Some(span) = &diagnostic.span {
            out.push_str(&one_line(span.path.as_str()));
            if let Some((start, _)) = places.of(span) {
                out.push_str(&format!(":{}:{}", start.line, start.column));
            }
            out.push_str(": ");
        }
        let severity = diagnostic.severity.name();
        let message = one_line(&diagnostic.message);
        out.push_str(&format!(
            "{severity}[{}]: {message}\n",
            diagnostic.code.name()
        ));
    }
    out
}

/// Workflow commands of GitHub Actions
/// (docs.github.com/actions/reference/workflows-and-actions/workflow-commands).
///
/// Columns are given for places within one line only: GitHub knows no others.
pub(super) fn github(
    diagnostics: &[Diagnostic],
    lookup: &mut dyn FnMut(&SourcePath) -> Option<String>,
) -> String {
    let places = Places::find(diagnostics, lookup);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = Vec::new();
        if let Some(span) = &diagnostic.span {
            properties.push(format!("file={}", property(&one_line(span.path.as_str()))));
            if let Some((start, end)) = places.of(span) {
                properties.push(format!("line={},col={}", start.line, start.column));
                if start.line == end.line {
                    properties.push(format!("endColumn={}", end.column));
                }
            }
        }
        properties.push(format!("title={}", property(diagnostic.code.name())));
        let mut message = one_line(&diagnostic.message).into_owned();
        if let Some(help) = &diagnostic.help {
            message.push_str("\nhelp: ");
            message.push_str(&one_line(help));
        }
        out.push_str(&format!(
            "::{command} {}::{}\n",
            properties.join(","),
            data(&message)
        ));
    }
    out
}

/// The text of a command: the line ends it.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property: a comma or a colon ends it too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
