//! The preview of one site: what is answered to a request, and what a change does, apart from any
//! connection, watcher or terminal.

use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use anyhow::{Context as _, Result};
use include_dir::{Dir, include_dir};
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde::Serialize;

use crate::base::diagnostic::sort;
use crate::base::{Code, Diagnostic, OutputBody, SourcePath, Span, UrlPath};
use crate::build::{Changes, Compiled, Edition, Findings, Job, Live, Options, Settings};
use crate::locale::Date;
use crate::shell::disk;
use crate::shell::report::Counts;
use crate::shell::serve::editor::{Editor, Place};
use crate::shell::serve::events::{Hub, message};
use crate::shell::serve::http::{Answer, Method, Request, decode};
use crate::shell::serve::state::{self, CountsState, State};
use crate::shell::serve::{guard, overview, page, showcase};
use crate::site::PageId;

/// The browser's side: scripts and style sheets.
static CLIENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/shell/serve/client");

const HTML: &str = "text/html; charset=utf-8";

/// Where the preview's own addresses begin.
const OWN: &str = "/_opas/";

/// Where the parts of the theme are shown, below [`OWN`].
const THEME: &str = "theme/";

/// Pages that were shown last and are kept for the time when they cannot be rendered.
const KEPT_PAGES: usize = 64;

/// What the author chose.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Whether the changed place is brought into view.
    pub brings_into_view: bool,
    /// How files are opened.
    pub editor: Editor,
}

/// The preview of one site.
pub struct Preview {
    root: PathBuf,
    choices: Choices,
    live: RwLock<Live>,
    checked: RwLock<Checked>,
    shown: Mutex<Shown>,
    /// Every part of the theme, and the settings it was made with.
    showcase: Mutex<Option<(Arc<Settings>, Arc<Compiled>)>>,
    /// Held while a change is taken in: one after another.
    taking: Mutex<()>,
    hub: Hub,
    /// Threads that check the whole site: half of those there are, so that the next edit does not
    /// wait for them.
    checkers: ThreadPool,
    /// Differs in each run of the program.
    session: String,
    /// What pages of this run know and other sites do not.
    token: String,
}

/// The problems of the whole site, and of which state they are.
#[derive(Debug, Default)]
struct Checked {
    generation: u64,
    findings: Arc<Findings>,
}

/// Pages as they were shown last, and what keeps pages from being shown.
#[derive(Debug, Default)]
struct Shown {
    pages: HashMap<String, Arc<Vec<u8>>>,
    order: VecDeque<String>,
    failing: HashMap<String, Diagnostic>,
}

/// What to tell browsers: a change was taken in.
#[derive(Serialize)]
struct Update<'a> {
    generation: u64,
    changed: Option<Changed<'a>>,
    styles: bool,
}

#[derive(Serialize)]
struct Changed<'a> {
    file: &'a str,
    line: Option<u32>,
}

#[derive(Serialize)]
struct Hello<'a> {
    session: &'a str,
    generation: u64,
}

#[derive(Serialize)]
struct Checking {
    generation: u64,
}

impl Preview {
    /// Reads the site below `root`.
    ///
    /// # Errors
    /// A folder that is no site, files that cannot be read, a machine without randomness.
    pub fn open(root: &Path, options: Options, choices: Choices) -> Result<Self> {
        let root = root
            .canonicalize()
            .with_context(|| format!("cannot open the folder `{}`", root.display()))?;
        let sources = disk::read(&root)?;
        let live = Live::new(sources, options, &|path| disk::file(&root, path))
            .map_err(|fault| disk::unreadable(&fault.path, fault.error))?;
        Ok(Self {
            root,
            choices,
            live: RwLock::new(live),
            checked: RwLock::default(),
            shown: Mutex::default(),
            showcase: Mutex::default(),
            taking: Mutex::default(),
            hub: Hub::default(),
            checkers: ThreadPoolBuilder::new()
                .num_threads(rayon::current_num_threads().div_ceil(2))
                .build()
                .context("cannot start threads")?,
            session: secret()?,
            token: secret()?,
        })
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The address of the site on its host: `/`, or the path that `site.toml` gives it.
    pub fn home(&self) -> String {
        self.live().edition().settings.config.base_url.path.clone()
    }

    /// Takes in what became different on disk; tells whether anything did.
    ///
    /// # Errors
    /// Files that cannot be read. The state before stays.
    pub fn take_in(&self, changes: Changes, today: Date) -> Result<bool> {
        let _one_at_a_time = lock(&self.taking);
        let read = |path: &SourcePath| disk::file(&self.root, path);
        let step = self
            .live()
            .prepare(changes, today, &read)
            .map_err(|fault| disk::unreadable(&fault.path, fault.error))?;
        let Some(step) = step else {
            return Ok(false);
        };
        let effect = step.effect.clone();
        let (generation, retired) = {
            let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
            let retired = live.apply(step);
            (live.generation(), retired)
        };
        lock(&self.shown).failing.clear();
        if let Some((path, _)) = &effect.text {
            self.check_text(path);
        }
        let changed = effect.text.as_ref().map(|(path, line)| Changed {
            file: path.as_str(),
            line: *line,
        });
        self.hub.send(
            "update",
            &Update {
                generation,
                changed,
                styles: effect.is_style,
            },
        );
        drop(retired);
        Ok(true)
    }

    /// The difference between what is known and a folder that is read anew.
    ///
    /// # Errors
    /// Files that cannot be read.
    pub fn everything(&self) -> Result<Changes> {
        let sources = disk::read(&self.root)?;
        Ok(self.live().difference(sources))
    }

    /// The problems of a changed text at once; those of the rest follow with [`review`](Self::review).
    fn check_text(&self, path: &SourcePath) {
        let own = self.live().check_text(path);
        let mut checked = self.checked.write().unwrap_or_else(PoisonError::into_inner);
        let findings = Arc::make_mut(&mut checked.findings);
        let is_elsewhere =
            |problem: &Diagnostic| problem.span.as_ref().is_none_or(|span| span.path != *path);
        findings.of_texts.retain(is_elsewhere);
        findings.of_texts.extend(own);
        sort(&mut findings.of_texts);
    }

    /// Finds everything that is wrong with the site as it is now, beside the answers that are given
    /// meanwhile, and tells the browsers. Gives nothing when the site changed meanwhile.
    pub fn review(&self) -> Option<Arc<Findings>> {
        let snapshot = self.live().snapshot();
        let generation = snapshot.generation;
        let findings = Arc::new(self.checkers.install(|| snapshot.review()));
        {
            let live = self.live();
            if live.generation() != generation {
                return None;
            }
            let mut checked = self.checked.write().unwrap_or_else(PoisonError::into_inner);
            *checked = Checked {
                generation,
                findings: Arc::clone(&findings),
            };
        }
        self.hub.send("findings", &Checking { generation });
        Some(findings)
    }

    /// What keeps pages that were asked for from being shown.
    pub fn failing(&self) -> Vec<Diagnostic> {
        let mut failing: Vec<Diagnostic> = lock(&self.shown).failing.values().cloned().collect();
        sort(&mut failing);
        failing.dedup();
        failing
    }

    /// What a browser that listens is told first, and then.
    pub fn listen(&self) -> (String, Receiver<Arc<str>>) {
        // First the ear, then the state: a change in between is told twice rather than never.
        let receiver = self.hub.listen();
        let hello = Hello {
            session: &self.session,
            generation: self.live().generation(),
        };
        (
            format!("retry: 500\n{}", message("hello", &hello)),
            receiver,
        )
    }

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
                lock(&self.shown).keep(file, bytes);
                Answer::text(200, &media_type, shown)
            }
            Ok(OutputBody::Bytes(bytes)) => Answer::text(200, &media_type, bytes),
            Err(problem) => {
                let mut state = self.state(live, page, Some(&problem));
                let last_good = lock(&self.shown).fail(file, &problem);
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
        let mut answer = match self.render(edition, &file, &Job::NotFound(language)) {
            Ok(OutputBody::Bytes(bytes)) => {
                let html = page::with_client(&bytes, &self.state(live, None, None));
                Answer::text(404, HTML, html)
            }
            Ok(OutputBody::CopyOf(_)) => Answer::refusal(404, "no such page"),
            Err(problem) => {
                let state = self.state(live, None, Some(&problem));
                Answer::text(404, HTML, page::failure(&problem.message, &state))
            }
        };
        answer.status = 404;
        answer
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
        let settings = &live.edition().settings;
        let compiled = {
            let mut made = lock(&self.showcase);
            match &*made {
                Some((with, compiled)) if Arc::ptr_eq(with, settings) => Arc::clone(compiled),
                _ => {
                    let compiled = Arc::new(showcase::showcase(&live));
                    *made = Some((Arc::clone(settings), Arc::clone(&compiled)));
                    compiled
                }
            }
        };
        let edition = &compiled.edition;
        let file = UrlPath::new(&decode(path)).file();
        let (status, job) = match edition.find(&file) {
            Some(job) => (200, job),
            None => (404, Job::NotFound(0)),
        };
        match self.render(edition, &file, &job) {
            Ok(OutputBody::Bytes(bytes)) if file.ends_with(".html") => {
                let html = page::with_client(&bytes, &self.state(&live, None, None));
                Answer::text(status, HTML, html)
            }
            Ok(OutputBody::Bytes(bytes)) => Answer::text(status, &media_type(&file), bytes),
            Ok(OutputBody::CopyOf(path)) => {
                let bytes = showcase::bytes(path.as_str()).unwrap_or_default();
                Answer::text(status, &media_type(&file), bytes)
            }
            Err(problem) => {
                let state = self.state(&live, None, Some(&problem));
                Answer::text(500, HTML, page::failure(&problem.message, &state))
            }
        }
    }

    fn overview(&self) -> Answer {
        let live = self.live();
        let findings = self.findings();
        let table = overview::table(live.edition(), &findings);
        let html = page::overview(&table, &self.state(&live, None, None));
        Answer::text(200, HTML, html)
    }

    fn state_alone(&self, request: &Request) -> Answer {
        let live = self.live();
        let edition = live.edition();
        let path = request.parameter("path").unwrap_or_default();
        let file = address(edition, &path).map(|address| UrlPath::new(&address).file());
        let page = file.as_ref().and_then(|file| match edition.find(file) {
            Some(Job::Page(id)) => Some(id),
            _ => None,
        });
        let failing = {
            let shown = lock(&self.shown);
            file.as_ref()
                .and_then(|file| shown.failing.get(file).cloned())
        };
        let mut state = self.state(&live, page, failing.as_ref());
        state.is_last_good = failing.is_some();
        let json = serde_json::to_string(&state).expect("texts and numbers are always JSON");
        Answer::text(200, "application/json", json)
    }

    fn state(&self, live: &Live, page: Option<PageId>, failing: Option<&Diagnostic>) -> State<'_> {
        let edition = live.edition();
        let (generation, findings) = {
            let checked = self.checked.read().unwrap_or_else(PoisonError::into_inner);
            (checked.generation, Arc::clone(&checked.findings))
        };
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
            page: page.map(|id| state::page(edition, id)),
            counts: CountsState::of(counts),
            problems: state::problems(edition, page, failing, &findings, &text_of),
            is_last_good: false,
            is_checking: generation != live.generation(),
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

    fn live(&self) -> RwLockReadGuard<'_, Live> {
        self.live.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn findings(&self) -> Arc<Findings> {
        let checked = self.checked.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&checked.findings)
    }
}

impl Shown {
    /// Keeps a page that could be shown, in place of the oldest if there are too many.
    fn keep(&mut self, file: &str, html: Vec<u8>) {
        if self.pages.insert(file.to_owned(), Arc::new(html)).is_none() {
            self.order.push_back(file.to_owned());
        }
        if self.order.len() > KEPT_PAGES
            && let Some(oldest) = self.order.pop_front()
        {
            self.pages.remove(&oldest);
        }
        self.failing.remove(file);
    }

    /// Notes that a page cannot be shown, and gives it as it was shown last.
    fn fail(&mut self, file: &str, problem: &Diagnostic) -> Option<Arc<Vec<u8>>> {
        self.failing.insert(file.to_owned(), problem.clone());
        self.pages.get(file).cloned()
    }
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

/// 128 random bits in hexadecimal digits.
fn secret() -> Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
