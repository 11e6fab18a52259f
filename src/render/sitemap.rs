//! `sitemap.xml` (sitemaps.org, protocol 0.9) with the translations of each page.

use std::fmt::Write as _;

use crate::parse::escape;
use crate::render::Scene;
use crate::render::address::{absolute, all_pages_address};
use crate::render::all_pages::all_pages_alternates;
use crate::render::navigation::alternates;
use crate::render::page_view::is_unlisted;
use crate::site::Page;

/// Addresses a site map may have at most.
const MAX: usize = 50_000;

/// Name of the site map that search engines look for.
const MAIN: &str = "sitemap.xml";

/// Names of the site maps: one, or a list of lists, the last, where there are more addresses than
/// one may have.
pub fn sitemap_names(scene: Scene<'_>) -> Vec<String> {
    let parts = listed(scene).count().div_ceil(MAX);
    let mut names = Vec::new();
    if parts > 1 {
        names.extend((1..=parts).map(part_name));
    }
    names.push(MAIN.to_owned());
    names
}

/// The site map with a place among [`sitemap_names`]. Pages that search engines should leave out
/// are not in it.
pub fn sitemap(scene: Scene<'_>, index: usize) -> Vec<u8> {
    let parts = sitemap_names(scene).len() - 1;
    if parts > 0 && index == parts {
        return list(scene, parts);
    }
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"",
    );
    let mut pages = listed(scene).skip(index * MAX).take(MAX).peekable();
    if pages.peek().is_none() {
        out.push_str("></urlset>\n");
        return out.into_bytes();
    }
    out.push_str(" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    let base = &scene.site.config.base_url;
    for entry in pages {
        let (address, date, translations) = match entry {
            Listed::Page(page) => {
                let facts = &scene.site.item(page.item).facts;
                let date = facts.publish.max(facts.reviewed);
                (page.address.clone(), date, alternates(scene, page))
            }
            Listed::AllPages(language) => {
                let address = all_pages_address(&scene.site.config, scene.theme, language);
                (address, None, all_pages_alternates(scene))
            }
        };
        out.push_str("<url><loc>");
        escape(&absolute(base, &address), &mut out);
        out.push_str("</loc>");
        if let Some(date) = date {
            let _ = write!(out, "<lastmod>{date}</lastmod>");
        }
        for alternate in translations {
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
}

/// What stands in a site map.
#[derive(Clone, Copy)]
enum Listed<'a> {
    Page(&'a Page),
    /// The page of all pages of a language.
    AllPages(usize),
}

fn listed(scene: Scene<'_>) -> impl Iterator<Item = Listed<'_>> {
    let site = scene.site;
    let languages = if site.config.outputs.has_all_pages {
        site.config.languages.len()
    } else {
        0
    };
    site.pages
        .iter()
        .filter(|page| !is_unlisted(site.item(page.item), page))
        .map(Listed::Page)
        .chain((0..languages).map(Listed::AllPages))
}

fn part_name(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

fn list(scene: Scene<'_>, parts: usize) -> Vec<u8> {
    let base = &scene.site.config.base_url;
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".to_owned();
    for number in 1..=parts {
        let _ = writeln!(
            out,
            "<sitemap><loc>{}{}{}</loc></sitemap>",
            base.origin,
            base.path,
            part_name(number)
        );
    }
    out.push_str("</sitemapindex>\n");
    out.into_bytes()
}
