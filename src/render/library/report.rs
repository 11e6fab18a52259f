//! The report of a year, in words and numbers.

use crate::locale::{Date, DateForm};
use crate::render::Scene;
use crate::render::functions::fill;
use crate::render::navigation::link;
use crate::render::view::{LinkView, ReportRowView, ReportView};
use crate::site::kind::Report;
use crate::site::{ItemId, PageId, year_records};
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
        let details = entries.map(|(item, count)| (number(texts, count), to(item)));
        (sum, details.collect::<Vec<_>>())
    };
    let row = |key: &str, count: usize, details: Vec<(String, Option<LinkView>)>| ReportRowView {
        label: texts.get(key).to_owned(),
        count: (count > 0).then(|| number(texts, count)),
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
    let rows = vec![
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
    let figures = report.figures.iter().map(|figure| {
        let own = |text: &crate::config::LocalText| {
            let own = &scene.theme.texts[site.head(page.doc).name.language];
            text.get(&own.lang).unwrap_or_default().to_owned()
        };
        (
            own(&figure.name),
            number(texts, figure.value as usize),
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

fn number(texts: &Texts, count: usize) -> String {
    texts
        .locale
        .number(i64::try_from(count).unwrap_or(i64::MAX))
}
