//! A source's text with all its words marked as still to be translated.

use crate::data::{Kind, Table, Value};
use crate::parse::{BEGIN, Document, END, ProseKind, is_fact};

/// The text of a new translation: front matter to fill in, and the body of the source with its
/// headings, blocks, steps, pictures and links, in which each block of prose is marked.
pub(super) fn placeholders(source: &Document, front: &Table, text: &str) -> String {
    let mut out = String::new();
    let has_title = front.text("title").is_some();
    for (key, value) in &front.entries {
        if matches!(key.name.as_str(), "slug" | "translation") || is_fact(&key.name) {
            continue;
        }
        let is_prose = !matches!(key.name.as_str(), "level" | "extra");
        out.push_str(&format!(
            "{} = {}\n",
            name(&key.name),
            toml(value, is_prose)
        ));
    }
    if front.text("slug").is_some() {
        out.push_str("# The page's part of the address, in small letters:\n# slug = \"\"\n");
    }
    if !out.is_empty() {
        out = format!("+++\n{out}+++\n");
    }
    let blocks = source.prose.iter().filter(|block| match block.kind {
        ProseKind::Title => !has_title,
        ProseKind::Summary | ProseKind::Text => false,
        _ => true,
    });
    let mut places: Vec<(usize, usize)> = blocks
        .map(|block| (block.range.start as usize, block.range.end as usize))
        .collect();
    places.sort_unstable();
    let body = text.len() - crate::parse::body_of(text).len();
    let mut at = body;
    for (start, end) in places {
        // A picture within words that are marked already.
        if start < at {
            continue;
        }
        out.push_str(&text[at..start]);
        out.push(BEGIN);
        out.push_str(&text[start..end]);
        out.push(END);
        at = end;
    }
    out + &text[at..]
}

fn name(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !key.is_empty() && key.chars().all(is_bare) {
        key.to_owned()
    } else {
        quoted(key)
    }
}

/// A text in TOML; JSON has the same escapes.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn toml(value: &Value, is_prose: bool) -> String {
    match &value.kind {
        Kind::Null => "\"\"".to_owned(),
        Kind::Bool(value) => value.to_string(),
        Kind::Integer(number) => number.to_string(),
        Kind::Float(number) => format!("{number:?}"),
        Kind::Text(text) if is_prose => quoted(&format!("{BEGIN}{text}{END}")),
        Kind::Text(text) => quoted(text),
        Kind::List(values) => {
            let values: Vec<String> = values.iter().map(|value| toml(value, is_prose)).collect();
            format!("[{}]", values.join(", "))
        }
        Kind::Table(table) => {
            let entries = table.entries.iter();
            let entries = entries
                .map(|(key, value)| format!("{} = {}", name(&key.name), toml(value, is_prose)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}
