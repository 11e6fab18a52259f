//! A theme: templates, blocks, static files and interface texts, as files say them.
//!
//! [`load`] layers the site's own files over the theme's, and the theme's over those of the theme
//! it extends, so that a site overrides one template, one block or one text by placing one file.
//! Templates are only collected here; `render::engine` compiles them.

mod colours;
mod css;
mod embedded;
mod load;
mod manifest;
mod texts;

pub use load::{COLOURS, StaticFile, Template, Theme, load};
pub use manifest::{
    AttributeSchema, AttributeType, BlockAudience, BlockBody, BlockSchema, BlockTitle,
};
pub use texts::{Quotes, Text, Texts};
