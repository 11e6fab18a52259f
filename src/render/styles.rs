//! Which style sheets of the theme a page needs besides those that its template names.

use crate::parse::Block;
use crate::render::Scene;
use crate::render::library::systems;
use crate::site::{DocId, ItemKind, PageId, include_target};

/// For charts.
const DATA: &str = "data.css";

/// The style sheets for what a page's text and kind hold, each once.
pub(super) fn styles(scene: Scene<'_>, id: PageId) -> Vec<&'static str> {
    let page = scene.site.page(id);
    let item = scene.site.item(page.item);
    let has_chart = match &item.facts.kind {
        ItemKind::Survey(_) | ItemKind::Plan(_) => true,
        ItemKind::Section => systems(scene, id).is_some(),
        _ => false,
    };
    let is_chart = |block: &Block| &*block.name == "chart";
    if has_chart || holds(scene, page.doc, &is_chart, &mut Vec::new()) {
        vec![DATA]
    } else {
        Vec::new()
    }
}

/// Whether a text or a file that it includes has such a block.
fn holds(
    scene: Scene<'_>,
    doc: DocId,
    is_meant: &dyn Fn(&Block) -> bool,
    within: &mut Vec<DocId>,
) -> bool {
    if within.contains(&doc) {
        return false;
    }
    within.push(doc);
    let blocks = &scene.documents[doc.0 as usize].body.blocks;
    let found = blocks.iter().any(|block| {
        let included = || {
            let file = block
                .attribute("file")
                .filter(|_| &*block.name == "include");
            file.and_then(|file| include_target(scene.site, doc, file))
        };
        is_meant(block) || included().is_some_and(|doc| holds(scene, doc, is_meant, within))
    });
    within.pop();
    found
}
