//! Addresses as they stand in outputs.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::base::{SourcePath, UrlPath};
use crate::config::{BaseUrl, Config};
use crate::parse::slug;
use crate::site::{Asset, LinkSource, PageId, Site, Target, resolve};
use crate::theme::{StaticFile, Theme};

/// What must be encoded in the path of an address (URL Standard, path percent-encode set, and the
/// characters that would end an attribute or a fragment).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A part of an address, encoded.
pub(super) fn encode(text: &str) -> String {
    utf8_percent_encode(text, PATH).to_string()
}

/// An address on this host: `/opas/fi/etatyo/`.
pub(super) fn local(base: &BaseUrl, address: &UrlPath) -> String {
    let address = address.as_str();
    let mut whole = String::with_capacity(base.path.len() + address.len());
    whole.push_str(&base.path);
    whole.extend(utf8_percent_encode(address, PATH));
    whole
}

/// A whole address: `https://example.fi/opas/fi/etatyo/`.
pub(super) fn absolute(base: &BaseUrl, address: &UrlPath) -> String {
    format!("{}{}", base.origin, local(base, address))
}

/// The address of a page on this host.
pub fn page_address(site: &Site, page: PageId) -> String {
    local(&site.config.base_url, &site.page(page).address)
}

/// Where a link leads, as it stands in an output, and the language of the page there where that is
/// another one; nothing where it leads nowhere.
pub(super) fn link_address(
    site: &Site,
    from: LinkSource,
    link: &str,
) -> Option<(String, Option<String>)> {
    let base = &site.config.base_url;
    let with = |address: String, fragment: Option<String>| match fragment {
        Some(fragment) => format!("{address}#{}", encode(&fragment)),
        None => address,
    };
    match resolve(site, from, link) {
        Ok(Target::Page(page, fragment)) => {
            let shown = site.page(page);
            let lang = &site.config.languages[shown.language as usize].lang;
            let lang = (shown.language as usize != from.language).then(|| lang.to_string());
            Some((with(page_address(site, page), fragment), lang))
        }
        Ok(Target::Here(fragment)) => Some((format!("#{}", encode(&fragment)), None)),
        Ok(Target::Asset(path, fragment)) => {
            Some((with(file_address(site, &path), fragment), None))
        }
        Ok(Target::Address(address, fragment)) => {
            Some((with(local(base, &address), fragment), None))
        }
        // Browsers would read `\` as `/`.
        Ok(Target::External(address)) => Some((address.replace('\\', "%5C"), None)),
        Err(_) => None,
    }
}

/// The address of a file beside the texts on this host.
pub(super) fn file_address(site: &Site, path: &SourcePath) -> String {
    site.assets
        .get(path)
        .map(|asset| local(&site.config.base_url, &asset_address(path, asset)))
        .unwrap_or_default()
}

/// Where the page of all pages of a language is: under its title.
pub fn all_pages_address(config: &Config, theme: &Theme, language: usize) -> UrlPath {
    let name = slug(theme.texts[language].get("all_pages"));
    let name = if name.is_empty() { "all-pages" } else { &name };
    UrlPath::new(&format!("{}{name}/", config.prefix(language)))
}

/// Where a file beside the texts is published. Pictures and sound carry their fingerprint, so that
/// they may be cached for ever; documents that people link to and save keep their names.
pub fn asset_address(path: &SourcePath, asset: &Asset) -> UrlPath {
    let inner = path
        .as_str()
        .strip_prefix("content/")
        .unwrap_or(path.as_str());
    let is_embedded = asset.size.is_some()
        || [".mp3", ".ogg", ".opus", ".m4a", ".mp4", ".webm", ".vtt"]
            .iter()
            .any(|ending| inner.to_ascii_lowercase().ends_with(ending));
    if is_embedded {
        UrlPath::new(&format!(
            "files/{}",
            with_fingerprint(inner, &asset.digest.fingerprint())
        ))
    } else {
        UrlPath::new(&format!("files/{inner}"))
    }
}

/// Where a static file of the theme is published.
pub fn theme_address(name: &str, file: &StaticFile) -> UrlPath {
    UrlPath::new(&format!(
        "theme/{}",
        with_fingerprint(name, &file.digest.fingerprint())
    ))
}

fn with_fingerprint(path: &str, fingerprint: &str) -> String {
    match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => format!("{stem}.{fingerprint}.{ending}"),
        _ => format!("{path}.{fingerprint}"),
    }
}
