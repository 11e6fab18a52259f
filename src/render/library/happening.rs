//! Series, sessions and events.

use std::collections::BTreeMap;

use crate::locale::{DateForm, DateTime};
use crate::render::Scene;
use crate::render::address::{link_address, page_address};
use crate::render::library::{named, organisation_name, phone, span_text, time_text};
use crate::render::navigation::{badges, link};
use crate::render::view::{
    AgendaView, ContactView, EventView, RecordingView, SeriesEntryView, SeriesView, SessionView,
    TimeView,
};
use crate::site::kind::{Event, Occurrence, Series, Session, State};
use crate::site::{ItemId, ItemKind, LinkSource, PageId};
use crate::theme::Texts;

pub(super) fn series(scene: Scene<'_>, id: PageId, series: &Series) -> SeriesView {
    let site = scene.site;
    let page = site.page(id);
    let language = page.language as usize;
    let lang = &site.config.languages[language].lang;
    let mut entries = BTreeMap::new();
    for planned in &series.planned {
        let goals = planned.goals.get(lang).unwrap_or_default();
        entries.insert(
            planned.number,
            SeriesEntryView {
                number: planned.number,
                title: planned.title.get(lang).unwrap_or_default().to_owned(),
                goals: (!goals.is_empty())
                    .then(|| goals.to_owned())
                    .into_iter()
                    .collect(),
                url: None,
                lang: None,
                badges: Vec::new(),
                times: Vec::new(),
            },
        );
    }
    for (item, session) in sessions(scene, page.item, language) {
        let (Some(number), Some(target)) = (session.number, site.listed_page(item, language))
        else {
            continue;
        };
        let entry = site.page_head(target);
        let is_other = entry.name.language != language;
        let mut times = times_of_occurrences(scene, session, language);
        times.retain(|time| !time.passed);
        entries.insert(
            number,
            SeriesEntryView {
                number,
                title: entry.head.texts.title.clone(),
                goals: entry.head.texts.of_kind.texts("objectives"),
                url: Some(page_address(site, target)),
                lang: is_other.then(|| site.config.languages[entry.name.language].lang.to_string()),
                badges: badges(scene, item, language),
                times,
            },
        );
    }
    SeriesView {
        entries: entries.into_values().collect(),
    }
}

/// The sessions of a series.
pub(super) fn sessions(
    scene: Scene<'_>,
    series: ItemId,
    language: usize,
) -> Vec<(ItemId, &Session)> {
    let site = scene.site;
    let children = site.children(series, language).iter();
    children
        .filter_map(|id| match &site.item(*id).facts.kind {
            ItemKind::Session(session) => Some((*id, &**session)),
            _ => None,
        })
        .collect()
}

pub(super) fn session(scene: Scene<'_>, id: PageId, session: &Session) -> SessionView {
    let site = scene.site;
    let page = site.page(id);
    let language = page.language as usize;
    let texts = &site.page_head(id).head.texts.of_kind;
    let reader = &scene.theme.texts[language];
    let series = site
        .item(page.item)
        .parent
        .filter(|parent| matches!(site.item(*parent).facts.kind, ItemKind::Series(_)));
    let from = LinkSource {
        doc: page.doc,
        language,
    };
    let recording = session.recording_on(scene.today);
    SessionView {
        number: session.number,
        minutes: session.minutes,
        objectives: texts.texts("objectives"),
        agenda: agenda(reader, session),
        times: session_times(scene, session, language),
        recording: recording.map(|recording| RecordingView {
            url: recording.url.clone(),
            captions: recording
                .captions
                .iter()
                .map(|code| reader.language_name(code).to_owned())
                .collect(),
            transcript: recording
                .transcript
                .as_ref()
                .and_then(|target| link_address(site, from, target))
                .map(|(address, _)| address),
            expires: recording
                .expires
                .map(|day| reader.locale.date(day.add_days(-1), DateForm::Long)),
        }),
        summary_after: texts.text("summary_after").map(str::to_owned),
        one_thing_to_try: texts.text("one_thing_to_try").map(str::to_owned),
        series: series
            .and_then(|series| site.page_in(series, language))
            .map(|page| link(scene, page)),
    }
}

fn agenda(reader: &Texts, session: &Session) -> Vec<AgendaView> {
    let mut from = 0;
    let parts = session.agenda.iter();
    parts
        .map(|entry| {
            let start = from;
            from += entry.minutes;
            AgendaView {
                minutes: entry.minutes,
                from: start,
                to: from,
                kind: reader.get(&format!("agenda_{}", entry.kind)).to_owned(),
                title: entry.title.get(&reader.lang).unwrap_or_default().to_owned(),
            }
        })
        .collect()
}

/// When a session is held: what lies ahead, soonest first, then what has passed, latest first.
fn session_times(scene: Scene<'_>, session: &Session, language: usize) -> Vec<TimeView> {
    let (mut ahead, mut passed): (Vec<_>, Vec<_>) = times_of_occurrences(scene, session, language)
        .into_iter()
        .partition(|time| !time.passed);
    ahead.sort_by(|a, b| a.start.cmp(&b.start));
    passed.sort_by(|a, b| b.start.cmp(&a.start));
    ahead.extend(passed);
    ahead
}

/// When a session is held, in the order of its file.
fn times_of_occurrences(scene: Scene<'_>, session: &Session, language: usize) -> Vec<TimeView> {
    let times = session.occurrences.iter();
    times
        .map(|occurrence| occurrence_view(scene, session, occurrence, language))
        .collect()
}

fn occurrence_view(
    scene: Scene<'_>,
    session: &Session,
    occurrence: &Occurrence,
    language: usize,
) -> TimeView {
    let reader = &scene.theme.texts[language];
    let end = session.end_of(occurrence);
    let mut at = occurrence.start;
    let run_sheet = session.agenda.iter().map(|entry| {
        let begins = at;
        at = at.add_minutes(entry.minutes);
        time_text(reader, begins.time)
    });
    TimeView {
        run_sheet: run_sheet.collect(),
        organisation: occurrence
            .organisation
            .as_ref()
            .and_then(|id| organisation_name(scene, id, language)),
        mode: Some(occurrence.mode.name()),
        mode_text: Some(
            reader
                .get(&format!("mode_{}", occurrence.mode.name()))
                .to_owned(),
        ),
        place: occurrence.place.get(&reader.lang).map(str::to_owned),
        join_url: occurrence.join_url.clone(),
        role: occurrence.role.get(&reader.lang).map(str::to_owned),
        attended: occurrence.attendance.map(|(_, attended)| attended),
        registered: occurrence.attendance.and_then(|(registered, _)| registered),
        ..time_view(
            scene,
            reader,
            (occurrence.start, Some(end)),
            occurrence.state,
        )
    }
}

/// A time with nothing but itself and how it stands.
pub(super) fn time_view(
    scene: Scene<'_>,
    reader: &Texts,
    (start, end): (DateTime, Option<DateTime>),
    state: State,
) -> TimeView {
    let last = end.unwrap_or(start).date;
    TimeView {
        start: start.to_string(),
        end: end.map(|end| end.to_string()),
        text: span_text(reader, start, end),
        organisation: None,
        mode: None,
        mode_text: None,
        place: None,
        join_url: None,
        role: None,
        state: state.name(),
        state_text: (state == State::Cancelled).then(|| reader.get("cancelled").to_owned()),
        passed: last < scene.today,
        attended: None,
        registered: None,
        run_sheet: Vec::new(),
    }
}

pub(super) fn event(scene: Scene<'_>, id: PageId, event: &Event) -> EventView {
    let language = scene.site.page(id).language as usize;
    let reader = &scene.theme.texts[language];
    let programme = event.programme.iter();
    EventView {
        time: event.start.map(|start| TimeView {
            place: event.place.get(&reader.lang).map(str::to_owned),
            ..time_view(scene, reader, (start, event.end), event.state)
        }),
        address: event.address.lines(),
        programme: programme
            .map(|entry| {
                let title = entry.title.get(&reader.lang).unwrap_or_default();
                (time_text(reader, entry.start), title.to_owned())
            })
            .collect(),
        registration: event.registration.as_ref().map(|text| contact(text)),
        accessibility: named(reader, "accessibility", &event.accessibility),
    }
}

/// An address on the web, an e-mail address, or a telephone number.
fn contact(text: &str) -> ContactView {
    if text.starts_with("https://") || text.starts_with("http://") {
        ContactView {
            text: text.to_owned(),
            url: Some(text.to_owned()),
        }
    } else if text.contains('@') {
        super::email(text)
    } else {
        phone(text)
    }
}
