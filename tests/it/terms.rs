//! Words and their forms: what a glossary finds in real texts.

use opas::locale::Lemma;

/// The word, the forms that are found, and words that are not forms of it.
const FORMS: &[(&str, &str, &str, &str)] = &[
    (
        "fi",
        "pankkitunnukset",
        "pankkitunnukset pankkitunnuksilla pankkitunnuksiasi pankkitunnusten pankkitunnuksesi pankkitunnus pankkitunnuksetkin pankkitunnuksistaan",
        "pankki pankkitili pankkitunnuslukulista",
    ),
    (
        "fi",
        "salasana",
        "salasanaa salasanan salasanoja salasanasi salasanaasi salasanoista salasanalla",
        "salaisuus sanasto",
    ),
    (
        "fi",
        "linkki",
        "linkin linkkiä linkit linkkejä linkeistä linkkiin linkissä linkkiäkään",
        "linkata linja",
    ),
    (
        "fi",
        "selain",
        "selaimen selaimessa selaimella selaimet selaimia selaimeesi",
        "selata selailla",
    ),
    (
        "fi",
        "osoiterivi",
        "osoiterivillä osoiterivin osoiteriviä osoiteriveillä",
        "osoite osoitteen",
    ),
    (
        "fi",
        "sovellus",
        "sovelluksen sovellusta sovellukset sovelluksia sovelluksessa",
        "soveltaa",
    ),
    (
        "fi",
        "päivitys",
        "päivityksen päivitystä päivityksiä päivitykset",
        "päivä päivittäin",
    ),
    (
        "fi",
        "digituki",
        "digituen digitukea digituesta digitukeen digituella",
        "digitaalinen",
    ),
    (
        "fi",
        "asiointipiste",
        "asiointipisteessä asiointipisteen asiointipisteet asiointipisteitä asiointipistettä asiointipisteeseen",
        "asiointi",
    ),
    (
        "fi",
        "tunnistautuminen",
        "tunnistautumisen tunnistautumista tunnistautumiseen tunnistautumisessa",
        "tunnistaa tunnus",
    ),
    (
        "fi",
        "vahva",
        "vahvan vahvaa vahvassa vahvat",
        "vahvistaa vahvistus",
    ),
    (
        "fi",
        "liite",
        "liitteen liitteet liitettä liitteitä liitteessä",
        "liitto liittyä",
    ),
    (
        "fi",
        "huijaus",
        "huijauksen huijausta huijaukset huijauksia huijaukselta",
        "huijari huijausviesti",
    ),
    (
        "fi",
        "asetukset",
        "asetuksista asetuksissa asetukset asetusten asetuksiin",
        "asettaa",
    ),
    (
        "fi",
        "valtuutus",
        "valtuutuksen valtuutusta valtuutuksella",
        "valta",
    ),
    (
        "sv",
        "bankkoder",
        "bankkoder bankkoderna bankkodernas bankkod bankkoden",
        "bank banken",
    ),
    (
        "sv",
        "webbläsare",
        "webbläsaren webbläsarens webbläsare webbläsarna",
        "webb webbplats",
    ),
    (
        "sv",
        "lösenord",
        "lösenordet lösenorden lösenords",
        "lösen lösning",
    ),
    ("sv", "länk", "länken länkar länkarna länkens", "lång länge"),
    ("sv", "adressfält", "adressfältet adressfältets", "adress"),
    ("sv", "stark", "stark starka starkt", "stare"),
    (
        "en",
        "password",
        "passwords password's",
        "pass passwordless",
    ),
    ("en", "browser", "browsers browser’s", "browse brow"),
    ("en", "bank codes", "", ""),
    (
        "en",
        "update",
        "updates updated updating",
        "upbeat update-free",
    ),
    ("fi", "pin", "pin", "pimeä pimeässä"),
    ("et", "parool", "parool", "parooli"),
];

#[test]
fn finds_the_forms_of_a_word_and_nothing_else() {
    let mut missed = Vec::new();
    for (lang, word, forms, others) in FORMS {
        let lemma = Lemma::new(lang, word);
        for form in forms.split_whitespace() {
            if !lemma.matches(form) {
                missed.push(format!("{lang} {word}: {form} is not found"));
            }
            if !form.starts_with(lemma.beginning()) {
                missed.push(format!(
                    "{lang} {word}: {form} does not begin with {}",
                    lemma.beginning()
                ));
            }
        }
        for other in others.split_whitespace() {
            if lemma.matches(other) {
                missed.push(format!("{lang} {word}: {other} is taken for a form"));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
