//! The quiz and the practice of an item while the site is joined.

use std::sync::Arc;

use crate::base::{Code, Diagnostic, SourcePath, Span};
use crate::parse::{Exercise, ExerciseFile, Practice, Quiz};
use crate::site::fact_checks::file_stem;
use crate::site::facts::{Facts, Statements};
use crate::site::kind::ItemKind;

/// The exercises of one item.
#[derive(Default)]
pub(super) struct Exercises {
    pub(super) quiz: Option<Arc<ExerciseFile<Quiz>>>,
    pub(super) practice: Option<Arc<ExerciseFile<Practice>>>,
}

impl Exercises {
    /// Takes one in.
    pub(super) fn add(&mut self, exercise: &Exercise) {
        match exercise {
            Exercise::Quiz(file) => self.quiz = Some(Arc::clone(file)),
            Exercise::Practice(file) => self.practice = Some(Arc::clone(file)),
        }
    }

    /// An item that is an exercise has its file.
    pub(super) fn check(
        &self,
        statements: &Statements<'_>,
        facts: &Facts,
        sink: &mut Vec<Diagnostic>,
    ) {
        let (is_missing, ending) = match facts.kind {
            ItemKind::Quiz => (self.quiz.is_none(), "quiz.toml"),
            ItemKind::Practice => (self.practice.is_none(), "practice.toml"),
            _ => return,
        };
        let Some((path, _)) = statements.own.first().filter(|_| is_missing) else {
            return;
        };
        let kind = facts.kind.name();
        let stem = file_stem(statements);
        sink.push(
            Diagnostic::new(
                Code::MissingFact,
                Span::file(path),
                format!("a {kind} needs the file `{stem}.{ending}`"),
            )
            .help("write it beside the texts"),
        );
    }
}

/// A file that belongs to no text.
pub(super) fn orphan(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        Code::OrphanFacts,
        Span::file(path),
        format!("no text belongs to `{}`", path.name()),
    )
    .help("give it the name of the text beside it, or take it out")
}
