//! What a watch tells of the ways in which files are saved, moved and removed.
//!
//! A test waits for reports with a deadline and never says how long they may take.

mod site;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write as _;
use std::thread;
use std::time::{Duration, Instant};

use opas::shell::serve::watch::{Ask, Method, Touched, Watch};

use crate::folder::Folder;
use site::{DEADLINE, Site, assert_never_gone, assert_only, names};

fn pause(milliseconds: u64) {
    thread::sleep(Duration::from_millis(milliseconds));
}

#[test]
fn saved_in_place_with_one_write() {
    let site = Site::new();
    assert_eq!(site.watch.as_ref().map(Watch::method), Some(Method::Native));
    site.write("content/x.md", "after");
    site.assert_saved("after");
}

#[test]
fn saved_in_place_bit_by_bit() {
    let site = Site::new();
    let mut file = File::create(site.path("content/x.md")).expect("opened");
    pause(20);
    file.write_all(b"af").expect("written");
    pause(20);
    file.write_all(b"ter").expect("written");
    drop(file);
    site.assert_saved("after");
}

#[test]
fn saved_without_being_closed() {
    let site = Site::new();
    let mut file = File::create(site.path("content/x.md")).expect("opened");
    file.write_all(b"after").expect("written");
    site.assert_saved("after");
    drop(file);
}

#[test]
fn saved_beside_and_renamed_over() {
    let site = Site::new();
    site.write("content/.x.md.tmp123", "after");
    site.rename("content/.x.md.tmp123", "content/x.md");
    site.assert_saved("after");
}

#[test]
fn removed_and_made_again_is_never_reported_as_gone() {
    // A machine under load may pause for longer than a file may be gone; then once more.
    for attempt in 0..20 {
        let site = Site::new();
        let text = format!("after {attempt}");
        site.remove("content/x.md");
        let begun = Instant::now();
        pause(60);
        site.write("content/x.md", &text);
        if begun.elapsed() < Duration::from_millis(140) {
            let reports = site.until(|(touched, seen)| {
                names(touched, "content/x.md") && seen.as_deref() == Some(&text)
            });
            assert_never_gone(&reports);
            assert_never_gone(&site.until_settled());
            return;
        }
    }
    panic!("the machine is too slow for this test");
}

#[test]
fn saved_as_vim_does() {
    let site = Site::new();
    site.write("content/4913", "");
    site.remove("content/4913");
    site.write("content/.x.md.swp", "swap");
    site.rename("content/x.md", "content/x.md~");
    site.write("content/x.md", "after");
    let mut rights = fs::metadata(site.path("content/x.md"))
        .expect("it is there")
        .permissions();
    rights.set_readonly(true);
    fs::set_permissions(site.path("content/x.md"), rights).expect("set");
    site.remove("content/x.md~");
    site.remove("content/.x.md.swp");
    site.assert_saved("after");
}

#[test]
fn saved_as_jetbrains_does() {
    let site = Site::new();
    site.write("content/x.md___jb_tmp___", "after");
    site.rename("content/x.md", "content/x.md___jb_old___");
    site.rename("content/x.md___jb_tmp___", "content/x.md");
    site.remove("content/x.md___jb_old___");
    site.assert_saved("after");
}

#[cfg(unix)]
#[test]
fn saved_as_emacs_does() {
    let site = Site::new();
    std::os::unix::fs::symlink("ada@host.example:1", site.path("content/.#x.md")).expect("linked");
    site.write("content/#x.md#", "auto");
    site.rename("content/x.md", "content/x.md~");
    site.write("content/x.md", "after");
    site.remove("content/#x.md#");
    site.remove("content/.#x.md");
    site.assert_saved("after");
}

#[test]
fn temporary_files_are_never_reported() {
    let site = Site::new();
    for name in [
        "content/.goutputstream-ABC",
        "content/.~lock.x.odt#",
        "content/x.md.tmp",
        "static/.goutputstream-ABC",
        "static/.style.css.swp",
        "themes/own/.page.html.tmp1",
    ] {
        fs::create_dir_all(site.path("themes/own")).expect("made");
        site.write(name, "temporary");
        site.remove(name);
    }
    let reports = site.until_settled();
    let files: Vec<_> = reports
        .iter()
        .filter(|(touched, _)| *touched != Touched::Everything)
        .cloned()
        .collect();
    assert_only(&files, &["content/marker.md"]);
}

#[test]
fn a_file_renamed_is_reported_under_both_names() {
    let site = Site::new();
    site.rename("content/x.md", "content/y.md");
    site.until_named(&["content/x.md", "content/y.md"]);
    assert_only(
        &site.until_settled(),
        &["content/x.md", "content/y.md", "content/marker.md"],
    );
}

#[test]
fn a_file_removed_is_reported() {
    let site = Site::new();
    site.remove("content/x.md");
    let reports = site.until_named(&["content/x.md"]);
    assert!(reports.iter().all(|(_, seen)| seen.is_none()));
}

#[test]
fn a_new_folder_is_reported_with_its_files() {
    let site = Site::new();
    let mut wanted = Vec::new();
    fs::create_dir_all(site.path("content/new/inner")).expect("made");
    for number in 0..40 {
        let name = format!("content/new/inner/{number}.md");
        site.write(&name, "new");
        wanted.push(name);
        pause(number % 3);
    }
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    site.until_named(&wanted);
    // It is watched now.
    site.write("content/new/inner/late.md", "late");
    site.until_named(&["content/new/inner/late.md"]);
}

#[test]
fn a_folder_moved_in_is_reported_with_its_files() {
    let site = Site::new();
    let outside = Folder::new();
    fs::create_dir(outside.join("inner")).expect("made");
    fs::write(outside.join("inner/y.md"), "y").expect("written");
    fs::rename(&outside, site.path("content/came")).expect("renamed");
    site.until_named(&["content/came/inner/y.md"]);
    site.write("content/came/inner/y.md", "changed");
    site.until_named(&["content/came/inner/y.md"]);
}

#[test]
fn a_folder_renamed_is_reported() {
    let site = Site::new();
    site.write("content/old/y.md", "y");
    site.until_named(&["content/old/y.md"]);
    site.rename("content/old", "content/new");
    let (mut came, mut everything) = (false, false);
    site.until(|(touched, _)| {
        came |= names(touched, "content/new/y.md");
        everything |= *touched == Touched::Everything;
        came && everything
    });
    site.write("content/new/y.md", "changed");
    site.until_named(&["content/new/y.md"]);
}

#[test]
fn a_folder_of_sources_goes_and_comes_back() {
    let site = Site::new();
    fs::remove_dir_all(site.path("content")).expect("removed");
    site.until_everything();
    fs::create_dir(site.path("content")).expect("made");
    site.until_everything();
    site.write("content/x.md", "after");
    site.assert_saved("after");
    site.rename("content", "contents");
    site.until_everything();
    site.rename("contents", "content");
    site.until_everything();
    site.write("content/x.md", "again");
    site.assert_saved("again");
}

#[test]
fn all_files_of_a_burst_are_reported() {
    let site = Site::new();
    let mut missing = BTreeSet::new();
    for folder in 0..20 {
        for number in 0..100 {
            let name = format!("content/{folder}/{number}.md");
            site.write(&name, "burst");
            missing.insert(name);
        }
    }
    site.until(|(touched, _)| {
        missing.retain(|name| !names(touched, name));
        missing.is_empty()
    });
}

#[test]
fn the_configuration_replaced_is_reported() {
    let site = Site::new();
    site.write("site.toml.tmp", "title = \"B\"\n");
    site.rename("site.toml.tmp", "site.toml");
    assert_only(&site.until_named(&["site.toml"]), &["site.toml"]);
}

#[test]
fn other_folders_are_not_reported() {
    let site = Site::new();
    for name in [
        "public/index.html",
        "node_modules/x/content/y.md",
        "target/x.md",
        ".git/index",
        "README.md",
        "content/.obsidian/app.json",
    ] {
        site.write(name, "other");
        site.write(name, "again");
    }
    assert_only(&site.until_settled(), &["content/marker.md"]);
}

#[cfg(unix)]
#[test]
fn roots_and_folders_behind_links_are_watched() {
    let mut site = Site::new();
    let other = Folder::new();
    fs::write(other.join("style.css"), "a").expect("written");
    fs::remove_dir(site.path("static")).expect("removed");
    std::os::unix::fs::symlink(&other, site.path("static")).expect("linked");
    let link = site.root.with_extension("link");
    let _ = fs::remove_file(&link);
    std::os::unix::fs::symlink(&site.root, &link).expect("linked");
    site.start(&link, Ask::Auto);
    site.write("content/x.md", "after");
    site.assert_saved("after");
    fs::write(other.join("style.css"), "b").expect("written");
    site.until_named(&["static/style.css"]);
    let _ = fs::remove_file(&link);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf_8_are_reported_as_they_are_listed() {
    use std::os::unix::ffi::OsStrExt as _;
    let site = Site::new();
    let name = std::ffi::OsStr::from_bytes(b"content/\xff.png");
    fs::write(site.root.join(name), "odd").expect("written");
    site.until_named(&["content/\u{fffd}.png"]);
}

#[test]
fn polling_reports_as_well() {
    let mut site = Site::new();
    let root = site.root.to_path_buf();
    site.start(&root, Ask::Poll);
    let method = site.watch.as_ref().map(Watch::method);
    assert!(matches!(method, Some(Method::Polling { .. })), "{method:?}");
    site.write("content/x.md", "after");
    site.write("content/new/y.md", "y");
    site.until_named(&["content/x.md", "content/new/y.md"]);
    // Within the same second.
    site.write("content/x.md", "again");
    let reports = site.until_named(&["content/x.md"]);
    assert_eq!(
        reports.last().and_then(|(_, seen)| seen.as_deref()),
        Some("again")
    );
    fs::remove_dir_all(site.path("content")).expect("removed");
    site.until_named(&["content/x.md", "content/new/y.md"]);
}

#[test]
fn a_root_that_moves_away_is_looked_for() {
    let site = Site::new();
    let aside = site.root.with_extension("aside");
    let _ = fs::remove_dir_all(&aside);
    fs::rename(&site.root, &aside).expect("renamed");
    site.until_everything();
    assert!(matches!(
        site.watch.as_ref().map(Watch::method),
        Some(Method::Polling { .. })
    ));
    fs::rename(&aside, &site.root).expect("renamed");
    site.until_named(&["content/x.md", "site.toml"]);
}

#[test]
fn nothing_is_reported_when_the_watch_is_dropped() {
    let mut site = Site::new();
    site.watch = None;
    site.write("content/x.md", "after");
    // The sink is dropped with the thread.
    let end = site.reports.recv_timeout(DEADLINE);
    assert!(matches!(
        end,
        Err(std::sync::mpsc::RecvTimeoutError::Disconnected)
    ));
}
