//! A language tag to a [`Locale`]: everything that is written differently in that language.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use icu::casemap::CaseMapper;
use icu::locale::Locale as Identifier;

use crate::locale::collation::{Collation, collation_of, sort_key};
use crate::locale::date::{Date, Weekday};
use crate::locale::date_format::{DateForm, DateFormats, date_formats_of};
use crate::locale::direction::{Direction, direction_of};
use crate::locale::hyphenation::Hyphenation;
use crate::locale::index_letter::{IndexLetters, index_letters_of};
use crate::locale::list::{Lists, lists_of};
use crate::locale::number::{Numbers, neutral_numbers, numbers_of};
use crate::locale::plural::{PluralCategory, Plurals, plurals_of};
use crate::locale::tag::{self, UnknownLocale};

/// How one language writes dates, times, numbers and lists, forms plurals, sorts, and runs.
///
/// Built once for each language of a site, shared by threads, never changed. Everything comes from
/// the CLDR version that the `icu` crate has compiled in.
///
/// ```
/// use opas::locale::{Date, DateForm, Locale};
///
/// let finnish = Locale::new("fi")?;
/// let date = Date::parse("2026-11-24")?;
/// assert_eq!(finnish.date(date, DateForm::Full), "tiistai 24. marraskuuta 2026");
/// assert_eq!(finnish.index_letter("öljy"), "Ö");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Locale {
    tag: String,
    identifier: Identifier,
    direction: Direction,
    hyphenation: Option<Arc<Hyphenation>>,
    /// `None` where CLDR data for the language is not compiled in.
    dates: Option<DateFormats>,
    lists: Lists,
    numbers: Numbers,
    plurals: Plurals,
    collation: Collation,
    index: IndexLetters,
}

impl Locale {
    /// The locale of a BCP 47 language tag: `fi`, `sv-FI`, `zh-Hant`, `de-u-co-phonebk`.
    ///
    /// The region matters: `en` is CLDR's `en`, which is American, and `en-GB` is British. A tag's
    /// Unicode extensions for collation (`co`, `kn`), digits (`nu`) and hours (`hc`) are heeded.
    ///
    /// # Errors
    ///
    /// [`UnknownLocale`] when the text is not a language tag. A well-formed tag without data is not
    /// an error: see [`Self::has_data`].
    pub fn new(lang: &str) -> Result<Self, UnknownLocale> {
        let written = tag::parse(lang)?;
        let identifier = tag::canonical(&written);
        let dates = date_formats_of(&identifier);
        let has_data = dates.is_some();
        let collation = collation_of(&identifier);
        Ok(Self {
            tag: written.to_string(),
            direction: direction_of(&identifier),
            hyphenation: Hyphenation::of(lang).map(Arc::new),
            lists: lists_of(&identifier),
            numbers: if has_data {
                numbers_of(&identifier)
            } else {
                neutral_numbers()
            },
            plurals: plurals_of(&identifier),
            index: index_letters_of(&identifier, &collation),
            collation,
            dates,
            identifier,
        })
    }

    /// The tag as given, in the case that BCP 47 recommends: `sv-fi` becomes `sv-FI`.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Whether CLDR's names and patterns for this language are compiled in. They are not for the
    /// Sámi languages and others whose data in CLDR is small.
    ///
    /// Without data dates are ISO 8601, numbers plain digits, lists joined by commas and slashes;
    /// sorting is the root's. Plural rules may exist all the same.
    #[must_use]
    pub fn has_data(&self) -> bool {
        self.dates.is_some()
    }

    /// The direction of the language's script.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// How the language breaks its words; nothing where that is not known.
    #[must_use]
    pub fn hyphenation(&self) -> Option<&Arc<Hyphenation>> {
        self.hyphenation.as_ref()
    }

    /// How the language of `tag` breaks its words: that of the locale among `locales` which has the tag,
    /// so that what it remembers is of use, or else a new one.
    #[must_use]
    pub fn hyphenation_of<'a>(
        mut locales: impl Iterator<Item = &'a Self>,
        tag: &str,
    ) -> Option<Arc<Hyphenation>> {
        match locales.find(|locale| locale.tag == tag) {
            Some(locale) => locale.hyphenation.clone(),
            None => Hyphenation::of(tag).map(Arc::new),
        }
    }

    /// A whole date; without data `2026-11-24` in every form.
    #[must_use]
    pub fn date(&self, date: Date, form: DateForm) -> String {
        match &self.dates {
            Some(formats) => formats.date(date, form),
            None => date.to_string(),
        }
    }

    /// A date's month and year, as over a calendar: `marraskuu 2026`; without data `2026-11`.
    #[must_use]
    pub fn year_month(&self, date: Date) -> String {
        match &self.dates {
            Some(formats) => formats.year_month(date),
            None => format!("{:04}-{:02}", date.year(), date.month()),
        }
    }

    /// A date without its year: `24. marraskuuta`; without data the whole date, since a month and a
    /// day in numbers can be read either way.
    #[must_use]
    pub fn month_day(&self, date: Date) -> String {
        match &self.dates {
            Some(formats) => formats.month_day(date),
            None => date.to_string(),
        }
    }

    /// The name of a day of the week as it stands alone: `tiistai`. `None` without data, since no
    /// other language's name would do.
    #[must_use]
    pub fn weekday_name(&self, weekday: Weekday) -> Option<String> {
        self.dates
            .as_ref()
            .map(|formats| formats.weekday_name(weekday))
    }

    /// A time of day: `9.00` in Finnish, `09:00` in Swedish, `9:00 AM` (with a narrow space that
    /// does not break) in American English; without data `09:00`. `None` unless the hour is 0 to 23
    /// and the minute 0 to 59.
    #[must_use]
    pub fn time(&self, hour: u8, minute: u8) -> Option<String> {
        let is_time = hour < 24 && minute < 60;
        match &self.dates {
            Some(formats) => formats.time(hour, minute),
            None => is_time.then(|| format!("{hour:02}:{minute:02}")),
        }
    }

    /// A whole number: `12 345` in Finnish (with a space that does not break), `12,345` in English.
    #[must_use]
    pub fn number(&self, number: i64) -> String {
        self.numbers.integer(number)
    }

    /// A number with exactly so many digits after the decimal mark, rounded half away from zero.
    #[must_use]
    pub fn decimal(&self, number: f64, fraction_digits: u8) -> String {
        self.numbers.decimal(number, fraction_digits)
    }

    /// A ratio as a percentage: 0.425 with no digits after the decimal mark is `43 %` in Finnish
    /// (with a space that does not break) and `43%` in English.
    #[must_use]
    pub fn percent(&self, ratio: f64, fraction_digits: u8) -> String {
        self.numbers.percent(ratio, fraction_digits)
    }

    /// Items all of which are meant: `a, b ja c`; without data `a, b, c`.
    #[must_use]
    pub fn list_and(&self, items: &[&str]) -> String {
        self.lists.and(items)
    }

    /// Items one of which is meant: `a, b tai c`; without data `a / b / c`.
    #[must_use]
    pub fn list_or(&self, items: &[&str]) -> String {
        self.lists.or(items)
    }

    /// The plural form that goes with a number of things.
    #[must_use]
    pub fn plural(&self, number: u64) -> PluralCategory {
        self.plurals.cardinal(number)
    }

    /// The plural forms that the language's rules know, in CLDR's order; `other` is always the last.
    ///
    /// Not every form is for small whole numbers: `other` is for fractions in Ukrainian, and `many`
    /// for millions in French.
    #[must_use]
    pub fn plural_categories(&self) -> Vec<PluralCategory> {
        self.plurals.cardinal_categories()
    }

    /// The form that goes with a place in a row, as in English 1st, 2nd, 3rd, 4th.
    #[must_use]
    pub fn ordinal(&self, number: u64) -> PluralCategory {
        self.plurals.ordinal(number)
    }

    /// Bytes that sort as [`Self::compare`] does, for sorting many texts. They hold for this locale
    /// and this build of the program: never write them to a file.
    #[must_use]
    pub fn sort_key(&self, text: &str) -> Vec<u8> {
        sort_key(&self.collation, text)
    }

    /// The alphabetical order of two texts. Equal means that no reader would tell them apart.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collation.compare(a, b)
    }

    /// The heading of a text in an index from A to Z: its letter in the language's alphabet, or `#`
    /// when it begins with a digit or a sign.
    ///
    /// Texts in alphabetical order have their letters in order too, with one exception: in Chinese
    /// a word in Latin letters and one in characters share a letter but not a place. Group by
    /// letter, in the order in which the letters first come.
    #[must_use]
    pub fn index_letter(&self, text: &str) -> String {
        self.index.of(text)
    }

    /// The text in small letters by the language's rules: in Turkish `I` becomes `ı`.
    #[must_use]
    pub fn lowercase<'text>(&self, text: &'text str) -> Cow<'text, str> {
        CaseMapper::new().lowercase_to_string(text, &self.identifier.id)
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Locale").field(&self.tag).finish()
    }
}
