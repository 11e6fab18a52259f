//! Where the parts of a Finnish compound meet: what patterns of syllables cannot know.
//!
//! Patterns of syllables put the last consonant before a vowel after the break, which is wrong where
//! a part begins with that vowel (`riko-silmoitus` for `rikos-ilmoitus`) or with two consonants
//! (`mikrop-rosessori`). The parts that do are few, and the same in most compounds. Vowels of one part
//! stay together (Kielitoimiston ohjepankki, "Tavutus").

use smallvec::SmallVec;

/// Beginnings of such parts, each long enough to be rare elsewhere, in the order of their bytes. None
/// begins with another.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "aika", "aineen", "aineet", "aineis", "aineks", "aloit", "alue", "antaj", "antam", "arvio",
    "arvo", "asema", "asenn", "asetu", "asia", "asioi", "asuk", "asunn", "asunto", "auto", "avaim",
    "avain", "avust", "blog", "ehdo", "ehto", "elinkein", "eläk", "elämä", "esine", "esite",
    "esitt", "esity", "etuu", "eväst", "grafi", "ihmi", "ikkun", "ikäin", "ikäis", "ilmoit",
    "informa", "investoin", "isku", "klini", "kriis", "krypt", "ohja", "ohje", "oikeu", "olosuht",
    "omai", "omist", "ongelm", "opett", "opetu", "opinto", "opisk", "opisto", "oppila", "oppimi",
    "organis", "osaaj", "osaam", "osain", "osais", "osall", "osasto", "osoit", "oton", "otteen",
    "otteet", "otteis", "otto", "presid", "printt", "profiil", "projekt", "prosess", "protokol",
    "skann", "standard", "strateg", "struktuur", "studio", "traum", "trend", "uutis", "yhdist",
    "yhteis", "yhtey", "yhtiö", "yksik", "yksil", "yleis", "yliopist", "ylläp", "ymmär", "ympär",
    "yrittäj", "yrity", "ystäv",
];

/// Moves breaks to where parts meet, and takes those between the vowels of one part away.
///
/// `breaks` are places in bytes, in their order.
pub(super) fn prefer(word: &str, breaks: &mut Vec<usize>) {
    let small = word.to_lowercase();
    if small.len() != word.len() {
        return;
    }
    let mut seams: SmallVec<[usize; 8]> = SmallVec::new();
    let mut kept: SmallVec<[usize; 16]> = SmallVec::new();
    let (mut earlier, mut before) = (' ', ' ');
    let mut next = 0;
    for (at, letter) in small.char_indices() {
        let is_break = breaks.get(next) == Some(&at);
        next += usize::from(is_break);
        let are_vowels = is_vowel(before) && is_vowel(letter);
        let is_seam = (is_break && are_vowels && are_of_two_parts(before, letter))
            || (may_end(earlier, before, letter) && is_part(&small[at..]));
        if is_seam {
            seams.push(at);
        } else if is_break && !are_vowels {
            kept.push(at);
        }
        (earlier, before) = (before, letter);
    }
    // A syllable has a vowel, and more than one letter.
    let are_near = |a: usize, b: usize| {
        let between = &small[a.min(b)..a.max(b)];
        between.chars().nth(1).is_none() || !between.contains(is_vowel)
    };
    kept.retain(|at| !seams.iter().any(|seam| are_near(*seam, *at)));
    breaks.clear();
    breaks.extend(kept);
    breaks.extend(seams);
    breaks.sort_unstable();
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö')
}

/// Whether a part may end with the letters `earlier` and `before` where `after` follows: with a vowel,
/// or with the `n` of a genitive or the `s` of a nominative (`työn-antaja`, `rikos-ilmoitus`). Two
/// equal vowels that meet are written with a hyphen.
fn may_end(earlier: char, before: char, after: char) -> bool {
    match before {
        'n' | 's' => is_vowel(earlier),
        _ => is_vowel(before) && before != after,
    }
}

/// Whether one of [`PARTS`] begins here.
fn is_part(rest: &str) -> bool {
    // Whatever a text begins with stands right before it in the order.
    let after = PARTS.partition_point(|part| *part <= rest);
    after > 0 && rest.starts_with(PARTS[after - 1])
}

/// Whether two vowels of different syllables are of different parts: within one part no other vowel
/// follows an `a` or `ä`, nor do vowels of the back and of the front meet.
fn are_of_two_parts(before: char, after: char) -> bool {
    let is_front = |letter| matches!(letter, 'ä' | 'ö' | 'y');
    let is_back = |letter| matches!(letter, 'a' | 'o' | 'u');
    matches!(before, 'a' | 'ä')
        || (is_front(before) && is_back(after))
        || (is_back(before) && is_front(after))
}

#[cfg(test)]
mod tests {
    use super::PARTS;

    #[test]
    fn parts_can_be_found() {
        for pair in PARTS.windows(2) {
            assert!(
                pair[0] < pair[1] && !pair[1].starts_with(pair[0]),
                "{pair:?}"
            );
        }
    }
}
