//! The many-language site: forty languages, small files, most items in one to four languages.
//!
//! Sections and the home page are in every language, two items of a hundred too. What is missing
//! is what the corpus is about: under `show` opas writes it in the reader's language all the same.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use rayon::prelude::*;

use crate::corpus::interface::{interface, languages_beside};
use crate::corpus::languages::{ALL, Language};
use crate::corpus::layout;
use crate::corpus::random::Random;
use crate::corpus::{create_folder, create_site, write_file};

/// What readers get of a text that their language lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Fallback {
    /// A page in another language, with a notice.
    Show,
    /// A link to the page in another language.
    List,
    /// Nothing.
    None,
}

impl Fallback {
    /// Its name in `site.toml`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::List => "list",
            Self::None => "none",
        }
    }
}

/// A site in forty languages.
pub(crate) struct ManyLanguages {
    /// Markdown files in all languages together, pages of sections included; at least as many as
    /// the smallest site needs, which is some two hundred.
    pub(crate) files: usize,
    /// The policy of the whole site.
    pub(crate) fallback: Fallback,
    /// The English interface texts of the theme; languages without a file beside it get one.
    pub(crate) english: PathBuf,
}

/// An item and the languages it is in, as places in the list.
struct Item {
    number: usize,
    languages: Vec<usize>,
}

/// Writes the site into a new folder.
///
/// # Errors
/// The folder holds a site already or cannot be written, or there are no English texts.
pub(crate) fn write_many(corpus: &ManyLanguages, folder: &Path) -> anyhow::Result<()> {
    let items = items(corpus.files);
    create_site(folder)?;
    write_config(corpus.fallback, folder)?;
    write_interfaces(&corpus.english, folder)?;
    let content = folder.join("content");
    create_folder(&content)?;
    let home = Place { kind: 0, number: 0 };
    write_section(&content, home, &["topic-001/index.md".to_owned()], Place { kind: 1, number: 0 })?;
    for topic in 0..layout::topics(items.len()) {
        let folder = content.join(layout::topic_key(topic));
        create_folder(&folder)?;
        write_file(&folder.join("index.toml"), format!("order = {}\n", topic + 1))?;
        let first = topic * layout::PARTS;
        let below = Place { kind: 2, number: first };
        write_section(
            &folder,
            Place { kind: 1, number: topic },
            &["part-1/index.md".to_owned()],
            below,
        )?;
    }
    (0..layout::parts(items.len()))
        .into_par_iter()
        .try_for_each(|part| write_part(&content, part, &items))
}
