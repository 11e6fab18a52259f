//! The keys of facts files and front matter.

mod common;
mod exercises;
mod kinds;
mod policies;

use crate::data::Field;

pub(super) use exercises::{PRACTICE, QUIZ};
pub use policies::VARIABLE;

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
    "policy",
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

const OF_KINDS: usize = kinds::FACTS.len() + policies::FACTS.len();
const FACT_COUNT: usize = common::FACTS.len() + OF_KINDS;
const TEXT_COUNT: usize = common::TEXTS.len() + kinds::TEXTS.len();

/// The facts of an item, the same in all languages: keys of `NAME.toml`, and of the front matter
/// of an item in one language.
pub const FACTS: &[Field] = &join::<FACT_COUNT>(common::FACTS, kinds::FACTS, policies::FACTS);

/// The texts of an item in one language: keys of front matter.
pub const TEXTS: &[Field] = &join::<TEXT_COUNT>(common::TEXTS, kinds::TEXTS, &[]);

const fn join<const N: usize>(
    common: &[Field],
    of_kinds: &[KindField],
    of_policies: &[KindField],
) -> [Field; N] {
    let mut all = [common[0]; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < common.len() {
            common[at]
        } else if at < common.len() + of_kinds.len() {
            of_kinds[at - common.len()].field
        } else {
            of_policies[at - common.len() - of_kinds.len()].field
        };
        at += 1;
    }
    all
}

/// Whether `key` is a fact, the same in all languages, and no text.
pub fn is_fact(key: &str) -> bool {
    FACTS.iter().any(|field| field.name == key)
}

/// The kinds that know a key; nothing for keys that all know.
pub fn kinds_of(key: &str) -> Option<&'static [&'static str]> {
    let facts = kinds::FACTS.iter().chain(policies::FACTS);
    let mut all = facts.chain(kinds::TEXTS);
    all.find(|entry| entry.field.name == key)
        .map(|entry| entry.kinds)
}
