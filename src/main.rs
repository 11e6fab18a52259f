//! The `opas` program: reads the command line, runs one command, chooses the exit code.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use opas::shell::cli::{Cli, Outcome, run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// 0: fine. 1: problems in the content. 2: the program could not run.
fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        Err(error) => {
            // Nothing can be done about a terminal that is gone.
            let _ = writeln!(std::io::stderr().lock(), "error: {error:#}");
            ExitCode::from(2)
        }
    }
}
