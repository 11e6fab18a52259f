//! Public holidays, against printed calendars.

use opas::calendar::{Country, Holiday, holidays_of};

fn day_of(country: Country, year: i32, wanted: Holiday) -> String {
    let days = holidays_of(country, year);
    let found = days.into_iter().find(|(_, holiday)| *holiday == wanted);
    found.map_or_else(String::new, |(date, _)| date.to_string())
}

/// Year; Easter Day; Midsummer Day; All Saints' Day.
#[rustfmt::skip]
const MOVABLE: &[(i32, &str, &str, &str)] = &[
    (2024, "2024-03-31", "2024-06-22", "2024-11-02"),
    (2025, "2025-04-20", "2025-06-21", "2025-11-01"),
    (2026, "2026-04-05", "2026-06-20", "2026-10-31"),
    (2027, "2027-03-28", "2027-06-26", "2027-11-06"),
    (2028, "2028-04-16", "2028-06-24", "2028-11-04"),
    (2029, "2029-04-01", "2029-06-23", "2029-11-03"),
    (2030, "2030-04-21", "2030-06-22", "2030-11-02"),
    // The earliest and the latest Easter, and the two exceptions of the Gregorian reckoning.
    (1818, "1818-03-22", "1818-06-20", "1818-10-31"),
    (2038, "2038-04-25", "2038-06-26", "2038-11-06"),
    (1954, "1954-04-18", "1954-06-26", "1954-11-06"),
    (1981, "1981-04-19", "1981-06-20", "1981-10-31"),
];

#[test]
fn movable_days_fall_where_calendars_print_them() {
    for &(year, easter, midsummer, all_saints) in MOVABLE {
        for country in [Country::Finland, Country::Aland, Country::Sweden] {
            assert_eq!(day_of(country, year, Holiday::EasterDay), easter);
            assert_eq!(day_of(country, year, Holiday::MidsummerDay), midsummer);
            assert_eq!(day_of(country, year, Holiday::AllSaintsDay), all_saints);
        }
    }
}

#[test]
fn the_finnish_year_is_complete() {
    let days = holidays_of(Country::Finland, 2026);
    let days: Vec<(String, Holiday)> = days
        .into_iter()
        .map(|(date, holiday)| (date.to_string(), holiday))
        .collect();
    let expected = [
        ("2026-01-01", Holiday::NewYearsDay),
        ("2026-01-06", Holiday::Epiphany),
        ("2026-04-03", Holiday::GoodFriday),
        ("2026-04-05", Holiday::EasterDay),
        ("2026-04-06", Holiday::EasterMonday),
        ("2026-05-01", Holiday::MayDay),
        ("2026-05-14", Holiday::AscensionDay),
        ("2026-05-24", Holiday::WhitSunday),
        ("2026-06-19", Holiday::MidsummerEve),
        ("2026-06-20", Holiday::MidsummerDay),
        ("2026-10-31", Holiday::AllSaintsDay),
        ("2026-12-06", Holiday::IndependenceDayOfFinland),
        ("2026-12-24", Holiday::ChristmasEve),
        ("2026-12-25", Holiday::ChristmasDay),
        ("2026-12-26", Holiday::SecondChristmasDay),
    ];
    let expected = expected.map(|(date, holiday)| (date.to_owned(), holiday));
    assert_eq!(days, expected);
}

#[test]
fn countries_have_days_of_their_own() {
    let own = |country: Country, other: Country| -> Vec<Holiday> {
        let others = holidays_of(other, 2026);
        let days = holidays_of(country, 2026).into_iter();
        let own = days.filter(|(date, _)| !others.contains_key(date));
        own.map(|(_, holiday)| holiday).collect()
    };
    assert_eq!(
        own(Country::Aland, Country::Finland),
        [Holiday::SelfGovernmentDayOfAland]
    );
    assert!(own(Country::Finland, Country::Aland).is_empty());
    assert_eq!(
        own(Country::Sweden, Country::Finland),
        [Holiday::NationalDayOfSweden, Holiday::NewYearsEve]
    );
    assert_eq!(
        own(Country::Finland, Country::Sweden),
        [Holiday::IndependenceDayOfFinland]
    );
}

#[test]
fn a_fixed_day_gives_its_name_to_a_movable_one() {
    assert_eq!(
        day_of(Country::Finland, 2008, Holiday::MayDay),
        "2008-05-01"
    );
    assert_eq!(day_of(Country::Finland, 2008, Holiday::AscensionDay), "");
}

#[test]
fn years_outside_the_calendar_have_none() {
    for year in [i32::MIN, -1, 0, 10_000, i32::MAX] {
        assert!(holidays_of(Country::Finland, year).is_empty());
    }
    assert_eq!(holidays_of(Country::Finland, 9999).len(), 15);
}
