//! Policies: what readers see of versions and variants, and the commands of the desk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use opas::base::UrlPath;
use opas::build::Live;

use crate::live::{Files, follow, live};
use crate::site::{output, outputs, site};

const SITE: &str = r#"
base_url = "https://site.example/"
[[languages]]
code = "fi"
name = "Sivusto"
[organisations.region]
name = { fi = "Seutu" }
[organisations.town]
name = { fi = "Kunta" }
"#;

const BASE: &str = r#"
type = "policy"
policy_id = "etatyo"
version = "1.0"
status = "review"
acknowledgement = { required = true, channel = "form", address = "https://form.example/?k={key}&o={organisation}" }
[variables.days]
kind = "number"
name = { fi = "Päiviä" }
value = 2
"#;

const TEXT: &str = "# P\n\nAlku.\n\n:::clause[Päivät]{#days}\n\nEnintään [days]{variable}.\n\n### Lisää\n\nTeksti.\n\n:::\n\n:::clause[Muu]{#other}\n\nMuuta.\n\n:::\n";

const VARIANT: &str = r#"
type = "policy"
policy_id = "etatyo-kunta"
version = "1.0"
status = "review"
organisation = "town"
based_on_policy = "etatyo"
based_on_version = "1.0"
variables = { days = 4 }
"#;

fn files() -> Files<'static> {
    BTreeMap::from([
        ("site.toml", SITE),
        ("content/index.fi.md", "# Etusivu\n"),
        ("content/p.fi.md", TEXT),
        ("content/p.toml", BASE),
        (
            "content/v.fi.md",
            "# V\n\n:::append{#days}\n\nMyös näin.\n\n:::\n",
        ),
        ("content/v.toml", VARIANT),
    ])
}

fn built(files: &Files<'_>) -> BTreeMap<String, String> {
    let list: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, *text)).collect();
    let compiled = site(&list);
    assert!(!compiled.has_errors(), "{:?}", compiled.diagnostics);
    let made = outputs(&compiled).into_iter();
    made.filter_map(|(address, bytes)| Some((address, String::from_utf8(bytes).ok()?)))
        .collect()
}

/// A page of a live site.
fn page(live: &Live, address: &str) -> String {
    let edition = live.edition();
    let job = edition.find(address).expect("the page is there");
    let bytes = output(edition, &UrlPath::new(address), &job);
    String::from_utf8(bytes).expect("pages are text")
}

#[test]
fn an_edit_of_the_base_shows_on_the_pages_of_its_variants() {
    let before = files();
    let mut after = before.clone();
    let text = TEXT.replace("Muuta.", "Aivan muuta.");
    after.insert("content/p.fi.md", &text);
    let mut warm = live(&before);
    follow(&mut warm, &before, &after);
    let mut clauses = after.clone();
    let text = text.replace(
        ":::clause[Muu]{#other}",
        ":::clause[Uusi]{#new}\n\nX.\n\n:::\n\n:::clause[Muu]{#other}",
    );
    clauses.insert("content/p.fi.md", &text);
    for (state, files) in [(1, &after), (2, &clauses)] {
        if state == 2 {
            follow(&mut warm, &after, &clauses);
        }
        let cold = live(files);
        for address in [
            "fi/v/index.html",
            "fi/v/erot/index.html",
            "fi/p/vertailu/index.html",
        ] {
            assert_eq!(
                page(&warm, address),
                page(&cold, address),
                "{address} in state {state}"
            );
        }
    }
    let page = page(&warm, "fi/v/index.html");
    assert!(page.contains("Aivan muuta.") && page.contains("Uusi"));
}

#[test]
fn a_variant_has_its_values_its_addition_and_a_link_that_fills_in_its_form() {
    let made = built(&files());
    let page = &made["fi/v/index.html"];
    assert!(page.contains("Enintään 4."), "the variant's value");
    assert!(made["fi/p/index.html"].contains("Enintään 2."));
    assert!(page.contains("Myös näin.") && page.contains("Kunta: lisäys"));
    assert!(page.contains("https://form.example/?k=etatyo%2Dkunta%401&amp;o=town"));
    assert!(page.contains("theme/policy.") && !page.contains("theme/learning."));
}

#[test]
fn no_page_of_a_policy_has_an_id_twice() {
    let mut files = files();
    // The page of an organisation gathers several kinds.
    files.insert("content/town.fi.md", "# Kunta\n");
    files.insert(
        "content/town.toml",
        "type = \"organisation\"\norganisation = \"town\"\n",
    );
    files.insert("content/g.fi.md", "# Opas\n");
    files.insert(
        "content/g.toml",
        "type = \"guide\"\norganisations = [\"town\"]\n",
    );
    let variant = format!("{VARIANT}organisations = [\"town\"]\n");
    files.insert("content/v.toml", &variant);
    let made = built(&files);
    let groups = made["fi/town/index.html"].matches("class=\"contents\"");
    assert_eq!(groups.count(), 2);
    for (address, page) in made {
        let mut seen = BTreeSet::new();
        for part in page.split(" id=\"").skip(1) {
            let id = part.split('"').next().unwrap_or_default();
            assert!(seen.insert(id), "{address}: `{id}`");
        }
    }
}

#[test]
fn an_old_version_leads_to_the_one_in_force() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/policies/expected");
    let page = |name: &str| std::fs::read_to_string(root.join(name)).expect("it is made");
    let old = page("en/remote-work/policy-2025/index.html");
    let state = old.split("</div>").next().unwrap_or_default();
    assert!(state.contains("no longer in force"), "{state}");
    assert!(
        state.contains("href=\"/en/remote-work/policy/\""),
        "{state}"
    );
    let rows = page("fi/etatyo/ohje/vertailu/index.html");
    let place = |name: &str| rows.find(&format!(">{name}</a>")).expect("a row");
    assert!(place("Alala") < place("Ylälä") && place("Ylälä") < place("Åkylä"));
}

#[test]
fn the_styles_of_a_policy_fit_into_their_budget() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/selkea/static");
    let bytes = |name: &str| {
        std::fs::read(folder.join(name))
            .expect("a style sheet")
            .len()
    };
    // `style.css` is 6 500 bytes when it is packed; the rest may be 1 600.
    assert!(bytes("policy.css") < 4_500, "{}", bytes("policy.css"));
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn counted(name: &str, answers: &str, people: &str, format: &str) -> (bool, String) {
    let folder = std::env::temp_dir().join(format!("opas-{name}-{}", std::process::id()));
    let folder = Folder(folder);
    std::fs::create_dir_all(&folder.0).expect("made");
    let file = |name: &str, text: &str| {
        let path = folder.0.join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    let run = Command::new(env!("CARGO_BIN_EXE_opas"))
        .args(["policy", "acknowledgements"])
        .arg(file("answers.csv", answers))
        .arg("--headcount")
        .arg(file("people.csv", people))
        .args(["--format", format])
        .output()
        .expect("the program runs");
    let text = [run.stdout, run.stderr].concat();
    (
        run.status.success(),
        String::from_utf8_lossy(&text).into_owned(),
    )
}

#[test]
fn acknowledgements_are_counted_by_unit_and_name_nobody() {
    let people = "unit,people\nOffice,4\nSchool,10\n";
    let answers = "who,unit,key,count\nMatti Malli,Office,etatyo@1,\nx,Office,etatyo@1,2\ny,Matti Malli,etatyo@1,\n";
    let (is_fine, text) = counted("counted", answers, people, "text");
    assert!(is_fine, "{text}");
    assert!(text.contains("Office: 3 of 4, 75.0 %"), "{text}");
    assert!(text.contains("School: 0 of 10, 0.0 %"), "{text}");
    assert!(text.contains("does not name: 1"), "{text}");
    assert!(!text.contains("Matti"), "{text}");
    let (is_fine, text) = counted("json", answers, people, "json");
    assert!(is_fine && text.contains("\"percent\": 75.0"), "{text}");
}

#[test]
fn tables_of_spreadsheets_are_read_as_they_write_them() {
    let people = "\u{feff}unit;people\r\nKoulu, yläaste;4\r\n";
    let answers = "\u{feff}key;unit\r\netatyo@1;Koulu, yläaste\r\n";
    let (is_fine, text) = counted("semicolons", answers, people, "text");
    assert!(is_fine, "{text}");
    assert!(text.contains("Koulu, yläaste: 1 of 4, 25.0 %"), "{text}");
}

#[test]
fn tables_with_personal_data_are_refused_with_their_place() {
    let people = "unit,people\nOffice,4\n";
    for (name, cell) in [("code", "010170-960F"), ("mail", "a.b@example.fi")] {
        let answers = format!("unit,key,who\nOffice,etatyo@1,x\nOffice,etatyo@1,{cell}\n");
        let (is_fine, text) = counted(name, &answers, people, "text");
        assert!(!is_fine);
        assert!(
            text.contains("answers.csv:3: column 3: this looks like"),
            "{text}"
        );
        assert!(!text.contains(cell), "{text}");
    }
    let (is_fine, text) = counted("head", "unit;key;Nimi\nOffice;etatyo@1;x\n", people, "text");
    assert!(
        !is_fine && text.contains("answers.csv:1: column 3"),
        "{text}"
    );
    let (is_fine, text) = counted("key", "unit,key\nOffice,Matti\n", people, "text");
    assert!(!is_fine && !text.contains("Matti"), "{text}");
}

/// What a command says about the golden site.
fn desk(arguments: &[&str]) -> (bool, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_opas"))
        .arg("--root")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/policies"))
        .arg("policy")
        .args(arguments)
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&run.stdout).into_owned();
    (run.status.success(), text)
}

#[test]
fn the_status_tells_what_is_in_force_and_what_waits() {
    let states = |date: &str| -> BTreeMap<String, serde_json::Value> {
        let (is_fine, text) = desk(&["status", "--format", "json", "--date", date]);
        assert!(is_fine, "{text}");
        let all: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
        let named = all.into_iter().map(|one| {
            let name = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
            (format!("{}@{}", name("policy"), name("version")), one)
        });
        named.collect()
    };
    let state = |date: &str, policy: &str| states(date)[policy]["state"].clone();
    assert_eq!(state("2025-01-20", "remote-work@1.0"), "pending");
    assert_eq!(state("2026-10-31", "remote-work@1.0"), "in-force");
    assert_eq!(state("2026-10-31", "remote-work@2.0"), "pending");
    assert_eq!(state("2026-11-01", "remote-work@1.0"), "superseded");
    assert_eq!(state("2029-12-31", "remote-work@2.0"), "in-force");
    assert_eq!(state("2030-01-01", "remote-work@2.0"), "expired");
    let today = states("2026-11-24");
    let lower = &today["remote-work-lower@1.0"];
    assert_eq!(
        lower["lagging"]["clauses"],
        serde_json::json!(["days", "place"])
    );
    assert_eq!(lower["overdue"], true);
    let (_, text) = desk(&["status", "--date", "2026-11-24"]);
    assert!(
        text.contains("lags behind: based on 1.0, the base is 2.0"),
        "{text}"
    );
    assert!(text.contains("review by 2027-10-01"), "{text}");
}

#[test]
fn the_calendar_has_a_whole_day_for_each_review_to_come() {
    let (is_fine, text) = desk(&["calendar", "--date", "2026-11-24"]);
    assert!(is_fine, "{text}");
    assert!(text.contains("DTSTART;VALUE=DATE:20271001"), "{text}");
    assert!(
        text.contains("UID:remote-work-policy-review@policies.example"),
        "{text}"
    );
    assert!(
        !text.contains("UID:remote-work-old-review"),
        "it is replaced"
    );
    let (_, later) = desk(&["calendar", "--date", "2026-11-25"]);
    assert_eq!(text, later, "the same events on another day");
}
