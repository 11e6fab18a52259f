//! One integration binary: every test that sees the program from outside its modules.

mod architecture;
mod build;
mod cases;
mod cli;
mod commonmark;
mod docs;
mod golden;
mod kill;
mod live;
mod locale;
mod places;
mod properties;
mod publication;
mod report;
mod site;
mod watching;
