//! All documents joined into one immutable [`Site`]: items, pages, addresses, languages.
//!
//! [`assemble`] looks at heads alone, never at bodies, so that an edit within a text changes
//! nothing here. A [`PageId`] is valid in the site that issued it.

mod assemble;
mod decision_checks;
mod exercises;
mod fact_checks;
mod facts;
mod figures;
mod freshness;
pub mod kind;
mod kind_checks;
mod links;
mod model;
mod outline;
mod pages;
mod patch;
mod place_checks;
mod plan_checks;
mod policies;
mod policy_checks;
mod references;
mod report;
mod report_checks;
mod statement_checks;
mod survey;
mod survey_checks;
mod table_checks;
mod terms;

pub use assemble::{Input, Today, assemble};
pub use facts::{Facts, Owner, Status};
pub use figures::{chart_file, survey_file};
pub use freshness::{
    Change, Changes, Freshness, Orphan, Translation, counterparts, orphans, translation,
};
pub use kind::ItemKind;
pub(crate) use kind_checks::other_kinds;
pub(crate) use links::include_target;
pub use links::{LinkFault, LinkSource, Target, resolve, resolve_image};
pub use model::{Asset, DocId, HeadEntry, ImageSize, Item, ItemId, Page, PageId, Redirect, Site};
pub use outline::{PageHeading, has_trainer_text, heading_ids, page_outline};
pub use patch::is_patch;
pub use policies::{Held, PolicyState};
pub use report::{YearRecords, year_records};
pub use survey::{Counts, counts};
pub use terms::Terms;
