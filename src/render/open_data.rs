//! Service points as open data: where and when there is help, for other sites and programs.

use serde_json::{Value, json};

use crate::render::Scene;
use crate::render::address::absolute;
use crate::render::library::occurrences;
use crate::site::kind::ServicePoint;
use crate::site::{ItemId, ItemKind};

/// How many next times are given.
const TIMES: usize = 26;

/// Whether the site has service points.
pub fn has_service_points(scene: Scene<'_>) -> bool {
    let mut items = scene.site.items.iter();
    items.any(|item| matches!(item.facts.kind, ItemKind::ServicePoint(_)))
}

/// `service-points.json`: all service points of the site, in the order of their keys.
pub fn service_points(scene: Scene<'_>) -> Vec<u8> {
    let points: Vec<Value> = scene
        .site
        .item_ids()
        .filter_map(|id| match &scene.site.item(id).facts.kind {
            ItemKind::ServicePoint(point) => Some(service_point(scene, id, point)),
            _ => None,
        })
        .collect();
    let whole = json!({
        "date": scene.today.to_string(),
        "time_zone": scene.site.config.calendar.zone.name(),
        "license": scene.site.config.license,
        "service_points": points,
    });
    let mut bytes = serde_json::to_vec_pretty(&whole).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn service_point(scene: Scene<'_>, id: ItemId, point: &ServicePoint) -> Value {
    let site = scene.site;
    let item = site.item(id);
    let config = &site.config;
    let languages = config.languages.iter().enumerate();
    let texts: serde_json::Map<String, Value> = languages
        .filter_map(|(language, of)| {
            let doc = item.docs[language]?;
            let page = site.page_in(id, language)?;
            let texts = &site.head(doc).head.texts;
            let value = json!({
                "name": texts.title,
                "description": texts.description(),
                "services": texts.of_kind.texts("services"),
                "url": absolute(&config.base_url, &site.page(page).address),
            });
            Some((of.lang.to_string(), value))
        })
        .collect();
    let times: Vec<Value> = occurrences(scene, point, TIMES)
        .into_iter()
        .map(|time| json!({ "start": time.start().to_string(), "end": time.end().to_string() }))
        .collect();
    json!({
        "key": item.key,
        "is_model": item.facts.is_template,
        "placeholders": item.facts.placeholders,
        "organisations": item.facts.organisations,
        "partners": point.partners,
        "address": {
            "street": point.address.street,
            "postal_code": point.address.postal_code,
            "city": point.address.city,
        },
        "phone": point.phone,
        "email": point.email,
        "accessibility": point.accessibility,
        "languages": point.languages,
        "appointment": point.appointment,
        "times": times,
        "texts": texts,
    })
}
