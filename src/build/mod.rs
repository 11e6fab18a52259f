//! From sources to outputs: which stages run in which order, and what makes which address.
//!
//! [`compile`] runs every stage up to the plan; a one-off build then renders all of it, in
//! parallel. An [`Edition`] is a whole site in one state, and makes any one output when it is
//! asked to. A [`Live`] site follows its files from one edition to the
//! next.

mod compile;
mod edition;
mod live;
mod locked;
mod plan;
mod prepare;
mod review;
mod settings;
mod sources;
mod texts;

pub use compile::{Compiled, Options, compile};
pub use edition::{Edition, TextOf};
pub use live::{Changes, Effect, Live, Retired, Snapshot, Step};
pub use plan::{Job, Plan};
pub use review::Findings;
pub use settings::Settings;
pub use sources::{ReadFile, Sources};
pub use texts::Unreadable;
