//! A command into what it cost: CPU time, wall time and peak memory of a child process.
//!
//! All figures come from `/proc`, so this is for Linux. CPU time is what the kernel adds to this
//! process for children it has waited for, in ticks of 10 ms; short commands are therefore run
//! several times. Peak memory is read while the child runs, every 2 ms.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;

/// `USER_HZ`, which is 100 on every Linux that programs can see (`man 5 proc`).
const TICKS_PER_SECOND: f64 = 100.0;

/// A step is run until its runs took this much CPU time together ...
const ENOUGH_CPU_SECONDS: f64 = 1.0;

/// ... or this often.
const MOST_RUNS: u32 = 20;

/// The most that was ever resident.
const PEAK: &str = "VmHWM:";

const POLL: Duration = Duration::from_millis(2);

/// What a run cost.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cost {
    /// User and system time of all its threads.
    pub(crate) cpu_seconds: f64,
    /// From its start to its end.
    pub(crate) wall_seconds: f64,
    /// The most that was resident (`VmHWM`), in millions of bytes.
    pub(crate) peak_megabytes: f64,
}

/// Runs what `prepare` gives, several times when it is short: the mean of the runs.
///
/// Whatever `prepare` does itself is not measured. Output of the commands goes to `log`.
///
/// # Errors
/// The command cannot be run or fails.
pub(crate) fn repeat(
    log: &Path,
    mut prepare: impl FnMut() -> anyhow::Result<Command>,
) -> anyhow::Result<Cost> {
    let before = children_cpu_seconds()?;
    let mut wall_seconds = 0.0;
    let mut peak_megabytes = 0.0_f64;
    let mut runs = 0;
    loop {
        let mut command = prepare()?;
        let (wall, peak) = run(&mut command, log)?;
        wall_seconds += wall;
        peak_megabytes = peak_megabytes.max(peak);
        runs += 1;
        let cpu_seconds = children_cpu_seconds()? - before;
        if cpu_seconds >= ENOUGH_CPU_SECONDS || runs == MOST_RUNS {
            let runs = f64::from(runs);
            return Ok(Cost {
                cpu_seconds: cpu_seconds / runs,
                wall_seconds: wall_seconds / runs,
                peak_megabytes,
            });
        }
    }
}

/// The most memory that this process ever had, in millions of bytes.
///
/// # Errors
/// `/proc` cannot be read.
pub(crate) fn own_peak_megabytes() -> anyhow::Result<f64> {
    megabytes("/proc/self/status", PEAK).context("no `VmHWM` in `/proc/self/status`")
}

/// The figure in the middle; of an even number, the mean of the two.
pub(crate) fn median(figures: impl IntoIterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.into_iter().collect();
    figures.sort_by(f64::total_cmp);
    let middle = figures.len() / 2;
    match figures.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => figures[middle],
        _ => f64::midpoint(figures[middle - 1], figures[middle]),
    }
}

fn run(command: &mut Command, log: &Path) -> anyhow::Result<(f64, f64)> {
    let file = File::create(log).with_context(|| format!("cannot write `{}`", log.display()))?;
    command.stdout(file.try_clone()?).stderr(file);
    let start = Instant::now();
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot run {command:?}"))?;
    let status_file = format!("/proc/{}/status", child.id());
    let is_done = AtomicBool::new(false);
    let (status, wall_seconds, peak) = thread::scope(|scope| {
        let poll = scope.spawn(|| {
            let mut peak = 0.0_f64;
            while !is_done.load(Ordering::Relaxed) {
                peak = peak.max(megabytes(&status_file, PEAK).unwrap_or(0.0));
                thread::sleep(POLL);
            }
            peak
        });
        let status = child.wait();
        let wall_seconds = start.elapsed().as_secs_f64();
        is_done.store(true, Ordering::Relaxed);
        (status, wall_seconds, poll.join().unwrap_or(f64::NAN))
    });
    let status = status.with_context(|| format!("cannot wait for {command:?}"))?;
    anyhow::ensure!(
        status.success(),
        "{command:?} failed, {status}:\n{}",
        fs::read_to_string(log).unwrap_or_default()
    );
    Ok((wall_seconds, peak))
}

/// A field such as `VmRSS:` of `/proc/PID/status`, in millions of bytes.
pub(crate) fn megabytes(status_file: &str, field: &str) -> Option<f64> {
    let status = fs::read_to_string(status_file).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    let kibibytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1_024.0 / 1_000_000.0)
}

/// CPU time of all children waited for (`cutime` and `cstime`, fields 16 and 17 of
/// `/proc/self/stat`; the second field, the name, may hold spaces and ends with the last `)`).
fn children_cpu_seconds() -> anyhow::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat").context("cannot read `/proc/self/stat`")?;
    let (_, fields) = stat
        .rsplit_once(')')
        .context("`/proc/self/stat` holds no name")?;
    let ticks = fields
        .split_whitespace()
        .skip(13)
        .take(2)
        .map(str::parse::<f64>);
    let ticks: f64 = ticks
        .sum::<Result<_, _>>()
        .context("`/proc/self/stat` holds no times")?;
    Ok(ticks / TICKS_PER_SECOND)
}
