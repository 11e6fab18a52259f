//! A whole build: every stage once, up to the plan.

use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::sort;
use crate::base::{Diagnostic, Severity};
use crate::build::edition::Edition;
use crate::build::locked::Locked;
use crate::build::plan::Plan;
use crate::build::review::{Parts, Problems};
use crate::build::settings::Settings;
use crate::build::sources::{ReadFile, Sources};
use crate::build::texts::{Unreadable, parse_all, sort_out};
use crate::config::BaseUrl;
use crate::locale::Date;
use crate::site::Today;

/// What a build is told from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The day of the build.
    pub today: Date,
    /// Whether drafts, scheduled and expired items are built.
    pub has_drafts: bool,
    /// Where the site will be published, instead of what `site.toml` says.
    pub base_url: Option<BaseUrl>,
    /// Whether pages remember the lines they came from: for the preview, never for what is
    /// published.
    pub has_places: bool,
    /// Whether links are relative, so that the folder opens without a web server.
    pub is_portable: bool,
}

impl Options {
    pub(super) fn today(&self) -> Today {
        Today {
            date: self.today,
            has_drafts: self.has_drafts,
        }
    }
}

/// A site, ready to be rendered as a whole.
#[derive(Debug)]
pub struct Compiled {
    /// The site.
    pub edition: Edition,
    /// Every address and what makes it.
    pub plan: Plan,
    /// All problems, with the site's levels, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Runs all stages up to the plan.
///
/// # Errors
/// A text that `read` cannot read.
pub fn compile(
    sources: Sources,
    options: &Options,
    read: &ReadFile<'_>,
) -> Result<Compiled, Unreadable> {
    let settings = Settings::load(&sources.config, &sources.theme_files, options);
    let mut problems = Problems {
        of_site: sources.diagnostics,
        of_texts: Vec::new(),
    };
    problems.of_site.extend_from_slice(&settings.diagnostics);
    let locked = Locked::read(sources.lock.as_ref());
    problems.of_site.extend_from_slice(&locked.problems);
    let texts = parse_all(settings.context(), sources.texts, read)?;
    for (_, _, parsed) in &texts {
        problems.of_texts.extend_from_slice(parsed.diagnostics());
    }
    let sorted = sort_out(texts.iter().map(|(_, _, parsed)| parsed));
    let parts = Parts {
        settings: Arc::new(settings),
        documents: sorted.documents,
        beside: sorted.beside,
        assets: sources.assets,
        statics: sources.statics,
        lock: locked.lock,
        today: options.today(),
    };
    let (edition, plan, findings) = parts.review(problems);
    Ok(Compiled {
        edition,
        plan,
        diagnostics: findings.into_all(),
    })
}

impl Compiled {
    /// Whether nothing may be published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Renders every page without keeping it, for the problems that only rendering shows.
    pub fn render_problems(&self) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = self
            .plan
            .jobs
            .par_iter()
            .filter_map(|(address, job)| {
                self.edition
                    .render(address, job, &|_| None)
                    .err()
                    .map(|problem| *problem)
            })
            .collect();
        sort(&mut found);
        found
    }
}
