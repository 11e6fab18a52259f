//! Quizzes and practices as parts of their site: texts in all languages of the item, pictures that
//! exist, and questions that cannot be answered by their form alone.

use crate::base::{Code, Diagnostic, SourcePath, Span, TextRange};
use crate::parse::{
    Choice, Document, ElementKind, ExerciseFile, Practice, QuestionKind, Quiz, Words, slug,
};
use crate::site::{Item, Site, resolve_image};
use crate::theme::{Texts, Theme};

/// Checks what belongs to one item.
pub(super) fn check(site: &Site, theme: &Theme, item: &Item, sink: &mut Vec<Diagnostic>) {
    if let Some(quiz) = &item.quiz {
        check_quiz(site, theme, (item, quiz), sink);
    }
    if let Some(practice) = &item.practice {
        check_practice(site, theme, (item, practice), sink);
    }
}

/// Blocks that say where the exercises of an item stand: each at most once, and not without one.
pub(super) fn check_blocks(site: &Site, document: &Document, sink: &mut Vec<Diagnostic>) {
    let item = site.by_key.get(&document.name.key);
    let Some(item) = item.map(|id| site.item(*id)) else {
        return;
    };
    for (name, has_one) in [
        ("quiz", item.quiz.is_some()),
        ("practice", item.practice.is_some()),
    ] {
        let blocks = document.body.blocks.iter();
        let places = blocks.filter(|block| &*block.name == name);
        for block in places.skip(usize::from(has_one)) {
            let (message, help) = if has_one {
                (
                    format!("`{name}` stands here a second time"),
                    "leave one".to_owned(),
                )
            } else {
                (
                    format!("the item has no {name}"),
                    format!("write the file `NAME.{name}.toml` beside it, or take the block out"),
                )
            };
            sink.push(
                Diagnostic::new(
                    Code::MisplacedBlock,
                    Span::new(&document.path, block.range),
                    message,
                )
                .help(help),
            );
        }
    }
}

/// The languages in which the item has a document.
fn languages<'a>(theme: &'a Theme, item: &'a Item) -> impl Iterator<Item = &'a Texts> {
    let with_docs = theme.texts.iter().zip(&item.docs);
    with_docs.filter_map(|(texts, doc)| doc.is_some().then_some(texts))
}

fn check_quiz(
    site: &Site,
    theme: &Theme,
    (item, file): (&Item, &ExerciseFile<Quiz>),
    sink: &mut Vec<Diagnostic>,
) {
    missing_words(&file.path, (theme, item), &file.content.words(), sink);
    for question in &file.content.questions {
        if let QuestionKind::Short { answers, .. } = &question.kind {
            for (lang, range) in answers.places() {
                if site.config.language_index(lang).is_none() {
                    sink.push(
                        Diagnostic::new(
                            Code::UnknownLanguage,
                            Span::new(&file.path, range),
                            format!("the site has no language `{lang}`"),
                        )
                        .help("write the answers in the languages of the site"),
                    );
                }
            }
            let lacks =
                |texts: &&Texts| answers.get(texts.lang.as_str()).is_none_or(<[_]>::is_empty);
            let missing: Vec<&Texts> = languages(theme, item).filter(lacks).collect();
            if !answers.is_empty() && !missing.is_empty() {
                sink.push(missing_text(
                    &file.path,
                    answers.range,
                    ("answers", &missing),
                ));
            }
        }
    }
    for texts in languages(theme, item) {
        guessable(file, texts, sink);
    }
}

fn check_practice(
    site: &Site,
    theme: &Theme,
    (item, file): (&Item, &ExerciseFile<Practice>),
    sink: &mut Vec<Diagnostic>,
) {
    missing_words(&file.path, (theme, item), &file.content.words(), sink);
    for screen in &file.content.screens {
        // The practice without hints lies beside the screens of the one with hints.
        let taken = languages(theme, item)
            .find(|texts| slug(texts.get("address_practice_free")) == screen.id);
        if let Some(texts) = taken {
            sink.push(
                Diagnostic::new(
                    Code::DuplicateAddress,
                    Span::new(&file.path, screen.range),
                    format!(
                        "in the language `{}`, `{}` is the address of the practice without hints",
                        texts.lang, screen.id
                    ),
                )
                .help("give the screen another id"),
            );
        }
        for element in &screen.elements {
            let ElementKind::Picture {
                file: picture,
                range,
            } = &element.kind
            else {
                continue;
            };
            let is_missing = |doc: &&Option<_>| {
                doc.is_some_and(|doc| resolve_image(site, doc, picture).is_err())
            };
            if item.docs.iter().any(|doc| is_missing(&doc)) {
                sink.push(
                    Diagnostic::new(
                        Code::BrokenImage,
                        Span::new(&file.path, *range),
                        format!("no picture `{picture}`"),
                    )
                    .help("write its path as seen from this file"),
                );
            }
        }
    }
}

fn missing_words(
    path: &SourcePath,
    (theme, item): (&Theme, &Item),
    all: &[(&'static str, &Words)],
    sink: &mut Vec<Diagnostic>,
) {
    for (key, words) in all {
        let Some(range) = words.range else { continue };
        let lacks = |texts: &&Texts| words.get(texts.lang.as_str()).is_none();
        let missing: Vec<&Texts> = languages(theme, item).filter(lacks).collect();
        if !missing.is_empty() {
            sink.push(missing_text(path, range, (key, &missing)));
        }
    }
}

fn missing_text(
    path: &SourcePath,
    range: TextRange,
    (key, missing): (&str, &[&Texts]),
) -> Diagnostic {
    let names: Vec<String> = missing
        .iter()
        .map(|texts| format!("`{}`", texts.lang))
        .collect();
    Diagnostic::new(
        Code::MissingText,
        Span::new(path, range),
        format!("`{key}` lacks {}", names.join(", ")),
    )
    .help("the item has a text in that language: write this in it, too")
}

/// Questions with that many options show whether the right one is the longest by chance.
const OPTIONS: usize = 3;

/// That many questions show a habit.
const QUESTIONS: usize = 3;

/// A quiz whose answers can be guessed in one language.
fn guessable(file: &ExerciseFile<Quiz>, texts: &Texts, sink: &mut Vec<Diagnostic>) {
    let lang = texts.lang.as_str();
    let mut judged = Vec::new();
    for question in &file.content.questions {
        let (QuestionKind::Single(options) | QuestionKind::Multiple(options)) = &question.kind
        else {
            continue;
        };
        for option in options {
            let words = option.text.shown(lang);
            let plain = words.trim().trim_end_matches(['.', '!']).trim_end();
            let lower = texts.locale.lowercase(plain);
            if let Some(range) = option.text.range
                && texts.sweeping_options.contains(&*lower)
            {
                sink.push(
                    Diagnostic::new(
                        Code::QuizGuessable,
                        Span::new(&file.path, range),
                        format!("the option “{words}” gives the answer away"),
                    )
                    .help("ask for each thing by itself"),
                );
            }
        }
        if options.len() >= OPTIONS {
            judged.push((question.range, is_longest_right(options, lang)));
        }
    }
    if judged.len() >= QUESTIONS && judged.iter().all(|(_, is_longest)| *is_longest) {
        let range = judged[0].0;
        sink.push(
            Diagnostic::new(
                Code::QuizGuessable,
                Span::new(&file.path, range),
                format!(
                    "in the language `{lang}`, the longest option is right in all {} questions",
                    judged.len()
                ),
            )
            .help("make other options as long and as exact as the right one"),
        );
    }
}

/// Whether a right option is longer than every wrong one.
fn is_longest_right(options: &[Choice], lang: &str) -> bool {
    let longest = |is_right: bool| {
        let options = options.iter().filter(|option| option.is_right == is_right);
        options
            .map(|option| option.text.shown(lang).chars().count())
            .max()
    };
    longest(true) > longest(false)
}
