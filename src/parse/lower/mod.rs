//! The tree of a text into its body, outline and references.
//!
//! [`lower`] walks the tree once. What depends on the page that shows the text is left open as an
//! operation at its place; everything else is written as HTML.

mod block;
mod escape;
mod footnotes;
mod headings;
mod inline;
mod lists;
mod table;
mod writer;

pub(crate) use escape::escape;
pub(in crate::parse) use escape::unescape;
pub(in crate::parse) use writer::{Input, Lowered, lower};
