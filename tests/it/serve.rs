//! `opas serve` as a process: real files, real connections, real saves.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::folder::Folder;

const DEADLINE: Duration = Duration::from_secs(15);

const FILES: &[(&str, &str)] = &[
    (
        "site.toml",
        "base_url = \"https://site.example\"\n[[languages]]\ncode = \"fi\"\nname = \"S\"\n",
    ),
    ("content/index.fi.md", "# Etusivu\n\n[Yksi](a/yksi.md)\n"),
    ("content/a/index.fi.md", "# Osio\n"),
    ("content/a/yksi.fi.md", "# Yksi\n\nAlku.\n"),
    ("content/a/kaksi.fi.md", "# Kaksi\n"),
];

/// The running program; it ends with the test.
struct Served {
    child: Child,
    port: u16,
    /// What it said until it said where it serves.
    said: String,
}

impl Served {
    fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_opas"))
            .arg("--root")
            .arg(&**folder)
            .arg("serve")
            .args(arguments)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
        let mut said = String::new();
        let port = loop {
            let line = lines
                .next()
                .unwrap_or_else(|| panic!("it ended: {said}"))
                .expect("it is text");
            said.push_str(&line);
            said.push('\n');
            let address = line.strip_prefix("preview: http://127.0.0.1:");
            if let Some(port) = address.and_then(|rest| rest.split('/').next()) {
                break port.parse().expect("it is a port");
            }
        };
        // Read on, so that it never waits for us.
        thread::spawn(move || lines.for_each(drop));
        Self { child, port, said }
    }

    fn get(&self, path: &str) -> (u16, String) {
        get(self.port, path)
    }

    /// Waits until a page holds a text.
    fn until(&self, path: &str, part: &str) {
        let end = Instant::now() + DEADLINE;
        loop {
            let (status, page) = self.get(path);
            assert_eq!(status, 200, "{path}: {page}");
            if page.contains(part) {
                return;
            }
            assert!(Instant::now() < end, "`{part}` does not appear on {path}");
            thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn get(port: u16, path: &str) -> (u16, String) {
    let mut connection = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).expect("sent");
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).expect("answered");
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n").expect("there is a head");
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    (status.expect("there is a status"), body.to_owned())
}

/// Asks for pages again and again until it is told to stop; every answer must be 200.
fn keep_asking(port: u16, paths: &'static [&'static str]) -> impl FnOnce() {
    let stop = Arc::new(AtomicBool::new(false));
    let asker = {
        let stop = Arc::clone(&stop);
        thread::spawn(move || {
            let mut bad = Vec::new();
            while !stop.load(Ordering::Relaxed) {
                for path in paths {
                    let (status, page) = get(port, path);
                    if status != 200 || !page.contains("</html>") {
                        bad.push((*path, status));
                    }
                }
            }
            bad
        })
    };
    move || {
        stop.store(true, Ordering::Relaxed);
        assert_eq!(asker.join().expect("it asks to the end"), []);
    }
}

#[test]
fn saves_show_in_every_way_of_saving_and_no_answer_is_ever_bad() {
    let folder = Folder::with(FILES);
    let served = Served::start(&folder, &["--port", "0"]);
    let enough = keep_asking(served.port, &["/fi/a/yksi/", "/fi/a/", "/fi/"]);
    let file = "content/a/yksi.fi.md";
    let path = folder.join(file);

    folder.write(file, "# Yksi\n\nPaikalla.\n");
    served.until("/fi/a/yksi/", "Paikalla.");

    folder.write("content/a/.yksi.fi.md.tmp", "# Yksi\n\nVierestä.\n");
    std::fs::rename(folder.join("content/a/.yksi.fi.md.tmp"), &path).expect("renamed");
    served.until("/fi/a/yksi/", "Vierestä.");

    folder.remove(file);
    thread::sleep(Duration::from_millis(60));
    folder.write(file, "# Yksi\n\nPoistettu ja tehty.\n");
    served.until("/fi/a/yksi/", "Poistettu ja tehty.");

    // First emptied, then written in pieces.
    let mut opened = std::fs::File::create(&path).expect("opened");
    thread::sleep(Duration::from_millis(10));
    opened
        .write_all("# Yksi\n\nPaloi".as_bytes())
        .expect("written");
    thread::sleep(Duration::from_millis(10));
    opened.write_all("na.\n".as_bytes()).expect("written");
    drop(opened);
    served.until("/fi/a/yksi/", "Paloina.");

    std::fs::rename(&path, folder.join("content/a/yksi.fi.md~")).expect("renamed");
    folder.write(file, "# Yksi vimistä\n");
    served.until("/fi/a/yksi/", "Yksi vimistä");
    served.until("/fi/a/", "Yksi vimistä");
    enough();
}

#[test]
fn a_burst_ends_in_the_right_state() {
    let folder = Folder::with(FILES);
    let served = Served::start(&folder, &["--port", "0"]);
    let enough = keep_asking(served.port, &["/fi/a/yksi/", "/fi/"]);
    for round in 0..2 {
        for number in 0..400 {
            let text = format!("# Sivu {number} kierros {round}\n\n[Yksi](../a/yksi.md)\n");
            folder.write(&format!("content/osa{}/s{number}.fi.md", number % 7), text);
        }
        folder.write(
            "content/a/yksi.fi.md",
            format!("# Yksi\n\nKierros {round}.\n"),
        );
    }
    for number in [0, 1, 137, 398, 399] {
        let path = format!("/fi/osa{}/s{number}/", number % 7);
        let end = Instant::now() + DEADLINE;
        while !served.get(&path).1.contains("kierros 1") {
            assert!(Instant::now() < end, "{path} does not appear");
            thread::sleep(Duration::from_millis(5));
        }
    }
    served.until("/fi/a/yksi/", "Kierros 1.");
    enough();
}

#[test]
fn a_folder_that_goes_and_returns_is_survived() {
    let folder = Folder::with(FILES);
    let served = Served::start(&folder, &["--port", "0"]);
    std::fs::rename(folder.join("content"), folder.join("away")).expect("renamed");
    let end = Instant::now() + DEADLINE;
    while served.get("/fi/a/yksi/").0 != 404 {
        assert!(Instant::now() < end, "it stays");
        thread::sleep(Duration::from_millis(5));
    }
    folder.write("away/a/yksi.fi.md", "# Yksi\n\nTakaisin.\n");
    std::fs::rename(folder.join("away"), folder.join("content")).expect("renamed");
    while !served.get("/fi/a/yksi/").1.contains("Takaisin.") {
        assert!(Instant::now() < end, "it does not return");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_busy_port_moves_on_and_says_so() {
    let folder = Folder::with(FILES);
    let first = Served::start(&folder, &["--port", "0"]);
    let port = first.port.to_string();
    let second = Served::start(&folder, &["--port", &port]);
    assert_ne!(first.port, second.port);
    let words = format!("port {port} is busy: port {} is used", second.port);
    assert!(second.said.contains(&words), "{}", second.said);
    assert_eq!(second.get("/fi/").0, 200);
}

#[test]
fn others_in_the_network_are_let_in_only_with_a_warning() {
    let folder = Folder::with(FILES);
    let served = Served::start(&folder, &["--port", "0", "--host", "0.0.0.0"]);
    assert!(
        served.said.contains("everybody in this network"),
        "{}",
        served.said
    );
    let alone = Served::start(&folder, &["--port", "0"]);
    assert!(!alone.said.contains("everybody"), "{}", alone.said);
}

#[test]
fn events_are_streamed_and_polling_is_said() {
    let folder = Folder::with(FILES);
    let served = Served::start(&folder, &["--port", "0", "--poll"]);
    assert!(served.said.contains("once a second"), "{}", served.said);
    let connection = TcpStream::connect(("127.0.0.1", served.port)).expect("it listens");
    connection.set_read_timeout(Some(DEADLINE)).expect("set");
    let asked = "GET /_opas/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    (&connection).write_all(asked.as_bytes()).expect("sent");
    let mut lines = BufReader::new(&connection).lines();
    let end = Instant::now() + DEADLINE;
    let mut next = |wanted: &str| {
        loop {
            let line = lines.next().expect("it goes on").expect("in time");
            if line.eq_ignore_ascii_case(wanted) {
                return;
            }
            assert!(Instant::now() < end, "`{wanted}` does not come");
        }
    };
    next("Content-Type: text/event-stream");
    next("event: hello");
    folder.write("content/a/yksi.fi.md", "# Yksi\n\nSilmätty.\n");
    next("event: update");
    next("event: findings");
}

#[test]
fn what_cannot_be_served_is_said() {
    let folder = Folder::new();
    let output = Command::new(env!("CARGO_BIN_EXE_opas"))
        .args(["--root", &folder.to_string_lossy(), "serve", "--port", "0"])
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("there is no `site.toml`"), "{said}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_at_once() {
    let folder = Folder::with(FILES);
    let mut served = Served::start(&folder, &["--port", "0"]);
    // A page that listens does not hold it up.
    let connection = TcpStream::connect(("127.0.0.1", served.port)).expect("it listens");
    let asked = "GET /_opas/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    (&connection).write_all(asked.as_bytes()).expect("sent");
    let id = served.child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status();
    assert!(sent.expect("there is a kill").success());
    let end = Instant::now() + DEADLINE;
    while served.child.try_wait().expect("it can be asked").is_none() {
        assert!(Instant::now() < end, "it goes on");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Browsers open several connections at once and keep them: none may wait for another to end.
#[test]
fn connections_that_stay_open_hold_up_no_other() {
    let folder = Folder::with(FILES);
    let served = Served::start(&folder, &["--port", "0"]);
    for _ in 0..5 {
        let connections: Vec<TcpStream> = (0..12)
            .map(|_| TcpStream::connect(("127.0.0.1", served.port)).expect("it listens"))
            .collect();
        for connection in connections.iter().rev() {
            connection.set_read_timeout(Some(DEADLINE)).expect("set");
            let mut connection = connection;
            connection
                .write_all(b"GET /fi/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .expect("sent");
            let mut first = [0_u8; 15];
            connection.read_exact(&mut first).expect("answered in time");
            assert_eq!(&first, b"HTTP/1.1 200 OK");
        }
    }
}
