//! A practice as linked static pages: its start, its screens, and an explanation for each wrong
//! choice, once with hints and once without.

use tera::Value;

use crate::base::{Diagnostic, UrlPath};
use crate::parse::{Element, Practice, ScreenKind, Way};
use crate::render::Scene;
use crate::render::address::local;
use crate::render::functions::fill;
use crate::render::parts::{Part, part_address, part_page, render_part, word};
use crate::render::practice::{PracticeView, devices};
use crate::site::{Item, PageId};

/// Whether hints are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PracticeMode {
    /// With hints.
    Guided,
    /// Without.
    Free,
}

/// A page of a practice; numbers are places in its lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PracticePage {
    /// What it is about, and the way in.
    Start,
    /// A screen.
    Screen(usize),
    /// What follows a wrong choice: the screen and the element.
    Wrong(usize, usize),
}

impl PracticeMode {
    fn name(self) -> &'static str {
        match self {
            Self::Guided => "guided",
            Self::Free => "free",
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Guided => Self::Free,
            Self::Free => Self::Guided,
        }
    }
}

/// Where the learner's eyes and the keyboard's focus go on a new screen: past the frame of the site.
const TASK: &str = "#ui-task";

/// All pages of the practice of an item.
pub(super) fn practice_parts(item: &Item) -> Vec<Part> {
    let Some(practice) = practice_of(item) else {
        return Vec::new();
    };
    let mut pages = vec![PracticePage::Start];
    for (index, screen) in practice.screens.iter().enumerate() {
        pages.push(PracticePage::Screen(index));
        let elements = screen.elements.iter().enumerate();
        let wrong = elements.filter(|(_, one)| matches!(one.way(), Some(Way::Wrong(_))));
        pages.extend(wrong.map(|(number, _)| PracticePage::Wrong(index, number)));
    }
    [PracticeMode::Guided, PracticeMode::Free]
        .into_iter()
        .flat_map(|mode| pages.iter().map(move |page| Part::Practice(mode, *page)))
        .collect()
}

fn practice_of(item: &Item) -> Option<&Practice> {
    let practice = item.practice.as_ref().map(|file| &file.content);
    practice.filter(|practice| !practice.screens.is_empty())
}

/// Where a page of the practice is, below the page of its item.
pub(super) fn address(
    scene: Scene<'_>,
    id: PageId,
    mode: PracticeMode,
    page: PracticePage,
) -> String {
    let shown = scene.site.page(id);
    let texts = &scene.theme.texts[shown.language as usize];
    let screens = practice_of(scene.site.item(shown.item)).map(|practice| &practice.screens);
    let screens = screens.map(Vec::as_slice).unwrap_or_default();
    let mut address = format!("{}/", word(texts, "address_practice", "practice"));
    let mut add = |part: &str| {
        address.push_str(part);
        address.push('/');
    };
    if mode == PracticeMode::Free {
        add(&word(texts, "address_practice_free", "alone"));
    }
    match page {
        PracticePage::Start => {}
        PracticePage::Screen(screen) => add(&screens[screen].id),
        PracticePage::Wrong(screen, element) => {
            add(&screens[screen].id);
            add(&screens[screen].elements[element].id);
        }
    }
    address
}

/// Renders a page of a practice.
///
/// # Errors
/// A template that fails.
pub(super) fn render(
    scene: Scene<'_>,
    id: PageId,
    here: (&Part, &UrlPath),
    (mode, page): (PracticeMode, PracticePage),
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let shown = scene.site.page(id);
    let texts = &scene.theme.texts[shown.language as usize];
    let mut frame = part_page(scene, id, here, String::new());
    let item = scene.site.item(shown.item);
    let practice = practice_of(item).expect("only an item with a practice has such parts");
    let at = |mode: PracticeMode, page: PracticePage| {
        let address = part_address(scene, id, &Part::Practice(mode, page));
        local(&scene.site.config.base_url, &address)
    };
    let task = |page: PracticePage| format!("{}{TASK}", at(mode, page));
    let lang = texts.lang.as_str();
    let mut view = PracticeView {
        mode: mode.name(),
        kind: "start",
        title: String::new(),
        task: None,
        hint: None,
        devices: Vec::new(),
        well: Vec::new(),
        start: at(mode, PracticePage::Start),
        other: at(mode.other(), PracticePage::Start),
        onward: None,
        chosen: None,
        why: None,
    };
    match page {
        PracticePage::Start => view.onward = Some(task(PracticePage::Screen(practice.start))),
        PracticePage::Screen(index) => {
            let screen = &practice.screens[index];
            let is_end = screen.kind == ScreenKind::Result;
            let address_of = |element: &Element| {
                let place = screen.elements.iter().position(|one| one == element)?;
                match element.way()? {
                    Way::To(to) => Some(task(PracticePage::Screen(*to))),
                    Way::Wrong(_) => Some(task(PracticePage::Wrong(index, place))),
                    Way::Nowhere => None,
                }
            };
            view.kind = if is_end { "result" } else { "screen" };
            screen.title.shown(lang).clone_into(&mut view.title);
            view.task = screen.task.as_ref().map(|task| task.shown(lang).to_owned());
            view.hint = screen
                .hint
                .as_ref()
                .filter(|_| mode == PracticeMode::Guided)
                .map(|hint| hint.shown(lang).to_owned());
            if !is_end || !screen.elements.is_empty() {
                view.devices = devices(scene, (screen, shown.doc), lang, &address_of);
            }
            let well = screen.well.iter();
            view.well = well.map(|well| well.shown(lang).to_owned()).collect();
        }
        PracticePage::Wrong(index, place) => {
            let screen = &practice.screens[index];
            let element = &screen.elements[place];
            view.kind = "wrong";
            screen.title.shown(lang).clone_into(&mut view.title);
            view.chosen = Some(element.text.shown(lang).to_owned());
            if let Some(Way::Wrong(why)) = element.way() {
                view.why = Some(why.shown(lang).to_owned());
            }
            view.onward = Some(task(PracticePage::Screen(index)));
        }
    }
    let values = [("title".to_owned(), frame.title)];
    frame.title = fill(texts, "practice_title", None, &values);
    let view = Value::from_serializable(&view);
    render_part(
        scene,
        id,
        &frame,
        ("practice-screen.html", "practice", view),
    )
}
