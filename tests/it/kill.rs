//! A build that is killed at any moment leaves every file whole and no page that names a missing
//! file, and the next build completes it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const KILLS: u64 = 200;
const PAGES: usize = 60;

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("made");
    std::fs::write(path, text).expect("written");
}

/// Two generations of a site: other words, other pictures, one page that only one of them has.
fn generation(root: &Path, odd: bool) {
    let word = if odd { "pariton" } else { "parillinen" };
    for page in 0..PAGES {
        let text = format!(
            "# Sivu {page}\n\n{}\n\n![Kuva](k{page}.svg)\n",
            word.repeat(300)
        );
        write(&root.join(format!("content/s{page}.fi.md")), &text);
        let size = if odd { 10 + page } else { 100 + page };
        write(
            &root.join(format!("content/k{page}.svg")),
            &format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"9\"/>"),
        );
    }
    let extra = root.join("content/extra.fi.md");
    if odd {
        write(&extra, "# Lisäsivu\n");
    } else {
        let _ = std::fs::remove_file(extra);
    }
}

fn build(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_opas"));
    command
        .args(["build", "--date", "2026-11-24", "--root"])
        .arg(root);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn tree(folder: &Path, base: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            tree(&path, base, found);
        } else {
            let name = path
                .strip_prefix(base)
                .expect("below")
                .to_string_lossy()
                .into_owned();
            found.insert(name, std::fs::read(&path).expect("the file can be read"));
        }
    }
}

/// Every page is whole, and what it names is there.
fn check(public: &Path) {
    let mut files = BTreeMap::new();
    tree(public, public, &mut files);
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        if name.starts_with(".opas") {
            continue;
        }
        let text = String::from_utf8(bytes.clone()).expect("pages are UTF-8");
        assert!(
            text.trim_end().ends_with("</html>"),
            "`{name}` is not whole"
        );
        for attribute in ["src=\"/", "href=\"/files/", "href=\"/theme/"] {
            for (at, _) in text.match_indices(attribute) {
                let rest = &text[at..];
                let address = rest.split('"').nth(1).expect("an attribute has a value");
                let file = address.trim_start_matches('/');
                assert!(
                    files.contains_key(file),
                    "`{name}` names `{file}`, which is missing"
                );
            }
        }
    }
}

#[test]
fn killed_at_any_moment_every_file_is_whole_and_the_next_build_completes_it() {
    let root: PathBuf = std::env::temp_dir().join(format!("opas-kill-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&root);
    write(
        &root.join("site.toml"),
        "base_url = \"https://s.example/\"\n[[languages]]\ncode = \"fi\"\nname = \"S\"\n",
    );
    write(&root.join("content/index.fi.md"), "# Etusivu\n");
    generation(&root, false);
    let begin = std::time::Instant::now();
    assert!(build(&root).status().expect("the program runs").success());
    let whole = begin.elapsed().max(Duration::from_millis(20));
    let public = root.join("public");
    let mut random = 88_172_645_463_325_252_u64;
    for kill in 0..KILLS {
        generation(&root, kill % 2 == 0);
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let share = u32::try_from(random % 1_100).expect("small");
        let mut child = build(&root).spawn().expect("the program starts");
        std::thread::sleep(whole * share / 1_000);
        child.kill().expect("the program can be killed");
        child.wait().expect("the program ends");
        check(&public);
    }
    assert!(build(&root).status().expect("the program runs").success());
    let mut completed = BTreeMap::new();
    tree(&public, &public, &mut completed);
    std::fs::remove_dir_all(&public).expect("removed");
    assert!(build(&root).status().expect("the program runs").success());
    let mut fresh = BTreeMap::new();
    tree(&public, &public, &mut fresh);
    assert_eq!(
        completed.keys().collect::<Vec<_>>(),
        fresh.keys().collect::<Vec<_>>()
    );
    assert!(
        completed == fresh,
        "a completed build differs from a fresh one"
    );
    std::fs::remove_dir_all(&root).expect("removed");
}
