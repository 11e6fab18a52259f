//! The words that every stage speaks: places in files, problems, languages, addresses, outputs.
//!
//! Nothing here knows what a site is; everything above imports from here and never the other way.

pub mod code;
pub mod colour;
pub mod diagnostic;
pub mod digest;
pub mod explanation;
pub mod lang;
pub mod output;
pub mod path;
pub mod personal;
pub mod source;
pub mod suggest;

pub use code::Code;
pub use colour::Colour;
pub use diagnostic::{Checked, Diagnostic, Label, Severity};
pub use digest::Digest;
pub use lang::Lang;
pub use output::{Output, OutputBody, OutputKind};
pub use path::{SourcePath, UrlPath};
pub use source::{LineStarts, Source, Span, TextRange};
