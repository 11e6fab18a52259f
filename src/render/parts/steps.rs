//! One step per screen: static pages that need no script.

use tera::Value;

use crate::base::{Diagnostic, UrlPath};
use crate::render::Scene;
use crate::render::address::{local, page_address};
use crate::render::body::{Reading, render_blocks};
use crate::render::functions::fill;
use crate::render::parts::{Part, part_address, part_page, render_part};
use crate::render::view::StepView;
use crate::site::PageId;

/// Renders the screen of the step with this number.
///
/// # Errors
/// A template that fails.
pub(super) fn render(
    scene: Scene<'_>,
    id: PageId,
    here: (&Part, &UrlPath),
    number: u32,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = scene.site;
    let page = site.page(id);
    let item = site.item(page.item);
    let language = page.language as usize;
    let mut blocks = render_blocks(
        scene,
        item,
        page.doc,
        (language, Reading::Learner),
        ("step", Some(number)),
    )?;
    let block = blocks.pop();
    let head = &site.page_head(id).head;
    let at = |number: u32| {
        let address = part_address(scene, id, &Part::Step(number));
        local(&site.config.base_url, &address)
    };
    let (id_of_step, title, body) = block.map_or((None, None, String::new()), |block| {
        (block.id, block.title, block.body)
    });
    let anchor = id_of_step
        .map(|step| format!("#{step}"))
        .unwrap_or_default();
    let view = StepView {
        number,
        count: head.parts.steps,
        title: title.unwrap_or_default(),
        previous: (number > 1).then(|| at(number - 1)),
        next: (number < head.parts.steps).then(|| at(number + 1)),
        whole: format!("{}{anchor}", page_address(site, id)),
        stop_when: head.texts.of_kind.text("stop_when").map(str::to_owned),
    };
    let mut shown = part_page(scene, id, here, body);
    shown.title = fill(
        &scene.theme.texts[language],
        "step_page_title",
        None,
        &[
            ("n".to_owned(), number.to_string()),
            ("count".to_owned(), head.parts.steps.to_string()),
            ("title".to_owned(), shown.title),
        ],
    );
    render_part(
        scene,
        id,
        &shown,
        ("step.html", "step", Value::from_serializable(&view)),
    )
}
