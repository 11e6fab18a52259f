//! What readers of lessons, terms and other learning content would miss.

use crate::base::{Code, Diagnostic, Span, TextRange, suggest};
use crate::check::handout;
use crate::parse::Document;
use crate::site::{Item, ItemKind, Site, other_kinds};

/// The most words of a step's title in Finnish, whose words are longer.
const STEP_WORDS_FINNISH: usize = 12;

/// The most words of a step's title in other languages.
const STEP_WORDS: usize = 15;

/// The fewest and the most steps of a lesson for older learners.
const STEPS: std::ops::RangeInclusive<u32> = 3..=9;

/// The most words of the explanation of a term.
const EXPLANATION_WORDS: usize = 25;

/// Checks one document that is a page's.
pub(super) fn check(site: &Site, document: &Document, lang: &str, sink: &mut Vec<Diagnostic>) {
    steps(document, lang, sink);
    next_dates(site, document, sink);
    let item = site.by_key.get(&document.name.key).map(|id| site.item(*id));
    let Some(item) = item.filter(|_| !document.name.is_fragment) else {
        return;
    };
    let texts = &document.head.texts.of_kind;
    other_kinds(&document.path, texts, &item.facts.kind, sink);
    missing(document, item, sink);
    match &item.facts.kind {
        ItemKind::Lesson(facts) => {
            lesson(document, item, sink);
            handout::check(document, facts.handout, sink);
        }
        ItemKind::Term(_) => term(document, sink),
        _ => {}
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn steps(document: &Document, lang: &str, sink: &mut Vec<Diagnostic>) {
    let most = if lang.starts_with("fi") {
        STEP_WORDS_FINNISH
    } else {
        STEP_WORDS
    };
    let steps = document
        .body
        .blocks
        .iter()
        .filter(|block| &*block.name == "step");
    for step in steps {
        let count = words(&step.plain_title());
        if count > most {
            sink.push(
                Diagnostic::new(
                    Code::StepTooLong,
                    Span::new(&document.path, step.range),
                    format!("the title of this step has {count} words, more than {most}"),
                )
                .help("say one action, and the rest in the text of the step"),
            );
        }
    }
}

/// The next times of another item: there must be one, and it must have times that come again.
fn next_dates(site: &Site, document: &Document, sink: &mut Vec<Diagnostic>) {
    let blocks = document.body.blocks.iter();
    for block in blocks.filter(|block| &*block.name == "next-dates") {
        let Some(key) = block.attribute("item") else {
            continue;
        };
        if site.unpublished_keys.contains(key.trim_matches('/')) {
            continue;
        }
        let item = site.by_key.get(key.trim_matches('/'));
        if item.is_some_and(|id| matches!(site.item(*id).facts.kind, ItemKind::ServicePoint(_))) {
            continue;
        }
        let is_point = |item: &&Item| matches!(item.facts.kind, ItemKind::ServicePoint(_));
        let points = site.items.iter().filter(is_point);
        let points: Vec<&str> = points.map(|item| item.key.as_str()).collect();
        sink.push(
            Diagnostic::new(
                Code::UnknownItem,
                Span::new(&document.path, block.range),
                if item.is_some() {
                    format!("`{key}` is no service point, so it has no next times")
                } else {
                    format!("no item `{key}`")
                },
            )
            .help("write the key of a service point: its path below `content/`")
            .maybe_help(suggest::help(key, points)),
        );
    }
}

/// Texts without which a page of the kind is of little use.
fn missing(document: &Document, item: &Item, sink: &mut Vec<Diagnostic>) {
    let needed: &[&str] = match item.facts.kind {
        ItemKind::Lesson(_) => &["objectives", "key_points"],
        ItemKind::Course(_) | ItemKind::Session(_) => &["objectives"],
        _ => &[],
    };
    for name in needed {
        if document.head.texts.of_kind.get(name).is_none() {
            sink.push(
                Diagnostic::new(
                    Code::MissingFact,
                    Span::file(&document.path),
                    format!(
                        "a {} needs `{name}` in each language",
                        item.facts.kind.name()
                    ),
                )
                .help(format!(
                    "write `{name} = [\"…\", \"…\"]` into the front matter"
                )),
            );
        }
    }
}

fn lesson(document: &Document, item: &Item, sink: &mut Vec<Diagnostic>) {
    let is_for_seniors = item.facts.audience.iter().any(|name| name == "senior");
    if !is_for_seniors {
        return;
    }
    let parts = document.head.parts;
    let first = document
        .body
        .blocks
        .iter()
        .find(|block| &*block.name == "step");
    let place = first.map_or_else(
        || Span::file(&document.path),
        |step| Span::new(&document.path, step.range),
    );
    if !STEPS.contains(&parts.steps) {
        sink.push(
            Diagnostic::new(
                Code::LessonShape,
                place,
                format!("a lesson for older learners with {} steps", parts.steps),
            )
            .help("divide it into 3 to 9 steps; make two lessons of a longer one"),
        );
    } else if parts.remedies == 0 {
        sink.push(
            Diagnostic::new(
                Code::LessonShape,
                place,
                "no step says what to do when something goes wrong",
            )
            .help("add `:::wrong[What went wrong]` to a step, and say how to undo it"),
        );
    }
}

fn term(document: &Document, sink: &mut Vec<Diagnostic>) {
    let texts = &document.head.texts;
    let Some(summary) = &texts.summary else {
        sink.push(
            Diagnostic::new(
                Code::MissingFact,
                Span::file(&document.path),
                "a term needs `summary`: its explanation",
            )
            .help(format!(
                "say in at most {EXPLANATION_WORDS} words what it means"
            )),
        );
        return;
    };
    let count = words(summary);
    if count > EXPLANATION_WORDS {
        sink.push(
            Diagnostic::new(
                Code::ExplanationTooLong,
                Span::new(&document.path, TextRange::default()),
                format!("the explanation has {count} words"),
            )
            .help(format!(
                "keep what the reader needs now, in at most {EXPLANATION_WORDS} words"
            )),
        );
    }
}
