//! Bytes into lines and columns.
//!
//! All offsets of a file are found in one walk through its text, so that the cost is that of
//! reading the files, however many problems they have.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Diagnostic, SourcePath, Span};

/// A place as editors name it: both counted from 1, the column in characters, as
/// [`line_and_column`](crate::base::source::line_and_column) counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    /// The line.
    pub(super) line: usize,
    /// The column.
    pub(super) column: usize,
}

/// The positions of every span of some problems, in files that could be read.
pub(super) struct Places(BTreeMap<SourcePath, BTreeMap<u32, Position>>);

impl Places {
    /// Reads each file once and finds the places in it.
    pub(super) fn find<'d>(
        diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
        lookup: &mut dyn FnMut(&SourcePath) -> Option<String>,
    ) -> Self {
        let mut offsets: BTreeMap<&SourcePath, BTreeSet<u32>> = BTreeMap::new();
        for span in diagnostics.into_iter().flat_map(spans) {
            let offsets = offsets.entry(&span.path).or_default();
            offsets.insert(span.range.start);
            offsets.insert(span.range.end);
        }
        Self(
            offsets
                .into_iter()
                .filter_map(|(path, offsets)| Some((path.clone(), walk(&lookup(path)?, &offsets))))
                .collect(),
        )
    }

    /// Where a span begins and where it ends (one past its last character); nothing when its file
    /// could not be read.
    pub(super) fn of(&self, span: &Span) -> Option<(Position, Position)> {
        let positions = self.0.get(&span.path)?;
        Some((
            *positions.get(&span.range.start)?,
            *positions.get(&span.range.end)?,
        ))
    }
}

/// All spans of a problem, its own first.
pub(super) fn spans(diagnostic: &Diagnostic) -> impl Iterator<Item = &Span> {
    diagnostic
        .span
        .iter()
        .chain(diagnostic.labels.iter().map(|label| &label.span))
}

/// The positions of offsets, which are cut to the text and to whole characters: the file may have
/// changed since the problem was found.
fn walk(text: &str, offsets: &BTreeSet<u32>) -> BTreeMap<u32, Position> {
    let mut position = Position { line: 1, column: 1 };
    let mut at = 0;
    let mut found = BTreeMap::new();
    for &offset in offsets {
        let next = text.floor_char_boundary(offset as usize);
        let passed = &text[at..next];
        match passed.rsplit_once('\n') {
            Some((lines, rest)) => {
                position.line += 1 + lines.bytes().filter(|&byte| byte == b'\n').count();
                position.column = 1 + rest.chars().count();
            }
            None => position.column += passed.chars().count(),
        }
        at = next;
        found.insert(offset, position);
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::walk;
    use crate::base::source::line_and_column;

    #[test]
    fn counts_as_the_base_does() {
        for text in ["", "\n", "a\r\nb\tä👩‍💻c\n\n漢字\r\rx\n", "ei loppua"] {
            let offsets: BTreeSet<u32> = (0..40).collect();
            for (offset, position) in walk(text, &offsets) {
                let expected = line_and_column(text, offset as usize);
                assert_eq!(
                    (position.line, position.column),
                    expected,
                    "{offset} of {text:?}"
                );
            }
        }
    }
}
