//! TOML 1.1 into a [`Table`].

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::{Code, Diagnostic, SourcePath, Span, TextRange};
use crate::data::value::{Key, Kind, Table, Value};

/// Reads `text`, which begins `offset` bytes into the file `path`, and reports every syntax error
/// as `code`; what could be read is returned all the same.
pub fn parse(
    path: &SourcePath,
    text: &str,
    offset: usize,
    code: Code,
    sink: &mut Vec<Diagnostic>,
) -> Table {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let range = error
            .span()
            .map_or(TextRange::default(), TextRange::from)
            .shifted(offset);
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        let help = if message.contains("duplicate key") {
            "keep one of the two lines"
        } else {
            "texts stand in quotation marks: `title = \"Etätyö\"`; dates do not: `2026-11-24`"
        };
        let span = Span::new(path, range);
        sink.push(Diagnostic::new(code, span, format!("not valid TOML: {message}")).help(help));
    }
    convert_table(table.into_inner(), offset)
}

fn convert_table(table: DeTable<'_>, offset: usize) -> Table {
    let entries = table
        .into_iter()
        .map(|(key, value)| {
            let range = TextRange::from(key.span()).shifted(offset);
            (
                Key {
                    name: key.into_inner().into_owned(),
                    range,
                },
                convert(value, offset),
            )
        })
        .collect::<Vec<_>>();
    let mut table = Table { entries };
    // The parser sorts keys; the order of the file is what authors mean and messages follow.
    table.entries.sort_by_key(|(key, _)| key.range.start);
    table
}

fn convert(value: Spanned<DeValue<'_>>, offset: usize) -> Value {
    let range = TextRange::from(value.span()).shifted(offset);
    let kind = match value.into_inner() {
        DeValue::String(text) => Kind::Text(text.into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Kind::Text(number.to_string()), Kind::Integer),
        DeValue::Float(number) => number
            .as_str()
            .parse()
            .map_or_else(|_| Kind::Text(number.to_string()), Kind::Float),
        DeValue::Boolean(value) => Kind::Bool(value),
        DeValue::Datetime(value) => Kind::Text(value.to_string()),
        DeValue::Array(values) => Kind::List(
            values
                .into_iter()
                .map(|value| convert(value, offset))
                .collect(),
        ),
        DeValue::Table(table) => Kind::Table(convert_table(table, offset)),
    };
    Value { kind, range }
}
