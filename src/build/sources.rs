//! The files of a site, as they were found on disk or made by a test.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Diagnostic, Source, SourcePath, UrlPath};
use crate::site::Asset;

/// The files of a site.
#[derive(Debug, Clone)]
pub struct Sources {
    /// `site.toml`.
    pub config: Source,
    /// `translations.lock`, if there is one.
    pub lock: Option<Source>,
    /// Everything below `themes/`, sorted by path.
    pub theme_files: Vec<Source>,
    /// Markdown and facts files below `content/`, sorted by path. They are read one by one while they
    /// are parsed, so that texts and bodies of a large site are never in memory together.
    pub texts: Vec<SourcePath>,
    /// All other files below `content/`.
    pub assets: Arc<BTreeMap<SourcePath, Asset>>,
    /// Files below `static/` by the address they are copied to.
    pub statics: Arc<BTreeMap<UrlPath, SourcePath>>,
    /// What was found wrong while reading: links that lead out of the site.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the bytes of one file of the site.
pub type ReadFile<'a> = dyn Fn(&SourcePath) -> std::io::Result<Vec<u8>> + Sync + 'a;
