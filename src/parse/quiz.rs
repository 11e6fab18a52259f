//! `NAME.quiz.toml` into a [`Quiz`]: questions with feedback for every answer.

use crate::base::{Code, TextRange};
use crate::data::{Field, Key, Table};
use crate::parse::exercise::{Reader, Words};
use crate::parse::fields;

/// The keys of the file.
pub(super) const FIELDS: &[Field] = fields::QUIZ;

/// Questions in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Quiz {
    /// How much must be right, in per cent.
    pub pass: Option<u8>,
    /// The questions.
    pub questions: Vec<Question>,
}

/// A question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its id, the same in all languages.
    pub id: String,
    /// Where it stands.
    pub range: TextRange,
    /// What is asked.
    pub prompt: Words,
    /// Help before the answer.
    pub hint: Option<Words>,
    /// How it is answered.
    pub kind: QuestionKind,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum QuestionKind {
    /// One of the options is right.
    Single(Vec<Choice>),
    /// Any number of the options is right.
    Multiple(Vec<Choice>),
    /// The sentence is true or false.
    TrueFalse {
        /// Whether it is true.
        is_true: bool,
        /// Feedback to who says that it is true.
        why_true: Words,
        /// Feedback to who says that it is false.
        why_false: Words,
    },
    /// Each left belongs to one right.
    Match(Vec<Pair>),
    /// The options, in the right order.
    Order(Vec<Choice>),
    /// A word or a number.
    Short {
        /// The right answers in each language.
        answers: Answers,
        /// Feedback.
        why: Words,
    },
}

impl QuestionKind {
    /// Its name in the file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Single(_) => "single",
            Self::Multiple(_) => "multiple",
            Self::TrueFalse { .. } => "true-false",
            Self::Match(_) => "match",
            Self::Order(_) => "order",
            Self::Short { .. } => "short",
        }
    }
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its words.
    pub text: Words,
    /// Whether it is right.
    pub is_right: bool,
    /// Why it is right or wrong.
    pub why: Words,
}

/// Two things that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What a partner is sought for.
    pub left: Words,
    /// The partner.
    pub right: Words,
    /// Why they belong together.
    pub why: Words,
}

/// The right answers in each language.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers {
    by_language: Vec<(Key, Vec<String>)>,
    /// Where they stand.
    pub range: TextRange,
}

impl Answers {
    /// The right answers in a language.
    pub fn get(&self, lang: &str) -> Option<&[String]> {
        let mut all = self.by_language.iter();
        let found = all.find(|(code, _)| code.name == lang);
        found.map(|(_, answers)| answers.as_slice())
    }

    /// Whether there are none in any language.
    pub fn is_empty(&self) -> bool {
        self.by_language.is_empty()
    }

    /// The languages and where they are named.
    pub fn places(&self) -> impl Iterator<Item = (&str, TextRange)> {
        let all = self.by_language.iter();
        all.map(|(key, _)| (key.name.as_str(), key.range))
    }

    /// The answers in a language, else those in the first there is.
    pub fn shown(&self, lang: &str) -> &[String] {
        let first = || self.by_language.first().map_or(&[][..], |(_, all)| all);
        self.get(lang).unwrap_or_else(first)
    }
}

impl Quiz {
    /// All texts, each with the name of its key, in the order of the file.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        self.questions.iter().flat_map(Question::words).collect()
    }
}

impl Question {
    fn words(&self) -> Vec<(&'static str, &Words)> {
        let mut found = vec![("prompt", &self.prompt)];
        found.extend(self.hint.iter().map(|hint| ("hint", hint)));
        match &self.kind {
            QuestionKind::Single(options)
            | QuestionKind::Multiple(options)
            | QuestionKind::Order(options) => {
                for option in options {
                    found.extend([("text", &option.text), ("why", &option.why)]);
                }
            }
            QuestionKind::TrueFalse {
                why_true,
                why_false,
                ..
            } => found.extend([("why_true", why_true), ("why_false", why_false)]),
            QuestionKind::Match(pairs) => {
                for pair in pairs {
                    let [left, right] = [("left", &pair.left), ("right", &pair.right)];
                    found.extend([left, right, ("why", &pair.why)]);
                }
            }
            QuestionKind::Short { why, .. } => found.push(("why", why)),
        }
        found
    }
}

/// Reads a quiz.
pub(super) fn read(reader: &mut Reader<'_>, table: &Table) -> Quiz {
    let mut ids = Vec::new();
    let tables = reader.tables(table, "questions");
    if tables.is_empty() {
        let help = "write `[[questions]]` with id, kind and prompt";
        reader.missing(TextRange::default(), "questions", "a quiz", help);
    }
    let questions = tables
        .into_iter()
        .filter_map(|entry| question(reader, entry, &mut ids))
        .collect();
    Quiz {
        pass: table
            .integer("pass")
            .and_then(|pass| u8::try_from(pass).ok()),
        questions,
    }
}

fn question(
    reader: &mut Reader<'_>,
    entry: (&Table, TextRange),
    ids: &mut Vec<String>,
) -> Option<Question> {
    let (table, at) = entry;
    let (id, range) = reader.id(entry, "a question", ids);
    let prompt = reader.needed(entry, "prompt", "a question");
    let hint = reader.words(table, "hint");
    let Some(kind) = table.text("kind") else {
        if table.get("kind").is_none() {
            let help = "write `kind = \"single\"`, or another kind";
            reader.missing(at, "kind", "a question", help);
        }
        return None;
    };
    foreign_keys(reader, table, kind);
    let kind = match kind {
        "single" | "multiple" => {
            let options = options(reader, table, true);
            several(reader, range, options.len(), "options");
            right_ones(reader, range, kind, &options);
            match kind {
                "single" => QuestionKind::Single(options),
                _ => QuestionKind::Multiple(options),
            }
        }
        "true-false" => {
            let is_true = table.bool("correct");
            if is_true.is_none() {
                let message = "the question does not say what is right".to_owned();
                let help = "write `correct = true` or `correct = false`";
                reader.report(Code::QuizAnswer, range, message, help);
            }
            QuestionKind::TrueFalse {
                is_true: is_true.unwrap_or_default(),
                why_true: feedback(reader, entry, "why_true"),
                why_false: feedback(reader, entry, "why_false"),
            }
        }
        "match" => {
            let pairs = pairs(reader, table);
            several(reader, range, pairs.len(), "pairs");
            QuestionKind::Match(pairs)
        }
        "order" => {
            let options = options(reader, table, false);
            several(reader, range, options.len(), "options");
            QuestionKind::Order(options)
        }
        "short" => {
            let answers = answers(table);
            if answers.is_empty() {
                let message = "the question has no right answer".to_owned();
                let help = "write `answers = { fi = [\"112\"] }`";
                reader.report(Code::QuizAnswer, range, message, help);
            }
            QuestionKind::Short {
                answers,
                why: feedback(reader, entry, "why"),
            }
        }
        // The table of fields has reported it.
        _ => return None,
    };
    Some(Question {
        id,
        range,
        prompt,
        hint,
        kind,
    })
}

/// Keys of another kind of question: the author means something that will not happen.
fn foreign_keys(reader: &mut Reader<'_>, table: &Table, kind: &str) {
    let own: &[&str] = match kind {
        "single" | "multiple" | "order" => &["options"],
        "true-false" => &["correct", "why_true", "why_false"],
        "match" => &["pairs"],
        "short" => &["answers", "why"],
        _ => return,
    };
    let of_kinds = [
        "options",
        "correct",
        "why_true",
        "why_false",
        "pairs",
        "answers",
        "why",
    ];
    for (key, _) in &table.entries {
        let name = key.name.as_str();
        if of_kinds.contains(&name) && !own.contains(&name) {
            let message = format!("a question of the kind `{kind}` has no `{name}`");
            let help = "change `kind`, or take the line out";
            reader.report(Code::QuizAnswer, key.range, message, help);
        }
    }
}

fn options(reader: &mut Reader<'_>, table: &Table, has_right_ones: bool) -> Vec<Choice> {
    let mut found = Vec::new();
    for entry in reader.tables(table, "options") {
        let (option, _) = entry;
        if let Some(key) = option.key("correct").filter(|_| !has_right_ones) {
            let message = "the options of an order are right in the order of the file".to_owned();
            reader.report(Code::QuizAnswer, key.range, message, "take `correct` out");
        }
        found.push(Choice {
            text: reader.needed(entry, "text", "an option"),
            is_right: option.bool("correct").unwrap_or_default(),
            why: feedback(reader, entry, "why"),
        });
    }
    found
}

fn pairs(reader: &mut Reader<'_>, table: &Table) -> Vec<Pair> {
    let mut found = Vec::new();
    for entry in reader.tables(table, "pairs") {
        found.push(Pair {
            left: reader.needed(entry, "left", "a pair"),
            right: reader.needed(entry, "right", "a pair"),
            why: feedback(reader, entry, "why"),
        });
    }
    found
}

fn answers(table: &Table) -> Answers {
    let Some(value) = table.get("answers") else {
        return Answers::default();
    };
    let entries = value.as_table().map(|table| table.entries.as_slice());
    let by_language = entries.unwrap_or_default().iter().map(|(key, value)| {
        let texts = value.items().iter().filter_map(|one| one.as_text());
        (key.clone(), texts.map(str::to_owned).collect())
    });
    Answers {
        by_language: by_language.collect(),
        range: value.range,
    }
}

/// The words that follow an answer: without them nobody learns from it.
fn feedback(reader: &mut Reader<'_>, (table, range): (&Table, TextRange), key: &str) -> Words {
    if table.get(key).is_none() {
        reader.report(
            Code::QuizFeedback,
            range,
            format!("there is no `{key}`: feedback to this answer"),
            &format!("say kindly why it is right or wrong: `{key} = {{ fi = \"…\" }}`"),
        );
    }
    reader.words(table, key).unwrap_or_default()
}

fn several(reader: &mut Reader<'_>, range: TextRange, count: usize, what: &str) {
    if count < 2 {
        let message = format!("the question has fewer than two {what}");
        let help = format!("write `[[questions.{what}]]` for each");
        reader.report(Code::QuizAnswer, range, message, &help);
    }
}

fn right_ones(reader: &mut Reader<'_>, range: TextRange, kind: &str, options: &[Choice]) {
    let right = options.iter().filter(|option| option.is_right).count();
    let (message, help) = match (kind, right) {
        (_, 0) => (
            "no option is right".to_owned(),
            "write `correct = true` under the right one",
        ),
        ("single", 2..) => (
            format!("{right} options are right, and only one can be chosen"),
            "leave one, or write `kind = \"multiple\"`",
        ),
        _ => return,
    };
    reader.report(Code::QuizAnswer, range, message, help);
}
