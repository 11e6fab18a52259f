//! Live preview: the site as it is being written, on an address of this machine.
//!
//! [`Preview`] is the preview apart from the world: requests in, answers out, changes in, messages
//! out. `watch` finds changes, [`run`] joins both with HTTP, the terminal and the author's browser.

mod answers;
mod connections;
mod console;
mod editor;
mod events;
mod freshness;
mod guard;
mod http;
mod overview;
mod page;
mod preview;
mod run;
mod showcase;
mod shown;
mod state;
pub mod watch;

pub use console::Console;
pub use editor::Editor;
pub use http::{Answer, AnswerBody, Method, Request};
pub use preview::{Choices, Preview};
pub use run::{PORT, Serving, run};
