//! An export of acknowledgements against a headcount: shares by unit, and never a name.
//!
//! Units are named only as the headcount names them, so that whatever else an export holds stays
//! in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::json;

use crate::base::personal::{is_personal_column, looks_like};
use crate::base::source::line_and_column;
use crate::data::csv::{self, Cell};
use crate::shell::report::Shape;

/// The answers for one key.
#[derive(Default)]
struct Answers {
    by_unit: BTreeMap<String, u64>,
    /// Answers of units that the headcount does not name.
    elsewhere: u64,
}

/// Counts what `file` says for each unit of `headcount`.
///
/// # Errors
/// Files that cannot be read, lack a column, or seem to hold personal data.
pub(in crate::shell) fn acknowledgements(
    file: &Path,
    headcount: &Path,
    shape: Shape,
) -> Result<String> {
    let mut people: BTreeMap<String, u64> = BTreeMap::new();
    for (line, row) in read(headcount, &["unit", "people"], &[])? {
        let count = number(headcount, line, "people", &row[1])?;
        *people.entry(row[0].clone()).or_default() += count;
    }
    let mut keys: BTreeMap<String, Answers> = BTreeMap::new();
    for (line, row) in read(file, &["unit", "key"], &["count"])? {
        let count = match row[2].as_str() {
            "" => 1,
            text => number(file, line, "count", text)?,
        };
        let answers = keys.entry(key(file, line, &row[1])?).or_default();
        if people.contains_key(&row[0]) {
            *answers.by_unit.entry(row[0].clone()).or_default() += count;
        } else {
            answers.elsewhere += count;
        }
    }
    Ok(match shape {
        Shape::Text => text(&people, &keys),
        Shape::Json => json(&people, &keys),
    })
}

/// A key is a policy and its major version; anything else might be a person.
fn key(file: &Path, line: usize, text: &str) -> Result<String> {
    let is_key = text.split_once('@').is_some_and(|(policy, version)| {
        !policy.is_empty()
            && !policy.contains(char::is_whitespace)
            && version.parse::<u32>().is_ok()
    });
    if !is_key {
        bail!(
            "{}:{line}: the column `key` holds no key of a policy\nhelp: a key is a policy and its major version, such as `remote-work@1`",
            file.display()
        );
    }
    Ok(text.to_owned())
}

fn number(file: &Path, line: usize, column: &str, text: &str) -> Result<u64> {
    text.parse().map_err(|_| {
        anyhow::anyhow!(
            "{}:{line}: the column `{column}` holds no whole number",
            file.display()
        )
    })
}

/// The rows of a file with the cells of some columns, an empty one for a column that may be
/// missing; refused as a whole when any cell seems to hold personal data.
fn read(file: &Path, needed: &[&str], optional: &[&str]) -> Result<Vec<(usize, Vec<String>)>> {
    let shown = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read `{shown}`"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let rows = csv::cells(text);
    let line = |row: &[Cell]| {
        let start = row.first().map_or(0, |cell| cell.range.start as usize);
        line_and_column(text, start).0
    };
    for (index, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let is_named = index == 0 && is_personal_column(&cell.text);
            let what = looks_like(&cell.text)
                .or_else(|| is_named.then_some("a column of data about persons"));
            if let Some(what) = what {
                bail!(
                    "{shown}:{}: column {}: this looks like {what}\nhelp: export only the unit and the key, without names, codes or addresses, and try again",
                    line(row),
                    column + 1
                );
            }
        }
    }
    let mut rows = rows.into_iter();
    let heads = rows.next().unwrap_or_default();
    let at = |name: &str| {
        let mut heads = heads.iter();
        heads.position(|head| head.text.eq_ignore_ascii_case(name))
    };
    if let Some(name) = needed.iter().find(|name| at(name).is_none()) {
        bail!(
            "`{shown}` has no column `{name}`\nhelp: its first line must name the columns: {}",
            needed.join(", ")
        );
    }
    let columns: Vec<Option<usize>> = needed.iter().chain(optional).map(|name| at(name)).collect();
    rows.map(|row| {
        let line = line(&row);
        if row.len() != heads.len() {
            bail!(
                "{shown}:{line}: this row has {} cells, and the first line {}\nhelp: give every row as many cells as the first line",
                row.len(),
                heads.len()
            );
        }
        let cell = |column: &Option<usize>| column.map_or("", |index| &row[index].text).to_owned();
        Ok((line, columns.iter().map(cell).collect()))
    })
    .collect()
}

/// Of 1 000; nothing where nobody is.
fn share(answers: u64, people: u64) -> Option<f64> {
    (people > 0).then(|| {
        let tenths = answers.saturating_mul(1_000) / people;
        f64::from(u32::try_from(tenths).unwrap_or(u32::MAX)) / 10.0
    })
}

fn text(people: &BTreeMap<String, u64>, keys: &BTreeMap<String, Answers>) -> String {
    let mut out = String::new();
    let line = |out: &mut String, name: &str, answers: u64, people: u64| {
        let share =
            share(answers, people).map_or_else(|| "–".to_owned(), |share| format!("{share:.1} %"));
        let note = if answers > people {
            "  more answers than people"
        } else {
            ""
        };
        let _ = writeln!(out, "  {name}: {answers} of {people}, {share}{note}");
    };
    for (key, answers) in keys {
        let _ = writeln!(out, "{key}");
        for (unit, people) in people {
            let count = answers.by_unit.get(unit).copied().unwrap_or(0);
            line(&mut out, unit, count, *people);
        }
        line(
            &mut out,
            "all",
            answers.by_unit.values().sum(),
            people.values().sum(),
        );
        if answers.elsewhere > 0 {
            let _ = writeln!(
                out,
                "  answers from units that the headcount does not name: {}",
                answers.elsewhere
            );
        }
    }
    if keys.is_empty() {
        out.push_str("no acknowledgements\n");
    }
    out
}

fn json(people: &BTreeMap<String, u64>, keys: &BTreeMap<String, Answers>) -> String {
    let entry = |answers: u64, people: u64| json!({ "answers": answers, "people": people, "percent": share(answers, people) });
    let keys: Vec<_> = keys
        .iter()
        .map(|(key, answers)| {
            let units: Vec<_> = people
                .iter()
                .map(|(unit, people)| {
                    let count = answers.by_unit.get(unit).copied().unwrap_or(0);
                    let mut unit_entry = entry(count, *people);
                    unit_entry["unit"] = json!(unit);
                    unit_entry
                })
                .collect();
            let all = entry(answers.by_unit.values().sum(), people.values().sum());
            json!({ "key": key, "units": units, "all": all, "not_in_headcount": answers.elsewhere })
        })
        .collect();
    format!("{:#}\n", json!(keys))
}
