//! Days that come again and public holidays.

mod holidays;
mod rules;
mod schedules;

use opas::locale::{Date, DateTime};

fn date(text: &str) -> Date {
    Date::parse(text).expect("the date is real")
}

fn moment(text: &str) -> DateTime {
    DateTime::parse(text).expect("the moment is real")
}
