//! Facts that only items of certain kinds state: what is missing, what belongs to another kind, what
//! does not add up.

use crate::base::{Code, Diagnostic, SourcePath, Span, TextRange};
use crate::config::{self, Config};
use crate::data::{Table, Value};
use crate::locale::Date;
use crate::parse::kinds_of;
use crate::site::facts::{Facts, Stated, Statements};
use crate::site::kind::{Course, Event, ItemKind, Session};
use crate::site::{
    place_checks, plan_checks, report_checks, statement_checks, survey_checks, table_checks,
};
use crate::theme::Theme;

/// Checks what the facts of an item say as one of its kind.
pub(super) fn check(
    statements: &Statements<'_>,
    facts: &Facts,
    (config, theme): (&Config, &Theme),
    today: Date,
    sink: &mut Vec<Diagnostic>,
) {
    for (path, table) in &statements.own {
        other_kinds(path, table, &facts.kind, sink);
    }
    missing(statements, facts, sink);
    minutes(statements, facts, sink);
    named(statements, config, sink);
    local_texts(statements, config, sink);
    placeholders(statements, sink);
    match &facts.kind {
        ItemKind::Course(course) => courses(statements, course, sink),
        ItemKind::Session(session) => sessions(statements, session, sink),
        ItemKind::Statement(statement) => {
            statement_checks::check(statements, (facts, statement), config, today, sink);
        }
        ItemKind::Event(event) => events(statements, event, sink),
        ItemKind::ServicePoint(point) => place_checks::check(statements, point, theme, sink),
        ItemKind::Survey(survey) => survey_checks::check(statements, survey, config, sink),
        ItemKind::Plan(plan) => plan_checks::check(statements, (facts, plan), config, today, sink),
        ItemKind::Report(report) => {
            report_checks::check(statements, report, config, today, sink);
        }
        _ => {}
    }
}

fn at(fact: Stated<'_>, range: TextRange) -> Span {
    Span::new(fact.path, range)
}

/// Keys of a table of facts or texts that an item of this kind does not know.
pub(crate) fn other_kinds(
    path: &SourcePath,
    table: &Table,
    kind: &ItemKind,
    sink: &mut Vec<Diagnostic>,
) {
    let kind = kind.name();
    for (key, _) in &table.entries {
        let Some(kinds) = kinds_of(&key.name).filter(|kinds| !kinds.contains(&kind)) else {
            continue;
        };
        let names: Vec<String> = kinds.iter().map(|name| format!("`{name}`")).collect();
        sink.push(
            Diagnostic::new(
                Code::UnknownKey,
                Span::new(path, key.range),
                format!("a {kind} has no `{}`", key.name),
            )
            .help(format!(
                "it belongs to {}: state the `type` of the item, or take the line out",
                names.join(", ")
            )),
        );
    }
}

/// Facts without which an item of the kind is of no use.
fn missing(statements: &Statements<'_>, facts: &Facts, sink: &mut Vec<Diagnostic>) {
    let needed: &[(&str, &str)] = match facts.kind {
        ItemKind::Lesson(_) => &[("minutes", "minutes = { teach = 15, practice = 20 }")],
        ItemKind::Session(_) => &[
            ("number", "number = 4"),
            ("agenda", "[[agenda]] with minutes, kind and title"),
        ],
        ItemKind::Event(_) => &[("start", "start = 2027-05-11T10:00:00")],
        ItemKind::ServicePoint(_) => &[(
            "schedule",
            "[[schedule]] with rule, start, end and from: or `schedule = []` while nothing is agreed",
        )],
        ItemKind::Statement(_) => &[
            ("conformance", "conformance = \"partial\""),
            ("scope", "scope = { en = \"The town's website\" }"),
            (
                "feedback",
                "feedback = { email = \"feedback@town.example\" }",
            ),
            ("authority", "[authority] with name, website and valid_from"),
        ],
        ItemKind::Organisation(_) => &[("organisation", "organisation = \"halsua\"")],
        ItemKind::Survey(_) => &[
            (
                "fielded",
                "fielded = { from = 2026-09-01, to = 2026-09-30 }",
            ),
            ("invited", "invited = 420"),
            ("answered", "answered = 263"),
            ("data", "data = \"survey.csv\""),
            (
                "questions",
                "[[questions]] with id, kind, text, options and finding",
            ),
        ],
        ItemKind::Policy(_) => &[
            ("policy_id", "policy_id = \"remote-work\""),
            ("version", "version = \"1.0\""),
        ],
        ItemKind::Plan(_) => &[("actions", "[[actions]] with id, what and status")],
        ItemKind::Report(_) => &[("year", "year = 2026")],
        _ => &[],
    };
    let Some((path, _)) = statements.own.first() else {
        return;
    };
    for (name, example) in needed {
        if statements.get(name).is_none() {
            sink.push(
                Diagnostic::new(
                    Code::MissingFact,
                    Span::file(path),
                    format!("a {} needs `{name}`", facts.kind.name()),
                )
                .help(format!("write `{example}`")),
            );
        }
    }
}

/// Minutes are a number, and of a lesson two.
fn minutes(statements: &Statements<'_>, facts: &Facts, sink: &mut Vec<Diagnostic>) {
    let Some(fact) = statements.own("minutes") else {
        return;
    };
    let is_table = fact.value.as_table().is_some();
    let is_lesson = matches!(facts.kind, ItemKind::Lesson(_));
    if is_table && !is_lesson {
        sink.push(
            Diagnostic::new(
                Code::WrongType,
                at(fact, fact.value.range),
                format!("`minutes` of a {} is one number", facts.kind.name()),
            )
            .help("write `minutes = 10`"),
        );
    }
}

/// Ids of organisations within tables.
fn named(statements: &Statements<'_>, config: &Config, sink: &mut Vec<Diagnostic>) {
    let mut check = |fact: Stated<'_>, table: &Table| {
        let id = table.get("organisation");
        if let Some((id, range)) = id.and_then(|value| Some((value.as_text()?, value.range))) {
            table_checks::organisation(fact, (id, range), config, sink);
        }
    };
    for name in ["occurrences", "used_by", "approved_by", "data_protection"] {
        let Some(fact) = statements.own(name) else {
            continue;
        };
        for table in fact
            .value
            .items()
            .iter()
            .filter_map(|value| value.as_table())
        {
            check(fact, table);
        }
    }
    for (path, table) in &statements.own {
        if let Some((key, value)) = table
            .entries
            .iter()
            .find(|(key, _)| key.name == "organisation")
        {
            check(Stated { path, key, value }, table);
        }
    }
}

/// Keys within facts whose values are texts in each language.
const LOCAL_TEXTS: &[&str] = &[
    "title", "goals", "place", "role", "reason", "body", "act", "what", "address",
];

/// Texts of facts in languages that the site does not have, or that lack one of the item's.
fn local_texts(statements: &Statements<'_>, config: &Config, sink: &mut Vec<Diagnostic>) {
    for name in [
        "sessions",
        "agenda",
        "occurrences",
        "programme",
        "exceptions",
        "approved_by",
        "legal_basis",
        "changes",
        "data_protection",
    ] {
        let Some(fact) = statements.own(name) else {
            continue;
        };
        for table in fact
            .value
            .items()
            .iter()
            .filter_map(|value| value.as_table())
        {
            for value in LOCAL_TEXTS.iter().filter_map(|key| table.get(key)) {
                local_text(statements, config, fact, value, sink);
            }
        }
    }
    for fact in ["place", "contact"]
        .iter()
        .filter_map(|name| statements.own(name))
    {
        local_text(statements, config, fact, fact.value, sink);
    }
    if let Some(fact) = statements.own("applies_to") {
        for value in fact.value.items() {
            local_text(statements, config, fact, value, sink);
        }
    }
}

pub(super) fn local_text(
    statements: &Statements<'_>,
    config: &Config,
    fact: Stated<'_>,
    value: &Value,
    sink: &mut Vec<Diagnostic>,
) {
    let Some(texts) = value.as_table() else {
        return;
    };
    config::check_languages(fact.path, texts, config, sink);
    let missing: Vec<String> = statements
        .languages
        .iter()
        .map(|language| config.languages[*language].lang.as_str())
        .filter(|lang| texts.get(lang).is_none())
        .map(|lang| format!("`{lang}`"))
        .collect();
    if !missing.is_empty() {
        sink.push(
            Diagnostic::new(
                Code::MissingText,
                at(fact, value.range),
                format!("this text is missing in {}", missing.join(", ")),
            )
            .help("write it in each language in which the item has a text"),
        );
    }
}

/// Facts that are invented, one by one: nothing made up stays unseen.
fn placeholders(statements: &Statements<'_>, sink: &mut Vec<Diagnostic>) {
    let Some(fact) = statements.own("placeholders") else {
        return;
    };
    for value in fact.value.items() {
        let Some(name) = value.as_text() else {
            continue;
        };
        let span = at(fact, value.range);
        sink.push(if statements.get(name).is_some() {
            Diagnostic::new(
                Code::Placeholder,
                span,
                format!("`{name}` is invented and waits for the real one"),
            )
            .help("fill it in, and take its name out of `placeholders`")
        } else {
            Diagnostic::new(
                Code::UnknownItem,
                span,
                format!("the item states no `{name}`"),
            )
            .help("write the name of a fact that this file states, or take it out")
        });
    }
}

fn courses(statements: &Statements<'_>, course: &Course, sink: &mut Vec<Diagnostic>) {
    let fact = statements.get("group_size");
    if let (Some((min, max)), Some(fact)) = (course.group_size, fact)
        && min > max
    {
        sink.push(
            Diagnostic::new(
                Code::InvalidValue,
                at(fact, fact.value.range),
                format!("at least {min} and at most {max} cannot both be"),
            )
            .help("write the smaller number as `min`, and the larger one as `max`"),
        );
    }
}

fn sessions(statements: &Statements<'_>, session: &Session, sink: &mut Vec<Diagnostic>) {
    let sum: u32 = session.agenda.iter().map(|entry| entry.minutes).sum();
    if let Some(fact) = statements
        .get("agenda")
        .filter(|_| !session.agenda.is_empty() && sum != session.minutes)
    {
        let diagnostic = Diagnostic::new(
            Code::AgendaSum,
            at(fact, fact.key.range),
            format!(
                "the agenda takes {sum} minutes, and the session {}",
                session.minutes
            ),
        );
        let minutes = statements.get("minutes");
        let labelled = match minutes {
            Some(minutes) => diagnostic.label(at(minutes, minutes.value.range), "stated here"),
            None => diagnostic,
        };
        sink.push(labelled.help("change the minutes of the parts until they add up"));
    }
    if let (Some(recording), Some(fact)) = (&session.recording, statements.get("recording")) {
        let lacks = [
            (recording.captions.is_empty(), "captions"),
            (recording.transcript.is_none(), "a transcript"),
        ];
        let lacks: Vec<&str> = lacks
            .iter()
            .filter_map(|(is_missing, name)| is_missing.then_some(*name))
            .collect();
        if !lacks.is_empty() {
            sink.push(
                Diagnostic::new(
                    Code::RecordingWithoutText,
                    at(fact, fact.value.range),
                    format!("the recording has no {}", lacks.join(" and no ")),
                )
                .help(
                    "add `captions = [\"fi\"]` and `transcript = \"…\"`, or take the recording out",
                ),
            );
        }
    }
    for occurrence in &session.occurrences {
        let Some(fact) = statements.get("occurrences") else {
            break;
        };
        if occurrence.end.is_some_and(|end| end <= occurrence.start) {
            sink.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    at(fact, occurrence.range),
                    "this ends before it begins",
                )
                .help("mend `start` or `end`, or leave `end` out"),
            );
        }
    }
}

fn events(statements: &Statements<'_>, event: &Event, sink: &mut Vec<Diagnostic>) {
    let (Some(start), Some(end), Some(fact)) = (event.start, event.end, statements.get("end"))
    else {
        return;
    };
    if end <= start {
        sink.push(
            Diagnostic::new(
                Code::InvalidValue,
                at(fact, fact.value.range),
                "the event ends before it begins",
            )
            .help("mend `start` or `end`"),
        );
    }
}
