//! What of a lesson goes home on paper: its steps and what to remember, on one or two sides.

use tera::Value;

use crate::base::{Diagnostic, UrlPath};
use crate::render::Scene;
use crate::render::address::absolute;
use crate::render::body::{Reading, render_blocks};
use crate::render::parts::{Part, part_page, render_part};
use crate::render::view::{HandoutView, PageView};
use crate::site::kind::Handout;
use crate::site::{Item, ItemKind, PageId};

/// How many sides the handout of an item may fill; nothing where it has none.
pub(super) fn pages(item: &Item) -> Option<u32> {
    match &item.facts.kind {
        ItemKind::Lesson(lesson) => lesson.handout.pages(),
        _ => None,
    }
}

/// Renders the handout of a lesson.
///
/// # Errors
/// A template that fails.
pub(super) fn render(
    scene: Scene<'_>,
    id: PageId,
    here: (&Part, &UrlPath),
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = scene.site;
    let page = site.page(id);
    let item = site.item(page.item);
    let has_texts = pages(item) == Handout::TwoPages.pages();
    let steps = render_blocks(
        scene,
        item,
        page.doc,
        (page.language as usize, Reading::Handout),
        ("step", None),
    )?;
    let steps = steps.into_iter();
    let view = HandoutView {
        pages: pages(item).unwrap_or(1),
        steps: steps
            .map(|step| {
                let text = has_texts.then_some(step.body);
                (step.title.unwrap_or_default(), text)
            })
            .collect(),
        stop_when: site
            .page_head(id)
            .head
            .texts
            .of_kind
            .text("stop_when")
            .map(str::to_owned),
    };
    // Whoever follows the printed address wants the lesson.
    let shown = PageView {
        canonical: absolute(&site.config.base_url, &page.address),
        ..part_page(scene, id, here, String::new())
    };
    let view = ("handout.html", "handout", Value::from_serializable(&view));
    render_part(scene, id, &shown, view)
}
