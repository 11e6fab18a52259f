//! Paths of sources and addresses of outputs: always relative to the site, always with `/`.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// A file's path relative to the site's root, with `/` between its parts; cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// The path as it is; the caller has made it relative and free of `..`.
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path))
    }

    /// The path's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it lies in, without a trailing `/`; empty for the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }
}

/// Equal, ordered and hashed as its text, so that maps by path are searched by text.
impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Joins a relative path as authors write it to the folder of the file it stands in.
///
/// A leading `/` means the root. Gives nothing when `..` leads out of the root: no path that an
/// author writes may reach a file outside the site.
pub fn join(folder: &str, relative: &str) -> Option<String> {
    let (base, relative) = match relative.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder, relative),
    };
    let mut whole = String::with_capacity(base.len() + 1 + relative.len());
    for part in base.split('/').filter(|part| !part.is_empty()) {
        add(&mut whole, part);
    }
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." if whole.is_empty() => return None,
            ".." => whole.truncate(whole.rfind('/').unwrap_or(0)),
            part => add(&mut whole, part),
        }
    }
    Some(whole)
}

fn add(whole: &mut String, part: &str) {
    if !whole.is_empty() {
        whole.push('/');
    }
    whole.push_str(part);
}

/// The address of an output within the site, without the site's own base path: `fi/etatyo/` for a
/// page, `fi/feed.xml` for a file. Never starts with `/`; the empty address is the site's root.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(Arc<str>);

impl UrlPath {
    /// The address as it is.
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path))
    }

    /// The address's text, not percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that a web server shows at this address.
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            format!("{}index.html", self.0)
        } else {
            self.0.to_string()
        }
    }
}

/// Equal, ordered and hashed as its text, so that maps by address are searched by text.
impl Borrow<str> for UrlPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for UrlPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn joins_and_never_leaves_the_root() {
        assert_eq!(
            join("content/a", "../b.md").as_deref(),
            Some("content/b.md")
        );
        assert_eq!(
            join("content/a", "./c/d.md").as_deref(),
            Some("content/a/c/d.md")
        );
        assert_eq!(join("content/a", "/x.md").as_deref(), Some("x.md"));
        assert_eq!(join("a", "../../etc/passwd"), None);
        assert_eq!(join("", ".."), None);
    }
}
