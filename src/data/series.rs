//! A file of cells as what a chart shows: labels in the first column, and a series of numbers in
//! each further one.

use crate::base::Code;
use crate::data::csv::{Csv, Fault};

/// Labels and numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// The name of what the labels are.
    pub head: String,
    /// The names of the series.
    pub names: Vec<String>,
    /// The rows: a label, and a number of each series.
    pub rows: Vec<(String, Vec<f64>)>,
    /// How many decimals the numbers have.
    pub decimals: u8,
}

/// The largest number of decimals that are told apart.
const DECIMALS: u8 = 3;

/// Reads labels and series.
///
/// # Errors
/// All that is wrong with the file.
pub fn series(csv: &Csv) -> Result<Series, Vec<Fault>> {
    if !csv.is_sound() {
        return Err(csv.faults.clone());
    }
    let mut faults = Vec::new();
    let mut names = csv.header.iter();
    let mut series = Series {
        head: names.next().map_or(String::new(), |cell| cell.text.clone()),
        names: names.map(|cell| cell.text.clone()).collect(),
        ..Series::default()
    };
    if series.names.is_empty() {
        faults.push(Fault::new(
            Code::InvalidData,
            csv.header_range(),
            "the file has a single column",
            "write labels in the first column, and numbers in the next: `Kunta;Kävijöitä`",
        ));
    }
    for cell in csv.header.iter().filter(|cell| cell.text.is_empty()) {
        faults.push(Fault::new(
            Code::InvalidData,
            if cell.range.start == cell.range.end {
                csv.header_range()
            } else {
                cell.range
            },
            "a column has no name",
            "write a name for each column in the first row: readers of the table need it",
        ));
    }
    for row in &csv.rows {
        let mut cells = row.iter();
        let label = cells.next().map_or(String::new(), |cell| cell.text.clone());
        let mut numbers = Vec::new();
        for cell in cells {
            match csv.number(cell) {
                Ok(number) => {
                    series.decimals = series.decimals.max(number.decimals.min(DECIMALS));
                    numbers.push(number.value);
                }
                Err(wrong) => faults.push(Fault::new(
                    Code::InvalidData,
                    cell.range,
                    format!("`{}` {wrong}", cell.text),
                    "write a number of 0 or more without a unit; every cell needs one",
                )),
            }
        }
        series.rows.push((label, numbers));
    }
    if faults.is_empty() {
        Ok(series)
    } else {
        Err(faults)
    }
}
