//! The slides of a session: sections of one page, which also reads as a handout.

use tera::Value;

use crate::base::{Diagnostic, UrlPath};
use crate::render::Scene;
use crate::render::body::{Reading, render_blocks};
use crate::render::parts::{Part, part_page, render_part};
use crate::site::PageId;

/// Renders the page of all slides.
///
/// # Errors
/// A template that fails.
pub(super) fn render(
    scene: Scene<'_>,
    id: PageId,
    here: (&Part, &UrlPath),
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let page = scene.site.page(id);
    let item = scene.site.item(page.item);
    let language = page.language as usize;
    let slides = render_blocks(
        scene,
        item,
        page.doc,
        (language, Reading::Slides),
        ("slide", None),
    )?;
    let shown = part_page(scene, id, here, String::new());
    render_part(
        scene,
        id,
        &shown,
        ("slides.html", "slides", Value::from_serializable(&slides)),
    )
}
