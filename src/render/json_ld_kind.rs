//! What schema.org says of each kind of item, besides what is true of every page.
//!
//! Sources: schema.org 29 (Course, HowTo, LearningResource, EducationEvent, Event, GovernmentService,
//! DefinedTerm, GovernmentOrganization, SoftwareApplication, Dataset), LRMI 1.1 for learning.

use serde_json::{Value, json};

use crate::render::Scene;
use crate::render::address::absolute;
use crate::render::library::{occurrences, organisation_name, state_text};
use crate::render::parts::{Part, parts};
use crate::site::kind::{
    Address, Event, OccurrenceMode, Policy, ServicePoint, Session, State, Survey,
};
use crate::site::{Item, ItemId, ItemKind, PageId};

/// How many next times of a service point are named.
const TIMES: usize = 6;

/// The properties of a page that come from its kind.
pub(super) fn facts(scene: Scene<'_>, id: PageId) -> Vec<(&'static str, Value)> {
    let site = scene.site;
    let page = site.page(id);
    let item = site.item(page.item);
    let language = page.language as usize;
    let texts = &site.page_head(id).head.texts.of_kind;
    let mut found: Vec<(&'static str, Value)> = Vec::new();
    if let Some(minutes) = item.facts.kind.minutes() {
        let key = match item.facts.kind {
            ItemKind::Guide(_) => "totalTime",
            ItemKind::Session(_) => "duration",
            _ => "timeRequired",
        };
        found.push((key, format!("PT{minutes}M").into()));
    }
    let objectives = texts.texts("objectives");
    if !objectives.is_empty() {
        found.push(("teaches", json!(objectives)));
    }
    if is_learning(&item.facts.kind) {
        found.extend(learning(item));
    }
    match &item.facts.kind {
        ItemKind::Guide(_) => {
            let steps = step_names(scene, id);
            if !steps.is_empty() {
                found.push(("step", steps.into()));
            }
        }
        ItemKind::Course(_) => {
            let provider = item.facts.owner.as_ref();
            let name =
                provider.and_then(|owner| organisation_name(scene, &owner.organisation, language));
            if let Some(name) = name {
                found.push(("provider", json!({ "@type": "Organization", "name": name })));
            }
            let lessons: Vec<Value> = site
                .children(page.item, language)
                .iter()
                .filter_map(|lesson| site.listed_page(*lesson, language))
                .map(|lesson| {
                    json!({
                        "@type": "LearningResource",
                        "name": site.page_head(lesson).head.texts.title,
                        "url": absolute(&site.config.base_url, &site.page(lesson).address),
                    })
                })
                .collect();
            if !lessons.is_empty() {
                found.push(("hasPart", lessons.into()));
            }
        }
        // What is invented is for readers who see that it is; a machine would believe it.
        ItemKind::Session(session) if !item.facts.is_invented("occurrences") => {
            found.extend(self::session(scene, session, language));
        }
        ItemKind::Event(event) if !item.facts.is_invented("start") => {
            found.extend(self::event(scene, event, language));
        }
        ItemKind::ServicePoint(point) => found.extend(service_point(scene, item, point, language)),
        ItemKind::Survey(survey) => found.extend(self::survey(scene, id, survey)),
        ItemKind::System(system) => {
            if let Some(website) = &system.website {
                found.push(("sameAs", website.as_str().into()));
            }
            if let Some(vendor) = &system.vendor {
                found.push((
                    "provider",
                    json!({ "@type": "Organization", "name": vendor }),
                ));
            }
        }
        ItemKind::Term(term) => {
            if let Some(yso) = &term.yso {
                found.push(("sameAs", yso.as_str().into()));
            }
        }
        ItemKind::Policy(policy) => found.extend(self::policy(scene, page.item, policy, language)),
        ItemKind::Organisation(organisation) => {
            let telephone = organisation
                .phone
                .as_deref()
                .filter(|_| !item.facts.is_invented("phone"));
            let contacts = [
                ("sameAs", organisation.website.as_deref()),
                ("telephone", telephone),
                ("email", organisation.email.as_deref()),
            ];
            let known = contacts.into_iter();
            found.extend(known.filter_map(|(key, value)| Some((key, value?.into()))));
        }
        _ => {}
    }
    found
}

/// What a policy says of itself as a document.
fn policy(
    scene: Scene<'_>,
    item: ItemId,
    policy: &Policy,
    language: usize,
) -> Vec<(&'static str, Value)> {
    let site = scene.site;
    let texts = &scene.theme.texts[language];
    let state = site.policy_state(item, scene.today);
    let mut found: Vec<(&'static str, Value)> = vec![
        ("identifier", policy.id.as_str().into()),
        ("version", policy.version.to_string().into()),
        ("creativeWorkStatus", state_text(texts, state).into()),
    ];
    let approved = policy
        .approval
        .as_ref()
        .and_then(|approval| approval.date)
        .map(|date| ("dateCreated", date));
    let days = [approved, policy.expires.map(|date| ("expires", date))];
    let days = days.into_iter().flatten();
    found.extend(days.map(|(key, date)| (key, date.to_string().into())));
    let organisation = site.policy_organisation(item);
    if let Some(name) = organisation.and_then(|id| organisation_name(scene, id, language)) {
        found.push((
            "publisher",
            json!({ "@type": "GovernmentOrganization", "name": name }),
        ));
    }
    let base = site.policy_base(item);
    if let Some(page) = base.and_then(|base| site.best_page(base, language)) {
        let address = absolute(&site.config.base_url, &site.page(page).address);
        found.push(("isBasedOn", address.into()));
    }
    found
}

fn is_learning(kind: &ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Course(_)
            | ItemKind::Lesson(_)
            | ItemKind::Session(_)
            | ItemKind::Quiz
            | ItemKind::Practice
    )
}

/// What is true of everything that teaches: for whom, and which competences.
fn learning(item: &Item) -> Vec<(&'static str, Value)> {
    let kind = match item.facts.kind {
        ItemKind::Lesson(_) => "lesson",
        ItemKind::Quiz => "quiz",
        ItemKind::Practice => "simulation",
        ItemKind::Session(_) => "session",
        _ => "course",
    };
    let mut found = vec![
        ("learningResourceType", kind.into()),
        ("isAccessibleForFree", true.into()),
    ];
    if !item.facts.audience.is_empty() {
        found.push((
            "audience",
            json!({ "@type": "EducationalAudience", "educationalRole": item.facts.audience }),
        ));
    }
    if !item.facts.digcomp.is_empty() {
        let aligned: Vec<Value> = item
            .facts
            .digcomp
            .iter()
            .map(|(competence, level)| {
                json!({
                    "@type": "AlignmentObject",
                    "alignmentType": "teaches",
                    "educationalFramework": "DigComp 3.0",
                    "targetName": competence,
                    "educationalLevel": level,
                })
            })
            .collect();
        found.push(("educationalAlignment", aligned.into()));
    }
    found
}

/// The steps of a guide, by name and place on its page.
fn step_names(scene: Scene<'_>, id: PageId) -> Vec<Value> {
    let site = scene.site;
    let page = site.page(id);
    let url = absolute(&site.config.base_url, &page.address);
    let blocks = &scene.documents[page.doc.0 as usize].body.blocks;
    blocks
        .iter()
        .filter(|block| &*block.name == "step")
        .enumerate()
        .map(|(index, block)| {
            json!({
                "@type": "HowToStep",
                "position": index + 1,
                "name": block.plain_title(),
                "url": block.id.as_ref().map(|step| format!("{url}#{step}")),
            })
        })
        .collect()
}

fn status(state: State) -> &'static str {
    match state {
        State::Cancelled => "https://schema.org/EventCancelled",
        State::Planned | State::Held => "https://schema.org/EventScheduled",
    }
}

fn session(scene: Scene<'_>, session: &Session, language: usize) -> Vec<(&'static str, Value)> {
    let Some(next) = session
        .occurrences
        .iter()
        .filter(|time| time.start.date >= scene.today)
        .min_by_key(|time| time.start)
    else {
        return Vec::new();
    };
    let end = session.end_of(next);
    let mode = match next.mode {
        OccurrenceMode::Online => "https://schema.org/OnlineEventAttendanceMode",
        OccurrenceMode::Onsite => "https://schema.org/OfflineEventAttendanceMode",
        OccurrenceMode::Hybrid => "https://schema.org/MixedEventAttendanceMode",
    };
    let mut found = vec![
        ("startDate", next.start.to_string().into()),
        ("endDate", end.to_string().into()),
        ("eventAttendanceMode", mode.into()),
        ("eventStatus", status(next.state).into()),
    ];
    let organiser = next.organisation.as_deref();
    if let Some(name) = organiser.and_then(|of| organisation_name(scene, of, language)) {
        found.push((
            "organizer",
            json!({ "@type": "Organization", "name": name }),
        ));
    }
    found
}

fn event(scene: Scene<'_>, event: &Event, language: usize) -> Vec<(&'static str, Value)> {
    let lang = &scene.site.config.languages[language].lang;
    let mut found = vec![("eventStatus", status(event.state).into())];
    if let Some(start) = event.start {
        found.push(("startDate", start.to_string().into()));
    }
    if let Some(end) = event.end {
        found.push(("endDate", end.to_string().into()));
    }
    if let Some(place) = event.place.get(lang) {
        found.push((
            "location",
            json!({ "@type": "Place", "name": place, "address": address(&event.address) }),
        ));
    }
    found
}

fn service_point(
    scene: Scene<'_>,
    item: &Item,
    point: &ServicePoint,
    language: usize,
) -> Vec<(&'static str, Value)> {
    let hours: Vec<Value> = occurrences(scene, point, TIMES)
        .into_iter()
        .map(|time| {
            json!({
                "@type": "OpeningHoursSpecification",
                "validFrom": time.date.to_string(),
                "validThrough": time.date.to_string(),
                "opens": time.hours.start().to_string(),
                "closes": time.hours.end().to_string(),
            })
        })
        .collect();
    let mut place = json!({ "@type": "Place" });
    if !item.facts.is_invented("address") {
        place["address"] = address(&point.address);
    }
    if !item.facts.is_invented("schedule") {
        place["specialOpeningHoursSpecification"] = hours.into();
    }
    let mut channel = json!({
        "@type": "ServiceChannel",
        "serviceLocation": place,
        "availableLanguage": point.languages,
    });
    if let Some(phone) = point
        .phone
        .as_ref()
        .filter(|_| !item.facts.is_invented("phone"))
    {
        channel["servicePhone"] = json!({ "@type": "ContactPoint", "telephone": phone });
    }
    let mut found = vec![("availableChannel", channel)];
    let operator = item.facts.organisations.first();
    if let Some(name) = operator.and_then(|of| organisation_name(scene, of, language)) {
        found.push((
            "serviceOperator",
            json!({ "@type": "GovernmentOrganization", "name": name }),
        ));
    }
    found
}

fn survey(scene: Scene<'_>, id: PageId, survey: &Survey) -> Vec<(&'static str, Value)> {
    let site = scene.site;
    let page = site.page(id);
    let lang = &site.config.languages[page.language as usize].lang;
    let questions = survey.questions.iter();
    let asked: Vec<&str> = questions
        .filter_map(|question| question.text.get(lang))
        .collect();
    let mut found = vec![
        ("isAccessibleForFree", true.into()),
        ("variableMeasured", json!(asked)),
    ];
    // A machine would believe what is invented.
    if survey.is_synthetic {
        return found;
    }
    if let Some((from, to)) = survey.fielded {
        found.push(("temporalCoverage", format!("{from}/{to}").into()));
    }
    let owner = site.item(page.item).facts.owner.as_ref();
    let language = page.language as usize;
    if let Some(name) = owner.and_then(|of| organisation_name(scene, &of.organisation, language)) {
        found.push((
            "creator",
            json!({ "@type": "GovernmentOrganization", "name": name }),
        ));
    }
    let mut parts = parts(scene, id).into_iter();
    if let Some((address, _)) = parts.find(|(_, part)| *part == Part::Data) {
        found.push((
            "distribution",
            json!({
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": absolute(&site.config.base_url, &address),
            }),
        ));
    }
    found
}

fn address(address: &Address) -> Value {
    let mut node = json!({ "@type": "PostalAddress" });
    let parts = [
        ("streetAddress", &address.street),
        ("postalCode", &address.postal_code),
        ("addressLocality", &address.city),
    ];
    for (key, value) in parts {
        if let Some(value) = value {
            node[key] = value.as_str().into();
        }
    }
    node
}
