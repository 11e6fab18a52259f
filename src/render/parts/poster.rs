//! A poster for a notice board: what, where, when, whom to call, and the address as a QR code.

use tera::Value;

use crate::base::{Diagnostic, UrlPath};
use crate::render::Scene;
use crate::render::address::absolute;
use crate::render::parts::{Part, part_page, render_part};
use crate::render::view::{PageView, PosterView};
use crate::site::{Item, ItemKind, PageId};

/// Whether an item is somewhere at known times, so that people nearby may want to know.
pub(super) fn has_poster(item: &Item) -> bool {
    matches!(
        item.facts.kind,
        ItemKind::ServicePoint(_) | ItemKind::Event(_)
    )
}

/// Renders the poster of a service point or an event.
///
/// # Errors
/// A template that fails.
pub(super) fn render(
    scene: Scene<'_>,
    id: PageId,
    here: (&Part, &UrlPath),
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let page = scene.site.page(id);
    // Whoever follows the printed address wants the page itself.
    let shown = PageView {
        canonical: absolute(&scene.site.config.base_url, &page.address),
        ..part_page(scene, id, here, String::new())
    };
    let view = PosterView {
        times: shown
            .service_point
            .as_ref()
            .map(|point| point.times.iter().take(point.shown).cloned().collect())
            .unwrap_or_default(),
    };
    let view = ("poster.html", "poster", Value::from_serializable(&view));
    render_part(scene, id, &shown, view)
}
