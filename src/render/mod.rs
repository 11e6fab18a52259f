//! One job into one output: pages, feeds, site maps and the small files around them.
//!
//! Every function here is pure: the same site, theme and job give the same bytes, in any order and
//! in parallel. Templates see the typed views of [`view`] and nothing else.

mod address;
mod all_pages;
mod assets;
mod body;
mod chart;
mod engine;
mod exercises;
mod feed;
mod functions;
mod json_ld;
mod json_ld_kind;
mod library;
mod navigation;
mod open_data;
mod page;
mod page_view;
mod parts;
mod portable;
pub mod practice;
mod qr;
pub mod quiz;
mod script;
mod security;
mod sitemap;
mod styles;
mod terms;
mod text;
pub mod view;

use std::sync::Arc;

use crate::locale::Date;
use crate::parse::Document;
use crate::site::Site;
use crate::theme::Theme;

pub use address::{all_pages_address, asset_address, page_address, theme_address};
pub use all_pages::all_pages;
pub use assets::assets;
pub use engine::Engine;
pub use feed::feed;
pub use open_data::{has_service_points, service_points};
pub use page::{Frames, chooser, not_found, page, redirect};
pub use parts::{Part, PracticeMode, PracticePage, part, part_at, parts, policy_calendar};
pub use portable::portable;
pub use script::script_json;
pub use security::{CONTENT_SECURITY_POLICY, headers};
pub use sitemap::{sitemap, sitemap_names};
pub use text::{llms, markdown_copy, robots};

/// Everything that an output may be made from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The joined site.
    pub site: &'a Site,
    /// The texts, by their ids.
    pub documents: &'a [Arc<Document>],
    /// The theme.
    pub theme: &'a Theme,
    /// Its compiled templates.
    pub engine: &'a Engine,
    /// What its pages share.
    pub frames: &'a Frames,
    /// The day of the build.
    pub today: Date,
}
