//! What an accessibility statement must say to be true and in force.

use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::config::Config;
use crate::data::Value;
use crate::locale::{Date, Period};
use crate::site::facts::{Facts, Stated, Statements};
use crate::site::kind::{Conformance, Statement};
use crate::site::kind_checks::local_text;

/// How old a statement may be: it is reviewed each year (Commission Implementing Decision
/// (EU) 2018/1523, article 3).
const REVIEWED_WITHIN: &str = "12 months";

/// The success criteria of levels A and AA in WCAG 2.1 and 2.2, and 4.1.1, which 2.2 took out.
const CRITERIA: &[&str] = &[
    "1.1.1", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.3.1", "1.3.2", "1.3.3", "1.3.4",
    "1.3.5", "1.4.1", "1.4.2", "1.4.3", "1.4.4", "1.4.5", "1.4.10", "1.4.11", "1.4.12", "1.4.13",
    "2.1.1", "2.1.2", "2.1.4", "2.2.1", "2.2.2", "2.3.1", "2.4.1", "2.4.2", "2.4.3", "2.4.4",
    "2.4.5", "2.4.6", "2.4.7", "2.4.11", "2.5.1", "2.5.2", "2.5.3", "2.5.4", "2.5.7", "2.5.8",
    "3.1.1", "3.1.2", "3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.6", "3.3.1", "3.3.2", "3.3.3",
    "3.3.4", "3.3.7", "3.3.8", "4.1.1", "4.1.2", "4.1.3",
];

/// Checks what the facts of a statement say on the day of the build.
pub(super) fn check(
    statements: &Statements<'_>,
    (facts, statement): (&Facts, &Statement),
    config: &Config,
    today: Date,
    sink: &mut Vec<Diagnostic>,
) {
    age(statements, facts, today, sink);
    if let Some(fact) = statements.get("scope") {
        local_text(statements, config, fact, fact.value, sink);
    }
    for name in ["feedback", "authority"] {
        let Some(fact) = statements.get(name) else {
            continue;
        };
        let texts = ["name", "unit", "website"].iter();
        let table = fact.value.as_table();
        for value in texts.filter_map(|key| table.and_then(|table| table.get(key))) {
            local_text(statements, config, fact, value, sink);
        }
    }
    if let Some(fact) = statements.get("authority")
        && statement.authority.valid_from.is_none()
    {
        sink.push(
            at(Code::MissingFact, fact, fact.value.range, "since when is this the authority?".to_owned())
                .help("write `valid_from = 2025-01-01`: authorities change, and readers of an old page should see it"),
        );
    }
    let Some(fact) = statements.get("findings") else {
        return;
    };
    findings(statements, fact, config, sink);
    for finding in &statement.findings {
        if finding.fix_by.is_some_and(|day| day < today) {
            sink.push(
                at(
                    Code::StatementOutdated,
                    fact,
                    finding.range,
                    "this should have been mended by now".to_owned(),
                )
                .help("take it out if it is mended, or say by when it will be"),
            );
        }
    }
    if statement.conformance == Conformance::Full && !statement.findings.is_empty() {
        let claim = statements.get("conformance").unwrap_or(fact);
        sink.push(
            at(
                Code::StatementContradiction,
                claim,
                claim.value.range,
                "the statement says that all is accessible, and lists what is not".to_owned(),
            )
            .label(Span::new(fact.path, fact.key.range), "what is not")
            .help("write `conformance = \"partial\"`, or take out what has been mended"),
        );
    }
}

fn at(code: Code, fact: Stated<'_>, range: TextRange, message: String) -> Diagnostic {
    Diagnostic::new(code, Span::new(fact.path, range), message)
}

fn age(statements: &Statements<'_>, facts: &Facts, today: Date, sink: &mut Vec<Diagnostic>) {
    let fact = statements.get("reviewed");
    let (Some(fact), Some(reviewed)) = (fact, facts.reviewed) else {
        if let Some((path, _)) = statements.own.first() {
            sink.push(
                Diagnostic::new(
                    Code::MissingFact,
                    Span::file(path),
                    "a statement needs `reviewed`",
                )
                .help("write the day on which somebody last compared it with the site"),
            );
        }
        return;
    };
    let due = Period::parse(REVIEWED_WITHIN).map(|period| period.add_to(reviewed));
    if due.is_ok_and(|due| due < today) {
        sink.push(
            at(
                Code::StatementOutdated,
                fact,
                fact.value.range,
                format!(
                    "the statement was last reviewed on {reviewed}, more than {REVIEWED_WITHIN} ago"
                ),
            )
            .help("compare it with the site, mend it, and write today's date as `reviewed`"),
        );
    }
}

fn findings(
    statements: &Statements<'_>,
    fact: Stated<'_>,
    config: &Config,
    sink: &mut Vec<Diagnostic>,
) {
    for table in fact.value.items().iter().filter_map(Value::as_table) {
        for value in ["place", "what"].iter().filter_map(|key| table.get(key)) {
            local_text(statements, config, fact, value, sink);
        }
        let Some(value) = table.get("criterion") else {
            continue;
        };
        let Some(criterion) = value.as_text().filter(|text| !CRITERIA.contains(text)) else {
            continue;
        };
        sink.push(
            at(
                Code::InvalidValue,
                fact,
                value.range,
                format!("`{criterion}` is no success criterion of level A or AA"),
            )
            .help("write its number in WCAG, such as `1.2.2`"),
        );
    }
}
