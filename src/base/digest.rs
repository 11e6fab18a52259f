//! Digests of bytes: what a document is remembered by, and the fingerprint in a file's name.

/// BLAKE3 digest of some bytes, cut to 128 bits (enough that no two files of a site ever meet).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 16]);

impl Digest {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        let mut short = [0; 16];
        short.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Self(short)
    }

    /// The first ten hexadecimal digits, for names of files that may be cached for ever.
    pub fn fingerprint(self) -> String {
        self.0[..5]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// Its first 64 bits as a number.
    pub fn number(self) -> u64 {
        self.0[..8]
            .iter()
            .fold(0, |number, byte| (number << 8) | u64::from(*byte))
    }
}
