//! How hard a text is to read, against the level that it declares.
//!
//! The measure is LIX (Björnsson, Läsbarhet, 1968): words per sentence, and the share of words with
//! more than six letters. It sees neither meaning nor order, and Finnish words are long, so each
//! language has limits of its own: those at which the texts of this project's library, which say the
//! same in three languages, stand alike. Other languages are not judged.

use crate::base::{Code, Diagnostic, Span};
use crate::parse::{Document, Prose, ProseKind};
use crate::site::Site;

/// The greatest LIX of each level: language, then `plain`, `clear` and `official`.
const LIMITS: &[(&str, [(&str, f32); 3])] = &[
    ("fi", [("plain", 50.0), ("clear", 65.0), ("official", 80.0)]),
    ("sv", [("plain", 32.0), ("clear", 44.0), ("official", 57.0)]),
    ("en", [("plain", 27.0), ("clear", 40.0), ("official", 52.0)]),
];

/// With fewer words a number says nothing.
const LEAST: u32 = 60;

/// The most sentences that a problem shows.
const SHOWN: usize = 3;

/// The paragraphs of a text and the entries of its lists.
fn running(document: &Document) -> impl Iterator<Item = &Prose> {
    let prose = document.prose.iter();
    prose.filter(|block| block.kind == ProseKind::Paragraph)
}

/// The LIX of a text; nothing where it is too short to tell.
pub fn lix(document: &Document) -> Option<f32> {
    let (mut words, mut long, mut sentences) = (0_u32, 0_u32, 0_u32);
    for block in running(document) {
        words += u32::from(block.tally.words);
        long += u32::from(block.tally.long_words);
        sentences += u32::from(block.tally.sentences);
    }
    let is_enough = words >= LEAST && sentences > 0;
    is_enough.then(|| {
        let words = words as f32;
        words / sentences as f32 + 100.0 * long as f32 / words
    })
}

/// Reports a text that is harder to read than its level promises.
pub(super) fn check(site: &Site, document: &Document, sink: &mut Vec<Diagnostic>) {
    let lang = site.config.languages[document.name.language].lang.as_str();
    let level = document.head.texts.level.as_deref();
    let limits = LIMITS.iter().find(|(language, _)| *language == lang);
    let limit = limits.and_then(|(_, limits)| limits.iter().find(|(name, _)| Some(*name) == level));
    let (Some((level, limit)), Some(lix)) = (limit, lix(document)) else {
        return;
    };
    if lix.round() <= *limit {
        return;
    }
    let mut longest: Vec<&Prose> = running(document).collect();
    longest.sort_by_key(|block| std::cmp::Reverse(block.tally.longest));
    let mut longest = longest.into_iter().take(SHOWN);
    let Some(first) = longest.next() else { return };
    let words = |block: &Prose| format!("a sentence of {} words", block.tally.longest);
    let diagnostic = Diagnostic::new(
        Code::HardToRead,
        Span::new(&document.path, first.range),
        format!(
            "LIX is {}, and a text of level `{level}` in `{lang}` has at most {limit}",
            lix.round()
        ),
    )
    .caret(words(first));
    let labelled = longest.fold(diagnostic, |diagnostic, block| {
        diagnostic.label(Span::new(&document.path, block.range), words(block))
    });
    sink.push(labelled.help(
        "split the longest sentences and look for shorter words, or write the `level` that the text has",
    ));
}
