//! What the browser's side of the preview knows of a page: `client/README.md` is its contract.

use std::collections::HashMap;

use serde::Serialize;

use crate::base::source::line_and_column;
use crate::base::{Diagnostic, Severity, SourcePath, TextRange};
use crate::build::{Edition, Findings};
use crate::check::lix;
use crate::parse::owner_key;
use crate::render::page_address;
use crate::shell::report::Counts;
use crate::shell::serve::freshness::{self, FreshnessState};
use crate::site::{ItemId, PageId, Status};

/// Problems that are told with a page at most; those of the page itself come first.
const MAX_PROBLEMS: usize = 50;

/// All that is known of a page and of the site around it.
#[derive(Debug, Serialize)]
pub(super) struct State<'a> {
    pub(super) session: &'a str,
    pub(super) generation: u64,
    pub(super) token: &'a str,
    pub(super) bring_into_view: bool,
    pub(super) page: Option<PageState>,
    pub(super) counts: CountsState,
    pub(super) problems: Vec<ProblemState>,
    pub(super) is_last_good: bool,
    pub(super) is_checking: bool,
}

/// A page of an item.
#[derive(Debug, Serialize)]
pub(super) struct PageState {
    path: String,
    title: String,
    key: String,
    lang: String,
    file: String,
    badges: Vec<Badge>,
    freshness: Option<FreshnessState>,
    languages: Vec<LanguageState>,
    words: usize,
    /// How hard it is to read, as LIX; nothing where it is too short to tell.
    lix: Option<u32>,
}

/// What an author must know about the state of a page.
#[derive(Debug, Serialize)]
pub(super) struct Badge {
    pub(super) kind: &'static str,
    pub(super) text: String,
    pub(super) detail: String,
}

/// A language of the site, as seen from a page.
#[derive(Debug, Serialize)]
pub(super) struct LanguageState {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) url: Option<String>,
    /// `own`, `fallback` or `missing`.
    pub(super) state: &'static str,
    pub(super) current: bool,
}

/// How many problems the site has.
#[derive(Debug, Serialize)]
pub(super) struct CountsState {
    errors: usize,
    warnings: usize,
    hints: usize,
}

/// A problem and the line it stands in.
#[derive(Debug, Serialize)]
pub(super) struct ProblemState {
    code: &'static str,
    severity: &'static str,
    message: String,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    text: Option<String>,
    caret_start: usize,
    caret_length: usize,
    help: Vec<String>,
    here: bool,
    url: Option<String>,
}

impl CountsState {
    pub(super) fn of(counts: Counts) -> Self {
        Self {
            errors: counts.errors,
            warnings: counts.warnings,
            hints: counts.notes,
        }
    }
}

/// What is known of a page.
pub(super) fn page(
    edition: &Edition,
    id: PageId,
    text_of: &dyn Fn(&SourcePath) -> Option<String>,
) -> PageState {
    let site = &edition.site;
    let shown = site.page(id);
    let entry = site.page_head(id);
    let texts = &edition.settings.theme.texts;
    let freshness = freshness::freshness(edition, id, text_of);
    let mut badges = badges(edition, id);
    badges.extend(freshness.as_ref().and_then(freshness::badge));
    PageState {
        path: page_address(site, id),
        title: entry.head.texts.title.clone(),
        key: site.item(shown.item).key.clone(),
        lang: texts[entry.name.language].lang.to_string(),
        file: entry.path.to_string(),
        badges,
        freshness,
        languages: languages(edition, shown.item, Some(shown.language as usize)),
        lix: lix(&edition.documents[shown.doc.0 as usize]).map(|lix| lix.round() as u32),
        words: words(&edition.documents[shown.doc.0 as usize].body.html),
    }
}

/// What each language has of an item.
pub(super) fn languages(
    edition: &Edition,
    item: ItemId,
    current: Option<usize>,
) -> Vec<LanguageState> {
    let site = &edition.site;
    let texts = edition.settings.theme.texts.iter().enumerate();
    texts
        .map(|(language, texts)| {
            let page = site.page_in(item, language);
            LanguageState {
                code: texts.lang.to_string(),
                name: texts.name.clone(),
                url: page.map(|page| page_address(site, page)),
                state: match page {
                    Some(page) if site.page(page).is_fallback => "fallback",
                    Some(_) => "own",
                    None => "missing",
                },
                current: current == Some(language),
            }
        })
        .collect()
}

fn badges(edition: &Edition, id: PageId) -> Vec<Badge> {
    let site = &edition.site;
    let page = site.page(id);
    let item = site.item(page.item);
    let facts = &item.facts;
    let mut badges = Vec::new();
    let mut add = |kind, text: &str, detail: String| {
        let text = text.to_owned();
        badges.push(Badge { kind, text, detail });
    };
    match facts.status {
        Status::Draft => add(
            "draft",
            "Draft",
            "Only seen in the preview with `--drafts`".to_owned(),
        ),
        Status::Review => add(
            "review",
            "In review",
            "Shown, and not yet approved".to_owned(),
        ),
        Status::Archived => add(
            "archived",
            "Archived",
            "Shown with a notice, and left out of site maps".to_owned(),
        ),
        Status::Published => {}
    }
    if let Some(day) = facts.publish.filter(|_| item.is_scheduled) {
        add("scheduled", "Scheduled", format!("Published on {day}"));
    }
    if let Some(day) = facts.expires.filter(|_| item.is_expired) {
        add(
            "expired",
            "Expired",
            format!("No longer published since {day}"),
        );
    }
    if page.is_fallback {
        let texts = &edition.settings.theme.texts;
        let reader = &texts[page.language as usize];
        let own = &texts[site.head(page.doc).name.language];
        add(
            "fallback",
            "Not translated",
            format!(
                "Readers of `{}` see the text in `{}` with a notice",
                reader.lang, own.lang
            ),
        );
    }
    if let (Some(reviewed), Some(due)) = (facts.reviewed, facts.review_due())
        && due < edition.today()
    {
        add(
            "overdue",
            "Review overdue",
            format!("Last reviewed on {reviewed}, due on {due}"),
        );
    }
    badges
}

/// Words of a text as HTML: what stands between white space, outside of tags.
fn words(html: &str) -> usize {
    let mut count = 0;
    let mut is_within_word = false;
    let mut is_tag = false;
    for byte in html.bytes() {
        match byte {
            b'<' => is_tag = true,
            b'>' => is_tag = false,
            _ if is_tag => {}
            b' ' | b'\n' | b'\t' | b'\r' => is_within_word = false,
            _ => {
                count += usize::from(!is_within_word);
                is_within_word = true;
            }
        }
    }
    count
}

/// The problems that are told with a page: its own, those of its facts, questions and practice, then
/// errors of others; each with its line as it stands on disk.
pub(super) fn problems<'a>(
    edition: &Edition,
    page: Option<PageId>,
    failing: Option<&'a Diagnostic>,
    findings: &'a Findings,
    text_of: &dyn Fn(&SourcePath) -> Option<String>,
) -> Vec<ProblemState> {
    let shown = page.map(|page| edition.site.page_head(page));
    let is_here = |problem: &Diagnostic| {
        let path = problem.span.as_ref().map(|span| &span.path);
        path.zip(shown).is_some_and(|(path, shown)| {
            *path == shown.path || owner_key(path).as_ref() == Some(&shown.name.key)
        })
    };
    let all = || findings.of_site.iter().chain(&findings.of_texts);
    let mut own: Vec<&Diagnostic> = all().filter(|problem| is_here(problem)).collect();
    own.sort_by_key(|problem| (problem.severity, problem.span.clone()));
    let others = all()
        .filter(|problem| problem.severity == Severity::Error && !is_here(problem))
        .map(|problem| (problem, false));
    let mut texts: HashMap<&SourcePath, Option<String>> = HashMap::new();
    failing
        .into_iter()
        .chain(own)
        .map(|problem| (problem, true))
        .chain(others)
        .take(MAX_PROBLEMS)
        .map(|(problem, here)| {
            // Each file is read once, however many problems it has.
            let text = problem.span.as_ref().and_then(|span| {
                let text = texts.entry(&span.path);
                text.or_insert_with(|| text_of(&span.path)).as_deref()
            });
            one(edition, problem, here, text)
        })
        .collect()
}

/// Where a problem stands, and the line there as it is on disk.
struct Excerpt {
    line: usize,
    column: usize,
    text: String,
    /// How many characters of the line are meant.
    length: usize,
}

impl Excerpt {
    fn of(text: &str, range: TextRange) -> Self {
        let start = (range.start as usize).min(text.len());
        let (line, column) = line_and_column(text, start);
        let meant = range.of(text).unwrap_or_default();
        Self {
            line,
            column,
            text: text.lines().nth(line - 1).unwrap_or_default().to_owned(),
            length: meant.lines().next().unwrap_or_default().chars().count(),
        }
    }
}

fn one(edition: &Edition, problem: &Diagnostic, here: bool, text: Option<&str>) -> ProblemState {
    let span = problem.span.as_ref();
    let place = span
        .zip(text)
        .map(|(span, text)| Excerpt::of(text, span.range));
    ProblemState {
        code: problem.code.name(),
        severity: match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "hint",
        },
        message: problem.message.clone(),
        file: span.map(|span| span.path.to_string()),
        line: place.as_ref().map(|place| place.line),
        column: place.as_ref().map(|place| place.column),
        caret_start: place.as_ref().map_or(0, |place| place.column - 1),
        caret_length: place.as_ref().map_or(0, |place| place.length),
        text: place.map(|place| place.text),
        help: problem.help.iter().cloned().collect(),
        here,
        url: span.and_then(|span| page_of(edition, &span.path)),
    }
}

/// The page that shows a file, in the file's language.
fn page_of(edition: &Edition, path: &SourcePath) -> Option<String> {
    let site = &edition.site;
    let name = &site.head(edition.document(path)?).name;
    let item = *site.by_key.get(&name.key)?;
    let page = site.page_in(item, name.language)?;
    Some(page_address(site, page))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn counts_words_outside_of_tags() {
        assert_eq!(
            words("<p class=\"a b\">Yksi <em>kaksi</em>.\nKolme</p>\n"),
            3
        );
        assert_eq!(words(""), 0);
    }
}
