//! The systems of a section over the years.

use crate::locale::DateForm;
use crate::parse::USES;
use crate::render::Scene;
use crate::render::chart::{Stretch, draw_timeline};
use crate::render::library::organisation_name;
use crate::render::navigation::link;
use crate::render::view::{TimelineRowView, TimelineView};
use crate::site::kind::System;
use crate::site::{ItemId, ItemKind, PageId};

/// The systems of a section that holds nothing else.
pub(in crate::render) fn systems(scene: Scene<'_>, id: PageId) -> Option<Vec<(ItemId, &System)>> {
    let site = scene.site;
    let page = site.page(id);
    let children = site.children(page.item, page.language as usize).iter();
    let all = children.map(|item| match &site.item(*item).facts.kind {
        ItemKind::System(system) => Some((*item, &**system)),
        _ => None,
    });
    all.collect::<Option<Vec<_>>>()
        .filter(|systems| !systems.is_empty())
}

/// The systems of a section that holds nothing else, and who has used them when.
pub(super) fn timeline(scene: Scene<'_>, id: PageId) -> Option<TimelineView> {
    let site = scene.site;
    let page = site.page(id);
    let language = page.language as usize;
    let texts = &scene.theme.texts[language];
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut rows: Vec<TimelineRowView> = Vec::new();
    for (item, system) in systems(scene, id)? {
        let Some(shown) = site.best_page(item, language) else {
            continue;
        };
        let own = link(scene, shown);
        let uses = system.used_by.iter().filter_map(|by| {
            let name = organisation_name(scene, &by.organisation, language)?;
            Some((by, name))
        });
        let uses: Vec<_> = uses.collect();
        for (index, (by, organisation)) in uses.iter().enumerate() {
            let day = |day| texts.locale.date(day, DateForm::Medium);
            rows.push(TimelineRowView {
                system: (index == 0).then(|| own.clone()),
                rows: uses.len(),
                organisation: organisation.clone(),
                status: by
                    .status
                    .as_ref()
                    .map(|status| texts.get(&format!("use_{status}")).to_owned()),
                since: by.since.map(day),
                until: by.until.map(day),
            });
            let series = USES
                .iter()
                .position(|status| by.status.as_deref() == Some(*status));
            if let (Some(from), Some(series)) = (by.since, series) {
                stretches.push(Stretch {
                    label: format!("{}: {organisation}", own.title),
                    series,
                    from,
                    until: by.until,
                });
            }
        }
    }
    if rows.is_empty() {
        return None;
    }
    let names: Vec<String> = USES
        .iter()
        .map(|status| texts.get(&format!("use_{status}")).to_owned())
        .collect();
    let caption = (
        "ui-timeline",
        texts.get("timeline"),
        texts.get("timeline_about"),
    );
    Some(TimelineView {
        picture: draw_timeline(&stretches, &names, caption, scene.today, texts),
        rows,
    })
}
