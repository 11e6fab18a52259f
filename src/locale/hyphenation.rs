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
use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

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

/// How many words are remembered at most, in each of [`SHELVES`].
const REMEMBERED: usize = 8 * 1024;

/// What has more bytes than this is not remembered.
const LONG_RUN: usize = 100;

/// Threads that write at the same time seldom want the same shelf.
const SHELVES: usize = 16;

/// Marks that stand before and after words.
const MARKS: &[char] = &['.', ',', ';', ':', '!', '?', '(', ')', '"', '”'];

/// How a language breaks its words; it remembers those that it has looked at.
///
/// A long word comes again and again in the texts of a site, and finding its breaks takes some twenty
/// times longer than looking it up. What is remembered changes no answer.
pub struct Hyphenation {
    patterns: Lang,
    known: [Mutex<HashMap<Box<str>, Known>>; SHELVES],
}

/// What is known of the characters between two spaces.
struct Known {
    /// How long words may be that stay whole.
    longest: usize,
    /// The same with soft hyphens, where there are any.
    soft: Option<Box<str>>,
}

impl Hyphenation {
    /// How the language of a tag (`fi`, `sv-FI`) does it; nothing where there are no patterns for it.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        let identifier = Identifier::try_from_str(tag).ok()?;
        let code: [u8; 2] = identifier.id.language.as_str().as_bytes().try_into().ok()?;
        let patterns = Lang::from_iso(code)?;
        Some(Self {
            patterns,
            known: Default::default(),
        })
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
        for (start, run) in long_runs(text, longest) {
            // What stands around words says nothing of them.
            let trimmed = run.trim_start_matches(MARKS);
            let start = start + (run.len() - trimmed.len());
            let run = trimmed.trim_end_matches(MARKS);
            // Many have fewer letters than bytes.
            if run.chars().count() <= longest {
                continue;
            }
            let shelf = (run.len() + usize::from(run.as_bytes()[longest / 2])) % SHELVES;
            // A thread that panicked has left nothing half done.
            let mut known = self.known[shelf]
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let new;
            let soft = match known.get(run) {
                Some(found) if found.longest == longest => found.soft.as_deref(),
                _ => {
                    new = self.soften_run(run, longest);
                    if known.len() < REMEMBERED && run.len() <= LONG_RUN {
                        let soft = new.as_deref().map(Into::into);
                        known.insert(run.into(), Known { longest, soft });
                    }
                    new.as_deref()
                }
            };
            if let Some(soft) = soft {
                if copied == 0 {
                    out.reserve(text.len() + text.len() / 8);
                }
                out.push_str(&text[copied..start]);
                out.push_str(soft);
                copied = start + run.len();
            }
        }
        if copied == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[copied..]);
        Cow::Owned(out)
    }

    /// The characters between two spaces with soft hyphens, where they have any.
    fn soften_run(&self, run: &str, longest: usize) -> Option<String> {
        if is_code(run) {
            return None;
        }
        let mut out = String::new();
        let mut copied = 0;
        for (start, word) in words(run).filter(|(_, word)| is_long(word, longest)) {
            for at in self.breaks(word) {
                out.push_str(&run[copied..start + at]);
                out.push(SOFT_HYPHEN);
                copied = start + at;
            }
        }
        out.push_str(&run[copied..]);
        (copied > 0).then_some(out)
    }
}

impl fmt::Debug for Hyphenation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("Hyphenation")
            .field(&self.patterns)
            .finish()
    }
}

/// The stretches between white space of more than `longest` bytes, with their places: no others can
/// have a long word. Most bytes of short ones are not looked at.
fn long_runs(text: &str, longest: usize) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let is_space = u8::is_ascii_whitespace;
    let mut start = 0;
    std::iter::from_fn(move || {
        while let Some(window) = bytes.get(start..=start + longest) {
            if let Some(space) = window.iter().rposition(is_space) {
                start += space + 1;
                continue;
            }
            let rest = &bytes[start + longest..];
            let length = longest + rest.iter().position(is_space).unwrap_or(rest.len());
            let run = (start, &text[start..start + length]);
            start += length + 1;
            return Some(run);
        }
        None
    })
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

#[cfg(test)]
mod tests {
    use super::{Hyphenation, TEXT_WORD, TITLE_WORD};

    /// The word with `-` at its breaks.
    fn broken(tag: &str, word: &str) -> String {
        let mut out = word.to_owned();
        let hyphenation = Hyphenation::of(tag).expect("there are patterns");
        for at in hyphenation.breaks(word).into_iter().rev() {
            out.insert(at, '-');
        }
        out
    }

    fn assert_broken(tag: &str, words: &[&str]) {
        for word in words {
            assert_eq!(broken(tag, &word.replace('-', "")), *word, "in {tag}");
        }
    }

    #[test]
    fn breaks_finnish_words() {
        assert_broken(
            "fi",
            &[
                "kaksi-vai-hei-nen",
                "tunnis-tau-tu-mi-nen",
                "käyt-tö-jär-jes-tel-mä-päi-vi-tys",
                "saavu-tet-ta-vuus-se-loste",
                "tieto-suo-ja-vas-taava",
            ],
        );
    }

    #[test]
    fn breaks_finnish_words_where_their_parts_meet() {
        assert_broken(
            "fi",
            &[
                "irti-sa-no-mis-aika",
                "käyt-töön-otto",
                "mikro-pro-ses-sori",
                "netti-yh-teys",
                "rikos-il-moi-tus",
                "soit-to-ää-nelle",
                "tieto-is-ku-jen",
                "työn-an-ta-jalle",
                "verk-ko-pro-fii-li-kuva",
                "viran-omai-nen",
                "yhden-ver-tai-suus-stra-te-gia",
            ],
        );
    }

    #[test]
    fn does_not_break_finnish_words_where_no_parts_meet() {
        assert_broken(
            "fi",
            &[
                "johta-jana",
                "kirjoit-taa-kin",
                "liike-sa-lai-suus",
                "ohjaa-jansa",
                "pohjois-maista",
                "sosiaa-li-turva",
                "työpai-kalla",
                "yhteen-so-pi-vuus",
            ],
        );
    }

    #[test]
    fn breaks_swedish_words() {
        assert_broken(
            "sv-FI",
            &[
                "biblio-te-ket",
                "distans-ar-bets-rikt-linje",
                "finans-mi-nis-te-riet",
                "sårbar-hets-be-döm-ning",
                "till-gäng-lig-hets-ut-lå-tande",
            ],
        );
    }

    #[test]
    fn breaks_words_of_other_languages() {
        assert_broken(
            "en",
            &["acces-si-bil-ity", "organi-sa-tion", "respon-si-bili-ties"],
        );
        assert_broken("de", &["Daten-schutz-be-auf-tragte"]);
        assert_broken("et", &["ligi-pää-se-ta-vus"]);
        assert_broken("ru", &["ответ-ствен-ность"]);
    }

    #[test]
    fn knows_nothing_of_languages_without_patterns() {
        for tag in ["ar", "se", "zh-Hant", "smn", "not a tag", ""] {
            assert!(Hyphenation::of(tag).is_none(), "{tag}");
        }
    }

    fn soft(text: &str, longest: usize) -> String {
        let finnish = Hyphenation::of("fi").expect("there are patterns");
        finnish.soften(text, longest).replace('\u{AD}', "|")
    }

    #[test]
    fn softens_long_words_only() {
        // 13 and 12 letters; 11 and 10.
        let text = "Tietosuojassa, tietosuojaan (tietosuojat) tietosuoja.";
        assert_eq!(
            soft(text, TEXT_WORD),
            "Tieto|suo|jassa, tietosuojaan (tietosuojat) tietosuoja."
        );
        assert_eq!(
            soft(text, TITLE_WORD),
            "Tieto|suo|jassa, tieto|suo|jaan (tieto|suo|jat) tietosuoja."
        );
    }

    #[test]
    fn hyphens_and_soft_hyphens_part_words() {
        for text in ["tietosuoja-asetuksen", "tietosuoja\u{AD}vastaava"] {
            assert_eq!(soft(text, TEXT_WORD), text.replace('\u{AD}', "|"));
        }
        assert_eq!(
            soft(
                "EU-tunnistautumisesta/tietosuojasta ”tunnistautumista”",
                TEXT_WORD
            ),
            "EU-tunnis|tau|tu|mi|sesta/tieto|suo|jasta ”tunnis|tau|tu|mista”"
        );
    }

    #[test]
    fn leaves_alone_what_is_no_word() {
        for text in [
            "tietosuojavastaava@kunta.example",
            "www.tietosuojavastaava.example",
            "https://tietosuojavastaava/",
            "/tietosuojavastaava/ohjeet",
            "sisalto/ohjeet/tietosuojavastaava",
            "tietosuojavastaava.md",
            "tietosuojavastaava_2",
            "tietosuojavastaava2",
            "#tietosuojavastaava",
            "ka\u{308}ytto\u{308}ja\u{308}rjestelma\u{308}",
        ] {
            assert_eq!(soft(text, TEXT_WORD), text);
        }
    }
}
