//! Every address of a site and what makes it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::base::{Code, Diagnostic, SourcePath, Span, UrlPath};
use crate::render::{Scene, asset_address, assets, theme_address};
use crate::site::PageId;

/// What makes an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// A page of an item.
    Page(PageId),
    /// The page for addresses that do not exist, in the language with this place.
    NotFound(usize),
    /// The page that lets the reader choose a language.
    Chooser,
    /// The page at an old address, by its place in the site's list.
    Redirect(usize),
    /// The feed of a language.
    Feed(usize),
    /// A site map, by its place among them.
    Sitemap(usize),
    /// `robots.txt`.
    Robots,
    /// `llms.txt`.
    Llms,
    /// The plain-Markdown copy of a page.
    Markdown(PageId),
    /// A static file of the theme.
    ThemeFile(String),
    /// A file of the site, copied.
    Copy(SourcePath),
}

/// Every address and what makes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Jobs by the file that they make.
    pub jobs: BTreeMap<UrlPath, Job>,
}

/// Plans all outputs; `sitemaps` are the names of the site maps.
pub(super) fn plan(scene: Scene<'_>, sitemaps: &[String], sink: &mut Vec<Diagnostic>) -> Plan {
    let site = scene.site;
    let mut plan = Plan::default();
    let mut add = |address: String, job: Job| {
        plan.jobs.entry(UrlPath::new(&address)).or_insert(job);
    };
    for (index, page) in site.pages.iter().enumerate() {
        let id = PageId(u32::try_from(index).unwrap_or(u32::MAX));
        add(page.address.file(), Job::Page(id));
        if site.config.outputs.has_markdown && !page.is_fallback {
            add(format!("{}index.md", page.address), Job::Markdown(id));
        }
    }
    for language in 0..site.config.languages.len() {
        add(
            format!("{}404.html", site.config.prefix(language)),
            Job::NotFound(language),
        );
        if site.config.outputs.has_feeds {
            add(
                format!("{}feed.xml", site.config.prefix(language)),
                Job::Feed(language),
            );
        }
    }
    if !site.config.is_default_at_root {
        add("index.html".to_owned(), Job::Chooser);
        // Web servers look for the page of unknown addresses at the root.
        add("404.html".to_owned(), Job::NotFound(0));
    }
    for (index, redirect) in site.redirects.iter().enumerate() {
        add(redirect.from.file(), Job::Redirect(index));
    }
    for (index, name) in sitemaps.iter().enumerate() {
        add(name.clone(), Job::Sitemap(index));
    }
    add("robots.txt".to_owned(), Job::Robots);
    if site.config.outputs.has_llms {
        add("llms.txt".to_owned(), Job::Llms);
    }
    for (name, file) in &scene.theme.statics {
        add(
            theme_address(name, file).to_string(),
            Job::ThemeFile(name.clone()),
        );
    }
    // Files are published because a page names them, so that those of drafts stay at home.
    let named: BTreeSet<SourcePath> = site
        .items
        .par_iter()
        .flat_map_iter(|item| item.docs.iter().flatten().map(move |doc| (item, *doc)))
        .flat_map_iter(|(item, doc)| assets(scene, item, doc))
        .collect();
    for path in named {
        if let Some(asset) = site.assets.get(&path) {
            add(asset_address(&path, asset).to_string(), Job::Copy(path));
        }
    }
    for (address, path) in &site.statics {
        let is_robots = address.as_str() == "robots.txt";
        match plan.jobs.get(address) {
            // A site may bring its own.
            Some(_) if !is_robots => sink.push(
                Diagnostic::new(
                    Code::DuplicateAddress,
                    Span::file(path),
                    format!("the address `/{address}` is taken by a page or file of the site"),
                )
                .help("give the file below `static/` another name"),
            ),
            _ => {
                plan.jobs.insert(address.clone(), Job::Copy(path.clone()));
            }
        }
    }
    plan
}
