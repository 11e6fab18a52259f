//! What a site is made of.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::base::{Digest, SourcePath, UrlPath};
use crate::config::{Config, Fallback};
use crate::data::Csv;
use crate::parse::{ExerciseFile, Head, Lock, Name, Practice, Quiz};
use crate::site::facts::Facts;
use crate::site::kind::ItemKind;
use crate::site::policies::Policies;
use crate::site::terms::Terms;

/// A document's place in the list of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub u32);

/// An item's place in its site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub u32);

/// A page's place in its site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u32);

/// The joined site.
#[derive(Debug)]
pub struct Site {
    /// What `site.toml` says.
    pub config: Arc<Config>,
    /// What other pages see of each document, by [`DocId`].
    pub heads: Vec<HeadEntry>,
    /// Items by [`ItemId`], in the order of their keys.
    pub items: Vec<Item>,
    /// Pages by [`PageId`], item by item in the order of the languages.
    pub pages: Vec<Page>,
    /// Items by key.
    pub by_key: HashMap<String, ItemId>,
    /// Fragments by key, with their documents by language.
    pub fragments: BTreeMap<String, Box<[Option<DocId>]>>,
    /// Keys of items that this build leaves out: drafts, and what is not in its time.
    pub unpublished_keys: BTreeSet<String>,
    /// Pages by item and language: `item * languages + language`.
    pub page_of: Vec<Option<PageId>>,
    /// Pages by address in lower case: addresses that differ in case alone meet on the file systems
    /// of Windows and macOS. Where pages meet, it is the first.
    pub(super) by_address: HashMap<String, PageId>,
    /// Files below `content/` that pages may name, by path.
    pub assets: Arc<BTreeMap<SourcePath, Asset>>,
    /// Files with the counts of surveys and the keys of these, those of surveys that this build
    /// leaves out among them: such a file is never published as it is.
    pub survey_files: BTreeMap<SourcePath, String>,
    /// Files below `static/`, copied as they are, by their address.
    pub statics: Arc<BTreeMap<UrlPath, SourcePath>>,
    /// What translations were made from; nothing for a site that does not follow it.
    pub lock: Option<Arc<Lock>>,
    /// The glossary.
    pub terms: Terms,
    /// How policies belong together.
    pub(super) policies: Policies,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
}

/// What other pages see of a document.
#[derive(Debug, Clone)]
pub struct HeadEntry {
    /// The file.
    pub path: SourcePath,
    /// Which item, in which language.
    pub name: Name,
    /// The head.
    pub head: Arc<Head>,
}

/// One thing to read, in one or more languages.
#[derive(Debug)]
pub struct Item {
    /// Its key.
    pub key: String,
    /// Its folder below `content/`.
    pub folder: String,
    /// Its facts, those of the folders above included.
    pub facts: Facts,
    /// Its documents by language.
    pub docs: Box<[Option<DocId>]>,
    /// The section it lies in; nothing for the home page.
    pub parent: Option<ItemId>,
    /// Its place in its section's lists.
    pub(super) places: Vec<u32>,
    /// What lies in it, by order and title: one list for each language, or a single one where the
    /// orders alone decide.
    pub(super) children: Vec<Vec<ItemId>>,
    /// What readers get in languages that it lacks.
    pub fallback: Fallback,
    /// Whether its publication lies in the future (only seen in builds with drafts).
    pub is_scheduled: bool,
    /// Whether its time is over (only seen in builds with drafts).
    pub is_expired: bool,
    /// Its questions.
    pub quiz: Option<Arc<ExerciseFile<Quiz>>>,
    /// Its simulated e-service.
    pub practice: Option<Arc<ExerciseFile<Practice>>>,
    /// The surveys because of which it was made.
    pub fed_by: Vec<ItemId>,
}

impl Item {
    /// Whether it has to do with an organisation: it names it, is held by it or used by it.
    pub fn concerns(&self, organisation: &str) -> bool {
        let is_named = self.facts.organisations.iter().any(|id| id == organisation);
        let is_active = match &self.facts.kind {
            ItemKind::Session(session) => session
                .occurrences
                .iter()
                .any(|time| time.organisation.as_deref() == Some(organisation)),
            ItemKind::System(system) => system
                .used_by
                .iter()
                .any(|by| by.organisation == organisation),
            ItemKind::Policy(policy) => policy
                .variant
                .as_ref()
                .is_some_and(|variant| variant.organisation == organisation),
            ItemKind::Plan(plan) => plan
                .actions
                .iter()
                .any(|action| action.organisations.iter().any(|id| id == organisation)),
            _ => false,
        };
        is_named || is_active
    }
}

/// An item in one language, at one address.
#[derive(Debug)]
pub struct Page {
    /// The item.
    pub item: ItemId,
    /// The reader's language: its place in the site's list.
    pub language: u16,
    /// The document that is shown.
    pub doc: DocId,
    /// Whether the document is in another language than the reader's.
    pub is_fallback: bool,
    /// The address.
    pub address: UrlPath,
}

/// A file that pages may name.
#[derive(Debug, Clone, PartialEq)]
pub struct Asset {
    /// Digest of its bytes.
    pub digest: Digest,
    /// Width and height in CSS pixels, for pictures.
    pub size: Option<Result<ImageSize, String>>,
    /// Its cells, for files of figures.
    pub table: Option<Arc<Csv>>,
}

/// Width and height of a picture in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageSize {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// An old address that leads to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address.
    pub from: UrlPath,
    /// The page.
    pub to: PageId,
}

impl Site {
    /// The ids of all items, in the order of their keys.
    pub fn item_ids(&self) -> impl Iterator<Item = ItemId> + use<> {
        (0..u32::try_from(self.items.len()).unwrap_or(u32::MAX)).map(ItemId)
    }

    /// The page of an item in a language, if there is one.
    pub fn page_in(&self, item: ItemId, language: usize) -> Option<PageId> {
        self.page_of[item.0 as usize * self.config.languages.len() + language]
    }

    /// A page.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0 as usize]
    }

    /// An item.
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id.0 as usize]
    }

    /// The head of a document.
    pub fn head(&self, id: DocId) -> &HeadEntry {
        &self.heads[id.0 as usize]
    }

    /// The head that a page shows.
    pub fn page_head(&self, id: PageId) -> &HeadEntry {
        self.head(self.page(id).doc)
    }

    /// The page at an address.
    pub fn page_at(&self, address: &str) -> Option<PageId> {
        let id = match self.by_address.get(address) {
            Some(id) => *id,
            None => *self.by_address.get(&address.to_lowercase())?,
        };
        (self.page(id).address.as_str() == address).then_some(id)
    }

    /// The home page's item.
    pub fn home(&self) -> Option<ItemId> {
        self.by_key.get("index").copied()
    }

    /// The items of its section before and after an item, in the order of a language's readers.
    pub fn siblings(&self, item: ItemId, language: usize) -> (&[ItemId], &[ItemId]) {
        let entry = self.item(item);
        let place = entry.places.get(language).or_else(|| entry.places.first());
        let (Some(parent), Some(place)) = (entry.parent, place) else {
            return (&[], &[]);
        };
        let (before, rest) = self.children(parent, language).split_at(*place as usize);
        (before, rest.get(1..).unwrap_or_default())
    }

    /// The page that stands for an item in a language: its own, or that of the nearest section
    /// above that has one.
    pub fn nearest_page(&self, item: ItemId, language: usize) -> Option<PageId> {
        let mut at = Some(item);
        while let Some(item) = at {
            if let Some(page) = self.page_in(item, language) {
                return Some(page);
            }
            at = self.item(item).parent;
        }
        None
    }

    /// The first of an item's own documents in the order of the languages: what it is shown in
    /// where a language is missing, and whose ids its translations share.
    pub fn source_doc(&self, item: ItemId) -> Option<DocId> {
        self.item(item).docs.iter().flatten().next().copied()
    }

    /// The real page of an item for a reader of `language`: in that language, or else in the first
    /// one that it has.
    pub fn best_page(&self, item: ItemId, language: usize) -> Option<PageId> {
        self.page_in(item, language).or_else(|| {
            let found = self.item(item).docs.iter().position(Option::is_some)?;
            self.page_in(item, found)
        })
    }

    /// The page that lists for readers of `language` lead to: in that language, or else the real one
    /// of an item that is listed in the languages that it lacks.
    pub fn listed_page(&self, item: ItemId, language: usize) -> Option<PageId> {
        self.page_in(item, language).or_else(|| {
            let is_listed = self.item(item).fallback == Fallback::List;
            is_listed.then(|| self.best_page(item, language)).flatten()
        })
    }

    /// What lies in a section, in the order of a language's readers.
    pub fn children(&self, item: ItemId, language: usize) -> &[ItemId] {
        let lists = &self.item(item).children;
        lists
            .get(language)
            .or_else(|| lists.first())
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}
