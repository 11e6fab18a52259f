//! `NAME.practice.toml` into a [`Practice`]: a simulated e-service, screen by screen.

use crate::base::{Code, TextRange};
use crate::data::{Field, Table};
use crate::parse::exercise::{Reader, Words};
use crate::parse::{fields, ways};

/// The keys of the file.
pub(super) const FIELDS: &[Field] = fields::PRACTICE;

/// A simulated e-service.
#[derive(Debug, Clone, PartialEq)]
pub struct Practice {
    /// The place of the first screen among the screens.
    pub start: usize,
    /// The screens in the order of the file.
    pub screens: Vec<Screen>,
}

/// A screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Screen {
    /// Its id, a part of its address.
    pub id: String,
    /// Where the id stands.
    pub range: TextRange,
    /// What it looks like.
    pub kind: ScreenKind,
    /// Its heading.
    pub title: Words,
    /// What the learner does here.
    pub task: Option<Words>,
    /// Help for who wants it.
    pub hint: Option<Words>,
    /// What the address bar shows.
    pub address: Option<String>,
    /// What stands on it.
    pub elements: Vec<Element>,
    /// What went well, of a result.
    pub well: Vec<Words>,
}

/// What a screen looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScreenKind {
    /// A web page.
    Page,
    /// A page where one signs in.
    Login,
    /// A page of a bank.
    Bank,
    /// A telephone's own screen or app.
    Phone,
    /// A mailbox.
    Mail,
    /// Text messages.
    Sms,
    /// A page with a form.
    Form,
    /// An online shop.
    Shop,
    /// A telephone call.
    Call,
    /// The end.
    Result,
}

/// A device that a screen is seen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// A browser.
    Browser,
    /// A telephone.
    Phone,
}

/// Something on a screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Its id, or its number on the screen: a part of the address of its explanation.
    pub id: String,
    /// Where it stands.
    pub range: TextRange,
    /// What it is.
    pub kind: ElementKind,
    /// Its words; of a picture, the alternative text.
    pub text: Words,
    /// Where it is seen.
    pub device: Device,
}

/// What stands on a screen.
#[derive(Debug, Clone, PartialEq)]
pub enum ElementKind {
    /// Words.
    Text,
    /// A button.
    Button(Way),
    /// A link.
    Link(Way),
    /// A field, and what to type.
    Field {
        /// Invented, and printed under the field.
        example: Option<String>,
    },
    /// A picture: its file, as the author wrote it, and where.
    Picture {
        /// The file.
        file: String,
        /// Where it is named.
        range: TextRange,
    },
}

/// What follows a choice.
#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    /// The screen with this place.
    To(usize),
    /// An explanation, and back.
    Wrong(Words),
    /// Nothing: what it says was reported.
    Nowhere,
}

impl ScreenKind {
    fn read(name: &str) -> Option<Self> {
        let all = [
            Self::Page,
            Self::Login,
            Self::Bank,
            Self::Phone,
            Self::Mail,
            Self::Sms,
            Self::Form,
            Self::Shop,
            Self::Call,
            Self::Result,
        ];
        all.into_iter().find(|kind| kind.name() == name)
    }

    /// Its name, in the file and in views.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Login => "login",
            Self::Bank => "bank",
            Self::Phone => "phone",
            Self::Mail => "mail",
            Self::Sms => "sms",
            Self::Form => "form",
            Self::Shop => "shop",
            Self::Call => "call",
            Self::Result => "result",
        }
    }

    /// Where such a screen is seen unless its elements say otherwise.
    pub fn device(self) -> Device {
        match self {
            Self::Phone | Self::Sms | Self::Call => Device::Phone,
            _ => Device::Browser,
        }
    }
}

impl Device {
    /// Its name, in the file and in views.
    pub fn name(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Phone => "phone",
        }
    }
}

impl Element {
    /// What follows when it is chosen, if it can be.
    pub fn way(&self) -> Option<&Way> {
        match &self.kind {
            ElementKind::Button(way) | ElementKind::Link(way) => Some(way),
            _ => None,
        }
    }
}

impl Practice {
    /// All texts, each with the name of its key, in the order of the file.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        let mut found = Vec::new();
        for screen in &self.screens {
            found.push(("title", &screen.title));
            found.extend(screen.task.iter().map(|task| ("task", task)));
            found.extend(screen.hint.iter().map(|hint| ("hint", hint)));
            for element in &screen.elements {
                found.push(("text", &element.text));
                if let Some(Way::Wrong(wrong)) = element.way() {
                    found.push(("wrong", wrong));
                }
            }
            found.extend(screen.well.iter().map(|well| ("well", well)));
        }
        found
    }
}

/// Reads a practice.
pub(super) fn read(reader: &mut Reader<'_>, table: &Table) -> Practice {
    let tables = reader.tables(table, "screens");
    let mut known = Vec::new();
    let ids: Vec<(String, TextRange)> = tables
        .iter()
        .map(|entry| reader.id(*entry, "a screen", &mut known))
        .collect();
    let mut screens = Vec::new();
    for (entry, (id, range)) in tables.into_iter().zip(&ids) {
        screens.push(screen(reader, entry, (id.clone(), *range), &ids));
    }
    let start = start(reader, table, &ids);
    let practice = Practice {
        start: start.unwrap_or_default(),
        screens,
    };
    if start.is_some() {
        ways::check(reader, &practice);
    }
    practice
}

fn start(reader: &mut Reader<'_>, table: &Table, ids: &[(String, TextRange)]) -> Option<usize> {
    if ids.is_empty() {
        let message = "the practice has no screen".to_owned();
        let help = "write `[[screens]]` with id, kind and title";
        reader.report(Code::UnknownScreen, TextRange::default(), message, help);
        return None;
    }
    let Some(value) = table.get("start") else {
        let message = "the practice does not say with which screen it begins".to_owned();
        let help = format!("write `start = \"{}\"`", ids[0].0);
        reader.report(Code::UnknownScreen, TextRange::default(), message, &help);
        return None;
    };
    place(reader, value.as_text()?, value.range, ids)
}

/// The place of the screen with this id.
fn place(
    reader: &mut Reader<'_>,
    id: &str,
    range: TextRange,
    ids: &[(String, TextRange)],
) -> Option<usize> {
    let found = ids.iter().position(|(known, _)| known == id);
    if found.is_none() {
        let names = ids.iter().map(|(id, _)| id.as_str());
        let help = match crate::base::suggest::nearest(id, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the id of a screen of this file".to_owned(),
        };
        reader.report(
            Code::UnknownScreen,
            range,
            format!("no screen `{id}`"),
            &help,
        );
    }
    found
}

fn screen(
    reader: &mut Reader<'_>,
    entry: (&Table, TextRange),
    (id, range): (String, TextRange),
    ids: &[(String, TextRange)],
) -> Screen {
    let (table, at) = entry;
    if table.get("kind").is_none() {
        let help = "write `kind = \"page\"`, or another kind";
        reader.missing(at, "kind", "a screen", help);
    }
    let kind = table.text("kind").and_then(ScreenKind::read);
    let kind = kind.unwrap_or(ScreenKind::Page);
    if kind != ScreenKind::Result && table.get("task").is_none() {
        let help = "say what the learner does here: `task = { fi = \"…\" }`";
        reader.missing(at, "task", "a screen", help);
    }
    let mut elements = Vec::new();
    for entry in reader.tables(table, "elements") {
        let number = elements.len() + 1;
        elements.extend(element(reader, entry, (kind, number), ids));
    }
    same_ids(reader, &elements);
    let mut well = Vec::new();
    for value in table.list("well").unwrap_or_default() {
        well.extend(reader.words_of(value));
    }
    Screen {
        id,
        range,
        kind,
        title: reader.needed(entry, "title", "a screen"),
        task: reader.words(table, "task"),
        hint: reader.words(table, "hint"),
        address: table.text("address").map(str::to_owned),
        elements,
        well,
    }
}

fn element(
    reader: &mut Reader<'_>,
    entry: (&Table, TextRange),
    (screen, number): (ScreenKind, usize),
    ids: &[(String, TextRange)],
) -> Option<Element> {
    let (table, at) = entry;
    let Some(kind) = table.text("kind") else {
        if table.get("kind").is_none() {
            let help = "write `kind = \"text\"`, or another kind";
            reader.missing(at, "kind", "an element", help);
        }
        return None;
    };
    let kind = match kind {
        "text" => ElementKind::Text,
        "button" => ElementKind::Button(way(reader, entry, ids)),
        "link" => ElementKind::Link(way(reader, entry, ids)),
        "field" => ElementKind::Field {
            example: table.text("example").map(str::to_owned),
        },
        "picture" => {
            let Some((file, range)) = table
                .get("file")
                .and_then(|value| Some((value.as_text()?, value.range)))
            else {
                reader.missing(at, "file", "a picture", "write `file = \"screen.svg\"`");
                return None;
            };
            ElementKind::Picture {
                file: file.to_owned(),
                range,
            }
        }
        // The table of fields has reported it.
        _ => return None,
    };
    let stated = table
        .get("id")
        .and_then(|value| Some((value.as_text()?, value.range)));
    let (id, range) = match stated {
        Some((id, range)) => (reader.checked_id(id, range), range),
        None => (number.to_string(), at),
    };
    let device = match table.text("device") {
        Some("phone") => Device::Phone,
        Some("browser") => Device::Browser,
        _ => screen.device(),
    };
    Some(Element {
        id,
        range,
        kind,
        text: reader.needed(entry, "text", "an element"),
        device,
    })
}

fn way(
    reader: &mut Reader<'_>,
    (table, at): (&Table, TextRange),
    ids: &[(String, TextRange)],
) -> Way {
    let wrong = reader.words(table, "wrong");
    let Some(value) = table.get("to") else {
        if wrong.is_none() && table.get("wrong").is_none() {
            let help = "write `to = \"…\"` with a screen, or `wrong = { fi = \"…\" }`";
            reader.missing(at, "to", "a button or link", help);
        }
        return wrong.map_or(Way::Nowhere, Way::Wrong);
    };
    if let Some(key) = table.key("wrong") {
        let message = "a choice that leads on is not wrong".to_owned();
        reader.report(
            Code::InvalidValue,
            key.range,
            message,
            "take `to` or `wrong` out",
        );
    }
    let Some(id) = value.as_text() else {
        return Way::Nowhere;
    };
    place(reader, id, value.range, ids).map_or(Way::Nowhere, Way::To)
}

/// Ids of elements are parts of addresses below their screen's.
fn same_ids(reader: &mut Reader<'_>, elements: &[Element]) {
    for (index, element) in elements.iter().enumerate() {
        if elements[..index].iter().any(|other| other.id == element.id) {
            let message = format!("the id `{}` is taken on this screen", element.id);
            reader.report(
                Code::DuplicateId,
                element.range,
                message,
                "give each its own id",
            );
        }
    }
}
