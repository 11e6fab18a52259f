//! A part of one day: from one clock time to a later one.

use crate::locale::Time;

/// From one clock time to a later one of the same day, such as 10:00 to 13:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hours {
    start: Time,
    end: Time,
}

impl Hours {
    /// The hours from `start` to `end`, or `None` when `end` is not later than `start`.
    #[must_use]
    pub fn new(start: Time, end: Time) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// When they begin.
    #[must_use]
    pub fn start(self) -> Time {
        self.start
    }

    /// When they end; always later than they begin.
    #[must_use]
    pub fn end(self) -> Time {
        self.end
    }
}
