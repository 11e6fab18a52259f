//! Dates and times as a language's readers write them, from CLDR's patterns and names.
//!
//! Dates are of the Gregorian calendar in every language, also where CLDR's default is another one
//! (Persian in `fa`, Buddhist in `th`): they are the days that the author wrote.

use icu::calendar::{Date as IcuDate, Gregorian};
use icu::datetime::fieldsets::{E, M, MD, T, YM, YMD, YMDE};
use icu::datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu::locale::Locale as Identifier;
use icu::time::Time;

use crate::locale::corrected_pattern::{CorrectedPatterns, corrected_patterns_of};
use crate::locale::date::{Date, Weekday};

/// How much a formatted date says. The examples are Finnish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateForm {
    /// With the day of the week: `tiistai 24. marraskuuta 2026`.
    Full,
    /// With the month's name: `24. marraskuuta 2026`.
    Long,
    /// Shorter: `24.11.2026`; in Swedish and English with a shortened month's name.
    Medium,
    /// In numbers: `24.11.2026`. In some languages the year has two digits, as in English
    /// `11/24/26`, so it is not for dates that stand alone.
    Short,
}

type Formatter<Fields> = FixedCalendarDateTimeFormatter<Gregorian, Fields>;

/// One language's formatters of dates and times.
#[derive(Debug)]
pub(crate) struct DateFormats {
    full: Formatter<YMDE>,
    long: Formatter<YMD>,
    medium: Formatter<YMD>,
    short: Formatter<YMD>,
    year_month: Formatter<YM>,
    month_day: Formatter<MD>,
    month: Formatter<M>,
    weekday: Formatter<E>,
    time: NoCalendarFormatter<T>,
    corrected: CorrectedPatterns,
}

const PATTERNS: &str = "compiled date patterns fall back to the root's";

/// The formatters of a language, or `None` where CLDR data for it is not compiled in.
///
/// ICU4X falls back to the root silently and does not say so. The root names months `M01` to `M12`,
/// and no language does: one that formats a long date just as the root does has no names of its
/// own. Letters of a pattern in a date (Kikuyu in ICU4X 2.4: `24-11-YYYY`) are no usable data.
pub(crate) fn date_formats_of(identifier: &Identifier) -> Option<DateFormats> {
    let long = date_formatter(identifier, YMD::long());
    let root = date_formatter(&Identifier::UNKNOWN, YMD::long());
    let sample = IcuDate::try_new_gregorian(2026, 11, 24).expect("the sample is a real day");
    let written = long.format(&sample).to_string();
    if written == root.format(&sample).to_string() || written.contains("YYYY") {
        return None;
    }
    Some(DateFormats {
        full: Formatter::try_new(identifier.into(), YMDE::long()).expect(PATTERNS),
        long,
        medium: date_formatter(identifier, YMD::medium()),
        short: date_formatter(identifier, YMD::short()),
        year_month: Formatter::try_new(identifier.into(), YM::long()).expect(PATTERNS),
        month_day: Formatter::try_new(identifier.into(), MD::long()).expect(PATTERNS),
        month: Formatter::try_new(identifier.into(), M::long()).expect(PATTERNS),
        weekday: Formatter::try_new(identifier.into(), E::long()).expect(PATTERNS),
        time: NoCalendarFormatter::try_new(identifier.into(), T::hm()).expect(PATTERNS),
        corrected: corrected_patterns_of(identifier),
    })
}

fn date_formatter(identifier: &Identifier, fields: YMD) -> Formatter<YMD> {
    Formatter::try_new(identifier.into(), fields).expect(PATTERNS)
}

impl DateFormats {
    pub(crate) fn date(&self, date: Date, form: DateForm) -> String {
        let day = icu_date(date);
        let (corrected, written) = match form {
            DateForm::Full => (self.corrected.full, self.full.format(&day)),
            DateForm::Long => (self.corrected.long, self.long.format(&day)),
            DateForm::Medium => (None, self.medium.format(&day)),
            DateForm::Short => (self.corrected.short, self.short.format(&day)),
        };
        match corrected {
            Some(pattern) => self.fill(pattern, date),
            None => written.to_string(),
        }
    }

    pub(crate) fn year_month(&self, date: Date) -> String {
        match self.corrected.year_month {
            Some(pattern) => self.fill(pattern, date),
            None => self.year_month.format(&icu_date(date)).to_string(),
        }
    }

    pub(crate) fn month_day(&self, date: Date) -> String {
        self.month_day.format(&icu_date(date)).to_string()
    }

    pub(crate) fn weekday_name(&self, weekday: Weekday) -> String {
        // 1 January 2024 was a Monday.
        let date = Date::new(2024, 1, weekday.number()).expect("January has seven days and more");
        self.weekday.format(&icu_date(date)).to_string()
    }

    pub(crate) fn time(&self, hour: u8, minute: u8) -> Option<String> {
        let time = Time::try_new(hour, minute, 0, 0).ok()?;
        Some(match self.corrected.time {
            Some(pattern) => pattern
                .replace("{hour}", &hour.to_string())
                .replace("{minute}", &format!("{minute:02}")),
            None => self.time.format(&time).to_string(),
        })
    }

    fn fill(&self, pattern: &str, date: Date) -> String {
        pattern
            .replace("{weekday}", &self.weekday_name(date.weekday()))
            .replace("{month_day}", &self.month_day(date))
            .replace("{month}", &self.month.format(&icu_date(date)).to_string())
            .replace("{year}", &date.year().to_string())
            .replace("{month_number}", &date.month().to_string())
            .replace("{day}", &date.day().to_string())
    }
}

fn icu_date(date: Date) -> IcuDate<Gregorian> {
    IcuDate::try_new_gregorian(date.year(), date.month(), date.day())
        .expect("a `Date` is a real day of the Gregorian calendar")
}
