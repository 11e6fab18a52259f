//! The files of a site out of one text, and the site's sources out of its files.
//!
//! A line of four backticks with a path opens a file, a line of four backticks closes it; what
//! stands between files is not read. The cases of `tests/cases` have this form.

use std::collections::BTreeMap;
use std::sync::Arc;

use opas::base::{Source, SourcePath, UrlPath};
use opas::build::{Compiled, Live, Options, Sources, compile};
use opas::site::{Asset, ImageSize};

/// The files of a site by their path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The `site.toml` of a site that brings none.
pub const SITE: &str = r#"
base_url = "https://site.example/base/"
[[languages]]
code = "fi"
name = "Sivusto"
[[languages]]
code = "sv"
name = "Webbplats"
[[languages]]
code = "en"
name = "Site"
[organisations.town]
name = { fi = "Kaupunki", sv = "Staden" }
"#;

/// Reads the files. Of two files with one path the last counts; paths that no disk could have are
/// passed over.
pub fn read(text: &[u8]) -> Files {
    let mut files = Files::new();
    let mut open: Option<(String, Vec<u8>)> = None;
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        match (&mut open, line.strip_prefix(b"````")) {
            (Some(_), Some(_)) => {
                if let Some((path, body)) = open.take() {
                    add(&mut files, path, body);
                }
            }
            (Some((_, body)), None) => body.extend_from_slice(line),
            (None, Some(path)) => {
                let path = String::from_utf8_lossy(path).trim().to_owned();
                open = Some((path, Vec::new()));
            }
            (None, None) => {}
        }
    }
    if let Some((path, body)) = open {
        add(&mut files, path, body);
    }
    files
}

fn add(files: &mut Files, path: String, body: Vec<u8>) {
    let is_file = path
        .split('/')
        .all(|part| !matches!(part, "" | "." | "..") && part.len() < 256);
    let is_seen = path == "site.toml"
        || path == "translations.lock"
        || path.starts_with("static/")
        || path.starts_with("themes/")
        || path.starts_with("content/");
    // Where there is a file there is no folder.
    let is_free = !files.keys().any(|other| {
        other
            .strip_prefix(path.as_str())
            .is_some_and(|rest| rest.starts_with('/'))
            || path
                .strip_prefix(other.as_str())
                .is_some_and(|rest| rest.starts_with('/'))
    });
    if is_file && is_seen && is_free && !path.contains(['\0', '\\']) {
        files.insert(path, body);
    }
}

/// What the disk would give of these files.
pub fn sources(files: &Files) -> Sources {
    let config = files
        .get("site.toml")
        .map_or(SITE.as_bytes(), Vec::as_slice);
    let (mut theme_files, mut texts) = (Vec::new(), Vec::new());
    let (mut assets, mut statics) = (BTreeMap::new(), BTreeMap::new());
    for (name, bytes) in files {
        let path = SourcePath::new(name);
        if name == "site.toml" || name == "translations.lock" {
            continue;
        } else if name.starts_with("themes/") {
            theme_files.push(Source::new(path, bytes.clone()));
        } else if let Some(inner) = name.strip_prefix("static/") {
            statics.insert(UrlPath::new(inner), path);
        } else if name.ends_with(".md") || name.ends_with(".toml") {
            texts.push(path);
        } else {
            let digest = Source::new(path.clone(), bytes.clone()).digest;
            assets.insert(
                path,
                Asset {
                    digest,
                    size: size(name),
                    table: opas::data::csv::of_file(&SourcePath::new(name), bytes),
                },
            );
        }
    }
    Sources {
        lock: files
            .get("translations.lock")
            .map(|bytes| Source::new(SourcePath::new("translations.lock"), bytes.clone())),
        config: Source::new(SourcePath::new("site.toml"), config.to_vec()),
        theme_files,
        texts,
        assets: Arc::new(assets),
        statics: Arc::new(statics),
        diagnostics: Vec::new(),
    }
}

/// Vector pictures can be read, others of the known kinds cannot.
fn size(name: &str) -> Option<Result<ImageSize, String>> {
    if name.ends_with(".svg") {
        Some(Ok(ImageSize {
            width: 4,
            height: 3,
        }))
    } else if name.ends_with(".png") || name.ends_with(".jpg") {
        Some(Err("it is cut off".to_owned()))
    } else {
        None
    }
}

/// Compiles the site.
pub fn site(files: &Files) -> Compiled {
    compile(sources(files), &options(), &|path| bytes(files, path))
        .expect("files in memory can be read")
}

/// A live site that has taken in all files but `last`, and then that one.
pub fn live(files: &Files, last: &str) -> Live {
    let mut before = files.clone();
    before.remove(last);
    let mut live = Live::new(sources(&before), options(), &|path| bytes(&before, path))
        .expect("files in memory can be read");
    let step = live
        .prepare(live.difference(sources(files)), crate::today(), &|path| {
            bytes(files, path)
        })
        .expect("files in memory can be read");
    if let Some(step) = step {
        drop(live.apply(step));
    }
    live
}

fn options() -> Options {
    Options {
        today: crate::today(),
        has_drafts: false,
        base_url: None,
        has_places: false,
        is_portable: false,
    }
}

fn bytes(files: &Files, path: &SourcePath) -> std::io::Result<Vec<u8>> {
    Ok(files.get(path.as_str()).cloned().unwrap_or_default())
}

/// The text of a file as reports look it up.
pub fn text(files: &Files, path: &SourcePath) -> Option<String> {
    let bytes = match files.get(path.as_str()) {
        Some(bytes) => bytes.as_slice(),
        None if path.as_str() == "site.toml" => SITE.as_bytes(),
        None => return None,
    };
    String::from_utf8(bytes.to_vec()).ok()
}
