//! Whether a lesson's handout fits on the paper that it is meant for.
//!
//! Only a browser can lay it out. This counts lines as they fall in the built-in theme's print style
//! on A4, and leaves a little room; `tests/browser` prints every handout and counts its pages.

use crate::base::{Code, Diagnostic, Span};
use crate::data::Table;
use crate::parse::{Body, Document, OpKind};
use crate::site::kind::Handout;

/// Characters on a line of text.
const LINE: usize = 74;

/// Characters on a line of a heading within a list.
const HEADING_LINE: usize = 64;

/// Lines of text on a page.
const PAGE: f32 = 41.0;

/// Lines at the end of a page that stay empty because steps are not torn apart, per page break.
const TORN: f32 = 3.0;

/// Lines of the name of the site and of the lesson at the top, and of the address at the end.
const FRAME: f32 = 12.0;

/// Lines that a heading takes beyond its own.
const HEADING: f32 = 1.5;

/// Lines that an entry of a list takes beyond its own.
const ENTRY: f32 = 0.35;

/// Reports a handout that needs more sides than it may fill.
pub(super) fn check(document: &Document, handout: Handout, sink: &mut Vec<Diagnostic>) {
    let Some(pages) = handout.pages() else { return };
    let texts = &document.head.texts.of_kind;
    let text = steps(&document.body, handout == Handout::TwoPages);
    let lines = FRAME + text + list(texts, "key_points") + stop(texts);
    let room = |pages: u32| pages as f32 * PAGE - (pages - 1) as f32 * TORN;
    if document.head.parts.steps == 0 || lines <= room(pages) {
        return;
    }
    let needed = (pages + 1..).find(|pages| lines <= room(*pages));
    let message = format!(
        "the handout needs about {} pages, and `handout = \"{}\"` promises {pages}",
        needed.unwrap_or(pages + 1),
        handout.name()
    );
    let help = match handout {
        Handout::TwoPages => {
            "shorten the steps, or write `handout = \"one-page\"`: the names of the steps alone"
        }
        _ => "shorten the names of the steps and the key points, or make two lessons of it",
    };
    let first = document
        .body
        .blocks
        .iter()
        .find(|block| &*block.name == "step");
    let span = first.map_or_else(
        || Span::file(&document.path),
        |step| Span::new(&document.path, step.range),
    );
    sink.push(Diagnostic::new(Code::HandoutOverflow, span, message).help(help));
}

fn lines(characters: usize, line: usize) -> f32 {
    characters.div_ceil(line) as f32
}

/// A list from the front matter with its heading.
fn list(texts: &Table, name: &str) -> f32 {
    let entries = texts.texts(name);
    if entries.is_empty() {
        return 0.0;
    }
    let all = entries.iter();
    let all: f32 = all
        .map(|entry| lines(entry.chars().count(), LINE) + ENTRY)
        .sum();
    1.0 + HEADING + all
}

/// When to stop, with its heading.
fn stop(texts: &Table) -> f32 {
    texts.text("stop_when").map_or(0.0, |text| {
        1.0 + HEADING + lines(text.chars().count(), LINE)
    })
}

/// The lines of the steps: their names, and their texts where they are printed.
fn steps(body: &Body, has_texts: bool) -> f32 {
    let mut total = 0.0;
    let mut at = 0;
    // The open blocks, each with whether it is printed.
    let mut open: Vec<bool> = Vec::new();
    for op in &body.ops {
        // The preview's marks of lines stand within tags, and print nothing.
        if matches!(op.kind, OpKind::Line(_)) {
            continue;
        }
        let to = op.at as usize;
        if has_texts && open.last() == Some(&true) {
            total += text_lines(&body.html[at..to]);
        }
        at = to;
        match op.kind {
            OpKind::Open(index) => {
                let block = &body.blocks[index as usize];
                let is_step = open.is_empty() && &*block.name == "step";
                let is_printed = is_step || open.last() == Some(&true);
                if is_step {
                    total += lines(block.plain_title().chars().count(), HEADING_LINE) + ENTRY;
                } else if has_texts && is_printed && block.is_on_handout() && block.title.is_some()
                {
                    total += lines(block.plain_title().chars().count(), HEADING_LINE);
                }
                open.push(is_printed && block.is_on_handout());
            }
            OpKind::Close => {
                open.pop();
            }
            _ => {}
        }
    }
    total
}

/// The lines of a piece of HTML: each element that stands on lines of its own begins one.
fn text_lines(html: &str) -> f32 {
    let mut total = 0.0;
    let mut characters = 0;
    for piece in html.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        if ["/p", "/li", "/td", "/dd", "/dt"].contains(&tag) {
            total += lines(characters, LINE);
            characters = 0;
        }
        characters += text.trim().chars().filter(|c| *c != '\u{ad}').count();
    }
    total + lines(characters, LINE)
}
