//! Imports point down: each stage uses only those before it.

use std::path::{Path, PathBuf};

/// The stages, lowest first.
const STAGES: &[&str] = &[
    "base", "locale", "calendar", "data", "config", "theme", "parse", "site", "check", "render",
    "build", "shell",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("sources can be read") {
        let path = entry.expect("sources can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn imports_point_down() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = 0;
    for (floor, stage) in STAGES.iter().enumerate() {
        let mut files = Vec::new();
        sources(&root.join(stage), &mut files);
        for file in files {
            let text = std::fs::read_to_string(&file).expect("sources are text");
            for (_, rest) in text
                .match_indices("crate::")
                .map(|(at, _)| text.split_at(at + 7))
            {
                let name: String = rest
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                    .collect();
                let Some(used) = STAGES.iter().position(|stage| *stage == name) else {
                    continue;
                };
                seen += 1;
                assert!(
                    used <= floor,
                    "{} uses `{name}`, which stands above it",
                    file.display()
                );
            }
        }
    }
    assert!(seen > 100, "the test reads imports: {seen}");
}
