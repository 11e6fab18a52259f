//! Rules of repetition (RFC 5545, section 3.3.10) to the days they give.
//!
//! A rule says which days of a period (a day, week, month or year) it means; every part of it is a
//! condition on a day, because no rule here repeats within a day. Days come out in time order.

use crate::calendar::rule_text::{InvalidRecurrence, read_rule};
use crate::locale::{Date, Weekday};

/// A rule by which days come again, such as every first and third Tuesday of a month.
///
/// It is made of the value of an `RRULE` of RFC 5545 by [`Recurrence::parse`]. What it leaves open
/// comes from the first day of a schedule: `FREQ=WEEKLY` alone means that day's day of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    pub(crate) frequency: Frequency,
    /// Every how many periods, 1 or more.
    pub(crate) interval: i32,
    pub(crate) end: RuleEnd,
    /// Months, 1 to 12; empty for all.
    pub(crate) months: Vec<i32>,
    /// Days of the month, 1 to 31, or from its end -1 to -31; empty for all.
    pub(crate) month_days: Vec<i32>,
    /// Days of the week; empty for all.
    pub(crate) weekdays: Vec<NthWeekday>,
    /// Which of a period's days are meant, from 1, or from the last with -1; empty for all.
    pub(crate) positions: Vec<i32>,
    pub(crate) week_start: Weekday,
}

/// How long a rule's period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// What the rule itself says of its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RuleEnd {
    Open,
    Count(u32),
    Until(Date),
}

/// A day of the week: every one, or with a number the nth one of the month or year, from its end
/// when negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NthWeekday {
    pub(crate) nth: Option<i32>,
    pub(crate) weekday: Weekday,
}

/// A rule gives up when it has given no day for a hundred years: the rarest day that people write
/// into a calendar, 29 February on a given day of the week, comes at least every forty.
const LONGEST_GAP_DAYS: i32 = 36_525;

impl Recurrence {
    /// Reads the value of an `RRULE`, such as `FREQ=MONTHLY;BYDAY=1TU,3TU`.
    ///
    /// It understands `FREQ` (`DAILY`, `WEEKLY`, `MONTHLY`, `YEARLY`), `INTERVAL`, `COUNT`, `UNTIL` (a
    /// date), `BYDAY`, `BYMONTHDAY`, `BYMONTH`, `BYSETPOS` and `WKST`, in any order and case.
    ///
    /// # Errors
    ///
    /// [`InvalidRecurrence`] says what is wrong, where, and what would be right.
    pub fn parse(text: &str) -> Result<Self, InvalidRecurrence> {
        read_rule(text)
    }

    /// The rule with everything it leaves open taken from its first day (RFC 5545: "information
    /// that is missing is taken from DTSTART").
    pub(crate) fn completed(mut self, from: Date) -> Self {
        if !self.weekdays.is_empty() || !self.month_days.is_empty() {
            return self;
        }
        match self.frequency {
            Frequency::Daily => {}
            Frequency::Weekly => self.weekdays.push(NthWeekday {
                nth: None,
                weekday: from.weekday(),
            }),
            Frequency::Monthly => self.month_days.push(i32::from(from.day())),
            Frequency::Yearly => {
                self.month_days.push(i32::from(from.day()));
                if self.months.is_empty() {
                    self.months.push(i32::from(from.month()));
                }
            }
        }
        self
    }

    /// The days of a completed rule that begins on `from`, from the day `first` on. `COUNT` counts
    /// from `from`.
    pub(crate) fn days(&self, from: Date, first: Date) -> Days<'_> {
        let first = first.max(from);
        let (left, next_period, last_found) = match self.end {
            RuleEnd::Count(count) => (Some(count), 0, from),
            _ => (None, self.period_of(from, first), first),
        };
        Days {
            rule: self,
            from,
            first,
            left,
            next_period,
            last_found,
            found: Vec::new().into_iter(),
        }
    }

    /// Which of the rule's periods, from 0 for that of `from`, is the last that begins no later
    /// than `day`.
    fn period_of(&self, from: Date, day: Date) -> i32 {
        let months = |date: Date| date.year() * 12 + i32::from(date.month());
        let whole = match self.frequency {
            Frequency::Daily => from.days_until(day),
            Frequency::Weekly => self.week_of(from).days_until(day) / 7,
            Frequency::Monthly => months(day) - months(from),
            Frequency::Yearly => day.year() - from.year(),
        };
        whole / self.interval
    }

    /// The first day of the week of `date`.
    fn week_of(&self, date: Date) -> Date {
        let into = i32::from(date.weekday().number()) - i32::from(self.week_start.number());
        date.add_days(-into.rem_euclid(7))
    }

    /// The first day and the number of days of a period; `None` after the year 9999.
    fn period(&self, from: Date, number: i32) -> Option<(Date, i32)> {
        let step = number.checked_mul(self.interval)?;
        match self.frequency {
            Frequency::Daily => Some((days_after(from, step)?, 1)),
            Frequency::Weekly => {
                let start = days_after(self.week_of(from), step.checked_mul(7)?)?;
                Some((start, 7))
            }
            Frequency::Monthly => {
                let start = Date::new(from.year(), from.month(), 1)?.add_months(step);
                // The calendar ends on the last day of a month, which is no first day.
                (start.day() == 1).then_some((start, i32::from(start.month_length())))
            }
            Frequency::Yearly => {
                let start = Date::new(from.year().checked_add(step)?, 1, 1)?;
                let last = Date::new(start.year(), 12, 31)?;
                Some((start, start.days_until(last) + 1))
            }
        }
    }

    /// The days that the rule means among `length` days from `start`.
    fn days_of_period(&self, start: Date, length: i32) -> Vec<Date> {
        let all: Vec<Date> = (0..length)
            .map_while(|at| days_after(start, at))
            .filter(|&date| self.is_met_by(date))
            .collect();
        if self.positions.is_empty() {
            return all;
        }
        let count = i32::try_from(all.len()).unwrap_or(i32::MAX);
        let is_chosen = |at: i32| {
            let mut positions = self.positions.iter();
            positions.any(|&position| position == at + 1 || position == at - count)
        };
        let chosen = (0..count).zip(all);
        chosen
            .filter_map(|(at, date)| is_chosen(at).then_some(date))
            .collect()
    }

    fn is_met_by(&self, date: Date) -> bool {
        let day = i32::from(date.day());
        let from_end = day - i32::from(date.month_length()) - 1;
        let has = |wanted: &[i32], one: i32, other: i32| {
            wanted.is_empty() || wanted.contains(&one) || wanted.contains(&other)
        };
        let month = i32::from(date.month());
        has(&self.months, month, month)
            && has(&self.month_days, day, from_end)
            && (self.weekdays.is_empty() || self.has_weekday(date))
    }

    /// Whether the date is one of the rule's days of the week. Their numbers count in the month when
    /// the rule is monthly or names months, and otherwise in the year (RFC 5545, "BYDAY").
    fn has_weekday(&self, date: Date) -> bool {
        let counts_in_month = self.frequency == Frequency::Monthly || !self.months.is_empty();
        let (before, after) = if counts_in_month {
            let day = i32::from(date.day());
            (day - 1, i32::from(date.month_length()) - day)
        } else {
            days_of_year_around(date)
        };
        self.weekdays.iter().any(|wanted| {
            let is_nth = wanted
                .nth
                .is_none_or(|nth| nth == before / 7 + 1 || nth == -(after / 7) - 1);
            wanted.weekday == date.weekday() && is_nth
        })
    }
}

/// How many days of its year lie before a date, and how many after.
fn days_of_year_around(date: Date) -> (i32, i32) {
    let edge = |month, day| Date::new(date.year(), month, day).unwrap_or(date);
    (edge(1, 1).days_until(date), date.days_until(edge(12, 31)))
}

/// The day so many days later, or `None` where the calendar of [`Date`] has ended.
fn days_after(date: Date, days: i32) -> Option<Date> {
    let later = date.add_days(days);
    (date.days_until(later) == days).then_some(later)
}

/// The days of a rule, in time order.
pub(crate) struct Days<'a> {
    rule: &'a Recurrence,
    from: Date,
    first: Date,
    /// How many days of `COUNT` are left.
    left: Option<u32>,
    next_period: i32,
    /// The last day found, from which the longest gap counts.
    last_found: Date,
    found: std::vec::IntoIter<Date>,
}

impl Iterator for Days<'_> {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        loop {
            let Some(date) = self.found.next() else {
                self.find_more()?;
                continue;
            };
            if date < self.from {
                continue;
            }
            if matches!(self.rule.end, RuleEnd::Until(last) if date > last) {
                return None;
            }
            if let Some(left) = &mut self.left {
                *left = left.checked_sub(1)?;
            }
            self.last_found = self.last_found.max(date);
            if date >= self.first {
                return Some(date);
            }
        }
    }
}

impl Days<'_> {
    /// Finds the days of the next period, which may be none; `None` when there is nothing more to
    /// look for.
    fn find_more(&mut self) -> Option<()> {
        let (start, length) = self.rule.period(self.from, self.next_period)?;
        let is_past_end = matches!(self.rule.end, RuleEnd::Until(last) if start > last);
        let is_used_up = self.left == Some(0);
        let gap = self.last_found.days_until(start);
        if is_past_end || is_used_up || gap > LONGEST_GAP_DAYS {
            return None;
        }
        self.next_period += 1;
        self.found = self.rule.days_of_period(start, length).into_iter();
        Some(())
    }
}
