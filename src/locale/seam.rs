//! Where the parts of a Finnish compound meet: what patterns of syllables cannot know.
//!
//! Patterns of syllables put the last consonant before a vowel after the break, which is wrong where
//! a part begins with that vowel (`riko-silmoitus` for `rikos-ilmoitus`) or with two consonants
//! (`mikrop-rosessori`). The parts that do are few, and the same in most compounds. Vowels of one part
//! stay together (Kielitoimiston ohjepankki, "Tavutus").

/// Beginnings of such parts, each long enough to be rare elsewhere.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "aika", "aineen", "aineis", "aineks", "aineet", "aloit", "alue", "antaj", "antam", "arvio",
    "arvo", "asema", "asenn", "asetu", "asia", "asioi", "asuk", "asunn", "asunto", "auto", "avaim",
    "avain", "avust", "ehdo", "ehto", "elinkein", "eläk", "elämä", "esine", "esite", "esitt",
    "esity", "etuu", "eväst", "ihmi", "ikkun", "ikäin", "ikäis", "ilmoit", "informa", "investoin",
    "isku", "ohja", "ohje", "oikeu", "olosuht", "omai", "omist", "ongelm", "opett", "opetu",
    "opinto", "opisk", "opisto", "oppila", "oppimi", "organis", "osaaj", "osaam", "osain", "osais",
    "osall", "osasto", "osoit", "otteen", "otteet", "otteis", "otto", "oton", "uutis", "yhdist",
    "yhteis", "yhtey", "yhtiö", "yksik", "yksil", "yleis", "yliopist", "ylläp", "ymmär", "ympär",
    "yrity", "yrittäj", "ystäv", "blog", "grafi", "klini", "kriis", "krypt", "presid", "printt",
    "profiil", "projekt", "prosess", "protokol", "skann", "standard", "strateg", "struktuur",
    "studio", "traum", "trend",
];

const VOWELS: &str = "aeiouyäö";

/// Moves breaks to where parts meet, and takes those between the vowels of one part away.
///
/// `breaks` are places in bytes, in their order.
pub(super) fn prefer(word: &str, breaks: &mut Vec<usize>) {
    let letters: Vec<(usize, char)> = word
        .char_indices()
        .map(|(at, c)| (at, c.to_lowercase().next().unwrap_or(c)))
        .collect();
    let is_break = |index: usize| breaks.binary_search(&letters[index].0).is_ok();
    let mut seams = Vec::new();
    let mut kept = Vec::new();
    for index in 2..letters.len() {
        let (before, after) = (letters[index - 1].1, letters[index].1);
        let is_between_vowels = is_vowel(before) && is_vowel(after);
        if is_part(&letters, index)
            || (is_between_vowels && is_break(index) && are_of_two_parts(before, after))
        {
            seams.push(index);
        } else if is_break(index) && !is_between_vowels {
            kept.push(index);
        }
    }
    // A syllable has a vowel, and more than one letter.
    let are_near = |a: usize, b: usize| {
        let between = &letters[a.min(b)..a.max(b)];
        between.len() < 2 || !between.iter().any(|(_, letter)| is_vowel(*letter))
    };
    kept.retain(|index| !seams.iter().any(|seam| are_near(*seam, *index)));
    kept.extend(seams);
    kept.sort_unstable();
    *breaks = kept.into_iter().map(|index| letters[index].0).collect();
}

fn is_vowel(letter: char) -> bool {
    VOWELS.contains(letter)
}

/// Whether one of [`PARTS`] begins here, after what may be the end of a part: a vowel, or the ending
/// of a genitive or a nominative (`työn-antaja`, `rikos-ilmoitus`).
fn is_part(letters: &[(usize, char)], index: usize) -> bool {
    let (before, after) = (letters[index - 1].1, letters[index].1);
    let may_end = match before {
        'n' | 's' => is_vowel(letters[index - 2].1),
        // Two equal vowels that meet are written with a hyphen.
        _ => is_vowel(before) && before != after,
    };
    may_end
        && PARTS.iter().any(|part| {
            let here = letters[index..].iter().map(|(_, letter)| *letter);
            part.chars().count() <= letters.len() - index && here.zip(part.chars()).all(|(a, b)| a == b)
        })
}

/// Whether two vowels that belong to different syllables belong to different parts: only the first
/// of them may then be an `a` or `ä`, and only then may one be of the front and one of the back.
fn are_of_two_parts(before: char, after: char) -> bool {
    let is_front = |letter| "äöy".contains(letter);
    let is_back = |letter| "aou".contains(letter);
    matches!(before, 'a' | 'ä')
        || (is_front(before) && is_back(after))
        || (is_back(before) && is_front(after))
}
