//! Quotation marks, dashes and dots as the language of the text has them.

use crate::parse::lower::escape;
use crate::theme::Quotes;

/// Where a text node stands within its block: what came before decides how a mark turns.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before(Option<char>);

impl Before {
    /// After something that is no text: code, a picture.
    pub(super) fn word() -> Self {
        Self(Some('x'))
    }

    fn opens(self) -> bool {
        self.0
            .is_none_or(|c| c.is_whitespace() || "([{<-–—/”“«„»‘‚".contains(c))
    }
}

/// Appends `text` to the HTML `out` with the marks of the language; `before` is carried on.
pub(super) fn write(text: &str, quotes: &Quotes, before: &mut Before, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'', '-', '.']) {
        let (plain, tail) = rest.split_at(at);
        push(plain, before, out);
        let mut characters = tail.chars();
        let mark = characters.next().unwrap_or_default();
        let next = characters.next();
        let (made, length) = match mark {
            '"' if before.opens() => (quotes.open.as_str(), 1),
            '"' => (quotes.close.as_str(), 1),
            // An apostrophe is the same mark in all our languages.
            '\'' if before.opens() && next.is_some_and(char::is_alphanumeric) => {
                (quotes.inner_open.as_str(), 1)
            }
            '\'' => ("’", 1),
            '-' if tail.starts_with("---") && !tail.starts_with("----") => ("—", 3),
            '-' if tail.starts_with("--") && !tail.starts_with("---") => ("–", 2),
            '.' if tail.starts_with("...") && !tail.starts_with("....") => ("…", 3),
            _ => {
                let run = tail.len() - tail.trim_start_matches(mark).len();
                (&tail[..run], run)
            }
        };
        push(made, before, out);
        rest = &tail[length..];
    }
    push(rest, before, out);
}

fn push(text: &str, before: &mut Before, out: &mut String) {
    if let Some(last) = text.chars().next_back() {
        escape(text, out);
        before.0 = Some(last);
    }
}

#[cfg(test)]
mod tests {
    use super::{Before, write};
    use crate::theme::Quotes;

    fn typeset(text: &str) -> String {
        let mut out = String::new();
        write(text, &Quotes::default(), &mut Before::default(), &mut out);
        out
    }

    #[test]
    fn turns_marks_and_leaves_the_rest() {
        assert_eq!(typeset("\"A 'b' c\" -- d... e-f."), "“A ‘b’ c” – d… e-f.");
        assert_eq!(typeset("raa'an vaa'an"), "raa’an vaa’an");
        assert_eq!(typeset("a---b ---- ....."), "a—b ---- .....");
        assert_eq!(typeset("(\"x\")"), "(“x”)");
    }
}
