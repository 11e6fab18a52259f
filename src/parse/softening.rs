//! Soft hyphens in the long words of a text, in the language of each piece of it.

use std::borrow::Cow;
use std::sync::Arc;

use crate::locale::{Hyphenation, Locale, TEXT_WORD, TITLE_WORD};
use crate::parse::sanitise::tags;
use crate::theme::Texts;

/// Elements whose words are not prose: they are shown as they were written.
const VERBATIM: &[&str] = &[
    "code", "kbd", "math", "option", "pre", "samp", "script", "style", "svg", "textarea", "title",
    "var",
];

/// How the words of the text that is being written are broken.
#[derive(Debug, Clone)]
pub(super) struct Softening {
    /// Nothing where the site wants no soft hyphens, or the language has no patterns.
    hyphenation: Option<Arc<Hyphenation>>,
    is_wanted: bool,
    is_title: bool,
    /// An element of HTML whose words stay as they are, and how many of its name are open.
    verbatim: Option<(String, usize)>,
}

impl Softening {
    /// For a text in a language; `is_wanted` is what the site says.
    pub(super) fn new(locale: &Locale, is_wanted: bool) -> Self {
        Self {
            hyphenation: locale.hyphenation().filter(|_| is_wanted).cloned(),
            is_wanted,
            is_title: false,
            verbatim: None,
        }
    }

    /// Goes on in another language, which may be one of the site's; gives what [`Self::go_back`] takes.
    pub(super) fn speak(&mut self, lang: &str, site: &[Texts]) -> Option<Arc<Hyphenation>> {
        let locales = site.iter().map(|texts| &*texts.locale);
        let other = self
            .is_wanted
            .then(|| Locale::hyphenation_of(locales, lang))
            .flatten();
        std::mem::replace(&mut self.hyphenation, other)
    }

    /// Goes back to the language before.
    pub(super) fn go_back(&mut self, before: Option<Arc<Hyphenation>>) {
        self.hyphenation = before;
    }

    /// Whether what follows is a title or a heading, whose words are large.
    pub(super) fn set_title(&mut self, is_title: bool) {
        self.is_title = is_title;
    }

    /// Takes note of the tags of HTML between pieces of text. What is in another language by HTML
    /// alone stays as it is, too.
    pub(super) fn pass(&mut self, html: &str) {
        if !self.is_wanted {
            return;
        }
        for tag in tags(html) {
            match &mut self.verbatim {
                Some((name, depth)) if *name == tag.name => {
                    *depth = if tag.is_closing {
                        *depth - 1
                    } else {
                        *depth + 1
                    };
                    if *depth == 0 {
                        self.verbatim = None;
                    }
                }
                Some(_) => {}
                None => {
                    let is_foreign = tag.attributes.iter().any(|(name, _)| name == "lang");
                    let is_verbatim = VERBATIM.contains(&tag.name.as_str()) || is_foreign;
                    if is_verbatim && !tag.is_closing {
                        self.verbatim = Some((tag.name, 1));
                    }
                }
            }
        }
    }

    /// The text with its soft hyphens.
    pub(super) fn of<'text>(&self, text: &'text str) -> Cow<'text, str> {
        let longest = if self.is_title { TITLE_WORD } else { TEXT_WORD };
        match &self.hyphenation {
            Some(hyphenation) if self.verbatim.is_none() => hyphenation.soften(text, longest),
            _ => Cow::Borrowed(text),
        }
    }
}
