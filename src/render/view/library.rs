//! What templates see of courses, lessons, sessions, places and the other kinds of the library.

use serde::Serialize;

use crate::render::view::{CardView, DataProtectionView, LinkView, OrganisationPlanView};

/// Facts of a course.
#[derive(Debug, Clone, Serialize)]
pub struct CourseView {
    /// What people can do afterwards.
    pub objectives: Vec<String>,
    /// For whom it is.
    pub who_for: Option<String>,
    /// What to do before.
    pub before_you_start: Option<String>,
    /// What people need.
    pub needs: Vec<String>,
    /// Minutes of all its lessons together; 0 where none is known.
    pub minutes: u32,
    /// How many lessons there are.
    pub lesson_count: usize,
    /// What to know before.
    pub prerequisites: Vec<LinkView>,
    /// The fewest and the most who learn together.
    pub group_size: Option<(u32, u32)>,
}

/// Facts of a lesson, besides those that guides have too.
#[derive(Debug, Clone, Serialize)]
pub struct LessonView {
    /// What people can do afterwards.
    pub objectives: Vec<String>,
    /// What to remember.
    pub key_points: Vec<String>,
    /// Minutes for teaching.
    pub teach_minutes: u32,
    /// Minutes for trying.
    pub practice_minutes: u32,
    /// The course it is a part of.
    pub course: Option<LinkView>,
    /// Its place among the lessons of its course, from 1.
    pub number: Option<usize>,
    /// How many lessons its course has.
    pub lesson_count: usize,
    /// How much of it goes on paper.
    pub handout: &'static str,
}

/// Facts of a series.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesView {
    /// Its sessions by number, those without a text among them.
    pub entries: Vec<SeriesEntryView>,
}

/// A session in the list of its series.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesEntryView {
    /// Its number.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// What people learn, one by one.
    pub goals: Vec<String>,
    /// Its page, if there is one.
    pub url: Option<String>,
    /// Language of the texts, where it is not the reader's.
    pub lang: Option<String>,
    /// What readers should know before they open it: a model, a draft.
    pub badges: Vec<String>,
    /// Times that have not passed on the day of the build.
    pub times: Vec<TimeView>,
}

/// Facts of a session.
#[derive(Debug, Clone, Serialize)]
pub struct SessionView {
    /// Its number in its series.
    pub number: Option<u32>,
    /// How long it takes.
    pub minutes: u32,
    /// What people can do afterwards.
    pub objectives: Vec<String>,
    /// What is done.
    pub agenda: Vec<AgendaView>,
    /// When it is held: what has not passed on the day of the build first, then what has.
    pub times: Vec<TimeView>,
    /// Where it can be seen afterwards.
    pub recording: Option<RecordingView>,
    /// For those who were not there.
    pub summary_after: Option<String>,
    /// One thing to do before the next.
    pub one_thing_to_try: Option<String>,
    /// The series it is a part of.
    pub series: Option<LinkView>,
}

/// A part of a session.
#[derive(Debug, Clone, Serialize)]
pub struct AgendaView {
    /// How long it takes.
    pub minutes: u32,
    /// The minute at which it begins.
    pub from: u32,
    /// The minute at which it ends.
    pub to: u32,
    /// What is done, in words.
    pub kind: String,
    /// What it is about.
    pub title: String,
}

/// A time at which something happens.
#[derive(Debug, Clone, Serialize)]
pub struct TimeView {
    /// When it begins: `2027-01-12T09:00`.
    pub start: String,
    /// When it ends.
    pub end: Option<String>,
    /// Both in words.
    pub text: String,
    /// Who holds it.
    pub organisation: Option<String>,
    /// `online`, `onsite` or `hybrid`; nothing where it is always in one place.
    pub mode: Option<&'static str>,
    /// Where people are, in words.
    pub mode_text: Option<String>,
    /// The room or place.
    pub place: Option<String>,
    /// The address to join at.
    pub join_url: Option<String>,
    /// Who leads it: a role.
    pub role: Option<String>,
    /// `planned`, `held` or `cancelled`.
    pub state: &'static str,
    /// How it stands, in words, where that is not plain from the time.
    pub state_text: Option<String>,
    /// Whether it has passed on the day of the build.
    pub passed: bool,
    /// How many came.
    pub attended: Option<u32>,
    /// How many meant to come.
    pub registered: Option<u32>,
    /// Clock times of the parts of a session, in the order of its agenda.
    pub run_sheet: Vec<String>,
}

/// Where a session can be seen afterwards.
#[derive(Debug, Clone, Serialize)]
pub struct RecordingView {
    /// Its address.
    pub url: String,
    /// Languages of its captions, in words.
    pub captions: Vec<String>,
    /// Its text.
    pub transcript: Option<String>,
    /// The last day on which it is there, in words.
    pub expires: Option<String>,
}

/// Facts of an event.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    /// When it is.
    pub time: Option<TimeView>,
    /// Lines of its address.
    pub address: Vec<String>,
    /// What happens when: a time of day and words.
    pub programme: Vec<(String, String)>,
    /// Where people say that they come.
    pub registration: Option<ContactView>,
    /// What helps people to come, in words.
    pub accessibility: Vec<String>,
}

/// A telephone number or an address.
#[derive(Debug, Clone, Serialize)]
pub struct ContactView {
    /// As it is written.
    pub text: String,
    /// Where a link leads.
    pub url: Option<String>,
}

/// Facts of a service point.
#[derive(Debug, Clone, Serialize)]
pub struct ServicePointView {
    /// The next times on the day of the build, soonest first.
    pub times: Vec<TimeView>,
    /// Whether the text places them itself.
    pub is_placed: bool,
    /// Days ahead on which it is open at other times or closed, soonest first.
    pub exceptions: Vec<ExceptionView>,
    /// How many of them are shown: the others take their place when the page is older.
    pub shown: usize,
    /// Lines of its address.
    pub address: Vec<String>,
    /// Its telephone number.
    pub phone: Option<ContactView>,
    /// Its e-mail address.
    pub email: Option<ContactView>,
    /// What helps people to come, in words.
    pub accessibility: Vec<String>,
    /// Languages that are spoken there, in words.
    pub languages: Vec<String>,
    /// Whether people must book a time, in words.
    pub appointment: Option<String>,
    /// Who else advises there.
    pub partners: Vec<String>,
    /// What people get help with.
    pub services: Vec<String>,
    /// What to bring.
    pub needs: Vec<String>,
    /// What people must get elsewhere.
    pub cannot_help_with: Vec<String>,
    /// Visits by month, in words and numbers.
    pub visits: Vec<(String, String)>,
}

/// A day on which a service point is open at other times or closed.
#[derive(Debug, Clone, Serialize)]
pub struct ExceptionView {
    /// The day: `2026-12-24`.
    pub date: String,
    /// Day and times in words.
    pub text: String,
    /// Whether it is closed.
    pub closed: bool,
    /// Why.
    pub reason: Option<String>,
}

/// Service points of an organisation, for those who look for the nearest.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceGroupView {
    /// The organisation's name.
    pub name: String,
    /// An id for the list.
    pub id: String,
    /// Its service points.
    pub places: Vec<PlaceView>,
}

/// A service point in a list.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Lines of its address.
    pub address: Vec<String>,
    /// Its next time.
    pub next: Option<TimeView>,
    /// Whether it is a model.
    pub is_template: bool,
}

/// Facts of an organisation's page.
#[derive(Debug, Clone, Serialize)]
pub struct OrganisationView {
    /// Its name.
    pub name: String,
    /// Its address on the web.
    pub website: Option<String>,
    /// Its telephone number.
    pub phone: Option<ContactView>,
    /// Its e-mail address.
    pub email: Option<ContactView>,
    /// What concerns it, kind by kind.
    pub groups: Vec<OrganisationGroupView>,
    /// What it does, plan by plan.
    pub plans: Vec<OrganisationPlanView>,
    /// Whom people ask about their personal data.
    pub data_protection: Option<DataProtectionView>,
}

/// Items of one kind that concern an organisation.
#[derive(Debug, Clone, Serialize)]
pub struct OrganisationGroupView {
    /// The kind's name: `service-point`, `session` …
    pub kind: &'static str,
    /// The kind in words.
    pub title: String,
    /// The items.
    pub entries: Vec<CardView>,
}

/// Facts of a system.
#[derive(Debug, Clone, Serialize)]
pub struct SystemView {
    /// Who keeps it.
    pub vendor: Option<String>,
    /// What it is for, in words.
    pub purpose: Option<String>,
    /// Its address on the web.
    pub website: Option<String>,
    /// How people sign in, in words.
    pub sign_in: Vec<String>,
    /// Whom users ask.
    pub contact: Option<String>,
    /// Who uses it: organisation, and since when in words, a line for each use.
    pub used_by: Vec<(String, Vec<String>)>,
    /// The guide about it.
    pub guide: Option<LinkView>,
    /// Address of its privacy notice.
    pub privacy_notice: Option<String>,
}

/// The terms that begin with a letter.
#[derive(Debug, Clone, Serialize)]
pub struct GlossaryLetterView {
    /// The letter.
    pub letter: String,
    /// The id of its heading.
    pub id: String,
    /// The terms, in alphabetical order.
    pub terms: Vec<super::TermView>,
}
