//! What is written to the terminal.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::base::Diagnostic;
use crate::shell::disk;
use crate::shell::report::{Format, Screen, report};

/// Problems of the site below `root`, as `format` shows them.
pub(super) fn show(root: &Path, diagnostics: &[Diagnostic], format: Format) -> String {
    let screen = Screen {
        is_coloured: is_coloured(),
        ..Screen::default()
    };
    report(diagnostics, format, screen, &mut |path| {
        disk::text(root, path)
    })
}

/// Colour where somebody watches and has not asked for none (`NO_COLOR`).
fn is_coloured() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// Prints a result.
pub(super) fn say(text: &str) -> Result<()> {
    finish(std::io::stdout().lock().write_all(text.as_bytes()))
}

/// Prints what is told about a run.
pub(super) fn tell(text: &str) -> Result<()> {
    finish(std::io::stderr().lock().write_all(text.as_bytes()))
}

/// A reader that has seen enough (`opas check | head`) is no fault.
fn finish(written: std::io::Result<()>) -> Result<()> {
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(error).context("cannot print")
        }
        _ => Ok(()),
    }
}
