//! Changes that have been seen and are not yet reported.
//!
//! What happened to a file is noted with the moment at which it is *due*. When something is due,
//! a little longer is waited for more of the same burst; then each due file is looked at: the
//! notes say where to look, the look decides.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::base::SourcePath;

use super::Touched;
use super::places::Stamp;

/// How long to wait for more of a burst, once something is due.
const GATHER: Duration = Duration::from_millis(2);
/// How long a burst may hold back what is due.
const BURST: Duration = Duration::from_millis(100);
/// After how long without a word a file counts as whole, where nobody tells when it is closed.
const QUIET: Duration = Duration::from_millis(4);
/// The same where it should have been told that the file is closed, and for empty files, which
/// have most likely been made empty to be written.
const LONG_QUIET: Duration = Duration::from_millis(50);
/// How long a file may be written at most before it is reported although it is not closed.
const LONGEST: Duration = Duration::from_millis(500);
/// How long a file must be gone until it is reported as gone.
const GRACE: Duration = Duration::from_millis(150);
/// How long it is remembered how a file was when it was reported.
const MEMORY: Duration = Duration::from_secs(1);

/// What happened to a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Happened {
    /// It was made, or is being written.
    Written,
    /// It was written to its end.
    Whole,
    /// It vanished.
    Vanished,
    /// Its rights or times were changed.
    Marked,
    /// It was found in a folder that is new.
    Found,
}

/// The collector; see the module.
pub(super) struct Pending {
    files: BTreeMap<SourcePath, File>,
    everything: Option<Instant>,
    /// When something was noted last.
    last: Instant,
    reported: BTreeMap<SourcePath, (Instant, Stamp)>,
    tells_closing: bool,
}

struct File {
    /// Where it lies.
    real: PathBuf,
    state: State,
    first: Instant,
    due: Instant,
    /// How it was seen last, where nobody tells when it is closed.
    seen: Option<Stamp>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Written,
    Whole,
    Vanished,
}

impl Pending {
    /// Nothing pending. `tells_closing`: whether it will be told when files are closed.
    pub(super) fn new(tells_closing: bool, now: Instant) -> Self {
        Self {
            files: BTreeMap::new(),
            everything: None,
            last: now,
            reported: BTreeMap::new(),
            tells_closing,
        }
    }

    /// From now on it is told, or not told, when files are closed.
    pub(super) fn set_tells_closing(&mut self, tells_closing: bool) {
        self.tells_closing = tells_closing;
    }

    /// Notes that everything may have changed; reported not before a moment during which more
    /// may happen, such as a folder that comes back.
    pub(super) fn note_everything(&mut self, happened: Happened, now: Instant) {
        let wait = if happened == Happened::Vanished {
            GRACE
        } else {
            LONG_QUIET
        };
        self.last = now;
        let due = now + wait;
        self.everything = Some(self.everything.map_or(due, |before| before.min(due)));
    }

    /// Notes what happened to a file that lies at `real`.
    pub(super) fn note(&mut self, path: SourcePath, real: &Path, happened: Happened, now: Instant) {
        let known = self.files.get(&path).map(|file| file.state);
        let state = match (happened, known) {
            (Happened::Vanished, _) => State::Vanished,
            (Happened::Whole, _) => State::Whole,
            (Happened::Written, _) => State::Written,
            (Happened::Marked | Happened::Found, Some(State::Written | State::Whole)) => return,
            (Happened::Marked, _) if self.was_just_reported(&path, now) => return,
            (Happened::Found, _) if self.is_as_reported(&path, real) => return,
            (Happened::Marked | Happened::Found, _) => State::Written,
        };
        self.last = now;
        let file = self.files.entry(path).or_insert_with(|| File {
            real: real.to_owned(),
            state,
            first: now,
            due: now,
            seen: None,
        });
        if (file.state == State::Vanished) != (state == State::Vanished) {
            file.first = now;
        }
        file.state = state;
        let quiet = match state {
            State::Whole => Duration::ZERO,
            State::Vanished => GRACE,
            State::Written if self.tells_closing => LONG_QUIET,
            State::Written => file.look(),
        };
        file.due = (now + quiet).min(file.first + LONGEST).max(now);
    }

    /// Editors set the rights of a file after they wrote it: that is no change of its own.
    fn was_just_reported(&self, path: &SourcePath, now: Instant) -> bool {
        self.reported
            .get(path)
            .is_some_and(|(at, _)| now < *at + MEMORY)
    }

    fn is_as_reported(&self, path: &SourcePath, real: &Path) -> bool {
        let before = self.reported.get(path).map(|(_, stamp)| *stamp);
        before.is_some() && before == Stamp::of(real)
    }

    /// When to ask next whether there is something to report.
    pub(super) fn next(&self) -> Option<Instant> {
        let files = self.files.values().map(|file| file.due).min();
        let due = files.into_iter().chain(self.everything).min()?;
        Some((self.last + GATHER).min(due + BURST).max(due))
    }

    /// What is to be reported now, if anything is.
    pub(super) fn take(&mut self, now: Instant) -> Option<Touched> {
        if self.next().is_none_or(|next| next > now) {
            return None;
        }
        self.reported.retain(|_, (at, _)| *at + MEMORY > now);
        let mut touched = BTreeSet::new();
        let tells_closing = self.tells_closing;
        let reported = &mut self.reported;
        self.files.retain(|path, file| {
            if file.due > now {
                return true;
            }
            let Some(stamp) = Stamp::of(&file.real) else {
                if file.state == State::Vanished {
                    reported.remove(path);
                    touched.insert(path.clone());
                    return false;
                }
                file.state = State::Vanished;
                file.due = now + GRACE;
                return true;
            };
            // Still being written: the look before this one saw something else.
            if file.state == State::Written
                && !tells_closing
                && file.seen != Some(stamp)
                && now < file.first + LONGEST
            {
                file.due = now + file.look();
                return true;
            }
            reported.insert(path.clone(), (now, stamp));
            touched.insert(path.clone());
            false
        });
        if self.everything.is_some_and(|due| due <= now) {
            self.everything = None;
            return Some(Touched::Everything);
        }
        (!touched.is_empty()).then_some(Touched::Files(touched))
    }
}

impl File {
    /// Remembers how the file is now; gives how long it has to stay so to count as whole.
    fn look(&mut self) -> Duration {
        self.seen = Stamp::of(&self.real);
        match self.seen {
            Some(Stamp { length: 0, .. }) => LONG_QUIET,
            _ => QUIET,
        }
    }
}
