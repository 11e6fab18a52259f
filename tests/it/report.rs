//! What problems look like, for people and for programs.

use std::time::{Duration, Instant};

use insta::assert_snapshot;
use opas::base::{Code, Diagnostic, Severity, SourcePath, Span, TextRange};
use opas::shell::explain::{checks_page, explain};
use opas::shell::report::{Counts, Format, Screen, report};
use serde_json::Value;

/// Some files by their paths; others cannot be read.
type Files<'a> = &'a [(&'a str, &'a str)];

const PAGE: &str = "content/esenior/verkko.fi.md";
const TEXT: &str = "+++\ntitle = \"Verkko\"\n+++\n\nLue myös [turvallisuus](../turva.md).\n";

fn show(files: Files<'_>, diagnostics: &[Diagnostic], format: Format, screen: Screen) -> String {
    report(diagnostics, format, screen, &mut |path| {
        let (_, text) = files.iter().find(|(name, _)| *name == path.as_str())?;
        Some((*text).to_owned())
    })
}

fn text(files: Files<'_>, diagnostics: &[Diagnostic]) -> String {
    show(files, diagnostics, Format::Text, Screen::default())
}

fn json(files: Files<'_>, diagnostics: &[Diagnostic], format: Format) -> Value {
    let json = show(files, diagnostics, format, Screen::default());
    serde_json::from_str(&json).expect("the output is JSON")
}

/// The place of the first `needle` in a file of `files`.
fn span(files: Files<'_>, path: &str, needle: &str) -> Span {
    let (_, text) = files
        .iter()
        .find(|(name, _)| *name == path)
        .expect("the file is given");
    let start = text.find(needle).expect("the file holds the needle");
    Span::new(
        &SourcePath::new(path),
        TextRange::new(start, start + needle.len()),
    )
}

fn at(path: &str, start: usize, end: usize) -> Span {
    Span::new(&SourcePath::new(path), TextRange::new(start, end))
}

fn broken_link(files: Files<'_>) -> Diagnostic {
    Diagnostic::new(
        Code::BrokenLink,
        span(files, PAGE, "../turva.md"),
        "no page at `../turva.md`",
    )
    .caret("no such file")
    .help("did you mean `../turvallisuus.md`?")
}

#[test]
fn text_shows_the_line_a_caret_and_the_cure() {
    let files = &[(PAGE, TEXT)];
    assert_snapshot!(text(files, &[broken_link(files)]), @r"
    error[broken-link]: no page at `../turva.md`
     --> content/esenior/verkko.fi.md:5:25
      |
    5 | Lue myös [turvallisuus](../turva.md).
      |                         ^^^^^^^^^^^ no such file
    help: did you mean `../turvallisuus.md`?
    ");
}

#[test]
fn text_leaves_an_empty_line_between_problems() {
    let files = &[("a.md", "yksi\nkaksi\n")];
    let diagnostics = [
        Diagnostic::new(Code::VagueLinkText, span(files, "a.md", "yksi"), "first"),
        Diagnostic::new(
            Code::LimitedLanguageData,
            span(files, "a.md", "kaksi"),
            "second",
        ),
    ];
    assert_snapshot!(text(files, &diagnostics), @r"
    warning[vague-link-text]: first
     --> a.md:1:1
      |
    1 | yksi
      | ^^^^

    note[limited-language-data]: second
     --> a.md:2:1
      |
    2 | kaksi
      | ^^^^^
    ");
}

#[test]
fn text_shows_labels_in_the_same_file_and_in_others() {
    let files = &[
        ("content/a.fi.md", "## Yksi {#sama}\n\n## Kaksi {#sama}\n"),
        ("content/a.toml", "status = \"draft\"\n"),
    ];
    let second = at("content/a.fi.md", 28, 32);
    let diagnostic = Diagnostic::new(Code::DuplicateId, second, "the id `sama` stands here twice")
        .caret("again")
        .label(span(files, "content/a.fi.md", "sama"), "first here")
        .label(span(files, "content/a.toml", "\"draft\""), "in a draft")
        .label(
            Span::file(&SourcePath::new("content/gone.toml")),
            "and in this file",
        );
    assert_snapshot!(text(files, &[diagnostic]), @r#"
    error[duplicate-id]: the id `sama` stands here twice
     --> content/a.fi.md:3:12
      |
    1 | ## Yksi {#sama}
      |           ---- first here
    2 |
    3 | ## Kaksi {#sama}
      |            ^^^^ again
      |
     ::: content/a.toml:1:10
      |
    1 | status = "draft"
      |          ------- in a draft
      |
      = note: and in this file: content/gone.toml
    "#);
}

#[test]
fn text_draws_places_apart_that_lie_far_apart() {
    let long = format!("alku\n{}loppu\n", "\n".repeat(500));
    let files = &[("a.md", long.as_str())];
    let diagnostic = Diagnostic::new(Code::DuplicateId, span(files, "a.md", "loppu"), "twice")
        .label(span(files, "a.md", "alku"), "first here");
    assert_snapshot!(text(files, &[diagnostic]), @r"
    error[duplicate-id]: twice
       --> a.md:502:1
        |
    502 | loppu
        | ^^^^^
        |
       ::: a.md:1:1
        |
      1 | alku
        | ---- first here
    ");
}

#[test]
fn text_counts_characters_and_draws_below_what_is_meant() {
    let files = &[("a.md", "\t👩‍💻 漢字 [ä](<y>)\n")];
    let diagnostic = Diagnostic::new(Code::BrokenLink, span(files, "a.md", "<y>"), "no page");
    let out = text(files, &[diagnostic]);
    // Tab, three characters of an emoji, space, two wide ones, space, `[ä](`: twelve.
    assert!(out.contains("--> a.md:1:13\n"), "{out}");
    let lines: Vec<&str> = out.lines().skip(3).collect();
    assert_eq!(lines[0], "1 |     👩💻 漢字 [ä](<y>)");
    // A tab takes four columns, each of the wide characters two.
    assert_eq!(
        lines[1].find('^'),
        Some("1 | ".len() + 4 + 4 + 1 + 4 + 1 + 4)
    );
}

#[test]
fn text_reads_files_with_windows_line_ends_and_byte_order_marks() {
    let files = &[("a.md", "\u{FEFF}yksi\r\nkaksi\r\n")];
    let ranges = [(0, 4, "1:1"), (4, 6, "1:5"), (6, 13, "2:1")];
    for (start, end, place) in ranges {
        let problem = Diagnostic::new(Code::BlockContent, at("a.md", start, end), "x").caret("y");
        let out = text(files, &[problem]);
        assert!(out.contains(&format!("--> a.md:{place}\n")), "{out}");
        assert!(!out.contains(['\r', '\u{240D}']), "{out:?}");
    }
}

#[test]
fn text_shows_only_the_first_line_of_a_long_place() {
    let files = &[("a.md", ":::tip\n\nKysy.\n\n## Loppu\n")];
    let problem = Diagnostic::new(Code::UnclosedBlock, at("a.md", 0, 24), "never closed");
    assert_snapshot!(text(files, &[problem]), @r"
    error[unclosed-block]: never closed
     --> a.md:1:1
      |
    1 | :::tip
      | ^^^^^^
    ");
}

#[test]
fn text_shows_the_end_of_a_file_and_places_beyond_it() {
    for (content, place) in [("yksi\n", "2:1"), ("yksi", "1:5"), ("", "1:1")] {
        for beyond in [0, 1, 1000] {
            let offset = content.len() + beyond;
            let span = at("a.md", offset, offset + 3);
            let problem = Diagnostic::new(Code::UnclosedBlock, span, "x").caret("end");
            let out = text(&[("a.md", content)], &[problem]);
            assert!(out.contains(&format!("--> a.md:{place}\n")), "{out}");
            assert!(out.contains("^ end"), "{out}");
        }
    }
}

#[test]
fn text_does_without_a_line_where_there_is_none() {
    let files = &[("a.toml", "order = 1\n")];
    let facts = Span::file(&SourcePath::new("a.toml"));
    let nowhere = Diagnostic {
        span: None,
        ..Diagnostic::new(Code::MissingFact, facts.clone(), "the site has no texts")
    };
    let picture = at("photo.png", 0, 9);
    let diagnostics = [
        nowhere.help("write one"),
        Diagnostic::new(Code::OrphanFacts, facts, "no text beside it"),
        Diagnostic::new(Code::UnreadableImage, picture, "no size").help("save it anew"),
    ];
    assert_snapshot!(text(files, &diagnostics), @r"
    error[missing-fact]: the site has no texts
    help: write one

    warning[orphan-facts]: no text beside it
     --> a.toml:1:1

    error[unreadable-image]: no size
     --> photo.png
    help: save it anew
    ");
}

#[test]
fn text_cuts_long_lines_around_the_place() {
    let line = format!(
        "{}[kohde](ei.md) {}",
        "sana ".repeat(100),
        "loppu ".repeat(100)
    );
    let files = &[("a.md", line.as_str())];
    let problem = Diagnostic::new(Code::BrokenLink, span(files, "a.md", "ei.md"), "no page");
    let out = text(files, &[problem]);
    assert!(out.contains("--> a.md:1:509\n"), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 100), "{out}");
    assert!(out.contains("[kohde](ei.md)"), "{out}");

    let endless = "x".repeat(30_000);
    let problem = Diagnostic::new(Code::BrokenLink, at("a.md", 29_000, 29_010), "no page");
    assert_snapshot!(text(&[("a.md", &endless)], &[problem]), @r"
    error[broken-link]: no page
     --> a.md:1:29001
    ");
}

#[test]
fn text_shows_errors_first_when_there_are_too_many() {
    let files = &[("a.md", "yksi\n")];
    let mut diagnostics: Vec<Diagnostic> = (0..10)
        .map(|_| Diagnostic::new(Code::VagueLinkText, span(files, "a.md", "yksi"), "vague"))
        .collect();
    diagnostics.push(Diagnostic::new(
        Code::BrokenLink,
        span(files, "a.md", "yksi"),
        "broken",
    ));
    let screen = Screen {
        limit: 2,
        ..Screen::default()
    };
    assert_snapshot!(show(files, &diagnostics, Format::Text, screen), @r"
    error[broken-link]: broken
     --> a.md:1:1
      |
    1 | yksi
      | ^^^^

    warning[vague-link-text]: vague
     --> a.md:1:1
      |
    1 | yksi
      | ^^^^

    … and 9 more; `opas check --format short` lists all
    ");
}

#[test]
fn only_a_coloured_screen_gets_escapes() {
    let files = &[(PAGE, TEXT)];
    let screen = Screen {
        is_coloured: true,
        ..Screen::default()
    };
    let diagnostics = [
        broken_link(files),
        Diagnostic::new(
            Code::OrphanFacts,
            Span::file(&SourcePath::new("a.toml")),
            "x",
        ),
    ];
    let coloured = show(files, &diagnostics, Format::Text, screen);
    let plain = text(files, &diagnostics);
    assert!(coloured.contains("\u{1B}[") && !plain.contains('\u{1B}'));
    let mut stripped = String::new();
    for (index, piece) in coloured.split("\u{1B}[").enumerate() {
        let text = if index == 0 {
            piece
        } else {
            piece.split_once('m').expect("a colour").1
        };
        stripped.push_str(text);
    }
    assert_eq!(stripped, plain);
}

#[test]
fn control_characters_of_an_author_reach_no_terminal() {
    let evil = "\u{1B}[2J\u{7}\u{9B}31m\u{202E}\u{2066}\u{7F}\u{0}\r";
    let path = format!("content/{evil}.md");
    let line = format!("{evil}[x](y){evil}\n");
    let files = &[(path.as_str(), line.as_str())];
    let place = span(files, &path, "y");
    let diagnostics = [
        Diagnostic::new(Code::BrokenLink, place.clone(), format!("a{evil}\nb"))
            .caret(evil)
            .help(format!("help {evil}\nmore"))
            .label(place, evil)
            .label(Span::file(&SourcePath::new(evil)), evil),
    ];
    for format in [
        Format::Text,
        Format::Short,
        Format::Json,
        Format::Sarif,
        Format::Github,
    ] {
        let out = show(files, &diagnostics, format, Screen::default());
        let control = out
            .chars()
            .find(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{202E}' | '\u{2066}'));
        assert_eq!(control, None, "{format:?}: {out:?}");
    }
    let short = show(files, &diagnostics, Format::Short, Screen::default());
    assert_eq!(short.lines().count(), 1);
    let github = show(files, &diagnostics, Format::Github, Screen::default());
    assert_eq!(github.lines().count(), 1);
    // Programs get the very text.
    let json = json(files, &diagnostics, Format::Json);
    assert_eq!(json[0]["message"], format!("a{evil}\nb"));
    assert_eq!(json[0]["file"], path);
}

/// One problem of each form: with everything, without a file, in a file that cannot be read.
fn assortment(files: Files<'_>) -> Vec<Diagnostic> {
    let nowhere = Diagnostic {
        span: None,
        severity: Severity::Note,
        ..Diagnostic::new(
            Code::MissingFact,
            at("a", 0, 0),
            "100 % of the site is missing",
        )
    };
    vec![
        nowhere,
        broken_link(files).label(span(files, "content/a: b,c.toml", "draft"), "a {draft}"),
        Diagnostic::new(
            Code::ReviewOverdue,
            at("content/gone.toml", 4, 7),
            "review overdue",
        ),
    ]
}

const ASSORTED: Files<'_> = &[
    (PAGE, TEXT),
    ("content/a: b,c.toml", "# 👩‍💻\nstatus = \"draft\"\n"),
];

#[test]
fn short_is_one_line_each() {
    let out = show(
        ASSORTED,
        &assortment(ASSORTED),
        Format::Short,
        Screen::default(),
    );
    assert_snapshot!(out, @r"
    note[missing-fact]: 100 % of the site is missing
    content/esenior/verkko.fi.md:5:25: error[broken-link]: no page at `../turva.md`
    content/gone.toml: warning[review-overdue]: review overdue
    ");
}

#[test]
fn short_lists_all() {
    let files = &[("a.md", "yksi\n")];
    let one = Diagnostic::new(Code::BrokenLink, span(files, "a.md", "yksi"), "x");
    let out = show(
        files,
        &vec![one; 200],
        Format::Short,
        Screen {
            limit: 3,
            ..Screen::default()
        },
    );
    assert_eq!(out.lines().count(), 200);
}

#[test]
fn json_has_every_field_and_null_for_what_is_not_there() {
    let out = show(
        ASSORTED,
        &assortment(ASSORTED),
        Format::Json,
        Screen::default(),
    );
    assert_snapshot!(out, @r#"
    [
      {
        "code": "missing-fact",
        "severity": "note",
        "message": "100 % of the site is missing",
        "file": null,
        "line": null,
        "column": null,
        "end_line": null,
        "end_column": null,
        "help": null,
        "labels": []
      },
      {
        "code": "broken-link",
        "severity": "error",
        "message": "no page at `../turva.md`",
        "file": "content/esenior/verkko.fi.md",
        "line": 5,
        "column": 25,
        "end_line": 5,
        "end_column": 36,
        "help": "did you mean `../turvallisuus.md`?",
        "labels": [
          {
            "file": "content/a: b,c.toml",
            "line": 2,
            "column": 11,
            "message": "a {draft}"
          }
        ]
      },
      {
        "code": "review-overdue",
        "severity": "warning",
        "message": "review overdue",
        "file": "content/gone.toml",
        "line": null,
        "column": null,
        "end_line": null,
        "end_column": null,
        "help": null,
        "labels": []
      }
    ]
    "#);
    assert_eq!(show(&[], &[], Format::Json, Screen::default()), "[]\n");
}

#[test]
fn sarif_holds_what_the_standard_asks_for() {
    let log = json(ASSORTED, &assortment(ASSORTED), Format::Sarif);
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(
        log["$schema"],
        "https://json.schemastore.org/sarif-2.1.0.json"
    );
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert!(run["originalUriBaseIds"]["%SRCROOT%"]["description"]["text"].is_string());

    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "opas");
    assert_eq!(driver["version"], env!("CARGO_PKG_VERSION"));
    let rules = driver["rules"].as_array().expect("rules");
    let ids: Vec<&str> = rules
        .iter()
        .filter_map(|rule| rule["id"].as_str())
        .collect();
    assert_eq!(ids, ["missing-fact", "review-overdue", "broken-link"]);
    for rule in rules {
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(
                rule[text]["text"]
                    .as_str()
                    .is_some_and(|text| text.len() > 10),
                "{rule}"
            );
        }
    }
    assert_eq!(rules[1]["defaultConfiguration"]["level"], "warning");

    let results = run["results"].as_array().expect("results");
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index");
        assert_eq!(
            rules[usize::try_from(index).expect("small")]["id"],
            result["ruleId"]
        );
    }
    let levels: Vec<&Value> = results.iter().map(|result| &result["level"]).collect();
    assert_eq!(levels, ["note", "error", "warning"]);
    assert!(results[0].get("locations").is_none());
    let message = "no page at `../turva.md`\nhelp: did you mean `../turvallisuus.md`?";
    assert_eq!(results[1]["message"]["text"], message);
    let place = &results[1]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], PAGE);
    assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    let region = serde_json::json!({
        "startLine": 5, "startColumn": 25, "endLine": 5, "endColumn": 36
    });
    assert_eq!(place["region"], region);
    let related = &results[1]["relatedLocations"][0];
    assert_eq!(related["id"], 1);
    // Single braces would be arguments.
    assert_eq!(related["message"]["text"], "a {{draft}}");
    let uri = &related["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "content/a%3A%20b%2Cc.toml");
    let unread = &results[2]["locations"][0]["physicalLocation"];
    assert_eq!(unread["artifactLocation"]["uri"], "content/gone.toml");
    assert!(unread.get("region").is_none());

    let empty = json(&[], &[], Format::Sarif);
    assert_eq!(empty["runs"][0]["results"], serde_json::json!([]));
}

#[test]
fn github_escapes_what_would_end_a_command() {
    let path = "content/50%: a,b.md";
    let files = &[(path, "yksi\nkaksi\n")];
    let diagnostics = [
        Diagnostic::new(Code::BrokenLink, span(files, path, "kaksi"), "100 %: a,\nb").help("c"),
        Diagnostic::new(Code::VagueLinkText, at(path, 1, 8), "two lines"),
        Diagnostic::new(Code::LimitedLanguageData, at("gone.md", 1, 8), "unread"),
    ];
    assert_snapshot!(show(files, &diagnostics, Format::Github, Screen::default()), @r"
    ::error file=content/50%25%3A a%2Cb.md,line=2,col=1,endColumn=6,title=broken-link::100 %25: a, b%0Ahelp: c
    ::warning file=content/50%25%3A a%2Cb.md,line=1,col=2,title=vague-link-text::two lines
    ::notice file=gone.md,title=limited-language-data::unread
    ");
}

#[test]
fn counts_by_severity() {
    let counts = Counts::of(&assortment(ASSORTED));
    assert_eq!(
        counts,
        Counts {
            errors: 1,
            warnings: 1,
            notes: 1
        }
    );
    assert_eq!(counts.to_string(), "1 error, 1 warning, 1 note");
}

#[test]
fn ten_thousand_problems_in_a_megabyte_take_no_time() {
    let lines = "Lue myös [turva](../turva.md).\n".repeat(32_000);
    let one_line = lines.replace('\n', " ");
    for text in [lines, one_line] {
        let diagnostics: Vec<Diagnostic> = (0..10_000)
            .map(|index| {
                Diagnostic::new(
                    Code::BrokenLink,
                    at("a.md", index * 100, index * 100 + 9),
                    "x",
                )
                .label(at("a.md", index * 50, index * 50 + 9), "y")
            })
            .collect();
        for format in [
            Format::Text,
            Format::Short,
            Format::Json,
            Format::Sarif,
            Format::Github,
        ] {
            let begun = Instant::now();
            let out = show(&[("a.md", &text)], &diagnostics, format, Screen::default());
            // A walk from the beginning for each problem would take minutes.
            assert!(
                begun.elapsed() < Duration::from_secs(5),
                "{format:?}: {:?}",
                begun.elapsed()
            );
            assert!(out.len() > 1000);
        }
    }
}

#[test]
fn explains_for_the_terminal() {
    assert_snapshot!(explain(Code::EmptyLinkText), @r"
    empty-link-text (warning)

    A link without words. It has nothing between the square brackets, or only a
    picture without an alternative text.

    Level: warning. A site can choose another level under `[checks]` in `site.toml`.

    Why it matters

      Nobody can see the link, and a screen reader reads out the address letter by
      letter (WCAG 2.2, 2.4.4 Link Purpose and 4.1.2 Name, Role, Value).

    Example

          [](https://www.suomi.fi/)

    What to do

      Write where the link leads.

          [Suomi.fi, services of the authorities](https://www.suomi.fi/)
    ");
}

#[test]
fn the_page_of_checks_links_to_every_check() {
    let page = checks_page();
    for code in Code::ALL {
        let name = code.name();
        assert_eq!(
            page.matches(&format!("\n- [{name}](#{name}): ")).count(),
            1,
            "{name}"
        );
        assert_eq!(page.matches(&format!("\n## {name}\n")).count(), 1, "{name}");
    }
    assert_eq!(page, checks_page());
}
