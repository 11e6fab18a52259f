//! What templates see of the parts of a page.

use serde::Serialize;

use crate::render::practice::MapScreenView;
use crate::render::quiz::QuizView;
use crate::render::view::TimeView;

/// Where the parts of a page are.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PartsView {
    /// The trainer's page.
    pub trainer: Option<String>,
    /// The screen of the first step.
    pub first_step: Option<String>,
    /// The slides.
    pub slides: Option<String>,
    /// The calendar file.
    pub calendar: Option<String>,
    /// What of a lesson goes home on paper.
    pub handout: Option<String>,
    /// A poster for a notice board.
    pub poster: Option<String>,
    /// The figures of a survey.
    pub data: Option<String>,
    /// The certificate of a course.
    pub certificate: Option<String>,
    /// A variant of a policy beside its base.
    pub differences: Option<String>,
    /// All variants of a policy side by side.
    pub comparison: Option<String>,
    /// A sheet to sign that one has read a policy.
    pub sign_sheet: Option<String>,
    /// The start of the practice with hints.
    pub practice: Option<String>,
    /// The start of the practice without hints.
    pub practice_free: Option<String>,
}

/// A poster for a notice board.
#[derive(Debug, Clone, Serialize)]
pub struct PosterView {
    /// The next times of a service point.
    pub times: Vec<TimeView>,
}

/// A certificate of attendance.
#[derive(Debug, Clone, Serialize)]
pub struct CertificateView {
    /// Titles of the course's lessons.
    pub lessons: Vec<String>,
}

/// What of a lesson goes home on paper.
#[derive(Debug, Clone, Serialize)]
pub struct HandoutView {
    /// How many sides it may fill.
    pub pages: u32,
    /// The steps: title, and text where there is room for it, as HTML.
    pub steps: Vec<(String, Option<String>)>,
    /// When to stop and ask for help.
    pub stop_when: Option<String>,
}

/// The screen of a step.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// Its number, from 1.
    pub number: u32,
    /// How many there are.
    pub count: u32,
    /// What to do, as HTML.
    pub title: String,
    /// The screen before it.
    pub previous: Option<String>,
    /// The screen after it.
    pub next: Option<String>,
    /// The step on the page of all steps.
    pub whole: String,
    /// When to stop and ask for help.
    pub stop_when: Option<String>,
}

/// What the trainer's page shows besides the text.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TrainerView {
    /// The quiz with its answers.
    pub quiz: Option<QuizView>,
    /// The map of the practice; empty where there is none.
    pub practice: Vec<MapScreenView>,
}
