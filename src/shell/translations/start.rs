//! The file of a new translation.

use std::path::Path;

use anyhow::{Result, bail};

use crate::base::SourcePath;
use crate::build::Edition;
use crate::parse::front_matter_of;
use crate::shell::disk;
use crate::shell::translations::accept::write;
use crate::shell::translations::placeholders::placeholders;
use crate::site::ItemId;

/// Makes the file; what is said about it.
///
/// # Errors
/// An item that has a text in that language, or is not meant to; a file that is there already, or cannot be written.
pub(super) fn run(root: &Path, edition: &Edition, id: ItemId, language: usize) -> Result<String> {
    let site = &edition.site;
    let item = site.item(id);
    let code = site.config.languages[language].lang.as_str();
    if let Some(doc) = item.docs[language] {
        bail!(
            "`{}` has a text in `{code}`: `{}`\nhelp: `opas translations diff {} {code}` shows what has changed in its source",
            item.key,
            site.head(doc).path,
            item.key
        );
    }
    if !site.is_wanted(item, language) {
        bail!(
            "`{}` is not meant to be in `{code}`\nhelp: add it to `languages` in its facts first",
            item.key
        );
    }
    let Some(source) = site.translation_source(item) else {
        bail!("`{}` has no text to translate", item.key);
    };
    let document = &edition.documents[source.0 as usize];
    let Some(text) = disk::text(root, &document.path) else {
        bail!("cannot read `{}`", document.path);
    };
    let path = beside(&document.path, document.name.is_index, &item.key, code);
    let real = root.join(path.as_str());
    // Also a link that leads nowhere.
    if real.symlink_metadata().is_ok() {
        bail!("the file `{path}` is there already, and is left as it is");
    }
    let front = front_matter_of(&document.path, &text);
    write(&real, &placeholders(document, &front, &text))?;
    Ok(format!(
        "made `{path}` from `{}`\ntranslate what stands between the signs ⟦ and ⟧ and take the signs away; then say that it is done:\nopas translations accept {} --language {code}\n",
        document.path, item.key
    ))
}

/// The name of a translation's file: in the folder of its source.
fn beside(source: &SourcePath, is_index: bool, key: &str, code: &str) -> SourcePath {
    let stem = if is_index {
        "index"
    } else {
        key.rsplit('/').next().unwrap_or(key)
    };
    SourcePath::new(&format!("{}/{stem}.{code}.md", source.folder()))
}
