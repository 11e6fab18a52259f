//! Problems in what an author wrote.
//!
//! Every stage returns [`Checked`]: its result, and all the problems it could see at once. How
//! problems look on a screen or in a file is decided in `shell::report`.

use crate::base::code::Code;
use crate::base::source::Span;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published until it is mended.
    Error,
    /// Something a reader would notice.
    Warning,
    /// Worth a look.
    Note,
}

impl Severity {
    /// Its word in reports and in `site.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Another place that belongs to a problem, and what is there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there, in a few words.
    pub message: String,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of problem.
    pub code: Code,
    /// How bad it is, before `site.toml` has its say.
    pub severity: Severity,
    /// What is wrong: one line, lower case, names in backticks, no full stop.
    pub message: String,
    /// Where; nothing when no file can be named.
    pub span: Option<Span>,
    /// A few words under the caret.
    pub caret: Option<String>,
    /// Further places.
    pub labels: Vec<Label>,
    /// The cure: a sentence that says what to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A problem at a place, as bad as its code usually is.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            span: Some(span),
            caret: None,
            labels: Vec::new(),
            help: None,
        }
    }

    /// The same, with words under the caret.
    #[must_use]
    pub fn caret(mut self, text: impl Into<String>) -> Self {
        self.caret = Some(text.into());
        self
    }

    /// The same, with a cure.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// The same, with a cure where there is one.
    #[must_use]
    pub fn maybe_help(mut self, text: Option<String>) -> Self {
        self.help = text.or(self.help);
        self
    }

    /// The same, with another place.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            message: message.into(),
        });
        self
    }
}

/// Sorts problems by file, place, code and message, the order in which they are shown, and drops
/// what was found twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        (&a.span, a.code, &a.message, &a.labels).cmp(&(&b.span, b.code, &b.message, &b.labels))
    });
    diagnostics.dedup();
}

/// The result of a stage, with all the problems it saw.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    /// The result; always complete, so that later stages can find their own problems.
    pub value: T,
    /// The problems.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// Takes the result and moves the problems into `sink`.
    pub fn unload(self, sink: &mut Vec<Diagnostic>) -> T {
        sink.extend(self.diagnostics);
        self.value
    }
}
