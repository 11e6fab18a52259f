//! A rule with clock times, a first and a last day, exceptions and closed days, to the occurrences
//! it gives.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt;

use crate::calendar::hours::Hours;
use crate::calendar::recurrence::{Recurrence, RuleEnd};
use crate::locale::{Date, DateTime};

/// When something takes place again and again, such as a service point's times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Completed by the first day, and ending where the schedule ends.
    rule: Recurrence,
    hours: Hours,
    from: Date,
    exceptions: Exceptions,
}

/// Days on which a rule does not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exceptions {
    /// What is different on single days. They win over `closed`, and hours also stand for days that
    /// the rule does not give and that lie outside its first and last day.
    pub days: BTreeMap<Date, Exception>,
    /// Days on which nothing takes place, such as those of
    /// [`holidays_of`](crate::calendar::holidays_of).
    pub closed: BTreeSet<Date>,
}

/// What is different on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exception {
    /// Nothing takes place.
    Cancelled,
    /// It takes place at these times.
    Hours(Hours),
}

/// One time that something takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The day.
    pub date: Date,
    /// From when to when.
    pub hours: Hours,
}

/// Why a rule and the rest of a schedule do not go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvalidSchedule {
    /// The rule says by this part, `COUNT` or `UNTIL`, when it ends, and the schedule has a last day
    /// too.
    TwoEnds(&'static str),
    /// The last day lies before the first.
    EndsBeforeItBegins {
        /// The first day.
        from: Date,
        /// The last day.
        until: Date,
    },
    /// The rule gives no day at all: there is none such (30 February), or none before its end.
    NeverHappens,
}

impl Schedule {
    /// A schedule of the days that `rule` gives from `from` on, to `until` where it has a last day,
    /// but for the exceptions. Exceptions and closed days do not make up for the days that `COUNT` counts
    /// (RFC 5545: `EXDATE` takes away from what the rule gave).
    ///
    /// # Errors
    ///
    /// [`InvalidSchedule`] when the parts contradict each other.
    pub fn new(
        rule: Recurrence,
        hours: Hours,
        from: Date,
        until: Option<Date>,
        exceptions: Exceptions,
    ) -> Result<Self, InvalidSchedule> {
        let mut rule = rule.completed(from);
        rule.end = match (rule.end, until) {
            (end, None) => end,
            (RuleEnd::Open, Some(until)) => RuleEnd::Until(until),
            (RuleEnd::Count(_), Some(_)) => return Err(InvalidSchedule::TwoEnds("COUNT")),
            (RuleEnd::Until(_), Some(_)) => return Err(InvalidSchedule::TwoEnds("UNTIL")),
        };
        if let RuleEnd::Until(until) = rule.end
            && until < from
        {
            return Err(InvalidSchedule::EndsBeforeItBegins { from, until });
        }
        if rule.days(from, from).next().is_none() {
            return Err(InvalidSchedule::NeverHappens);
        }
        Ok(Self {
            rule,
            hours,
            from,
            exceptions,
        })
    }

    /// The next `count` occurrences on or after `first`, in time order; fewer when it ends before.
    ///
    /// The work is bounded: a rule gives up when it has found no day for a hundred years.
    #[must_use]
    pub fn next(&self, first: Date, count: usize) -> Vec<Occurrence> {
        self.occurrences(first).take(count).collect()
    }

    /// The occurrences from `first` to `last`, both included, in time order.
    #[must_use]
    pub fn between(&self, first: Date, last: Date) -> Vec<Occurrence> {
        let within = |occurrence: &Occurrence| occurrence.date <= last;
        self.occurrences(first).take_while(within).collect()
    }

    /// What the rule gives from `first` to `last`, both included, and does not take place, because
    /// the day is an exception or closed; with the usual hours.
    #[must_use]
    pub fn cancelled_between(&self, first: Date, last: Date) -> Vec<Occurrence> {
        let days = self.rule.days(self.from, first);
        days.take_while(|&date| date <= last)
            .filter(|&date| self.hours_on(date).is_none())
            .map(|date| Occurrence {
                date,
                hours: self.hours,
            })
            .collect()
    }

    fn occurrences(&self, first: Date) -> impl Iterator<Item = Occurrence> {
        self.days(first).filter_map(|date| {
            let hours = self.hours_on(date)?;
            Some(Occurrence { date, hours })
        })
    }

    /// The days of the rule and those that have hours of their own, in time order.
    fn days(&self, first: Date) -> impl Iterator<Item = Date> {
        let mut ruled = self.rule.days(self.from, first).peekable();
        let extra = self.exceptions.days.range(first..);
        let mut extra = extra
            .filter(|(_, exception)| matches!(exception, Exception::Hours(_)))
            .map(|(&date, _)| date)
            .peekable();
        std::iter::from_fn(move || {
            let (next, other) = (ruled.peek().copied(), extra.peek().copied());
            let date = next.into_iter().chain(other).min()?;
            ruled.next_if_eq(&date);
            extra.next_if_eq(&date);
            Some(date)
        })
    }

    /// When it takes place on a day of the schedule, if it does.
    fn hours_on(&self, date: Date) -> Option<Hours> {
        match self.exceptions.days.get(&date) {
            Some(Exception::Hours(hours)) => Some(*hours),
            Some(Exception::Cancelled) => None,
            None if self.exceptions.closed.contains(&date) => None,
            None => Some(self.hours),
        }
    }
}

impl Occurrence {
    /// When it begins, by the clocks of the place.
    #[must_use]
    pub fn start(self) -> DateTime {
        DateTime {
            date: self.date,
            time: self.hours.start(),
        }
    }

    /// When it ends, by the clocks of the place.
    #[must_use]
    pub fn end(self) -> DateTime {
        DateTime {
            date: self.date,
            time: self.hours.end(),
        }
    }
}

impl InvalidSchedule {
    /// What would be right.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::TwoEnds(part) => format!("keep one of them: `{part}` in the rule, or `until`"),
            Self::EndsBeforeItBegins { .. } => {
                "write a last day that is not before the first".to_owned()
            }
            Self::NeverHappens => {
                "look at the days and months of the rule, and at its first and last day".to_owned()
            }
        }
    }
}

impl fmt::Display for InvalidSchedule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TwoEnds(part) => write!(formatter, "both `{part}` and `until` say when it ends"),
            Self::EndsBeforeItBegins { from, until } => {
                write!(formatter, "it ends on {until} and begins on {from}")
            }
            Self::NeverHappens => formatter.write_str("the rule gives no day"),
        }
    }
}

impl Error for InvalidSchedule {}
