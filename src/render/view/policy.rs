//! What templates see of policies.

use serde::Serialize;

use crate::render::view::LinkView;

/// Facts of a policy.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyView {
    /// Its id, the same in all its versions.
    pub id: String,
    /// `1.0`.
    pub version: String,
    /// `in-force`, `pending`, `expired`, `superseded` or `proposed`.
    pub state: &'static str,
    /// Whether it is in force on the day of the build, as a sentence.
    pub state_text: String,
    /// The day of the build, in words.
    pub today: String,
    /// The version or policy that is in force instead.
    pub current: Option<PolicyLinkView>,
    /// Whose variant it is.
    pub organisation: Option<String>,
    /// What it is a variant of.
    pub base: Option<PolicyLinkView>,
    /// What has changed in the base since it was last looked at.
    pub lag: Option<PolicyLagView>,
    /// Facts in words: a label and its lines.
    pub facts: Vec<(String, Vec<String>)>,
    /// Acts that it rests on, and their addresses.
    pub legal_basis: Vec<(String, Option<String>)>,
    /// What it replaces.
    pub supersedes: Option<PolicyLinkView>,
    /// What each version changed, newest first.
    pub changes: Vec<PolicyChangeView>,
    /// All its versions where there are several, newest first.
    pub versions: Vec<PolicyLinkView>,
    /// What belongs to it.
    pub attachments: Vec<LinkView>,
    /// How people acknowledge it.
    pub acknowledgement: Option<AcknowledgementView>,
    /// The variants of other organisations.
    pub variants: Vec<PolicyLinkView>,
    /// What is printed at the foot of every page.
    pub foot: String,
}

/// A link to a policy, with its version and state.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyLinkView {
    /// The page; nothing where there is none for the reader.
    pub link: Option<LinkView>,
    /// `remote-work@1.0`, for what has no page.
    pub key: String,
    /// `1.0`.
    pub version: String,
    /// Whose it is.
    pub organisation: String,
    /// How it stands, in a word or two.
    pub state_text: String,
    /// Whether it is the policy of this page.
    pub current: bool,
}

/// A material change of the base that a variant has not followed.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyLagView {
    /// The newest version of the base.
    pub newest: PolicyLinkView,
    /// What changed, clause by clause: title and address.
    pub clauses: Vec<(String, Option<String>)>,
}

/// What a version changed.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyChangeView {
    /// `1.1`.
    pub version: String,
    /// The day, in words.
    pub date: Option<String>,
    /// What changed.
    pub what: String,
    /// Whether it was a material change.
    pub material: bool,
    /// The clauses that changed: id and title.
    pub clauses: Vec<(String, String)>,
}

/// How people acknowledge a policy.
#[derive(Debug, Clone, Serialize)]
pub struct AcknowledgementView {
    /// `remote-work@1`.
    pub key: String,
    /// Whether everybody must.
    pub required: bool,
    /// The last day, in words.
    pub by: Option<String>,
    /// `form`, `email` or `paper`.
    pub channel: String,
    /// Where people answer.
    pub url: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
}

/// The page that shows a variant beside its base.
#[derive(Debug, Clone, Serialize)]
pub struct DifferencesView {
    /// Whose variant it is.
    pub organisation: String,
    /// What it is a variant of.
    pub base: Option<PolicyLinkView>,
    /// Values that differ: name, the base's, its own.
    pub values: Vec<(String, String, String)>,
    /// Clauses that differ.
    pub clauses: Vec<DifferenceView>,
    /// Clauses that do not: id, and number with title.
    pub unchanged: Vec<(String, String)>,
}

/// A clause that differs from the base's.
#[derive(Debug, Clone, Serialize)]
pub struct DifferenceView {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// `override`, `append`, `remove` or `none`, where only values differ.
    pub state: &'static str,
    /// What differs, in words.
    pub label: String,
    /// The base's text.
    pub base: String,
    /// The organisation's text.
    pub own: String,
    /// The language of the base's text, where it is another.
    pub base_lang: Option<String>,
    /// Its direction.
    pub base_dir: Option<&'static str>,
}

/// The table of the values of all variants of a policy.
#[derive(Debug, Clone, Serialize)]
pub struct ComparisonView {
    /// The names of the variables.
    pub variables: Vec<String>,
    /// The base first, then organisations by name.
    pub rows: Vec<ComparisonRowView>,
}

/// The values of one organisation.
#[derive(Debug, Clone, Serialize)]
pub struct ComparisonRowView {
    /// Whose they are; of the base its own name.
    pub name: String,
    /// Its page.
    pub url: Option<String>,
    /// Its page of differences.
    pub differences: Option<String>,
    /// Whether it is the base.
    pub is_base: bool,
    /// The older version of the base that it was last compared with, where it lags behind.
    pub compared: Option<String>,
    /// The values, and whether each differs from the base's.
    pub values: Vec<(String, bool)>,
    /// Clauses with a text of its own, additions and removals, each with the clause's title.
    pub changes: Vec<(&'static str, String)>,
}

/// A sheet to sign by hand.
#[derive(Debug, Clone, Serialize)]
pub struct SignSheetView {
    /// `remote-work@1`.
    pub key: String,
    /// The policy's page, an absolute address.
    pub address: String,
    /// How many lines it has.
    pub lines: usize,
}
