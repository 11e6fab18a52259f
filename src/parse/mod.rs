//! One file's text into a document; one file at a time, in any order, in parallel.
//!
//! [`document`] never fails: what it cannot read it reports, and returns the rest. The steps are
//! those of the modules below: a file's name says what item it is; front matter becomes texts and
//! facts; `:::` lines become markers; Markdown becomes a typed tree; raw HTML is made harmless;
//! the tree becomes a body, HTML with gaps that are filled when a page is rendered.

mod attributes;
mod blocks;
mod body;
mod directive;
mod document;
mod exercise;
mod fields;
mod front_matter;
mod inline;
mod lock;
mod lower;
mod markdown;
mod name;
mod practice;
mod prose;
mod quiz;
mod sanitise;
mod screen;
mod slug;
mod softening;
mod tree;
mod typography;
mod ways;
mod words;

pub(crate) use body::plain_text;
pub use body::{
    Block, Body, ImageRef, InterfaceText, LinkRef, Op, OpKind, Outline, OutlineEntry, Parts, Refs,
};
pub use document::{Context, Document, FactsFile, Head, Texts, document, facts};
pub use exercise::{Exercise, ExerciseFile, Words, exercise, owner_key};
pub use fields::{AUDIENCES, DEVICES, FACTS, KINDS, TEXTS, USES, VARIABLE, is_fact, kinds_of};
pub(crate) use front_matter::{body_of, front_matter_of};
pub use lock::{LOCK_PATH, Lock, LockEntry, lock};
pub(crate) use lower::escape;
pub use name::{Name, NameProblem, name};
pub use practice::{Element, ElementKind, Practice, Screen, Way};
pub use prose::{BEGIN, END, Prose, ProseHash, ProseKind};
pub use quiz::{Answers, Choice, Pair, Question, QuestionKind, Quiz};
pub(crate) use sanitise::{SCHEMES, scheme};
pub use screen::{Device, ScreenKind};
pub(crate) use slug::slug;
pub use words::Tally;
