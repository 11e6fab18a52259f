//! Every address of a site and what makes it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::base::{Code, Diagnostic, SourcePath, Span, UrlPath};
use crate::render::{
    Part, Scene, all_pages_address, asset_address, assets, has_service_points, part_at, parts,
    sitemap_names, theme_address,
};
use crate::site::{PageId, Site};

/// What makes an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// A page of an item.
    Page(PageId),
    /// A part of a page.
    Part(PageId, Part),
    /// The page for addresses that do not exist, in the language with this place.
    NotFound(usize),
    /// The page that lets the reader choose a language.
    Chooser,
    /// The page at an old address, by its place in the site's list.
    Redirect(usize),
    /// The page of all pages of a language.
    AllPages(usize),
    /// The feed of a language.
    Feed(usize),
    /// A site map, by its place among them.
    Sitemap(usize),
    /// `robots.txt`.
    Robots,
    /// `_headers`.
    Headers,
    /// `service-points.json`.
    ServicePoints,
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

/// Plans all outputs.
pub(super) fn plan(scene: Scene<'_>, sink: &mut Vec<Diagnostic>) -> Plan {
    let site = scene.site;
    let mut plan = Plan::default();
    let mut add = |address: String, job: Job| {
        plan.jobs.entry(UrlPath::new(&address)).or_insert(job);
    };
    for (index, page) in site.pages.iter().enumerate() {
        let id = PageId(u32::try_from(index).unwrap_or(u32::MAX));
        add(page.address.file(), Job::Page(id));
        if has_markdown(site, id) {
            add(format!("{}{MARKDOWN}", page.address), Job::Markdown(id));
        }
    }
    let with_parts: Vec<(PageId, UrlPath, Part)> = (0..site.pages.len())
        .into_par_iter()
        .map(|index| PageId(u32::try_from(index).unwrap_or(u32::MAX)))
        .flat_map_iter(|id| {
            let found = parts(scene, id).into_iter();
            found.map(move |(address, part)| (id, address, part))
        })
        .collect();
    for (id, address, part) in with_parts {
        if let Some(Job::Page(other)) = plan.jobs.get(address.file().as_str()) {
            sink.push(
                Diagnostic::new(
                    Code::DuplicateAddress,
                    Span::file(&site.page_head(*other).path),
                    format!("the address `/{address}` is taken by a part of another page"),
                )
                .label(Span::file(&site.page_head(id).path), "by this one's")
                .help("give one of the two another `slug`"),
            );
        }
        plan.jobs
            .entry(UrlPath::new(&address.file()))
            .or_insert(Job::Part(id, part));
    }
    let mut add = |address: String, job: Job| {
        plan.jobs.entry(UrlPath::new(&address)).or_insert(job);
    };
    for (address, job) in of_languages(scene) {
        add(address, job);
    }
    for (index, redirect) in site.redirects.iter().enumerate() {
        add(redirect.from.file(), Job::Redirect(index));
    }
    for (index, name) in sitemap_names(scene).into_iter().enumerate() {
        add(name, Job::Sitemap(index));
    }
    for (address, job) in of_machines(scene) {
        add(address, job);
    }
    for (name, file) in &scene.theme.statics {
        add(
            theme_address(name, file).to_string(),
            Job::ThemeFile(name.clone()),
        );
    }
    // Files are published because a page names them, so that those of drafts stay at home. The
    // counts of a survey are not: those of small groups must not get out.
    let named: BTreeSet<SourcePath> = site
        .items
        .par_iter()
        .flat_map_iter(|item| item.docs.iter().flatten().map(move |doc| (item, *doc)))
        .flat_map_iter(|(item, doc)| assets(scene, item, doc))
        .collect();
    for path in named {
        if let Some(asset) = site
            .assets
            .get(&path)
            .filter(|_| !site.survey_files.contains_key(&path))
        {
            add(asset_address(&path, asset).to_string(), Job::Copy(path));
        }
    }
    for (address, path) in &*site.statics {
        let is_robots = address.as_str() == ROBOTS;
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

/// What makes the file at an address: the same job as [`plan`] has for it.
pub(super) fn find(scene: Scene<'_>, file: &str) -> Option<Job> {
    let site = scene.site;
    let copied = || Some(Job::Copy(site.statics.get(file)?.clone()));
    if file == ROBOTS && site.statics.contains_key(file) {
        return copied();
    }
    let folder = file.strip_suffix("index.html");
    let named = |list: Vec<(String, Job)>| {
        let found = list.into_iter().find(|(address, _)| address == file);
        found.map(|(_, job)| job)
    };
    let page = || {
        folder
            .and_then(|address| site.page_at(address))
            .map(Job::Page)
    };
    let markdown = || {
        let id = site.page_at(file.strip_suffix(MARKDOWN)?)?;
        has_markdown(site, id).then_some(Job::Markdown(id))
    };
    let part = || {
        let (page, part) = part_at(scene, folder.unwrap_or(file))?;
        Some(Job::Part(page, part))
    };
    let redirect = || {
        let at = |from: &str| {
            let found = site
                .redirects
                .binary_search_by(|redirect| redirect.from.as_str().cmp(from));
            found.ok()
        };
        at(file).or_else(|| at(folder?)).map(Job::Redirect)
    };
    let sitemap = || {
        let is_one = file.starts_with("sitemap") && file.ends_with(".xml");
        let names = if is_one {
            sitemap_names(scene)
        } else {
            Vec::new()
        };
        names.iter().position(|name| name == file).map(Job::Sitemap)
    };
    let theme_file = || {
        let mut files = scene.theme.statics.iter();
        let (name, _) =
            files.find(|(name, file_of)| theme_address(name, file_of).as_str() == file)?;
        Some(Job::ThemeFile(name.clone()))
    };
    let asset = || asset_at(site, file).map(Job::Copy);
    page()
        .or_else(markdown)
        .or_else(part)
        .or_else(|| named(of_languages(scene)))
        .or_else(redirect)
        .or_else(sitemap)
        .or_else(|| named(of_machines(scene)))
        .or_else(theme_file)
        .or_else(asset)
        .or_else(copied)
}

/// Name of the plain-Markdown copy beside a page.
const MARKDOWN: &str = "index.md";

/// What a site may bring itself.
const ROBOTS: &str = "robots.txt";

fn has_markdown(site: &Site, id: PageId) -> bool {
    site.config.outputs.has_markdown && !site.page(id).is_fallback
}

/// Outputs that each language has, and the page before them all.
fn of_languages(scene: Scene<'_>) -> Vec<(String, Job)> {
    let site = scene.site;
    let mut found = Vec::new();
    for language in 0..site.config.languages.len() {
        let prefix = site.config.prefix(language);
        found.push((format!("{prefix}404.html"), Job::NotFound(language)));
        if site.config.outputs.has_all_pages {
            let address = all_pages_address(&site.config, scene.theme, language);
            found.push((address.file(), Job::AllPages(language)));
        }
        if site.config.outputs.has_feeds {
            found.push((format!("{prefix}feed.xml"), Job::Feed(language)));
        }
    }
    if !site.config.is_default_at_root {
        found.push(("index.html".to_owned(), Job::Chooser));
        // Web servers look for the page of unknown addresses at the root.
        found.push(("404.html".to_owned(), Job::NotFound(0)));
    }
    found
}

/// Outputs for machines, besides site maps.
fn of_machines(scene: Scene<'_>) -> Vec<(String, Job)> {
    let site = scene.site;
    let mut found = vec![(ROBOTS.to_owned(), Job::Robots)];
    if site.config.outputs.has_headers {
        found.push(("_headers".to_owned(), Job::Headers));
    }
    if has_service_points(scene) {
        found.push(("service-points.json".to_owned(), Job::ServicePoints));
    }
    if site.config.outputs.has_llms {
        found.push(("llms.txt".to_owned(), Job::Llms));
    }
    found
}

/// The file beside the texts that is published at an address.
fn asset_at(site: &Site, address: &str) -> Option<SourcePath> {
    let inner = address.strip_prefix("files/")?;
    let of = |inner: &str| {
        let path = format!("content/{inner}");
        let (path, asset) = site.assets.get_key_value(path.as_str())?;
        let is_here = asset_address(path, asset).as_str() == address;
        (is_here && !site.survey_files.contains_key(path)).then(|| path.clone())
    };
    of(inner).or_else(|| {
        // `desk.0123456789.svg` of `desk.svg`, or `desk.0123456789` of `desk`.
        let (rest, last) = inner.rsplit_once('.')?;
        let with_ending = rest
            .rsplit_once('.')
            .and_then(|(stem, _)| of(&format!("{stem}.{last}")));
        with_ending.or_else(|| of(rest))
    })
}
