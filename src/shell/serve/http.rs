//! What is asked for over HTTP, and what is answered, apart from any connection.

use std::fs::File;
use std::io::{Read, Seek as _, SeekFrom};
use std::path::Path;

/// What the preview does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `GET` or `HEAD`.
    Get,
    /// `POST`.
    Post,
    /// Anything else, which is refused.
    Other,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// What to do.
    pub method: Method,
    /// The path, as it was sent: percent-encoded, beginning with `/`.
    pub path: String,
    /// What follows the `?`.
    pub query: String,
    /// The header `Host`.
    pub host: Option<String>,
    /// The header `Origin`.
    pub origin: Option<String>,
    /// The header `X-Opas-Token`.
    pub token: Option<String>,
    /// The header `Range`.
    pub range: Option<String>,
    /// The body of a `POST`.
    pub body: Vec<u8>,
}

impl Request {
    /// A `GET` of an address such as `/fi/?pair=sv`, from a browser on this machine.
    pub fn get(address: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Self {
            method: Method::Get,
            path: path.to_owned(),
            query: query.to_owned(),
            host: Some("localhost".to_owned()),
            origin: None,
            token: None,
            range: None,
            body: Vec::new(),
        }
    }

    /// The value of a parameter of the query, decoded.
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.query.split('&').find_map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (key == name).then(|| decode(&value.replace('+', " ")))
        })
    }
}

/// A text from an address, percent-decoded; what is not UTF-8 becomes `U+FFFD`.
pub(super) fn decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

/// What is answered.
#[derive(Debug)]
pub struct Answer {
    /// The status code (RFC 9110).
    pub status: u16,
    /// The header `Content-Type`.
    pub media_type: String,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
    /// The content.
    pub body: AnswerBody,
}

/// The content of an answer.
#[derive(Debug)]
pub enum AnswerBody {
    /// Made for it.
    Bytes(Vec<u8>),
    /// So many bytes of a file, from where it stands.
    File(File, u64),
}

impl Answer {
    /// An answer with a text.
    pub(super) fn text(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            media_type: media_type.to_owned(),
            headers: Vec::new(),
            body: AnswerBody::Bytes(body.into()),
        }
    }

    /// A sentence about what is wrong.
    pub(super) fn refusal(status: u16, why: &str) -> Self {
        Self::text(status, "text/plain; charset=utf-8", format!("{why}\n"))
    }

    /// The way to another address.
    pub(super) fn redirect(to: String) -> Self {
        let mut answer = Self::refusal(302, "moved");
        answer.headers.push(("Location", to));
        answer
    }

    /// A file of the site, or the part of it that `range` asks for (RFC 9110, section 14): media
    /// players ask for parts.
    pub(super) fn file(
        path: &Path,
        media_type: String,
        range: Option<&str>,
    ) -> std::io::Result<Self> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut headers = vec![("Accept-Ranges", "bytes".to_owned())];
        let part = match range.and_then(|range| part(range, length)) {
            Some(Part::Unsatisfiable) => {
                let mut answer = Self::refusal(416, "the file has no such part");
                answer
                    .headers
                    .push(("Content-Range", format!("bytes */{length}")));
                return Ok(answer);
            }
            Some(Part::Bytes(start, end)) => {
                file.seek(SeekFrom::Start(start))?;
                headers.push(("Content-Range", format!("bytes {start}-{end}/{length}")));
                Some(end - start + 1)
            }
            None => None,
        };
        Ok(Self {
            status: if part.is_some() { 206 } else { 200 },
            media_type,
            headers,
            body: AnswerBody::File(file, part.unwrap_or(length)),
        })
    }

    /// The content as a whole.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn into_bytes(self) -> std::io::Result<Vec<u8>> {
        match self.body {
            AnswerBody::Bytes(bytes) => Ok(bytes),
            AnswerBody::File(file, length) => {
                let mut bytes = Vec::new();
                file.take(length).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// From the first to the last byte, both included.
    Bytes(u64, u64),
    Unsatisfiable,
}

/// The part that a header `Range` asks for; nothing where it is to be ignored: other units, several
/// parts, or no sense in it.
fn part(range: &str, length: u64) -> Option<Part> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let (start, end) = match (first.trim(), last.trim()) {
        ("", last) => {
            let count: u64 = last.parse().ok()?;
            if count == 0 {
                return Some(Part::Unsatisfiable);
            }
            (length.saturating_sub(count), length.checked_sub(1)?)
        }
        (first, "") => (first.parse().ok()?, length.saturating_sub(1)),
        (first, last) => {
            let last: u64 = last.parse().ok()?;
            (first.parse().ok()?, last.min(length.saturating_sub(1)))
        }
    };
    if start >= length {
        return Some(Part::Unsatisfiable);
    }
    (start <= end).then_some(Part::Bytes(start, end))
}

#[cfg(test)]
mod tests {
    use super::{Part, part};

    #[test]
    fn a_range_names_a_part_or_is_ignored() {
        assert_eq!(part("bytes=0-4", 10), Some(Part::Bytes(0, 4)));
        assert_eq!(part("bytes=5-", 10), Some(Part::Bytes(5, 9)));
        assert_eq!(part("bytes=-3", 10), Some(Part::Bytes(7, 9)));
        assert_eq!(part("bytes=8-99", 10), Some(Part::Bytes(8, 9)));
        assert_eq!(part("bytes=10-", 10), Some(Part::Unsatisfiable));
        assert_eq!(part("bytes=-0", 10), Some(Part::Unsatisfiable));
        for ignored in ["bytes=4-2", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5", ""] {
            assert_eq!(part(ignored, 10), None, "{ignored}");
        }
    }
}
