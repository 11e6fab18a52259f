//! Quizzes and practices as readers get them.

use crate::site::{html, outputs, problems, site};

const QUIZ: &str = r#"
[[questions]]
id = "codes"
kind = "single"
prompt = { fi = "Kysymys", sv = "Fråga" }
options = [
  { text = { fi = "Yksi", sv = "Ett" }, why = { fi = "Väärin yksi", sv = "Fel ett" } },
  { text = { fi = "Kaksi", sv = "Två" }, why = { fi = "Oikein kaksi", sv = "Rätt två" }, correct = true },
]
[[questions]]
id = "sequence"
kind = "order"
prompt = { fi = "Järjestys", sv = "Ordning" }
options = [
  { text = { fi = "Ensin", sv = "Först" }, why = { fi = "e", sv = "f" } },
  { text = { fi = "Sitten", sv = "Sedan" }, why = { fi = "s", sv = "s" } },
  { text = { fi = "Lopuksi", sv = "Sist" }, why = { fi = "l", sv = "s" } },
]
"#;

const PRACTICE: &str = r#"
start = "service"
[[screens]]
id = "service"
kind = "page"
title = { fi = "Palvelu", sv = "Tjänst" }
task = { fi = "Tehtävä tässä", sv = "Uppgiften här" }
hint = { fi = "Vihje tässä", sv = "Ledtråden här" }
address = "palvelu.example"
elements = [
  { kind = "field", text = { fi = "Tunnus", sv = "Kod" }, example = "1234" },
  { kind = "button", text = { fi = "Peruuta", sv = "Avbryt" }, wrong = { fi = "Ei näin", sv = "Inte så" } },
  { kind = "link", text = { fi = "Jatka", sv = "Vidare" }, to = "done" },
]
[[screens]]
id = "done"
kind = "result"
title = { fi = "Valmis", sv = "Klart" }
well = [{ fi = "Hienoa", sv = "Fint" }]
"#;

const FI: (&str, &str) = ("content/a.fi.md", "# Sivu\n\nTeksti.\n\n## Loppu\n");
const SV: (&str, &str) = ("content/a.sv.md", "# Sida\n\nText.\n\n## Slut\n");

fn all<'a>(extra: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut files = vec![
        ("content/index.fi.md", "# Etusivu\n"),
        FI,
        SV,
        ("content/a.quiz.toml", QUIZ),
        ("content/a.practice.toml", PRACTICE),
    ];
    for (path, text) in extra {
        files.retain(|(other, _)| other != path);
        files.push((path, text));
    }
    files
}

#[test]
fn exercises_end_a_page_unless_blocks_place_them() {
    let page = html(&site(&all(&[])), "fi/a/index.html");
    let place = |html: &str, what: &str| html.find(what).unwrap_or_else(|| panic!("{what}"));
    assert!(place(&page, "Loppu</h2>") < place(&page, "ui-practice-title"));
    assert!(place(&page, "ui-practice-title") < place(&page, "ui-quiz-title"));

    let text = "# Sivu\n\n:::tietovisa\n:::\n\n:::harjoitus\n:::\n\n## Loppu\n";
    let page = html(&site(&all(&[("content/a.fi.md", text)])), "fi/a/index.html");
    assert!(place(&page, "ui-quiz-title") < place(&page, "ui-practice-title"));
    assert!(place(&page, "ui-practice-title") < place(&page, "Loppu</h2>"));
    assert_eq!(page.matches("id=\"ui-quiz-title\"").count(), 1);
}

#[test]
fn hints_are_in_the_guided_practice_alone() {
    let built = site(&all(&[]));
    let guided = html(&built, "fi/a/harjoitus/service/index.html");
    let free = html(&built, "fi/a/harjoitus/itse/service/index.html");
    assert!(guided.contains("Vihje tässä"));
    assert!(!free.contains("Vihje tässä"));
    assert!(free.contains("Tehtävä tässä") && free.contains("Kirjoita: 1234"));
    assert!(free.contains("href=\"/fi/a/harjoitus/itse/done/#ui-task\""));
    assert!(free.contains("href=\"/fi/a/harjoitus/itse/service/2/#ui-task\""));
    let wrong = html(&built, "fi/a/harjoitus/itse/service/2/index.html");
    assert!(wrong.contains("Ei näin"));
    assert!(wrong.contains("href=\"/fi/a/harjoitus/itse/service/#ui-task\""));
    let swedish = html(&built, "sv/a/ovning/service/index.html");
    assert!(swedish.contains("Ledtråden här"));
    assert!(
        swedish.contains("href=\"/fi/a/harjoitus/service/\""),
        "the same screen"
    );
}

#[test]
fn every_page_of_a_practice_says_what_it_is_and_is_hidden_from_search() {
    let built = site(&all(&[]));
    let mut seen = 0;
    for (address, bytes) in outputs(&built) {
        let text = String::from_utf8_lossy(&bytes);
        if address.contains("/harjoitus/") || address.contains("/ovning/") {
            seen += 1;
            for (lang, words) in [
                ("fi", "HARJOITUS – ei oikea palvelu"),
                ("sv", "ÖVNING – inte en riktig tjänst"),
                ("en", "PRACTICE – not a real service"),
            ] {
                let marked = format!("<span lang=\"{lang}\" dir=\"ltr\">{words}</span>");
                assert!(text.contains(&marked), "{address}: {words}");
            }
            assert!(
                text.contains("name=\"robots\" content=\"noindex\""),
                "{address}"
            );
            assert!(
                text.contains("form-action &#39;none&#39;") || text.contains("form-action 'none'")
            );
            assert!(
                !text.contains("<form") && !text.contains("type=\"password\""),
                "{address}"
            );
            assert!(text.contains("practice."), "{address}");
        } else {
            let is_list = ["sitemap.xml", "feed.xml", "kaikki-sivut/index.html"]
                .iter()
                .any(|list| address.ends_with(list));
            let names = text.contains("/harjoitus/") || text.contains("/ovning/");
            assert!(!is_list || !names, "{address}");
            assert!(!text.contains("theme/practice."), "{address}");
        }
    }
    assert_eq!(seen, 2 * 2 * 4);
}

#[test]
fn the_script_is_on_pages_with_a_quiz_alone() {
    let built = site(&all(&[]));
    assert!(html(&built, "fi/a/index.html").contains("theme/lesson."));
    for other in [
        "fi/index.html",
        "fi/a/ohjaajalle/index.html",
        "fi/a/harjoitus/index.html",
    ] {
        assert!(!html(&built, other).contains("theme/lesson."), "{other}");
    }
}

#[test]
fn the_trainers_page_has_the_answers_and_the_map() {
    let page = html(&site(&all(&[])), "fi/a/ohjaajalle/index.html");
    assert!(page.contains("<details class=\"answer\" open>"));
    assert!(!page.contains("data-quiz"));
    assert!(page.contains("Peruuta – väärä valinta: Ei näin"));
    assert!(page.contains("Jatka – vie näytölle: 2. Valmis"));
}

#[test]
fn the_order_on_the_page_is_never_the_right_one() {
    let page = html(&site(&all(&[])), "fi/a/index.html");
    let key = |text: &str| {
        let at = page.find(&format!(">{text}</label>")).expect("an option");
        let before = &page[..at];
        let from = before.rfind("data-key=\"").expect("its place") + "data-key=\"".len();
        before[from..].chars().next()
    };
    assert_eq!(key("Ensin"), Some('1'));
    assert_eq!(key("Sitten"), Some('2'));
    assert_eq!(key("Lopuksi"), Some('3'));
    let places: Vec<usize> = ["Ensin", "Sitten", "Lopuksi"]
        .iter()
        .filter_map(|text| page.find(&format!(">{text}</label>")))
        .collect();
    assert!(!places.is_sorted());
}

#[test]
fn a_page_in_another_language_has_the_exercises_of_its_text() {
    let built = site(&all(&[]));
    let page = html(&built, "en/a/index.html");
    assert!(page.contains(">Tarkista") || page.contains("data-check=\"Tarkista\""));
    assert!(page.contains("Kysymys"));
    assert!(page.contains("href=\"/fi/a/harjoitus/\""));
}

#[test]
fn the_examples_of_the_guide_are_right() {
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/exercises.md");
    let guide = std::fs::read_to_string(guide).expect("the guide can be read");
    let mut files = vec![
        ("content/index.fi.md".to_owned(), "# Etusivu\n".to_owned()),
        ("content/index.sv.md".to_owned(), "# Start\n".to_owned()),
        (
            "content/index.toml".to_owned(),
            "languages = [\"fi\", \"sv\"]\n".to_owned(),
        ),
    ];
    for part in guide.split("```toml\n# ").skip(1) {
        let example = part.split("```").next().unwrap_or_default();
        let (name, text) = example.split_once('\n').expect("a name and a text");
        files.push((format!("content/{name}"), text.to_owned()));
    }
    assert_eq!(files.len(), 5);
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let built = site(&files);
    assert_eq!(problems(&built), Vec::<String>::new());
    assert!(html(&built, "fi/index.html").contains("ui-quiz-title"));
    assert!(html(&built, "sv/ovning/confirm/index.html").contains("Skriv: 12345678"));
}
