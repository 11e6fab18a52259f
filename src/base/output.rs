//! What a build makes: one finished file each.

use crate::base::path::{SourcePath, UrlPath};

/// Whether other outputs name this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputKind {
    /// Named by pages: pictures, style sheets, files. Put in place before them.
    Asset,
    /// Names assets: pages, feeds, site maps. Put in place after them.
    Page,
}

/// The bytes of an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutputBody {
    /// Made by the build.
    Bytes(Vec<u8>),
    /// The same as a file of the site, which is copied without being held in memory.
    CopyOf(SourcePath),
}

/// One finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Where it is found.
    pub address: UrlPath,
    /// Whether it names others or is named by them.
    pub kind: OutputKind,
    /// What it holds.
    pub body: OutputBody,
}
