//! What templates see of plans, reports and timelines.

use serde::Serialize;

use crate::render::view::{ChartView, ContactView, LinkView, PolicyChangeView};

/// Facts of a plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanView {
    /// Facts in words: a label and its lines.
    pub facts: Vec<(String, Vec<String>)>,
    /// Acts that it rests on, and their addresses.
    pub legal_basis: Vec<(String, Option<String>)>,
    /// What each version changed, newest first.
    pub changes: Vec<PolicyChangeView>,
    /// What belongs to it.
    pub attachments: Vec<LinkView>,
    /// How many actions are done, and how many are late, in sentences.
    pub progress: Vec<String>,
    /// How many actions stand how in each organisation, where there are several.
    pub chart: Option<ChartView>,
    /// What the chart shows, in a sentence.
    pub finding: String,
    /// The names of the organisations, columns of the table; empty where there is one.
    pub organisations: Vec<String>,
    /// What is done.
    pub actions: Vec<ActionView>,
    /// What people asked for, and what was done because of it.
    pub answers: Vec<ActionAnswerView>,
}

/// An action of a plan.
#[derive(Debug, Clone, Serialize)]
pub struct ActionView {
    /// Its id on the page.
    pub id: String,
    /// What is done.
    pub what: String,
    /// How it stands.
    pub status: ActionStatusView,
    /// How it stands in each of the plan's organisations; nothing for those that take no part.
    pub by_organisation: Vec<Option<ActionStatusView>>,
    /// Facts in words: a label and what it says.
    pub facts: Vec<(String, String)>,
    /// What shows that it is done.
    pub evidence: Option<LinkView>,
}

/// How an action stands.
#[derive(Debug, Clone, Serialize)]
pub struct ActionStatusView {
    /// `done`, `started`, `planned`, `missing` or `dropped`.
    pub status: &'static str,
    /// The same in words.
    pub text: String,
    /// Whether its last day has passed.
    pub late: bool,
}

/// What people asked for, and what was done because of it.
#[derive(Debug, Clone, Serialize)]
pub struct ActionAnswerView {
    /// What they asked for.
    pub asked: String,
    /// What was done.
    pub did: String,
    /// How it stands.
    pub status: ActionStatusView,
}

/// The actions of an organisation in one plan.
#[derive(Debug, Clone, Serialize)]
pub struct OrganisationPlanView {
    /// The plan.
    pub plan: LinkView,
    /// Whether its actions are invented, or nobody has adopted it.
    pub is_example: bool,
    /// Its actions.
    pub actions: Vec<OrganisationActionView>,
}

/// An action as one organisation has it.
#[derive(Debug, Clone, Serialize)]
pub struct OrganisationActionView {
    /// What is done.
    pub what: String,
    /// Where it is told.
    pub url: String,
    /// How it stands there.
    pub status: ActionStatusView,
    /// The last day for it, in words.
    pub due: Option<String>,
}

/// Whom people ask about their personal data.
#[derive(Debug, Clone, Serialize)]
pub struct DataProtectionView {
    /// The post.
    pub role: String,
    /// The organisation that has the post.
    pub organisation: Option<String>,
    /// The telephone number.
    pub phone: Option<ContactView>,
    /// The e-mail address.
    pub email: Option<ContactView>,
}

/// The systems of a section, over the years.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineView {
    /// The picture as SVG; nothing where no day is known.
    pub picture: Option<String>,
    /// A row for each use, those of one system after each other.
    pub rows: Vec<TimelineRowView>,
}

/// How an organisation uses a system.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineRowView {
    /// The system; nothing where the row before is of the same.
    pub system: Option<LinkView>,
    /// How many rows are of this system, in its first row.
    pub rows: usize,
    /// Who uses it.
    pub organisation: String,
    /// How the use stands.
    pub status: Option<String>,
    /// From when on.
    pub since: Option<String>,
    /// Until when.
    pub until: Option<String>,
}

/// What was done in a year.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    /// The year.
    pub year: String,
    /// Of what, and on which day, the records were counted.
    pub counted: String,
    /// What the site has on record.
    pub rows: Vec<ReportRowView>,
    /// What it has not, and where that stands: name, number, source.
    pub figures: Vec<(String, String, String)>,
}

/// A count of a report.
#[derive(Debug, Clone, Serialize)]
pub struct ReportRowView {
    /// What was counted.
    pub label: String,
    /// How many; nothing where nothing is on record.
    pub count: Option<String>,
    /// What was counted, one by one: in words, and the page.
    pub details: Vec<(String, Option<LinkView>)>,
}
