//! Lists within a sentence: "a, b and c" with the commas and words of a language, from CLDR.

use icu::list::ListFormatter;
use icu::list::options::ListFormatterOptions;
use icu::locale::Locale as Identifier;

/// How one language joins the items of a list.
#[derive(Debug)]
pub(crate) struct Lists {
    and: ListFormatter,
    /// `None` where CLDR has no word for "or" in the language.
    or: Option<ListFormatter>,
}

/// CLDR's list patterns for a language.
///
/// The root, which ICU4X falls back to silently, joins all of "and" by commas, which is right
/// anywhere, but has the English word for "or", which is not.
pub(crate) fn lists_of(identifier: &Identifier) -> Lists {
    let patterns = "compiled list patterns fall back to the root's";
    let options = ListFormatterOptions::default();
    let or = ListFormatter::try_new_or(identifier.into(), options).expect(patterns);
    let is_english = identifier.id.language.as_str() == "en";
    let has_word = is_english || !or.format_to_string(["1", "2"].iter()).contains(" or ");
    Lists {
        and: ListFormatter::try_new_and(identifier.into(), options).expect(patterns),
        or: has_word.then_some(or),
    }
}

impl Lists {
    pub(crate) fn and(&self, items: &[&str]) -> String {
        self.and.format_to_string(items.iter())
    }

    pub(crate) fn or(&self, items: &[&str]) -> String {
        match &self.or {
            Some(or) => or.format_to_string(items.iter()),
            None => items.join(" / "),
        }
    }
}
