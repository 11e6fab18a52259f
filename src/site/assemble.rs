//! Documents, facts and files into a [`Site`].

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::base::{Checked, Code, Diagnostic, SourcePath, Span, UrlPath, suggest};
use crate::config::{Config, Fallback, MenuItem};
use crate::data::Table;
use crate::locale::Date;
use crate::parse::{Document, Exercise, FactsFile, Lock};
use crate::site::exercises::{self, Exercises};
use crate::site::fact_checks;
use crate::site::facts::{self, Statements, Status};
use crate::site::figures::survey_file;
use crate::site::kind::ItemKind;
use crate::site::model::{Asset, DocId, HeadEntry, Item, ItemId, Site};
use crate::site::policies::{self, Policies};
use crate::site::policy_checks;
use crate::site::terms::{self, Terms};
use crate::site::{outline, pages, references};
use crate::theme::Theme;

/// Everything a site is assembled from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// What `site.toml` says.
    pub config: &'a Arc<Config>,
    /// The theme, for each language's alphabetical order.
    pub theme: &'a Theme,
    /// The texts, sorted by path.
    pub documents: &'a [Arc<Document>],
    /// The facts files, sorted by path.
    pub facts: &'a [Arc<FactsFile>],
    /// Quizzes and practices, sorted by path.
    pub exercises: &'a [Exercise],
    /// Files below `content/`.
    pub assets: &'a Arc<BTreeMap<SourcePath, Asset>>,
    /// Files below `static/`.
    pub statics: &'a Arc<BTreeMap<UrlPath, SourcePath>>,
    /// What translations were made from, if the site follows it.
    pub lock: Option<&'a Arc<Lock>>,
    /// The day of the build.
    pub today: Today,
}

/// The day of the build, and whether it shows what is not in its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    /// The day.
    pub date: Date,
    /// Whether drafts, scheduled and expired items are built.
    pub has_drafts: bool,
}

/// All that is known of an item before it has its place.
struct Draft<'a> {
    folder: String,
    is_index: bool,
    docs: Box<[Option<DocId>]>,
    facts_file: Option<&'a FactsFile>,
    exercises: Exercises,
}

/// Joins all documents.
///
/// Diagnostics: items and facts that contradict each other, addresses that meet, translations that
/// are missing or differ in their headings, menus that name nothing, reviews that are overdue.
pub fn assemble(input: Input<'_>) -> Checked<Site> {
    let mut diagnostics = Vec::new();
    let sink = &mut diagnostics;
    let (drafts, fragments) = collect(input, sink);
    let mut items = Vec::new();
    let mut by_key = HashMap::new();
    let mut unpublished_keys = BTreeSet::new();
    let mut survey_files = BTreeMap::new();
    for (key, draft) in &drafts {
        let ancestors = ancestors(&drafts, key, draft);
        let statements = statements(input, &drafts, key, draft, &ancestors);
        let facts = facts::join(&statements, sink);
        let around = (&**input.config, input.theme);
        fact_checks::check(&statements, &facts, around, input.today.date, sink);
        draft.exercises.check(&statements, &facts, sink);
        references::check_keys(&statements, &drafts, sink);
        if let Some(path) = survey_file(&draft.folder, &facts.kind) {
            survey_files.insert(path, key.clone());
        }
        let is_scheduled = facts.publish.is_some_and(|day| day > input.today.date);
        let is_expired = facts.expires.is_some_and(|day| day <= input.today.date);
        let is_hidden = facts.status == Status::Draft || is_scheduled || is_expired;
        let is_below_hidden = ancestors
            .iter()
            .any(|ancestor| unpublished_keys.contains(*ancestor));
        if (is_hidden && !input.today.has_drafts) || is_below_hidden {
            unpublished_keys.insert(key.clone());
            continue;
        }
        let id = ItemId(u32::try_from(items.len()).unwrap_or(u32::MAX));
        by_key.insert(key.clone(), id);
        items.push(Item {
            key: key.clone(),
            folder: draft.folder.clone(),
            fallback: facts::fallback(&statements, &facts, input.config),
            facts,
            docs: draft.docs.clone(),
            parent: None,
            places: Vec::new(),
            children: Vec::new(),
            is_scheduled,
            is_expired,
            quiz: draft.exercises.quiz.clone(),
            practice: draft.exercises.practice.clone(),
            fed_by: Vec::new(),
        });
    }
    for index in 0..items.len() {
        let key = items[index].key.clone();
        let parent = ancestors(&drafts, &key, &drafts[&key])
            .first()
            .and_then(|parent| by_key.get(*parent).copied());
        items[index].parent = parent;
        if let Some(parent) = parent {
            let id = ItemId(u32::try_from(index).unwrap_or(u32::MAX));
            let children: &mut Vec<Vec<ItemId>> = &mut items[parent.0 as usize].children;
            match children.first_mut() {
                Some(list) => list.push(id),
                None => children.push(vec![id]),
            }
        }
    }
    for (survey, key) in fed(&items) {
        if let Some(fed) = by_key.get(&key) {
            items[fed.0 as usize].fed_by.push(survey);
        }
    }
    let mut site = Site {
        config: Arc::clone(input.config),
        heads: input
            .documents
            .iter()
            .map(|document| HeadEntry {
                path: document.path.clone(),
                name: document.name.clone(),
                head: Arc::clone(&document.head),
            })
            .collect(),
        items,
        pages: Vec::new(),
        by_key,
        fragments,
        unpublished_keys,
        page_of: Vec::new(),
        by_address: HashMap::new(),
        assets: Arc::clone(input.assets),
        survey_files,
        statics: Arc::clone(input.statics),
        redirects: Vec::new(),
        lock: input.lock.map(Arc::clone),
        terms: Terms::default(),
        policies: Policies::default(),
    };
    pages::place(&mut site, input, sink);
    site.terms = terms::gather(&site, input.theme);
    site.policies = policies::gather(&site);
    // What can be judged only within the whole site: few items have such facts.
    let is_late = |id: &ItemId| {
        let kind = &site.item(*id).facts.kind;
        matches!(kind, ItemKind::Session(_) | ItemKind::Policy(_))
    };
    for id in site.item_ids().filter(is_late) {
        let (key, draft) = drafts
            .get_key_value(&site.item(id).key)
            .expect("items are made from drafts");
        let ancestors = ancestors(&drafts, key, draft);
        let statements = statements(input, &drafts, key, draft, &ancestors);
        references::check_files(&site, id, &statements, sink);
        policy_checks::check(&site, id, &statements, sink);
    }
    check_home(&site, sink);
    check_translations(&site, sink);
    check_outlines(&site, input.documents, sink);
    check_menus(&site, sink);
    Checked {
        value: site,
        diagnostics,
    }
}

type Fragments = BTreeMap<String, Box<[Option<DocId>]>>;

/// Documents and facts by the key of their item.
fn collect<'a>(
    input: Input<'a>,
    sink: &mut Vec<Diagnostic>,
) -> (BTreeMap<String, Draft<'a>>, Fragments) {
    let languages = input.config.languages.len();
    let mut drafts: BTreeMap<String, Draft<'a>> = BTreeMap::new();
    let mut fragments: Fragments = BTreeMap::new();
    for (index, document) in input.documents.iter().enumerate() {
        let id = DocId(u32::try_from(index).unwrap_or(u32::MAX));
        let name = &document.name;
        let empty = || vec![None; languages].into_boxed_slice();
        let (docs, is_other_kind) = if name.is_fragment {
            (
                fragments.entry(name.key.clone()).or_insert_with(empty),
                false,
            )
        } else {
            let draft = drafts.entry(name.key.clone()).or_insert_with(|| Draft {
                folder: name.folder.clone(),
                is_index: name.is_index,
                docs: empty(),
                facts_file: None,
                exercises: Exercises::default(),
            });
            let is_other_kind = draft.is_index != name.is_index;
            (&mut draft.docs, is_other_kind)
        };
        let first = docs[name.language].or_else(|| {
            is_other_kind
                .then(|| docs.iter().flatten().next().copied())
                .flatten()
        });
        match first {
            Some(first) => sink.push(
                Diagnostic::new(
                    Code::DuplicateItem,
                    Span::file(&document.path),
                    format!("the item `{}` has two texts in one language", name.key),
                )
                .label(Span::file(&input.documents[first.0 as usize].path), "the other one")
                .help("keep one of the two files; `name.md` is the default language, like `name.fi.md`"),
            ),
            None => docs[name.language] = Some(id),
        }
    }
    for facts in input.facts {
        match drafts.get_mut(&facts.name.key) {
            Some(draft) => draft.facts_file = Some(facts),
            None => sink.push(exercises::orphan(&facts.path)),
        }
    }
    for exercise in input.exercises {
        let draft = drafts.get_mut(&exercise.name().key);
        // `a.quiz.toml` and `a/index.quiz.toml` would both be of the item `a`.
        match draft.filter(|draft| draft.is_index == exercise.name().is_index) {
            Some(draft) => draft.exercises.add(exercise),
            None => sink.push(exercises::orphan(exercise.path())),
        }
    }
    (drafts, fragments)
}

/// The keys of the sections above an item, nearest first.
fn ancestors<'d>(
    drafts: &'d BTreeMap<String, Draft<'_>>,
    key: &str,
    draft: &Draft<'_>,
) -> Vec<&'d str> {
    let mut found = Vec::new();
    let mut folder = draft.folder.as_str();
    loop {
        let index = if folder.is_empty() { "index" } else { folder };
        if index != key
            && let Some((index, ancestor)) = drafts.get_key_value(index)
            && ancestor.is_index
        {
            found.push(index.as_str());
        }
        if folder.is_empty() {
            return found;
        }
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
}

fn statements<'a>(
    input: Input<'a>,
    drafts: &BTreeMap<String, Draft<'a>>,
    key: &'a str,
    draft: &Draft<'a>,
    ancestors: &[&str],
) -> Statements<'a> {
    let mut own: Vec<(&SourcePath, &Table)> = Vec::new();
    if let Some(file) = draft.facts_file {
        own.push((&file.path, &file.facts));
    }
    for doc in draft.docs.iter().flatten() {
        let document = &input.documents[doc.0 as usize];
        own.push((&document.path, &document.head.facts));
    }
    // An index's defaults are for what lies below, and for itself.
    let defaults = std::iter::once(draft.facts_file)
        .chain(
            ancestors
                .iter()
                .map(|key| drafts.get(*key).and_then(|draft| draft.facts_file)),
        )
        .flatten()
        .map(|file| (&file.path, &file.defaults))
        .collect();
    let languages = draft.docs.iter().enumerate();
    Statements {
        key,
        is_index: draft.is_index,
        languages: languages
            .filter_map(|(language, doc)| doc.map(|_| language))
            .collect(),
        own,
        defaults,
    }
}

/// Surveys, and the keys of what was made because of them.
fn fed(items: &[Item]) -> Vec<(ItemId, String)> {
    let ids = (0..).map(ItemId).zip(items);
    let surveys = ids.filter_map(|(id, item)| match &item.facts.kind {
        ItemKind::Survey(survey) => Some((id, survey)),
        _ => None,
    });
    surveys
        .flat_map(|(id, survey)| survey.feeds.iter().map(move |(key, _)| (id, key.clone())))
        .collect()
}

fn check_home(site: &Site, sink: &mut Vec<Diagnostic>) {
    if site.home().is_none() {
        let lang = &site.config.default_language().lang;
        sink.push(
            Diagnostic::new(
                Code::MissingFact,
                Span::file(&site.config.path),
                "the site has no home page",
            )
            .help(format!("write one: `content/index.{lang}.md`")),
        );
    }
}

fn check_translations(site: &Site, sink: &mut Vec<Diagnostic>) {
    for item in &site.items {
        if item.fallback == Fallback::None && item.facts.languages.is_empty() {
            continue;
        }
        let missing: Vec<&str> = site
            .config
            .languages
            .iter()
            .zip(&item.docs)
            .enumerate()
            .filter(|(index, (_, doc))| doc.is_none() && site.is_wanted(item, *index))
            .map(|(_, (language, _))| language.lang.as_str())
            .collect();
        let Some(source) = item.docs.iter().flatten().next() else {
            continue;
        };
        if !missing.is_empty() {
            let names: Vec<String> = missing.iter().map(|lang| format!("`{lang}`")).collect();
            sink.push(
                Diagnostic::new(
                    Code::MissingTranslation,
                    Span::file(&site.head(*source).path),
                    format!("no text in {}", names.join(", ")),
                )
                .help(format!(
                    "translate it, or say with `languages = […]` for which languages `{}` is meant",
                    item.key
                )),
            );
        }
    }
}

fn check_outlines(site: &Site, documents: &[Arc<Document>], sink: &mut Vec<Diagnostic>) {
    for item in &site.items {
        let mut docs = item.docs.iter().flatten();
        let Some(source) = docs.next() else { continue };
        let first = &documents[source.0 as usize];
        for doc in docs {
            let document = &documents[doc.0 as usize];
            if outline::matches(&first.head.outline, &document.head.outline) {
                continue;
            }
            let place = document.refs.headings.first().copied().unwrap_or_default();
            let source_place = first.refs.headings.first().copied().unwrap_or_default();
            sink.push(
                Diagnostic::new(
                    Code::OutlineDiffers,
                    Span::new(&document.path, place),
                    format!(
                        "{} headings here, {} in the source, or other levels",
                        document.refs.headings.len(),
                        first.refs.headings.len()
                    ),
                )
                .label(Span::new(&first.path, source_place), "the source's headings begin here")
                .help("give both the same headings in the same order, so that links to a place work in all languages"),
            );
        }
    }
}

fn check_menus(site: &Site, sink: &mut Vec<Diagnostic>) {
    let config = &site.config;
    let entries = config.main_menu.iter().chain(&config.footer_menu);
    for entry in entries.chain(&config.home_menu) {
        let MenuItem::Item { key, range, .. } = entry else {
            continue;
        };
        if site.by_key.contains_key(key) || site.unpublished_keys.contains(key) {
            continue;
        }
        let known = site.items.iter().map(|item| item.key.as_str());
        sink.push(
            Diagnostic::new(
                Code::UnknownItem,
                Span::new(&site.config.path, *range),
                format!("no item `{key}`"),
            )
            .help("write its path below `content/` without language and ending")
            .maybe_help(suggest::nearest(key, known).map(|near| format!("did you mean `{near}`?"))),
        );
    }
}
