//! Facts of plans that are missing or contradict each other, and actions whose day has passed.

use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::config::Config;
use crate::data::{Table, Value};
use crate::locale::Date;
use crate::site::decision_checks;
use crate::site::facts::{Facts, Stated, Statements};
use crate::site::kind::{Action, ActionStatus, Plan};
use crate::site::kind_checks::local_text;
use crate::site::table_checks;

/// Texts of an action in each language.
const TEXTS: &[&str] = &["what", "asked", "did", "responsible", "reason", "indicator"];

/// Checks the facts of a plan.
pub(super) fn check(
    statements: &Statements<'_>,
    (facts, plan): (&Facts, &Plan),
    config: &Config,
    today: Date,
    sink: &mut Vec<Diagnostic>,
) {
    decision_checks::versions(&["version"], &plan.changes, statements, sink);
    decision_checks::links(statements, sink);
    if let (Some((from, until)), Some(fact)) = (plan.period, statements.own("period"))
        && until < from
    {
        sink.push(invalid(
            fact,
            fact.value.range,
            "the plan ends before it begins".to_owned(),
            "mend `from` or `until`",
        ));
    }
    let Some(fact) = statements.own("actions") else {
        return;
    };
    let mut known = Vec::new();
    for value in fact.value.items() {
        let Some(table) = value.as_table() else {
            continue;
        };
        needed(fact, table, value.range, sink);
        for text in TEXTS.iter().filter_map(|key| table.get(key)) {
            local_text(statements, config, fact, text, sink);
        }
        organisations(fact, table, config, sink);
        table_checks::own_id(fact, table, &mut known, "action", sink);
    }
    for action in &plan.actions {
        contradictions(fact, action, &facts.organisations, today, sink);
    }
}

fn invalid(fact: Stated<'_>, range: TextRange, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidValue, Span::new(fact.path, range), message).help(help)
}

/// What an action needs.
fn needed(fact: Stated<'_>, table: &Table, range: TextRange, sink: &mut Vec<Diagnostic>) {
    let keys = [
        ("id", "id = \"forms\""),
        ("what", "what = { fi = \"…\" }"),
        ("status", "status = \"planned\""),
    ];
    table_checks::needed(fact, (table, range), "an action", &keys, sink);
    let is_dropped = |value: &Value| value.as_text() == Some(ActionStatus::Dropped.name());
    let own = table.table("status_of").map(|table| &table.entries);
    let own = own.into_iter().flatten().map(|(_, value)| value);
    if table.get("status").into_iter().chain(own).any(is_dropped) {
        let keys = [("reason", "reason = { fi = \"…\" }")];
        table_checks::needed(
            fact,
            (table, range),
            "an action that is dropped",
            &keys,
            sink,
        );
    }
    if table.get("did").is_some() {
        let keys = [("asked", "asked = { fi = \"…\" }")];
        table_checks::needed(fact, (table, range), "an action with `did`", &keys, sink);
    }
}

/// Organisations that the site does not have, or that take no part.
fn organisations(fact: Stated<'_>, table: &Table, config: &Config, sink: &mut Vec<Diagnostic>) {
    let listed = table.get("organisations").map(Value::items);
    let listed = listed.unwrap_or_default().iter();
    let listed: Vec<(&str, TextRange)> = listed
        .filter_map(|value| Some((value.as_text()?, value.range)))
        .collect();
    let own = table.table("status_of").map(|table| &table.entries);
    let own: Vec<(&str, TextRange)> = own
        .into_iter()
        .flatten()
        .map(|(key, _)| (key.name.as_str(), key.range))
        .collect();
    for id in listed.iter().chain(&own) {
        table_checks::organisation(fact, *id, config, sink);
    }
    for (id, range) in own {
        if !listed.is_empty() && !listed.iter().any(|(listed, _)| *listed == id) {
            sink.push(invalid(
                fact,
                range,
                format!("`{id}` is none of the organisations that do this"),
                "add it to `organisations` of the action, or take this out",
            ));
        }
    }
}

/// Days and states that do not go together.
fn contradictions(
    fact: Stated<'_>,
    action: &Action,
    organisations: &[String],
    today: Date,
    sink: &mut Vec<Diagnostic>,
) {
    let id = &action.id;
    if let Some(done) = action.done {
        let is_done = action.status == ActionStatus::Done;
        let fault = match is_done {
            false => Some(format!(
                "`{id}` has the day `done`, and its status is no `done`"
            )),
            true if done > today => {
                Some(format!("`{id}` will be done on {done}, and counts as done"))
            }
            true => None,
        };
        if let Some(message) = fault {
            sink.push(invalid(
                fact,
                action.range,
                message,
                "mend `done` or `status`",
            ));
        }
    }
    if action.is_overdue(organisations, today)
        && let Some(due) = action.due
    {
        sink.push(
            Diagnostic::new(
                Code::ActionOverdue,
                Span::new(fact.path, action.range),
                format!("`{id}` should have been done by {due}"),
            )
            .help("write `status = \"done\"`, or a new day as `due` and why in `changes`"),
        );
    }
}
