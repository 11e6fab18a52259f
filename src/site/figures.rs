//! Files of figures that texts and items name.

use std::sync::Arc;

use crate::base::SourcePath;
use crate::base::path::join;
use crate::data::Csv;
use crate::parse::Block;
use crate::site::kind::ItemKind;
use crate::site::links::{LinkFault, resolve_image};
use crate::site::model::{DocId, Site};

/// The file that a `chart` names: in the language of its text, where there is such a variant.
///
/// # Errors
/// The reason why there is none.
pub fn chart_file(
    site: &Site,
    doc: DocId,
    block: &Block,
) -> Result<(SourcePath, Arc<Csv>), LinkFault> {
    let path = resolve_image(site, doc, block.attribute("data").unwrap_or_default())?;
    let table = site.assets.get(&path).and_then(|asset| asset.table.clone());
    let table = table.ok_or(LinkFault::Missing(None))?;
    Ok((path, table))
}

/// The file with the counts of a survey in `folder`, which is never published as it is.
pub fn survey_file(folder: &str, kind: &ItemKind) -> Option<SourcePath> {
    let ItemKind::Survey(survey) = kind else {
        return None;
    };
    let inner = join(folder, &survey.data.as_ref()?.0)?;
    Some(SourcePath::new(&format!("content/{inner}")))
}
