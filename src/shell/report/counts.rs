//! How many problems there are.

use std::fmt;

use crate::base::{Diagnostic, Severity};

/// How many problems there are of each severity; decides the exit code and the last line on the
/// screen. Its text is `2 errors, 1 warning`, or `no problems`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Problems that keep the site from being published.
    pub errors: usize,
    /// Problems that a reader would notice.
    pub warnings: usize,
    /// Problems that are worth a look.
    pub notes: usize,
}

impl Counts {
    /// Counts problems.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut counts = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// Adds those of other problems.
    pub fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severities = [
            (self.errors, Severity::Error),
            (self.warnings, Severity::Warning),
            (self.notes, Severity::Note),
        ];
        let parts: Vec<String> = severities
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, severity)| {
                format!(
                    "{number} {}{}",
                    severity.name(),
                    if *number == 1 { "" } else { "s" }
                )
            })
            .collect();
        if parts.is_empty() {
            return formatter.write_str("no problems");
        }
        formatter.write_str(&parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn says_how_many_in_words() {
        assert_eq!(Counts::default().to_string(), "no problems");
        let counts = Counts {
            errors: 2,
            warnings: 1,
            notes: 0,
        };
        assert_eq!(counts.to_string(), "2 errors, 1 warning");
        assert_eq!(
            Counts { notes: 3, ..counts }.to_string(),
            "2 errors, 1 warning, 3 notes"
        );
    }
}
