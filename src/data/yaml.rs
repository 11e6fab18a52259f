//! YAML 1.2 into a [`Table`].

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

use crate::base::{Code, Diagnostic, SourcePath, Span, TextRange};
use crate::data::value::{Key, Kind, Table, Value};

/// Reads `text`, which begins `offset` bytes into the file `path`, and reports a syntax error as
/// `code`.
pub fn parse(
    path: &SourcePath,
    text: &str,
    offset: usize,
    code: Code,
    sink: &mut Vec<Diagnostic>,
) -> Table {
    if text.trim().is_empty() {
        return Table::default();
    }
    match serde_saphyr::from_str::<Spanned<Node>>(text) {
        Ok(node) => match convert(text, offset, node).kind {
            Kind::Table(table) => table,
            Kind::Null => Table::default(),
            other => {
                let range = TextRange::new(offset, offset + text.len());
                let message = format!("expected keys and values, found {}", other.name());
                sink.push(
                    Diagnostic::new(code, Span::new(path, range), message)
                        .help("write one `key: value` on each line"),
                );
                Table::default()
            }
        },
        Err(error) => {
            let at = error
                .location()
                .map_or(0, |place| byte_offset(text, place.line(), place.column()));
            let message = error.to_string();
            let first = message.lines().next().unwrap_or_default();
            let first = first.strip_prefix("error: ").unwrap_or(first);
            let end = text[at..]
                .find('\n')
                .map_or(text.len(), |length| at + length);
            sink.push(
                Diagnostic::new(
                    code,
                    Span::new(path, TextRange::new(at, end).shifted(offset)),
                    format!("not valid YAML: {first}"),
                )
                .help("put texts that hold a colon in quotation marks, and indent with spaces"),
            );
            Table::default()
        }
    }
}

/// Line and column count from 1; columns in characters.
fn byte_offset(text: &str, line: u64, column: u64) -> usize {
    let (line, column) = (
        usize::try_from(line).unwrap_or(1),
        usize::try_from(column).unwrap_or(1),
    );
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = &text[start..];
    let here = rest.split('\n').next().unwrap_or_default();
    start
        + here
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(here.len(), |(index, _)| index)
}

fn place(text: &str, offset: usize, location: serde_saphyr::Location) -> TextRange {
    let span = location.span();
    match (span.byte_offset(), span.byte_len()) {
        (Some(start), Some(length)) => {
            let start = usize::try_from(start).unwrap_or(0).min(text.len());
            let end = (start + usize::try_from(length).unwrap_or(0)).min(text.len());
            TextRange::new(start, start + text[start..end].trim_end().len()).shifted(offset)
        }
        _ => {
            let start = byte_offset(text, location.line(), location.column());
            TextRange::new(start, start).shifted(offset)
        }
    }
}

fn convert(text: &str, offset: usize, node: Spanned<Node>) -> Value {
    let range = place(text, offset, node.referenced);
    let kind = match node.value {
        Node::Null => Kind::Null,
        Node::Bool(value) => Kind::Bool(value),
        Node::Integer(value) => Kind::Integer(value),
        Node::Float(value) => Kind::Float(value),
        Node::Text(value) => Kind::Text(value),
        Node::List(values) => Kind::List(
            values
                .into_iter()
                .map(|value| convert(text, offset, value))
                .collect(),
        ),
        Node::Map(entries) => Kind::Table(Table {
            entries: entries
                .into_iter()
                .map(|(key, value)| {
                    let range = place(text, offset, key.referenced);
                    (
                        Key {
                            name: key.value,
                            range,
                        },
                        convert(text, offset, value),
                    )
                })
                .collect(),
        }),
    };
    Value { kind, range }
}

enum Node {
    Null,
    Bool(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    List(Vec<Spanned<Node>>),
    Map(Vec<(Spanned<String>, Spanned<Node>)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(i64::try_from(value).map_or_else(|_| Node::Text(value.to_string()), Node::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element()? {
            values.push(value);
        }
        Ok(Node::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Map(entries))
    }
}
