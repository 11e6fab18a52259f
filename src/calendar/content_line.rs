//! Content lines of iCalendar (RFC 5545, section 3.1): values in their escaped form, and lines
//! folded at 75 octets.

use std::fmt::Write;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::base::Lang;
use crate::locale::{Date, DateTime};

/// The lines of a file as they are written; every line ends with CRLF.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    bytes: String,
}

/// The most octets of a line without its end.
const LINE_OCTETS: usize = 75;

/// What a URI may not hold as it is (RFC 3986); what is not ASCII is encoded anyway.
const NOT_IN_URI: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

impl Lines {
    /// Writes one line, folded where it is too long: what follows the fold begins with a space, and
    /// no character is cut in two.
    pub(crate) fn push(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LINE_OCTETS {
                self.bytes.push_str("\r\n ");
                octets = 1;
            }
            self.bytes.push(c);
            octets += c.len_utf8();
        }
        self.bytes.push_str("\r\n");
    }

    /// Writes a text for machines.
    pub(crate) fn push_text(&mut self, name: &str, text: &str) {
        self.push(&format!("{name}:{}", escaped(text)));
    }

    /// Writes a text for readers of a language.
    pub(crate) fn push_words(&mut self, name: &str, language: &Lang, text: &str) {
        self.push(&format!("{name};LANGUAGE={language}:{}", escaped(text)));
    }

    /// All that was written.
    pub(crate) fn finish(self) -> String {
        self.bytes
    }
}

/// A value of type TEXT (RFC 5545, section 3.3.11), without control characters but tabs and ends of
/// lines.
pub(crate) fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' => value.push_str("\\n"),
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\t' => value.push(c),
            c if c.is_ascii_control() => {}
            c => value.push(c),
        }
    }
    value
}

/// A quoted value of a parameter, with the escapes of RFC 6868.
pub(crate) fn quoted(text: &str) -> String {
    let mut value = String::from("\"");
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' => value.push_str("^n"),
            '^' => value.push_str("^^"),
            '"' => value.push_str("^'"),
            c if c.is_ascii_control() => {}
            c => value.push(c),
        }
    }
    value.push('"');
    value
}

/// A value of type URI; an address that is one already stays as it is.
pub(crate) fn uri(address: &str) -> String {
    utf8_percent_encode(address, NOT_IN_URI).to_string()
}

/// A value of type DATE: `20261124`.
pub(crate) fn date_value(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// A value of type DATE-TIME without a zone: `20261124T100000`.
pub(crate) fn moment_value(moment: DateTime) -> String {
    let mut value = date_value(moment.date);
    let (hour, minute) = (moment.time.hour(), moment.time.minute());
    write!(value, "T{hour:02}{minute:02}00").expect("a `String` takes any text");
    value
}
