//! What templates see of a notice about the language of a page.

use serde::Serialize;

/// What the reader must be told.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeView {
    /// `fallback`: the text is in another language. `stale`: the translation is older than its
    /// source. `machine`: a machine translated it, and nobody has read it.
    pub kind: &'static str,
    /// A sentence or two in the reader's language.
    pub message: String,
    /// Address of the real page, or of the source of a translation; empty where it has none.
    pub original: String,
    /// Its title.
    pub original_name: String,
    /// Language of that title and page.
    pub original_lang: String,
    /// Direction of that language.
    pub original_dir: &'static str,
}
