//! `{#id key=value key="two words"}`: attributes of blocks and of fragments in other languages.

use crate::base::TextRange;

/// Attributes as they were written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Attributes {
    /// The id and its place.
    pub(super) id: Option<(String, TextRange)>,
    /// Keys and values in order, each with the place of the whole.
    pub(super) pairs: Vec<(String, String, TextRange)>,
    /// What cannot be read.
    pub(super) malformed: Vec<TextRange>,
}

/// Reads attributes from the text between the braces, which begins at `offset` in its file.
pub(super) fn parse(text: &str, offset: usize) -> Attributes {
    let mut attributes = Attributes::default();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return attributes;
        }
        let start = text.len() - rest.len();
        let length = token_length(rest);
        let token = &rest[..length];
        let range = TextRange::new(start, start + length).shifted(offset);
        if let Some(id) = token.strip_prefix('#') {
            if is_id(id) && attributes.id.is_none() {
                attributes.id = Some((id.to_owned(), range));
            } else {
                attributes.malformed.push(range);
            }
        } else if let Some((key, value)) = token.split_once('=')
            && !key.is_empty()
            && key
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
        {
            let value = value
                .strip_prefix('"')
                .and_then(|value| value.strip_suffix('"'))
                .unwrap_or(value);
            attributes
                .pairs
                .push((key.to_owned(), value.to_owned(), range));
        } else {
            attributes.malformed.push(range);
        }
        rest = &rest[length..];
    }
}

/// The length of the first token: up to white space outside quotation marks.
fn token_length(text: &str) -> usize {
    let mut is_quoted = false;
    for (index, c) in text.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            c if c.is_whitespace() && !is_quoted => return index,
            _ => {}
        }
    }
    text.len()
}

/// Whether a text can be an id: one or more characters without white space, quotation marks or
/// characters that end an attribute or an address (HTML, section 3.2.6).
pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || "\"'<>&#{}%".contains(c))
}
