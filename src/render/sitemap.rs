//! `sitemap.xml` (sitemaps.org, protocol 0.9) with the translations of each page.

use std::fmt::Write as _;

use crate::parse::escape;
use crate::render::Scene;
use crate::render::address::absolute;
use crate::render::navigation::alternates;
use crate::render::page_view::is_unlisted;

/// Addresses a site map may have at most.
const MAX: usize = 50_000;

/// The site maps by name: one, or a list of lists where there are more addresses than one may
/// have. Pages that search engines should leave out are not in them.
pub fn sitemap(scene: Scene<'_>) -> Vec<(String, Vec<u8>)> {
    let site = scene.site;
    let listed: Vec<_> = site
        .pages
        .iter()
        .filter(|page| !is_unlisted(site.item(page.item), page))
        .collect();
    let base = &site.config.base_url;
    let maps: Vec<Vec<u8>> = listed
        .chunks(MAX)
        .map(|pages| {
            let mut out = String::with_capacity(pages.len() * 400);
            out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
            for page in pages {
                out.push_str("<url><loc>");
                escape(&absolute(base, &page.address), &mut out);
                out.push_str("</loc>");
                let facts = &site.item(page.item).facts;
                if let Some(date) = facts.publish.max(facts.reviewed) {
                    let _ = write!(out, "<lastmod>{date}</lastmod>");
                }
                for alternate in alternates(scene, page) {
                    out.push_str("<xhtml:link rel=\"alternate\" hreflang=\"");
                    out.push_str(&alternate.hreflang);
                    out.push_str("\" href=\"");
                    escape(&alternate.url, &mut out);
                    out.push_str("\"/>");
                }
                out.push_str("</url>\n");
            }
            out.push_str("</urlset>\n");
            out.into_bytes()
        })
        .collect();
    if maps.len() < 2 {
        let only = maps.into_iter().next().unwrap_or_else(|| {
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"></urlset>\n".to_vec()
        });
        return vec![("sitemap.xml".to_owned(), only)];
    }
    let mut index = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".to_owned();
    let mut files = Vec::new();
    for (number, map) in maps.into_iter().enumerate() {
        let name = format!("sitemap-{}.xml", number + 1);
        let _ = writeln!(
            index,
            "<sitemap><loc>{}{}{name}</loc></sitemap>",
            base.origin, base.path
        );
        files.push((name, map));
    }
    index.push_str("</sitemapindex>\n");
    files.push(("sitemap.xml".to_owned(), index.into_bytes()));
    files
}
