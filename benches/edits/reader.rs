//! A reader who turns from page to page all the time, and never may be told that one is not there.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::anyhow;

use crate::corpus::Random;
use crate::edits::client::Client;

/// Somebody who reads on another thread.
pub(crate) struct Reader {
    is_done: Arc<AtomicBool>,
    thread: JoinHandle<anyhow::Result<Read>>,
}

/// What was read.
#[derive(Default)]
pub(crate) struct Read {
    /// How long each answer took, in milliseconds.
    pub(crate) milliseconds: Vec<f64>,
    /// Answers that were no pages: status and address.
    pub(crate) others: Vec<String>,
}

/// Begins to read random pages of `addresses`, with a pause after each.
pub(crate) fn read(mut client: Client, addresses: Vec<String>, pause: Duration) -> Reader {
    let is_done = Arc::new(AtomicBool::new(false));
    let until = Arc::clone(&is_done);
    let thread = thread::spawn(move || {
        let mut random = Random::new(&[1]);
        let mut read = Read::default();
        while !until.load(Ordering::Relaxed) {
            let address = &addresses[random.below(addresses.len())];
            let start = Instant::now();
            let status = client.get(address)?.status;
            read.milliseconds
                .push(start.elapsed().as_secs_f64() * 1_000.0);
            if status != 200 {
                read.others.push(format!("{status} {address}"));
            }
            thread::sleep(pause);
        }
        Ok(read)
    });
    Reader { is_done, thread }
}

impl Reader {
    /// Ends the reading.
    ///
    /// # Errors
    /// The connection broke.
    pub(crate) fn finish(self) -> anyhow::Result<Read> {
        self.is_done.store(true, Ordering::Relaxed);
        let read = self.thread.join();
        read.map_err(|_| anyhow!("the reader failed"))?
    }
}
