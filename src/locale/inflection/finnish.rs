//! Stems and endings of Finnish nouns and of the commonest verbs.
//!
//! Sources: Iso suomen kielioppi, sections 40 to 85 (changes of stems, consonant gradation) and 81
//! to 110 (inflection). The rules cover the types of words that a glossary of digital life has; they
//! may allow a form that does not exist, which does no harm when real texts are searched.

/// Cases without plural, in the forms that follow a vowel stem.
const CASES: &[&str] = &[
    "", "n", "t", "a", "ä", "ta", "tä", "tta", "ttä", "na", "nä", "ksi", "ssa", "ssä", "sta",
    "stä", "lla", "llä", "lta", "ltä", "lle", "ne", "an", "än", "en", "in", "on", "ön", "un", "yn",
    "seen", "siin", "ian", "hin", "hun", "hon", "hön", "hyn", "hen", "han", "hän", "ten", "e",
];

/// Cases of the plural, after its `i` or `j`.
const PLURAL_CASES: &[&str] = &[
    "", "en", "den", "tten", "a", "ä", "ta", "tä", "na", "nä", "ksi", "ssa", "ssä", "sta", "stä",
    "lla", "llä", "lta", "ltä", "lle", "in", "hin", "tta", "ttä", "ne",
];

/// Personal endings of verbs, where they are no cases too.
const PERSONS: &[&str] = &[
    "mme", "tte", "vat", "vät", "taan", "tään", "ttiin", "isi", "isin", "isit",
];

const POSSESSIVES: &[&str] = &["nsa", "nsä", "mme", "nne", "ni", "si", "an", "än", "en"];

const CLITICS: &[&str] = &["kaan", "kään", "kin", "han", "hän", "ko", "kö", "pa", "pä"];

/// Whether a text may follow a stem.
pub(super) fn is_ending(ending: &str) -> bool {
    let bare = |text: &str| is_case(text) || PERSONS.contains(&text);
    if bare(ending) {
        return true;
    }
    let without = |ending: &str, parts: &[&str]| -> Vec<String> {
        let found = parts.iter().filter_map(|part| ending.strip_suffix(part));
        found.map(str::to_owned).collect()
    };
    let mut shorter = without(ending, CLITICS);
    shorter.push(ending.to_owned());
    shorter.iter().any(|ending| {
        bare(ending)
            || without(ending, POSSESSIVES)
                .iter()
                .any(|rest| is_case(rest))
    })
}

fn is_case(text: &str) -> bool {
    let plural = text.strip_prefix(['i', 'j']);
    CASES.contains(&text) || plural.is_some_and(|rest| PLURAL_CASES.contains(&rest))
}

/// The stems of a word besides the word itself.
pub(super) fn stems(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (end, stems) in ENDS {
        // `puhelin`, and not `PIN`: the end of a word that has no other syllable is none of these.
        if let Some(root) = word.strip_suffix(end)
            && root.contains(is_vowel)
        {
            found.extend(stems.iter().map(|stem| format!("{root}{stem}")));
            break;
        }
    }
    if found.is_empty() {
        found = vowel_stems(word);
    }
    let weak: Vec<String> = std::iter::once(word.to_owned())
        .chain(found.iter().cloned())
        .flat_map(|stem| graded(&stem))
        .collect();
    found.extend(weak);
    found
}

/// Ends of words in the dictionary and of the stems that take their place; longer ends first.
const ENDS: &[(&str, &[&str])] = &[
    ("nen", &["se", "s"]),
    ("ukset", &["ukse", "uks", "us"]),
    ("ykset", &["ykse", "yks", "ys"]),
    ("uus", &["uude", "uute", "uuks", "uut"]),
    ("yys", &["yyde", "yyte", "yyks", "yyt"]),
    ("us", &["ukse", "uks", "ust"]),
    ("ys", &["ykse", "yks", "yst"]),
    ("os", &["okse", "oks", "ost"]),
    ("ös", &["ökse", "öks", "öst"]),
    ("is", &["ikse", "iks", "ist"]),
    ("in", &["ime", "im"]),
    ("autua", &["audu", "autu"]),
    ("äytyä", &["äydy", "äyty"]),
    ("ua", &["u"]),
    ("yä", &["y"]),
    ("taa", &["da", "ta", "t"]),
    ("tää", &["dä", "tä", "t"]),
    ("ata", &["aa", "as"]),
    ("ätä", &["ää", "äs"]),
];

/// Stems of words that end in a vowel, and of their plurals.
fn vowel_stems(word: &str) -> Vec<String> {
    let singular = word.strip_suffix('t').filter(|rest| ends_in_vowel(rest));
    let mut found: Vec<String> = singular.map(str::to_owned).into_iter().collect();
    let base = singular.unwrap_or(word);
    let mut characters = base.chars();
    match characters.next_back() {
        // `salasana`, `salasanoja`; `koira`, `koirien`.
        Some('a') => found.extend([
            format!("{}o", characters.as_str()),
            characters.as_str().to_owned(),
        ]),
        Some('ä') => found.extend([
            format!("{}ö", characters.as_str()),
            characters.as_str().to_owned(),
        ]),
        // `linkki`, `linkkejä`; `tuki`, `tuen`.
        Some('i') => found.push(format!("{}e", characters.as_str())),
        // `piste`, `pisteen`; `liite`, `liitteen`.
        Some('e') => found.extend([format!("{base}e"), characters.as_str().to_owned()]),
        _ => {}
    }
    found
}

fn is_vowel(character: char) -> bool {
    matches!(character, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö')
}

fn ends_in_vowel(text: &str) -> bool {
    text.ends_with(is_vowel)
}

/// Pairs of consonant gradation before the last vowel of a stem: strong and weak.
const GRADES: &[(&str, &str)] = &[
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("nk", "ng"),
    ("nt", "nn"),
    ("lt", "ll"),
    ("rt", "rr"),
    ("mp", "mm"),
    ("ht", "hd"),
    ("uku", "uvu"),
    ("k", ""),
    ("p", "v"),
    ("t", "d"),
];

/// The stem in its other grade: `linkki` and `linki`, `tuke` and `tue`, `piste` stays.
fn graded(stem: &str) -> Vec<String> {
    let vowels = stem
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_vowel(*c))
        .last();
    let Some((at, _)) = vowels.filter(|(at, _)| *at > 0) else {
        return Vec::new();
    };
    let (root, end) = stem.split_at(at);
    // A cluster such as `st` and `sk` does not change.
    if root.ends_with("st") || root.ends_with("sk") || root.ends_with("sp") || root.ends_with("tk")
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (strong, weak) in GRADES {
        if let Some(before) = root.strip_suffix(strong) {
            found.push(format!("{before}{weak}{end}"));
            break;
        }
    }
    // `liite` is weak and `liittee` is strong.
    if end.starts_with('e') {
        for (strong, weak) in GRADES.iter().filter(|(_, weak)| !weak.is_empty()) {
            if let Some(before) = root.strip_suffix(weak) {
                found.push(format!("{before}{strong}{end}"));
                break;
            }
        }
    }
    found
}
