//! What is said of each kind of problem: what it finds, why it matters to a reader, an example and a
//! cure. The words stand in `code.en.toml`; `opas explain` prints them and `docs/checks.md` is made
//! from them.

use crate::base::code::Code;

impl Code {
    /// What it finds, why it matters, an example and a cure.
    pub fn explanation(self) -> Explanation {
        let mut all: std::collections::BTreeMap<String, Explanation> =
            toml::from_str(include_str!("code.en.toml"))
                .expect("a test reads the explanations, so they are well formed");
        all.remove(self.name())
            .expect("a test finds an explanation for every code")
    }
}

/// The documentation of a code.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// What the check finds.
    pub finds: String,
    /// Why it matters to a reader.
    pub why: String,
    /// A piece of a file that has the problem.
    pub example: String,
    /// What to do.
    pub cure: String,
}

#[cfg(test)]
mod tests {
    use crate::base::Code;

    #[test]
    fn every_code_is_explained() {
        for code in Code::ALL {
            let explanation = code.explanation();
            for text in [
                explanation.finds,
                explanation.why,
                explanation.example,
                explanation.cure,
            ] {
                assert!(!text.trim().is_empty(), "`{}` lacks a part", code.name());
            }
            assert_eq!(Code::from_name(code.name()), Some(*code));
        }
    }
}
