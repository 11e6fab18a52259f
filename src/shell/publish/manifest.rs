//! The names of the files that are ours, as the manifest and the journal keep them: a line with
//! the version, then one line per file, sorted, `asset` or `page` before its address. No digests
//! and no times: what stands in place is compared with what is put, and two builds give the same
//! bytes.

use crate::shell::publish::address;
use anyhow::{Context, Result, bail};

/// What an output is to the others: pages are put in after the assets that they name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// A file that pages name: a style sheet, a script, a picture, a download.
    Asset,
    /// A file that names assets: an HTML page, a feed, a site map.
    Page,
}

/// A sorted set of addresses; the text they were read from is kept instead of a string for each.
#[derive(Default)]
pub(super) struct Names {
    text: String,
    lines: Vec<Line>,
}

#[derive(Clone, Copy)]
struct Line {
    start: u32,
    end: u32,
    part: Part,
}

const VERSION: &str = "opas-manifest 1";

/// The text of a manifest or journal; the names come sorted.
pub(super) fn write<'a>(names: impl Iterator<Item = (Part, &'a str)>) -> String {
    let mut text = format!("{VERSION}\n");
    for (part, name) in names {
        text.push_str(match part {
            Part::Asset => "asset ",
            Part::Page => "page ",
        });
        text.push_str(name);
        text.push('\n');
    }
    text
}

/// Reads what [`write`] wrote. Every address is checked: a manifest may come from anywhere.
pub(super) fn read(text: String) -> Result<Names> {
    let Some((version, _)) = text.split_once('\n') else {
        bail!("it is not whole")
    };
    if version != VERSION {
        bail!("its first line is not `{VERSION}`: another version of opas made it");
    }
    if !text.ends_with('\n') {
        bail!("it is not whole");
    }
    let length = u32::try_from(text.len()).context("it is larger than 4 GB")?;
    let mut lines = Vec::new();
    let mut start = version.len() as u32 + 1;
    while start < length {
        let rest = &text[start as usize..];
        let line = rest.split_once('\n').map_or(rest, |(line, _)| line);
        let (part, name) = match line.split_once(' ') {
            Some(("asset", name)) => (Part::Asset, name),
            Some(("page", name)) => (Part::Page, name),
            _ => bail!("it has the line `{}`", line.escape_debug()),
        };
        address::check(name)?;
        let end = start + line.len() as u32;
        lines.push(Line {
            start: end - name.len() as u32,
            end,
            part,
        });
        start = end + 1;
    }
    Ok(Names { text, lines }.sorted())
}

impl Names {
    /// All names of both; where both have one, the part is that of `later`.
    pub(super) fn joined(self, later: Names) -> Result<Names> {
        if self.lines.is_empty() {
            return Ok(later);
        }
        let total = later.text.len() + self.text.len();
        u32::try_from(total).context("the manifest and the journal are larger than 4 GB")?;
        let shift = later.text.len() as u32;
        let moved = self.lines.iter().map(|line| Line {
            start: line.start + shift,
            end: line.end + shift,
            part: line.part,
        });
        let lines = later.lines.into_iter().chain(moved).collect();
        Ok(Names {
            text: later.text + &self.text,
            lines,
        }
        .sorted())
    }

    /// The same names in one case, for file systems that do not tell `a` from `A`.
    pub(super) fn folded(&self) -> Names {
        let mut text = String::with_capacity(self.text.len());
        let mut lines = Vec::with_capacity(self.lines.len());
        for (part, name) in self.iter() {
            let start = text.len() as u32;
            text.push_str(&address::folded(name));
            lines.push(Line {
                start,
                end: text.len() as u32,
                part,
            });
        }
        Names { text, lines }.sorted()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Part, &str)> {
        self.lines
            .iter()
            .map(|line| (line.part, name(&self.text, line)))
    }

    pub(super) fn contains(&self, address: &str) -> bool {
        self.lines
            .binary_search_by(|line| name(&self.text, line).cmp(address))
            .is_ok()
    }

    /// Whether one of the names lies in this folder, however deep.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        let start = format!("{folder}/");
        let index = self
            .lines
            .partition_point(|line| name(&self.text, line) < start.as_str());
        self.lines
            .get(index)
            .is_some_and(|line| name(&self.text, line).starts_with(&start))
    }

    /// Sorted, each name once: of equal ones the first, hence a stable sort.
    fn sorted(mut self) -> Names {
        let Names { text, lines } = &mut self;
        lines.sort_by(|one, other| name(text, one).cmp(name(text, other)));
        lines.dedup_by(|later, first| name(text, later) == name(text, first));
        self
    }
}

fn name<'a>(text: &'a str, line: &Line) -> &'a str {
    &text[line.start as usize..line.end as usize]
}
