//! Service points: where, when next, and what for.

use crate::calendar::Occurrence;
use crate::locale::{Date, DateForm, DateTime};
use crate::render::Scene;
use crate::render::address::page_address;
use crate::render::library::happening::time_view;
use crate::render::library::{email, named, organisation_name, phone, span_text};
use crate::render::view::{ExceptionView, PlaceGroupView, PlaceView, ServicePointView, TimeView};
use crate::site::kind::{ServicePoint, State};
use crate::site::{Item, ItemKind, PageId};

/// How many next times a page shows.
const SHOWN: usize = 6;

/// How many it carries, for readers who open a page that was built a while ago.
const CARRIED: usize = 26;

pub(super) fn service_point(
    scene: Scene<'_>,
    id: PageId,
    point: &ServicePoint,
) -> ServicePointView {
    let language = scene.site.page(id).language as usize;
    let reader = &scene.theme.texts[language];
    let texts = &scene.site.page_head(id).head.texts.of_kind;
    let visits = point.visits.iter();
    ServicePointView {
        times: times(scene, point, language, CARRIED),
        shown: SHOWN,
        exceptions: exceptions(scene, point, language),
        is_placed: scene.site.page_head(id).head.parts.has_next_dates,
        address: point.address.lines(),
        phone: point.phone.as_ref().map(|number| phone(number)),
        email: point.email.as_ref().map(|address| email(address)),
        accessibility: named(reader, "accessibility", &point.accessibility),
        languages: point
            .languages
            .iter()
            .map(|code| reader.language_name(code).to_owned())
            .collect(),
        appointment: point.appointment.as_ref().map(|how| {
            reader
                .get(&format!("appointment_{}", how.replace('-', "_")))
                .to_owned()
        }),
        partners: point.partners.clone(),
        services: texts.texts("services"),
        needs: texts.texts("needs"),
        cannot_help_with: texts.texts("cannot_help_with"),
        visits: visits
            .filter_map(|(month, count)| {
                let day = Date::parse(&format!("{month}-01")).ok()?;
                let count = reader.locale.number(i64::from(*count));
                Some((reader.locale.year_month(day), count))
            })
            .collect(),
    }
}

/// Days ahead on which it is open at other times or closed, soonest first.
fn exceptions(scene: Scene<'_>, point: &ServicePoint, language: usize) -> Vec<ExceptionView> {
    let reader = &scene.theme.texts[language];
    let ahead = point.exceptions.iter();
    let mut ahead: Vec<_> = ahead.filter(|day| day.date >= scene.today).collect();
    ahead.sort_by_key(|day| day.date);
    ahead
        .into_iter()
        .map(|day| {
            let at = |time| DateTime {
                date: day.date,
                time,
            };
            ExceptionView {
                date: day.date.to_string(),
                text: match day.times {
                    Some((start, end)) => span_text(reader, at(start), Some(at(end))),
                    None => reader.locale.date(day.date, DateForm::Full),
                },
                closed: day.times.is_none(),
                reason: day.reason.get(&reader.lang).map(str::to_owned),
            }
        })
        .collect()
}

/// The next times of a service point on the day of the build, soonest first.
pub(in crate::render) fn occurrences(
    scene: Scene<'_>,
    point: &ServicePoint,
    count: usize,
) -> Vec<Occurrence> {
    let today = scene.today;
    let closed = scene.site.config.calendar.closed_around(today);
    let mut all: Vec<Occurrence> = point
        .schedules(&closed)
        .iter()
        .flat_map(|schedule| schedule.next(today, count))
        .collect();
    all.sort();
    all.dedup();
    all.truncate(count);
    all
}

/// The next times of the service point with this key, else of `own`, and how many are shown.
pub(in crate::render) fn next_dates(
    scene: Scene<'_>,
    own: &Item,
    key: Option<&str>,
    language: usize,
) -> (Vec<TimeView>, usize) {
    let site = scene.site;
    let item = match key {
        Some(key) => site
            .by_key
            .get(key.trim_matches('/'))
            .map(|item| site.item(*item)),
        None => Some(own),
    };
    let times = match item.map(|item| &item.facts.kind) {
        Some(ItemKind::ServicePoint(point)) => times(scene, point, language, CARRIED),
        _ => Vec::new(),
    };
    (times, SHOWN)
}

fn times(scene: Scene<'_>, point: &ServicePoint, language: usize, count: usize) -> Vec<TimeView> {
    let reader = &scene.theme.texts[language];
    let found = occurrences(scene, point, count).into_iter();
    found
        .map(|time| {
            time_view(
                scene,
                reader,
                (time.start(), Some(time.end())),
                State::Planned,
            )
        })
        .collect()
}

/// The service points of a section that holds nothing else, by organisation.
pub(super) fn places(scene: Scene<'_>, id: PageId) -> Vec<PlaceGroupView> {
    let site = scene.site;
    let page = site.page(id);
    let language = page.language as usize;
    let children = site.children(page.item, language);
    let mut groups: Vec<PlaceGroupView> = Vec::new();
    for item in children {
        let ItemKind::ServicePoint(point) = &site.item(*item).facts.kind else {
            return Vec::new();
        };
        let Some(target) = site.listed_page(*item, language) else {
            continue;
        };
        let entry = site.item(*item);
        let owner = entry.facts.organisations.first();
        let name = owner
            .and_then(|id| organisation_name(scene, id, language))
            .unwrap_or_default();
        let place = PlaceView {
            title: site.page_head(target).head.texts.title.clone(),
            url: page_address(site, target),
            address: point.address.lines(),
            next: times(scene, point, language, 1).pop(),
            is_template: entry.facts.is_template,
        };
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.places.push(place),
            None => groups.push(PlaceGroupView {
                id: format!("ui-place-{}", groups.len() + 1),
                name,
                places: vec![place],
            }),
        }
    }
    let locale = &scene.theme.texts[language].locale;
    groups.sort_by_cached_key(|group| locale.sort_key(&group.name));
    groups
}
