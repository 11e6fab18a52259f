//! The themes that are built into the program.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::base::{Source, SourcePath};

static SELKEA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/selkea");

/// The names of the themes that are built in.
pub(super) const NAMES: &[&str] = &["selkea"];

/// The files of the built-in theme `name`, by their path within it; none if it is not built in.
pub(super) fn files(name: &str) -> BTreeMap<String, Source> {
    let mut files = BTreeMap::new();
    if name == "selkea" {
        collect(&SELKEA, name, &mut files);
    }
    files
}

fn collect(dir: &Dir<'_>, theme: &str, files: &mut BTreeMap<String, Source>) {
    for file in dir.files() {
        let inner = file.path().to_string_lossy().replace('\\', "/");
        let path = SourcePath::new(&format!("themes/{theme}/{inner}"));
        files.insert(inner, Source::new(path, file.contents().to_vec()));
    }
    for dir in dir.dirs() {
        collect(dir, theme, files);
    }
}
