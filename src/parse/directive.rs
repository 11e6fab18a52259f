//! `:::` lines into markers that Markdown leaves in their place.
//!
//! pulldown-cmark has no blocks of this kind. Every line that begins with `:::` is replaced by a
//! processing instruction (CommonMark's HTML block of type 3, which may interrupt a paragraph) with
//! the same indentation; the parser hands it on as an HTML block of one line, and the tree pairs
//! the markers. Lines that turn out to lie in code or in HTML are given back as they were.

use std::borrow::Cow;

use crate::base::TextRange;
use crate::parse::attributes::{self, Attributes};

const BEFORE: &str = "<?\u{1}";
const AFTER: &str = "?>";

/// A text with markers in place of its `:::` lines.
pub(super) struct Scan<'a> {
    /// The text for the Markdown parser.
    pub(super) text: Cow<'a, str>,
    /// The markers by their number.
    pub(super) markers: Vec<Marker>,
    /// Where the text for the parser and the file part: (offset there, offset in the file).
    shifts: Vec<(usize, usize)>,
}

/// A `:::` line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marker {
    /// The line without indentation and line end, in the file.
    pub(super) range: TextRange,
    /// The line as it was.
    pub(super) line: String,
    /// Number of colons.
    pub(super) colons: usize,
    /// What it says.
    pub(super) kind: MarkerKind,
}

/// What a `:::` line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarkerKind {
    /// Opens a block.
    Open(Opening),
    /// Closes one.
    Close,
    /// Cannot be read.
    Malformed,
}

/// The opening line of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opening {
    /// The name and its place.
    pub(super) name: (String, TextRange),
    /// The title and its place.
    pub(super) title: Option<(String, TextRange)>,
    /// Its attributes.
    pub(super) attributes: Attributes,
}

/// Finds the `:::` lines of `text`, which begins at `offset` in its file.
pub(super) fn scan(text: &str, offset: usize) -> Scan<'_> {
    let mut scan = Scan {
        text: Cow::Borrowed(text),
        markers: Vec::new(),
        shifts: vec![(0, offset)],
    };
    if !text.contains(":::") {
        return scan;
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = offset;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let inner = content.trim_start_matches([' ', '\t']);
        if inner.starts_with(":::") {
            let start = at + content.len() - inner.len();
            let inner = inner.trim_end();
            out.push_str(&content[..start - at]);
            out.push_str(BEFORE);
            out.push_str(&scan.markers.len().to_string());
            out.push_str(AFTER);
            scan.markers.push(marker(inner, start));
            scan.shifts.push((out.len(), at + content.len()));
            out.push_str(&line[content.len()..]);
        } else {
            out.push_str(line);
        }
        at += line.len();
    }
    scan.text = Cow::Owned(out);
    scan
}

impl Scan<'_> {
    /// The place in the file of a range of the text for the parser.
    pub(super) fn place(&self, range: &std::ops::Range<usize>) -> TextRange {
        TextRange::new(self.offset(range.start), self.offset(range.end))
    }

    fn offset(&self, position: usize) -> usize {
        let index = self.shifts.partition_point(|(there, _)| *there <= position);
        let (there, here) = self.shifts[index.saturating_sub(1)];
        // Between two shifts lies a marker, whose length is not that of its line.
        let next = self.shifts.get(index).map_or(usize::MAX, |(_, here)| *here);
        (here + (position - there.min(position))).min(next)
    }

    /// The number of the marker that `html` is, if it is one.
    pub(super) fn marker_of(&self, html: &str) -> Option<usize> {
        let number = html.trim().strip_prefix(BEFORE)?.strip_suffix(AFTER)?;
        number
            .parse()
            .ok()
            .filter(|number| *number < self.markers.len())
    }

    /// The text with all markers given back as the lines they were.
    pub(super) fn restore<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        if self.markers.is_empty() || !text.contains(BEFORE) {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        let mut rest: &str = &text;
        while let Some(at) = rest.find(BEFORE) {
            out.push_str(&rest[..at]);
            let marker = rest[at + BEFORE.len()..]
                .split_once(AFTER)
                .and_then(|(number, after)| {
                    Some((self.markers.get(number.parse::<usize>().ok()?)?, after))
                });
            match marker {
                Some((marker, after)) => {
                    out.push_str(&marker.line);
                    rest = after;
                }
                None => {
                    out.push_str(BEFORE);
                    rest = &rest[at + BEFORE.len()..];
                }
            }
        }
        out.push_str(rest);
        Cow::Owned(out)
    }
}

fn marker(line: &str, start: usize) -> Marker {
    let colons = line.bytes().take_while(|&byte| byte == b':').count();
    let kind = if line.len() == colons {
        MarkerKind::Close
    } else {
        opening(&line[colons..], start + colons).map_or(MarkerKind::Malformed, MarkerKind::Open)
    };
    let range = TextRange::new(start, start + line.len());
    Marker {
        range,
        line: line.to_owned(),
        colons,
        kind,
    }
}

fn opening(text: &str, start: usize) -> Option<Opening> {
    let trimmed = text.trim_start();
    let name_start = start + text.len() - trimmed.len();
    let name_length = trimmed
        .find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
        .unwrap_or(trimmed.len());
    if name_length == 0 {
        return None;
    }
    let name = trimmed[..name_length].to_owned();
    let mut rest = &trimmed[name_length..];
    let mut at = name_start + name_length;
    let mut title = None;
    if rest.starts_with('[') {
        let length = bracket_length(rest)?;
        let inner = &rest[1..length - 1];
        title = Some((
            inner.replace("\\]", "]").replace("\\[", "["),
            TextRange::new(at + 1, at + length - 1),
        ));
        rest = &rest[length..];
        at += length;
    }
    let trimmed = rest.trim_start();
    at += rest.len() - trimmed.len();
    let attributes = if let Some(inner) = trimmed.strip_prefix('{') {
        attributes::parse(inner.strip_suffix('}')?, at + 1)
    } else if trimmed.is_empty() {
        Attributes::default()
    } else {
        return None;
    };
    let range = TextRange::new(name_start, name_start + name_length);
    Some(Opening {
        name: (name, range),
        title,
        attributes,
    })
}

/// The length of a bracketed text, brackets included; brackets nest, `\]` does not count.
fn bracket_length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (index, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => depth += 1,
            ']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(index + 1);
                }
            }
            _ => {}
        }
    }
    None
}
