//! Alphabetical order, from CLDR's collation: ä and ö after z in Finnish, beside a and o in German.

use icu::collator::options::{CollatorOptions, Strength};
use icu::collator::{Collator, CollatorBorrowed};
use icu::locale::Locale as Identifier;

/// A language's order of texts. Small differences count last: letters first, then accents, then
/// case.
pub(crate) type Collation = CollatorBorrowed<'static>;

/// The order for sorting. Languages without a tailoring have the root's order, which suits every
/// language that does not give its accented letters places of their own.
pub(crate) fn collation_of(identifier: &Identifier) -> Collation {
    collator(identifier, CollatorOptions::default())
}

/// The order of letters alone, blind to accents and case: texts are equal that belong under one
/// letter of an index.
pub(crate) fn letters_of(identifier: &Identifier) -> Collation {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Primary);
    collator(identifier, options)
}

fn collator(identifier: &Identifier, options: CollatorOptions) -> Collation {
    Collator::try_new(identifier.into(), options)
        .expect("compiled collation data falls back to the root's")
}

/// Bytes that compare as the texts do. They hold within one build of the program only: never store
/// them.
pub(crate) fn sort_key(collation: &Collation, text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2);
    let Ok(()) = collation.write_sort_key_to(text, &mut key);
    key
}
