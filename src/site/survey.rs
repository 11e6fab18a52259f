//! The file with the counts of a survey into tables, one for each question: a row for everybody and
//! one for each group, a column for each option.

use std::collections::BTreeMap;

use crate::base::{Code, TextRange};
use crate::data::Csv;
use crate::data::csv::{Cell, Fault};
use crate::site::kind::{ALL, Survey, SurveyQuestion};

/// How many answered a question how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// Places of the groups among those of the survey, in their order: those of the rows after the
    /// first.
    pub groups: Vec<usize>,
    /// Counts by row and option; the first row is everybody.
    pub rows: Vec<Vec<u32>>,
}

/// Counts by group and option, with their places.
type Found<'a> = BTreeMap<(&'a str, &'a str), (u32, TextRange)>;

/// The counts of each question in the order of the facts, and all that is wrong with them.
pub fn counts(survey: &Survey, csv: &Csv) -> (Vec<Counts>, Vec<Fault>) {
    if !csv.is_sound() {
        return (Vec::new(), csv.faults.clone());
    }
    let mut faults = Vec::new();
    let found = read(survey, csv, &mut faults);
    let nothing = Found::new();
    let tables = survey.questions.iter().map(|question| {
        let own = found.get(question.id.as_str()).unwrap_or(&nothing);
        table(survey, question, own, csv.header_range(), &mut faults)
    });
    (tables.collect(), faults)
}

fn data(range: TextRange, message: String, help: &str) -> Fault {
    Fault::new(Code::SurveyData, range, message, help)
}

/// The counts of each question.
fn read<'a>(
    survey: &'a Survey,
    csv: &'a Csv,
    faults: &mut Vec<Fault>,
) -> BTreeMap<&'a str, Found<'a>> {
    let mut found: BTreeMap<&str, Found<'_>> = BTreeMap::new();
    let mut missing = Vec::new();
    let mut column = |name: &'static str, is_needed: bool| {
        let found = csv.column(name);
        if found.is_none() && is_needed {
            missing.push(format!("`{name}`"));
        }
        found
    };
    let group = column("group", false);
    let places = (
        column("question", true),
        column("option", true),
        column("count", true),
    );
    let (Some(question), Some(option), Some(count)) = places else {
        faults.push(data(
            csv.header_range(),
            format!("the file has no column {}", missing.join(" and no ")),
            "the first row is `question,group,option,count`",
        ));
        return found;
    };
    let everybody = Cell {
        text: ALL.to_owned(),
        range: TextRange::default(),
    };
    for row in &csv.rows {
        let number = whole(csv, &row[count]);
        let number = match number {
            Ok(number) => number,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        let Some(asked) = survey
            .questions
            .iter()
            .find(|one| one.id == row[question].text)
        else {
            let known = survey.questions.iter().map(|one| one.id.as_str());
            faults.push(unknown("question", &row[question], known.collect()));
            continue;
        };
        let Some((option, _)) = asked.options.iter().find(|(id, _)| *id == row[option].text) else {
            let known = asked.options.iter().map(|(id, _)| id.as_str());
            faults.push(unknown("option", &row[option], known.collect()));
            continue;
        };
        let cell = group.map_or(&everybody, |group| &row[group]);
        let groups = survey.groups.iter().map(|(id, _)| id.as_str());
        let groups: Vec<&str> = groups.chain([ALL]).collect();
        let Some(group) = groups.iter().find(|id| **id == cell.text) else {
            faults.push(unknown("group", cell, groups));
            continue;
        };
        let range = row[count].range;
        let own = found.entry(&asked.id).or_default();
        if own.insert((*group, option), (number, range)).is_some() {
            faults.push(data(
                range,
                format!(
                    "this is counted twice: `{}`, `{group}`, `{option}`",
                    asked.id
                ),
                "leave one of the two rows",
            ));
        }
    }
    found
}

/// The whole number of a cell.
fn whole(csv: &Csv, cell: &Cell) -> Result<u32, Fault> {
    let wrong = |wrong: &str| {
        Fault::new(
            Code::InvalidData,
            cell.range,
            format!("`{}` {wrong}", cell.text),
            "write how many people answered so: a whole number of 0 or more",
        )
    };
    let number = csv.number(cell).map_err(wrong)?;
    let is_whole = number.decimals == 0 && number.value <= f64::from(u32::MAX);
    let whole = format!("{:.0}", number.value).parse();
    whole
        .ok()
        .filter(|_| is_whole)
        .ok_or_else(|| wrong("is not a whole number"))
}

fn unknown(what: &str, cell: &Cell, known: Vec<&str>) -> Fault {
    let help = crate::base::suggest::help(&cell.text, known);
    data(
        cell.range,
        format!("the survey has no {what} `{}`", cell.text),
        &help.unwrap_or_else(|| format!("write the id of a {what} as the facts have it")),
    )
}

/// The table of a question, with 0 where something is missing, which is reported.
fn table(
    survey: &Survey,
    question: &SurveyQuestion,
    found: &Found<'_>,
    header: TextRange,
    faults: &mut Vec<Fault>,
) -> Counts {
    let id = &question.id;
    if found.is_empty() {
        faults.push(data(
            header,
            format!("the question `{id}` has no counts"),
            "add a row for each of its options, or take the question out of the facts",
        ));
    }
    let mut row = |group: &str| -> Option<Vec<(u32, TextRange)>> {
        let of = |option: &str| found.get(&(group, option)).copied();
        let cells: Vec<_> = question.options.iter().map(|(id, _)| of(id)).collect();
        let place = cells.iter().flatten().next()?.1;
        for ((option, _), cell) in question.options.iter().zip(&cells) {
            if cell.is_none() {
                faults.push(data(
                    place,
                    format!("there is no count for `{id}`, `{group}`, `{option}`"),
                    "count every option of a group that was asked, 0 too",
                ));
            }
        }
        let cells = cells.into_iter();
        Some(cells.map(|cell| cell.unwrap_or((0, place))).collect())
    };
    let mut groups = Vec::new();
    let mut rows = Vec::new();
    for (index, (group, _)) in survey.groups.iter().enumerate() {
        if let Some(row) = row(group) {
            groups.push(index);
            rows.push(row);
        }
    }
    let sum = |column: usize| {
        let all = rows.iter().map(|row| u64::from(row[column].0));
        all.sum::<u64>()
    };
    let everybody = row(ALL);
    let sums = 0..question.options.len();
    let everybody = everybody.unwrap_or_else(|| {
        let place = rows.first().and_then(|row| row.first());
        let place = place.map_or(header, |(_, range)| *range);
        sums.clone()
            .map(|column| (u32::try_from(sum(column)).unwrap_or(u32::MAX), place))
            .collect()
    });
    for (column, (all, place)) in everybody.iter().enumerate() {
        if sum(column) > u64::from(*all) {
            faults.push(data(
                *place,
                format!(
                    "the groups count {} and all together {all}: `{id}`, `{}`",
                    sum(column),
                    question.options[column].0
                ),
                "each person is in one group at most; mend the counts, or leave groups of another kind out",
            ));
        }
    }
    if let Some(answered) = survey.answered {
        let most: u64 = if question.is_multiple {
            everybody.iter().map(|(count, _)| u64::from(*count)).max()
        } else {
            Some(everybody.iter().map(|(count, _)| u64::from(*count)).sum())
        }
        .unwrap_or_default();
        if most > u64::from(answered) {
            faults.push(data(
                everybody.first().map_or(header, |(_, place)| *place),
                format!("`{id}` counts {most} answers, and {answered} people answered"),
                "mend the counts or `answered`; where people could choose several options, write `multiple = true`",
            ));
        }
    }
    let all = std::iter::once(everybody).chain(rows);
    Counts {
        groups,
        rows: all
            .map(|row| row.into_iter().map(|(count, _)| count).collect())
            .collect(),
    }
}
