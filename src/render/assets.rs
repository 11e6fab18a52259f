//! Which files beside the texts a page names: pictures, figures and linked files.

use crate::base::SourcePath;
use crate::parse::{Block, ElementKind, OpKind};
use crate::render::Scene;
use crate::render::body::is_meant;
use crate::render::parts::has_trainer_page;
use crate::site::{
    DocId, Item, ItemKind, LinkSource, Target, chart_file, include_target, resolve, resolve_image,
};

/// The files that the pages of `item` name where they show `doc`, those of included files too.
///
/// What stands in a block that nobody sees is not among them: a picture for trainers is published
/// with a trainer's page or a page for trainers alone.
pub fn assets(scene: Scene<'_>, item: &Item, doc: DocId) -> Vec<SourcePath> {
    let mut found = Vec::new();
    let is_seen = |block: &Block| {
        let is_for_trainers = block.attribute("audience") == Some("trainer");
        is_meant(item, block) || (is_for_trainers && has_trainer_page(scene, item, doc))
    };
    collect(scene, &is_seen, doc, &mut Vec::new(), &mut found);
    let language = scene.documents[doc.0 as usize].name.language;
    let transcript = match &item.facts.kind {
        ItemKind::Session(session) => session
            .recording_on(scene.today)
            .and_then(|recording| recording.transcript.as_ref()),
        _ => None,
    };
    let attachments = item.policy().into_iter();
    let attachments = attachments.flat_map(|policy| &policy.attachments);
    for name in attachments.chain(transcript) {
        let from = LinkSource { doc, language };
        if let Ok(Target::Asset(path, _)) = resolve(scene.site, from, name) {
            found.push(path);
        }
    }
    let screens = item.practice.iter().flat_map(|file| &file.content.screens);
    for element in screens.flat_map(|screen| &screen.elements) {
        if let ElementKind::Picture { file, .. } = &element.kind {
            found.extend(resolve_image(scene.site, doc, file));
        }
    }
    found
}

fn collect(
    scene: Scene<'_>,
    is_meant: &dyn Fn(&Block) -> bool,
    doc: DocId,
    within: &mut Vec<DocId>,
    found: &mut Vec<SourcePath>,
) {
    if within.contains(&doc) {
        return;
    }
    within.push(doc);
    let document = &scene.documents[doc.0 as usize];
    let from = LinkSource {
        doc,
        language: document.name.language,
    };
    // Whether each open block, and all around it, is seen.
    let mut seen = vec![true];
    for op in &document.body.ops {
        let is_seen = seen.last().copied().unwrap_or(true);
        match op.kind {
            OpKind::Open(index) => {
                let block = &document.body.blocks[index as usize];
                let is_seen = is_seen && (&*block.name != "only" || is_meant(block));
                seen.push(is_seen);
                if is_seen && &*block.name == "chart" {
                    found.extend(chart_file(scene.site, doc, block).map(|(path, _)| path));
                }
                if is_seen
                    && &*block.name == "include"
                    && let Some(file) = block.attribute("file")
                    && let Some(target) = include_target(scene.site, doc, file)
                {
                    collect(scene, is_meant, target, within, found);
                }
            }
            OpKind::Close => {
                seen.pop();
            }
            OpKind::Image(index) if is_seen => {
                let target = &document.refs.images[index as usize].target;
                found.extend(resolve_image(scene.site, doc, target));
            }
            OpKind::Href(index) | OpKind::Address(index) if is_seen => {
                let target = &document.refs.links[index as usize].target;
                // Most links lead to other texts.
                if !target.ends_with(".md")
                    && let Ok(Target::Asset(path, _)) = resolve(scene.site, from, target)
                {
                    found.push(path);
                }
            }
            _ => {}
        }
    }
    within.pop();
}
