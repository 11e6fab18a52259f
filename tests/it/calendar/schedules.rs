//! Schedules: hours, first and last days, exceptions, closed days.

use std::collections::{BTreeMap, BTreeSet};

use opas::calendar::{
    Country, Exception, Exceptions, Hours, InvalidSchedule, Occurrence, Recurrence, Schedule,
    holidays_of,
};
use opas::locale::{Date, Time};

use super::{date, moment};

fn hours(start: u8, end: u8) -> Hours {
    let time = |hour| Time::new(hour, 0).expect("a time");
    Hours::new(time(start), time(end)).expect("hours in order")
}

fn schedule(
    rule: &str,
    from: &str,
    until: Option<&str>,
    exceptions: Exceptions,
) -> Result<Schedule, InvalidSchedule> {
    let rule = Recurrence::parse(rule).expect("the rule is right");
    Schedule::new(rule, hours(10, 13), date(from), until.map(date), exceptions)
}

fn listed(occurrences: &[Occurrence]) -> Vec<String> {
    let line = |next: &Occurrence| format!("{} {}", next.date, next.hours.start());
    occurrences.iter().map(line).collect()
}

#[test]
fn hours_are_in_order() {
    let ten = Time::new(10, 0).expect("a time");
    assert_eq!(Hours::new(ten, ten), None);
    assert_eq!(hours(10, 13).start(), ten);
    assert!(hours(10, 13).end() > ten);
}

#[test]
fn occurrences_lie_between_the_first_and_the_last_day() {
    let tuesdays = schedule(
        "FREQ=WEEKLY;BYDAY=TU",
        "2026-11-10",
        Some("2026-12-01"),
        Exceptions::default(),
    );
    let tuesdays = tuesdays.expect("a schedule");
    let all = [
        "2026-11-10 10:00",
        "2026-11-17 10:00",
        "2026-11-24 10:00",
        "2026-12-01 10:00",
    ];
    assert_eq!(listed(&tuesdays.next(date("2020-01-01"), 9)), all);
    assert_eq!(listed(&tuesdays.next(date("2026-11-24"), 9)), all[2..]);
    assert_eq!(listed(&tuesdays.next(date("2026-11-11"), 1)), all[1..2]);
    assert_eq!(
        listed(&tuesdays.between(date("2026-11-11"), date("2026-11-24"))),
        all[1..3]
    );
    assert!(tuesdays.next(date("2026-12-02"), 9).is_empty());
    assert!(
        tuesdays
            .between(date("2026-11-24"), date("2026-11-17"))
            .is_empty()
    );
    let first = tuesdays.next(date("2026-11-10"), 1)[0];
    assert_eq!(first.start(), moment("2026-11-10T10:00"));
    assert_eq!(first.end(), moment("2026-11-10T13:00"));
}

#[test]
fn exceptions_win_over_closed_days_and_the_rule() {
    let exceptions = Exceptions {
        days: BTreeMap::from([
            // Moved from Tuesday to Wednesday.
            (date("2026-12-08"), Exception::Cancelled),
            (date("2026-12-09"), Exception::Hours(hours(12, 15))),
            // Other times on a day of the rule.
            (date("2026-12-15"), Exception::Hours(hours(9, 11))),
            // Open on a day that is closed elsewhere.
            (date("2026-12-22"), Exception::Hours(hours(10, 12))),
            // Before the first and after the last day.
            (date("2026-11-30"), Exception::Hours(hours(8, 9))),
            (date("2027-02-01"), Exception::Hours(hours(8, 9))),
        ]),
        closed: BTreeSet::from([date("2026-12-22"), date("2026-12-29"), date("2026-12-30")]),
    };
    let found = schedule(
        "FREQ=WEEKLY;BYDAY=TU",
        "2026-12-01",
        Some("2027-01-05"),
        exceptions,
    );
    let found = found.expect("a schedule");
    let all = found.next(date("2026-01-01"), 99);
    let expected = [
        "2026-11-30 08:00",
        "2026-12-01 10:00",
        "2026-12-09 12:00",
        "2026-12-15 09:00",
        "2026-12-22 10:00",
        "2027-01-05 10:00",
        "2027-02-01 08:00",
    ];
    assert_eq!(listed(&all), expected);
    let cancelled = found.cancelled_between(date("2026-01-01"), date("2027-12-31"));
    assert_eq!(listed(&cancelled), ["2026-12-08 10:00", "2026-12-29 10:00"]);
}

#[test]
fn cancelled_days_count() {
    let exceptions = Exceptions {
        days: BTreeMap::from([(date("2026-12-08"), Exception::Cancelled)]),
        closed: BTreeSet::new(),
    };
    let found = schedule("FREQ=WEEKLY;COUNT=3", "2026-12-01", None, exceptions);
    let found = found.expect("a schedule").next(date("2026-01-01"), 9);
    assert_eq!(listed(&found), ["2026-12-01 10:00", "2026-12-15 10:00"]);
}

#[test]
fn public_holidays_close() {
    let years = 2026..=2027;
    let closed: BTreeSet<Date> = years
        .flat_map(|year| holidays_of(Country::Finland, year).into_keys())
        .collect();
    let exceptions = Exceptions {
        closed,
        ..Exceptions::default()
    };
    let found = schedule(
        "FREQ=WEEKLY;BYDAY=TH,FR",
        "2026-12-17",
        Some("2027-01-08"),
        exceptions,
    );
    let found = found.expect("a schedule");
    let open = listed(&found.next(date("2026-12-01"), 9));
    let expected = [
        "2026-12-17 10:00",
        "2026-12-18 10:00",
        "2026-12-31 10:00",
        "2027-01-07 10:00",
        "2027-01-08 10:00",
    ];
    assert_eq!(open, expected);
    let closed = listed(&found.cancelled_between(date("2026-12-01"), date("2027-12-31")));
    assert_eq!(
        closed,
        ["2026-12-24 10:00", "2026-12-25 10:00", "2027-01-01 10:00"]
    );
}

#[test]
fn schedules_that_contradict_themselves_are_refused() {
    let refused = |rule, until| {
        let error = schedule(rule, "2026-12-01", until, Exceptions::default()).expect_err(rule);
        (error.to_string(), error.help())
    };
    let (message, help) = refused("FREQ=DAILY;COUNT=3", Some("2026-12-31"));
    assert_eq!(message, "both `COUNT` and `until` say when it ends");
    assert_eq!(help, "keep one of them: `COUNT` in the rule, or `until`");
    let (message, _) = refused("FREQ=DAILY;UNTIL=20261224", Some("2026-12-31"));
    assert_eq!(message, "both `UNTIL` and `until` say when it ends");
    let (message, help) = refused("FREQ=DAILY", Some("2026-11-30"));
    assert_eq!(message, "it ends on 2026-11-30 and begins on 2026-12-01");
    assert_eq!(help, "write a last day that is not before the first");
    let (message, _) = refused("FREQ=DAILY;UNTIL=20261130", None);
    assert_eq!(message, "it ends on 2026-11-30 and begins on 2026-12-01");
    for (rule, until) in [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", None),
        ("FREQ=WEEKLY;BYDAY=MO", Some("2026-12-05")),
    ] {
        assert_eq!(refused(rule, until).0, "the rule gives no day");
    }
}
