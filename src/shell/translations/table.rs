//! All translations at a glance, by language and by section.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use crate::base::source::LineStarts;
use crate::build::Edition;
use crate::shell::disk;
use crate::shell::report::Shape;
use crate::shell::translations::NOT_FOLLOWED;
use crate::site::{DocId, Freshness, ItemId, Translation, orphans, translation};

/// What is known of the translations of a site, or of a section.
#[derive(Serialize)]
pub(super) struct Table {
    /// Whether the site follows its translations.
    followed: bool,
    total: Counts,
    languages: Vec<Row>,
    sections: Vec<Row>,
    translations: Vec<Entry>,
    orphans: Vec<Orphan>,
}

/// How many translations there are in each state.
#[derive(Serialize, Default, Clone)]
struct Counts {
    fresh: usize,
    stale: usize,
    unrecorded: usize,
    machine: usize,
    missing: usize,
    not_for_this_language: usize,
    fresh_percent: u8,
}

#[derive(Serialize)]
struct Row {
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    language: String,
    #[serde(flatten)]
    counts: Counts,
}

/// One translation.
#[derive(Serialize)]
struct Entry {
    item: String,
    language: String,
    state: &'static str,
    source: String,
    file: Option<String>,
    accepted: Option<String>,
    changed: usize,
    blocks: usize,
    /// Lines of the source with a block that has changed, counted from 1.
    lines: Vec<u32>,
}

#[derive(Serialize)]
struct Orphan {
    item: String,
    language: String,
}

impl Counts {
    fn add(&mut self, state: &str) {
        *match state {
            "fresh" => &mut self.fresh,
            "stale" => &mut self.stale,
            "unrecorded" => &mut self.unrecorded,
            "machine" => &mut self.machine,
            "missing" => &mut self.missing,
            _ => &mut self.not_for_this_language,
        } += 1;
        let wanted = self.fresh + self.stale + self.unrecorded + self.machine + self.missing;
        // What rounds up to a hundred is not all of them.
        let percent = (self.fresh * 100).checked_div(wanted).unwrap_or(100);
        self.fresh_percent = u8::try_from(percent).unwrap_or(100);
    }
}

impl Table {
    /// Looks at all translations, or at those of a section and what lies below it.
    pub(super) fn of(root: &Path, edition: &Edition, section: Option<ItemId>) -> Self {
        let site = &edition.site;
        let section = section.map(|id| site.item(id).key.as_str());
        let is_within = |key: &str| {
            section.is_none_or(|section| {
                let rest = key.strip_prefix(section);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        let mut total = Counts::default();
        let mut languages: BTreeMap<usize, Counts> = BTreeMap::new();
        let mut sections: BTreeMap<(String, usize), Counts> = BTreeMap::new();
        let mut translations = Vec::new();
        for item in site.items.iter().filter(|item| is_within(&item.key)) {
            let Some(source) = site.translation_source(item) else {
                continue;
            };
            let top = item
                .key
                .split_once('/')
                .map_or(item.key.as_str(), |(top, _)| top);
            for (language, doc) in item.docs.iter().enumerate() {
                if *doc == Some(source) {
                    continue;
                }
                let found = doc.and_then(|doc| translation(site, &edition.documents, doc));
                let state = match (doc, &found) {
                    (_, Some(found)) => found.state.name(),
                    (None, _) if site.is_wanted(item, language) => "missing",
                    (None, _) => "not-for-this-language",
                    (Some(_), None) => Freshness::Unrecorded.name(),
                };
                total.add(state);
                languages.entry(language).or_default().add(state);
                let counts = sections.entry((top.to_owned(), language)).or_default();
                counts.add(state);
                let of = (item.key.as_str(), language, source);
                translations.push(entry(root, edition, of, *doc, state, found.as_ref()));
            }
        }
        let code = |language: usize| site.config.languages[language].lang.to_string();
        let row = |section: Option<String>, language: usize, counts: Counts| Row {
            section,
            language: code(language),
            counts,
        };
        let orphans = orphans(site).into_iter();
        let orphans = orphans.filter(|orphan| is_within(orphan.key));
        Self {
            followed: site.lock.is_some(),
            total,
            languages: languages
                .into_iter()
                .map(|(language, counts)| row(None, language, counts))
                .collect(),
            sections: sections
                .into_iter()
                .map(|((section, language), counts)| row(Some(section), language, counts))
                .collect(),
            translations,
            orphans: orphans
                .map(|orphan| Orphan {
                    item: orphan.key.to_owned(),
                    language: orphan.lang.to_owned(),
                })
                .collect(),
        }
    }

    /// How many in a hundred of the translations that are wanted are fresh, rounded down.
    pub(super) fn fresh_percent(&self) -> u8 {
        self.total.fresh_percent
    }

    /// The table for people or for programs.
    ///
    /// # Errors
    /// A table that cannot be written as JSON.
    pub(super) fn show(&self, shape: Shape) -> Result<String> {
        Ok(match shape {
            Shape::Json => serde_json::to_string_pretty(self)? + "\n",
            Shape::Text => self.text(),
        })
    }

    fn text(&self) -> String {
        let mut out = String::new();
        if !self.followed {
            let _ = writeln!(out, "{NOT_FOLLOWED}\n");
        }
        let rows = self.languages.iter().chain(&self.sections);
        let name = |row: &Row| row.section.clone().unwrap_or_else(|| "all".to_owned());
        let width = rows.clone().map(|row| name(row).chars().count()).max();
        let width = width.unwrap_or(0).max("section".len());
        let _ = writeln!(
            out,
            "{:width$}  language  fresh  stale  unrecorded  machine  missing  share",
            "section"
        );
        for row in rows {
            let counts = &row.counts;
            let _ = writeln!(
                out,
                "{:width$}  {:8}  {:5}  {:5}  {:10}  {:7}  {:7}  {:3} %",
                name(row),
                row.language,
                counts.fresh,
                counts.stale,
                counts.unrecorded,
                counts.machine,
                counts.missing,
                counts.fresh_percent
            );
        }
        let stale = self.translations.iter().filter(|one| one.state == "stale");
        for (index, one) in stale.enumerate() {
            if index == 0 {
                out.push_str("\nstale:\n");
            }
            let lines: Vec<String> = one.lines.iter().map(u32::to_string).collect();
            let lines = match lines.as_slice() {
                [] => String::new(),
                [one] => format!(", line {one}"),
                all => format!(", lines {}", all.join(", ")),
            };
            let _ = writeln!(
                out,
                "  {} {}: {} of {} blocks of the source ({}{lines})",
                one.item, one.language, one.changed, one.blocks, one.source
            );
        }
        for (index, orphan) in self.orphans.iter().enumerate() {
            if index == 0 {
                out.push_str("\nin `translations.lock`, and their files are gone:\n");
            }
            let _ = writeln!(out, "  {} {}", orphan.item, orphan.language);
        }
        out
    }
}

fn entry(
    root: &Path,
    edition: &Edition,
    (key, language, source): (&str, usize, DocId),
    doc: Option<DocId>,
    state: &'static str,
    found: Option<&Translation>,
) -> Entry {
    let site = &edition.site;
    let changes = found.map(|found| &found.changes);
    let path = &site.head(source).path;
    let blocks: Vec<usize> = changes
        .iter()
        .flat_map(|changes| changes.blocks())
        .collect();
    // Hardly any source has changed: only those are read.
    let lines = (!blocks.is_empty())
        .then(|| disk::text(root, path))
        .flatten();
    let lines = lines.map(|text| LineStarts::of(&text));
    let prose = &edition.documents[source.0 as usize].prose;
    let line = |block: &usize| Some(lines.as_ref()?.line(prose[*block].range.start));
    Entry {
        item: key.to_owned(),
        language: site.config.languages[language].lang.to_string(),
        state,
        source: path.to_string(),
        file: doc.map(|doc| site.head(doc).path.to_string()),
        accepted: found.and_then(|found| Some(found.accepted?.to_string())),
        changed: changes.map_or(0, |changes| changes.count()),
        blocks: prose.len(),
        lines: blocks.iter().filter_map(line).collect(),
    }
}
