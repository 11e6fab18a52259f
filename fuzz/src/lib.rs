//! What the targets share: sites in memory, a site that stands ready, and what must always hold.

pub mod files;
pub mod ready;
pub mod sound;

use std::sync::Once;

use opas::locale::Date;

/// The day of every build.
pub fn today() -> Date {
    Date::new(2026, 11, 24).expect("the day exists")
}

/// Lets rayon work in this thread only: the fuzzer then sees all that an input reaches, every run
/// of it is the same, and nothing waits for other threads.
pub fn one_thread() {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .use_current_thread()
            .build_global()
            .expect("no pool was made before");
    });
}
