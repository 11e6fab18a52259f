//! Words and their inflected forms: whether `pankkitunnuksilla` is a form of `pankkitunnukset`.
//!
//! A [`Lemma`] is a word as a glossary has it. What it matches is made from rules for each language:
//! stems that the word may take, and endings that may follow them. The rules look at one word at a
//! time and need no dictionary; a word that they do not know still matches itself. Languages without
//! rules match the word alone.

mod finnish;

/// A word of a glossary, ready to be compared with words of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lemma {
    rules: Rules,
    /// What its forms may begin with; the word itself first.
    stems: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rules {
    Finnish,
    Swedish,
    English,
    Alone,
}

/// What follows a stem in Swedish: plural, definite form, genitive, adjectives and verbs.
const SWEDISH: &[&str] = &[
    "", "a", "n", "en", "t", "et", "ar", "er", "or", "r", "na", "arna", "erna", "orna", "de",
    "ade", "at", "ande", "are", "aren", "arens",
];

/// What follows a stem in English.
const ENGLISH: &[&str] = &["", "s", "es", "ed", "d", "ing"];

impl Lemma {
    /// Prepares a word in lower case; `lang` is the tag of its language (BCP 47).
    #[must_use]
    pub fn new(lang: &str, word: &str) -> Self {
        let rules = match lang.split('-').next() {
            Some("fi") => Rules::Finnish,
            Some("sv" | "nb" | "nn" | "da") => Rules::Swedish,
            Some("en") => Rules::English,
            _ => Rules::Alone,
        };
        let mut stems = vec![word.to_owned()];
        let mut also = |stem: String| {
            if stem.chars().count() >= 2 && !stems.contains(&stem) {
                stems.push(stem);
            }
        };
        match rules {
            Rules::Finnish => finnish::stems(word).into_iter().for_each(also),
            Rules::Swedish => {
                // `lösenord` keeps its end; `flicka`, `servicepunkter` and `koder` lose theirs.
                for end in ["a", "e", "er", "or", "ar", "en", "na"] {
                    if let Some(stem) = word.strip_suffix(end).filter(|stem| stem.len() > 3) {
                        also(stem.to_owned());
                    }
                }
            }
            Rules::English => {
                if let Some(stem) = word.strip_suffix('e').filter(|stem| stem.len() > 2) {
                    also(stem.to_owned());
                }
                if let Some(stem) = word.strip_suffix('y').filter(|stem| stem.len() > 2) {
                    also(format!("{stem}i"));
                }
                if let Some(stem) = word.strip_suffix('s').filter(|stem| stem.len() > 3) {
                    also(stem.to_owned());
                }
            }
            Rules::Alone => {}
        }
        Self { rules, stems }
    }

    /// What every form begins with.
    #[must_use]
    pub fn beginning(&self) -> &str {
        let first = self.stems[0].as_str();
        let same = |stem: &String| {
            let pairs = first.chars().zip(stem.chars());
            pairs
                .take_while(|(a, b)| a == b)
                .map(|(a, _)| a.len_utf8())
                .sum::<usize>()
        };
        let length = self.stems.iter().map(same).min().unwrap_or(0);
        &first[..length]
    }

    /// Whether a word in lower case is one of its forms.
    #[must_use]
    pub fn matches(&self, word: &str) -> bool {
        self.stems.iter().any(|stem| {
            let Some(ending) = word.strip_prefix(stem.as_str()) else {
                return false;
            };
            match self.rules {
                Rules::Finnish => finnish::is_ending(ending),
                Rules::Swedish => {
                    let ending = ending.strip_suffix('s').unwrap_or(ending);
                    SWEDISH.contains(&ending)
                }
                Rules::English => {
                    let ending = ending.trim_end_matches("’s").trim_end_matches("'s");
                    ENGLISH.contains(&ending)
                }
                Rules::Alone => ending.is_empty(),
            }
        })
    }
}
