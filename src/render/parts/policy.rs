//! What belongs to a policy: a variant beside its base, all variants side by side, a sheet to sign.

use tera::Value;

use crate::base::{Diagnostic, UrlPath};
use crate::render::Scene;
use crate::render::address::{absolute, local};
use crate::render::body::{Change, Clause, Piece, pieces, value_words};
use crate::render::functions::fill;
use crate::render::library::{policy_link, policy_url, setting_text};
use crate::render::parts::{Part, part_address, part_page, render_part};
use crate::render::view::{
    ComparisonRowView, ComparisonView, DifferenceView, DifferencesView, SignSheetView,
};
use crate::site::{ItemId, PageId};

/// How many people sign one sheet.
const LINES: usize = 20;

/// The parts of a policy's page.
pub(super) fn policy_parts(scene: Scene<'_>, item: ItemId) -> Vec<Part> {
    let site = scene.site;
    if site.policy(item).is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    if site.policy_base(item).is_some() {
        found.push(Part::Differences);
    }
    if !site.policy_variants(item).is_empty() {
        found.push(Part::Comparison);
    }
    if site.policy_acknowledgement(item).is_some() {
        found.push(Part::SignSheet);
    }
    found
}

/// Renders a variant beside its base, clause by clause.
///
/// # Errors
/// A template that fails.
pub(super) fn differences(
    scene: Scene<'_>,
    id: PageId,
    here: (&Part, &UrlPath),
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = scene.site;
    let page = site.page(id);
    let language = page.language as usize;
    let texts = &scene.theme.texts[language];
    let base = site.policy_base(page.item);
    let shown = part_page(scene, id, here, String::new());
    let organisation = shown
        .policy
        .as_ref()
        .and_then(|policy| policy.organisation.clone())
        .unwrap_or_default();
    let common = match (base, site.policy_base_doc(page.item, page.doc)) {
        (Some(base), Some(doc)) => clauses(scene, base, doc, language)?,
        _ => Vec::new(),
    };
    let own = clauses(scene, page.item, page.doc, language)?;
    let (differing, same): (Vec<Clause>, Vec<Clause>) = own.into_iter().partition(Clause::differs);
    let mut views = Vec::new();
    for clause in differing {
        let other = common.iter().find(|other| other.id == clause.id);
        let words = other.map(|other| &other.common);
        let spoken = words.map(|words| words.language);
        let spoken = spoken.filter(|spoken| *spoken != language);
        let spoken = spoken.map(|spoken| &scene.theme.texts[spoken]);
        let values = clause.values.iter().map(|value| value_words(texts, value));
        let key = match clause.change {
            Change::None => "policy_values",
            Change::Override(..) => "policy_override",
            Change::Append(_) => "policy_append",
            Change::Remove(_) => "policy_remove",
        };
        let names = [("organisation".to_owned(), organisation.clone())];
        let label: Vec<String> = std::iter::once(fill(texts, key, None, &names))
            .chain(values)
            .collect();
        let state = clause.change.name();
        let title = clause.own_title().to_owned();
        let own = match clause.change {
            Change::None => clause.common.html,
            Change::Override(_, own) | Change::Remove(own) => own,
            Change::Append(own) => format!("{}{own}", clause.common.html),
        };
        views.push(DifferenceView {
            id: clause.id,
            number: clause.number,
            title,
            state,
            label: label.join(" "),
            base: words.map(|words| words.html.clone()).unwrap_or_default(),
            own: with_own_ids(&own),
            base_lang: spoken.map(|texts| texts.lang.to_string()),
            base_dir: spoken.map(|texts| texts.locale.direction().as_str()),
        });
    }
    let values = site.policy_variables(page.item).into_iter();
    let values = values.filter_map(|held| {
        let own = site.policy_setting(page.item, held);
        (own != *held.base).then(|| {
            (
                held.variable
                    .name
                    .get(&texts.lang)
                    .unwrap_or_default()
                    .to_owned(),
                setting_text(texts, held.variable, held.base),
                setting_text(texts, held.variable, &own),
            )
        })
    });
    let view = DifferencesView {
        base: base.and_then(|base| policy_link(scene, base, page.item, language)),
        values: values.collect(),
        clauses: views,
        unchanged: same
            .into_iter()
            .map(|clause| {
                let title = format!("{}. {}", clause.number, clause.title);
                (clause.id, title)
            })
            .collect(),
        organisation,
    };
    let view = Value::from_serializable(&view);
    render_part(
        scene,
        id,
        &shown,
        ("policy-differences.html", "differences", view),
    )
}

fn clauses(
    scene: Scene<'_>,
    item: ItemId,
    doc: crate::site::DocId,
    language: usize,
) -> Result<Vec<Clause>, Box<Diagnostic>> {
    let pieces = pieces(scene, item, doc, language)?.into_iter();
    Ok(pieces
        .filter_map(|piece| match piece {
            Piece::Clause(clause) => Some(clause),
            Piece::Text(_) => None,
        })
        .collect())
}

/// Ids of the organisation's text, which may be those of the common text beside it.
fn with_own_ids(html: &str) -> String {
    html.replace(" id=\"", " id=\"own-")
}

/// Renders the values of all variants of a base.
///
/// # Errors
/// A template that fails.
pub(super) fn comparison(
    scene: Scene<'_>,
    id: PageId,
    here: (&Part, &UrlPath),
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = scene.site;
    let page = site.page(id);
    let language = page.language as usize;
    let texts = &scene.theme.texts[language];
    let shown = part_page(scene, id, here, String::new());
    let variables = site.policy_variables(page.item);
    let mut rows = Vec::new();
    for item in site.policy_variants(page.item) {
        rows.push(row(scene, page.item, item, language)?);
    }
    rows.sort_by_cached_key(|row: &ComparisonRowView| {
        (texts.locale.sort_key(&row.name), row.url.clone())
    });
    rows.insert(
        0,
        ComparisonRowView {
            name: texts.get("policy_base").to_owned(),
            url: policy_url(scene, page.item, language),
            differences: None,
            is_base: true,
            compared: None,
            values: variables
                .iter()
                .map(|held| (setting_text(texts, held.variable, held.base), false))
                .collect(),
            changes: Vec::new(),
        },
    );
    let view = ComparisonView {
        variables: variables
            .iter()
            .map(|held| {
                let name = held.variable.name.get(&texts.lang);
                name.unwrap_or(&held.variable.id).to_owned()
            })
            .collect(),
        rows,
    };
    let view = Value::from_serializable(&view);
    render_part(
        scene,
        id,
        &shown,
        ("policy-comparison.html", "comparison", view),
    )
}

/// What a variant's values are, and what it changes in clauses.
fn row(
    scene: Scene<'_>,
    base: ItemId,
    item: ItemId,
    language: usize,
) -> Result<ComparisonRowView, Box<Diagnostic>> {
    let site = scene.site;
    let texts = &scene.theme.texts[language];
    // A variant that lags behind may lack what the newest base declares.
    let own = site.policy_variables(item);
    let values = site.policy_variables(base).into_iter().map(|held| {
        let mut own = own.iter();
        match own.find(|own| own.variable.id == held.variable.id) {
            Some(own) => {
                let setting = site.policy_setting(item, *own);
                let is_other = setting != *held.base;
                (setting_text(texts, own.variable, &setting), is_other)
            }
            None => ("–".to_owned(), false),
        }
    });
    let variant = site.policy(item).and_then(|policy| policy.variant.as_ref());
    let compared = variant
        .filter(|_| site.policy_lag(item).is_some())
        .map(|variant| variant.base_version.to_string());
    let docs = &site.item(item).docs;
    let doc = docs[language].or_else(|| site.source_doc(item));
    let found = match doc {
        Some(doc) => clauses(scene, item, doc, language)?,
        None => Vec::new(),
    };
    let changes = found.iter().filter(|clause| clause.differs());
    let page = site.page_in(item, language);
    let page = page.filter(|page| !site.page(*page).is_fallback);
    let link = policy_link(scene, item, item, language);
    Ok(ComparisonRowView {
        name: link.map(|link| link.organisation).unwrap_or_default(),
        url: policy_url(scene, item, language),
        differences: page.map(|page| {
            local(
                &site.config.base_url,
                &part_address(scene, page, &Part::Differences),
            )
        }),
        is_base: false,
        compared,
        values: values.collect(),
        changes: changes
            .map(|clause| {
                let title = format!("{}. {}", clause.number, clause.own_title());
                (clause.change.name(), title)
            })
            .collect(),
    })
}

/// Renders the sheet to sign by hand.
///
/// # Errors
/// A template that fails.
pub(super) fn sign_sheet(
    scene: Scene<'_>,
    id: PageId,
    here: (&Part, &UrlPath),
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = scene.site;
    let shown = part_page(scene, id, here, String::new());
    let policy = site.policy(site.page(id).item);
    let view = SignSheetView {
        key: policy
            .map(crate::site::kind::Policy::key)
            .unwrap_or_default(),
        address: absolute(&site.config.base_url, &site.page(id).address),
        lines: LINES,
    };
    let view = Value::from_serializable(&view);
    render_part(scene, id, &shown, ("policy-sheet.html", "sheet", view))
}
