//! Joining a site and finding all that is wrong with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::sort;
use crate::base::{Diagnostic, SourcePath, UrlPath};
use crate::build::edition::Edition;
use crate::build::plan::{self, Plan};
use crate::build::settings::Settings;
use crate::build::texts::Beside;
use crate::check;
use crate::parse::{Document, Lock};
use crate::site::{self, Asset, Today};

/// All that a site is joined from; cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    pub(super) settings: Arc<Settings>,
    pub(super) documents: Vec<Arc<Document>>,
    pub(super) beside: Beside,
    pub(super) assets: Arc<BTreeMap<SourcePath, Asset>>,
    pub(super) statics: Arc<BTreeMap<UrlPath, SourcePath>>,
    pub(super) lock: Option<Arc<Lock>>,
    pub(super) today: Today,
}

impl Parts {
    /// Joins them; the problems are those of the joined site, not of single texts.
    pub(super) fn join(self, sink: &mut Vec<Diagnostic>) -> Edition {
        let site = site::assemble(site::Input {
            config: &self.settings.config,
            theme: &self.settings.theme,
            documents: &self.documents,
            facts: &self.beside.facts,
            exercises: &self.beside.exercises,
            assets: &self.assets,
            statics: &self.statics,
            lock: self.lock.as_ref(),
            today: self.today,
        })
        .unload(sink);
        Edition {
            settings: self.settings,
            documents: self.documents,
            site,
            today: self.today.date,
        }
    }

    /// Joins them, checks everything and plans all outputs.
    pub(super) fn review(self, problems: Problems) -> (Edition, Plan, Findings) {
        let Problems {
            of_site: mut site,
            of_texts: mut texts,
        } = problems;
        let edition = self.join(&mut site);
        texts.extend(edition.check());
        let plan = plan::plan(edition.scene(), &mut site);
        for list in [&mut site, &mut texts] {
            edition.settings.config.apply_levels(list);
        }
        // A statement is held against what was found, at the levels of the site.
        let mut claims = check::statements(&edition.site, site.iter().chain(&texts));
        edition.settings.config.apply_levels(&mut claims);
        site.extend(claims);
        sort(&mut site);
        sort(&mut texts);
        let findings = Findings {
            of_site: site,
            of_texts: texts,
        };
        (edition, plan, findings)
    }
}

/// Problems that were found before texts are joined.
#[derive(Debug, Clone, Default)]
pub(super) struct Problems {
    /// Of the folder and of the settings.
    pub(super) of_site: Vec<Diagnostic>,
    /// Of single texts.
    pub(super) of_texts: Vec<Diagnostic>,
}

/// All problems of a site, at the levels that it chose, each list sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Those of the settings, and of texts as parts of the whole.
    pub of_site: Vec<Diagnostic>,
    /// Those that each text alone is to blame for: what it says, and where its links lead.
    pub of_texts: Vec<Diagnostic>,
}

impl Findings {
    /// All in one list, sorted.
    pub fn into_all(self) -> Vec<Diagnostic> {
        let mut all = self.of_site;
        all.extend(self.of_texts);
        sort(&mut all);
        all
    }
}
