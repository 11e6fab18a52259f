//! A whole site: its files, their names and languages, its settings and theme.
//!
//! It is built twice, the second time with what the first build remembers; all its problems are
//! written in every format.

#![no_main]
#![allow(missing_docs, reason = "a target has no interface")]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use opas::base::OutputBody;
use opas::build::{Cache, Compiled};
use opas::shell::report::{Format, Screen, report};
use opas_fuzz::files::{self, Files};
use opas_fuzz::{one_thread, sound};

fuzz_target!(|data: &[u8]| {
    one_thread();
    let mut files = files::read(data);
    files
        .entry("content/index.fi.md".to_owned())
        .or_insert_with(|| b"# Etusivu\n".to_vec());

    let mut cache = Cache::default();
    let cold = files::site(&files, &mut cache);
    let warm = files::site(&files, &mut cache);
    assert_eq!(cold.diagnostics, warm.diagnostics, "warm is not cold");
    assert_eq!(cold.plan, warm.plan, "warm is not cold");
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
            outputs(&cold, &files),
            outputs(&warm, &files),
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

fn outputs(compiled: &Compiled, files: &Files) -> BTreeMap<String, Vec<u8>> {
    let jobs = compiled.plan.jobs.iter();
    jobs.map(|(address, job)| {
        let output = compiled
            .render(address, job, &|path| files::text(files, path))
            .expect("every template was tried");
        let bytes = match output.body {
            OutputBody::Bytes(bytes) => bytes,
            OutputBody::CopyOf(path) => path.as_str().as_bytes().to_vec(),
        };
        (address.to_string(), bytes)
    })
    .collect()
}
