//! Plural forms: which of a text's forms goes with a number, by the rules of CLDR.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use icu::locale::Locale as Identifier;
use icu::plurals::{PluralCategory as IcuCategory, PluralRules};
use serde::{Deserialize, Serialize};

/// The name of a plural form in CLDR. What numbers it covers differs by language: `one` is 1 in
/// Finnish, 0 and 1 in French, and 1, 21, 31 and so on in Russian.
///
/// Interface texts use these names as keys; serialised a category is its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PluralCategory {
    /// The form for zero, as in Arabic and Latvian.
    Zero,
    /// The singular.
    One,
    /// The dual, as in Arabic, Hebrew and the Sámi languages.
    Two,
    /// A form for small numbers, as in the Slavic languages.
    Few,
    /// A form for larger numbers, and in some languages for fractions.
    Many,
    /// The form of all other numbers, which every language has.
    Other,
}

/// A name that is not one of CLDR's plural categories; it holds the name that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownPluralCategory(pub String);

impl PluralCategory {
    /// All categories, in CLDR's order.
    pub const ALL: [Self; 6] = [
        Self::Zero,
        Self::One,
        Self::Two,
        Self::Few,
        Self::Many,
        Self::Other,
    ];

    /// The category's name in CLDR and in files of interface texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// The plural rules of one language; the root's, `other` alone, where CLDR has none.
#[derive(Debug)]
pub(crate) struct Plurals {
    cardinal: PluralRules,
    ordinal: PluralRules,
    is_sami: bool,
}

/// The Sámi languages whose plural rules CLDR has (`common/supplemental/plurals.xml`: `one` n = 1,
/// `two` n = 2) and ICU4X leaves out, because it takes only languages with names of months.
const SAMI: [&str; 6] = ["se", "sma", "smi", "smj", "smn", "sms"];

pub(crate) fn plurals_of(identifier: &Identifier) -> Plurals {
    let rules = "compiled plural rules fall back to the root's";
    // A language has the same forms in every script and region, Portuguese alone excepted, but
    // ICU4X finds none where the script is not the region's usual one (Serbian in Montenegro).
    let mut spoken = identifier.clone();
    spoken.id.script = None;
    if spoken.id.language.as_str() != "pt" {
        spoken.id.region = None;
    }
    Plurals {
        cardinal: PluralRules::try_new_cardinal((&spoken).into()).expect(rules),
        ordinal: PluralRules::try_new_ordinal((&spoken).into()).expect(rules),
        is_sami: SAMI.contains(&identifier.id.language.as_str()),
    }
}

impl Plurals {
    pub(crate) fn cardinal(&self, number: u64) -> PluralCategory {
        match number {
            1 if self.is_sami => PluralCategory::One,
            2 if self.is_sami => PluralCategory::Two,
            _ => from_icu(self.cardinal.category_for(number)),
        }
    }

    pub(crate) fn ordinal(&self, number: u64) -> PluralCategory {
        from_icu(self.ordinal.category_for(number))
    }

    pub(crate) fn cardinal_categories(&self) -> Vec<PluralCategory> {
        if self.is_sami {
            return vec![
                PluralCategory::One,
                PluralCategory::Two,
                PluralCategory::Other,
            ];
        }
        let mut used: Vec<_> = self.cardinal.categories().map(from_icu).collect();
        used.sort_unstable();
        used
    }
}

fn from_icu(category: IcuCategory) -> PluralCategory {
    match category {
        IcuCategory::Zero => PluralCategory::Zero,
        IcuCategory::One => PluralCategory::One,
        IcuCategory::Two => PluralCategory::Two,
        IcuCategory::Few => PluralCategory::Few,
        IcuCategory::Many => PluralCategory::Many,
        IcuCategory::Other => PluralCategory::Other,
    }
}

impl FromStr for PluralCategory {
    type Err = UnknownPluralCategory;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|category| category.as_str() == name)
            .ok_or_else(|| UnknownPluralCategory(name.to_owned()))
    }
}

impl fmt::Display for PluralCategory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Display for UnknownPluralCategory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = PluralCategory::ALL.map(PluralCategory::as_str).join("`, `");
        write!(
            formatter,
            "`{}` is not a plural form; the forms are `{names}`",
            self.0
        )
    }
}

impl Error for UnknownPluralCategory {}
