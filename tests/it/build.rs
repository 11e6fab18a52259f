//! What a build makes: addresses, languages, fallbacks, and the same bytes every time.

use crate::site::{html, outputs, problems, site};

const FILES: &[(&str, &str)] = &[
    ("content/index.fi.md", "# Etusivu\n"),
    ("content/index.sv.md", "# Startsida\n"),
    ("content/index.en.md", "# Home\n"),
    (
        "content/a/index.fi.md",
        "+++\ntitle = \"Osio\"\nslug = \"osio\"\n+++\n",
    ),
    (
        "content/a/index.sv.md",
        "+++\ntitle = \"Avdelning\"\nslug = \"avdelning\"\n+++\n",
    ),
    (
        "content/a/index.en.md",
        "+++\ntitle = \"Section\"\nslug = \"section\"\n+++\n",
    ),
    (
        "content/a/one.fi.md",
        "+++\ntitle = \"Yksi\"\nslug = \"yksi\"\n+++\n\n## Mitä se on?\n\n\"Lainaus\" ja [toinen sivu](two.md#why).\n",
    ),
    (
        "content/a/one.sv.md",
        "+++\ntitle = \"Ett\"\nslug = \"ett\"\n+++\n\n## Vad är det?\n",
    ),
    (
        "content/a/two.fi.md",
        "+++\ntitle = \"Kaksi\"\nslug = \"kaksi\"\n+++\n\n## Miksi? {#why}\n",
    ),
    ("content/a/two.toml", "languages = [\"fi\"]\n"),
];

#[test]
fn shows_a_missing_page_in_its_own_language_with_a_notice() {
    let compiled = site(FILES);
    let page = html(&compiled, "en/section/yksi/index.html");
    assert!(page.contains("<html lang=\"en\""), "{page}");
    assert!(page.contains("lang=\"fi\" dir=\"ltr\""), "{page}");
    assert!(
        page.contains("https://site.example/fi/osio/yksi/"),
        "{page}"
    );
    assert!(page.contains("noindex"), "{page}");
    let map = html(&compiled, "sitemap.xml");
    assert!(
        !map.contains("/en/section/yksi/") && map.contains("/fi/osio/yksi/"),
        "{map}"
    );
}

#[test]
fn keeps_one_anchor_for_all_languages() {
    let compiled = site(FILES);
    for address in ["fi/osio/yksi/index.html", "sv/avdelning/ett/index.html"] {
        assert!(
            html(&compiled, address).contains("id=\"mita-se-on\""),
            "{address}"
        );
    }
}

#[test]
fn links_lead_to_the_real_page_where_the_language_is_deliberately_missing() {
    let compiled = site(FILES);
    let page = html(&compiled, "en/section/yksi/index.html");
    assert!(
        page.contains("href=\"/fi/osio/kaksi/#why\" hreflang=\"fi\""),
        "{page}"
    );
    assert!(!outputs(&compiled).contains_key("en/section/kaksi/index.html"));
}

#[test]
fn every_hreflang_is_answered() {
    let compiled = site(FILES);
    for address in ["fi/osio/yksi/index.html", "sv/avdelning/ett/index.html"] {
        let page = html(&compiled, address);
        assert!(page.contains("hreflang=\"fi\" href=\"https://site.example/fi/osio/yksi/\""));
        assert!(page.contains("hreflang=\"sv\" href=\"https://site.example/sv/avdelning/ett/\""));
        assert!(
            page.contains("hreflang=\"x-default\" href=\"https://site.example/fi/osio/yksi/\"")
        );
        assert!(!page.contains("hreflang=\"en\" href=\"https://site.example"));
    }
}

#[test]
fn quotes_as_the_language_does() {
    let compiled = site(FILES);
    assert!(html(&compiled, "fi/osio/yksi/index.html").contains("”Lainaus”"));
}

#[test]
fn builds_the_same_bytes_twice() {
    assert_eq!(outputs(&site(FILES)), outputs(&site(FILES)));
}

#[test]
fn a_site_overrides_one_template_one_block_and_one_text() {
    let mut files = FILES.to_vec();
    files.push((
        "themes/selkea/templates/page.html",
        "{% extends \"selkea/page.html\" %}{% block title %}OMA{% endblock title %}",
    ));
    files.push((
        "themes/selkea/text/fi.toml",
        "[text]\nskip_link = \"Hyppää\"\n",
    ));
    files.push((
        "themes/selkea/blocks/note.html",
        "<p>OMA {{ block.body | safe }}</p>",
    ));
    files.push(("content/n.fi.md", "# N\n\n:::huomio\nTeksti.\n:::\n"));
    let compiled = site(&files);
    let page = html(&compiled, "fi/n/index.html");
    assert!(
        page.contains("<title>OMA</title>") && page.contains("Hyppää"),
        "{page}"
    );
    assert!(page.contains("<p>OMA <p>Teksti.</p>"), "{page}");
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let text = "+++\ntitle = \"T\"\n+++\n\n:::note[Otsikko]\nTeksti\n\n- a\n\n  :::details[Avaa]\n  b\n  :::\n\n:::\nLoppu\n";
    let page = |text: &str| {
        let files = [
            ("content/index.fi.md", text),
            ("content/index.toml", "languages = [\"fi\"]\n"),
        ];
        let compiled = site(&files);
        assert_eq!(problems(&compiled), Vec::<String>::new());
        html(&compiled, "fi/index.html")
    };
    assert_eq!(page(text), page(&text.replace('\n', "\r\n")));
}

#[test]
fn raw_html_cannot_run_anything() {
    let text = "# T\n\n<b onclick=\"x()\">*a*</b> <script>alert(1)</script> <a href=\"javascript:x\">y</a>\n\n<div>\n\n**z**\n\n</div>\n";
    let compiled = site(&[
        ("content/index.fi.md", text),
        ("content/index.toml", "languages = [\"fi\"]\n"),
    ]);
    let page = html(&compiled, "fi/index.html");
    let main = page.split("<main").nth(1).expect("there is a main part");
    assert!(!main.contains("onclick") && !main.contains("alert") && !main.contains("javascript:"));
    assert!(main.contains("<b><em>a</em></b>"), "{main}");
    assert!(main.contains("<strong>z</strong>"), "{main}");
}

#[test]
fn all_pages_stand_in_the_order_of_the_alphabet() {
    let files = [
        ("content/index.fi.md", "# Etusivu\n"),
        ("content/a.fi.md", "# Äiti\n"),
        ("content/b.fi.md", "# Öljy\n"),
        ("content/c.fi.md", "# Åbo\n"),
        ("content/d.fi.md", "# Zoo\n"),
        ("content/e.fi.md", "# 24 tuntia\n"),
        ("content/f.sv.md", "# Zebra\n"),
        (
            "content/g.fi.md",
            "+++\ntitle = \"Piilossa\"\nstatus = \"draft\"\n+++\n",
        ),
    ];
    let compiled = site(&files);
    let page = html(&compiled, "fi/kaikki-sivut/index.html");
    let (_, page) = page.split_once("<main").expect("there is a main part");
    let titles = [
        "24 tuntia",
        "Etusivu",
        "Zebra",
        "Zoo",
        "Åbo",
        "Äiti",
        "Öljy",
    ];
    let places: Vec<Option<usize>> = titles
        .iter()
        .map(|title| page.find(&format!(">{title}</a>")))
        .collect();
    assert!(places.iter().all(Option::is_some), "{places:?} in {page}");
    assert!(places.is_sorted(), "{places:?} in {page}");
    for letter in ["#", "E", "Z", "Å", "Ä", "Ö"] {
        assert!(page.contains(&format!(">{letter}</h2>")), "{letter}");
    }
    assert!(!page.contains("Piilossa"));
    // Zebra is in Swedish, and says so.
    assert!(page.contains("Kieli: ruotsi"), "{page}");
    assert!(html(&compiled, "sitemap.xml").contains("/fi/kaikki-sivut/"));
}

#[test]
fn pages_describe_themselves_and_a_text_cannot_end_the_description() {
    let files = [
        ("content/index.fi.md", "# Etusivu\n"),
        (
            "content/a.fi.md",
            "+++\ntitle = \"A </script><b>\"\nsummary = \"Yksi & kaksi\"\n+++\n",
        ),
        (
            "content/a.toml",
            "type = \"guide\"\nminutes = 20\nlanguages = [\"fi\"]\n",
        ),
    ];
    let compiled = site(&files);
    let page = html(&compiled, "fi/a/index.html");
    let (_, rest) = page
        .split_once("<script type=\"application/ld+json\">")
        .expect("there is a description");
    let (json, _) = rest.split_once("</script>").expect("it ends");
    let found: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
    assert_eq!(found["@type"], "HowTo");
    assert_eq!(found["name"], "A </script><b>");
    assert_eq!(found["description"], "Yksi & kaksi");
    assert_eq!(found["totalTime"], "PT20M");
    assert_eq!(found["inLanguage"], "fi");
    assert_eq!(found["url"], "https://site.example/fi/a/");
    assert!(page.contains("<meta property=\"og:url\" content=\"https://site.example/fi/a/\">"));
}

#[test]
fn the_security_policy_is_in_every_page_and_in_the_headers_and_docs() {
    let mut files = FILES.to_vec();
    let settings = "base_url = \"https://x.example/y/\"\n[outputs]\nheaders = true\n[[languages]]\ncode = \"fi\"\nname = \"S\"\n[[languages]]\ncode = \"sv\"\nname = \"S\"\n[[languages]]\ncode = \"en\"\nname = \"S\"\n";
    files.push(("site.toml", settings));
    let compiled = site(&files);
    let policy = opas::render::CONTENT_SECURITY_POLICY;
    let escaped = policy.replace('\'', "&#39;");
    for (address, bytes) in outputs(&compiled) {
        let page = String::from_utf8_lossy(&bytes);
        let is_page = address.ends_with(".html");
        assert_eq!(page.contains(&escaped), is_page, "{address}");
    }
    let headers = html(&compiled, "_headers");
    assert!(headers.starts_with("/y/*\n"), "{headers}");
    assert!(headers.contains(policy) && headers.contains("/y/theme/*"));
    let docs = include_str!("../../docs/hosting.md");
    assert_eq!(docs.matches(policy).count(), 2, "nginx and Apache");
}
