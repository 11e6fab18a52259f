//! Markdown files as tests: below a heading, a sentence that says why; fences that name files of a
//! small site; a fence `problems` with what must be found, and nothing else.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use opas::base::Code;

use crate::site::{problems, site};

struct Case {
    title: String,
    files: Vec<(String, String)>,
    expected: Vec<String>,
}

/// Splits a file of cases. A fence of four backticks opens with the path of a file.
fn read(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).expect("cases can be read");
    let mut cases: Vec<Case> = Vec::new();
    let mut fence: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut fence, line.strip_prefix("````")) {
            (Some(_), Some(_)) => {
                let (name, body) = fence.take().expect("a fence is open");
                let case = cases.last_mut().expect("a heading comes first");
                if name == "problems" {
                    case.expected.extend(body.lines().map(str::to_owned));
                } else {
                    case.files.push((name, body));
                }
            }
            (Some((_, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, Some(name)) => fence = Some((name.trim().to_owned(), String::new())),
            (None, None) => {
                if let Some(title) = line.strip_prefix("## ") {
                    let title = title.to_owned();
                    cases.push(Case {
                        title,
                        files: Vec::new(),
                        expected: Vec::new(),
                    });
                }
            }
        }
    }
    assert!(
        fence.is_none(),
        "a fence is open at the end of {}",
        path.display()
    );
    cases
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("there are cases")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    files.sort();
    files
}

#[test]
fn every_case_finds_its_problems_and_no_others() {
    let mut failed = Vec::new();
    for file in files() {
        for case in read(&file) {
            let mut all: Vec<(&str, &str)> = vec![
                ("content/index.fi.md", "# Etusivu\n"),
                ("content/index.toml", "languages = [\"fi\"]\n"),
            ];
            for (name, text) in &case.files {
                all.retain(|(path, _)| path != name);
                all.push((name, text));
            }
            let found = problems(&site(&all));
            if found != case.expected {
                failed.push(format!(
                    "{}: {}\n  expected {:?}\n  found    {found:?}",
                    file.file_name().unwrap_or_default().to_string_lossy(),
                    case.title,
                    case.expected
                ));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Problems that a site in memory cannot have; they are tested with real files.
const ON_DISK: &[Code] = &[Code::InvalidUtf8, Code::UnreadableImage];

#[test]
fn every_code_has_a_case() {
    let expected: BTreeSet<String> = files()
        .iter()
        .flat_map(|file| read(file))
        .flat_map(|case| case.expected)
        .filter_map(|line| line.split_once(": ").map(|(_, code)| code.to_owned()))
        .collect();
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !ON_DISK.contains(code))
        .map(|code| code.name())
        .filter(|name| !expected.contains(*name))
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}
