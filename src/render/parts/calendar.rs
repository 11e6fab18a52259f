//! Calendar files: what people subscribe to or import (iCalendar, RFC 5545).
//!
//! What comes again is written out event by event. An event keeps its id while its key, its day (of a
//! service point) or its `id` or place in the list (of a session) stay the same.

use crate::calendar::{Calendar, Event, EventStatus, EventTime, Organiser, write_calendar};
use crate::locale::{Date, DateTime, Time};
use crate::render::Scene;
use crate::render::address::absolute;
use crate::render::library::{occurrences, organisation_name};
use crate::site::kind::State;
use crate::site::{Item, ItemId, ItemKind, PageId};

/// How many times of a service point are written out.
const TIMES: usize = 52;

/// How often programs may look for changes, in hours.
const REFRESH_HOURS: u16 = 12;

/// Whether a page has a calendar file: something of it happens at a time.
pub(super) fn has_calendar(scene: Scene<'_>, id: PageId) -> bool {
    let page = scene.site.page(id);
    gathered(scene, page.item, page.language as usize)
        .into_iter()
        .any(|item| happens(scene, item))
}

fn happens(scene: Scene<'_>, id: ItemId) -> bool {
    match &scene.site.item(id).facts.kind {
        ItemKind::Session(session) => !session.occurrences.is_empty(),
        ItemKind::Event(event) => event.start.is_some(),
        ItemKind::ServicePoint(point) => !occurrences(scene, point, 1).is_empty(),
        _ => false,
    }
}

/// Renders the calendar file of a page.
pub(super) fn render(scene: Scene<'_>, id: PageId) -> Vec<u8> {
    let site = scene.site;
    let page = site.page(id);
    let language = page.language as usize;
    let head = &site.page_head(id).head.texts;
    let mut events: Vec<Event> = gathered(scene, page.item, language)
        .into_iter()
        .flat_map(|item| events_of(scene, item, language))
        .collect();
    events.sort_by(|a, b| (start(a), &a.uid).cmp(&(start(b), &b.uid)));
    let calendar = Calendar {
        name: head.title.clone(),
        description: Some(head.description().to_owned()).filter(|text| !text.is_empty()),
        language: site.config.languages[language].lang.clone(),
        zone: site.config.calendar.zone.clone(),
        page: Some(absolute(&site.config.base_url, &page.address)),
        refresh_hours: Some(REFRESH_HOURS),
        events,
    };
    write_calendar(&calendar).into_bytes()
}

fn start(event: &Event) -> DateTime {
    match event.time {
        EventTime::Timed { start, .. } => start,
        EventTime::Days { first, .. } => midnight(first),
    }
}

pub(super) fn midnight(date: Date) -> DateTime {
    DateTime {
        date,
        time: Time::MIDNIGHT,
    }
}

/// The items whose times are in the calendar of an item.
fn gathered(scene: Scene<'_>, item: ItemId, language: usize) -> Vec<ItemId> {
    let site = scene.site;
    match &site.item(item).facts.kind {
        ItemKind::Series(_) => site.children(item, language).to_vec(),
        ItemKind::Organisation(organisation) => {
            let all = site.item_ids();
            all.filter(|item| site.item(*item).concerns(&organisation.id))
                .collect()
        }
        _ => vec![item],
    }
}

/// The events of one item.
fn events_of(scene: Scene<'_>, id: ItemId, language: usize) -> Vec<Event> {
    let site = scene.site;
    let item = site.item(id);
    let Some(page) = site.listed_page(id, language) else {
        return Vec::new();
    };
    let texts = &site.page_head(page).head.texts;
    let reader = &scene.theme.texts[language];
    let organiser = |organisation: Option<&str>| {
        let owner = item
            .facts
            .owner
            .as_ref()
            .map(|owner| owner.organisation.as_str());
        let of = organisation
            .or_else(|| item.facts.organisations.first().map(String::as_str))
            .or(owner);
        let name = of.and_then(|of| organisation_name(scene, of, language));
        Organiser {
            name: name.unwrap_or_else(|| site.config.languages[language].name.clone()),
            address: format!(
                "{}{}",
                site.config.base_url.origin, site.config.base_url.path
            ),
        }
    };
    let base = |name: String, time: EventTime, state: State| {
        let last = match time {
            EventTime::Timed { start, .. } => start.date,
            EventTime::Days { first, .. } => first,
        };
        Event {
            uid: format!("{}-{name}@{}", item.key.replace('/', "-"), host(scene)),
            sequence: sequence(item, state),
            stamp: midnight(item.facts.reviewed.or(item.facts.publish).unwrap_or(last)),
            time,
            status: match state {
                State::Cancelled => EventStatus::Cancelled,
                _ if item.facts.is_template => EventStatus::Tentative,
                _ => EventStatus::Confirmed,
            },
            summary: if item.facts.is_template {
                format!("{} ({})", texts.title, reader.get("model"))
            } else {
                texts.title.clone()
            },
            description: Some(texts.description().to_owned()).filter(|text| !text.is_empty()),
            location: None,
            page: Some(absolute(&site.config.base_url, &site.page(page).address)),
            organiser: organiser(None),
            categories: vec![item.facts.kind.name().to_owned()],
        }
    };
    match &item.facts.kind {
        ItemKind::Session(session) => {
            let times = session.occurrences.iter().enumerate();
            times
                .map(|(index, time)| {
                    let timed = EventTime::Timed {
                        start: time.start,
                        end: session.end_of(time),
                    };
                    let place = time.place.get(&reader.lang).map(str::to_owned);
                    let name = time.id.clone().unwrap_or_else(|| (index + 1).to_string());
                    Event {
                        location: place.or_else(|| time.join_url.clone()),
                        organiser: organiser(time.organisation.as_deref()),
                        ..base(name, timed, time.state)
                    }
                })
                .collect()
        }
        ItemKind::Event(event) => {
            let place = event.place.get(&reader.lang).map(str::to_owned);
            let parts: Vec<String> = place.into_iter().chain(event.address.lines()).collect();
            let time = event.start.map(|start| EventTime::Timed {
                start,
                end: event.end.unwrap_or(start),
            });
            time.map(|time| Event {
                location: (!parts.is_empty()).then(|| parts.join(", ")),
                ..base("event".to_owned(), time, event.state)
            })
            .into_iter()
            .collect()
        }
        ItemKind::ServicePoint(point) => {
            let lines = point.address.lines();
            let times = occurrences(scene, point, TIMES).into_iter();
            times
                .map(|time| {
                    let timed = EventTime::Timed {
                        start: time.start(),
                        end: time.end(),
                    };
                    let name = format!("{}-{}", time.date, time.hours.start()).replace(':', "");
                    Event {
                        location: (!lines.is_empty()).then(|| lines.join(", ")),
                        ..base(name, timed, State::Planned)
                    }
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// How often an event has changed, as far as a site without a memory can say: the number grows with
/// the day of the last review, and with a cancellation.
pub(super) fn sequence(item: &Item, state: State) -> u32 {
    let first = Date::new(2020, 1, 1);
    let days = item
        .facts
        .reviewed
        .zip(first)
        .map(|(reviewed, first)| first.days_until(reviewed));
    let days = days.and_then(|days| u32::try_from(days).ok()).unwrap_or(0);
    days * 2 + u32::from(state == State::Cancelled)
}

/// The host that ids of events end in.
pub(super) fn host(scene: Scene<'_>) -> &str {
    let origin = scene.site.config.base_url.origin.as_str();
    origin.split_once("://").map_or(origin, |(_, host)| host)
}
