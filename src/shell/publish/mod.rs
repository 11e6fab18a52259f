//! Puts a finished site into the output folder: the only writer of files, the keeper of
//! invariant 6 of the architecture.
//!
//! [`Publication::open`] locks the folder and learns what in it is ours, [`Publication::put`]
//! takes outputs from any thread in any order and stages those that differ from what stands in
//! place, [`Publication::commit`] puts them in: assets, then pages; then what is gone is removed,
//! the manifest comes last. Without a commit the folder stays exactly as it was.
//!
//! **What is promised.** A process that is killed at any moment leaves every file whole, no page
//! that names a missing asset, and a folder that the next publication completes. Only files that
//! the manifest (or the journal of an interrupted commit) names are ever replaced or removed, and
//! no symbolic link inside the folder is followed. Files that did not change keep their time.
//!
//! **What is not promised.** Nothing is flushed to the disk file by file: after a power cut or a
//! crash of the operating system the folder may be anything, and a clean build mends it.

mod address;
mod commit;
mod content;
mod fault;
mod folder;
mod lock;
mod manifest;
mod publication;
mod staging;
mod survey;

pub use commit::Published;
pub use content::Content;
pub use folder::{State, state};
pub use manifest::Part;
pub use publication::Publication;
