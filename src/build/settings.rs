//! What all texts share: the configuration, the theme, and its compiled templates.

use std::sync::Arc;

use crate::base::{Diagnostic, Digest, Severity, Source};
use crate::build::compile::Options;
use crate::config::{self, Config};
use crate::parse::Context;
use crate::render::{Engine, Frames};
use crate::theme::{self, Theme};

/// The configuration and the theme of a site, ready for use.
#[derive(Debug)]
pub struct Settings {
    /// What `site.toml` says.
    pub config: Arc<Config>,
    /// The theme.
    pub theme: Theme,
    /// The problems that were found in both, at the levels they have by themselves.
    pub diagnostics: Vec<Diagnostic>,
    pub(super) engine: Engine,
    pub(super) frames: Frames,
    /// Digest of all that parsing a text depends on besides the text.
    pub(super) parsing: Digest,
    /// Whether links are relative to the page that they stand on.
    pub(super) is_portable: bool,
    /// The same in all settings of a live site, so that it need not be in the digest.
    has_places: bool,
}

impl Settings {
    /// Reads `site.toml` and the files below `themes/`.
    pub(super) fn load(config: &Source, theme_files: &[Source], options: &Options) -> Self {
        let mut diagnostics = Vec::new();
        let mut config = config::parse(config).unload(&mut diagnostics);
        if let Some(base_url) = &options.base_url {
            config.base_url = base_url.clone();
        }
        let config = Arc::new(config);
        let theme = theme::load(&config, theme_files).unload(&mut diagnostics);
        let engine = Engine::compile(&config, &theme).unload(&mut diagnostics);
        let frames = Frames::new(&config, &theme);
        let parsing = parsing(&config, &theme);
        Self {
            config,
            theme,
            diagnostics,
            engine,
            frames,
            parsing,
            is_portable: options.is_portable,
            has_places: options.has_places,
        }
    }

    /// Whether a site can be shown with them.
    pub(super) fn is_usable(&self) -> bool {
        !self
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// What parsing a text depends on.
    pub(super) fn context(&self) -> Context<'_> {
        Context {
            config: &self.config,
            theme: &self.theme,
            has_places: self.has_places,
        }
    }
}

/// Everything that `parse` looks at: names of languages, how texts are read, organisations, blocks
/// and what a language writes in its own way.
fn parsing(config: &Config, theme: &Theme) -> Digest {
    let languages: Vec<_> = config.languages.iter().map(|one| &one.lang).collect();
    let organisations: Vec<_> = config.organisations.keys().collect();
    let words: Vec<_> = theme
        .texts
        .iter()
        .map(|texts| (&texts.quotes, &texts.block_aliases))
        .collect();
    let all = format!(
        "{languages:?}{:?}{organisations:?}{:?}{words:?}",
        config.markdown, theme.blocks
    );
    Digest::of(all.as_bytes())
}
