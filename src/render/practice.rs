//! A practice as templates see it: a screen on its devices, its card on the item's page, and the map
//! of ways for trainers.

use serde::Serialize;

use crate::parse::{Device, Element, ElementKind, Practice, Screen, Way};
use crate::render::Scene;
use crate::render::address::{asset_address, local};
use crate::render::functions::fill;
use crate::site::{DocId, resolve_image};

/// The ways into a practice.
#[derive(Debug, Clone, Serialize)]
pub struct PracticeCardView {
    /// The start of the practice with hints.
    pub guided: String,
    /// The start of the practice without hints.
    pub free: String,
}

/// A page of a practice.
#[derive(Debug, Clone, Serialize)]
pub struct PracticeView {
    /// `guided` or `free`.
    pub mode: &'static str,
    /// `start`, `screen`, `result` or `wrong`.
    pub kind: &'static str,
    /// The heading of the screen; empty at the start.
    pub title: String,
    /// What the learner does here.
    pub task: Option<String>,
    /// Help, with hints alone.
    pub hint: Option<String>,
    /// What is seen of it: one device or two, the screen's own first.
    pub devices: Vec<DeviceView>,
    /// What went well, of a result.
    pub well: Vec<String>,
    /// Address of the start.
    pub start: String,
    /// Address of the start of the other mode.
    pub other: String,
    /// Where it goes on: from the start to the first screen, from a wrong choice back to the screen.
    pub onward: Option<String>,
    /// The words of a wrong choice.
    pub chosen: Option<String>,
    /// Why it is wrong.
    pub why: Option<String>,
}

/// A device and what it shows.
#[derive(Debug, Clone, Serialize)]
pub struct DeviceView {
    /// `browser` or `phone`.
    pub kind: &'static str,
    /// What the screen looks like: `page`, `login`, `bank` …
    pub look: &'static str,
    /// Its heading: the screen's, or nothing on a second device.
    pub title: Option<String>,
    /// What its address bar shows.
    pub address: Option<String>,
    /// What stands on it.
    pub elements: Vec<ElementView>,
}

/// Something on a screen.
#[derive(Debug, Clone, Serialize)]
pub struct ElementView {
    /// `text`, `button`, `link`, `field` or `picture`.
    pub kind: &'static str,
    /// A part of its id on the page.
    pub id: String,
    /// Its words; of a picture, the alternative text.
    pub text: String,
    /// Where it leads.
    pub url: Option<String>,
    /// What to type into a field.
    pub example: Option<String>,
    /// Address of a picture.
    pub src: Option<String>,
    /// Width of a picture, where it is known.
    pub width: Option<u32>,
    /// Height of a picture, where it is known.
    pub height: Option<u32>,
}

/// A screen on the trainer's map.
#[derive(Debug, Clone, Serialize)]
pub struct MapScreenView {
    /// Its number, from 1.
    pub number: usize,
    /// Its heading.
    pub title: String,
    /// What the learner does.
    pub task: Option<String>,
    /// The hint.
    pub hint: Option<String>,
    /// Whether the practice begins here.
    pub is_start: bool,
    /// Whether it ends here.
    pub is_end: bool,
    /// What it shows besides choices.
    pub shows: Vec<String>,
    /// Each choice and where it leads, in words.
    pub choices: Vec<String>,
}

/// Where the elements of one screen lead.
pub(super) type AddressOf<'a> = dyn Fn(&Element) -> Option<String> + 'a;

/// What is seen of a screen.
pub(super) fn devices(
    scene: Scene<'_>,
    (screen, doc): (&Screen, DocId),
    lang: &str,
    address_of: &AddressOf<'_>,
) -> Vec<DeviceView> {
    let own = screen.kind.device();
    let other = match own {
        Device::Browser => Device::Phone,
        Device::Phone => Device::Browser,
    };
    let on = |device: Device| {
        let elements = screen.elements.iter();
        elements.filter(move |element| element.device == device)
    };
    let mut found = Vec::new();
    for device in [own, other] {
        if on(device).next().is_none() && (device == other || on(other).next().is_some()) {
            continue;
        }
        found.push(DeviceView {
            kind: device.name(),
            look: screen.kind.name(),
            title: found
                .is_empty()
                .then(|| screen.title.shown(lang).to_owned()),
            address: screen.address.clone().filter(|_| device == Device::Browser),
            elements: on(device)
                .map(|element| element_view(scene, (element, doc), lang, address_of))
                .collect(),
        });
    }
    found
}

fn element_view(
    scene: Scene<'_>,
    (element, doc): (&Element, DocId),
    lang: &str,
    address_of: &AddressOf<'_>,
) -> ElementView {
    let mut view = ElementView {
        kind: match element.kind {
            ElementKind::Text => "text",
            ElementKind::Button(_) => "button",
            ElementKind::Link(_) => "link",
            ElementKind::Field { .. } => "field",
            ElementKind::Picture { .. } => "picture",
        },
        id: element.id.clone(),
        text: element.text.shown(lang).to_owned(),
        url: address_of(element),
        example: None,
        src: None,
        width: None,
        height: None,
    };
    match &element.kind {
        ElementKind::Field { example } => view.example.clone_from(example),
        ElementKind::Picture { file, .. } => {
            let path = resolve_image(scene.site, doc, file).ok();
            let found = path.and_then(|path| scene.site.assets.get_key_value(&path));
            if let Some((path, asset)) = found {
                let base = &scene.site.config.base_url;
                view.src = Some(local(base, &asset_address(path, asset)));
                let size = asset.size.as_ref().and_then(|size| size.as_ref().ok());
                view.width = size.map(|size| size.width);
                view.height = size.map(|size| size.height);
            }
        }
        _ => {}
    }
    view
}

/// The map of ways for trainers.
pub(super) fn map(scene: Scene<'_>, practice: &Practice, language: usize) -> Vec<MapScreenView> {
    let texts = &scene.theme.texts[language];
    let lang = texts.lang.as_str();
    let named = |index: usize| {
        let number = i64::try_from(index + 1).unwrap_or(i64::MAX);
        let title = practice.screens[index].title.shown(lang);
        format!("{}. {title}", texts.locale.number(number))
    };
    let choice = |element: &Element| {
        let text = element.text.shown(lang);
        let (key, name, value) = match element.way()? {
            Way::To(screen) => ("practice_leads", "screen", named(*screen)),
            Way::Wrong(why) => ("practice_wrong_choice", "why", why.shown(lang).to_owned()),
            Way::Nowhere => return None,
        };
        let values = [
            ("choice".to_owned(), text.to_owned()),
            (name.to_owned(), value),
        ];
        Some(fill(texts, key, None, &values))
    };
    let screens = practice.screens.iter().enumerate();
    screens
        .map(|(index, screen)| {
            let words = |words: &crate::parse::Words| words.shown(lang).to_owned();
            let still = screen.elements.iter().filter(|one| one.way().is_none());
            MapScreenView {
                number: index + 1,
                title: words(&screen.title),
                task: screen.task.as_ref().map(words),
                hint: screen.hint.as_ref().map(words),
                is_start: index == practice.start,
                is_end: screen.kind == crate::parse::ScreenKind::Result,
                shows: still
                    .map(|element| words(&element.text))
                    .chain(screen.well.iter().map(words))
                    .collect(),
                choices: screen.elements.iter().filter_map(choice).collect(),
            }
        })
        .collect()
}
