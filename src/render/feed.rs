//! One Atom feed per language (RFC 4287).

use atom_syndication::{Entry, Feed, FixedDateTime, Link, Person, Text};

use crate::base::UrlPath;
use crate::locale::Date;
use crate::render::Scene;
use crate::render::address::absolute;
use crate::render::page_view::is_unlisted;
use crate::site::ItemKind;

/// How many entries a feed has at most.
const MAX: usize = 30;

/// The feed of a language: its own pages that have a date, the latest first.
pub fn feed(scene: Scene<'_>, language: usize) -> Vec<u8> {
    let site = scene.site;
    let config = &site.config;
    let texts = &scene.theme.texts[language];
    let mut dated: Vec<(Date, &str, usize)> = site
        .pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.language as usize == language)
        .filter(|(_, page)| !is_unlisted(site.item(page.item), page))
        .filter(|(_, page)| site.item(page.item).facts.kind != ItemKind::Section)
        .filter_map(|(index, page)| {
            let facts = &site.item(page.item).facts;
            Some((
                facts.publish.max(facts.reviewed)?,
                page.address.as_str(),
                index,
            ))
        })
        .collect();
    dated.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    dated.truncate(MAX);
    let home = absolute(
        &config.base_url,
        &UrlPath::new(&site.config.prefix(language)),
    );
    let own = UrlPath::new(&format!("{}feed.xml", site.config.prefix(language)));
    let own = absolute(&config.base_url, &own);
    let here = &config.languages[language];
    let entries = dated
        .iter()
        .map(|(date, _, index)| {
            let page = &site.pages[*index];
            let head = &site.head(page.doc).head.texts;
            let url = absolute(&config.base_url, &page.address);
            Entry {
                title: Text::plain(head.title.clone()),
                id: url.clone(),
                updated: midnight(*date),
                links: vec![link(&url, "alternate", "text/html")],
                summary: (!head.description().is_empty()).then(|| Text::plain(head.description())),
                ..Entry::default()
            }
        })
        .collect();
    let feed = Feed {
        title: Text::plain(here.name.clone()),
        id: home.clone(),
        updated: midnight(dated.first().map_or(scene.today, |(date, ..)| *date)),
        authors: vec![Person {
            name: here.name.clone(),
            ..Person::default()
        }],
        links: vec![
            link(&own, "self", "application/atom+xml"),
            link(&home, "alternate", "text/html"),
        ],
        subtitle: (!here.description.is_empty()).then(|| Text::plain(here.description.clone())),
        lang: Some(texts.lang.to_string()),
        entries,
        ..Feed::default()
    };
    feed.to_string().into_bytes()
}

fn link(href: &str, rel: &str, media_type: &str) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: Some(media_type.to_owned()),
        ..Link::default()
    }
}

/// A day as the moment that Atom wants: its beginning in UTC, so that builds agree.
fn midnight(date: Date) -> FixedDateTime {
    format!("{date}T00:00:00Z")
        .parse()
        .expect("a date and a time make a moment")
}
