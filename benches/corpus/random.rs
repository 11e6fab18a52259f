//! A seed into a sequence of numbers that is the same on every machine and forever.
//!
//! The generator is xorshift64* (Vigna 2016, "An experimental exploration of Marsaglia's xorshift
//! generators, scrambled"); seeds are spread by the finaliser of splitmix64, so that neighbouring
//! items get unrelated sequences and files can be written in parallel in any order.

/// The seed of every corpus: another one makes other texts of the same shape.
const SEED: u64 = 0x6f70_6173;

/// A source of numbers.
pub(crate) struct Random(u64);

impl Random {
    /// The sequence that belongs to these numbers, for instance an item, a language and a purpose.
    pub(crate) fn new(parts: &[u64]) -> Self {
        let mixed = parts
            .iter()
            .fold(SEED, |state, part| spread(state ^ spread(*part)));
        Self(mixed.max(1))
    }

    /// A number below `bound`, which is not 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).expect("a number below a `usize` is one")
    }

    /// A number from `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// True in so many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `all`, each as likely as the next.
    pub(crate) fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// One of `all`, the first ones more often: words of a language are spread like that.
    pub(crate) fn pick_early<T: Copy>(&mut self, all: &[T]) -> T {
        let bound = self.below(all.len()) + 1;
        all[self.below(bound)]
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        // The high half is the better one.
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }
}

fn spread(number: u64) -> u64 {
    let mut state = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}
