//! The commands about translations: how they stand, what has changed in their sources, and saying
//! that they are fresh again.

mod accept;
mod difference;
mod history;
mod placeholders;
mod start;
mod table;

use std::path::Path;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};

pub(super) use difference::{Difference, differences};

use crate::base::suggest;
use crate::build::{Compiled, Edition};
use crate::shell::cli::{Outcome, compiled, whole_site};
use crate::shell::report::Shape;
use crate::shell::terminal::say;
use crate::site::ItemId;

/// What is said of a site without `translations.lock`.
const NOT_FOLLOWED: &str = "this site does not follow its translations: it has no `translations.lock`\nhelp: when they say what their sources say, run `opas translations accept --all`";

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Translations {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    table: Table,
}

#[derive(Debug, Args)]
struct Table {
    /// How to show the table
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    format: Shape,
    /// Fail when fewer than this many in a hundred translations are fresh
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    fail_under: Option<u8>,
    /// Only the items of this section
    #[arg(long, value_name = "KEY")]
    section: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show what has changed in the source since a translation was accepted, word by word
    Diff {
        /// The key of the item: its path below `content/` without language and ending
        key: String,
        /// The language of the translation; without it, all of them
        language: Option<String>,
    },
    /// Say that translations are fresh: that they say what their sources say now
    Accept(accept::Accept),
    /// Make the file of a new translation, with the structure of its source
    Start {
        /// The key of the item: its path below `content/` without language and ending
        key: String,
        /// The language to translate into
        language: String,
    },
}

/// Runs one of the commands.
///
/// # Errors
/// Items and languages that the site does not have, files that cannot be read or written.
pub(super) fn run(root: &Path, translations: &Translations) -> Result<Outcome> {
    let date = match &translations.command {
        Some(Command::Accept(accept)) => accept.date(),
        _ => None,
    };
    let compiled: Compiled = compiled(root, &whole_site(date)?)?;
    let edition = &compiled.edition;
    match &translations.command {
        None => {
            let asked = &translations.table;
            let section = asked.section.as_deref().map(|key| item(edition, key));
            let section = section.transpose()?;
            let found = table::Table::of(root, edition, section);
            say(&found.show(asked.format)?)?;
            let least = asked.fail_under.unwrap_or(0);
            Ok(if found.fresh_percent() < least {
                Outcome::Problems
            } else {
                Outcome::Fine
            })
        }
        Some(Command::Diff { key, language }) => {
            let item = item(edition, key)?;
            let language = language
                .as_deref()
                .map(|code| self::language(edition, code));
            say(&difference::show(
                root,
                edition,
                item,
                language.transpose()?,
            )?)?;
            Ok(Outcome::Fine)
        }
        Some(Command::Accept(accept)) => accept::run(root, edition, accept),
        Some(Command::Start { key, language }) => {
            let item = item(edition, key)?;
            let language = self::language(edition, language)?;
            say(&start::run(root, edition, item, language)?)?;
            Ok(Outcome::Fine)
        }
    }
}

/// The item that was named.
fn item(edition: &Edition, key: &str) -> Result<ItemId> {
    let key = key.trim_matches('/');
    let Some(found) = edition.site.by_key.get(key) else {
        let near = suggest::nearest(key, edition.site.items.iter().map(|item| item.key.as_str()));
        let near = near.map(|near| format!("\nhelp: did you mean `{near}`?"));
        bail!("there is no item `{key}`{}", near.unwrap_or_default());
    };
    Ok(*found)
}

/// The language that was named: its place in the site's list.
fn language(edition: &Edition, code: &str) -> Result<usize> {
    let config = &edition.site.config;
    let Some(found) = config.language_index(code) else {
        let known: Vec<&str> = config
            .languages
            .iter()
            .map(|one| one.lang.as_str())
            .collect();
        bail!(
            "the site has no language `{code}`\nhelp: it has {}",
            known.join(", ")
        );
    };
    Ok(found)
}
