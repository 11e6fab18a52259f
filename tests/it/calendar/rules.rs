//! Rules of repetition: the days they give, what is refused, and what the crate `rrule` makes of them.

use std::collections::BTreeMap;

use ical::recur::expand::IcalRecurExpand;
use ical::recur::{IcalRecurDateTime, IcalRecurRule};
use opas::calendar::{Exceptions, Hours, Recurrence, Schedule};
use opas::locale::{Date, Time};
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof, proptest};
use proptest::sample::{select, subsequence};

use super::date;

/// A schedule that is nothing but a rule.
fn ruled(rule: &str, from: Date) -> Option<Schedule> {
    let rule = Recurrence::parse(rule).expect("the rule is right");
    let hours = Time::new(10, 0).zip(Time::new(13, 0));
    let hours = hours.and_then(|(start, end)| Hours::new(start, end));
    let hours = hours.expect("10:00 to 13:00");
    Schedule::new(rule, hours, from, None, Exceptions::default()).ok()
}

fn days(rule: &str, from: &str, count: usize) -> Vec<String> {
    let schedule = ruled(rule, date(from)).expect("the rule gives days");
    let next = schedule.next(date(from), count);
    next.iter().map(|next| next.date.to_string()).collect()
}

/// A rule, its first day, and the days it gives; what ends with `...` goes on.
#[rustfmt::skip]
const RULES: &[(&str, &str, &str)] = &[
    // The first and the third Tuesday, also where the month begins on a Tuesday.
    ("FREQ=MONTHLY;BYDAY=1TU,3TU", "2026-11-01", "2026-11-03 2026-11-17 2026-12-01 2026-12-15 2027-01-05 ..."),
    ("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-01", "2026-01-30 2026-02-27 2026-03-27 ..."),
    ("FREQ=MONTHLY;BYDAY=5SA", "2026-01-01", "2026-01-31 2026-05-30 2026-08-29 ..."),
    // Every other week over New Year, also where the first day is not one of them.
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-12-15", "2026-12-15 2026-12-29 2027-01-12 ..."),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-12-16", "2026-12-29 2027-01-12 2027-01-26 ..."),
    ("FREQ=WEEKLY;INTERVAL=2", "2026-12-24", "2026-12-24 2027-01-07 ..."),
    // RFC 5545, section 3.8.5.3: the week's first day decides.
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", "1997-08-05 1997-08-10 1997-08-19 1997-08-24"),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", "1997-08-05 1997-08-17 1997-08-19 1997-08-31"),
    // Ends of months: a month without the day has none.
    ("FREQ=MONTHLY", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31 2026-07-31 ..."),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-11-15", "2027-11-30 2027-12-31 2028-01-31 2028-02-29 2028-03-31 ..."),
    ("FREQ=MONTHLY;BYMONTHDAY=15,30", "2027-01-20", "2027-01-30 2027-02-15 2027-03-15 2027-03-30 ..."),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-01", "2026-01-30 2026-02-27 2026-03-31 ..."),
    ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-01-01", "2026-02-13 2026-03-13 2026-11-13 2027-08-13 ..."),
    // Leap days.
    ("FREQ=YEARLY", "2024-02-29", "2024-02-29 2028-02-29 2032-02-29 ..."),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2096-01-01", "2096-02-29 2104-02-29 ..."),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "2026-06-01", "2027-02-28 2028-02-29 2029-02-28 ..."),
    ("FREQ=DAILY;INTERVAL=365", "2027-03-01", "2027-03-01 2028-02-29 2029-02-28 ..."),
    // Years.
    ("FREQ=YEARLY", "2026-12-06", "2026-12-06 2027-12-06 ..."),
    ("FREQ=YEARLY;BYMONTH=9,2", "2026-02-07", "2026-02-07 2026-09-07 2027-02-07 ..."),
    ("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "2026-01-01", "2026-10-25 2027-10-31 2028-10-29 ..."),
    ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17 ..."),
    ("FREQ=YEARLY;BYDAY=-1MO", "2026-01-01", "2026-12-28 2027-12-27 ..."),
    ("FREQ=YEARLY;BYDAY=53TH", "2026-01-01", "2026-12-31 2032-12-30 ..."),
    ("FREQ=YEARLY;BYDAY=TU;BYMONTH=11;BYMONTHDAY=2,3,4,5,6,7,8;INTERVAL=4", "1996-11-05", "1996-11-05 2000-11-07 2004-11-02 ..."),
    // Ends.
    ("FREQ=DAILY;COUNT=3", "2026-12-30", "2026-12-30 2026-12-31 2027-01-01"),
    ("FREQ=WEEKLY;UNTIL=20261124", "2026-11-10", "2026-11-10 2026-11-17 2026-11-24"),
    ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261201", "2026-11-25", "2026-12-01"),
    ("FREQ=DAILY;BYMONTH=1;BYDAY=MO", "2026-12-01", "2027-01-04 2027-01-11 2027-01-18 2027-01-25 2028-01-03 ..."),
    // As people write it.
    ("byday=tu;freq=weekly", "2026-11-24", "2026-11-24 2026-12-01 ..."),
    // The calendar's end.
    ("FREQ=WEEKLY", "9999-12-20", "9999-12-20 9999-12-27"),
    ("FREQ=MONTHLY;BYMONTHDAY=31", "9999-10-01", "9999-10-31 9999-12-31"),
    ("FREQ=YEARLY;INTERVAL=999", "9000-02-01", "9000-02-01"),
];

#[test]
fn rules_give_their_days() {
    for (rule, from, expected) in RULES {
        let goes_on = expected.ends_with(" ...");
        let mut expected: Vec<&str> = expected.split(' ').collect();
        if goes_on {
            expected.pop();
        }
        let further = usize::from(!goes_on);
        let found = days(rule, from, expected.len() + further);
        assert_eq!(found, expected, "{rule} from {from}");
    }
}

/// A rule, the text under the caret, the message, and what would be right.
#[rustfmt::skip]
const WRONG: &[(&str, &str, &str, &str)] = &[
    ("", "", "a part of the rule is empty", "parts are joined by one `;`: `FREQ=WEEKLY;BYDAY=TU`"),
    ("FREQ=WEEKLY;", "", "a part of the rule is empty", "parts are joined by one `;`: `FREQ=WEEKLY;BYDAY=TU`"),
    ("BYDAY=TU", "BYDAY=TU", "the rule does not say how often: it has no `FREQ`", "begin it with `FREQ`, such as `FREQ=WEEKLY;BYDAY=TU`"),
    ("RRULE:FREQ=WEEKLY", "RRULE:FREQ", "the rule begins with `RRULE:`", "write it without `RRULE:`, from `FREQ=` on"),
    ("monthly", "monthly", "`MONTHLY` is no part of a rule", "did you mean `FREQ=MONTHLY`?"),
    ("joka tiistai", "joka tiistai", "`JOKA TIISTAI` is no part of a rule", "a part is written `NAME=VALUE`, such as `FREQ=WEEKLY`"),
    ("FREQ=WEEKLY;BYDAYS=TU", "BYDAYS", "a rule has no part `BYDAYS`", "did you mean `BYDAY`?"),
    ("FREQ=WEEKLY; BYDAY=TU", " BYDAY", "a rule has no part ` BYDAY`", "did you mean `BYDAY`?"),
    ("FREQ=WEEKLY;PÄIVÄ=TU", "PÄIVÄ", "a rule has no part `PÄIVÄ`", "known here: `FREQ`, `INTERVAL`, `COUNT`, `UNTIL`, `BYDAY`, `BYMONTHDAY`, `BYMONTH`, `BYSETPOS`, `WKST`"),
    ("FREQ=DAILY;BYHOUR=10", "BYHOUR", "`BYHOUR` is not used here", "the times of day stand in `start` and `end`"),
    ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO", "`BYWEEKNO` is not used here", "write every how many weeks it is, `FREQ=WEEKLY;INTERVAL=2`, or its month and day"),
    ("FREQ=WEEKLY;BYDAY=MO;BYDAY=TU", "BYDAY=TU", "`BYDAY` stands twice in the rule", "write it once; days and months may be a list: `BYDAY=MO,TH`"),
    ("FREQ=HOURLY", "HOURLY", "`FREQ=HOURLY` repeats within a day", "use `DAILY`, `WEEKLY`, `MONTHLY` or `YEARLY`; the times of day stand in `start` and `end`"),
    ("FREQ=MONTH", "MONTH", "`MONTH` is no frequency", "did you mean `MONTHLY`?"),
    ("FREQ=", "", "`` is no frequency", "known here: `DAILY`, `WEEKLY`, `MONTHLY`, `YEARLY`"),
    ("FREQ=DAILY;INTERVAL=0", "0", "`0` is not an interval", "write a whole number from 1 to 999"),
    ("FREQ=DAILY;COUNT=ten", "ten", "`TEN` is not a count", "write a whole number from 1 to 9999"),
    ("FREQ=DAILY;COUNT=99999999999999", "99999999999999", "`99999999999999` is not a count", "write a whole number from 1 to 9999"),
    ("FREQ=DAILY;COUNT=3;UNTIL=20261231", "COUNT=3", "the rule has both `COUNT` and `UNTIL`", "keep one of them: how many times, or the last day"),
    ("FREQ=DAILY;UNTIL=2026-12-31", "2026-12-31", "`2026-12-31` is no last day", "write the last day: `UNTIL=20261231`"),
    ("FREQ=DAILY;UNTIL=20261231T215959Z", "20261231T215959Z", "`20261231T215959Z` is no last day", "write the last day: `UNTIL=20261231`"),
    ("FREQ=DAILY;UNTIL=20260230", "20260230", "`20260230` is no last day", "write the last day in eight digits, such as `UNTIL=20261231`"),
    ("FREQ=DAILY;UNTIL=äää", "äää", "`äää` is no last day", "write the last day in eight digits, such as `UNTIL=20261231`"),
    ("FREQ=WEEKLY;BYDAY=TUE", "TUE", "`TUE` is no day of the week", "did you mean `TU`?"),
    ("FREQ=WEEKLY;BYDAY=MO,XX", "XX", "`XX` is no day of the week", "known here: `MO`, `TU`, `WE`, `TH`, `FR`, `SA`, `SU`"),
    ("FREQ=MONTHLY;BYDAY=TU1,TU3", "TU1", "`TU1` is no day of the week", "the number stands first: `1TU`"),
    ("FREQ=MONTHLY;BYDAY=0TU", "0TU", "there is no `0TU` in a month or year", "the first is `1TU`, the last `-1TU`, every one `TU`"),
    ("FREQ=MONTHLY;BYDAY=6TU", "BYDAY=6TU", "no month has 6 of the same day of the week", "write 1 to 5, or -1 for the last"),
    ("FREQ=YEARLY;BYMONTH=3;BYDAY=20MO", "BYDAY=20MO", "no month has 20 of the same day of the week", "write 1 to 5, or -1 for the last"),
    ("FREQ=WEEKLY;BYDAY=1TU", "BYDAY=1TU", "only months and years have a first or last day of the week", "use `FREQ=MONTHLY`; for every other week, `FREQ=WEEKLY;INTERVAL=2` without a number"),
    ("FREQ=MONTHLY;BYMONTHDAY=32", "32", "`32` is not a day of a month", "write a whole number from 1 to 31, or from -1 to -31 to count from the end"),
    ("FREQ=MONTHLY;BYMONTHDAY=1,,2", "", "`` is not a day of a month", "write a whole number from 1 to 31, or from -1 to -31 to count from the end"),
    ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY=1", "a weekly rule has no days of the month", "use `FREQ=MONTHLY` with `BYMONTHDAY`, or `BYDAY`"),
    ("FREQ=YEARLY;BYMONTH=JAN", "JAN", "`JAN` is not a month", "write a whole number from 1 to 12"),
    ("FREQ=MONTHLY;BYSETPOS=-1", "BYSETPOS=-1", "`BYSETPOS` chooses among days, and the rule names none", "the last working day of a month is `FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1`"),
    ("FREQ=WEEKLY;WKST=MON", "MON", "`MON` is no day of the week", "did you mean `MO`?"),
];

#[test]
fn wrong_rules_say_where_and_what_would_be_right() {
    for (rule, under_caret, message, help) in WRONG {
        let error = Recurrence::parse(rule).expect_err(rule);
        let caret = error.range.of(rule);
        let found = (caret, error.message.as_str(), error.help.as_str());
        assert_eq!(found, (Some(*under_caret), *message, *help), "{rule}");
        assert_eq!(error.to_string(), *message);
    }
}

const WEEKDAYS: &[&str] = &["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// Rules of every frequency, with parts that their frequency allows. Days of the week have all a
/// number or none: `rrule` takes a list of both, `2SA,FR`, for a contradiction, and does not know `-5FR`.
fn rule() -> impl Strategy<Value = String> {
    let list = |name: &'static str, values: Vec<String>, most: usize| {
        let some = subsequence(values, 1..=most);
        let some = some.prop_map(move |values| format!(";{name}={}", values.join(",")));
        prop_oneof![Just(String::new()), some]
    };
    let texts = |numbers: &mut dyn Iterator<Item = i32>| {
        let numbers = numbers.filter(|number| *number != 0);
        numbers.map(|number| number.to_string()).collect::<Vec<_>>()
    };
    let every_weekday: Vec<String> = WEEKDAYS.iter().map(|&day| day.to_owned()).collect();
    let nth_weekdays: Vec<String> = texts(&mut (-4..=5))
        .into_iter()
        .flat_map(|nth| WEEKDAYS.iter().map(move |day| format!("{nth}{day}")))
        .collect();
    let both_weekdays = prop_oneof![
        list("BYDAY", every_weekday.clone(), 4),
        list("BYDAY", nth_weekdays, 4)
    ];
    let months = || list("BYMONTH", texts(&mut (1..=12)), 4);
    let month_days = || list("BYMONTHDAY", texts(&mut (-31..=31)), 5);
    let positions = || list("BYSETPOS", texts(&mut (-4..=4)), 3);
    let weekly = (list("BYDAY", every_weekday.clone(), 4), months());
    let daily = (list("BYDAY", every_weekday, 4), month_days(), months());
    let monthly = (both_weekdays.clone(), month_days(), months(), positions());
    let yearly = (both_weekdays, month_days(), months(), positions());
    let frequency = prop_oneof![
        weekly.prop_map(|(days, months)| format!("FREQ=WEEKLY{days}{months}")),
        daily.prop_map(|(days, dates, months)| format!("FREQ=DAILY{days}{dates}{months}")),
        monthly.prop_map(|(days, dates, months, at)| {
            // A position chooses among days, so that there must be some.
            let at = if days.is_empty() && dates.is_empty() {
                ""
            } else {
                &at
            };
            format!("FREQ=MONTHLY{days}{dates}{months}{at}")
        }),
        yearly.prop_map(|(days, dates, months, at)| {
            let at = if days.is_empty() && dates.is_empty() {
                ""
            } else {
                &at
            };
            format!("FREQ=YEARLY{days}{dates}{months}{at}")
        }),
    ];
    let end = prop_oneof![
        Just(String::new()),
        (1..30).prop_map(|count| format!(";COUNT={count}")),
        (2026..2040).prop_map(|year| format!(";UNTIL={year}0617")),
    ];
    let week_start = prop_oneof![Just(""), select(vec![";WKST=SU", ";WKST=WE"])];
    (frequency, 1..5, end, week_start).prop_map(|(frequency, interval, end, start)| {
        format!("{frequency};INTERVAL={interval}{end}{start}")
    })
}

/// The first days that the crate `rrule` finds, in UTC, which has no summer time.
fn days_by_rrule(rule: &str, from: Date, count: u16) -> Vec<String> {
    let rule = match rule.split_once(";UNTIL=") {
        // It wants a moment where the first day is one.
        Some((before, after)) => {
            let (day, rest) = after.split_at(8);
            format!("{before};UNTIL={day}T235959Z{rest}")
        }
        None => rule.to_owned(),
    };
    let start = from.to_string().replace('-', "");
    let set = format!("DTSTART:{start}T100000Z\nRRULE:{rule}");
    let set: rrule::RRuleSet = set.parse().expect("`rrule` reads the rule");
    let found = set.all(count).dates;
    found
        .iter()
        .map(|date| date.format("%Y-%m-%d").to_string())
        .collect()
}

/// The first days that the crate `ical-rs` finds.
fn days_by_ical(rule: &str, from: Date, count: usize) -> Vec<String> {
    let rule = IcalRecurRule::parse(rule).expect("`ical-rs` reads the rule");
    let start = IcalRecurDateTime::date(from.year(), from.month(), from.day());
    let found = IcalRecurExpand::new(rule, start).take(count);
    let written = found.map(|at| format!("{:04}-{:02}-{:02}", at.year, at.month, at.day));
    written.collect()
}

/// What lies within the years that both look at.
fn within_both(days: Vec<String>) -> Vec<String> {
    days.into_iter()
        .filter(|day| day.as_str() < "2110")
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rules_give_the_days_that_rrule_finds(rule in rule(), start in 0..880_i32) {
        let from = date("2024-01-01").add_days(start);
        let expected = within_both(days_by_rrule(&rule, from, 40));
        let found = ruled(&rule, from).map(|schedule| schedule.next(from, 40));
        let found = found.unwrap_or_default();
        let found = found.iter().map(|next| next.date.to_string()).collect();
        assert_eq!(within_both(found), expected, "{rule} from {from}");
    }

    /// A second opinion, also on what `rrule` gets wrong.
    #[test]
    fn rules_give_the_days_that_ical_rs_finds(
        rule in rule(),
        more in subsequence(vec!["SU", "WE", "-5TH"], 0..3),
        start in 0..4000_i32,
    ) {
        let rule = match rule.split_once("BYDAY=") {
            Some((before, after)) if !rule.starts_with("FREQ=WEEKLY") && !rule.starts_with("FREQ=DAILY") => {
                let more: String = more.iter().map(|day| format!("{day},")).collect();
                format!("{before}BYDAY={more}{after}")
            }
            _ => rule,
        };
        let from = date("2024-01-01").add_days(start);
        let found = ruled(&rule, from).map(|schedule| schedule.next(from, 40));
        let found = found.unwrap_or_default();
        let found = found.iter().map(|next| next.date.to_string()).collect();
        let expected = within_both(days_by_ical(&rule, from, 40));
        assert_eq!(within_both(found), expected, "{rule} from {from}");
    }

    /// Whoever asks late does not get other days.
    #[test]
    fn days_are_the_same_from_wherever_they_are_looked_for(rule in rule(), later in 0..3000_i32) {
        let from = date("2026-01-31");
        let first = from.add_days(later);
        if let Some(schedule) = ruled(&rule, from) {
            let all = schedule.between(from, first.add_days(800));
            let late = schedule.between(first, first.add_days(800));
            let expected: Vec<_> = all.into_iter().filter(|next| next.date >= first).collect();
            assert_eq!(late, expected, "{rule} from {first}");
        }
    }

    #[test]
    fn no_text_makes_a_rule_panic(text in "(FREQ=|BYDAY=|UNTIL=|COUNT=|;|,|-|[0-9]{1,9}|MO|WEEKLY|ä|\u{1F642}|.){0,12}") {
        let _ = Recurrence::parse(&text);
    }
}

#[test]
fn a_rule_without_days_ends() {
    let begun = std::time::Instant::now();
    let mut counts = BTreeMap::new();
    for rule in [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9999",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6",
        "FREQ=YEARLY;BYDAY=MO;BYSETPOS=366",
    ] {
        counts.insert(rule, ruled(rule, date("0001-01-01")).is_none());
    }
    assert!(counts.values().all(|ends| *ends), "{counts:?}");
    let seconds = begun.elapsed().as_secs();
    assert!(seconds < 5, "the search ends soon: {seconds} s");
}
