//! Facts of policies that do not add up: alone, with their other versions, with their base.

mod acknowledgement;
mod variables;

use crate::base::{Code, Diagnostic, Span, suggest};
use crate::site::decision_checks;
use crate::site::facts::{Stated, Statements, Status};
use crate::site::kind::{Policy, Version};
use crate::site::model::{ItemId, Site};

/// Checks the facts of one policy of a complete site.
pub(super) fn check(
    site: &Site,
    id: ItemId,
    statements: &Statements<'_>,
    sink: &mut Vec<Diagnostic>,
) {
    let Some(policy) = site.policy(id) else {
        return;
    };
    versions(site, id, policy, statements, sink);
    supersedes(site, policy, statements, sink);
    approval(site, id, policy, statements, sink);
    dates(policy, statements, sink);
    variant(site, id, policy, statements, sink);
    decision_checks::links(statements, sink);
    variables::check(site, id, policy, statements, sink);
    acknowledgement::check(site, id, policy, statements, sink);
}

fn at(fact: Stated<'_>) -> Span {
    Span::new(fact.path, fact.value.range)
}

/// The version, which must be readable and the only one of its kind.
fn versions(
    site: &Site,
    id: ItemId,
    policy: &Policy,
    statements: &Statements<'_>,
    sink: &mut Vec<Diagnostic>,
) {
    decision_checks::versions(
        &["version", "based_on_version"],
        &policy.changes,
        statements,
        sink,
    );
    let first = site.policy_version(&policy.id, policy.version);
    if let (Some(first), Some(fact)) = (first, statements.get("version"))
        && first != id
    {
        sink.push(
            Diagnostic::new(
                Code::PolicyVersion,
                at(fact),
                format!(
                    "`{}@{}` is already the item `{}`",
                    policy.id,
                    policy.version,
                    site.item(first).key
                ),
            )
            .help("give this text the next version, or another `policy_id`"),
        );
    }
}

fn supersedes(
    site: &Site,
    policy: &Policy,
    statements: &Statements<'_>,
    sink: &mut Vec<Diagnostic>,
) {
    let Some(fact) = statements.own("supersedes") else {
        return;
    };
    let text = fact.value.as_text().unwrap_or_default();
    let Some((other, version)) = &policy.supersedes else {
        sink.push(
            Diagnostic::new(
                Code::PolicyVersion,
                at(fact),
                format!("`{text}` names no version of a policy"),
            )
            .help("write `policy-id@version`, such as `remote-work@1.0`"),
        );
        return;
    };
    if *other == policy.id && *version >= policy.version {
        sink.push(
            Diagnostic::new(
                Code::PolicyVersion,
                at(fact),
                format!(
                    "version {} is not newer than {version}, which it supersedes",
                    policy.version
                ),
            )
            .help("give this text a greater version, or name the older one"),
        );
    }
    if site.policy_version(other, *version).is_none() {
        let known: Vec<String> = site
            .all_policies()
            .filter_map(|item| site.policy(item))
            .filter(|known| (&known.id, known.version) != (&policy.id, policy.version))
            .map(|known| format!("{}@{}", known.id, known.version))
            .collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        sink.push(
            Diagnostic::new(
                Code::UnknownItem,
                at(fact),
                format!("the site has no policy `{text}`"),
            )
            .help("keep the old text as an item of its own, or take the line out")
            .maybe_help(suggest::help(text, known)),
        );
    }
}

/// What a policy that says to be in force must say besides.
fn approval(
    site: &Site,
    id: ItemId,
    policy: &Policy,
    statements: &Statements<'_>,
    sink: &mut Vec<Diagnostic>,
) {
    let facts = &site.item(id).facts;
    if facts.status != Status::Published || facts.is_template {
        return;
    }
    let has_date = policy.approval.as_ref().is_some_and(|by| by.date.is_some());
    let has_change = policy
        .changes
        .iter()
        .any(|change| change.version == policy.version);
    let first = Version { major: 1, minor: 0 };
    let lacks = [
        (!has_date, "`approved_by` with `organisation` and `date`"),
        (facts.owner.is_none(), "`owner`"),
        (policy.effective.is_none(), "`effective`"),
        (
            policy.version > first && !has_change,
            "a `[[changes]]` of this version",
        ),
    ];
    let lacks: Vec<&str> = lacks
        .iter()
        .filter_map(|(is_missing, name)| is_missing.then_some(*name))
        .collect();
    let Some((path, _)) = statements.own.first().filter(|_| !lacks.is_empty()) else {
        return;
    };
    let stated = statements.get("status");
    let place = stated.or_else(|| statements.own("version"));
    sink.push(
        Diagnostic::new(
            Code::UnapprovedPolicy,
            place.map_or_else(|| Span::file(path), at),
            format!("a published policy needs {}", lacks.join(", ")),
        )
        .help("add what is missing, or write `status = \"review\"` until it is adopted"),
    );
}

fn dates(policy: &Policy, statements: &Statements<'_>, sink: &mut Vec<Diagnostic>) {
    if let (Some(first), Some(last), Some(fact)) =
        (policy.effective, policy.expires, statements.get("expires"))
        && first > last
    {
        sink.push(
            Diagnostic::new(
                Code::InvalidValue,
                at(fact),
                format!("the last day ({last}) lies before the first ({first})"),
            )
            .help("mend `effective` or `expires`"),
        );
    }
}

/// A variant and its base.
fn variant(
    site: &Site,
    id: ItemId,
    policy: &Policy,
    statements: &Statements<'_>,
    sink: &mut Vec<Diagnostic>,
) {
    let (Some(variant), Some(fact)) = (&policy.variant, statements.get("based_on_policy")) else {
        return;
    };
    for (name, example) in [
        ("organisation", "organisation = \"halsua\""),
        ("based_on_version", "based_on_version = \"1.0\""),
    ] {
        if statements.get(name).is_none() {
            sink.push(
                Diagnostic::new(
                    Code::MissingFact,
                    Span::new(fact.path, fact.key.range),
                    format!("a variant needs `{name}`"),
                )
                .help(format!("write `{example}`")),
            );
        }
    }
    let Some(newest) = site.policy_versions(&variant.base).last() else {
        let known: Vec<&str> = site.policy_ids().filter(|own| *own != policy.id).collect();
        sink.push(
            Diagnostic::new(
                Code::UnknownItem,
                at(fact),
                format!("the site has no policy `{}`", variant.base),
            )
            .help("write the `policy_id` of the text that this is a variant of")
            .maybe_help(suggest::help(&variant.base, known)),
        );
        return;
    };
    let is_chain = site
        .policy(*newest)
        .is_some_and(|base| base.variant.is_some());
    if is_chain || variant.base == policy.id {
        sink.push(
            Diagnostic::new(
                Code::PolicyVariant,
                at(fact),
                format!("`{}` is itself a variant", variant.base),
            )
            .help(
                "base each variant on the common text, so that everybody sees what differs from it",
            ),
        );
        return;
    }
    let known = site.policy(*newest).map(|base| base.version);
    let Some(fact) = statements.get("based_on_version") else {
        return;
    };
    if known.is_some_and(|known| variant.base_version > known) {
        sink.push(
            Diagnostic::new(
                Code::PolicyVersion,
                at(fact),
                format!(
                    "`{}` has no version {} yet",
                    variant.base, variant.base_version
                ),
            )
            .help("write the version that this text was compared with"),
        );
    }
    let Some((newest, clauses)) = site.policy_lag(id) else {
        return;
    };
    let names: Vec<String> = clauses.iter().map(|clause| format!("`{clause}`")).collect();
    let changed = if names.is_empty() {
        "the changes name no clauses".to_owned()
    } else {
        format!("changed: {}", names.join(", "))
    };
    let version = site.policy(newest).map(|base| base.version);
    sink.push(
        Diagnostic::new(
            Code::PolicyLagging,
            at(fact),
            format!(
                "`{}` is based on version {}, and version {} brought material changes",
                policy.id,
                variant.base_version,
                version.unwrap_or_default()
            ),
        )
        .caret(changed)
        .help("compare the clauses, decide, and write the new version as `based_on_version`"),
    );
}
