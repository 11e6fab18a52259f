//! Figures as a picture. Labels stand above what they are about, and numbers beside it, so that a
//! narrow screen is enough and nothing is told by colours.

use crate::render::chart::canvas::{Anchor, Canvas, LINE, PATTERNS, WIDTH, width};
use crate::render::chart::{ChartKind, FigureRow, Figures};
use crate::render::functions::fill;
use crate::theme::Texts;

/// How high a bar is.
const BAR: f64 = 26.0;

/// Between a row and the next.
const GAP: f64 = 12.0;

/// How high the ground of a line chart is.
const PLOT: f64 = 200.0;

/// Draws figures; the id is one that nothing else on the page begins with.
pub(super) fn draw(
    kind: ChartKind,
    figures: &Figures,
    (id, title): (&str, &str),
    texts: &Texts,
) -> String {
    let mut canvas = Canvas::new(id, texts.locale.direction());
    if figures.names.len() > 1 {
        legend(&mut canvas, kind, &figures.names);
    }
    match kind {
        ChartKind::Bars => bars(&mut canvas, figures),
        ChartKind::Stacked => stacked(&mut canvas, figures),
        ChartKind::Line => line(&mut canvas, figures, texts),
        ChartKind::Dots => dots(&mut canvas, figures),
    }
    let name = texts.get(kind.key()).to_owned();
    let about = fill(texts, "chart_about", None, &[("kind".to_owned(), name)]);
    let patterns = match kind {
        ChartKind::Bars | ChartKind::Stacked => figures.names.len(),
        ChartKind::Line | ChartKind::Dots => 0,
    };
    canvas.finish(title, &about, patterns)
}

/// Which pattern is whose.
pub(super) fn pattern_legend(canvas: &mut Canvas, names: &[String]) {
    legend(canvas, ChartKind::Stacked, names);
}

/// Which pattern or sign is whose.
fn legend(canvas: &mut Canvas, kind: ChartKind, names: &[String]) {
    for (series, name) in names.iter().enumerate() {
        let y = canvas.y;
        match kind {
            ChartKind::Bars | ChartKind::Stacked => {
                canvas.bar(series, (1.0, y + 4.0), (28.0, 20.0));
            }
            ChartKind::Line => {
                canvas.line(series, &[(0.0, y + 15.0), (36.0, y + 15.0)]);
                canvas.sign(series, (18.0, y + 15.0));
            }
            ChartKind::Dots => canvas.sign(series, (15.0, y + 15.0)),
        }
        canvas.lines(44.0, name);
        canvas.y += 4.0;
    }
    canvas.y += GAP;
}

fn largest(figures: &Figures) -> f64 {
    let cells = figures.rows.iter().flat_map(|row| &row.cells);
    let largest = cells.filter_map(|cell| cell.value).fold(0.0, f64::max);
    if largest > 0.0 { largest } else { 1.0 }
}

fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> f64 {
    texts.map(width).fold(0.0, f64::max)
}

fn bars(canvas: &mut Canvas, figures: &Figures) {
    let told = figures.rows.iter().flat_map(|row| &row.cells);
    let told = told.filter(|cell| cell.value.is_some());
    let room = WIDTH - widest(told.map(|cell| cell.text.as_str())) - 8.0;
    let largest = largest(figures);
    for row in &figures.rows {
        canvas.lines(0.0, &row.label);
        for (series, cell) in row.cells.iter().enumerate() {
            // What is not told has no length; words say whose it is.
            let Some(value) = cell.value else {
                let name = &figures.names[series];
                if row.cells.len() > 1 {
                    canvas.lines(0.0, &format!("{name}: {}", cell.text));
                } else {
                    canvas.lines(0.0, &cell.text);
                }
                canvas.y += 4.0;
                continue;
            };
            let y = canvas.y;
            let length = value / largest * room.max(BAR);
            canvas.bar(series, (1.0, y + 1.0), (length, BAR - 2.0));
            canvas.text((length + 8.0, y + 20.0), Anchor::Start, &cell.text);
            canvas.y += BAR + 4.0;
        }
        canvas.y += GAP;
    }
}

fn stacked(canvas: &mut Canvas, figures: &Figures) {
    let sum = |row: &FigureRow| row.cells.iter().filter_map(|cell| cell.value).sum::<f64>();
    let largest = figures.rows.iter().map(sum).fold(0.0, f64::max);
    let largest = if largest > 0.0 { largest } else { 1.0 };
    let height = BAR + 12.0;
    for row in &figures.rows {
        canvas.lines(0.0, &row.label);
        let (y, mut x) = (canvas.y, 1.0);
        for (series, cell) in row.cells.iter().enumerate() {
            let length = cell.value.unwrap_or_default() / largest * (WIDTH - 2.0);
            canvas.bar(series, (x, y + 1.0), (length, height));
            let own = width(&cell.text) + 6.0;
            if own + 6.0 <= length {
                let middle = x + length / 2.0;
                canvas.ground((middle - own / 2.0, y + 6.0), (own, height - 10.0));
                canvas.text((middle, y + 27.0), Anchor::Middle, &cell.text);
            }
            x += length;
        }
        canvas.y += height + GAP;
    }
}

fn dots(canvas: &mut Canvas, figures: &Figures) {
    let numbers = |row: &FigureRow| {
        let texts = row.cells.iter().map(|cell| cell.text.as_str());
        texts.collect::<Vec<_>>().join(" · ")
    };
    let all: Vec<String> = figures.rows.iter().map(numbers).collect();
    let beside = widest(all.iter().map(String::as_str));
    // Numbers that leave too little room for the signs stand in a line of their own.
    let is_beside = beside < WIDTH / 2.0;
    let end = if is_beside {
        WIDTH - beside - 20.0
    } else {
        WIDTH - 10.0
    };
    let largest = largest(figures);
    for (row, numbers) in figures.rows.iter().zip(&all) {
        canvas.lines(0.0, &row.label);
        let y = canvas.y + BAR / 2.0;
        canvas.rule(y, (10.0, end));
        for (series, cell) in row.cells.iter().enumerate() {
            if let Some(value) = cell.value {
                canvas.sign(series, (10.0 + value / largest * (end - 10.0), y));
            }
        }
        if is_beside {
            canvas.text((WIDTH, y + 7.0), Anchor::End, numbers);
            canvas.y += BAR + GAP;
        } else {
            canvas.y += BAR;
            canvas.lines(0.0, numbers);
            canvas.y += GAP;
        }
    }
}

fn line(canvas: &mut Canvas, figures: &Figures, texts: &Texts) {
    let largest = round_up(largest(figures));
    let top = canvas.y + LINE;
    let bottom = top + PLOT;
    let height = |value: f64| bottom - value / largest * PLOT;
    let is_whole = largest % 2.0 == 0.0;
    let marks: Vec<(f64, String)> = [0.0, largest / 2.0, largest]
        .into_iter()
        .map(|value| {
            let decimals = u8::from(!is_whole && value < largest && value > 0.0);
            (value, texts.locale.decimal(value, decimals))
        })
        .collect();
    let room = widest(marks.iter().map(|(_, text)| text.as_str()));
    for (value, text) in &marks {
        canvas.text((room, height(*value) + 7.0), Anchor::End, text);
        canvas.rule(height(*value), (room + 8.0, WIDTH));
    }
    let (left, right) = (room + 18.0, WIDTH - 10.0);
    let step = (right - left) / (figures.rows.len().max(2) - 1) as f64;
    let x = |index: usize| left + step * index as f64;
    for series in 0..figures.names.len() {
        let values = figures.rows.iter().map(|row| row.cells[series].value);
        let points: Vec<(f64, f64)> = values
            .enumerate()
            .filter_map(|(index, value)| Some((x(index), height(value?))))
            .collect();
        canvas.line(series % PATTERNS, &points);
        for point in &points {
            canvas.sign(series, *point);
        }
    }
    canvas.y = bottom + 10.0;
    let labels: Vec<&str> = figures.rows.iter().map(|row| row.label.as_str()).collect();
    let places: Vec<(f64, Anchor)> = labels
        .iter()
        .enumerate()
        .map(|(index, label)| {
            let half = width(label) / 2.0;
            match x(index) {
                x if x + half > WIDTH => (WIDTH, Anchor::End),
                x if x < half => (0.0, Anchor::Start),
                x => (x, Anchor::Middle),
            }
        })
        .collect();
    below(canvas, &labels, &places);
    canvas.y += GAP;
}

/// The names of all points; where there is no room, of the first and the last.
fn below(canvas: &mut Canvas, labels: &[&str], places: &[(f64, Anchor)]) {
    let (Some(first), Some(last)) = (labels.first(), labels.last()) else {
        return;
    };
    let y = canvas.y + LINE - 6.0;
    let span = |(x, anchor): (f64, Anchor), label: &str| match anchor {
        Anchor::Start => (x, x + width(label)),
        Anchor::Middle => (x - width(label) / 2.0, x + width(label) / 2.0),
        Anchor::End => (x - width(label), x),
    };
    let spans = places.iter().zip(labels);
    let spans: Vec<(f64, f64)> = spans.map(|(place, label)| span(*place, label)).collect();
    if spans.windows(2).all(|pair| pair[0].1 + 8.0 < pair[1].0) {
        for (label, (x, anchor)) in labels.iter().zip(places) {
            canvas.text((*x, y), *anchor, label);
        }
    } else if width(first) + width(last) < WIDTH - 20.0 {
        canvas.text((0.0, y), Anchor::Start, first);
        canvas.text((WIDTH, y), Anchor::End, last);
    } else {
        canvas.lines(0.0, &format!("{first} – {last}"));
        return;
    }
    canvas.y += LINE;
}

/// The next number whose half is easily read: 1, 2, 4, 6, 8 or 10 times a power of ten.
fn round_up(number: f64) -> f64 {
    let power = 10_f64.powf(number.log10().floor());
    let steps = [1.0, 2.0, 4.0, 6.0, 8.0, 10.0];
    let fits = steps.iter().map(|step| step * power);
    fits.into_iter()
        .find(|step| *step >= number)
        .unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::round_up;

    #[test]
    fn axes_end_at_round_numbers() {
        for (number, expected) in [
            (1.0, 1.0),
            (7.0, 8.0),
            (11.0, 20.0),
            (0.3, 0.4),
            (980.0, 1000.0),
        ] {
            assert!((round_up(number) - expected).abs() < 1e-9, "{number}");
        }
    }
}
