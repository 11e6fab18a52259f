//! The commands about policies: how they stand, and who has acknowledged them.

mod acknowledgements;
mod status;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::Subcommand;

use crate::build::Compiled;
use crate::shell::cli::{Common, Outcome, compiled, is_failure, options};
use crate::shell::report::{Format, Shape};
use crate::shell::terminal::{say, show, tell};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List all policies: what is in force, what waits, what must be looked at
    Status {
        #[command(flatten)]
        common: Common,
        /// How to show the list
        #[arg(long, value_enum, default_value_t = Shape::Text)]
        format: Shape,
    },
    /// Write a calendar file of the days on which policies must be reviewed
    Calendar {
        #[command(flatten)]
        common: Common,
        /// The file to write, such as reviews.ics, instead of the terminal
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Count acknowledgements by unit; no name is read or shown
    Acknowledgements {
        /// The export of the form tool: a CSV file with the columns `unit`, `key` and perhaps `count`
        file: PathBuf,
        /// How many people each unit has: a CSV file with the columns `unit` and `people`
        #[arg(long, value_name = "FILE")]
        headcount: PathBuf,
        /// How to show the shares
        #[arg(long, value_enum, default_value_t = Shape::Text)]
        format: Shape,
    },
}

/// Runs one of the commands.
///
/// # Errors
/// Files that cannot be read or written, and tables of answers that are refused.
pub(super) fn run(root: &Path, command: &Command) -> Result<Outcome> {
    let edition = |common: &Common| -> Result<Compiled> {
        let compiled = compiled(root, &options(common, None)?)?;
        if is_failure(&compiled.diagnostics, common.strict) {
            tell(&show(root, &compiled.diagnostics, Format::Text))?;
        }
        Ok(compiled)
    };
    let outcome = |compiled: &Compiled, common: &Common| {
        if is_failure(&compiled.diagnostics, common.strict) {
            Outcome::Problems
        } else {
            Outcome::Fine
        }
    };
    match command {
        Command::Status { common, format } => {
            let compiled = edition(common)?;
            say(&status::status(&compiled.edition, *format)?)?;
            Ok(outcome(&compiled, common))
        }
        Command::Calendar { common, out } => {
            let compiled = edition(common)?;
            let calendar = compiled.edition.policy_calendar();
            match out {
                Some(out) => std::fs::write(out, calendar)
                    .with_context(|| format!("cannot write `{}`", out.display()))?,
                None => say(&calendar)?,
            }
            Ok(outcome(&compiled, common))
        }
        Command::Acknowledgements {
            file,
            headcount,
            format,
        } => {
            say(&acknowledgements::acknowledgements(
                file, headcount, *format,
            )?)?;
            Ok(Outcome::Fine)
        }
    }
}
