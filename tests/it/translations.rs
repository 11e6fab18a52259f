//! Translations and their sources: what counts as a change, and what the commands do about it.

use std::fmt::Write as _;
use std::process::{Command, Output};

use opas::base::SourcePath;
use opas::parse::{Lock, Prose, lock};
use opas::site::{Freshness, translation};
use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::sample::Index;

use crate::folder::Folder;
use crate::site::{SITE, html, site, source};

/// Blocks of a text, apart from how they are written.
#[derive(Debug, Clone)]
enum Block {
    Heading(Vec<String>),
    Paragraph(Vec<String>),
    List(Vec<Vec<String>>),
    Table(Vec<Vec<String>>),
    Note(Vec<String>, Vec<String>),
    Code,
}

/// How a text is written.
#[derive(Debug, Clone)]
struct Style {
    width: usize,
    bullet: &'static str,
    is_loose: bool,
    emphasis: &'static str,
    target: &'static str,
    quotes: (&'static str, &'static str),
    code: &'static str,
    trailing: &'static str,
    end: &'static str,
}

const WORDS: &[&str] = &[
    "etätyö",
    "päivä",
    "kaksi",
    "Veteli",
    "on",
    "ja",
    "sää",
    "3",
    "100",
    "ÄÄNI",
    "työpäivä",
    "co",
    "naïve",
    "€",
    "50",
];

fn words() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(any::<Index>(), 1..9)
        .prop_map(|all| all.iter().map(|one| (*one.get(WORDS)).to_owned()).collect())
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        words().prop_map(Block::Heading),
        words().prop_map(Block::Paragraph),
        proptest::collection::vec(words(), 1..4).prop_map(Block::List),
        proptest::collection::vec(words(), 2..3).prop_map(Block::Table),
        (words(), words()).prop_map(|(title, text)| Block::Note(title, text)),
        proptest::strategy::Just(Block::Code),
    ]
}

fn style() -> impl Strategy<Value = Style> {
    (
        5_usize..60,
        (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()),
        (0_usize..3, 0_usize..4, any::<bool>()),
    )
        .prop_map(
            |(width, (star, is_loose, far, spaces), (emphasis, quotes, point))| Style {
                width,
                bullet: if star { "*" } else { "-" },
                is_loose,
                emphasis: ["", "*", "**"][emphasis],
                target: if far {
                    "https://far.example/x"
                } else {
                    "other.md#a"
                },
                quotes: [("", ""), ("\"", "\""), ("”", "”"), ("“", "”")][quotes],
                code: if far { "`a`" } else { "`b c`" },
                trailing: if spaces { " " } else { "" },
                end: if point { "." } else { "!" },
            },
        )
}

/// Words as a paragraph: one of them emphasised, one quoted, one a link, with code at the end.
fn inline(words: &[String], style: &Style, is_one_line: bool) -> String {
    let mut out = String::new();
    let mut column = 0;
    for (index, word) in words.iter().enumerate() {
        let word = match index {
            0 => format!("{}{word}{}", style.emphasis, style.emphasis),
            1 => format!("{}{word}{}", style.quotes.0, style.quotes.1),
            2 => format!("[{word}]({})", style.target),
            _ => word.clone(),
        };
        if index > 0 {
            // A number or a sign at the beginning of a line would be the mark of a list.
            let may_break = words[index].chars().all(char::is_alphabetic);
            let breaks = !is_one_line && may_break && column > style.width;
            out.push_str(&if breaks {
                format!("{}\n", style.trailing)
            } else {
                " ".to_owned()
            });
            column = if breaks { 0 } else { column };
        }
        column += word.chars().count();
        out.push_str(&word);
    }
    format!("{out} {}{}", style.code, style.end)
}

fn write(blocks: &[Block], style: &Style) -> String {
    let mut out = String::from("# Otsikko\n");
    for block in blocks {
        out.push('\n');
        let _ = match block {
            Block::Heading(words) => writeln!(out, "## {}", inline(words, style, true)),
            Block::Paragraph(words) => writeln!(out, "{}", inline(words, style, false)),
            Block::List(items) => {
                let gap = if style.is_loose { "\n\n" } else { "\n" };
                let items = items
                    .iter()
                    .map(|words| format!("{} {}", style.bullet, inline(words, style, true)));
                writeln!(out, "{}\n\n<!-- -->", items.collect::<Vec<_>>().join(gap))
            }
            Block::Table(cells) => {
                let row = |cells: &[Vec<String>]| {
                    let cells = cells.iter().map(|words| inline(words, style, true));
                    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
                };
                let row = row(cells);
                writeln!(out, "{row}\n|{}\n{row}", " --- |".repeat(cells.len()))
            }
            Block::Note(title, text) => writeln!(
                out,
                ":::note[{}]\n{}\n:::",
                title.join(" "),
                inline(text, style, false)
            ),
            Block::Code => writeln!(out, "```\n{}\n```", style.code),
        };
    }
    out
}

fn prose(text: &str) -> Vec<Prose> {
    let compiled = site(&[("content/index.fi.md", text)]);
    compiled.edition.documents[0].prose.to_vec()
}

fn hashes(text: &str) -> Vec<String> {
    prose(text)
        .iter()
        .map(|block| block.hash.to_string())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn writing_the_same_words_differently_changes_nothing(
        blocks in proptest::collection::vec(block(), 0..7),
        one in style(),
        other in style(),
    ) {
        let (a, b) = (write(&blocks, &one), write(&blocks, &other));
        assert_eq!(hashes(&a), hashes(&b), "{a}\n-----\n{b}");
    }

    #[test]
    fn a_changed_word_changes_its_block_and_no_other(
        blocks in proptest::collection::vec(block(), 1..7),
        which in any::<Index>(),
        place in any::<Index>(),
        one in style(),
    ) {
        let mut changed = blocks.clone();
        let words = match which.get_mut(&mut changed) {
            Block::Heading(words) | Block::Paragraph(words) | Block::Note(_, words) => words,
            Block::List(items) | Block::Table(items) => &mut items[0],
            Block::Code => return Ok(()),
        };
        let word = place.get_mut(words);
        *word = format!("{word}x");
        let is_table = matches!(which.get(&blocks), Block::Table(_));
        let (a, b) = (hashes(&write(&blocks, &one)), hashes(&write(&changed, &one)));
        assert_eq!(a.len(), b.len());
        let differing = a.iter().zip(&b).filter(|(a, b)| a != b).count();
        // The head of a table and its row have the same words here.
        assert_eq!(differing, if is_table { 2 } else { 1 });
    }
}

#[test]
fn what_counts_as_a_word() {
    let same = [
        ("Kaksi päivää.", "Kaksi   päivää!"),
        ("Kaksi päivää", "Kaksi\npäivää"),
        ("Kaksi päivää", "Kaksi pa\u{308}iva\u{308}a\u{308}"),
        ("Työpäivä", "Työ\u{ad}päivä"),
        ("Sano \"ei\" – aina", "Sano ”ei” -- *aina*"),
        ("Ks. [ohje](a.md)", "Ks. [ohje](b.md#c)"),
        ("Aja `ls` nyt", "Aja `pwd` nyt"),
        ("Ks. <https://a.example>", "Ks. <https://b.example>"),
        ("- [ ] Kaksi", "* [x] Kaksi"),
    ];
    for (a, b) in same {
        assert_eq!(hashes(a), hashes(b), "{a} / {b}");
    }
    let different = [
        ("Kaksi päivää", "Kolme päivää"),
        ("Kaksi päivää", "Kaksi päivää viikossa"),
        ("Maksaa 5 €", "Maksaa 5 %"),
        ("[Ohje](a.md)", "[Opas](a.md)"),
        ("![Kuva](k.svg)", "![Kuvio](k.svg)"),
        ("ei saa", "eisaa"),
        ("<b>Kaksi</b>", "<b>Kolme</b>"),
        ("<div>\nKaksi\n</div>", "<div>\nKolme\n</div>"),
    ];
    for (a, b) in different {
        assert_ne!(hashes(a), hashes(b), "{a} / {b}");
    }
}

/// The hashes stand in files that authors keep: they must never become others.
#[test]
fn hashes_stay_what_they_are() {
    let text = "+++\ntitle = \"Etätyö\"\nsummary = \"Kaksi päivää.\"\n+++\n\n## Päivät\n\nTyötä 5 € / *päivä*.\n";
    assert_eq!(
        hashes(text),
        [
            "705fe767e431",
            "cf1ed229e561",
            "7a86fdd6dc2d",
            "305bf17c4a46"
        ],
    );
}

#[test]
fn the_title_and_the_summary_come_first_wherever_they_are_written() {
    let front = "+++\nsummary = \"Yhteenveto\"\ntitle = \"Otsikko\"\n+++\n\nTeksti.\n";
    let heading = "+++\nsummary = \"Yhteenveto\"\n+++\n\n# Otsikko\n\nTeksti.\n";
    assert_eq!(hashes(front), hashes(heading));
}

#[test]
fn a_lock_is_written_as_it_is_read() {
    let text = "[\"a/ö b\".sv]\nsource = \"fi\"\naccepted = 2026-11-03\nblocks = \"\"\"\n00000000000a\n0123456789ab\n\"\"\"\n\n[b.en]\nsource = \"sv\"\naccepted = 2026-11-04\nblocks = \"\"\n";
    let read = lock(&source("translations.lock", text));
    assert_eq!(read.diagnostics, []);
    let first = read.value.expect("it is read").to_toml();
    let again = lock(&source("translations.lock", &first))
        .value
        .expect("it is read");
    assert_eq!(again.to_toml(), first);
    assert!(first.contains("\n[\"a/ö b\".sv]\nsource = \"fi\"\naccepted = 2026-11-03\nblocks = \"\"\"\n00000000000a\n0123456789ab\n\"\"\"\n"), "{first}");
    assert_eq!(Lock::default().to_toml().lines().count(), 2);
}

const FACTS: &str = "languages = [\"fi\", \"sv\"]\n";
const SOURCE: &str = "# Etätyö\n\nKaksi päivää viikossa.\n\nKysy esihenkilöltä.\n";
const TARGET: &str = "# Distansarbete\n\nTvå dagar i veckan.\n\nFråga din chef.\n";

fn folder() -> Folder {
    Folder::with(&[
        ("site.toml", SITE),
        ("content/index.fi.md", "# Etusivu\n"),
        ("content/index.toml", "languages = [\"fi\"]\n"),
        ("content/work/policy.fi.md", SOURCE),
        ("content/work/policy.sv.md", TARGET),
        ("content/work/policy.toml", FACTS),
    ])
}

fn opas(folder: &Folder, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_opas"))
        .arg("--root")
        .arg(&**folder)
        .args(arguments)
        .output()
        .expect("the program runs")
}

/// What a command that ends well prints.
fn said(folder: &Folder, arguments: &[&str]) -> String {
    let output = opas(folder, arguments);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {told}");
    String::from_utf8(output.stdout).expect("it is text")
}

fn accept(folder: &Folder) -> String {
    said(
        folder,
        &["translations", "accept", "--all", "--date", "2026-11-03"],
    )
}

fn table(folder: &Folder) -> serde_json::Value {
    let json = said(folder, &["translations", "--format", "json"]);
    serde_json::from_str(&json).expect("it is JSON")
}

/// What the table says of the one translation.
fn policy(folder: &Folder) -> serde_json::Value {
    let found = table(folder);
    let all = found["translations"].as_array().expect("a list").iter();
    let mut all = all.filter(|one| one["item"] == "work/policy" && one["language"] == "sv");
    all.next().expect("it is there").clone()
}

#[test]
fn a_translation_is_accepted_becomes_stale_and_is_accepted_again() {
    let folder = folder();
    assert!(said(&folder, &["translations"]).contains("does not follow its translations"));
    assert_eq!(table(&folder)["followed"], false);
    assert!(accept(&folder).starts_with("1 accepted, 0 not accepted"));
    assert_eq!(table(&folder)["total"]["fresh"], 1);
    // A text that is laid out anew is still what the translation was made from.
    folder.write(
        "content/work/policy.fi.md",
        SOURCE.replace("Kaksi päivää", "**Kaksi**\npäivää"),
    );
    assert_eq!(table(&folder)["total"]["fresh"], 1);

    folder.write(
        "content/work/policy.fi.md",
        SOURCE.replace("Kaksi", "Kolme"),
    );
    let found = table(&folder);
    assert_eq!(found["total"]["stale"], 1);
    assert_eq!(policy(&folder)["changed"], 1);
    assert_eq!(policy(&folder)["blocks"], 3);
    assert_eq!(policy(&folder)["lines"], serde_json::json!([3]));
    assert!(said(&folder, &["translations"]).contains("work/policy sv: 1 of 3 blocks"));
    let failed = opas(&folder, &["translations", "--fail-under", "1"]);
    assert_eq!(failed.status.code(), Some(1));
    said(
        &folder,
        &[
            "translations",
            "--fail-under",
            "0",
            "--section",
            "work/policy",
        ],
    );

    said(
        &folder,
        &[
            "translations",
            "accept",
            "work/policy",
            "--minor",
            "--date",
            "2026-11-20",
        ],
    );
    assert_eq!(policy(&folder)["accepted"], "2026-11-03");
    said(
        &folder,
        &[
            "translations",
            "accept",
            "work/policy",
            "--date",
            "2026-11-20",
        ],
    );
    assert_eq!(policy(&folder)["accepted"], "2026-11-20");
    said(&folder, &["translations", "--fail-under", "100"]);
    // Accepting everything is no reading of each.
    assert!(accept(&folder).starts_with("0 accepted"));
    assert_eq!(policy(&folder)["accepted"], "2026-11-20");
    let left: Vec<_> = std::fs::read_dir(&*folder)
        .expect("there")
        .flatten()
        .collect();
    assert_eq!(
        left.len(),
        3,
        "nothing else is left beside the lock: {left:?}"
    );
}

#[test]
fn a_machine_translation_is_accepted_when_somebody_says_so() {
    let folder = folder();
    let machine =
        "+++\ntitle = \"Distansarbete\"\ntranslation = \"machine\"\n+++\n\nTvå.\n\nFråga.\n";
    folder.write("content/work/policy.sv.md", machine);
    let refused = opas(&folder, &["translations", "accept", "work/policy"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("a machine translated it"));
    assert_eq!(table(&folder)["total"]["machine"], 1);
    said(
        &folder,
        &["translations", "accept", "work/policy", "--machine"],
    );
}

#[test]
fn orphans_are_taken_out_and_unknown_names_are_refused() {
    let folder = folder();
    accept(&folder);
    folder.remove("content/work/policy.sv.md");
    let found = table(&folder);
    assert_eq!(found["orphans"][0]["item"], "work/policy");
    assert_eq!(found["total"]["missing"], 1);
    assert!(accept(&folder).contains("1 without files taken out"));
    assert_eq!(table(&folder)["orphans"], serde_json::json!([]));
    for (arguments, words) in [
        (&["accept", "work/polic"][..], "did you mean `work/policy`?"),
        (
            &["accept", "work/policy", "--language", "xx"],
            "the site has no language `xx`",
        ),
        (&["diff", "work/policy", "sv"], "has no such translation"),
    ] {
        let all: Vec<&str> = ["translations"].iter().chain(arguments).copied().collect();
        let refused = opas(&folder, &all);
        assert_eq!(refused.status.code(), Some(2));
        let told = String::from_utf8_lossy(&refused.stderr);
        assert!(told.contains(words), "{told}");
    }
    folder.write("translations.lock", "<<<<<<< HEAD\n");
    let refused = opas(&folder, &["translations", "accept", "--all"]);
    assert_eq!(refused.status.code(), Some(2));
    let kept = std::fs::read_to_string(folder.join("translations.lock")).expect("it is there");
    assert_eq!(kept, "<<<<<<< HEAD\n");
}

fn git(folder: &Folder, arguments: &[&str]) {
    let run = Command::new("git")
        .arg("-C")
        .arg(&**folder)
        .args([
            "-c",
            "user.name=Aino Malli",
            "-c",
            "user.email=aino@malli.example",
        ])
        .args(arguments)
        .output()
        .expect("Git runs");
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
}

#[test]
fn the_difference_is_told_word_by_word_from_the_history() {
    let folder = folder();
    accept(&folder);
    let unchanged = said(&folder, &["translations", "diff", "work/policy"]);
    assert!(unchanged.contains("nothing has changed"), "{unchanged}");
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-q", "-m", "first"]);
    git(
        &folder,
        &["mv", "content/work/policy.fi.md", "content/work/x.fi.md"],
    );
    git(
        &folder,
        &["mv", "content/work/x.fi.md", "content/work/policy.fi.md"],
    );
    let new = SOURCE
        .replace("Kaksi", "Kolme")
        .replace("Kysy", "Uusi kohta.\n\nKysy");
    folder.write("content/work/policy.fi.md", new);
    git(&folder, &["commit", "-q", "-a", "-m", "second"]);
    let told = said(&folder, &["translations", "diff", "work/policy", "sv"]);
    for part in [
        "content/work/policy.sv.md: 2 of 4 blocks of `content/work/policy.fi.md` have changed, accepted on 2026-11-03",
        "content/work/policy.fi.md:3: paragraph\n    [-Kaksi-] {+Kolme+} päivää viikossa.\n  content/work/policy.sv.md:3\n    Två dagar i veckan.",
        "content/work/policy.fi.md:5: paragraph\n    {+Uusi kohta.+}",
    ] {
        assert!(told.contains(part), "{part}\n---\n{told}");
    }
}

#[test]
fn without_a_history_the_changed_blocks_are_named() {
    let folder = folder();
    accept(&folder);
    folder.write(
        "content/work/policy.fi.md",
        SOURCE.replace("Kaksi", "Kolme"),
    );
    let told = said(&folder, &["translations", "diff", "work/policy", "sv"]);
    assert!(
        told.contains("what it said before is not known: "),
        "{told}"
    );
    assert!(
        told.contains("paragraph\n    Kolme päivää viikossa.\n"),
        "{told}"
    );
}

#[test]
fn a_new_translation_has_the_structure_of_its_source() {
    let folder = folder();
    folder.write(
        "content/work/lesson.fi.md",
        "+++\ntitle = \"Oppitunti\"\nsummary = \"Lyhyesti.\"\nslug = \"oppitunti\"\n+++\n\n## Alku {#alku}\n\nTeksti [linkki](policy.md) ja *korostus*.\n\n:::step[Avaa]\n- Paina **nappia**.\n- [ ] Odota.\n\n![Kuva](k.svg)\n:::\n\n```\nkoodi\n```\n\n| A | B |\n| --- | --- |\n| c | `d` |\n",
    );
    folder.write(
        "content/work/k.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>",
    );
    let told = said(&folder, &["translations", "start", "work/lesson", "sv"]);
    assert!(told.contains("made `content/work/lesson.sv.md`"), "{told}");
    let made = std::fs::read_to_string(folder.join("content/work/lesson.sv.md")).expect("made");
    assert_eq!(
        made,
        "+++\ntitle = \"⟦Oppitunti⟧\"\nsummary = \"⟦Lyhyesti.⟧\"\n# The page's part of the address, in small letters:\n# slug = \"\"\n+++\n\n## ⟦Alku⟧ {#alku}\n\n⟦Teksti [linkki](policy.md) ja *korostus*.⟧\n\n:::step[⟦Avaa⟧]\n- ⟦Paina **nappia**.⟧\n- [ ] ⟦Odota.⟧\n\n![⟦Kuva⟧](k.svg)\n:::\n\n```\nkoodi\n```\n\n| ⟦A⟧ | ⟦B⟧ |\n| --- | --- |\n| ⟦c⟧ | `d` |\n"
    );
    let check = opas(&folder, &["check", "--format", "short"]);
    let found = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(found.contains("translation-untouched"), "{found}");
    assert!(
        !found.contains("translation-structure") && !found.contains("outline-differs"),
        "{found}"
    );
    for (key, lang) in [("work/lesson", "sv"), ("work/policy", "en")] {
        let refused = opas(&folder, &["translations", "start", key, lang]);
        assert_eq!(refused.status.code(), Some(2), "{key} {lang}");
    }
    folder.remove("content/index.toml");
    said(&folder, &["translations", "start", "index", "sv"]);
    let home = std::fs::read_to_string(folder.join("content/index.sv.md")).expect("made");
    assert_eq!(home, "# ⟦Etusivu⟧\n");
    let refused = opas(&folder, &["translations", "accept", "work/lesson"]);
    assert_eq!(refused.status.code(), Some(1));
}

#[test]
fn readers_of_an_older_translation_are_told_so_and_led_to_its_source() {
    let folder = folder();
    accept(&folder);
    let lock = std::fs::read_to_string(folder.join("translations.lock")).expect("written");
    let all = |source| {
        [
            ("translations.lock", lock.as_str()),
            ("content/index.fi.md", "# Etusivu\n"),
            ("content/work/policy.sv.md", TARGET),
            ("content/work/policy.toml", FACTS),
            ("content/work/policy.fi.md", source),
        ]
    };
    let fresh = site(&all(SOURCE));
    assert!(!html(&fresh, "sv/work/policy/index.html").contains("class=\"freshness\""));
    let stale = site(&all(
        "# Etätyö\n\nKolme päivää viikossa.\n\nKysy esihenkilöltä.\n",
    ));
    let page = html(&stale, "sv/work/policy/index.html");
    assert!(page.contains("<div class=\"freshness\">\n<p>Den här översättningen är äldre än den ursprungliga texten på finska. Översättningen granskades senast den 3 november 2026.</p>"), "{page}");
    assert!(
        page.contains(
            "<a href=\"/fi/work/policy/\" lang=\"fi\" dir=\"ltr\" hreflang=\"fi\">Etätyö</a>"
        ),
        "{page}"
    );
    assert!(!html(&stale, "fi/work/policy/index.html").contains("class=\"freshness\""));
    let edition = &stale.edition;
    let doc = edition
        .document(&SourcePath::new("content/work/policy.sv.md"))
        .expect("there");
    let found = translation(&edition.site, &edition.documents, doc).expect("it is one");
    assert_eq!((found.state, found.changes.count()), (Freshness::Stale, 1));
    assert_eq!(found.changes.blocks().collect::<Vec<_>>(), [1]);
}
