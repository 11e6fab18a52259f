//! A word of a language into the places where it may be broken, and a text into the same text with
//! soft hyphens (U+00AD) at them.
//!
//! The places are those of the patterns of TeX for the language, less what a typesetter would not
//! do: see [`Hyphenation::breaks`]. A language without patterns has no [`Hyphenation`].
//!
//! Only long words are broken, and only words: [`Hyphenation::soften`] leaves alone addresses, names
//! of files and whatever else has digits or signs in it. Without its soft hyphens the result is the
//! text.

use std::borrow::Cow;

use hypher::Lang;
use icu::locale::Locale as Identifier;
use unicode_normalization::char::is_combining_mark;

use crate::locale::seam;

/// A place where a word may be broken; it is seen only where a line ends there.
pub const SOFT_HYPHEN: char = '\u{AD}';

/// A word of a text is broken only when it has more letters than this.
pub const TEXT_WORD: usize = 12;

/// The same for words of titles and headings, which are large.
pub const TITLE_WORD: usize = 10;

/// How many letters stay before a break at least.
const LEFT: usize = 4;

/// How many letters follow a break at least.
const RIGHT: usize = 3;

/// Signs within a word that make it an address, the name of a file or code.
const SIGNS_OF_CODE: &[char] = &['@', '_', '\\', '=', '#', '%', '~', '$', '{', '}', '<', '>'];

/// How a language breaks its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hyphenation {
    patterns: Lang,
}

impl Hyphenation {
    /// How the language of a tag (`fi`, `sv-FI`) does it; nothing where there are no patterns for it.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        let identifier = Identifier::try_from_str(tag).ok()?;
        let code: [u8; 2] = identifier.id.language.as_str().as_bytes().try_into().ok()?;
        let patterns = Lang::from_iso(code)?;
        Some(Self { patterns })
    }

    /// The places in a word of letters, in bytes and in their order, where it may be broken.
    ///
    /// At least four letters stay before a break and three follow it. A letter never stands alone:
    /// `orga-ni-sa-tion`, not `organ-i-sa-tion`. Finnish words are broken where their parts meet.
    #[must_use]
    pub fn breaks(&self, word: &str) -> Vec<usize> {
        let mut breaks = Vec::new();
        let mut at = 0;
        for piece in hypher::hyphenate(word, self.patterns) {
            if at > 0 {
                breaks.push(at);
            }
            at += piece.len();
        }
        if self.patterns == Lang::Finnish {
            seam::prefer(word, &mut breaks);
        }
        join_single_letters(word, &mut breaks);
        let first = word.char_indices().nth(LEFT).map_or(word.len(), place);
        let last = word.char_indices().rev().nth(RIGHT - 1).map_or(0, place);
        breaks.retain(|at| (first..=last).contains(at));
        breaks
    }

    /// The text with soft hyphens in its words of more than `longest` letters.
    #[must_use]
    pub fn soften<'text>(&self, text: &'text str, longest: usize) -> Cow<'text, str> {
        let mut out = String::new();
        let mut copied = 0;
        let mut start = 0;
        for run in text.split(|c: char| c.is_ascii_whitespace()) {
            // A letter is a byte at least.
            if run.len() > longest && !is_code(run) {
                for (at, word) in words(run) {
                    if !is_long(word, longest) {
                        continue;
                    }
                    for place in self.breaks(word) {
                        let to = start + at + place;
                        out.push_str(&text[copied..to]);
                        out.push(SOFT_HYPHEN);
                        copied = to;
                    }
                }
            }
            start += run.len() + 1;
        }
        if copied == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[copied..]);
        Cow::Owned(out)
    }
}

fn place((at, _): (usize, char)) -> usize {
    at
}

/// Takes a break away where nothing but one letter would stand between it and the next.
fn join_single_letters(word: &str, breaks: &mut Vec<usize>) {
    for index in (0..breaks.len()).rev() {
        let end = breaks.get(index + 1).copied().unwrap_or(word.len());
        if word[breaks[index]..end].chars().nth(1).is_none() {
            breaks.remove(index);
        }
    }
}

/// Whether characters between two spaces are an address, a path or something else for machines.
fn is_code(run: &str) -> bool {
    let mut slashes = 0;
    let mut before = None;
    for c in run.chars() {
        let is_joint = matches!(before, Some('.' | ':')) && c.is_alphanumeric();
        slashes += usize::from(c == '/');
        if is_joint || slashes > 1 || SIGNS_OF_CODE.contains(&c) {
            return true;
        }
        before = Some(c);
    }
    run.starts_with('/')
}

/// The stretches of letters, digits and combining marks, with their places.
fn words(run: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let begin = at + run[at..].find(is_of_word)?;
        let rest = &run[begin..];
        let length = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
        at = begin + length;
        Some((begin, &rest[..length]))
    })
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Whether a word has more letters than `longest`, and nothing else. Patterns are written for
/// letters that are one character each, so that a word with combining marks stays as it is.
fn is_long(word: &str, longest: usize) -> bool {
    word.len() > longest
        && word.chars().nth(longest).is_some()
        && word
            .chars()
            .all(|c| c.is_alphabetic() && !is_combining_mark(c))
}
