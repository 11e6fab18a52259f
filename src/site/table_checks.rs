//! What tables of facts have in common, whatever they are about: keys that they need, ids that are
//! theirs alone, organisations that the site has.

use crate::base::{Code, Diagnostic, Span, TextRange, suggest};
use crate::config::Config;
use crate::data::Table;
use crate::site::facts::Stated;

/// Keys that a table needs, each with an example; `what` names it: `a question`.
pub(super) fn needed(
    fact: Stated<'_>,
    (table, range): (&Table, TextRange),
    what: &str,
    keys: &[(&str, &str)],
    sink: &mut Vec<Diagnostic>,
) {
    for (key, example) in keys {
        if table.get(key).is_none() {
            sink.push(missing(
                fact,
                range,
                &format!("{what} needs `{key}`"),
                example,
            ));
        }
    }
}

/// A key that is not there, and an example of it.
pub(super) fn missing(
    fact: Stated<'_>,
    range: TextRange,
    message: &str,
    example: &str,
) -> Diagnostic {
    Diagnostic::new(Code::MissingFact, Span::new(fact.path, range), message)
        .help(format!("write `{example}`"))
}

/// The id of a table, unless one of `known` has it already; `what` names it: `question`.
pub(super) fn own_id<'a>(
    fact: Stated<'_>,
    table: &'a Table,
    known: &mut Vec<&'a str>,
    what: &str,
    sink: &mut Vec<Diagnostic>,
) {
    let id = table.get("id");
    let Some((id, range)) = id.and_then(|value| Some((value.as_text()?, value.range))) else {
        return;
    };
    if known.contains(&id) {
        sink.push(
            Diagnostic::new(
                Code::DuplicateId,
                Span::new(fact.path, range),
                format!("the {what} `{id}` is there twice"),
            )
            .help("give each its own id"),
        );
    }
    known.push(id);
}

/// An id that is none of the site's organisations.
pub(super) fn organisation(
    fact: Stated<'_>,
    (id, range): (&str, TextRange),
    config: &Config,
    sink: &mut Vec<Diagnostic>,
) {
    if config.organisations.contains_key(id) {
        return;
    }
    let known = config.organisations.keys().map(String::as_str);
    sink.push(
        Diagnostic::new(
            Code::UnknownItem,
            Span::new(fact.path, range),
            format!("no organisation `{id}`"),
        )
        .help("declare it under `[organisations]` in `site.toml`")
        .maybe_help(suggest::help(id, known.collect::<Vec<_>>())),
    );
}
