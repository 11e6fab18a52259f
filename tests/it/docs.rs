//! The documentation's own examples: configuration is parsed, commands are known.

use std::path::Path;
use std::process::Command;

use opas::base::{Source, SourcePath};

fn fences(language: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for name in ["README.md", "docs/authors.md", "docs/themes.md"] {
        let text = std::fs::read_to_string(root.join(name)).expect("the docs can be read");
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
