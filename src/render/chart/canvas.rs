//! A drawing surface for charts: 360 units wide, so that text of 20 units has 16 pixels where a
//! telephone of 320 pixels shows it, and grows with the text of the page. Writing from the right
//! mirrors it.

use std::fmt::Write as _;

use crate::locale::Direction;
use crate::parse::escape;

/// Width of the whole, in units.
pub(super) const WIDTH: f64 = 360.0;

/// From one line of text to the next.
pub(super) const LINE: f64 = 26.0;

/// Size of letters.
const FONT: f64 = 20.0;

/// How much wider a line gets when a reader widens letters and words (WCAG 2.2, 1.4.12).
const SPACED: f64 = 1.2;

/// How many patterns there are; further series begin again with the first.
pub(super) const PATTERNS: usize = 6;

/// What is drawn, from the top down.
pub(super) struct Canvas {
    out: String,
    /// Where the next thing is drawn.
    pub(super) y: f64,
    id: String,
    is_mirrored: bool,
}

/// Which end of a text is at its place, in the direction of writing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Canvas {
    pub(super) fn new(id: &str, direction: Direction) -> Self {
        Self {
            out: String::new(),
            y: 0.0,
            id: id.to_owned(),
            is_mirrored: direction == Direction::RightToLeft,
        }
    }

    fn x(&self, x: f64) -> f64 {
        if self.is_mirrored { WIDTH - x } else { x }
    }

    /// Text whose line ends at `y`.
    pub(super) fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let (x, y) = (short(self.x(x)), short(y));
        let _ = write!(self.out, "<text x=\"{x}\" y=\"{y}\"{anchor}>");
        escape(text, &mut self.out);
        self.out.push_str("</text>");
    }

    /// Lines of text from here down, as wide as there is room.
    pub(super) fn lines(&mut self, x: f64, text: &str) {
        for line in wrapped(text, (WIDTH - x) / SPACED) {
            self.y += LINE;
            self.text((x, self.y - 6.0), Anchor::Start, &line);
        }
    }

    /// A rectangle with the pattern of a series.
    pub(super) fn bar(&mut self, series: usize, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let number = series % PATTERNS + 1;
        let left = if self.is_mirrored {
            WIDTH - x - width
        } else {
            x
        };
        let _ = write!(
            self.out,
            "<rect class=\"c{number}\" fill=\"url(#{}-{number})\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            self.id,
            short(left),
            short(y),
            short(width),
            short(height)
        );
    }

    /// A small ground for text on a pattern.
    pub(super) fn ground(&mut self, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let left = if self.is_mirrored {
            WIDTH - x - width
        } else {
            x
        };
        let _ = write!(
            self.out,
            "<rect class=\"ground\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            short(left),
            short(y),
            short(width),
            short(height)
        );
    }

    /// The sign of a series: a circle, a square, a triangle, a diamond.
    pub(super) fn sign(&mut self, series: usize, (x, y): (f64, f64)) {
        let path = match series % 4 {
            0 => "m-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0z",
            1 => "m-7-7h14v14h-14z",
            2 => "m0-9l9 16h-18z",
            _ => "m0-10l10 10l-10 10l-10-10z",
        };
        let (x, y) = (short(self.x(x)), short(y));
        let number = series % PATTERNS + 1;
        let _ = write!(
            self.out,
            "<path class=\"c{number}\" fill=\"currentColor\" d=\"M{x} {y}{path}\"/>"
        );
    }

    /// A line that helps the eye.
    pub(super) fn rule(&mut self, y: f64, (from, to): (f64, f64)) {
        let (from, to, y) = (short(self.x(from)), short(self.x(to)), short(y));
        let _ = write!(self.out, "<path class=\"rule\" d=\"M{from} {y}H{to}\"/>");
    }

    /// The line of a series through points.
    pub(super) fn line(&mut self, series: usize, points: &[(f64, f64)]) {
        let number = series % PATTERNS + 1;
        let _ = write!(self.out, "<path class=\"c{number} line\"");
        let dashes = match series % 4 {
            0 => "",
            1 => " stroke-dasharray=\"10 6\"",
            2 => " stroke-dasharray=\"2 6\"",
            _ => " stroke-dasharray=\"14 5 3 5\"",
        };
        let _ = write!(self.out, "{dashes} d=\"");
        for (index, (x, y)) in points.iter().enumerate() {
            let step = if index == 0 { 'M' } else { 'L' };
            let _ = write!(self.out, "{step}{} {}", short(self.x(*x)), short(*y));
        }
        self.out.push_str("\"/>");
    }

    /// The picture with its name and description for those who do not see it; `series` says how many
    /// patterns it needs.
    pub(super) fn finish(self, title: &str, description: &str, series: usize) -> String {
        let Self { out, y, id, .. } = self;
        let mut svg = format!(
            "<svg role=\"img\" aria-labelledby=\"{id}-title {id}-about\" viewBox=\"0 0 {} {}\" width=\"{0}\" height=\"{1}\"><title id=\"{id}-title\">",
            short(WIDTH),
            short(y.ceil())
        );
        escape(title, &mut svg);
        let _ = write!(svg, "</title><desc id=\"{id}-about\">");
        escape(description, &mut svg);
        svg.push_str("</desc><defs>");
        for number in 1..=series.min(PATTERNS) {
            let marks = match number {
                1 => "<path fill=\"currentColor\" d=\"M0 0h12v12H0z\"/>",
                2 => "<path d=\"M-3 3 3-3M-3 15 15-3M9 15 15 9\"/>",
                3 => {
                    "<circle cx=\"3\" cy=\"3\" r=\"2.4\" fill=\"currentColor\"/><circle cx=\"9\" cy=\"9\" r=\"2.4\" fill=\"currentColor\"/>"
                }
                4 => "<path d=\"M0 6h12M6 0v12\"/>",
                5 => "<path d=\"M0 3h12M0 9h12\"/>",
                _ => "",
            };
            let _ = write!(
                svg,
                "<pattern class=\"c{number}\" id=\"{id}-{number}\" width=\"12\" height=\"12\" patternUnits=\"userSpaceOnUse\">{marks}</pattern>"
            );
        }
        svg.push_str("</defs>");
        svg.push_str(&out);
        svg.push_str("</svg>");
        svg
    }
}

/// A number of units with at most one decimal.
fn short(number: f64) -> String {
    let text = format!("{number:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0" } else { text }.to_owned()
}

/// How wide a text is, rather too wide than too narrow: fonts differ.
pub(super) fn width(text: &str) -> f64 {
    let of = |character: char| match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.34,
        ' ' | '\u{a0}' | '\u{202f}' | 'f' | 't' | 'r' | '-' | '(' | ')' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | 'щ' | 'ш' | 'ж' | 'ю' => 0.95,
        _ if character.is_uppercase() => 0.76,
        _ => 0.62,
    };
    text.chars().map(of).sum::<f64>() * FONT
}

/// A text in lines of at most this width, broken between words, and within words only where one is
/// longer than a line.
pub(super) fn wrapped(text: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let mut word = word;
        if let Some(last) = lines.last_mut()
            && width(last) + width(" ") + width(word) <= room
        {
            last.push(' ');
            last.push_str(word);
            continue;
        }
        while width(word) > room {
            let mut end = 0;
            for (at, character) in word.char_indices() {
                let next = at + character.len_utf8();
                if end > 0 && width(&word[..next]) > room {
                    break;
                }
                end = next;
            }
            lines.push(word[..end].to_owned());
            word = &word[end..];
        }
        if !word.is_empty() {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{short, width, wrapped};

    #[test]
    fn lines_are_never_too_wide() {
        let text = "Etätyökyselyyn vastanneiden henkilöstöryhmien kolmannesvuosikatsaustoimikunnat vuonna 2026";
        for room in [40.0, 120.0, 360.0] {
            let lines = wrapped(text, room);
            assert!(lines.iter().all(|line| width(line) <= room), "{lines:?}");
            let joined: String = lines.concat().split(' ').collect();
            assert_eq!(joined, text.replace(' ', ""));
        }
    }

    #[test]
    fn numbers_are_short() {
        let all: Vec<String> = [12.0, 0.05, -0.04, 7.25, 100.0].map(short).to_vec();
        assert_eq!(all, ["12", "0.1", "0", "7.2", "100"]);
    }
}
