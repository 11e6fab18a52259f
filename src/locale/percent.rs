//! Where a language puts the percent sign: CLDR's standard percent patterns, which ICU4X has no
//! stable formatter for.
//!
//! The tables are `percentFormats` and `percentSign` of CLDR 48 (`common/main/*.xml`, as in the
//! package `cldr-numbers-full` 48.2); every language not named here writes `42%`.

use icu::locale::Locale as Identifier;

/// One language's percent sign and its place.
#[derive(Debug)]
pub(crate) struct Percent {
    place: Place,
    /// The sign that goes with Latin digits.
    sign: &'static str,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    /// `42%`
    Close,
    /// `42 %`, with a space that does not break.
    Spaced,
    /// `42 %`, with a narrow space that does not break.
    NarrowSpaced,
    /// `%42`
    SignFirst,
    /// `% 42`, with a space that does not break.
    SignFirstSpaced,
}

/// The sign after a space, as ISO 80000-1 has it for every language.
pub(crate) const NEUTRAL_PERCENT: Percent = Percent {
    place: Place::Spaced,
    sign: "%",
};

const SPACED: &[&str] = &[
    "bas", "be", "br", "bua", "ca", "ce", "ckb", "cs", "cv", "da", "de", "dsb", "dua", "dz", "es",
    "fi", "fo", "fr", "gl", "gsw", "hr", "hsb", "ht", "kl", "ksh", "lb", "lt", "mk", "nb", "nds",
    "nn", "no", "qu", "rn", "ro", "ru", "se", "sk", "sl", "smn", "sv", "tk", "tt", "zgh",
];
const SPACED_ENGLISH: &[&str] = &["AT", "DE", "DK", "FI", "NO", "SE"];
const SPACED_SPANISH: &[&str] = &["EA", "ES", "GQ", "IC", "PH"];
const CLOSE_GERMAN: &[&str] = &["CH", "LI"];

pub(crate) fn percent_of(identifier: &Identifier) -> Percent {
    // In Arabic the marks keep the sign on the left of a number in Latin digits.
    let is_arabic = identifier.id.language.as_str() == "ar";
    let sign = if is_arabic { "\u{200e}%\u{200e}" } else { "%" };
    Percent {
        place: place_of(identifier),
        sign,
    }
}

fn place_of(identifier: &Identifier) -> Place {
    let region = identifier
        .id
        .region
        .map(|region| region.as_str().to_owned());
    let language = identifier.id.language.as_str();
    let is_spaced = match (language, region.as_deref()) {
        ("en", Some(region)) => SPACED_ENGLISH.contains(&region),
        ("es", Some(region)) => SPACED_SPANISH.contains(&region),
        ("de", Some(region)) => !CLOSE_GERMAN.contains(&region),
        ("fr", Some(region)) => region != "CH",
        _ => SPACED.contains(&language),
    };
    match language {
        _ if is_spaced => Place::Spaced,
        "oc" => Place::NarrowSpaced,
        "tr" | "ku" => Place::SignFirst,
        "eu" | "blo" => Place::SignFirstSpaced,
        _ => Place::Close,
    }
}

impl Percent {
    /// Puts the percent sign to a number that is already written in the language's digits.
    pub(crate) fn join(&self, number: &str) -> String {
        let first_digit = number.find(char::is_numeric).unwrap_or(0);
        // A minus stands before a sign that comes first: CLDR's patterns are `-%42` and `-% 42`.
        let (minus, digits) = number.split_at(first_digit);
        // Arabic digits go with the Arabic sign, and the mark that CLDR puts after it.
        let sign = match digits.chars().next() {
            Some('\u{660}'..='\u{669}') if self.sign == "%" => "\u{66a}",
            Some('\u{660}'..='\u{669}') => "\u{66a}\u{61c}",
            Some('\u{6f0}'..='\u{6f9}') => "\u{66a}",
            _ => self.sign,
        };
        match self.place {
            Place::Close => format!("{number}{sign}"),
            Place::Spaced => format!("{number}\u{a0}{sign}"),
            Place::NarrowSpaced => format!("{number}\u{202f}{sign}"),
            Place::SignFirst => format!("{minus}{sign}{digits}"),
            Place::SignFirstSpaced => format!("{minus}{sign}\u{a0}{digits}"),
        }
    }
}
