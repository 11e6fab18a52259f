//! Language tags of BCP 47: a text to the identifier by which CLDR data is looked up.

use std::error::Error;
use std::fmt;

use icu::locale::{Locale as Identifier, LocaleCanonicalizer};

/// Why a text is not a language tag; it holds the text that was given.
///
/// Only the form is judged. A well-formed tag of a language that CLDR does not know is a locale
/// without data, not an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLocale(pub String);

/// Reads a tag of BCP 47 in the syntax of Unicode locale identifiers (UTS 35, section 3): no
/// underscores, no grandfathered tags, no tags for private use alone. Case does not matter.
pub(crate) fn parse(tag: &str) -> Result<Identifier, UnknownLocale> {
    tag.parse().map_err(|_| UnknownLocale(tag.to_owned()))
}

/// Replaces withdrawn codes by those that CLDR uses, as UTS 35 annex C says: `iw` is `he`, `tl` is
/// `fil`. Data is found under these only.
pub(crate) fn canonical(identifier: &Identifier) -> Identifier {
    let mut canonical = identifier.clone();
    LocaleCanonicalizer::new_extended().canonicalize(&mut canonical);
    canonical
}

impl fmt::Display for UnknownLocale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "`{}` is not a language tag such as `fi` or `sv-FI`",
            self.0
        )
    }
}

impl Error for UnknownLocale {}
