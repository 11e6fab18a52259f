//! The letter under which a text stands in an index from A to Z.
//!
//! The letters are CLDR's index exemplar characters of the language, each with the texts that sort
//! from it up to the next one, as in ICU's alphabetic index: Finnish has Å, Ä and Ö of their own,
//! É is under E, Czech has Ch.

use icu::casemap::CaseMapper;
use icu::locale::Locale as Identifier;
use icu::locale::exemplar_chars::ExemplarCharacters;
use icu::normalizer::DecomposingNormalizer;
use icu::properties::CodePointMapData;
use icu::properties::props::Script;

use crate::locale::collation::{Collation, letters_of};

/// The heading of what begins with no letter: digits and signs.
const NO_LETTER: &str = "#";

/// One language's index.
#[derive(Debug)]
pub(crate) struct IndexLetters {
    identifier: Identifier,
    order: Collation,
    /// In alphabetical order, no two equal at the level of letters.
    letters: Vec<String>,
}

pub(crate) fn index_letters_of(identifier: &Identifier) -> IndexLetters {
    let order = letters_of(identifier);
    let exemplars = ExemplarCharacters::try_new_index(&identifier.into())
        .expect("compiled index characters fall back to the root's");
    let characters = exemplars.code_points().iter_chars();
    let mut letters: Vec<String> = characters
        .filter(|&character| script(character) != Script::Han)
        .map(String::from)
        .chain(exemplars.strings().iter().map(str::to_owned))
        .collect();
    letters.sort_by(|a, b| order.compare(a, b));
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
            Some(letter) if letter.chars().next().map(script) == Some(script(first)) => {
                letter.clone()
            }
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
    /// (UTS 35, part 5, section 3.13).
    fn pinyin(&self, text: &str) -> Option<String> {
        let is_after = |letter: &&String| {
            self.order
                .compare(&format!("\u{fdd0}{letter}"), text)
                .is_le()
        };
        self.letters.iter().rev().find(is_after).cloned()
    }
}

/// The character's script; the two scripts of Japanese syllables are one alphabet.
fn script(character: char) -> Script {
    match CodePointMapData::<Script>::new().get(character) {
        Script::Katakana => Script::Hiragana,
        script => script,
    }
}
