//! Files as text, and places in them.
//!
//! Places are byte ranges; lines and columns exist only where a problem is shown to somebody.

use crate::base::digest::Digest;
use crate::base::path::SourcePath;

/// A range of bytes in one file's text. Files of 4 GiB and more are refused when they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl TextRange {
    /// The range from `start` to `end` in bytes; an `end` before `start` makes an empty range.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self {
            start,
            end: end.max(start),
        }
    }

    /// The same range, `offset` bytes further on.
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start as usize + offset, self.end as usize + offset)
    }

    /// The text of the range, or nothing when the text is shorter (it was changed meanwhile).
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start as usize..self.end as usize)
    }

    /// The range as `usize` bounds.
    pub fn as_usize(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<std::ops::Range<usize>> for TextRange {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A place in a file of the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file, relative to the site's root.
    pub path: SourcePath,
    /// The bytes meant.
    pub range: TextRange,
}

impl Span {
    /// The place `range` in the file `path`.
    pub fn new(path: &SourcePath, range: TextRange) -> Self {
        Self {
            path: path.clone(),
            range,
        }
    }

    /// The beginning of the file `path`, for problems that have no narrower place.
    pub fn file(path: &SourcePath) -> Self {
        Self::new(path, TextRange::default())
    }
}

/// One text file of the site, read once.
///
/// Bytes that are not UTF-8 are kept as bytes; whoever needs the text reports them.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where it lies, relative to the site's root.
    pub path: SourcePath,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Digest of the bytes; two sources with the same digest are the same text.
    pub digest: Digest,
}

impl Source {
    /// A source from its bytes.
    pub fn new(path: SourcePath, bytes: Vec<u8>) -> Self {
        let digest = Digest::of(&bytes);
        Self {
            path,
            bytes,
            digest,
        }
    }

    /// The text without a byte order mark.
    ///
    /// # Errors
    /// The offset of the first byte that is not UTF-8.
    pub fn text(&self) -> Result<&str, usize> {
        let bytes = self
            .bytes
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(&self.bytes);
        std::str::from_utf8(bytes).map_err(|error| error.valid_up_to())
    }
}

/// Where the lines of a text begin: for whoever asks often which line a place is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineStarts {
    /// The first bytes of the second line and of all after it.
    starts: Box<[u32]>,
}

impl LineStarts {
    /// Finds the lines of `text`; a line ends with a line feed, as in [`line_and_column`].
    pub fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            starts: ends
                .map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX))
                .collect(),
        }
    }

    /// The line in which the byte `offset` stands, counted from 1.
    pub fn line(&self, offset: u32) -> u32 {
        let before = self.starts.partition_point(|start| *start <= offset);
        u32::try_from(before + 1).unwrap_or(u32::MAX)
    }
}

/// Line and column of a byte offset, both counted from 1, columns in characters (Unicode scalar
/// values), as editors count them.
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}
