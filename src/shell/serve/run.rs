//! The preview in the world: connections, the watcher, the terminal, the author's browser.

use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::build::Options;
use crate::locale::Date;
use crate::shell::disk;
use crate::shell::serve::connections;
use crate::shell::serve::console::Console;
use crate::shell::serve::preview::{Choices, Preview};
use crate::shell::serve::watch::{self, Touched, Watch};
use crate::shell::terminal::tell;

/// The port that is tried first when none is named.
pub const PORT: u16 = 7070;

/// How many ports after a busy one are tried before any is taken.
const NEIGHBOURS: u16 = 20;

/// How long nothing changes before the whole site is checked.
const IDLE: Duration = Duration::from_millis(300);

/// How often files that could not be read are tried again, and how long apart.
const RETRIES: u32 = 5;
const RETRY: Duration = Duration::from_millis(100);

/// Where and how the preview is served.
#[derive(Debug, Clone)]
pub struct Serving {
    /// The address that is listened on; the loopback address if nothing else is asked for.
    pub host: IpAddr,
    /// The port; 0 for any free one.
    pub port: u16,
    /// Whether the author's browser is opened.
    pub opens_browser: bool,
    /// How changes are found.
    pub watching: watch::Ask,
    /// The day that is kept whatever the clock says.
    pub day: Option<Date>,
}

impl Default for Serving {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: PORT,
            opens_browser: false,
            watching: watch::Ask::Auto,
            day: None,
        }
    }
}

/// Serves the site below `root` until the program is ended; `today` tells the day.
///
/// # Errors
/// A folder that is no site, a port that cannot be had, files that cannot be watched.
pub fn run(
    root: &Path,
    options: Options,
    choices: Choices,
    serving: &Serving,
    today: fn() -> Result<Date>,
) -> Result<()> {
    // Watched before it is read, so that nothing is missed in between.
    let (tell_touched, touched) = channel();
    let watch = Watch::start(root, serving.watching, move |files| {
        drop(tell_touched.send(files));
    })?;
    let preview = Arc::new(Preview::open(root, options, choices)?);
    let (listener, port) = listen(serving)?;
    greet(&preview, serving, port, &watch)?;

    let (idle_from, changes) = channel();
    let _ = idle_from.send(());
    {
        let preview = Arc::clone(&preview);
        thread::spawn(move || review(&preview, &changes));
    }
    {
        let (preview, idle_from, day) = (Arc::clone(&preview), idle_from.clone(), serving.day);
        thread::spawn(move || {
            for touched in touched {
                let day = day.map_or_else(today, Ok);
                match day.and_then(|day| take_in(&preview, &touched, day)) {
                    Ok(true) => {
                        let _ = idle_from.send(());
                    }
                    Ok(false) => {}
                    Err(error) => {
                        drop(tell(&format!(
                            "{error:#}; what it was before is still shown\n"
                        )));
                    }
                }
            }
        });
    }
    let served = connections::serve(listener, preview, idle_from);
    drop(watch);
    served
}

/// Reads what changed; files that are being written at this moment are tried again.
fn take_in(preview: &Preview, touched: &Touched, day: Date) -> Result<bool> {
    let mut tries = 0;
    loop {
        let taken = (|| {
            let changes = match touched {
                Touched::Files(paths) => disk::changes(preview.root(), paths)?,
                Touched::Everything => None,
            };
            let changes = match changes {
                Some(changes) => changes,
                None => preview.everything()?,
            };
            preview.take_in(changes, day)
        })();
        tries += 1;
        if taken.is_ok() || tries > RETRIES {
            return taken;
        }
        thread::sleep(RETRY);
    }
}

/// Listens on the port that is asked for, on one after it, or on any.
fn listen(serving: &Serving) -> Result<(TcpListener, u16)> {
    let wanted = serving.port;
    let last = wanted.saturating_add(if wanted == 0 { 0 } else { NEIGHBOURS });
    let found = (wanted..=last)
        .chain([0])
        .find_map(|port| TcpListener::bind((serving.host, port)).ok());
    let listener = match found {
        Some(listener) => listener,
        None => TcpListener::bind((serving.host, wanted))
            .with_context(|| format!("cannot listen on {}, port {wanted}", serving.host))?,
    };
    let port = listener
        .local_addr()
        .context("cannot tell the port")?
        .port();
    Ok((listener, port))
}

fn greet(preview: &Preview, serving: &Serving, port: u16, watch: &Watch) -> Result<()> {
    let is_anywhere = serving.host.is_unspecified();
    let host = if is_anywhere {
        IpAddr::V4(Ipv4Addr::LOCALHOST)
    } else {
        serving.host
    };
    let host = match host {
        IpAddr::V4(host) => host.to_string(),
        IpAddr::V6(host) => format!("[{host}]"),
    };
    let address = format!("http://{host}:{port}{}", preview.home());
    let mut words = String::new();
    if serving.port != 0 && port != serving.port {
        words.push_str(&format!(
            "port {} is busy: port {port} is used\n",
            serving.port
        ));
    }
    if !serving.host.is_loopback() {
        words
            .push_str("warning: everybody in this network can read the preview, drafts included\n");
    }
    if let watch::Method::Polling { why } = watch.method() {
        words.push_str(&format!("files are looked at once a second: {why}\n"));
    }
    words.push_str(&format!(
        "preview: {address}\nall pages: http://{host}:{port}/_opas/\nCtrl+C ends it\n"
    ));
    tell(&words)?;
    if serving.opens_browser
        && let Err(error) = open::that_detached(&address)
    {
        tell(&format!("cannot open a browser: {error}\n"))?;
    }
    Ok(())
}

/// Checks the whole site whenever nothing has changed for a moment.
fn review(preview: &Preview, changes: &Receiver<()>) {
    let mut console = Console::default();
    while changes.recv().is_ok() {
        while changes.recv_timeout(IDLE) != Err(RecvTimeoutError::Timeout) {}
        let Some(findings) = preview.review() else {
            // The change in between has told that it is there.
            continue;
        };
        let mut problems = (*findings).clone().into_all();
        problems.extend(preview.failing());
        if let Some(news) = console.news(preview.root(), &problems) {
            drop(tell(&news));
        }
    }
}
