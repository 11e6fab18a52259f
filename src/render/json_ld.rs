//! What a page is, for search engines: schema.org as JSON-LD.

use serde_json::{Value, json};

use crate::parse::Texts;
use crate::render::Scene;
use crate::render::address::absolute;
use crate::render::json_ld_kind;
use crate::render::page_view::real_page;
use crate::render::script::script_json;
use crate::render::view::LicenseView;
use crate::site::PageId;

/// The description of a page; no text in it can end the element that it stands in.
pub(super) fn json_ld(scene: Scene<'_>, id: PageId, license: Option<&LicenseView>) -> String {
    let site = scene.site;
    let config = &site.config;
    let page = site.page(id);
    let item = site.item(page.item);
    let entry = site.page_head(id);
    let texts = &entry.head.texts;
    let language = page.language as usize;
    let address = |page: PageId| absolute(&config.base_url, &site.page(page).address);
    let url = address(real_page(scene, id));
    let home = site.home().and_then(|home| site.page_in(home, language));
    let website = json!({
        "@type": "WebSite",
        "name": config.languages[language].name,
        "url": home.map(address),
    });
    let mut node = json!({
        "@context": "https://schema.org",
        "@type": item.facts.kind.schema_type(),
        "name": texts.title,
        "url": url,
        "inLanguage": scene.theme.texts[entry.name.language].lang.as_str(),
        "isPartOf": website,
    });
    let mut set = |key: &str, value: Option<Value>| {
        if let (Some(value), Some(node)) = (value, node.as_object_mut()) {
            node.insert(key.to_owned(), value);
        }
    };
    let description = texts.description();
    set(
        "description",
        (!description.is_empty()).then(|| description.into()),
    );
    let facts = &item.facts;
    let day = |date: crate::locale::Date| Value::from(date.to_string());
    set("datePublished", facts.publish.map(day));
    set("dateModified", facts.reviewed.map(day));
    for (key, value) in json_ld_kind::facts(scene, id) {
        set(key, Some(value));
    }
    set(
        "license",
        license.map(|license| {
            license
                .url
                .as_ref()
                .unwrap_or(&license.name)
                .as_str()
                .into()
        }),
    );
    set("breadcrumb", breadcrumb(scene, id));
    script_json(&node)
}

/// The way from the home page to the page; nothing for pages that lie directly below it.
fn breadcrumb(scene: Scene<'_>, id: PageId) -> Option<Value> {
    let site = scene.site;
    let page = site.page(id);
    let mut trail = Vec::new();
    let mut at = Some(page.item);
    while let Some(item) = at {
        if let Some(page) = site.page_in(item, page.language as usize) {
            trail.push(page);
        }
        at = site.item(item).parent;
    }
    if trail.len() < 3 {
        return None;
    }
    let items: Vec<Value> = trail
        .iter()
        .rev()
        .enumerate()
        .map(|(index, page)| {
            json!({
                "@type": "ListItem",
                "position": index + 1,
                "name": name(&site.page_head(*page).head.texts),
                "item": absolute(&site.config.base_url, &site.page(*page).address),
            })
        })
        .collect();
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

/// The name of a page on the way to another.
fn name(texts: &Texts) -> &str {
    texts.nav_title.as_deref().unwrap_or(&texts.title)
}
