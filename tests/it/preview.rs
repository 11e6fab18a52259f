//! The preview apart from connections: requests in, answers out, changes in, messages out.

use std::collections::{BTreeMap, BTreeSet};

use opas::base::SourcePath;
use opas::build::{Options, compile};
use opas::shell::disk;
use opas::shell::serve::{Answer, Choices, Console, Editor, Method, Preview, Request};
use proptest::prelude::{ProptestConfig, proptest};
use serde_json::Value;

use crate::folder::Folder;
use crate::live::is_whole;
use crate::properties::{apply, edits};
use crate::site::options;

const SITE: &str = "base_url = \"https://site.example\"\n[[languages]]\ncode = \"fi\"\nname = \"S\"\n[[languages]]\ncode = \"sv\"\nname = \"S\"\n[[languages]]\ncode = \"en\"\nname = \"S\"\n[outputs]\nmarkdown = true\n";

const FILES: &[(&str, &str)] = &[
    ("site.toml", SITE),
    ("content/index.fi.md", "# Etusivu\n"),
    ("content/a/index.fi.md", "# Osio\n"),
    (
        "content/a/yksi.fi.md",
        "# Yksi\n\nTeksti sivulla.\n\n[Ääni](ääni.mp3) [Kaksi](kaksi.md)\n",
    ),
    ("content/a/yksi.sv.md", "# Ett\n"),
    (
        "content/a/kaksi.fi.md",
        "+++\ntitle = \"Kaksi\"\nlanguages = [\"fi\", \"sv\"]\n+++\n",
    ),
    (
        "content/a/luonnos.fi.md",
        "+++\ntitle = \"Luonnos\"\nstatus = \"draft\"\n+++\n",
    ),
    ("content/a/ääni.mp3", "0123456789"),
    ("static/oma.txt", "oma"),
    ("secret.txt", "salaisuus"),
];

fn preview(folder: &Folder) -> Preview {
    with(folder, |_| {}, |_| {})
}

fn with(
    folder: &Folder,
    change: impl FnOnce(&mut Options),
    choose: impl FnOnce(&mut Choices),
) -> Preview {
    let mut options = Options {
        has_places: true,
        is_portable: false,
        ..options()
    };
    change(&mut options);
    let mut choices = Choices {
        brings_into_view: true,
        ..Choices::default()
    };
    choose(&mut choices);
    Preview::open(folder, options, choices).expect("it is a site")
}

fn get(preview: &Preview, address: &str) -> Answer {
    preview.answer(&Request::get(address))
}

fn text(answer: Answer) -> String {
    String::from_utf8(answer.into_bytes().expect("it can be read")).expect("it is UTF-8")
}

/// The text at an address that must be there.
fn body(preview: &Preview, address: &str) -> String {
    let answer = get(preview, address);
    assert_eq!(answer.status, 200, "{address}");
    text(answer)
}

fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    let found = answer.headers.iter().find(|(key, _)| *key == name);
    found.map(|(_, value)| value.as_str())
}

/// Tells the preview that files may have changed.
fn touch(preview: &Preview, paths: &[&str]) -> bool {
    let paths: BTreeSet<SourcePath> = paths.iter().map(|path| SourcePath::new(path)).collect();
    let changes = disk::changes(preview.root(), &paths).expect("files can be read");
    let changes = changes.unwrap_or_else(|| preview.everything().expect("files can be read"));
    preview
        .take_in(changes, options().today)
        .expect("files can be read")
}

fn state(preview: &Preview, path: &str) -> Value {
    let path = percent_encoding::utf8_percent_encode(path, percent_encoding::NON_ALPHANUMERIC);
    let json = body(preview, &format!("/_opas/state?path={path}"));
    serde_json::from_str(&json).expect("it is JSON")
}

/// The state that a page holds.
fn state_in(html: &str) -> Value {
    let (_, rest) = html
        .split_once("id=\"opas-state\" data-opas>")
        .expect("there is a state");
    let (json, _) = rest.split_once("</script>").expect("it ends");
    serde_json::from_str(json).expect("it is JSON")
}

/// How many errors a state tells.
fn errors(state: &Value) -> usize {
    let problems = state["problems"].as_array().expect("there is a list");
    let is_error = |problem: &&Value| problem["severity"] == "error";
    problems.iter().filter(is_error).count()
}

#[test]
fn pages_files_and_outputs_for_machines_are_answered() {
    let folder = Folder::with(FILES);
    let preview = preview(&folder);
    let page = body(&preview, "/fi/a/yksi/");
    assert!(
        page.contains("<p data-opas-line=\"3\">Teksti sivulla.</p>"),
        "{page}"
    );
    assert!(page.contains("src=\"/_opas/preview.js\""));
    assert_eq!(body(&preview, "/oma.txt"), "oma");
    assert!(body(&preview, "/sitemap.xml").contains("https://site.example/fi/a/yksi/"));
    assert!(body(&preview, "/fi/a/yksi/index.md").contains("Teksti sivulla."));
    assert!(body(&preview, "/fi/a/yksi/index.html").contains("Teksti sivulla."));
    assert!(body(&preview, "/").contains("hreflang"));
    let answer = get(&preview, "/fi/feed.xml");
    assert!(answer.media_type.starts_with("application/atom+xml"));
    for (file, media_type) in [
        ("preview.js", "text/javascript; charset=utf-8"),
        ("preview.css", "text/css; charset=utf-8"),
        ("events.js?x=1", "text/javascript; charset=utf-8"),
    ] {
        let answer = get(&preview, &format!("/_opas/{file}"));
        assert_eq!(
            (answer.status, answer.media_type.as_str()),
            (200, media_type)
        );
    }
    assert_eq!(get(&preview, "/_opas/nothing.js").status, 404);
    for name in ["Cache-Control", "X-Content-Type-Options", "X-Frame-Options"] {
        assert!(header(&get(&preview, "/fi/"), name).is_some(), "{name}");
    }
}

#[test]
fn addresses_without_their_slash_lead_on_and_unknown_ones_get_the_page_of_their_language() {
    let folder = Folder::with(FILES);
    let preview = preview(&folder);
    let answer = get(&preview, "/fi/a?pair=sv");
    assert_eq!(answer.status, 302);
    assert_eq!(header(&answer, "Location"), Some("/fi/a/?pair=sv"));
    let answer = get(&preview, "//fi/a");
    assert!(header(&answer, "Location").is_none_or(|to| !to.starts_with("//")));
    let answer = get(&preview, "/sv/finns-inte/");
    assert_eq!(answer.status, 404);
    let page = text(answer);
    assert!(
        page.contains("lang=\"sv\"") && state_in(&page)["page"].is_null(),
        "{page}"
    );
    assert_eq!(get(&preview, "/fi/a/luonnos/").status, 404);
}

#[test]
fn no_path_leaves_the_site() {
    let folder = Folder::with(FILES);
    let preview = preview(&folder);
    for path in [
        "/../secret.txt",
        "/secret.txt",
        "/fi/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/files/../../secret.txt",
        "/files/%2e%2e/%2e%2e/secret.txt",
        "/files/..%5c..%5csecret.txt",
        "/_opas/../secret.txt",
        "/_opas/%2e%2e/%2e%2e/mod.rs",
        "/content/index.fi.md",
        "/site.toml",
        "/static/oma.txt",
        "/%00",
        "/%ff",
    ] {
        let answer = get(&preview, path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!text(answer).contains("salaisuus"), "{path}");
    }
}

#[test]
fn foreign_hosts_and_origins_are_refused_everywhere() {
    let folder = Folder::with(FILES);
    let preview = preview(&folder);
    for path in [
        "/fi/",
        "/_opas/",
        "/_opas/state?path=/fi/",
        "/_opas/preview.js",
    ] {
        for (host, origin) in [
            (Some("evil.example"), None),
            (None, None),
            (Some("localhost"), Some("http://evil.example")),
        ] {
            let request = Request {
                host: host.map(str::to_owned),
                origin: origin.map(str::to_owned),
                ..Request::get(path)
            };
            assert_eq!(preview.answer(&request).status, 403, "{path} {host:?}");
        }
    }
    let request = Request {
        method: Method::Other,
        ..Request::get("/fi/")
    };
    assert_eq!(preview.answer(&request).status, 405);
}

#[test]
fn parts_of_media_are_answered() {
    let folder = Folder::with(FILES);
    let preview = preview(&folder);
    let fingerprint = opas::base::Digest::of(b"0123456789").fingerprint();
    let address = format!("/files/a/%C3%A4%C3%A4ni.{fingerprint}.mp3");
    assert!(body(&preview, "/fi/a/yksi/").contains(&address));
    let answer = get(&preview, &address);
    assert_eq!(answer.media_type, "audio/mpeg");
    assert_eq!(text(answer), "0123456789");
    let part = |range: &str| {
        preview.answer(&Request {
            range: Some(range.to_owned()),
            ..Request::get(&address)
        })
    };
    let answer = part("bytes=2-4");
    assert_eq!(answer.status, 206);
    assert_eq!(header(&answer, "Content-Range"), Some("bytes 2-4/10"));
    assert_eq!(text(answer), "234");
    assert_eq!(part("bytes=20-").status, 416);
}

#[test]
fn every_kind_of_change_shows_and_is_told() {
    let folder = Folder::with(FILES);
    let preview = preview(&folder);
    let (hello, events) = preview.listen();
    assert!(hello.starts_with("retry: 500\nevent: hello\n"), "{hello}");
    let last = || events.try_iter().last().map(|event| event.to_string());

    folder.write("content/a/yksi.fi.md", "# Yksi\n\nUusi teksti.\n");
    assert!(touch(&preview, &["content/a/yksi.fi.md"]));
    assert!(body(&preview, "/fi/a/yksi/").contains("Uusi teksti."));
    assert_eq!(
        last().as_deref(),
        Some(
            "event: update\ndata: {\"generation\":2,\"changed\":{\"file\":\"content/a/yksi.fi.md\",\"line\":3},\"styles\":false}\n\n"
        )
    );
    assert!(
        !touch(&preview, &["content/a/yksi.fi.md"]),
        "it is as it was"
    );
    assert_eq!(last(), None);

    folder.write("content/a/kolme.fi.md", "# Kolme\n");
    folder.remove("content/a/kaksi.fi.md");
    assert!(touch(
        &preview,
        &["content/a/kolme.fi.md", "content/a/kaksi.fi.md"]
    ));
    assert!(body(&preview, "/fi/a/").contains("Kolme"));
    assert_eq!(get(&preview, "/fi/a/kaksi/").status, 404);

    folder.write("themes/selkea/static/oma.css", "p {}");
    assert!(touch(&preview, &["themes/selkea/static/oma.css"]));
    assert!(last().is_some_and(|event| event.contains("\"styles\":true")));
    folder.write(
        "themes/selkea/text/fi.toml",
        "[text]\nskip_link = \"Hyppää\"\n",
    );
    assert!(touch(&preview, &["themes/selkea/text/fi.toml"]));
    assert!(body(&preview, "/fi/a/yksi/").contains("Hyppää"));
    folder.write("static/oma.txt", "uusi");
    assert!(touch(&preview, &["static/oma.txt"]));
    assert_eq!(body(&preview, "/oma.txt"), "uusi");

    let site = SITE.replace("https://site.example", "https://site.example/opas");
    folder.write("site.toml", site);
    assert!(touch(&preview, &["site.toml"]));
    assert_eq!(preview.home(), "/opas/");
    assert!(body(&preview, "/opas/fi/a/yksi/").contains("/opas/fi/"));
    assert_eq!(header(&get(&preview, "/"), "Location"), Some("/opas/"));
    assert_eq!(get(&preview, "/fi/").status, 404);

    std::fs::rename(folder.join("content/a"), folder.join("content/b")).expect("renamed");
    let changes = preview.everything().expect("files can be read");
    assert!(
        preview
            .take_in(changes, options().today)
            .expect("files can be read")
    );
    assert!(body(&preview, "/opas/fi/b/yksi/").contains("Uusi teksti."));
    assert_eq!(get(&preview, "/opas/fi/a/yksi/").status, 404);
}

#[test]
fn the_state_tells_what_an_author_must_know() {
    let folder = Folder::with(FILES);
    let preview = with(&folder, |options| options.has_drafts = true, |_| {});
    preview.review().expect("nothing changes meanwhile");
    let draft = state(&preview, "/fi/a/luonnos/");
    assert_eq!(draft["page"]["badges"][0]["kind"], "draft");
    assert_eq!(draft["page"]["file"], "content/a/luonnos.fi.md");
    assert_eq!(draft["bring_into_view"], true);
    let shown = state(&preview, "/en/a/yksi/");
    assert_eq!(shown["page"]["badges"][0]["kind"], "fallback");
    let languages = &shown["page"]["languages"];
    let states: Vec<_> = [0, 1, 2].map(|at| languages[at]["state"].as_str()).into();
    assert_eq!(states, [Some("own"), Some("own"), Some("fallback")]);
    assert_eq!(shown["page"]["languages"][2]["current"], true);
    assert_eq!(shown["page"]["words"], 4);
    assert_eq!(shown["page"]["lix"], Value::Null);
    assert_eq!(state(&preview, "/nothing/")["page"], Value::Null);
}

#[test]
fn problems_of_its_facts_are_told_with_a_page() {
    let folder = Folder::with(FILES);
    let preview = preview(&folder);
    folder.write(
        "content/a/yksi.toml",
        "reviewed = 2020-01-01\nreview_every = \"6 months\"\n",
    );
    touch(&preview, &["content/a/yksi.toml"]);
    preview.review().expect("nothing changes meanwhile");
    for (address, is_there) in [
        ("/fi/a/yksi/", true),
        ("/sv/a/yksi/", true),
        ("/fi/a/kaksi/", false),
    ] {
        let told = state(&preview, address);
        let mut problems = told["problems"].as_array().expect("a list").iter();
        let found = problems.any(|problem| {
            problem["code"] == "review-overdue" && problem["here"] == Value::Bool(true)
        });
        assert_eq!(found, is_there, "{address}: {told}");
    }
}

#[test]
fn problems_are_told_with_their_line_at_once_and_go_away() {
    let folder = Folder::with(FILES);
    let preview = preview(&folder);
    preview.review().expect("nothing changes meanwhile");
    let line = "Ää [sivu jossakin](puuttuu.md) </script><b>";
    folder.write("content/a/yksi.fi.md", format!("# Yksi\n\n{line}\n"));
    touch(&preview, &["content/a/yksi.fi.md"]);
    let page = body(&preview, "/fi/a/yksi/");
    let state = state_in(&page);
    let problem = &state["problems"][0];
    assert_eq!(problem["code"], "broken-link", "{state}");
    assert_eq!(problem["line"], 3);
    assert_eq!(problem["text"], line);
    assert_eq!(
        problem["caret_start"],
        "Ää [sivu jossakin](".chars().count()
    );
    assert_eq!(problem["caret_length"], "puuttuu.md".len());
    assert_eq!(
        (&problem["here"], &problem["url"]),
        (&true.into(), &"/fi/a/yksi/".into())
    );
    assert_eq!(state["is_checking"], true);
    let found = preview.review().expect("nothing changes meanwhile");
    assert_eq!(found.of_texts.len(), 1);
    let elsewhere = state_in(&body(&preview, "/fi/"));
    let problems = elsewhere["problems"].as_array().expect("there is a list");
    let told = problems
        .iter()
        .find(|problem| problem["code"] == "broken-link");
    assert_eq!(
        told.map(|problem| &problem["here"]),
        Some(&Value::Bool(false))
    );
    assert_eq!(elsewhere["counts"]["errors"], 1);
    assert_eq!(elsewhere["is_checking"], false);

    folder.write("content/a/yksi.fi.md", "# Yksi\n");
    touch(&preview, &["content/a/yksi.fi.md"]);
    let state = state_in(&body(&preview, "/fi/a/yksi/"));
    assert_eq!(errors(&state), 0, "{state}");
}

#[test]
fn a_failing_template_leaves_the_last_good_page_and_is_told_on_the_page() {
    let folder = Folder::with(FILES);
    let preview = preview(&folder);
    body(&preview, "/fi/a/yksi/");
    folder.write(
        "themes/selkea/templates/page.html",
        "{% extends \"selkea/page.html\" %}{% block title %}{{ page.missing.key }}{% endblock title %}",
    );
    touch(&preview, &["themes/selkea/templates/page.html"]);
    let answer = get(&preview, "/fi/a/yksi/");
    assert_eq!(answer.status, 500);
    let page = text(answer);
    assert!(
        page.contains("Teksti sivulla."),
        "the last good page: {page}"
    );
    let told = state_in(&page);
    assert_eq!(told["is_last_good"], true);
    assert_eq!(told["problems"][0]["code"], "template-error", "{told}");
    assert_eq!(
        told["problems"][0]["file"],
        "themes/selkea/templates/page.html"
    );
    assert_eq!(preview.failing().len(), 1);
    assert_eq!(
        state(&preview, "/fi/a/yksi/")["problems"][0]["code"],
        "template-error"
    );

    let never_shown = get(&preview, "/fi/a/kaksi/");
    assert_eq!(never_shown.status, 500);
    let page = text(never_shown);
    assert!(page.contains("This page cannot be shown"), "{page}");
    assert_eq!(state_in(&page)["is_last_good"], false);
    assert_eq!(state(&preview, "/fi/a/kaksi/")["is_last_good"], false);
    assert_eq!(state(&preview, "/fi/a/yksi/")["is_last_good"], true);

    folder.remove("themes/selkea/templates/page.html");
    touch(&preview, &["themes/selkea/templates/page.html"]);
    let state = state_in(&body(&preview, "/fi/a/yksi/"));
    assert_eq!(errors(&state), 0, "{state}");
    assert!(preview.failing().is_empty());
}

#[test]
fn broken_settings_and_front_matter_leave_the_last_good_state() {
    let folder = Folder::with(FILES);
    let preview = preview(&folder);
    for (path, broken) in [
        ("site.toml", "base_url = "),
        ("content/a/yksi.fi.md", "+++\ntitle = \n+++\nUusi\n"),
        ("content/a/yksi.fi.md", "+++\ntitle = \"x\"\nUusi\n"),
        ("themes/selkea/theme.toml", "nonsense"),
    ] {
        let before = std::fs::read(folder.join(path)).ok();
        folder.write(path, broken);
        assert!(touch(&preview, &[path]), "{path}");
        let page = body(&preview, "/fi/a/yksi/");
        assert!(page.contains("Teksti sivulla."), "{path}: {page}");
        preview.review().expect("nothing changes meanwhile");
        let told = state(&preview, "/fi/a/yksi/");
        let problems = told["problems"].as_array().expect("there is a list");
        assert!(
            problems.iter().any(|problem| problem["file"] == path),
            "{told}"
        );
        match before {
            Some(before) => folder.write(path, before),
            None => folder.remove(path),
        }
        assert!(touch(&preview, &[path]), "{path}");
        preview.review().expect("nothing changes meanwhile");
        assert_eq!(
            state(&preview, "/fi/a/yksi/")["counts"]["errors"],
            0,
            "{path}"
        );
    }
}

#[test]
fn two_languages_side_by_side() {
    let folder = Folder::with(FILES);
    let preview = preview(&folder);
    let page = body(&preview, "/fi/a/yksi/?pair=sv");
    for part in [
        "class=\"opas-pair\"",
        "data-left=\"/fi/a/yksi/\"",
        "data-right=\"/sv/a/yksi/\"",
        "data-right-state=\"own\"",
        "data-left-name=\"Suomi\"",
        "src=\"/_opas/pair.js\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let missing = body(&preview, "/fi/a/kaksi/?pair=en");
    assert!(
        missing.contains("data-right=\"\"") && missing.contains("data-right-state=\"missing\"")
    );
    assert_eq!(get(&preview, "/fi/a/yksi/?pair=xx").status, 404);
}

#[test]
fn an_older_translation_shows_what_has_changed() {
    let folder = Folder::with(FILES);
    folder.write("content/a/yksi.fi.md", "# Yksi\n\nKaksi päivää.\n");
    folder.write("content/a/yksi.sv.md", "# Ett\n\nTvå dagar.\n");
    let preview = preview(&folder);
    let path = "/sv/a/yksi/";
    let changes = format!("/_opas/translation?path={path}");
    let before = state(&preview, path);
    assert_eq!(before["page"]["freshness"], Value::Null);
    assert_eq!(get(&preview, &changes).status, 404);

    // Every file of the site is an input, this one too: it comes, it changes, it goes.
    let sources = disk::read(&folder).expect("files can be read");
    let compiled = compile(sources, &options(), &|path| disk::file(&folder, path)).expect("read");
    let name = SourcePath::new("content/a/yksi.fi.md");
    let source = compiled.edition.document(&name).expect("there");
    let source = &compiled.edition.documents[source.0 as usize];
    let blocks: Vec<String> = source
        .prose
        .iter()
        .map(|one| one.hash.to_string())
        .collect();
    folder.write(
        "translations.lock",
        format!(
            "[\"a/yksi\".sv]\nsource = \"fi\"\naccepted = 2026-11-03\nblocks = \"\"\"\n{}\n\"\"\"\n",
            blocks.join("\n")
        ),
    );
    assert!(touch(&preview, &["translations.lock"]));
    assert_eq!(state(&preview, path)["page"]["freshness"]["state"], "fresh");
    assert!(!body(&preview, path).contains("class=\"freshness\""));

    folder.write("content/a/yksi.fi.md", "# Yksi\n\nKolme päivää.\n");
    assert!(touch(&preview, &["content/a/yksi.fi.md"]));
    let stale = state(&preview, path);
    assert_eq!(stale["page"]["freshness"]["lines"], serde_json::json!([3]));
    assert_eq!(stale["page"]["badges"][0]["text"], "1 of 2 blocks older");
    assert!(body(&preview, path).contains("class=\"freshness\""));
    assert!(body(&preview, "/_opas/").contains("data-states=\"fi:own sv:stale en:fallback\""));
    let told: Value = serde_json::from_str(&body(&preview, &changes)).expect("it is JSON");
    assert_eq!(told["changes"][0]["source_line"], 3);
    assert_eq!(told["changes"][0]["translation"]["words"], "Två dagar.");
    assert!(
        told["why_not"]
            .as_str()
            .is_some_and(|why| why.contains("Git"))
    );

    folder.remove("translations.lock");
    assert!(touch(&preview, &["translations.lock"]));
    assert_eq!(state(&preview, path)["page"]["freshness"], Value::Null);
}

#[test]
fn the_overview_has_a_row_for_every_item() {
    let folder = Folder::with(FILES);
    folder.write("content/a/yksi.fi.md", "# <i>Yksi</i>\n\n[x](puuttuu.md)\n");
    let preview = preview(&folder);
    preview.review().expect("nothing changes meanwhile");
    let page = body(&preview, "/_opas/");
    assert_eq!(page.matches("<tr data-text").count(), 4);
    let row = page
        .lines()
        .find(|line| line.contains("data-text=\"yksi a/yksi\""))
        .expect("there is a row");
    assert!(
        row.contains("data-states=\"fi:own sv:own en:fallback\""),
        "{row}"
    );
    assert!(row.contains("<a href=\"/sv/a/yksi/\">own</a>"), "{row}");
    let findings = row
        .split("data-findings=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    assert!(findings.is_some_and(|count| count != "0"), "{row}");
}

#[test]
fn the_editor_opens_only_for_pages_of_this_preview_and_files_of_the_site() {
    let folder = Folder::with(FILES);
    let preview = preview(&folder);
    let token = state(&preview, "/fi/")["token"].as_str().map(str::to_owned);
    let open = |token: Option<String>, body: &str| {
        preview.answer(&Request {
            method: Method::Post,
            token,
            body: body.as_bytes().to_vec(),
            ..Request::get("/_opas/open")
        })
    };
    let place = r#"{"file":"content/index.fi.md","line":2,"column":3}"#;
    assert_eq!(open(None, place).status, 403);
    assert_eq!(open(Some("x".to_owned()), place).status, 403);
    assert_eq!(get(&preview, "/_opas/open").status, 405);
    let answer = open(token.clone(), place);
    assert_eq!(answer.status, 200);
    let told: Value = serde_json::from_str(&text(answer)).expect("it is JSON");
    let url = told["url"].as_str().unwrap_or_default();
    assert!(
        url.starts_with("vscode://file/") && url.ends_with("/content/index.fi.md:2:3"),
        "{url}"
    );
    assert_eq!(open(token.clone(), "{}").status, 400);
    for file in [
        "../../etc/passwd",
        "/etc/passwd",
        "content",
        "content/none.md",
    ] {
        let place = serde_json::json!({ "file": file }).to_string();
        assert_eq!(open(token.clone(), &place).status, 404, "{file}");
    }
}

#[cfg(unix)]
#[test]
fn an_editor_of_ones_own_is_started_with_the_place() {
    let folder = Folder::with(FILES);
    let note = folder.join("note");
    let command = format!(
        "sh -c 'printf \"%s\" \"$0\" > {}' {{file}}:{{line}}",
        note.display()
    );
    let editor = Editor::from_command(&command).expect("it is a command");
    let preview = with(&folder, |_| {}, |choices| choices.editor = editor);
    let token = state(&preview, "/fi/")["token"].as_str().map(str::to_owned);
    let answer = preview.answer(&Request {
        method: Method::Post,
        token,
        body: br#"{"file":"content/index.fi.md","line":7}"#.to_vec(),
        ..Request::get("/_opas/open")
    });
    assert_eq!(answer.status, 204);
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    let said = loop {
        let said = std::fs::read_to_string(&note).unwrap_or_default();
        if !said.is_empty() || std::time::Instant::now() > end {
            break said;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    };
    assert!(said.ends_with("content/index.fi.md:7"), "{said}");
}

#[test]
fn the_terminal_tells_each_problem_once() {
    let folder = Folder::with(FILES);
    let preview = preview(&folder);
    let mut console = Console::default();
    let mut news = |preview: &Preview| {
        let findings = preview.review().expect("nothing changes meanwhile");
        console.news(preview.root(), &(*findings).clone().into_all())
    };
    let first = news(&preview).expect("the first look is told");
    assert!(first.contains("missing-translation"), "{first}");
    assert_eq!(news(&preview), None);

    folder.write("content/index.fi.md", "# Etusivu\n\n[x](puuttuu.md)\n");
    touch(&preview, &["content/index.fi.md"]);
    let told = news(&preview).expect("it is new");
    assert!(
        told.contains("broken-link") && !told.contains("missing-translation"),
        "{told}"
    );
    folder.write(
        "content/index.fi.md",
        "# Etusivu\n\nUusi rivi.\n\n[x](puuttuu.md)\n",
    );
    touch(&preview, &["content/index.fi.md"]);
    assert_eq!(news(&preview), None, "it only moved");
    folder.write("content/index.fi.md", "# Etusivu\n");
    touch(&preview, &["content/index.fi.md"]);
    let told = news(&preview).expect("one is gone");
    assert!(!told.contains("error"), "{told}");
}

#[test]
fn a_folder_without_a_site_is_refused() {
    let folder = Folder::new();
    let refused = Preview::open(&folder, options(), Choices::default()).err();
    let words = refused
        .map(|error| format!("{error:#}"))
        .unwrap_or_default();
    assert!(words.contains("there is no `site.toml`"), "{words}");
}

/// A page without what differs in every run.
fn without_state(html: &str) -> String {
    match html.split_once("<script type=\"application/json\" id=\"opas-state\"") {
        Some((before, rest)) => {
            let after = rest.split_once("</script>").map_or("", |(_, after)| after);
            format!("{before}{after}")
        }
        None => html.to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_it_answers_like_one_that_has_just_started(edits in edits()) {
        let mut files = BTreeMap::from([("site.toml", SITE), ("content/index.fi.md", "# Etusivu\n")]);
        let folder = Folder::with(&files.iter().map(|(path, text)| (*path, *text)).collect::<Vec<_>>());
        let warm = preview(&folder);
        for edit in &edits {
            let before = files.clone();
            apply(&mut files, edit);
            files.entry("site.toml").or_insert(SITE);
            for (path, text) in files.iter().filter(|(path, text)| before.get(*path) != Some(text)) {
                folder.write(path, text);
            }
            for path in before.keys().filter(|path| !files.contains_key(*path)) {
                folder.remove(path);
            }
            let all: Vec<&str> = before.keys().chain(files.keys()).copied().collect();
            touch(&warm, &all);
            if !is_whole(&files) {
                continue;
            }
            let cold = preview(&folder);
            let sources = disk::read(&folder).expect("files can be read");
            let compiled = compile(sources, &options(), &|path| disk::file(&folder, path))
                .expect("files can be read");
            for address in compiled.plan.jobs.keys() {
                let address = format!("{}{address}", cold.home());
                let (warm, cold) = (get(&warm, &address), get(&cold, &address));
                assert_eq!(warm.status, cold.status, "{address}");
                let text = |answer: Answer| {
                    let bytes = answer.into_bytes().expect("it can be read");
                    without_state(&String::from_utf8_lossy(&bytes))
                };
                assert_eq!(text(warm), text(cold), "{address}");
            }
        }
    }
}

#[test]
fn every_part_of_the_theme_is_shown_with_the_authors_own_files() {
    let folder = Folder::with(FILES);
    let preview = preview(&folder);
    let home = body(&preview, "/_opas/theme/");
    assert!(home.contains("src=\"/_opas/preview.js\""), "{home}");
    let mut seen = BTreeSet::new();
    let mut next = vec!["/_opas/theme/".to_owned()];
    while let Some(address) = next.pop() {
        let answer = get(&preview, &address);
        assert_eq!(answer.status, 200, "{address}");
        if !answer.media_type.starts_with("text/html") || !seen.insert(address.clone()) {
            continue;
        }
        let page = text(answer);
        for part in page.split([' ', '\n']).filter_map(|part| {
            let link = part
                .strip_prefix("href=\"")
                .or(part.strip_prefix("src=\""))?;
            link.split(['"', '#']).next()
        }) {
            if part.starts_with("/_opas/theme/") {
                next.push(part.to_owned());
            }
        }
    }
    assert!(seen.len() > 30, "{seen:?}");
    let all: String = seen.iter().map(|address| body(&preview, address)).collect();
    for part in [
        "Draft",
        "Archived",
        "Luonnos",
        "class=\"note",
        "<details",
        "class=\"steps\"",
        "footnotes",
        "class=\"checklist\"",
        "<table",
        "class=\"cards\"",
        "class=\"banner\"",
        "class=\"facts\"",
    ] {
        assert!(all.contains(part), "{part}");
    }
    assert_eq!(get(&preview, "/_opas/theme/nothing/").status, 404);

    folder.write(
        "themes/selkea/blocks/note.html",
        "<p>OMA {{ block.body | safe }}</p>",
    );
    touch(&preview, &["themes/selkea/blocks/note.html"]);
    assert!(body(&preview, "/_opas/theme/blocks/").contains("<p>OMA <p>A note without a title."));
}

#[test]
fn the_site_of_all_parts_has_no_problems() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/shell/serve/showcase");
    let options = Options {
        has_drafts: true,
        ..options()
    };
    let sources = disk::read(&root).expect("files can be read");
    let compiled = compile(sources, &options, &|path| disk::file(&root, path)).expect("read");
    assert_eq!(compiled.diagnostics, []);
    assert!(compiled.render_problems().is_empty());
}
