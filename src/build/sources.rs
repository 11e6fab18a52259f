//! The files of a site, as they were read from disk or made by a test.

use std::collections::BTreeMap;

use crate::base::{Diagnostic, Source, SourcePath, UrlPath};
use crate::site::Asset;

/// The files of a site.
#[derive(Debug, Clone)]
pub struct Sources {
    /// `site.toml`.
    pub config: Source,
    /// Everything below `themes/`, sorted by path.
    pub theme_files: Vec<Source>,
    /// Markdown and facts files below `content/`, sorted by path.
    pub texts: Vec<Source>,
    /// All other files below `content/`.
    pub assets: BTreeMap<SourcePath, Asset>,
    /// Files below `static/` by the address they are copied to.
    pub statics: BTreeMap<UrlPath, SourcePath>,
    /// What was found wrong while reading: links that lead out of the site.
    pub diagnostics: Vec<Diagnostic>,
}
