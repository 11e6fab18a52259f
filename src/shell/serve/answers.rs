//! What the preview answers: pages of the site, the browser's side, and the pages that only it has.

use std::panic::{AssertUnwindSafe, catch_unwind};

use include_dir::{Dir, include_dir};

use crate::base::{Code, Diagnostic, OutputBody, SourcePath, Span, UrlPath};
use crate::build::{Edition, Job, Live};
use crate::shell::disk;
use crate::shell::report::Counts;
use crate::shell::serve::editor::Place;
use crate::shell::serve::http::{Answer, Method, Request, decode};
use crate::shell::serve::preview::Preview;
use crate::shell::serve::state::{self, CountsState, State};
use crate::shell::serve::{freshness, guard, overview, page, showcase};
use crate::site::PageId;

/// The browser's side: scripts and style sheets.
static CLIENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/shell/serve/client");

const HTML: &str = "text/html; charset=utf-8";

/// Where the preview's own addresses begin.
const OWN: &str = "/_opas/";

/// Where the parts of the theme are shown, below [`OWN`].
const THEME: &str = "theme/";

impl Preview {
    /// Answers a request. A fault of the program is answered like a page that cannot be shown.
    pub fn answer(&self, request: &Request) -> Answer {
        let answer = catch_unwind(AssertUnwindSafe(|| self.route(request)));
        let mut answer =
            answer.unwrap_or_else(|_| Answer::refusal(500, "the preview failed to answer"));
        answer.headers.extend(
            [
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
                ("X-Frame-Options", "SAMEORIGIN"),
                ("Cross-Origin-Resource-Policy", "same-origin"),
            ]
            .map(|(name, value)| (name, value.to_owned())),
        );
        answer
    }

    fn route(&self, request: &Request) -> Answer {
        if let Some(why) = guard::refuses(request) {
            return Answer::refusal(403, why);
        }
        match (request.method, request.path.strip_prefix(OWN)) {
            (Method::Post, Some("open")) => self.open_editor(request),
            (Method::Get, Some("open")) | (Method::Post | Method::Other, _) => {
                Answer::refusal(405, "this cannot be done here")
            }
            (Method::Get, Some("")) => self.overview(),
            (Method::Get, Some("state")) => self.state_alone(request),
            (Method::Get, Some("translation")) => self.translation(request),
            (Method::Get, Some(path)) if path.starts_with(THEME) => {
                self.theme(&path[THEME.len()..])
            }
            (Method::Get, Some(file)) => client_file(file),
            (Method::Get, None) => self.site(request),
        }
    }

    fn site(&self, request: &Request) -> Answer {
        let live = self.live();
        let edition = live.edition();
        let Some(address) = address(edition, &request.path) else {
            return if request.path == "/" {
                Answer::redirect(edition.settings.config.base_url.path.clone())
            } else {
                self.not_found(&live, "")
            };
        };
        let file = UrlPath::new(&address).file();
        if let Some(job) = edition.find(&file) {
            if let (Job::Page(id), Some(code)) = (&job, request.parameter("pair")) {
                return self.pair(&live, *id, &code);
            }
            return self.output(&live, &file, &job, request);
        }
        let is_folder = edition.find(&format!("{file}/index.html")).is_some();
        if is_folder && !request.path.ends_with('/') {
            let query = Some(&request.query).filter(|query| !query.is_empty());
            let query = query.map(|query| format!("?{query}")).unwrap_or_default();
            // `//host/` would lead to another host.
            let path = format!("/{}", request.path.trim_start_matches('/'));
            return Answer::redirect(format!("{path}/{query}"));
        }
        self.not_found(&live, &address)
    }

    fn output(&self, live: &Live, file: &str, job: &Job, request: &Request) -> Answer {
        let edition = live.edition();
        let media_type = media_type(file);
        let is_page = matches!(
            job,
            Job::Page(_) | Job::AllPages(_) | Job::NotFound(_) | Job::Chooser
        );
        let page = match job {
            Job::Page(id) => Some(*id),
            _ => None,
        };
        let rendered = self.render(edition, file, job);
        match rendered {
            Ok(OutputBody::CopyOf(path)) => {
                let disk_path = self.root.join(path.as_str());
                Answer::file(&disk_path, media_type, request.range.as_deref()).unwrap_or_else(
                    |error| Answer::refusal(500, &format!("cannot read `{path}`: {error}")),
                )
            }
            Ok(OutputBody::Bytes(bytes)) if is_page => {
                let state = self.state(live, page, None);
                let shown = page::with_client(&bytes, &state);
                self.shown().keep(file, bytes);
                Answer::text(200, &media_type, shown)
            }
            Ok(OutputBody::Bytes(bytes)) => Answer::text(200, &media_type, bytes),
            Err(problem) => {
                let mut state = self.state(live, page, Some(&problem));
                let last_good = self.shown().fail(file, &problem);
                state.is_last_good = last_good.is_some();
                let html = match last_good {
                    Some(html) => page::with_client(&html, &state),
                    None => page::failure(&problem.message, &state),
                };
                Answer::text(500, HTML, html)
            }
        }
    }

    /// Renders; a fault of the program becomes a problem like those of templates.
    fn render(
        &self,
        edition: &Edition,
        file: &str,
        job: &Job,
    ) -> Result<OutputBody, Box<Diagnostic>> {
        let text_of = |path: &SourcePath| disk::text(&self.root, path);
        let rendered = catch_unwind(AssertUnwindSafe(|| {
            edition.render(&UrlPath::new(file), job, &text_of)
        }));
        match rendered {
            Ok(rendered) => Ok(rendered?.body),
            Err(_) => Err(Box::new(
                Diagnostic::new(
                    Code::TemplateError,
                    Span::file(&edition.settings.config.path),
                    format!("opas failed while it made `{file}`"),
                )
                .help("this is a fault of the program, not yours; what the terminal says helps to mend it"),
            )),
        }
    }

    fn not_found(&self, live: &Live, address: &str) -> Answer {
        let edition = live.edition();
        let config = &edition.settings.config;
        let first = address.split('/').next().unwrap_or_default();
        let language = config.language_index(first).unwrap_or(0);
        let file = format!("{}404.html", config.prefix(language));
        match self.render(edition, &file, &Job::NotFound(language)) {
            Ok(OutputBody::Bytes(bytes)) => self.page_of_no_item(live, 404, &bytes),
            Ok(OutputBody::CopyOf(_)) => Answer::refusal(404, "no such page"),
            Err(problem) => self.failure(live, 404, &problem),
        }
    }

    /// A page that shows no item.
    fn page_of_no_item(&self, live: &Live, status: u16, html: &[u8]) -> Answer {
        let state = self.state(live, None, None);
        Answer::text(status, HTML, page::with_client(html, &state))
    }

    /// The page that stands where one cannot be shown and none was shown before.
    fn failure(&self, live: &Live, status: u16, problem: &Diagnostic) -> Answer {
        let state = self.state(live, None, Some(problem));
        Answer::text(status, HTML, page::failure(&problem.message, &state))
    }

    fn pair(&self, live: &Live, id: PageId, code: &str) -> Answer {
        let edition = live.edition();
        let site = &edition.site;
        let languages = state::languages(
            edition,
            site.page(id).item,
            Some(site.page(id).language as usize),
        );
        let left = languages.iter().find(|language| language.current);
        let right = languages.iter().find(|language| language.code == code);
        let (Some(left), Some(right)) = (left, right) else {
            return Answer::refusal(404, &format!("the site has no language `{code}`"));
        };
        let side = |language: &'_ state::LanguageState| language.url.clone().unwrap_or_default();
        let (left_address, right_address) = (side(left), side(right));
        let html = page::pair(
            &site.page_head(id).head.texts.title,
            &page::Side {
                name: &left.name,
                code: &left.code,
                address: &left_address,
            },
            &page::Side {
                name: &right.name,
                code: &right.code,
                address: &right_address,
            },
            right.state,
            &self.state(live, Some(id), None),
        );
        Answer::text(200, HTML, html)
    }

    /// A page or file of the site that shows every part of the theme.
    fn theme(&self, path: &str) -> Answer {
        let live = self.live();
        let compiled = self.showcase(&live);
        let edition = &compiled.edition;
        let file = UrlPath::new(&decode(path)).file();
        let (status, job) = match edition.find(&file) {
            Some(job) => (200, job),
            None => (404, Job::NotFound(0)),
        };
        match self.render(edition, &file, &job) {
            Ok(OutputBody::Bytes(bytes)) if file.ends_with(".html") => {
                self.page_of_no_item(&live, status, &bytes)
            }
            Ok(OutputBody::Bytes(bytes)) => Answer::text(status, &media_type(&file), bytes),
            Ok(OutputBody::CopyOf(path)) => {
                let bytes = showcase::bytes(path.as_str()).unwrap_or_default();
                Answer::text(status, &media_type(&file), bytes)
            }
            Err(problem) => self.failure(&live, 500, &problem),
        }
    }

    fn overview(&self) -> Answer {
        let live = self.live();
        let table = overview::table(live.edition(), &self.checked().findings);
        let html = page::overview(&table, &self.state(&live, None, None));
        Answer::text(200, HTML, html)
    }

    fn state_alone(&self, request: &Request) -> Answer {
        let live = self.live();
        let edition = live.edition();
        let (file, page) = asked_for(edition, request);
        let (failing, is_last_good) = match &file {
            Some(file) => self.shown().fault(file),
            None => (None, false),
        };
        let mut state = self.state(&live, page, failing.as_ref());
        state.is_last_good = is_last_good;
        let json = serde_json::to_string(&state).expect("texts and numbers are always JSON");
        Answer::text(200, "application/json", json)
    }

    /// What has changed in the source of a page's text, word by word.
    fn translation(&self, request: &Request) -> Answer {
        let live = self.live();
        let edition = live.edition();
        let (_, page) = asked_for(edition, request);
        let changes = page.and_then(|page| freshness::changes(&self.root, edition, page));
        let Some(changes) = changes else {
            return Answer::refusal(404, "there is no translation here that is followed");
        };
        let json = serde_json::to_string(&changes).expect("texts and numbers are always JSON");
        Answer::text(200, "application/json", json)
    }

    fn state(&self, live: &Live, page: Option<PageId>, failing: Option<&Diagnostic>) -> State<'_> {
        let edition = live.edition();
        let checked = self.checked();
        let findings = checked.findings;
        let mut counts = Counts::of(&findings.of_site);
        counts.add(Counts::of(&findings.of_texts));
        counts.add(Counts::of(
            failing.map(std::slice::from_ref).unwrap_or_default(),
        ));
        let text_of = |path: &SourcePath| disk::text(&self.root, path);
        State {
            session: &self.session,
            generation: live.generation(),
            token: &self.token,
            bring_into_view: self.choices.brings_into_view,
            page: page.map(|id| state::page(edition, id, &text_of)),
            counts: CountsState::of(counts),
            problems: state::problems(edition, page, failing, &findings, &text_of),
            is_last_good: false,
            is_checking: checked.generation != live.generation(),
        }
    }

    fn open_editor(&self, request: &Request) -> Answer {
        if request.token.as_deref() != Some(self.token.as_str()) {
            return Answer::refusal(403, "load the page again: it belongs to an earlier preview");
        }
        let Ok(place) = serde_json::from_slice::<Place>(&request.body) else {
            return Answer::refusal(400, "the request names no file");
        };
        // Only files of the site, wherever links may lead.
        let is_inside = self
            .root
            .join(&place.file)
            .canonicalize()
            .is_ok_and(|real| real.starts_with(&self.root) && real.is_file());
        if !is_inside {
            return Answer::refusal(
                404,
                &format!("there is no file `{}` in the site", place.file),
            );
        }
        match self.choices.editor.open(&self.root, &place) {
            Ok(None) => Answer::text(204, "text/plain", ""),
            Ok(Some(url)) => {
                let body = serde_json::json!({ "url": url }).to_string();
                Answer::text(200, "application/json", body)
            }
            Err(error) => Answer::refusal(500, &format!("{error:#}")),
        }
    }
}

/// The file and the page that the parameter `path` names.
fn asked_for(edition: &Edition, request: &Request) -> (Option<String>, Option<PageId>) {
    let path = request.parameter("path").unwrap_or_default();
    let file = address(edition, &path).map(|address| UrlPath::new(&address).file());
    let page = file.as_ref().and_then(|file| match edition.find(file) {
        Some(Job::Page(id)) => Some(id),
        _ => None,
    });
    (file, page)
}

/// The address within the site that a path of the host means, decoded; nothing where it lies
/// outside of the site's own path.
fn address(edition: &Edition, path: &str) -> Option<String> {
    let base = &edition.settings.config.base_url.path;
    let inner = path.strip_prefix(base.as_str());
    inner.map(decode)
}

fn client_file(name: &str) -> Answer {
    match CLIENT.get_file(name) {
        Some(file) => Answer::text(200, &media_type(name), file.contents()),
        None => Answer::refusal(404, "no such file"),
    }
}

fn media_type(file: &str) -> String {
    let guess = mime_guess::from_path(file).first_or_octet_stream();
    if file.ends_with("feed.xml") {
        return "application/atom+xml; charset=utf-8".to_owned();
    }
    match (guess.type_(), guess.subtype().as_str()) {
        (mime_guess::mime::TEXT, _) | (_, "javascript" | "json" | "xml") => {
            format!("{guess}; charset=utf-8")
        }
        _ => guess.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Preview;
    use crate::build::{Job, Options};
    use crate::locale::Date;
    use crate::shell::serve::http::Request;
    use crate::shell::serve::preview::Choices;

    #[test]
    fn a_panic_while_rendering_is_a_problem_and_ends_nothing() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/minimal");
        let options = Options {
            today: Date::new(2026, 11, 24).expect("a day"),
            has_drafts: false,
            base_url: None,
            has_places: true,
            is_portable: false,
        };
        let preview = Preview::open(&root, options, Choices::default()).expect("it is a site");
        {
            let live = preview.live();
            // No site has so many languages: this panics within the rendering.
            let failed = preview.render(live.edition(), "xx/404.html", &Job::NotFound(9_999));
            let problem = failed.expect_err("a problem, and no page");
            assert!(
                problem.message.contains("xx/404.html"),
                "{}",
                problem.message
            );
        }
        let after = preview.answer(&Request::get("/"));
        assert!(after.status < 400, "{}", after.status);
    }
}
