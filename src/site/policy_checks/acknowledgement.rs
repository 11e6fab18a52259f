//! How a policy is acknowledged, and what is attached to it.

use crate::base::{Code, Diagnostic, Span, suggest};
use crate::site::decision_checks::not_https;
use crate::site::facts::Statements;
use crate::site::kind::Policy;
use crate::site::links::{LinkSource, resolve};
use crate::site::model::{ItemId, Site};
use crate::site::policy_checks::at;

/// Names that the address of a form may hold in braces.
const NAMES: &[&str] = &["key", "policy", "version", "organisation"];

pub(super) fn check(
    site: &Site,
    id: ItemId,
    policy: &Policy,
    statements: &Statements<'_>,
    sink: &mut Vec<Diagnostic>,
) {
    attachments(site, id, statements, sink);
    let (Some(asked), Some(fact)) = (&policy.acknowledgement, statements.own("acknowledgement"))
    else {
        return;
    };
    let address = fact.value.as_table().and_then(|table| table.get("address"));
    let needs = match asked.channel.as_str() {
        "form" => Some("`address = \"https://…?key={key}\"`"),
        "email" => Some("`address = \"records@example.fi\"`"),
        _ => None,
    };
    let (Some(value), Some(text)) = (address, &asked.address) else {
        if let Some(needs) = needs {
            sink.push(
                Diagnostic::new(
                    Code::MissingFact,
                    Span::new(fact.path, fact.key.range),
                    "the acknowledgement says not where people answer",
                )
                .help(format!("write {needs}, or `channel = \"paper\"`")),
            );
        }
        return;
    };
    let place = Span::new(fact.path, value.range);
    match asked.channel.as_str() {
        "form" if !text.starts_with("https://") => sink.push(not_https(fact, value.range, text)),
        "form" => {
            for name in names(text).filter(|name| !NAMES.contains(name)) {
                sink.push(
                    Diagnostic::new(
                        Code::InvalidValue,
                        place.clone(),
                        format!("nothing fills `{{{name}}}` in"),
                    )
                    .maybe_help(suggest::help(name, NAMES.iter().copied())),
                );
            }
        }
        "email" if !text.contains('@') || text.contains([' ', ':', '/', '?']) => sink.push(
            Diagnostic::new(
                Code::InvalidValue,
                place,
                format!("`{text}` is no e-mail address"),
            )
            .help("write an address of the organisation, never a person's"),
        ),
        _ => {}
    }
}

/// Words in braces.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split('{').skip(1);
    pieces.filter_map(|piece| piece.split_once('}').map(|(name, _)| name))
}

fn attachments(site: &Site, id: ItemId, statements: &Statements<'_>, sink: &mut Vec<Diagnostic>) {
    let Some(fact) = statements.own("attachments") else {
        return;
    };
    let Some(doc) = site.source_doc(id) else {
        return;
    };
    let language = site.head(doc).name.language;
    for value in fact.value.items() {
        let Some(name) = value.as_text() else {
            continue;
        };
        let is_item = site.by_key.contains_key(name) || site.unpublished_keys.contains(name);
        if is_item || resolve(site, LinkSource { doc, language }, name).is_ok() {
            continue;
        }
        let known = site.items.iter().map(|item| item.key.as_str());
        let known: Vec<&str> = known.collect();
        sink.push(
            Diagnostic::new(
                Code::UnknownItem,
                Span {
                    range: value.range,
                    ..at(fact)
                },
                format!("no item or file `{name}`"),
            )
            .help("write the key of an item, or the path of a file beside the policy")
            .maybe_help(
                suggest::nearest(name, known).map(|near| format!("did you mean `{near}`?")),
            ),
        );
    }
}
