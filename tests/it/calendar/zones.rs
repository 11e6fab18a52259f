//! Time zones: names, and offsets around the changes of clocks.

use opas::calendar::Zone;

use super::{moment, zone};

/// Zone, local moment, its offset, and the offset in seconds.
#[rustfmt::skip]
const OFFSETS: &[(&str, &str, &str, i32)] = &[
    ("Europe/Helsinki", "2026-01-15T10:00", "+02:00", 7_200),
    ("Europe/Helsinki", "2026-07-15T10:00", "+03:00", 10_800),
    // 29 March 2026: from 3:00 to 4:00 the clocks show nothing.
    ("Europe/Helsinki", "2026-03-29T02:59", "+02:00", 7_200),
    ("Europe/Helsinki", "2026-03-29T03:30", "+02:00", 7_200),
    ("Europe/Helsinki", "2026-03-29T04:00", "+03:00", 10_800),
    // 25 October 2026: from 3:00 to 4:00 the clocks show everything twice.
    ("Europe/Helsinki", "2026-10-25T02:59", "+03:00", 10_800),
    ("Europe/Helsinki", "2026-10-25T03:30", "+03:00", 10_800),
    ("Europe/Helsinki", "2026-10-25T04:00", "+02:00", 7_200),
    // Long after the last change that the database lists.
    ("Europe/Helsinki", "2099-07-15T10:00", "+03:00", 10_800),
    ("Europe/Helsinki", "9999-12-31T23:59", "+02:00", 7_200),
    ("Europe/Helsinki", "1900-01-01T00:00", "+01:39:49", 5_989),
    ("Europe/Mariehamn", "2026-07-15T10:00", "+03:00", 10_800),
    ("Europe/Stockholm", "2026-07-15T10:00", "+02:00", 7_200),
    ("America/St_Johns", "2026-01-15T10:00", "-03:30", -12_600),
    ("Asia/Kathmandu", "2026-01-15T10:00", "+05:45", 20_700),
    ("Etc/UTC", "2026-01-15T10:00", "+00:00", 0),
];

#[test]
fn offsets_are_those_before_a_change_that_makes_them_doubtful() {
    for (name, at, written, seconds) in OFFSETS {
        let offset = zone(name).offset_at(moment(at));
        assert_eq!(
            (offset.to_string().as_str(), offset.seconds()),
            (*written, *seconds),
            "{name} {at}"
        );
    }
}

#[test]
fn names_are_those_of_the_database() {
    assert_eq!(zone("Europe/Helsinki").name(), "Europe/Helsinki");
    for (name, help) in [
        ("Europe/Helsinky", "did you mean `Europe/Helsinki`?"),
        ("europe/helsinki", "did you mean `Europe/Helsinki`?"),
        ("Helsinki", "did you mean `Europe/Helsinki`?"),
        ("mariehamn", "did you mean `Europe/Mariehamn`?"),
        (
            "",
            "write a name of the IANA time zone database, such as `Europe/Helsinki`",
        ),
        (
            "+02:00",
            "write a name of the IANA time zone database, such as `Europe/Helsinki`",
        ),
    ] {
        let error = Zone::new(name).expect_err(name);
        assert_eq!(error.help, help, "{name}");
        assert_eq!(error.to_string(), format!("there is no time zone `{name}`"));
    }
}
