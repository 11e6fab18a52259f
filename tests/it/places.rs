//! Lines of the source on the elements made from it: for the preview, never for what is published.
//!
//! Every `@` of a text stands for a word that tells its line and occurs once. The words within an
//! element are those of the lines it was made from.

use std::collections::BTreeMap;

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::sample::select;

use crate::site::{html, outputs, site, site_with_places};

const LINE: &str = " data-opas-line=\"";
const FILE: &str = " data-opas-file=\"";

/// An element that carries its line.
#[derive(Debug)]
struct Element {
    tag: String,
    line: usize,
    file: Option<String>,
    /// The line that its first word tells.
    word: Option<usize>,
}

/// The text with a word in place of every `@`; a byte order mark is no line of its own.
fn with_words(text: &str) -> String {
    text.split_inclusive('\n')
        .enumerate()
        .map(|(index, line)| line.replace('@', &format!("line{}x", index + 1)))
        .collect()
}

/// The elements of a page that carry a line, in their order.
fn elements(page: &str) -> Vec<Element> {
    page.match_indices(LINE)
        .map(|(at, _)| {
            let begin = page[..at].rfind('<').expect("it stands in a tag");
            let length = page[begin..].find('>').expect("the tag ends");
            let (opening, content) = page[begin..].split_at(length + 1);
            assert_eq!(opening.matches(LINE).count(), 1, "{opening}");
            let tag = opening[1..].split([' ', '>']).next().unwrap_or_default();
            let line = value(opening, LINE).and_then(|line| line.parse().ok());
            Element {
                tag: tag.to_owned(),
                line: line.expect("lines are numbers"),
                file: value(opening, FILE).map(str::to_owned),
                word: word(inside(tag, content)),
            }
        })
        .collect()
}

fn value<'a>(opening: &'a str, name: &str) -> Option<&'a str> {
    opening.split(name).nth(1)?.split('"').next()
}

/// What stands between an element's opening tag and its end; nothing where it has no end.
fn inside<'a>(tag: &str, content: &'a str) -> &'a str {
    if tag == "hr" {
        return "";
    }
    let mut depth = 1_usize;
    let mut at = 0;
    while let Some(next) = content[at..].find('<').map(|next| at + next) {
        let inner = &content[next + 1..];
        let (is_end, name) = inner
            .strip_prefix('/')
            .map_or((false, inner), |n| (true, n));
        if name.split([' ', '>']).next() == Some(tag) {
            if !is_end {
                depth += 1;
            } else if depth == 1 {
                return &content[..next];
            } else {
                depth -= 1;
            }
        }
        at = next + 1;
    }
    panic!("`<{tag}>` has no end: {content}");
}

/// The line that the first word tells.
fn word(content: &str) -> Option<usize> {
    content.split("line").skip(1).find_map(|rest| {
        let (number, _) = rest.split_once('x')?;
        number.parse().ok()
    })
}

/// The page without what elements carry.
fn stripped(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = [LINE, FILE].iter().filter_map(|name| rest.find(name)).min() {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        rest = after.splitn(3, '"').nth(2).expect("the attribute ends");
    }
    out.push_str(rest);
    out
}

/// All outputs without what elements carry.
fn all_stripped(outputs: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    outputs
        .into_iter()
        .map(|(address, bytes)| {
            let bytes = match String::from_utf8(bytes) {
                Ok(text) => stripped(&text).into_bytes(),
                Err(other) => other.into_bytes(),
            };
            (address, bytes)
        })
        .collect()
}

/// The elements of the page of a text.
fn page_of(text: &str) -> Vec<Element> {
    let compiled = site_with_places(&files(text));
    elements(&html(&compiled, "fi/index.html"))
}

fn files(text: &str) -> Vec<(&str, &str)> {
    vec![
        ("content/index.fi.md", text),
        ("content/index.toml", "languages = [\"fi\"]\n"),
        ("content/k.svg", "<svg/>"),
    ]
}

/// Every kind of block: lines of the text, and the elements that they begin.
const EVERY: &[(&str, &[&str])] = &[
    ("| @ | b |", &["div"]),
    ("|---|--:|", &[]),
    ("| @ | c |", &[]),
    ("", &[]),
    ("", &[]),
    ("## @ {#own}", &["h2"]),
    ("@ begins", &["p"]),
    ("@ goes on", &[]),
    ("### @", &["h3"]),
    ("@ of two", &["h2"]),
    ("@ lines", &[]),
    ("---", &[]),
    ("", &[]),
    ("   @ *indented*", &["p"]),
    ("", &[]),
    ("- @", &["li"]),
    ("- @", &["li"]),
    ("  @ goes on", &[]),
    ("  1. @", &["li"]),
    ("     - @", &["li"]),
    ("  2. @", &["li"]),
    ("", &[]),
    ("***", &["hr"]),
    ("- @", &["li", "p"]),
    ("", &[]),
    ("  @", &["p"]),
    ("", &[]),
    ("  ```@", &["pre"]),
    ("  @", &[]),
    ("  ```", &[]),
    ("", &[]),
    ("  > @", &["blockquote", "p"]),
    ("", &[]),
    ("- @", &["li", "p"]),
    ("", &[]),
    ("<!-- -->", &[]),
    ("", &[]),
    ("* @", &["li"]),
    ("\t* @", &["li"]),
    ("\t\t* @", &["li"]),
    ("", &[]),
    ("1. [ ] @", &["li"]),
    ("2. [x] @", &["li"]),
    ("", &[]),
    ("<!-- -->", &[]),
    ("", &[]),
    ("    @ code", &["pre"]),
    ("", &[]),
    ("    @ code", &[]),
    ("", &[]),
    ("> @", &["blockquote", "p"]),
    ("@ lazily", &[]),
    (">", &[]),
    (">> @", &["blockquote", "p"]),
    ("", &[]),
    ("> [!NOTE]", &[]),
    ("> @", &["p"]),
    ("", &[]),
    ("@", &["dt"]),
    (": @", &["dd", "p"]),
    (": @", &["dd", "p"]),
    ("", &[]),
    ("@", &["dt"]),
    ("", &[]),
    (": @", &["dd", "p"]),
    ("", &[]),
    ("  @", &["p"]),
    ("", &[]),
    ("***", &["hr"]),
    ("@", &["dt"]),
    (": @", &["dd"]),
    ("", &[]),
    ("![@](k.svg)", &["p"]),
    ("", &[]),
    ("![@](k.svg \"Kuvateksti\")", &["figure"]),
    ("", &[]),
    ("[a]: https://a.example/", &[]),
    ("@ after a reference", &["p"]),
    ("", &[]),
    ("<div>", &[]),
    ("", &[]),
    ("@ in HTML", &["p"]),
    ("", &[]),
    ("</div>", &[]),
    ("", &[]),
    ("::::note[Otsikko]", &[]),
    ("@", &["p"]),
    (":::details[Avaa]", &[]),
    ("", &[]),
    ("- @", &["li"]),
    ("- @", &["li"]),
    ("", &[]),
    ("| @ |", &["div"]),
    ("|---|", &[]),
    (":::", &[]),
    ("@", &["p"]),
    ("::::", &[]),
    ("1. @", &["li", "p"]),
    ("", &[]),
    ("   :::note", &[]),
    ("   @", &["p"]),
    ("   :::", &[]),
    ("2. @", &["li", "p"]),
    ("", &[]),
    (":::tabs", &[]),
    (":::tab[Yksi]", &[]),
    ("@", &["p"]),
    (":::", &[]),
    (":::tab[Kaksi]", &[]),
    ("@", &["p"]),
    (":::", &[]),
    (":::", &[]),
    (":::figure[Kuva]", &[]),
    ("![@](k.svg)", &[]),
    (":::", &[]),
    ("@ last", &["p"]),
];

const FRONT_MATTER: &[&str] = &[
    "",
    "# Otsikko\n",
    "+++\ntitle = \"T\"\nsummary = \"\"\"\nKaksi\nriviä.\"\"\"\n+++\n",
    "---\ntitle: T\nneeds:\n  - aika\n---\n\n",
];

#[test]
fn every_element_carries_the_line_it_was_made_from() {
    for front in FRONT_MATTER {
        for is_crlf in [false, true] {
            for mark in ["", "\u{FEFF}"] {
                let mut text = format!("{mark}{front}");
                let before = front.lines().count();
                let mut expected = Vec::new();
                for (index, (line, tags)) in EVERY.iter().enumerate() {
                    text.push_str(line);
                    text.push('\n');
                    expected.extend(
                        tags.iter()
                            .map(|tag| ((*tag).to_owned(), before + index + 1)),
                    );
                }
                let text = with_words(&if is_crlf {
                    text.replace('\n', "\r\n")
                } else {
                    text
                });
                let found = page_of(&text);
                let lines: Vec<&str> = text.lines().collect();
                for element in &found {
                    let line = lines[element.line - 1];
                    if element.tag == "hr" {
                        assert_eq!(line, "***");
                        continue;
                    }
                    assert_eq!(
                        element.word,
                        Some(element.line),
                        "{element:?} from {line:?}"
                    );
                    assert!(line.contains(&format!("line{}x", element.line)), "{line:?}");
                    assert_eq!(element.file, None);
                }
                let found: Vec<(String, usize)> = found
                    .into_iter()
                    .map(|element| (element.tag, element.line))
                    .collect();
                assert_eq!(found, expected, "{text}");
            }
        }
    }
}

#[test]
fn a_footnote_carries_the_line_of_its_definition() {
    let text = "# T\n\n[^b]: @ note\n\n@[^a] text[^b].\n\n[^a]: @ note\n\n    @ more\n";
    let found: Vec<(String, usize, Option<usize>)> = page_of(&with_words(text))
        .into_iter()
        .map(|element| (element.tag, element.line, element.word))
        .collect();
    let expected = [("p", 5), ("li", 7), ("p", 7), ("p", 9), ("li", 3), ("p", 3)]
        .map(|(tag, line)| (tag.to_owned(), line, Some(line)));
    assert_eq!(found, expected);
}

/// Files of a site with a page, what it includes, and what that includes.
const INCLUDES: &[(&str, &str)] = &[
    (
        "content/index.fi.md",
        "# T\n\nAlku.\n\n:::include{file=\"_a&b.md\"}\n:::\n\nLoppu.\n",
    ),
    ("content/index.toml", "languages = [\"fi\"]\n"),
    (
        "content/_a&b.fi.md",
        "+++\nlevel = \"plain\"\n+++\n\n- Kohta[^1]\n\n:::include{file=\"_c.md\"}\n:::\n\n[^1]: Huomautus.\n",
    ),
    ("content/_c.fi.md", "Syvällä.\n"),
];

#[test]
fn what_is_included_carries_its_file_too() {
    let compiled = site_with_places(INCLUDES);
    let found = elements(&html(&compiled, "fi/index.html"));
    let found: Vec<(&str, usize, Option<&str>)> = found
        .iter()
        .map(|element| (element.tag.as_str(), element.line, element.file.as_deref()))
        .collect();
    let part = Some("content/_a&amp;b.fi.md");
    assert_eq!(
        found,
        [
            ("p", 3, None),
            ("li", 5, part),
            ("p", 1, Some("content/_c.fi.md")),
            ("li", 10, part),
            ("p", 10, part),
            ("p", 8, None),
        ]
    );
}

#[test]
fn what_is_published_carries_no_lines() {
    let text: String = EVERY.iter().map(|(line, _)| format!("{line}\n")).collect();
    let text = with_words(&text);
    let mut every = files(&text);
    every.push((
        "content/note.fi.md",
        "# T\n\nTeksti[^1].\n\n[^1]: Huomautus.\n",
    ));
    for files in [every.as_slice(), INCLUDES] {
        let preview = outputs(&site_with_places(files));
        let published = outputs(&site(files));
        for (address, bytes) in &published {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("data-opas"), "{address}");
        }
        assert_ne!(preview, published);
        assert_eq!(all_stripped(preview), published);
    }
}

/// A piece of a text.
#[derive(Debug, Clone)]
enum Piece {
    Lines(&'static str),
    List(&'static str, bool, Vec<Piece>),
    Quote(Vec<Piece>),
    Definition(Vec<Piece>),
    Block(&'static str, Vec<Piece>),
}

const LINES: &[&str] = &[
    "@ begins\n@ goes on",
    "## @",
    "#### @ ####",
    "@ of two\n@ lines\n---",
    "@\n===",
    "```@\n@\n\n@\n```",
    "~~~ @\n:::note\n~~~",
    "    @\n\n    @",
    "***",
    "| @ | b |\n|---|---|\n| @ | c |",
    "![@](k.svg)",
    "![@](k.svg \"Kuvateksti\")",
    "<div>\n\n@\n\n</div>",
    "@ <b>fat</b> and [other]{lang=sv}",
    "@\n: @\n: @",
    "- [ ] @\n- [x] @\n\t- @",
    "> [!TIP]\n> @",
    "1. @\n1. @\n   @",
    "[@]: https://a.example/\n\n@",
];

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let lines = select(LINES).prop_map(Piece::Lines);
    let piece = lines.prop_recursive(4, 24, 4, |inner| {
        let some = proptest::collection::vec(inner, 1..4);
        prop_oneof![
            (
                select(&["- ", "* ", "2. ", "10) ", "-\t"][..]),
                any::<bool>(),
                some.clone()
            )
                .prop_map(|(marker, is_tight, inner)| Piece::List(marker, is_tight, inner)),
            some.clone().prop_map(Piece::Quote),
            some.clone().prop_map(Piece::Definition),
            (select(&["note", "details[Avaa]", "checklist"][..]), some)
                .prop_map(|(name, inner)| Piece::Block(name, inner)),
        ]
    });
    proptest::collection::vec(piece, 1..6)
}

/// Writes pieces, an empty line between them; in quotations no blocks are read.
fn write(pieces: &[Piece], is_quote: bool) -> String {
    let written: Vec<String> = pieces.iter().map(|piece| one(piece, is_quote)).collect();
    written.join("\n\n")
}

fn one(piece: &Piece, is_quote: bool) -> String {
    match piece {
        Piece::Lines(lines) => (*lines).to_owned(),
        Piece::List(marker, is_tight, inner) => {
            let items: Vec<String> = inner
                .iter()
                .map(|piece| {
                    let inner = one(piece, is_quote);
                    let indent = if *marker == "-\t" { 4 } else { marker.len() };
                    format!("{marker}@\n\n{}", indented(&inner, indent))
                })
                .collect();
            items.join(if *is_tight { "\n" } else { "\n\n" })
        }
        Piece::Quote(inner) => {
            let inner = write(inner, true);
            let lines: Vec<String> = inner.lines().map(|line| format!("> {line}")).collect();
            format!("> @\n>\n{}", lines.join("\n"))
        }
        Piece::Definition(inner) => {
            let inner = write(inner, is_quote);
            format!("@\n\n: @\n\n{}", indented(&inner, 2))
        }
        Piece::Block(_, inner) if is_quote => write(inner, true),
        Piece::Block(name, inner) => {
            format!(":::{name}\n\n{}\n\n:::", write(inner, is_quote))
        }
    }
}

fn indented(text: &str, columns: usize) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                " ".repeat(columns) + line
            }
        })
        .collect();
    lines.join("\n")
}

/// Any text: the mixture, its front matter, its line ends.
fn mixtures() -> impl Strategy<Value = String> {
    let ends = prop_oneof![Just("\n"), Just("\r\n")];
    (pieces(), select(FRONT_MATTER), ends, any::<bool>()).prop_map(
        |(pieces, front, end, has_tabs)| {
            let mut text = write(&pieces, false);
            if has_tabs {
                text = text.replace("    ", "\t");
            }
            with_words(&format!("{front}{text}\n").replace('\n', end))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn lines_of_any_mixture_are_those_of_its_file_in_their_order(text in mixtures()) {
        let files = files(&text);
        let preview = outputs(&site_with_places(&files));
        let page = String::from_utf8(preview["fi/index.html"].clone()).expect("pages are UTF-8");
        let found = elements(&page);
        let lines: Vec<&str> = text.lines().collect();
        assert!(found.is_sorted_by_key(|element| element.line), "{found:?}\n{text}");
        for element in &found {
            assert!((1..=lines.len()).contains(&element.line), "{element:?}\n{text}");
            let line = lines[element.line - 1];
            match element.tag.as_str() {
                "hr" => assert!(line.ends_with("***"), "{line:?}\n{text}"),
                // A tab can make code of lines without a word: of a rule, of HTML.
                "pre" if word(line).is_none() => assert!(!line.trim().is_empty(), "{text}"),
                _ => assert_eq!(element.word, Some(element.line), "{element:?}\n{text}"),
            }
        }
        assert_eq!(all_stripped(preview), outputs(&site(&files)));
    }
}
