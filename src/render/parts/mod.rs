//! What a page has besides itself: the trainer's page, one screen per step, slides, the screens of
//! a practice, what belongs to a policy.
//!
//! [`parts`] says which there are and where; [`part`] renders one. Only a page in its text's own
//! language has parts: a page in a fallback language leads to those of the real page.

mod calendar;
mod certificate;
mod handout;
mod policy;
mod policy_calendar;
mod poster;
mod practice;
mod slides;
mod steps;
mod trainer;

use tera::{Context, Value};

use crate::base::{Diagnostic, UrlPath};
use crate::parse::slug;
use crate::render::Scene;
use crate::render::address::{absolute, local};
use crate::render::library::{has_survey_data, survey_data};
use crate::render::navigation::{breadcrumbs, link, switcher};
use crate::render::page::{FRAME_BYTES, frame};
use crate::render::page_view::{common_view, real_page};
use crate::render::view::{PageView, PartsView, SwitchView};
use crate::site::{DocId, Item, ItemKind, PageId, has_trainer_text};
use crate::theme::Texts;

pub use policy_calendar::policy_calendar;
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
    /// What of a lesson goes home on paper.
    Handout,
    /// A poster for a notice board.
    Poster,
    /// The figures of a survey.
    Data,
    /// A certificate of attendance to fill in by hand.
    Certificate,
    /// A variant of a policy beside its base.
    Differences,
    /// All variants of a policy side by side.
    Comparison,
    /// A sheet on which people sign that they have read a policy.
    SignSheet,
    /// A page of its practice.
    Practice(PracticeMode, PracticePage),
}

impl Part {
    /// Its name in views.
    fn name(&self) -> &'static str {
        match self {
            Self::Trainer => "trainer",
            Self::Step(_) => "step",
            Self::Slides => "slides",
            Self::Calendar => "calendar",
            Self::Handout => "handout",
            Self::Poster => "poster",
            Self::Data => "data",
            Self::Certificate => "certificate",
            Self::Differences => "differences",
            Self::Comparison => "comparison",
            Self::SignSheet => "sign-sheet",
            Self::Practice(..) => "practice",
        }
    }
}

/// The parts of a page and their addresses, in a fixed order.
pub fn parts(scene: Scene<'_>, id: PageId) -> Vec<(UrlPath, Part)> {
    let site = scene.site;
    let page = site.page(id);
    if page.is_fallback {
        return Vec::new();
    }
    let item = site.item(page.item);
    let held = site.page_head(id).head.parts;
    let mut found = Vec::new();
    if has_trainer_page(scene, item, page.doc) {
        found.push(Part::Trainer);
    }
    found.extend((1..=held.steps).map(Part::Step));
    if held.slides > 0 {
        found.push(Part::Slides);
    }
    if calendar::has_calendar(scene, id) {
        found.push(Part::Calendar);
    }
    if handout::pages(item).is_some() && held.steps > 0 {
        found.push(Part::Handout);
    }
    if poster::has_poster(item) {
        found.push(Part::Poster);
    }
    if has_survey_data(scene, item) {
        found.push(Part::Data);
    }
    if matches!(item.facts.kind, ItemKind::Course(_)) {
        found.push(Part::Certificate);
    }
    found.extend(policy::policy_parts(scene, page.item));
    found.extend(practice::practice_parts(item));
    let with_address = found
        .into_iter()
        .map(|part| (part_address(scene, id, &part), part));
    with_address.collect()
}

/// Where a part of a page is, if the page has it.
fn part_address(scene: Scene<'_>, id: PageId, part: &Part) -> UrlPath {
    let page = scene.site.page(id);
    let texts = &scene.theme.texts[page.language as usize];
    let word = |key: &str, instead: &str| word(texts, key, instead);
    let below = match part {
        Part::Trainer => format!("{}/", word("address_trainer", "trainer")),
        Part::Step(number) => format!("{}-{number}/", word("address_step", "step")),
        Part::Slides => format!("{}/", word("address_slides", "slides")),
        Part::Calendar => format!("{}.ics", word("address_calendar", "calendar")),
        Part::Handout => format!("{}/", word("address_handout", "handout")),
        Part::Poster => format!("{}/", word("address_poster", "poster")),
        Part::Data => format!("{}.csv", word("address_survey", "survey")),
        Part::Certificate => format!("{}/", word("address_certificate", "certificate")),
        Part::Differences => format!("{}/", word("address_differences", "differences")),
        Part::Comparison => format!("{}/", word("address_comparison", "comparison")),
        Part::SignSheet => format!("{}/", word("address_sign_sheet", "signatures")),
        Part::Practice(mode, page) => practice::address(scene, id, *mode, *page),
    };
    UrlPath::new(&format!("{}{below}", page.address))
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

/// Whether a page that shows `doc` of an item has a trainer's page.
pub(super) fn has_trainer_page(scene: Scene<'_>, item: &Item, doc: DocId) -> bool {
    matches!(item.facts.kind, ItemKind::Session(_))
        || item.quiz.is_some()
        || item.practice.is_some()
        || has_trainer_text(scene.site, scene.documents, doc)
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
            Part::Slides => view.slides = Some(url),
            Part::Calendar => view.calendar = Some(url),
            Part::Handout => view.handout = Some(url),
            Part::Poster => view.poster = Some(url),
            Part::Data => view.data = Some(url),
            Part::Certificate => view.certificate = Some(url),
            Part::Differences => view.differences = Some(url),
            Part::Comparison => view.comparison = Some(url),
            Part::SignSheet => view.sign_sheet = Some(url),
            Part::Practice(PracticeMode::Guided, PracticePage::Start) => view.practice = Some(url),
            Part::Practice(PracticeMode::Free, PracticePage::Start) => {
                view.practice_free = Some(url)
            }
            Part::Step(_) | Part::Practice(..) => {}
        }
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
    let here = (part, address);
    match part {
        Part::Trainer => trainer::render(scene, id, here),
        Part::Step(number) => steps::render(scene, id, here, *number),
        Part::Slides => slides::render(scene, id, here),
        Part::Calendar => Ok(calendar::render(scene, id)),
        Part::Handout => handout::render(scene, id, here),
        Part::Poster => poster::render(scene, id, here),
        Part::Data => Ok(survey_data(scene, id)),
        Part::Certificate => certificate::render(scene, id, here),
        Part::Differences => policy::differences(scene, id, here),
        Part::Comparison => policy::comparison(scene, id, here),
        Part::SignSheet => policy::sign_sheet(scene, id, here),
        Part::Practice(mode, page) => practice::render(scene, id, here, (*mode, *page)),
    }
}

/// What a part's template sees of the page it belongs to: not for search engines, with a way back.
fn part_page(
    scene: Scene<'_>,
    id: PageId,
    (part, address): (&Part, &UrlPath),
    body: String,
) -> PageView {
    let site = scene.site;
    let page = site.page(id);
    let base = &site.config.base_url;
    let view = common_view(scene, id, body);
    let main = link(scene, id);
    let mut breadcrumbs = breadcrumbs(scene, page);
    breadcrumbs.push(main.clone());
    PageView {
        part: Some(part.name()),
        url: local(base, address),
        canonical: absolute(base, address),
        main: Some(main),
        breadcrumbs,
        noindex: true,
        switcher: part_switcher(scene, id, part),
        ..view
    }
}

/// The same part in each language, or the page that readers of the language have.
fn part_switcher(scene: Scene<'_>, id: PageId, part: &Part) -> Vec<SwitchView> {
    let site = scene.site;
    let page = site.page(id);
    let mut entries = switcher(scene, page);
    for (language, texts) in scene.theme.texts.iter().enumerate() {
        let other = site.page_in(page.item, language);
        let has_it = |other: &PageId| parts(scene, *other).iter().any(|(_, own)| own == part);
        let Some(other) = other.filter(has_it) else {
            continue;
        };
        let mut all = entries.iter_mut();
        if let Some(entry) = all.find(|entry| entry.code == texts.lang.as_str()) {
            entry.url = local(&site.config.base_url, &part_address(scene, other, part));
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
    let size = page.body.len() + FRAME_BYTES;
    scene
        .engine
        .render_output(shown.language as usize, template, &context, size)
}
