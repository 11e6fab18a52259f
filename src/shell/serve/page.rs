//! What the preview adds to pages, and the pages that only it has.

use serde::Serialize;

use crate::parse::escape;
use crate::render::script_json;

/// Puts the preview's own elements into a page, before the end of its body.
pub(super) fn with_client(html: &[u8], state: &impl Serialize) -> Vec<u8> {
    let addition = format!(
        "{STYLE}{}<script type=\"module\" src=\"/_opas/preview.js\" data-opas></script>\n",
        state_element(state)
    );
    let end = std::str::from_utf8(html)
        .ok()
        .and_then(|text| text.rfind("</body>"))
        .unwrap_or(html.len());
    let mut page = Vec::with_capacity(html.len() + addition.len());
    page.extend_from_slice(&html[..end]);
    page.extend_from_slice(addition.as_bytes());
    page.extend_from_slice(&html[end..]);
    page
}

const STYLE: &str = "<link rel=\"stylesheet\" href=\"/_opas/preview.css\" data-opas>\n";

/// The state as an element of the page.
fn state_element(state: &impl Serialize) -> String {
    let json = script_json(state);
    format!("<script type=\"application/json\" id=\"opas-state\" data-opas>{json}</script>\n")
}

/// The page that stands where a page cannot be shown and none was shown before.
pub(super) fn failure(message: &str, state: &impl Serialize) -> Vec<u8> {
    let mut page = begin("This page cannot be shown", "");
    page.push_str("<body>\n<main>\n<h1>This page cannot be shown</h1>\n<p>");
    escape(message, &mut page);
    page.push_str("</p>\n<p>It appears here as soon as the problem is mended.</p>\n</main>\n");
    page.push_str("</body>\n</html>\n");
    with_client(page.as_bytes(), state)
}

/// A whole page's beginning, up to its body; `head` is HTML after the title.
fn begin(title: &str, head: &str) -> String {
    let mut page = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>".to_owned();
    escape(title, &mut page);
    page.push_str("</title>\n");
    page.push_str(head);
    page.push_str("</head>\n");
    page
}

/// One side of two languages beside each other.
#[derive(Debug)]
pub(super) struct Side<'a> {
    /// The language's name in itself.
    pub(super) name: &'a str,
    /// Its tag.
    pub(super) code: &'a str,
    /// The page's address; empty where there is none.
    pub(super) address: &'a str,
}

/// A page in two languages, side by side; `state` is what the right one has: `own`, `fallback` or
/// `missing`.
pub(super) fn pair(
    title: &str,
    left: &Side<'_>,
    right: &Side<'_>,
    right_state: &str,
    state: &impl Serialize,
) -> Vec<u8> {
    let heading = format!("{} and {}: {title}", left.name, right.name);
    let mut page = begin(&heading, STYLE);
    page.push_str("<body class=\"opas-pair\"");
    for (name, value) in [
        ("left", left.address),
        ("right", right.address),
        ("left-name", left.name),
        ("right-name", right.name),
        ("right-state", right_state),
        ("left-code", left.code),
        ("right-code", right.code),
    ] {
        page.push_str(&format!(" data-{name}=\""));
        escape(value, &mut page);
        page.push('"');
    }
    page.push_str(">\n");
    page.push_str(&state_element(state));
    page.push_str("<script type=\"module\" src=\"/_opas/pair.js\"></script>\n</body>\n</html>\n");
    page.into_bytes()
}

/// The page of all items: its rows are already HTML.
pub(super) fn overview(table: &str, state: &impl Serialize) -> Vec<u8> {
    let mut page = begin("All pages", STYLE);
    page.push_str("<body class=\"opas-overview\">\n<main>\n<h1>All pages</h1>\n<p><a href=\"/_opas/theme/\">Every part of the theme</a></p>\n");
    page.push_str(table);
    page.push_str("</main>\n");
    page.push_str(&state_element(state));
    page.push_str(
        "<script type=\"module\" src=\"/_opas/overview.js\"></script>\n</body>\n</html>\n",
    );
    page.into_bytes()
}
