//! Patterns of dates and times in which the compiled data is wrong, as CLDR itself has them.
//!
//! ICU4X 2.4 puts dates together from CLDR's `availableFormats` for single fields, and for a few
//! languages that gives a date nobody would write (Estonian `24 november 2026` without the full
//! stop of the ordinal). CLDR's own `dateFormats`, `timeFormats` and `yMMMM` are right; those here
//! are of CLDR 48.2 (`common/main/*.xml`, as in the package `cldr-dates-full`). A correction
//! belongs here only with such a source, and goes when the data is mended.

use icu::locale::Locale as Identifier;

/// The patterns that replace the compiled ones; `None` where those are right.
///
/// The fields are `{weekday}`, `{month_day}` and `{month}` as the language formats them, `{year}`,
/// `{month_number}`, `{day}`, `{hour}` and `{minute}` in plain digits, the minute in two.
#[derive(Debug, Default)]
pub(crate) struct CorrectedPatterns {
    pub(crate) full: Option<&'static str>,
    pub(crate) long: Option<&'static str>,
    pub(crate) short: Option<&'static str>,
    pub(crate) year_month: Option<&'static str>,
    pub(crate) time: Option<&'static str>,
}

pub(crate) fn corrected_patterns_of(identifier: &Identifier) -> CorrectedPatterns {
    let none = CorrectedPatterns::default();
    let region = identifier
        .id
        .region
        .map(|region| region.as_str().to_owned());
    match (identifier.id.language.as_str(), region.as_deref()) {
        // `EEEE, d. MMMM y.`
        ("bs", _) => CorrectedPatterns {
            full: Some("{weekday}, {month_day} {year}."),
            ..none
        },
        // `d. MMMM y`
        ("et", _) => CorrectedPatterns {
            long: Some("{month_day} {year}"),
            ..none
        },
        // `EEEE, d'ê' MMMM'a' y'an'`
        ("ku", _) => CorrectedPatterns {
            full: Some("{weekday}, {day}ê {month}a {year}an"),
            long: Some("{day}ê {month}a {year}an"),
            ..none
        },
        // `y. 'g'. MMMM`
        ("lv", _) => CorrectedPatterns {
            year_month: Some("{year}. g. {month}"),
            ..none
        },
        // `EEEE, d. MMMM y`
        ("sl", _) => CorrectedPatterns {
            full: Some("{weekday}, {month_day} {year}"),
            long: Some("{month_day} {year}"),
            ..none
        },
        // `EEEE, d. MMMM y.`
        ("sr", _) => CorrectedPatterns {
            full: Some("{weekday}, {month_day} {year}."),
            long: Some("{month_day} {year}."),
            ..none
        },
        // `d.M.y` and `H.mm`, as in Finnish; the compiled data has Sweden's time.
        ("sv", Some("FI")) => CorrectedPatterns {
            short: Some("{day}.{month_number}.{year}"),
            time: Some("{hour}.{minute}"),
            ..none
        },
        _ => none,
    }
}
