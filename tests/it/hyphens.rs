//! Soft hyphens: where they stand, where they never stand, and that nothing else changes with them.

use std::collections::BTreeMap;
use std::path::Path;

use opas::build::{Sources, compile};
use opas::locale::{Hyphenation, SOFT_HYPHEN, TEXT_WORD, TITLE_WORD};
use opas::shell::disk;
use proptest::prelude::{ProptestConfig, proptest};

use crate::folder::Folder;
use crate::site::{html, options, outputs, site, source};

const CONFIG: &str = r#"
base_url = "https://site.example/"
[[languages]]
code = "fi"
name = "Saavutettavuuskirjasto"
description = "Tietosuojavastaavan saavutettavuusohjeita."
[[languages]]
code = "sv"
name = "Tillgänglighetsbibliotek"
[menus]
main = ["turva"]
[outputs]
llms = true
markdown = true
[markdown]
soft_hyphens = true
"#;

const PAGE: &str = r#"+++
title = "Kaksivaiheinen tunnistautuminen"
summary = "Tietosuojavastaava neuvoo."
slug = "tunnistautuminen"
+++

## Saavutettavuusseloste "tietosuojaan"

Tietosuojavastaavalle *saavutettavuusseloste* ja [käyttöjärjestelmäpäivitys](index.md), mutta ei
saavutettavuudella@kunta.example, `saavutettavuusseloste`, <kbd>saavutettavuusseloste</kbd> eikä
<https://saavutettavuusseloste.example/tietosuojavastaava>.

[Tillgänglighetsutlåtande *distansarbetsriktlinje*]{lang=sv} on tietosuojavastaavalla,
[saavutettavuusseloste]{lang=ar} on.

| Käyttöjärjestelmäpäivitys | b |
|---|---|
| tietosuojavastaava | c |

- saavutettavuusvaatimukset

### Tietosuojavastaava {#tietosuojavastaava}

![Saavutettavuusseloste kuvana](k.svg "Käyttöjärjestelmäpäivityksen kuva")

:::note[Tietoturvaloukkauksen ilmoittaminen]{#saavutettavuusseloste}
Irtisanomisaikana.
:::

```
saavutettavuusseloste
```
"#;

const FILES: &[(&str, &str)] = &[
    ("content/index.fi.md", "# Etusivun tunnistautuminen\n"),
    ("content/index.sv.md", "# Startsida\n"),
    (
        "content/turva/index.fi.md",
        "+++\ntitle = \"Tietoturvallisuudesta\"\nslug = \"tietoturvallisuus\"\n+++\n",
    ),
    ("content/turva/yksi.fi.md", PAGE),
    (
        "content/turva/yksi.toml",
        "publish = 2026-11-01\norder = 1\n",
    ),
    (
        "content/turva/kaksi.fi.md",
        "+++\ntitle = \"Verkkopankkitunnukset\"\n+++\n\nSaavutettavuusseloste ilman tiivistelmää.\n",
    ),
    ("content/turva/kaksi.toml", "order = 2\n"),
    ("content/turva/k.svg", "<svg/>"),
];

/// The page with `|` for its soft hyphens.
fn page(address: &str) -> String {
    let mut files = FILES.to_vec();
    files.push(("site.toml", CONFIG));
    let compiled = site(&files);
    assert!(!compiled.has_errors());
    html(&compiled, address).replace(SOFT_HYPHEN, "|")
}

fn assert_has(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "`{part}` is missing in {page}");
    }
}

#[test]
fn texts_have_soft_hyphens() {
    assert_has(
        &page("fi/tietoturvallisuus/tunnistautuminen/index.html"),
        &[
            ">Saavu|tet|ta|vuus|se|loste ”tieto|suo|jaan”</h2>",
            "<p>Tieto|suo|ja|vas|taa|valle <em>saavu|tet|ta|vuus|se|loste</em>",
            ">käyt|tö|jär|jes|tel|mä|päi|vi|tys</a>",
            "saavutettavuudella@kunta.example",
            "<code>saavutettavuusseloste</code>",
            "<kbd>saavutettavuusseloste</kbd>",
            ">https://saavutettavuusseloste.example/tietosuojavastaava</a>",
            "<span lang=\"sv\">Till|gäng|lig|hets|ut|lå|tande <em>distans|ar|bets|rikt|linje</em></span> on tieto|suo|ja",
            "<span lang=\"ar\">saavutettavuusseloste</span>",
            "<th scope=\"col\">Käyt|tö|jär",
            "<td>tieto|suo|ja|vas|taava</td>",
            "<li>saavu|tet|ta|vuus|vaa|ti|muk|set</li>",
            "id=\"tietosuojavastaava\">Tieto|suo|ja|vas|taava</h3>",
            "alt=\"Saavutettavuusseloste kuvana\"",
            "<figcaption>Käyt|tö|jär|jes|tel|mä|päi|vi|tyk|sen kuva</figcaption>",
            "<p class=\"note-title\">Tieto|tur|va|louk|kauk|sen ilmoit|ta|mi|nen</p>",
            "id=\"saavutettavuusseloste\"",
            "<p>Irti|sa|no|mis|ai|kana.</p>",
            "<code>saavutettavuusseloste\n</code>",
        ],
    );
}

#[test]
fn titles_have_soft_hyphens_where_they_are_shown() {
    let text = page("fi/tietoturvallisuus/tunnistautuminen/index.html");
    assert_has(
        &text,
        &[
            "<title>Kaksivaiheinen tunnistautuminen – Saavutettavuuskirjasto</title>",
            "<meta name=\"description\" content=\"Tietosuojavastaava neuvoo.\">",
            "<h1>Kaksi|vai|hei|nen tunnis|tau|tu|mi|nen</h1>",
            "<p class=\"lead\">Tieto|suo|ja|vas|taava neuvoo.</p>",
            "#tietosuojavastaava\">Tieto|suo|ja|vas|taava</a>",
            ">Tieto|tur|val|li|suu|desta</a>",
            ">Verk|ko|pank|ki|tun|nuk|set</span>",
            ">Saavu|tet|ta|vuus|kir|jasto</a></p>",
        ],
    );
    let section = page("fi/tietoturvallisuus/index.html");
    assert_has(
        &section,
        &[
            "<h3 class=\"card-title\"><a href=\"/fi/tietoturvallisuus/tunnistautuminen/\">Kaksi|vai",
            "<p>Tieto|suo|ja|vas|taava neuvoo.</p>",
            "<p>Saavu|tet|ta|vuus|se|loste ilman tiivistelmää.</p>",
        ],
    );
    // A Finnish text for Swedish readers is broken as Finnish is.
    let fallback = page("sv/tietoturvallisuus/tunnistautuminen/index.html");
    assert_has(
        &fallback,
        &["<h1>Kaksi|vai|hei|nen", ">Till|gäng|lig|hets|bib"],
    );
}

/// Sources with the option as it is, and without it.
fn both(mut sources: Sources, root: &Path) -> [BTreeMap<String, Vec<u8>>; 2] {
    let read = |path: &opas::base::SourcePath| disk::file(root, path);
    let build = |sources: Sources| {
        let compiled = compile(sources, &options(), &read).expect("texts can be read");
        outputs(&compiled)
    };
    let text = String::from_utf8(sources.config.bytes.clone()).expect("text");
    let with = build(sources.clone());
    let off = if text.contains("soft_hyphens = true") {
        text.replace("soft_hyphens = true", "soft_hyphens = false")
    } else {
        format!("{text}\n[markdown]\nsoft_hyphens = false\n")
    };
    sources.config = source("site.toml", &off);
    [with, build(sources)]
}

fn assert_nothing_else_differs(
    with: &BTreeMap<String, Vec<u8>>,
    without: &BTreeMap<String, Vec<u8>>,
) {
    assert!(with.keys().eq(without.keys()));
    let mut seen = 0;
    for (address, bytes) in with {
        let Ok(text) = std::str::from_utf8(bytes) else {
            assert_eq!(bytes, &without[address], "{address}");
            continue;
        };
        let plain = text.replace(SOFT_HYPHEN, "");
        assert!(plain.as_bytes() == without[address], "{address} differs");
        if text == plain {
            continue;
        }
        seen += 1;
        assert!(address.ends_with(".html"), "{address} has soft hyphens");
        for (at, _) in text.match_indices(SOFT_HYPHEN) {
            let before = &text[..at];
            assert!(
                before.rfind('<') < before.rfind('>'),
                "in a tag of {address}"
            );
            for name in ["title", "code", "pre", "kbd", "script", "style"] {
                let open = before.matches(&format!("<{name}>")).count()
                    + before.matches(&format!("<{name} ")).count();
                let closed = before.matches(&format!("</{name}>")).count();
                assert_eq!(open, closed, "in a `{name}` of {address}");
            }
        }
    }
    assert!(seen > 0, "the test sees soft hyphens");
}

#[test]
fn nothing_but_soft_hyphens_differs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in [root.to_owned(), root.join("tests/sites/multilingual")] {
        let sources = disk::read(&folder).expect("the site can be read");
        let [with, without] = both(sources, &folder);
        assert_nothing_else_differs(&with, &without);
    }
}

#[test]
fn programs_get_no_soft_hyphens() {
    let files: Vec<_> = FILES
        .iter()
        .copied()
        .chain([("site.toml", CONFIG)])
        .collect();
    let folder = Folder::with(&files);
    let sources = disk::read(&folder).expect("the site can be read");
    let [with, without] = both(sources, &folder);
    assert_nothing_else_differs(&with, &without);
    for address in [
        "llms.txt",
        "sitemap.xml",
        "fi/feed.xml",
        "fi/tietoturvallisuus/tunnistautuminen/index.md",
    ] {
        assert!(with.contains_key(address), "{:?}", with.keys());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn without_its_soft_hyphens_a_text_is_as_it_was(
        text in "([a-zåäöA-ZÅÄÖßıİЖжйї]{1,30}|\\PC{0,6}| ){0,12}",
    ) {
        let text = text.replace(SOFT_HYPHEN, "");
        for tag in ["fi", "sv", "en", "de", "tr", "uk", "el"] {
            let hyphenation = Hyphenation::of(tag).expect("there are patterns");
            for longest in [TEXT_WORD, TITLE_WORD, 0] {
                let soft = hyphenation.soften(&text, longest);
                assert_eq!(soft.replace(SOFT_HYPHEN, ""), text);
                let begins = |part: &str| part.chars().rev().take_while(|c| c.is_alphabetic()).count();
                let ends = |part: &str| part.chars().take_while(|c| c.is_alphabetic()).count();
                for (at, _) in soft.match_indices(SOFT_HYPHEN) {
                    let before = soft[..at].replace(SOFT_HYPHEN, "");
                    let after = soft[at..].replace(SOFT_HYPHEN, "");
                    assert!(begins(&before) >= 4 && ends(&after) >= 3, "{soft:?}");
                }
            }
        }
    }
}
