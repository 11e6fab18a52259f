//! The page of all pages of a language, from A to Z, so that everything can be found without a
//! script.

use crate::base::{Diagnostic, UrlPath};
use crate::render::Scene;
use crate::render::address::{absolute, all_pages_address, local, page_address};
use crate::render::page::{FRAME_BYTES, frame};
use crate::render::view::{
    AllPagesView, AlternateView, IndexEntryView, IndexLetterView, PageView, SwitchView,
};
use crate::site::{Item, ItemId};
use tera::Value;

/// Renders the page of all pages, in one language.
///
/// # Errors
/// A template that fails.
pub fn all_pages(scene: Scene<'_>, language: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let letters = letters(scene, language);
    let texts = &scene.theme.texts[language];
    let base = &scene.site.config.base_url;
    let address = all_pages_address(&scene.site.config, scene.theme, language);
    let entries: usize = letters.iter().map(|letter| letter.entries.len()).sum();
    let page = PageView {
        kind: "all-pages",
        title: texts.get("all_pages").to_owned(),
        summary: texts.get("all_pages_text").to_owned(),
        description: texts.get("all_pages_text").to_owned(),
        url: local(base, &address),
        canonical: absolute(base, &address),
        lang: texts.lang.to_string(),
        dir: texts.locale.direction().as_str(),
        switcher: switcher(scene, language),
        alternates: all_pages_alternates(scene),
        ..PageView::default()
    };
    let mut context = frame(scene, language, None);
    context.insert_value("page", Value::from_serializable(&page));
    let view = AllPagesView { letters };
    context.insert_value("all_pages", Value::from_serializable(&view));
    let size = FRAME_BYTES + entries * 200;
    scene
        .engine
        .render_output(language, "all-pages.html", &context, size)
}

/// What readers of a language find, under its letters, in its alphabetical order.
fn letters(scene: Scene<'_>, language: usize) -> Vec<IndexLetterView> {
    let site = scene.site;
    let locale = &scene.theme.texts[language].locale;
    let mut entries: Vec<(Vec<u8>, IndexEntryView)> = (0..site.items.len())
        .filter_map(|index| {
            let id = ItemId(u32::try_from(index).ok()?);
            let entry = entry(scene, id, site.item(id), language)?;
            Some((locale.sort_key(&entry.title), entry))
        })
        .collect();
    entries.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.url.cmp(&other.url)));
    let mut letters: Vec<IndexLetterView> = Vec::new();
    for (_, entry) in entries {
        let letter = locale.index_letter(&entry.title);
        // In Chinese, words of one letter may stand apart.
        match letters.iter_mut().find(|found| found.letter == letter) {
            Some(found) => found.entries.push(entry),
            None => letters.push(IndexLetterView {
                id: format!("ui-letter-{}", letters.len() + 1),
                letter,
                entries: vec![entry],
            }),
        }
    }
    letters
}

/// An item as readers of a language meet it: in it, or else in the language that it is in.
fn entry(scene: Scene<'_>, id: ItemId, item: &Item, language: usize) -> Option<IndexEntryView> {
    let site = scene.site;
    let page = site.listed_page(id, language)?;
    let entry = site.page_head(page);
    let texts = &scene.theme.texts[entry.name.language];
    let reader = &scene.theme.texts[language];
    let is_other = entry.name.language != language;
    Some(IndexEntryView {
        title: entry.head.texts.title.clone(),
        url: page_address(site, page),
        lang: texts.lang.to_string(),
        dir: texts.locale.direction().as_str(),
        other_language: is_other.then(|| reader.language_name(texts.lang.as_str()).to_owned()),
        section: item
            .parent
            .filter(|parent| Some(*parent) != site.home())
            .and_then(|parent| site.page_in(parent, language))
            .map(|page| site.page_head(page).head.texts.title.clone()),
    })
}

fn switcher(scene: Scene<'_>, language: usize) -> Vec<SwitchView> {
    let config = &scene.site.config;
    let texts = scene.theme.texts.iter().enumerate();
    texts
        .map(|(index, texts)| SwitchView {
            code: texts.lang.to_string(),
            name: texts.switch.clone(),
            dir: texts.locale.direction().as_str(),
            url: local(
                &config.base_url,
                &all_pages_address(config, scene.theme, index),
            ),
            current: index == language,
            state: "same",
            note: None,
        })
        .collect()
}

/// The same page in all languages, for machines.
pub(super) fn all_pages_alternates(scene: Scene<'_>) -> Vec<AlternateView> {
    let config = &scene.site.config;
    let languages = config.languages.len();
    if languages < 2 {
        return Vec::new();
    }
    let url = |language: usize| {
        let address: UrlPath = all_pages_address(config, scene.theme, language);
        absolute(&config.base_url, &address)
    };
    (0..languages)
        .map(|language| (config.languages[language].lang.to_string(), url(language)))
        .chain(std::iter::once(("x-default".to_owned(), url(0))))
        .map(|(hreflang, url)| AlternateView { hreflang, url })
        .collect()
}
