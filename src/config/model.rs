//! What `site.toml` says, complete.

use std::collections::BTreeMap;

use crate::base::{Code, Colour, Diagnostic, Lang, Severity, SourcePath, TextRange};
use crate::config::calendar::CalendarSettings;
use crate::data::Table;

/// The site's configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The file it came from, for diagnostics of later stages.
    pub path: SourcePath,
    /// Where the site is published.
    pub base_url: BaseUrl,
    /// Languages in order; the first is the default. Never empty.
    pub languages: Vec<Language>,
    /// Whether the default language has no prefix.
    pub is_default_at_root: bool,
    /// What readers get of a text that their language lacks.
    pub fallback: Fallback,
    /// Name of the theme, and where it was written.
    pub theme: (String, TextRange),
    /// The site's own colours.
    pub colours: Colours,
    /// Licence of all texts, SPDX or Creative Commons name.
    pub license: Option<String>,
    /// The menu at the top of every page.
    pub main_menu: Vec<MenuItem>,
    /// The menu at the foot of every page.
    pub footer_menu: Vec<MenuItem>,
    /// What readers may want to do, on the home page.
    pub home_menu: Vec<MenuItem>,
    /// Organisations by their id.
    pub organisations: BTreeMap<String, Organisation>,
    /// What calendars need to know.
    pub calendar: CalendarSettings,
    /// How texts are read.
    pub markdown: Markdown,
    /// Optional outputs.
    pub outputs: Outputs,
    /// Levels that the site chose for checks.
    pub levels: BTreeMap<Code, Level>,
    /// The site's own keys, for templates.
    pub extra: Table,
}

impl Config {
    /// The default language.
    pub fn default_language(&self) -> &Language {
        &self.languages[0]
    }

    /// The place of the language `code` in the list.
    pub fn language_index(&self, code: &str) -> Option<usize> {
        self.languages
            .iter()
            .position(|language| language.lang.as_str() == code)
    }

    /// The address prefix of a language: `fi/`, or nothing for a default language at the root.
    pub fn prefix(&self, language: usize) -> String {
        if language == 0 && self.is_default_at_root {
            String::new()
        } else {
            format!("{}/", self.languages[language].lang)
        }
    }

    /// Gives every problem the level that the site chose, and drops those that are off.
    pub fn apply_levels(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain_mut(|diagnostic| match self.levels.get(&diagnostic.code) {
            Some(Level::Off) => false,
            Some(Level::At(severity)) => {
                diagnostic.severity = *severity;
                true
            }
            None => true,
        });
    }
}

/// Where the site is published: `https://example.fi/opas/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme and host, without a trailing `/`: `https://example.fi`.
    pub origin: String,
    /// The path on that host, beginning and ending with `/`: `/opas/`.
    pub path: String,
}

/// The site's own colours, from which the theme makes its shades.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Colours {
    /// The band at the top, links and signs.
    pub main: Option<Chosen>,
    /// What draws the eye: lines and marks.
    pub accent: Option<Chosen>,
    /// Quiet grounds under text.
    pub surface: Option<Chosen>,
}

/// A colour, and where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The colour.
    pub colour: Colour,
    /// Where it was written.
    pub range: TextRange,
}

/// A language of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its tag.
    pub lang: Lang,
    /// Where the tag was written.
    pub range: TextRange,
    /// The site's name in it.
    pub name: String,
    /// The site in one sentence of it.
    pub description: String,
}

/// What readers get of a text that their language lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fallback {
    /// The page exists under their prefix, with a notice.
    Show,
    /// Lists name it, marked with its language, and lead to the real page.
    List,
    /// Nothing.
    None,
}

impl Fallback {
    /// The policy of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "show" => Some(Self::Show),
            "list" => Some(Self::List),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// A text in some languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LocalText(pub Vec<(Lang, String)>);

impl LocalText {
    /// The text in `lang`, else in the first language there is.
    pub fn get(&self, lang: &Lang) -> Option<&str> {
        self.0
            .iter()
            .find(|(code, _)| code == lang)
            .or_else(|| self.0.first())
            .map(|(_, text)| text.as_str())
    }
}

/// An entry of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuItem {
    /// An item of the site.
    Item {
        /// Its key.
        key: String,
        /// Other words than its title.
        title: LocalText,
        /// Where the key was written.
        range: TextRange,
    },
    /// Another site.
    Url {
        /// Its address.
        url: String,
        /// The words of the link.
        title: LocalText,
    },
}

/// An organisation that texts belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its name.
    pub name: LocalText,
}

/// How texts are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Markdown {
    /// What happens to HTML in texts.
    pub raw_html: RawHtml,
    /// Whether quotation marks, dashes and dots become those of the language.
    pub has_smart_punctuation: bool,
    /// Whether terms of the glossary are explained at their first use on a page.
    pub has_term_links: bool,
    /// Whether long words get soft hyphens, so that narrow screens can break them.
    pub has_soft_hyphens: bool,
}

/// What happens to HTML in texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RawHtml {
    /// A harmless subset stays, the rest is taken out with a warning.
    Sanitise,
    /// All of it is an error.
    Refuse,
    /// All of it stays; for sites whose authors are all trusted.
    Trust,
}

/// Optional outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outputs {
    /// A page of all pages per language, from A to Z.
    pub has_all_pages: bool,
    /// `_headers`, for hosts that read it.
    pub has_headers: bool,
    /// An Atom feed per language.
    pub has_feeds: bool,
    /// `llms.txt`.
    pub has_llms: bool,
    /// A plain-Markdown copy beside each page.
    pub has_markdown: bool,
}

/// The level a site chose for a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Not reported.
    Off,
    /// Reported as this bad.
    At(Severity),
}
