//! The only reader of a site's files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::base::{Code, Diagnostic, Digest, Source, SourcePath, Span, UrlPath};
use crate::build::{Changes, Sources};
use crate::config;
use crate::data::csv;
use crate::parse::LOCK_PATH;
use crate::site::{Asset, ImageSize};

use super::belonging::{is_hidden, is_left_by_editor};

/// Reads everything that a site is made of.
///
/// # Errors
/// A folder without `site.toml`, and files that cannot be read, with their paths.
pub fn read(root: &Path) -> Result<Sources> {
    let config = root.join(config::PATH);
    if !config.is_file() {
        bail!(
            "there is no `site.toml` in `{}`\nhelp: go to the site's folder, name it with `--root`, or make a new site with `opas new`",
            root.display()
        );
    }
    let real_root = root
        .canonicalize()
        .with_context(|| format!("cannot open the folder `{}`", root.display()))?;
    let mut diagnostics = Vec::new();
    let content = list(root, &real_root, "content", &mut diagnostics)?;
    let themes = list(root, &real_root, "themes", &mut diagnostics)?;
    let copied = list(root, &real_root, "static", &mut diagnostics)?;
    let (texts, files): (Vec<_>, Vec<_>) = content.into_iter().partition(|(path, _)| is_text(path));
    let assets = files
        .into_par_iter()
        .map(|(path, real)| Ok((path.clone(), asset(&path, &real)?)))
        .collect::<Result<BTreeMap<_, _>>>()?;
    let statics = copied
        .into_iter()
        .map(|(path, _)| {
            let inner = path
                .as_str()
                .strip_prefix("static/")
                .unwrap_or(path.as_str());
            (UrlPath::new(inner), path)
        })
        .collect();
    let lock = root.join(LOCK_PATH);
    let lock = lock
        .is_file()
        .then(|| source(&SourcePath::new(LOCK_PATH), &lock));
    Ok(Sources {
        lock: lock.transpose()?,
        config: source(&SourcePath::new(config::PATH), &config)?,
        theme_files: load(themes)?,
        texts: texts.into_iter().map(|(path, _)| path).collect(),
        assets: Arc::new(assets),
        statics: Arc::new(statics),
        diagnostics,
    })
}

/// What changed at some paths of a site that is known; nothing where the folder must be looked at
/// as a whole, since a link is among them.
///
/// # Errors
/// Files that cannot be read, with their paths.
pub fn changes<'p>(
    root: &Path,
    paths: impl IntoIterator<Item = &'p SourcePath>,
) -> Result<Option<Changes>> {
    let mut changes = Changes::default();
    for path in paths {
        let real = root.join(path.as_str());
        let Ok(kind) = fs::symlink_metadata(&real).map(|found| found.file_type()) else {
            changes.gone.push(path.clone());
            continue;
        };
        if kind.is_symlink() {
            return Ok(None);
        }
        // Links to folders are not followed, but for the folders of sources themselves.
        let (top, rest) = path.folder().split_once('/').unwrap_or((path.folder(), ""));
        let expected = root.join(top).canonicalize().map(|top| top.join(rest));
        let folder = real.parent().map(Path::canonicalize);
        let is_own =
            matches!((expected, folder), (Ok(expected), Some(Ok(folder))) if expected == folder);
        if !kind.is_file() || !is_own {
            continue;
        }
        let name = path.as_str();
        if name == config::PATH {
            changes.config = Some(source(path, &real)?);
        } else if name == LOCK_PATH {
            changes.lock = Some(source(path, &real)?);
        } else if name.starts_with("themes/") {
            changes.theme_files.push(source(path, &real)?);
        } else if let Some(inner) = name.strip_prefix("static/") {
            changes.statics.push((UrlPath::new(inner), path.clone()));
        } else if name.starts_with("content/") {
            if is_text(path) {
                changes.texts.push(path.clone());
            } else {
                changes.assets.push((path.clone(), asset(path, &real)?));
            }
        }
    }
    Ok(Some(changes))
}

/// Whether a file below `content/` is a text or states facts.
pub fn is_text(path: &SourcePath) -> bool {
    path.as_str().ends_with(".md") || path.as_str().ends_with(".toml")
}

/// The error of a text that could not be read.
pub fn unreadable(path: &SourcePath, error: std::io::Error) -> anyhow::Error {
    anyhow::Error::new(error).context(format!("cannot read `{path}`"))
}

/// The text of one file of the site, for the lines around a problem.
pub fn text(root: &Path, path: &SourcePath) -> Option<String> {
    let bytes = fs::read(root.join(path.as_str())).ok()?;
    // Places are counted without a byte order mark.
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    Some(String::from_utf8_lossy(text).into_owned())
}

/// Files below `folder`, sorted by path, without hidden ones and what editors leave.
fn list(
    root: &Path,
    real_root: &Path,
    folder: &str,
    sink: &mut Vec<Diagnostic>,
) -> Result<Vec<(SourcePath, PathBuf)>> {
    let start = root.join(folder);
    if !start.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let walk = WalkDir::new(&start).follow_links(false).into_iter();
    let walk = walk.filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !is_hidden(folder, &name)
    });
    for entry in walk {
        let entry = entry.with_context(|| format!("cannot read the folder `{folder}`"))?;
        let inner = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let path = SourcePath::new(&inner.to_string_lossy().replace('\\', "/"));
        let kind = entry.file_type();
        if !kind.is_dir() && is_left_by_editor(path.name()) {
            continue;
        }
        if kind.is_symlink() {
            let target = entry.path().canonicalize();
            match target {
                Ok(target) if target.starts_with(real_root) && target.is_file() => {
                    found.push((path, target));
                }
                _ => sink.push(
                    Diagnostic::new(
                        Code::UnsafePath,
                        Span::file(&path),
                        format!("the symbolic link `{path}` does not lead to a file of the site"),
                    )
                    .help("put the file itself there"),
                ),
            }
        } else if kind.is_file() {
            found.push((path, entry.into_path()));
        }
    }
    // Folders sort apart from files there; here `/` is a character like any other.
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(found)
}

fn load(files: Vec<(SourcePath, PathBuf)>) -> Result<Vec<Source>> {
    files
        .into_par_iter()
        .map(|(path, real)| source(&path, &real))
        .collect()
}

fn source(path: &SourcePath, real: &Path) -> Result<Source> {
    let bytes = bytes(real).with_context(|| format!("cannot read `{}`", real.display()))?;
    Ok(Source::new(path.clone(), bytes))
}

/// The bytes of one file of the site.
///
/// # Errors
/// What the machine says; files of 4 GiB and more, since places are counted in 32 bits.
pub fn file(root: &Path, path: &SourcePath) -> std::io::Result<Vec<u8>> {
    bytes(&root.join(path.as_str()))
}

fn bytes(real: &Path) -> std::io::Result<Vec<u8>> {
    let bytes = fs::read(real)?;
    if u32::try_from(bytes.len()).is_err() {
        return Err(std::io::Error::other("it is larger than 4 GiB"));
    }
    Ok(bytes)
}

const IMAGES: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];

fn asset(path: &SourcePath, real: &Path) -> Result<Asset> {
    let bytes =
        fs::read(real).with_context(|| format!("cannot read the file `{}`", real.display()))?;
    Ok(asset_of(path, &bytes))
}

/// What is known of a file beside the texts.
pub fn asset_of(path: &SourcePath, bytes: &[u8]) -> Asset {
    Asset {
        digest: Digest::of(bytes),
        size: image_size(path, bytes),
        table: csv::of_file(path, bytes),
    }
}

/// Width and height of a picture; nothing for other files.
fn image_size(path: &SourcePath, bytes: &[u8]) -> Option<Result<ImageSize, String>> {
    let ending = path
        .name()
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    IMAGES.contains(&ending.as_str()).then(|| {
        if ending == "svg" {
            svg_size(bytes)
        } else {
            raster_size(bytes)
        }
    })
}

fn raster_size(bytes: &[u8]) -> Result<ImageSize, String> {
    let size = imagesize::blob_size(bytes).map_err(|error| error.to_string())?;
    let number = |value: usize| u32::try_from(value).map_err(|error| error.to_string());
    Ok(ImageSize {
        width: number(size.width)?,
        height: number(size.height)?,
    })
}

/// Width and height of an SVG: its attributes in pixels, else its `viewBox`.
fn svg_size(bytes: &[u8]) -> Result<ImageSize, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..Default::default()
    };
    let document = roxmltree::Document::parse_with_options(text, options)
        .map_err(|error| error.to_string())?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err("it is not an SVG file".to_owned());
    }
    let length = |name: &str| -> Option<f64> {
        let text = root.attribute(name)?.trim();
        let text = text.strip_suffix("px").unwrap_or(text);
        text.parse()
            .ok()
            .filter(|value: &f64| value.is_finite() && *value >= 1.0)
    };
    let view_box = root.attribute("viewBox").and_then(|text| {
        let numbers: Vec<f64> = text
            .split([' ', ',', '\n', '\t'])
            .filter(|part| !part.is_empty())
            .map_while(|part| part.parse().ok())
            .collect();
        match numbers.as_slice() {
            [_, _, width, height] if *width >= 1.0 && *height >= 1.0 => Some((*width, *height)),
            _ => None,
        }
    });
    let (width, height) = match (length("width"), length("height"), view_box) {
        (Some(width), Some(height), _) | (None, None, Some((width, height))) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        _ => return Err("it has neither `width` and `height` nor a `viewBox`".to_owned()),
    };
    let pixels = |value: f64| -> Result<u32, String> {
        format!("{:.0}", value.round())
            .parse()
            .map_err(|_| "its size is too large".to_owned())
    };
    Ok(ImageSize {
        width: pixels(width)?,
        height: pixels(height)?,
    })
}
