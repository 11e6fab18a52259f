//! The glossary: which words of a text are terms.

use std::collections::HashMap;

use crate::base::suggest;
use crate::locale::Lemma;
use crate::site::kind::ItemKind;
use crate::site::model::{ItemId, Site};
use crate::theme::Theme;

/// The terms of a site, by the language of the texts that they are found in.
#[derive(Debug, Default)]
pub struct Terms {
    languages: Vec<Glossary>,
    /// Terms by the last part of their key.
    by_name: HashMap<String, ItemId>,
}

/// The terms of one language.
#[derive(Debug, Default)]
struct Glossary {
    /// Expressions by the first two characters of their first word; longer ones first.
    by_beginning: HashMap<String, Vec<Expression>>,
    /// The most words that an expression has.
    longest: usize,
}

/// A term, or another expression for it.
#[derive(Debug)]
struct Expression {
    item: ItemId,
    words: Vec<Lemma>,
}

/// Gathers the terms of a site whose items are known.
pub(super) fn gather(site: &Site, theme: &Theme) -> Terms {
    let mut terms = Terms::default();
    terms
        .languages
        .resize_with(theme.texts.len(), Glossary::default);
    for id in site.item_ids() {
        let item = site.item(id);
        if !matches!(item.facts.kind, ItemKind::Term(_)) {
            continue;
        }
        let name = item.key.rsplit('/').next().unwrap_or(&item.key);
        terms.by_name.entry(name.to_owned()).or_insert(id);
        for (language, doc) in item.docs.iter().enumerate() {
            let Some(doc) = doc else { continue };
            let texts = &site.head(*doc).head.texts;
            let locale = &theme.texts[language].locale;
            let forms = texts.of_kind.texts("forms");
            for expression in std::iter::once(&texts.title).chain(&forms) {
                let words: Vec<Lemma> = locale
                    .lowercase(expression)
                    .split_whitespace()
                    .map(|word| Lemma::new(locale.tag(), word))
                    .collect();
                terms.languages[language].add(Expression { item: id, words });
            }
        }
    }
    terms
}

impl Glossary {
    fn add(&mut self, expression: Expression) {
        let Some(first) = expression.words.first() else {
            return;
        };
        let beginning: String = first.beginning().chars().take(2).collect();
        if beginning.chars().count() < 2 {
            return;
        }
        self.longest = self.longest.max(expression.words.len());
        let found = self.by_beginning.entry(beginning).or_default();
        let words = expression.words.len();
        let place = found.partition_point(|other| other.words.len() >= words);
        found.insert(place, expression);
    }
}

impl Terms {
    /// Whether texts in a language can hold terms at all.
    pub fn has_any(&self, language: usize) -> bool {
        self.languages
            .get(language)
            .is_some_and(|glossary| glossary.longest > 0)
    }

    /// Whether any expression may begin with a word in lower case; a quick look before [`Self::find`].
    pub fn may_begin(&self, language: usize, word: &str) -> bool {
        let end = word.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
        self.languages[language]
            .by_beginning
            .contains_key(&word[..end])
    }

    /// The term that words in lower case begin with, and how many of them it takes.
    pub fn find(&self, language: usize, words: &[String]) -> Option<(ItemId, usize)> {
        let first = words.first()?;
        let end = first
            .char_indices()
            .nth(2)
            .map_or(first.len(), |(at, _)| at);
        let found = self.languages[language].by_beginning.get(&first[..end])?;
        found.iter().find_map(|expression| {
            let count = expression.words.len();
            let is_here = count <= words.len()
                && expression
                    .words
                    .iter()
                    .zip(words)
                    .all(|(lemma, word)| lemma.matches(word));
            is_here.then_some((expression.item, count))
        })
    }

    /// The most words that an expression of a language has.
    pub fn longest(&self, language: usize) -> usize {
        self.languages[language].longest
    }

    /// The term that an author named: by the last part of its key, or by one of its forms.
    pub fn named(&self, language: usize, name: &str) -> Option<ItemId> {
        if let Some(item) = self.by_name.get(name) {
            return Some(*item);
        }
        let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
        let (item, count) = self.find(language, &words)?;
        (count == words.len()).then_some(item)
    }

    /// What an author may have meant by a name that is no term's.
    pub fn suggestion(&self, name: &str) -> Option<String> {
        let mut known: Vec<&str> = self.by_name.keys().map(String::as_str).collect();
        known.sort_unstable();
        suggest::nearest(name, known).map(|near| format!("did you mean `{near}`?"))
    }
}
