//! A whole site: its files, their names and languages, its settings and theme.
//!
//! It is built at once, and by a live site that learns of one file last; all its problems are
//! written in every format.

#![no_main]
#![allow(missing_docs, reason = "a target has no interface")]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use opas::base::{OutputBody, Severity};
use opas::build::Compiled;
use opas::build::Edition;
use opas::shell::report::{Format, Screen, report};
use opas_fuzz::files::{self, Files};
use opas_fuzz::{one_thread, sound};

fuzz_target!(|data: &[u8]| {
    one_thread();
    let mut files = files::read(data);
    files
        .entry("content/index.fi.md".to_owned())
        .or_insert_with(|| b"# Etusivu\n".to_vec());

    let cold = files::site(&files);
    let last = files.keys().nth(data.len() % files.len());
    let warm = files::live(&files, last.expect("there is a home page"));
    // Settings with errors leave the last good ones in place.
    let is_shown = cold
        .edition
        .settings
        .diagnostics
        .iter()
        .all(|d| d.severity != Severity::Error);
    if is_shown {
        let found = warm.snapshot().review().into_all();
        assert_eq!(cold.diagnostics, found, "warm is not cold");
    }
    let rendering = cold.render_problems();
    let has_own_templates = files
        .keys()
        .any(|name| name.starts_with("themes/") && !name.contains("/text/"));
    if !has_own_templates {
        sound::templates(&cold.diagnostics);
        // A language without words was reported before; its pages are then not rendered.
        if !cold.has_errors() {
            sound::templates(&rendering);
        }
    }
    if !cold.has_errors() && rendering.is_empty() {
        addresses(&cold);
        assert_eq!(
            outputs(&cold, &cold.edition, &files),
            outputs(&cold, warm.edition(), &files),
            "warm is not cold"
        );
    }

    for found in [&cold.diagnostics, &rendering] {
        sound::places(found, &|path| files::text(&files, path));
        for format in [
            Format::Text,
            Format::Short,
            Format::Json,
            Format::Sarif,
            Format::Github,
        ] {
            for width in [100, 1] {
                let screen = Screen {
                    is_coloured: width == 1,
                    width,
                    ..Screen::default()
                };
                report(found, format, screen, &mut |path| files::text(&files, path));
            }
        }
    }
});

/// No file of the site lies outside its folder.
fn addresses(compiled: &Compiled) {
    for address in compiled.plan.jobs.keys() {
        let file = address.file();
        let is_inside = file.split('/').all(|part| !matches!(part, "" | "." | ".."));
        assert!(is_inside, "the file `{file}` has no place in the site");
    }
}

/// All outputs of the plan as `edition` makes them.
fn outputs(compiled: &Compiled, edition: &Edition, files: &Files) -> BTreeMap<String, Vec<u8>> {
    let jobs = compiled.plan.jobs.keys();
    jobs.map(|address| {
        let job = edition.find(address.as_str()).expect("it is in the plan");
        let output = edition
            .render(address, &job, &|path| files::text(files, path))
            .expect("every template was tried");
        let bytes = match output.body {
            OutputBody::Bytes(bytes) => bytes,
            OutputBody::CopyOf(path) => path.as_str().as_bytes().to_vec(),
        };
        (address.to_string(), bytes)
    })
    .collect()
}
