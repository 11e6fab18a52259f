//! The trainer's page: the learner's text with everything that is for trainers.

use tera::Value;

use crate::base::{Diagnostic, UrlPath};
use crate::render::Scene;
use crate::render::body::{self, Reading};
use crate::render::navigation::table_of_contents;
use crate::render::parts::{Part, part_page, render_part};
use crate::render::practice::map;
use crate::render::quiz::{QuizReader, quiz_view};
use crate::render::view::TrainerView;
use crate::site::{PageId, page_outline};

/// Renders the trainer's page.
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
    let body = body::render(scene, item, page.doc, (language, Reading::Trainer))?.html;
    let mut shown = part_page(scene, id, here, body);
    shown.toc = table_of_contents(&page_outline(scene.site, scene.documents, page.doc));
    let texts = &scene.theme.texts[language];
    let quiz = item.quiz.as_ref();
    let practice = item.practice.as_ref();
    let view = TrainerView {
        quiz: quiz.map(|file| quiz_view(&file.content, texts, QuizReader::Trainer)),
        practice: practice
            .map(|file| map(scene, &file.content, language))
            .unwrap_or_default(),
    };
    render_part(
        scene,
        id,
        &shown,
        ("trainer.html", "trainer", Value::from_serializable(&view)),
    )
}
