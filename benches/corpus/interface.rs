//! The English interface texts into those of a language that the theme does not speak yet.
//!
//! Only the language's name and the words of its switcher are its own; plural texts get every form
//! that CLDR knows, since opas asks for those that the language has.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::corpus::languages::Language;

/// The languages that have interface texts beside the English ones.
///
/// # Errors
/// The folder cannot be read.
pub(crate) fn languages_beside(english: &Path) -> anyhow::Result<BTreeSet<String>> {
    let folder = english.parent().unwrap_or(Path::new("."));
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    let mut found = BTreeSet::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "toml")
            && let Some(code) = path.file_stem().and_then(|stem| stem.to_str())
        {
            found.insert(code.to_owned());
        }
    }
    Ok(found)
}

/// The text file of `language`, made from the English one.
pub(crate) fn interface(english: &str, language: &Language) -> String {
    let head_end = english.find("\n[").unwrap_or(english.len());
    let lines = english.lines().scan(0, |at, line| {
        let is_head = *at < head_end;
        *at += line.len() + 1;
        Some(match line.split_once(" = ") {
            Some(("name", _)) if is_head => format!("name = \"{}\"\n", language.name),
            Some(("switch", _)) if is_head => format!("switch = \"{}\"\n", language.switch),
            _ => with_all_plurals(line) + "\n",
        })
    });
    lines.collect()
}

/// `{ one = "a", other = "b" }` with the forms that English lacks.
fn with_all_plurals(line: &str) -> String {
    let parts = line
        .strip_suffix("\" }")
        .and_then(|start| start.rsplit_once("other = \""))
        .filter(|(before, _)| before.contains("{ one = \""));
    parts.map_or_else(
        || line.to_owned(),
        |(_, other)| {
            let forms = ["zero", "two", "few", "many"].map(|form| format!("{form} = \"{other}\""));
            format!("{}, {} }}", line.trim_end_matches(" }"), forms.join(", "))
        },
    )
}
