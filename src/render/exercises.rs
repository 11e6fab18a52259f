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
const BLOCKS: [&str; 2] = ["practice", "quiz"];

/// The exercises of a text that have no place yet.
#[derive(Debug)]
pub(super) struct Exercises {
    left: Vec<&'static str>,
}

impl Default for Exercises {
    fn default() -> Self {
        Self {
            left: BLOCKS.to_vec(),
        }
    }
}

impl Exercises {
    /// Whether a block stands for an exercise.
    pub(super) fn are(block: &str) -> bool {
        BLOCKS.contains(&block)
    }

    /// The exercise that a block stands for, the first time; nothing where the item has none.
    ///
    /// # Errors
    /// A template that fails.
    pub(super) fn place(
        &mut self,
        scene: Scene<'_>,
        item: &Item,
        language: usize,
        block: &BlockView,
    ) -> Result<String, Box<Diagnostic>> {
        let Some(at) = self.left.iter().position(|left| *left == block.name) else {
            return Ok(String::new());
        };
        self.left.remove(at);
        render(scene, item, language, block)
    }

    /// The exercises that no block has placed.
    ///
    /// # Errors
    /// A template that fails.
    pub(super) fn rest(
        &mut self,
        scene: Scene<'_>,
        item: &Item,
        language: usize,
    ) -> Result<String, Box<Diagnostic>> {
        let mut html = String::new();
        for name in std::mem::take(&mut self.left) {
            let block = BlockView {
                name: name.to_owned(),
                level: 2,
                ..BlockView::default()
            };
            html.push_str(&render(scene, item, language, &block)?);
        }
        Ok(html)
    }
}

/// An exercise as HTML in the language of the text that it belongs to.
fn render(
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
