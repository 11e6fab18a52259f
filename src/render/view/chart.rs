//! What templates see of charts and surveys.

use serde::Serialize;

use crate::render::view::LinkView;

/// A chart, and the table that it was made from.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView {
    /// An id that nothing else on the page has.
    pub id: String,
    /// The picture as SVG.
    pub picture: String,
    /// Its title, without markup.
    pub title: String,
    /// The name of what the rows are.
    pub head: String,
    /// The names of the columns of numbers.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<ChartRowView>,
    /// Where the figures can be downloaded.
    pub download: Option<String>,
    /// Whether the figures are invented.
    pub is_invented: bool,
}

/// A row of a table of figures.
#[derive(Debug, Clone, Serialize)]
pub struct ChartRowView {
    /// What it is about.
    pub label: String,
    /// Its numbers as they are read, or words where a number is not told.
    pub cells: Vec<String>,
}

/// Facts of a survey, and what is told of the answers.
#[derive(Debug, Clone, Serialize)]
pub struct SurveyView {
    /// When it could be answered.
    pub fielded: Option<String>,
    /// How many answered of those who were asked.
    pub rate: Option<String>,
    /// Whether the figures are invented.
    pub is_synthetic: bool,
    /// Why some counts are not told, where that is so.
    pub protection: Option<String>,
    /// The questions.
    pub questions: Vec<SurveyQuestionView>,
    /// Where the figures can be downloaded.
    pub download: Option<String>,
    /// What was decided or made because of it.
    pub feeds: Vec<LinkView>,
}

/// A question of a survey.
#[derive(Debug, Clone, Serialize)]
pub struct SurveyQuestionView {
    /// Its id.
    pub id: String,
    /// What was asked.
    pub text: String,
    /// What the answers show, as HTML.
    pub finding: String,
    /// The answers; nothing where nothing can be told.
    pub chart: Option<ChartView>,
    /// Of which groups nothing is told.
    pub withheld: Option<String>,
}
