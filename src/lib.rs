//! opas: from a folder of Markdown to a finished multilingual site.
//!
//! The modules are the stages of a compiler, in reading order; each imports only those above it
//! in this list. `ARCHITECTURE.md` tells the whole.

pub mod base;
pub mod build;
pub mod calendar;
pub mod check;
pub mod config;
pub mod data;
pub mod locale;
pub mod parse;
pub mod render;
pub mod shell;
pub mod site;
pub mod theme;
