//! Facts of yearly reports that are missing or cannot be.

use crate::base::{Code, Diagnostic, Span};
use crate::config::Config;
use crate::locale::Date;
use crate::site::facts::Statements;
use crate::site::kind::Report;
use crate::site::kind_checks::local_text;
use crate::site::table_checks;

/// Checks the facts of a report.
pub(super) fn check(
    statements: &Statements<'_>,
    report: &Report,
    config: &Config,
    today: Date,
    sink: &mut Vec<Diagnostic>,
) {
    if let Some(fact) = statements.own("year")
        && report.year > today.year()
    {
        sink.push(
            Diagnostic::new(
                Code::InvalidValue,
                Span::new(fact.path, fact.value.range),
                format!("the year {} has not begun", report.year),
            )
            .help("write a year that has passed, or the present one"),
        );
    }
    let Some(fact) = statements.own("figures") else {
        return;
    };
    for value in fact.value.items() {
        let Some(table) = value.as_table() else {
            continue;
        };
        let needed = [
            ("name", "name = { fi = \"…\" }"),
            ("value", "value = 12"),
            ("source", "source = { fi = \"…\" }"),
        ];
        table_checks::needed(fact, (table, value.range), "a figure", &needed, sink);
        for text in ["name", "source"].iter().filter_map(|key| table.get(key)) {
            local_text(statements, config, fact, text, sink);
        }
    }
}
