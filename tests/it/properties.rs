//! What must hold for any input: a warm build equals a cold one after any edits, and no text,
//! however broken, makes the program panic.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::sample::Index;

use crate::live::{assert_same, follow, live};
use crate::site::site;

/// Names that edits choose from: items, translations, facts, fragments, pictures, settings.
const NAMES: &[&str] = &[
    "content/index.fi.md",
    "content/index.sv.md",
    "content/a/index.fi.md",
    "content/a/index.toml",
    "content/a/one.fi.md",
    "content/a/one.sv.md",
    "content/a/one.toml",
    "content/a/one.quiz.toml",
    "content/a/one.practice.toml",
    "content/a/two.md",
    "content/a/v.fi.md",
    "content/a/v.toml",
    "content/_part.fi.md",
    "content/a/k.svg",
    "content/a/k.sv.svg",
    "content/a/k.csv",
    "content/a/k.sv.csv",
    "themes/selkea/text/fi.toml",
    "themes/selkea/blocks/note.html",
];

/// A quiz with a wrong and a right side.
const QUIZ: &str = r#"pass = 50
[[questions]]
id = "q"
kind = "order"
prompt = { fi = "Kysymys", xx = "x" }
options = [{ text = { fi = "A" }, why = { fi = "B" } }, { text = { fi = "C" } }]
"#;

/// A practice with a picture that may be there.
const PRACTICE: &str = r#"start = "s"
[[screens]]
id = "s"
kind = "page"
title = { fi = "Sivu", sv = "Sida" }
task = { fi = "Jatka" }
elements = [
  { kind = "picture", file = "k.svg", text = { fi = "Kuva" } },
  { kind = "button", text = { fi = "Väärin" }, wrong = { fi = "Ei" } },
  { kind = "button", text = { fi = "Jatka" }, to = "e" },
]
[[screens]]
id = "e"
kind = "result"
title = { fi = "Valmis" }
"#;

/// A survey whose counts may be there, which led to a page that may be there.
const SURVEY: &str = r#"type = "survey"
fielded = { from = 2026-09-01, to = 2026-09-14 }
invited = 90
answered = 60
data = "k.csv"
feeds = ["a/two"]
groups = { g = { fi = "G" } }
[[questions]]
id = "q"
kind = "choice"
text = { fi = "Miten?" }
finding = { fi = "Näin." }
options = [{ id = "a", text = { fi = "A" } }, { id = "b", text = { fi = "B" } }]
"#;

/// What a translation was made from that may be there, and may be older.
const LOCK: &str = r#"["a/one".sv]
source = "fi"
accepted = 2026-11-03
blocks = """
000000000001
"""
[index.sv]
source = "fi"
accepted = 2026-11-03
blocks = """
a20512ec9eb0
63fe519d7fa5
"""
"#;

/// Bodies that refer to those names, rightly and wrongly.
const BODIES: &[&str] = &[
    "# Otsikko\n\nTeksti \"lainaus\".\n",
    "+++\ntitle = \"T\"\nslug = \"t\"\n+++\n\n## A {#a}\n\n[Toinen sivu](two.md#a) ![Kuva](k.svg)\n",
    "+++\ntitle = \"T\"\nslug = \"t\"\n+++\n\n## B\n\n### C\n\n[Sivu ykkönen](a/one.md)\n",
    "---\ntitle: Y\norder: 3\n---\n\n:::note\nx\n:::\n\n:::include{file=\"_part.md\"}\n:::\n",
    "order = 1\nlanguages = [\"fi\"]\n",
    "order = 2\nstatus = \"draft\"\n",
    QUIZ,
    PRACTICE,
    "start = \"x\"\n[[screens]]\nid = \"x\"\nkind = \"page\"\n[[questions]]\nid = \"x\"\n",
    "type = \"policy\"\npolicy_id = \"p\"\nversion = \"1.0\"\nstatus = \"review\"\n[variables.n]\nkind = \"number\"\nname = { fi = \"N\" }\nvalue = 1\n",
    "type = \"policy\"\npolicy_id = \"v\"\nversion = \"1.0\"\nstatus = \"review\"\norganisation = \"o\"\nbased_on_policy = \"p\"\nbased_on_version = \"1.0\"\nvariables = { n = 2 }\n",
    "# P\n\n:::clause[A]{#a}\n\n[n]{variable}\n\n:::\n\n:::clause[B]{#b}\n\n[A](#a)\n\n:::\n",
    "# V\n\n:::override{#a}\n\nX [n]{variable}\n\n:::\n\n:::append{#c}\n\nY\n\n:::\n",
    "type = \"quiz\"\n",
    "+++\ntitle = \"H\"\n+++\n\n:::quiz\n:::\n\n## A\n\n:::practice\n:::\n",
    "# K\n\n:::chart[Luvut]{data=\"k.csv\" kind=line}\nNäin.\n:::\n\n[Luvut](k.csv)\n",
    SURVEY,
    "question;group;option;count\r\nq;all;a;40\r\nq;all;b;20\r\nq;g;a;30\r\nq;g;b;2\r\n",
    "Kunta,Määrä\nHalsua,3\nVeteli,4.5\n",
    "[defaults]\naudience = [\"senior\"]\n",
    "[text]\nskip_link = \"Ohita\"\n",
    "<b>{{ block.body | safe }}</b>",
    ":::notte\n[x](puuttuu.md)\n",
    "",
];

/// Settings and theme files that edits choose from: good ones, other languages, broken ones.
const SETTINGS: &[(&str, &str)] = &[
    (
        "site.toml",
        "base_url = \"https://site.example\"\ndefault_at_root = true\n[[languages]]\ncode = \"fi\"\nname = \"S\"\n",
    ),
    (
        "site.toml",
        "base_url = \"https://site.example/x/\"\nfallback = \"list\"\n[outputs]\nmarkdown = true\nllms = true\n[markdown]\nsmart_punctuation = false\n[[languages]]\ncode = \"sv\"\nname = \"S\"\n[[languages]]\ncode = \"fi\"\nname = \"S\"\n",
    ),
    ("site.toml", "base_url = "),
    (
        "themes/selkea/text/fi.toml",
        "[text]\nskip_link = \"Ohita\"\n",
    ),
    (
        "themes/selkea/text/fi.toml",
        "[blocks]\nhuomaa = \"note\"\n",
    ),
    ("themes/selkea/static/own.css", "p { color: red }"),
    ("themes/selkea/static/own.css", "p { color: blue }"),
    (
        "themes/selkea/templates/guide.html",
        "{% extends \"selkea/guide.html\" %}",
    ),
    ("themes/selkea/templates/guide.html", "{% extends "),
    ("translations.lock", LOCK),
    ("translations.lock", ""),
    ("translations.lock", "<<<<<<< HEAD\n"),
    ("static/robots.txt", "x"),
    ("static/fi/two/index.html", "x"),
];

#[derive(Debug, Clone)]
pub(crate) enum Edit {
    Write(Index, Index),
    Set(Index),
    Reset(Index),
    Remove(Index),
    Rename(Index, Index),
}

pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        6 => (any::<Index>(), any::<Index>()).prop_map(|(name, body)| Edit::Write(name, body)),
        2 => any::<Index>().prop_map(Edit::Set),
        1 => any::<Index>().prop_map(Edit::Reset),
        1 => any::<Index>().prop_map(Edit::Remove),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Edit::Rename(from, to)),
    ];
    proptest::collection::vec(edit, 1..12)
}

pub(crate) fn apply(files: &mut BTreeMap<&'static str, &'static str>, edit: &Edit) {
    match edit {
        Edit::Write(name, body) => {
            files.insert(*name.get(NAMES), *body.get(BODIES));
        }
        Edit::Set(which) => {
            files.extend([*which.get(SETTINGS)]);
        }
        Edit::Reset(which) => {
            files.remove(which.get(SETTINGS).0);
        }
        Edit::Remove(name) => {
            files.remove(*name.get(NAMES));
        }
        Edit::Rename(from, to) => {
            if let Some(body) = files.remove(*from.get(NAMES)) {
                files.insert(*to.get(NAMES), body);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn warm_equals_cold_after_any_edits(edits in edits()) {
        let mut files = BTreeMap::from([("content/index.fi.md", "# Etusivu\n")]);
        let mut live = live(&files);
        for edit in &edits {
            let before = files.clone();
            apply(&mut files, edit);
            follow(&mut live, &before, &files);
            assert_same(&live, &files);
        }
    }
}

/// A sequence of numbers that is the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (end.max(1) as u64)).unwrap_or(0)
    }
}

/// Pieces that mean something to one of the readers.
const PIECES: &[&str] = &[
    ":::",
    "::::note[",
    "{#",
    "}",
    "]{lang=sv}",
    "[^1]",
    "[^1]: x\n",
    "\n\n",
    "    ",
    "> ",
    "- ",
    "1. ",
    "```",
    "~~~\n",
    "<div>",
    "</div>",
    "<script>",
    "<!--",
    "-->",
    "<?\u{1}0?>",
    "<?\u{1}9?>",
    "|--|\n",
    "| a |",
    "+++\n",
    "---\n",
    "![",
    "](k.svg)",
    "[x](",
    "\"",
    "'",
    "--",
    "\u{E000}0\u{E001}",
    "ä",
    "\u{0}",
    "\r\n",
    "\t",
    "&nbsp;",
    "# ",
    "###### ",
    ": x\n",
    "[ ] ",
    "**",
    "`",
    "\\",
    "{{ x }}",
    "title = \"x\"\n",
];

fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<String> = BODIES.iter().map(|body| (*body).to_owned()).collect();
    for folder in [
        "content/esenior/guides",
        "content/remote-work",
        "tests/cases",
    ] {
        let entries = std::fs::read_dir(root.join(folder)).expect("the folder can be read");
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths
            .iter()
            .filter(|path| path.extension().is_some_and(|e| e == "md"))
        {
            found.push(std::fs::read_to_string(path).expect("texts can be read"));
        }
    }
    found
}

fn mutate(text: &str, random: &mut Random) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(8) {
        let at = random.below(text.len() + 1);
        match random.below(4) {
            0 => {
                let end = (at + random.below(30)).min(text.len());
                text.drain(at..end);
            }
            1 => {
                let end = (at + random.below(60)).min(text.len());
                let copy: Vec<char> = text[at..end].to_vec();
                let to = random.below(text.len() + 1);
                text.splice(to..to, copy);
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())];
                text.splice(at..at, piece.chars());
            }
        }
    }
    text.into_iter().collect()
}

#[test]
fn no_text_makes_the_program_panic() {
    let texts = texts();
    let mut random = Random(20_261_124);
    for _ in 0..60 {
        let files: Vec<(String, String)> = (0..12)
            .map(|number| {
                let ending = ["fi.md", "sv.md", "md", "toml"][random.below(4)];
                let name =
                    ["content/x", "content/_p", "content/a/y", "content/index"][random.below(4)];
                let text = mutate(&texts[random.below(texts.len())], &mut random);
                (format!("{name}{}.{ending}", number % 3), text)
            })
            .collect();
        let all: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        let compiled = site(&all);
        let rendered = compiled.render_problems();
        assert!(
            rendered
                .iter()
                .all(|problem| problem.code.name() != "template-error"),
            "a text made a template fail: {rendered:?}"
        );
        opas::shell::report::report(
            &compiled.diagnostics,
            opas::shell::report::Format::Text,
            opas::shell::report::Screen::default(),
            &mut |path| {
                files
                    .iter()
                    .find(|(name, _)| name == path.as_str())
                    .map(|(_, t)| t.clone())
            },
        );
    }
}

/// Threads that parse have small stacks; a text of many levels must not fill them.
#[test]
fn no_depth_makes_the_program_run_out_of_stack() {
    let texts = [
        "- > ".repeat(3_000),
        "**a *b ".repeat(4_000) + &"c* d** ".repeat(4_000),
        ":::note\n".repeat(4_000),
        "<div>\n\n".repeat(2_000),
    ];
    let files: Vec<(String, String)> = texts
        .into_iter()
        .enumerate()
        .map(|(number, text)| (format!("content/deep{number}.fi.md"), text))
        .collect();
    let all: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let compiled = site(&all);
    let deep = compiled
        .diagnostics
        .iter()
        .filter(|problem| problem.code.name() == "nested-too-deep")
        .count();
    assert_eq!(deep, 3);
    compiled.render_problems();
}

/// Marks of a language that stand side by side are found one after the other: a test that takes
/// minutes here when each of them is searched from the beginning.
#[test]
fn many_marks_of_a_language_in_one_paragraph_are_all_read() {
    let text = "# T\n\n".to_owned() + &"[a]{lang=sv} [b [c]{lang=sv}]{lang=en} ".repeat(3_000);
    let compiled = site(&[("content/index.fi.md", &text)]);
    let html = crate::site::html(&compiled, "fi/index.html");
    assert_eq!(html.matches("<span lang=\"sv\">").count(), 6_000);
    assert_eq!(html.matches("<span lang=\"en\">b <span").count(), 3_000);
}
