//! The program as a process: commands, exit codes, the docs' own commands.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn opas(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_opas"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("opas-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("the folder's name is text")
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_new_site_builds_without_a_warning_and_again_without_a_change() {
    let folder = Folder::new("new");
    assert!(opas(&["new", folder.path()]).status.success());
    let first = opas(&["build", "--strict", "--root", folder.path()]);
    let told = String::from_utf8_lossy(&first.stderr).into_owned();
    assert!(
        first.status.success() && told.contains("no problems"),
        "{told}"
    );
    assert!(folder.0.join("public/fi/index.html").is_file());
    let again = opas(&["build", "--root", folder.path()]);
    let told = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(
        told.contains(" 0 written") && told.contains(" 0 removed"),
        "{told}"
    );
}

#[test]
fn an_error_leaves_the_output_as_it_was_and_exits_with_1() {
    let folder = Folder::new("error");
    opas(&["new", folder.path()]);
    opas(&["build", "--root", folder.path()]);
    let page = folder.0.join("public/fi/index.html");
    let before = std::fs::read(&page).expect("the page is there");
    folder.write("content/index.fi.md", b"# Uusi\n\n[x](missing.md)\n");
    let broken = opas(&["build", "--root", folder.path()]);
    assert_eq!(broken.status.code(), Some(1));
    assert_eq!(std::fs::read(&page).expect("the page is there"), before);
    let checked = opas(&["check", "--root", folder.path(), "--format", "json"]);
    let found: serde_json::Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    let problem = &found[0];
    assert_eq!(problem["code"], "broken-link");
    assert_eq!(problem["file"], "content/index.fi.md");
    assert_eq!(
        (&problem["line"], &problem["column"]),
        (&3.into(), &5.into())
    );
}

#[test]
fn refuses_folders_that_are_not_its_own_with_2() {
    let folder = Folder::new("foreign");
    opas(&["new", folder.path()]);
    folder.write("public/mine.txt", b"mine");
    let built = opas(&["build", "--root", folder.path()]);
    assert_eq!(built.status.code(), Some(2));
    assert_eq!(
        std::fs::read(folder.0.join("public/mine.txt")).expect("kept"),
        b"mine"
    );
    assert_eq!(
        opas(&["build", "--root", "/nowhere/at/all"]).status.code(),
        Some(2)
    );
    assert_eq!(opas(&["new", folder.path()]).status.code(), Some(2));
    let within = format!("{}/content/out", folder.path());
    let built = opas(&["build", "--root", folder.path(), "--out", &within]);
    assert_eq!(built.status.code(), Some(2));
    assert!(!Path::new(&within).exists());
}

#[test]
fn finds_bytes_that_are_not_text_and_pictures_that_are_none() {
    let folder = Folder::new("bytes");
    opas(&["new", folder.path()]);
    folder.write("content/x.fi.md", b"# X \xff\n");
    folder.write("content/index.fi.md", b"# E\n\n![Kuva](bad.png)\n");
    folder.write("content/bad.png", b"no picture");
    let checked = opas(&["check", "--root", folder.path(), "--format", "short"]);
    let text = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(text.contains("x.fi.md:1:5: error[invalid-utf8]"), "{text}");
    assert!(text.contains("error[unreadable-image]"), "{text}");
}

#[cfg(unix)]
#[test]
fn symbolic_links_never_lead_out() {
    let folder = Folder::new("symlink");
    opas(&["new", folder.path()]);
    std::os::unix::fs::symlink("/etc/passwd", folder.0.join("content/secret.txt")).expect("linked");
    let checked = opas(&["check", "--root", folder.path(), "--format", "short"]);
    assert!(String::from_utf8_lossy(&checked.stdout).contains("unsafe-path"));
}

#[test]
fn explains_every_problem_and_the_page_of_checks_is_up_to_date() {
    assert!(opas(&["explain", "broken-link"]).status.success());
    assert_eq!(opas(&["explain", "brokn-link"]).status.code(), Some(2));
    let page = opas(&["explain", "all"]);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    let written = std::fs::read_to_string(path).expect("docs/checks.md is there");
    assert_eq!(
        String::from_utf8_lossy(&page.stdout),
        written,
        "run `opas explain all > docs/checks.md`"
    );
}
