//! Facts that contradict each other, or name what the site does not have.

use crate::base::{Code, Diagnostic, Span, suggest};
use crate::config::{self, Config};
use crate::data::{Table, Value};
use crate::locale::Date;
use crate::site::facts::{Facts, Stated, Statements, stated};
use crate::site::kind_checks;
use crate::site::table_checks;
use crate::theme::Theme;

/// Checks the facts of an item as of `today`.
pub(super) fn check(
    statements: &Statements<'_>,
    facts: &Facts,
    (config, theme): (&Config, &Theme),
    today: Date,
    sink: &mut Vec<Diagnostic>,
) {
    conflicts(statements, sink);
    organisations(statements, config, sink);
    languages(statements, config, sink);
    layout(statements, theme, sink);
    dates(statements, facts, sink);
    kind_checks::check(statements, facts, (config, theme), today, sink);
    review(statements, facts, today, sink);
}

fn conflicts(statements: &Statements<'_>, sink: &mut Vec<Diagnostic>) {
    for (index, (path, table)) in statements.own.iter().enumerate() {
        for (key, value) in &table.entries {
            let Some(first) = stated(&statements.own[..index], &key.name) else {
                continue;
            };
            if first.value.says_the_same(value) {
                continue;
            }
            sink.push(
                Diagnostic::new(
                    Code::ConflictingFact,
                    Span::new(path, value.range),
                    format!("`{}` has another value here", key.name),
                )
                .label(Span::new(first.path, first.value.range), "than here")
                .help(format!(
                    "write it once, in `{}.toml` beside the texts",
                    file_stem(statements)
                )),
            );
        }
    }
}

pub(super) fn file_stem<'a>(statements: &Statements<'a>) -> &'a str {
    if statements.is_index {
        return "index";
    }
    statements.key.rsplit('/').next().unwrap_or(statements.key)
}

/// A value that names something the site does not have.
fn unknown(fact: Stated<'_>, value: &Value, code: Code, message: String) -> Diagnostic {
    Diagnostic::new(code, Span::new(fact.path, value.range), message)
}

fn organisations(statements: &Statements<'_>, config: &Config, sink: &mut Vec<Diagnostic>) {
    let concerned = statements
        .own("organisations")
        .into_iter()
        .flat_map(|fact| fact.value.items().iter().map(move |value| (fact, value)));
    let owner = statements.own("owner").and_then(|fact| {
        let value = fact.value.as_table()?.get("organisation")?;
        Some((fact, value))
    });
    for (fact, value) in concerned.chain(owner) {
        let Some(id) = value.as_text() else { continue };
        table_checks::organisation(fact, (id, value.range), config, sink);
    }
    let role = statements.own("owner").and_then(|fact| {
        let role: &Table = fact.value.as_table()?.table("role")?;
        Some((fact, role))
    });
    if let Some((fact, role)) = role {
        config::check_languages(fact.path, role, config, sink);
    }
}

fn languages(statements: &Statements<'_>, config: &Config, sink: &mut Vec<Diagnostic>) {
    let facts = ["languages", "source_language"].into_iter();
    let facts = facts.filter_map(|name| statements.own(name));
    let values = facts.flat_map(|fact| fact.value.items().iter().map(move |value| (fact, value)));
    for (fact, value) in values {
        let Some(code) = value.as_text() else {
            continue;
        };
        if config.language_index(code).is_none() {
            let known: Vec<&str> = config.languages.iter().map(|l| l.lang.as_str()).collect();
            let message = format!("the site has no language `{code}`");
            sink.push(
                unknown(fact, value, Code::UnknownLanguage, message)
                    .help("add it to `[[languages]]` in `site.toml`")
                    .maybe_help(suggest::help(code, known)),
            );
        }
    }
}

fn layout(statements: &Statements<'_>, theme: &Theme, sink: &mut Vec<Diagnostic>) {
    let Some(fact) = statements.own("layout") else {
        return;
    };
    let Some(name) = fact.value.as_text() else {
        return;
    };
    let layouts: Vec<&str> = theme
        .templates
        .iter()
        .filter_map(|template| template.plain_name.strip_suffix(".html"))
        .filter(|name| !name.contains('/'))
        .collect();
    if !layouts.contains(&name) {
        let message = format!("the theme has no template `{name}.html`");
        sink.push(
            unknown(fact, fact.value, Code::UnknownItem, message)
                .help(format!(
                    "add it: `themes/{}/templates/{name}.html`",
                    theme.name
                ))
                .maybe_help(
                    suggest::nearest(name, layouts).map(|near| format!("did you mean `{near}`?")),
                ),
        );
    }
}

fn dates(statements: &Statements<'_>, facts: &Facts, sink: &mut Vec<Diagnostic>) {
    if let (Some(publish), Some(expires), Some(fact)) =
        (facts.publish, facts.expires, statements.get("expires"))
        && expires <= publish
    {
        sink.push(
            Diagnostic::new(
                Code::InvalidValue,
                Span::new(fact.path, fact.value.range),
                format!("`expires` ({expires}) is not after `publish` ({publish})"),
            )
            .help("choose a later day, or take one of the two out"),
        );
    }
}

fn review(statements: &Statements<'_>, facts: &Facts, today: Date, sink: &mut Vec<Diagnostic>) {
    let Some(due) = facts.review_due() else {
        return;
    };
    let Some(fact) = statements.get("reviewed").filter(|_| due < today) else {
        return;
    };
    sink.push(
        Diagnostic::new(
            Code::ReviewOverdue,
            Span::new(fact.path, fact.value.range),
            format!("`{}` should have been reviewed by {due}", statements.key),
        )
        .help("read it again, mend what has changed, and write today's date as `reviewed`"),
    );
}
