//! The blocks of one name, apart from the text around them: steps and slides.

use crate::base::Diagnostic;
use crate::parse::OpKind;
use crate::render::Scene;
use crate::render::address::page_address;
use crate::render::body::{Open, Reading, Renderer};
use crate::render::view::BlockView;
use crate::site::{DocId, Item};

/// Renders the blocks `name` at the top level of `doc`, one by one: all, or only the one with this
/// number, counted from 1.
///
/// # Errors
/// A block whose template fails.
pub(in crate::render) fn render_blocks(
    scene: Scene<'_>,
    item: &Item,
    doc: DocId,
    (language, reading): (usize, Reading),
    (name, only): (&str, Option<u32>),
) -> Result<Vec<BlockView>, Box<Diagnostic>> {
    let body = &scene.documents[doc.0 as usize].body;
    let own = scene.site.by_key.get(&item.key);
    let page = own.and_then(|own| scene.site.page_in(*own, language));
    let whole = page.map(|page| page_address(scene.site, page));
    let place = |index: usize| body.ops[index].at as usize;
    let mut found = Vec::new();
    let mut depth = 0;
    let mut number = 0;
    let mut start = None;
    for (index, op) in body.ops.iter().enumerate() {
        match op.kind {
            OpKind::Open(block) => {
                if depth == 0 && &*body.blocks[block as usize].name == name {
                    number += 1;
                    start = Some((index, block));
                }
                depth += 1;
            }
            OpKind::Close => {
                depth -= 1;
                if depth > 0 {
                    continue;
                }
                let Some((start, block)) = start.take() else {
                    continue;
                };
                if only.is_some_and(|only| only != number) {
                    continue;
                }
                let mut renderer = Renderer {
                    whole: whole.clone(),
                    own_doc: Some(doc),
                    ..Renderer::new(scene, item, language, reading)
                };
                let block = &body.blocks[block as usize];
                let html = place(start)..place(index);
                let out = renderer.part(doc, start + 1..index, html)?;
                let open = Open {
                    block,
                    out,
                    items: Vec::new(),
                };
                if let Some(view) = renderer.block(doc, open)? {
                    found.push(BlockView {
                        number: Some(number),
                        ..view
                    });
                }
            }
            _ => {}
        }
    }
    Ok(found)
}
