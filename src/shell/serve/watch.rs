//! Tells which sources of a site have changed, soon after they have.
//!
//! [`Watch::start`] is the entry point. `native` turns what the operating system tells, and
//! `poll` what repeated looking finds, into notes in `pending`, which decides when a file is
//! whole or really gone and reports it. `places` turns paths of the machine into paths of the
//! site; `mounts` knows where the system tells nothing.
//!
//! Only the folders of sources are watched with all that is in them, and the root for what lies
//! directly in it. A report may name a file that has not changed, but after the last report
//! nothing has changed that was not reported.

mod mounts;
mod native;
mod pending;
mod places;
mod poll;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use anyhow::{Context as _, Result};

use crate::base::SourcePath;
use crate::shell::belonging::FOLDERS;

use native::{Failed, Native};
use pending::{Happened, Pending};
use places::Places;
use poll::Poll;

/// A watch over the sources of a site. It stops when it is dropped; a report that is under way
/// then is still finished.
pub struct Watch {
    shared: Arc<Shared>,
    sender: Sender<Message>,
}

/// How changes are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Method {
    /// The operating system tells them.
    Native,
    /// By looking at all files every second.
    Polling {
        /// The reason, for the author.
        why: String,
    },
}

/// How changes shall be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// As fast as it goes here.
    Auto,
    /// By looking at all files every second.
    Poll,
}

/// What may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// These files: each is new, changed, or gone.
    Files(BTreeSet<SourcePath>),
    /// Any file may have changed, come or gone.
    Everything,
}

struct Shared {
    stopped: AtomicBool,
    method: Mutex<Method>,
}

enum Message {
    Told(notify::Result<notify::Event>),
    Stop,
}

impl Watch {
    /// Begins to watch the sources of the site at `root`. Whatever changes after this has
    /// returned is reported to `sink`, on a thread of the watch, one report after another.
    ///
    /// # Errors
    /// A root that is not there; a system that gives no thread.
    pub fn start(
        root: &Path,
        ask: Ask,
        sink: impl FnMut(Touched) + Send + 'static,
    ) -> Result<Self> {
        let mut places = Places::new(root)?;
        let (sender, receiver) = channel();
        let found = match reason_to_poll(ask, &places) {
            Some(why) => Err(Failed(why)),
            None => Native::start(handler(sender.clone()), &mut places),
        };
        let (finder, method) = match found {
            Ok(native) => (Finder::Native(Box::new(native)), Method::Native),
            Err(Failed(why)) => (
                Finder::Poll(Poll::start(&mut places)),
                Method::Polling { why },
            ),
        };
        let shared = Arc::new(Shared {
            stopped: AtomicBool::new(false),
            method: Mutex::new(method),
        });
        let tells_closing = matches!(finder, Finder::Native(_)) && native::is_exact();
        let collector = Collector {
            places,
            finder,
            pending: Pending::new(tells_closing, Instant::now()),
            receiver,
            shared: Arc::clone(&shared),
            sink,
        };
        thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || collector.run())
            .context("cannot start a thread that watches the site's folder")?;
        Ok(Self { shared, sender })
    }

    /// How changes are found now: the system may cease to tell them.
    pub fn method(&self) -> Method {
        self.shared
            .method
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::Release);
        // Fails when the thread has ended, which is what it is for.
        let _ = self.sender.send(Message::Stop);
    }
}

fn handler(sender: Sender<Message>) -> impl FnMut(notify::Result<notify::Event>) + Send {
    move |told| {
        if native::matters(&told) {
            // Fails when the watch has been dropped.
            let _ = sender.send(Message::Told(told));
        }
    }
}

/// Why the system need not be asked to tell changes.
fn reason_to_poll(ask: Ask, places: &Places) -> Option<String> {
    if ask == Ask::Poll {
        return Some("it was asked for".to_owned());
    }
    if !cfg!(target_os = "linux") {
        return None;
    }
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let root = places.root();
    let folders = FOLDERS
        .into_iter()
        .filter_map(|folder| root.join(folder).canonicalize().ok());
    let kind = [root.to_owned()]
        .into_iter()
        .chain(folders)
        .find_map(|folder| mounts::shared(&mounts, &folder))?;
    Some(format!(
        "the site lies on a network or shared file system ({kind}), which does not tell of changes"
    ))
}

enum Finder {
    Native(Box<Native>),
    Poll(Poll),
}

/// What runs on the thread of the watch.
struct Collector<S> {
    places: Places,
    finder: Finder,
    pending: Pending,
    receiver: Receiver<Message>,
    shared: Arc<Shared>,
    sink: S,
}

impl<S: FnMut(Touched)> Collector<S> {
    fn run(mut self) {
        while let Some(messages) = self.receive() {
            for message in messages {
                match message {
                    Message::Told(told) => self.told(told),
                    Message::Stop => return,
                }
            }
            if let Finder::Poll(poll) = &mut self.finder {
                poll.note(&mut self.places, &mut self.pending);
            }
            if let Some(touched) = self.pending.take(Instant::now())
                && !self.shared.stopped.load(Ordering::Acquire)
            {
                (self.sink)(touched);
            }
        }
    }

    /// Waits for messages until there is something else to do; nothing at the end.
    fn receive(&self) -> Option<Vec<Message>> {
        let poll = match &self.finder {
            Finder::Native(_) => None,
            Finder::Poll(poll) => Some(poll.next()),
        };
        let first = match self.pending.next().into_iter().chain(poll).min() {
            None => self.receiver.recv().ok()?,
            Some(at) => {
                let wait = at.saturating_duration_since(Instant::now());
                match self.receiver.recv_timeout(wait) {
                    Ok(message) => message,
                    Err(RecvTimeoutError::Timeout) => return Some(Vec::new()),
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
        };
        // In a burst, several have come meanwhile; not too many, so that reports go out.
        let mut messages = vec![first];
        messages.extend(self.receiver.try_iter().take(1000));
        Some(messages)
    }

    fn told(&mut self, told: notify::Result<notify::Event>) {
        // What the system told before it ceased is covered by the report of everything.
        let Finder::Native(native) = &mut self.finder else {
            return;
        };
        let now = Instant::now();
        if let Err(Failed(why)) = native.note(told, &mut self.places, &mut self.pending, now) {
            self.finder = Finder::Poll(Poll::start(&mut self.places));
            self.pending.set_tells_closing(false);
            self.pending.note_everything(Happened::Written, now);
            *self
                .shared
                .method
                .lock()
                .unwrap_or_else(PoisonError::into_inner) = Method::Polling { why };
        }
    }
}
