//! The world outside: files, clock, terminal, arguments. Only this part and `main` touch it.

mod belonging;
pub mod cli;
pub mod disk;
pub mod explain;
mod policy;
pub mod publish;
pub mod report;
pub mod serve;
pub mod starter;
mod terminal;
mod translations;
