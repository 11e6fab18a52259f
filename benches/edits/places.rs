//! A site into the places that are edited and read: files, and the addresses that show them.

use anyhow::Context;

use opas::build::Edition;
use opas::render::page_address;
use opas::site::{DocId, ItemId};

/// A text of an item in the first language.
pub(crate) struct Place {
    /// The text's file.
    pub(crate) file: String,
    /// The file with the item's facts.
    pub(crate) facts: String,
    /// The address of its page.
    pub(crate) address: String,
    /// The address of its section's page.
    pub(crate) section: String,
}

/// What there is on a site.
pub(crate) struct Places {
    /// All items.
    pub(crate) items: Vec<Place>,
    /// The addresses of all pages.
    pub(crate) addresses: Vec<String>,
}

/// Finds the places of a standard site.
///
/// # Errors
/// It has no items.
pub(crate) fn places(edition: &Edition) -> anyhow::Result<Places> {
    let site = &edition.site;
    let address = |item: ItemId| site.page_in(item, 0).map(|page| page_address(site, page));
    let mut items = Vec::new();
    for (doc, document) in (0..).zip(&edition.documents) {
        let file = document.path.as_str();
        let Some(stem) = file.strip_suffix(".fi.md") else {
            continue;
        };
        if !document.path.name().starts_with("item-") {
            continue;
        }
        let item = site.by_key.get(&site.head(DocId(doc)).name.key).copied();
        let section = item.and_then(|item| site.item(item).parent);
        items.push(Place {
            file: file.to_owned(),
            facts: format!("{stem}.toml"),
            address: item.and_then(address).context("an item has no page")?,
            section: section.and_then(address).context("a section has no page")?,
        });
    }
    anyhow::ensure!(items.len() > 25, "name at least 100 pages");
    let pages = 0..site.pages.len();
    let mut addresses = Vec::with_capacity(pages.len());
    for page in pages {
        let page = opas::site::PageId(u32::try_from(page)?);
        addresses.push(page_address(site, page));
    }
    Ok(Places { items, addresses })
}

impl Places {
    /// An item for an edit: neighbours in number are far apart on the site.
    pub(crate) fn item(&self, number: usize) -> &Place {
        &self.items[number * 37 % self.items.len()]
    }
}

/// A text with another paragraph in its middle.
pub(crate) fn with_paragraph(text: &str, marker: &str) -> String {
    let half = text.floor_char_boundary(text.len() / 2);
    let middle = text[..half].rfind("\n\n## ");
    let at = middle.unwrap_or(text.trim_end().len());
    format!("{}\n\nTässä on {marker}.{}", &text[..at], &text[at..])
}

/// A text with another beginning of its title.
pub(crate) fn with_title(text: &str, marker: &str) -> String {
    text.replacen("title = \"", &format!("title = \"{marker} "), 1)
}

/// Facts with another order.
pub(crate) fn with_order(facts: &str, order: usize) -> String {
    let rest = facts.lines().filter(|line| !line.starts_with("order = "));
    rest.fold(format!("order = {order}\n"), |text, line| {
        text + line + "\n"
    })
}

/// The theme's files that are edited.
pub(crate) const TEMPLATE: &str = "themes/selkea/templates/page.html";
pub(crate) const WORDS: &str = "themes/selkea/text/fi.toml";
pub(crate) const STYLE: &str = "themes/selkea/static/style.css";

const BUILT_IN_WORDS: &str = include_str!("../../themes/selkea/text/fi.toml");
const BUILT_IN_STYLE: &str = include_str!("../../themes/selkea/static/style.css");

/// A template that extends the theme's own.
pub(crate) fn template(marker: &str) -> String {
    format!(
        "{{% extends \"selkea/page.html\" %}}\n\
         {{% block before_body %}}<p class=\"print-only\">{marker}</p>{{% endblock before_body %}}\n"
    )
}

/// Interface texts with another word in the footer of each page.
pub(crate) fn words(marker: &str) -> String {
    let known = "to_top = \"";
    BUILT_IN_WORDS.replacen(known, &format!("{known}{marker} "), 1)
}

/// A style sheet with another comment.
pub(crate) fn style(marker: &str) -> String {
    format!("{BUILT_IN_STYLE}.{marker} {{ color: inherit; }}\n")
}
