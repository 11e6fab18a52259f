//! A text with blocks, attributes, HTML, links and pictures: parsed, checked and rendered under
//! each rule for HTML; the text is a page, and a fragment that it may include.

#![no_main]
#![allow(missing_docs, reason = "a target has no interface")]

use libfuzzer_sys::fuzz_target;
use opas::config::RawHtml;
use opas_fuzz::files::{self, Files};
use opas_fuzz::{one_thread, ready, sound};

/// A page that links may lead to.
const OTHER: &str = "# Toinen\n\n## A {#a}\n\n[Sivu](one.md#a)\n\n## B\n";

fuzz_target!(|data: &[u8]| {
    one_thread();
    let files = Files::from(
        [
            ("content/index.fi.md", b"# Etusivu\n".to_vec()),
            ("content/_part.fi.md", data.to_vec()),
            ("content/a/k.svg", Vec::new()),
            ("content/a/k.sv.svg", Vec::new()),
            ("content/one.fi.md", data.to_vec()),
            ("content/two.fi.md", OTHER.into()),
            ("content/two.sv.md", data.to_vec()),
        ]
        .map(|(name, bytes)| (name.to_owned(), bytes)),
    );
    for (raw_html, has_smart_punctuation) in [
        (RawHtml::Sanitise, true),
        (RawHtml::Refuse, true),
        (RawHtml::Trust, false),
    ] {
        let built = ready::build(&files, raw_html, has_smart_punctuation);
        sound::templates(&built.diagnostics);
        sound::places(&built.diagnostics, &|path| files::text(&files, path));
        if raw_html != RawHtml::Trust {
            for document in &built.documents {
                sound::harmless(&document.body.html);
            }
        }
    }
});
