//! A whole site in one state, ready to be rendered.

use std::sync::Arc;

use crate::base::{Diagnostic, Output, OutputBody, OutputKind, Source, SourcePath, UrlPath};
use crate::build::plan::{self, Job};
use crate::build::settings::Settings;
use crate::check;
use crate::locale::Date;
use crate::parse::{self, Document};
use crate::render::{self, Scene};
use crate::site::{DocId, Site};

/// A whole site in one state: settings, texts, and how they are joined.
#[derive(Debug)]
pub struct Edition {
    /// The configuration and the theme.
    pub settings: Arc<Settings>,
    /// The texts, by their ids.
    pub documents: Vec<Arc<Document>>,
    /// The joined site.
    pub site: Site,
    pub(super) today: Date,
}

/// Gives the whole text of a file, for plain-Markdown copies.
pub type TextOf<'a> = dyn Fn(&SourcePath) -> Option<String> + Sync + 'a;

impl Edition {
    pub(super) fn scene(&self) -> Scene<'_> {
        Scene {
            site: &self.site,
            documents: &self.documents,
            theme: &self.settings.theme,
            engine: &self.settings.engine,
            frames: &self.settings.frames,
            today: self.today,
        }
    }

    /// The day for which it is made.
    pub fn today(&self) -> Date {
        self.today
    }

    /// The document of a file.
    pub fn document(&self, path: &SourcePath) -> Option<DocId> {
        let found = self
            .documents
            .binary_search_by(|document| document.path.cmp(path));
        found.ok().and_then(|at| u32::try_from(at).ok()).map(DocId)
    }

    /// Reads a text as one of this site's: an older state of a file, or one that is not there yet.
    /// Nothing when its name is none of a text.
    pub fn read(&self, file: &Source) -> Option<Document> {
        let name = parse::name(&self.settings.config, &file.path).ok()?;
        Some(parse::document(self.settings.context(), file, &name))
    }

    /// What makes the file at an address, `fi/etatyo/index.html`; the same as a plan of all
    /// outputs says, without making one. Files beside the texts are found whether or not a page
    /// names them.
    pub fn find(&self, file: &str) -> Option<Job> {
        plan::find(self.scene(), file)
    }

    /// A calendar file of the days on which policies must be reviewed, in the site's first language.
    pub fn policy_calendar(&self) -> String {
        render::policy_calendar(self.scene())
    }

    /// What is wrong with the complete site, and with each text within it.
    pub(super) fn check(&self) -> Vec<Diagnostic> {
        check::run(&self.site, &self.settings.theme, &self.documents)
    }

    /// Makes one output.
    ///
    /// # Errors
    /// A template that fails.
    pub fn render(
        &self,
        address: &UrlPath,
        job: &Job,
        text_of: &TextOf<'_>,
    ) -> Result<Output, Box<Diagnostic>> {
        let scene = self.scene();
        let page = |bytes| (OutputKind::Page, OutputBody::Bytes(bytes));
        let (kind, body) = match job {
            Job::Page(id) => page(render::page(scene, *id)?),
            Job::Part(id, part) => page(render::part(scene, *id, address, part)?),
            Job::NotFound(language) => page(render::not_found(scene, *language)?),
            Job::Chooser => page(render::chooser(scene)?),
            Job::Redirect(index) => page(render::redirect(scene, &self.site.redirects[*index])?),
            Job::AllPages(language) => page(render::all_pages(scene, *language)?),
            Job::Feed(language) => page(render::feed(scene, *language)),
            Job::Sitemap(index) => page(render::sitemap(scene, *index)),
            Job::Robots => page(render::robots(scene)),
            Job::Headers => page(render::headers(scene)),
            Job::ServicePoints => page(render::service_points(scene)),
            Job::Llms => page(render::llms(scene)),
            Job::Markdown(id) => {
                let text = text_of(&self.site.page_head(*id).path).unwrap_or_default();
                page(render::markdown_copy(scene, *id, &text))
            }
            Job::ThemeFile(name) => {
                let file = self.settings.theme.statics.get(name);
                let bytes = file.map(|file| file.bytes.clone()).unwrap_or_default();
                (OutputKind::Asset, OutputBody::Bytes(bytes))
            }
            Job::Copy(path) => (OutputKind::Asset, OutputBody::CopyOf(path.clone())),
        };
        Ok(Output {
            address: address.clone(),
            kind,
            body: self.portable(address, body),
        })
    }

    /// A page as it opens without a web server, where the build asks for that.
    fn portable(&self, address: &UrlPath, body: OutputBody) -> OutputBody {
        let is_page = self.settings.is_portable && address.as_str().ends_with(".html");
        match body {
            OutputBody::Bytes(bytes) if is_page => {
                let base = &self.settings.config.base_url.path;
                let html = String::from_utf8_lossy(&bytes);
                OutputBody::Bytes(render::portable(&html, base, address).into_bytes())
            }
            body => body,
        }
    }
}
