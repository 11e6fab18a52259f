//! When a service point is open: rules, exceptions, counts and languages that cannot be true.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::calendar::Exceptions;
use crate::data::{Table, Value};
use crate::locale::{Date, Locale, Time};
use crate::site::facts::{Stated, Statements};
use crate::site::kind::ServicePoint;
use crate::theme::Theme;

/// Checks what the facts of a service point say.
pub(super) fn check(
    statements: &Statements<'_>,
    point: &ServicePoint,
    theme: &Theme,
    sink: &mut Vec<Diagnostic>,
) {
    if let Some(fact) = statements.get("schedule") {
        for time in &point.schedule {
            if let Err((message, help)) = time.schedule(Exceptions::default()) {
                let span = Span::new(fact.path, time.range);
                sink.push(Diagnostic::new(Code::InvalidRecurrence, span, message).help(help));
            }
        }
    }
    if let Some(fact) = statements.get("exceptions") {
        exceptions(fact, sink);
    }
    if let Some(fact) = statements.get("visits") {
        visits(fact, sink);
    }
    if let Some(fact) = statements.get("served_languages") {
        languages(fact, theme, sink);
    }
}

fn tables<'a>(fact: Stated<'a>) -> impl Iterator<Item = (&'a Table, &'a Value)> {
    let values = fact.value.items().iter();
    values.filter_map(|value| Some((value.as_table()?, value)))
}

fn invalid(fact: Stated<'_>, range: TextRange, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::InvalidValue, Span::new(fact.path, range), message)
}

/// A day on which it is open at other times has a beginning and an end, and stands here once.
fn exceptions(fact: Stated<'_>, sink: &mut Vec<Diagnostic>) {
    let mut days: BTreeMap<&str, TextRange> = BTreeMap::new();
    for (table, value) in tables(fact) {
        let time = |key: &str| table.text(key).and_then(Time::parse);
        match (time("start"), time("end")) {
            (Some(start), Some(end)) if end <= start => sink.push(
                invalid(
                    fact,
                    value.range,
                    format!("it opens at {start} and closes at {end}"),
                )
                .help("write an `end` that is later than `start`"),
            ),
            (Some(_), None) | (None, Some(_)) => sink.push(
                invalid(fact, value.range, "other times need both `start` and `end`")
                    .help("add the missing one; without both it is closed on that day"),
            ),
            _ => {}
        }
        let Some(day) = table
            .get("date")
            .and_then(|day| Some((day.as_text()?, day.range)))
        else {
            continue;
        };
        if let Some(first) = days.insert(day.0, day.1) {
            sink.push(
                invalid(fact, day.1, format!("{} stands here twice", day.0))
                    .label(Span::new(fact.path, first), "the first time")
                    .help("keep one of the two: a day has one exception"),
            );
        }
    }
}

/// Visits are counted by month, each once.
fn visits(fact: Stated<'_>, sink: &mut Vec<Diagnostic>) {
    let mut months: BTreeMap<&str, TextRange> = BTreeMap::new();
    for (table, _) in tables(fact) {
        let Some((value, month)) = table
            .get("month")
            .and_then(|value| Some((value, value.as_text()?)))
        else {
            continue;
        };
        if Date::parse(&format!("{month}-01")).is_err() {
            sink.push(
                invalid(fact, value.range, format!("`{month}` is no month"))
                    .help("write year and month, as in `\"2026-10\"`"),
            );
        } else if let Some(first) = months.insert(month, value.range) {
            sink.push(
                invalid(fact, value.range, format!("{month} is counted twice"))
                    .label(Span::new(fact.path, first), "the first count")
                    .help("keep one count for each month"),
            );
        }
    }
}

/// Languages are those that have a name in the theme's texts, or data in CLDR.
fn languages(fact: Stated<'_>, theme: &Theme, sink: &mut Vec<Diagnostic>) {
    let is_named = |code: &str| {
        let mut texts = theme.texts.iter();
        texts.any(|texts| texts.language_name(code) != code)
    };
    for value in fact.value.items() {
        let Some(code) = value.as_text() else {
            continue;
        };
        if !is_named(code) && !Locale::new(code).is_ok_and(|locale| locale.has_data()) {
            sink.push(
                invalid(fact, value.range, format!("`{code}` is no language"))
                    .help("write its code (BCP 47), such as `fi`, `sv`, `en` or `uk`"),
            );
        }
    }
}
