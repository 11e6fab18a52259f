//! The examples of the CommonMark specification: opas reads them as the specification does.
//!
//! Every example becomes the text of a page, and every file that one of them links to exists. The
//! body of the page is compared with what pulldown-cmark alone, without extensions, makes of the
//! example, tag by tag and text by text. Before that, [`Expected`] and [`as_written`] do to the one
//! and undo in the other what opas does to every text; an example that differs even so is in
//! [`BY_DESIGN`] or [`BUGS`], and no other is.

use std::collections::BTreeMap;
use std::path::Path;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};
use serde::Deserialize;

use crate::site::{outputs, site};

const TERM: &str = "words between double square brackets are a term of the glossary";

/// What opas reads or writes otherwise on purpose, and why.
const BY_DESIGN: &[(usize, &str)] = &[
    (
        200,
        "a link that leads nowhere is reported and has no address",
    ),
    (
        485,
        "a link that leads nowhere is reported and has no address",
    ),
    (
        486,
        "a link that leads nowhere is reported and has no address",
    ),
    (
        487,
        "a link that leads nowhere is reported and has no address",
    ),
    (548, TERM),
    (559, TERM),
    (
        567,
        "a link that leads nowhere is reported and has no address",
    ),
    (590, TERM),
    (596, "`irc` is none of the schemes that a link may have"),
    (598, "`a+b+c` is none of the schemes that a link may have"),
    (
        599,
        "`made-up-scheme` is none of the schemes that a link may have",
    ),
    (
        601,
        "`localhost` is none of the schemes that a link may have",
    ),
];

/// What opas reads or writes otherwise and should not; to be mended.
const BUGS: &[(usize, &str)] = &[];

/// What pulldown-cmark alone reads otherwise than the specification says.
const OF_PULLDOWN_CMARK: &[usize] = &[];

/// Sites whose texts may hold any HTML, and no marks of a language.
const SITE: &str = r#"
base_url = "https://site.example/"
[[languages]]
code = "en"
name = "Site"
[markdown]
raw_html = "trust"
smart_punctuation = false
soft_hyphens = false
"#;

/// Stands before and after the body of a page.
const BODY: &str = "<!--body-->";

#[derive(Deserialize)]
struct Example {
    number: usize,
    section: String,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/commonmark-0.31.2.json");
    let text = std::fs::read_to_string(path).expect("the examples can be read");
    let examples: Vec<Example> = serde_json::from_str(&text).expect("the examples are sound");
    assert_eq!(examples.len(), 652, "the specification has 652 examples");
    examples
}

#[test]
fn pulldown_cmark_reads_the_examples_as_the_specification_says() {
    let differing: Vec<usize> = examples()
        .iter()
        .filter(|example| {
            let mut out = String::new();
            html::push_html(
                &mut out,
                Parser::new_ext(&example.markdown, Options::empty()),
            );
            tokens(&out) != tokens(&example.html)
        })
        .map(|example| example.number)
        .collect();
    assert_eq!(differing, OF_PULLDOWN_CMARK);
}

#[test]
fn opas_reads_the_examples_as_pulldown_cmark_does() {
    let examples = examples();
    let expected: Vec<Expected> = examples
        .iter()
        .map(|example| Expected::new(&example.markdown))
        .collect();
    let found = bodies(&examples, &expected);
    let mut failed = Vec::new();
    for (example, expected) in examples.iter().zip(&expected) {
        let found = &found[&example.number];
        let is_equal = tokens(&expected.html) == as_written(tokens(found));
        let is_listed = BY_DESIGN
            .iter()
            .chain(BUGS)
            .any(|(number, _)| *number == example.number);
        match (is_equal, is_listed) {
            (true, true) => failed.push(format!(
                "{} ({}) is listed and is read as it should be",
                example.number, example.section
            )),
            (false, false) => failed.push(format!(
                "{} ({})\n  text     {:?}\n  expected {:?}\n  found    {found:?}",
                example.number, example.section, example.markdown, expected.html
            )),
            _ => {}
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn exceptions_are_sorted_and_have_a_reason() {
    for list in [BY_DESIGN, BUGS] {
        assert!(list.is_sorted_by(|(a, _), (b, _)| a < b));
        assert!(list.iter().all(|(_, reason)| !reason.is_empty()));
    }
}

/// The bodies of all examples by their number, from one site.
fn bodies(examples: &[Example], expected: &[Expected]) -> BTreeMap<usize, String> {
    let mut files: BTreeMap<String, String> = examples
        .iter()
        .map(|example| {
            // With front matter no example's first lines are taken for it, nor a heading for the title.
            let text = format!("+++\ntitle = \"T\"\n+++\n{}", example.markdown);
            (format!("content/example-{}.md", example.number), text)
        })
        .collect();
    for target in expected.iter().flat_map(|expected| &expected.files) {
        files.insert(format!("content/{target}"), "# T\n".to_owned());
    }
    files.insert("content/index.md".to_owned(), "# T\n".to_owned());
    files.insert("site.toml".to_owned(), SITE.to_owned());
    files.insert(
        "themes/selkea/templates/page.html".to_owned(),
        format!(
            "{{% extends \"base.html\" %}}{{% block content %}}{BODY}{{{{ page.body | safe }}}}{BODY}{{% block before_body %}}{{% endblock %}}{{% block after_body %}}{{% endblock %}}{{% endblock %}}"
        ),
    );
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let compiled = site(&files);
    let mut outputs = outputs(&compiled);
    examples
        .iter()
        .map(|example| {
            let address = format!("en/example-{}/index.html", example.number);
            let bytes = outputs.remove(&address).expect("every example has a page");
            let html = String::from_utf8(bytes).expect("pages are UTF-8");
            let body = html.split(BODY).nth(1).expect("every page has its body");
            (example.number, body.to_owned())
        })
        .collect()
}

/// What pulldown-cmark makes of an example when it is told the rules of opas.
struct Expected {
    html: String,
    /// The files that it links to, below `content/`.
    files: Vec<String>,
}

impl Expected {
    /// The rules: the page's title is the only heading of level 1; a link to a file leads to where
    /// that is published; a picture that stands alone has its title below it, others have none.
    fn new(markdown: &str) -> Self {
        let mut files = Vec::new();
        let events: Vec<Event<'_>> = Parser::new_ext(markdown, Options::empty())
            .map(|event| match event {
                Event::Start(Tag::Heading {
                    level: HeadingLevel::H1,
                    id,
                    classes,
                    attrs,
                }) => Event::Start(Tag::Heading {
                    level: HeadingLevel::H2,
                    id,
                    classes,
                    attrs,
                }),
                Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                    Event::End(TagEnd::Heading(HeadingLevel::H2))
                }
                Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                }) if link_type != LinkType::Email => Event::Start(Tag::Link {
                    link_type,
                    dest_url: published(dest_url, &mut files),
                    title,
                    id,
                }),
                Event::Start(Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    id,
                }) => Event::Start(Tag::Image {
                    link_type,
                    dest_url: published(dest_url, &mut files),
                    title,
                    id,
                }),
                other => other,
            })
            .collect();
        let mut html = String::new();
        html::push_html(&mut html, pictures(events).into_iter());
        Self { html, files }
    }
}

/// Where a link to a file leads; addresses elsewhere and places on the page stay.
fn published<'a>(target: CowStr<'a>, files: &mut Vec<String>) -> CowStr<'a> {
    let (path, fragment) = match target.split_once('#') {
        Some((path, fragment)) => (path, format!("#{fragment}")),
        None => (&*target, String::new()),
    };
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let path = path.trim_start_matches("./").trim_start_matches('/');
    let is_scheme = |text: &str| {
        text.chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    if path.is_empty()
        || path
            .split_once(':')
            .is_some_and(|(text, _)| is_scheme(text))
    {
        return target;
    }
    files.push(path.to_owned());
    match path.strip_suffix(".md") {
        Some(stem) => format!("/en/{stem}/{fragment}").into(),
        None => format!("/files/{path}{fragment}").into(),
    }
}

/// Titles of pictures: a caption below one that is all a paragraph holds, nothing elsewhere.
fn pictures(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out: Vec<Event<'_>> = Vec::new();
    let mut depth = 0_usize;
    // Where the picture began, and its title.
    let mut picture: Option<(usize, String)> = None;
    let mut caption: Option<String> = None;
    for event in events {
        match event {
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                if depth == 0 {
                    picture = Some((out.len(), title.to_string()));
                }
                depth += 1;
                out.push(Event::Start(Tag::Image {
                    link_type,
                    dest_url,
                    title: "".into(),
                    id,
                }));
            }
            Event::End(TagEnd::Image) => {
                depth -= 1;
                out.push(Event::End(TagEnd::Image));
                if depth == 0
                    && let Some((at, title)) = picture.take()
                    && !title.is_empty()
                    && matches!(
                        at.checked_sub(1).map(|before| &out[before]),
                        Some(Event::Start(Tag::Paragraph))
                    )
                {
                    caption = Some(title);
                }
            }
            Event::End(TagEnd::Paragraph) if caption.is_some() => {
                let title = caption.take().unwrap_or_default();
                let begin = out
                    .iter()
                    .rposition(|event| matches!(event, Event::Start(Tag::Paragraph)))
                    .expect("a paragraph is open");
                out[begin] = Event::Html("<figure>".into());
                out.push(Event::Html("<figcaption>".into()));
                out.push(Event::Text(title.into()));
                out.push(Event::Html("</figcaption></figure>".into()));
            }
            other => {
                if depth == 0 {
                    // Something stands beside the picture.
                    caption = None;
                }
                out.push(other);
            }
        }
    }
    out
}

/// A piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A tag that opens: its name and its attributes in the order of their names.
    Open(String, BTreeMap<String, String>),
    /// A tag that closes.
    Close(String),
    /// Text; outside `<pre>` all white space is one space, and none beside a block.
    Text(String),
    /// A comment, an instruction or a declaration.
    Other(String),
}

/// Takes away what opas adds to every text.
fn as_written(tokens: Vec<Token>) -> Vec<Token> {
    tokens
        .into_iter()
        .map(|token| match token {
            Token::Open(name, mut attributes) => {
                match name.as_str() {
                    // Made from the words of the heading.
                    "h2" | "h3" | "h4" | "h5" | "h6" => attributes.remove("id"),
                    // Code that scrolls can be reached by keyboard.
                    "pre" if attributes.get("tabindex").is_some_and(|index| index == "0") => {
                        attributes.remove("tabindex")
                    }
                    "p" if attributes
                        .get("class")
                        .is_some_and(|class| class == "image") =>
                    {
                        attributes.remove("class")
                    }
                    "img" => attributes
                        .remove("decoding")
                        .and(attributes.remove("loading")),
                    _ => None,
                };
                Token::Open(name, attributes)
            }
            other => other,
        })
        .collect()
}

/// Elements beside which white space means nothing.
const BLOCKS: &[&str] = &[
    "blockquote",
    "br",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "script",
    "style",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Reads HTML; what does not end is text.
fn tokens(html: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut text = String::new();
    let mut pre = 0_usize;
    let mut rest = html;
    while !rest.is_empty() {
        let token = if rest.starts_with('<') {
            tag(rest)
        } else {
            None
        };
        let Some((token, length)) = token else {
            let next = rest.char_indices().skip(1).find(|(_, c)| *c == '<');
            let length = next.map_or(rest.len(), |(at, _)| at);
            text.push_str(&unescape(&rest[..length]));
            rest = &rest[length..];
            continue;
        };
        push_text(&mut tokens, &mut text, pre > 0);
        match &token {
            Token::Open(name, _) if name == "pre" => pre += 1,
            Token::Close(name) if name == "pre" => pre = pre.saturating_sub(1),
            _ => {}
        }
        tokens.push(token);
        rest = &rest[length..];
    }
    push_text(&mut tokens, &mut text, pre > 0);
    trim_beside_blocks(tokens)
}

fn push_text(tokens: &mut Vec<Token>, text: &mut String, is_pre: bool) {
    let text = std::mem::take(text);
    if is_pre {
        tokens.push(Token::Text(text));
    } else if !text.is_empty() {
        let mut joined = String::new();
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' if joined.ends_with(' ') => {}
                ' ' | '\t' | '\n' | '\r' => joined.push(' '),
                c => joined.push(c),
            }
        }
        tokens.push(Token::Text(joined));
    }
}

fn trim_beside_blocks(tokens: Vec<Token>) -> Vec<Token> {
    let is_block = |token: Option<&Token>| match token {
        None => true,
        Some(Token::Open(name, _) | Token::Close(name)) => BLOCKS.contains(&name.as_str()),
        Some(Token::Text(_) | Token::Other(_)) => false,
    };
    let is_pre =
        |token: Option<&Token>| matches!(token, Some(Token::Open(name, _)) if name == "pre");
    let mut out = Vec::with_capacity(tokens.len());
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        if is_pre(Some(token)) {
            depth += 1;
        } else if matches!(token, Token::Close(name) if name == "pre") {
            depth = depth.saturating_sub(1);
        }
        let Token::Text(text) = token else {
            out.push(token.clone());
            continue;
        };
        let mut text = text.as_str();
        if depth == 0 {
            if is_block(index.checked_sub(1).and_then(|before| tokens.get(before))) {
                text = text.trim_start_matches(' ');
            }
            if is_block(tokens.get(index + 1)) {
                text = text.trim_end_matches(' ');
            }
        }
        if !text.is_empty() {
            out.push(Token::Text(text.to_owned()));
        }
    }
    out
}

/// The tag, comment or the like that `html` begins with, and its length.
fn tag(html: &str) -> Option<(Token, usize)> {
    for (begin, end) in [
        ("<!--", "-->"),
        ("<?", "?>"),
        ("<![CDATA[", "]]>"),
        ("<!", ">"),
    ] {
        if html.starts_with(begin) {
            let length = html.find(end)? + end.len();
            return Some((Token::Other(html[..length].to_owned()), length));
        }
    }
    let is_close = html.starts_with("</");
    let start = if is_close { 2 } else { 1 };
    let name: String = html[start..]
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut at = start + name.len();
    let mut attributes = BTreeMap::new();
    loop {
        let inner = html[at..].trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        at = html.len() - inner.len();
        if inner.starts_with('>') {
            let name = name.to_ascii_lowercase();
            let token = if is_close {
                Token::Close(name)
            } else {
                Token::Open(name, attributes)
            };
            return Some((token, at + 1));
        }
        let length = inner.find(|c: char| c.is_whitespace() || "=>/".contains(c))?;
        let key = inner[..length].to_ascii_lowercase();
        if key.is_empty() {
            return None;
        }
        at += length;
        let value = html[at..].trim_start();
        let mut found = String::new();
        if let Some(value) = value.strip_prefix('=') {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| "\"'".contains(*c));
            let length = match quote {
                Some(quote) => value[1..].find(quote)? + 2,
                None => value.find(|c: char| c.is_whitespace() || c == '>')?,
            };
            found = unescape(value[..length].trim_matches(['"', '\'']));
            at = html.len() - value.len() + length;
        }
        if matches!(key.as_str(), "href" | "src") {
            found = address(&found);
        }
        attributes.insert(key, found);
    }
}

/// An address as browsers read it, whatever of it is encoded: in a path, `\` that is not encoded is
/// `/` (URL Standard, section 4.4).
fn address(text: &str) -> String {
    let (path, rest) = text.split_at(text.find(['?', '#']).unwrap_or(text.len()));
    let text = path.replace('\\', "/") + rest;
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}
