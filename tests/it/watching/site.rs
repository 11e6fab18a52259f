//! A site that is watched, and what is reported of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::folder::Folder;
use opas::shell::serve::watch::{Ask, Touched, Watch};

pub(super) const DEADLINE: Duration = Duration::from_secs(20);

/// What was reported, and the text of `content/x.md` just then.
pub(super) type Report = (Touched, Option<String>);

/// A site of its own for a test, watched, and removed with all in it.
pub(super) struct Site {
    pub(super) root: Folder,
    pub(super) reports: Receiver<Report>,
    pub(super) watch: Option<Watch>,
}

impl Site {
    /// A site with `site.toml`, `content/x.md` and an empty `static/`, watched.
    pub(super) fn new() -> Self {
        let root = Folder::new();
        let (_, reports) = channel();
        let mut site = Self {
            root,
            reports,
            watch: None,
        };
        site.write("site.toml", "title = \"A\"\n");
        site.write("content/x.md", "before");
        fs::create_dir(site.root.join("static")).expect("made");
        let root = site.root.to_path_buf();
        site.start(&root, Ask::Auto);
        site
    }

    pub(super) fn start(&mut self, root: &Path, ask: Ask) {
        let (sender, reports) = channel();
        let looked_at = self.root.join("content/x.md");
        let watch = Watch::start(root, ask, move |touched| {
            let _ = sender.send((touched, fs::read_to_string(&looked_at).ok()));
        });
        self.watch = Some(watch.expect("the watch starts"));
        self.reports = reports;
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    pub(super) fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).expect("renamed");
    }

    pub(super) fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).expect("removed");
    }

    /// All reports up to the one with which `done`.
    pub(super) fn until(&self, mut done: impl FnMut(&Report) -> bool) -> Vec<Report> {
        let end = Instant::now() + DEADLINE;
        let mut seen = Vec::new();
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let report = self.reports.recv_timeout(left);
            let Ok(report) = report else {
                panic!("the report does not come; those before it: {seen:?}");
            };
            let is_done = done(&report);
            seen.push(report);
            if is_done {
                return seen;
            }
        }
    }

    /// All reports up to the one of a file that is written now: what was done before is reported
    /// by then, unless it has to wait for its grace.
    pub(super) fn until_marked(&self) -> Vec<Report> {
        self.write("content/marker.md", "marker");
        self.until(|(touched, _)| names(touched, "content/marker.md"))
    }

    /// The same when every grace is over: a file removed now is reported.
    pub(super) fn until_settled(&self) -> Vec<Report> {
        let mut reports = self.until_marked();
        self.remove("content/marker.md");
        reports.extend(self.until(|(touched, _)| {
            names(touched, "content/marker.md") && !self.path("content/marker.md").exists()
        }));
        reports
    }

    /// Reports up to the one that names all files of the list.
    pub(super) fn until_named(&self, wanted: &[&str]) -> Vec<Report> {
        let mut missing: BTreeSet<&str> = wanted.iter().copied().collect();
        self.until(|(touched, _)| {
            missing.retain(|name| !names(touched, name));
            missing.is_empty()
        })
    }

    pub(super) fn until_everything(&self) -> Vec<Report> {
        self.until(|(touched, _)| *touched == Touched::Everything)
    }

    /// The text of `content/x.md` at the last report that names it is this one.
    pub(super) fn assert_saved(&self, text: &str) {
        let reports = self.until(|(touched, seen)| {
            names(touched, "content/x.md") && seen.as_deref() == Some(text)
        });
        let rest = self.until_settled();
        assert_only(
            reports.iter().chain(&rest),
            &["content/x.md", "content/marker.md"],
        );
        for (touched, seen) in rest {
            assert!(
                !names(&touched, "content/x.md") || seen.as_deref() == Some(text),
                "{seen:?}"
            );
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.watch = None;
    }
}

pub(super) fn names(touched: &Touched, name: &str) -> bool {
    match touched {
        Touched::Files(files) => files.contains(name),
        Touched::Everything => false,
    }
}

/// Nothing else is reported than these files.
pub(super) fn assert_only<'a>(reports: impl IntoIterator<Item = &'a Report>, allowed: &[&str]) {
    for (touched, _) in reports {
        let Touched::Files(files) = touched else {
            panic!("everything is reported");
        };
        for file in files {
            assert!(allowed.contains(&file.as_str()), "`{file}` is reported");
        }
    }
}

/// At every report that names `content/x.md`, it was there.
pub(super) fn assert_never_gone(reports: &[Report]) {
    for (touched, seen) in reports {
        assert!(!names(touched, "content/x.md") || seen.is_some());
    }
}
