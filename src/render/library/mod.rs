//! Facts of the library's kinds as their templates see them.
//!
//! [`fill`] completes the view of a page with what its kind has; words of the interface are in the
//! reader's language, the item's own words in those of its text.

mod course;
mod decision;
mod happening;
mod place;
mod plan;
mod policy;
mod reference;
mod report;
mod statement;
mod survey;
mod timeline;

pub(super) use place::{next_dates, occurrences};
pub(super) use policy::{policy_link, policy_url, setting_text, state_text};
pub(super) use survey::{data as survey_data, has_data as has_survey_data};
pub(super) use timeline::systems;

use crate::locale::{Date, DateForm, DateTime, Time};
use crate::render::Scene;
use crate::render::functions::fill as fill_text;
use crate::render::navigation::link;
use crate::render::view::{ContactView, LinkView, PageView};
use crate::site::{ItemKind, PageId};
use crate::theme::Texts;

/// Completes a view with what the item's kind has.
pub(super) fn fill(scene: Scene<'_>, id: PageId, view: &mut PageView) {
    let page = scene.site.page(id);
    let item = scene.site.item(page.item);
    match &item.facts.kind {
        ItemKind::Course(course) => view.course = Some(course::course(scene, id, course)),
        ItemKind::Lesson(lesson) => view.lesson = Some(course::lesson(scene, id, lesson)),
        ItemKind::Series(series) => view.series = Some(happening::series(scene, id, series)),
        ItemKind::Session(session) => view.session = Some(happening::session(scene, id, session)),
        ItemKind::Event(event) => view.event = Some(happening::event(scene, id, event)),
        ItemKind::ServicePoint(point) => {
            view.service_point = Some(place::service_point(scene, id, point));
        }
        ItemKind::Statement(facts) => view.statement = Some(statement::statement(scene, id, facts)),
        ItemKind::Term(_) => view.term = crate::render::terms::own_term(scene, id),
        ItemKind::Organisation(organisation) => {
            view.organisation = Some(reference::organisation(scene, id, organisation));
        }
        ItemKind::System(system) => view.system = Some(reference::system(scene, id, system)),
        ItemKind::Survey(survey) => view.survey = Some(survey::survey(scene, id, survey)),
        ItemKind::Policy(policy) => view.policy = Some(policy::policy(scene, id, policy)),
        ItemKind::Plan(plan) => view.plan = Some(plan::plan(scene, id, plan)),
        ItemKind::Report(report) => view.report = Some(report::report(scene, id, report)),
        ItemKind::Section => {
            view.timeline = timeline::timeline(scene, id);
            view.glossary = reference::glossary(scene, id);
            view.places = place::places(scene, id);
        }
        _ => {}
    }
}

/// What a reader of `language` calls an organisation.
pub(super) fn organisation_name(scene: Scene<'_>, id: &str, language: usize) -> Option<String> {
    let config = &scene.site.config;
    let found = config.organisations.get(id)?;
    let lang = &config.languages[language].lang;
    found.name.get(lang).map(str::to_owned)
}

/// The texts of the language in which the text of a page is: not always its reader's.
pub(super) fn own_texts<'s>(scene: Scene<'s>, id: PageId) -> &'s Texts {
    let doc = scene.site.page(id).doc;
    &scene.theme.texts[scene.site.head(doc).name.language]
}

/// How many there are, as the language writes numbers.
pub(super) fn count_text(texts: &Texts, count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    texts.locale.number(count)
}

/// A link to the item with this key.
pub(super) fn link_to(scene: Scene<'_>, key: &str, language: usize) -> Option<LinkView> {
    let item = *scene.site.by_key.get(key.trim_matches('/'))?;
    let page = scene.site.best_page(item, language)?;
    Some(link(scene, page))
}

/// The interface's words for `values`: `audience_senior` for `senior`.
pub(super) fn named(texts: &Texts, prefix: &str, values: &[String]) -> Vec<String> {
    values
        .iter()
        .map(|value| {
            texts
                .get(&format!("{prefix}_{}", value.replace('-', "_")))
                .to_owned()
        })
        .collect()
}

/// A telephone number as a link that calls it.
pub(super) fn phone(number: &str) -> ContactView {
    let digits: String = number
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    ContactView {
        text: number.to_owned(),
        url: (digits.len() > 2).then(|| format!("tel:{digits}")),
    }
}

/// An e-mail address as a link.
pub(super) fn email(address: &str) -> ContactView {
    ContactView {
        text: address.to_owned(),
        url: Some(format!("mailto:{address}")),
    }
}

/// `tiistai 24. marraskuuta 2026`.
pub(super) fn day_text(texts: &Texts, day: Date) -> String {
    texts.locale.date(day, DateForm::Full)
}

/// `9.30`, as clocks are read in the language.
pub(super) fn time_text(texts: &Texts, time: Time) -> String {
    let shown = texts.locale.time(time.hour(), time.minute());
    shown.unwrap_or_else(|| time.to_string())
}

/// From when to when, in words: `tiistai 24. marraskuuta 2026 klo 10.00–13.00`.
pub(super) fn span_text(texts: &Texts, start: DateTime, end: Option<DateTime>) -> String {
    let filled = |key: &str, values: &[(&str, String)]| {
        let values: Vec<(String, String)> = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        fill_text(texts, key, None, &values)
    };
    let at = |moment: DateTime, times: String| {
        filled(
            "date_time",
            &[("date", day_text(texts, moment.date)), ("time", times)],
        )
    };
    match end {
        Some(end) if end.date == start.date => {
            let times = [
                ("start", time_text(texts, start.time)),
                ("end", time_text(texts, end.time)),
            ];
            at(start, filled("time_span", &times))
        }
        Some(end) => {
            let ends = [
                ("start", at(start, time_text(texts, start.time))),
                ("end", at(end, time_text(texts, end.time))),
            ];
            filled("date_span", &ends)
        }
        None => at(start, time_text(texts, start.time)),
    }
}
