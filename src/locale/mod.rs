//! What a language writes in its own way: dates, times, numbers, lists, plural forms, alphabetical
//! order and direction, all after the Unicode CLDR; and how it breaks its words.
//!
//! A [`Locale`] is built once per language of a site and then only read; it is `Send + Sync`, holds
//! no cache but that of broken words, and its answers depend on nothing but its tag and its arguments. Where CLDR data for a
//! language is not compiled in, [`Locale::has_data`] says so and the answers are neutral (ISO 8601
//! dates), never another language's.
//!
//! [`Date`] and [`Period`] are the calendar's own types: days without a clock or a time zone.

mod date;
mod period;
mod tag;
mod time;

mod corrected_pattern;
mod date_format;
mod direction;
mod list;
mod number;
mod percent;
mod plural;

mod hyphenation;
mod inflection;
mod seam;

mod collation;
mod index_letter;

mod language;

pub use date::{Date, InvalidDate, Weekday};
pub use date_format::DateForm;
pub use direction::Direction;
pub use hyphenation::{Hyphenation, SOFT_HYPHEN, TEXT_WORD, TITLE_WORD};
pub use inflection::Lemma;
pub use language::Locale;
pub use period::{InvalidPeriod, Period};
pub use plural::{PluralCategory, UnknownPluralCategory};
pub use tag::UnknownLocale;
pub use time::{DateTime, Time};
