//! Live preview: what is written is shown in the browser at once.

pub mod watch;
