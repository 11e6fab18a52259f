//! The same edits through the library, in this process: what they cost without the watcher, the
//! file system and HTTP.

use std::path::Path;
use std::time::Instant;

use anyhow::Context;

use opas::base::{Source, SourcePath, UrlPath};
use opas::build::{Changes, Live, Options};
use opas::locale::Date;
use opas::shell::disk;

use crate::edits::places::{self, Place, Places, places};
use crate::edits::table::{Row, since};

/// A site in this process.
struct Core<'a> {
    root: &'a Path,
    live: Live,
}

/// What an edit cost, in milliseconds.
#[derive(Default)]
struct Costs {
    prepare: Vec<f64>,
    apply: Vec<f64>,
}

/// Measures, and finds the places of the site on the way.
///
/// # Errors
/// The site cannot be read.
pub(crate) fn measure(root: &Path, edits: usize) -> anyhow::Result<(Places, Vec<Row>)> {
    let start = Instant::now();
    let options = Options {
        today: day()?,
        has_drafts: false,
        base_url: None,
        has_places: true,
        is_portable: false,
    };
    let live = Live::new(disk::read(root)?, options, &|path| disk::file(root, path))
        .map_err(|fault| disk::unreadable(&fault.path, fault.error))?;
    let mut rows = vec![Row::new("core: read the site", vec![since(start)])];
    let places = places(live.edition())?;
    let mut core = Core { root, live };

    // The first theme file of the site's own makes another layer.
    core.theme(places::TEMPLATE, places::template("alku"))?;
    let mut render = Vec::new();
    let body = core.series(edits, |core, number| {
        let place = places.item(number);
        let text = core.text(&place.file)?;
        let costs = core.edit(&place.file, places::with_paragraph(&text, "muutos"))?;
        render.push(core.render(place)?);
        Ok(costs)
    })?;
    rows.extend(body.rows("body"));
    rows.push(Row::new("core: page, rendered", render));
    let title = core.series(edits, |core, number| {
        let file = &places.item(number).file;
        let text = core.text(file)?;
        core.edit(file, places::with_title(&text, "Muutos"))
    })?;
    rows.extend(title.rows("title"));
    let order = core.series(edits, |core, number| {
        let file = &places.item(number).facts;
        let facts = core.text(file)?;
        core.edit(file, places::with_order(&facts, 40 + number % 2))
    })?;
    rows.extend(order.rows("order in facts"));
    let template = core.series(edits, |core, number| {
        core.theme(places::TEMPLATE, places::template(&number.to_string()))
    })?;
    rows.extend(template.rows("template"));
    let words = core.series(edits, |core, number| {
        core.theme(places::WORDS, places::words(&number.to_string()))
    })?;
    rows.extend(words.rows("interface text"));
    let checks = (0..3).map(|_| {
        let start = Instant::now();
        let findings = core.live.snapshot().review();
        let milliseconds = since(start);
        drop(findings);
        milliseconds
    });
    rows.push(Row::new("core: check of the whole site", checks.collect()));
    Ok((places, rows))
}

fn day() -> anyhow::Result<Date> {
    Date::new(2026, 1, 15).context("no day")
}

impl Core<'_> {
    fn series(
        &mut self,
        edits: usize,
        mut edit: impl FnMut(&mut Self, usize) -> anyhow::Result<(f64, f64)>,
    ) -> anyhow::Result<Costs> {
        let mut costs = Costs::default();
        for number in 0..edits {
            let (prepare, apply) = edit(self, number)?;
            costs.prepare.push(prepare);
            costs.apply.push(apply);
        }
        Ok(costs)
    }

    fn text(&self, file: &str) -> anyhow::Result<String> {
        let text = disk::text(self.root, &SourcePath::new(file));
        text.with_context(|| format!("cannot read `{file}`"))
    }

    /// A text below `content/` becomes another.
    fn edit(&mut self, file: &str, text: String) -> anyhow::Result<(f64, f64)> {
        let path = SourcePath::new(file);
        let changes = Changes {
            texts: vec![path.clone()],
            ..Changes::default()
        };
        self.take_in(changes, &path, &text.into_bytes())
    }

    /// A file of the theme becomes another.
    fn theme(&mut self, file: &str, text: String) -> anyhow::Result<(f64, f64)> {
        let path = SourcePath::new(file);
        let changes = Changes {
            theme_files: vec![Source::new(path.clone(), text.into_bytes())],
            ..Changes::default()
        };
        self.take_in(changes, &path, &[])
    }

    fn take_in(
        &mut self,
        changes: Changes,
        changed: &SourcePath,
        bytes: &[u8],
    ) -> anyhow::Result<(f64, f64)> {
        let root = self.root;
        let read = |path: &SourcePath| {
            if path == changed {
                Ok(bytes.to_vec())
            } else {
                disk::file(root, path)
            }
        };
        let start = Instant::now();
        let step = self
            .live
            .prepare(changes, day()?, &read)
            .map_err(|fault| disk::unreadable(&fault.path, fault.error))?
            .with_context(|| format!("an edit of `{changed}` changes nothing"))?;
        let prepare = since(start);
        let start = Instant::now();
        drop(self.live.apply(step));
        Ok((prepare, since(start)))
    }

    fn render(&self, place: &Place) -> anyhow::Result<f64> {
        let edition = self.live.edition();
        let start = Instant::now();
        let file = format!("{}index.html", place.address.trim_start_matches('/'));
        let job = edition.find(&file).context("an item has no page")?;
        let output = edition
            .render(&UrlPath::new(&file), &job, &|path| {
                disk::text(self.root, path)
            })
            .map_err(|problem| anyhow::anyhow!("{}", problem.message))?;
        let milliseconds = since(start);
        drop(output);
        Ok(milliseconds)
    }
}

impl Costs {
    fn rows(self, name: &str) -> [Row; 2] {
        [
            Row::new(format!("core: {name}, prepared"), self.prepare),
            Row::new(format!("core: {name}, applied"), self.apply),
        ]
    }
}
