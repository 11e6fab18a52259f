//! `translations.lock` into a [`Lock`] and back: what each translation was made from.
//!
//! The file is written by `opas translations accept` and committed by authors. Each translation is a
//! table of its own and each hash a line of its own, sorted, so that Git can join the work of several
//! people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::base::{Checked, Code, Diagnostic, Source, Span, TextRange};
use crate::data::{Field, Shape, Table, Value, schema, toml};
use crate::locale::Date;
use crate::parse::prose::ProseHash;

/// The file in a site's root.
pub const LOCK_PATH: &str = "translations.lock";

const ENTRY: &[Field] = &[
    Field::new("source", Shape::Text, "The language it was made from."),
    Field::new("accepted", Shape::Date, "The day it was accepted."),
    Field::new("blocks", Shape::Any, "A hash for each block of the source."),
];

const BEGINNING: &str = "\
# What each translation was made from: a hash for each block of the source text.
# Written by `opas translations accept`. Commit this file, and do not edit it by hand.
";

/// What all translations were made from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lock {
    /// By the key of the item, then by the language of the translation.
    pub entries: BTreeMap<String, BTreeMap<String, LockEntry>>,
}

/// What one translation was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockEntry {
    /// The language of the source.
    pub source: String,
    /// The day on which the translation was found to say what its source says.
    pub accepted: Date,
    /// The prose of the source as it was then.
    pub blocks: Box<[ProseHash]>,
    /// Its place in the file: the name of its table.
    pub range: TextRange,
}

impl Lock {
    /// What the translation of an item was made from.
    pub fn get(&self, key: &str, lang: &str) -> Option<&LockEntry> {
        self.entries.get(key)?.get(lang)
    }

    /// Notes what a translation was made from.
    pub fn set(&mut self, key: &str, lang: &str, entry: LockEntry) {
        let languages = self.entries.entry(key.to_owned()).or_default();
        languages.insert(lang.to_owned(), entry);
    }

    /// All translations: key, language, what they were made from.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &LockEntry)> {
        self.entries.iter().flat_map(|(key, languages)| {
            let languages = languages.iter();
            languages.map(move |(lang, entry)| (key.as_str(), lang.as_str(), entry))
        })
    }

    /// The file that says this; the same for the same translations.
    pub fn to_toml(&self) -> String {
        let mut out = BEGINNING.to_owned();
        for (key, lang, entry) in self.iter() {
            // Keys are paths; JSON quotes them as TOML does.
            let key = serde_json::Value::from(key);
            let _ = write!(
                out,
                "\n[{key}.{lang}]\nsource = \"{}\"\naccepted = {}\nblocks = \"\"\"\n",
                entry.source, entry.accepted
            );
            for block in &entry.blocks {
                let _ = writeln!(out, "{block}");
            }
            out.push_str("\"\"\"\n");
        }
        out
    }
}

/// Reads `translations.lock`; nothing when it is not valid, since a half of it would be misleading.
///
/// Diagnostics: what is not valid TOML, such as the marks of a conflict in Git, and entries that lack
/// something.
pub fn lock(file: &Source) -> Checked<Option<Lock>> {
    let mut diagnostics = Vec::new();
    let value = read(file, &mut diagnostics);
    for problem in &mut diagnostics {
        problem.help = Some(
            "the file is written by `opas translations accept`: settle a conflict by keeping the entries of both sides, or take the last good state back from Git"
                .to_owned(),
        );
    }
    Checked {
        value: value.filter(|_| diagnostics.is_empty()),
        diagnostics,
    }
}

fn read(file: &Source, sink: &mut Vec<Diagnostic>) -> Option<Lock> {
    let text = match file.text() {
        Ok(text) => text,
        Err(at) => {
            sink.push(crate::config::invalid_utf8(&file.path, at));
            return None;
        }
    };
    let table = toml::parse(&file.path, text, 0, Code::UnreadableConfig, sink);
    let mut lock = Lock::default();
    for (key, languages) in &table.entries {
        let Some(languages) = languages.as_table() else {
            sink.push(unreadable(file, key.range, "a table for each language"));
            continue;
        };
        for (lang, value) in &languages.entries {
            match value
                .as_table()
                .map(|table| entry(file, table, lang.range, sink))
            {
                Some(Some(entry)) => lock.set(&key.name, &lang.name, entry),
                Some(None) | None => sink.push(unreadable(
                    file,
                    lang.range,
                    "`source`, `accepted` and `blocks`",
                )),
            }
        }
    }
    Some(lock)
}

fn entry(
    file: &Source,
    table: &Table,
    range: TextRange,
    sink: &mut Vec<Diagnostic>,
) -> Option<LockEntry> {
    schema::check(&file.path, table, ENTRY, sink);
    let blocks = table.get("blocks").and_then(Value::as_text)?;
    Some(LockEntry {
        source: table.text("source")?.to_owned(),
        accepted: Date::parse(table.text("accepted")?).ok()?,
        blocks: blocks
            .split_whitespace()
            .map(ProseHash::parse)
            .collect::<Option<_>>()?,
        range,
    })
}

fn unreadable(file: &Source, range: TextRange, expected: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadableConfig,
        Span::new(&file.path, range),
        format!("expected {expected}"),
    )
}
