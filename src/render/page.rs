//! Pages: those of items, and those that no author writes.

use tera::{Context, Value};

use crate::base::{Diagnostic, UrlPath};
use crate::config::Config;
use crate::render::address::{absolute, all_pages_address, local, page_address};
use crate::render::body::Reading;
use crate::render::navigation::{alternates, menu};
use crate::render::page_view::{page_view, real_page};
use crate::render::view::{LanguageView, MenusView, PageView, SiteView, TocView};
use crate::render::{Scene, body};
use crate::site::{Page, PageId, Redirect};
use crate::theme::Theme;

/// What the frame of a page needs, in bytes: room that is set aside before it is rendered.
pub(super) const FRAME_BYTES: usize = 8 * 1024;

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
    let rendered = body::render(scene, item, page.doc, (language, Reading::Learner))?;
    let size = rendered.html.len() + FRAME_BYTES;
    let mut view = page_view(scene, id, rendered.html);
    view.words = rendered.words;
    if !rendered.clauses.is_empty() {
        view.toc = contents(rendered.clauses);
    }
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
        _ => item.facts.kind.template(),
    };
    scene
        .engine
        .render_output(language, template, &context, size)
}

/// The clauses of a policy as the list of what is on its page.
fn contents(clauses: Vec<(String, String)>) -> Vec<TocView> {
    let entries = clauses.into_iter();
    entries
        .map(|(id, title)| TocView {
            id,
            title,
            level: 2,
            children: Vec::new(),
        })
        .collect()
}

/// Renders the page for addresses that do not exist, in one language.
///
/// # Errors
/// A template that fails.
pub fn not_found(scene: Scene<'_>, language: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut context = frame(scene, language, None);
    let texts = &scene.theme.texts[language];
    let page = PageView {
        kind: "not-found",
        title: texts.get("not_found_title").to_owned(),
        lang: texts.lang.to_string(),
        dir: texts.locale.direction().as_str(),
        noindex: true,
        ..PageView::default()
    };
    context.insert_value("page", Value::from_serializable(&page));
    scene
        .engine
        .render_output(language, "404.html", &context, FRAME_BYTES)
}

/// Renders the page at the site's root that lets the reader choose a language.
///
/// # Errors
/// A template that fails.
pub fn chooser(scene: Scene<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut context = Context::new();
    context.insert_value("languages", scene.frames.languages.clone());
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
        .render_output(0, "chooser.html", &context, FRAME_BYTES)
}

/// Renders the page at an old address.
///
/// # Errors
/// A template that fails.
pub fn redirect(scene: Scene<'_>, redirect: &Redirect) -> Result<Vec<u8>, Box<Diagnostic>> {
    let page = scene.site.page(redirect.to);
    let real = scene.site.page(real_page(scene, redirect.to));
    let mut context = Context::new();
    context.insert("target", &page_address(scene.site, redirect.to));
    context.insert(
        "target_absolute",
        &absolute(&scene.site.config.base_url, &real.address),
    );
    scene.engine.render_output(
        page.language as usize,
        "redirect.html",
        &context,
        FRAME_BYTES,
    )
}

/// What every page of a language has: the site, and its menus as seen from that page.
pub(super) fn frame(scene: Scene<'_>, language: usize, page: Option<&Page>) -> Context {
    let mut context = Context::new();
    let config = &scene.site.config;
    let menus = MenusView {
        main: menu(scene, &config.main_menu, language, page),
        footer: menu(scene, &config.footer_menu, language, page),
        home: if page.is_some_and(|page| Some(page.item) == scene.site.home()) {
            menu(scene, &config.home_menu, language, page)
        } else {
            Vec::new()
        },
    };
    context.insert_value("site", scene.frames.sites[language].clone());
    context.insert_value("menu", Value::from_serializable(&menus));
    context
}

/// What many pages share, serialised once.
#[derive(Debug)]
pub struct Frames {
    /// The site as each language's templates see it.
    sites: Vec<Value>,
    /// The site's languages.
    languages: Value,
}

impl Frames {
    /// Prepares what the pages of a site share.
    pub fn new(config: &Config, theme: &Theme) -> Self {
        let languages = languages(config, theme);
        let sites = (0..config.languages.len())
            .map(|language| {
                Value::from_serializable(&site_view(config, theme, &languages, language))
            })
            .collect();
        let languages = Value::from_serializable(&languages);
        Self { sites, languages }
    }
}

fn site_view(
    config: &Config,
    theme: &Theme,
    languages: &[LanguageView],
    language: usize,
) -> SiteView {
    let here = &config.languages[language];
    let feed = UrlPath::new(&format!("{}feed.xml", config.prefix(language)));
    SiteView {
        name: here.name.clone(),
        description: here.description.clone(),
        home: languages[language].url.clone(),
        languages: languages.to_vec(),
        multilingual: languages.len() > 1,
        feed: config
            .outputs
            .has_feeds
            .then(|| local(&config.base_url, &feed)),
        all_pages: config.outputs.has_all_pages.then(|| {
            local(
                &config.base_url,
                &all_pages_address(config, theme, language),
            )
        }),
        base_url: format!("{}{}", config.base_url.origin, config.base_url.path),
        extra: config.extra.clone(),
        generator: GENERATOR,
    }
}

fn languages(config: &Config, theme: &Theme) -> Vec<LanguageView> {
    config
        .languages
        .iter()
        .zip(&theme.texts)
        .enumerate()
        .map(|(index, (language, texts))| LanguageView {
            code: language.lang.to_string(),
            name: texts.switch.clone(),
            dir: texts.locale.direction().as_str(),
            url: local(&config.base_url, &UrlPath::new(&config.prefix(index))),
            site_name: language.name.clone(),
            description: language.description.clone(),
            chooser_title: texts.get("chooser_title").to_owned(),
        })
        .collect()
}
