//! How something was decided, in words: of policies and plans.

use crate::locale::DateForm;
use crate::render::Scene;
use crate::render::address::{asset_address, local};
use crate::render::library::{link_to, organisation_name};
use crate::render::navigation::link;
use crate::render::view::{LinkView, PolicyChangeView};
use crate::site::kind::{Approval, Change, LegalBasis, Version};
use crate::site::{ItemId, LinkSource, Target, resolve};
use crate::theme::Texts;

/// Who approved it, which body, and when: a line each.
pub(super) fn approved(scene: Scene<'_>, approval: &Approval, language: usize) -> Vec<String> {
    let texts = &scene.theme.texts[language];
    let decided = approval
        .date
        .map(|date| texts.locale.date(date, DateForm::Long));
    [
        organisation_name(scene, &approval.organisation, language),
        approval.body.get(&texts.lang).map(str::to_owned),
        [decided, approval.record.as_deref().map(unbroken)]
            .into_iter()
            .flatten()
            .reduce(|all, part| format!("{all}, {part}")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A short reference, which no line may break: `12 §`.
fn unbroken(reference: &str) -> String {
    reference.replace(" §", "\u{a0}§")
}

/// The acts, and where they can be read.
pub(super) fn legal_basis(texts: &Texts, acts: &[LegalBasis]) -> Vec<(String, Option<String>)> {
    acts.iter()
        .filter_map(|basis| {
            let act = basis.act.get(&texts.lang)?;
            let words = match &basis.section {
                Some(section) => format!("{act}, {}", unbroken(section)),
                None => act.to_owned(),
            };
            let address = basis.address.as_deref();
            let address = address.or_else(|| basis.addresses.get(&texts.lang));
            Some((words, address.map(str::to_owned)))
        })
        .collect()
}

/// What each version changed; `titles` are those of the clauses, by id.
pub(super) fn changes(
    texts: &Texts,
    changes: &[Change],
    titles: &[(String, String)],
) -> Vec<PolicyChangeView> {
    let log = changes.iter();
    log.map(|change| PolicyChangeView {
        version: change.version.to_string(),
        date: change
            .date
            .map(|date| texts.locale.date(date, DateForm::Long)),
        what: change.what.get(&texts.lang).unwrap_or_default().to_owned(),
        material: is_material(changes, change.version),
        clauses: titles
            .iter()
            .filter(|(clause, _)| change.clauses.contains(clause))
            .cloned()
            .collect(),
    })
    .collect()
}

/// Whether a version's first number is greater than that of the one before it.
fn is_material(changes: &[Change], version: Version) -> bool {
    let mut older = changes.iter().map(|change| change.version);
    match older.find(|older| *older < version) {
        Some(before) => version.major > before.major,
        None => version.minor == 0 && version.major > 1,
    }
}

/// Items and files that belong to it, named as seen from `item`.
pub(super) fn attachments(
    scene: Scene<'_>,
    item: ItemId,
    names: &[String],
    language: usize,
) -> Vec<LinkView> {
    let site = scene.site;
    let Some(doc) = site.source_doc(item) else {
        return Vec::new();
    };
    let texts = &scene.theme.texts[language];
    let from = LinkSource { doc, language };
    names
        .iter()
        .filter_map(|name| {
            if let Some(found) = link_to(scene, name, language) {
                return Some(found);
            }
            match resolve(site, from, name).ok()? {
                Target::Page(page, _) => Some(link(scene, page)),
                Target::Asset(path, _) => Some(LinkView {
                    title: path.name().to_owned(),
                    url: local(
                        &site.config.base_url,
                        &asset_address(&path, site.assets.get(&path)?),
                    ),
                    lang: texts.lang.to_string(),
                    dir: texts.locale.direction().as_str(),
                }),
                _ => None,
            }
        })
        .collect()
}
