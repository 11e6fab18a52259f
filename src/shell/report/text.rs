//! Problems for people: the line with a caret, and the cure.
//!
//! Only the lines around a place are handed to the renderer, so that a problem costs what its
//! lines cost and not what its file costs.

use std::collections::BTreeMap;

use annotate_snippets::renderer::{DEFAULT_LINE_NUM_STYLE, Style};
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
};

use crate::base::{Diagnostic, Severity, SourcePath, Span};
use crate::shell::report::format::Screen;
use crate::shell::report::places::{self, Places, Position};
use crate::shell::report::printable::{one_line, printable};

/// Places of one file that are further apart than this many lines are drawn apart.
const FAR: usize = 60;

/// Lines of more bytes than this (a picture inside an address, a file without line ends) are not
/// drawn.
const LONGEST: usize = 20_000;

/// A place that is drawn in a snippet.
struct Mark<'a> {
    /// Where it begins.
    position: Position,
    /// The bytes in the file's text, all on that line.
    range: std::ops::Range<usize>,
    kind: AnnotationKind,
    words: Option<&'a str>,
}

/// The texts of the files, and the places in them.
struct Files {
    texts: BTreeMap<SourcePath, String>,
    places: Places,
}

/// Draws as many problems as the screen takes, errors first when it takes fewer than there are.
pub(super) fn draw(
    diagnostics: &[Diagnostic],
    screen: Screen,
    lookup: &mut dyn FnMut(&SourcePath) -> Option<String>,
) -> String {
    let mut shown: Vec<&Diagnostic> = diagnostics.iter().collect();
    if shown.len() > screen.limit {
        shown.sort_by_key(|diagnostic| diagnostic.severity);
        shown.truncate(screen.limit);
    }
    let files = read(&shown, lookup);
    let renderer = if screen.is_coloured {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(screen.width);
    let mut drawn: Vec<String> = shown
        .iter()
        .map(|diagnostic| problem(diagnostic, &files, screen, &renderer))
        .collect();
    let rest = diagnostics.len() - shown.len();
    if rest > 0 {
        drawn.push(format!(
            "… and {rest} more; `opas check --format short` lists all\n"
        ));
    }
    drawn.join("\n")
}

fn read(shown: &[&Diagnostic], lookup: &mut dyn FnMut(&SourcePath) -> Option<String>) -> Files {
    let mut texts = BTreeMap::new();
    let places = Places::find(shown.iter().copied(), &mut |path| {
        let text = lookup(path)?;
        texts.insert(path.clone(), text.clone());
        Some(text)
    });
    Files { texts, places }
}

fn problem(diagnostic: &Diagnostic, files: &Files, screen: Screen, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(one_line(&diagnostic.message))
        .id(diagnostic.code.name());
    let elements = elements(diagnostic, files, screen);
    let mut out = match (&diagnostic.span, elements.as_slice()) {
        // The renderer would put the arrow of a place without lines at the very edge.
        (Some(span), [Element::Origin(_)]) => {
            let style = if screen.is_coloured {
                DEFAULT_LINE_NUM_STYLE
            } else {
                Style::new()
            };
            let title = renderer.render(&[Group::with_title(title)]);
            format!("{title}\n {style}-->{style:#} {}\n", place(span, files))
        }
        _ => renderer.render(&[title.elements(elements)]) + "\n",
    };
    if let Some(help) = &diagnostic.help {
        // The renderer would box a second group; the cure stands on a line of its own.
        let help = Level::HELP.secondary_title(one_line(help));
        out.push_str(&renderer.render(&[Group::with_title(help)]));
        out.push('\n');
    }
    out
}

/// The snippets of a problem, the one with its own place first.
fn elements<'a>(diagnostic: &'a Diagnostic, files: &'a Files, screen: Screen) -> Vec<Element<'a>> {
    let mut by_file: Vec<(&SourcePath, Vec<Mark<'a>>)> = Vec::new();
    let mut elements = Vec::new();
    let mut unread = Vec::new();
    for (index, span) in places::spans(diagnostic).enumerate() {
        let is_own = diagnostic.span.is_some() && index == 0;
        let label = index.checked_sub(usize::from(diagnostic.span.is_some()));
        let words = match label {
            Some(label) => Some(diagnostic.labels[label].message.as_str()),
            None => diagnostic.caret.as_deref(),
        };
        // The beginning of a file means the file; its first line would say nothing.
        let is_whole_file = is_own && words.is_none() && span.range.end == 0;
        let mark = mark(span, words, is_own, files, screen).filter(|_| !is_whole_file);
        match mark {
            Some(mark) => match by_file.iter_mut().find(|(path, _)| *path == &span.path) {
                Some((_, marks)) => marks.push(mark),
                None => by_file.push((&span.path, vec![mark])),
            },
            None if is_own => elements.push(origin(span, files).into()),
            None => {
                let place = place(span, files);
                let words = one_line(words.unwrap_or_default());
                unread.push(Level::NOTE.message(format!("{words}: {place}")).into());
            }
        }
    }
    for (path, marks) in by_file {
        for cluster in clusters(marks, screen) {
            elements.push(snippet(path, &cluster, files).into());
        }
    }
    elements.extend(unread);
    elements
}

fn origin<'a>(span: &Span, files: &Files) -> Origin<'a> {
    let origin = Origin::path(one_line(span.path.as_str()).into_owned());
    match files.places.of(span) {
        Some((start, _)) => origin.line(start.line).char_column(start.column),
        None => origin,
    }
}

fn place(span: &Span, files: &Files) -> String {
    let path = one_line(span.path.as_str());
    match files.places.of(span) {
        Some((start, _)) => format!("{path}:{}:{}", start.line, start.column),
        None => path.into_owned(),
    }
}

/// The mark for a place, cut to its first line and to what fits on the screen.
fn mark<'a>(
    span: &Span,
    words: Option<&'a str>,
    is_own: bool,
    files: &Files,
    screen: Screen,
) -> Option<Mark<'a>> {
    let (start, _) = files.places.of(span)?;
    let text = files.texts.get(&span.path)?;
    let line = line_of(text, text.floor_char_boundary(span.range.start as usize));
    if line.len() > LONGEST {
        return None;
    }
    let from = text
        .floor_char_boundary(span.range.start as usize)
        .min(line.end);
    let to = text
        .floor_char_boundary(span.range.end as usize)
        .clamp(from, line.end);
    let most = text[from..to].char_indices().nth(screen.width.max(8) / 2);
    let to = most.map_or(to, |(length, _)| from + length);
    let kind = if is_own {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    Some(Mark {
        position: start,
        range: from..to,
        kind,
        words,
    })
}

/// The bytes of the line that holds `offset`, without its line end.
fn line_of(text: &str, offset: usize) -> std::ops::Range<usize> {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..]
        .find('\n')
        .map_or(text.len(), |length| offset + length);
    start
        ..start
            + text[start..end]
                .strip_suffix('\r')
                .unwrap_or(&text[start..end])
                .len()
}

/// Marks of one file, in groups that fit on the screen together; the group with the problem's own
/// place comes first.
fn clusters(mut marks: Vec<Mark<'_>>, screen: Screen) -> Vec<Vec<Mark<'_>>> {
    marks.sort_by_key(|mark| mark.range.start);
    let mut clusters: Vec<Vec<Mark<'_>>> = Vec::new();
    for mark in marks {
        match clusters
            .last_mut()
            .filter(|cluster| fits(&mark, cluster, screen))
        {
            Some(cluster) => cluster.push(mark),
            None => clusters.push(vec![mark]),
        }
    }
    let is_own = |mark: &Mark<'_>| mark.kind == AnnotationKind::Primary;
    clusters.sort_by_key(|cluster| !cluster.iter().any(is_own));
    clusters
}

/// Whether a mark is near enough to those before it.
fn fits(mark: &Mark<'_>, cluster: &[Mark<'_>], screen: Screen) -> bool {
    let line = cluster.last().map_or(0, |last| last.position.line);
    mark.position.line - line <= FAR
        && cluster
            .iter()
            .all(|other| other.position.column.abs_diff(mark.position.column) <= screen.width / 2)
}

/// The lines from the first mark to the last, made printable, with the marks at their new places.
fn snippet<'a>(
    path: &SourcePath,
    marks: &[Mark<'a>],
    files: &'a Files,
) -> Snippet<'a, Annotation<'a>> {
    let text = files.texts.get(path).map_or("", String::as_str);
    let mut marks_left = marks.iter().peekable();
    let mut at = marks
        .first()
        .map_or(0, |mark| line_of(text, mark.range.start).start);
    let mut source = String::new();
    let mut annotations = Vec::new();
    while marks_left.peek().is_some() {
        let line = line_of(text, at);
        let start = source.len();
        source.push_str(&printable(&text[line.clone()]));
        while let Some(mark) = marks_left.next_if(|mark| mark.range.start <= line.end) {
            let new = |offset: usize| start + printable(&text[line.start..offset]).len();
            let (from, mut to) = (new(mark.range.start), new(mark.range.end));
            if from == to && from == start {
                // The renderer would count an empty place at the beginning of a line to the line
                // before.
                if source.len() == start {
                    source.push(' ');
                }
                to += source[start..].chars().next().map_or(0, char::len_utf8);
            }
            let words = mark.words.map(|words| one_line(words).into_owned());
            annotations.push(mark.kind.span(from..to).label(words));
        }
        source.push('\n');
        at = text[line.end..]
            .find('\n')
            .map_or(text.len(), |length| line.end + length + 1);
    }
    Snippet::source(source)
        .path(one_line(path.as_str()).into_owned())
        .line_start(marks.first().map_or(1, |mark| mark.position.line))
        .annotations(annotations)
}
