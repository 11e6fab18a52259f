//! What is kept of a text: HTML with gaps, and the references that fill or judge them.

use crate::base::TextRange;
use crate::locale::SOFT_HYPHEN;
use crate::parse::lower::unescape;
use crate::theme::BlockAudience;

/// The body of a document: finished HTML with operations at certain places.
///
/// What depends on the page that shows the text (addresses, ids shared by all languages, words of
/// the interface) is left open; everything else is written once, when the file is parsed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// The HTML.
    pub html: Box<str>,
    /// The gaps, in the order of their places.
    pub ops: Box<[Op]>,
    /// The blocks that gaps open.
    pub blocks: Box<[Block]>,
}

impl Body {
    /// The line of the first block that is different from that of an older body; nothing where
    /// lines are not known, or nothing that is seen differs.
    pub fn first_change(&self, old: &Self) -> Option<u32> {
        let (new, old) = (self.html.as_bytes(), old.html.as_bytes());
        let same = new.iter().zip(old).take_while(|(a, b)| a == b).count();
        if same == new.len() && same == old.len() {
            return None;
        }
        // A line stands within the tag of its element, which may be what differs.
        let begins = |at: usize| new[..at].iter().rposition(|byte| *byte == b'<');
        let before = self.ops.iter().take_while(|op| {
            let at = op.at as usize;
            at <= same || begins(at).is_some_and(|begin| begin <= same)
        });
        let lines = before.filter_map(|op| match op.kind {
            OpKind::Line(line) => Some(line),
            _ => None,
        });
        lines.last()
    }
}

/// A gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Op {
    /// Where in the HTML.
    pub at: u32,
    /// What belongs there.
    pub kind: OpKind,
}

/// What belongs into a gap; numbers are places in the document's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpKind {
    /// The id of a heading.
    HeadingId(u32),
    /// The attributes `href` and `hreflang` of a link.
    Href(u32),
    /// The address of a link alone, inside an attribute that is there.
    Address(u32),
    /// A whole `<img>`.
    Image(u32),
    /// Words of the interface in the text's language, with a number.
    Interface(InterfaceText, u32),
    /// Words that are a term begin: the number of the reference.
    Term(u32),
    /// They end.
    TermEnd,
    /// The address of the page that shows the whole text, on one that shows a piece of it.
    Whole,
    /// The value of a variable of a policy: the number of the reference.
    Variable(u32),
    /// A block begins.
    Open(u32),
    /// The innermost block ends.
    Close,
    /// An attribute with the line of the file, counted from 1, that the element was made from.
    Line(u32),
}

/// Words of the interface that stand within a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InterfaceText {
    /// The heading of the footnotes.
    Footnotes,
    /// The link from a footnote back to its place.
    BackToText,
    /// A ticked box of a task list.
    TaskDone,
    /// An empty box of a task list.
    TaskTodo,
    /// The name of a table without a heading above it.
    Table,
}

impl InterfaceText {
    /// Its key in the text files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Footnotes => "footnotes",
            Self::BackToText => "back_to_text",
            Self::TaskDone => "task_list_done",
            Self::TaskTodo => "task_list_todo",
            Self::Table => "table",
        }
    }
}

/// A `:::` block or a GitHub alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its name, never an alias.
    pub name: Box<str>,
    /// Its id.
    pub id: Option<Box<str>>,
    /// Its title as HTML.
    pub title: Option<Box<str>>,
    /// Its attributes by name.
    pub attributes: Box<[(Box<str>, Box<str>)]>,
    /// Who sees it.
    pub audience: BlockAudience,
    /// The level of a heading that it would have in its place, 2 to 6.
    pub level: u8,
    /// Its opening line in the file.
    pub range: TextRange,
    /// The byte after its closing line in the file.
    pub end: u32,
}

impl Block {
    /// Its title without markup and soft hyphens.
    pub fn plain_title(&self) -> String {
        plain_text(self.title.as_deref().unwrap_or_default())
    }

    /// Whether it stands on a handout: words for everybody, without pictures and without anything to
    /// choose, to open or to do.
    pub fn is_on_handout(&self) -> bool {
        self.audience == BlockAudience::Everyone
            && !["chart", "figure", "try", "tabs", "details"].contains(&&*self.name)
    }

    /// Whether it is a clause of a policy, or what a variant does with one.
    pub fn is_clause(&self) -> bool {
        is_clause_name(&self.name)
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| &**key == name)
            .map(|(_, value)| &**value)
    }
}

/// The words of HTML, without markup and soft hyphens.
pub(crate) fn plain_text(html: &str) -> String {
    let mut is_tag = false;
    let plain = html.chars().filter(|character| {
        match character {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                return false;
            }
            _ => {}
        }
        !is_tag && *character != SOFT_HYPHEN
    });
    unescape(&plain.collect::<String>())
}

/// Whether blocks of this name are clauses of a policy, or what a variant does with one.
pub(super) fn is_clause_name(name: &str) -> bool {
    matches!(name, "clause" | "override" | "append" | "remove")
}

/// The headings of a text and the files it includes, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutlineEntry {
    /// A heading.
    Heading(Outline),
    /// An included file: the number of its block.
    Include(u32),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// 2 to 6.
    pub level: u8,
    /// Its words without markup.
    pub text: Box<str>,
    /// Its id, explicit or made from its words; unique among the headings of its text.
    pub id: Box<str>,
    /// Whether the author chose the id.
    pub is_explicit: bool,
    /// Whether learners see it: it stands in no block for trainers or slides.
    pub is_for_learners: bool,
}

/// What a text holds besides plain text: what other outputs are made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// How many steps.
    pub steps: u32,
    /// How many slides.
    pub slides: u32,
    /// Whether any of it is for trainers alone.
    pub has_trainer_text: bool,
    /// Whether it places the next times of a service point itself.
    pub has_next_dates: bool,
    /// How many steps say what to do when something goes wrong.
    pub remedies: u32,
}

/// What a text refers to, and where: for its own page and for checks, not for other pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refs {
    /// Links, in the order of the text.
    pub links: Box<[LinkRef]>,
    /// Pictures.
    pub images: Box<[ImageRef]>,
    /// Terms that the author named, with their places.
    pub terms: Box<[(Box<str>, TextRange)]>,
    /// Variables of a policy that the text names, with their places.
    pub variables: Box<[(Box<str>, TextRange)]>,
    /// The place where the first footnote is named.
    pub footnote: Option<TextRange>,
    /// Places of headings, in the order of the outline's headings.
    pub headings: Box<[TextRange]>,
    /// Ids that are no headings' (blocks, HTML), with their places.
    pub ids: Box<[(Box<str>, TextRange)]>,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRef {
    /// Where it leads, as the author wrote it.
    pub target: Box<str>,
    /// Its words; nothing where words play no part (an address inside HTML).
    pub text: Option<Box<str>>,
    /// Its place: the target alone where it could be found.
    pub range: TextRange,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageRef {
    /// Its file, as the author wrote it.
    pub target: Box<str>,
    /// Its alternative text.
    pub alt: Box<str>,
    /// Whether the page's text is needed to see it early: the first picture is not loaded lazily.
    pub is_first: bool,
    /// Its place.
    pub range: TextRange,
}
