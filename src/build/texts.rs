//! Files below `content/` into documents and facts, in parallel.

use std::sync::Arc;

use rayon::prelude::*;

use crate::base::{Code, Diagnostic, Digest, Source, SourcePath, Span};
use crate::build::sources::ReadFile;
use crate::parse::{self, Context, Document, Exercise, FactsFile};

/// A text that could not be read: the machine's fault, not the author's.
#[derive(Debug)]
pub struct Unreadable {
    /// The file.
    pub path: SourcePath,
    /// What the machine says.
    pub error: std::io::Error,
}

/// What became of one file.
#[derive(Debug, Clone)]
pub(super) enum Parsed {
    /// A text in one language.
    Document(Arc<Document>),
    /// Facts of an item.
    Facts(Arc<FactsFile>),
    /// A quiz or a practice of an item.
    Exercise(Exercise),
    /// A file whose name cannot be read.
    Refused(Box<Diagnostic>),
}

impl Parsed {
    /// The problems that were found in the file alone.
    pub(super) fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            Self::Document(document) => &document.diagnostics,
            Self::Facts(facts) => &facts.diagnostics,
            Self::Exercise(exercise) => exercise.diagnostics(),
            Self::Refused(diagnostic) => std::slice::from_ref(diagnostic),
        }
    }
}

/// What was parsed, sorted out, each kind in the order of its paths.
#[derive(Debug, Clone, Default)]
pub(super) struct Sorted {
    pub(super) documents: Vec<Arc<Document>>,
    pub(super) beside: Beside,
}

/// The files that stand beside texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Beside {
    pub(super) facts: Vec<Arc<FactsFile>>,
    pub(super) exercises: Vec<Exercise>,
}

/// Sorts out what was parsed.
pub(super) fn sort_out<'a>(texts: impl Iterator<Item = &'a Parsed>) -> Sorted {
    let mut sorted = Sorted::default();
    for parsed in texts {
        match parsed {
            Parsed::Document(document) => sorted.documents.push(Arc::clone(document)),
            Parsed::Facts(file) => sorted.beside.facts.push(Arc::clone(file)),
            Parsed::Exercise(exercise) => sorted.beside.exercises.push(exercise.clone()),
            Parsed::Refused(_) => {}
        }
    }
    sorted
}

/// One file: its digest and what became of it.
pub(super) type Text = (SourcePath, Digest, Parsed);

/// Reads and parses files, in parallel; the result is in their order.
///
/// # Errors
/// A file that `read` cannot read.
pub(super) fn parse_all(
    context: Context<'_>,
    paths: Vec<SourcePath>,
    read: &ReadFile<'_>,
) -> Result<Vec<Text>, Unreadable> {
    paths
        .into_par_iter()
        .map(|path| {
            let file = load(path, read)?;
            let parsed = parse_one(context, &file);
            Ok((file.path, file.digest, parsed))
        })
        .collect()
}

/// Reads one file.
///
/// # Errors
/// What `read` says.
pub(super) fn load(path: SourcePath, read: &ReadFile<'_>) -> Result<Source, Unreadable> {
    match read(&path) {
        Ok(bytes) => Ok(Source::new(path, bytes)),
        Err(error) => Err(Unreadable { path, error }),
    }
}

/// Parses one file.
pub(super) fn parse_one(context: Context<'_>, file: &Source) -> Parsed {
    if let Some(exercise) = parse::exercise(context.config, file) {
        return Parsed::Exercise(exercise);
    }
    if file.path.as_str().ends_with(".toml") {
        return Parsed::Facts(Arc::new(parse::facts(file)));
    }
    match parse::name(context.config, &file.path) {
        Ok(name) => Parsed::Document(Arc::new(parse::document(context, file, &name))),
        Err(problem) => Parsed::Refused(Box::new(
            Diagnostic::new(
                Code::UnknownLanguage,
                Span::file(&file.path),
                format!("the site has no language `{}`", problem.code),
            )
            .help("name the file `name.LANGUAGE.md`, or add the language to `site.toml`")
            .maybe_help(problem.help),
        )),
    }
}
