//! Charts and surveys as parts of their site: files of figures that exist and can be read, charts
//! that are not too large, counts that fit what was asked.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Code, Diagnostic, SourcePath, Span, suggest};
use crate::data::series::series;
use crate::parse::{Block, Document};
use crate::site::{
    DocId, Item, ItemKind, LinkFault, LinkSource, Site, Target, chart_file, counts, resolve,
    survey_file,
};

/// How many rows and series a chart of each kind may have.
const LIMITS: &[(&str, usize, usize)] = &[
    ("bars", 20, 4),
    ("stacked", 20, 6),
    ("line", 40, 4),
    ("dots", 24, 4),
];

fn charts(document: &Document) -> impl Iterator<Item = &Block> {
    let blocks = document.body.blocks.iter();
    blocks.filter(|block| &*block.name == "chart")
}

/// Charts of one document.
pub(super) fn check_charts(
    site: &Site,
    document: &Document,
    id: DocId,
    sink: &mut Vec<Diagnostic>,
) {
    for block in charts(document) {
        let span = Span::new(&document.path, block.range);
        let data = block.attribute("data").unwrap_or_default();
        let (path, table) = match chart_file(site, id, block) {
            Ok(found) => found,
            // A required attribute that is missing was reported.
            Err(LinkFault::Empty) => continue,
            Err(fault) => {
                sink.push(missing(span, data, &fault));
                continue;
            }
        };
        if let Some(survey) = site.survey_files.get(&path) {
            sink.push(raw(span.clone(), survey));
        }
        let kind = block.attribute("kind").unwrap_or_default();
        let limit = LIMITS.iter().find(|(name, ..)| *name == kind);
        let (Some((_, rows, columns)), Ok(series)) = (limit, series(&table)) else {
            continue;
        };
        let large = [
            (series.rows.len(), *rows, "rows"),
            (series.names.len(), *columns, "series"),
        ];
        for (count, most, what) in large.into_iter().filter(|(count, most, _)| count > most) {
            sink.push(
                Diagnostic::new(
                    Code::ChartTooLarge,
                    span.clone(),
                    format!("the chart has {count} {what}, more than can be read"),
                )
                .help(format!(
                    "show at most {most} {what} as `{kind}`: put the small ones together, or make two charts"
                )),
            );
        }
    }
    links_to_raw_files(site, document, id, sink);
}

fn missing(span: Span, data: &str, fault: &LinkFault) -> Diagnostic {
    let message = format!("no file of figures at `{data}`");
    let near = match fault {
        LinkFault::Missing(Some(near)) if near.ends_with(".csv") => {
            Some(format!("did you mean `{near}`?"))
        }
        _ => None,
    };
    Diagnostic::new(Code::MissingData, span, message)
        .help("write the path of a `.csv` file as seen from this text")
        .maybe_help(near)
}

fn raw(span: Span, survey: &str) -> Diagnostic {
    Diagnostic::new(
        Code::SurveyData,
        span,
        "this would publish the counts of a survey, the small ones too",
    )
    .help(format!(
        "link to the page of the survey `{}`: the file to be downloaded there holds what is safe to tell",
        survey
    ))
}

fn links_to_raw_files(site: &Site, document: &Document, id: DocId, sink: &mut Vec<Diagnostic>) {
    let from = LinkSource {
        doc: id,
        language: document.name.language,
    };
    for link in document
        .refs
        .links
        .iter()
        .filter(|link| is_csv(&link.target))
    {
        if let Ok(Target::Asset(path, _)) = resolve(site, from, &link.target)
            && let Some(survey) = site.survey_files.get(&path)
        {
            sink.push(raw(Span::new(&document.path, link.range), survey));
        }
    }
}

fn is_csv(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    path.to_ascii_lowercase().ends_with(".csv")
}

/// What is wrong with the files of figures that charts show, and with those that links give away:
/// each file once.
pub(super) fn files(site: &Site, documents: &[Arc<Document>]) -> Vec<Diagnostic> {
    // Whether a chart shows it.
    let mut named: BTreeMap<SourcePath, bool> = BTreeMap::new();
    for (index, document) in documents.iter().enumerate() {
        let id = DocId(u32::try_from(index).unwrap_or(u32::MAX));
        if site.unpublished_keys.contains(&document.name.key) {
            continue;
        }
        let shown = charts(document).filter_map(|block| chart_file(site, id, block).ok());
        named.extend(shown.map(|(path, _)| (path, true)));
        let from = LinkSource {
            doc: id,
            language: document.name.language,
        };
        for link in document
            .refs
            .links
            .iter()
            .filter(|link| is_csv(&link.target))
        {
            if let Ok(Target::Asset(path, _)) = resolve(site, from, &link.target) {
                named.entry(path).or_insert(false);
            }
        }
    }
    let mut found = Vec::new();
    for (path, is_chart) in named {
        if site.survey_files.contains_key(&path) {
            continue;
        }
        let table = site
            .assets
            .get(&path)
            .and_then(|asset| asset.table.as_ref());
        let faults = table.map(|table| match series(table) {
            Err(faults) if is_chart => faults,
            _ => table.faults.clone(),
        });
        let faults = faults.unwrap_or_default().into_iter();
        let faults = faults.filter(|fault| is_chart || fault.code == Code::PersonalData);
        found.extend(faults.map(|fault| fault.diagnostic(&path)));
    }
    found
}

/// The counts of a survey, and what it says it led to.
pub(super) fn check_survey(site: &Site, item: &Item, sink: &mut Vec<Diagnostic>) {
    let ItemKind::Survey(survey) = &item.facts.kind else {
        return;
    };
    for (key, span) in &survey.feeds {
        if !site.by_key.contains_key(key) && !site.unpublished_keys.contains(key) {
            let known = site.items.iter().map(|item| item.key.as_str());
            let near = suggest::nearest(key, known);
            sink.push(
                Diagnostic::new(Code::UnknownItem, span.clone(), format!("no item `{key}`"))
                    .help("write its path below `content/` without language and ending")
                    .maybe_help(near.map(|near| format!("did you mean `{near}`?"))),
            );
        }
    }
    let Some((data, span)) = &survey.data else {
        return;
    };
    let path = survey_file(&item.folder, &item.facts.kind);
    let table = path.as_ref().and_then(|path| site.assets.get(path));
    match (path, table.and_then(|asset| asset.table.as_ref())) {
        (Some(path), Some(table)) => {
            let (_, faults) = counts(survey, table);
            sink.extend(faults.iter().map(|fault| fault.diagnostic(&path)));
        }
        _ => sink.push(missing(span.clone(), data, &LinkFault::Missing(None))),
    }
}
