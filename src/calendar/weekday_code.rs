//! Days of the week as rules write them (RFC 5545, section 3.3.10, "weekday").

use crate::locale::Weekday;

/// The codes and their days, from Monday to Sunday.
pub(crate) const WEEKDAY_CODES: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

/// The code of a day.
pub(crate) fn weekday_code(weekday: Weekday) -> &'static str {
    WEEKDAY_CODES[usize::from(weekday.number() - 1)].0
}
