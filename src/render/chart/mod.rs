//! Figures as charts: a picture for narrow screens, and the table that it was made from.
//!
//! [`of_block`] makes the chart of a `chart` block, [`chart_view`] one of any figures.

mod canvas;
mod picture;
mod timeline;

use crate::data::Series;
use crate::data::series::series;
use crate::parse::{Block, Document, slug};
use crate::render::Scene;
use crate::render::address::{asset_address, local};
use crate::render::view::{ChartRowView, ChartView};
use crate::site::{DocId, chart_file};
use crate::theme::Texts;

pub(super) use timeline::{Stretch, draw as draw_timeline};

/// How figures are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChartKind {
    /// A bar for each number.
    Bars,
    /// A bar for each row, with a piece for each number.
    Stacked,
    /// A line for each series.
    Line,
    /// A sign for each number, on the line of its row.
    Dots,
}

impl ChartKind {
    fn from_name(name: &str) -> Self {
        match name {
            "stacked" => Self::Stacked,
            "line" => Self::Line,
            "dots" => Self::Dots,
            _ => Self::Bars,
        }
    }

    /// The interface's words for it.
    fn key(self) -> &'static str {
        match self {
            Self::Bars => "chart_bars",
            Self::Stacked => "chart_stacked",
            Self::Line => "chart_line",
            Self::Dots => "chart_dots",
        }
    }
}

/// Figures as they are shown.
#[derive(Debug, Clone)]
pub(super) struct Figures {
    /// The name of what the rows are.
    pub(super) head: String,
    /// The names of the series.
    pub(super) names: Vec<String>,
    /// The rows.
    pub(super) rows: Vec<FigureRow>,
}

/// A row of figures.
#[derive(Debug, Clone)]
pub(super) struct FigureRow {
    pub(super) label: String,
    pub(super) cells: Vec<Figure>,
}

/// A number, and how it is read.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// Nothing where it is not told.
    pub(super) value: Option<f64>,
    pub(super) text: String,
}

/// What a chart says besides its figures.
pub(super) struct Caption {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) is_invented: bool,
    pub(super) download: Option<String>,
}

/// The chart of a block; nothing where its figures cannot be read, which was reported.
pub(super) fn of_block(
    scene: Scene<'_>,
    doc: DocId,
    (block, id): (&Block, String),
    texts: &Texts,
) -> Option<ChartView> {
    let (path, table) = chart_file(scene.site, doc, block).ok()?;
    let series = series(&table).ok()?;
    let asset = scene.site.assets.get(&path)?;
    let base = &scene.site.config.base_url;
    let caption = Caption {
        id,
        title: block.plain_title(),
        is_invented: block.attribute("synthetic") == Some("true"),
        download: Some(local(base, &asset_address(&path, asset))),
    };
    let kind = ChartKind::from_name(block.attribute("kind").unwrap_or_default());
    let figures = figures(&series, texts, block.attribute("unit"));
    Some(chart_view(kind, [&figures, &figures], caption, texts))
}

/// An id for a chart that none of `taken` has: its number within its text.
pub(super) fn free_id(
    document: &Document,
    (block, is_included): (&Block, bool),
    taken: &mut Vec<String>,
) -> String {
    let blocks = document.body.blocks.iter();
    let mut charts = blocks.filter(|other| other.name == block.name);
    let number = charts.position(|other| other.range == block.range);
    let mut id = format!("ui-chart-{}", number.unwrap_or_default() + 1);
    if is_included {
        id = format!("{id}-{}", slug(&document.name.key));
    }
    while taken.contains(&id) {
        id.push_str("-2");
    }
    taken.push(id.clone());
    id
}

/// Series with their numbers as a language writes them.
fn figures(series: &Series, texts: &Texts, unit: Option<&str>) -> Figures {
    let locale = &texts.locale;
    let text = |value: f64| {
        let number = || locale.decimal(value, series.decimals);
        match unit {
            Some("%") => locale.percent(value / 100.0, series.decimals),
            Some(unit) => format!("{}\u{a0}{unit}", number()),
            None => number(),
        }
    };
    let rows = series.rows.iter().map(|(label, numbers)| FigureRow {
        label: label.clone(),
        cells: numbers
            .iter()
            .map(|value| Figure {
                value: Some(*value),
                text: text(*value),
            })
            .collect(),
    });
    Figures {
        head: series.head.clone(),
        names: series.names.clone(),
        rows: rows.collect(),
    }
}

/// A chart of figures, and a table of the same or more.
pub(super) fn chart_view(
    kind: ChartKind,
    [drawn, figures]: [&Figures; 2],
    caption: Caption,
    texts: &Texts,
) -> ChartView {
    let picture = picture::draw(kind, drawn, (&caption.id, &caption.title), texts);
    let rows = figures.rows.iter().map(|row| ChartRowView {
        label: row.label.clone(),
        cells: row.cells.iter().map(|cell| cell.text.clone()).collect(),
    });
    ChartView {
        id: caption.id,
        picture,
        title: caption.title,
        head: figures.head.clone(),
        columns: figures.names.clone(),
        rows: rows.collect(),
        download: caption.download,
        is_invented: caption.is_invented,
    }
}
