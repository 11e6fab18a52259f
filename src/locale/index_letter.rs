//! The letter under which a text stands in an index from A to Z.
//!
//! The letters are CLDR's index exemplar characters of the language, each with the texts that sort
//! from it up to the next one, as in ICU's alphabetic index: Finnish has Å, Ä and Ö of their own,
//! É is under E, Czech has Ch. Texts in other scripts go by their first letter as well as can be.

use icu::casemap::CaseMapper;
use icu::locale::Locale as Identifier;
use icu::locale::exemplar_chars::ExemplarCharacters;
use icu::normalizer::DecomposingNormalizer;
use icu::properties::CodePointMapData;
use icu::properties::props::Script;

use crate::locale::collation::{Collation, letters_of};

/// The heading of what begins with no letter: digits and signs.
const NO_LETTER: &str = "#";

/// The Latin letters of an index whose language has none: the alphabet, and the letters of the Sámi
/// languages (CLDR's `exemplarCharacters` of `se` and `sms`, which are not compiled in) that have a
/// place of their own in the root's order.
const LATIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZŊŦƷ";

/// One language's index.
#[derive(Debug)]
pub(crate) struct IndexLetters {
    identifier: Identifier,
    order: Collation,
    /// In alphabetical order, no two equal at the level of letters.
    letters: Vec<String>,
}

pub(crate) fn index_letters_of(identifier: &Identifier, collation: &Collation) -> IndexLetters {
    let order = letters_of(identifier);
    let exemplars = ExemplarCharacters::try_new_index(&identifier.into())
        .expect("compiled index characters fall back to the root's");
    let mut letters: Vec<String> = exemplars
        .code_points()
        .iter_chars()
        .filter(|&character| script(character) != Script::Han)
        .map(String::from)
        .chain(exemplars.strings().iter().map(str::to_owned))
        .collect();
    if !letters
        .iter()
        .any(|letter| starts_in(letter, Script::Latin))
    {
        letters.extend(LATIN.chars().map(String::from));
    }
    // Of letters that are one, the plainest comes first and stays: Е before Ё.
    letters.sort_by(|a, b| collation.compare(a, b));
    letters.dedup_by(|a, b| order.compare(a, b).is_eq());
    IndexLetters {
        identifier: identifier.clone(),
        order,
        letters,
    }
}

impl IndexLetters {
    pub(crate) fn of(&self, text: &str) -> String {
        let Some(first) = text.chars().next().filter(|first| first.is_alphabetic()) else {
            return NO_LETTER.to_owned();
        };
        if script(first) == Script::Han
            && let Some(letter) = self.pinyin(text)
        {
            return letter;
        }
        let place = self
            .letters
            .partition_point(|letter| self.order.compare(letter, text).is_le());
        match self.letters[..place].last() {
            Some(letter) if starts_in(letter, script(first)) => letter.clone(),
            _ => self.foreign(first),
        }
    }

    /// The letter of a text in a script that the language's index does not have: its first letter
    /// without accents, where the accents make no letter of their own.
    fn foreign(&self, first: char) -> String {
        let first = first.to_string();
        let bare: String = DecomposingNormalizer::new_nfd()
            .normalize(&first)
            .chars()
            .take(1)
            .collect();
        let letter = if self.order.compare(&bare, &first).is_eq() {
            bare
        } else {
            first
        };
        CaseMapper::new()
            .uppercase_to_string(&letter, &self.identifier.id)
            .into_owned()
    }

    /// The first letter of a Chinese text's pronunciation, where the language's order is by pinyin.
    /// CLDR's order then holds a mark before the characters of each letter: U+FDD0 and the letter
    /// (UTS 35, part 5, "Collation Indexes").
    fn pinyin(&self, text: &str) -> Option<String> {
        let is_after = |letter: &&String| {
            self.order
                .compare(&format!("\u{fdd0}{letter}"), text)
                .is_le()
        };
        self.letters.iter().rev().find(is_after).cloned()
    }
}

fn starts_in(letter: &str, expected: Script) -> bool {
    letter.chars().next().map(script) == Some(expected)
}

/// The character's script; the two scripts of Japanese syllables are one alphabet.
fn script(character: char) -> Script {
    match CodePointMapData::<Script>::new().get(character) {
        Script::Katakana => Script::Hiragana,
        script => script,
    }
}
