//! Terms in a page's text: each is explained in place at its first use.
//!
//! The HTML of a text goes through [`TermLinker::push`] piece by piece, in the order in which it is
//! read. Words within links, headings, labels, code and other languages stay as they are.

use tera::{Context, Value};

use crate::base::Diagnostic;
use crate::locale::SOFT_HYPHEN;
use crate::render::Scene;
use crate::render::address::page_address;
use crate::render::view::{TermUseView, TermView};
use crate::site::{ItemId, PageId};

/// Elements whose words are never explained.
const LEFT_ALONE: &[&str] = &[
    "a", "button", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label", "legend",
    "pre", "samp", "script", "style", "summary", "svg", "var",
];

/// Finds and explains the terms of one page.
pub(super) struct TermLinker<'a> {
    scene: Scene<'a>,
    /// The reader's language.
    reader: usize,
    /// Whether terms that no author marked are explained too.
    is_automatic: bool,
    /// The page's own item, which needs no explanation on its own page.
    own: ItemId,
    explained: Vec<ItemId>,
    /// Whether the text has stopped within a tag.
    in_tag: bool,
    /// Open elements whose words are left alone; each span is here too, with whether it is one.
    open: Vec<(String, bool)>,
}

impl<'a> TermLinker<'a> {
    /// For the page of an item; `is_automatic` says whether unmarked terms count.
    pub(super) fn new(scene: Scene<'a>, reader: usize, own: ItemId, is_automatic: bool) -> Self {
        Self {
            scene,
            reader,
            is_automatic,
            own,
            explained: Vec::new(),
            in_tag: false,
            open: Vec::new(),
        }
    }

    /// The terms that were explained, in the order of the text.
    pub(super) fn into_words(self) -> Vec<TermView> {
        let (scene, reader) = (self.scene, self.reader);
        let found = self.explained.into_iter();
        found
            .filter_map(|item| term_view(scene, item, reader))
            .collect()
    }

    /// Takes a piece of a text in `language` and writes it out with its terms explained.
    ///
    /// # Errors
    /// A template that fails.
    pub(super) fn push(
        &mut self,
        html: &str,
        language: usize,
        out: &mut String,
    ) -> Result<(), Box<Diagnostic>> {
        if !self.scene.site.terms.has_any(language) {
            out.push_str(html);
            return Ok(());
        }
        let mut rest = html;
        while !rest.is_empty() {
            if self.in_tag {
                let Some(end) = rest.find('>') else {
                    out.push_str(rest);
                    return Ok(());
                };
                out.push_str(&rest[..=end]);
                rest = &rest[end + 1..];
                self.in_tag = false;
                continue;
            }
            let text = rest.find('<').unwrap_or(rest.len());
            if !self.is_automatic || self.is_left_alone() {
                out.push_str(&rest[..text]);
            } else {
                self.text(&rest[..text], language, out)?;
            }
            rest = &rest[text..];
            if !rest.is_empty() {
                self.note_tag(rest);
                self.in_tag = true;
            }
        }
        Ok(())
    }

    /// Whether words in this place stay as they are.
    fn is_left_alone(&self) -> bool {
        self.open.iter().any(|(_, is_alone)| *is_alone)
    }

    /// Takes note of a tag that begins here.
    fn note_tag(&mut self, tag: &str) {
        let inner = &tag[1..];
        let (is_end, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let length = inner
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(inner.len());
        let name = &inner[..length];
        let is_alone = LEFT_ALONE.contains(&name);
        if !is_alone && name != "span" {
            return;
        }
        if is_end {
            if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
                self.open.truncate(at);
            }
        } else {
            let has_language = inner[length..].trim_start().starts_with("lang=");
            self.open.push((name.to_owned(), is_alone || has_language));
        }
    }

    fn text(
        &mut self,
        text: &str,
        language: usize,
        out: &mut String,
    ) -> Result<(), Box<Diagnostic>> {
        let scene = self.scene;
        let terms = &scene.site.terms;
        let mut written = 0;
        let mut at = 0;
        while let Some((start, end)) = next_word(text, at) {
            at = end;
            let first = plain(&text[start..end]);
            if !terms.may_begin(language, &first) {
                continue;
            }
            let (words, ends) = following(text, end, first, terms.longest(language));
            let Some((item, count)) = terms.find(language, &words) else {
                continue;
            };
            at = ends[count - 1];
            if item == self.own || self.explained.contains(&item) {
                continue;
            }
            out.push_str(&text[written..start]);
            self.explain(item, &text[start..at], out)?;
            written = at;
        }
        out.push_str(&text[written..]);
        Ok(())
    }

    /// Writes a word that an author marked as a term.
    ///
    /// # Errors
    /// A template that fails.
    pub(super) fn marked(
        &mut self,
        (language, name): (usize, &str),
        shown: &str,
        out: &mut String,
    ) -> Result<(), Box<Diagnostic>> {
        let is_alone = self.is_left_alone();
        match self.scene.site.terms.named(language, name) {
            Some(item) if !is_alone && item != self.own && !self.explained.contains(&item) => {
                self.explain(item, shown, out)
            }
            _ => {
                out.push_str(shown);
                Ok(())
            }
        }
    }

    fn explain(
        &mut self,
        item: ItemId,
        shown: &str,
        out: &mut String,
    ) -> Result<(), Box<Diagnostic>> {
        let Some(term) = term_view(self.scene, item, self.reader) else {
            out.push_str(shown);
            return Ok(());
        };
        self.explained.push(item);
        let view = TermUseView {
            id: format!("ui-term-{}", self.explained.len()),
            shown: shown.to_owned(),
            term,
        };
        let mut context = Context::new();
        context.insert_value("use", Value::from_serializable(&view));
        let html = self
            .scene
            .engine
            .render(self.reader, "term-use.html", &context)?;
        out.push_str(html.trim());
        Ok(())
    }
}

/// A term as readers of a language get it.
pub(super) fn term_view(scene: Scene<'_>, item: ItemId, reader: usize) -> Option<TermView> {
    let site = scene.site;
    let page = site.best_page(item, reader)?;
    let entry = site.page_head(page);
    let texts = &entry.head.texts;
    let language = &scene.theme.texts[entry.name.language];
    Some(TermView {
        word: texts.title.clone(),
        explanation: texts.description().to_owned(),
        example: texts.of_kind.text("example").map(str::to_owned),
        not_confused_with: texts.of_kind.texts("not_confused_with"),
        url: page_address(site, page),
        lang: language.lang.to_string(),
        dir: language.locale.direction().as_str(),
    })
}

/// The term that a page is about.
pub(super) fn own_term(scene: Scene<'_>, id: PageId) -> Option<TermView> {
    let page = scene.site.page(id);
    term_view(scene, page.item, page.language as usize)
}

/// The next word of a text from a place on: letters, digits, and what may stand between them.
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut start = None;
    for (at, character) in text[from..].char_indices() {
        let at = from + at;
        if character == '&' && start.is_none() {
            // A character that is written as an entity is no word.
            let length = text[at..].find(';')?;
            return next_word(text, at + length);
        }
        let is_inner = character.is_alphanumeric() || matches!(character, SOFT_HYPHEN | '-' | '’');
        match start {
            None if character.is_alphanumeric() => start = Some(at),
            Some(start) if !is_inner => return Some((start, at)),
            _ => {}
        }
    }
    start.map(|start| (start, text.len()))
}

/// A word and those after it that nothing but a space parts from it, in lower case, and their ends.
fn following(text: &str, end: usize, first: String, most: usize) -> (Vec<String>, Vec<usize>) {
    let mut words = vec![first];
    let mut ends = vec![end];
    let mut at = end;
    while words.len() < most {
        let Some((next, end)) = next_word(text, at) else {
            break;
        };
        if !matches!(&text[at..next], " " | "\n" | "\u{A0}") {
            break;
        }
        words.push(plain(&text[next..end]));
        ends.push(end);
        at = end;
    }
    (words, ends)
}

/// A word in lower case without soft hyphens.
fn plain(word: &str) -> String {
    word.chars()
        .filter(|character| *character != SOFT_HYPHEN)
        .flat_map(char::to_lowercase)
        .collect()
}
