//! Calendar days and periods: what is read, what is refused, and arithmetic.

use opas::locale::{Date, InvalidDate, Period, Weekday};

fn date(text: &str) -> Date {
    Date::parse(text).expect("the date is real")
}

#[test]
fn reads_only_iso_dates_of_real_days() {
    for text in [
        "0001-01-01",
        "2024-02-29",
        "2000-02-29",
        "2026-11-24",
        "9999-12-31",
    ] {
        assert_eq!(date(text).to_string(), text);
    }
    let not_iso = [
        "",
        "24.11.2026",
        "2026-1-2",
        "26-11-24",
        "2026/11/24",
        " 2026-11-24",
        "2026-11-24T00:00",
        "2026-11-24-1",
        "+026-11-24",
        "2026-+1-24",
        "-2026-11-24",
        "20261124",
        "２０２６-11-24",
    ];
    for text in not_iso {
        assert_eq!(Date::parse(text), Err(InvalidDate::Form(text.to_owned())));
    }
    for text in [
        "0000-01-01",
        "2026-00-10",
        "2026-13-01",
        "2026-02-29",
        "1900-02-29",
        "2026-04-31",
    ] {
        assert_eq!(
            Date::parse(text),
            Err(InvalidDate::NoSuchDay(text.to_owned()))
        );
    }
    assert_eq!(Date::new(10_000, 1, 1), None);
}

#[test]
fn reads_and_writes_dates_in_every_format_of_files() {
    #[derive(serde::Deserialize, serde::Serialize, Debug, PartialEq)]
    struct Facts {
        reviewed: Date,
        review_every: Period,
    }
    let facts = Facts {
        reviewed: date("2026-11-24"),
        review_every: Period::parse("6 months").unwrap(),
    };
    for text in ["reviewed = 2026-11-24\n", "reviewed = '2026-11-24'\n"] {
        let text = format!("{text}review_every = '6 months'\n");
        assert_eq!(toml::from_str::<Facts>(&text).unwrap(), facts);
    }
    let yaml = "reviewed: 2026-11-24\nreview_every: 6 months\n";
    assert_eq!(serde_saphyr::from_str::<Facts>(yaml).unwrap(), facts);
    let json = r#"{"reviewed":"2026-11-24","review_every":"6 months"}"#;
    assert_eq!(serde_json::from_str::<Facts>(json).unwrap(), facts);
    assert_eq!(serde_json::to_string(&facts).unwrap(), json);
    for wrong in [
        "2026-02-30",
        "2026-11-24T10:00:00",
        "'24.11.2026'",
        "20261124",
        "{ day = 1 }",
    ] {
        let text = format!("reviewed = {wrong}\nreview_every = '6 months'\n");
        assert!(toml::from_str::<Facts>(&text).is_err(), "{wrong}");
    }
}

#[test]
fn counts_days_and_weekdays() {
    let known = [
        ("0001-01-01", Weekday::Monday),
        ("1900-01-01", Weekday::Monday),
        ("2000-01-01", Weekday::Saturday),
        ("2026-11-24", Weekday::Tuesday),
        ("9999-12-31", Weekday::Friday),
    ];
    for (text, weekday) in known {
        assert_eq!(date(text).weekday(), weekday, "{text}");
    }
    let (first, last) = (date("0001-01-01"), date("9999-12-31"));
    assert_eq!(first.days_until(last), 3_652_058);
    for offset in (0..=3_652_058).step_by(97) {
        let day = first.add_days(offset);
        assert_eq!(
            (first.days_until(day), day.add_days(-offset)),
            (offset, first)
        );
        assert_eq!(Date::parse(&day.to_string()), Ok(day));
        assert_eq!(i32::from(day.weekday().number()), offset % 7 + 1);
        if day < last {
            assert!(day.add_days(1) > day);
        }
    }
    assert_eq!([first.add_days(-1), last.add_days(i32::MAX)], [first, last]);
}

#[test]
fn adds_months_and_keeps_within_the_month() {
    let cases = [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-11-24", 2, "2027-01-24"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -13, "2024-12-15"),
        ("9999-12-01", 1, "9999-12-31"),
        ("0001-01-15", i32::MIN, "0001-01-01"),
        ("2026-11-24", i32::MAX, "9999-12-31"),
    ];
    for (from, months, to) in cases {
        assert_eq!(date(from).add_months(months), date(to), "{from} {months}");
    }
    for offset in 0..1500 {
        let day = date("2024-01-01").add_days(offset);
        for months in -40..=40 {
            let there = day.add_months(months);
            let back = there.add_months(-months);
            assert!(
                back == day || (day.day() > 28 && back < day),
                "{day} {months}"
            );
            assert!(day.add_months(months + 1) > there);
        }
    }
}

#[test]
fn reads_periods_and_adds_them_to_dates() {
    let cases = [
        ("1 day", "2026-01-31", "2026-02-01"),
        ("90 days", "2026-11-24", "2027-02-22"),
        ("2 weeks", "2026-11-24", "2026-12-08"),
        ("6 months", "2026-08-31", "2027-02-28"),
        ("1 year", "2024-02-29", "2025-02-28"),
    ];
    for (text, from, to) in cases {
        let period = Period::parse(text).unwrap();
        assert_eq!(
            (period.to_string(), period.add_to(date(from))),
            (text.to_owned(), date(to))
        );
    }
    assert_eq!(Period::parse("1 months").unwrap().to_string(), "1 month");
    for text in [
        "",
        "6",
        "months",
        "0 days",
        "-1 day",
        "6  months",
        "6 Months",
        "6 kk",
        "10000 days",
    ] {
        assert!(Period::parse(text).is_err(), "{text}");
    }
}
