//! Problems into what people and programs read.
//!
//! [`report`] takes sorted [`Diagnostic`](crate::base::Diagnostic)s and gives the whole output as
//! one text: `text` draws the line with a caret, `lines` writes a line for each problem, `json`
//! and `sarif` are for programs. `places` turns bytes into lines and columns, `printable` keeps
//! an author's control characters away from the terminal. The same problems give the same bytes.

mod counts;
mod format;
mod json;
mod lines;
mod places;
mod printable;
mod sarif;
mod text;

pub use counts::Counts;
pub use format::{Format, Screen, Shape, report};
