//! Holds invariant 6: what the output folder looks like before, during and after a publication;
//! [`killed`] is about a process that is killed at any moment of it.

mod killed;

use anyhow::Result;
use opas::shell::publish::{Content, Part, Publication, Published, State, state};
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::folder::Folder;

const MANIFEST: &str = ".opas-manifest";
const JOURNAL: &str = ".opas-journal";

/// A site: what each address holds.
type Site = BTreeMap<String, (Part, String)>;

fn site<const N: usize>(outputs: [(&str, &str); N]) -> Site {
    let part = |address: &str| {
        if address.ends_with("html") {
            Part::Page
        } else {
            Part::Asset
        }
    };
    outputs
        .map(|(address, text)| (address.to_owned(), (part(address), text.to_owned())))
        .into()
}

fn put(publication: &Publication, address: &str, text: &str) -> Result<()> {
    let part = if address.ends_with("html") {
        Part::Page
    } else {
        Part::Asset
    };
    publication.put(address, part, Content::Bytes(text.as_bytes()))
}

fn publish(out: &Path, site: &Site) -> Result<Published> {
    let publication = Publication::open(out)?;
    for (address, (part, text)) in site {
        publication.put(address, *part, Content::Bytes(text.as_bytes()))?;
    }
    publication.commit()
}

fn published(out: &Path, site: &Site) -> Published {
    publish(out, site).expect("nothing hinders the publication")
}

/// The whole message of a publication that must fail.
fn fault(result: Result<impl Sized>) -> String {
    match result {
        Ok(_) => String::from("(no fault)"),
        Err(error) => format!("{error:#}"),
    }
}

fn assert_contains(text: &str, part: &str) {
    assert!(text.contains(part), "`{part}` is not in `{text}`");
}

/// All there is in a folder: files with their bytes, links with their target, empty folders.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    gather(folder, "", &mut found);
    found
}

fn gather(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) {
    let entries: Vec<_> = fs::read_dir(folder).expect("a folder").collect();
    if entries.is_empty() {
        found.insert(format!("{prefix}."), String::new());
    }
    for entry in entries {
        let path = entry.expect("an entry").path();
        let name = format!(
            "{prefix}{}",
            path.file_name().expect("a name").to_string_lossy()
        );
        let kind = fs::symlink_metadata(&path)
            .expect("it is there")
            .file_type();
        if kind.is_symlink() {
            let target = fs::read_link(&path).expect("a link");
            found.insert(name, format!("-> {}", target.display()));
        } else if kind.is_dir() {
            gather(&path, &format!("{name}/"), found);
        } else {
            let bytes = fs::read(&path).expect("a file");
            found.insert(name, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
}

/// What a folder must hold after this site was published into it, and nothing else was in it.
fn expected(site: &Site) -> BTreeMap<String, String> {
    let mut manifest = String::from("opas-manifest 1\n");
    for (address, (part, _)) in site {
        let part = if *part == Part::Page { "page" } else { "asset" };
        manifest += &format!("{part} {address}\n");
    }
    let files = site
        .iter()
        .map(|(address, (_, text))| (address.clone(), text.clone()));
    files.chain([(MANIFEST.to_owned(), manifest)]).collect()
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path)
        .and_then(|found| found.modified())
        .expect("a file with a time")
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder around it")).expect("a folder");
    fs::write(path, text).expect("a file");
}

// What is published.

#[test]
fn first_publication_makes_the_folder_and_those_around_it() {
    let playground = Folder::new();
    let out = playground.join("sites/kaustinen");
    assert_eq!(state(&out).expect("readable"), State::Missing);
    let site = site([
        ("index.html", "home"),
        ("fi/a/index.html", "a"),
        ("style.css", "s"),
    ]);
    assert_eq!(
        published(&out, &site),
        Published {
            written: 3,
            unchanged: 0,
            removed: 0
        }
    );
    assert_eq!(tree(&out), expected(&site));
    assert_eq!(
        tree(&playground.join("sites")).len(),
        4,
        "nothing is left beside it"
    );
    assert_eq!(state(&out).expect("readable"), State::Ours);
}

#[test]
fn an_empty_folder_is_filled_and_stays_the_same_folder() {
    let playground = Folder::new();
    let out = playground.join("public");
    fs::create_dir(&out).expect("a folder");
    write(&out.join(".DS_Store"), "of the file manager");
    assert_eq!(state(&out).expect("readable"), State::Empty);
    let mut permissions = fs::metadata(&out).expect("a folder").permissions();
    set_mode(&mut permissions, 0o750);
    fs::set_permissions(&out, permissions).expect("our folder");
    let permissions = fs::metadata(&out).expect("a folder").permissions();
    let site = site([
        ("index.html", "home"),
        ("fi/a/index.html", "a"),
        ("fi/a/desk.svg", "picture"),
        ("fi/b/index.html", "b"),
        ("assets/style.css", "s"),
    ]);
    assert_eq!(
        published(&out, &site),
        Published {
            written: 5,
            unchanged: 0,
            removed: 0
        }
    );
    fs::remove_file(out.join(".DS_Store")).expect("it was left alone");
    assert_eq!(tree(&out), expected(&site));
    assert_eq!(
        fs::metadata(&out).expect("a folder").permissions(),
        permissions
    );
}

#[test]
fn only_changed_files_are_written() {
    let playground = Folder::new();
    let mut site = site([
        ("index.html", "one"),
        ("fi/a.html", "a"),
        ("fi/b.html", "b"),
    ]);
    published(&playground, &site);
    let names = ["index.html", "fi/a.html", "fi/b.html", MANIFEST];
    let times = names.map(|name| modified(&playground.join(name)));
    thread::sleep(Duration::from_millis(20));
    let nothing = Published {
        written: 0,
        unchanged: 3,
        removed: 0,
    };
    assert_eq!(published(&playground, &site), nothing);
    assert_eq!(times, names.map(|name| modified(&playground.join(name))));
    site.insert("fi/a.html".to_owned(), (Part::Page, "A".to_owned()));
    assert_eq!(
        published(&playground, &site),
        Published {
            written: 1,
            unchanged: 2,
            removed: 0
        }
    );
    let later = names.map(|name| modified(&playground.join(name)));
    assert_eq!(tree(&playground), expected(&site));
    assert_eq!(
        [times[0], times[2], times[3]],
        [later[0], later[2], later[3]]
    );
    assert!(later[1] > times[1]);
}

#[test]
fn what_is_gone_is_removed_with_the_folders_that_it_leaves_empty() {
    let playground = Folder::new();
    let old = site([
        ("index.html", "h"),
        ("fi/a/b/c.html", "c"),
        ("fi/own/d.html", "d"),
        ("e/f.css", "f"),
    ]);
    published(&playground, &old);
    write(&playground.join("fi/own/note.txt"), "not ours");
    let new = site([("index.html", "h")]);
    assert_eq!(
        published(&playground, &new),
        Published {
            written: 0,
            unchanged: 1,
            removed: 3
        }
    );
    let mut rest = expected(&new);
    rest.insert("fi/own/note.txt".to_owned(), "not ours".to_owned());
    assert_eq!(tree(&playground), rest);
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let playground = Folder::new();
    let files = site([
        ("index.html", "1"),
        ("a", "page"),
        ("b/c", "asset"),
        ("d/e/f.html", "f"),
    ]);
    let folders = site([
        ("index.html", "2"),
        ("a/index.html", "p"),
        ("b/c/x.css", "x"),
        ("d", "d"),
    ]);
    published(&playground, &files);
    assert_eq!(
        published(&playground, &folders),
        Published {
            written: 4,
            unchanged: 0,
            removed: 3
        }
    );
    assert_eq!(tree(&playground), expected(&folders));
    published(&playground, &files);
    assert_eq!(tree(&playground), expected(&files));
}

#[test]
fn threads_may_put_in_any_order() {
    let playground = Folder::new();
    let site: Site = (0..400)
        .map(|i| {
            (
                format!("{}/{i}/index.html", i % 7),
                (Part::Page, format!("page {i}")),
            )
        })
        .collect();
    for name in ["new", "again", "again"] {
        let out = playground.join(name);
        let publication = Publication::open(&out).expect("ours");
        thread::scope(|scope| {
            for first in 0..4 {
                let (publication, site) = (&publication, &site);
                scope.spawn(move || {
                    for (address, (part, text)) in site.iter().rev().skip(first).step_by(4) {
                        let content = Content::Bytes(text.as_bytes());
                        publication
                            .put(address, *part, content)
                            .expect("nothing in the way");
                    }
                });
            }
        });
        publication.commit().expect("all was put");
        assert_eq!(tree(&out), expected(&site));
    }
}

#[test]
fn copied_files_get_normal_permissions() {
    let playground = Folder::new();
    let (source, out) = (playground.join("source.pdf"), playground.join("out"));
    let large: String = (0..20_000).map(|i| format!("{i} ")).collect();
    write(&source, &large);
    let mut permissions = fs::metadata(&source).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&source, permissions).expect("our file");
    let copy = |out: &Path| {
        let publication = Publication::open(out)?;
        publication.put("a/source.pdf", Part::Asset, Content::File(&source))?;
        publication.commit()
    };
    assert_eq!(copy(&out).expect("copied").written, 1);
    assert_eq!(copy(&out).expect("compared").unchanged, 1);
    write(&playground.join("normal"), "");
    let mode = |name: &str| {
        fs::metadata(playground.join(name))
            .expect("a file")
            .permissions()
    };
    assert_eq!(mode("out/a/source.pdf"), mode("normal"));
    write(&out.join("a/source.pdf"), &large.replace("9999 ", "0000 "));
    assert_eq!(
        copy(&out).expect("compared").written,
        1,
        "same length, other bytes"
    );
    assert_eq!(
        fs::read_to_string(out.join("a/source.pdf")).expect("a file"),
        large
    );
    let publication = Publication::open(&out).expect("ours");
    let missing = playground.join("missing.pdf");
    let message = fault(publication.put("b.pdf", Part::Asset, Content::File(&missing)));
    assert_contains(&message, "missing.pdf`: it is not there (any more)");
}

#[test]
fn any_sequence_of_sites_ends_like_a_fresh_one() {
    const ADDRESSES: [&str; 12] = [
        "index.html",
        "a",
        "a/index.html",
        "a/b/pic.svg",
        "a/b",
        "fi/x.html",
        "fi/x/y.html",
        "fi/x/z.css",
        "style.css",
        "deep/er/and/deeper.html",
        "deep/er/pic.svg",
        "deep",
    ];
    // For each address: absent, or a page or an asset with one of two texts of equal length.
    let output = prop_oneof![2 => Just(None), 3 => any::<(bool, bool)>().prop_map(Some)];
    let generation = proptest::collection::vec(output, ADDRESSES.len());
    let history = proptest::collection::vec((generation, any::<u8>()), 1..7);
    let mut runner = TestRunner::new(Config {
        failure_persistence: None,
        ..Config::with_cases(60)
    });
    let outcome = runner.run(&history, |history| {
        let playground = Folder::new();
        let out = playground.join("out");
        let mut before = Site::new();
        for (generation, dice) in history {
            let mut site = Site::new();
            for (address, output) in ADDRESSES.iter().zip(generation) {
                let around = |other: &String| address.starts_with(&format!("{other}/"));
                let inside = |other: &String| other.starts_with(&format!("{address}/"));
                if let Some((is_page, is_old)) = output
                    && !site.keys().any(|other| around(other) || inside(other))
                {
                    let part = if is_page { Part::Page } else { Part::Asset };
                    let text = if is_old { "old" } else { "new" };
                    site.insert((*address).to_owned(), (part, text.to_owned()));
                }
            }
            let publication = Publication::open(&out).expect("ours");
            for (address, (part, text)) in &site {
                let content = Content::Bytes(text.as_bytes());
                publication
                    .put(address, *part, content)
                    .expect("only ours is in the way");
            }
            if dice % 4 == 0 {
                let shown = out.join("index.html");
                let now = fs::read_to_string(&shown).ok();
                assert_eq!(now, before.get("index.html").map(|(_, text)| text.clone()));
                drop(publication);
            } else {
                let report = publication.commit().expect("only ours is in the way");
                let text =
                    |site: &Site, address: &String| site.get(address).map(|(_, text)| text.clone());
                let kept = |address: &&String| text(&before, address) == text(&site, address);
                let unchanged = site.keys().filter(kept).count();
                let removed = before
                    .keys()
                    .filter(|address| !site.contains_key(*address))
                    .count();
                assert_eq!(
                    report,
                    Published {
                        written: site.len() - unchanged,
                        unchanged,
                        removed
                    }
                );
                before = site;
            }
            match out.exists() {
                true => assert_eq!(tree(&out), expected(&before)),
                false => assert!(before.is_empty()),
            }
        }
        Ok(())
    });
    assert!(outcome.is_ok(), "{outcome:?}");
}

// What is left alone.

#[test]
fn without_a_commit_the_folder_stays_as_it_was() {
    let playground = Folder::new();
    fs::create_dir(playground.join("empty")).expect("a folder");
    published(
        &playground.join("ours"),
        &site([("index.html", "old"), ("a/b.html", "b")]),
    );
    let before = tree(&playground);
    for name in ["empty", "ours", "missing/too"] {
        let publication = Publication::open(&playground.join(name)).expect("ours");
        for (address, text) in [("index.html", "new"), ("c/d.html", "d"), ("a/b.html", "B")] {
            put(&publication, address, text).expect("nothing in the way");
        }
        drop(publication);
        assert_eq!(tree(&playground), before);
    }
}

#[test]
fn a_folder_with_files_of_others_is_refused() {
    let playground = Folder::new();
    write(&playground.join("thesis/chapter.odt"), "years of work");
    write(&playground.join("file"), "a file");
    let before = tree(&playground);
    assert_eq!(
        state(&playground.join("thesis")).expect("readable"),
        State::Foreign
    );
    let message = fault(Publication::open(&playground.join("thesis")));
    assert_contains(
        &message,
        "thesis` has files in it and opas did not make them",
    );
    assert_contains(
        &fault(Publication::open(&playground.join("file"))),
        "is a file, not a folder",
    );
    assert_contains(
        &fault(Publication::open(&playground.join("file/out"))),
        "a file is in the way",
    );
    assert_eq!(tree(&playground), before);
}

#[test]
fn a_file_of_others_in_the_way_stops_everything() {
    let playground = Folder::new();
    published(&playground, &site([("index.html", "old")]));
    write(&playground.join("fi/a.html"), "not ours");
    write(&playground.join("folder/note.txt"), "not ours");
    let before = tree(&playground);
    let message = fault(publish(
        &playground,
        &site([("fi/a.html", "ours"), ("index.html", "new")]),
    ));
    assert_contains(&message, "fi/a.html` is a file that opas did not make");
    let message = fault(publish(
        &playground,
        &site([("folder", "ours"), ("index.html", "new")]),
    ));
    assert_contains(&message, "folder` is a folder that opas did not make");
    let message = fault(publish(
        &playground,
        &site([("fi/a.html/b.html", "b"), ("index.html", "new")]),
    ));
    assert_contains(
        &message,
        "a.html` is a file that opas did not make where the site needs a folder",
    );
    assert_eq!(tree(&playground), before);
}

#[test]
fn a_file_of_others_that_comes_between_put_and_commit_stops_everything() {
    let playground = Folder::new();
    published(&playground, &site([("index.html", "old")]));
    let publication = Publication::open(&playground).expect("ours");
    put(&publication, "index.html", "new").expect("ours");
    put(&publication, "a.html", "new").expect("nothing in the way");
    write(&playground.join("a.html"), "not ours");
    assert_contains(&fault(publication.commit()), "a.html` is in the way");
    let mut expected = expected(&site([("index.html", "old")]));
    expected.insert("a.html".to_owned(), "not ours".to_owned());
    assert_eq!(tree(&playground), expected);
}

#[test]
fn a_folder_of_ours_with_files_of_others_does_not_become_a_file() {
    let playground = Folder::new();
    published(
        &playground,
        &site([("index.html", "old"), ("a/b/c.html", "c")]),
    );
    for other in ["a/note.txt", "a/d/note.txt", "a/b/note.txt"] {
        write(&playground.join(other), "not ours");
        let before = tree(&playground);
        let message = fault(publish(
            &playground,
            &site([("index.html", "new"), ("a", "a")]),
        ));
        assert_contains(&message, "is in the way");
        assert_eq!(tree(&playground), before);
        fs::remove_file(playground.join(other)).expect("it is there");
        let _ = fs::remove_dir(playground.join("a/d"));
    }
    published(&playground, &site([("a", "a")]));
    assert_eq!(tree(&playground), expected(&site([("a", "a")])));
}

#[test]
fn a_file_of_others_with_our_bytes_is_adopted() {
    let playground = Folder::new();
    published(&playground, &site([("index.html", "h")]));
    write(&playground.join("robots.txt"), "same");
    let with = site([("index.html", "h"), ("robots.txt", "same")]);
    assert_eq!(
        published(&playground, &with),
        Published {
            written: 0,
            unchanged: 2,
            removed: 0
        }
    );
    assert_eq!(tree(&playground), expected(&with));
    published(&playground, &site([("index.html", "h")]));
    assert!(!playground.join("robots.txt").exists());
}

#[test]
fn one_build_at_a_time() {
    let playground = Folder::new();
    for out in [playground.join("new"), playground.join("old")] {
        let first = Publication::open(&out).expect("nobody has it");
        assert_contains(
            &fault(Publication::open(&out)),
            "another build is writing into",
        );
        put(&first, "index.html", "first").expect("nothing in the way");
        first.commit().expect("it has the lock");
        let second = Publication::open(&out).expect("it is free again");
        assert_contains(
            &fault(Publication::open(&out)),
            "another build is writing into",
        );
        drop(second);
        assert!(Publication::open(&out).is_ok());
    }
}

// Links and addresses never lead out.

#[cfg(unix)]
#[test]
fn links_in_the_folder_are_not_followed() {
    use std::os::unix::fs::symlink;
    let playground = Folder::new();
    let (out, outside) = (playground.join("out"), playground.join("outside"));
    published(
        &out,
        &site([
            ("index.html", "h"),
            ("old/a.html", "a"),
            ("old/b/c.html", "c"),
        ]),
    );
    write(&outside.join("a.html"), "not ours");
    write(&outside.join("a"), "same");
    fs::create_dir(outside.join("b")).expect("a folder");
    symlink(&outside, out.join("link")).expect("a link");
    symlink(outside.join("a"), out.join("x.html")).expect("a link");
    let before = tree(&playground);
    for (address, text) in [
        ("link/a.html", "ours"),
        ("link/new/b.html", "ours"),
        ("link", "ours"),
        ("x.html", "same"),
    ] {
        let message = fault(publish(
            &out,
            &site([(address, text), ("index.html", "new")]),
        ));
        assert_contains(&message, "is a symbolic link");
        assert_eq!(tree(&playground), before);
    }
    // A folder that was ours is a link now: what it leads to is nobody's business here.
    fs::remove_dir_all(out.join("old")).expect("a folder");
    symlink(&outside, out.join("old")).expect("a link");
    let beyond = tree(&outside);
    let report = published(&out, &site([("index.html", "h")]));
    assert_eq!(
        report,
        Published {
            written: 0,
            unchanged: 1,
            removed: 0
        }
    );
    assert_eq!(tree(&outside), beyond);
    assert!(out.join("old").is_symlink());
    // So is one of our files.
    published(&out, &site([("index.html", "h"), ("y.html", "y")]));
    fs::remove_file(out.join("y.html")).expect("a file");
    symlink(outside.join("a.html"), out.join("y.html")).expect("a link");
    published(&out, &site([("index.html", "h")]));
    assert_eq!(tree(&outside), beyond);
    assert!(out.join("y.html").is_symlink());
}

#[cfg(unix)]
#[test]
fn our_own_files_are_never_links() {
    use std::os::unix::fs::symlink;
    for name in [".opas-lock", ".opas-staging", ".opas-journal", MANIFEST] {
        let playground = Folder::new();
        let out = playground.join("out");
        fs::create_dir_all(playground.join("outside")).expect("a folder");
        fs::create_dir_all(&out).expect("a folder");
        symlink(playground.join("outside"), out.join(name)).expect("a link");
        let before = tree(&playground);
        assert_contains(
            &fault(publish(&out, &site([("a.html", "a")]))),
            "is not what opas made",
        );
        assert_eq!(tree(&playground), before);
    }
}

#[cfg(unix)]
#[test]
fn the_output_folder_itself_may_be_a_link() {
    use std::os::unix::fs::symlink;
    let playground = Folder::new();
    let out = playground.join("out");
    symlink("real", &out).expect("a link");
    assert_contains(&fault(Publication::open(&out)), "it is not there");
    fs::create_dir(playground.join("real")).expect("a folder");
    let first = site([("index.html", "h"), ("a/b.html", "b")]);
    published(&out, &first);
    published(&out, &first);
    assert!(out.is_symlink());
    assert_eq!(tree(&playground.join("real")), expected(&first));
}

#[test]
fn addresses_that_lead_out_or_are_no_names_are_refused() {
    let playground = Folder::new();
    published(&playground, &site([("index.html", "h")]));
    let before = tree(&playground);
    let bad = [
        "",
        "/",
        "/etc/passwd",
        "a/",
        "a//b",
        ".",
        "..",
        "../a",
        "a/../b",
        "a/./b",
        "a\\b",
        "a\0b",
        "C:/a",
        "a\nasset b",
        "nul",
        "fi/COM1.txt",
        "a./b",
        "a ",
        "what?.html",
        MANIFEST,
        ".opas-staging/x",
        ".OPAS-lock",
    ];
    for address in bad {
        let publication = Publication::open(&playground).expect("ours");
        let message = fault(put(&publication, address, "text"));
        assert_contains(&message, "the address `");
        assert_contains(
            &fault(publication.commit()),
            "an output could not be written",
        );
        assert_eq!(tree(&playground), before);
    }
    let good = site([
        ("a b/ä.html", "x"),
        (".well-known/x", "x"),
        ("..a/b..c", "x"),
        ("com0", "x"),
        ("console", "x"),
    ]);
    published(&playground, &good);
    assert_eq!(tree(&playground), expected(&good));
}

#[test]
fn outputs_that_cannot_live_together_are_refused() {
    let pairs = [
        ("a/b.html", "a/b.html", "two outputs have the address"),
        ("a", "a/b.html", "cannot be a file"),
        ("a.html", "A.html", "differ only by upper and lower case"),
        (
            "fi/a.html",
            "Fi/b.html",
            "differ only by upper and lower case",
        ),
        (
            "fi/ä.svg",
            "fi/Ä.svg",
            "differ only by upper and lower case",
        ),
    ];
    let playground = Folder::new();
    published(
        &playground.join("ours"),
        &site([("index.html", "h"), ("a", "a")]),
    );
    let before = tree(&playground);
    for (one, other, reason) in pairs {
        for (one, other) in [(one, other), (other, one)] {
            for name in ["ours", "new"] {
                let publication = Publication::open(&playground.join(name)).expect("ours");
                let result = put(&publication, one, "1")
                    .and_then(|()| put(&publication, "a-between", "2"))
                    .and_then(|()| put(&publication, other, "3"))
                    .and_then(|()| publication.commit().map(drop));
                let message = fault(result);
                assert_contains(&message, reason);
                assert_eq!(tree(&playground), before);
            }
        }
    }
}

// What earlier runs left.

#[test]
fn what_a_killed_build_left_is_cleared_away() {
    let playground = Folder::new();
    let out = playground.join("out");
    let beside = playground.join(".out.opas-new");
    // Killed during its first build.
    write(&out.join(".opas-staging/tree/fi/a.html"), "half");
    write(&out.join(".opas-lock"), "");
    assert_eq!(state(&out).expect("readable"), State::Empty);
    // Killed between the two renames that put a whole folder in place.
    write(&beside.join(MANIFEST), "opas-manifest 1\n");
    write(&beside.join("a.html"), "whole");
    let first = site([("index.html", "h")]);
    published(&out, &first);
    assert_eq!(tree(&out), expected(&first));
    assert!(!beside.exists());
    // Killed during a commit: what the journal names is ours.
    write(
        &out.join(JOURNAL),
        "opas-manifest 1\nasset s.css\npage gone/too.html\npage b.html\n",
    );
    write(&out.join("s.css"), "of the killed build");
    write(&out.join("gone/too.html"), "of the killed build");
    let second = site([("index.html", "h"), ("s.css", "new")]);
    let publication = Publication::open(&out).expect("ours");
    put(&publication, "index.html", "x").expect("ours");
    drop(publication);
    assert!(
        out.join(JOURNAL).exists(),
        "without a commit the journal stays"
    );
    assert_eq!(
        published(&out, &second),
        Published {
            written: 1,
            unchanged: 1,
            removed: 1
        }
    );
    assert_eq!(tree(&out), expected(&second));
}

#[test]
fn a_folder_of_others_with_the_name_of_our_own_is_left_alone() {
    let playground = Folder::new();
    let (out, beside) = (playground.join("out"), playground.join(".out.opas-new"));
    write(&beside.join("mine.txt"), "not ours");
    let first = site([("index.html", "h"), ("a/b.html", "b"), ("a/c.css", "c")]);
    published(&out, &first);
    assert_eq!(tree(&out), expected(&first));
    assert_eq!(
        fs::read_to_string(beside.join("mine.txt")).expect("it stays"),
        "not ours"
    );
}

#[test]
fn a_manifest_that_names_other_places_is_refused() {
    let cases = [
        ("opas-manifest 1\npage ../secret.txt\n", "has `.` or `..`"),
        ("opas-manifest 1\npage /etc/passwd\n", "has an empty part"),
        (
            "opas-manifest 1\nthing a.html\n",
            "has the line `thing a.html`",
        ),
        ("opas-manifest 2\n", "another version of opas"),
        ("opas-manifest 1\npage a.ht", "not whole"),
        ("", "not whole"),
    ];
    for (text, reason) in cases {
        let playground = Folder::new();
        write(&playground.join("secret.txt"), "not ours");
        write(&playground.join("out").join(MANIFEST), text);
        let before = tree(&playground);
        let message = fault(publish(&playground.join("out"), &site([("a.html", "a")])));
        assert_contains(&message, ".opas-manifest` is damaged");
        assert_contains(&message, reason);
        assert_eq!(tree(&playground), before);
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_explained() {
    let playground = Folder::new();
    let out = playground.join("out");
    published(&out, &site([("index.html", "old")]));
    let mut permissions = fs::metadata(&out).expect("a folder").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&out, permissions).expect("our folder");
    // Whoever may do everything, like root, is not hindered by that.
    if fs::write(out.join("probe"), "").is_ok() {
        fs::remove_file(out.join("probe")).expect("it was written");
        assert!(publish(&out, &site([("index.html", "new")])).is_ok());
        return;
    }
    let message = fault(publish(&out, &site([("index.html", "new")])));
    assert_contains(&message, "out`: you do not have the right to do this");
    assert_eq!(
        fs::read_to_string(out.join("index.html")).expect("it stays"),
        "old"
    );
    let mut permissions = fs::metadata(&out).expect("a folder").permissions();
    set_mode(&mut permissions, 0o755);
    fs::set_permissions(&out, permissions).expect("our folder");
}

#[cfg(unix)]
fn set_mode(permissions: &mut fs::Permissions, mode: u32) {
    std::os::unix::fs::PermissionsExt::set_mode(permissions, mode);
}

#[cfg(not(unix))]
fn set_mode(permissions: &mut fs::Permissions, mode: u32) {
    permissions.set_readonly(mode & 0o200 == 0);
}
