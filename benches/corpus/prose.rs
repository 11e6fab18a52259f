//! A vocabulary and a source of numbers into phrases, sentences and paragraphs of Markdown.
//!
//! They mean nothing, but they have the shape of the language: word lengths, endings, compounds
//! and commas, so that typography, hyphenation and search have real work.

use crate::corpus::random::Random;
use crate::corpus::words::Vocabulary;

/// Texts in code spans: what readers press, type and see.
const CODES: &[&str] = &[
    "Ctrl+S",
    "Wi-Fi",
    "PIN",
    "Enter",
    "F5",
    "opas.example",
    "Alt+Tab",
    "PUK",
];

/// A vocabulary, taken apart once.
pub(crate) struct Prose {
    /// The language's tag.
    pub(crate) code: &'static str,
    small: Vec<&'static str>,
    plain: Vec<(&'static str, &'static str)>,
    endings: &'static [&'static str],
    compounds_percent: usize,
}

/// Takes a vocabulary apart.
pub(crate) fn prose(vocabulary: &Vocabulary) -> Prose {
    Prose {
        code: vocabulary.code,
        small: vocabulary.small.split_whitespace().collect(),
        plain: vocabulary
            .plain
            .split_whitespace()
            .map(|word| word.split_once('/').unwrap_or((word, word)))
            .collect(),
        endings: vocabulary.endings,
        compounds_percent: vocabulary.compounds_percent,
    }
}

impl Prose {
    /// Words with a meaning, the first one with a capital: a title, a heading, a table's cell.
    pub(crate) fn phrase(&self, random: &mut Random, words: usize) -> String {
        let words: Vec<String> = (0..words).map(|_| self.content_word(random)).collect();
        capitalised(&words.join(" "))
    }

    /// One sentence without any markup.
    pub(crate) fn plain_sentence(&self, random: &mut Random, words: usize) -> String {
        let words = self.words(random, words);
        format!("{}.", capitalised(&words.join(" ")))
    }

    /// Sentences, most of them plain, some with emphasis, a code span or a quotation.
    pub(crate) fn paragraph(&self, random: &mut Random, sentences: usize) -> String {
        let sentences: Vec<String> = (0..sentences)
            .map(|_| {
                let count = random.between(7, 13);
                let mut words = self.words(random, count);
                decorate(&mut words, random);
                format!("{}.", capitalised(&words.join(" ")))
            })
            .collect();
        sentences.join(" ")
    }

    /// A sentence around a link with that text.
    pub(crate) fn sentence_with_link(
        &self,
        random: &mut Random,
        text: &str,
        target: &str,
    ) -> String {
        let before = self.words(random, 4).join(" ");
        let after = self.words(random, 3).join(" ");
        format!("{} [{text}]({target}) {after}.", capitalised(&before))
    }

    fn words(&self, random: &mut Random, count: usize) -> Vec<String> {
        let mut words: Vec<String> = Vec::with_capacity(count);
        for index in 0..count {
            // No sentence ends with a small word.
            let is_small = index + 1 < count && random.chance(45);
            let mut word = if is_small {
                random.pick_early(&self.small).to_owned()
            } else {
                self.content_word(random)
            };
            if index > 2 && index + 3 < count && random.chance(10) {
                word.push(',');
            }
            words.push(word);
        }
        words
    }

    fn content_word(&self, random: &mut Random) -> String {
        let mut word = String::new();
        if random.chance(self.compounds_percent) {
            word.push_str(random.pick(&self.plain).0);
        }
        let (plain, stem) = random.pick(&self.plain);
        if random.chance(45) {
            word.push_str(stem);
            push_ending(&mut word, stem, random.pick(self.endings));
        } else {
            word.push_str(plain);
        }
        word
    }
}

/// Adds an ending whose `A` follows Finnish vowel harmony, in a compound that of the last part.
fn push_ending(word: &mut String, stem: &str, ending: &str) {
    let vowel = if stem.contains(['a', 'o', 'u']) {
        'a'
    } else {
        'ä'
    };
    word.extend(
        ending
            .chars()
            .map(|letter| if letter == 'A' { vowel } else { letter }),
    );
}

fn decorate(words: &mut [String], random: &mut Random) {
    let index = random.between(1, words.len() - 2);
    let word = &mut words[index];
    // Markup around a comma would look odd, and so would a mark inside another one.
    if word.ends_with(',') {
        return;
    }
    match random.below(12) {
        0 => *word = format!("*{word}*"),
        1 | 2 => *word = format!("**{word}**"),
        3 => *word = format!("`{}`", random.pick(CODES)),
        4 => *word = format!("\"{word}\""),
        _ => {}
    }
}

/// The text with its first letter in upper case, where the script begins sentences with one:
/// Georgian has capitals but does not.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !('\u{10D0}'..='\u{10FF}').contains(&first) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
