//! A site into the real program that serves it, until it is dropped.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;

use crate::edits::client::Client;
use crate::measure;

/// How long a start may take.
const LONGEST_START: Duration = Duration::from_secs(120);

/// The running program.
pub(crate) struct Server {
    child: Child,
    port: u16,
}

/// Starts the program and asks for `address`; gives also how many milliseconds passed until it was
/// answered.
///
/// # Errors
/// The program does not run, or the page is not there.
pub(crate) fn start(opas: &Path, site: &Path, address: &str) -> anyhow::Result<(Server, f64)> {
    let begin = Instant::now();
    let mut child = Command::new(opas)
        .arg("--root")
        .arg(site)
        .args(["serve", "--port", "0"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run `{}`", opas.display()))?;
    let stderr = child.stderr.take().context("no stderr")?;
    let mut server = Server { child, port: 0 };
    let (tell, told) = channel();
    // Reads on to the end: a full pipe would stop the program.
    thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            match port(&line) {
                Some(port) => drop(tell.send(port)),
                None if line.contains("cannot") || line.contains("panicked") => println!("{line}"),
                None => {}
            }
        }
    });
    server.port = told
        .recv_timeout(LONGEST_START)
        .context("the preview does not tell where it is")?;
    let answer = server.client()?.get(address)?;
    let milliseconds = begin.elapsed().as_secs_f64() * 1_000.0;
    anyhow::ensure!(answer.status == 200, "`{address}`: {}", answer.status);
    Ok((server, milliseconds))
}

/// The port in `preview: http://127.0.0.1:38211/`.
fn port(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("http://127.0.0.1:")?;
    rest.split('/').next()?.parse().ok()
}

impl Server {
    /// A new connection to it.
    ///
    /// # Errors
    /// It does not listen any more.
    pub(crate) fn client(&self) -> anyhow::Result<Client> {
        Client::connect(self.port)
    }

    /// What is resident now, and the most that ever was, in millions of bytes.
    ///
    /// # Errors
    /// It has ended.
    pub(crate) fn megabytes(&self) -> anyhow::Result<(f64, f64)> {
        let status = format!("/proc/{}/status", self.child.id());
        let of = |field| {
            measure::megabytes(&status, field).with_context(|| format!("no `{field}` of opas"))
        };
        Ok((of("VmRSS:")?, of("VmHWM:")?))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
