//! Small changes to a joined site that need no joining.

use std::sync::Arc;

use crate::parse::{Head, Name};
use crate::site::kind::ItemKind;
use crate::site::model::{DocId, Site};
use crate::site::pages::sort_section;
use crate::theme::Theme;

/// Whether a site with `new` in place of `old` has the same items at the same addresses, with the
/// same facts and the same glossary: then [`Site::replace_head`] does what joining everything again
/// would do.
pub fn is_patch(site: &Site, name: &Name, (old, new): (&Head, &Head)) -> bool {
    let item = site.by_key.get(&name.key).map(|item| site.item(*item));
    let is_term = item.is_some_and(|item| matches!(item.facts.kind, ItemKind::Term(_)));
    let words = |head: &Head| (head.texts.title.clone(), head.texts.of_kind.texts("forms"));
    if is_term && words(old) != words(new) {
        return false;
    }
    let slug = |head: &Head| head.texts.slug.as_ref().map(|(slug, _)| slug.clone());
    slug(old) == slug(new) && old.facts.says_the_same_as(&new.facts)
}

impl Site {
    /// Puts a head that [`is_patch`] allows in place of another.
    pub fn replace_head(&mut self, doc: DocId, head: Arc<Head>, theme: &Theme) {
        let entry = &mut self.heads[doc.0 as usize];
        let is_renamed = entry.head.texts.title != head.texts.title;
        entry.head = head;
        if !is_renamed || entry.name.is_fragment {
            return;
        }
        let key = entry.name.key.as_str();
        let section = self
            .by_key
            .get(key)
            .and_then(|item| self.item(*item).parent);
        if let Some(section) = section {
            sort_section(self, theme, section);
        }
    }
}
