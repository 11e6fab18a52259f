//! The keys of facts files and front matter.

mod common;
mod exercises;
mod kinds;
mod plans;
mod policies;
mod reference;
mod statement;
mod survey;

use crate::data::Field;

pub(super) use exercises::{PRACTICE, QUIZ};
pub use policies::VARIABLE;
pub use reference::USES;

/// The kinds of items.
pub const KINDS: &[&str] = &[
    "page",
    "section",
    "guide",
    "course",
    "lesson",
    "series",
    "session",
    "event",
    "service-point",
    "term",
    "quiz",
    "practice",
    "checklist",
    "organisation",
    "system",
    "statement",
    "survey",
    "policy",
    "plan",
    "report",
];

/// For whom a text is meant.
pub const AUDIENCES: &[&str] = &[
    "senior",
    "volunteer",
    "trainer",
    "staff",
    "manager",
    "resident",
    "youth",
    "editor",
];

/// Devices that a guide or a lesson is about.
pub const DEVICES: &[&str] = &["android", "ipad", "iphone", "windows", "any"];

/// A key that only items of certain kinds know.
#[derive(Debug, Clone, Copy)]
pub(super) struct KindField {
    /// The key.
    pub(super) field: Field,
    /// The kinds that know it.
    pub(super) kinds: &'static [&'static str],
}

const FACT_COUNT: usize = common::FACTS.len()
    + kinds::FACTS.len()
    + plans::FACTS.len()
    + policies::FACTS.len()
    + reference::FACTS.len()
    + statement::FACTS.len()
    + survey::FACTS.len();
const TEXT_COUNT: usize = common::TEXTS.len() + kinds::TEXTS.len();

/// The facts of an item, the same in all languages: keys of `NAME.toml`, and of the front matter
/// of an item in one language.
pub const FACTS: &[Field] = &join::<FACT_COUNT>(
    common::FACTS,
    &[
        kinds::FACTS,
        plans::FACTS,
        policies::FACTS,
        reference::FACTS,
        statement::FACTS,
        survey::FACTS,
    ],
);

/// The texts of an item in one language: keys of front matter.
pub const TEXTS: &[Field] = &join::<TEXT_COUNT>(common::TEXTS, &[kinds::TEXTS]);

const fn join<const N: usize>(common: &[Field], of_kinds: &[&[KindField]]) -> [Field; N] {
    let mut all = [common[0]; N];
    let mut at = 0;
    while at < common.len() {
        all[at] = common[at];
        at += 1;
    }
    let mut list = 0;
    while list < of_kinds.len() {
        let mut index = 0;
        while index < of_kinds[list].len() {
            all[at] = of_kinds[list][index].field;
            at += 1;
            index += 1;
        }
        list += 1;
    }
    all
}

/// Whether `key` is a fact, the same in all languages, and no text.
pub fn is_fact(key: &str) -> bool {
    FACTS.iter().any(|field| field.name == key)
}

/// The kinds that know a key; nothing for keys that all know.
pub fn kinds_of(key: &str) -> Option<&'static [&'static str]> {
    let facts = [
        kinds::FACTS,
        plans::FACTS,
        policies::FACTS,
        reference::FACTS,
        statement::FACTS,
        survey::FACTS,
    ]
    .into_iter();
    let facts = facts.flatten();
    let mut all = facts.chain(kinds::TEXTS);
    all.find(|entry| entry.field.name == key)
        .map(|entry| entry.kinds)
}
