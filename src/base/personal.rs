//! What looks like data about a person: Finnish identity codes, e-mail addresses, and the names of
//! columns that hold such things.
//!
//! An identity code is `DDMMYYCZZZQ`: a day, a sign for its century, an individual number and a
//! check character (Digital and Population Data Services Agency; the further signs of 2023 among
//! them). What has the form and the wrong check character is no code: most numbers that look like
//! one are something else.

use crate::base::source::TextRange;

/// The check characters by remainder: letters that are not read as digits or as each other.
const CHECK: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";

/// How many characters an identity code has.
const LENGTH: usize = 11;

/// The places of Finnish personal identity codes in `text`; capital and small letters alike.
pub fn identity_codes(text: &str) -> Vec<TextRange> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at + LENGTH <= bytes.len() {
        if stands_alone(text, at, at + LENGTH) && is_identity_code(&bytes[at..at + LENGTH]) {
            found.push(TextRange::new(at, at + LENGTH));
            at += LENGTH;
        } else {
            at += 1;
        }
    }
    found
}

/// Whether eleven bytes are an identity code whose check character is right.
fn is_identity_code(code: &[u8]) -> bool {
    let digits = |range: std::ops::Range<usize>| {
        code[range].iter().try_fold(0_u32, |number, byte| {
            let digit = byte.checked_sub(b'0').filter(|digit| *digit <= 9)?;
            Some(number * 10 + u32::from(digit))
        })
    };
    let (Some(birth), Some(individual)) = (digits(0..6), digits(7..10)) else {
        return false;
    };
    let century = match code[6].to_ascii_uppercase() {
        b'+' => 1800,
        b'-' | b'U'..=b'Y' => 1900,
        b'A'..=b'F' => 2000,
        _ => return false,
    };
    let (day, month, year) = (birth / 10_000, birth / 100 % 100, century + birth % 100);
    let check = CHECK[(birth * 1000 + individual) as usize % CHECK.len()];
    (1..=days_of(month, year)).contains(&day)
        && individual >= 2
        && check == code[10].to_ascii_uppercase()
}

fn days_of(month: u32, year: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}

/// Whether no letter or digit touches the bytes from `start` to `end`, which begin and end with
/// characters of their own.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else {
        return false;
    };
    let touches = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    !touches(before.chars().next_back()) && !touches(after.chars().next())
}

/// The places of e-mail addresses in `text`.
pub fn email_addresses(text: &str) -> Vec<TextRange> {
    let is_local = |c: char| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let is_domain = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let local = text[..at].chars().rev().take_while(|c| is_local(*c));
        let local: usize = local.map(char::len_utf8).sum();
        let rest = &text[at + 1..];
        let domain: usize = rest
            .chars()
            .take_while(|c| is_domain(*c))
            .map(char::len_utf8)
            .sum();
        let domain = rest[..domain].trim_end_matches(['.', '-']);
        let top = domain.rsplit_once('.').map(|(_, top)| top);
        let is_top = |top: &str| top.chars().count() > 1 && top.chars().all(char::is_alphabetic);
        if local > 0 && top.is_some_and(is_top) {
            found.push(TextRange::new(at - local, at + 1 + domain.len()));
        }
    }
    found
}

/// Names of columns that hold data about persons, in lower case, with spaces. A telephone is a device
/// as often as a number, and an address is one of a place: those are not among them.
const COLUMNS: &[&str] = &[
    "birthday",
    "date of birth",
    "e mail",
    "e post",
    "efternamn",
    "email",
    "email address",
    "epost",
    "etunimi",
    "first name",
    "firstname",
    "full name",
    "födelsedatum",
    "förnamn",
    "henkilötunnus",
    "hetu",
    "identity code",
    "ip address",
    "ip osoite",
    "kokonimi",
    "last name",
    "lastname",
    "name",
    "namn",
    "nimi",
    "personal identity code",
    "personbeteckning",
    "personnummer",
    "phone number",
    "puhelinnumero",
    "social security number",
    "ssn",
    "sukunimi",
    "surname",
    "syntymäaika",
    "sähköposti",
    "sähköpostiosoite",
    "telefonnummer",
];

/// Whether a column of this name holds data about persons.
pub fn is_personal_column(name: &str) -> bool {
    let lower = name.trim().to_lowercase().replace(['_', '-'], " ");
    COLUMNS.binary_search(&lower.as_str()).is_ok()
}

/// What a text seems to hold of a person, in words; nothing where it seems to hold nothing.
pub fn looks_like(text: &str) -> Option<&'static str> {
    if !identity_codes(text).is_empty() {
        Some("a personal identity code")
    } else if !email_addresses(text).is_empty() {
        Some("an e-mail address")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, email_addresses, identity_codes, is_personal_column};

    fn shown<'a>(text: &'a str, found: &[crate::base::TextRange]) -> Vec<&'a str> {
        found.iter().filter_map(|range| range.of(text)).collect()
    }

    // Individual numbers from 900 on are never given to anybody.
    #[test]
    fn codes_with_the_right_check_character() {
        for code in [
            "010170-960F",
            "010170-961H",
            "290200A935F",
            "311299-999E",
            "010100A905M",
            "010190Y962P",
            "010594X9032",
            "010100+907P",
            "010170-960f",
        ] {
            assert_eq!(shown(code, &identity_codes(code)), [code], "{code}");
        }
        let text = "Tunnus (010170-960F), toinen 010170-961H.";
        assert_eq!(
            shown(text, &identity_codes(text)),
            ["010170-960F", "010170-961H"]
        );
    }

    #[test]
    fn what_only_looks_like_a_code() {
        for text in [
            "010170-960H",         // another check character
            "300200A9354",         // no such day
            "290201A935R",         // no leap year
            "011370-9605",         // no such month
            "010170G960F",         // no sign of a century
            "1010170-960F",        // a longer number
            "010170-960FI",        // a longer word
            "010170-960",          // too short
            "040 123 4567",        // a telephone number
            "2026-11-24",          // a day
            "ä010170-960F",        // a longer word again
            "FI21 1234 5600 0007", // an account
        ] {
            assert!(identity_codes(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn every_other_check_character_is_wrong() {
        let right = (b'0'..=b'9').chain(b'A'..=b'Z').filter(|last| {
            let code = format!("010170-960{}", char::from(*last));
            !identity_codes(&code).is_empty()
        });
        assert_eq!(right.collect::<Vec<_>>(), [b'F']);
    }

    #[test]
    fn addresses_of_mail() {
        let text =
            "Kirjoita: neuvonta@kunta.example. Tai a.b-c@d.kunta.example, ei @kunta eikä a@b";
        assert_eq!(
            shown(text, &email_addresses(text)),
            ["neuvonta@kunta.example", "a.b-c@d.kunta.example"]
        );
    }

    #[test]
    fn columns() {
        assert!(COLUMNS.is_sorted());
        for name in ["Nimi", "E-mail", "first_name", "HETU", " Sähköposti "] {
            assert!(is_personal_column(name), "{name}");
        }
        for name in ["Kunta", "group", "Kunnan nimi", "count", ""] {
            assert!(!is_personal_column(name), "{name}");
        }
    }
}
