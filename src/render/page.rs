//! Pages: the view of each, and the pages that no author writes.

use tera::{Context, Value};

use crate::base::{Diagnostic, UrlPath};
use crate::config::{Fallback, MenuItem};
use crate::locale::{Date, DateForm};
use crate::render::address::{absolute, local, of_page};
use crate::render::engine::fill;
use crate::render::view::{
    AlternateView, AuthorView, CardView, GuideView, LanguageView, LicenseView, LinkView, MenuView,
    MenusView, NoticeView, OwnerView, PageView, SiteView, SwitchView, TocView,
};
use crate::render::{Scene, body};
use crate::site::{
    Item, ItemId, ItemKind, Page, PageHeading, PageId, Redirect, Status, page_outline,
};
use crate::theme::Texts;

const GENERATOR: &str = concat!("opas ", env!("CARGO_PKG_VERSION"));

/// Renders a page.
///
/// # Errors
/// A template that fails.
pub fn page(scene: Scene<'_>, id: PageId) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = scene.site;
    let page = site.page(id);
    let item = site.item(page.item);
    let language = page.language as usize;
    let html = body::render(scene, item, page.doc, language)?;
    let view = page_view(scene, id, html);
    let mut context = frame(scene, language, Some(page));
    context.insert_value("page", Value::from_serializable(&view));
    let own = item
        .facts
        .layout
        .as_ref()
        .map(|layout| format!("{layout}.html"));
    let template = match &own {
        Some(layout) if scene.engine.has(layout) => layout.as_str(),
        _ if view.is_home => "home.html",
        _ => match item.facts.kind {
            ItemKind::Page => "page.html",
            ItemKind::Section => "section.html",
            ItemKind::Guide { .. } => "guide.html",
        },
    };
    scene
        .engine
        .render(language, template, &context)
        .map(String::into_bytes)
}

/// Renders the page for addresses that do not exist, in one language.
///
/// # Errors
/// A template that fails.
pub fn not_found(scene: Scene<'_>, language: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut context = frame(scene, language, None);
    let title = scene.theme.texts[language].get("not_found_title");
    let page = serde_json::json!({
        "title": title, "lang": scene.theme.texts[language].lang.as_str(), "noindex": true,
        "is_home": false, "toc": [], "breadcrumbs": [], "switcher": [], "alternates": [],
        "children": [], "body": "", "summary": "", "canonical": null, "url": null, "extra": {},
        "kind": "404",
    });
    context.insert_value("page", Value::from_serializable(&page));
    scene
        .engine
        .render(language, "404.html", &context)
        .map(String::into_bytes)
}

/// Renders the page at the site's root that lets the reader choose a language.
///
/// # Errors
/// A template that fails.
pub fn chooser(scene: Scene<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut context = Context::new();
    context.insert_value("languages", Value::from_serializable(&languages(scene)));
    let alternates = scene
        .site
        .home()
        .and_then(|home| scene.site.best_page(home, 0))
        .map(|page| alternates(scene, scene.site.page(page)))
        .unwrap_or_default();
    context.insert_value("alternates", Value::from_serializable(&alternates));
    context.insert(
        "canonical",
        &absolute(&scene.site.config.base_url, &UrlPath::new("")),
    );
    scene
        .engine
        .render(0, "chooser.html", &context)
        .map(String::into_bytes)
}

/// Renders the page at an old address.
///
/// # Errors
/// A template that fails.
pub fn redirect(scene: Scene<'_>, redirect: &Redirect) -> Result<Vec<u8>, Box<Diagnostic>> {
    let page = scene.site.page(redirect.to);
    let mut context = Context::new();
    context.insert("target", &of_page(scene.site, redirect.to));
    context.insert(
        "target_absolute",
        &absolute(&scene.site.config.base_url, &page.address),
    );
    scene
        .engine
        .render(page.language as usize, "redirect.html", &context)
        .map(String::into_bytes)
}

/// What every page has: the site and its menus.
fn frame(scene: Scene<'_>, language: usize, page: Option<&Page>) -> Context {
    let mut context = Context::new();
    let config = &scene.site.config;
    let here = &config.languages[language];
    let home = local(
        &config.base_url,
        &UrlPath::new(&scene.site.prefix(language)),
    );
    let site = SiteView {
        name: here.name.clone(),
        description: here.description.clone(),
        home,
        languages: languages(scene),
        multilingual: config.languages.len() > 1,
        feed: config.outputs.has_feeds.then(|| {
            let address = UrlPath::new(&format!("{}feed.xml", scene.site.prefix(language)));
            local(&config.base_url, &address)
        }),
        base_url: format!("{}{}", config.base_url.origin, config.base_url.path),
        extra: config.extra.clone(),
        generator: GENERATOR,
    };
    let menus = MenusView {
        main: menu(scene, &config.main_menu, language, page),
        footer: menu(scene, &config.footer_menu, language, page),
    };
    context.insert_value("site", Value::from_serializable(&site));
    context.insert_value("menu", Value::from_serializable(&menus));
    context
}

fn languages(scene: Scene<'_>) -> Vec<LanguageView> {
    let config = &scene.site.config;
    config
        .languages
        .iter()
        .zip(&scene.theme.texts)
        .enumerate()
        .map(|(index, (language, texts))| LanguageView {
            code: language.lang.to_string(),
            name: texts.switch.clone(),
            dir: texts.locale.direction().as_str(),
            url: local(&config.base_url, &UrlPath::new(&scene.site.prefix(index))),
            site_name: language.name.clone(),
            description: language.description.clone(),
            chooser_title: texts.get("chooser_title").to_owned(),
        })
        .collect()
}

fn menu(
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
                    url: of_page(site, target),
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

fn page_view(scene: Scene<'_>, id: PageId, html: String) -> PageView {
    let site = scene.site;
    let page = site.page(id);
    let item = site.item(page.item);
    let language = page.language as usize;
    let entry = site.head(page.doc);
    let texts = &entry.head.texts;
    let reader = &scene.theme.texts[language];
    let text_language = &scene.theme.texts[entry.name.language];
    let base = &site.config.base_url;
    let real = site.page_in(page.item, entry.name.language).unwrap_or(id);
    let is_home = item.key == "index";
    let (previous, next) = neighbours(scene, page);
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    PageView {
        key: item.key.clone(),
        kind: item.facts.kind.name(),
        is_home,
        title: texts.title.clone(),
        summary: texts.summary.clone(),
        url: local(base, &page.address),
        canonical: absolute(base, &site.page(real).address),
        lang: text_language.lang.to_string(),
        dir: text_language.locale.direction().as_str(),
        body: html,
        toc: table_of_contents(&page_outline(site, scene.documents, page.doc)),
        breadcrumbs: breadcrumbs(scene, page),
        previous,
        next,
        children: match item.facts.kind {
            ItemKind::Section => cards(scene, page.item, language, 1),
            ItemKind::Page | ItemKind::Guide { .. } => Vec::new(),
        },
        switcher: switcher(scene, page),
        alternates: if page.is_fallback {
            Vec::new()
        } else {
            alternates(scene, page)
        },
        notice: page.is_fallback.then(|| {
            let values = [(
                "language".to_owned(),
                reader.language_name(text_language.lang.as_str()).to_owned(),
            )];
            NoticeView {
                kind: "fallback",
                message: fill(reader, "fallback_notice", None, &values),
                original: of_page(site, real),
                original_name: texts.title.clone(),
            }
        }),
        is_template: item.facts.is_template,
        status: item.facts.status.name(),
        scheduled: item.is_scheduled,
        expired: item.is_expired,
        published: day(item.facts.publish),
        reviewed: day(item.facts.reviewed),
        updated: None,
        reviewed_text: item
            .facts
            .reviewed
            .map(|date| reader.locale.date(date, DateForm::Long)),
        owner: owner(scene, item, reader),
        audience: named(reader, "audience", &item.facts.audience),
        authors: item
            .facts
            .authors
            .iter()
            .map(|(name, role)| AuthorView {
                name: name.clone(),
                role: role.clone(),
            })
            .collect(),
        license: item
            .facts
            .license
            .as_ref()
            .or(site.config.license.as_ref())
            .map(|id| license(id)),
        based_on: item.facts.based_on.clone(),
        tags: item.facts.tags.clone(),
        guide: match &item.facts.kind {
            ItemKind::Guide { minutes, device } => Some(GuideView {
                task: texts.task.clone(),
                minutes: *minutes,
                device: named(reader, "device", device),
                needs: texts.needs.clone(),
                stop_when: texts.stop_when.clone(),
            }),
            ItemKind::Page | ItemKind::Section => None,
        },
        noindex: is_unlisted(item, page),
        extra: texts.extra.clone(),
    }
}

/// Whether search engines and site maps leave a page out.
pub(super) fn is_unlisted(item: &Item, page: &Page) -> bool {
    page.is_fallback
        || matches!(item.facts.status, Status::Archived | Status::Draft)
        || item.is_scheduled
        || item.is_expired
}

/// The interface's words for `values`: `audience_senior` for `senior`.
fn named(texts: &Texts, prefix: &str, values: &[String]) -> Vec<String> {
    values
        .iter()
        .map(|value| texts.get(&format!("{prefix}_{value}")).to_owned())
        .collect()
}

fn owner(scene: Scene<'_>, item: &Item, reader: &Texts) -> Option<OwnerView> {
    let owner = item.facts.owner.as_ref()?;
    let organisation = scene.site.config.organisations.get(&owner.organisation);
    Some(OwnerView {
        organisation: organisation
            .and_then(|found| found.name.get(&reader.lang))
            .map(str::to_owned),
        role: owner.role.get(&reader.lang).map(str::to_owned),
    })
}

/// Name and address of a licence; the names of Creative Commons are those of its deeds.
fn license(id: &str) -> LicenseView {
    let creative = id.strip_prefix("CC-").and_then(|rest| {
        let (terms, version) = rest.rsplit_once('-')?;
        let url = format!(
            "https://creativecommons.org/licenses/{}/{version}/",
            terms.to_ascii_lowercase()
        );
        Some((format!("CC {terms} {version}"), url))
    });
    let (name, url) = match creative {
        Some((name, url)) => (name, Some(url)),
        None if id == "CC0-1.0" => {
            let url = "https://creativecommons.org/publicdomain/zero/1.0/".to_owned();
            ("CC0 1.0".to_owned(), Some(url))
        }
        None => (id.to_owned(), None),
    };
    LicenseView {
        id: id.to_owned(),
        name,
        url,
    }
}

fn link(scene: Scene<'_>, id: PageId) -> LinkView {
    let entry = scene.site.page_head(id);
    let texts = &scene.theme.texts[entry.name.language];
    LinkView {
        title: entry.head.texts.title.clone(),
        url: of_page(scene.site, id),
        lang: texts.lang.to_string(),
        dir: texts.locale.direction().as_str(),
    }
}

fn breadcrumbs(scene: Scene<'_>, page: &Page) -> Vec<LinkView> {
    let mut trail = Vec::new();
    let mut at = scene.site.item(page.item).parent;
    while let Some(item) = at {
        if let Some(page) = scene.site.page_in(item, page.language as usize) {
            trail.push(link(scene, page));
        }
        at = scene.site.item(item).parent;
    }
    trail.reverse();
    trail
}

fn neighbours(scene: Scene<'_>, page: &Page) -> (Option<LinkView>, Option<LinkView>) {
    let site = scene.site;
    let Some(parent) = site.item(page.item).parent else {
        return (None, None);
    };
    let language = page.language as usize;
    // The home page's children are sections: there is no reading order between them.
    if site.item(parent).key == "index" {
        return (None, None);
    }
    let siblings = site.children(parent, language);
    let Some(at) = siblings.iter().position(|item| *item == page.item) else {
        return (None, None);
    };
    let shown = |item: &ItemId| site.page_in(*item, language).map(|page| link(scene, page));
    let previous = siblings[..at].iter().rev().find_map(shown);
    let next = siblings[at + 1..].iter().find_map(shown);
    (previous, next)
}

fn cards(scene: Scene<'_>, section: ItemId, language: usize, depth: usize) -> Vec<CardView> {
    let site = scene.site;
    let reader = &scene.theme.texts[language];
    site.children(section, language)
        .iter()
        .filter_map(|id| {
            let item = site.item(*id);
            let target = match site.page_in(*id, language) {
                Some(page) => page,
                None if item.fallback == Fallback::List => site.best_page(*id, language)?,
                None => return None,
            };
            let entry = site.page_head(target);
            let texts = &scene.theme.texts[entry.name.language];
            let is_other = entry.name.language != language;
            let mut badges = Vec::new();
            if item.facts.is_template {
                badges.push(reader.get("model").to_owned());
            }
            if item.facts.status == Status::Draft || item.facts.status == Status::Archived {
                badges.push(reader.get(item.facts.status.name()).to_owned());
            }
            if item.is_scheduled {
                badges.push(reader.get("scheduled").to_owned());
            }
            if item.is_expired {
                badges.push(reader.get("expired").to_owned());
            }
            Some(CardView {
                title: entry.head.texts.title.clone(),
                summary: entry.head.texts.summary.clone(),
                url: of_page(site, target),
                kind: item.facts.kind.name(),
                lang: texts.lang.to_string(),
                dir: texts.locale.direction().as_str(),
                other_language: is_other
                    .then(|| reader.language_name(texts.lang.as_str()).to_owned()),
                badges,
                minutes: match item.facts.kind {
                    ItemKind::Guide { minutes, .. } => minutes,
                    ItemKind::Page | ItemKind::Section => None,
                },
                children: if depth > 0 && item.facts.kind == ItemKind::Section {
                    cards(scene, *id, language, depth - 1)
                } else {
                    Vec::new()
                },
            })
        })
        .collect()
}

fn switcher(scene: Scene<'_>, page: &Page) -> Vec<SwitchView> {
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
            url: of_page(site, target),
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

fn table_of_contents(headings: &[PageHeading]) -> Vec<TocView> {
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
fn take_branch(rest: &mut &[PageHeading]) -> TocView {
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
