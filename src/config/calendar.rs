//! `[calendar]`: the zone of clock times, and the days on which offices are closed.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, SourcePath, Span};
use crate::calendar::{Country, Zone, holidays_of};
use crate::data::Table;
use crate::locale::Date;

/// The zone of sites that name none.
const ZONE: &str = "Europe/Helsinki";

/// What calendars need to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarSettings {
    /// The zone of all clock times.
    pub zone: Zone,
    /// The country whose public holidays close service points; nothing where none do.
    pub holidays: Option<Country>,
}

impl CalendarSettings {
    /// The public holidays from the year before a day to the third year after it.
    pub fn closed_around(&self, day: Date) -> BTreeSet<Date> {
        let years = (day.year() - 1)..=(day.year() + 3);
        let days = self
            .holidays
            .map(|country| years.flat_map(move |year| holidays_of(country, year).into_keys()));
        days.into_iter().flatten().collect()
    }
}

/// Reads the table `[calendar]`.
pub(super) fn read(
    path: &SourcePath,
    table: &Table,
    sink: &mut Vec<Diagnostic>,
) -> CalendarSettings {
    let table = table.table("calendar").cloned().unwrap_or_default();
    let zone = table.get("time_zone").and_then(|value| {
        let name = value.as_text()?;
        let zone = Zone::new(name);
        if let Err(fault) = &zone {
            sink.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    Span::new(path, value.range),
                    fault.to_string(),
                )
                .help(fault.help.clone()),
            );
        }
        zone.ok()
    });
    CalendarSettings {
        zone: zone.unwrap_or_else(|| {
            Zone::new(ZONE).expect("the zone of Finland is in every time zone database")
        }),
        holidays: match table.text("holidays") {
            Some("SE") => Some(Country::Sweden),
            Some("AX") => Some(Country::Aland),
            Some("none") => None,
            _ => Some(Country::Finland),
        },
    }
}
