//! Days that come again, public holidays, time zones and calendar files.

mod files;
mod holidays;
mod rules;
mod schedules;
mod zones;

use opas::calendar::Zone;
use opas::locale::{Date, DateTime};

fn date(text: &str) -> Date {
    Date::parse(text).expect("the date is real")
}

fn moment(text: &str) -> DateTime {
    DateTime::parse(text).expect("the moment is real")
}

fn zone(name: &str) -> Zone {
    Zone::new(name).expect("the zone is known")
}
