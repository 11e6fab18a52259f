//! What in a table of answers looks like a person: such a table is refused.

/// The check characters of Finnish personal identity codes, by the remainder of 31.
const CHECK: &[u8] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";

/// What kind of personal data a cell seems to hold.
pub(super) fn personal(cell: &str) -> Option<&'static str> {
    if has_identity_code(cell) {
        Some("a personal identity code")
    } else if cell.split_whitespace().any(is_email) {
        Some("an e-mail address")
    } else {
        None
    }
}

/// Whether a text holds `DDMMYY`, a sign of the century, three digits and their check character
/// (Digital and Population Data Services Agency).
fn has_identity_code(text: &str) -> bool {
    let text = text.to_ascii_uppercase();
    text.as_bytes().windows(11).any(is_identity_code)
}

fn is_identity_code(code: &[u8]) -> bool {
    let (day, rest) = code.split_at(6);
    let (sign, number, check) = (rest[0], &rest[1..4], rest[4]);
    let is_sign = matches!(sign, b'-' | b'+' | b'A'..=b'F' | b'U'..=b'Y');
    if !is_sign || !day.iter().chain(number).all(u8::is_ascii_digit) {
        return false;
    }
    let value = |digits: &[u8]| {
        digits
            .iter()
            .fold(0_u32, |sum, digit| sum * 10 + u32::from(digit - b'0'))
    };
    let is_date = (1..=31).contains(&value(&day[..2])) && (1..=12).contains(&value(&day[2..4]));
    let rest = (value(day) * 1_000 + value(number)) % 31;
    is_date && CHECK[rest as usize] == check
}

fn is_email(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::personal;

    #[test]
    fn persons_are_found() {
        for cell in [
            "131052-308T",
            "x 131052A308T y",
            "010594Y9032",
            "mail <first.last@example.fi>",
        ] {
            assert!(personal(cell).is_some(), "{cell}");
        }
        for cell in [
            "131052-308U",
            "991399-308T",
            "remote-work@1",
            "Upper",
            "2026-11-24",
        ] {
            assert_eq!(personal(cell), None, "{cell}");
        }
    }
}
