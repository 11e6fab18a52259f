//! The command line: what was typed, and what is done about it.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use clap::{Args, Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::base::diagnostic::sort;
use crate::base::{Code, Diagnostic, OutputBody, OutputKind, SourcePath, suggest};
use crate::build::{Compiled, Options, compile};
use crate::config;
use crate::locale::Date;
use crate::shell::publish::{Content, Part, Publication, Published};
use crate::shell::report::{Counts, Format};
use crate::shell::serve::watch::Ask;
use crate::shell::serve::{self, Choices, Editor, Serving};
use crate::shell::terminal::{say, show, tell};
use crate::shell::{disk, explain, starter};
use crate::shell::{policy, translations};

/// Builds a multilingual website from a folder of Markdown texts.
#[derive(Debug, Parser)]
#[command(name = "opas", version, about, max_term_width = 90)]
pub struct Cli {
    /// The site's folder: the one that holds `site.toml`
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a small new site to begin with
    New {
        /// The folder to make
        dir: PathBuf,
    },
    /// Build the site into a folder that a web server can show
    Build(Build),
    /// Find everything that is wrong, and write nothing
    Check(Check),
    /// Show the site in a browser while you write: every saved change appears at once
    #[command(visible_alias = "watch")]
    Serve(Serve),
    /// Translations: how they stand, what has changed in their sources, which are accepted
    Translations(translations::Translations),
    /// Policies: how they stand, when they are reviewed, who has acknowledged them
    #[command(subcommand)]
    Policy(policy::Command),
    /// Explain a problem: what it means, why it matters, what to do
    Explain {
        /// The code in brackets, such as `broken-link`; `all` prints every explanation
        code: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct Common {
    /// Include drafts, and texts that are not yet or no longer published
    #[arg(long)]
    drafts: bool,
    /// Build as if today were this day, such as 2026-11-24
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
    /// Treat warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, Args)]
struct Build {
    #[command(flatten)]
    common: Common,
    /// Where to put the finished site
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where the site will be published, instead of what `site.toml` says
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Make links relative, so that the folder opens without a web server: from a memory stick
    #[arg(long)]
    portable: bool,
}

#[derive(Debug, Args)]
struct Check {
    #[command(flatten)]
    common: Common,
    /// How to show the problems
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Args)]
struct Serve {
    /// The port; a busy one moves to the next that is free, 0 takes any
    #[arg(long, default_value_t = serve::PORT, value_name = "N")]
    port: u16,
    /// Listen on this address, so that others in the network can read along
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    host: std::net::IpAddr,
    /// Open the site in your browser
    #[arg(long)]
    open: bool,
    /// Include drafts, and texts that are not yet or no longer published
    #[arg(long)]
    drafts: bool,
    /// Show the site as if today were this day, such as 2026-11-24
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
    /// Do not scroll to the place that was changed
    #[arg(long)]
    no_scroll: bool,
    /// Look at all files once a second instead of being told of changes
    #[arg(long)]
    poll: bool,
    /// How to open a file from the preview, such as "code --goto {file}:{line}:{column}"
    #[arg(long, value_name = "COMMAND", env = "OPAS_EDITOR")]
    editor: Option<String>,
}

/// How a run ended: the program's exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is wrong.
    Fine,
    /// There are problems in the content.
    Problems,
}

/// Does what was typed.
///
/// # Errors
/// What kept the program from running: unreadable files, an output folder that is not ours.
pub fn run(cli: &Cli) -> Result<Outcome> {
    match &cli.command {
        Command::New { dir } => {
            starter::write(dir)?;
            say(&format!(
                "made a new site in `{}`\nbuild it: opas build --root {}\n",
                dir.display(),
                dir.display()
            ))?;
            Ok(Outcome::Fine)
        }
        Command::Build(build) => run_build(&cli.root, build),
        Command::Check(check) => run_check(&cli.root, check),
        Command::Serve(serve) => {
            run_serve(&cli.root, serve)?;
            Ok(Outcome::Fine)
        }
        Command::Translations(translations) => translations::run(&cli.root, translations),
        Command::Policy(command) => policy::run(&cli.root, command),
        Command::Explain { code } if code == "all" => {
            say(&explain::checks_page())?;
            Ok(Outcome::Fine)
        }
        Command::Explain { code } => {
            let Some(found) = Code::from_name(code) else {
                let known = Code::ALL.iter().map(|code| code.name());
                let near = suggest::nearest(code, known);
                let near = near.map(|near| format!("\nhelp: did you mean `{near}`?"));
                bail!("there is no check `{code}`{}", near.unwrap_or_default());
            };
            say(&explain::explain(found))?;
            Ok(Outcome::Fine)
        }
    }
}

pub(super) fn options(common: &Common, base_url: Option<&str>) -> Result<Options> {
    let today = day(common.date.as_deref())?.map_or_else(today, Ok)?;
    let base_url = base_url
        .map(|text| {
            config::parse_base_url(text).map_err(|why| anyhow::anyhow!("`--base-url {text}` {why}"))
        })
        .transpose()?;
    Ok(Options {
        today,
        has_drafts: common.drafts,
        base_url,
        has_places: false,
        is_portable: false,
    })
}

/// The options under which all of a site is seen, drafts included.
pub(super) fn whole_site(date: Option<&str>) -> Result<Options> {
    let common = Common {
        drafts: true,
        date: date.map(str::to_owned),
        strict: false,
    };
    options(&common, None)
}

/// The day that was typed.
fn day(text: Option<&str>) -> Result<Option<Date>> {
    text.map(|text| Date::parse(text).map_err(|error| anyhow::anyhow!("`--date {text}`: {error}")))
        .transpose()
}

/// Today's date where the program runs; in UTC where the local time cannot be known.
fn today() -> Result<Date> {
    let now = time::OffsetDateTime::now_local().unwrap_or_else(|_| time::OffsetDateTime::now_utc());
    Date::new(now.year(), u8::from(now.month()), now.day()).context("the clock shows no date")
}

fn run_build(root: &Path, build: &Build) -> Result<Outcome> {
    let begin = Instant::now();
    let options = Options {
        is_portable: build.portable,
        ..options(&build.common, build.base_url.as_deref())?
    };
    let compiled = compiled(root, &options)?;
    let mut diagnostics = compiled.diagnostics.clone();
    let out = build.out.clone().unwrap_or_else(|| root.join("public"));
    refuse_sources(root, &out)?;
    let mut published = None;
    if !is_failure(&diagnostics, build.common.strict) {
        let publication = Publication::open(&out)?;
        let problems = render_all(root, &compiled, &publication)?;
        if problems.is_empty() {
            published = Some(publication.commit()?);
        }
        diagnostics.extend(problems);
        sort(&mut diagnostics);
    }
    tell(&show(root, &diagnostics, Format::Text))?;
    tell(&summary(
        &compiled,
        &diagnostics,
        published.as_ref(),
        &out,
        begin.elapsed(),
    ))?;
    // The end of the program gives back a site's memory at once; dropped, it goes piece by piece.
    std::mem::forget(compiled);
    Ok(if published.is_none() {
        Outcome::Problems
    } else {
        Outcome::Fine
    })
}

/// A site that is built into its own sources would be read as a part of them the next time.
fn refuse_sources(root: &Path, out: &Path) -> Result<()> {
    let absolute = std::path::absolute(out).context("cannot find the output folder")?;
    for folder in ["content", "themes", "static"] {
        let sources = std::path::absolute(root.join(folder)).context("cannot find the site")?;
        if absolute.starts_with(&sources) {
            bail!(
                "the output folder `{}` lies within `{folder}/`, which the site is made from\nhelp: name a folder beside it, such as `public`",
                out.display()
            );
        }
    }
    Ok(())
}

fn run_check(root: &Path, check: &Check) -> Result<Outcome> {
    let options = options(&check.common, None)?;
    let compiled = compiled(root, &options)?;
    let mut diagnostics = compiled.diagnostics.clone();
    if !compiled.has_errors() {
        diagnostics.extend(compiled.render_problems());
        sort(&mut diagnostics);
    }
    say(&show(root, &diagnostics, check.format))?;
    if check.format == Format::Text {
        say(&format!("{}\n", Counts::of(&diagnostics)))?;
    }
    Ok(if is_failure(&diagnostics, check.common.strict) {
        Outcome::Problems
    } else {
        Outcome::Fine
    })
}

fn run_serve(root: &Path, serve: &Serve) -> Result<()> {
    let day = day(serve.date.as_deref())?;
    let options = Options {
        today: day.map_or_else(today, Ok)?,
        has_drafts: serve.drafts,
        base_url: None,
        has_places: true,
        is_portable: false,
    };
    let editor = serve.editor.as_deref().map(Editor::from_command);
    let choices = Choices {
        brings_into_view: !serve.no_scroll,
        editor: editor.transpose()?.unwrap_or_default(),
    };
    let serving = Serving {
        host: serve.host,
        port: serve.port,
        opens_browser: serve.open,
        watching: if serve.poll { Ask::Poll } else { Ask::Auto },
        day,
    };
    serve::run(root, options, choices, &serving, today)
}

/// Reads the site and runs all stages up to the plan.
pub(super) fn compiled(root: &Path, options: &Options) -> Result<Compiled> {
    let read = |path: &SourcePath| disk::file(root, path);
    compile(disk::read(root)?, options, &read)
        .map_err(|fault| disk::unreadable(&fault.path, fault.error))
}

pub(super) fn is_failure(diagnostics: &[Diagnostic], is_strict: bool) -> bool {
    let counts = Counts::of(diagnostics);
    counts.errors > 0 || (is_strict && counts.warnings > 0)
}

/// Renders and stages every output, in parallel; the problems are those of templates.
fn render_all(
    root: &Path,
    compiled: &Compiled,
    publication: &Publication,
) -> Result<Vec<Diagnostic>> {
    let bar = progress(compiled.plan.jobs.len());
    let text_of = |path: &SourcePath| disk::text(root, path);
    let results: Vec<Option<Diagnostic>> = compiled
        .plan
        .jobs
        .par_iter()
        .map(|(address, job)| -> Result<Option<Diagnostic>> {
            bar.inc(1);
            let output = match compiled.edition.render(address, job, &text_of) {
                Ok(output) => output,
                Err(problem) => return Ok(Some(*problem)),
            };
            let part = match output.kind {
                OutputKind::Asset => Part::Asset,
                OutputKind::Page => Part::Page,
            };
            match &output.body {
                OutputBody::Bytes(bytes) => {
                    publication.put(address.as_str(), part, Content::Bytes(bytes))?;
                }
                OutputBody::CopyOf(path) => {
                    let file = root.join(path.as_str());
                    publication.put(address.as_str(), part, Content::File(&file))?;
                }
            }
            Ok(None)
        })
        .collect::<Result<_>>()?;
    bar.finish_and_clear();
    let mut problems: Vec<Diagnostic> = results.into_iter().flatten().collect();
    sort(&mut problems);
    Ok(problems)
}

/// A bar that appears when the work is long and somebody watches.
fn progress(jobs: usize) -> ProgressBar {
    if jobs < 2_000 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(jobs as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}

/// One line: pages by language, files, problems, time.
fn summary(
    compiled: &Compiled,
    diagnostics: &[Diagnostic],
    published: Option<&Published>,
    out: &Path,
    time: Duration,
) -> String {
    let counts = Counts::of(diagnostics);
    let seconds = time.as_secs_f64();
    let Some(published) = published else {
        return format!("nothing was written: {counts} ({seconds:.2} s)\n");
    };
    let pages: Vec<String> = compiled
        .edition
        .settings
        .config
        .languages
        .iter()
        .enumerate()
        .map(|(index, language)| {
            let count = compiled
                .edition
                .site
                .pages
                .iter()
                .filter(|page| page.language as usize == index && !page.is_fallback)
                .count();
            format!("{} {count}", language.lang)
        })
        .collect();
    format!(
        "built `{}`: pages {}; {} written, {} unchanged, {} removed; {counts}; {seconds:.2} s\n",
        out.display(),
        pages.join(", "),
        published.written,
        published.unchanged,
        published.removed,
    )
}
