//! The text of a policy: its clauses with their numbers, and in a variant the base's clauses with
//! what the variant changes in them.
//!
//! A variant keeps no copy of its base: both are put together for each page, so that an edit of the
//! base shows at once. A clause that is removed keeps its number and says why it is not in force.

use std::ops::Range;

use crate::base::Diagnostic;
use crate::parse::{Block, Body, OpKind};
use crate::render::Scene;
use crate::render::body::{Reading, Renderer};
use crate::render::functions::fill;
use crate::render::library::{organisation_name, setting_text};
use crate::render::view::BlockView;
use crate::site::kind::{Setting, Variable};
use crate::site::{DocId, ItemId};

/// The clauses of a policy: id, and number with title.
pub(super) type Contents = Vec<(String, String)>;

/// A piece of the text of a policy.
pub(in crate::render) enum Piece {
    /// What stands outside the clauses.
    Text(Words),
    /// A clause.
    Clause(Clause),
}

/// Finished HTML, and the language it is in.
pub(in crate::render) struct Words {
    pub(in crate::render) html: String,
    /// The place of its language in the site's list.
    pub(in crate::render) language: usize,
}

/// A clause of a policy.
pub(in crate::render) struct Clause {
    pub(in crate::render) id: String,
    /// Its place, counted from 1.
    pub(in crate::render) number: u32,
    /// The base's title as HTML.
    pub(in crate::render) title: String,
    pub(in crate::render) level: u8,
    /// The base's text, with the variant's values.
    pub(in crate::render) common: Words,
    /// What the variant does with it.
    pub(in crate::render) change: Change,
    /// The variables in it whose values are the variant's own: name, value, the base's value.
    pub(in crate::render) values: Vec<(String, String, String)>,
}

/// What a variant does with a clause of its base.
pub(in crate::render) enum Change {
    /// Nothing.
    None,
    /// It has its own text instead, and perhaps its own title.
    Override(Option<String>, String),
    /// It adds this text.
    Append(String),
    /// It leaves the clause out, for this reason.
    Remove(String),
}

impl Change {
    /// Its name in views.
    pub(in crate::render) fn name(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Override(..) => "override",
            Self::Append(_) => "append",
            Self::Remove(_) => "remove",
        }
    }
}

impl Clause {
    /// Its title, that of the variant first.
    pub(in crate::render) fn own_title(&self) -> &str {
        match &self.change {
            Change::Override(Some(title), _) => title,
            _ => &self.title,
        }
    }

    /// Whether a variant differs from its base here.
    pub(in crate::render) fn differs(&self) -> bool {
        !matches!(self.change, Change::None) || !self.values.is_empty()
    }
}

/// The pieces of a policy, without explained terms: for pages that show them side by side.
///
/// # Errors
/// A block whose template fails.
pub(in crate::render) fn pieces(
    scene: Scene<'_>,
    id: ItemId,
    doc: DocId,
    language: usize,
) -> Result<Vec<Piece>, Box<Diagnostic>> {
    let item = scene.site.item(id);
    // Slides are for everybody and explain no terms.
    let mut renderer = Renderer::new(scene, item, language, Reading::Slides);
    renderer.own_doc = Some(doc);
    renderer.pieces(id, doc)
}

/// The part of a body between two places.
struct Segment {
    /// The block that it is the inside of.
    block: Option<u32>,
    ops: Range<usize>,
    html: Range<usize>,
}

/// A body's clauses, or a variant's changes, with the text around them.
fn segments(body: &Body) -> Vec<Segment> {
    let place = |index: usize| body.ops[index].at as usize;
    let mut found = Vec::new();
    let mut depth = 0;
    let mut open: Option<(usize, u32)> = None;
    let (mut from, mut from_html) = (0, 0);
    for (index, op) in body.ops.iter().enumerate() {
        match op.kind {
            OpKind::Open(block) => {
                if depth == 0 && body.blocks[block as usize].is_clause() {
                    found.push(Segment {
                        block: None,
                        ops: from..index,
                        html: from_html..place(index),
                    });
                    open = Some((index, block));
                }
                depth += 1;
            }
            OpKind::Close => {
                depth -= 1;
                if depth > 0 {
                    continue;
                }
                if let Some((start, block)) = open.take() {
                    found.push(Segment {
                        block: Some(block),
                        ops: start + 1..index,
                        html: place(start)..place(index),
                    });
                    (from, from_html) = (index + 1, place(index));
                }
            }
            _ => {}
        }
    }
    found.push(Segment {
        block: None,
        ops: from..body.ops.len(),
        html: from_html..body.html.len(),
    });
    found
}

impl Renderer<'_> {
    /// The text of a policy as a page shows it, and the clauses for its list of contents: id,
    /// number and title.
    pub(super) fn policy(
        &mut self,
        id: ItemId,
        doc: DocId,
    ) -> Result<(String, Contents), Box<Diagnostic>> {
        let mut html = String::new();
        let mut contents = Vec::new();
        let own_language = self.text_language(doc);
        for piece in self.pieces(id, doc)? {
            match piece {
                Piece::Text(words) if words.language == own_language => {
                    html.push_str(&words.html);
                }
                Piece::Text(words) => {
                    let texts = &self.scene.theme.texts[words.language];
                    html.push_str(&format!(
                        "<div lang=\"{}\" dir=\"{}\">{}</div>",
                        texts.lang,
                        texts.locale.direction().as_str(),
                        words.html
                    ));
                }
                Piece::Clause(clause) => {
                    contents.push((clause.id.clone(), contents_title(&clause)));
                    let view = self.clause_view(id, own_language, clause);
                    html.push_str(&self.block_html(own_language, view)?);
                }
            }
        }
        Ok((html, contents))
    }

    fn pieces(&mut self, id: ItemId, doc: DocId) -> Result<Vec<Piece>, Box<Diagnostic>> {
        let scene = self.scene;
        let base = scene.site.policy_base_doc(id, doc).unwrap_or(doc);
        let own = (base != doc).then_some(doc);
        let mut pieces = Vec::new();
        if let Some(own) = own {
            let body = &scene.documents[own.0 as usize].body;
            if let Some(first) = segments(body).into_iter().next() {
                let words = self.words(own, first)?;
                if !words.html.trim().is_empty() {
                    pieces.push(Piece::Text(words));
                }
            }
        }
        // A variant's own introduction stands instead of the base's.
        let mut is_introduced = !pieces.is_empty();
        let mut number = 0;
        let body = &scene.documents[base.0 as usize].body;
        for segment in segments(body) {
            let Some(block) = segment.block.map(|block| &body.blocks[block as usize]) else {
                if !std::mem::take(&mut is_introduced) {
                    pieces.push(Piece::Text(self.words(base, segment)?));
                }
                continue;
            };
            number += 1;
            let clause = block.id.as_deref().unwrap_or_default();
            let values = self.own_values(id, base, &segment.ops, self.text_language(doc));
            let change = match own {
                Some(own) => self.change(own, clause)?,
                None => Change::None,
            };
            pieces.push(Piece::Clause(Clause {
                id: clause.to_owned(),
                number,
                title: block.title.as_deref().unwrap_or_default().to_owned(),
                level: block.level,
                common: self.words(base, segment)?,
                values: match change {
                    Change::None | Change::Append(_) => values,
                    Change::Override(..) | Change::Remove(_) => Vec::new(),
                },
                change,
            }));
        }
        Ok(pieces)
    }

    fn words(&mut self, doc: DocId, segment: Segment) -> Result<Words, Box<Diagnostic>> {
        Ok(Words {
            html: self.part(doc, segment.ops, segment.html)?,
            language: self.text_language(doc),
        })
    }

    /// What a variant's text does with a clause of the base.
    fn change(&mut self, own: DocId, clause: &str) -> Result<Change, Box<Diagnostic>> {
        let scene = self.scene;
        let body = &scene.documents[own.0 as usize].body;
        let found = segments(body).into_iter().find_map(|segment| {
            let block = &body.blocks[segment.block? as usize];
            (block.id.as_deref() == Some(clause)).then_some((segment, block))
        });
        let Some((segment, block)) = found else {
            return Ok(Change::None);
        };
        let html = self.words(own, segment)?.html;
        Ok(match &*block.name {
            "override" => Change::Override(block.title.as_deref().map(str::to_owned), html),
            "append" => Change::Append(html),
            "remove" => Change::Remove(html),
            _ => Change::None,
        })
    }

    /// The variables within a piece of the base whose values are the variant's own.
    fn own_values(
        &self,
        id: ItemId,
        base: DocId,
        ops: &Range<usize>,
        language: usize,
    ) -> Vec<(String, String, String)> {
        let site = self.scene.site;
        let document = &self.scene.documents[base.0 as usize];
        let mut named: Vec<&str> = Vec::new();
        for op in &document.body.ops[ops.clone()] {
            named.extend(match op.kind {
                OpKind::Variable(index) => Some(&*document.refs.variables[index as usize].0),
                OpKind::Open(index) => document.body.blocks[index as usize].attribute("variable"),
                _ => None,
            });
        }
        let texts = &self.scene.theme.texts[language];
        let variables = site.policy_variables(id).into_iter();
        variables
            .filter(|held| named.contains(&held.variable.id.as_str()))
            .filter_map(|held| {
                let own = site.policy_setting(id, held);
                (own != *held.base).then(|| {
                    (
                        held.variable
                            .name
                            .get(&texts.lang)
                            .unwrap_or_default()
                            .to_owned(),
                        setting_text(texts, held.variable, &own),
                        setting_text(texts, held.variable, held.base),
                    )
                })
            })
            .collect()
    }

    /// A clause as its template sees it, with what differs in words.
    fn clause_view(&self, id: ItemId, language: usize, clause: Clause) -> BlockView {
        let texts = &self.scene.theme.texts[language];
        let organisation = self
            .scene
            .site
            .policy_organisation(id)
            .and_then(|own| organisation_name(self.scene, own, language))
            .unwrap_or_default();
        let words = |key: &str| {
            let values = [("organisation".to_owned(), organisation.clone())];
            fill(texts, key, None, &values)
        };
        let values: Vec<String> = clause
            .values
            .iter()
            .map(|value| value_words(texts, value))
            .collect();
        let spoken = clause.common.language;
        let other = (spoken != language).then(|| &self.scene.theme.texts[spoken]);
        let is_common = matches!(clause.change, Change::None | Change::Append(_));
        let other_title = match &clause.change {
            Change::Override(Some(_), _) => None,
            _ => other,
        };
        let state = clause.change.name();
        let title = clause.own_title().to_owned();
        let mut items = Vec::new();
        let (body, label) = match clause.change {
            Change::None => (clause.common.html, None),
            Change::Override(_, own) => (own, Some(words("policy_override"))),
            Change::Remove(own) => (own, Some(words("policy_remove"))),
            Change::Append(own) => {
                items.push(BlockView {
                    body: own,
                    label: Some(words("policy_append")),
                    ..BlockView::default()
                });
                (clause.common.html, None)
            }
        };
        let label = label.or_else(|| {
            (!values.is_empty()).then(|| format!("{} {}", words("policy_values"), values.join(" ")))
        });
        let attribute = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let mut attributes = vec![attribute("state", state)];
        if let Some(texts) = other_title {
            attributes.push(attribute("title-lang", texts.lang.as_str()));
        }
        if let Some(texts) = other.filter(|_| is_common) {
            attributes.push(attribute("lang", texts.lang.as_str()));
            attributes.push(attribute("dir", texts.locale.direction().as_str()));
        }
        BlockView {
            name: "clause".to_owned(),
            id: Some(clause.id),
            title: Some(title),
            body,
            attributes: attributes.into_iter().collect(),
            items,
            label,
            level: clause.level,
            number: Some(clause.number),
            ..BlockView::default()
        }
    }

    /// The value of a variable of the page's policy, as it stands in a sentence.
    pub(super) fn variable(&self, name: &str, language: usize) -> Option<String> {
        let (variable, setting) = self.setting(name)?;
        let texts = &self.scene.theme.texts[language];
        Some(setting_text(texts, variable, setting))
    }

    /// Whether a variable of the page's policy has the value that an `only` block names.
    pub(super) fn has_value(&self, block: &Block) -> bool {
        let (Some(name), Some(value)) = (block.attribute("variable"), block.attribute("value"))
        else {
            return true;
        };
        self.setting(name).is_some_and(|(variable, setting)| {
            variable.setting_of_word(value).as_ref() == Ok(setting)
        })
    }

    fn setting(&self, name: &str) -> Option<(&Variable, &Setting)> {
        let found = self.settings.iter();
        let mut found = found.filter(|(variable, _)| variable.id == name);
        found.next().map(|(variable, setting)| (*variable, setting))
    }
}

/// The variables of a policy with their values; nothing for other items.
pub(super) fn settings(scene: Scene<'_>, item: ItemId) -> Vec<(&Variable, Setting)> {
    let site = scene.site;
    let variables = site.policy_variables(item).into_iter();
    variables
        .map(|held| (held.variable, site.policy_setting(item, held)))
        .collect()
}

/// `Days a week: 3 days (in the common policy: 2 days).`
pub(in crate::render) fn value_words(
    texts: &crate::theme::Texts,
    (name, own, base): &(String, String, String),
) -> String {
    let values = [
        ("name".to_owned(), name.clone()),
        ("own".to_owned(), own.clone()),
        ("base".to_owned(), base.clone()),
    ];
    fill(texts, "policy_value", None, &values)
}

/// `3. Place`, without markup and soft hyphens.
fn contents_title(clause: &Clause) -> String {
    format!("{}. {}", clause.number, plain(clause.own_title()))
}

/// A title without markup and soft hyphens.
pub(in crate::render) fn plain(html: &str) -> String {
    crate::parse::plain_text(html)
}
