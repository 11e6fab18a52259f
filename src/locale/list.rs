//! Lists within a sentence: "a, b and c" with the commas and words of a language, from CLDR.

use icu::list::ListFormatter;
use icu::list::options::ListFormatterOptions;
use icu::locale::Locale as Identifier;

/// How one language joins the items of a list.
#[derive(Debug)]
pub(crate) struct Lists {
    pub(crate) and: ListFormatter,
    pub(crate) or: ListFormatter,
}

/// CLDR's list patterns for a language; without data, the root's, which are commas and no words.
pub(crate) fn lists_of(identifier: &Identifier) -> Lists {
    let patterns = "compiled list patterns fall back to the root's";
    let options = ListFormatterOptions::default();
    Lists {
        and: ListFormatter::try_new_and(identifier.into(), options).expect(patterns),
        or: ListFormatter::try_new_or(identifier.into(), options).expect(patterns),
    }
}
