//! A `:::` block against its schema: name, title, attributes, content.

use crate::base::{Code, Diagnostic, SourcePath, Span, TextRange, suggest};
use crate::parse::body::{Block, is_clause_name};
use crate::parse::directive::{Marker, MarkerKind, Opening};
use crate::parse::document::Context;
use crate::parse::fields::AUDIENCES;
use crate::parse::tree::{Kind, Node, NodeId, Tree};
use crate::theme::{AttributeType, BlockBody, BlockSchema, BlockTitle, Texts};

/// What a block is read from.
#[derive(Clone, Copy)]
pub(super) struct BlockInput<'a> {
    pub(super) context: Context<'a>,
    pub(super) language: &'a Texts,
    pub(super) path: &'a SourcePath,
    pub(super) marker: &'a Marker,
}

/// Reads a block; nothing when there is none of its name.
pub(super) fn read(
    input: BlockInput<'_>,
    tree: &Tree<'_>,
    node: &Node<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Option<Block> {
    let MarkerKind::Open(opening) = &input.marker.kind else {
        return None;
    };
    let Some(name) = canonical(input, &opening.name.0) else {
        sink.push(unknown(input, opening));
        return None;
    };
    let schema = &input.context.theme.blocks[name];
    let span = |range: TextRange| Span::new(input.path, range);
    match (schema.title, &opening.title) {
        (BlockTitle::Required, None) => sink.push(
            Diagnostic::new(
                Code::BlockTitle,
                span(input.marker.range),
                format!("the block `{name}` needs a title"),
            )
            .help(format!("write `:::{}[Title]`", opening.name.0)),
        ),
        (BlockTitle::None, Some((_, range))) => sink.push(
            Diagnostic::new(
                Code::BlockTitle,
                span(*range),
                format!("the block `{name}` has no title"),
            )
            .help("take the text in brackets away"),
        ),
        _ => {}
    }
    for range in &opening.attributes.malformed {
        sink.push(
            Diagnostic::new(
                Code::BlockAttribute,
                span(*range),
                "cannot read this attribute",
            )
            .help("write `#id`, `key=value` or `key=\"two words\"`"),
        );
    }
    attributes(input, name, schema, opening, sink);
    clause_id(input, name, opening, sink);
    content(input, name, schema, tree, node, sink);
    Some(Block {
        name: name.into(),
        id: opening
            .attributes
            .id
            .as_ref()
            .map(|(id, _)| id.as_str().into()),
        title: opening
            .title
            .as_ref()
            .map(|(title, _)| title.as_str().into()),
        attributes: opening
            .attributes
            .pairs
            .iter()
            .map(|(key, value, _)| (key.as_str().into(), value.as_str().into()))
            .collect(),
        audience: schema.audience,
        level: 2,
        range: input.marker.range,
        end: node.range.end,
    })
}

/// The name that templates have for the block `written`.
fn canonical<'a>(input: BlockInput<'a>, written: &str) -> Option<&'a str> {
    let theme = input.context.theme;
    let known = |name: &str| {
        theme
            .blocks
            .get_key_value(name)
            .map(|(name, _)| name.as_str())
    };
    known(written)
        .or_else(|| known(input.language.block_aliases.get(written)?))
        .or_else(|| {
            theme
                .texts
                .iter()
                .find_map(|texts| known(texts.block_aliases.get(written)?))
        })
}

fn unknown(input: BlockInput<'_>, opening: &Opening) -> Diagnostic {
    let (written, range) = &opening.name;
    let theme = input.context.theme;
    let names: Vec<&str> = theme
        .blocks
        .keys()
        .chain(input.language.block_aliases.keys())
        .map(String::as_str)
        .collect();
    Diagnostic::new(
        Code::UnknownBlock,
        Span::new(input.path, *range),
        format!("no block `{written}`"),
    )
    .help("see the authors' guide for the blocks there are")
    .maybe_help(suggest::nearest(written, names).map(|name| format!("did you mean `{name}`?")))
}

fn attributes(
    input: BlockInput<'_>,
    name: &str,
    schema: &BlockSchema,
    opening: &Opening,
    sink: &mut Vec<Diagnostic>,
) {
    let mut report = |range: TextRange, message: String, help: Option<String>| {
        sink.push(
            Diagnostic::new(Code::BlockAttribute, Span::new(input.path, range), message)
                .maybe_help(help),
        );
    };
    for (key, value, range) in &opening.attributes.pairs {
        let Some(attribute) = schema.attributes.get(key) else {
            let known: Vec<&str> = schema.attributes.keys().map(String::as_str).collect();
            let help = suggest::help(key, known)
                .unwrap_or_else(|| "this block has no attributes".to_owned());
            report(
                *range,
                format!("the block `{name}` has no attribute `{key}`"),
                Some(help),
            );
            continue;
        };
        let expected = match &attribute.kind {
            AttributeType::Text => (value.is_empty()).then(|| "a text".to_owned()),
            AttributeType::Number => value
                .parse::<i64>()
                .is_err()
                .then(|| "a whole number".to_owned()),
            AttributeType::Bool => (!matches!(value.as_str(), "true" | "false"))
                .then(|| "`true` or `false`".to_owned()),
            AttributeType::OneOf(words) => (!words.contains(value)).then(|| {
                let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                format!("one of {}", words.join(", "))
            }),
        };
        if let Some(expected) = expected {
            report(
                *range,
                format!("`{key}` must be {expected}"),
                Some(format!("found `{value}`")),
            );
        }
        let organisations = &input.context.config.organisations;
        if name == "only" && key == "organisation" && !organisations.contains_key(value) {
            let known: Vec<&str> = organisations.keys().map(String::as_str).collect();
            let help = suggest::help(value, known)
                .unwrap_or_else(|| "declare it under `[organisations]` in `site.toml`".to_owned());
            report(*range, format!("no organisation `{value}`"), Some(help));
        }
        if name == "only" && key == "audience" && !AUDIENCES.contains(&value.as_str()) {
            let help = suggest::help(value, AUDIENCES.iter().copied());
            report(*range, format!("no audience `{value}`"), help);
        }
    }
    for (key, attribute) in &schema.attributes {
        if attribute.is_required
            && !opening
                .attributes
                .pairs
                .iter()
                .any(|(name, ..)| name == key)
        {
            report(
                input.marker.range,
                format!("the block `{name}` needs the attribute `{key}`"),
                Some(format!("write `:::{}{{{key}=…}}`", opening.name.0)),
            );
        }
    }
}

/// Clauses, and what a variant does with them, are known by their ids.
fn clause_id(input: BlockInput<'_>, name: &str, opening: &Opening, sink: &mut Vec<Diagnostic>) {
    let is_clause = is_clause_name(name);
    let has = |key: &str| {
        opening
            .attributes
            .pairs
            .iter()
            .any(|(name, ..)| name == key)
    };
    let place = Span::new(input.path, input.marker.range);
    if is_clause && opening.attributes.id.is_none() {
        let title = if name == "clause" { "[Title]" } else { "" };
        sink.push(
            Diagnostic::new(
                Code::BlockAttribute,
                place,
                format!("the block `{name}` needs the id of its clause"),
            )
            .help(format!("write `:::{}{title}{{#days}}`", opening.name.0)),
        );
    } else if name == "only" && has("variable") != has("value") {
        sink.push(
            Diagnostic::new(
                Code::BlockAttribute,
                place,
                "`variable` and `value` belong together",
            )
            .help(format!(
                "write `:::{}{{variable=days value=2}}`",
                opening.name.0
            )),
        );
    }
}

fn content(
    input: BlockInput<'_>,
    name: &str,
    schema: &BlockSchema,
    tree: &Tree<'_>,
    node: &Node<'_>,
    sink: &mut Vec<Diagnostic>,
) {
    let kinds: Vec<&Kind<'_>> = node.children.iter().map(|id| &tree.get(*id).kind).collect();
    let (is_right, expected) = match schema.body {
        BlockBody::Markdown => (!kinds.is_empty(), "some text"),
        BlockBody::List => (matches!(kinds.as_slice(), [Kind::List(_)]), "one list"),
        BlockBody::Image => (only_image(tree, node).is_some(), "one picture"),
        BlockBody::Blocks => (
            !kinds.is_empty() && kinds.iter().all(|kind| matches!(kind, Kind::Block(_))),
            "only other blocks",
        ),
        BlockBody::None => (kinds.is_empty(), "nothing"),
    };
    if !is_right {
        let help = match schema.body {
            BlockBody::List => "put the rest before or after the block",
            BlockBody::Image => "write `![what the picture shows](file.svg)` inside",
            BlockBody::Blocks => "put the text into the blocks inside",
            BlockBody::None => "close it with `:::` right away",
            BlockBody::Markdown if name == "chart" => {
                "write the sentence that says what the chart shows"
            }
            BlockBody::Markdown => "write something inside, or take the block out",
        };
        sink.push(
            Diagnostic::new(
                Code::BlockContent,
                Span::new(input.path, input.marker.range),
                format!("the block `{name}` must hold {expected}"),
            )
            .help(help),
        );
    }
}

/// The picture that is all a block holds.
pub(super) fn only_image(tree: &Tree<'_>, node: &Node<'_>) -> Option<NodeId> {
    let [paragraph] = node.children.as_slice() else {
        return None;
    };
    let paragraph = tree.get(*paragraph);
    let [image] = paragraph.children.as_slice() else {
        return None;
    };
    (paragraph.kind == Kind::Paragraph && matches!(tree.get(*image).kind, Kind::Image { .. }))
        .then_some(*image)
}
