//! Facts that name other items and files: those that lead nowhere.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, Span, suggest};
use crate::data::Value;
use crate::site::facts::{Stated, Statements};
use crate::site::kind::ItemKind;
use crate::site::links::{LinkSource, resolve};
use crate::site::model::{ItemId, Site};

/// Facts whose values are keys of items.
const KEYS: &[&str] = &["prerequisites", "guide"];

/// Finds keys of items that the site does not have, the evidence of actions among them; `known` has
/// all that it has.
pub(super) fn check_keys<T>(
    statements: &Statements<'_>,
    known: &BTreeMap<String, T>,
    sink: &mut Vec<Diagnostic>,
) {
    let named = KEYS.iter().filter_map(|name| statements.own(name));
    let named = named.flat_map(|fact| fact.value.items().iter().map(move |value| (fact, value)));
    let evidence = statements.own("actions").into_iter().flat_map(|fact| {
        let actions = fact.value.items().iter();
        actions.filter_map(move |action| Some((fact, action.as_table()?.get("evidence")?)))
    });
    let is_address = |value: &Value| {
        let text = value.as_text();
        text.is_some_and(|text| text.starts_with("https://"))
    };
    for (fact, value) in named.chain(evidence.filter(|(_, value)| !is_address(value))) {
        if let Some(key) = value.as_text()
            && !known.contains_key(key.trim_matches('/'))
        {
            sink.push(
                Diagnostic::new(
                    Code::UnknownItem,
                    Span::new(fact.path, value.range),
                    format!("no item `{key}`"),
                )
                .help("write its path below `content/` without language and ending")
                .maybe_help(
                    suggest::nearest(key, known.keys().map(String::as_str))
                        .map(|near| format!("did you mean `{near}`?")),
                ),
            );
        }
    }
}

/// Finds files that the facts of an item name and that are not there.
pub(super) fn check_files(
    site: &Site,
    id: ItemId,
    statements: &Statements<'_>,
    sink: &mut Vec<Diagnostic>,
) {
    let item = site.item(id);
    let ItemKind::Session(session) = &item.facts.kind else {
        return;
    };
    let recording = session.recording.as_ref();
    let Some(target) = recording.and_then(|recording| recording.transcript.as_ref()) else {
        return;
    };
    let doc = item.docs.iter().flatten().next().copied();
    let (Some(doc), Some(Stated { path, value, .. })) = (doc, statements.get("recording")) else {
        return;
    };
    let from = LinkSource {
        doc,
        language: site.head(doc).name.language,
    };
    let place = value.as_table().and_then(|table| table.get("transcript"));
    if resolve(site, from, target).is_err() {
        sink.push(
            Diagnostic::new(
                Code::BrokenLink,
                Span::new(path, place.map_or(value.range, |place| place.range)),
                format!("the transcript `{target}` is not there"),
            )
            .help("write an address on the web, or the name of a file that lies beside the item"),
        );
    }
}
