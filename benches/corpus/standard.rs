//! The standard site: Finnish, Swedish and English, every item in all three.
//!
//! A page has some 640 words, five to seven headings, two lists, a table, two pictures, six links
//! within the site, an alert, emphasis and code. An item's shape (headings, places of lists and
//! pictures, targets of links) is drawn from its number alone and is the same in all languages;
//! its words are drawn from its number and the language.

use std::path::Path;

use anyhow::Context;
use rayon::prelude::*;

use crate::corpus::layout::{self, Subject};
use crate::corpus::picture;
use crate::corpus::prose::{Prose, prose};
use crate::corpus::random::Random;
use crate::corpus::words::vocabulary;
use crate::corpus::{create_folder, create_site, write_file};

/// A site with every item in every language.
pub(crate) struct Corpus {
    /// Pages of items in all languages together; pages of sections and the home pages come on top.
    pub(crate) pages: usize,
    /// Language tags, the default one first; each of `fi`, `sv`, `en`.
    pub(crate) languages: Vec<String>,
}

impl Corpus {
    /// The one that the targets speak of: Finnish, Swedish and English.
    pub(crate) fn standard(pages: usize) -> Self {
        let languages = ["fi", "sv", "en"].map(str::to_owned).to_vec();
        Self { pages, languages }
    }
}

/// What a source of numbers is for, so that title and text are drawn independently.
#[derive(Clone, Copy)]
enum Purpose {
    Shape,
    Title,
    Text,
}

/// Writes the site into a new folder.
///
/// # Errors
/// The folder holds a site already or cannot be written, or a language has no vocabulary.
pub(crate) fn write_standard(corpus: &Corpus, folder: &Path) -> anyhow::Result<()> {
    let languages: Vec<Prose> = corpus
        .languages
        .iter()
        .map(|code| {
            vocabulary(code)
                .map(prose)
                .with_context(|| format!("no words for `{code}`"))
        })
        .collect::<anyhow::Result<_>>()?;
    anyhow::ensure!(!languages.is_empty(), "the corpus has no language");
    let items = (corpus.pages / languages.len()).max(1);
    create_site(folder)?;
    write_file(&folder.join("site.toml"), site_toml(corpus, items))?;
    let content = folder.join("content");
    create_folder(&content)?;
    write_home(&content, &languages, items)?;
    (0..layout::topics(items))
        .into_par_iter()
        .try_for_each(|topic| write_topic(&content, &languages, topic, items))?;
    (0..layout::parts(items))
        .into_par_iter()
        .try_for_each(|part| write_part(&content, &languages, part, items))
}

fn site_toml(corpus: &Corpus, items: usize) -> String {
    let languages: Vec<String> = corpus
        .languages
        .iter()
        .filter_map(|code| vocabulary(code))
        .map(|words| {
            format!(
                "\n[[languages]]\ncode = \"{}\"\nname = \"{}\"\ndescription = \"{}\"\n",
                words.code, words.site_name, words.site_description,
            )
        })
        .collect();
    let main: Vec<String> = (0..layout::topics(items).min(5))
        .map(|topic| format!("\"{}\"", layout::topic_key(topic)))
        .collect();
    let footer: Vec<String> = (0..items.min(2))
        .map(|item| format!("\"{}\"", layout::item_key(item)))
        .collect();
    format!(
        "base_url = \"https://opas.example/\"\n\
         fallback = \"show\"\n\
         theme = \"selkea\"\n\
         license = \"CC-BY-4.0\"\n\
         {}\n\
         [menus]\nmain = [{}]\nfooter = [{}]\n\n\
         [organisations.region]\nname = {}\n\n\
         [outputs]\nfeeds = true\n",
        languages.concat(),
        main.join(", "),
        footer.join(", "),
        per_language(&corpus.languages, organisation),
    )
}

/// `{ fi = "…", sv = "…" }`.
fn per_language<'a>(
    codes: impl IntoIterator<Item = impl AsRef<str>>,
    text: impl Fn(&str) -> &'a str,
) -> String {
    let texts: Vec<String> = codes
        .into_iter()
        .map(|code| format!("{} = \"{}\"", code.as_ref(), text(code.as_ref())))
        .collect();
    format!("{{ {} }}", texts.join(", "))
}

fn organisation(code: &str) -> &'static str {
    match code {
        "fi" => "Kaustisen seutukunta",
        "sv" => "Kaustby ekonomiska region",
        _ => "Kaustinen sub-region",
    }
}

fn role(code: &str) -> &'static str {
    match code {
        "fi" => "sisältövastaava",
        "sv" => "innehållsansvarig",
        _ => "content lead",
    }
}

fn write_home(content: &Path, languages: &[Prose], items: usize) -> anyhow::Result<()> {
    let roles = per_language(languages.iter().map(|prose| prose.code), role);
    let owner = format!("owner = {{ organisation = \"region\", role = {roles} }}");
    let facts = format!(
        "{owner}\n\n[defaults]\n{owner}\naudience = [\"senior\", \"volunteer\", \"staff\"]\n"
    );
    write_file(&content.join("index.toml"), facts)?;
    for prose in languages {
        let topics = 0..layout::topics(items).min(5);
        let links: Vec<(Subject, String)> = topics
            .map(|topic| {
                (
                    Subject::Topic(topic),
                    format!("{}/index.md", layout::topic_key(topic)),
                )
            })
            .collect();
        let text = section_text(prose, Subject::Home, None, &links);
        write_file(&content.join(format!("index.{}.md", prose.code)), text)?;
    }
    Ok(())
}

fn write_topic(
    content: &Path,
    languages: &[Prose],
    topic: usize,
    items: usize,
) -> anyhow::Result<()> {
    let folder = content.join(layout::topic_key(topic));
    create_folder(&folder)?;
    write_file(
        &folder.join("index.toml"),
        format!("order = {}\n", topic + 1),
    )?;
    let links: Vec<(Subject, String)> = layout::parts_of(topic, items)
        .map(|part| {
            (
                Subject::Part(part),
                format!("part-{}/index.md", layout::part_number(part)),
            )
        })
        .collect();
    for prose in languages {
        let text = section_text(prose, Subject::Topic(topic), Some(topic + 1), &links);
        write_file(&folder.join(format!("index.{}.md", prose.code)), text)?;
    }
    Ok(())
}

fn write_part(
    content: &Path,
    languages: &[Prose],
    part: usize,
    items: usize,
) -> anyhow::Result<()> {
    let folder = content.join(layout::part_key(part));
    create_folder(&folder)?;
    let number = layout::part_number(part);
    write_file(&folder.join("index.toml"), format!("order = {number}\n"))?;
    write_file(&folder.join("drawing.svg"), picture::svg(part))?;
    write_file(&folder.join("photo.png"), picture::png(part))?;
    let links: Vec<(Subject, String)> = layout::items_of(part, items)
        .take(3)
        .map(|item| {
            (
                Subject::Item(item),
                format!("{}.md", layout::item_name(item)),
            )
        })
        .collect();
    for prose in languages {
        let text = section_text(prose, Subject::Part(part), Some(number), &links);
        write_file(&folder.join(format!("index.{}.md", prose.code)), text)?;
    }
    for item in layout::items_of(part, items) {
        let name = layout::item_name(item);
        write_file(&folder.join(format!("{name}.toml")), facts(item))?;
        for prose in languages {
            let path = folder.join(format!("{name}.{}.md", prose.code));
            write_file(&path, item_text(prose, item, items))?;
        }
    }
    Ok(())
}

fn facts(item: usize) -> String {
    let random = &mut random(Subject::Item(item), None, Purpose::Shape);
    let (month, day) = (random.between(1, 12), random.between(1, 28));
    format!(
        "order = {}\nreviewed = 2025-{month:02}-{day:02}\n",
        layout::item_number(item)
    )
}

/// The numbers for one purpose; without a language, the same in all of them.
fn random(subject: Subject, prose: Option<&Prose>, purpose: Purpose) -> Random {
    let [kind, number] = subject.numbers();
    let language = prose.map_or(0, |prose| {
        prose
            .code
            .bytes()
            .fold(1, |code, byte| code * 256 + u64::from(byte))
    });
    Random::new(&[kind, number, language, purpose as u64])
}

fn title(prose: &Prose, subject: Subject) -> String {
    let random = &mut random(subject, Some(prose), Purpose::Title);
    let words = random.between(2, 4);
    prose.phrase(random, words)
}

/// Front matter; `number` keeps addresses in one folder apart.
fn front_matter(
    prose: &Prose,
    subject: Subject,
    number: Option<usize>,
    random: &mut Random,
) -> String {
    let title = title(prose, subject);
    let slug = number.map_or_else(String::new, |number| {
        format!("slug = \"{}-{number}\"\n", ascii_slug(&title))
    });
    let summary = prose.plain_sentence(random, 11);
    debug_assert!(
        summary.chars().count() < 200,
        "a summary is too long: {summary}"
    );
    format!("+++\ntitle = \"{title}\"\n{slug}summary = \"{summary}\"\n+++\n\n")
}

fn ascii_slug(title: &str) -> String {
    title
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            'ä' | 'å' => 'a',
            'ö' => 'o',
            ' ' => '-',
            other => other,
        })
        .collect()
}

fn section_text(
    prose: &Prose,
    subject: Subject,
    number: Option<usize>,
    links: &[(Subject, String)],
) -> String {
    let random = &mut random(subject, Some(prose), Purpose::Text);
    let front = front_matter(prose, subject, number, random);
    let opening = prose.paragraph(random, 4);
    let start = format!("## {} {{#start}}", prose.phrase(random, 3));
    let list: Vec<String> = links
        .iter()
        .map(|(target, path)| {
            format!(
                "- {}",
                prose.sentence_with_link(random, &title(prose, *target), path)
            )
        })
        .collect();
    let more = format!("## {}", prose.phrase(random, 2));
    let closing = prose.paragraph(random, 4);
    format!(
        "{front}{opening}\n\n{start}\n\n{}\n\n{more}\n\n{closing}\n",
        list.join("\n")
    )
}

/// What stands below a heading after its paragraph.
#[derive(Clone, Copy)]
enum Piece {
    Drawing,
    Bullets,
    Numbers,
    Alert,
    Table,
    Photo,
}

/// Each stands once in every item.
const PIECES: [Piece; 6] = [
    Piece::Drawing,
    Piece::Bullets,
    Piece::Numbers,
    Piece::Alert,
    Piece::Table,
    Piece::Photo,
];

/// Levels of headings, of which an item has the first five, six or seven.
const LEVELS: &[[usize; 7]] = &[
    [2, 2, 3, 2, 3, 3, 2],
    [2, 3, 3, 2, 2, 3, 2],
    [2, 3, 2, 3, 2, 2, 3],
    [2, 2, 3, 3, 2, 2, 2],
];

/// Explicit ids of an item's first and third heading: links may lead there.
const ANCHORS: [&str; 2] = ["basics", "steps"];

fn item_text(prose: &Prose, item: usize, items: usize) -> String {
    let subject = Subject::Item(item);
    let shape = &mut random(subject, None, Purpose::Shape);
    let words = &mut random(subject, Some(prose), Purpose::Text);
    let front = front_matter(prose, subject, Some(layout::item_number(item)), words);
    let levels = shape.pick(LEVELS);
    let headings = shape.between(5, 7);
    let turn = shape.below(PIECES.len());
    let mut links = links(item, items, shape).into_iter();
    let alert = shape.pick(&["NOTE", "TIP", "IMPORTANT", "WARNING"]);
    let mut pieces = (0..PIECES.len()).map(|index| PIECES[(index + turn) % PIECES.len()]);
    // About as many words with few headings as with many.
    let sentences = 12 - headings;

    let mut blocks = vec![prose.paragraph(words, 5)];
    let mut seen: Vec<String> = Vec::new();
    for (index, level) in levels.iter().take(headings).enumerate() {
        let heading = new_phrase(prose, words, &mut seen);
        let anchor = match index {
            0 => format!(" {{#{}}}", ANCHORS[0]),
            2 => format!(" {{#{}}}", ANCHORS[1]),
            _ => String::new(),
        };
        blocks.push(format!("{} {heading}{anchor}", "#".repeat(*level)));
        let mut paragraph = prose.paragraph(words, sentences);
        if let Some((target, path)) = links.next() {
            paragraph.push(' ');
            let text = title(prose, target);
            paragraph.push_str(&prose.sentence_with_link(words, &text, &path));
        }
        blocks.push(paragraph);
        blocks.extend(
            pieces
                .next()
                .map(|piece| piece_text(prose, piece, alert, words)),
        );
    }
    // What five headings left over.
    blocks.extend(pieces.map(|piece| piece_text(prose, piece, alert, words)));
    for (target, path) in links {
        blocks.push(prose.sentence_with_link(words, &title(prose, target), &path));
    }
    format!("{front}{}\n", blocks.join("\n\n"))
}

/// A heading that the page does not have yet.
fn new_phrase(prose: &Prose, random: &mut Random, seen: &mut Vec<String>) -> String {
    loop {
        let count = random.between(2, 4);
        let phrase = prose.phrase(random, count);
        if !seen.contains(&phrase) {
            seen.push(phrase.clone());
            return phrase;
        }
    }
}

/// Where an item links to: its neighbours, its sections, and items in other sections.
fn links(item: usize, items: usize, shape: &mut Random) -> Vec<(Subject, String)> {
    let part = layout::part_of(item);
    let ahead = |distance: usize, anchor: &str| {
        let target = (item + distance) % items;
        (
            Subject::Item(target),
            format!("{}{anchor}", layout::path_to_item(item, target)),
        )
    };
    vec![
        ahead(1, &format!("#{}", ANCHORS[1])),
        ahead(items - 1, ""),
        (Subject::Part(part), "index.md".to_owned()),
        ahead(25, &format!("#{}", ANCHORS[0])),
        ahead(shape.below(items), ""),
        (
            Subject::Topic(layout::topic_of(part)),
            "../index.md".to_owned(),
        ),
    ]
}

/// A piece; `alert` is the kind of an alert, the same in all languages.
fn piece_text(prose: &Prose, piece: Piece, alert: &str, random: &mut Random) -> String {
    match piece {
        Piece::Drawing => format!("![{}](drawing.svg)", prose.phrase(random, 5)),
        Piece::Photo => format!("![{}](photo.png)", prose.phrase(random, 5)),
        Piece::Bullets => {
            let entries = (0..5).map(|_| format!("- {}", prose.paragraph(random, 1)));
            entries.collect::<Vec<_>>().join("\n")
        }
        Piece::Numbers => {
            let entries = (1..=4).map(|number| format!("{number}. {}", prose.paragraph(random, 1)));
            entries.collect::<Vec<_>>().join("\n")
        }
        Piece::Alert => format!("> [!{alert}]\n> {}", prose.paragraph(random, 2)),
        Piece::Table => {
            let mut rows: Vec<String> = (0..6)
                .map(|_| {
                    let cells = [1, 2, 1].map(|words| prose.phrase(random, words));
                    format!("| {} |", cells.join(" | "))
                })
                .collect();
            rows.insert(1, "|---|:---|---:|".to_owned());
            rows.join("\n")
        }
    }
}
