//! An item's number into its place: `topic-003/part-2/item-017`.
//!
//! Sections are nested two levels deep: topics hold parts, parts hold items.

use std::ops::Range;

/// Items in a part.
const ITEMS: usize = 25;

/// Parts in a topic.
const PARTS: usize = 5;

/// A thing with a title: what has a page in each language.
#[derive(Clone, Copy)]
pub(crate) enum Subject {
    Home,
    Topic(usize),
    Part(usize),
    Item(usize),
}

impl Subject {
    /// Two numbers that no other subject has, to draw its words from.
    pub(crate) fn numbers(self) -> [u64; 2] {
        match self {
            Self::Home => [0, 0],
            Self::Topic(topic) => [1, topic as u64],
            Self::Part(part) => [2, part as u64],
            Self::Item(item) => [3, item as u64],
        }
    }
}

/// How many parts so many items need.
pub(crate) fn parts(items: usize) -> usize {
    items.div_ceil(ITEMS)
}

/// How many topics so many items need.
pub(crate) fn topics(items: usize) -> usize {
    parts(items).div_ceil(PARTS)
}

/// The numbers of the items in a part.
pub(crate) fn items_of(part: usize, items: usize) -> Range<usize> {
    part * ITEMS..items.min((part + 1) * ITEMS)
}

/// The part that holds an item.
pub(crate) fn part_of(item: usize) -> usize {
    item / ITEMS
}

/// The numbers of the parts in a topic.
pub(crate) fn parts_of(topic: usize, items: usize) -> Range<usize> {
    topic * PARTS..parts(items).min((topic + 1) * PARTS)
}

/// The topic that holds a part.
pub(crate) fn topic_of(part: usize) -> usize {
    part / PARTS
}

/// An item's place in its part, from 1.
pub(crate) fn item_number(item: usize) -> usize {
    item % ITEMS + 1
}

/// A part's place in its topic, from 1.
pub(crate) fn part_number(part: usize) -> usize {
    part % PARTS + 1
}

/// A topic's key.
pub(crate) fn topic_key(topic: usize) -> String {
    format!("topic-{:03}", topic + 1)
}

/// A part's key.
pub(crate) fn part_key(part: usize) -> String {
    format!("{}/part-{}", topic_key(topic_of(part)), part_number(part))
}

/// The last part of an item's key.
pub(crate) fn item_name(item: usize) -> String {
    format!("item-{:03}", item_number(item))
}

/// An item's key.
pub(crate) fn item_key(item: usize) -> String {
    format!("{}/{}", part_key(part_of(item)), item_name(item))
}

/// A link's target: the source file of an item, seen from a file in the folder of `from`.
pub(crate) fn path_to_item(from: usize, item: usize) -> String {
    let (own, other) = (part_of(from), part_of(item));
    if own == other {
        format!("{}.md", item_name(item))
    } else if topic_of(own) == topic_of(other) {
        format!("../part-{}/{}.md", part_number(other), item_name(item))
    } else {
        format!("../../{}.md", item_key(item))
    }
}
