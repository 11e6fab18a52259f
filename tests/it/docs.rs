//! The documentation's own examples: configuration is parsed, commands are known, the library's
//! example is a site that can be built, and nothing that kinds know is left out.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use opas::base::{Source, SourcePath};
use opas::parse::{FACTS, KINDS, TEXTS, kinds_of};

use crate::site::{outputs, problems, site};

fn doc(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join(name)).expect("the docs can be read")
}

fn fences(language: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for name in [
        "README.md",
        "docs/authors.md",
        "docs/library.md",
        "docs/policies.md",
        PLANS,
        "docs/themes.md",
        "docs/translations.md",
    ] {
        let text = doc(name);
        let open = format!("```{language}\n");
        for part in text.split(open.as_str()).skip(1) {
            let body = part.split("```").next().unwrap_or_default();
            found.push((name.to_owned(), body.to_owned()));
        }
    }
    found
}

#[test]
fn every_site_toml_in_the_docs_is_right() {
    let sites: Vec<_> = fences("toml")
        .into_iter()
        .filter(|(_, body)| body.contains("base_url"))
        .collect();
    assert!(!sites.is_empty());
    for (name, body) in sites {
        let parsed = opas::config::parse(&Source::new(SourcePath::new("site.toml"), body.into()));
        assert!(
            parsed.diagnostics.is_empty(),
            "{name}: {:?}",
            parsed.diagnostics
        );
    }
}

#[test]
fn every_command_in_the_docs_is_known() {
    let mut seen = 0;
    for (name, body) in fences("sh") {
        for line in body.lines().filter_map(|line| line.strip_prefix("opas ")) {
            let mut arguments: Vec<&str> = line.split_whitespace().collect();
            arguments.push("--help");
            let run = Command::new(env!("CARGO_BIN_EXE_opas"))
                .args(&arguments)
                .output();
            assert!(
                run.expect("the program runs").status.success(),
                "{name}: opas {line}"
            );
            seen += 1;
        }
    }
    assert!(seen >= 5, "the docs name commands: {seen}");
}

const LIBRARY: &str = "docs/library.md";
const DATA: &str = "docs/data.md";
const PLANS: &str = "docs/plans.md";

/// The files that a text shows: each name stands in a paragraph of its own before its fence.
fn files(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let parts: Vec<&str> = text.split("\n```").collect();
    for pair in parts.chunks_exact(2) {
        let name = pair[0].lines().rev().find(|line| !line.is_empty());
        let name = name.and_then(|line| line.strip_prefix('`')?.strip_suffix('`'));
        let body = pair[1].split_once('\n');
        if let (Some(name), Some((_, body))) = (name, body) {
            found.push((name, body));
        }
    }
    found
}

#[test]
fn the_library_of_the_docs_can_be_built() {
    let text = doc(LIBRARY);
    let files = files(&text);
    let fences = text.matches("\n```").count();
    assert_eq!(
        files.len() * 2,
        fences,
        "every example is a file of the site"
    );
    let compiled = site(&files);
    assert_eq!(
        problems(&compiled),
        [
            "content/service-points/village.toml: placeholder",
            "content/service-points/village.toml: placeholder",
        ],
        "nothing but what the example is about"
    );
    let outputs = outputs(&compiled);
    let (_, made) = text
        .split_once("## What is made\n")
        .expect("the list of outputs");
    let mut rows = 0;
    for row in made.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let address = row.split('`').nth(1).expect("an address");
        let end = address.trim_start_matches('…');
        let end = if end.ends_with('/') {
            format!("{end}index.html")
        } else {
            end.to_owned()
        };
        assert!(
            outputs.keys().any(|made| made.ends_with(&end)),
            "{address} is not made"
        );
        rows += 1;
    }
    assert_eq!(rows, 8);
}

#[test]
fn the_figures_of_the_docs_can_be_built() {
    let text = doc(DATA);
    let files = files(&text);
    assert_eq!(files.len() * 2, text.matches("\n```").count());
    let compiled = site(&files);
    assert_eq!(problems(&compiled), [""; 0]);
    let outputs = outputs(&compiled);
    let page = String::from_utf8_lossy(&outputs["en/survey/index.html"]);
    assert_eq!(page.matches("<td class=\"end\">not shown</td>").count(), 3);
    assert_eq!(
        page.matches("<td class=\"end\">fewer than 5</td>").count(),
        1
    );
}

#[test]
fn the_policies_of_the_docs_can_be_built() {
    let text = doc("docs/policies.md");
    let compiled = site(&files(&text));
    let nothing: [&str; 0] = [];
    assert_eq!(problems(&compiled), nothing);
    let outputs = outputs(&compiled);
    for part in ["differences", "signatures"] {
        let address = format!("en/remote-work/town/{part}/index.html");
        assert!(outputs.contains_key(&*address), "{address}");
    }
    assert!(outputs.contains_key("en/remote-work/policy/comparison/index.html"));
}

#[test]
fn the_plans_and_reports_of_the_docs_can_be_built() {
    let text = doc(PLANS);
    let compiled = site(&files(&text));
    assert_eq!(problems(&compiled), [""; 0]);
    let outputs = outputs(&compiled);
    let page = |address: &str| String::from_utf8_lossy(&outputs[address]).into_owned();
    assert!(page("en/plan/index.html").contains("id=\"action-forms\""));
    assert!(page("en/systems/index.html").contains("<svg"));
    let report = page("en/report/index.html");
    assert!(report.contains("<th scope=\"row\">Actions done</th><td class=\"end\">1</td>"));
    assert!(report.contains("nothing on record"));
}

#[test]
fn the_docs_name_what_every_kind_knows_and_nothing_else() {
    let text = doc(LIBRARY) + &doc(DATA) + &doc(PLANS);
    // Examples have headings of their own.
    let text: String = text.split("\n```").step_by(2).collect();
    let keys = || FACTS.iter().chain(TEXTS).map(|field| field.name);
    for kind in KINDS {
        let known: BTreeSet<&str> = keys()
            .filter(|key| kinds_of(key).is_some_and(|kinds| kinds.contains(kind)))
            .collect();
        if !known.is_empty() {
            assert_eq!(named(&text, kind), known, "{kind}");
        }
    }
    let common: BTreeSet<&str> = keys().filter(|key| kinds_of(key).is_none()).collect();
    assert_eq!(
        named(&text, "facts-and-texts-that-every-kind-has"),
        common,
        "every kind"
    );
}

/// The keys in the tables of facts and texts of a section.
fn named<'t>(text: &'t str, section: &str) -> BTreeSet<&'t str> {
    let mut found = BTreeSet::new();
    let heading = |title: &str| title.to_lowercase().replace(' ', "-") == section;
    let body = text.split("\n## ").find_map(|part| {
        let (title, body) = part.split_once('\n')?;
        heading(title).then_some(body)
    });
    let body = body.unwrap_or_else(|| panic!("no section on `{section}`"));
    let mut is_table = false;
    for line in body.lines() {
        match line.split('|').nth(1).map(str::trim) {
            Some("fact" | "text") => is_table = true,
            Some(keys) if is_table => found.extend(keys.split('`').skip(1).step_by(2)),
            _ => is_table = false,
        }
    }
    found
}
