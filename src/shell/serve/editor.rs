//! Opening a file of the site in the author's editor.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

/// How files are opened. It is never read from the site: what others have written into a folder
/// must not start programs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Editor {
    /// The browser goes to an address that Visual Studio Code has made its own.
    #[default]
    Address,
    /// A program and its arguments, with `{file}`, `{line}` and `{column}` in them.
    Program(Vec<String>),
}

/// A place to open.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Place {
    /// The file, relative to the site's root.
    pub(super) file: String,
    /// The line, from 1.
    #[serde(default = "first")]
    pub(super) line: u32,
    /// The column, from 1.
    #[serde(default = "first")]
    pub(super) column: u32,
}

fn first() -> u32 {
    1
}

impl Editor {
    /// Reads a command such as `code --goto {file}:{line}:{column}`; without `{file}` in it the
    /// file comes last.
    ///
    /// # Errors
    /// Quotes that are not closed, and an empty command.
    pub fn from_command(command: &str) -> Result<Self> {
        let Some(mut words) = shlex::split(command) else {
            bail!("the editor's command `{command}` has a quote that is not closed");
        };
        if words.is_empty() {
            bail!("the editor's command is empty");
        }
        if !words.iter().any(|word| word.contains("{file}")) {
            words.push("{file}".to_owned());
        }
        Ok(Self::Program(words))
    }

    /// Opens a place below `root`; gives the address that the browser should go to instead, if
    /// there is no program.
    ///
    /// # Errors
    /// A program that cannot be started.
    pub(super) fn open(&self, root: &Path, place: &Place) -> Result<Option<String>> {
        let file = root.join(&place.file);
        let file = file.to_string_lossy();
        match self {
            Self::Address => {
                let path: String = file.replace('\\', "/");
                let path = percent_encoding::utf8_percent_encode(&path, PATH);
                let slash = if file.starts_with('/') { "" } else { "/" };
                Ok(Some(format!(
                    "vscode://file{slash}{path}:{}:{}",
                    place.line, place.column
                )))
            }
            Self::Program(words) => {
                let words: Vec<String> =
                    words.iter().map(|word| fill(word, &file, place)).collect();
                let [program, arguments @ ..] = words.as_slice() else {
                    bail!("the editor's command is empty");
                };
                let mut child = Command::new(program)
                    .args(arguments)
                    .stdin(Stdio::null())
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .spawn()
                    .with_context(|| format!("cannot start the editor `{program}`"))?;
                // Waited for, so that the system forgets it when it ends.
                std::thread::spawn(move || child.wait());
                Ok(None)
            }
        }
    }
}

const PATH: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?');

fn fill(word: &str, file: &str, place: &Place) -> String {
    // The file last: its name may hold braces.
    word.replace("{line}", &place.line.to_string())
        .replace("{column}", &place.column.to_string())
        .replace("{file}", file)
}

#[cfg(test)]
mod tests {
    use super::{Editor, Place, fill};

    #[test]
    fn a_command_is_split_and_filled_without_a_shell() {
        let place = Place {
            file: "content/a {line}.md".to_owned(),
            line: 3,
            column: 7,
        };
        let Ok(Editor::Program(words)) = Editor::from_command("'my editor' +{line} -- ") else {
            panic!("it is a command");
        };
        let filled: Vec<String> = words
            .iter()
            .map(|word| fill(word, &place.file, &place))
            .collect();
        assert_eq!(filled, ["my editor", "+3", "--", "content/a {line}.md"]);
        assert!(Editor::from_command("vim 'x").is_err());
        assert!(Editor::from_command(" ").is_err());
    }

    #[test]
    fn without_a_program_the_browser_is_told_where_to_go() {
        let place = Place {
            file: "content/ä b.md".to_owned(),
            line: 3,
            column: 7,
        };
        let address = Editor::Address.open(std::path::Path::new("/site"), &place);
        assert_eq!(
            address.ok().flatten().as_deref(),
            Some("vscode://file/site/content/%C3%A4%20b.md:3:7")
        );
    }
}
