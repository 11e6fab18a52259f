//! `site.toml`: what the site's owner decides.
//!
//! [`parse`] turns the file into a complete [`Config`]: every value has its default, nothing is
//! optional that merely was not written.

mod calendar;
mod fields;
mod model;
mod read;

pub use calendar::CalendarSettings;
pub use fields::SITE;
pub use model::{
    BaseUrl, Chosen, Colours, Config, Fallback, Language, Level, LocalText, Markdown, MenuItem,
    Organisation, Outputs, RawHtml,
};
pub use read::{PATH, parse, parse_base_url};
pub(crate) use read::{check_languages, invalid_utf8, local_text};
