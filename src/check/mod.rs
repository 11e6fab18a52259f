//! What is wrong with a complete site: references that lead nowhere, and what readers would miss.
//!
//! [`run`] looks at each document once, in its own language; what a document alone can tell was
//! found when it was parsed.

mod access;
mod exercises;
mod figures;
mod handout;
mod learning;
mod links;
mod policies;
mod reading;
mod statement;
mod translations;

use std::sync::Arc;

use rayon::prelude::*;

pub use reading::lix;
pub use statement::statements;

use crate::base::{Diagnostic, SourcePath};
use crate::parse::Document;
use crate::site::{DocId, Item, Site};
use crate::theme::Theme;

/// Checks all documents, in parallel; the result is in no particular order.
pub fn run(site: &Site, theme: &Theme, documents: &[Arc<Document>]) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = (0..documents.len())
        .into_par_iter()
        .flat_map_iter(|index| {
            let id = DocId(u32::try_from(index).unwrap_or(u32::MAX));
            one(site, theme, documents, id)
        })
        .collect();
    for item in &site.items {
        exercises::check(site, theme, item, &mut found);
        figures::check_survey(site, item, &mut found);
    }
    found.extend(figures::files(site, documents));
    found.extend(translations::orphans(site));
    found
}

/// Checks the quiz, the practice or the facts of a survey that stand in a file, within its site.
pub fn beside(site: &Site, theme: &Theme, path: &SourcePath) -> Vec<Diagnostic> {
    let owns = |item: &&Item| {
        let quiz = item.quiz.as_ref().map(|file| &file.path);
        let practice = item.practice.as_ref().map(|file| &file.path);
        quiz == Some(path) || practice == Some(path)
    };
    let mut found = Vec::new();
    if path.as_str().ends_with(".toml")
        && let Some(item) = site.items.iter().find(owns)
    {
        exercises::check(site, theme, item, &mut found);
    }
    for item in &site.items {
        figures::check_survey(site, item, &mut found);
    }
    let is_here =
        |problem: &Diagnostic| problem.span.as_ref().is_some_and(|span| span.path == *path);
    found.retain(is_here);
    found
}

/// Checks one document within its site.
pub fn one(site: &Site, theme: &Theme, documents: &[Arc<Document>], id: DocId) -> Vec<Diagnostic> {
    let document = &documents[id.0 as usize];
    let mut found = Vec::new();
    if !site.unpublished_keys.contains(&document.name.key) {
        links::check(site, documents, id, &mut found);
        let lang = theme.texts[document.name.language].lang.as_str();
        learning::check(site, document, lang, &mut found);
        policies::check(site, documents, id, &mut found);
        translations::check(site, documents, id, &mut found);
        reading::check(site, document, &mut found);
    }
    exercises::check_blocks(site, document, &mut found);
    figures::check_charts(site, document, id, &mut found);
    access::check(document, &theme.texts[document.name.language], &mut found);
    found
}
