//! Files of comma-separated values into cells with places, as spreadsheets write them: with commas,
//! semicolons or tabs between the cells, with or without a byte order mark, lines ended in any way
//! (RFC 4180). The header says which mark separates; with semicolons, a comma is a decimal mark.
//!
//! [`parse`] never fails: what is wrong is kept beside the cells until a page uses the file.

use std::sync::Arc;

use csv_core::{ReadFieldResult, ReaderBuilder};

use crate::base::{Code, Diagnostic, SourcePath, Span, TextRange, personal};

/// A file of cells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Csv {
    /// The first row: names of columns.
    pub header: Vec<Cell>,
    /// The rows below it, each with as many cells.
    pub rows: Vec<Vec<Cell>>,
    /// What is wrong with the file.
    pub faults: Vec<Fault>,
    has_decimal_commas: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it says, without spaces around it.
    pub text: String,
    /// Its place in the text without a byte order mark.
    pub range: TextRange,
}

/// Something wrong with a file, and its place there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which kind of problem.
    pub code: Code,
    /// Where.
    pub range: TextRange,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Fault {
    /// A fault of this kind at a place.
    pub fn new(
        code: Code,
        range: TextRange,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            code,
            range,
            message: message.into(),
            help: help.into(),
        }
    }

    /// The problem, in the file at `path`.
    pub fn diagnostic(&self, path: &SourcePath) -> Diagnostic {
        let span = Span::new(path, self.range);
        Diagnostic::new(self.code, span, self.message.clone()).help(self.help.clone())
    }
}

/// A number and how many decimals it was written with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// The number.
    pub value: f64,
    /// How many digits stand after its decimal mark.
    pub decimals: u8,
}

/// Reads the file of that name; nothing if the name does not end in `.csv`.
pub fn of_file(path: &SourcePath, bytes: &[u8]) -> Option<Arc<Csv>> {
    let name = path.name().to_ascii_lowercase();
    name.ends_with(".csv").then(|| Arc::new(parse(bytes)))
}

/// Reads the bytes of a file.
pub fn parse(bytes: &[u8]) -> Csv {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            return Csv {
                faults: vec![Fault::new(
                    Code::InvalidUtf8,
                    TextRange::new(at, at + 1),
                    "the file is not UTF-8 text from here on",
                    "save it again as “CSV UTF-8”",
                )],
                ..Csv::default()
            };
        }
    };
    let delimiter = delimiter_of(text);
    let mut rows = rows(text, delimiter).into_iter();
    let mut csv = Csv {
        header: rows.next().unwrap_or_default(),
        has_decimal_commas: delimiter == b';',
        ..Csv::default()
    };
    for row in rows {
        if row.len() == csv.header.len() {
            csv.rows.push(row);
        } else {
            csv.faults.push(ragged(&row, csv.header.len()));
        }
    }
    if csv.rows.is_empty() && csv.faults.is_empty() {
        csv.faults.push(Fault::new(
            Code::InvalidData,
            TextRange::new(0, text.find(['\r', '\n']).unwrap_or(text.len())),
            "the file has no rows of data",
            "write the names of the columns in the first row, and the data below it",
        ));
    }
    personal_data(&mut csv);
    csv
}

/// The cells of all rows that are not empty, as they are: nothing is judged. The places are those in
/// `text`, which has no byte order mark.
pub fn cells(text: &str) -> Vec<Vec<Cell>> {
    rows(text, delimiter_of(text))
}

/// What separates the cells: the mark that the first row has most of, outside quotation marks.
fn delimiter_of(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in text.bytes().skip_while(|byte| b"\r\n".contains(byte)) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\r' | b'\n' if !is_quoted => break,
            _ if is_quoted => {}
            _ => {
                for (mark, count) in &mut counts {
                    *count += u32::from(*mark == byte);
                }
            }
        }
    }
    // Of marks that are as many, the first.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(mark, _)| *mark)
}

/// The cells of all rows that are not empty.
fn rows(text: &str, delimiter: u8) -> Vec<Vec<Cell>> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let bytes = text.as_bytes();
    let mut field = vec![0; bytes.len() + 1];
    let (mut start, mut at, mut filled) = (0, 0, 0);
    let mut rows = Vec::new();
    let mut row = Vec::new();
    loop {
        let (result, read, written) = reader.read_field(&bytes[at..], &mut field[filled..]);
        at += read;
        filled += written;
        match result {
            ReadFieldResult::InputEmpty => {}
            ReadFieldResult::Field { record_end } => {
                let said = String::from_utf8_lossy(&field[..filled]);
                row.push(Cell {
                    text: said.trim().to_owned(),
                    range: place(text, start, at, char::from(delimiter)),
                });
                (start, filled) = (at, 0);
                if record_end {
                    let row: Vec<Cell> = std::mem::take(&mut row);
                    if row.iter().any(|cell| !cell.text.is_empty()) {
                        rows.push(row);
                    }
                }
            }
            // The room is as large as the text.
            ReadFieldResult::OutputFull | ReadFieldResult::End => return rows,
        }
    }
}

/// The place of a cell that was read from the bytes between `start` and `end`, without the mark
/// after it, ends of lines and spaces.
fn place(text: &str, start: usize, end: usize, delimiter: char) -> TextRange {
    let raw = &text[start..end];
    let raw = raw.strip_suffix(delimiter).unwrap_or(raw);
    let from = raw.len() - raw.trim_start().len();
    TextRange::new(start + from, start + from + raw.trim().len())
}

fn ragged(row: &[Cell], expected: usize) -> Fault {
    let start = row.first().map_or(0, |cell| cell.range.start);
    let end = row.last().map_or(start, |cell| cell.range.end);
    Fault::new(
        Code::InvalidData,
        TextRange { start, end },
        format!(
            "this row has {} cells, and the header {expected}",
            row.len()
        ),
        "give every row as many cells as the header; put quotation marks around a text with the separating mark in it",
    )
}

/// Files are for figures about many people, never for rows about one.
fn personal_data(csv: &mut Csv) {
    const HELP: &str =
        "publish counts of many people, never rows about single ones: take the column out";
    for cell in &csv.header {
        if personal::is_personal_column(&cell.text) {
            csv.faults.push(Fault::new(
                Code::PersonalData,
                cell.range,
                format!("the column `{}` looks like data about persons", cell.text),
                HELP,
            ));
        }
    }
    let cells = csv.header.iter().chain(csv.rows.iter().flatten());
    let found = cells.filter_map(|cell| {
        let what = personal::looks_like(&cell.text)?;
        let message = format!("this cell looks like {what}");
        Some(Fault::new(Code::PersonalData, cell.range, message, HELP))
    });
    let found: Vec<Fault> = found.collect();
    csv.faults.extend(found);
}

impl Csv {
    /// The number that a cell says.
    ///
    /// # Errors
    /// What is wrong with it, in words that follow the cell's text.
    pub fn number(&self, cell: &Cell) -> Result<Number, &'static str> {
        let plain: String = cell
            .text
            .chars()
            .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
            .map(|c| if c == '\u{2212}' { '-' } else { c })
            .collect();
        let plain = if self.has_decimal_commas {
            plain.replacen(',', ".", 1)
        } else {
            plain
        };
        let digits = plain.strip_prefix('-').unwrap_or(&plain);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let are_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !are_digits(whole) || !are_digits(fraction) || whole.len() > 15 {
            return Err("is not a number");
        }
        if plain.starts_with('-') {
            return Err("is less than nothing");
        }
        let decimals = digits.len() - whole.len();
        Ok(Number {
            value: plain.parse().map_err(|_| "is not a number")?,
            decimals: u8::try_from(decimals.saturating_sub(1)).unwrap_or(u8::MAX),
        })
    }

    /// The place of a column with this name in the header, in any case.
    pub fn column(&self, name: &str) -> Option<usize> {
        let mut header = self.header.iter();
        header.position(|cell| cell.text.eq_ignore_ascii_case(name))
    }

    /// Whether the file can be used at all.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// The place of the header.
    pub fn header_range(&self) -> TextRange {
        let start = self.header.first().map_or(0, |cell| cell.range.start);
        let end = self.header.last().map_or(start, |cell| cell.range.end);
        TextRange { start, end }
    }
}

#[cfg(test)]
mod tests {
    use super::{Csv, parse};

    fn texts(csv: &Csv) -> Vec<Vec<&str>> {
        let rows = std::iter::once(&csv.header).chain(&csv.rows);
        rows.map(|row| row.iter().map(|cell| &*cell.text).collect())
            .collect()
    }

    #[test]
    fn what_spreadsheets_write() {
        let expected = [["Kunta", "2025"], ["Halsua", "12.5"], ["Veteli, koko", "1"]];
        for text in [
            "Kunta,2025\nHalsua,12.5\n\"Veteli, koko\",1\n",
            "\u{feff}Kunta,2025\r\nHalsua,12.5\r\n\r\n\"Veteli, koko\",1",
            "Kunta;2025\r\n Halsua ;12.5\r\nVeteli, koko;1\r\n;\r\n",
            "Kunta\t2025\nHalsua\t12.5\nVeteli, koko\t1",
        ] {
            let csv = parse(text.as_bytes());
            assert_eq!(texts(&csv), expected, "{text:?}");
            assert!(csv.is_sound(), "{:?}", csv.faults);
        }
    }

    #[test]
    fn cells_know_their_places() {
        let text = "Kunta;2025\r\n\r\n Halsua ; 12,5\r\n\"Kaus\"\"tinen\";1";
        let csv = parse(format!("\u{feff}{text}").as_bytes());
        let places: Vec<&str> = csv
            .rows
            .iter()
            .flatten()
            .filter_map(|cell| cell.range.of(text))
            .collect();
        assert_eq!(places, ["Halsua", "12,5", "\"Kaus\"\"tinen\"", "1"]);
        assert_eq!(csv.rows[1][0].text, "Kaus\"tinen");
    }

    #[test]
    fn numbers() {
        let of = |delimiter: char, number: &str| {
            let csv = parse(format!("a{delimiter}b\nx{delimiter}{number}\n").as_bytes());
            let number = csv.number(&csv.rows[0][1]);
            number.map(|number| (number.value, number.decimals))
        };
        assert_eq!(of(';', "12,50"), Ok((12.5, 2)));
        assert_eq!(of(';', "12.5"), Ok((12.5, 1)));
        assert_eq!(of(';', "1\u{a0}234"), Ok((1234.0, 0)));
        assert_eq!(of(',', "\"7\""), Ok((7.0, 0)));
        assert_eq!(of(',', "\"12,5\""), Err("is not a number"));
        assert_eq!(of(',', "-1"), Err("is less than nothing"));
        for text in ["noin 5", "1e5", "NaN", "5 %", ".5", "5.", "1.2.3"] {
            assert_eq!(of(',', text), Err("is not a number"), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_kept() {
        let faults = |bytes: &[u8]| parse(bytes).faults.len();
        assert_eq!(faults(b""), 1);
        assert_eq!(faults(b"a,b\n"), 1);
        assert_eq!(faults(b"a,b\n1\n1,2,3\n1,2\n"), 2);
        assert_eq!(faults(b"a,b\nK\xE4,1\n"), 1);
        assert_eq!(faults(b"nimi,ika\nx,1\n"), 1);
        assert_eq!(faults(b"a,b\nx,010170-960F\nx@y.example,1\n"), 2);
    }
}
