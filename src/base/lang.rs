//! Language tags.

use std::fmt;
use std::sync::Arc;

/// A language tag of BCP 47 in its usual spelling (`fi`, `sv-FI`, `zh-Hant`); cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

impl Lang {
    /// The tag as it is; [`is_language_tag`] says whether it can be one.
    pub fn new(tag: &str) -> Self {
        Self(Arc::from(tag))
    }

    /// The tag's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether `tag` has the form of a language tag that browsers understand: a language of two or
/// three letters, then an optional script (four letters) and region (two letters or three digits)
/// (RFC 5646, section 2.1, without variants, extensions and private use).
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().is_some_and(|part| {
        matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    let mut rest: Vec<&str> = parts.collect();
    if rest.first().is_some_and(|part| {
        part.len() == 4
            && part.as_bytes()[0].is_ascii_uppercase()
            && part.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
    }) {
        rest.remove(0);
    }
    if rest.first().is_some_and(|part| {
        (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase()))
            || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
    }) {
        rest.remove(0);
    }
    language && rest.is_empty()
}
