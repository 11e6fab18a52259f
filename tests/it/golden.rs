//! Golden sites: `tests/sites/NAME/` holds the sources, `problems.txt` what is found, `expected/`
//! what is built. Of a page only `<main>` is kept, so that the theme's frame churns nothing, and
//! fingerprints are blanked. `OPAS_BLESS=1 cargo test golden` writes what is found; read the diff.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use opas::base::OutputBody;
use opas::build::{Compiled, Options, compile};
use opas::locale::Date;
use opas::shell::disk;
use opas::shell::report::{Format, Screen, report};

const SITES: &[&str] = &[
    "minimal",
    "multilingual",
    "everything",
    "data",
    "themed",
    "broken",
    "policies",
    "regional",
    "translated",
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/sites")
        .join(name)
}

fn built(root: &Path) -> Compiled {
    built_for(root, false)
}

/// Builds a site, for the preview with the lines of its elements.
fn built_for(root: &Path, has_places: bool) -> Compiled {
    let options = Options {
        today: Date::new(2026, 11, 24).expect("a day"),
        has_drafts: false,
        base_url: None,
        has_places,
        is_portable: false,
    };
    let sources = disk::read(root).expect("the site can be read");
    let read = |path: &opas::base::SourcePath| disk::file(root, path);
    compile(sources, &options, &read).expect("texts can be read")
}

/// Ten hexadecimal digits between dots are a fingerprint.
fn without_fingerprints(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('.') {
        let (before, after) = rest.split_at(at + 1);
        out.push_str(before);
        let is_fingerprint = after.len() > 10
            && after.as_bytes()[..10].iter().all(u8::is_ascii_hexdigit)
            && after.as_bytes()[10] == b'.';
        if is_fingerprint {
            out.push_str("FINGERPRINT");
            rest = &after[10..];
        } else {
            rest = after;
        }
    }
    out + rest
}

/// What is kept of an output.
fn kept(address: &str, text: &str) -> String {
    let part = match (text.find("<main"), text.find("</main>")) {
        (Some(from), Some(to)) if address.ends_with(".html") => &text[from..to + "</main>".len()],
        _ => text,
    };
    let part = without_fingerprints(part);
    part.trim_end().to_owned() + "\n"
}

fn found(name: &str) -> BTreeMap<String, String> {
    let root = folder(name);
    let compiled = built(&root);
    let mut files = BTreeMap::new();
    let problems = report(
        &compiled.diagnostics,
        Format::Text,
        Screen::default(),
        &mut |path| disk::text(&root, path),
    );
    files.insert("problems.txt".to_owned(), problems);
    if compiled.has_errors() {
        return files;
    }
    for (address, job) in &compiled.plan.jobs {
        let text_of = |path: &opas::base::SourcePath| disk::text(&root, path);
        let output = compiled
            .edition
            .render(address, job, &text_of)
            .expect("templates are sound");
        let address = without_fingerprints(address.as_str());
        if address.starts_with("theme/") {
            continue;
        }
        let text = match output.body {
            OutputBody::Bytes(bytes) => kept(
                &address,
                &String::from_utf8(bytes).expect("outputs are UTF-8"),
            ),
            OutputBody::CopyOf(path) => format!("copy of {path}\n"),
        };
        files.insert(format!("expected/{address}"), text);
    }
    files
}

fn stored(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            stored(root, &path, files);
        } else {
            let name = path
                .strip_prefix(root)
                .expect("below")
                .to_string_lossy()
                .into_owned();
            files.insert(name, std::fs::read_to_string(&path).expect("text"));
        }
    }
}

#[test]
fn golden_sites_are_built_as_expected() {
    for name in SITES {
        let root = folder(name);
        let found = found(name);
        if std::env::var_os("OPAS_BLESS").is_some() {
            let _ = std::fs::remove_dir_all(root.join("expected"));
            for (file, text) in &found {
                let path = root.join(file);
                std::fs::create_dir_all(path.parent().expect("below")).expect("made");
                std::fs::write(path, text).expect("written");
            }
        }
        let mut expected = BTreeMap::new();
        stored(&root, &root.join("expected"), &mut expected);
        let problems = std::fs::read_to_string(root.join("problems.txt"));
        expected.insert(
            "problems.txt".to_owned(),
            problems.expect("problems.txt is there"),
        );
        let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&found), names(&expected), "the files of `{name}`");
        for (file, text) in &found {
            assert_eq!(text, &expected[file], "`{file}` of `{name}`");
        }
    }
}

#[test]
fn what_is_for_trainers_reaches_no_output() {
    for (file, text) in found("everything") {
        assert!(!text.contains("FOR TRAINERS"), "`{file}`");
        assert!(
            !file.contains("secret") && !file.contains("answers"),
            "`{file}`"
        );
    }
}

#[test]
fn the_preview_finds_what_a_build_finds() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf();
    for root in SITES.iter().map(|name| folder(name)).chain([own]) {
        let problems = |has_places| {
            let compiled = built_for(&root, has_places);
            let found = compiled.diagnostics.iter();
            let found = found.map(|problem| format!("{problem:?}"));
            found.collect::<Vec<String>>()
        };
        assert_eq!(problems(true), problems(false), "{}", root.display());
    }
}
