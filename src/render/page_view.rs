//! What the template of a page sees of it.

use crate::locale::{Date, DateForm};
use crate::render::Scene;
use crate::render::address::{absolute, local, page_address};
use crate::render::functions::fill;
use crate::render::json_ld::json_ld;
use crate::render::library::{self, named};
use crate::render::navigation::{
    alternates, breadcrumbs, cards, link, neighbours, switcher, table_of_contents,
};
use crate::render::parts::parts_view;
use crate::render::quiz::{QuizReader, quiz_view};
use crate::render::styles::styles;
use crate::render::view::{AuthorView, GuideView, LicenseView, NoticeView, OwnerView, PageView};
use crate::site::{
    DocId, Freshness, HeadEntry, Item, ItemKind, Page, PageId, Status, page_outline, translation,
};
use crate::theme::Texts;

/// What the template of a page itself sees.
pub(super) fn page_view(scene: Scene<'_>, id: PageId, html: String) -> PageView {
    let site = scene.site;
    let page = site.page(id);
    let item = site.item(page.item);
    let view = common_view(scene, id, html);
    let (previous, next) = neighbours(scene, page);
    let noindex = is_unlisted(item, page);
    let mut outline = page_outline(site, scene.documents, page.doc);
    outline.retain(|heading| heading.is_for_learners);
    let text_language = &scene.theme.texts[site.head(page.doc).name.language];
    PageView {
        is_home: item.key == "index",
        url: local(&site.config.base_url, &page.address),
        canonical: absolute(
            &site.config.base_url,
            &site.page(real_page(scene, id)).address,
        ),
        toc: table_of_contents(&outline),
        breadcrumbs: breadcrumbs(scene, page),
        previous,
        next,
        switcher: switcher(scene, page),
        alternates: if page.is_fallback {
            Vec::new()
        } else {
            alternates(scene, page)
        },
        json_ld: if noindex {
            String::new()
        } else {
            json_ld(scene, id, view.license.as_ref())
        },
        quiz: item
            .quiz
            .as_ref()
            .map(|quiz| quiz_view(&quiz.content, text_language, QuizReader::Learner)),
        noindex,
        ..view
    }
}

/// What a page and its parts have in common.
pub(super) fn common_view(scene: Scene<'_>, id: PageId, html: String) -> PageView {
    let site = scene.site;
    let page = site.page(id);
    let item = site.item(page.item);
    let language = page.language as usize;
    let entry = site.head(page.doc);
    let texts = &entry.head.texts;
    let reader = &scene.theme.texts[language];
    let text_language = &scene.theme.texts[entry.name.language];
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let license = item.facts.license.as_ref();
    let license = license.or(site.config.license.as_ref());
    let license = license.map(|id| license_view(id));
    let mut view = PageView {
        key: item.key.clone(),
        kind: item.facts.kind.name(),
        parts: parts_view(scene, id),
        title: texts.title.clone(),
        summary: texts.summary.clone().unwrap_or_default(),
        description: texts.description().to_owned(),
        lang: text_language.lang.to_string(),
        dir: text_language.locale.direction().as_str(),
        body: html,
        children: if item.facts.kind.is_folder() {
            cards(scene, page.item, language, 1)
        } else {
            Vec::new()
        },
        notice: notice(scene, id),
        is_template: item.facts.is_template,
        status: item.facts.status.name(),
        scheduled: item.is_scheduled,
        expired: item.is_expired,
        published: day(item.facts.publish),
        reviewed: day(item.facts.reviewed),
        updated: None,
        reviewed_text: item
            .facts
            .reviewed
            .map(|date| reader.locale.date(date, DateForm::Long)),
        owner: owner(scene, item, reader),
        audience: named(reader, "audience", &item.facts.audience),
        authors: item
            .facts
            .authors
            .iter()
            .map(|(name, role)| AuthorView {
                name: name.clone(),
                role: role.clone(),
            })
            .collect(),
        license,
        based_on: item.facts.based_on.clone(),
        tags: item.facts.tags.clone(),
        guide: guide(item, texts, reader),
        placeholders: item.facts.placeholders.clone(),
        styles: styles(scene, id),
        surveys: item
            .fed_by
            .iter()
            .filter_map(|survey| site.best_page(*survey, language))
            .map(|page| link(scene, page))
            .collect(),
        extra: texts.extra.clone(),
        ..PageView::default()
    };
    library::fill(scene, id, &mut view);
    view
}

/// What the reader must be told about the language or about the translation.
fn notice(scene: Scene<'_>, id: PageId) -> Option<NoticeView> {
    let site = scene.site;
    let page = site.page(id);
    let reader = &scene.theme.texts[page.language as usize];
    if page.is_fallback {
        let original = original(scene, Some(real_page(scene, id)), page.doc);
        return Some(told(
            reader,
            ("fallback", "fallback_notice"),
            None,
            original,
        ));
    }
    let translation = translation(site, scene.documents, page.doc)?;
    let (kind, key) = match translation.state {
        Freshness::Stale => ("stale", "translation_older"),
        Freshness::Machine => ("machine", "translation_machine"),
        Freshness::Fresh | Freshness::Unrecorded => return None,
    };
    let language = site.head(translation.source).name.language;
    let source = site.page_in(page.item, language);
    let original = original(scene, source, translation.source);
    Some(told(reader, (kind, key), translation.accepted, original))
}

/// The page that a notice leads to, its title and language.
fn original<'a>(
    scene: Scene<'a>,
    page: Option<PageId>,
    doc: DocId,
) -> (String, &'a HeadEntry, &'a Texts) {
    let entry = scene.site.head(doc);
    let address = page.map(|page| page_address(scene.site, page));
    let language = &scene.theme.texts[entry.name.language];
    (address.unwrap_or_default(), entry, language)
}

fn told(
    reader: &Texts,
    (kind, key): (&'static str, &str),
    day: Option<Date>,
    (original, entry, language): (String, &HeadEntry, &Texts),
) -> NoticeView {
    let code = language.lang.as_str();
    let day = day.map(|day| reader.locale.date(day, DateForm::Long));
    let values = [
        ("language".to_owned(), reader.language_name(code).to_owned()),
        ("date".to_owned(), day.unwrap_or_default()),
    ];
    NoticeView {
        kind,
        message: fill(reader, key, None, &values),
        original,
        original_name: entry.head.texts.title.clone(),
        original_lang: code.to_owned(),
        original_dir: language.locale.direction().as_str(),
    }
}

/// Facts of a guide, or those that a lesson shares with it.
fn guide(item: &Item, texts: &crate::parse::Texts, reader: &Texts) -> Option<GuideView> {
    let (device, software_seen) = match &item.facts.kind {
        ItemKind::Guide(guide) => (&guide.device, &guide.software_seen),
        ItemKind::Lesson(lesson) => (&lesson.device, &lesson.software_seen),
        _ => return None,
    };
    let seen = software_seen.iter().map(|software| {
        let version = software.version.as_deref().unwrap_or_default();
        let name = format!("{} {version}", software.name);
        let day = software
            .date
            .map(|day| reader.locale.date(day, DateForm::Long))
            .unwrap_or_default();
        [name.trim(), day.as_str()]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(", ")
    });
    Some(GuideView {
        task: texts.of_kind.text("task").map(str::to_owned),
        minutes: item.facts.kind.minutes(),
        device: named(reader, "device", device),
        needs: texts.of_kind.texts("needs"),
        stop_when: texts.of_kind.text("stop_when").map(str::to_owned),
        software_seen: seen.collect(),
    })
}

/// The page that counts: of a fallback page, the one in the text's own language.
pub(super) fn real_page(scene: Scene<'_>, id: PageId) -> PageId {
    let page = scene.site.page(id);
    let language = scene.site.head(page.doc).name.language;
    scene.site.page_in(page.item, language).unwrap_or(id)
}

/// Whether search engines and site maps leave a page out.
pub(super) fn is_unlisted(item: &Item, page: &Page) -> bool {
    page.is_fallback
        || matches!(item.facts.status, Status::Archived | Status::Draft)
        || item.is_scheduled
        || item.is_expired
}

fn owner(scene: Scene<'_>, item: &Item, reader: &Texts) -> Option<OwnerView> {
    let owner = item.facts.owner.as_ref()?;
    let organisation = scene.site.config.organisations.get(&owner.organisation);
    Some(OwnerView {
        organisation: organisation
            .and_then(|found| found.name.get(&reader.lang))
            .map(str::to_owned),
        role: owner.role.get(&reader.lang).map(str::to_owned),
    })
}

/// Name and address of a licence; the names of Creative Commons are those of its deeds.
fn license_view(id: &str) -> LicenseView {
    let creative = id.strip_prefix("CC-").and_then(|rest| {
        let (terms, version) = rest.rsplit_once('-')?;
        let url = format!(
            "https://creativecommons.org/licenses/{}/{version}/",
            terms.to_ascii_lowercase()
        );
        Some((format!("CC {terms} {version}"), url))
    });
    let (name, url) = match creative {
        Some((name, url)) => (name, Some(url)),
        None if id == "CC0-1.0" => {
            let url = "https://creativecommons.org/publicdomain/zero/1.0/".to_owned();
            ("CC0 1.0".to_owned(), Some(url))
        }
        None => (id.to_owned(), None),
    };
    LicenseView {
        id: id.to_owned(),
        name,
        url,
    }
}
