//! The many-language site: forty languages, small files, most items in one to four languages.
//!
//! Sections and the home page are in every language, two items of a hundred too. What is missing
//! is what the corpus is about: under `show` opas writes it in the reader's language all the same.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use rayon::prelude::*;

use crate::corpus::interface::{interface, languages_beside};
use crate::corpus::languages::{ALL, Language};
use crate::corpus::layout::{self, Subject};
use crate::corpus::prose::capitalised;
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
    /// Markdown files in all languages together, pages of sections included. At least
    /// [`FEWEST_FILES`]; where the last section would not fit, up to 80 fewer are written.
    pub(crate) files: usize,
    /// The policy of the whole site.
    pub(crate) fallback: Fallback,
    /// The English interface texts of the theme; languages without a file beside it get one.
    pub(crate) english: PathBuf,
}

/// The home page, a topic and a part in every language, and some items.
const FEWEST_FILES: usize = 200;

/// Writes the site into a new folder.
///
/// # Errors
/// So few files make no site, the folder holds a site already or cannot be written, or there are no
/// English texts.
pub(crate) fn write_many(corpus: &ManyLanguages, folder: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(
        corpus.files >= FEWEST_FILES,
        "forty languages need at least {FEWEST_FILES} files"
    );
    let items = languages_of_items(corpus.files);
    create_site(folder)?;
    write_config(corpus.fallback, folder)?;
    write_interfaces(&corpus.english, folder)?;
    let content = folder.join("content");
    write_section(
        &content,
        Subject::Home,
        (Subject::Topic(0), "topic-001/index.md"),
    )?;
    (0..layout::topics(items.len()))
        .into_par_iter()
        .try_for_each(|topic| {
            let folder = content.join(layout::topic_key(topic));
            let first = layout::parts_of(topic, items.len()).start;
            write_section(
                &folder,
                Subject::Topic(topic),
                (Subject::Part(first), "part-1/index.md"),
            )?;
            write_file(
                &folder.join("index.toml"),
                format!("order = {}\n", topic + 1),
            )
        })?;
    (0..layout::parts(items.len()))
        .into_par_iter()
        .try_for_each(|part| write_part(&content.join(layout::part_key(part)), part, &items))
}

/// Writes the configuration; a site that is there already gets another policy like this.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn write_config(fallback: Fallback, folder: &Path) -> anyhow::Result<()> {
    let languages: Vec<String> = ALL
        .iter()
        .map(|language| {
            let random = &mut random(Subject::Home, Some(language), Purpose::Shape);
            format!(
                "\n[[languages]]\ncode = \"{}\"\nname = \"{}\"\ndescription = \"{}\"\n",
                language.code,
                title(language, Subject::Home),
                sentence(language, random, 9),
            )
        })
        .collect();
    let file = format!(
        "base_url = \"https://opas.example/\"\n\
         fallback = \"{}\"\n\
         theme = \"selkea\"\n\
         license = \"CC-BY-4.0\"\n\
         {}\n\
         [menus]\nmain = [\"topic-001\"]\n\n\
         [outputs]\nfeeds = true\n\n\
         # That most items lack most languages is what this site is for.\n\
         [checks]\nmissing-translation = \"off\"\n",
        fallback.name(),
        languages.concat(),
    );
    write_file(&folder.join("site.toml"), file)
}

fn write_interfaces(english: &Path, folder: &Path) -> anyhow::Result<()> {
    let known = languages_beside(english)?;
    let text = fs::read_to_string(english)
        .with_context(|| format!("cannot read `{}`", english.display()))?;
    let folder = folder.join("themes/selkea/text");
    create_folder(&folder)?;
    for language in ALL {
        // `pt.toml` also speaks for `pt-BR`.
        let base = language.code.split('-').next().unwrap_or(language.code);
        if !known.contains(language.code) && !known.contains(base) {
            let path = folder.join(format!("{}.toml", language.code));
            write_file(&path, interface(&text, language))?;
        }
    }
    Ok(())
}

/// The languages of each item, as many items as make `files` files together with their sections.
fn languages_of_items(files: usize) -> Vec<Vec<usize>> {
    // The home page, and the first topic and part.
    let mut left = files.saturating_sub(3 * ALL.len());
    let mut items: Vec<Vec<usize>> = Vec::new();
    loop {
        let number = items.len();
        let sections = if number == 0 {
            0
        } else {
            layout::parts(number + 1) - layout::parts(number) + layout::topics(number + 1)
                - layout::topics(number)
        };
        let Some(rest) = left
            .checked_sub(sections * ALL.len())
            .filter(|rest| *rest > 0)
        else {
            return items;
        };
        let mut languages = languages_of_item(number);
        languages.truncate(rest);
        left = rest - languages.len();
        items.push(languages);
        if left == 0 {
            return items;
        }
    }
}

fn languages_of_item(item: usize) -> Vec<usize> {
    let random = &mut random(Subject::Item(item), None, Purpose::Shape);
    if random.chance(2) {
        return (0..ALL.len()).collect();
    }
    let all: Vec<usize> = (0..ALL.len()).collect();
    let count = random.between(1, 4);
    let mut found: Vec<usize> = Vec::new();
    while found.len() < count {
        let language = random.pick_early(&all);
        if !found.contains(&language) {
            found.push(language);
        }
    }
    found.sort_unstable();
    found
}

/// What a source of numbers is for, so that title and text are drawn independently.
#[derive(Clone, Copy)]
enum Purpose {
    Shape,
    Title,
    Text,
}

/// The numbers for one purpose; without a language, the same in all of them.
fn random(subject: Subject, language: Option<&Language>, purpose: Purpose) -> Random {
    let [kind, number] = subject.numbers();
    let code = language.map_or(0, |language| {
        language
            .code
            .bytes()
            .fold(1, |code, byte| code * 256 + u64::from(byte))
    });
    Random::new(&[kind, number, code, purpose as u64])
}

fn write_section(folder: &Path, subject: Subject, below: (Subject, &str)) -> anyhow::Result<()> {
    create_folder(folder)?;
    for language in ALL {
        let text = small_text(language, subject, below);
        write_file(&folder.join(format!("index.{}.md", language.code)), text)?;
    }
    Ok(())
}

fn write_part(folder: &Path, part: usize, items: &[Vec<usize>]) -> anyhow::Result<()> {
    // Links lead to sections, which are there in every language whatever the policy.
    let above = (Subject::Topic(layout::topic_of(part)), "../index.md");
    write_section(folder, Subject::Part(part), above)?;
    write_file(
        &folder.join("index.toml"),
        format!("order = {}\n", layout::part_number(part)),
    )?;
    for item in layout::items_of(part, items.len()) {
        for language in items[item].iter().map(|index| &ALL[*index]) {
            let text = small_text(
                language,
                Subject::Item(item),
                (Subject::Part(part), "index.md"),
            );
            let name = format!("{}.{}.md", layout::item_name(item), language.code);
            write_file(&folder.join(name), text)?;
        }
    }
    Ok(())
}

/// Some eighty words with two headings, a list and a link.
fn small_text(language: &Language, subject: Subject, link: (Subject, &str)) -> String {
    let random = &mut random(subject, Some(language), Purpose::Text);
    let (target, path) = link;
    let summary = sentence(language, random, 8);
    let opening = paragraph(language, random);
    let first = phrase(language, random, 3);
    let list: Vec<String> = (0..3)
        .map(|_| format!("- {}", sentence(language, random, 5)))
        .collect();
    let second = phrase(language, random, 2);
    let closing = paragraph(language, random);
    format!(
        "+++\ntitle = \"{}\"\nsummary = \"{summary}\"\n+++\n\n\
         {opening}\n\n## {first} {{#more}}\n\n{}\n\n\
         ### {second}\n\n{closing}\n\n[{}]({path})\n",
        title(language, subject),
        list.join("\n"),
        title(language, target),
    )
}

fn title(language: &Language, subject: Subject) -> String {
    phrase(
        language,
        &mut random(subject, Some(language), Purpose::Title),
        3,
    )
}

fn paragraph(language: &Language, random: &mut Random) -> String {
    let sentences = [(); 3].map(|()| sentence(language, random, 9));
    let ends_itself = language.gap().is_empty() && !language.stop.is_empty();
    sentences.join(if ends_itself { "" } else { " " })
}

fn sentence(language: &Language, random: &mut Random, words: usize) -> String {
    format!("{}{}", phrase(language, random, words), language.stop)
}

fn phrase(language: &Language, random: &mut Random, words: usize) -> String {
    let all: Vec<&str> = language.words.split(' ').collect();
    let words: Vec<&str> = (0..words).map(|_| random.pick(&all)).collect();
    capitalised(&words.join(language.gap()))
}
