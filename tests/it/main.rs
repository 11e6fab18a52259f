//! One integration binary: every test that sees the program from outside its modules.

mod architecture;
mod build;
mod calendar;
mod cases;
mod cli;
mod commonmark;
mod docs;
mod exercises;
mod folder;
mod golden;
mod hyphens;
mod kill;
mod learning;
mod live;
mod locale;
mod places;
mod policies;
mod preview;
mod properties;
mod publication;
mod report;
mod serve;
mod site;
mod terms;
mod watching;
