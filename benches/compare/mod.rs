//! A generated site into a table: what opas costs, and how that compares to the floor.
//!
//! Floor and opas take turns, because other programs share the machine; a ratio is the median of
//! the rounds' ratios. Compare ratios of two versions, never their seconds.
//!
//! What is written lies in memory unless another place is asked for. On ext4 a new file is up to
//! thirty times as dear for five minutes after many were deleted, since the kernel steps over each
//! freed inode (`recently_deleted` in `fs/ext4/ialloc.c`): on a disk nothing is deleted before
//! everything is measured.

mod folder;
mod outputs;
mod table;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use crate::compare::folder::{Size, size};
use crate::compare::outputs::Outputs;
use crate::compare::table::{Row, print_table};
use crate::corpus::{Corpus, Fallback, ManyLanguages, write_config, write_many, write_standard};
use crate::measure::{Cost, median, repeat};

/// What a comparison works with.
pub(crate) struct Bench {
    /// The program; without one only the floor is measured.
    pub(crate) opas: Option<PathBuf>,
    /// A new folder for sites and outputs, which the caller removes.
    pub(crate) work: PathBuf,
    /// Whether `work` is on a disk, where nothing may be deleted meanwhile.
    pub(crate) is_on_disk: bool,
    /// How often everything is measured.
    pub(crate) rounds: usize,
    /// Bytes of the floor's frame around a body.
    pub(crate) frame_bytes: usize,
}

/// A command to measure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Floor,
    Build,
    BuildAgain,
    Check,
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Self::Floor => "floor",
            Self::Build => "build",
            Self::BuildAgain => "build again",
            Self::Check => "check",
        }
    }
}

/// Compares on standard sites of these sizes, and the growth from the first to the last.
///
/// # Errors
/// A site cannot be written or a command fails.
pub(crate) fn compare_standard(bench: &Bench, sizes: &[usize]) -> anyhow::Result<()> {
    let mut ratios = Vec::new();
    for pages in sizes {
        let site = bench.work.join(format!("site-{pages}"));
        write_standard(&Corpus::standard(*pages), &site)?;
        println!("\nstandard site, {pages} pages in 3 languages");
        println!("source {}", size(&site)?);
        let rows = measure(bench, &site)?;
        ratios.extend(
            rows.iter()
                .find(|row| row.name == "build")
                .map(|row| row.cpu_ratio),
        );
    }
    if let (Some(first), Some(last), true) = (ratios.first(), ratios.last(), ratios.len() > 1) {
        println!(
            "\ngrowth {:.3}: the build's ratio to the floor at {} pages over that at {}",
            last / first,
            sizes[sizes.len() - 1],
            sizes[0],
        );
    }
    Ok(())
}

/// Compares on the site with forty languages, under each policy.
///
/// # Errors
/// The site cannot be written or a command fails.
pub(crate) fn compare_many(
    bench: &Bench,
    files: usize,
    policies: &[Fallback],
    english: PathBuf,
) -> anyhow::Result<()> {
    let site = bench.work.join("site");
    let fallback = policies.first().copied().unwrap_or(Fallback::Show);
    write_many(
        &ManyLanguages {
            files,
            fallback,
            english,
        },
        &site,
    )?;
    println!("\nmany-language site, at most {files} Markdown files in 40 languages");
    println!("source {}", size(&site)?);
    for policy in policies {
        println!("\nfallback = \"{}\"", policy.name());
        write_config(*policy, &site)?;
        measure(bench, &site)?;
    }
    Ok(())
}

/// Measures all steps in turn and prints the table.
fn measure(bench: &Bench, site: &Path) -> anyhow::Result<Vec<Row>> {
    let steps: &[Step] = if bench.opas.is_some() {
        &[Step::Floor, Step::Build, Step::BuildAgain, Step::Check]
    } else {
        &[Step::Floor]
    };
    let mut floor_outputs = Outputs::new(&bench.work, "floor", bench.is_on_disk);
    let mut opas_outputs = Outputs::new(&bench.work, "opas", bench.is_on_disk);
    let mut rounds: Vec<Vec<Cost>> = Vec::new();
    for _ in 0..bench.rounds {
        let costs = steps.iter().map(|step| {
            let outputs = if *step == Step::Floor {
                &mut floor_outputs
            } else {
                &mut opas_outputs
            };
            cost(bench, *step, site, outputs)
        });
        rounds.push(costs.collect::<anyhow::Result<_>>()?);
    }
    let floor_size = size(floor_outputs.latest())?;
    let build_size = match bench.opas {
        Some(_) => size(opas_outputs.latest())?,
        None => Size::default(),
    };
    let rows: Vec<Row> = steps
        .iter()
        .enumerate()
        .map(|(index, step)| {
            let of =
                |figure: fn(&Cost) -> f64| median(rounds.iter().map(|costs| figure(&costs[index])));
            let to_floor = |figure: fn(&Cost) -> f64| {
                median(
                    rounds
                        .iter()
                        .map(|costs| figure(&costs[index]) / figure(&costs[0])),
                )
            };
            Row {
                name: step.name(),
                cpu_seconds: of(|cost| cost.cpu_seconds),
                cpu_ratio: to_floor(|cost| cost.cpu_seconds),
                wall_seconds: of(|cost| cost.wall_seconds),
                wall_ratio: to_floor(|cost| cost.wall_seconds),
                peak_megabytes: of(|cost| cost.peak_megabytes),
                pages: if *step == Step::Floor {
                    floor_size.pages
                } else {
                    build_size.pages
                },
            }
        })
        .collect();
    println!("floor's output {floor_size}");
    if bench.opas.is_some() {
        println!("opas's output {build_size}");
    }
    print_table(&rows);
    floor_outputs.discard()?;
    opas_outputs.discard()?;
    Ok(rows)
}

fn cost(bench: &Bench, step: Step, site: &Path, outputs: &mut Outputs) -> anyhow::Result<Cost> {
    let opas = || Command::new(bench.opas.as_deref().unwrap_or(Path::new("opas")));
    repeat(&bench.work.join("log"), || {
        let mut command = match step {
            Step::Floor => Command::new(env::current_exe().context("cannot name this program")?),
            Step::Build | Step::BuildAgain | Step::Check => opas(),
        };
        match step {
            Step::Floor => {
                command.arg("floor").arg(site).arg(outputs.new_folder()?);
                command.arg("--frame").arg(bench.frame_bytes.to_string());
            }
            Step::Build => {
                command
                    .arg("build")
                    .arg("--root")
                    .arg(site)
                    .arg("--out")
                    .arg(outputs.new_folder()?);
            }
            Step::BuildAgain => {
                command
                    .arg("build")
                    .arg("--root")
                    .arg(site)
                    .arg("--out")
                    .arg(outputs.latest());
            }
            Step::Check => {
                // Strict, so that a corpus with a fault does not go unnoticed.
                command.arg("check").arg("--strict").arg("--root").arg(site);
            }
        }
        Ok(command)
    })
}
