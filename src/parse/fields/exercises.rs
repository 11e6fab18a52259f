//! The keys of `NAME.quiz.toml` and `NAME.practice.toml`.

use crate::data::{Field, Shape};

/// The kinds of questions.
pub(crate) const QUESTION_KINDS: &[&str] = &[
    "single",
    "multiple",
    "true-false",
    "match",
    "order",
    "short",
];

/// The kinds of screens.
pub(crate) const SCREEN_KINDS: &[&str] = &[
    "page", "login", "bank", "phone", "mail", "sms", "form", "shop", "call", "result",
];

/// The kinds of what stands on a screen.
pub(crate) const ELEMENT_KINDS: &[&str] = &["text", "button", "link", "field", "picture"];

const OPTION: &[Field] = &[
    Field::new("text", Shape::PerLanguage, "The words of the option."),
    Field::new("correct", Shape::Bool, "Whether it is right."),
    Field::new("why", Shape::PerLanguage, "Why it is right or wrong."),
];

const PAIR: &[Field] = &[
    Field::new("left", Shape::PerLanguage, "What a partner is sought for."),
    Field::new("right", Shape::PerLanguage, "Its partner."),
    Field::new("why", Shape::PerLanguage, "Why they belong together."),
];

const QUESTION: &[Field] = &[
    Field::new("id", Shape::Text, "Its name, the same in all languages."),
    Field::new("kind", Shape::OneOf(QUESTION_KINDS), "How it is answered."),
    Field::new("prompt", Shape::PerLanguage, "The question."),
    Field::new("hint", Shape::PerLanguage, "Help before the answer."),
    Field::new(
        "options",
        Shape::List(&Shape::Table(OPTION)),
        "What can be chosen; of an order, in the right one.",
    ),
    Field::new(
        "pairs",
        Shape::List(&Shape::Table(PAIR)),
        "What belongs together.",
    ),
    Field::new("correct", Shape::Bool, "Whether the sentence is true."),
    Field::new("why_true", Shape::PerLanguage, "Feedback to who says true."),
    Field::new(
        "why_false",
        Shape::PerLanguage,
        "Feedback to who says false.",
    ),
    Field::new(
        "answers",
        Shape::Map(&Shape::List(&Shape::Text)),
        "The right answers in each language.",
    ),
    Field::new("why", Shape::PerLanguage, "Feedback to a short answer."),
];

/// The keys of `NAME.quiz.toml`.
pub(crate) const QUIZ: &[Field] = &[
    Field::new(
        "pass",
        Shape::Integer(1, 100),
        "How much must be right, in per cent.",
    ),
    Field::new(
        "questions",
        Shape::List(&Shape::Table(QUESTION)),
        "The questions in their order.",
    ),
];

const ELEMENT: &[Field] = &[
    Field::new("kind", Shape::OneOf(ELEMENT_KINDS), "What it is."),
    Field::new("id", Shape::Text, "Its name, the same in all languages."),
    Field::new("text", Shape::PerLanguage, "Its words."),
    Field::new(
        "device",
        Shape::OneOf(&["browser", "phone"]),
        "Where it is seen.",
    ),
    Field::new("example", Shape::Text, "What to type into a field."),
    Field::new("to", Shape::Text, "The screen it leads to."),
    Field::new("wrong", Shape::PerLanguage, "Why it is the wrong choice."),
    Field::new("file", Shape::Text, "The file of a picture."),
];

const SCREEN: &[Field] = &[
    Field::new("id", Shape::Text, "Its name, the same in all languages."),
    Field::new("kind", Shape::OneOf(SCREEN_KINDS), "What it looks like."),
    Field::new("title", Shape::PerLanguage, "Its heading."),
    Field::new("task", Shape::PerLanguage, "What the learner does here."),
    Field::new("hint", Shape::PerLanguage, "Help, with hints alone."),
    Field::new("address", Shape::Text, "What the address bar shows."),
    Field::new(
        "elements",
        Shape::List(&Shape::Table(ELEMENT)),
        "What stands on it, in order.",
    ),
    Field::new(
        "well",
        Shape::List(&Shape::PerLanguage),
        "What went well; of a result.",
    ),
];

/// The keys of `NAME.practice.toml`.
pub(crate) const PRACTICE: &[Field] = &[
    Field::new("start", Shape::Text, "The first screen."),
    Field::new(
        "screens",
        Shape::List(&Shape::Table(SCREEN)),
        "The screens.",
    ),
];
