//! Addresses into answers, over one connection that is kept, as a browser keeps it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

/// Between two looks at a page.
const PAUSE: Duration = Duration::from_micros(200);

/// How long something is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection to the preview.
pub(crate) struct Client {
    port: u16,
    stream: BufReader<TcpStream>,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Whether it is a page that has `text` in it.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.status == 200 && self.text().contains(text)
    }

    /// The body; empty where it is no text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap_or_default()
    }
}

impl Client {
    /// Connects to a port of this machine.
    ///
    /// # Errors
    /// Nobody listens there.
    pub(crate) fn connect(port: u16) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))
            .with_context(|| format!("cannot connect to port {port}"))?;
        // A request is one segment; nothing is to be gained from waiting for more.
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let stream = BufReader::with_capacity(64 * 1024, stream);
        Ok(Self { port, stream })
    }

    /// Asks for an address.
    ///
    /// # Errors
    /// The connection breaks, or the answer does not tell its length.
    pub(crate) fn get(&mut self, address: &str) -> anyhow::Result<Answer> {
        let request = format!("GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        self.stream.get_mut().write_all(request.as_bytes())?;
        let status_line = self.line()?;
        let status = status_line
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .with_context(|| format!("`{address}` is answered with `{status_line}`"))?;
        let mut length = None;
        let mut is_last = false;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').unwrap_or((&line, ""));
            let value = value.trim();
            if name.eq_ignore_ascii_case("Content-Length") {
                length = value.parse().ok();
            }
            is_last |= name.eq_ignore_ascii_case("Connection") && value == "close";
        }
        let length = length.with_context(|| format!("`{address}` has no length"))?;
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        if is_last {
            *self = Self::connect(self.port)?;
        }
        Ok(Answer { status, body })
    }

    /// Asks again and again until the answer is as it is waited for.
    ///
    /// # Errors
    /// As [`Client::get`]; it does not become so.
    pub(crate) fn wait(
        &mut self,
        address: &str,
        is_so: impl Fn(&Answer) -> bool,
    ) -> anyhow::Result<Answer> {
        let start = Instant::now();
        loop {
            let answer = self.get(address)?;
            if is_so(&answer) {
                return Ok(answer);
            }
            if start.elapsed() > PATIENCE {
                bail!(
                    "`{address}` (status {}) does not become what is waited for",
                    answer.status
                );
            }
            thread::sleep(PAUSE);
        }
    }

    fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        anyhow::ensure!(line.ends_with('\n'), "the connection has ended");
        line.truncate(line.trim_end().len());
        Ok(line)
    }
}
