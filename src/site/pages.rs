//! Items into pages: which exist in which language, at which address, in which order.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::base::{Code, Diagnostic, Span, TextRange, UrlPath};
use crate::config::Fallback;
use crate::site::assemble::Input;
use crate::site::model::{DocId, ItemId, Page, PageId, Redirect, Site};
use crate::theme::Theme;

/// Gives the site its pages, sorts the sections, and places the old addresses.
pub(super) fn place(site: &mut Site, input: Input<'_>, sink: &mut Vec<Diagnostic>) {
    let languages = site.config.languages.len();
    let mut folders: HashMap<(ItemId, usize), String> = HashMap::new();
    site.page_of = vec![None; site.items.len() * languages];
    // Sections before what lies in them: their keys are shorter.
    let mut order: Vec<usize> = (0..site.items.len()).collect();
    order.sort_by_key(|index| {
        let item = &site.items[*index];
        (
            item.key != "index",
            item.folder.matches('/').count(),
            item.key != item.folder,
        )
    });
    for language in 0..languages {
        for index in &order {
            let id = ItemId(u32::try_from(*index).unwrap_or(u32::MAX));
            let address = address(site, &folders, id, language);
            folders.insert((id, language), address);
        }
    }
    for index in 0..site.items.len() {
        let id = ItemId(u32::try_from(index).unwrap_or(u32::MAX));
        for language in 0..languages {
            let Some((doc, is_fallback)) = shown(site, id, language) else {
                continue;
            };
            let address = folders.remove(&(id, language)).unwrap_or_default();
            let page = PageId(u32::try_from(site.pages.len()).unwrap_or(u32::MAX));
            site.pages.push(Page {
                item: id,
                language: u16::try_from(language).unwrap_or(u16::MAX),
                doc,
                is_fallback,
                address: UrlPath::new(&address),
            });
            site.page_of[index * languages + language] = Some(page);
            match site.by_address.entry(address.to_lowercase()) {
                Entry::Occupied(first) => {
                    let first = *first.get();
                    duplicate(site, first, page, sink);
                }
                Entry::Vacant(free) => {
                    free.insert(page);
                }
            }
        }
    }
    sort_children(site, input.theme);
    redirects(site, input, sink);
}

/// The document that readers of a language are shown, and whether it is in another language.
fn shown(site: &Site, item: ItemId, language: usize) -> Option<(DocId, bool)> {
    let entry = site.item(item);
    if let Some(doc) = entry.docs[language] {
        return Some((doc, false));
    }
    // A home page is always there, so that every language has a beginning.
    let is_shown = entry.fallback == Fallback::Show || entry.key == "index";
    let source = site.source_doc(item)?;
    is_shown.then_some((source, true))
}

fn address(
    site: &Site,
    folders: &HashMap<(ItemId, usize), String>,
    item: ItemId,
    language: usize,
) -> String {
    let entry = site.item(item);
    if entry.key == "index" {
        return site.config.prefix(language);
    }
    let (mut address, above) = match entry.parent {
        Some(parent) => {
            let folder = site.item(parent).folder.as_str();
            (
                folders
                    .get(&(parent, language))
                    .cloned()
                    .unwrap_or_default(),
                folder,
            )
        }
        None => (site.config.prefix(language), ""),
    };
    // Folders without a page of their own keep their names.
    let (folder, name) = entry.key.rsplit_once('/').unwrap_or(("", &entry.key));
    let between = folder
        .strip_prefix(above)
        .unwrap_or(folder)
        .trim_matches('/');
    if !between.is_empty() {
        address.push_str(between);
        address.push('/');
    }
    let doc = entry.docs[language].or_else(|| site.source_doc(item));
    let slug = doc.and_then(|doc| site.head(doc).head.texts.slug.as_ref());
    address.push_str(slug.map_or(name, |(slug, _)| slug));
    address.push('/');
    address
}

fn slug_span(site: &Site, page: PageId) -> Span {
    let entry = site.page_head(page);
    let range = entry
        .head
        .texts
        .slug
        .as_ref()
        .map_or(TextRange::default(), |(_, range)| *range);
    Span::new(&entry.path, range)
}

fn duplicate(site: &Site, first: PageId, second: PageId, sink: &mut Vec<Diagnostic>) {
    sink.push(
        Diagnostic::new(
            Code::DuplicateAddress,
            slug_span(site, second),
            format!("the address `/{}` is taken", site.page(second).address),
        )
        .label(slug_span(site, first), "by this page")
        .help("give one of the two another `slug`"),
    );
}

/// Sorts what lies in each section.
fn sort_children(site: &mut Site, theme: &Theme) {
    for index in 0..site.items.len() {
        sort_section(
            site,
            theme,
            ItemId(u32::try_from(index).unwrap_or(u32::MAX)),
        );
    }
}

/// Sorts what lies in one section: by `order`, then by title as the reader's language sorts.
pub(super) fn sort_section(site: &mut Site, theme: &Theme, section: ItemId) {
    let languages = site.config.languages.len();
    let section = section.0 as usize;
    let Some(children) = site.items[section].children.first().cloned() else {
        return;
    };
    let order = |item: &ItemId| site.item(*item).facts.order.unwrap_or(i64::MAX);
    let mut orders: Vec<i64> = children.iter().map(order).collect();
    orders.sort_unstable();
    let is_decided = orders.windows(2).all(|pair| pair[0] != pair[1]);
    let lists: Vec<Vec<ItemId>> = (0..if is_decided { 1 } else { languages })
        .map(|language| {
            let locale = &theme.texts[language].locale;
            let mut keyed: Vec<(i64, Vec<u8>, ItemId)> = children
                .iter()
                .map(|child| {
                    let doc = site.item(*child).docs[language].or_else(|| site.source_doc(*child));
                    let title = doc.map(|doc| site.head(doc).head.texts.title.as_str());
                    let key = match title {
                        Some(title) if !is_decided => locale.sort_key(title),
                        _ => Vec::new(),
                    };
                    (order(child), key, *child)
                })
                .collect();
            keyed.sort();
            keyed.into_iter().map(|(_, _, child)| child).collect()
        })
        .collect();
    for child in &children {
        site.items[child.0 as usize].places.clear();
    }
    for list in &lists {
        for (place, child) in (0_u32..).zip(list) {
            site.items[child.0 as usize].places.push(place);
        }
    }
    site.items[section].children = lists;
}

fn redirects(site: &mut Site, input: Input<'_>, sink: &mut Vec<Diagnostic>) {
    let mut found: Vec<Redirect> = Vec::new();
    let mut places: HashMap<String, Span> = HashMap::new();
    let tables = input
        .facts
        .iter()
        .map(|file| (&file.path, &file.name.key, &file.facts))
        .chain(
            input
                .documents
                .iter()
                .map(|doc| (&doc.path, &doc.name.key, &doc.head.facts)),
        );
    for (path, key, table) in tables {
        let Some(item) = site.by_key.get(key).copied() else {
            continue;
        };
        for value in table.list("redirect_from").unwrap_or_default() {
            let Some(text) = value.as_text() else {
                continue;
            };
            let span = Span::new(path, value.range);
            let address = text.trim_start_matches('/').trim_end_matches("index.html");
            let is_sound = text.starts_with('/')
                && !address.is_empty()
                && !address.contains(['\\', '?', '#', '\0', '%', '"', '<', '>', '|', '*', ':'])
                && address
                    .trim_end_matches('/')
                    .split('/')
                    .all(|part| !matches!(part, "" | "." | "..") && !part.starts_with('.'));
            if !is_sound {
                sink.push(
                    Diagnostic::new(
                        Code::InvalidValue,
                        span,
                        format!("`{text}` is no address of this site"),
                    )
                    .help("write the old address from the first `/` on: `/fi/vanha/`"),
                );
                continue;
            }
            let is_file = address
                .rsplit('/')
                .next()
                .is_some_and(|name| name.contains('.'));
            let from = if is_file || address.ends_with('/') {
                address.to_owned()
            } else {
                format!("{address}/")
            };
            let language = address
                .split('/')
                .next()
                .and_then(|code| site.config.language_index(code))
                .unwrap_or(0);
            let Some(to) = site.best_page(item, language) else {
                continue;
            };
            let lower = from.to_lowercase();
            let other = site
                .by_address
                .get(&lower)
                .map(|page| slug_span(site, *page));
            if let Some(other) = other.or_else(|| places.get(&lower).cloned()) {
                if other != span {
                    sink.push(
                        Diagnostic::new(
                            Code::DuplicateAddress,
                            span,
                            format!("the address `/{from}` is taken"),
                        )
                        .label(other, "by this one")
                        .help("take it out of `redirect_from`"),
                    );
                }
                continue;
            }
            places.insert(lower, span);
            found.push(Redirect {
                from: UrlPath::new(&from),
                to,
            });
        }
    }
    found.sort_by(|a, b| a.from.cmp(&b.from));
    site.redirects = found;
}
