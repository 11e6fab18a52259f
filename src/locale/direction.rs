//! The direction in which a language is written, from its tag.

use std::fmt;

use icu::locale::{Direction as ScriptDirection, Locale as Identifier, LocaleDirectionality};

/// The direction of a language's lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As in Finnish; `ltr` in HTML.
    LeftToRight,
    /// As in Arabic; `rtl` in HTML.
    RightToLeft,
}

impl Direction {
    /// The value of HTML's attribute `dir`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The direction of the tag's script, or of the script in which CLDR's likely subtags say that its
/// language is written; left to right where CLDR knows neither.
pub(crate) fn direction_of(identifier: &Identifier) -> Direction {
    match LocaleDirectionality::new_extended().get(&identifier.id) {
        Some(ScriptDirection::RightToLeft) => Direction::RightToLeft,
        _ => Direction::LeftToRight,
    }
}
