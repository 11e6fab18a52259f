//! The days on which policies must be reviewed, as a calendar file.

use crate::calendar::{Calendar, Event, EventStatus, EventTime, Organiser, write_calendar};
use crate::render::Scene;
use crate::render::address::absolute;
use crate::render::functions::fill;
use crate::render::library::organisation_name;
use crate::render::parts::calendar::{host, midnight, sequence};
use crate::site::{ItemId, PolicyState};

/// The calendar of the site's first language: a whole day for each policy that will be reviewed.
pub fn policy_calendar(scene: Scene<'_>) -> String {
    let site = scene.site;
    let texts = &scene.theme.texts[0];
    let mut events: Vec<Event> = site
        .all_policies()
        .filter_map(|item| event(scene, item))
        .collect();
    events.sort_by(|a, b| (a.stamp, &a.uid).cmp(&(b.stamp, &b.uid)));
    write_calendar(&Calendar {
        name: texts.get("policy_reviews").to_owned(),
        description: None,
        language: site.config.languages[0].lang.clone(),
        zone: site.config.calendar.zone.clone(),
        page: None,
        refresh_hours: None,
        events,
    })
}

fn event(scene: Scene<'_>, id: ItemId) -> Option<Event> {
    let site = scene.site;
    let item = site.item(id);
    let is_over = matches!(
        site.policy_state(id, scene.today),
        PolicyState::Expired | PolicyState::Superseded
    );
    let reviewed = item.facts.reviewed.filter(|_| !is_over)?;
    let day = item.facts.review_due()?;
    let page = site.best_page(id, 0)?;
    let title = site.page_head(page).head.texts.title.clone();
    let organisation = site.policy_organisation(id);
    let name = organisation.and_then(|own| organisation_name(scene, own, 0));
    let base = &site.config.base_url;
    Some(Event {
        uid: format!("{}-review@{}", item.key.replace('/', "-"), host(scene)),
        sequence: sequence(item, crate::site::kind::State::Planned),
        stamp: midnight(reviewed),
        time: EventTime::Days {
            first: day,
            last: day,
        },
        status: EventStatus::Confirmed,
        summary: fill(
            &scene.theme.texts[0],
            "policy_review_event",
            None,
            &[("title".to_owned(), title)],
        ),
        description: None,
        location: None,
        page: Some(absolute(base, &site.page(page).address)),
        organiser: Organiser {
            name: name.unwrap_or_else(|| site.config.languages[0].name.clone()),
            address: format!("{}{}", base.origin, base.path),
        },
        categories: vec!["policy".to_owned()],
    })
}
