//! Edits of a site while the preview serves it: how long until a reader sees each.
//!
//! The real program serves a standard site; an author writes files and asks for a page until it
//! shows the change, while somebody else reads random pages. `core` makes the same edits through
//! the library, so that the watcher and HTTP are told apart from it. Times begin before a file is
//! written and end with the whole answer that shows it.

mod client;
mod core;
mod places;
mod reader;
mod series;
mod server;
mod site;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use clap::Args;

use crate::corpus::{Corpus, write_standard};
use crate::edits::places::Places;
use crate::edits::reader::read;
use crate::edits::series::{Author, Rest, Save};
use crate::edits::site::Site;
use crate::edits::table::{Row, percentile, print_table};

/// Texts of a burst.
const BURST: usize = 1_000;

/// Body edits before the memory is looked at first, and then.
const FEW_EDITS: usize = 10;
const MANY_EDITS: usize = 1_000;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Pages of items; several, with commas between, show the growth.
    #[arg(long, value_delimiter = ',', default_value = "3000")]
    pages: Vec<usize>,
    /// Edits of each kind.
    #[arg(long, default_value_t = 20)]
    edits: usize,
    /// Milliseconds between the pages that the other reader asks for.
    #[arg(long, default_value_t = 5)]
    pause: u64,
    /// Edit through the library alone.
    #[arg(long)]
    core_only: bool,
    /// A folder for sites that are kept and used again, instead of memory.
    #[arg(long)]
    sites: Option<PathBuf>,
    /// Another program than the one just built.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_opas"))]
    opas: PathBuf,
}

/// Measures on standard sites of all sizes that are asked for.
///
/// # Errors
/// A site cannot be written or served, or a change does not appear.
pub(crate) fn measure(arguments: &Arguments, memory: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(arguments.edits > 0, "`--edits` must be at least 1");
    let opas = crate::absolute(&arguments.opas);
    for pages in &arguments.pages {
        let Some(sites) = &arguments.sites else {
            let work = memory.join(format!("opas-edits-{}", std::process::id()));
            let root = work.join("site");
            let result = write_standard(&Corpus::standard(*pages), &root)
                .and_then(|()| measure_one(arguments, &opas, &root, *pages));
            fs::remove_dir_all(&work)
                .with_context(|| format!("cannot remove `{}`", work.display()))?;
            result?;
            continue;
        };
        let root = sites.join(format!("site-{pages}"));
        // Tells of a run that was ended in the middle, and whose edits are still there.
        let open = sites.join(format!("site-{pages}.open"));
        if open.exists() && root.exists() {
            fs::remove_dir_all(&root)
                .with_context(|| format!("cannot remove `{}`", root.display()))?;
        }
        fs::create_dir_all(sites)
            .and_then(|()| fs::write(&open, ""))
            .with_context(|| format!("cannot write `{}`", open.display()))?;
        if !root.exists() {
            write_standard(&Corpus::standard(*pages), &root)?;
        }
        measure_one(arguments, &opas, &root, *pages)?;
        fs::remove_file(&open).with_context(|| format!("cannot remove `{}`", open.display()))?;
    }
    Ok(())
}

fn measure_one(
    arguments: &Arguments,
    opas: &Path,
    root: &Path,
    pages: usize,
) -> anyhow::Result<()> {
    println!("\nedits of the standard site, {pages} pages in 3 languages");
    let (places, core) = core::measure(root, arguments.edits)?;
    if arguments.core_only {
        print_table(pages, &core);
        return Ok(());
    }
    let mut rows = Vec::new();
    let home = places.items[0].address.clone();
    let mut starts = Vec::new();
    for _ in 0..2 {
        starts.push(server::start(opas, root, &home)?.1);
    }
    let (start, memory) = measure_memory(opas, root, &places)?;
    starts.push(start);
    rows.push(Row::new("start", starts).at_most(500.0, 3_000.0));
    rows.extend(measure_edits(arguments, opas, root, &places)?);
    rows.extend(memory);
    rows.extend(core);
    print_table(pages, &rows);
    Ok(())
}

/// Everything that somebody else reads pages meanwhile.
fn measure_edits(
    arguments: &Arguments,
    opas: &Path,
    root: &Path,
    places: &Places,
) -> anyhow::Result<Vec<Row>> {
    let mut site = Site::new(root);
    site.add(places::TEMPLATE, &places::template("alku"))?;
    site.add(places::WORDS, &places::words("alku"))?;
    site.add(places::STYLE, &places::style("alku"))?;
    let home = &places.items[0].address;
    let (server, _) = server::start(opas, root, home)?;
    let mut author = Author {
        client: server.client()?,
        site,
        places,
        edits: arguments.edits,
        count: 0,
    };
    let mut rows = vec![
        Row::new(
            "answer: a small file, no other reader",
            author.answers("/_opas/preview.css")?,
        ),
        Row::new("answer: a page, no other reader", author.answers(home)?),
    ];
    let pause = Duration::from_millis(arguments.pause);
    let reader = read(server.client()?, places.addresses.clone(), pause);
    let (place, checked) = (Save::InPlace, Rest::Checked);
    for (name, save, rest) in [
        ("body, after the check", place, checked),
        ("body, 500 ms apart", place, Rest::For(500)),
        ("body, 350 ms apart (amid checks)", place, Rest::For(350)),
        ("body, 100 ms apart", place, Rest::For(100)),
        ("body, put in place, after the check", Save::Beside, checked),
    ] {
        let figures = author.bodies(save, rest)?;
        rows.push(Row::new(name, figures).at_most(15.0, 15.0));
    }
    let titles = author.titles()?;
    rows.push(Row::new("title, in its section's list", titles).at_most(30.0, 50.0));
    let template = author.theme(places::TEMPLATE, places::template)?;
    rows.push(Row::new("template", template).at_most(20.0, 60.0));
    let words = author.theme(places::WORDS, places::words)?;
    rows.push(Row::new("interface text", words).at_most(20.0, 60.0));
    rows.push(Row::new("style sheet", author.styles()?));
    rows.push(Row::new("order in facts", author.orders()?));
    let (come, go) = author.pages()?;
    rows.push(Row::new("new page", come));
    rows.push(Row::new("removed page (grace of 150 ms)", go));
    let (seen, written) = author.bursts(BURST)?;
    rows.push(Row::new("burst of 1 000 texts", seen));
    rows.push(Row::new("… of which writing them", written));

    let read = reader.finish()?;
    for other in read.others.iter().take(5) {
        println!("the other reader was answered: {other}");
    }
    let slowest = percentile(&read.milliseconds, 99);
    rows.push(Row::new("other reader: each answer", read.milliseconds));
    rows.push(Row::new("other reader: p99", vec![slowest]));
    let others = vec![read.others.len() as f64];
    rows.push(Row::new("other reader: other than 200 (count)", others).at_most(0.0, 0.0));
    drop(server);
    author.site.restore()?;
    Ok(rows)
}

/// What a new preview holds after few and after many edits; and how long its start took.
fn measure_memory(opas: &Path, root: &Path, places: &Places) -> anyhow::Result<(f64, Vec<Row>)> {
    let (server, start) = server::start(opas, root, &places.items[0].address)?;
    let mut author = Author {
        client: server.client()?,
        site: Site::new(root),
        places,
        edits: FEW_EDITS,
        count: 0,
    };
    let mut held = Vec::new();
    let mut figures = Vec::new();
    let mut peak = 0.0;
    for until in [FEW_EDITS, MANY_EDITS] {
        while author.count < until {
            // A few pages over and over: what the preview keeps of them does not grow.
            let number = author.count % FEW_EDITS;
            figures.push(author.body(number, Save::InPlace)?);
        }
        author.rest(Rest::Checked)?;
        let (now, most) = server.megabytes()?;
        held.push(now);
        peak = most;
    }
    drop(server);
    author.site.restore()?;
    let ratio = held[1] / held[0];
    let rows = vec![
        Row::new("body, in quick succession, no other reader", figures).at_most(15.0, 15.0),
        Row::new("memory after 10 edits (MB)", vec![held[0]]),
        Row::new("memory after 1 000 edits (MB)", vec![held[1]]),
        Row::new("memory, ratio of the two", vec![ratio]).at_most(1.1, 1.1),
        Row::new("memory, most (MB)", vec![peak]),
    ];
    Ok((start, rows))
}
