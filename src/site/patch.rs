//! Small changes to a joined site that need no joining.

use std::sync::Arc;

use crate::parse::Head;
use crate::site::model::{DocId, Site};
use crate::site::pages::sort_section;
use crate::theme::Theme;

/// Whether a site with `new` in place of `old` has the same items at the same addresses, with the
/// same facts: then [`Site::replace_head`] does what joining everything again would do.
pub fn is_patch(old: &Head, new: &Head) -> bool {
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
