//! Courses, lessons, sessions and places: what each audience gets, and when things are.

use std::collections::{BTreeMap, BTreeSet};

use opas::base::UrlPath;
use opas::build::{Compiled, Options, compile};
use opas::locale::Date;

use crate::site::{options, outputs, problems, read_from, site, sources};

/// Stands in everything that is for trainers alone, and nowhere else.
const SECRET: &str = "SALAISUUS";

pub(crate) const ALL_OUTPUTS: &str = r#"
base_url = "https://site.example/"
[[languages]]
code = "fi"
name = "Sivusto"
[[languages]]
code = "sv"
name = "Webbplats"
[organisations.halsua]
name = { fi = "Halsua", sv = "Halsua" }
[outputs]
llms = true
markdown = true
feeds = true
headers = true
"#;

const LESSON: &str = r#"+++
title = "Pankkitunnuksilla palveluun"
objectives = ["Osaat kirjautua."]
key_points = ["Koodi on vain sinun."]
stop_when = "Jos joku kysyy koodia."
+++

:::trainer[SALAISUUS otsikko]{minutes=3}

SALAISUUS ensimmäisenä, ennen kaikkea muuta.

## SALAISUUS väliotsikko

- SALAISUUS luettelossa
  - [SALAISUUS linkissä](index.md)

| SALAISUUS | taulukko |
|---|---|
| SALAISUUS | solu |

:::note[SALAISUUS huomautuksen otsikko]

SALAISUUS huomautuksessa.

:::

:::

## Avaa palvelu

:::step[Avaa selain]{#open}

Avaa se.

:::trainer

SALAISUUS vaiheen sisällä.

:::

:::expect

Näet sivun.

:::

:::

:::step[Kirjaudu sisään]{#login}

Kirjoita tunnus.

:::wrong[Väärä sivu]

Palaa takaisin.

:::say

SALAISUUS vihjeen sisällä.

:::

:::

:::

:::step[Kirjaudu ulos]{#logout}

Paina painiketta.

:::

:::try[Kokeile itse]

Tee sama uudestaan.

:::solution

SALAISUUS ratkaisussa.

:::

:::

:::discuss[SALAISUUS kysymyksenä]

SALAISUUS keskustelussa.

:::

:::include{file="_muut.md"}

:::
"#;

const FRAGMENT: &str = ":::trainer\n\nSALAISUUS liitetystä tiedostosta.\n\n:::\n\nKaikille.\n";

const SESSION: &str = r#"+++
title = "Tietoturva kotona"
objectives = ["Suojaat laitteen."]
+++

Teksti lukijalle.

:::slide[Kolme asiaa]{#three}

- laite
- verkko

:::say

SALAISUUS puheessa.

:::

:::

:::slide[Toinen dia]

Lyhyt teksti.

:::
"#;

const SESSION_FACTS: &str = r#"
languages = ["fi"]
type = "session"
number = 4
minutes = 30

[[agenda]]
minutes = 10
kind = "talk"
title = { fi = "Alustus" }

[[agenda]]
minutes = 20
kind = "discuss"
title = { fi = "Keskustelu" }

[[occurrences]]
start = 2027-02-09T09:00:00
organisation = "halsua"
mode = "online"

[[occurrences]]
start = 2026-10-06T09:00:00
organisation = "halsua"
mode = "onsite"
status = "held"
attendance = { registered = 12, attended = 9 }
"#;

fn library() -> Vec<(&'static str, &'static str)> {
    vec![
        ("site.toml", ALL_OUTPUTS),
        ("content/index.fi.md", "# Etusivu\n"),
        ("content/index.sv.md", "# Startsida\n"),
        (
            "content/kurssi/index.fi.md",
            "+++\ntitle = \"Kurssi\"\nobjectives = [\"Osaat asioida.\"]\n+++\n\n:::trainer\n\nSALAISUUS kurssin sivulla.\n\n:::\n",
        ),
        (
            "content/kurssi/index.toml",
            "languages = [\"fi\"]\ntype = \"course\"\n[defaults]\nlanguages = [\"fi\"]\n",
        ),
        ("content/kurssi/pankki.fi.md", LESSON),
        (
            "content/kurssi/pankki.toml",
            "type = \"lesson\"\norder = 1\nminutes = { teach = 15, practice = 20 }\naudience = [\"senior\"]\n",
        ),
        (
            "content/kurssi/toinen.fi.md",
            "+++\ntitle = \"Toinen\"\nobjectives = [\"Osaat.\"]\nkey_points = [\"Muista.\"]\n+++\n",
        ),
        (
            "content/kurssi/toinen.toml",
            "type = \"lesson\"\norder = 2\nminutes = { teach = 5, practice = 10 }\n",
        ),
        ("content/kurssi/_muut.fi.md", FRAGMENT),
        (
            "content/sarja/index.fi.md",
            "+++\ntitle = \"Sarja\"\nfallback = \"none\"\n+++\n",
        ),
        (
            "content/sarja/index.toml",
            "type = \"series\"\n[[sessions]]\nnumber = 1\ntitle = { fi = \"Pelisäännöt\" }\ngoals = { fi = \"Tiedät, mitä sovitaan.\" }\n",
        ),
        ("content/sarja/tietoturva.fi.md", SESSION),
        ("content/sarja/tietoturva.toml", SESSION_FACTS),
    ]
}

pub(crate) fn built(files: &[(&str, &str)]) -> (Compiled, BTreeMap<String, String>) {
    let compiled = site(files);
    let outputs = outputs(&compiled)
        .into_iter()
        .map(|(address, bytes)| (address, String::from_utf8_lossy(&bytes).into_owned()))
        .collect();
    (compiled, outputs)
}

#[test]
fn learners_get_no_word_of_what_is_for_trainers() {
    let (compiled, outputs) = built(&library());
    assert!(!compiled.has_errors(), "{:?}", problems(&compiled));
    let with_secrets: BTreeSet<&str> = outputs
        .iter()
        .filter(|(_, text)| text.to_uppercase().contains(SECRET))
        .map(|(address, _)| address.as_str())
        .collect();
    let trainers: BTreeSet<&str> = outputs
        .keys()
        .map(String::as_str)
        .filter(|address| address.ends_with("/ohjaajalle/index.html"))
        .collect();
    assert_eq!(
        with_secrets, trainers,
        "the first are the outputs with what is for trainers, the second the trainers' pages"
    );
    assert_eq!(trainers.len(), 3, "{trainers:?}");
    let page = &outputs["fi/kurssi/pankki/ohjaajalle/index.html"];
    let secrets = [
        &LESSON.matches(SECRET).count(),
        &FRAGMENT.matches(SECRET).count(),
    ];
    let all: usize = secrets.into_iter().sum();
    assert!(
        page.matches(SECRET).count() >= all,
        "the trainer's page has all of it and the learner's text"
    );
    assert!(page.contains("Kirjoita tunnus."));
}

#[test]
fn trainers_pages_are_no_pages_for_machines() {
    let (_, outputs) = built(&library());
    for (address, text) in &outputs {
        let is_for_machines = address.ends_with(".xml") || address.ends_with(".txt");
        let is_index = address.contains("kaikki-sivut");
        if is_for_machines || is_index {
            assert!(
                !text.contains("ohjaajalle"),
                "{address} names a trainer's page"
            );
        }
    }
    let page = &outputs["fi/kurssi/pankki/ohjaajalle/index.html"];
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
}

#[test]
fn every_step_has_a_screen_of_its_own() {
    let (_, outputs) = built(&library());
    let screens: Vec<&String> = outputs
        .keys()
        .filter(|address| address.contains("/vaihe-"))
        .collect();
    assert_eq!(
        screens,
        [
            "fi/kurssi/pankki/vaihe-1/index.html",
            "fi/kurssi/pankki/vaihe-2/index.html",
            "fi/kurssi/pankki/vaihe-3/index.html",
        ]
    );
    let second = &outputs["fi/kurssi/pankki/vaihe-2/index.html"];
    for wanted in [
        "Vaihe 2/3",
        "Kirjoita tunnus.",
        "href=\"/fi/kurssi/pankki/vaihe-1/\"",
        "href=\"/fi/kurssi/pankki/vaihe-3/\"",
        "href=\"/fi/kurssi/pankki/#login\"",
        "Jos joku kysyy koodia.",
    ] {
        assert!(second.contains(wanted), "no {wanted} in {second}");
    }
    assert!(!second.contains("Avaa se."), "only its own step");
    assert!(outputs["fi/kurssi/pankki/index.html"].contains("id=\"login\""));
}

#[test]
fn links_to_other_places_of_a_text_lead_there_from_the_screen_of_a_step() {
    let text = "# Ohje\n\n:::step[Yksi]{#yksi}\n\nKatso [merkit](#merkit).[^lahde]\n\n:::\n\n\
                ## Merkit {#merkit}\n\n[^lahde]: Lähde.\n";
    let files = [
        ("site.toml", ALL_OUTPUTS),
        ("content/index.fi.md", "# Etusivu\n"),
        ("content/index.sv.md", "# Startsida\n"),
        ("content/ohje.fi.md", text),
        (
            "content/ohje.toml",
            "languages = [\"fi\"]\ntype = \"guide\"\n",
        ),
    ];
    let (compiled, outputs) = built(&files);
    assert!(!compiled.has_errors(), "{:?}", problems(&compiled));
    for (output, place, note) in [
        ("fi/ohje/index.html", "\"#merkit\"", "\"#fn-1\""),
        (
            "fi/ohje/vaihe-1/index.html",
            "\"/fi/ohje/#merkit\"",
            "\"/fi/ohje/#fn-1\"",
        ),
    ] {
        let page = &outputs[output];
        for wanted in [place, note] {
            assert!(page.contains(&format!("href={wanted}")), "{wanted}: {page}");
        }
    }
}

#[test]
fn a_course_sums_up_its_lessons() {
    let (_, outputs) = built(&library());
    let course = &outputs["fi/kurssi/index.html"];
    assert!(course.contains("2 oppituntia, 50 minuuttia"), "{course}");
    let lesson = &outputs["fi/kurssi/toinen/index.html"];
    assert!(lesson.contains("Oppitunti 2/2"), "{lesson}");
}

#[test]
fn sessions_show_their_slides_agenda_and_times() {
    let (_, outputs) = built(&library());
    let page = &outputs["fi/sarja/tietoturva/index.html"];
    assert!(!page.contains("Kolme asiaa"), "slides are on their page");
    assert!(
        page.contains("tiistai 9. helmikuuta 2027 klo 9.00–9.30"),
        "{page}"
    );
    assert!(page.contains("9 osallistujaa"));
    let slides = &outputs["fi/sarja/tietoturva/diat/index.html"];
    assert!(
        slides.contains("Kolme asiaa") && slides.contains("Dia 2/2"),
        "{slides}"
    );
    let trainer = &outputs["fi/sarja/tietoturva/ohjaajalle/index.html"];
    assert!(trainer.contains("<td>9.10</td>"), "clock times: {trainer}");
    let series = &outputs["fi/sarja/index.html"];
    assert!(
        series.contains("mitä sovitaan") && series.contains("Tietoturva kotona"),
        "{series}"
    );
}

#[test]
fn calendars_hold_every_time_once_and_keep_their_ids() {
    let (_, outputs) = built(&library());
    let session = &outputs["fi/sarja/tietoturva/kalenteri.ics"];
    let series = &outputs["fi/sarja/kalenteri.ics"];
    for calendar in [session, series] {
        assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 2, "{calendar}");
        assert!(
            calendar.contains("UID:sarja-tietoturva-1@site.example"),
            "{calendar}"
        );
        assert!(calendar.contains("DTSTART;TZID=Europe/Helsinki:20270209T090000"));
        assert!(calendar.contains("BEGIN:VTIMEZONE"));
        assert!(calendar.lines().all(|line| line.len() <= 75), "{calendar}");
    }
}

pub(crate) const POINT: &str = r#"
languages = ["fi"]
type = "service-point"
organisations = ["halsua"]

[[schedule]]
rule = "FREQ=MONTHLY;BYDAY=1TU,3TU"
start = "10:00"
end = "13:00"
from = 2026-01-01

[[exceptions]]
date = 2026-12-15
reason = { fi = "Remontti" }
"#;

#[test]
fn next_times_are_those_after_the_day_of_the_build() {
    let times_on = |year, month, day| {
        let files = [
            ("site.toml", ALL_OUTPUTS),
            ("content/index.fi.md", "# Etusivu\n"),
            ("content/index.sv.md", "# Startsida\n"),
            ("content/halsua.fi.md", "# Halsuan asiointipiste\n"),
            ("content/halsua.toml", POINT),
        ];
        let (sources, texts) = sources(&files);
        let options = Options {
            today: Date::new(year, month, day).expect("a day"),
            ..options()
        };
        let compiled = compile(sources, &options, &read_from(&texts)).expect("texts can be read");
        assert!(!compiled.has_errors(), "{:?}", problems(&compiled));
        let page = &outputs(&compiled)["fi/halsua/index.html"];
        let page = String::from_utf8_lossy(page).into_owned();
        let found = page.match_indices("<time datetime=\"").map(|(at, start)| {
            let from = at + start.len();
            page[from..from + 10].to_owned()
        });
        found.take(3).collect::<Vec<_>>()
    };
    // The first Tuesday of January 2027 is no holiday; 15 December is an exception.
    assert_eq!(
        times_on(2026, 11, 24),
        ["2026-12-01", "2027-01-05", "2027-01-19"]
    );
    assert_eq!(
        times_on(2026, 12, 1),
        ["2026-12-01", "2027-01-05", "2027-01-19"]
    );
    assert_eq!(
        times_on(2026, 12, 2),
        ["2027-01-05", "2027-01-19", "2027-02-02"]
    );
    // 6 January 2032, a Tuesday, is Epiphany.
    assert_eq!(
        times_on(2032, 1, 1),
        ["2032-01-20", "2032-02-03", "2032-02-17"]
    );
}

#[test]
fn what_makes_an_address_is_found_without_a_plan() {
    let (compiled, _) = built(&library());
    for (address, job) in &compiled.plan.jobs {
        let found = compiled.edition.find(address.as_str());
        assert_eq!(found.as_ref(), Some(job), "{address}");
    }
    let missing = [
        "fi/kurssi/pankki/vaihe-4/index.html",
        "fi/kurssi/toinen/ohjaajalle/index.html",
    ];
    for address in missing {
        assert_eq!(compiled.edition.find(UrlPath::new(address).as_str()), None);
    }
}

#[test]
fn a_page_at_the_address_of_a_part_is_reported() {
    let mut files = library();
    files.push((
        "content/kurssi/vie.fi.md",
        "+++\ntitle = \"Vie\"\nslug = \"ohjaajalle\"\n+++\n",
    ));
    let compiled = site(&files);
    assert_eq!(
        problems(&compiled),
        ["content/kurssi/vie.fi.md: duplicate-address"]
    );
}

#[test]
fn terms_are_explained_once_and_never_where_they_cannot_be() {
    let files = [
        ("site.toml", ALL_OUTPUTS),
        ("content/index.sv.md", "# Startsida\n"),
        (
            "content/index.fi.md",
            "# Etusivu\n\nAvaa selaimesi. Selain on `selain`.\n\n## Selain\n\n[Selaimen ohje](x.md) ja [selain]{lang=en}, [[password|sanaa]], salasanoja.\n",
        ),
        (
            "content/x.fi.md",
            "+++\ntitle = \"X\"\n+++\n\nSelain ja &amp; selain.\n\n## Mikä on [[browser|selain]]?\n",
        ),
        (
            "content/x.toml",
            "languages = [\"fi\"]\nlink_terms = false\n",
        ),
        ("content/sanat/index.fi.md", "# Sanasto\n"),
        (
            "content/sanat/index.toml",
            "languages = [\"fi\"]\n[defaults]\ntype = \"term\"\nlanguages = [\"fi\"]\n",
        ),
        (
            "content/sanat/browser.fi.md",
            "+++\ntitle = \"selain\"\nsummary = \"Sovellus, jolla katsot sivuja.\"\n+++\n",
        ),
        (
            "content/sanat/password.fi.md",
            "+++\ntitle = \"salasana\"\nsummary = \"Salainen sana. Selain voi muistaa sen.\"\n+++\n\nSelain kysyy salasanaa.\n",
        ),
    ];
    let (compiled, outputs) = built(&files);
    assert!(!compiled.has_errors(), "{:?}", problems(&compiled));
    let home = &outputs["fi/index.html"];
    let uses: Vec<&str> = home
        .match_indices("class=\"term\"")
        .map(|(at, _)| {
            let rest = &home[at..];
            let (from, to) = (
                rest.find('>').expect("a tag"),
                rest.find("</button>").expect("an end"),
            );
            &rest[from + 1..to]
        })
        .collect();
    assert_eq!(uses, ["selaimesi", "sanaa"], "{home}");
    assert!(!outputs["fi/x/index.html"].contains("class=\"term\""));
    let own = &outputs["fi/sanat/password/index.html"];
    assert_eq!(
        own.matches("class=\"term\"").count(),
        1,
        "not the page's own word: {own}"
    );
    let glossary = &outputs["fi/sanat/index.html"];
    assert!(
        glossary.find("salasana") < glossary.find("selain"),
        "{glossary}"
    );
}

#[test]
fn pictures_for_trainers_are_published_with_the_trainers_page_alone() {
    let text = |rest: &str| {
        format!("# Sivu\n\n:::only{{audience=trainer}}\n\n![Ohjaajan kuva](o.svg)\n\n:::\n{rest}")
    };
    let published = |text: &str| {
        let files = [
            ("site.toml", ALL_OUTPUTS),
            ("content/index.fi.md", text),
            ("content/index.sv.md", "# Startsida\n"),
            ("content/o.svg", "<svg/>"),
        ];
        let (compiled, outputs) = built(&files);
        assert!(!compiled.has_errors(), "{:?}", problems(&compiled));
        let names = outputs.keys().any(|name| name.starts_with("files/o."));
        let shown = outputs
            .values()
            .any(|page| page.contains("Ohjaajan kuva") && page.contains("<img"));
        (names, shown)
    };
    assert_eq!(published(&text("")), (false, false));
    let with_trainer = text("\n:::trainer\n\nHuomio.\n\n:::\n");
    assert_eq!(published(&with_trainer), (true, true));
}

#[test]
fn an_event_has_its_address_however_it_is_written() {
    for address in [
        "address = \"Kylätie 1, 69510 Halsua\"",
        "address = { street = \"Kylätie 1,\", postal_code = \"69510\", city = \"Halsua\" }",
    ] {
        let facts = format!(
            "languages = [\"fi\"]\ntype = \"event\"\nstart = 2027-05-11T10:00:00\n{address}\n"
        );
        let files = [
            ("site.toml", ALL_OUTPUTS),
            ("content/index.fi.md", "# Etusivu\n"),
            ("content/index.sv.md", "# Startsida\n"),
            ("content/paiva.fi.md", "# Päivä\n"),
            ("content/paiva.toml", &facts),
        ];
        let (compiled, outputs) = built(&files);
        assert!(!compiled.has_errors(), "{:?}", problems(&compiled));
        for output in ["fi/paiva/index.html", "fi/paiva/kalenteri.ics"] {
            let text = outputs[output].replace("\r\n ", "");
            assert!(
                text.contains("Kylätie 1") && text.contains("69510 Halsua"),
                "{text}"
            );
        }
    }
}
