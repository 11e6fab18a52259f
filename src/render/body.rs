//! A document's body into HTML for one page: the gaps are filled.

mod blocks;
mod clauses;

use std::ops::Range;

use tera::{Context, Value};

use crate::base::{Diagnostic, SourcePath};
use crate::parse::{Block, Body, OpKind, escape};
use crate::render::Scene;
use crate::render::address::{file_address, link_address};
use crate::render::chart;
use crate::render::exercises::Exercises;
use crate::render::functions::fill;
use crate::render::library::next_dates;
use crate::render::terms::TermLinker;
use crate::render::view::{BlockView, TermView};
use crate::site::kind::{Setting, Variable};
use crate::site::{DocId, Item, LinkSource, heading_ids, include_target, resolve_image};
use crate::theme::BlockAudience;

pub(super) use blocks::render_blocks;
pub(super) use clauses::{Change, Clause, Piece, pieces, value_words};

/// What of a text is rendered, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// What everybody reads.
    Learner,
    /// All of it, with what is for trainers.
    Trainer,
    /// What stands on slides.
    Slides,
    /// What goes home on paper: words without pictures.
    Handout,
}

impl Reading {
    fn shows(self, block: &Block) -> bool {
        match self {
            Self::Trainer => true,
            Self::Learner | Self::Slides => block.audience == BlockAudience::Everyone,
            Self::Handout => block.is_on_handout(),
        }
    }
}

/// Renders the body of `doc` for readers of `language`, on the page of `item`.
///
/// # Errors
/// A block whose template fails.
pub(super) fn render(
    scene: Scene<'_>,
    item: &Item,
    doc: DocId,
    (language, reading): (usize, Reading),
) -> Result<Rendered, Box<Diagnostic>> {
    let mut renderer = Renderer::new(scene, item, language, reading);
    renderer.own_doc = Some(doc);
    let own = scene.site.by_key.get(&item.key).copied();
    let (mut html, clauses) = match own.filter(|_| item.policy().is_some()) {
        Some(own) => renderer.policy(own, doc)?,
        None => (renderer.document(doc)?, Vec::new()),
    };
    if let Some(exercises) = &mut renderer.exercises {
        let language = scene.documents[doc.0 as usize].name.language;
        html.push_str(&exercises.rest(scene, item, language)?);
    }
    Ok(Rendered {
        html,
        clauses,
        words: renderer
            .terms
            .map(TermLinker::into_words)
            .unwrap_or_default(),
    })
}

/// A text for one page.
pub(super) struct Rendered {
    pub(super) html: String,
    /// The clauses of a policy: id, and number with title.
    pub(super) clauses: clauses::Contents,
    /// The terms that are explained in it.
    pub(super) words: Vec<TermView>,
}

struct Renderer<'a> {
    scene: Scene<'a>,
    item: &'a Item,
    language: usize,
    reading: Reading,
    /// Explains terms, on pages for learners.
    terms: Option<TermLinker<'a>>,
    /// How many steps of the page have been begun.
    steps: u32,
    /// Exercises without their place yet, where they are shown.
    exercises: Option<Exercises>,
    /// Where the whole text is, where this is a piece of it: links to other places lead there.
    whole: Option<String>,
    /// Ids of charts.
    charts: Vec<String>,
    /// The page's own text.
    own_doc: Option<DocId>,
    /// The variables of the item, where it is a policy.
    settings: Vec<(&'a Variable, Setting)>,
    /// Documents that are being included, so that a circle ends.
    within: Vec<DocId>,
}

/// A block whose end has not been reached.
struct Open<'b> {
    block: &'b Block,
    out: String,
    items: Vec<BlockView>,
}

impl<'a> Renderer<'a> {
    fn new(scene: Scene<'a>, item: &'a Item, language: usize, reading: Reading) -> Self {
        let own = scene.site.by_key.get(&item.key).copied();
        let is_for_learners = reading == Reading::Learner;
        let is_automatic = item
            .facts
            .has_term_links
            .unwrap_or(scene.site.config.markdown.has_term_links);
        let terms = own
            .filter(|_| is_for_learners)
            .map(|own| TermLinker::new(scene, language, own, is_automatic));
        Self {
            scene,
            item,
            language,
            reading,
            terms,
            steps: 0,
            exercises: (reading == Reading::Learner).then(Exercises::default),
            whole: None,
            charts: Vec::new(),
            own_doc: None,
            settings: own
                .map(|own| clauses::settings(scene, own))
                .unwrap_or_default(),
            within: Vec::new(),
        }
    }

    fn document(&mut self, doc: DocId) -> Result<String, Box<Diagnostic>> {
        let body = &self.scene.documents[doc.0 as usize].body;
        self.part(doc, 0..body.ops.len(), 0..body.html.len())
    }

    /// Renders a piece of a text: its HTML and the gaps in it.
    fn part(
        &mut self,
        doc: DocId,
        ops: Range<usize>,
        html: Range<usize>,
    ) -> Result<String, Box<Diagnostic>> {
        if self.within.contains(&doc) {
            return Ok(String::new());
        }
        self.within.push(doc);
        let document = &self.scene.documents[doc.0 as usize];
        let body: &Body = &document.body;
        let ids = if document.refs.headings.is_empty() {
            Vec::new()
        } else {
            heading_ids(self.scene.site, doc)
        };
        let text_language = document.name.language;
        let mut out = String::with_capacity(html.len() + ops.len() * 48);
        let mut at = html.start;
        let mut stack: Vec<Open<'_>> = Vec::new();
        // How many blocks are open that are not for these readers.
        let mut hidden = 0_usize;
        // The marked term that is being written, and where its words begin.
        let mut term: Option<(u32, usize)> = None;
        for op in &body.ops[ops] {
            let to = op.at as usize;
            if hidden > 0 {
                match op.kind {
                    OpKind::Open(_) => hidden += 1,
                    OpKind::Close => hidden -= 1,
                    _ => {}
                }
                at = to;
                continue;
            }
            let target = stack.last_mut().map_or(&mut out, |open| &mut open.out);
            let piece = &body.html[at..to];
            // Words that the author marked are explained as a whole.
            match self.terms.as_mut().filter(|_| term.is_none()) {
                Some(terms) => terms.push(piece, text_language, target)?,
                None => target.push_str(piece),
            }
            at = to;
            match op.kind {
                OpKind::HeadingId(index) => {
                    if let Some(id) = ids.get(index as usize) {
                        escape(id, target);
                    }
                }
                OpKind::Href(index) => {
                    self.href(doc, &document.refs.links[index as usize].target, target);
                }
                OpKind::Address(index) => {
                    let link = &document.refs.links[index as usize].target;
                    let image = resolve_image(self.scene.site, doc, link).ok();
                    let found = match image {
                        Some(path) => Some(self.asset(&path)),
                        None => self.address(doc, link).map(|(address, _)| address),
                    };
                    escape(&found.unwrap_or_else(|| "#".to_owned()), target);
                }
                OpKind::Image(index) => {
                    if self.reading == Reading::Handout {
                        continue;
                    }
                    let image = &document.refs.images[index as usize];
                    self.image(doc, &image.target, &image.alt, image.is_first, target);
                }
                OpKind::Interface(text, number) => {
                    let texts = &self.scene.theme.texts[text_language];
                    let shown = texts.locale.number(i64::from(number));
                    let values = [("n".to_owned(), shown)];
                    escape(
                        &fill(texts, text.key(), Some(u64::from(number)), &values),
                        target,
                    );
                }
                OpKind::Line(line) => {
                    target.push_str(&format!(" data-opas-line=\"{line}\""));
                    if self.own_doc != Some(doc) {
                        target.push_str(" data-opas-file=\"");
                        escape(document.path.as_str(), target);
                        target.push('"');
                    }
                }
                OpKind::Variable(index) => {
                    let name = &document.refs.variables[index as usize].0;
                    if let Some(value) = self.variable(name, text_language) {
                        escape(&value, target);
                    }
                }
                OpKind::Term(index) => term = Some((index, target.len())),
                OpKind::TermEnd => {
                    let Some((index, start)) = term.take() else {
                        continue;
                    };
                    let name = &document.refs.terms[index as usize].0;
                    let shown = target.split_off(start);
                    match &mut self.terms {
                        Some(terms) => terms.marked((text_language, name), &shown, target)?,
                        None => target.push_str(&shown),
                    }
                }
                OpKind::Whole => {
                    if let Some(whole) = &self.whole {
                        escape(whole, target);
                    }
                }
                OpKind::Open(index) => {
                    let block = &body.blocks[index as usize];
                    if self.reading.shows(block) {
                        stack.push(Open {
                            block,
                            out: String::new(),
                            items: Vec::new(),
                        });
                    } else {
                        hidden = 1;
                    }
                }
                OpKind::Close => {
                    let Some(open) = stack.pop() else { continue };
                    let name = open.block.name.to_string();
                    let is_step = name == "step" && stack.is_empty();
                    let view = self.block(doc, open)?;
                    let view = view.map(|view| BlockView {
                        number: is_step.then(|| {
                            self.steps += 1;
                            self.steps
                        }),
                        ..view
                    });
                    match (view, stack.last_mut()) {
                        (None, _) => {}
                        (Some(view), Some(outer)) if name == "tab" => outer.items.push(view),
                        (Some(view), outer) => {
                            let html = self.block_html(text_language, view)?;
                            outer.map_or(&mut out, |open| &mut open.out).push_str(&html);
                        }
                    }
                }
            }
        }
        let piece = &body.html[at..html.end];
        match &mut self.terms {
            Some(terms) => terms.push(piece, text_language, &mut out)?,
            None => out.push_str(piece),
        }
        self.within.pop();
        Ok(out)
    }

    /// The view of a finished block; nothing when it is not for readers of this page.
    fn block(&mut self, doc: DocId, open: Open<'_>) -> Result<Option<BlockView>, Box<Diagnostic>> {
        let block = open.block;
        let mut body = open.out;
        let mut label = None;
        let (mut times, mut shown) = (Vec::new(), 0);
        let mut chart = None;
        match &*block.name {
            "only" => {
                let texts = &self.scene.theme.texts[self.text_language(doc)];
                let is_for_trainers = self.reading == Reading::Trainer
                    && block.attribute("audience") == Some("trainer");
                let is_seen = is_meant(self.item, block) || is_for_trainers;
                if !is_seen || !self.has_value(block) {
                    return Ok(None);
                }
                let organisation = block.attribute("organisation").and_then(|id| {
                    let organisation = self.scene.site.config.organisations.get(id)?;
                    organisation.name.get(&texts.lang)
                });
                let audience = block
                    .attribute("audience")
                    .map(|audience| texts.get(&format!("audience_{audience}")));
                let names: Vec<&str> = organisation.into_iter().chain(audience).collect();
                label = (!names.is_empty()).then(|| texts.locale.list_and(&names));
            }
            "next-dates" => {
                let key = block.attribute("item");
                (times, shown) = next_dates(self.scene, self.item, key, self.language);
                if key.is_none() && self.item.facts.is_invented("schedule") {
                    let texts = &self.scene.theme.texts[self.language];
                    label = Some(texts.get("example_only").to_owned());
                }
            }
            "chart" => {
                let is_included = self.within.first() != Some(&doc);
                let document = &self.scene.documents[doc.0 as usize];
                let id = chart::free_id(document, (block, is_included), &mut self.charts);
                let texts = &self.scene.theme.texts[self.text_language(doc)];
                chart = chart::of_block(self.scene, doc, (block, id), texts);
            }
            "include" => {
                let file = block.attribute("file").unwrap_or_default();
                if let Some(target) = include_target(self.scene.site, doc, file) {
                    body = self.document(target)?;
                }
            }
            _ => {}
        }
        Ok(Some(BlockView {
            name: block.name.to_string(),
            id: block.id.as_deref().map(str::to_owned),
            title: block.title.as_deref().map(str::to_owned),
            body,
            attributes: block
                .attributes
                .iter()
                .map(|(key, value)| (key.to_string(), value.to_string()))
                .collect(),
            items: open.items,
            label,
            level: block.level,
            number: None,
            times,
            shown,
            chart,
        }))
    }

    fn text_language(&self, doc: DocId) -> usize {
        self.scene.documents[doc.0 as usize].name.language
    }

    fn block_html(&mut self, language: usize, view: BlockView) -> Result<String, Box<Diagnostic>> {
        if Exercises::are(&view.name) {
            return self.exercises.as_mut().map_or(Ok(String::new()), |all| {
                all.place(self.scene, self.item, language, &view)
            });
        }
        let mut context = Context::new();
        let template = format!("blocks/{}.html", view.name);
        context.insert_value("block", Value::from_serializable(&view));
        self.scene.engine.render(language, &template, &context)
    }

    fn href(&self, doc: DocId, link: &str, out: &mut String) {
        // A link that leads nowhere was reported; it stays as words.
        let Some((address, lang)) = self.address(doc, link) else {
            return;
        };
        out.push_str(" href=\"");
        escape(&address, out);
        out.push('"');
        if let Some(lang) = lang {
            out.push_str(" hreflang=\"");
            out.push_str(&lang);
            out.push('"');
        }
    }

    /// The address of a link, and its page's language where that is not the reader's.
    fn address(&self, doc: DocId, link: &str) -> Option<(String, Option<String>)> {
        let from = LinkSource {
            doc,
            language: self.language,
        };
        let (address, lang) = link_address(self.scene.site, from, link)?;
        let whole = self.whole.as_deref().filter(|_| address.starts_with('#'));
        Some((format!("{}{address}", whole.unwrap_or_default()), lang))
    }

    fn asset(&self, path: &SourcePath) -> String {
        file_address(self.scene.site, path)
    }

    fn image(&self, doc: DocId, target: &str, alt: &str, is_first: bool, out: &mut String) {
        let Ok(path) = resolve_image(self.scene.site, doc, target) else {
            escape(alt, out);
            return;
        };
        out.push_str("<img src=\"");
        escape(&self.asset(&path), out);
        out.push_str("\" alt=\"");
        escape(alt, out);
        out.push('"');
        let asset = self.scene.site.assets.get(&path);
        if let Some(Some(Ok(size))) = asset.map(|asset| &asset.size) {
            out.push_str(&format!(
                " width=\"{}\" height=\"{}\"",
                size.width, size.height
            ));
        }
        if !is_first {
            out.push_str(" loading=\"lazy\"");
        }
        out.push_str(" decoding=\"async\">");
    }
}

/// Whether an `only` block belongs on a page of this item.
///
/// An item that is for certain organisations or audiences shows only what is for them. What is for
/// trainers is shown only where the whole page is for them.
pub(super) fn is_meant(item: &Item, block: &Block) -> bool {
    let facts = &item.facts;
    let organisation = block.attribute("organisation").is_none_or(|id| {
        facts.organisations.is_empty() || facts.organisations.iter().any(|own| own == id)
    });
    let audience = block.attribute("audience").is_none_or(|audience| {
        facts.audience.iter().any(|own| own == audience)
            || (facts.audience.is_empty() && audience != "trainer")
    });
    organisation && audience
}
