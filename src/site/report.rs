//! What the items of a site record of one year. Records that an item calls invented are not
//! counted.

use crate::locale::Date;
use crate::site::facts::Facts;
use crate::site::kind::{ActionStatus, ItemKind, State};
use crate::site::model::{ItemId, Site};

/// What the items of a site record of one year, item by item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct YearRecords {
    /// Sessions that were held: the day, and how many came where that was counted.
    pub sessions: Vec<(ItemId, Date, Option<u32>)>,
    /// Events that were held.
    pub events: Vec<(ItemId, Date)>,
    /// Service points, and how many visits they counted.
    pub visits: Vec<(ItemId, u32)>,
    /// Plans, and how many of their actions were done.
    pub actions: Vec<(ItemId, usize)>,
    /// Policies that were approved.
    pub approved: Vec<(ItemId, Date)>,
    /// Policies whose last review was in the year.
    pub reviewed: Vec<(ItemId, Date)>,
    /// Systems, and how many organisations began to use them.
    pub systems: Vec<(ItemId, usize)>,
}

/// Gathers the records of a year, of what concerns one of the organisations; of all where none is
/// named. A date must lie in the year and not after `today`.
pub fn year_records(site: &Site, year: i32, organisations: &[String], today: Date) -> YearRecords {
    let mut records = YearRecords::default();
    let is_then = |day: Date| day.year() == year && day <= today;
    for id in site.item_ids() {
        let item = site.item(id);
        let is_meant = organisations.is_empty() || organisations.iter().any(|id| item.concerns(id));
        if !is_meant {
            continue;
        }
        let facts = &item.facts;
        match &facts.kind {
            ItemKind::Session(session) if is_real(facts, "occurrences") => {
                let held = session
                    .occurrences
                    .iter()
                    .filter(|time| time.state == State::Held && is_then(time.start.date));
                records.sessions.extend(held.map(|time| {
                    let came = time.attendance.map(|(_, attended)| attended);
                    (id, time.start.date, came)
                }));
            }
            ItemKind::Event(event) if is_real(facts, "start") && event.state == State::Held => {
                let day = event.start.map(|start| start.date);
                let day = day.filter(|day| is_then(*day));
                records.events.extend(day.map(|day| (id, day)));
            }
            ItemKind::ServicePoint(point) if is_real(facts, "visits") => {
                let months = point.visits.iter();
                let own: Vec<u32> = months
                    .filter(|(month, _)| month.split('-').next() == Some(&year.to_string()))
                    .map(|(_, count)| *count)
                    .collect();
                if !own.is_empty() {
                    records.visits.push((id, own.iter().sum()));
                }
            }
            ItemKind::Plan(plan) if is_real(facts, "actions") => {
                let done = plan.actions.iter().filter(|action| {
                    action.status == ActionStatus::Done && action.done.is_some_and(is_then)
                });
                let count = done.count();
                if count > 0 {
                    records.actions.push((id, count));
                }
            }
            ItemKind::Policy(policy) => {
                let approval = policy.approval.as_ref().and_then(|by| by.date);
                let approval = approval.filter(|_| is_real(facts, "approved_by"));
                let in_year = |day: Option<Date>| day.filter(|day| is_then(*day));
                records
                    .approved
                    .extend(in_year(approval).map(|day| (id, day)));
                let reviewed = in_year(facts.reviewed);
                records.reviewed.extend(reviewed.map(|day| (id, day)));
            }
            ItemKind::System(system) if is_real(facts, "used_by") => {
                let begun = system.used_by.iter().filter_map(|by| by.since);
                let count = begun.filter(|day| is_then(*day)).count();
                if count > 0 {
                    records.systems.push((id, count));
                }
            }
            _ => {}
        }
    }
    records.sessions.sort_by_key(|(id, day, _)| (*day, *id));
    records.events.sort_by_key(|(id, day)| (*day, *id));
    records
}

/// Whether a fact is none of those that the item calls invented.
fn is_real(facts: &Facts, name: &str) -> bool {
    !facts.placeholders.iter().any(|invented| invented == name)
}
