//! All policies at a glance: what is in force, what waits, what must be looked at.

use std::fmt::Write as _;

use anyhow::Result;
use serde::Serialize;

use crate::build::Edition;
use crate::locale::Date;
use crate::shell::report::Shape;
use crate::site::ItemId;

/// How one policy stands.
#[derive(Serialize)]
struct Standing {
    policy: String,
    version: String,
    item: String,
    state: &'static str,
    organisation: Option<String>,
    owner: Option<String>,
    effective: Option<String>,
    expires: Option<String>,
    next_review: Option<String>,
    overdue: bool,
    /// The version that a variant was last compared with, and the one it should be.
    lagging: Option<Lag>,
    acknowledge_by: Option<String>,
}

#[derive(Serialize)]
struct Lag {
    based_on: String,
    newest: String,
    clauses: Vec<String>,
}

/// Lists all policies on the edition's day.
///
/// # Errors
/// A list that cannot be written as JSON.
pub(in crate::shell) fn status(edition: &Edition, shape: Shape) -> Result<String> {
    let all = edition.site.all_policies();
    let all: Vec<Standing> = all.map(|item| standing(edition, item)).collect();
    Ok(match shape {
        Shape::Json => serde_json::to_string_pretty(&all)? + "\n",
        Shape::Text => text(&all),
    })
}

fn standing(edition: &Edition, id: ItemId) -> Standing {
    let site = &edition.site;
    let today = edition.today();
    let item = site.item(id);
    let policy = item.policy().expect("only policies are listed");
    let lang = &site.config.default_language().lang;
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let next = item.facts.review_due();
    let variant = policy.variant.as_ref();
    let lagging = site.policy_lag(id).zip(variant);
    let owner = item.facts.owner.as_ref();
    Standing {
        policy: policy.id.clone(),
        version: policy.version.to_string(),
        item: item.key.clone(),
        state: site.policy_state(id, today).name(),
        organisation: site.policy_organisation(id).map(str::to_owned),
        owner: owner.and_then(|owner| owner.role.get(lang).map(str::to_owned)),
        effective: day(policy.effective),
        expires: day(policy.expires),
        next_review: day(next),
        overdue: next.is_some_and(|day| day < today),
        lagging: lagging.map(|((newest, clauses), variant)| Lag {
            based_on: variant.base_version.to_string(),
            newest: site
                .policy(newest)
                .map(|base| base.version.to_string())
                .unwrap_or_default(),
            clauses: clauses.into_iter().map(str::to_owned).collect(),
        }),
        acknowledge_by: day(site.policy_acknowledgement(id).and_then(|asked| asked.by)),
    }
}

fn text(all: &[Standing]) -> String {
    let mut out = String::new();
    for one in all {
        let _ = writeln!(
            out,
            "{}@{}: {} ({})",
            one.policy, one.version, one.state, one.item
        );
        let owner = [one.organisation.as_deref(), one.owner.as_deref()];
        let owner: Vec<&str> = owner.into_iter().flatten().collect();
        if !owner.is_empty() {
            let _ = writeln!(out, "  owner: {}", owner.join(", "));
        }
        let days = [
            ("in force from", &one.effective),
            ("last day", &one.expires),
            ("review by", &one.next_review),
            ("acknowledge by", &one.acknowledge_by),
        ];
        let days: Vec<String> = days
            .into_iter()
            .filter_map(|(name, day)| Some(format!("{name} {}", day.as_ref()?)))
            .collect();
        if !days.is_empty() {
            let _ = writeln!(out, "  {}", days.join("; "));
        }
        if one.overdue {
            out.push_str("  the review is overdue\n");
        }
        if let Some(lag) = &one.lagging {
            let _ = writeln!(
                out,
                "  lags behind: based on {}, the base is {}; changed: {}",
                lag.based_on,
                lag.newest,
                lag.clauses.join(", ")
            );
        }
    }
    if all.is_empty() {
        out.push_str("the site has no policies\n");
    }
    out
}
