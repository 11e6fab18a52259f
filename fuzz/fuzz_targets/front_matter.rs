//! Front matter in TOML and YAML, facts files and `site.toml`, joined into a site.

#![no_main]
#![allow(missing_docs, reason = "a target has no interface")]

use libfuzzer_sys::fuzz_target;
use opas::base::{Source, SourcePath};
use opas::config::RawHtml;
use opas_fuzz::files::{self, Files};
use opas_fuzz::{one_thread, ready, sound};

fuzz_target!(|data: &[u8]| {
    one_thread();
    let fenced = |fence: &str| {
        let mut text = format!("{fence}\n").into_bytes();
        text.extend_from_slice(data);
        text.extend_from_slice(format!("\n{fence}\nTeksti.\n").as_bytes());
        text
    };
    let files = Files::from(
        [
            ("content/index.fi.md", b"# Etusivu\n".to_vec()),
            ("content/a/bare.fi.md", data.to_vec()),
            ("content/a/bare.toml", data.to_vec()),
            ("content/a/index.toml", data.to_vec()),
            ("content/a/toml.fi.md", fenced("+++")),
            ("content/a/yaml.sv.md", fenced("---")),
        ]
        .map(|(name, bytes)| (name.to_owned(), bytes)),
    );
    let built = ready::build(&files, RawHtml::Sanitise, true);
    sound::templates(&built.diagnostics);
    sound::places(&built.diagnostics, &|path| files::text(&files, path));

    let file = Source::new(SourcePath::new("site.toml"), data.to_vec());
    let settings = opas::config::parse(&file);
    assert!(
        !settings.value.languages.is_empty(),
        "a site has a language"
    );
    let text = String::from_utf8(data.to_vec()).ok();
    sound::places(&settings.diagnostics, &|_| text.clone());
});
