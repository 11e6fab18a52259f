//! Where a link, a picture or an include of a text leads.

use std::borrow::Cow;

use crate::base::path::join;
use crate::base::{SourcePath, UrlPath, suggest};
use crate::parse::{SCHEMES, scheme};
use crate::site::model::{DocId, ItemId, PageId, Site};

/// From where a link is followed.
#[derive(Debug, Clone, Copy)]
pub struct LinkSource {
    /// The document that the link stands in.
    pub doc: DocId,
    /// The reader's language: that of the page, which may show a text in another one.
    pub language: usize,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of the site, and a place on it.
    Page(PageId, Option<String>),
    /// A place on the same page.
    Here(String),
    /// A file beside the texts, and a fragment.
    Asset(SourcePath, Option<String>),
    /// An output that is no page of an item: an address of the site.
    Address(UrlPath, Option<String>),
    /// Another site, a message, a call.
    External(String),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkFault {
    /// Nothing is written there.
    Empty,
    /// A scheme that links may not have.
    Unsafe(String),
    /// The path leads out of the site.
    Outside,
    /// The item exists, and this build leaves it out.
    Unpublished(String),
    /// There is no such file; perhaps this one was meant.
    Missing(Option<String>),
}

/// Follows a link as its author wrote it.
///
/// # Errors
/// The reason why it leads nowhere.
pub fn resolve(site: &Site, from: LinkSource, target: &str) -> Result<Target, LinkFault> {
    let target = target.trim();
    if target.is_empty() {
        return Err(LinkFault::Empty);
    }
    if let Some(scheme) = scheme(target) {
        return if SCHEMES.contains(&scheme.as_str()) {
            Ok(Target::External(target.to_owned()))
        } else {
            Err(LinkFault::Unsafe(scheme))
        };
    }
    if target.starts_with("//") {
        return Ok(Target::External(target.to_owned()));
    }
    let (path, fragment) = match target.split_once('#') {
        Some((path, fragment)) => (path, Some(decode(fragment).into_owned())),
        None => (target, None),
    };
    let path = decode(path.split('?').next().unwrap_or_default());
    let fragment = fragment.filter(|fragment| !fragment.is_empty());
    if path.is_empty() {
        return Ok(Target::Here(fragment.unwrap_or_default()));
    }
    let folder = &site.head(from.doc).name.folder;
    let inner = join(folder, &path).ok_or(LinkFault::Outside)?;
    if let Some(stem) = inner.strip_suffix(".md") {
        return item_link(site, from, stem, fragment);
    }
    if let Some(asset) = variant(site, &inner, from.doc) {
        return Ok(Target::Asset(asset, fragment));
    }
    // A folder is its own page; an address that begins with `/` may be one of the site's.
    if let Some(found) = item(site, &inner)
        && (path.ends_with('/') || !inner.contains('.'))
    {
        return page_link(site, from, found, None, fragment);
    }
    if path.starts_with('/') {
        let address = UrlPath::new(&inner);
        if site.statics.contains_key(&address) {
            return Ok(Target::Address(address, fragment));
        }
        let page = format!("{inner}/");
        if let Some(page) = site.page_at(&page) {
            return Ok(Target::Page(page, fragment));
        }
    }
    Err(LinkFault::Missing(nearest_file(site, folder, &inner)))
}

fn item_link(
    site: &Site,
    from: LinkSource,
    stem: &str,
    fragment: Option<String>,
) -> Result<Target, LinkFault> {
    // The longest reading first: `a.b.md` may be the item `a.b`.
    if let Some(found) = item(site, stem) {
        return page_link(site, from, found, None, fragment);
    }
    if let Some((base, code)) = stem.rsplit_once('.')
        && let Some(language) = site.config.language_index(code)
        && let Some(found) = item(site, base)
    {
        return page_link(site, from, found, Some(language), fragment);
    }
    let base = stem.rsplit_once('.').map_or(stem, |(base, _)| base);
    if site.unpublished_keys.contains(normal(stem)) || site.unpublished_keys.contains(normal(base))
    {
        return Err(LinkFault::Unpublished(normal(stem).to_owned()));
    }
    let folder = &site.head(from.doc).name.folder;
    Err(LinkFault::Missing(nearest_item(site, folder, stem)))
}

fn page_link(
    site: &Site,
    from: LinkSource,
    item: ItemId,
    language: Option<usize>,
    fragment: Option<String>,
) -> Result<Target, LinkFault> {
    let page = match language {
        Some(language) if site.item(item).docs[language].is_some() => site.page_in(item, language),
        Some(_) => None,
        None => site.best_page(item, from.language),
    };
    page.map(|page| Target::Page(page, fragment))
        .ok_or_else(|| LinkFault::Missing(nearest_language(site, item)))
}

fn nearest_language(site: &Site, item: ItemId) -> Option<String> {
    let doc = site.source_doc(item)?;
    Some(site.head(doc).path.name().to_owned())
}

/// The key that a path below `content/` without ending means.
fn normal(stem: &str) -> &str {
    match stem.strip_suffix("/index") {
        Some(folder) => folder,
        None if stem.is_empty() => "index",
        None => stem,
    }
}

fn item(site: &Site, stem: &str) -> Option<ItemId> {
    site.by_key.get(normal(stem)).copied()
}

/// The file itself or its variant in the language of the text: `desk.sv.svg` for `desk.svg`; `inner`
/// is its path below `content/`.
fn variant(site: &Site, inner: &str, doc: DocId) -> Option<SourcePath> {
    let lang = &site.config.languages[site.head(doc).name.language].lang;
    let found = |path: &str| {
        let (path, _) = site.assets.get_key_value(path)?;
        Some(path.clone())
    };
    let localised = inner
        .rsplit_once('.')
        .and_then(|(stem, ending)| found(&format!("content/{stem}.{lang}.{ending}")));
    localised.or_else(|| found(&format!("content/{inner}")))
}

/// The picture that a text names.
///
/// # Errors
/// The reason why there is none; a picture on another site is [`LinkFault::Unsafe`] with its
/// scheme, since a reader's page asks nobody else for anything.
pub fn resolve_image(site: &Site, doc: DocId, target: &str) -> Result<SourcePath, LinkFault> {
    if target.trim().is_empty() {
        return Err(LinkFault::Empty);
    }
    if let Some(scheme) = scheme(target) {
        return Err(LinkFault::Unsafe(scheme));
    }
    if target.starts_with("//") {
        return Err(LinkFault::Unsafe("https".to_owned()));
    }
    let folder = &site.head(doc).name.folder;
    let inner = join(folder, &decode(target)).ok_or(LinkFault::Outside)?;
    variant(site, &inner, doc).ok_or_else(|| LinkFault::Missing(nearest_file(site, folder, &inner)))
}

/// The fragment that an include names: in the language of the text it stands in, else in the
/// first language that it has.
pub(crate) fn include_target(site: &Site, doc: DocId, file: &str) -> Option<DocId> {
    let entry = site.head(doc);
    let inner = join(&entry.name.folder, &decode(file))?;
    let stem = inner.strip_suffix(".md")?;
    let docs = site.fragments.get(stem)?;
    docs[entry.name.language].or_else(|| docs.iter().flatten().next().copied())
}

fn nearest_item(site: &Site, folder: &str, stem: &str) -> Option<String> {
    let name = stem.rsplit('/').next().unwrap_or(stem);
    // The same file name elsewhere is what most often was meant.
    let same = site
        .items
        .iter()
        .map(|item| item.key.as_str())
        .find(|key| key.rsplit('/').next() == Some(name));
    let near =
        same.or_else(|| suggest::nearest(stem, site.items.iter().map(|item| item.key.as_str())))?;
    let item = site.item(*site.by_key.get(near)?);
    let path = if item.key == item.folder {
        format!("{near}/index")
    } else {
        near.to_owned()
    };
    Some(format!("{}.md", relative(folder, &path)))
}

fn nearest_file(site: &Site, folder: &str, inner: &str) -> Option<String> {
    let near = suggest::nearest(
        inner,
        site.assets
            .keys()
            .filter_map(|path| path.as_str().strip_prefix("content/")),
    )?;
    Some(relative(folder, near))
}

/// A path below `content/` as an author in `folder` writes it.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let shared = shared.min(to.len() - 1);
    let mut parts = vec![".."; from.len() - shared];
    parts.extend(&to[shared..]);
    parts.join("/")
}

fn decode(text: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy()
}
