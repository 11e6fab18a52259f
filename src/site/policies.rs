//! How policies belong together: versions, bases and variants, and what is in force on a day.

use std::collections::BTreeMap;

use crate::locale::Date;
use crate::site::facts::Status;
use crate::site::kind::{Acknowledgement, ItemKind, Policy, Setting, Variable, Variant, Version};
use crate::site::model::{DocId, Item, ItemId, Site};

/// The policies of a site.
#[derive(Debug, Default)]
pub(super) struct Policies {
    /// Items by `policy_id`, oldest version first.
    by_id: BTreeMap<String, Vec<ItemId>>,
}

/// How a policy stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyState {
    /// Nobody has adopted it yet.
    Proposed,
    /// It is adopted, and its first day has not come.
    Pending,
    /// It is in force.
    InForce,
    /// Its last day has passed.
    Expired,
    /// Another version or policy is in force instead.
    Superseded,
}

impl PolicyState {
    /// Its name in views and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Pending => "pending",
            Self::InForce => "in-force",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
        }
    }
}

/// A variable with the value that it has in a policy.
#[derive(Debug, Clone, Copy)]
pub struct Held<'s> {
    /// The variable, as the base declares it.
    pub variable: &'s Variable,
    /// Its value there.
    pub base: &'s Setting,
}

/// Gathers the policies of a site whose items are known.
pub(super) fn gather(site: &Site) -> Policies {
    let mut policies = Policies::default();
    for id in site.item_ids() {
        if let Some(policy) = site.policy(id) {
            let versions = policies.by_id.entry(policy.id.clone()).or_default();
            versions.push(id);
        }
    }
    for versions in policies.by_id.values_mut() {
        versions.sort_by_key(|id| site.policy(*id).map(|policy| policy.version));
    }
    policies
}

impl Item {
    /// Its facts as a policy.
    pub fn policy(&self) -> Option<&Policy> {
        match &self.facts.kind {
            ItemKind::Policy(policy) => Some(policy),
            _ => None,
        }
    }
}

impl Site {
    /// The facts of an item as a policy.
    pub fn policy(&self, id: ItemId) -> Option<&Policy> {
        self.item(id).policy()
    }

    /// The ids of all policies.
    pub fn policy_ids(&self) -> impl Iterator<Item = &str> {
        self.policies.by_id.keys().map(String::as_str)
    }

    /// All policies, by their ids, oldest version first.
    pub fn all_policies(&self) -> impl Iterator<Item = ItemId> {
        self.policies.by_id.values().flatten().copied()
    }

    /// The versions of a policy, oldest first.
    pub fn policy_versions(&self, id: &str) -> &[ItemId] {
        let versions = self.policies.by_id.get(id);
        versions.map(Vec::as_slice).unwrap_or_default()
    }

    /// The version of a policy, if the site has it.
    pub fn policy_version(&self, id: &str, version: Version) -> Option<ItemId> {
        let mut versions = self.policy_versions(id).iter().copied();
        versions.find(|item| {
            self.policy(*item)
                .is_some_and(|policy| policy.version == version)
        })
    }

    /// What a variant is a variant of: the version that it was last compared with where the site
    /// still has it, so that nobody's adopted text changes unseen; else the newest one.
    pub fn policy_base(&self, id: ItemId) -> Option<ItemId> {
        let variant = self.policy(id)?.variant.as_ref()?;
        let found = self.policy_version(&variant.base, variant.base_version);
        let newest = || self.policy_versions(&variant.base).last().copied();
        let is_base = |base: &ItemId| {
            self.policy(*base)
                .is_some_and(|policy| policy.variant.is_none())
        };
        found.or_else(newest).filter(is_base)
    }

    /// The text that a variant's text is put together with: the base's in the same language, else
    /// in the first one that the base has.
    pub fn policy_base_doc(&self, id: ItemId, doc: DocId) -> Option<DocId> {
        let base = self.item(self.policy_base(id)?);
        let language = self.head(doc).name.language;
        base.docs[language].or_else(|| base.docs.iter().flatten().next().copied())
    }

    /// The newest version of each variant of this base; of an older base only those that are still
    /// made from it.
    pub fn policy_variants(&self, base: ItemId) -> Vec<ItemId> {
        let own = self.policy(base).filter(|own| own.variant.is_none());
        let is_newest = own.is_some_and(|own| self.policy_versions(&own.id).last() == Some(&base));
        let is_of = |item: &ItemId| {
            let variant = self
                .policy(*item)
                .and_then(|policy| policy.variant.as_ref());
            let is_of_any = variant
                .is_some_and(|variant| is_newest && own.is_some_and(|own| own.id == variant.base));
            is_of_any || self.policy_base(*item) == Some(base)
        };
        let newest = self.policies.by_id.values();
        newest
            .filter_map(|versions| versions.last().copied())
            .filter(is_of)
            .collect()
    }

    /// The newest version of a variant's base, when that is a material change after the version
    /// that was last looked at; with the clauses that changed since.
    pub fn policy_lag(&self, id: ItemId) -> Option<(ItemId, Vec<&str>)> {
        let variant = self.policy(id)?.variant.as_ref()?;
        let newest = *self.policy_versions(&variant.base).last()?;
        let base = self.policy(newest)?;
        if base.version.major <= variant.base_version.major {
            return None;
        }
        let changes = base.changes.iter();
        let since = changes.filter(|change| change.version > variant.base_version);
        let mut clauses: Vec<&str> = Vec::new();
        for clause in since.flat_map(|change| &change.clauses) {
            if !clauses.contains(&clause.as_str()) {
                clauses.push(clause);
            }
        }
        Some((newest, clauses))
    }

    /// What replaces a policy on a day: a newer version of it, or a policy that says so.
    pub fn policy_successor(&self, id: ItemId, today: Date) -> Option<ItemId> {
        let own = self.policy(id)?;
        let replaces = |other: &ItemId| {
            let Some(policy) = self.policy(*other).filter(|_| *other != id) else {
                return false;
            };
            let names_it = policy.supersedes.as_ref() == Some(&(own.id.clone(), own.version));
            (names_it || (policy.id == own.id && policy.version > own.version))
                && self.has_begun(*other, today)
        };
        let versions = self.policy_versions(&own.id).iter().rev().copied();
        let newer = versions.clone().find(replaces);
        newer.or_else(|| self.all_policies().find(replaces))
    }

    /// Whether a policy is adopted and its first day has come.
    fn has_begun(&self, id: ItemId, today: Date) -> bool {
        let begins = self.policy(id).and_then(|policy| policy.effective);
        is_adopted(self.item(id)) && begins.is_some_and(|day| day <= today)
    }

    /// How a policy stands on a day.
    pub fn policy_state(&self, id: ItemId, today: Date) -> PolicyState {
        let Some(policy) = self.policy(id).filter(|_| is_adopted(self.item(id))) else {
            return PolicyState::Proposed;
        };
        if self.policy_successor(id, today).is_some() {
            return PolicyState::Superseded;
        }
        if policy.expires.is_some_and(|last| last < today) {
            return PolicyState::Expired;
        }
        match policy.effective {
            Some(first) if first <= today => PolicyState::InForce,
            Some(_) => PolicyState::Pending,
            None => PolicyState::Proposed,
        }
    }

    /// The version of a policy that is in force on a day, following what replaced it.
    pub fn policy_in_force(&self, id: ItemId, today: Date) -> Option<ItemId> {
        let mut at = id;
        let mut seen = vec![at];
        while let Some(next) = self.policy_successor(at, today) {
            if seen.contains(&next) {
                return None;
            }
            seen.push(next);
            at = next;
        }
        (self.policy_state(at, today) == PolicyState::InForce).then_some(at)
    }

    /// The variables of a policy; of a variant, those of its base.
    pub fn policy_variables(&self, id: ItemId) -> Vec<Held<'_>> {
        let declares = self.policy_base(id).unwrap_or(id);
        let variables = self.policy(declares).map(|policy| &policy.variables);
        let variables = variables.into_iter().flatten();
        variables
            .filter_map(|variable| {
                let base = variable.value.as_ref()?;
                Some(Held { variable, base })
            })
            .collect()
    }

    /// The value that a variable has in a policy: a variant's own, or else the base's.
    pub fn policy_setting(&self, id: ItemId, held: Held<'_>) -> Setting {
        let variant = self.policy(id).and_then(|policy| policy.variant.as_ref());
        let own = variant.and_then(|variant| variant.values.get(&held.variable.id));
        own.and_then(|value| held.variable.setting(value).ok())
            .unwrap_or_else(|| held.base.clone())
    }

    /// How people acknowledge a policy; a variant that does not say does as its base.
    pub fn policy_acknowledgement(&self, id: ItemId) -> Option<&Acknowledgement> {
        let own = self.policy(id)?;
        let base = || self.policy(self.policy_base(id)?)?.acknowledgement.as_ref();
        own.acknowledgement.as_ref().or_else(base)
    }

    /// Whose a policy is: that of a variant's organisation, or of the owner.
    pub fn policy_organisation(&self, id: ItemId) -> Option<&str> {
        let item = self.item(id);
        let variant: Option<&Variant> = item.policy()?.variant.as_ref();
        let owner = item.facts.owner.as_ref();
        variant
            .map(|variant| variant.organisation.as_str())
            .or_else(|| owner.map(|owner| owner.organisation.as_str()))
    }
}

/// Whether an organisation has approved a policy.
fn is_adopted(item: &Item) -> bool {
    let is_finished = matches!(item.facts.status, Status::Published | Status::Archived);
    let is_approved = item
        .policy()
        .is_some_and(|policy| policy.approval.is_some());
    is_finished && is_approved && !item.facts.is_template
}
