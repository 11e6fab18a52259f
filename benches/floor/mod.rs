//! A site's folder into HTML files in the cheapest way we know: the floor that opas is held against.
//!
//! Walk, read, take off the front matter, parse with pulldown-cmark, put a frame of about the
//! theme's size around the body, write; copy the pictures; all files in parallel. It knows no
//! titles, links, languages or checks, and nothing that does know them can be faster.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use walkdir::WalkDir;

/// Bytes of a page around its body: head, menus, sidebar, footer.
pub(crate) const FRAME_BYTES: usize = 9_000;

const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"fi\" dir=\"ltr\">\n<head>\n\
                    <meta charset=\"utf-8\">\n<title>Opas</title>\n\
                    <link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body>\n<nav>\n<ul>\n";
const ENTRY: &str = "<li><a href=\"/fi/topic-001/part-2/item-017/\">Turvallinen palvelu</a></li>\n";
const MAIN: &str = "</ul>\n</nav>\n<main>\n";
const FOOTER: &str = "</main>\n<footer>\n<ul>\n";
const END: &str = "</ul>\n</footer>\n</body>\n</html>\n";

/// What the floor works with in each thread, so that no page allocates anew.
#[derive(Default)]
struct Buffers {
    body: String,
    page: String,
}

/// The parts of a page before and after its body.
struct Frame {
    before: String,
    after: String,
}

/// Makes the pages of the site in `site` in the new folder `out`.
///
/// # Errors
/// A file cannot be read or written.
pub(crate) fn build(site: &Path, out: &Path, frame_bytes: usize) -> anyhow::Result<()> {
    let content = site.join("content");
    let files = walk(&content)?;
    let frame = frame(frame_bytes);
    files
        .par_iter()
        .try_for_each_init(Buffers::default, |buffers, file| {
            let inner = file
                .strip_prefix(&content)
                .expect("a walk stays below where it began");
            let ending = file.extension().and_then(|ending| ending.to_str());
            match ending {
                Some("md") => write_page(file, &out.join(page_folder(inner)), &frame, buffers),
                Some("toml") => Ok(()),
                _ => copy(file, &out.join(inner)),
            }
        })
}

fn walk(content: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(content) {
        let entry = entry.with_context(|| format!("cannot read `{}`", content.display()))?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// `a/b/item.fi.md` to `fi/a/b/item`, and `a/index.fi.md` to `fi/a`.
fn page_folder(inner: &Path) -> PathBuf {
    let stem = inner
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or_default();
    let (name, language) = stem.rsplit_once('.').unwrap_or((stem, ""));
    let mut folder = PathBuf::from(language);
    folder.extend(inner.parent());
    if name != "index" {
        folder.push(name);
    }
    folder
}

fn write_page(
    file: &Path,
    folder: &Path,
    frame: &Frame,
    buffers: &mut Buffers,
) -> anyhow::Result<()> {
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let Buffers { body, page } = buffers;
    body.clear();
    html::push_html(body, Parser::new_ext(without_front_matter(&text), options));
    page.clear();
    page.push_str(&frame.before);
    page.push_str(body);
    page.push_str(&frame.after);
    fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    let path = folder.join("index.html");
    fs::write(&path, page).with_context(|| format!("cannot write `{}`", path.display()))
}

fn without_front_matter(text: &str) -> &str {
    text.strip_prefix("+++\n")
        .and_then(|rest| rest.split_once("\n+++\n"))
        .map_or(text, |(_, body)| body)
}

fn copy(file: &Path, to: &Path) -> anyhow::Result<()> {
    let folder = to.parent().expect("a file below a folder has one");
    fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    fs::copy(file, to).with_context(|| format!("cannot copy `{}`", file.display()))?;
    Ok(())
}

/// A page without its body, of exactly `bytes` bytes as long as that is enough for a page at all.
fn frame(bytes: usize) -> Frame {
    let left = bytes.saturating_sub(HEAD.len() + MAIN.len() + FOOTER.len() + END.len());
    // Three quarters stand above the text: head, menu, switcher, sidebar.
    let above = left * 3 / 4;
    let filling = |bytes: usize| -> String { ENTRY.chars().cycle().take(bytes).collect() };
    Frame {
        before: [HEAD, &filling(above), MAIN].concat(),
        after: [FOOTER, &filling(left - above), END].concat(),
    }
}
