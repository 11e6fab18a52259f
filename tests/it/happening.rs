//! Facts of sessions, places and terms reach the outputs that are made of them.

use std::collections::BTreeMap;

use crate::learning::{ALL_OUTPUTS, POINT, built};
use crate::site::problems;

/// What a site with one item says of it; today is 24 November 2026.
fn built_with(text: &str, facts: &str) -> BTreeMap<String, String> {
    let files = [
        ("site.toml", ALL_OUTPUTS),
        ("content/index.fi.md", "# Etusivu\n"),
        ("content/index.sv.md", "# Startsida\n"),
        ("content/x.fi.md", text),
        ("content/x.toml", facts),
        ("content/puhe.txt", "Mitä tallenteella sanotaan.\n"),
    ];
    let (compiled, outputs) = built(&files);
    assert!(!compiled.has_errors(), "{:?}", problems(&compiled));
    outputs
}

const SESSION: &str = r#"
languages = ["fi"]
type = "session"
number = 1
minutes = 30
agenda = [{ minutes = 30, kind = "talk", title = { fi = "Puhe" } }]

[[occurrences]]
start = 2026-10-06T09:00:00
status = "held"
attendance = { registered = 14, attended = 11 }

[[occurrences]]
id = "kevat"
start = 2027-02-09T09:00:00

[recording]
url = "https://video.example/1"
captions = ["fi"]
transcript = "puhe.txt"
"#;

const SESSION_TEXT: &str = "+++\ntitle = \"X\"\nobjectives = [\"Osaat\"]\n+++\n";

#[test]
fn a_recording_is_there_with_its_transcript_until_it_expires() {
    let with = |expires: &str| built_with(SESSION_TEXT, &format!("{SESSION}expires = {expires}\n"));
    let there = with("2026-11-25");
    let page = &there["fi/x/index.html"];
    assert!(page.contains("https://video.example/1"), "{page}");
    assert!(page.contains("href=\"/files/puhe.txt\""), "{page}");
    assert!(there.contains_key("files/puhe.txt"));
    let gone = with("2026-11-24");
    let page = &gone["fi/x/index.html"];
    assert!(!page.contains("video.example"), "{page}");
    assert!(!page.contains("puhe.txt"), "{page}");
    assert!(!gone.contains_key("files/puhe.txt"));
}

#[test]
fn a_time_tells_how_many_came_and_keeps_the_id_it_states() {
    let outputs = built_with(SESSION_TEXT, SESSION);
    let page = &outputs["fi/x/index.html"];
    assert!(
        page.contains("11 osallistujaa (14 ilmoittautunutta)"),
        "{page}"
    );
    let calendar = &outputs["fi/x/kalenteri.ics"];
    assert!(calendar.contains("UID:x-1@site.example"), "{calendar}");
    assert!(calendar.contains("UID:x-kevat@site.example"), "{calendar}");
}

#[test]
fn days_that_are_different_are_told_with_their_reason_until_they_have_passed() {
    let facts = format!(
        "{POINT}\n[[exceptions]]\ndate = 2026-11-17\nreason = {{ fi = \"Sairastapaus\" }}\n\n\
         [[exceptions]]\ndate = 2026-12-01\nstart = \"12:00\"\nend = \"15:00\"\n"
    );
    let page = &built_with("# X\n", &facts)["fi/x/index.html"];
    let section = page.split("ui-exceptions\"").last().unwrap_or_default();
    let closed = section.find(": suljettu (Remontti)");
    let other = section.find("12.00");
    assert!(other.is_some() && other < closed, "{section}");
    assert!(!page.contains("Sairastapaus"), "{page}");
}

#[test]
fn a_term_names_its_concept_for_machines() {
    let facts =
        "languages = [\"fi\"]\ntype = \"term\"\nyso = \"http://www.yso.fi/onto/yso/p26655\"\n";
    let text = "+++\ntitle = \"evästesana\"\nsummary = \"Pieni tieto.\"\n+++\n";
    let page = &built_with(text, facts)["fi/x/index.html"];
    assert!(
        page.contains("\"sameAs\":\"http://www.yso.fi/onto/yso/p26655\""),
        "{page}"
    );
}
