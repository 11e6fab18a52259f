//! What was when, as a picture: a bar for each use, from its first day to its last.

use crate::locale::Date;
use crate::render::chart::canvas::{Anchor, Canvas, LINE, WIDTH, width};
use crate::render::chart::picture::pattern_legend;
use crate::theme::Texts;

/// How high a bar is.
const BAR: f64 = 22.0;

/// Between a row and the next.
const GAP: f64 = 12.0;

/// Something that was from a day on.
#[derive(Debug, Clone)]
pub(in crate::render) struct Stretch {
    /// What it was.
    pub(in crate::render) label: String,
    /// Which of the names it has.
    pub(in crate::render) series: usize,
    /// The first day.
    pub(in crate::render) from: Date,
    /// The last day; nothing where it goes on.
    pub(in crate::render) until: Option<Date>,
}

/// Draws stretches of time below each other, and the years that they lie in. What goes on ends
/// at `today`.
pub(in crate::render) fn draw(
    stretches: &[Stretch],
    names: &[String],
    (id, title, about): (&str, &str, &str),
    today: Date,
    texts: &Texts,
) -> Option<String> {
    let first = stretches.iter().map(|one| one.from.year()).min()?;
    let ends = stretches.iter().map(|one| one.until.unwrap_or(today));
    let last = ends.map(Date::year).max()?;
    let begin = Date::new(first, 1, 1)?;
    let days = f64::from(begin.days_until(Date::new(last + 1, 1, 1)?).max(1));
    let x = |day: Date| f64::from(begin.days_until(day)).clamp(0.0, days) / days * WIDTH;
    let mut canvas = Canvas::new(id, texts.locale.direction());
    pattern_legend(&mut canvas, names);
    // As many years as have room beside each other.
    let widest = width("0000") + 8.0;
    let years = last - first + 1;
    let step = (widest * f64::from(years) / WIDTH).ceil().max(1.0);
    canvas.y += LINE;
    for year in first..=last {
        if f64::from(year - first) % step == 0.0 {
            let at = x(Date::new(year, 1, 1)?);
            canvas.text((at, canvas.y - 6.0), Anchor::Start, &year.to_string());
        }
    }
    canvas.rule(canvas.y, (0.0, WIDTH));
    canvas.y += GAP / 2.0;
    for one in stretches {
        canvas.lines(0.0, &one.label);
        let (from, to) = (x(one.from), x(one.until.unwrap_or(today).add_days(1)));
        canvas.rule(canvas.y + BAR, (0.0, WIDTH));
        canvas.bar(one.series, (from, canvas.y), ((to - from).max(3.0), BAR));
        canvas.y += BAR + GAP;
    }
    Some(canvas.finish(title, about, names.len()))
}
