//! Surveys: what was asked, what is told of the answers, and what followed from them.
//!
//! Every count that leaves this module has gone through [`protect`]: page, chart, table and file.

use crate::data::suppression::{Row, Told, protect};
use crate::locale::DateForm;
use crate::parse::escape;
use crate::render::Scene;
use crate::render::chart::{Caption, ChartKind, Figure, FigureRow, Figures, chart_view};
use crate::render::functions::fill;
use crate::render::library::link_to;
use crate::render::parts::parts_view;
use crate::render::view::{SurveyQuestionView, SurveyView};
use crate::site::kind::{ALL, Survey, SurveyQuestion};
use crate::site::{Counts, Item, ItemKind, PageId, counts, survey_file};
use crate::theme::Texts;

/// How many groups a chart shows beside everybody; more are in the table alone.
const DRAWN: usize = 3;

pub(super) fn survey(scene: Scene<'_>, id: PageId, survey: &Survey) -> SurveyView {
    let site = scene.site;
    let page = site.page(id);
    let language = page.language as usize;
    let texts = &scene.theme.texts[language];
    let tables = told(scene, site.item(page.item), survey);
    let least = texts.locale.number(i64::from(survey.min_cell));
    let has_gaps = tables
        .iter()
        .any(|(_, rows)| rows.iter().any(is_incomplete));
    let questions = tables
        .iter()
        .enumerate()
        .map(|(index, table)| question(survey, index, table, texts));
    SurveyView {
        fielded: survey.fielded.map(|(from, to)| {
            let day = |day| texts.locale.date(day, DateForm::Long);
            let ends = [("start".to_owned(), day(from)), ("end".to_owned(), day(to))];
            fill(texts, "date_span", None, &ends)
        }),
        rate: rate(survey, texts),
        is_synthetic: survey.is_synthetic,
        protection: has_gaps
            .then(|| fill(texts, "survey_protection", None, &[("n".to_owned(), least)])),
        questions: questions.collect(),
        download: parts_view(scene, id).data,
        feeds: survey
            .feeds
            .iter()
            .filter_map(|(key, _)| link_to(scene, key, language))
            .collect(),
    }
}

/// What is told of each question's counts.
fn told(scene: Scene<'_>, item: &Item, survey: &Survey) -> Vec<(Counts, Vec<Row>)> {
    let tables = tables(scene, item).into_iter();
    tables
        .map(|table| {
            let rows = protect(&table.rows, survey.min_cell);
            (table, rows)
        })
        .collect()
}

/// Each question's counts, as they are; nothing where they are wrong, which was reported.
fn tables(scene: Scene<'_>, item: &Item) -> Vec<Counts> {
    let ItemKind::Survey(survey) = &item.facts.kind else {
        return Vec::new();
    };
    let path = survey_file(&item.folder, &item.facts.kind);
    let asset = path.and_then(|path| scene.site.assets.get(&path));
    let Some(table) = asset.and_then(|asset| asset.table.as_ref()) else {
        return Vec::new();
    };
    let (tables, faults) = counts(survey, table);
    if faults.is_empty() {
        tables
    } else {
        Vec::new()
    }
}

fn is_incomplete(row: &Row) -> bool {
    let is_count = |told: &Told| matches!(told, Told::Count(_));
    row.as_ref().is_none_or(|row| !row.iter().all(is_count))
}

/// How many answered of those who were asked, in words.
fn rate(survey: &Survey, texts: &Texts) -> Option<String> {
    let (invited, answered) = survey.invited.zip(survey.answered)?;
    let number = |count: u32| texts.locale.number(i64::from(count));
    let share = f64::from(answered) / f64::from(invited.max(1));
    let values = [
        ("answered".to_owned(), number(answered)),
        ("invited".to_owned(), number(invited)),
        ("percent".to_owned(), texts.locale.percent(share, 0)),
    ];
    Some(fill(texts, "survey_rate", None, &values))
}

fn question(
    survey: &Survey,
    index: usize,
    (counts, rows): &(Counts, Vec<Row>),
    texts: &Texts,
) -> SurveyQuestionView {
    let asked = &survey.questions[index];
    let text = asked.text.get(&texts.lang).unwrap_or_default();
    // Everybody, then the groups; the names of those of whom something is told.
    let names =
        std::iter::once(ALL).chain(counts.groups.iter().map(|group| group_id(survey, *group)));
    let all: Vec<(String, Option<&Vec<Told>>)> = names
        .map(|id| group_name(survey, id, texts))
        .zip(rows.iter().map(Option::as_ref))
        .collect();
    let shown: Vec<(&str, &[Told])> = all
        .iter()
        .filter_map(|(name, row)| Some((name.as_str(), row.as_ref()?.as_slice())))
        .collect();
    let withheld: Vec<&str> = all
        .iter()
        .filter(|(_, row)| row.is_none())
        .map(|(name, _)| name.as_str())
        .collect();
    let withheld = (!withheld.is_empty()).then(|| {
        let groups = texts.locale.list_and(&withheld);
        fill(
            texts,
            "survey_withheld",
            None,
            &[("groups".to_owned(), groups)],
        )
    });
    let drawn = if shown.len() > DRAWN + 1 {
        &shown[..1]
    } else {
        &shown[..]
    };
    let caption = Caption {
        id: format!("ui-answers-{}", index + 1),
        title: text.to_owned(),
        is_invented: survey.is_synthetic,
        download: None,
    };
    let chart = (!shown.is_empty()).then(|| {
        let figures = [drawn, &shown].map(|shown| figures(survey, asked, shown, texts));
        chart_view(ChartKind::Bars, [&figures[0], &figures[1]], caption, texts)
    });
    let mut finding = String::new();
    escape(
        asked.finding.get(&texts.lang).unwrap_or_default(),
        &mut finding,
    );
    SurveyQuestionView {
        id: asked.id.clone(),
        text: text.to_owned(),
        finding: format!("<p>{finding}</p>"),
        chart,
        withheld,
    }
}

fn group_id(survey: &Survey, group: usize) -> &str {
    survey.groups.get(group).map_or(ALL, |(id, _)| id)
}

fn group_name(survey: &Survey, id: &str, texts: &Texts) -> String {
    let own = survey.groups.iter().find(|(own, _)| own == id);
    let name = own.and_then(|(_, name)| name.get(&texts.lang));
    name.unwrap_or_else(|| texts.get("survey_all")).to_owned()
}

/// Answers as rows, everybody and the groups as columns.
fn figures(
    survey: &Survey,
    asked: &SurveyQuestion,
    shown: &[(&str, &[Told])],
    texts: &Texts,
) -> Figures {
    let rows = asked.options.iter().enumerate().map(|(option, (_, text))| {
        let cells = shown.iter().map(|(_, row)| Figure {
            value: match row[option] {
                Told::Count(count) => Some(f64::from(count)),
                Told::Small | Told::Nothing => None,
            },
            text: told_text(survey, row[option], texts),
        });
        FigureRow {
            label: text.get(&texts.lang).unwrap_or_default().to_owned(),
            cells: cells.collect(),
        }
    });
    Figures {
        head: texts.get("survey_answer").to_owned(),
        names: shown.iter().map(|(name, _)| (*name).to_owned()).collect(),
        rows: rows.collect(),
    }
}

/// A count, or the words for why it is not told.
fn told_text(survey: &Survey, told: Told, texts: &Texts) -> String {
    match told {
        Told::Count(count) => texts.locale.number(i64::from(count)),
        Told::Small => {
            let least = texts.locale.number(i64::from(survey.min_cell));
            fill(texts, "survey_small", None, &[("n".to_owned(), least)])
        }
        Told::Nothing => texts.get("survey_hidden").to_owned(),
    }
}

/// Whether there is something to download.
pub(in crate::render) fn has_data(scene: Scene<'_>, item: &Item) -> bool {
    !tables(scene, item).is_empty()
}

/// The file with what is told of the counts: ids as the survey's own file has them, then texts.
pub(in crate::render) fn data(scene: Scene<'_>, id: PageId) -> Vec<u8> {
    let page = scene.site.page(id);
    let item = scene.site.item(page.item);
    let texts = &scene.theme.texts[page.language as usize];
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut write = |row: [&str; 7]| {
        out.write_record(row)
            .expect("memory takes rows of the same length");
    };
    write([
        "question",
        "group",
        "option",
        "count",
        "question_text",
        "group_text",
        "option_text",
    ]);
    let ItemKind::Survey(survey) = &item.facts.kind else {
        return Vec::new();
    };
    for (asked, (counts, rows)) in survey.questions.iter().zip(told(scene, item, survey)) {
        let groups = counts.groups.iter().map(|group| group_id(survey, *group));
        for (group, row) in std::iter::once(ALL).chain(groups).zip(rows) {
            for (told, (option, text)) in row.into_iter().flatten().zip(&asked.options) {
                let count = match told {
                    Told::Count(count) => count.to_string(),
                    _ => told_text(survey, told, texts),
                };
                write([
                    &asked.id,
                    group,
                    option,
                    &count,
                    asked.text.get(&texts.lang).unwrap_or_default(),
                    &group_name(survey, group, texts),
                    text.get(&texts.lang).unwrap_or_default(),
                ]);
            }
        }
    }
    out.into_inner().expect("memory is always written")
}
