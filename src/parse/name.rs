//! What a file's name says: which item it is, and in which language.

use crate::base::{Lang, SourcePath, suggest};
use crate::config::Config;

/// What a file's name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The item's key: its path below `content/` without language and ending. A section is named
    /// by its folder, the home page is `index`.
    pub key: String,
    /// The folder below `content/`; empty for `content/` itself.
    pub folder: String,
    /// The place of its language in the site's list.
    pub language: usize,
    /// Whether it is a folder's own page.
    pub is_index: bool,
    /// Whether it is a fragment for other files to include, and no page.
    pub is_fragment: bool,
}

/// Why a name cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameProblem {
    /// The code in the name that is no language of the site.
    pub code: String,
    /// The nearest language of the site.
    pub help: Option<String>,
}

/// Reads the name of a Markdown file below `content/`.
///
/// # Errors
/// A name such as `policy.xx.md` whose code is no language of the site.
pub fn name(config: &Config, path: &SourcePath) -> Result<Name, NameProblem> {
    let (stem, code) = split(path);
    let language = match code {
        None => 0,
        Some(code) => config.language_index(code).ok_or_else(|| NameProblem {
            code: code.to_owned(),
            help: suggest::help(code, config.languages.iter().map(|l| Lang::as_str(&l.lang))),
        })?,
    };
    Ok(from_stem(stem, language))
}

/// The name of the item that a facts file (`NAME.toml`) belongs to.
pub(super) fn of_facts(path: &SourcePath) -> Name {
    beside(path, ".toml")
}

/// The name of the item that a file beside its texts belongs to: what stands before `ending`.
pub(super) fn beside(path: &SourcePath, ending: &str) -> Name {
    let inner = path
        .as_str()
        .strip_prefix("content/")
        .unwrap_or(path.as_str());
    from_stem(inner.strip_suffix(ending).unwrap_or(inner), 0)
}

/// The path below `content/` without ending and language, and the language's code.
fn split(path: &SourcePath) -> (&str, Option<&str>) {
    let inner = path
        .as_str()
        .strip_prefix("content/")
        .unwrap_or(path.as_str());
    let stem = inner.strip_suffix(".md").unwrap_or(inner);
    let name_start = stem.rfind('/').map_or(0, |slash| slash + 1);
    match stem[name_start..].rsplit_once('.') {
        Some((name, code)) if !name.is_empty() => (&stem[..name_start + name.len()], Some(code)),
        _ => (stem, None),
    }
}

fn from_stem(stem: &str, language: usize) -> Name {
    let (folder, file) = stem.rsplit_once('/').unwrap_or(("", stem));
    let is_index = file == "index";
    let key = if is_index && !folder.is_empty() {
        folder
    } else {
        stem
    };
    Name {
        key: key.to_owned(),
        folder: folder.to_owned(),
        language,
        is_index,
        is_fragment: file.starts_with('_'),
    }
}
