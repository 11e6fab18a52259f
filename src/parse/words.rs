//! A text as its words: without punctuation, quotation marks and white space, so that two texts which
//! say the same compare as equal.

use icu::properties::CodePointMapData;
use icu::properties::props::GeneralCategory;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// Words with one space between them.
#[derive(Default)]
pub(super) struct Words {
    text: String,
    is_gap: bool,
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
        self.text.clear();
        self.is_gap = false;
    }

    /// What comes next begins a word.
    pub(super) fn gap(&mut self) {
        self.is_gap = true;
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
            Role::Gap => self.gap(),
            Role::Nothing => {}
        }
    }

    /// Letters of one word.
    fn append(&mut self, letters: &str) {
        if letters.is_empty() {
            return;
        }
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
