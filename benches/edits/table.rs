//! Figures into a table in Markdown, with what is aimed at.

use std::time::Instant;

use crate::measure::median;

/// What a figure may be at most: on a site of up to 3 000 pages, and on a larger one.
#[derive(Clone, Copy)]
pub(crate) struct Target(pub(crate) f64, pub(crate) f64);

/// Figures of one kind, in milliseconds unless the name says otherwise.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) figures: Vec<f64>,
    pub(crate) target: Option<Target>,
}

impl Row {
    pub(crate) fn new(name: impl Into<String>, figures: Vec<f64>) -> Self {
        Self {
            name: name.into(),
            figures,
            target: None,
        }
    }

    pub(crate) fn at_most(self, small: f64, large: f64) -> Self {
        Self {
            target: Some(Target(small, large)),
            ..self
        }
    }
}

/// Milliseconds since `start`.
pub(crate) fn since(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1_000.0
}

/// The smallest figure that so many of a hundred do not exceed.
pub(crate) fn percentile(figures: &[f64], percent: usize) -> f64 {
    let mut figures = figures.to_vec();
    figures.sort_by(f64::total_cmp);
    let rank = (figures.len() * percent).div_ceil(100);
    let index = rank.saturating_sub(1);
    figures.get(index).copied().unwrap_or(f64::NAN)
}

/// Prints the table; a target is held against the median.
pub(crate) fn print_table(pages: usize, rows: &[Row]) {
    let width = rows.iter().map(|row| row.name.chars().count()).max();
    let width = width.unwrap_or(0);
    let heads = ["median", "p90", "max", "number", "target"];
    let heads = heads.map(|head| format!("{head:>9}")).join(" | ");
    println!("| {:<width$} | {heads} | met |", "ms");
    println!("|{:-<1$}|{2}---:|", "", width + 2, "----------:|".repeat(5));
    for row in rows {
        let middle = median(row.figures.iter().copied());
        let target = row.target.map(
            |Target(small, large)| {
                if pages <= 3_000 { small } else { large }
            },
        );
        println!(
            "| {:<width$} | {middle:>9.2} | {:>9.2} | {:>9.2} | {:>9} | {:>9} | {:<3} |",
            row.name,
            percentile(&row.figures, 90),
            percentile(&row.figures, 100),
            row.figures.len(),
            target.map_or_else(String::new, |target| target.to_string()),
            match target {
                Some(target) if middle <= target => "yes",
                Some(_) => "no",
                None => "",
            },
        );
    }
}
