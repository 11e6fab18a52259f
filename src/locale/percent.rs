//! Where a language puts the percent sign: CLDR's standard percent patterns, which ICU4X has no
//! stable formatter for.
//!
//! The tables are `percentFormats` and `percentSign` of CLDR 48 (`common/main/*.xml`, as in the
//! package `cldr-numbers-full` 48.2); every language not named here writes `42%`.

use icu::locale::Locale as Identifier;

/// The place of the percent sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PercentPattern {
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

const SPACED: &[&str] = &[
    "bas", "be", "br", "bua", "ca", "ce", "ckb", "cs", "cv", "da", "de", "dsb", "dua", "dz", "es",
    "fi", "fo", "fr", "gl", "gsw", "hr", "hsb", "ht", "kl", "ksh", "lb", "lt", "mk", "nb", "nds",
    "nn", "no", "qu", "rn", "ro", "ru", "se", "sk", "sl", "smn", "sv", "tk", "tt", "zgh",
];
const SPACED_ENGLISH: &[&str] = &["AT", "DE", "DK", "FI", "NO", "SE"];
const SPACED_SPANISH: &[&str] = &["EA", "ES", "GQ", "IC", "PH"];
const CLOSE_GERMAN: &[&str] = &["CH", "LI"];

pub(crate) fn percent_pattern_of(identifier: &Identifier) -> PercentPattern {
    let language = identifier.id.language.as_str();
    let is_region_in = |regions: &[&str], without: bool| {
        identifier
            .id
            .region
            .map_or(without, |region| regions.contains(&region.as_str()))
    };
    let is_spaced = match language {
        "en" => is_region_in(SPACED_ENGLISH, false),
        "es" => is_region_in(SPACED_SPANISH, true),
        "de" => !is_region_in(CLOSE_GERMAN, false),
        "fr" => !is_region_in(&["CH"], false),
        _ => SPACED.contains(&language),
    };
    match language {
        _ if is_spaced => PercentPattern::Spaced,
        "oc" => PercentPattern::NarrowSpaced,
        "tr" | "ku" => PercentPattern::SignFirst,
        "eu" | "blo" => PercentPattern::SignFirstSpaced,
        _ => PercentPattern::Close,
    }
}

impl PercentPattern {
    /// Puts the percent sign to a number that is already written in the language's digits.
    pub(crate) fn join(self, number: &str) -> String {
        let sign = percent_sign(number);
        // A minus stands before a sign that comes first: CLDR's patterns are `-%42` and `-% 42`.
        let (minus, digits) = number.split_at(number.find(char::is_numeric).unwrap_or(0));
        match self {
            Self::Close => format!("{number}{sign}"),
            Self::Spaced => format!("{number}\u{a0}{sign}"),
            Self::NarrowSpaced => format!("{number}\u{202f}{sign}"),
            Self::SignFirst => format!("{minus}{sign}{digits}"),
            Self::SignFirstSpaced => format!("{minus}{sign}\u{a0}{digits}"),
        }
    }
}

/// Arabic digits go with the Arabic percent sign, and the Arabic mark that CLDR puts after it.
fn percent_sign(number: &str) -> &'static str {
    match number.chars().find(|character| character.is_numeric()) {
        Some('\u{660}'..='\u{669}') => "\u{66a}\u{61c}",
        Some('\u{6f0}'..='\u{6f9}') => "\u{66a}",
        _ => "%",
    }
}
