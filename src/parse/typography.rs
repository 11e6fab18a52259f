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

/// Bytes that end a run of plain text: marks of typography, and what HTML writes in another way.
const STOPS: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    let stops = b"\"'-.&<>";
    while at < stops.len() {
        table[stops[at] as usize] = true;
        at += 1;
    }
    table
};

/// Appends `text` to the HTML `out` with the marks of the language; `before` is carried on.
pub(super) fn write(text: &str, quotes: &Quotes, before: &mut Before, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| STOPS[byte as usize]) {
        let (plain, tail) = rest.split_at(at);
        push(plain, before, out);
        let mark = tail.as_bytes()[0];
        let (made, length) = match mark {
            b'"' if before.opens() => (quotes.open.as_str(), 1),
            b'"' => (quotes.close.as_str(), 1),
            // An apostrophe is the same mark in all our languages.
            b'\'' if before.opens() && tail[1..].starts_with(char::is_alphanumeric) => {
                (quotes.inner_open.as_str(), 1)
            }
            b'\'' => ("’", 1),
            b'-' if tail.starts_with("---") && !tail.starts_with("----") => ("—", 3),
            b'-' if tail.starts_with("--") && !tail.starts_with("---") => ("–", 2),
            b'.' if tail.starts_with("...") && !tail.starts_with("....") => ("…", 3),
            b'-' | b'.' => {
                let run = tail.bytes().take_while(|byte| *byte == mark).count();
                (&tail[..run], run)
            }
            _ => (&tail[..1], 1),
        };
        escape(made, out);
        before.0 = made.chars().next_back();
        rest = &tail[length..];
    }
    push(rest, before, out);
}

/// Text without any of the stops.
fn push(text: &str, before: &mut Before, out: &mut String) {
    if let Some(last) = text.chars().next_back() {
        out.push_str(text);
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
