//! Outputs for programs: `robots.txt`, `llms.txt`, and plain-Markdown copies of pages.

use std::fmt::Write as _;

use crate::render::Scene;
use crate::render::address::absolute;
use crate::render::body::is_meant;
use crate::render::page_view::is_unlisted;
use crate::site::PageId;
use crate::theme::BlockAudience;

/// `robots.txt`: everything may be read, and where the site map is (RFC 9309).
pub fn robots(scene: Scene<'_>) -> Vec<u8> {
    let base = &scene.site.config.base_url;
    format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}{}sitemap.xml\n",
        base.origin, base.path
    )
    .into_bytes()
}

/// `llms.txt`: the pages of each language with their summaries.
pub fn llms(scene: Scene<'_>) -> Vec<u8> {
    let site = scene.site;
    let mut out = String::new();
    let first = site.config.default_language();
    let _ = write!(out, "# {}\n\n> {}\n", first.name, first.description);
    for (language, texts) in scene.theme.texts.iter().enumerate() {
        let _ = write!(out, "\n## {}\n\n", texts.name);
        for page in &site.pages {
            if page.language as usize != language || is_unlisted(site.item(page.item), page) {
                continue;
            }
            let head = &site.head(page.doc).head.texts;
            let url = absolute(&site.config.base_url, &page.address);
            let _ = writeln!(out, "- [{}]({url}): {}", head.title, head.description());
        }
    }
    out.into_bytes()
}

/// A page's text as it was written, under its title, for programs that read Markdown. `source` is
/// the file's whole text; blocks that are not for readers of the page are left out, as on the page.
pub fn markdown_copy(scene: Scene<'_>, page: PageId, source: &str) -> Vec<u8> {
    let item = scene.site.item(scene.site.page(page).item);
    let doc = scene.site.page(page).doc;
    let title = &scene.site.head(doc).head.texts.title;
    let source = source.strip_prefix('\u{FEFF}').unwrap_or(source);
    let body_start = source.len() - crate::parse::body_of(source).len();
    let mut out = format!("# {title}\n\n");
    let mut at = body_start;
    for block in &scene.documents[doc.0 as usize].body.blocks {
        let (start, end) = (block.range.start as usize, block.end as usize);
        let is_hidden = block.audience != BlockAudience::Everyone
            || (&*block.name == "only" && !is_meant(item, block));
        if is_hidden && start >= at {
            out.push_str(source.get(at..start).unwrap_or_default());
            at = end;
        }
    }
    out.push_str(source.get(at..).unwrap_or_default());
    out.into_bytes()
}
