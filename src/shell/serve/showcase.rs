//! Every part of the theme in every state, for those who make themes: a small site of the
//! program's own texts, made with the theme of the author's site.

use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::base::{Source, SourcePath};
use crate::build::{Compiled, Live, Options, Sources, compile};
use crate::config;
use crate::shell::disk;

static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/shell/serve/showcase");

/// Makes the site with the theme of another.
pub(super) fn showcase(live: &Live) -> Compiled {
    let mut texts = Vec::new();
    let mut assets = Vec::new();
    for (path, bytes) in files(&SITE) {
        if disk::is_text(&path) {
            texts.push(path);
        } else if path.as_str().starts_with("content/") {
            let asset = disk::asset_of(&path, bytes);
            assets.push((path, asset));
        }
    }
    texts.retain(|path| path.as_str().starts_with("content/"));
    texts.sort();
    let theme = &live.edition().settings.theme.name;
    let settings = format!("theme = {theme:?}\n{}", text(config::PATH));
    let sources = Sources {
        config: Source::new(SourcePath::new(config::PATH), settings.into_bytes()),
        lock: None,
        theme_files: live.theme_files().cloned().collect(),
        texts,
        assets: Arc::new(assets.into_iter().collect()),
        statics: Arc::default(),
        diagnostics: Vec::new(),
    };
    let options = Options {
        today: live.edition().today(),
        has_drafts: true,
        base_url: None,
        has_places: false,
        is_portable: false,
    };
    let read = |path: &SourcePath| Ok(bytes(path.as_str()).unwrap_or_default().to_vec());
    compile(sources, &options, &read).expect("files of the program can be read")
}

/// The bytes of one of its files.
pub(super) fn bytes(path: &str) -> Option<&'static [u8]> {
    SITE.get_file(path).map(include_dir::File::contents)
}

fn text(path: &str) -> &'static str {
    let file = SITE.get_file(path);
    file.and_then(include_dir::File::contents_utf8)
        .unwrap_or_default()
}

fn files(dir: &'static Dir<'static>) -> Vec<(SourcePath, &'static [u8])> {
    let own = dir.files().filter_map(|file| {
        let path = file.path().to_str()?.replace('\\', "/");
        Some((SourcePath::new(&path), file.contents()))
    });
    own.chain(dir.dirs().flat_map(files)).collect()
}
