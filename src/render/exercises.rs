//! Where the quiz and the practice of an item stand in its text: where their blocks are, or else at
//! its end.

use tera::{Context, Value};

use crate::base::Diagnostic;
use crate::render::Scene;
use crate::render::parts::parts_view;
use crate::render::practice::PracticeCardView;
use crate::render::quiz::{QuizReader, quiz_view};
use crate::render::view::BlockView;
use crate::site::Item;

/// The blocks, in the order in which they end a text.
pub(super) const EXERCISES: [&str; 2] = ["practice", "quiz"];

/// Whether an item has what the block `name` stands for.
pub(super) fn has(item: &Item, name: &str) -> bool {
    match name {
        "quiz" => item.quiz.is_some(),
        _ => item.practice.is_some(),
    }
}

/// An exercise of an item as HTML in the language of the text that it belongs to; nothing where the
/// item has none.
///
/// # Errors
/// A template that fails.
pub(super) fn render(
    scene: Scene<'_>,
    item: &Item,
    language: usize,
    block: &BlockView,
) -> Result<String, Box<Diagnostic>> {
    let mut context = Context::new();
    context.insert_value("block", Value::from_serializable(block));
    if let Some(quiz) = item.quiz.as_ref().filter(|_| block.name == "quiz") {
        let texts = &scene.theme.texts[language];
        let view = quiz_view(&quiz.content, texts, QuizReader::Learner);
        context.insert_value("quiz", Value::from_serializable(&view));
    } else if let Some(card) = card(scene, item, language).filter(|_| block.name == "practice") {
        context.insert_value("practice", Value::from_serializable(&card));
    } else {
        return Ok(String::new());
    }
    let template = format!("blocks/{}.html", block.name);
    scene.engine.render(language, &template, &context)
}

fn card(scene: Scene<'_>, item: &Item, language: usize) -> Option<PracticeCardView> {
    let site = scene.site;
    let id = site.by_key.get(&item.key)?;
    let parts = parts_view(scene, site.page_in(*id, language)?);
    Some(PracticeCardView {
        guided: parts.practice?,
        free: parts.practice_free?,
    })
}
