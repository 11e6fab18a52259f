//! Calendar files: their bytes, and what the crate `ical-rs` and its validator make of them.

use ical::component::IcalComponent;
use ical::prop::{IcalPropKind, IcalPropName};
use ical::recur::IcalRecurDateTime;
use ical::tree::cst::IcalCst;
use ical::tz::{IcalTz, IcalTzTransitions};
use ical::value::IcalValue;
use opas::base::Lang;
use opas::calendar::{Calendar, Event, EventStatus, EventTime, Organiser, write_calendar};
use opas::locale::DateTime;
use proptest::prelude::{ProptestConfig, proptest};

use super::{date, moment, zone};

fn calendar(zone_name: &str, events: Vec<Event>) -> Calendar {
    Calendar {
        name: "Halsuan asiointipiste".to_owned(),
        description: None,
        language: Lang::new("fi"),
        zone: zone(zone_name),
        page: None,
        refresh_hours: None,
        events,
    }
}

fn event(start: &str, end: &str) -> Event {
    Event {
        uid: format!("halsua-{start}@site.example"),
        sequence: 0,
        stamp: moment("2026-11-24T00:00"),
        time: EventTime::Timed {
            start: moment(start),
            end: moment(end),
        },
        status: EventStatus::Confirmed,
        summary: "Digituki".to_owned(),
        description: None,
        location: None,
        page: None,
        organiser: Organiser {
            name: "Halsuan kunta".to_owned(),
            address: "https://halsua.example/".to_owned(),
        },
        categories: Vec::new(),
    }
}

/// Checks the form of the lines (RFC 5545, section 3.1) and gives them unfolded.
fn unfolded(file: &str) -> Vec<String> {
    assert!(file.ends_with("\r\n"), "the last line has its end");
    for line in file.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(
            !line.contains(['\r', '\n']),
            "only CRLF ends a line: {line:?}"
        );
        assert!(!line.is_empty(), "no line is empty");
    }
    let whole = file.replace("\r\n ", "");
    whole.split_terminator("\r\n").map(str::to_owned).collect()
}

/// Reads a file back as somebody else does, strictly.
fn read_back(file: &str, check: impl FnOnce(&ical::ical::Ical<'_>)) {
    let lines = unfolded(file);
    assert!(!lines.is_empty());
    let tree = IcalCst::parse(file).expect("the file is iCalendar");
    assert_eq!(tree.to_bytes(), file.as_bytes());
    let valid = tree.decode().validate();
    let valid = valid.unwrap_or_else(|problems| panic!("{problems:#?}\n{file}"));
    check(&valid);
}

fn text_of(component: &IcalComponent<'_>, kind: IcalPropKind) -> String {
    let mut props = component.props.iter();
    let prop = props.find(|prop| prop.name == IcalPropName::Kind(kind));
    match prop.map(|prop| &prop.value) {
        Some(IcalValue::Text(text)) => text.0.to_string(),
        other => panic!("no text: {other:?}"),
    }
}

const WHOLE: &str = "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//opas//opas//EN
METHOD:PUBLISH
NAME;LANGUAGE=fi:Halsuan asiointipiste
X-WR-CALNAME:Halsuan asiointipiste
DESCRIPTION;LANGUAGE=fi:Digituen ajat\\, myös pyhien aikaan\\; tervetuloa!
X-WR-CALDESC:Digituen ajat\\, myös pyhien aikaan\\; tervetuloa!
URL:https://site.example/fi/p%C3%A4iv%C3%A4t/
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
BEGIN:VTIMEZONE
TZID:Europe/Helsinki
BEGIN:STANDARD
DTSTART:20241027T040000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
TZNAME:EET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20250330T030000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
TZNAME:EEST
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:halsua-2026-11-24T10:00@site.example
DTSTAMP:20261124T000000Z
SEQUENCE:2
DTSTART;TZID=Europe/Helsinki:20261124T100000
DTEND;TZID=Europe/Helsinki:20261124T130000
SUMMARY;LANGUAGE=fi:Digituki
DESCRIPTION;LANGUAGE=fi:Ota laite mukaan.\\nEmme kysy tunnuksia.
LOCATION;LANGUAGE=fi:Kunnantalo\\, Halsua
URL:https://site.example/fi/halsua/
STATUS:CANCELLED
ORGANIZER;CN=\"Halsuan kunta ^'malli^'\":mailto:kunta@halsua.example
CATEGORIES;LANGUAGE=fi:digituki,neuvonta\\, apu
END:VEVENT
BEGIN:VEVENT
UID:paiva
DTSTAMP:20261124T000000Z
SEQUENCE:0
DTSTART;VALUE=DATE:20270101
DTEND;VALUE=DATE:20270103
SUMMARY;LANGUAGE=fi:Digituki
STATUS:TENTATIVE
ORGANIZER;CN=\"Halsuan kunta\":https://halsua.example/
END:VEVENT
END:VCALENDAR
";

#[test]
fn a_whole_calendar_is_written_as_the_standard_has_it() {
    let mut first = event("2026-11-24T10:00", "2026-11-24T13:00");
    first.sequence = 2;
    first.status = EventStatus::Cancelled;
    first.description = Some("Ota laite mukaan.\r\nEmme kysy tunnuksia.\u{7}".to_owned());
    first.location = Some("Kunnantalo, Halsua".to_owned());
    first.page = Some("https://site.example/fi/halsua/".to_owned());
    first.organiser = Organiser {
        name: "Halsuan kunta \"malli\"".to_owned(),
        address: "mailto:kunta@halsua.example".to_owned(),
    };
    first.categories = vec!["digituki".to_owned(), "neuvonta, apu".to_owned()];
    let mut second = event("2027-01-01T00:00", "2027-01-01T00:00");
    second.uid = "paiva".to_owned();
    second.status = EventStatus::Tentative;
    second.time = EventTime::Days {
        first: date("2027-01-01"),
        last: date("2027-01-02"),
    };
    let mut whole = calendar("Europe/Helsinki", vec![first, second]);
    whole.description = Some("Digituen ajat, myös pyhien aikaan; tervetuloa!".to_owned());
    whole.page = Some("https://site.example/fi/päivät/".to_owned());
    whole.refresh_hours = Some(12);
    let file = write_calendar(&whole);
    assert_eq!(unfolded(&file).join("\n") + "\n", WHOLE);
    read_back(&file, |read| assert_eq!(read.components.len(), 3));
    assert_eq!(file, write_calendar(&whole.clone()), "the same bytes again");
}

#[test]
fn a_calendar_without_clock_times_needs_no_zone() {
    let mut day = event("2027-01-01T00:00", "2027-01-01T00:00");
    day.time = EventTime::Days {
        first: date("2028-02-29"),
        last: date("2028-02-01"),
    };
    let file = write_calendar(&calendar("Europe/Helsinki", vec![day]));
    assert!(!file.contains("VTIMEZONE"));
    assert!(file.contains("DTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301\r\n"));
    read_back(&file, |_| {});
    read_back(
        &write_calendar(&calendar("Europe/Helsinki", Vec::new())),
        |_| {},
    );
}

#[test]
fn an_event_that_ends_when_it_begins_has_no_end() {
    let now = event("2026-11-24T10:00", "2026-11-24T10:00");
    let file = write_calendar(&calendar("Europe/Helsinki", vec![now]));
    assert!(!file.contains("DTEND"));
    read_back(&file, |_| {});
}

#[test]
fn long_texts_are_folded_between_characters() {
    let texts = [
        "Älä koskaan kerro pankkitunnuksiasi, ei edes ystävälliselle soittajalle. ".repeat(5),
        "لا تخبر أحدًا أبدًا برموزك المصرفية، حتى لو كان المتصل لطيفًا. ".repeat(5),
        "👩\u{200d}👩\u{200d}👧🙂".repeat(40),
        "ä".repeat(300),
        format!("a{}", "ä".repeat(300)),
        "x".repeat(67),
        "x".repeat(400),
        "rivi\n".repeat(60),
        "\\;,".repeat(60),
        "Tabulaattori\tja  välit   ".repeat(9),
    ];
    for text in texts {
        let mut long = event("2026-11-24T10:00", "2026-11-24T13:00");
        long.summary.clone_from(&text);
        long.description = Some(text.clone());
        let file = write_calendar(&calendar("Europe/Helsinki", vec![long]));
        read_back(&file, |read| {
            let event = &read.components[1];
            assert_eq!(text_of(event, IcalPropKind::Summary), text);
            assert_eq!(text_of(event, IcalPropKind::Description), text);
        });
    }
}

#[test]
fn lines_of_75_octets_are_not_folded_and_longer_ones_are() {
    for (length, is_folded) in [(75, false), (76, true)] {
        let mut full = event("2026-11-24T10:00", "2026-11-24T13:00");
        full.uid = "u".repeat(length - "UID:".len());
        let file = write_calendar(&calendar("Europe/Helsinki", vec![full]));
        assert_eq!(file.contains("\r\n u\r\n"), is_folded);
        read_back(&file, |_| {});
    }
}

#[test]
fn nothing_in_a_value_becomes_a_line_of_its_own() {
    let evil = "x\r\nEND:VEVENT\r\nBEGIN:VALARM\n\r\"^;,\\\0\u{7f}";
    let mut inner = event("2026-11-24T10:00", "2026-11-24T13:00");
    inner.uid = evil.to_owned();
    inner.summary = evil.to_owned();
    inner.location = Some(evil.to_owned());
    inner.page = Some(format!("https://site.example/{evil}"));
    inner.organiser = Organiser {
        name: evil.to_owned(),
        address: format!("mailto:{evil}"),
    };
    inner.categories = vec![evil.to_owned()];
    let mut outer = calendar("Europe/Helsinki", vec![inner]);
    outer.name = evil.to_owned();
    outer.description = Some(evil.to_owned());
    outer.page = Some(evil.to_owned());
    let file = write_calendar(&outer);
    assert!(!file.contains("\nBEGIN:VALARM"));
    read_back(&file, |read| {
        assert_eq!(read.components.len(), 2);
        let event = &read.components[1];
        assert_eq!(
            text_of(event, IcalPropKind::Summary),
            "x\nEND:VEVENT\nBEGIN:VALARM\n\n\"^;,\\"
        );
    });
}

/// Zones of every kind: with a rule, without changes, with changes by decision, on both halves of
/// the earth, with a half hour, with an end of summer time, by the moon.
const ZONES: &[&str] = &[
    "Europe/Helsinki",
    "Europe/Mariehamn",
    "Europe/Stockholm",
    "Europe/Lisbon",
    "Europe/Dublin",
    "Europe/Istanbul",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Asia/Gaza",
    "Africa/Casablanca",
    "Etc/UTC",
];

fn local(at: DateTime) -> IcalRecurDateTime {
    IcalRecurDateTime {
        hour: at.time.hour(),
        minute: at.time.minute(),
        ..IcalRecurDateTime::date(at.date.year(), at.date.month(), at.date.day())
    }
}

/// Whether a reader who knows only the file finds the same offset in every half hour.
fn assert_offsets(name: &str, first: i32, last: i32) {
    let start = moment(&format!("{first}-01-01T00:00"));
    let end = moment(&format!("{last}-12-31T23:30"));
    let both = vec![
        event(&start.to_string(), &start.add_minutes(30).to_string()),
        event(&end.to_string(), &end.to_string()),
    ];
    let known = zone(name);
    let file = write_calendar(&calendar(name, both));
    read_back(&file, |read| {
        let read = IcalTz::of_calendar(read, name).expect("the file holds its zone");
        let mut read = IcalTzTransitions::of_zone(read);
        let mut at = start;
        while at <= end {
            let found = read.resolve(local(at)).literal_offset();
            assert_eq!(found, known.offset_at(at).seconds(), "{name} {at}");
            at = at.add_minutes(30);
        }
    });
}

#[test]
fn the_zone_in_the_file_is_right_in_every_half_hour_of_its_years() {
    for name in ZONES {
        assert_offsets(name, 2025, 2026);
        assert_offsets(name, 2014, 2017);
    }
}

/// Outlook reads the rules of a zone, and only those.
#[test]
fn changes_of_clocks_are_rules_where_they_keep_to_one() {
    for (name, written) in [
        ("America/New_York", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"),
        ("America/New_York", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"),
        (
            "Australia/Lord_Howe",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU",
        ),
        ("Africa/Casablanca", "RDATE:"),
        ("Europe/Istanbul", "DTSTART:20160907T000000"),
        ("Etc/UTC", "DTSTART:20260101T000000"),
    ] {
        let one = event("2026-11-24T10:00", "2026-11-24T13:00");
        let lines = unfolded(&write_calendar(&calendar(name, vec![one])));
        let is_written = |line: &String| line.starts_with(written);
        assert!(lines.iter().any(is_written), "{name}: {lines:#?}");
    }
}

#[test]
fn clock_times_stay_when_clocks_change() {
    let weeks = ["2026-03-24", "2026-03-31", "2026-10-20", "2026-10-27"];
    let events = weeks.map(|day| event(&format!("{day}T10:00"), &format!("{day}T13:00")));
    let file = write_calendar(&calendar("Europe/Helsinki", events.to_vec()));
    for day in weeks {
        let start = format!(
            "DTSTART;TZID=Europe/Helsinki:{}T100000\r\n",
            day.replace('-', "")
        );
        assert!(file.contains(&start), "{start}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_back(text in "[^\u{0}-\u{8}\u{b}-\u{1f}\u{7f}]{0,200}") {
        let mut any = event("2026-11-24T10:00", "2026-11-24T13:00");
        any.summary.clone_from(&text);
        let file = write_calendar(&calendar("Europe/Helsinki", vec![any]));
        read_back(&file, |read| {
            assert_eq!(text_of(&read.components[1], IcalPropKind::Summary), text);
        });
    }
}
