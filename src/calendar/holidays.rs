//! Public holidays and the other days on which public offices are closed, by calculation.
//!
//! The rules are those of today; other years, past ones too, are calculated by the same rules.

use std::collections::BTreeMap;

use crate::locale::{Date, Weekday};

/// Where holidays are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Country {
    /// Finland.
    Finland,
    /// Åland: the holidays of Finland and its own day of self-government.
    Aland,
    /// Sweden.
    Sweden,
}

/// A day on which public offices are closed. What readers call it is a text of the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holiday {
    /// 1 January.
    NewYearsDay,
    /// 6 January.
    Epiphany,
    /// The Friday before Easter.
    GoodFriday,
    /// Easter Day, the Sunday after the first full moon of spring as the church reckons it.
    EasterDay,
    /// The Monday after Easter.
    EasterMonday,
    /// 1 May.
    MayDay,
    /// The Thursday 39 days after Easter.
    AscensionDay,
    /// The Sunday 49 days after Easter.
    WhitSunday,
    /// 6 June: Sweden's national day.
    NationalDayOfSweden,
    /// 9 June: the first meeting of Åland's parliament, 1922.
    SelfGovernmentDayOfAland,
    /// The Friday from 19 to 25 June; no public holiday, but offices are closed.
    MidsummerEve,
    /// The Saturday from 20 to 26 June.
    MidsummerDay,
    /// The Saturday from 31 October to 6 November.
    AllSaintsDay,
    /// 6 December: Finland's independence day.
    IndependenceDayOfFinland,
    /// 24 December; no public holiday, but offices are closed.
    ChristmasEve,
    /// 25 December.
    ChristmasDay,
    /// 26 December.
    SecondChristmasDay,
    /// 31 December; no public holiday, but offices are closed in Sweden.
    NewYearsEve,
}

/// The days of a year on which public offices are closed besides Saturdays and other Sundays; none
/// for years that a [`Date`] cannot have. When two fall on one day, it is the one with a fixed date
/// (Ascension Day of 2008 was 1 May).
///
/// - Finland: New Year's Day, Epiphany, Good Friday, Easter, May Day, Ascension Day, Whit Sunday,
///   Midsummer Day, All Saints' Day, Christmas, and by the act 388/1937 (laki itsenäisyyspäivän
///   viettämisestä yleisenä juhla- ja vapaapäivänä) Independence Day. Midsummer Eve and Christmas Eve
///   are no public holidays.
/// - Åland: as in Finland, and 9 June.
/// - Sweden: the act 1989:253 (lag om allmänna helgdagar); the eves of Midsummer, Christmas and New
///   Year count as Sundays in the act 1977:480 (semesterlag).
#[must_use]
pub fn holidays_of(country: Country, year: i32) -> BTreeMap<Date, Holiday> {
    let mut days = BTreeMap::new();
    let fixed = common_dates().into_iter().chain(own_dates(country));
    for (month, day, holiday) in fixed {
        if let Some(date) = Date::new(year, month, day) {
            days.entry(date).or_insert(holiday);
        }
    }
    for (date, holiday) in movable_days(year).into_iter().flatten() {
        days.entry(date).or_insert(holiday);
    }
    days
}

fn common_dates() -> [(u8, u8, Holiday); 6] {
    [
        (1, 1, Holiday::NewYearsDay),
        (1, 6, Holiday::Epiphany),
        (5, 1, Holiday::MayDay),
        (12, 24, Holiday::ChristmasEve),
        (12, 25, Holiday::ChristmasDay),
        (12, 26, Holiday::SecondChristmasDay),
    ]
}

fn own_dates(country: Country) -> Vec<(u8, u8, Holiday)> {
    let independence = (12, 6, Holiday::IndependenceDayOfFinland);
    match country {
        Country::Finland => vec![independence],
        Country::Aland => vec![(6, 9, Holiday::SelfGovernmentDayOfAland), independence],
        Country::Sweden => vec![
            (6, 6, Holiday::NationalDayOfSweden),
            (12, 31, Holiday::NewYearsEve),
        ],
    }
}

/// The days that move, which are the same in all three countries.
fn movable_days(year: i32) -> Option<[(Date, Holiday); 8]> {
    let easter = easter_of(year)?;
    let midsummer = saturday_from(Date::new(year, 6, 20)?);
    let all_saints = saturday_from(Date::new(year, 10, 31)?);
    Some([
        (easter.add_days(-2), Holiday::GoodFriday),
        (easter, Holiday::EasterDay),
        (easter.add_days(1), Holiday::EasterMonday),
        (easter.add_days(39), Holiday::AscensionDay),
        (easter.add_days(49), Holiday::WhitSunday),
        (midsummer.add_days(-1), Holiday::MidsummerEve),
        (midsummer, Holiday::MidsummerDay),
        (all_saints, Holiday::AllSaintsDay),
    ])
}

/// The first Saturday on or after a date.
fn saturday_from(date: Date) -> Date {
    let days = i32::from(Weekday::Saturday.number()) - i32::from(date.weekday().number());
    date.add_days(days.rem_euclid(7))
}

/// Easter Day of the Gregorian calendar, by the anonymous algorithm that J. Meeus prints
/// (Astronomical Algorithms, chapter 8).
fn easter_of(year: i32) -> Option<Date> {
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let shift = (golden + 11 * epact + 22 * to_sunday) / 451;
    let day_number = epact + to_sunday - 7 * shift + 114;
    let month = u8::try_from(day_number / 31).ok()?;
    let day = u8::try_from(day_number % 31 + 1).ok()?;
    Date::new(year, month, day)
}
