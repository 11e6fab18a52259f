//! What a learner does besides reading: `NAME.quiz.toml` and `NAME.practice.toml`, files that
//! belong to the item NAME. [`exercise`] reads either; like every parser it reports and returns
//! the rest.

use std::sync::Arc;

use crate::base::{Code, Diagnostic, Source, SourcePath, Span, TextRange};
use crate::config::{self, Config};
use crate::data::{Field, Table, Value, schema};
use crate::parse::name::{self, Name};
use crate::parse::practice::{self, Practice};
use crate::parse::quiz::{self, Quiz};
use crate::parse::slug::slug;

const QUIZ: &str = ".quiz.toml";
const PRACTICE: &str = ".practice.toml";

/// The key of the item whose facts, questions or practice stand in a file below `content/`; nothing
/// for other files.
pub fn owner_key(path: &SourcePath) -> Option<String> {
    let endings = [QUIZ, PRACTICE, ".toml"].into_iter();
    let ending = endings
        .filter(|_| path.as_str().starts_with("content/"))
        .find(|ending| path.as_str().ends_with(ending))?;
    Some(name::beside(path, ending).key)
}

/// A file with an exercise; cheap to clone.
#[derive(Debug, Clone)]
pub enum Exercise {
    /// `NAME.quiz.toml`.
    Quiz(Arc<ExerciseFile<Quiz>>),
    /// `NAME.practice.toml`.
    Practice(Arc<ExerciseFile<Practice>>),
}

/// An exercise and the file that it stands in.
#[derive(Debug)]
pub struct ExerciseFile<T> {
    /// The file.
    pub path: SourcePath,
    /// The item it belongs to.
    pub name: Name,
    /// What it says.
    pub content: T,
    /// The problems that were found in it alone.
    pub diagnostics: Vec<Diagnostic>,
}

impl Exercise {
    /// The file.
    pub fn path(&self) -> &SourcePath {
        match self {
            Self::Quiz(file) => &file.path,
            Self::Practice(file) => &file.path,
        }
    }

    /// The item it belongs to.
    pub fn name(&self) -> &Name {
        match self {
            Self::Quiz(file) => &file.name,
            Self::Practice(file) => &file.name,
        }
    }

    /// The problems that were found in it alone.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            Self::Quiz(file) => &file.diagnostics,
            Self::Practice(file) => &file.diagnostics,
        }
    }
}

/// Parses a file whose name says that it holds an exercise; nothing for other files.
pub fn exercise(config: &Config, file: &Source) -> Option<Exercise> {
    if file.path.as_str().ends_with(QUIZ) {
        Some(Exercise::Quiz(Arc::new(read(
            config,
            file,
            (QUIZ, quiz::FIELDS),
            quiz::read,
        ))))
    } else if file.path.as_str().ends_with(PRACTICE) {
        let kind = (PRACTICE, practice::FIELDS);
        let read = read(config, file, kind, practice::read);
        Some(Exercise::Practice(Arc::new(read)))
    } else {
        None
    }
}

fn read<T>(
    config: &Config,
    file: &Source,
    (ending, fields): (&str, &[Field]),
    content: impl FnOnce(&mut Reader<'_>, &Table) -> T,
) -> ExerciseFile<T> {
    let path = &file.path;
    let mut reader = Reader {
        path,
        config,
        sink: Vec::new(),
    };
    let text = file.text().unwrap_or_else(|at| {
        reader.sink.push(config::invalid_utf8(path, at));
        ""
    });
    let table = crate::data::toml::parse(path, text, 0, Code::UnreadableConfig, &mut reader.sink);
    let unreadable = reader.sink.len();
    schema::check(path, &table, fields, &mut reader.sink);
    let content = content(&mut reader, &table);
    // What could not be read would be missed everywhere.
    if unreadable > 0 {
        reader.sink.truncate(unreadable);
    }
    ExerciseFile {
        path: path.clone(),
        name: name::beside(path, ending),
        content,
        diagnostics: reader.sink,
    }
}

/// A text in each language, as it was written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Words {
    texts: Vec<(Box<str>, Box<str>)>,
    /// Where it stands; nothing where there is no such text, which was reported.
    pub range: Option<TextRange>,
}

impl Words {
    /// The text in a language.
    pub fn get(&self, lang: &str) -> Option<&str> {
        let found = self.texts.iter().find(|(code, _)| &**code == lang);
        found.map(|(_, text)| &**text)
    }

    /// The text in a language, else the first there is: what is missing was reported.
    pub fn shown(&self, lang: &str) -> &str {
        let first = || self.texts.first().map_or("", |(_, text)| &**text);
        self.get(lang).unwrap_or_else(first)
    }
}

/// What reading one file needs: where problems go, and the site's languages.
pub(super) struct Reader<'a> {
    pub(super) path: &'a SourcePath,
    config: &'a Config,
    sink: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Reports a problem.
    pub(super) fn report(&mut self, code: Code, range: TextRange, message: String, help: &str) {
        let span = Span::new(self.path, range);
        self.sink
            .push(Diagnostic::new(code, span, message).help(help));
    }

    /// The tables of a list, with their places.
    pub(super) fn tables<'t>(&self, table: &'t Table, key: &str) -> Vec<(&'t Table, TextRange)> {
        let values = table.list(key).unwrap_or_default().iter();
        values
            .filter_map(|value| Some((value.as_table()?, value.range)))
            .collect()
    }

    /// The texts under `key`, if there are any.
    pub(super) fn words(&mut self, table: &Table, key: &str) -> Option<Words> {
        table.get(key).and_then(|value| self.words_of(value))
    }

    /// The texts of a value.
    pub(super) fn words_of(&mut self, value: &Value) -> Option<Words> {
        let texts = value.as_table()?;
        config::check_languages(self.path, texts, self.config, &mut self.sink);
        let texts = texts.entries.iter();
        Some(Words {
            texts: texts
                .filter_map(|(key, value)| {
                    Some((key.name.as_str().into(), value.as_text()?.into()))
                })
                .collect(),
            range: Some(value.range),
        })
    }

    /// The texts under `key`, without which `what` is of no use.
    pub(super) fn needed(
        &mut self,
        (table, range): (&Table, TextRange),
        key: &str,
        what: &str,
    ) -> Words {
        if table.get(key).is_none() {
            self.missing(
                range,
                key,
                what,
                &format!("write `{key} = {{ fi = \"…\" }}`"),
            );
        }
        self.words(table, key).unwrap_or_default()
    }

    /// Reports that a fact is missing.
    pub(super) fn missing(&mut self, range: TextRange, key: &str, what: &str, help: &str) {
        self.report(
            Code::MissingFact,
            range,
            format!("{what} needs `{key}`"),
            help,
        );
    }

    /// The ids of things of one kind, which must be there, be parts of addresses, and differ;
    /// things without one are counted.
    pub(super) fn id(
        &mut self,
        (table, range): (&Table, TextRange),
        what: &str,
        known: &mut Vec<String>,
    ) -> (String, TextRange) {
        let stated = table
            .get("id")
            .and_then(|value| Some((value.as_text()?, value.range)));
        let Some((id, range)) = stated else {
            if table.get("id").is_none() {
                self.missing(range, "id", what, "write a short name: `id = \"codes\"`");
            }
            return ((known.len() + 1).to_string(), range);
        };
        let id = self.checked_id(id, range);
        if known.contains(&id) {
            self.report(
                Code::DuplicateId,
                range,
                format!("the id `{id}` is taken"),
                "give each its own id",
            );
        }
        known.push(id.clone());
        (id, range)
    }

    /// An id that can be a part of an address.
    pub(super) fn checked_id(&mut self, id: &str, range: TextRange) -> String {
        let is_sound = id.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'));
        if is_sound {
            return id.to_owned();
        }
        let instead = slug(id);
        let help = format!("use a-z, 0-9 and hyphens: `{instead}`");
        let message = format!("`{id}` cannot be an id");
        self.report(Code::InvalidValue, range, message, &help);
        instead
    }
}
