//! Sites in memory: the one helper that touches the interface of the library.

use std::collections::BTreeMap;

use opas::base::{OutputBody, Source, SourcePath, UrlPath};
use opas::build::{Cache, Compiled, Options, Sources, compile};
use opas::locale::Date;
use opas::site::Asset;

/// A `site.toml` in Finnish, Swedish and English.
pub(crate) const SITE: &str = r#"
base_url = "https://site.example/"
[[languages]]
code = "fi"
name = "Sivusto"
[[languages]]
code = "sv"
name = "Webbplats"
[[languages]]
code = "en"
name = "Site"
"#;

/// Compiles a site from its files; pictures are files whose names end in `.svg`.
pub(crate) fn site(files: &[(&str, &str)], cache: &mut Cache) -> Compiled {
    compiled(files, cache, false)
}

/// The same for the preview: elements carry the line they came from.
pub(crate) fn site_with_places(files: &[(&str, &str)], cache: &mut Cache) -> Compiled {
    compiled(files, cache, true)
}

fn compiled(files: &[(&str, &str)], cache: &mut Cache, has_places: bool) -> Compiled {
    let mut all: BTreeMap<&str, &str> = files.iter().copied().collect();
    let config = all.remove("site.toml").unwrap_or(SITE);
    let mut sources = Sources {
        config: source("site.toml", config),
        theme_files: Vec::new(),
        texts: Vec::new(),
        assets: BTreeMap::new(),
        statics: BTreeMap::new(),
        diagnostics: Vec::new(),
    };
    let mut texts: BTreeMap<SourcePath, Vec<u8>> = BTreeMap::new();
    for (path, text) in all {
        let file = source(path, text);
        if path.starts_with("themes/") {
            sources.theme_files.push(file);
        } else if let Some(inner) = path.strip_prefix("static/") {
            sources
                .statics
                .insert(UrlPath::new(inner), SourcePath::new(path));
        } else if path.ends_with(".md") || path.ends_with(".toml") {
            texts.insert(file.path.clone(), file.bytes);
        } else {
            let size = Some(Ok(opas::site::ImageSize {
                width: 4,
                height: 3,
            }));
            let size = if path.ends_with(".svg") { size } else { None };
            sources.assets.insert(
                file.path.clone(),
                Asset {
                    digest: file.digest,
                    size,
                },
            );
        }
    }
    let options = Options {
        today: Date::new(2026, 11, 24).expect("a day"),
        has_drafts: false,
        base_url: None,
        has_places,
    };
    sources.texts = texts.keys().cloned().collect();
    compile(sources, &options, cache, &|path| Ok(texts[path].clone())).expect("texts can be read")
}

/// The problems of a site as `path:code`, in their order.
pub(crate) fn problems(compiled: &Compiled) -> Vec<String> {
    compiled
        .diagnostics
        .iter()
        .cloned()
        .chain(if compiled.has_errors() {
            Vec::new()
        } else {
            compiled.render_problems()
        })
        .map(|problem| {
            let path = problem
                .span
                .map_or_else(String::new, |span| span.path.to_string());
            format!("{path}: {}", problem.code.name())
        })
        .collect()
}

/// All outputs by their address.
pub(crate) fn outputs(compiled: &Compiled) -> BTreeMap<String, Vec<u8>> {
    compiled
        .plan
        .jobs
        .iter()
        .map(|(address, job)| {
            let output = compiled
                .render(address, job, &|_| None)
                .expect("templates are sound");
            let bytes = match output.body {
                OutputBody::Bytes(bytes) => bytes,
                OutputBody::CopyOf(path) => format!("copy of {path}").into_bytes(),
            };
            (address.to_string(), bytes)
        })
        .collect()
}

/// One output as text.
pub(crate) fn html(compiled: &Compiled, address: &str) -> String {
    let outputs = outputs(compiled);
    let bytes = outputs.get(address).unwrap_or_else(|| {
        panic!(
            "no output `{address}` among {:?}",
            outputs.keys().collect::<Vec<_>>()
        )
    });
    String::from_utf8(bytes.clone()).expect("outputs are UTF-8")
}

fn source(path: &str, text: &str) -> Source {
    Source::new(SourcePath::new(path), text.as_bytes().to_vec())
}
