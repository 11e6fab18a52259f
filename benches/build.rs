//! Benchmarks of whole builds on generated sites: `cargo bench --bench build -- run --pages 3000`.
//!
//! `run` compares opas to the floor on the standard site, `many` on a site in forty languages;
//! `generate` and `floor` are their parts, for a look at what is measured. `edits` measures how soon
//! the preview shows a change. Linux only.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a benchmark reads and writes folders, runs programs and prints figures"
)]

mod compare;
mod corpus;
mod edits;
mod floor;
mod measure;

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::compare::{Bench, compare_many, compare_standard};
use crate::corpus::{Corpus, Fallback, ManyLanguages, write_many, write_standard};

#[derive(Parser)]
#[command(
    name = "build",
    about = "Benchmarks of whole builds on generated sites"
)]
struct Arguments {
    /// What `cargo bench` adds.
    #[arg(long, global = true, hide = true)]
    bench: bool,
    #[command(subcommand)]
    command: Option<Subcommands>,
}

#[derive(Subcommand)]
enum Subcommands {
    /// Write a site into a new folder.
    Generate {
        folder: PathBuf,
        /// Pages of items; with `--languages many`, Markdown files.
        #[arg(long, default_value_t = 3_000)]
        pages: usize,
        #[arg(long, value_enum, default_value_t = Languages::Standard)]
        languages: Languages,
        /// The policy of the many-language site.
        #[arg(long, value_enum, default_value_t = Fallback::Show)]
        fallback: Fallback,
        #[arg(long, default_value = ENGLISH)]
        english: PathBuf,
    },
    /// Build a site in the cheapest way, and print the most memory that it took.
    Floor {
        site: PathBuf,
        out: PathBuf,
        /// Bytes around each body.
        #[arg(long, default_value_t = floor::FRAME_BYTES)]
        frame: usize,
    },
    /// Compare opas to the floor on the standard site.
    Run {
        /// Pages of items; several, with commas between, show the growth.
        #[arg(long, value_delimiter = ',', default_value = "3000")]
        pages: Vec<usize>,
        #[command(flatten)]
        options: Options,
    },
    /// Compare opas to the floor on a site in forty languages.
    Many {
        /// Markdown files.
        #[arg(long, default_value_t = 40_000)]
        files: usize,
        #[arg(
            long,
            value_enum,
            value_delimiter = ',',
            default_value = "show,list,none"
        )]
        fallback: Vec<Fallback>,
        #[arg(long, default_value = ENGLISH)]
        english: PathBuf,
        #[command(flatten)]
        options: Options,
    },
    /// Edit the standard site while the preview serves it.
    Edits(edits::Arguments),
}

#[derive(Clone, Copy, ValueEnum)]
enum Languages {
    /// Finnish, Swedish and English.
    Standard,
    /// Forty.
    Many,
}

#[derive(Args)]
struct Options {
    /// How often everything is measured; the figures are medians.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Bytes around each body that the floor writes.
    #[arg(long, default_value_t = floor::FRAME_BYTES)]
    frame: usize,
    /// Another program than the one just built.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_opas"))]
    opas: PathBuf,
    /// Measure the floor alone.
    #[arg(long)]
    floor_only: bool,
    /// A folder on a disk for sites and outputs, instead of memory. On ext4, delete nothing on it
    /// for five minutes before: that makes new files up to thirty times as dear.
    #[arg(long)]
    work: Option<PathBuf>,
}

/// Memory that looks like a disk, on every Linux.
const MEMORY: &str = "/dev/shm";

/// The theme's English interface texts.
const ENGLISH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/selkea/text/en.toml");

fn main() -> anyhow::Result<()> {
    let Some(command) = Arguments::parse().command else {
        // `cargo test` and `cargo bench` run every benchmark without a word.
        println!("nothing measured: name a command, as in `cargo bench --bench build -- run`");
        return Ok(());
    };
    match command {
        Subcommands::Generate {
            folder,
            pages,
            languages: Languages::Standard,
            ..
        } => write_standard(&Corpus::standard(pages), &folder),
        Subcommands::Generate {
            folder,
            pages,
            fallback,
            english,
            ..
        } => write_many(
            &ManyLanguages {
                files: pages,
                fallback,
                english,
            },
            &folder,
        ),
        Subcommands::Floor { site, out, frame } => {
            floor::build(&site, &out, frame)?;
            println!("peak {:.1} MB", measure::own_peak_megabytes()?);
            Ok(())
        }
        Subcommands::Run { pages, options } => {
            in_work_folder(&options, |bench| compare_standard(bench, &pages))
        }
        Subcommands::Edits(arguments) => edits::measure(&arguments, Path::new(MEMORY)),
        Subcommands::Many {
            files,
            fallback,
            english,
            options,
        } => in_work_folder(&options, |bench| {
            compare_many(bench, files, &fallback, english)
        }),
    }
}

/// Gives a comparison a folder of its own, and takes it away afterwards whatever happened.
fn in_work_folder(
    options: &Options,
    compare: impl FnOnce(&Bench) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    anyhow::ensure!(options.rounds > 0, "`--rounds` must be at least 1");
    let parent = options.work.as_deref().unwrap_or(Path::new(MEMORY));
    let work = parent.join(format!("opas-bench-{}", process::id()));
    fs::create_dir_all(&work).with_context(|| format!("cannot make `{}`", work.display()))?;
    let bench = Bench {
        opas: (!options.floor_only).then(|| absolute(&options.opas)),
        work: work.clone(),
        is_on_disk: options.work.is_some(),
        rounds: options.rounds,
        frame_bytes: options.frame,
    };
    let result = compare(&bench);
    fs::remove_dir_all(&work).with_context(|| format!("cannot remove `{}`", work.display()))?;
    result
}

/// The same program after a change of folders; a bare name is looked for in `PATH`.
fn absolute(program: &Path) -> PathBuf {
    if program.components().count() > 1 {
        env::current_dir().map_or_else(|_| program.to_owned(), |folder| folder.join(program))
    } else {
        program.to_owned()
    }
}
