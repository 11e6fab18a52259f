//! What languages write, against CLDR. The tables were taken from the CLDR 49 data of `icu` 2.4 and
//! compared with ICU 78 (CLDR 48); invisible characters are escaped.

mod calendar;

use std::str::FromStr;

use opas::locale::{Date, DateForm, Direction, Locale, PluralCategory, UnknownLocale, Weekday};
use rayon::prelude::*;

/// Language; 24 November 2026 in full, long, medium and short form; 1 May 2027 in full.
#[rustfmt::skip]
const DATES: &[(&str, [&str; 5])] = &[
    ("fi", ["tiistai 24. marraskuuta 2026", "24. marraskuuta 2026", "24.11.2026", "24.11.2026", "lauantai 1. toukokuuta 2027"]),
    ("sv", ["tisdag 24 november 2026", "24 november 2026", "24 nov. 2026", "2026-11-24", "lördag 1 maj 2027"]),
    ("sv-FI", ["tisdag 24 november 2026", "24 november 2026", "24 nov. 2026", "24.11.2026", "lördag 1 maj 2027"]),
    ("en", ["Tuesday, November 24, 2026", "November 24, 2026", "Nov 24, 2026", "11/24/26", "Saturday, May 1, 2027"]),
    ("en-GB", ["Tuesday, 24 November 2026", "24 November 2026", "24 Nov 2026", "24/11/2026", "Saturday, 1 May 2027"]),
    ("en-FI", ["Tuesday, 24 November 2026", "24 November 2026", "24 Nov 2026", "24/11/2026", "Saturday, 1 May 2027"]),
    ("et", ["teisipäev, 24. november 2026", "24. november 2026", "24. nov 2026", "24.11.26", "laupäev, 1. mai 2027"]),
    ("uk", ["вівторок, 24 листопада 2026\u{202f}р.", "24 листопада 2026\u{202f}р.", "24 лист. 2026\u{202f}р.", "24.11.26", "субота, 1 травня 2027\u{202f}р."]),
    ("ru", ["вторник, 24 ноября 2026\u{202f}г.", "24 ноября 2026\u{202f}г.", "24 нояб. 2026\u{202f}г.", "24.11.2026", "суббота, 1 мая 2027\u{202f}г."]),
    ("ar", ["الثلاثاء، 24 نوفمبر 2026", "24 نوفمبر 2026", "24\u{200f}/11\u{200f}/2026", "24\u{200f}/11\u{200f}/2026", "السبت، 1 مايو 2027"]),
    ("ar-EG", ["الثلاثاء، ٢٤ نوفمبر ٢٠٢٦", "٢٤ نوفمبر ٢٠٢٦", "٢٤\u{200f}/١١\u{200f}/٢٠٢٦", "٢٤\u{200f}/١١\u{200f}/٢٠٢٦", "السبت، ١ مايو ٢٠٢٧"]),
    ("he", ["יום שלישי, 24 בנובמבר 2026", "24 בנובמבר 2026", "24 בנוב׳ 2026", "24.11.2026", "יום שבת, 1 במאי 2027"]),
    ("fa", ["سه\u{200c}شنبه ۲۴ نوامبر ۲۰۲۶", "۲۴ نوامبر ۲۰۲۶", "۲۴ نوامبر ۲۰۲۶", "۲۰۲۶/۱۱/۲۴", "شنبه ۱ مه ۲۰۲۷"]),
    ("de", ["Dienstag, 24. November 2026", "24. November 2026", "24.11.2026", "24.11.26", "Samstag, 1. Mai 2027"]),
    ("fr", ["mardi 24 novembre 2026", "24 novembre 2026", "24 nov. 2026", "24/11/2026", "samedi 1 mai 2027"]),
    ("zh", ["2026年11月24日星期二", "2026年11月24日", "2026年11月24日", "2026/11/24", "2027年5月1日星期六"]),
    ("ja", ["2026年11月24日火曜日", "2026年11月24日", "2026/11/24", "2026/11/24", "2027年5月1日土曜日"]),
    // Corrected after CLDR's `dateFormats`.
    ("ku", ["sêşem, 24ê mijdara 2026an", "24ê mijdara 2026an", "24 mjd, 2026", "24.11.2026", "şemî, 1ê gulana 2027an"]),
    ("sr-Latn", ["utorak, 24. novembar 2026.", "24. novembar 2026.", "24.11.2026.", "24. 11. 26.", "subota, 1. maj 2027."]),
    // No data: ISO 8601, never another language.
    ("se", ["2026-11-24", "2026-11-24", "2026-11-24", "2026-11-24", "2027-05-01"]),
    ("smn", ["2026-11-24", "2026-11-24", "2026-11-24", "2026-11-24", "2027-05-01"]),
    ("sms", ["2026-11-24", "2026-11-24", "2026-11-24", "2026-11-24", "2027-05-01"]),
];

/// Language; 24 November without its year; November 2026; Tuesday, empty without data; 9:05; 21:00.
#[rustfmt::skip]
const PARTS_OF_DATES: &[(&str, [&str; 5])] = &[
    ("fi", ["24. marraskuuta", "marraskuu 2026", "tiistai", "9.05", "21.00"]),
    ("sv", ["24 november", "november 2026", "tisdag", "09:05", "21:00"]),
    ("sv-FI", ["24 november", "november 2026", "tisdag", "9.05", "21.00"]),
    ("en", ["November 24", "November 2026", "Tuesday", "9:05\u{202f}AM", "9:00\u{202f}PM"]),
    ("en-GB", ["24 November", "November 2026", "Tuesday", "09:05", "21:00"]),
    ("en-FI", ["24 November", "November 2026", "Tuesday", "9.05", "21.00"]),
    ("et", ["24. november", "november 2026", "teisipäev", "09:05", "21:00"]),
    ("uk", ["24 листопада", "листопад 2026\u{202f}р.", "вівторок", "09:05", "21:00"]),
    ("lv", ["24. novembris", "2026. g. novembris", "Otrdiena", "09:05", "21:00"]),
    ("ar", ["24 نوفمبر", "نوفمبر 2026", "الثلاثاء", "9:05 ص", "9:00 م"]),
    ("ja", ["11月24日", "2026年11月", "火曜日", "9:05", "21:00"]),
    ("se", ["2026-11-24", "2026-11", "", "09:05", "21:00"]),
];

/// Language; -1 234 567; 1234.5 with two decimals; 42.5 % without; 100 % with one decimal.
#[rustfmt::skip]
const NUMBERS: &[(&str, [&str; 4])] = &[
    ("fi", ["−1\u{a0}234\u{a0}567", "1\u{a0}234,50", "43\u{a0}%", "100,0\u{a0}%"]),
    ("sv", ["−1\u{a0}234\u{a0}567", "1\u{a0}234,50", "43\u{a0}%", "100,0\u{a0}%"]),
    ("en", ["-1,234,567", "1,234.50", "43%", "100.0%"]),
    ("en-FI", ["-1\u{a0}234\u{a0}567", "1\u{a0}234,50", "43\u{a0}%", "100,0\u{a0}%"]),
    ("et", ["−1\u{a0}234\u{a0}567", "1234,50", "43%", "100,0%"]),
    ("de", ["-1.234.567", "1.234,50", "43\u{a0}%", "100,0\u{a0}%"]),
    ("de-CH", ["-1'234'567", "1'234.50", "43%", "100.0%"]),
    ("fr", ["-1\u{202f}234\u{202f}567", "1\u{202f}234,50", "43\u{a0}%", "100,0\u{a0}%"]),
    ("tr", ["-1.234.567", "1.234,50", "%43", "%100,0"]),
    ("eu", ["−1.234.567", "1.234,50", "%\u{a0}43", "%\u{a0}100,0"]),
    ("es-MX", ["-1,234,567", "1,234.50", "43%", "100.0%"]),
    ("ar", ["\u{200e}-1,234,567", "1,234.50", "43\u{200e}%\u{200e}", "100.0\u{200e}%\u{200e}"]),
    ("ar-EG", ["\u{61c}-١٬٢٣٤٬٥٦٧", "١٬٢٣٤٫٥٠", "٤٣٪\u{61c}", "١٠٠٫٠٪\u{61c}"]),
    ("fa", ["\u{200e}−۱٬۲۳۴٬۵۶۷", "۱٬۲۳۴٫۵۰", "۴۳٪", "۱۰۰٫۰٪"]),
    ("hi", ["-12,34,567", "1,234.50", "43%", "100.0%"]),
    ("se", ["-1234567", "1234.50", "43\u{a0}%", "100.0\u{a0}%"]),
];

/// Language; its categories; the categories of 0, 1, 2, 3, 5, 11, 21, 100.
#[rustfmt::skip]
const PLURALS: &[(&str, &str, &str)] = &[
    ("fi", "one other", "other one other other other other other other"),
    ("sv", "one other", "other one other other other other other other"),
    ("en", "one other", "other one other other other other other other"),
    ("fr", "one many other", "one one other other other other other other"),
    ("uk", "one few many other", "many one few few many many one many"),
    ("ru", "one few many other", "many one few few many many one many"),
    ("ar", "zero one two few many other", "zero one two few few many many other"),
    ("pl", "one few many other", "many one few few many many many many"),
    ("lv", "zero one other", "zero one other other other zero one zero"),
    ("ja", "other", "other other other other other other other other"),
    // A script or a region does not change the forms.
    ("sr-Latn-ME", "one few other", "other one few few other other one other"),
    ("bs-Cyrl", "one few other", "other one few few other other one other"),
    ("se", "one two other", "other one two other other other other other"),
    ("sms-FI", "one two other", "other one two other other other other other"),
    ("xx", "other", "other other other other other other other other"),
];

/// Language; texts in alphabetical order; their headings in an index.
#[rustfmt::skip]
const ORDERS: &[(&str, &[&str], &str)] = &[
    ("fi", &["112", "Aalto", "Ahonen", "Élodie", "Eno", "Sakki", "Šakki", "Vaara", "Wäinö", "Über", "Ypäjä", "Zorro", "Åberg", "Äijälä", "Öljy", "Я"], "# A A E E S S V W Y Y Z Å Ä Ö Я"),
    ("sv", &["Ahonen", "Vasa", "Wahlroos", "Zorro", "Åberg", "Äijälä", "Öljy"], "A V W Z Å Ä Ö"),
    ("et", &["Aalto", "Åberg", "Sakki", "Šakki", "Zorro", "Žukov", "Tallinn", "Vaara", "Õun", "Äijälä", "Öljy", "Über", "Ypäjä"], "A A S Š Z Ž T V Õ Ä Ö Ü Y"),
    ("de", &["Åberg", "Ahonen", "Äijälä", "Öljy", "Strand", "Straße", "Strasse2", "Zorro"], "A A A O S S S Z"),
    ("de-u-co-phonebk", &["Aber", "Ärger", "Affe"], "A A A"),
    ("en", &["Äijälä", "Zorro", "zorros"], "A Z Z"),
    ("da", &["Vaara", "Zorro", "Ægir", "Öljy", "Ålborg", "Aarhus"], "V Z Æ Ø Å Å"),
    ("cs", &["cena", "hora", "chléb", "ihned"], "C H CH I"),
    ("ru", &["ежи", "ёжик", "йод", "Abc"], "Е Е Й A"),
    ("uk", &["гора", "ґанок", "дім"], "Г Ґ Д"),
    ("ar", &["أحمد", "كتاب"], "ا ك"),
    ("tr", &["ısı", "İzmir"], "I İ"),
    ("ja", &["かさ", "キリン", "さくら"], "か か さ"),
    ("zh", &["安全", "北京"], "A B"),
    ("se", &["Aalto", "Ánde", "Čálli", "Davvi", "Đorro", "Náhki", "Ŋuoska", "Šaddu", "Ŧa"], "A A C D D N Ŋ S Ŧ"),
];

/// Languages of the world that are likely on a Finnish site, and some that are unlike them.
const LANGUAGES: &str = "fi sv sv-FI en en-GB en-FI et uk ru ar ar-EG he de fr zh zh-Hant ja so fa \
    ckb ku ps sq vi th tr es pl lv lt da no nn is fo hu ro bg it pt pt-PT nl hi bn ur ta ti am my \
    ko sw cs sk sr sr-Latn hr sl bs mk el ka hy kk uz tg mn ne pa ml te fil id ms ca eu gl ga cy \
    ki yrl eo zu se smn sms yi xx und";

fn locale(tag: &str) -> Locale {
    Locale::new(tag).expect("the tag is well formed")
}

fn date(text: &str) -> Date {
    Date::parse(text).expect("the date is real")
}

fn names(categories: &[PluralCategory]) -> String {
    let names: Vec<_> = categories
        .iter()
        .map(|category| category.as_str())
        .collect();
    names.join(" ")
}

#[test]
fn writes_dates_as_cldr_does() {
    let (day, may) = (date("2026-11-24"), date("2027-05-01"));
    for (tag, expected) in DATES {
        let locale = locale(tag);
        let forms = [
            DateForm::Full,
            DateForm::Long,
            DateForm::Medium,
            DateForm::Short,
        ];
        let mut written = forms.map(|form| locale.date(day, form)).to_vec();
        written.push(locale.date(may, DateForm::Full));
        assert_eq!(written, expected, "{tag}");
    }
}

#[test]
fn writes_parts_of_dates_and_times_as_cldr_does() {
    let day = date("2026-11-24");
    for (tag, expected) in PARTS_OF_DATES {
        let locale = locale(tag);
        let written = [
            locale.month_day(day),
            locale.year_month(day),
            locale.weekday_name(Weekday::Tuesday).unwrap_or_default(),
            locale.time(9, 5).unwrap(),
            locale.time(21, 0).unwrap(),
        ];
        assert_eq!(written, *expected, "{tag}");
        assert_eq!(
            [locale.time(24, 0), locale.time(9, 60)],
            [None, None],
            "{tag}"
        );
    }
}

#[test]
fn leaves_no_letters_of_a_pattern_in_any_date() {
    let tags: Vec<_> = LANGUAGES.split_whitespace().collect();
    tags.into_par_iter().for_each(|tag| {
        let locale = locale(tag);
        let mut day = date("2024-01-01");
        while day < date("2029-01-01") {
            for form in [
                DateForm::Full,
                DateForm::Long,
                DateForm::Medium,
                DateForm::Short,
            ] {
                let written = locale.date(day, form);
                let is_clean = [
                    "{", "}", "cccc", "EEEE", "MMM", "LLL", "yyyy", "YYYY", "M0", "M1",
                ]
                .iter()
                .all(|letters| !written.contains(letters));
                let has_year = written.chars().filter(|letter| letter.is_numeric()).count() >= 4;
                assert!(is_clean && has_year, "{tag}: {day} is `{written}`");
            }
            day = day.add_days(1);
        }
    });
}

#[test]
fn says_honestly_where_there_is_no_data() {
    for tag in [
        "se", "se-FI", "smn", "sms", "sma", "smj", "ki", "xx", "und", "mul", "fi-Cyrl",
    ] {
        assert!(!locale(tag).has_data(), "{tag}");
    }
    for tag in [
        "fi",
        "en-XX",
        "nb",
        "nn",
        "zh-Hant",
        "zh-Hant-HK",
        "yue",
        "sr-Latn",
        "so",
        "ckb",
    ] {
        assert!(locale(tag).has_data(), "{tag}");
    }
}

#[test]
fn refuses_what_is_no_language_tag() {
    let bad = [
        "",
        "f",
        "fi_FI",
        "fi-",
        "-fi",
        "fi FI",
        "fi-FI-FI",
        "x-private",
        "i-klingon",
        "root",
    ];
    for tag in bad {
        assert_eq!(Locale::new(tag).err(), Some(UnknownLocale(tag.to_owned())));
    }
    let message = UnknownLocale("fi_FI".to_owned()).to_string();
    assert_eq!(
        message,
        "`fi_FI` is not a language tag such as `fi` or `sv-FI`"
    );
}

#[test]
fn reads_tags_in_any_case_and_finds_data_under_withdrawn_codes() {
    assert_eq!(locale("SV-fi").tag(), "sv-FI");
    assert_eq!(locale("iw").tag(), "iw");
    let day = date("2026-11-24");
    for (old, new) in [("iw", "he"), ("tl", "fil"), ("sh", "sr-Latn"), ("nb", "no")] {
        let [old, new] = [old, new].map(|tag| locale(tag).date(day, DateForm::Full));
        assert_eq!(old, new);
    }
}

#[test]
fn survives_strange_extensions() {
    for tag in [
        "fi-u-nu-xxxx",
        "fi-u-ca-buddhist",
        "fi-u-co-foobar",
        "fi-t-sv",
        "fi-x-own",
    ] {
        let locale = locale(tag);
        assert_eq!(
            locale.date(date("2026-11-24"), DateForm::Medium),
            "24.11.2026",
            "{tag}"
        );
    }
    assert!(locale("fi-u-kn").compare("Luku 2", "Luku 10").is_lt());
    assert!(locale("fi").compare("Luku 2", "Luku 10").is_gt());
}

#[test]
fn knows_the_direction_of_scripts() {
    let right_to_left = [
        "ar", "he", "fa", "ur", "yi", "ckb", "ps", "dv", "pa-Arab", "az-Arab",
    ];
    for tag in right_to_left {
        assert_eq!(locale(tag).direction(), Direction::RightToLeft, "{tag}");
    }
    for tag in [
        "fi", "sv", "zh", "ru", "ja", "hi", "ku", "se", "ar-Latn", "xx", "und",
    ] {
        assert_eq!(locale(tag).direction(), Direction::LeftToRight, "{tag}");
    }
    assert_eq!(Direction::RightToLeft.as_str(), "rtl");
}

#[test]
fn writes_numbers_as_cldr_does() {
    for (tag, expected) in NUMBERS {
        let locale = locale(tag);
        let number = locale.number(-1_234_567);
        let decimal = locale.decimal(1234.5, 2);
        let percent = [locale.percent(0.425, 0), locale.percent(1.0, 1)].join("|");
        assert_eq!(
            [number, decimal, percent].join("|"),
            expected.join("|"),
            "{tag}"
        );
    }
}

#[test]
fn rounds_half_away_from_zero_on_the_number_as_written() {
    let english = locale("en");
    let cases = [
        (1.005, 2, "1.01"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (0.0049, 2, "0.00"),
    ];
    let more = [
        (-0.04, 1, "0.0"),
        (0.0, 1, "0.0"),
        (1e21, 0, "1,000,000,000,000,000,000,000"),
    ];
    for (number, digits, expected) in cases.into_iter().chain(more) {
        assert_eq!(english.decimal(number, digits), expected);
    }
    assert_eq!(english.percent(0.285, 0), "29%");
    assert_eq!(english.number(i64::MIN), "-9,223,372,036,854,775,808");
    assert_eq!(
        [f64::NAN, f64::NEG_INFINITY].map(|number| english.decimal(number, 1)),
        ["NaN", "-∞"]
    );
}

#[test]
fn joins_lists_as_cldr_does() {
    let items = ["a", "b", "c"];
    let expected = [
        ("fi", "a, b ja c", "a, b tai c"),
        ("sv", "a, b och c", "a, b eller c"),
        ("en", "a, b, and c", "a, b, or c"),
        ("en-GB", "a, b and c", "a, b or c"),
        ("et", "a, b ja c", "a, b või c"),
        ("uk", "a, b і c", "a, b або c"),
        ("ja", "a、b、c", "a、b、またはc"),
        ("ckb", "a, b, c", "a / b / c"),
        ("se", "a, b, c", "a / b / c"),
    ];
    for (tag, and, or) in expected {
        let locale = locale(tag);
        assert_eq!(
            [locale.list_and(&items), locale.list_or(&items)],
            [and, or],
            "{tag}"
        );
        assert_eq!(
            [locale.list_and(&[]), locale.list_or(&["a"])],
            ["", "a"],
            "{tag}"
        );
    }
}

#[test]
fn chooses_plural_forms_as_cldr_does() {
    for (tag, categories, samples) in PLURALS {
        let locale = locale(tag);
        assert_eq!(names(&locale.plural_categories()), *categories, "{tag}");
        let chosen = [0, 1, 2, 3, 5, 11, 21, 100].map(|number| locale.plural(number));
        assert_eq!(names(&chosen), *samples, "{tag}");
    }
    let ordinals = [1, 2, 3, 4, 11, 21].map(|number| locale("en").ordinal(number));
    assert_eq!(names(&ordinals), "one two few other other one");
}

#[test]
fn chooses_only_forms_that_the_language_says_it_has() {
    for tag in LANGUAGES.split_whitespace() {
        let locale = locale(tag);
        let categories = locale.plural_categories();
        assert!(categories.is_sorted() && categories.last() == Some(&PluralCategory::Other));
        let numbers = (0..=200).chain([1_000_000, u64::MAX]);
        assert!(
            numbers
                .map(|number| locale.plural(number))
                .all(|one| categories.contains(&one))
        );
    }
}

#[test]
fn reads_back_the_names_of_plural_forms() {
    for category in PluralCategory::ALL {
        assert_eq!(PluralCategory::from_str(category.as_str()), Ok(category));
        assert_eq!(
            serde_json::to_string(&category).unwrap(),
            format!("\"{category}\"")
        );
    }
    assert!(PluralCategory::from_str("One").is_err());
}

#[test]
fn sorts_and_indexes_by_the_language() {
    for (tag, expected, letters) in ORDERS {
        let locale = locale(tag);
        let mut by_key = expected.to_vec();
        by_key.reverse();
        by_key.sort_by_cached_key(|text| locale.sort_key(text));
        assert_eq!(by_key, *expected, "{tag}");
        let headings: Vec<_> = expected
            .iter()
            .map(|text| locale.index_letter(text))
            .collect();
        assert_eq!(headings.join(" "), *letters, "{tag}");
    }
}

#[test]
fn sort_keys_agree_with_comparison_and_index_letters_do_not_come_back() {
    let texts: Vec<&str> = ORDERS
        .iter()
        .flat_map(|(_, texts, _)| *texts)
        .copied()
        .collect();
    for tag in [
        "fi", "sv", "et", "de", "en", "da", "cs", "hu", "es", "pl", "lv", "ru", "uk", "se",
    ] {
        let locale = locale(tag);
        let mut sorted = texts.clone();
        sorted.sort_by(|a, b| locale.compare(a, b));
        let keys: Vec<_> = sorted.iter().map(|text| locale.sort_key(text)).collect();
        assert!(keys.is_sorted(), "{tag}");
        let mut letters: Vec<_> = sorted
            .iter()
            .map(|text| locale.index_letter(text))
            .collect();
        letters.dedup();
        let runs = letters.len();
        letters.sort();
        letters.dedup();
        assert_eq!(letters.len(), runs, "{tag}: {sorted:?}");
    }
}

#[test]
fn indexes_texts_without_a_letter_under_a_sign() {
    for text in ["", "112", "”Lainaus”", "€", "½", "😀"] {
        assert_eq!(locale("fi").index_letter(text), "#");
    }
}

#[test]
fn makes_letters_small_by_the_language() {
    let cases = [
        ("fi", "ÄITI", "äiti"),
        ("tr", "DIŞ İŞ", "dış iş"),
        ("el", "ΟΔΟΣ", "οδος"),
    ];
    for (tag, text, expected) in cases {
        assert_eq!(locale(tag).lowercase(text), expected);
    }
}

#[test]
fn is_shared_by_threads() {
    let finnish = locale("fi");
    let days: Vec<_> = (0..200)
        .map(|offset| date("2026-11-24").add_days(offset))
        .collect();
    let written: Vec<_> = days
        .par_iter()
        .map(|&day| finnish.date(day, DateForm::Full))
        .collect();
    let alone: Vec<_> = days
        .iter()
        .map(|&day| finnish.date(day, DateForm::Full))
        .collect();
    assert_eq!(written, alone);
}
