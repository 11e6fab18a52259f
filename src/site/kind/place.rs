//! Facts of service points.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::TextRange;
use crate::calendar::{self, Exceptions, Hours, Recurrence, Schedule};
use crate::config::{LocalText, local_text};
use crate::data::Table;
use crate::locale::{Date, Time};
use crate::site::facts::Statements;
use crate::site::kind::learning::count;

/// Facts of a service point.
#[derive(Debug, Clone, PartialEq)]
pub struct ServicePoint {
    /// Where it is.
    pub address: Address,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// What helps people to come.
    pub accessibility: Vec<String>,
    /// Languages that are spoken there, as tags (BCP 47).
    pub languages: Vec<String>,
    /// Whether people must book a time: `needed`, `not-needed` or `recommended`.
    pub appointment: Option<String>,
    /// Who else advises there.
    pub partners: Vec<String>,
    /// When it is open.
    pub schedule: Vec<OpenTime>,
    /// Days on which it is different.
    pub exceptions: Vec<Exception>,
    /// Visits by month, `2026-10`.
    pub visits: Vec<(String, u32)>,
}

/// A street address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Street and number, or the whole address.
    pub street: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Town or village.
    pub city: Option<String>,
}

/// A time that comes again.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenTime {
    /// The rule (RFC 5545, section 3.3.10), without a beginning.
    pub rule: String,
    /// When it opens.
    pub start: Time,
    /// When it closes.
    pub end: Time,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Option<Date>,
    /// The rule's place in the file.
    pub range: TextRange,
}

/// A day on which it is different.
#[derive(Debug, Clone, PartialEq)]
pub struct Exception {
    /// The day.
    pub date: Date,
    /// When it opens and closes on that day; closed where there is nothing.
    pub times: Option<(Time, Time)>,
    /// Why.
    pub reason: LocalText,
}

impl ServicePoint {
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        let text = |key: &str| statements.text(key).map(str::to_owned);
        let exceptions = statements.tables("exceptions").into_iter();
        let visits = statements.tables("visits").into_iter();
        Self {
            address: Address::read(statements),
            phone: text("phone"),
            email: text("email"),
            accessibility: statements.texts("accessibility"),
            languages: statements.texts("served_languages"),
            appointment: text("appointment"),
            partners: statements.texts("partners"),
            schedule: statements
                .tables("schedule")
                .into_iter()
                .filter_map(open_time)
                .collect(),
            exceptions: exceptions.filter_map(exception).collect(),
            visits: visits
                .filter_map(|table| Some((table.text("month")?.to_owned(), count(table, "count")?)))
                .collect(),
        }
    }
}

impl OpenTime {
    /// The rule with its times.
    ///
    /// # Errors
    /// What is wrong with the rule or its days, and what would be right.
    pub fn schedule(&self, exceptions: Exceptions) -> Result<Schedule, (String, String)> {
        let rule = Recurrence::parse(&self.rule).map_err(|fault| (fault.message, fault.help))?;
        let hours = Hours::new(self.start, self.end).ok_or_else(|| {
            let message = format!("it closes at {} and opens at {}", self.end, self.start);
            (
                message,
                "write an `end` that is later than `start`".to_owned(),
            )
        })?;
        Schedule::new(rule, hours, self.from, self.until, exceptions)
            .map_err(|fault| (fault.to_string(), fault.help()))
    }
}

impl ServicePoint {
    /// Its schedules, but for these closed days and its own exceptions; rules that cannot be read
    /// were reported and are left out.
    pub fn schedules(&self, closed: &BTreeSet<Date>) -> Vec<Schedule> {
        let days: BTreeMap<Date, calendar::Exception> = self
            .exceptions
            .iter()
            .map(|exception| {
                let hours = exception
                    .times
                    .and_then(|(start, end)| Hours::new(start, end));
                let kind = hours.map_or(calendar::Exception::Cancelled, calendar::Exception::Hours);
                (exception.date, kind)
            })
            .collect();
        let exceptions = || Exceptions {
            days: days.clone(),
            closed: closed.clone(),
        };
        self.schedule
            .iter()
            .filter_map(|time| time.schedule(exceptions()).ok())
            .collect()
    }
}

impl Address {
    /// Reads it: a text, or its parts.
    pub(super) fn read(statements: &Statements<'_>) -> Self {
        let part = |table: &Table, key: &str| table.text(key).map(str::to_owned);
        match statements.table("address") {
            Some(table) => Self {
                street: part(table, "street"),
                postal_code: part(table, "postal_code"),
                city: part(table, "city"),
            },
            None => Self {
                street: statements.text("address").map(str::to_owned),
                ..Self::default()
            },
        }
    }

    /// Its lines: the street, then postal code and town.
    pub fn lines(&self) -> Vec<String> {
        let place = [&self.postal_code, &self.city];
        let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
        let place = (!place.is_empty()).then(|| place.join(" "));
        self.street.iter().cloned().chain(place).collect()
    }
}

fn open_time(table: &Table) -> Option<OpenTime> {
    let rule = table.get("rule")?;
    let time = |key: &str| table.text(key).and_then(Time::parse);
    let day = |key: &str| table.text(key).and_then(|day| Date::parse(day).ok());
    Some(OpenTime {
        rule: rule.as_text()?.to_owned(),
        start: time("start")?,
        end: time("end")?,
        from: day("from")?,
        until: day("until"),
        range: rule.range,
    })
}

fn exception(table: &Table) -> Option<Exception> {
    let time = |key: &str| table.text(key).and_then(Time::parse);
    Some(Exception {
        date: Date::parse(table.text("date")?).ok()?,
        times: time("start").zip(time("end")),
        reason: local_text(table.get("reason")),
    })
}
