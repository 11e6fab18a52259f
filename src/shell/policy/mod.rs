//! The commands about policies: how they stand, and who has acknowledged them.

mod acknowledgements;
mod status;

pub(super) use acknowledgements::acknowledgements;
pub(super) use status::status;

/// How a result is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Shape {
    /// For people.
    Text,
    /// For programs.
    Json,
}
