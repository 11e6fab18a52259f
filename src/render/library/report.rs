//! The report of a year, in words and numbers.

use crate::config::LocalText;
use crate::locale::{Date, DateForm};
use crate::render::Scene;
use crate::render::functions::fill;
use crate::render::library::{count_text, own_texts};
use crate::render::navigation::link;
use crate::render::view::{LinkView, ReportRowView, ReportView};
use crate::site::kind::Report;
use crate::site::{Freshness, ItemId, PageId, translation, year_records};
use crate::theme::Texts;

pub(super) fn report(scene: Scene<'_>, id: PageId, report: &Report) -> ReportView {
    let site = scene.site;
    let page = site.page(id);
    let language = page.language as usize;
    let texts = &scene.theme.texts[language];
    let own = &site.item(page.item).facts.organisations;
    let records = year_records(site, report.year, own, scene.today);
    let day = |day: Date| texts.locale.date(day, DateForm::Long);
    let to = |item: ItemId| {
        let page = site.best_page(item, language)?;
        Some(link(scene, page))
    };
    let dated = |entries: Vec<(ItemId, Date)>| -> Vec<(String, Option<LinkView>)> {
        let entries = entries.into_iter();
        entries.map(|(item, date)| (day(date), to(item))).collect()
    };
    let counted = |entries: Vec<(ItemId, usize)>| {
        let sum: usize = entries.iter().map(|(_, count)| count).sum();
        let entries = entries.into_iter();
        let details = entries.map(|(item, count)| (count_text(texts, count), to(item)));
        (sum, details.collect::<Vec<_>>())
    };
    let row = |key: &str, count: usize, details: Vec<(String, Option<LinkView>)>| ReportRowView {
        label: texts.get(key).to_owned(),
        count: (count > 0).then(|| count_text(texts, count)),
        details,
    };
    let came: Vec<u32> = records
        .sessions
        .iter()
        .filter_map(|(.., came)| *came)
        .collect();
    let came: usize = came.iter().map(|came| *came as usize).sum();
    let sessions: Vec<(ItemId, Date)> = records
        .sessions
        .iter()
        .map(|(item, date, _)| (*item, *date))
        .collect();
    let visits = records.visits.iter();
    let visits = visits
        .map(|(item, count)| (*item, *count as usize))
        .collect();
    let (visits, by_point) = counted(visits);
    let (actions, by_plan) = counted(records.actions);
    let (systems, by_system) = counted(records.systems);
    let mut rows = vec![
        row("report_sessions", sessions.len(), dated(sessions)),
        row("report_attendance", came, Vec::new()),
        row("report_events", records.events.len(), dated(records.events)),
        row("report_visits", visits, by_point),
        row("report_actions", actions, by_plan),
        row(
            "report_approved",
            records.approved.len(),
            dated(records.approved),
        ),
        row(
            "report_reviewed",
            records.reviewed.len(),
            dated(records.reviewed),
        ),
        row("report_systems", systems, by_system),
    ];
    rows.extend(translations(scene, texts));
    let figures = report.figures.iter().map(|figure| {
        let own = |text: &LocalText| {
            let lang = &own_texts(scene, id).lang;
            text.get(lang).unwrap_or_default().to_owned()
        };
        (
            own(&figure.name),
            count_text(texts, figure.value as usize),
            own(&figure.source),
        )
    });
    ReportView {
        year: report.year.to_string(),
        counted: {
            let date = [("date".to_owned(), day(scene.today))];
            fill(texts, "report_counted", None, &date)
        },
        rows,
        figures: figures.collect(),
    }
}

/// How many translations say what their sources say today, language by language; nothing for a site
/// that does not follow its translations.
fn translations(scene: Scene<'_>, texts: &Texts) -> Option<ReportRowView> {
    let site = scene.site;
    site.lock.as_ref()?;
    let mut counts = vec![(0, 0); site.config.languages.len()];
    for item in site.item_ids() {
        for (language, doc) in site.item(item).docs.iter().enumerate() {
            let found = doc.and_then(|doc| translation(site, scene.documents, doc));
            if let Some(found) = found {
                counts[language].1 += 1;
                counts[language].0 += usize::from(found.state == Freshness::Fresh);
            }
        }
    }
    let fresh = counts.iter().map(|(fresh, _)| fresh).sum();
    let lines = counts
        .iter()
        .zip(&site.config.languages)
        .filter(|((_, all), _)| *all > 0)
        .map(|((fresh, all), language)| {
            let name = texts.language_name(language.lang.as_str());
            let values = [
                ("language".to_owned(), name.to_owned()),
                ("done".to_owned(), count_text(texts, *fresh)),
                ("n".to_owned(), count_text(texts, *all)),
            ];
            (fill(texts, "report_translated", None, &values), None)
        });
    Some(ReportRowView {
        label: texts.get("report_translations").to_owned(),
        count: Some(count_text(texts, fresh)),
        details: lines.collect(),
    })
}
