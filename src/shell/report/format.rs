//! Which output is wanted, and the way to it.

use crate::base::{Diagnostic, SourcePath};
use crate::shell::report::{json, lines, sarif, text};

/// What problems are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For people: the line with a caret, and the cure.
    #[default]
    Text,
    /// For editors and `grep`: one line for each problem.
    Short,
    /// For programs of one's own: an array of objects.
    Json,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
    /// For the log of GitHub Actions, which shows them beside the lines of a change.
    Github,
}

/// How a result that is no list of problems is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Shape {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// The screen that [`Format::Text`] is drawn for; other formats know no screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Whether it shows colours.
    pub is_coloured: bool,
    /// Its width in columns; longer lines of a file are cut around the place that is meant.
    pub width: usize,
    /// The most problems that are drawn, errors first; the rest is only counted.
    pub limit: usize,
}

impl Default for Screen {
    fn default() -> Self {
        Self {
            is_coloured: false,
            width: 100,
            limit: 50,
        }
    }
}

/// Writes problems, which come sorted, in one of the formats; the text ends with a line end unless
/// it is empty.
///
/// `lookup` gives the text of a file, or nothing when it cannot be read; it is asked once for each
/// file that is needed. A problem in a file without a text is shown without line and column.
pub fn report(
    diagnostics: &[Diagnostic],
    format: Format,
    screen: Screen,
    lookup: &mut dyn FnMut(&SourcePath) -> Option<String>,
) -> String {
    // Places do not count a byte order mark, since `Source::text` leaves it out.
    let mut lookup = |path: &SourcePath| {
        let text = lookup(path)?;
        Some(
            text.strip_prefix('\u{FEFF}')
                .map(str::to_owned)
                .unwrap_or(text),
        )
    };
    match format {
        Format::Text => text::draw(diagnostics, screen, &mut lookup),
        Format::Short => lines::short(diagnostics, &mut lookup),
        Format::Json => json::write(diagnostics, &mut lookup),
        Format::Sarif => sarif::write(diagnostics, &mut lookup),
        Format::Github => lines::github(diagnostics, &mut lookup),
    }
}
