//! Problems for programs of one's own.

use serde::Serialize;

use crate::base::{Diagnostic, SourcePath};
use crate::shell::report::places::Places;
use crate::shell::report::printable::escape_json;

/// A problem. Lines and columns count from 1, columns in characters; the end is one past the last
/// character. They are null when the file could not be read, and the file too when there is none.
#[derive(Serialize)]
struct Problem<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    help: Option<&'a str>,
    labels: Vec<Label<'a>>,
}

/// Another place.
#[derive(Serialize)]
struct Label<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
}

/// Writes an array of objects.
pub(super) fn write(
    diagnostics: &[Diagnostic],
    lookup: &mut dyn FnMut(&SourcePath) -> Option<String>,
) -> String {
    let places = Places::find(diagnostics, lookup);
    let problems: Vec<Problem<'_>> = diagnostics
        .iter()
        .map(|diagnostic| problem(diagnostic, &places))
        .collect();
    let json = serde_json::to_string_pretty(&problems).expect("texts and numbers are always JSON");
    escape_json(json) + "\n"
}

fn problem<'a>(diagnostic: &'a Diagnostic, places: &Places) -> Problem<'a> {
    let (start, end) = diagnostic
        .span
        .as_ref()
        .and_then(|span| places.of(span))
        .unzip();
    let labels = diagnostic.labels.iter().map(|label| {
        let start = places.of(&label.span).map(|(start, _)| start);
        Label {
            file: label.span.path.as_str(),
            line: start.map(|position| position.line),
            column: start.map(|position| position.column),
            message: &label.message,
        }
    });
    Problem {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        file: diagnostic.span.as_ref().map(|span| span.path.as_str()),
        line: start.map(|position| position.line),
        column: start.map(|position| position.column),
        end_line: end.map(|position| position.line),
        end_column: end.map(|position| position.column),
        help: diagnostic.help.as_deref(),
        labels: labels.collect(),
    }
}
