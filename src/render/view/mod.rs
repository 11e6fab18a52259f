//! What templates see: flat, named, complete. This is the theme author's contract.

use std::collections::BTreeMap;

mod chart;
mod library;
mod notice;
mod parts;
mod plan;
mod policy;
mod statement;

use serde::Serialize;

use crate::data::Table;
use crate::render::quiz::QuizView;

pub use chart::{ChartRowView, ChartView, SurveyQuestionView, SurveyView};
pub use library::{
    AgendaView, ContactView, CourseView, EventView, ExceptionView, GlossaryLetterView, LessonView,
    OrganisationGroupView, OrganisationView, PlaceGroupView, PlaceView, RecordingView,
    SeriesEntryView, SeriesView, ServicePointView, SessionView, SystemView, TimeView,
};
pub use notice::NoticeView;
pub use parts::{CertificateView, HandoutView, PartsView, PosterView, StepView, TrainerView};
pub use plan::{
    ActionAnswerView, ActionStatusView, ActionView, DataProtectionView, OrganisationActionView,
    OrganisationPlanView, PlanView, ReportRowView, ReportView, TimelineRowView, TimelineView,
};
pub use policy::{
    AcknowledgementView, ComparisonRowView, ComparisonView, DifferenceView, DifferencesView,
    PolicyChangeView, PolicyLagView, PolicyLinkView, PolicyView, SignSheetView,
};
pub use statement::{AuthorityView, ContactsView, FindingView, StatementView};

/// The site, in one language.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// Its name.
    pub name: String,
    /// The site in one sentence.
    pub description: String,
    /// Address of the home page.
    pub home: String,
    /// All languages of the site, in order.
    pub languages: Vec<LanguageView>,
    /// Whether there is more than one language.
    pub multilingual: bool,
    /// Address of the feed, if there is one.
    pub feed: Option<String>,
    /// Address of the page of all pages, if there is one.
    pub all_pages: Option<String>,
    /// Where the site is published, with a `/` at the end.
    pub base_url: String,
    /// The site's own keys.
    pub extra: Table,
    /// The program that made the page.
    pub generator: &'static str,
}

/// A language of the site.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageView {
    /// Its tag (BCP 47).
    pub code: String,
    /// The words of the language switcher, in the language itself.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Address of the home page in it.
    pub url: String,
    /// The site's name in it.
    pub site_name: String,
    /// The site in one sentence of it.
    pub description: String,
    /// "Choose a language", in the language itself.
    pub chooser_title: String,
}

/// A link to a page.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Language of the words and the page.
    pub lang: String,
    /// Direction of that language.
    pub dir: &'static str,
}

/// An entry of a menu.
#[derive(Debug, Clone, Serialize)]
pub struct MenuView {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Language of the page, where it is not the reader's.
    pub lang: Option<String>,
    /// Direction of that language.
    pub dir: Option<&'static str>,
    /// Whether it is this page.
    pub current: bool,
    /// Whether this page lies below it.
    pub within: bool,
}

/// The menus.
#[derive(Debug, Clone, Serialize)]
pub struct MenusView {
    /// At the top of every page.
    pub main: Vec<MenuView>,
    /// At the foot of every page.
    pub footer: Vec<MenuView>,
    /// What readers may want to do; on the home page alone.
    pub home: Vec<MenuView>,
}

/// A page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PageView {
    /// The item's key.
    pub key: String,
    /// The kind of item: `page`, `section`, `guide`, `lesson` …
    pub kind: &'static str,
    /// What of the page this is: nothing for the page itself, else `trainer`, `step`, `slides` …
    pub part: Option<&'static str>,
    /// The page itself, where this is a part of it.
    pub main: Option<LinkView>,
    /// What it has besides itself.
    pub parts: PartsView,
    /// Whether it is the home page.
    pub is_home: bool,
    /// Its title.
    pub title: String,
    /// Its summary as its author wrote it; empty where there is none.
    pub summary: String,
    /// Its summary, or else the beginning of its text: for search engines, not for the page itself.
    pub description: String,
    /// Its address on this host.
    pub url: String,
    /// The whole address of the page that counts; on a fallback page that of the real one.
    pub canonical: String,
    /// Language of the text.
    pub lang: String,
    /// Direction of that language.
    pub dir: &'static str,
    /// The text as HTML.
    pub body: String,
    /// Table of contents; empty when the text has fewer than two headings.
    pub toc: Vec<TocView>,
    /// From the home page to the section it lies in.
    pub breadcrumbs: Vec<LinkView>,
    /// The page before it in its section.
    pub previous: Option<LinkView>,
    /// The page after it in its section.
    pub next: Option<LinkView>,
    /// What lies in a section.
    pub children: Vec<CardView>,
    /// The same page in every language.
    pub switcher: Vec<SwitchView>,
    /// Its translations, `x-default` among them; empty when there is none.
    pub alternates: Vec<AlternateView>,
    /// What the reader must be told about the language, or about the translation.
    pub notice: Option<NoticeView>,
    /// Whether it is a model text.
    pub is_template: bool,
    /// `draft`, `review`, `published` or `archived`.
    pub status: &'static str,
    /// Whether its publication lies in the future.
    pub scheduled: bool,
    /// Whether its time is over.
    pub expired: bool,
    /// First day of publication, `2026-11-24`.
    pub published: Option<String>,
    /// Day of the last review.
    pub reviewed: Option<String>,
    /// Day of the last change, where it is known.
    pub updated: Option<String>,
    /// Day of the last review in words.
    pub reviewed_text: Option<String>,
    /// Who answers for it.
    pub owner: Option<OwnerView>,
    /// For whom it is, in words.
    pub audience: Vec<String>,
    /// Who made it.
    pub authors: Vec<AuthorView>,
    /// Its licence.
    pub license: Option<LicenseView>,
    /// Works it was made from.
    pub based_on: Vec<Table>,
    /// What it is about.
    pub tags: Vec<String>,
    /// Facts of a guide; a lesson has them too.
    pub guide: Option<GuideView>,
    /// Facts of a course.
    pub course: Option<CourseView>,
    /// Facts of a lesson.
    pub lesson: Option<LessonView>,
    /// Facts of a series.
    pub series: Option<SeriesView>,
    /// Facts of a session.
    pub session: Option<SessionView>,
    /// Facts of an event.
    pub event: Option<EventView>,
    /// Facts of a service point.
    pub service_point: Option<ServicePointView>,
    /// The term that it is about.
    pub term: Option<TermView>,
    /// Facts of an organisation.
    pub organisation: Option<OrganisationView>,
    /// Facts of a system.
    pub system: Option<SystemView>,
    /// Facts of an accessibility statement.
    pub statement: Option<StatementView>,
    /// Facts and actions of a plan.
    pub plan: Option<PlanView>,
    /// What was done in a year.
    pub report: Option<ReportView>,
    /// The systems of a section that holds nothing else, over the years.
    pub timeline: Option<TimelineView>,
    /// Facts and answers of a survey.
    pub survey: Option<SurveyView>,
    /// The surveys because of which it was made.
    pub surveys: Vec<LinkView>,
    /// Facts of a policy.
    pub policy: Option<PolicyView>,
    /// The terms of a section that holds nothing else.
    pub glossary: Vec<GlossaryLetterView>,
    /// The service points of a section that holds nothing else.
    pub places: Vec<PlaceGroupView>,
    /// Names of facts that are invented.
    pub placeholders: Vec<String>,
    /// The terms that are explained in its text, in their order.
    pub words: Vec<TermView>,
    /// Its quiz, which its text holds already: for what a page with a quiz needs besides.
    pub quiz: Option<QuizView>,
    /// Style sheets of the theme that its text or its kind needs besides those of every page.
    pub styles: Vec<&'static str>,
    /// Whether search engines should leave it out.
    pub noindex: bool,
    /// What it is, for search engines (schema.org as JSON-LD), ready for a `script` element; empty
    /// where they should leave it out.
    pub json_ld: String,
    /// The site's own keys in its front matter.
    pub extra: Table,
}

/// A term of the glossary.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// The word.
    pub word: String,
    /// What it means.
    pub explanation: String,
    /// The word in a sentence.
    pub example: Option<String>,
    /// What it is not.
    pub not_confused_with: Vec<String>,
    /// Its page.
    pub url: String,
    /// Language of its texts.
    pub lang: String,
    /// Direction of that language.
    pub dir: &'static str,
}

/// The first use of a term within a text.
#[derive(Debug, Clone, Serialize)]
pub struct TermUseView {
    /// An id that nothing else on the page has.
    pub id: String,
    /// The words of the text, as HTML.
    pub shown: String,
    /// The term.
    pub term: TermView,
}

/// An entry of a table of contents.
#[derive(Debug, Clone, Serialize)]
pub struct TocView {
    /// The heading's id.
    pub id: String,
    /// Its words.
    pub title: String,
    /// Its level, 2 to 6.
    pub level: u8,
    /// The headings below it.
    pub children: Vec<TocView>,
}

/// An entry of a section's list.
#[derive(Debug, Clone, Serialize)]
pub struct CardView {
    /// The item's key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: String,
    /// Its address.
    pub url: String,
    /// `page`, `section` or `guide`.
    pub kind: &'static str,
    /// Language of the text.
    pub lang: String,
    /// Direction of that language.
    pub dir: &'static str,
    /// That language's name in the reader's language, where it is not the reader's.
    pub other_language: Option<String>,
    /// Its state in words.
    pub badges: Vec<String>,
    /// How long a guide takes.
    pub minutes: Option<u32>,
    /// What lies in it.
    pub children: Vec<CardView>,
}

/// All pages of a language from A to Z.
#[derive(Debug, Clone, Serialize)]
pub struct AllPagesView {
    /// The letters that something begins with, in alphabetical order.
    pub letters: Vec<IndexLetterView>,
}

/// A letter of the alphabet, or `#` for what begins with none.
#[derive(Debug, Clone, Serialize)]
pub struct IndexLetterView {
    /// The letter.
    pub letter: String,
    /// The id of its heading.
    pub id: String,
    /// What begins with it, in alphabetical order.
    pub entries: Vec<IndexEntryView>,
}

/// A page in the list of all pages.
#[derive(Debug, Clone, Serialize)]
pub struct IndexEntryView {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Language of the text.
    pub lang: String,
    /// Direction of that language.
    pub dir: &'static str,
    /// That language's name in the reader's language, where it is not the reader's.
    pub other_language: Option<String>,
    /// Title of the section that it lies in.
    pub section: Option<String>,
}

/// An entry of the language switcher.
#[derive(Debug, Clone, Serialize)]
pub struct SwitchView {
    /// The language's tag.
    pub code: String,
    /// "Suomeksi".
    pub name: String,
    /// Its direction.
    pub dir: &'static str,
    /// Where the link leads.
    pub url: String,
    /// Whether it is this page.
    pub current: bool,
    /// `same`, `fallback` or `parent`.
    pub state: &'static str,
    /// What a reader of that language must know, in that language.
    pub note: Option<String>,
}

/// A translation, for machines.
#[derive(Debug, Clone, Serialize)]
pub struct AlternateView {
    /// A language tag, or `x-default`.
    pub hreflang: String,
    /// The whole address.
    pub url: String,
}

/// Who answers for a text.
#[derive(Debug, Clone, Serialize)]
pub struct OwnerView {
    /// The organisation's name.
    pub organisation: Option<String>,
    /// The role.
    pub role: Option<String>,
}

/// Somebody who made it.
#[derive(Debug, Clone, Serialize)]
pub struct AuthorView {
    /// Who.
    pub name: String,
    /// What they did.
    pub role: Option<String>,
}

/// A licence.
#[derive(Debug, Clone, Serialize)]
pub struct LicenseView {
    /// Its id, as it was written.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its address, where it is known.
    pub url: Option<String>,
}

/// Facts of a guide.
#[derive(Debug, Clone, Serialize)]
pub struct GuideView {
    /// What the reader can do afterwards.
    pub task: Option<String>,
    /// How long it takes.
    pub minutes: Option<u32>,
    /// Devices in words.
    pub device: Vec<String>,
    /// What the reader needs.
    pub needs: Vec<String>,
    /// When to stop and ask for help.
    pub stop_when: Option<String>,
    /// What its pictures show, in words.
    pub software_seen: Vec<String>,
}

/// A block within a text.
#[derive(Debug, Clone, Default, Serialize)]
pub struct BlockView {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: Option<String>,
    /// Its title as HTML.
    pub title: Option<String>,
    /// What it holds, as HTML.
    pub body: String,
    /// Its attributes.
    pub attributes: BTreeMap<String, String>,
    /// The tabs in it.
    pub items: Vec<BlockView>,
    /// For whom it is, in words.
    pub label: Option<String>,
    /// The level that a heading in its place would have, 2 to 6.
    pub level: u8,
    /// Its number among the steps or slides of the page.
    pub number: Option<u32>,
    /// The next times of a service point.
    pub times: Vec<TimeView>,
    /// How many of them are shown.
    pub shown: usize,
    /// Its figures.
    pub chart: Option<ChartView>,
}
