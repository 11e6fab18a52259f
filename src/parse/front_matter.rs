//! Front matter: where it is, and what it says.

use crate::base::{Code, Diagnostic, SourcePath, Span, TextRange};
use crate::data::{self, Table};

/// Front matter and where the text after it begins.
pub(super) struct FrontMatter {
    pub(super) table: Table,
    pub(super) body: usize,
}

/// Reads the front matter at the beginning of `text`: TOML between `+++` lines, YAML between
/// `---` lines, or none.
pub(super) fn read(path: &SourcePath, text: &str, sink: &mut Vec<Diagnostic>) -> FrontMatter {
    let none = FrontMatter {
        table: Table::default(),
        body: 0,
    };
    let Some(first) = text.lines().next() else {
        return none;
    };
    let fence = first.trim_end();
    if !matches!(fence, "+++" | "---") {
        return none;
    }
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut at = start;
    let mut end = None;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            end = Some((at, at + line.len()));
            break;
        }
        at += line.len();
    }
    let Some((end, body)) = end else {
        // A text may begin with a thematic break; one with keys below it is front matter.
        if fence == "---"
            && !text[start..]
                .lines()
                .next()
                .is_some_and(|line| line.contains(':'))
        {
            return none;
        }
        sink.push(
            Diagnostic::new(
                Code::UnclosedFrontMatter,
                Span::new(path, TextRange::new(0, fence.len())),
                format!("front matter opened with `{fence}` is never closed"),
            )
            .caret("opened here")
            .help(format!("put a line `{fence}` after the last key")),
        );
        return none;
    };
    let inner = &text[start..end];
    let code = Code::UnreadableFrontMatter;
    let table = if fence == "+++" {
        data::toml::parse(path, inner, start, code, sink)
    } else {
        data::yaml::parse(path, inner, start, code, sink)
    };
    FrontMatter { table, body }
}

/// The text after the front matter.
pub(crate) fn body_of(text: &str) -> &str {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let front = read(&SourcePath::new(""), text, &mut Vec::new());
    &text[front.body..]
}

/// What the front matter of a text says.
pub(crate) fn front_matter_of(path: &SourcePath, text: &str) -> Table {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    read(path, text, &mut Vec::new()).table
}
