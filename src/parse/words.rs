//! A text as its words: without punctuation, quotation marks and white space, so that two texts which
//! say the same compare as equal.

use icu::properties::CodePointMapData;
use icu::properties::props::GeneralCategory;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// Words with one space between them, and how hard they are to read.
#[derive(Default)]
pub(super) struct Words {
    text: String,
    is_gap: bool,
    tally: Tally,
    /// Words since the last sentence ended.
    in_sentence: u16,
    /// Letters of the word that was written last.
    letters: u16,
    end: End,
}

/// What is counted of a block for its readability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Words; a number with a point in it is two.
    pub words: u16,
    /// Words of more than six letters.
    pub long_words: u16,
    /// Sentences; what has no full stop counts as one.
    pub sentences: u16,
    /// Words of the longest sentence.
    pub longest: u16,
}

/// Letters above which a word is long (Björnsson, Läsbarhet, 1968).
const LONG: u16 = 6;

/// Whether a sentence may have ended.
#[derive(Default, PartialEq, Eq, Clone, Copy)]
enum End {
    /// It goes on.
    #[default]
    No,
    /// A full stop, a question or an exclamation mark was the last thing.
    Mark,
    /// A space came after it: a capital letter would begin a new one.
    Space,
}

/// What a character is to the words around it.
enum Role {
    /// A part of a word.
    Word,
    /// A word of its own.
    Sign,
    /// Between words.
    Gap,
    /// Nothing: it is not seen.
    Nothing,
}

impl Words {
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Begins anew.
    pub(super) fn clear(&mut self) {
        let text = std::mem::take(&mut self.text);
        *self = Self {
            text,
            ..Self::default()
        };
        self.text.clear();
    }

    /// What has been counted, as if the last sentence ended here.
    pub(super) fn tally(&mut self) -> Tally {
        self.end_sentence();
        self.tally
    }

    /// What comes next begins a word.
    pub(super) fn gap(&mut self) {
        self.is_gap = true;
        if self.end == End::Mark {
            self.end = End::Space;
        }
    }

    /// Words that do not belong to what stands before or after.
    pub(super) fn apart(&mut self, text: &str) {
        if !text.is_empty() {
            self.gap();
            self.push(text);
            self.gap();
        }
    }

    /// Goes on with a text, which may go on within a word.
    pub(super) fn push(&mut self, text: &str) {
        // Below this, every text is in the normal form.
        let is_plain = text.chars().all(|character| character < '\u{300}');
        if is_plain || is_nfc_quick(text.chars()) == IsNormalized::Yes {
            self.push_normal(text);
        } else {
            self.push_normal(&text.nfc().collect::<String>());
        }
    }

    /// The same for a text in Unicode's form NFC: the letters of a word in one go.
    fn push_normal(&mut self, text: &str) {
        let mut begin = 0;
        for (at, character) in text.char_indices() {
            if is_letter(character) {
                continue;
            }
            self.append(&text[begin..at]);
            begin = at + character.len_utf8();
            self.add(character);
        }
        self.append(&text[begin..]);
    }

    fn add(&mut self, character: char) {
        match role(character) {
            Role::Word => self.append(character.encode_utf8(&mut [0; 4])),
            Role::Sign => {
                self.gap();
                self.append(character.encode_utf8(&mut [0; 4]));
                self.gap();
            }
            Role::Gap if character.is_whitespace() => self.gap(),
            Role::Gap => {
                self.is_gap = true;
                if matches!(character, '.' | '!' | '?' | '…' | '؟' | '。') {
                    self.end = End::Mark;
                }
            }
            Role::Nothing => {}
        }
    }

    fn end_sentence(&mut self) {
        if self.in_sentence > 0 {
            self.tally.sentences = self.tally.sentences.saturating_add(1);
            self.tally.longest = self.tally.longest.max(self.in_sentence);
            self.in_sentence = 0;
        }
    }

    /// Counts letters, of the word before or of a new one.
    fn count(&mut self, letters: &str, is_new: bool) {
        if is_new {
            let begins = letters.chars().next().is_some_and(|first| {
                first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase())
            });
            if self.end == End::Space && begins {
                self.end_sentence();
            }
            self.end = End::No;
            self.letters = 0;
            self.tally.words = self.tally.words.saturating_add(1);
            self.in_sentence = self.in_sentence.saturating_add(1);
        }
        let was_short = self.letters <= LONG;
        let count = u16::try_from(letters.chars().count()).unwrap_or(u16::MAX);
        self.letters = self.letters.saturating_add(count);
        if was_short && self.letters > LONG {
            self.tally.long_words = self.tally.long_words.saturating_add(1);
        }
    }

    /// Letters of one word.
    fn append(&mut self, letters: &str) {
        if letters.is_empty() {
            return;
        }
        self.count(letters, self.is_gap || self.text.is_empty());
        if self.is_gap && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.is_gap = false;
        self.text.push_str(letters);
    }
}

/// Whether a character is one of the letters and digits that nearly all words here are made of.
fn is_letter(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ')
}

fn role(character: char) -> Role {
    match character {
        // Punctuation to Unicode, and yet it says something.
        '%' | '‰' | '&' | '@' | '#' | '§' => return Role::Sign,
        '\0'..='\x7f' if !matches!(character, '$' | '+' | '<' | '=' | '>' | '|' | '~') => {
            return Role::Gap;
        }
        _ => {}
    }
    match CodePointMapData::<GeneralCategory>::new().get(character) {
        GeneralCategory::UppercaseLetter
        | GeneralCategory::LowercaseLetter
        | GeneralCategory::TitlecaseLetter
        | GeneralCategory::ModifierLetter
        | GeneralCategory::OtherLetter
        | GeneralCategory::NonspacingMark
        | GeneralCategory::SpacingMark
        | GeneralCategory::EnclosingMark
        | GeneralCategory::DecimalNumber
        | GeneralCategory::LetterNumber
        | GeneralCategory::OtherNumber => Role::Word,
        // The soft hyphen, marks of direction and the like.
        GeneralCategory::Format => Role::Nothing,
        GeneralCategory::ModifierSymbol
        | GeneralCategory::DashPunctuation
        | GeneralCategory::OpenPunctuation
        | GeneralCategory::ClosePunctuation
        | GeneralCategory::ConnectorPunctuation
        | GeneralCategory::InitialPunctuation
        | GeneralCategory::FinalPunctuation
        | GeneralCategory::OtherPunctuation
        | GeneralCategory::SpaceSeparator
        | GeneralCategory::LineSeparator
        | GeneralCategory::ParagraphSeparator
        | GeneralCategory::Control => Role::Gap,
        _ => Role::Sign,
    }
}

#[cfg(test)]
mod tests {
    use super::{Tally, Words};

    fn tally(text: &str) -> Tally {
        let mut words = Words::default();
        words.push(text);
        words.tally()
    }

    #[test]
    fn sentences_end_where_a_capital_letter_follows_their_mark() {
        for (text, sentences, longest) in [
            ("Yksi kaksi. Kolme neljä viisi.", 2, 3),
            ("Tule! Mene? Ääni kuuluu…", 3, 2),
            ("Avoinna 3. marraskuuta klo 10.00 asti", 1, 7),
            ("Ota mukaan esim. puhelin", 1, 4),
            ("Hän sanoi: ”Tule.” Sitten hän lähti.", 2, 3),
            ("ei lopu mihinkään", 1, 3),
            ("", 0, 0),
        ] {
            let found = tally(text);
            assert_eq!(
                (found.sentences, found.longest),
                (sentences, longest),
                "{text}"
            );
        }
    }

    #[test]
    fn words_of_more_than_six_letters_are_long() {
        let found = tally("Saavutettavuus näkyy kaikille. Puhelin on ääressä.");
        assert_eq!((found.words, found.long_words), (6, 4));
    }

    #[test]
    fn a_word_in_pieces_is_one_word() {
        let mut words = Words::default();
        words.push("säh");
        words.push("köposti");
        assert_eq!(words.tally().words, 1);
        assert_eq!(words.tally().long_words, 1);
    }
}
