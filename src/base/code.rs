//! The kinds of problems: one enum, one name each.
//!
//! What each finds and what to do about it is told by `explanation`.

use crate::base::diagnostic::Severity;

/// A kind of problem. Names are kebab-case and never change, since sites name them in `site.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// `site.toml`, `theme.toml`, a text file or a facts file is not valid TOML.
    UnreadableConfig,
    /// Front matter is not valid TOML or YAML.
    UnreadableFrontMatter,
    /// Front matter is opened and never closed.
    UnclosedFrontMatter,
    /// A text file holds bytes that are not UTF-8.
    InvalidUtf8,
    /// A key that nothing reads.
    UnknownKey,
    /// A value of the wrong type.
    WrongType,
    /// A value of the right type that cannot be meant.
    InvalidValue,
    /// A required fact or text is missing.
    MissingFact,
    /// One fact with two values.
    ConflictingFact,
    /// A language that the site does not have, or a tag that is none.
    UnknownLanguage,
    /// A theme that is neither in the site nor built in.
    UnknownTheme,
    /// A key of an item that does not exist.
    UnknownItem,
    /// A path or a symbolic link that leads out of the site.
    UnsafePath,
    /// A facts file without a text beside it.
    OrphanFacts,
    /// Two files are the same item in the same language.
    DuplicateItem,
    /// Two outputs at one address.
    DuplicateAddress,
    /// Two ids of the same name on one page.
    DuplicateId,
    /// A summary of more than 200 characters.
    SummaryTooLong,
    /// A model text that calls itself published.
    TemplatePublished,
    /// A text that should have been reviewed by now.
    ReviewOverdue,
    /// An item that lacks one of the site's languages.
    MissingTranslation,
    /// A translation whose headings do not match the source's.
    OutlineDiffers,
    /// A translation whose source has changed since it was made.
    TranslationStale,
    /// A translation of which nobody has said what it was made from.
    TranslationUnrecorded,
    /// A translation that a machine made and nobody has read.
    TranslationMachine,
    /// An entry of `translations.lock` whose translation or source is gone.
    TranslationOrphan,
    /// A translation whose steps, pictures or other blocks do not match the source's.
    TranslationStructure,
    /// Words that are still to be translated.
    TranslationUntouched,
    /// A text of the interface that a language lacks.
    MissingInterfaceText,
    /// A language for which CLDR data is not built in.
    LimitedLanguageData,
    /// A link to a page or file that does not exist.
    BrokenLink,
    /// A link to a place that its page does not have.
    BrokenAnchor,
    /// A picture that does not exist.
    BrokenImage,
    /// A picture whose size cannot be read.
    UnreadableImage,
    /// An included file that does not exist.
    BrokenInclude,
    /// A file that includes itself.
    CircularInclude,
    /// A link to an item that this build leaves out.
    UnpublishedLink,
    /// A link that would run a script or open a local file.
    UnsafeLink,
    /// A footnote or link reference that is not defined.
    UndefinedReference,
    /// A block that does not exist.
    UnknownBlock,
    /// A block that is opened and never closed.
    UnclosedBlock,
    /// Elements that lie too deep within each other.
    NestedTooDeep,
    /// A block that is closed in the wrong place or not open at all.
    MisnestedBlock,
    /// A block inside a quotation, where blocks are not read.
    BlockInQuote,
    /// A block without the title it needs, or with one it cannot have.
    BlockTitle,
    /// An attribute that a block does not know, needs, or cannot read.
    BlockAttribute,
    /// A block that holds something else than it must.
    BlockContent,
    /// A heading level that is skipped, or a second main heading.
    HeadingOrder,
    /// A picture without an alternative text.
    MissingAlt,
    /// A link without words.
    EmptyLinkText,
    /// A link text that does not say where it leads.
    VagueLinkText,
    /// HTML in a text that was taken out.
    RawHtmlRemoved,
    /// HTML in a text of a site that refuses it.
    RawHtmlRefused,
    /// A fact that is invented until the real one is known.
    Placeholder,
    /// An agenda whose minutes are not those of its session.
    AgendaSum,
    /// A recording without captions or a transcript.
    RecordingWithoutText,
    /// A block that stands where it has no meaning.
    MisplacedBlock,
    /// A lesson with too few or too many steps, or without help when something goes wrong.
    LessonShape,
    /// A handout that does not fit on the paper it is meant for.
    HandoutOverflow,
    /// An accessibility statement that is too old, or whose promise has passed.
    StatementOutdated,
    /// An accessibility statement that claims what is not so.
    StatementContradiction,
    /// A step whose title is too long to be read at a glance.
    StepTooLong,
    /// A glossary entry whose explanation is too long.
    ExplanationTooLong,
    /// A term that the glossary does not have.
    UnknownTerm,
    /// A rule for times that come again which cannot be read.
    InvalidRecurrence,
    /// A text within facts that lacks a language of its item.
    MissingText,
    /// A question that cannot be answered rightly.
    QuizAnswer,
    /// An answer without feedback.
    QuizFeedback,
    /// A quiz whose right answers can be guessed from their form.
    QuizGuessable,
    /// A practice that leads to a screen that it does not have.
    UnknownScreen,
    /// A screen of a practice to which nothing leads.
    UnreachableScreen,
    /// A screen of a practice without a way on.
    DeadEndScreen,
    /// A file of figures that does not exist.
    MissingData,
    /// A file of figures that cannot be read as what it is used for.
    InvalidData,
    /// A file of figures with what looks like data about persons.
    PersonalData,
    /// A chart of more than can be read.
    ChartTooLarge,
    /// A chart or a question without the sentence that says what it shows.
    MissingFinding,
    /// Counts of a survey that do not fit its questions, groups or answers.
    SurveyData,
    /// A policy that is published without being approved.
    UnapprovedPolicy,
    /// A version of a policy that cannot be right.
    PolicyVersion,
    /// A variant of a variant.
    PolicyVariant,
    /// A variant that has not been compared with the newest version of its base.
    PolicyLagging,
    /// An action of a plan whose last day has passed.
    ActionOverdue,
    /// A text that is harder to read than its level promises.
    HardToRead,
    /// A variable of a policy, or its value, that cannot be right.
    PolicyVariable,
    /// A variable that the policy does not have.
    UnknownVariable,
    /// A clause that the base of a variant does not have.
    UnknownClause,
    /// A policy whose languages have different clauses.
    ClausesDiffer,
    /// Something in the text of a policy that cannot stand there.
    PolicyText,
    /// A template that cannot be read or fails.
    TemplateError,
    /// A colour of the site on which text or signs are not read well.
    LowContrast,
}

impl Code {
    /// Every code, in the order of the documentation.
    pub const ALL: &[Self] = &[
        Self::UnreadableConfig,
        Self::UnreadableFrontMatter,
        Self::UnclosedFrontMatter,
        Self::InvalidUtf8,
        Self::UnknownKey,
        Self::WrongType,
        Self::InvalidValue,
        Self::MissingFact,
        Self::ConflictingFact,
        Self::UnknownLanguage,
        Self::UnknownTheme,
        Self::UnknownItem,
        Self::UnsafePath,
        Self::OrphanFacts,
        Self::DuplicateItem,
        Self::DuplicateAddress,
        Self::DuplicateId,
        Self::SummaryTooLong,
        Self::TemplatePublished,
        Self::ReviewOverdue,
        Self::MissingTranslation,
        Self::OutlineDiffers,
        Self::TranslationStale,
        Self::TranslationUnrecorded,
        Self::TranslationMachine,
        Self::TranslationOrphan,
        Self::TranslationStructure,
        Self::TranslationUntouched,
        Self::MissingInterfaceText,
        Self::LimitedLanguageData,
        Self::BrokenLink,
        Self::BrokenAnchor,
        Self::BrokenImage,
        Self::UnreadableImage,
        Self::BrokenInclude,
        Self::CircularInclude,
        Self::UnpublishedLink,
        Self::UnsafeLink,
        Self::UndefinedReference,
        Self::UnknownBlock,
        Self::UnclosedBlock,
        Self::NestedTooDeep,
        Self::MisnestedBlock,
        Self::BlockInQuote,
        Self::BlockTitle,
        Self::BlockAttribute,
        Self::BlockContent,
        Self::HeadingOrder,
        Self::MissingAlt,
        Self::EmptyLinkText,
        Self::VagueLinkText,
        Self::RawHtmlRemoved,
        Self::RawHtmlRefused,
        Self::Placeholder,
        Self::AgendaSum,
        Self::RecordingWithoutText,
        Self::MisplacedBlock,
        Self::LessonShape,
        Self::HandoutOverflow,
        Self::StatementOutdated,
        Self::StatementContradiction,
        Self::StepTooLong,
        Self::ExplanationTooLong,
        Self::UnknownTerm,
        Self::InvalidRecurrence,
        Self::MissingText,
        Self::QuizAnswer,
        Self::QuizFeedback,
        Self::QuizGuessable,
        Self::UnknownScreen,
        Self::UnreachableScreen,
        Self::DeadEndScreen,
        Self::MissingData,
        Self::InvalidData,
        Self::PersonalData,
        Self::ChartTooLarge,
        Self::MissingFinding,
        Self::SurveyData,
        Self::UnapprovedPolicy,
        Self::PolicyVersion,
        Self::PolicyVariant,
        Self::PolicyLagging,
        Self::ActionOverdue,
        Self::HardToRead,
        Self::PolicyVariable,
        Self::UnknownVariable,
        Self::UnknownClause,
        Self::ClausesDiffer,
        Self::PolicyText,
        Self::TemplateError,
        Self::LowContrast,
    ];

    /// The code of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Its name in reports and in `site.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::UnreadableConfig => "unreadable-config",
            Self::UnreadableFrontMatter => "unreadable-front-matter",
            Self::UnclosedFrontMatter => "unclosed-front-matter",
            Self::InvalidUtf8 => "invalid-utf8",
            Self::UnknownKey => "unknown-key",
            Self::WrongType => "wrong-type",
            Self::InvalidValue => "invalid-value",
            Self::MissingFact => "missing-fact",
            Self::ConflictingFact => "conflicting-fact",
            Self::UnknownLanguage => "unknown-language",
            Self::UnknownTheme => "unknown-theme",
            Self::UnknownItem => "unknown-item",
            Self::UnsafePath => "unsafe-path",
            Self::OrphanFacts => "orphan-facts",
            Self::DuplicateItem => "duplicate-item",
            Self::DuplicateAddress => "duplicate-address",
            Self::DuplicateId => "duplicate-id",
            Self::SummaryTooLong => "summary-too-long",
            Self::TemplatePublished => "template-published",
            Self::ReviewOverdue => "review-overdue",
            Self::MissingTranslation => "missing-translation",
            Self::OutlineDiffers => "outline-differs",
            Self::TranslationStale => "translation-stale",
            Self::TranslationUnrecorded => "translation-unrecorded",
            Self::TranslationMachine => "translation-machine",
            Self::TranslationOrphan => "translation-orphan",
            Self::TranslationStructure => "translation-structure",
            Self::TranslationUntouched => "translation-untouched",
            Self::MissingInterfaceText => "missing-interface-text",
            Self::LimitedLanguageData => "limited-language-data",
            Self::BrokenLink => "broken-link",
            Self::BrokenAnchor => "broken-anchor",
            Self::BrokenImage => "broken-image",
            Self::UnreadableImage => "unreadable-image",
            Self::BrokenInclude => "broken-include",
            Self::CircularInclude => "circular-include",
            Self::UnpublishedLink => "unpublished-link",
            Self::UnsafeLink => "unsafe-link",
            Self::UndefinedReference => "undefined-reference",
            Self::UnknownBlock => "unknown-block",
            Self::UnclosedBlock => "unclosed-block",
            Self::NestedTooDeep => "nested-too-deep",
            Self::MisnestedBlock => "misnested-block",
            Self::BlockInQuote => "block-in-quote",
            Self::BlockTitle => "block-title",
            Self::BlockAttribute => "block-attribute",
            Self::BlockContent => "block-content",
            Self::HeadingOrder => "heading-order",
            Self::MissingAlt => "missing-alt",
            Self::EmptyLinkText => "empty-link-text",
            Self::VagueLinkText => "vague-link-text",
            Self::RawHtmlRemoved => "raw-html-removed",
            Self::RawHtmlRefused => "raw-html-refused",
            Self::Placeholder => "placeholder",
            Self::AgendaSum => "agenda-sum",
            Self::RecordingWithoutText => "recording-without-text",
            Self::MisplacedBlock => "misplaced-block",
            Self::LessonShape => "lesson-shape",
            Self::HandoutOverflow => "handout-overflow",
            Self::StatementOutdated => "statement-outdated",
            Self::StatementContradiction => "statement-contradiction",
            Self::StepTooLong => "step-too-long",
            Self::ExplanationTooLong => "explanation-too-long",
            Self::UnknownTerm => "unknown-term",
            Self::InvalidRecurrence => "invalid-recurrence",
            Self::MissingText => "missing-text",
            Self::QuizAnswer => "quiz-answer",
            Self::QuizFeedback => "quiz-feedback",
            Self::QuizGuessable => "quiz-guessable",
            Self::UnknownScreen => "unknown-screen",
            Self::UnreachableScreen => "unreachable-screen",
            Self::DeadEndScreen => "dead-end-screen",
            Self::MissingData => "missing-data",
            Self::InvalidData => "invalid-data",
            Self::PersonalData => "personal-data",
            Self::ChartTooLarge => "chart-too-large",
            Self::MissingFinding => "missing-finding",
            Self::SurveyData => "survey-data",
            Self::UnapprovedPolicy => "unapproved-policy",
            Self::PolicyVersion => "policy-version",
            Self::PolicyVariant => "policy-variant",
            Self::PolicyLagging => "policy-lagging",
            Self::ActionOverdue => "action-overdue",
            Self::HardToRead => "hard-to-read",
            Self::PolicyVariable => "policy-variable",
            Self::UnknownVariable => "unknown-variable",
            Self::UnknownClause => "unknown-clause",
            Self::ClausesDiffer => "clauses-differ",
            Self::PolicyText => "policy-text",
            Self::TemplateError => "template-error",
            Self::LowContrast => "low-contrast",
        }
    }

    /// How bad such a problem is unless `site.toml` says otherwise.
    pub fn severity(self) -> Severity {
        match self {
            Self::OrphanFacts
            | Self::SummaryTooLong
            | Self::ReviewOverdue
            | Self::MissingTranslation
            | Self::OutlineDiffers
            | Self::TranslationStale
            | Self::TranslationMachine
            | Self::TranslationOrphan
            | Self::TranslationStructure
            | Self::UnpublishedLink
            | Self::UndefinedReference
            | Self::HeadingOrder
            | Self::MissingAlt
            | Self::EmptyLinkText
            | Self::VagueLinkText
            | Self::RawHtmlRemoved
            | Self::LessonShape
            | Self::HandoutOverflow
            | Self::StepTooLong
            | Self::ExplanationTooLong
            | Self::QuizGuessable
            | Self::PolicyLagging
            | Self::ActionOverdue
            | Self::HardToRead => Severity::Warning,
            Self::LimitedLanguageData | Self::Placeholder | Self::TranslationUnrecorded => {
                Severity::Note
            }
            _ => Severity::Error,
        }
    }

    /// Whether `site.toml` may set the level: not for problems after which the build has no
    /// meaning, such as a file that cannot be read.
    pub fn is_adjustable(self) -> bool {
        !matches!(
            self,
            Self::UnreadableConfig
                | Self::UnknownTheme
                | Self::UnsafePath
                | Self::DuplicateAddress
                | Self::DuplicateItem
                | Self::InvalidUtf8
                | Self::PersonalData
                | Self::SurveyData
                | Self::TemplateError
        )
    }
}
