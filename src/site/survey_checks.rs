//! Facts of surveys that are missing or contradict each other; what the counts say is judged with
//! the whole site.

use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::config::Config;
use crate::data::{Table, Value};
use crate::site::facts::{Stated, Statements};
use crate::site::kind::{ALL, Survey};
use crate::site::kind_checks::local_text;
use crate::site::table_checks;

/// Checks the facts of a survey.
pub(super) fn check(
    statements: &Statements<'_>,
    survey: &Survey,
    config: &Config,
    sink: &mut Vec<Diagnostic>,
) {
    numbers(statements, survey, sink);
    if let Some(fact) = statements.own("groups") {
        let groups = fact.value.as_table().map(|table| &table.entries);
        for (key, value) in groups.into_iter().flatten() {
            if key.name == ALL {
                sink.push(invalid(
                    fact,
                    key.range,
                    "`all` is everybody, and no group",
                    "give the group another id",
                ));
            }
            local_text(statements, config, fact, value, sink);
        }
    }
    let Some(fact) = statements.own("questions") else {
        return;
    };
    let mut known = Vec::new();
    for value in fact.value.items() {
        if let Some(table) = value.as_table() {
            question(fact, (table, value.range), &mut known, sink);
            let options = table.list("options").unwrap_or_default();
            let tables = options.iter().filter_map(Value::as_table).chain([table]);
            let texts = tables.flat_map(|table| [table.get("text"), table.get("finding")]);
            for text in texts.flatten() {
                local_text(statements, config, fact, text, sink);
            }
        }
    }
}

fn invalid(fact: Stated<'_>, range: TextRange, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidValue, Span::new(fact.path, range), message).help(help)
}

fn numbers(statements: &Statements<'_>, survey: &Survey, sink: &mut Vec<Diagnostic>) {
    if let (Some(invited), Some(answered), Some(fact)) =
        (survey.invited, survey.answered, statements.get("answered"))
        && answered > invited
    {
        sink.push(invalid(
            fact,
            fact.value.range,
            &format!("{answered} answered, and only {invited} were asked"),
            "mend `invited` or `answered`",
        ));
    }
    if let (Some((from, to)), Some(fact)) = (survey.fielded, statements.get("fielded"))
        && to < from
    {
        sink.push(invalid(
            fact,
            fact.value.range,
            "the survey ends before it begins",
            "mend `from` or `to`",
        ));
    }
}

/// What a question needs, and ids that are taken.
fn question<'a>(
    fact: Stated<'_>,
    (table, range): (&'a Table, TextRange),
    known: &mut Vec<&'a str>,
    sink: &mut Vec<Diagnostic>,
) {
    let needed = [
        ("id", "id = \"days\""),
        ("kind", "kind = \"choice\""),
        ("text", "text = { fi = \"…\" }"),
    ];
    table_checks::needed(fact, (table, range), "a question", &needed, sink);
    if table.get("finding").is_none() {
        sink.push(
            Diagnostic::new(
                Code::MissingFinding,
                Span::new(fact.path, range),
                "the question has no sentence that says what its answers show",
            )
            .help("write it for those who do not read charts: `finding = { fi = \"…\" }`"),
        );
    }
    table_checks::own_id(fact, table, known, "question", sink);
    let options = table.list("options").unwrap_or_default();
    if options.len() < 2 {
        let example = "options = [{ id = \"yes\", text = { fi = \"Kyllä\" } }, …]";
        let message = "a question needs at least two options";
        sink.push(table_checks::missing(fact, range, message, example));
    }
    let mut known = Vec::new();
    for option in options.iter().filter_map(Value::as_table) {
        table_checks::own_id(fact, option, &mut known, "option", sink);
    }
}
