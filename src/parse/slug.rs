//! Ids of headings and parts of addresses from words.

use unicode_normalization::UnicodeNormalization;

/// A text as an id: small letters and digits, Latin letters without their marks (`ä` becomes `a`),
/// letters of other scripts as they are, everything else one hyphen.
pub(crate) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_ascii() {
            hyphen(&mut out);
        } else {
            for c in c.to_lowercase() {
                push(c, &mut out);
            }
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}

fn hyphen(out: &mut String) {
    if !out.is_empty() && !out.ends_with('-') {
        out.push('-');
    }
}

fn push(c: char, out: &mut String) {
    let latin = match c {
        'ß' => "ss",
        'æ' => "ae",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'þ' => "th",
        'ŋ' => "n",
        'ŧ' => "t",
        'ı' => "i",
        'œ' => "oe",
        // An apostrophe and a soft hyphen stand within a word.
        '’' | '\u{AD}' => return,
        _ => "",
    };
    if !latin.is_empty() {
        out.push_str(latin);
        return;
    }
    let base = c.nfd().next().unwrap_or(c);
    if base.is_ascii_alphabetic() {
        out.push(base);
    } else if ('\u{300}'..='\u{36F}').contains(&c) {
        // A combining mark of a Latin, Greek or Cyrillic letter.
    } else if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) {
        out.push(c);
    } else {
        hyphen(out);
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn makes_readable_ids_in_every_script() {
        assert_eq!(slug("Mitä etätyö on?"), "mita-etatyo-on");
        assert_eq!(slug("Öljy & Å"), "oljy-a");
        assert_eq!(slug("  1. Łódź — ß "), "1-lodz-ss");
        assert_eq!(slug("日本語 テスト"), "日本語-テスト");
        assert_eq!(slug("हिन्दी"), "हिन्दी");
        assert_eq!(slug("한국어"), "한국어");
        assert_eq!(slug("!?"), "");
    }
}
