//! What may stand in a file of keys and values, as data.
//!
//! One table of [`Field`]s checks a file, documents it, and is what schemas for editors are made
//! from. Reading the values afterwards needs no further checks: what does not fit its shape is
//! reported here and skipped there.

use crate::base::{Code, Diagnostic, SourcePath, Span, TextRange, suggest};
use crate::data::value::{Kind, Table, Value};
use crate::locale::{Date, DateTime, Period, Time};

/// A key that may stand in a table.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What its value must be.
    pub shape: Shape,
    /// What it is for, in one sentence.
    pub doc: &'static str,
}

impl Field {
    /// The key `name` with a value of this shape; `doc` says what it is for, in one sentence.
    pub const fn new(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, shape, doc }
    }
}

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A text of at least one character.
    Text,
    /// A whole number from the first to the second.
    Integer(i64, i64),
    /// True or false.
    Bool,
    /// A date, `2026-11-24`.
    Date,
    /// A length of time, `6 months`.
    Period,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A list of these; one alone may stand without brackets.
    List(&'static Shape),
    /// A table with these keys.
    Table(&'static [Field]),
    /// A table with any keys and values of this shape: names that the site chooses.
    Map(&'static Shape),
    /// A text for each language, `{ fi = "…", sv = "…" }`.
    PerLanguage,
    /// One text for all languages, or a text for each.
    TextOrPerLanguage,
    /// A text, or a table with these keys.
    TextOrTable(&'static [Field]),
    /// A whole number from the first to the second, or a table with these keys.
    IntegerOrTable(i64, i64, &'static [Field]),
    /// A date and a time of day without a zone, `2027-01-12T09:00`.
    DateTime,
    /// A time of day, `09:30`.
    Time,
    /// Whatever the site wants.
    Any,
}

/// Checks `table` against `fields` and reports unknown keys and wrong values.
pub fn check(path: &SourcePath, table: &Table, fields: &[Field], sink: &mut Vec<Diagnostic>) {
    for (key, value) in &table.entries {
        match fields.iter().find(|field| field.name == key.name) {
            Some(field) => check_value(path, &key.name, value, &field.shape, sink),
            None => {
                let known = fields.iter().map(|field| field.name);
                sink.push(
                    Diagnostic::new(
                        Code::UnknownKey,
                        Span::new(path, key.range),
                        format!("unknown key `{}`", key.name),
                    )
                    .maybe_help(suggest::help(&key.name, known.collect::<Vec<_>>()))
                    .maybe_help(
                        (fields.len() > 12
                            && suggest::nearest(&key.name, fields.iter().map(|field| field.name))
                                .is_none())
                        .then(|| "your own keys go under `[extra]`".to_owned()),
                    ),
                );
            }
        }
    }
}

fn check_value(
    path: &SourcePath,
    name: &str,
    value: &Value,
    shape: &Shape,
    sink: &mut Vec<Diagnostic>,
) {
    match (shape, &value.kind) {
        (Shape::Any, _) | (Shape::Bool, Kind::Bool(_)) => {}
        (Shape::Text | Shape::TextOrTable(_) | Shape::TextOrPerLanguage, Kind::Text(text)) => {
            if text.trim().is_empty() {
                invalid(
                    path,
                    name,
                    value.range,
                    "is empty",
                    "leave the key out instead",
                    sink,
                );
            }
        }
        (
            Shape::Integer(least, most) | Shape::IntegerOrTable(least, most, _),
            Kind::Integer(number),
        ) => {
            if !(least..=most).contains(&number) {
                let found = format!("is {number}, not between {least} and {most}");
                invalid(
                    path,
                    name,
                    value.range,
                    &found,
                    "choose a number in that range",
                    sink,
                );
            }
        }
        (Shape::Date, Kind::Text(text)) => {
            if Date::parse(text).is_err() {
                let found = format!("is `{text}`, which is no date");
                let help = "write year, month and day: `2026-11-24`";
                invalid(path, name, value.range, &found, help, sink);
            }
        }
        (Shape::Period, Kind::Text(text)) => {
            if Period::parse(text).is_err() {
                let found = format!("is `{text}`, which is no length of time");
                let help = "write a number and days, weeks, months or years: `6 months`";
                invalid(path, name, value.range, &found, help, sink);
            }
        }
        (Shape::OneOf(words), Kind::Text(text)) => {
            if !words.contains(&text.as_str()) {
                sink.push(
                    Diagnostic::new(
                        Code::InvalidValue,
                        Span::new(path, value.range),
                        format!("`{name}` cannot be `{text}`"),
                    )
                    .maybe_help(suggest::help(text, words.iter().copied())),
                );
            }
        }
        (Shape::List(inner), Kind::List(values)) => {
            for value in values {
                check_value(path, name, value, inner, sink);
            }
        }
        (Shape::List(inner), _) => check_value(path, name, value, inner, sink),
        (Shape::DateTime, Kind::Text(text)) => {
            if DateTime::parse(text).is_none() {
                let found = format!("is `{text}`, which is no date with a time of day");
                let help = "write it like this: `2027-01-12T09:00:00`";
                invalid(path, name, value.range, &found, help, sink);
            }
        }
        (Shape::Time, Kind::Text(text)) => {
            if Time::parse(text).is_none() {
                let found = format!("is `{text}`, which is no time of day");
                let help = "write hours and minutes: `\"09:30\"`";
                invalid(path, name, value.range, &found, help, sink);
            }
        }
        (
            Shape::Table(fields) | Shape::TextOrTable(fields) | Shape::IntegerOrTable(_, _, fields),
            Kind::Table(table),
        ) => {
            check(path, table, fields, sink);
        }
        (Shape::Map(inner), Kind::Table(table)) => {
            for (key, value) in &table.entries {
                check_value(path, &key.name, value, inner, sink);
            }
        }
        (Shape::PerLanguage | Shape::TextOrPerLanguage, Kind::Table(table)) => {
            for (key, value) in &table.entries {
                check_value(path, &key.name, value, &Shape::Text, sink);
            }
        }
        (shape, kind) => sink.push(
            Diagnostic::new(
                Code::WrongType,
                Span::new(path, value.range),
                format!("`{name}` must be {}, not {}", shape.name(), kind.name()),
            )
            .help(format!("write it like this: `{}`", shape.example(name))),
        ),
    }
}

fn invalid(
    path: &SourcePath,
    name: &str,
    range: TextRange,
    found: &str,
    help: &str,
    sink: &mut Vec<Diagnostic>,
) {
    let span = Span::new(path, range);
    sink.push(Diagnostic::new(Code::InvalidValue, span, format!("`{name}` {found}")).help(help));
}

impl Shape {
    /// What it is in words, for messages and documentation.
    pub fn name(&self) -> String {
        match self {
            Self::Text => "a text".to_owned(),
            Self::Integer(..) => "a whole number".to_owned(),
            Self::Bool => "`true` or `false`".to_owned(),
            Self::Date => "a date".to_owned(),
            Self::Period => "a length of time".to_owned(),
            Self::OneOf(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                format!("one of {}", words.join(", "))
            }
            Self::List(inner) => format!("a list ({})", inner.name()),
            Self::Table(_) | Self::Map(_) => "a table".to_owned(),
            Self::PerLanguage => "a text for each language".to_owned(),
            Self::TextOrPerLanguage => "a text, or one for each language".to_owned(),
            Self::TextOrTable(_) => "a text or a table".to_owned(),
            Self::IntegerOrTable(..) => "a whole number or a table".to_owned(),
            Self::DateTime => "a date with a time of day".to_owned(),
            Self::Time => "a time of day".to_owned(),
            Self::Any => "anything".to_owned(),
        }
    }

    fn example(&self, name: &str) -> String {
        match self {
            Self::Text | Self::TextOrTable(_) | Self::TextOrPerLanguage | Self::Any => {
                format!("{name} = \"…\"")
            }
            Self::Integer(least, _) | Self::IntegerOrTable(least, ..) => {
                format!("{name} = {}", (*least).max(1))
            }
            Self::Bool => format!("{name} = true"),
            Self::Date => format!("{name} = 2026-11-24"),
            Self::Period => format!("{name} = \"6 months\""),
            Self::DateTime => format!("{name} = 2027-01-12T09:00:00"),
            Self::Time => format!("{name} = \"09:30\""),
            Self::OneOf(words) => format!("{name} = \"{}\"", words.first().unwrap_or(&"…")),
            Self::List(_) => format!("{name} = [\"…\", \"…\"]"),
            Self::Table(_) | Self::Map(_) => format!("[{name}]"),
            Self::PerLanguage => format!("{name} = {{ fi = \"…\", sv = \"…\" }}"),
        }
    }
}
