//! From sources to a plan of outputs: which stages run in which order, and what makes which
//! address.
//!
//! [`compile`] runs every stage up to the plan; [`Compiled::render`] makes one output when it is
//! asked to. A one-off build asks for all of them, in parallel.

mod compile;
mod plan;
mod sources;

pub use compile::{Cache, Compiled, Options, Unreadable, compile};
pub use plan::{Job, Plan};
pub use sources::{ReadFile, Sources};
