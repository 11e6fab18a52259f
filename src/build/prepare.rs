//! What a change on disk means, worked out beside the state that is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::{Code, Diagnostic, Source, SourcePath, Span, UrlPath};
use crate::build::edition::Edition;
use crate::build::live::{Changes, Effect, Held, Live, Step};
use crate::build::locked::Locked;
use crate::build::review::Parts;
use crate::build::settings::Settings;
use crate::build::sources::ReadFile;
use crate::build::texts::{Beside, Parsed, Unreadable, load, parse_one, sort_out};
use crate::locale::Date;
use crate::parse::{Document, LOCK_PATH};
use crate::site::{Asset, Today, is_patch};

impl Live {
    /// Works out what changes mean; nothing when nothing is different.
    ///
    /// # Errors
    /// A file that is there and that `read` cannot read. One that has gone meanwhile is gone.
    pub fn prepare(
        &self,
        changes: Changes,
        today: Date,
        read: &ReadFile<'_>,
    ) -> Result<Option<Step>, Unreadable> {
        let gone: BTreeSet<&SourcePath> = changes.gone.iter().collect();
        let config = changes
            .config
            .filter(|file| file.digest != self.config.digest);
        let theme_files = self.theme_files_after(changes.theme_files, &gone);
        let is_style = theme_files.as_ref().is_some_and(|files| {
            let is_sheet = |path: &SourcePath| path.as_str().ends_with(".css");
            let same = |path: &SourcePath| {
                let digest =
                    |files: &BTreeMap<SourcePath, Source>| files.get(path).map(|file| file.digest);
                digest(files) == digest(&self.theme_files)
            };
            files
                .keys()
                .chain(self.theme_files.keys())
                .all(|path| is_sheet(path) || same(path))
        });
        let (settings, refused) = self.settings_after(config.as_ref(), theme_files.as_ref(), &gone);

        let now = settings.as_ref().unwrap_or(&self.edition.settings);
        let is_parsed_anew = now.parsing != self.edition.settings.parsing;
        let texts = self.texts_after(changes.texts, &gone, is_parsed_anew, now, read)?;

        let assets = self.assets_after(changes.assets, &gone);
        let statics = self.statics_after(changes.statics, &gone);

        let locked = self.locked_after(changes.lock.as_ref(), &gone);

        let folder = changes.folder.filter(|found| *found != self.folder);
        let is_same = config.is_none()
            && theme_files.is_none()
            && refused.is_none()
            && texts.is_empty()
            && assets.is_none()
            && statics.is_none()
            && locked.is_none()
            && folder.is_none()
            && today == self.options.today;
        if is_same {
            return Ok(None);
        }

        let is_joined_anew = is_parsed_anew
            || *now.config != *self.edition.settings.config
            || today != self.options.today
            || texts
                .iter()
                .any(|(path, held)| self.changes_structure(path, held.as_ref()));
        let effect = Effect {
            text: match texts.as_slice() {
                [(path, Some(held))] if settings.is_none() => {
                    Some((path.clone(), self.first_change(path, held)))
                }
                _ => None,
            },
            is_style: is_style
                && config.is_none()
                && texts.is_empty()
                && assets.is_none()
                && locked.is_none()
                && statics.is_none(),
        };
        let mut step = Step {
            today,
            config,
            theme_files,
            settings,
            refused,
            texts,
            joined: None,
            assets,
            statics,
            locked,
            folder,
            effect,
        };
        if is_joined_anew {
            step.joined = Some(self.join(&step));
        }
        Ok(Some(step))
    }

    /// The theme's files, if any is different.
    fn theme_files_after(
        &self,
        changed: Vec<Source>,
        gone: &BTreeSet<&SourcePath>,
    ) -> Option<BTreeMap<SourcePath, Source>> {
        let old = &self.theme_files;
        let is_new = |file: &Source| old.get(&file.path).map(|old| old.digest) != Some(file.digest);
        if !changed.iter().any(is_new) && !gone.iter().any(|path| old.contains_key(*path)) {
            return None;
        }
        let mut files = old.clone();
        files.retain(|path, _| !gone.contains(path));
        files.extend(changed.into_iter().map(|file| (file.path.clone(), file)));
        Some(files)
    }

    /// The settings after a change, if they are to be shown, and what is wrong with settings that
    /// are not.
    fn settings_after(
        &self,
        config: Option<&Source>,
        theme_files: Option<&BTreeMap<SourcePath, Source>>,
        gone: &BTreeSet<&SourcePath>,
    ) -> (Option<Arc<Settings>>, Option<Vec<Diagnostic>>) {
        if gone.contains(&self.config.path) {
            let lost = Diagnostic::new(
                Code::MissingFact,
                Span::file(&self.config.path),
                "`site.toml` is gone; what it said last still counts",
            )
            .help("put it back");
            return (None, Some(vec![lost]));
        }
        if config.is_none() && theme_files.is_none() {
            return (None, None);
        }
        let files: Vec<Source> = theme_files
            .unwrap_or(&self.theme_files)
            .values()
            .cloned()
            .collect();
        let config = config.unwrap_or(&self.config);
        let settings = Settings::load(config, &files, &self.options);
        if settings.is_usable() || !self.edition.settings.is_usable() {
            (Some(Arc::new(settings)), Some(Vec::new()))
        } else {
            (None, Some(settings.diagnostics))
        }
    }

    /// The files below `content/` that are different.
    fn texts_after(
        &self,
        mut changed: Vec<SourcePath>,
        gone: &BTreeSet<&SourcePath>,
        is_parsed_anew: bool,
        settings: &Settings,
        read: &ReadFile<'_>,
    ) -> Result<Vec<(SourcePath, Option<Held>)>, Unreadable> {
        if is_parsed_anew {
            changed.extend(self.texts.keys().cloned());
        }
        changed.retain(|path| !gone.contains(path));
        changed.sort();
        changed.dedup();
        let one = |path: SourcePath| -> Result<Option<(SourcePath, Option<Held>)>, Unreadable> {
            let old = self.texts.get(&path);
            let file = match load(path, read) {
                Ok(file) => file,
                Err(fault) if fault.error.kind() == ErrorKind::NotFound => {
                    return Ok(old.map(|_| (fault.path, None)));
                }
                Err(fault) => return Err(fault),
            };
            if !is_parsed_anew && old.is_some_and(|old| old.digest == file.digest) {
                return Ok(None);
            }
            let mut parsed = parse_one(settings.context(), &file);
            if let Some(old) = old.filter(|_| !is_parsed_anew)
                && let Some(last_good) = last_good(&old.parsed, &parsed)
            {
                parsed = last_good;
            }
            let held = Held {
                digest: file.digest,
                parsed,
            };
            Ok(Some((file.path, Some(held))))
        };
        // A single save is not worth waking other threads for.
        let different: Vec<Option<(SourcePath, Option<Held>)>> = if changed.len() < 8 {
            changed.into_iter().map(one).collect::<Result<_, _>>()?
        } else {
            changed.into_par_iter().map(one).collect::<Result<_, _>>()?
        };
        let vanished = gone
            .iter()
            .filter(|path| self.texts.contains_key(**path))
            .map(|path| ((*path).clone(), None));
        let mut all: Vec<_> = different.into_iter().flatten().chain(vanished).collect();
        all.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(all)
    }

    fn assets_after(
        &self,
        changed: Vec<(SourcePath, Asset)>,
        gone: &BTreeSet<&SourcePath>,
    ) -> Option<Arc<BTreeMap<SourcePath, Asset>>> {
        let old = &self.edition.site.assets;
        let is_same = changed
            .iter()
            .all(|(path, asset)| old.get(path) == Some(asset))
            && !gone.iter().any(|path| old.contains_key(*path));
        (!is_same).then(|| {
            let mut all = (**old).clone();
            all.retain(|path, _| !gone.contains(path));
            all.extend(changed);
            Arc::new(all)
        })
    }

    /// The files below `static/`, if any may be different: their bytes are not known here.
    fn statics_after(
        &self,
        changed: Vec<(UrlPath, SourcePath)>,
        gone: &BTreeSet<&SourcePath>,
    ) -> Option<Arc<BTreeMap<UrlPath, SourcePath>>> {
        let old = &self.edition.site.statics;
        let is_same = changed.is_empty() && !old.values().any(|path| gone.contains(path));
        (!is_same).then(|| {
            let mut all = (**old).clone();
            all.retain(|_, path| !gone.contains(path));
            all.extend(changed);
            Arc::new(all)
        })
    }

    /// `translations.lock`, if it is different.
    fn locked_after(
        &self,
        changed: Option<&Source>,
        gone: &BTreeSet<&SourcePath>,
    ) -> Option<Locked> {
        let is_gone = gone.contains(&SourcePath::new(LOCK_PATH));
        let digest = changed.map(|file| file.digest);
        if (!is_gone && changed.is_none()) || self.locked.digest == digest {
            return None;
        }
        Some(Locked::read(changed))
    }

    /// Whether a changed file makes other items, addresses or facts.
    fn changes_structure(&self, path: &SourcePath, held: Option<&Held>) -> bool {
        let old = self.texts.get(path).map(|old| &old.parsed);
        match (old, held.map(|held| &held.parsed)) {
            (Some(Parsed::Document(old)), Some(Parsed::Document(new))) => {
                old.name != new.name
                    || !is_patch(&self.edition.site, &old.name, (&old.head, &new.head))
            }
            (Some(Parsed::Refused(_)) | None, Some(Parsed::Refused(_)) | None) => false,
            _ => true,
        }
    }

    /// The line of the first block that a changed text shows differently.
    fn first_change(&self, path: &SourcePath, held: &Held) -> Option<u32> {
        let old = self.texts.get(path).map(|old| &old.parsed);
        match (old, &held.parsed) {
            (Some(Parsed::Document(old)), Parsed::Document(new)) => {
                new.body.first_change(&old.body)
            }
            _ => None,
        }
    }

    fn join(&self, step: &Step) -> (Edition, Beside) {
        let mut texts: BTreeMap<&SourcePath, &Held> = self.texts.iter().collect();
        for (path, held) in &step.texts {
            match held {
                Some(held) => texts.insert(path, held),
                None => texts.remove(path),
            };
        }
        let sorted = sort_out(texts.into_values().map(|held| &held.parsed));
        let old = &self.edition;
        let edition = Parts {
            settings: Arc::clone(step.settings.as_ref().unwrap_or(&old.settings)),
            documents: sorted.documents,
            beside: sorted.beside.clone(),
            assets: Arc::clone(step.assets.as_ref().unwrap_or(&old.site.assets)),
            statics: Arc::clone(step.statics.as_ref().unwrap_or(&old.site.statics)),
            lock: step.locked.as_ref().unwrap_or(&self.locked).lock.clone(),
            today: Today {
                date: step.today,
                has_drafts: self.options.has_drafts,
            },
        }
        .join(&mut Vec::new());
        (edition, sorted.beside)
    }
}

/// The document that goes on being shown when `new` cannot be read: the old one, with the new
/// problems.
fn last_good(old: &Parsed, new: &Parsed) -> Option<Parsed> {
    let (Parsed::Document(old), Parsed::Document(new)) = (old, new) else {
        return None;
    };
    let is_unreadable = new.diagnostics.iter().any(|diagnostic| {
        matches!(
            diagnostic.code,
            Code::UnreadableFrontMatter | Code::UnclosedFrontMatter | Code::InvalidUtf8
        )
    });
    is_unreadable.then(|| {
        Parsed::Document(Arc::new(Document {
            diagnostics: new.diagnostics.clone(),
            ..(**old).clone()
        }))
    })
}
