//! Organisations, systems, and the glossary.

use crate::locale::DateForm;
use crate::render::Scene;
use crate::render::functions::fill;
use crate::render::library::plan::own_plans;
use crate::render::library::{email, link_to, named, organisation_name, own_texts, phone};
use crate::render::navigation::card;
use crate::render::terms::term_view;
use crate::render::view::{
    DataProtectionView, GlossaryLetterView, OrganisationGroupView, OrganisationView, SystemView,
    TermView,
};
use crate::site::kind::{DataProtection, Organisation, System, Use};
use crate::site::{ItemKind, PageId};

/// The kinds that an organisation's page gathers, in their order.
const GATHERED: &[&str] = &[
    "service-point",
    "session",
    "event",
    "guide",
    "course",
    "system",
    "survey",
    "policy",
    "plan",
    "report",
];

pub(super) fn organisation(
    scene: Scene<'_>,
    id: PageId,
    organisation: &Organisation,
) -> OrganisationView {
    let site = scene.site;
    let language = site.page(id).language as usize;
    let reader = &scene.theme.texts[language];
    let own = &organisation.id;
    let groups = GATHERED.iter().filter_map(|kind| {
        let entries: Vec<_> = site
            .item_ids()
            .filter(|item| site.item(*item).facts.kind.name() == *kind)
            .filter(|item| site.item(*item).concerns(own))
            .filter_map(|item| card(scene, item, language, 0))
            .collect();
        (!entries.is_empty()).then(|| OrganisationGroupView {
            kind,
            title: reader
                .get(&format!("kinds_{}", kind.replace('-', "_")))
                .to_owned(),
            entries,
        })
    });
    OrganisationView {
        name: organisation_name(scene, own, language).unwrap_or_default(),
        website: organisation.website.clone(),
        phone: organisation.phone.as_ref().map(|number| phone(number)),
        email: organisation.email.as_ref().map(|address| email(address)),
        groups: groups.collect(),
        plans: own_plans(scene, own, language),
        data_protection: organisation
            .data_protection
            .as_ref()
            .map(|post| data_protection(scene, id, post)),
    }
}

/// Whom people ask about their personal data.
fn data_protection(scene: Scene<'_>, id: PageId, post: &DataProtection) -> DataProtectionView {
    let page = scene.site.page(id);
    DataProtectionView {
        role: post
            .role
            .get(&own_texts(scene, id).lang)
            .unwrap_or_default()
            .to_owned(),
        organisation: post
            .organisation
            .as_ref()
            .and_then(|id| organisation_name(scene, id, page.language as usize)),
        phone: post.phone.as_ref().map(|number| phone(number)),
        email: post.email.as_ref().map(|address| email(address)),
    }
}

pub(super) fn system(scene: Scene<'_>, id: PageId, system: &System) -> SystemView {
    let language = scene.site.page(id).language as usize;
    let reader = &scene.theme.texts[language];
    // Each organisation once, with all its uses.
    let mut used_by: Vec<(String, Vec<String>)> = Vec::new();
    for by in &system.used_by {
        let Some(name) = organisation_name(scene, &by.organisation, language) else {
            continue;
        };
        let text = use_text(reader, by);
        match used_by.iter_mut().find(|(known, _)| *known == name) {
            Some((_, uses)) => uses.push(text),
            None => used_by.push((name, vec![text])),
        }
    }
    SystemView {
        vendor: system.vendor.clone(),
        purpose: system
            .system_kind
            .as_ref()
            .map(|kind| reader.get(&format!("system_{kind}")).to_owned()),
        website: system.website.clone(),
        contact: {
            let contact = system.contact.get(&own_texts(scene, id).lang);
            contact.map(str::to_owned)
        },
        sign_in: named(reader, "sign_in", &system.sign_in),
        used_by,
        guide: system
            .guide
            .as_ref()
            .and_then(|key| link_to(scene, key, language)),
        privacy_notice: system.privacy_notice.clone(),
    }
}

/// How long an organisation has used a system, and how the use stands.
fn use_text(reader: &crate::theme::Texts, by: &Use) -> String {
    let day = |day| reader.locale.date(day, DateForm::Medium);
    let status = by
        .status
        .as_ref()
        .map(|status| reader.get(&format!("use_{status}")).to_owned());
    let since = match (by.since, by.until) {
        (Some(since), Some(until)) => {
            let ends = [
                ("start".to_owned(), day(since)),
                ("end".to_owned(), day(until)),
            ];
            Some(fill(reader, "date_span", None, &ends))
        }
        (Some(since), None) => {
            let from = [("date".to_owned(), day(since))];
            Some(fill(reader, "since", None, &from))
        }
        _ => None,
    };
    let parts: Vec<String> = status.into_iter().chain(since).collect();
    parts.join(", ")
}

/// The terms of a section that holds nothing else, from A to Z.
pub(super) fn glossary(scene: Scene<'_>, id: PageId) -> Vec<GlossaryLetterView> {
    let site = scene.site;
    let page = site.page(id);
    let language = page.language as usize;
    let children = site.children(page.item, language);
    let is_glossary = !children.is_empty()
        && children
            .iter()
            .all(|item| matches!(site.item(*item).facts.kind, ItemKind::Term(_)));
    if !is_glossary {
        return Vec::new();
    }
    let locale = &scene.theme.texts[language].locale;
    let mut terms: Vec<TermView> = children
        .iter()
        .filter_map(|item| term_view(scene, *item, language))
        .collect();
    terms.sort_by_cached_key(|term| (locale.sort_key(&term.word), term.url.clone()));
    let mut letters: Vec<GlossaryLetterView> = Vec::new();
    for term in terms {
        let letter = locale.index_letter(&term.word);
        match letters.iter_mut().find(|found| found.letter == letter) {
            Some(found) => found.terms.push(term),
            None => letters.push(GlossaryLetterView {
                id: format!("ui-letter-{}", letters.len() + 1),
                letter,
                terms: vec![term],
            }),
        }
    }
    letters
}
