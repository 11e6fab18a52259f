//! A real child process publishes and is killed at random moments.

use opas::shell::publish::{Part, State, state};
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

use crate::folder::Folder;
use crate::publication::{JOURNAL, Site, published, tree, write};

const CHILD_OUT: &str = "OPAS_TEST_PUBLICATION_OUT";
const CHILD_GENERATION: &str = "OPAS_TEST_PUBLICATION_GENERATION";
const KILLS: u32 = 200;

/// A site of some 230 files whose generations differ in all ways: texts that change and that do
/// not, assets with a new name each time, pages that come and go, new folders with pages and assets
/// in them, files that become folders and back. Each file proves that it is whole, each page tells
/// which assets it names.
fn generation(number: u32) -> Site {
    let mut site = Site::new();
    let mut asset = |address: String, text: &str| {
        site.insert(
            address.clone(),
            (Part::Asset, sealed(&format!("{text}\n"), 3_000)),
        );
        address
    };
    let style = asset(
        format!("assets/style.{number}.css"),
        &format!("style {number}"),
    );
    // Not in every generation: while this is in the way, old pages go before old assets anyway.
    let pack = if number % 6 < 3 {
        "media/pack"
    } else {
        "media/pack/one.bin"
    };
    let pack = asset(pack.to_owned(), "pack");
    let mut pages = vec![
        ("index.html".to_owned(), vec![style.clone(), pack.clone()]),
        ("fi/media/index.html".to_owned(), vec![pack]),
        (
            format!("news/{number}/index.html"),
            vec![asset(format!("news/{number}/n.svg"), "news")],
        ),
    ];
    match number % 4 {
        0 | 1 => pages.push(("mixed/index.html".to_owned(), vec![style.clone()])),
        _ => pages.push((
            "fi/mixed.html".to_owned(),
            vec![asset("mixed".to_owned(), "mixed")],
        )),
    }
    for i in 0..80 {
        // The name of a picture changes with its text; every second one never changes.
        let version = if i % 2 == 0 { 0 } else { number };
        let picture = asset(
            format!("assets/{i}.{version}.svg"),
            &format!("picture {i} {version}"),
        );
        let beside = asset(
            format!("fi/page-{i}/desk.svg"),
            &format!("desk {i} {version}"),
        );
        let comes_and_goes =
            i % 5 == 1 && number % 2 == 1 || i % 5 == 2 && !number.is_multiple_of(3);
        if comes_and_goes {
            continue;
        }
        let mut names = vec![picture, beside];
        if i % 4 != 0 {
            names.push(style.clone());
        }
        pages.push((format!("fi/page-{i}/index.html"), names));
    }
    for (address, names) in pages {
        let text: String = names.iter().map(|name| format!("asset {name}\n")).collect();
        site.insert(address, (Part::Page, sealed(&text, 6_000)));
    }
    site
}

fn sealed(text: &str, length: usize) -> String {
    let body = text.to_owned() + &".".repeat(length);
    format!("{:016x}\n{body}", digest(&body))
}

fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Not a test of its own: the process that the test below kills.
#[test]
fn child_publishes_generation() {
    let variables = (std::env::var_os(CHILD_OUT), std::env::var(CHILD_GENERATION));
    let (Some(out), Ok(number)) = variables else {
        return;
    };
    let site = generation(number.parse().expect("a number"));
    let mut stdout = std::io::stdout();
    writeln!(stdout, "\nready")
        .and_then(|()| stdout.flush())
        .expect("the parent listens");
    published(Path::new(&out), &site);
}

/// A child that begins to publish now.
fn start_child(out: &Path, number: u32) -> Child {
    let (_, module) = module_path!()
        .split_once("::")
        .expect("a module of the test binary");
    let mut child = Command::new(std::env::current_exe().expect("this test"))
        .args([
            &format!("{module}::child_publishes_generation"),
            "--exact",
            "--nocapture",
        ])
        .env(CHILD_OUT, out)
        .env(CHILD_GENERATION, number.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a child process");
    let mut lines = BufReader::new(child.stdout.as_mut().expect("piped")).lines();
    assert!(
        lines.any(|line| line.is_ok_and(|line| line == "ready")),
        "the child never began"
    );
    child
}

/// What must hold at any moment: every file is whole and no page names a missing asset.
fn assert_sound(out: &Path) {
    if !out.exists() {
        return;
    }
    let files = tree(out);
    for (address, text) in files.iter().filter(|(address, _)| is_visible(address)) {
        let (seal, body) = text.split_once('\n').unwrap_or_default();
        assert_eq!(
            seal,
            format!("{:016x}", digest(body)),
            "{address} is not whole"
        );
        for name in body.lines().filter_map(|line| line.strip_prefix("asset ")) {
            assert!(
                files.contains_key(name),
                "{address} names {name}, which is missing"
            );
        }
    }
}

fn is_visible(address: &str) -> bool {
    !address.starts_with(".opas-") && !address.ends_with('.')
}

#[test]
fn a_build_that_is_killed_at_any_moment_leaves_a_sound_folder() {
    let playground = Folder::new();
    let out = playground.join("out");
    let mut runs = [0, 1, 2, 3, 4].map(|number| {
        let mut child = start_child(&out, number);
        let start = Instant::now();
        assert!(child.wait().expect("it ends").success());
        start.elapsed()
    });
    runs.sort();
    let whole_run = runs[2];
    let own = sealed("not ours\n", 10);
    let mut random = 20_261_124_u64;
    let (mut killed, mut killed_in_commit) = (0, 0);
    // On a busy machine the moments fall differently: more of them, until one falls into the commit.
    let mut round = 0;
    while round < KILLS || (killed_in_commit == 0 && round < 5 * KILLS) {
        // Now and then a first build, into a missing folder or an empty one.
        if round % 10 == 9 {
            fs::remove_dir_all(&out).expect("it is ours");
        }
        if round % 20 == 19 {
            fs::create_dir(&out).expect("it was removed");
        }
        let is_ours = state(&out).expect("readable") == State::Ours;
        if is_ours {
            write(&out.join("fi/page-1/own.txt"), &own);
        }
        let mut child = start_child(&out, round + 5);
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let share = (random >> 40) as f64 / f64::from(1 << 24);
        thread::sleep(whole_run.mul_f64(share));
        match child.try_wait().expect("our child") {
            Some(status) => assert!(status.success()),
            None => {
                child.kill().expect("our child");
                child.wait().expect("our child");
                killed += 1;
            }
        }
        assert_sound(&out);
        killed_in_commit += u32::from(out.join(JOURNAL).exists());
        if is_ours {
            let now = fs::read_to_string(out.join("fi/page-1/own.txt"));
            assert_eq!(now.expect("it is not ours to remove"), own);
        }
        round += 1;
    }
    assert!(
        killed > round / 4,
        "only {killed} were killed while they ran"
    );
    assert!(
        killed_in_commit > 0,
        "none was killed while it placed files"
    );
    let last = generation(round + 5);
    published(&out, &last);
    published(&playground.join("fresh"), &last);
    let mut final_tree = tree(&out);
    final_tree.remove("fi/page-1/own.txt");
    assert_eq!(final_tree, tree(&playground.join("fresh")));
    let mut left: Vec<_> = fs::read_dir(&*playground)
        .expect("a folder")
        .flatten()
        .collect();
    left.retain(|entry| entry.file_name() != "out" && entry.file_name() != "fresh");
    assert!(left.is_empty(), "{left:?}");
}
