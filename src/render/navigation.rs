//! Ways from a page to others: menus, breadcrumbs, neighbours, lists, languages, contents.

use crate::base::UrlPath;
use crate::config::MenuItem;
use crate::render::Scene;
use crate::render::address::{absolute, page_address};
use crate::render::library::state_text;
use crate::render::view::{AlternateView, CardView, LinkView, MenuView, SwitchView, TocView};
use crate::site::{ItemId, Page, PageHeading, PageId, Status};

pub(super) fn menu(
    scene: Scene<'_>,
    entries: &[MenuItem],
    language: usize,
    page: Option<&Page>,
) -> Vec<MenuView> {
    let site = scene.site;
    let lang = &site.config.languages[language].lang;
    let mut views = Vec::new();
    for entry in entries {
        match entry {
            MenuItem::Url { url, title } => views.push(MenuView {
                title: title.get(lang).unwrap_or(url).to_owned(),
                url: url.clone(),
                lang: None,
                dir: None,
                current: false,
                within: false,
            }),
            MenuItem::Item { key, title, .. } => {
                let Some(item) = site.by_key.get(key).copied() else {
                    continue;
                };
                let Some(target) = site.best_page(item, language) else {
                    continue;
                };
                let texts = &site.page_head(target).head.texts;
                let shown = site.page_head(target).name.language;
                let is_other = shown != language && title.get(lang).is_none();
                let words = title.get(lang).map_or_else(
                    || {
                        texts
                            .nav_title
                            .clone()
                            .unwrap_or_else(|| texts.title.clone())
                    },
                    str::to_owned,
                );
                let other = &scene.theme.texts[shown];
                views.push(MenuView {
                    title: words,
                    url: page_address(site, target),
                    lang: is_other.then(|| other.lang.to_string()),
                    dir: is_other.then(|| other.locale.direction().as_str()),
                    current: page.is_some_and(|page| page.item == item),
                    within: page.is_some_and(|page| is_below(scene, page.item, item)),
                });
            }
        }
    }
    views
}

/// Whether `item` lies somewhere below the section `above`.
fn is_below(scene: Scene<'_>, item: ItemId, above: ItemId) -> bool {
    let mut at = scene.site.item(item).parent;
    while let Some(parent) = at {
        if parent == above {
            return true;
        }
        at = scene.site.item(parent).parent;
    }
    false
}

pub(super) fn link(scene: Scene<'_>, id: PageId) -> LinkView {
    let entry = scene.site.page_head(id);
    let texts = &scene.theme.texts[entry.name.language];
    LinkView {
        title: entry.head.texts.title.clone(),
        url: page_address(scene.site, id),
        lang: texts.lang.to_string(),
        dir: texts.locale.direction().as_str(),
    }
}

pub(super) fn breadcrumbs(scene: Scene<'_>, page: &Page) -> Vec<LinkView> {
    let mut trail = Vec::new();
    let mut at = scene.site.item(page.item).parent;
    while let Some(item) = at {
        if let Some(page) = scene.site.page_in(item, page.language as usize) {
            let texts = &scene.site.page_head(page).head.texts;
            let full = link(scene, page);
            let title = texts.nav_title.clone().unwrap_or(full.title);
            trail.push(LinkView { title, ..full });
        }
        at = scene.site.item(item).parent;
    }
    trail.reverse();
    trail
}

pub(super) fn neighbours(scene: Scene<'_>, page: &Page) -> (Option<LinkView>, Option<LinkView>) {
    let site = scene.site;
    let Some(parent) = site.item(page.item).parent else {
        return (None, None);
    };
    let language = page.language as usize;
    // The home page's children are sections: there is no reading order between them.
    if site.item(parent).key == "index" {
        return (None, None);
    }
    let (before, after) = site.siblings(page.item, language);
    let shown = |item: &ItemId| site.page_in(*item, language).map(|page| link(scene, page));
    let previous = before.iter().rev().find_map(shown);
    let next = after.iter().find_map(shown);
    (previous, next)
}

pub(super) fn cards(
    scene: Scene<'_>,
    section: ItemId,
    language: usize,
    depth: usize,
) -> Vec<CardView> {
    scene
        .site
        .children(section, language)
        .iter()
        .filter_map(|id| card(scene, *id, language, depth))
        .collect()
}

/// An item in a list, with what lies in it so many levels deep.
pub(super) fn card(
    scene: Scene<'_>,
    id: ItemId,
    language: usize,
    depth: usize,
) -> Option<CardView> {
    let site = scene.site;
    let reader = &scene.theme.texts[language];
    let item = site.item(id);
    let target = site.listed_page(id, language)?;
    let entry = site.page_head(target);
    let texts = &scene.theme.texts[entry.name.language];
    let is_other = entry.name.language != language;
    Some(CardView {
        key: item.key.clone(),
        title: entry.head.texts.title.clone(),
        summary: entry.head.texts.description().to_owned(),
        url: page_address(site, target),
        kind: item.facts.kind.name(),
        lang: texts.lang.to_string(),
        dir: texts.locale.direction().as_str(),
        other_language: is_other.then(|| reader.language_name(texts.lang.as_str()).to_owned()),
        badges: badges(scene, id, language),
        minutes: item.facts.kind.minutes(),
        children: if depth > 0 && item.facts.kind.is_folder() {
            cards(scene, id, language, depth - 1)
        } else {
            Vec::new()
        },
    })
}

/// What a reader should know of an item before opening it: a model, a draft, out of its time.
pub(super) fn badges(scene: Scene<'_>, id: ItemId, language: usize) -> Vec<String> {
    let reader = &scene.theme.texts[language];
    let item = scene.site.item(id);
    let mut badges = Vec::new();
    if item.facts.is_template {
        badges.push(reader.get("model").to_owned());
    }
    if item.facts.status == Status::Draft || item.facts.status == Status::Archived {
        badges.push(reader.get(item.facts.status.name()).to_owned());
    }
    if item.policy().is_some() {
        let state = scene.site.policy_state(id, scene.today);
        badges.push(state_text(reader, state).to_owned());
    }
    if item.is_scheduled {
        badges.push(reader.get("scheduled").to_owned());
    }
    if item.is_expired {
        badges.push(reader.get("expired").to_owned());
    }
    badges
}

pub(super) fn switcher(scene: Scene<'_>, page: &Page) -> Vec<SwitchView> {
    let site = scene.site;
    let mut entries = Vec::new();
    for (language, texts) in scene.theme.texts.iter().enumerate() {
        let is_current = language == page.language as usize;
        let (target, state, note) = match site.page_in(page.item, language) {
            Some(target) if !site.page(target).is_fallback || is_current => (target, "same", None),
            Some(target) => (target, "fallback", Some("switcher_fallback")),
            None => match site.nearest_page(page.item, language) {
                Some(target) => (target, "parent", Some("switcher_missing")),
                // Without a home page, which is an error, there is nowhere to lead to.
                None => continue,
            },
        };
        entries.push(SwitchView {
            code: texts.lang.to_string(),
            name: texts.switch.clone(),
            dir: texts.locale.direction().as_str(),
            url: page_address(site, target),
            current: is_current,
            state,
            note: note.map(|key| texts.get(key).to_owned()),
        });
    }
    entries
}

/// The real translations of a page. `x-default` is the chooser for the home page, and else the
/// first language that the item has.
pub(super) fn alternates(scene: Scene<'_>, page: &Page) -> Vec<AlternateView> {
    let site = scene.site;
    let base = &site.config.base_url;
    let item = site.item(page.item);
    let own: Vec<(String, String)> = item
        .docs
        .iter()
        .enumerate()
        .filter(|(_, doc)| doc.is_some())
        .filter_map(|(language, _)| {
            let page = site.page_in(page.item, language)?;
            let lang = site.config.languages[language].lang.to_string();
            Some((lang, absolute(base, &site.page(page).address)))
        })
        .collect();
    if own.len() < 2 {
        return Vec::new();
    }
    let default = if item.key == "index" && has_chooser(scene) {
        absolute(base, &UrlPath::new(""))
    } else {
        own[0].1.clone()
    };
    own.into_iter()
        .chain(std::iter::once(("x-default".to_owned(), default)))
        .map(|(hreflang, url)| AlternateView { hreflang, url })
        .collect()
}

/// Whether the site's root is a page that lets the reader choose a language.
fn has_chooser(scene: Scene<'_>) -> bool {
    !scene.site.config.is_default_at_root
}

pub(super) fn table_of_contents(headings: &[PageHeading<'_>]) -> Vec<TocView> {
    if headings.len() < 2 {
        return Vec::new();
    }
    let mut rest = headings;
    let mut toc = Vec::new();
    while !rest.is_empty() {
        toc.push(take_branch(&mut rest));
    }
    toc
}

/// The first heading and all deeper ones that follow it.
fn take_branch(rest: &mut &[PageHeading<'_>]) -> TocView {
    let (first, mut tail) = rest.split_first().expect("the caller has looked");
    let mut children = Vec::new();
    while tail.first().is_some_and(|next| next.level > first.level) {
        children.push(take_branch(&mut tail));
    }
    *rest = tail;
    TocView {
        id: first.id.to_string(),
        title: first.text.to_string(),
        level: first.level,
        children,
    }
}
