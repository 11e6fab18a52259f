//! What a page has besides itself: the trainer's page, one screen per step, slides, the screens of
//! a practice.
//!
//! [`parts`] says which there are and where; [`part`] renders one. Only a page in its text's own
//! language has parts: a page in a fallback language leads to those of the real page.

mod calendar;
mod certificate;
mod practice;
mod slides;
mod steps;
mod trainer;

use tera::{Context, Value};

use crate::base::{Diagnostic, UrlPath};
use crate::parse::slug;
use crate::render::Scene;
use crate::render::address::{absolute, local, page_address};
use crate::render::navigation::breadcrumbs;
use crate::render::page::frame;
use crate::render::page_view::{page_view, real_page};
use crate::render::view::{LinkView, PageView, PartsView};
use crate::site::{ItemKind, PageId, has_trainer_text};
use crate::theme::Texts;

pub use practice::{PracticeMode, PracticePage};

/// An output that belongs to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The trainer's page.
    Trainer,
    /// The screen of one step, counted from 1.
    Step(u32),
    /// All slides.
    Slides,
    /// A calendar file.
    Calendar,
    /// A certificate of attendance to fill in by hand.
    Certificate,
    /// A page of its practice.
    Practice(PracticeMode, PracticePage),
}

/// The parts of a page and their addresses, in a fixed order.
pub fn parts(scene: Scene<'_>, id: PageId) -> Vec<(UrlPath, Part)> {
    let site = scene.site;
    let page = site.page(id);
    if page.is_fallback {
        return Vec::new();
    }
    let texts = &scene.theme.texts[page.language as usize];
    let document = site.page_head(id);
    let held = document.head.parts;
    let at = |name: &str| UrlPath::new(&format!("{}{name}/", page.address));
    let mut found = Vec::new();
    if has_trainer_page(scene, id) {
        found.push((
            at(&word(texts, "address_trainer", "trainer")),
            Part::Trainer,
        ));
    }
    let step = word(texts, "address_step", "step");
    found.extend((1..=held.steps).map(|n| (at(&format!("{step}-{n}")), Part::Step(n))));
    if held.slides > 0 {
        found.push((at(&word(texts, "address_slides", "slides")), Part::Slides));
    }
    if calendar::has_calendar(scene, id) {
        let name = word(texts, "address_calendar", "calendar");
        let file = UrlPath::new(&format!("{}{name}.ics", page.address));
        found.push((file, Part::Calendar));
    }
    if matches!(site.item(page.item).facts.kind, ItemKind::Course(_)) {
        let name = word(texts, "address_certificate", "certificate");
        found.push((at(&name), Part::Certificate));
    }
    found.extend(practice::practice_parts(scene, id));
    found
}

/// The part at an address, and the page that it belongs to.
pub fn part_at(scene: Scene<'_>, address: &str) -> Option<(PageId, Part)> {
    let mut rest = address.trim_end_matches('/');
    while let Some((above, _)) = rest.rsplit_once('/') {
        if let Some(page) = scene.site.page_at(&address[..=above.len()]) {
            let mut found = parts(scene, page).into_iter();
            return found
                .find(|(at, _)| at.as_str() == address)
                .map(|(_, part)| (page, part));
        }
        rest = above;
    }
    None
}

/// A word of the interface as a part of an address.
fn word(texts: &Texts, key: &str, instead: &str) -> String {
    let word = slug(texts.get(key));
    if word.is_empty() {
        instead.to_owned()
    } else {
        word
    }
}

fn has_trainer_page(scene: Scene<'_>, id: PageId) -> bool {
    let site = scene.site;
    let page = site.page(id);
    let item = site.item(page.item);
    matches!(item.facts.kind, ItemKind::Session(_))
        || item.quiz.is_some()
        || item.practice.is_some()
        || has_trainer_text(site, scene.documents, page.doc)
}

/// Where the parts of a page are, for its template.
pub(super) fn parts_view(scene: Scene<'_>, id: PageId) -> PartsView {
    let real = real_page(scene, id);
    let base = &scene.site.config.base_url;
    let mut view = PartsView::default();
    for (address, part) in parts(scene, real) {
        let url = local(base, &address);
        match part {
            Part::Trainer => view.trainer = Some(url),
            Part::Step(1) => view.first_step = Some(url),
            Part::Step(n) => view.steps = n,
            Part::Slides => view.slides = Some(url),
            Part::Calendar => view.calendar = Some(url),
            Part::Certificate => view.certificate = Some(url),
            Part::Practice(PracticeMode::Guided, PracticePage::Start) => view.practice = Some(url),
            Part::Practice(PracticeMode::Free, PracticePage::Start) => {
                view.practice_free = Some(url)
            }
            Part::Practice(..) => {}
        }
    }
    if view.first_step.is_some() {
        view.steps = view.steps.max(1);
    }
    view
}

/// Renders the part of a page whose file has this address.
///
/// # Errors
/// A template that fails.
pub fn part(
    scene: Scene<'_>,
    id: PageId,
    address: &UrlPath,
    part: &Part,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let address = &UrlPath::new(address.as_str().trim_end_matches("index.html"));
    match part {
        Part::Trainer => trainer::render_trainer(scene, id, address),
        Part::Step(number) => steps::render(scene, id, address, *number),
        Part::Slides => slides::render(scene, id, address),
        Part::Calendar => calendar::render(scene, id),
        Part::Certificate => certificate::render(scene, id, address),
        Part::Practice(mode, page) => practice::render(scene, id, address, (*mode, *page)),
    }
}

/// What a part's template sees of the page it belongs to: not for search engines, with a way back.
fn part_page(
    scene: Scene<'_>,
    id: PageId,
    address: &UrlPath,
    (kind, body): (&'static str, String),
) -> PageView {
    let site = scene.site;
    let page = site.page(id);
    let base = &site.config.base_url;
    let view = page_view(scene, id, body);
    let main = LinkView {
        title: view.title.clone(),
        url: page_address(site, id),
        lang: view.lang.clone(),
        dir: view.dir,
    };
    let mut trail = breadcrumbs(scene, page);
    trail.push(main.clone());
    PageView {
        part: Some(kind),
        url: local(base, address),
        canonical: absolute(base, address),
        main: Some(main),
        breadcrumbs: trail,
        alternates: Vec::new(),
        toc: Vec::new(),
        previous: None,
        next: None,
        noindex: true,
        json_ld: String::new(),
        is_home: false,
        quiz: None,
        switcher: switcher(scene, id, address),
        ..view
    }
}

/// The same part in each language, or the page that readers of the language have.
fn switcher(
    scene: Scene<'_>,
    id: PageId,
    address: &UrlPath,
) -> Vec<crate::render::view::SwitchView> {
    let site = scene.site;
    let page = site.page(id);
    let own = parts(scene, id);
    let place = own
        .iter()
        .find(|(at, _)| at == address)
        .map(|(_, part)| part);
    let mut entries = crate::render::navigation::switcher(scene, page);
    for (language, texts) in scene.theme.texts.iter().enumerate() {
        let Some(other) = site.page_in(page.item, language) else {
            continue;
        };
        let same = parts(scene, other)
            .into_iter()
            .find(|(_, part)| Some(part) == place);
        let entry = entries
            .iter_mut()
            .find(|entry| entry.code == texts.lang.as_str());
        if let (Some((address, _)), Some(entry)) = (same, entry) {
            entry.url = local(&site.config.base_url, &address);
        }
    }
    entries
}

/// Renders the template of a part with its own view beside the page's.
fn render_part(
    scene: Scene<'_>,
    id: PageId,
    page: &PageView,
    (template, name, view): (&str, &'static str, Value),
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let shown = scene.site.page(id);
    let mut context: Context = frame(scene, shown.language as usize, Some(shown));
    context.insert_value("page", Value::from_serializable(page));
    context.insert_value(name, view);
    let size = page.body.len() + crate::render::page::FRAME_BYTES;
    scene
        .engine
        .render_output(shown.language as usize, template, &context, size)
}
