//! What a time zone does in some years, as a `VTIMEZONE` (RFC 5545, section 3.6.5).
//!
//! Changes that come by a yearly rule are written as that rule and all others as dates: Outlook reads
//! rules only and passes over `RDATE` (MS-STANOICAL, section 2.2.47).

use std::ops::RangeInclusive;

use crate::calendar::content_line::{Lines, moment_value};
use crate::calendar::weekday_code::weekday_code;
use crate::calendar::zone::{Transition, UtcOffset, Zone};
use crate::locale::{Date, DateTime, Time};

/// Further years that must keep to a rule before it is written without an end.
const YEARS_AFTER: i32 = 3;

/// Writes a zone so that every moment of `years` has its right offset, and what is likely of the
/// years after them.
pub(crate) fn write_zone(lines: &mut Lines, zone: &Zone, years: RangeInclusive<i32>) {
    // The year before, because its last change still holds on New Year's Day.
    let last_year = *years.end() + YEARS_AFTER;
    let transitions = zone.transitions(*years.start() - 1, last_year);
    lines.push("BEGIN:VTIMEZONE");
    lines.push_text("TZID", zone.name());
    if transitions.is_empty() {
        write_unchanging(lines, zone, *years.start());
    }
    for group in groups(transitions) {
        write_observance(lines, &group, last_year);
    }
    lines.push("END:VTIMEZONE");
}

/// Changes of the same kind, in time order, in the order of the first of each kind.
fn groups(transitions: Vec<Transition>) -> Vec<Vec<Transition>> {
    let mut groups: Vec<Vec<Transition>> = Vec::new();
    for transition in transitions {
        let is_same = |other: &Transition| other.kind() == transition.kind();
        let mut known = groups.iter_mut();
        match known.find(|group| group.first().is_some_and(is_same)) {
            Some(group) => group.push(transition),
            None => groups.push(vec![transition]),
        }
    }
    groups
}

fn write_observance(lines: &mut Lines, group: &[Transition], last_year: i32) {
    let Some(first) = group.first() else { return };
    let kind = if first.is_daylight {
        "DAYLIGHT"
    } else {
        "STANDARD"
    };
    lines.push(&format!("BEGIN:{kind}"));
    lines.push(&format!("DTSTART:{}", moment_value(first.onset)));
    match yearly_rule(group, last_year) {
        Some(rule) => lines.push(&format!("RRULE:{rule}")),
        None if group.len() > 1 => {
            let onsets = group
                .iter()
                .skip(1)
                .map(|change| moment_value(change.onset));
            lines.push(&format!("RDATE:{}", onsets.collect::<Vec<_>>().join(",")));
        }
        None => {}
    }
    lines.push(&format!("TZOFFSETFROM:{}", offset_value(first.from)));
    lines.push(&format!("TZOFFSETTO:{}", offset_value(first.to)));
    lines.push_text("TZNAME", &first.name);
    lines.push(&format!("END:{kind}"));
}

/// A zone whose clocks have never been changed, such as `Etc/UTC`.
fn write_unchanging(lines: &mut Lines, zone: &Zone, year: i32) {
    let Some((date, time)) = Date::new(year, 1, 1).zip(Time::new(0, 0)) else {
        return;
    };
    let moment = DateTime { date, time };
    let offset = offset_value(zone.offset_at(moment));
    lines.push("BEGIN:STANDARD");
    lines.push(&format!("DTSTART:{}", moment_value(moment)));
    lines.push(&format!("TZOFFSETFROM:{offset}"));
    lines.push(&format!("TZOFFSETTO:{offset}"));
    lines.push("END:STANDARD");
}

/// The rule that gives these changes and no others up to `last_year`, such as the last Sunday of
/// March, if there is one.
fn yearly_rule(group: &[Transition], last_year: i32) -> Option<String> {
    let onsets = || group.iter().map(|change| change.onset);
    let first = onsets().next()?;
    let (month, weekday) = (first.date.month(), first.date.weekday());
    let is_like_first = |onset: DateTime| {
        (onset.date.month(), onset.date.weekday(), onset.time) == (month, weekday, first.time)
    };
    let nth = (first.date.day() - 1) / 7 + 1;
    let is_nth = |onset: DateTime| (onset.date.day() - 1) / 7 + 1 == nth;
    let is_last = |onset: DateTime| onset.date.day() + 7 > onset.date.month_length();
    let years = onsets().map(|onset| onset.date.year());
    if group.len() < 2 || !years.eq(first.date.year()..=last_year) || !onsets().all(is_like_first) {
        return None;
    }
    let nth = match (onsets().all(is_last), onsets().all(is_nth)) {
        (true, _) => "-1".to_owned(),
        (_, true) => nth.to_string(),
        _ => return None,
    };
    let code = weekday_code(weekday);
    Some(format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{code}"))
}

/// A value of type UTC-OFFSET: `+0200`, with seconds only where it has some.
fn offset_value(offset: UtcOffset) -> String {
    let (sign, hours, minutes, seconds) = offset.parts();
    let rest = if seconds == 0 {
        String::new()
    } else {
        format!("{seconds:02}")
    };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}
