//! A certificate of attendance: what the course taught, with lines to fill in by hand.

use tera::Value;

use crate::base::{Diagnostic, UrlPath};
use crate::render::Scene;
use crate::render::parts::{Part, part_page, render_part};
use crate::render::view::CertificateView;
use crate::site::PageId;

/// Renders the certificate of a course.
///
/// # Errors
/// A template that fails.
pub(super) fn render(
    scene: Scene<'_>,
    id: PageId,
    here: (&Part, &UrlPath),
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let shown = part_page(scene, id, here, String::new());
    let view = CertificateView {
        lessons: shown
            .children
            .iter()
            .filter(|card| card.kind == "lesson")
            .map(|card| card.title.clone())
            .collect(),
    };
    render_part(
        scene,
        id,
        &shown,
        (
            "certificate.html",
            "certificate",
            Value::from_serializable(&view),
        ),
    )
}
