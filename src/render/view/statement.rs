//! What templates see of an accessibility statement.

use serde::Serialize;

use crate::render::view::ContactView;

/// An accessibility statement in the reader's language.
#[derive(Debug, Clone, Serialize)]
pub struct StatementView {
    /// How far the site meets the requirements, as a sentence's end.
    pub conformance: String,
    /// What it is about.
    pub scope: Option<String>,
    /// The standard.
    pub standard: Option<String>,
    /// The version of WCAG.
    pub wcag: String,
    /// Who has looked, as a sentence.
    pub method: String,
    /// When it was first written, in words.
    pub drafted: Option<String>,
    /// When it was last compared with the site, in words.
    pub reviewed: Option<String>,
    /// What is not accessible.
    pub findings: Vec<FindingView>,
    /// Where readers can tell.
    pub feedback: ContactsView,
    /// Who supervises.
    pub authority: AuthorityView,
}

/// Something that is not accessible.
#[derive(Debug, Clone, Serialize)]
pub struct FindingView {
    /// The success criterion of WCAG.
    pub criterion: String,
    /// Where it is.
    pub place: Option<String>,
    /// What is not accessible, and what to use instead.
    pub what: String,
    /// Why it is so, as a sentence.
    pub reason: String,
    /// By when it is mended, in words.
    pub fix_by: Option<String>,
}

/// Where somebody can be reached.
#[derive(Debug, Clone, Serialize)]
pub struct ContactsView {
    /// The unit that answers.
    pub unit: Option<String>,
    /// Its e-mail address.
    pub email: Option<ContactView>,
    /// Its telephone number.
    pub phone: Option<ContactView>,
    /// Its address on the web.
    pub website: Option<String>,
}

/// The authority that supervises accessibility.
#[derive(Debug, Clone, Serialize)]
pub struct AuthorityView {
    /// What it is called.
    pub name: Option<String>,
    /// Where it can be reached.
    pub contacts: ContactsView,
    /// Since when it is the authority, in words.
    pub valid_from: Option<String>,
}
