//! What an item is, and the facts that only items of its kind state.

mod decision;
mod happening;
mod learning;
mod place;
mod plan;
mod policy;
mod reference;
mod report;
mod statement;
mod survey;
mod variable;

use crate::site::facts::Statements;

pub use decision::{Approval, Change, LegalBasis, Version};
pub use happening::{
    AgendaEntry, Event, Occurrence, OccurrenceMode, PlannedSession, ProgrammeEntry, Recording,
    Series, Session, State,
};
pub use learning::{Course, Guide, Handout, Lesson, Software};
pub use place::{Address, Exception, OpenTime, ServicePoint};
pub use plan::{Action, ActionStatus, Plan};
pub use policy::{Acknowledgement, Policy, Variant};
pub use reference::{DataProtection, Organisation, System, Term, Use};
pub use report::{Report, StatedFigure};
pub use statement::{Authority, Conformance, Contacts, Finding, Statement};
pub use survey::{ALL, Survey, SurveyQuestion};
pub use variable::{Setting, Variable, VariableKind};

/// What an item is.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// A plain page.
    Page,
    /// A folder's own page.
    Section,
    /// One task, step by step.
    Guide(Guide),
    /// Lessons in their order: a folder.
    Course(Course),
    /// A part of a course.
    Lesson(Box<Lesson>),
    /// Sessions in their order: a folder.
    Series(Series),
    /// An awareness session.
    Session(Box<Session>),
    /// Something that happens once.
    Event(Box<Event>),
    /// A place with digital support at known times.
    ServicePoint(Box<ServicePoint>),
    /// An entry of the glossary.
    Term(Term),
    /// Questions with feedback.
    Quiz,
    /// A simulated e-service.
    Practice,
    /// A list to tick.
    Checklist,
    /// An organisation's own page.
    Organisation(Box<Organisation>),
    /// An e-service or system that organisations use.
    System(Box<System>),
    /// How accessible the site is.
    Statement(Box<Statement>),
    /// Questions to many people, and how many answered what.
    Survey(Box<Survey>),
    /// A policy, or an organisation's variant of one.
    Policy(Box<Policy>),
    /// Who does what by when.
    Plan(Box<Plan>),
    /// What was done in a year.
    Report(Report),
}

impl ItemKind {
    /// Its name: in facts and in views.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Section => "section",
            Self::Guide(_) => "guide",
            Self::Course(_) => "course",
            Self::Lesson(_) => "lesson",
            Self::Series(_) => "series",
            Self::Session(_) => "session",
            Self::Event(_) => "event",
            Self::ServicePoint(_) => "service-point",
            Self::Term(_) => "term",
            Self::Quiz => "quiz",
            Self::Practice => "practice",
            Self::Checklist => "checklist",
            Self::Organisation(_) => "organisation",
            Self::System(_) => "system",
            Self::Statement(_) => "statement",
            Self::Survey(_) => "survey",
            Self::Policy(_) => "policy",
            Self::Plan(_) => "plan",
            Self::Report(_) => "report",
        }
    }

    /// The template of its page.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Page => "page.html",
            Self::Checklist => "checklist.html",
            Self::Section => "section.html",
            Self::Guide(_) => "guide.html",
            Self::Course(_) => "course.html",
            Self::Lesson(_) => "lesson.html",
            Self::Series(_) => "series.html",
            Self::Session(_) => "session.html",
            Self::Event(_) => "event.html",
            Self::ServicePoint(_) => "service-point.html",
            Self::Term(_) => "term.html",
            Self::Quiz => "quiz.html",
            Self::Practice => "practice.html",
            Self::Organisation(_) => "organisation.html",
            Self::System(_) => "system.html",
            Self::Statement(_) => "statement.html",
            Self::Survey(_) => "survey.html",
            Self::Policy(_) => "policy.html",
            Self::Plan(_) => "plan.html",
            Self::Report(_) => "report.html",
        }
    }

    /// What schema.org calls it.
    pub fn schema_type(&self) -> &'static str {
        match self {
            Self::Page | Self::Statement(_) => "WebPage",
            Self::Section => "CollectionPage",
            Self::Guide(_) => "HowTo",
            Self::Course(_) => "Course",
            Self::Lesson(_) | Self::Practice => "LearningResource",
            Self::Series(_) => "EventSeries",
            Self::Session(_) => "EducationEvent",
            Self::Event(_) => "Event",
            Self::ServicePoint(_) => "GovernmentService",
            Self::Term(_) => "DefinedTerm",
            Self::Quiz => "Quiz",
            Self::Checklist => "ItemList",
            Self::Organisation(_) => "GovernmentOrganization",
            Self::System(_) => "SoftwareApplication",
            Self::Survey(_) => "Dataset",
            Self::Policy(_) | Self::Plan(_) => "DigitalDocument",
            Self::Report(_) => "Report",
        }
    }

    /// How long it takes, in minutes.
    pub fn minutes(&self) -> Option<u32> {
        match self {
            Self::Guide(guide) => guide.minutes,
            Self::Lesson(lesson) => Some(lesson.minutes()).filter(|minutes| *minutes > 0),
            Self::Session(session) => Some(session.minutes),
            _ => None,
        }
    }

    /// Whether what lies in its folder is listed on its page.
    pub fn is_folder(&self) -> bool {
        matches!(
            self,
            Self::Section | Self::Course(_) | Self::Series(_) | Self::Organisation(_)
        )
    }
}

/// Reads the kind of an item and what its facts say about it.
///
/// A folder's own page is what its own facts say: `[defaults]` are about what lies in the folder.
pub(super) fn read(statements: &Statements<'_>) -> ItemKind {
    let stated = if statements.is_index {
        statements.own("type")
    } else {
        statements.get("type")
    };
    let name = stated.and_then(|fact| fact.value.as_text());
    match name {
        Some("guide") => ItemKind::Guide(Guide::read(statements)),
        Some("course") => ItemKind::Course(Course::read(statements)),
        Some("lesson") => ItemKind::Lesson(Box::new(Lesson::read(statements))),
        Some("series") => ItemKind::Series(Series::read(statements)),
        Some("session") => ItemKind::Session(Box::new(Session::read(statements))),
        Some("event") => ItemKind::Event(Box::new(Event::read(statements))),
        Some("service-point") => ItemKind::ServicePoint(Box::new(ServicePoint::read(statements))),
        Some("term") => ItemKind::Term(Term::read(statements)),
        Some("quiz") => ItemKind::Quiz,
        Some("practice") => ItemKind::Practice,
        Some("checklist") => ItemKind::Checklist,
        Some("organisation") => ItemKind::Organisation(Box::new(Organisation::read(statements))),
        Some("system") => ItemKind::System(Box::new(System::read(statements))),
        Some("statement") => ItemKind::Statement(Box::new(Statement::read(statements))),
        Some("survey") => ItemKind::Survey(Box::new(Survey::read(statements))),
        Some("policy") => ItemKind::Policy(Box::new(Policy::read(statements))),
        Some("plan") => ItemKind::Plan(Box::new(Plan::read(statements))),
        Some("report") => ItemKind::Report(Report::read(statements)),
        Some("section") => ItemKind::Section,
        _ if statements.is_index => ItemKind::Section,
        _ => ItemKind::Page,
    }
}
