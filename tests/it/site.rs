//! Sites in memory: the one helper that touches the interface of the library.

use std::collections::BTreeMap;
use std::sync::Arc;

use opas::base::{OutputBody, Source, SourcePath, UrlPath};
use opas::build::{Compiled, Edition, Job, Options, Sources, compile};
use opas::locale::Date;
use opas::site::{Asset, ImageSize};

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

/// What the disk would give of some files, and the bytes of the texts among them; pictures are
/// files whose names end in `.svg`.
pub(crate) fn sources(files: &[(&str, &str)]) -> (Sources, Texts) {
    let mut all: BTreeMap<&str, &str> = files.iter().copied().collect();
    let config = all.remove("site.toml").unwrap_or(SITE);
    let lock = all.remove("translations.lock");
    let mut texts = Texts::new();
    let mut theme_files = Vec::new();
    let mut assets = BTreeMap::new();
    let mut statics = BTreeMap::new();
    for (path, text) in all {
        let file = source(path, text);
        if path.starts_with("themes/") {
            theme_files.push(file);
        } else if let Some(inner) = path.strip_prefix("static/") {
            statics.insert(UrlPath::new(inner), SourcePath::new(path));
        } else if is_text(path) {
            texts.insert(file.path.clone(), file.bytes);
        } else {
            let asset = asset(&file);
            assets.insert(file.path, asset);
        }
    }
    let sources = Sources {
        config: source("site.toml", config),
        lock: lock.map(|text| source("translations.lock", text)),
        theme_files,
        texts: texts.keys().cloned().collect(),
        assets: Arc::new(assets),
        statics: Arc::new(statics),
        diagnostics: Vec::new(),
    };
    (sources, texts)
}

/// Bytes of texts by their paths.
pub(crate) type Texts = BTreeMap<SourcePath, Vec<u8>>;

pub(crate) fn is_text(path: &str) -> bool {
    path.starts_with("content/") && (path.ends_with(".md") || path.ends_with(".toml"))
}

pub(crate) fn asset(file: &Source) -> Asset {
    let size = file
        .path
        .as_str()
        .ends_with(".svg")
        .then_some(Ok(ImageSize {
            width: 4,
            height: 3,
        }));
    Asset {
        digest: file.digest,
        size,
        table: opas::data::csv::of_file(&file.path, &file.bytes),
    }
}

/// Reads texts out of memory.
pub(crate) fn read_from(texts: &Texts) -> impl Fn(&SourcePath) -> std::io::Result<Vec<u8>> + Sync {
    |path| {
        let found = texts.get(path).cloned();
        found.ok_or_else(|| std::io::ErrorKind::NotFound.into())
    }
}

pub(crate) fn options() -> Options {
    Options {
        today: Date::new(2026, 11, 24).expect("a day"),
        has_drafts: false,
        base_url: None,
        has_places: false,
        is_portable: false,
    }
}

/// Compiles a site from its files.
pub(crate) fn site(files: &[(&str, &str)]) -> Compiled {
    let (sources, texts) = sources(files);
    compile(sources, &options(), &read_from(&texts)).expect("texts can be read")
}

/// The same for the preview: elements carry the line they came from.
pub(crate) fn site_with_places(files: &[(&str, &str)]) -> Compiled {
    let (sources, texts) = sources(files);
    let options = Options {
        has_places: true,
        is_portable: false,
        ..options()
    };
    compile(sources, &options, &read_from(&texts)).expect("texts can be read")
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
    let jobs = compiled.plan.jobs.iter();
    jobs.map(|(address, job)| {
        let bytes = output(&compiled.edition, address, job);
        (address.to_string(), bytes)
    })
    .collect()
}

/// One output.
pub(crate) fn output(edition: &Edition, address: &UrlPath, job: &Job) -> Vec<u8> {
    let output = edition
        .render(address, job, &|_| None)
        .expect("templates are sound");
    match output.body {
        OutputBody::Bytes(bytes) => bytes,
        OutputBody::CopyOf(path) => format!("copy of {path}").into_bytes(),
    }
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

pub(crate) fn source(path: &str, text: &str) -> Source {
    Source::new(SourcePath::new(path), text.as_bytes().to_vec())
}
