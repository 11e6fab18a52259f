//! Facts of policies in words.

use crate::locale::{DateForm, Time};
use crate::render::Scene;
use crate::render::address::{absolute, page_address};
use crate::render::functions::fill;
use crate::render::library::decision::{approved, attachments, changes, legal_basis};
use crate::render::library::{organisation_name, time_text};
use crate::render::navigation::link;
use crate::render::view::{
    AcknowledgementView, LinkView, PolicyLagView, PolicyLinkView, PolicyView,
};
use crate::site::kind::{Acknowledgement, Policy, Setting, Variable, VariableKind};
use crate::site::{ItemId, PageId, PolicyState};
use crate::theme::Texts;

/// The value of a variable as it stands in a sentence: `2 days`, `9.00`, `yes`.
pub(in crate::render) fn setting_text(
    texts: &Texts,
    variable: &Variable,
    setting: &Setting,
) -> String {
    match (setting, &variable.kind) {
        (Setting::Number(number), VariableKind::Number { unit, .. }) => {
            let shown = texts.locale.number(*number);
            let forms = unit.iter().find(|(lang, _)| *lang == texts.lang.as_str());
            let category = texts.locale.plural(number.unsigned_abs()).as_str();
            let form = |name: &str| {
                let forms = &forms?.1;
                forms.iter().find(|(form, _)| form == name)
            };
            match form(category).or_else(|| form("other")) {
                Some((_, unit)) => format!("{shown}\u{a0}{unit}"),
                None => shown,
            }
        }
        (Setting::Time(time), _) => clock(texts, *time),
        (Setting::Boolean(true), _) => texts.get("policy_yes").to_owned(),
        (Setting::Boolean(false), _) => texts.get("policy_no").to_owned(),
        (Setting::Choice(id), VariableKind::Choice(options)) => {
            let option = options.iter().find(|(option, _)| option == id);
            let text = option.and_then(|(_, text)| text.get(&texts.lang));
            text.unwrap_or(id).to_owned()
        }
        (Setting::Number(number), _) => texts.locale.number(*number),
        (Setting::Choice(id), _) => id.clone(),
    }
}

/// `klo 9` on the hour where the language says it so, else `klo 9.30`.
fn clock(texts: &Texts, time: Time) -> String {
    let key = if time.minute() == 0 {
        "policy_hour"
    } else {
        "policy_time"
    };
    let values = [
        ("hour".to_owned(), time.hour().to_string()),
        ("time".to_owned(), time_text(texts, time)),
    ];
    fill(texts, key, None, &values)
}

/// How a policy stands, in a word or two.
pub(in crate::render) fn state_text(texts: &Texts, state: PolicyState) -> &str {
    texts.get(match state {
        PolicyState::Proposed => "policy_proposed",
        PolicyState::Pending => "policy_pending",
        PolicyState::InForce => "policy_in_force",
        PolicyState::Expired => "policy_expired",
        PolicyState::Superseded => "policy_superseded",
    })
}

/// A link to a policy for readers of `language`; `own` is the policy of the page.
pub(in crate::render) fn policy_link(
    scene: Scene<'_>,
    id: ItemId,
    own: ItemId,
    language: usize,
) -> Option<PolicyLinkView> {
    let policy = scene.site.policy(id)?;
    let texts = &scene.theme.texts[language];
    let organisation = scene.site.policy_organisation(id);
    Some(PolicyLinkView {
        link: scene
            .site
            .best_page(id, language)
            .map(|page| link(scene, page)),
        key: format!("{}@{}", policy.id, policy.version),
        version: policy.version.to_string(),
        organisation: organisation
            .and_then(|id| organisation_name(scene, id, language))
            .unwrap_or_default(),
        state_text: state_text(texts, scene.site.policy_state(id, scene.today)).to_owned(),
        current: id == own,
    })
}

pub(super) fn policy(scene: Scene<'_>, id: PageId, policy: &Policy) -> PolicyView {
    let site = scene.site;
    let page = site.page(id);
    let item = page.item;
    let language = page.language as usize;
    let texts = &scene.theme.texts[language];
    let to = |other: ItemId| policy_link(scene, other, item, language);
    let state = site.policy_state(item, scene.today);
    let current = site
        .policy_in_force(item, scene.today)
        .filter(|current| *current != item);
    let organisation = site.policy_organisation(item);
    let version = policy.version.to_string();
    let foot = [
        ("policy".to_owned(), policy.id.clone()),
        ("version".to_owned(), version.clone()),
        ("state".to_owned(), state_text(texts, state).to_owned()),
        (
            "date".to_owned(),
            texts.locale.date(scene.today, DateForm::Medium),
        ),
        (
            "address".to_owned(),
            absolute(&site.config.base_url, &page.address),
        ),
    ];
    let versions = site.policy_versions(&policy.id).iter().rev();
    let versions: Vec<PolicyLinkView> = versions.filter_map(|version| to(*version)).collect();
    let supersedes = policy.supersedes.as_ref();
    PolicyView {
        id: policy.id.clone(),
        state: state.name(),
        state_text: sentence(texts, policy, state),
        today: texts.locale.date(scene.today, DateForm::Long),
        current: current.and_then(to),
        organisation: policy
            .variant
            .as_ref()
            .and_then(|_| organisation_name(scene, organisation?, language)),
        base: site.policy_base(item).and_then(to),
        lag: lag(scene, item, language),
        facts: facts(scene, item, policy, language),
        legal_basis: legal_basis(
            texts,
            &inherited(scene, item, policy, |p| !p.legal_basis.is_empty()).legal_basis,
        ),
        supersedes: supersedes
            .and_then(|(id, version)| site.policy_version(id, *version))
            .and_then(to),
        changes: changes(
            texts,
            &policy.changes,
            &clause_titles(scene, item, language),
        ),
        versions: if versions.len() > 1 {
            versions
        } else {
            Vec::new()
        },
        attachments: attached(scene, item, policy, language),
        acknowledgement: site
            .policy_acknowledgement(item)
            .map(|asked| acknowledgement(texts, policy, asked, organisation)),
        variants: variants(scene, item, language),
        foot: fill(texts, "policy_foot", None, &foot),
        version,
    }
}

/// The policy itself where it says something, or else the base of a variant.
fn inherited<'p>(
    scene: Scene<'p>,
    item: ItemId,
    policy: &'p Policy,
    says: impl Fn(&Policy) -> bool,
) -> &'p Policy {
    let base = || scene.site.policy(scene.site.policy_base(item)?);
    if says(policy) {
        return policy;
    }
    base().unwrap_or(policy)
}

/// Whether it is in force, as a sentence with its days.
fn sentence(texts: &Texts, policy: &Policy, state: PolicyState) -> String {
    let day = |date| texts.locale.date(date, DateForm::Long);
    let values = [
        (
            "start".to_owned(),
            policy.effective.map(day).unwrap_or_default(),
        ),
        (
            "end".to_owned(),
            policy.expires.map(day).unwrap_or_default(),
        ),
    ];
    let key = match state {
        PolicyState::Proposed => "policy_is_proposed",
        PolicyState::Pending => "policy_is_pending",
        PolicyState::InForce if policy.expires.is_some() => "policy_is_in_force_until",
        PolicyState::InForce => "policy_is_in_force",
        PolicyState::Expired => "policy_is_expired",
        PolicyState::Superseded => "policy_is_superseded",
    };
    fill(texts, key, None, &values)
}

fn facts(
    scene: Scene<'_>,
    item: ItemId,
    policy: &Policy,
    language: usize,
) -> Vec<(String, Vec<String>)> {
    let texts = &scene.theme.texts[language];
    let day = |date| texts.locale.date(date, DateForm::Long);
    let bound = inherited(scene, item, policy, |p| !p.applies_to.is_empty());
    let bound = bound.applies_to.iter();
    let mut facts = vec![
        (
            "policy_applies_to",
            bound
                .filter_map(|group| group.get(&texts.lang).map(str::to_owned))
                .collect(),
        ),
        (
            "policy_effective",
            policy.effective.map(day).into_iter().collect(),
        ),
        (
            "policy_expires",
            policy.expires.map(day).into_iter().collect(),
        ),
        (
            "policy_approved",
            policy
                .approval
                .as_ref()
                .map(|approval| approved(scene, approval, language))
                .unwrap_or_default(),
        ),
    ];
    let next = scene.site.item(item).facts.review_due();
    facts.push(("policy_next_review", next.map(day).into_iter().collect()));
    facts.push(("policy_id", vec![policy.id.clone()]));
    facts
        .into_iter()
        .filter(|(_, lines): &(_, Vec<String>)| !lines.is_empty())
        .map(|(key, lines)| (texts.get(key).to_owned(), lines))
        .collect()
}

/// The titles of the clauses of a policy's text, by id.
fn clause_titles(scene: Scene<'_>, item: ItemId, language: usize) -> Vec<(String, String)> {
    let site = scene.site;
    let own = site.policy_base(item).unwrap_or(item);
    let docs = &site.item(own).docs;
    let doc = docs[language].or_else(|| site.source_doc(own));
    let blocks = doc.map(|doc| &scene.documents[doc.0 as usize].body.blocks);
    let clauses = blocks.into_iter().flatten();
    clauses
        .filter(|block| &*block.name == "clause")
        .filter_map(|block| Some((block.id.as_deref()?.to_owned(), block.plain_title())))
        .collect()
}

fn lag(scene: Scene<'_>, item: ItemId, language: usize) -> Option<PolicyLagView> {
    let (newest, clauses) = scene.site.policy_lag(item)?;
    let view = policy_link(scene, newest, item, language)?;
    let titles = clause_titles(scene, newest, language);
    let page = view.link.as_ref().map(|link| link.url.clone());
    Some(PolicyLagView {
        clauses: clauses
            .into_iter()
            .map(|id| {
                let title = titles.iter().find(|(clause, _)| clause == id);
                let address = title
                    .and(page.as_ref())
                    .map(|page| format!("{page}#{}", crate::render::address::encode(id)));
                (title.map_or(id, |(_, title)| title).to_owned(), address)
            })
            .collect(),
        newest: view,
    })
}

fn variants(scene: Scene<'_>, item: ItemId, language: usize) -> Vec<PolicyLinkView> {
    let locale = &scene.theme.texts[language].locale;
    let all = scene.site.policy_variants(item).into_iter();
    let mut all: Vec<PolicyLinkView> = all
        .filter_map(|variant| policy_link(scene, variant, item, language))
        .collect();
    all.sort_by_cached_key(|view| (locale.sort_key(&view.organisation), view.key.clone()));
    all
}

/// What belongs to it, or to the base of a variant that names nothing.
fn attached(scene: Scene<'_>, item: ItemId, policy: &Policy, language: usize) -> Vec<LinkView> {
    let says = |policy: &Policy| !policy.attachments.is_empty();
    let of = if says(policy) {
        item
    } else {
        scene.site.policy_base(item).unwrap_or(item)
    };
    let names = &inherited(scene, item, policy, says).attachments;
    attachments(scene, of, names, language)
}

fn acknowledgement(
    texts: &Texts,
    policy: &Policy,
    asked: &Acknowledgement,
    organisation: Option<&str>,
) -> AcknowledgementView {
    let url = match (asked.channel.as_str(), &asked.address) {
        ("form", Some(template)) if template.starts_with("https://") => Some(form_address(
            template,
            policy,
            organisation.unwrap_or_default(),
        )),
        _ => None,
    };
    AcknowledgementView {
        key: policy.key(),
        required: asked.is_required,
        by: asked.by.map(|date| texts.locale.date(date, DateForm::Long)),
        channel: asked.channel.clone(),
        url,
        email: asked.address.clone().filter(|_| asked.channel == "email"),
    }
}

/// The address of a form with what it asks for filled in.
fn form_address(template: &str, policy: &Policy, organisation: &str) -> String {
    let coded = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    template
        .replace("{key}", &coded(&policy.key()))
        .replace("{policy}", &coded(&policy.id))
        .replace("{version}", &coded(&policy.version.to_string()))
        .replace("{organisation}", &coded(organisation))
}

/// Where the page of a policy is.
pub(in crate::render) fn policy_url(
    scene: Scene<'_>,
    id: ItemId,
    language: usize,
) -> Option<String> {
    let page = scene.site.best_page(id, language)?;
    Some(page_address(scene.site, page))
}
