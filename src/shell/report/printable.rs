//! An author's text, safe for a terminal.
//!
//! Control characters could move the cursor, change colours or ask the terminal for answers
//! (ECMA-48), and controls of writing direction could show a text in another order than it has
//! (CVE-2021-42574). Each is replaced by one visible character, so that columns stay true.

use std::borrow::Cow;

/// The text with a visible character in place of each control; tabs and line ends stay.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| visible(c) != c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(visible).collect())
}

/// The text on one line, printable: each run of white space that holds a line end or a tab becomes
/// a space.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r', '\t']) {
        return printable(text);
    }
    let mut line = String::with_capacity(text.len());
    for piece in text
        .split(['\n', '\r', '\t'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
    {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&printable(piece));
    }
    Cow::Owned(line)
}

/// JSON with escapes in place of the controls that may stand in JSON as they are: they occur in
/// its strings only, where `\u` means the same.
pub(super) fn escape_json(json: String) -> String {
    if !json.chars().any(is_hidden) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_hidden(c) {
            // All of them lie in the basic plane.
            escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

fn visible(c: char) -> char {
    match c {
        '\t' | '\n' => c,
        // Control pictures: U+2400 and on for U+0000 and on.
        '\0'..='\u{1F}' => {
            char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7F}' => '\u{2421}',
        c if is_hidden(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// DEL and C1 controls, line and paragraph separators, embeddings, overrides and isolates.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{7F}'..='\u{9F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{escape_json, one_line, printable};

    #[test]
    fn shows_controls_and_keeps_their_number() {
        assert_eq!(
            printable("\u{1B}[31mred\u{9B}0m\u{7F}"),
            "␛[31mred\u{FFFD}0m␡"
        );
        assert_eq!(printable("a\u{202E}b\u{2066}c"), "a\u{FFFD}b\u{FFFD}c");
        assert_eq!(printable("ä\t漢\n"), "ä\t漢\n");
    }

    #[test]
    fn joins_lines() {
        assert_eq!(one_line("one\r\n   two\tthree\n"), "one two three");
        assert_eq!(one_line("one  two"), "one  two");
    }

    #[test]
    fn escaped_json_means_the_same() {
        let text = "\u{1B}\u{85}\u{202E}ä\u{7F}";
        let json = serde_json::to_string(text).unwrap();
        let escaped = escape_json(json);
        assert_eq!(escaped, "\"\\u001b\\u0085\\u202eä\\u007f\"");
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
    }
}
