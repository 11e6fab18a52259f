//! A quiz as templates see it, in one language: each question with what can be answered and the
//! feedback to every answer. The right answers are in the page: a quiz is for learning, not a test.

use serde::Serialize;

use crate::parse::{Choice, Pair, Question, QuestionKind, Quiz};
use crate::theme::Texts;

/// A quiz.
#[derive(Debug, Clone, Serialize)]
pub struct QuizView {
    /// How much must be right, in per cent.
    pub pass: Option<u8>,
    /// Whether it is the trainer's, with the answers open.
    pub is_key: bool,
    /// The questions.
    pub questions: Vec<QuestionView>,
}

/// A question.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionView {
    /// Its id.
    pub id: String,
    /// Its number, from 1.
    pub number: usize,
    /// `single`, `multiple`, `true-false`, `match`, `order` or `short`.
    pub kind: &'static str,
    /// What is asked.
    pub prompt: String,
    /// Help before the answer.
    pub hint: Option<String>,
    /// What can be chosen, or what a choice is sought for, in the order of the page.
    pub options: Vec<OptionView>,
    /// What each option of a `match` or an `order` can be given.
    pub choices: Vec<String>,
    /// The options in the order in which their answers are told.
    pub key: Vec<OptionView>,
    /// The right answers of a `short`.
    pub answers: Vec<String>,
    /// Feedback to a `short`.
    pub why: String,
}

/// An option.
#[derive(Debug, Clone, Serialize)]
pub struct OptionView {
    /// Its words.
    pub text: String,
    /// Whether it is right.
    pub is_right: bool,
    /// The number of the right one among the choices, from 1.
    pub place: usize,
    /// The right one among the choices of a `match`.
    pub partner: String,
    /// Why it is right or wrong.
    pub why: String,
    /// Whether that begins with the word for right or wrong.
    pub says_verdict: bool,
}

/// Who gets a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QuizReader {
    /// Who answers.
    Learner,
    /// Who has the answers open.
    Trainer,
}

/// A quiz in one language.
pub(super) fn quiz_view(quiz: &Quiz, texts: &Texts, reader: QuizReader) -> QuizView {
    let questions = quiz.questions.iter().zip(1..);
    QuizView {
        pass: quiz.pass,
        is_key: reader == QuizReader::Trainer,
        questions: questions
            .map(|(question, number)| question_view(question, number, texts))
            .collect(),
    }
}

fn question_view(question: &Question, number: usize, texts: &Texts) -> QuestionView {
    let lang = texts.lang.as_str();
    let mut view = QuestionView {
        id: question.id.clone(),
        number,
        kind: question.kind.name(),
        prompt: question.prompt.shown(lang).to_owned(),
        hint: question
            .hint
            .as_ref()
            .map(|hint| hint.shown(lang).to_owned()),
        options: Vec::new(),
        choices: Vec::new(),
        key: Vec::new(),
        answers: Vec::new(),
        why: String::new(),
    };
    match &question.kind {
        QuestionKind::Single(options) | QuestionKind::Multiple(options) => {
            view.options = options.iter().map(|one| option_view(one, texts)).collect();
            view.key.clone_from(&view.options);
        }
        QuestionKind::TrueFalse {
            is_true,
            why_true,
            why_false,
        } => {
            let answer = |key: &str, is_right: bool, why: &str| OptionView {
                text: texts.get(key).to_owned(),
                is_right,
                place: 0,
                partner: String::new(),
                why: why.to_owned(),
                says_verdict: says_verdict(texts, is_right, why),
            };
            view.options = vec![
                answer("quiz_true", *is_true, why_true.shown(lang)),
                answer("quiz_false", !is_true, why_false.shown(lang)),
            ];
            view.key.clone_from(&view.options);
        }
        QuestionKind::Match(pairs) => {
            let order = shuffled(pairs.len(), &question.id);
            let right = |index: &usize| pairs[*index].right.shown(lang).to_owned();
            view.choices = order.iter().map(right).collect();
            view.options = pairs
                .iter()
                .enumerate()
                .map(|(index, pair)| pair_view(pair, place_of(index, &order), lang))
                .collect();
            view.key.clone_from(&view.options);
        }
        QuestionKind::Order(options) => {
            view.choices = (1..=options.len())
                .map(|place| {
                    texts
                        .locale
                        .number(i64::try_from(place).unwrap_or(i64::MAX))
                })
                .collect();
            view.key = options
                .iter()
                .zip(1..)
                .map(|(option, place)| OptionView {
                    place,
                    ..option_view(option, texts)
                })
                .collect();
            let order = shuffled(options.len(), &question.id);
            let shown = order.into_iter().map(|index| view.key[index].clone());
            view.options = shown.collect();
        }
        QuestionKind::Short { answers, why } => {
            view.answers = answers.shown(lang).to_vec();
            why.shown(lang).clone_into(&mut view.why);
        }
    }
    view
}

fn option_view(option: &Choice, texts: &Texts) -> OptionView {
    let lang = texts.lang.as_str();
    let why = option.why.shown(lang);
    OptionView {
        text: option.text.shown(lang).to_owned(),
        is_right: option.is_right,
        place: 0,
        partner: String::new(),
        why: why.to_owned(),
        says_verdict: says_verdict(texts, option.is_right, why),
    }
}

/// Whether feedback begins with the word for right or wrong, which then need not be said twice.
fn says_verdict(texts: &Texts, is_right: bool, why: &str) -> bool {
    let word = texts.get(if is_right { "quiz_right" } else { "quiz_wrong" });
    let lower = |text: &str| texts.locale.lowercase(text).into_owned();
    lower(why).starts_with(&lower(word))
}

fn pair_view(pair: &Pair, place: usize, lang: &str) -> OptionView {
    OptionView {
        text: pair.left.shown(lang).to_owned(),
        is_right: true,
        place,
        partner: pair.right.shown(lang).to_owned(),
        why: pair.why.shown(lang).to_owned(),
        says_verdict: false,
    }
}

/// Where `index` stands in `order`, from 1.
fn place_of(index: usize, order: &[usize]) -> usize {
    order
        .iter()
        .position(|one| *one == index)
        .map_or(0, |at| at + 1)
}

/// The numbers below `count` in an order that follows from `id` alone, so that every build and every
/// language has the same one, and that is never the right one.
fn shuffled(count: usize, id: &str) -> Vec<usize> {
    // FNV-1a, then a linear congruential generator (Knuth's constants for 64 bits).
    let mut state = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut order: Vec<usize> = (0..count).collect();
    for end in (1..count).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let other = usize::try_from(state >> 33).unwrap_or_default() % (end + 1);
        order.swap(end, other);
    }
    if order.is_sorted() && count > 1 {
        order.rotate_left(1);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::shuffled;

    #[test]
    fn never_in_the_right_order_and_always_the_same() {
        for count in 2..8 {
            for id in ["a", "b", "codes", "sequence", "pairs", "x1", "x2", "x3"] {
                let order = shuffled(count, id);
                assert!(!order.is_sorted(), "{id} {count}");
                assert_eq!(order, shuffled(count, id));
                let mut sorted = order.clone();
                sorted.sort_unstable();
                assert_eq!(sorted, (0..count).collect::<Vec<_>>());
            }
        }
    }
}
