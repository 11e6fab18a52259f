//! All items of the site as a table: which languages have them, in which state, with how many
//! problems.

use std::collections::HashMap;

use crate::base::{Diagnostic, SourcePath};
use crate::build::{Edition, Findings};
use crate::parse::escape;
use crate::shell::serve::freshness;
use crate::shell::serve::state::languages;
use crate::site::{Item, ItemId, Status};

/// The table as HTML.
pub(super) fn table(edition: &Edition, findings: &Findings) -> String {
    let site = &edition.site;
    let counts = counts(findings);
    let mut out = String::with_capacity(site.items.len() * 600 + 1024);
    out.push_str("<table id=\"opas-items\">\n<thead>\n<tr><th scope=\"col\">Page</th><th scope=\"col\">Type</th>");
    for texts in &edition.settings.theme.texts {
        out.push_str("<th scope=\"col\" data-code=\"");
        escape(texts.lang.as_str(), &mut out);
        out.push_str("\" lang=\"");
        escape(texts.lang.as_str(), &mut out);
        out.push_str("\">");
        escape(&texts.name, &mut out);
        out.push_str("</th>");
    }
    out.push_str("<th scope=\"col\">Problems</th></tr>\n</thead>\n<tbody>\n");
    for (index, item) in site.items.iter().enumerate() {
        let id = ItemId(u32::try_from(index).unwrap_or(u32::MAX));
        row(edition, id, item, &counts, &mut out);
    }
    out.push_str("</tbody>\n</table>\n");
    out
}

fn row(
    edition: &Edition,
    id: ItemId,
    item: &Item,
    counts: &HashMap<&SourcePath, usize>,
    out: &mut String,
) {
    let site = &edition.site;
    let head = site.source_doc(id).map(|doc| site.head(doc));
    let title = head.map_or(item.key.as_str(), |entry| entry.head.texts.title.as_str());
    let problems: usize = item
        .docs
        .iter()
        .flatten()
        .filter_map(|doc| counts.get(&site.head(*doc).path))
        .sum();
    let note = note(item);
    let languages = languages(edition, id, None);
    let words: Vec<&str> = languages
        .iter()
        .enumerate()
        .map(|(index, language)| word(edition, (id, index), language.state, note))
        .collect();
    let states: Vec<String> = languages
        .iter()
        .zip(&words)
        .map(|(language, word)| format!("{}:{word}", language.code))
        .collect();
    out.push_str("<tr data-text=\"");
    escape(
        &format!("{} {}", title.to_lowercase(), item.key.to_lowercase()),
        out,
    );
    out.push_str("\" data-states=\"");
    escape(&states.join(" "), out);
    out.push_str(&format!(
        "\" data-findings=\"{problems}\"><th scope=\"row\"><span"
    ));
    if let Some(entry) = head {
        let lang = &edition.settings.theme.texts[entry.name.language].lang;
        out.push_str(" lang=\"");
        escape(lang.as_str(), out);
        out.push('"');
    }
    out.push('>');
    escape(title, out);
    out.push_str("</span> <code>");
    escape(&item.key, out);
    out.push_str("</code></th><td>");
    out.push_str(item.facts.kind.name());
    out.push_str("</td>");
    for (language, word) in languages.iter().zip(words) {
        out.push_str("<td>");
        match &language.url {
            Some(url) => {
                out.push_str("<a href=\"");
                escape(url, out);
                out.push_str(&format!("\">{word}</a>"));
            }
            None => out.push_str(word),
        }
        out.push_str("</td>");
    }
    out.push_str(&format!("<td>{problems}</td></tr>\n"));
}

/// What makes an item's pages differ from published ones, in one word.
fn note(item: &Item) -> Option<&'static str> {
    match item.facts.status {
        Status::Draft => Some("draft"),
        _ if item.is_scheduled => Some("scheduled"),
        _ if item.is_expired => Some("expired"),
        Status::Review => Some("review"),
        Status::Archived => Some("archived"),
        Status::Published => None,
    }
}

/// A page in one word: what makes it differ from published ones, else how its translation stands,
/// else what the language has.
fn word(
    edition: &Edition,
    (item, language): (ItemId, usize),
    state: &'static str,
    note: Option<&'static str>,
) -> &'static str {
    if state != "own" {
        return state;
    }
    let page = edition.site.page_in(item, language);
    note.or_else(|| freshness::word(edition, page?))
        .unwrap_or(state)
}

/// How many problems each file has.
fn counts(findings: &Findings) -> HashMap<&SourcePath, usize> {
    let mut counts = HashMap::new();
    let all = findings.of_site.iter().chain(&findings.of_texts);
    for span in all.filter_map(|problem: &Diagnostic| problem.span.as_ref()) {
        *counts.entry(&span.path).or_default() += 1;
    }
    counts
}
