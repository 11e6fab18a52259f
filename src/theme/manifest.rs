//! `theme.toml`: what a theme extends, and the blocks it knows.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, Source, Span, TextRange};
use crate::data::{Field, Shape, Table, schema};

/// Whether a block has a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockTitle {
    /// It must.
    Required,
    /// It may.
    Optional,
    /// It must not.
    None,
}

/// What a block must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockBody {
    /// Any text.
    Markdown,
    /// One list.
    List,
    /// One picture.
    Image,
    /// Only other blocks.
    Blocks,
    /// Nothing.
    None,
}

/// What an attribute's value must be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum AttributeType {
    /// Any text.
    Text,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Bool,
    /// One of these words.
    OneOf(Vec<String>),
}

/// An attribute of a block.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AttributeSchema {
    /// What its value must be.
    pub kind: AttributeType,
    /// Whether the block needs it.
    pub is_required: bool,
}

/// Who sees a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BlockAudience {
    /// Everybody.
    #[default]
    Everyone,
    /// Trainers alone, on the trainer's page: no word of it is in what learners get.
    Trainer,
    /// The slides and the trainer's page.
    Slides,
}

/// What a block looks like in a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BlockSchema {
    /// Whether it has a title.
    pub title: BlockTitle,
    /// What it holds.
    pub body: BlockBody,
    /// Who sees it.
    pub audience: BlockAudience,
    /// The blocks that it may stand in, `page` for the top level; empty for anywhere.
    pub within: Vec<String>,
    /// Its attributes by name.
    pub attributes: BTreeMap<String, AttributeSchema>,
}

/// What `theme.toml` says.
pub(super) struct Manifest {
    pub(super) extends: Option<(String, TextRange)>,
    pub(super) blocks: BTreeMap<String, BlockSchema>,
}

const ATTRIBUTE: &[Field] = &[
    Field::new(
        "type",
        Shape::OneOf(&["text", "number", "bool", "one-of"]),
        "What the value must be.",
    ),
    Field::new(
        "values",
        Shape::List(&Shape::Text),
        "The words of `one-of`.",
    ),
    Field::new("required", Shape::Bool, "Whether the block needs it."),
];

const BLOCK: &[Field] = &[
    Field::new(
        "title",
        Shape::OneOf(&["required", "optional", "none"]),
        "Whether the block has a title.",
    ),
    Field::new(
        "body",
        Shape::OneOf(&["markdown", "list", "image", "blocks", "none"]),
        "What the block holds.",
    ),
    Field::new(
        "audience",
        Shape::OneOf(&["everyone", "trainer", "slides"]),
        "Who sees the block.",
    ),
    Field::new(
        "within",
        Shape::List(&Shape::Text),
        "The blocks that it may stand in; `page` is the top level.",
    ),
    Field::new(
        "attributes",
        Shape::Map(&Shape::Table(ATTRIBUTE)),
        "The attributes it knows.",
    ),
];

const THEME: &[Field] = &[
    Field::new("name", Shape::Text, "The theme's name."),
    Field::new("description", Shape::Text, "The theme in one sentence."),
    Field::new("extends", Shape::Text, "The theme it builds upon."),
    Field::new(
        "blocks",
        Shape::Map(&Shape::Table(BLOCK)),
        "The blocks it has a template for.",
    ),
];

/// Reads a `theme.toml`.
pub(super) fn parse(file: &Source, sink: &mut Vec<Diagnostic>) -> Manifest {
    let Some(text) = super::load::text_of(file, sink) else {
        return Manifest {
            extends: None,
            blocks: BTreeMap::new(),
        };
    };
    let table = crate::data::toml::parse(&file.path, text, 0, Code::UnreadableConfig, sink);
    schema::check(&file.path, &table, THEME, sink);
    let mut blocks = BTreeMap::new();
    for (key, value) in table
        .table("blocks")
        .map(|t| t.entries.as_slice())
        .unwrap_or_default()
    {
        if !is_block_name(&key.name) {
            sink.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    Span::new(&file.path, key.range),
                    format!("`{}` cannot be the name of a block", key.name),
                )
                .help("use small letters, digits and hyphens"),
            );
        }
        if let Some(entry) = value.as_table() {
            blocks.insert(key.name.clone(), block(entry));
        }
    }
    Manifest {
        extends: table
            .get("extends")
            .and_then(|value| Some((value.as_text()?.to_owned(), value.range))),
        blocks,
    }
}

/// Whether a block can have this name.
pub(crate) fn is_block_name(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_alphabetic)
        && name
            .chars()
            .all(|c| c == '-' || (c.is_alphanumeric() && !c.is_uppercase()))
}

fn block(entry: &Table) -> BlockSchema {
    let attributes = entry
        .table("attributes")
        .map(|table| table.entries.as_slice());
    BlockSchema {
        title: match entry.text("title") {
            Some("required") => BlockTitle::Required,
            Some("none") => BlockTitle::None,
            _ => BlockTitle::Optional,
        },
        body: match entry.text("body") {
            Some("list") => BlockBody::List,
            Some("image") => BlockBody::Image,
            Some("blocks") => BlockBody::Blocks,
            Some("none") => BlockBody::None,
            _ => BlockBody::Markdown,
        },
        audience: match entry.text("audience") {
            Some("trainer") => BlockAudience::Trainer,
            Some("slides") => BlockAudience::Slides,
            _ => BlockAudience::Everyone,
        },
        within: entry.texts("within"),
        attributes: attributes
            .unwrap_or_default()
            .iter()
            .filter_map(|(key, value)| Some((key.name.clone(), attribute(value.as_table()?))))
            .collect(),
    }
}

fn attribute(entry: &Table) -> AttributeSchema {
    AttributeSchema {
        kind: match entry.text("type") {
            Some("number") => AttributeType::Number,
            Some("bool") => AttributeType::Bool,
            Some("one-of") => AttributeType::OneOf(entry.texts("values")),
            _ => AttributeType::Text,
        },
        is_required: entry.bool("required").unwrap_or(false),
    }
}
