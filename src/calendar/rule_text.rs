//! The text of a rule of repetition (RFC 5545, section 3.3.10) to a [`Recurrence`], or to what is
//! wrong with it and what would be right.
//!
//! Each part is read on its own; then the parts are checked against each other.

use std::error::Error;
use std::fmt;

use crate::base::TextRange;
use crate::base::suggest;
use crate::calendar::recurrence::{Frequency, NthWeekday, Recurrence, RuleEnd};
use crate::calendar::weekday_code::WEEKDAY_CODES;
use crate::locale::{Date, Weekday};

/// Why a text is not a [`Recurrence`], in the words of a problem report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidRecurrence {
    /// What is wrong: one line, lower case, names in backticks, no full stop.
    pub message: String,
    /// What would be right.
    pub help: String,
    /// Where in the rule's text, in bytes.
    pub range: TextRange,
}

/// The parts that are understood.
const PARTS: [&str; 9] = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYDAY",
    "BYMONTHDAY",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
];

/// Parts of RFC 5545 that are not understood, and what to write instead.
const OTHER_PARTS: [(&str, &str); 8] = [
    ("BYHOUR", "the times of day stand in `start` and `end`"),
    ("BYMINUTE", "the times of day stand in `start` and `end`"),
    ("BYSECOND", "the times of day stand in `start` and `end`"),
    (
        "BYYEARDAY",
        "write the month and its day: `BYMONTH=12;BYMONTHDAY=6`",
    ),
    (
        "BYWEEKNO",
        "write every how many weeks it is, `FREQ=WEEKLY;INTERVAL=2`, or its month and day",
    ),
    ("DTSTART", "the first day stands in `from`"),
    ("EXDATE", "days without it stand in the exceptions"),
    ("RDATE", "further days stand in the exceptions"),
];

const FREQUENCIES: [(&str, Frequency); 4] = [
    ("DAILY", Frequency::Daily),
    ("WEEKLY", Frequency::Weekly),
    ("MONTHLY", Frequency::Monthly),
    ("YEARLY", Frequency::Yearly),
];

/// Frequencies of RFC 5545 that repeat within a day.
const WITHIN_A_DAY: [&str; 3] = ["HOURLY", "MINUTELY", "SECONDLY"];

/// A piece of the rule's text in capital letters, and where it stands.
struct Piece {
    text: String,
    range: TextRange,
}

/// A part `NAME=VALUE`.
struct Part {
    name: Piece,
    value: Piece,
    range: TextRange,
}

pub(crate) fn read_rule(text: &str) -> Result<Recurrence, InvalidRecurrence> {
    let mut parts: Vec<Part> = Vec::new();
    for piece in pieces(text, 0, ';') {
        let part = read_part(&piece)?;
        if parts.iter().any(|other| other.name.text == part.name.text) {
            let message = format!("`{}` stands twice in the rule", part.name.text);
            return wrong(
                part.range,
                message,
                "write it once; days and months may be a list: `BYDAY=MO,TH`",
            );
        }
        parts.push(part);
    }
    let mut rule = Recurrence {
        frequency: frequency(text, &parts)?,
        interval: 1,
        end: RuleEnd::Open,
        months: Vec::new(),
        month_days: Vec::new(),
        weekdays: Vec::new(),
        positions: Vec::new(),
        week_start: Weekday::Monday,
    };
    for part in &parts {
        take_part(&mut rule, part)?;
    }
    check_together(&rule, &parts)?;
    Ok(rule)
}

/// The pieces of a text between separators, in capital letters; `offset` is where the text stands.
fn pieces(text: &str, offset: usize, separator: char) -> Vec<Piece> {
    let mut start = offset;
    text.split(separator)
        .map(|piece| {
            let range = TextRange::new(start, start + piece.len());
            start += piece.len() + separator.len_utf8();
            Piece {
                text: piece.to_ascii_uppercase(),
                range,
            }
        })
        .collect()
}

fn read_part(piece: &Piece) -> Result<Part, InvalidRecurrence> {
    let Some((name, value)) = piece.text.split_once('=') else {
        return wrong_part(piece);
    };
    let start = piece.range.start as usize;
    let name = Piece {
        text: name.to_owned(),
        range: TextRange::new(start, start + name.len()),
    };
    if !PARTS.contains(&name.text.as_str()) {
        return wrong_name(&name);
    }
    Ok(Part {
        value: Piece {
            text: value.to_owned(),
            range: TextRange::new(start + name.text.len() + 1, piece.range.end as usize),
        },
        name,
        range: piece.range,
    })
}

fn wrong_part<T>(piece: &Piece) -> Result<T, InvalidRecurrence> {
    let text = piece.text.trim();
    if text.is_empty() {
        let message = "a part of the rule is empty";
        return wrong(
            piece.range,
            message,
            "parts are joined by one `;`: `FREQ=WEEKLY;BYDAY=TU`",
        );
    }
    let frequencies = FREQUENCIES.map(|(name, _)| name);
    let help = match suggest::nearest(text, frequencies) {
        Some(name) => format!("did you mean `FREQ={name}`?"),
        None => "a part is written `NAME=VALUE`, such as `FREQ=WEEKLY`".to_owned(),
    };
    wrong(piece.range, format!("`{text}` is no part of a rule"), help)
}

fn wrong_name<T>(name: &Piece) -> Result<T, InvalidRecurrence> {
    let text = name.text.as_str();
    if text.starts_with("RRULE:") {
        let message = "the rule begins with `RRULE:`";
        return wrong(
            name.range,
            message,
            "write it without `RRULE:`, from `FREQ=` on",
        );
    }
    if let Some((_, help)) = OTHER_PARTS.iter().find(|(other, _)| *other == text) {
        return wrong(name.range, format!("`{text}` is not used here"), *help);
    }
    let message = format!("a rule has no part `{text}`");
    wrong(name.range, message, suggestion(text, PARTS))
}

fn frequency(text: &str, parts: &[Part]) -> Result<Frequency, InvalidRecurrence> {
    let Some(part) = parts.iter().find(|part| part.name.text == "FREQ") else {
        let message = "the rule does not say how often: it has no `FREQ`";
        let whole = TextRange::new(0, text.len());
        return wrong(
            whole,
            message,
            "begin it with `FREQ`, such as `FREQ=WEEKLY;BYDAY=TU`",
        );
    };
    let value = part.value.text.as_str();
    if let Some((_, found)) = FREQUENCIES.iter().find(|(name, _)| *name == value) {
        return Ok(*found);
    }
    if WITHIN_A_DAY.contains(&value) {
        let message = format!("`FREQ={value}` repeats within a day");
        let help = "use `DAILY`, `WEEKLY`, `MONTHLY` or `YEARLY`; the times of day stand in `start` and `end`";
        return wrong(part.value.range, message, help);
    }
    let message = format!("`{value}` is no frequency");
    let help = suggestion(value, FREQUENCIES.map(|(name, _)| name));
    wrong(part.value.range, message, help)
}

/// Reads one part's value into the rule.
fn take_part(rule: &mut Recurrence, part: &Part) -> Result<(), InvalidRecurrence> {
    let value = &part.value;
    let list = || pieces(&value.text, value.range.start as usize, ',');
    match part.name.text.as_str() {
        "INTERVAL" => rule.interval = number(value, "an interval", 1..=999)?,
        "COUNT" => {
            let count = number(value, "a count", 1..=9999)?;
            rule.end = RuleEnd::Count(count.unsigned_abs());
        }
        "UNTIL" => rule.end = RuleEnd::Until(last_day(value)?),
        "BYDAY" => rule.weekdays = list().iter().map(nth_weekday).collect::<Result<_, _>>()?,
        "BYMONTHDAY" => rule.month_days = numbers(&list(), "a day of a month", 31)?,
        "BYMONTH" => {
            let months = list();
            let months = months.iter().map(|piece| number(piece, "a month", 1..=12));
            rule.months = months.collect::<Result<_, _>>()?;
        }
        "BYSETPOS" => rule.positions = numbers(&list(), "a position", 366)?,
        "WKST" => rule.week_start = weekday(value, &value.text)?,
        _ => {}
    }
    Ok(())
}

fn number(
    piece: &Piece,
    what: &str,
    allowed: std::ops::RangeInclusive<i32>,
) -> Result<i32, InvalidRecurrence> {
    match piece.text.parse() {
        Ok(number) if allowed.contains(&number) => Ok(number),
        _ => {
            let message = format!("`{}` is not {what}", piece.text);
            let help = format!(
                "write a whole number from {} to {}",
                allowed.start(),
                allowed.end()
            );
            wrong(piece.range, message, help)
        }
    }
}

/// Numbers that count from the beginning, or with a minus from the end.
fn numbers(pieces: &[Piece], what: &str, highest: i32) -> Result<Vec<i32>, InvalidRecurrence> {
    let read = |piece: &Piece| match piece.text.parse::<i32>() {
        Ok(number) if number != 0 && (-highest..=highest).contains(&number) => Ok(number),
        _ => {
            let message = format!("`{}` is not {what}", piece.text);
            let help = format!(
                "write a whole number from 1 to {highest}, or from -1 to -{highest} to count from the end"
            );
            wrong(piece.range, message, help)
        }
    };
    pieces.iter().map(read).collect()
}

/// `20261231`. RFC 5545 also knows moments in UTC, whose day depends on the place.
fn last_day(piece: &Piece) -> Result<Date, InvalidRecurrence> {
    let text = piece.text.as_str();
    let with_hyphens = |digits: &str| {
        let (year, rest) = digits.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        Date::parse(&format!("{year}-{month}-{day}")).ok()
    };
    if let Some(date) = with_hyphens(text) {
        return Ok(date);
    }
    let day = text.split_once('T').map_or(text, |(day, _)| day);
    let help = match with_hyphens(day).or_else(|| Date::parse(day).ok()) {
        Some(date) => format!(
            "write the last day: `UNTIL={}`",
            date.to_string().replace('-', "")
        ),
        None => "write the last day in eight digits, such as `UNTIL=20261231`".to_owned(),
    };
    wrong(piece.range, format!("`{text}` is no last day"), help)
}

/// `TU`, `2TU` or `-1TU`.
fn nth_weekday(piece: &Piece) -> Result<NthWeekday, InvalidRecurrence> {
    let text = piece.text.as_str();
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-');
    let name = text.trim_start_matches(is_of_number);
    let digits = &text[..text.len() - name.len()];
    let turned = name.trim_end_matches(is_of_number);
    if turned != name && WEEKDAY_CODES.iter().any(|(day, _)| *day == turned) {
        let message = format!("`{text}` is no day of the week");
        let help = format!(
            "the number stands first: `{}{turned}`",
            &name[turned.len()..]
        );
        return wrong(piece.range, message, help);
    }
    let weekday = weekday(piece, name)?;
    if digits.is_empty() {
        return Ok(NthWeekday { nth: None, weekday });
    }
    match digits.parse::<i32>() {
        Ok(nth) if nth != 0 && (-53..=53).contains(&nth) => Ok(NthWeekday {
            nth: Some(nth),
            weekday,
        }),
        _ => {
            let message = format!("there is no `{text}` in a month or year");
            let help = format!("the first is `1{name}`, the last `-1{name}`, every one `{name}`");
            wrong(piece.range, message, help)
        }
    }
}

fn weekday(piece: &Piece, name: &str) -> Result<Weekday, InvalidRecurrence> {
    if let Some((_, weekday)) = WEEKDAY_CODES.iter().find(|(known, _)| *known == name) {
        return Ok(*weekday);
    }
    let message = format!("`{}` is no day of the week", piece.text);
    let help = suggestion(name, WEEKDAY_CODES.map(|(name, _)| name));
    wrong(piece.range, message, help)
}

/// What each part allows of the others (RFC 5545, section 3.3.10).
fn check_together(rule: &Recurrence, parts: &[Part]) -> Result<(), InvalidRecurrence> {
    let find = |name: &str| parts.iter().find(|part| part.name.text == name);
    let is_within_week = matches!(rule.frequency, Frequency::Daily | Frequency::Weekly);
    if let (Some(count), Some(_)) = (find("COUNT"), find("UNTIL")) {
        let message = "the rule has both `COUNT` and `UNTIL`";
        return wrong(
            count.range,
            message,
            "keep one of them: how many times, or the last day",
        );
    }
    if let Some(part) = find("BYDAY")
        && let Some(nth) = rule.weekdays.iter().find_map(|day| day.nth)
    {
        if is_within_week {
            let message = "only months and years have a first or last day of the week";
            let help = "use `FREQ=MONTHLY`; for every other week, `FREQ=WEEKLY;INTERVAL=2` without a number";
            return wrong(part.range, message, help);
        }
        let counts_in_month = rule.frequency == Frequency::Monthly || !rule.months.is_empty();
        if counts_in_month && nth.abs() > 5 {
            let message = format!("no month has {} of the same day of the week", nth.abs());
            return wrong(part.range, message, "write 1 to 5, or -1 for the last");
        }
    }
    if let (Some(part), Frequency::Weekly) = (find("BYMONTHDAY"), rule.frequency) {
        let message = "a weekly rule has no days of the month";
        return wrong(
            part.range,
            message,
            "use `FREQ=MONTHLY` with `BYMONTHDAY`, or `BYDAY`",
        );
    }
    if let Some(part) = find("BYSETPOS")
        && [find("BYDAY"), find("BYMONTHDAY"), find("BYMONTH")]
            .iter()
            .all(Option::is_none)
    {
        let message = "`BYSETPOS` chooses among days, and the rule names none";
        let help =
            "the last working day of a month is `FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1`";
        return wrong(part.range, message, help);
    }
    Ok(())
}

fn suggestion<const N: usize>(typed: &str, known: [&str; N]) -> String {
    suggest::help(typed, known).unwrap_or_default()
}

fn wrong<T>(
    range: TextRange,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Result<T, InvalidRecurrence> {
    Err(InvalidRecurrence {
        message: message.into(),
        help: help.into(),
        range,
    })
}

impl fmt::Display for InvalidRecurrence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl Error for InvalidRecurrence {}
