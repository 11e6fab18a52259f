//! A tree of keys and values, each with its place in the file.

use crate::base::TextRange;

/// A key as it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// Its text.
    pub name: String,
    /// Where it stands.
    pub range: TextRange,
}

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub range: TextRange,
}

/// The kinds of values.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Nothing (`null` or an empty value in YAML).
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// A text; dates of TOML too, as they were written.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Keys and values in the order of the file.
    Table(Table),
}

impl Kind {
    /// What it is in words, for messages.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "true or false",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Keys and values in the order of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The entries; keys are unique, since both readers refuse repeated ones.
    pub entries: Vec<(Key, Value)>,
}

impl Table {
    /// Whether both hold the same keys and values in the same order, wherever they stand.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        self.entries.len() == other.entries.len()
            && self
                .entries
                .iter()
                .zip(&other.entries)
                .all(|((key, value), (other_key, other))| {
                    key.name == other_key.name && value.says_the_same_as(other)
                })
    }

    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entries
            .iter()
            .find(|(name, _)| name.name == key)
            .map(|(_, value)| value)
    }

    /// The key itself, for its place.
    pub fn key(&self, key: &str) -> Option<&Key> {
        self.entries
            .iter()
            .map(|(name, _)| name)
            .find(|name| name.name == key)
    }

    /// The text under `key`; nothing when there is none or it is of another type, which the
    /// schema has reported.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Value::as_text)
    }

    /// The truth value under `key`.
    pub fn bool(&self, key: &str) -> Option<bool> {
        self.get(key).and_then(Value::as_bool)
    }

    /// The whole number under `key`.
    pub fn integer(&self, key: &str) -> Option<i64> {
        self.get(key).and_then(Value::as_integer)
    }

    /// The list under `key`; a single value counts as a list of one.
    pub fn list(&self, key: &str) -> Option<&[Value]> {
        self.get(key).map(Value::items)
    }

    /// The texts of the list under `key`.
    pub fn texts(&self, key: &str) -> Vec<String> {
        let values = self.list(key).unwrap_or_default();
        values
            .iter()
            .filter_map(Value::as_text)
            .map(str::to_owned)
            .collect()
    }

    /// The table under `key`.
    pub fn table(&self, key: &str) -> Option<&Table> {
        self.get(key).and_then(Value::as_table)
    }
}

impl Value {
    /// Whether both are the same, wherever they stand.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::List(list), Kind::List(other)) => {
                list.len() == other.len()
                    && list
                        .iter()
                        .zip(other)
                        .all(|(value, other)| value.says_the_same_as(other))
            }
            (Kind::Table(table), Kind::Table(other)) => table.says_the_same_as(other),
            (kind, other) => kind == other,
        }
    }

    /// Its text.
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Its table.
    pub fn as_table(&self) -> Option<&Table> {
        match &self.kind {
            Kind::Table(table) => Some(table),
            _ => None,
        }
    }

    /// Its whole number.
    pub fn as_integer(&self) -> Option<i64> {
        match self.kind {
            Kind::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// Its truth value.
    pub fn as_bool(&self) -> Option<bool> {
        match self.kind {
            Kind::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The values of a list; a single value counts as a list of one.
    pub fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::List(values) => values,
            _ => std::slice::from_ref(self),
        }
    }

    /// Whether two values say the same, wherever they stand.
    pub fn says_the_same(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::List(a), Kind::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.says_the_same(b))
            }
            (Kind::Table(a), Kind::Table(b)) => {
                a.entries.len() == b.entries.len()
                    && a.entries.iter().all(|(key, value)| {
                        b.get(&key.name)
                            .is_some_and(|other| value.says_the_same(other))
                    })
            }
            (a, b) => a == b,
        }
    }
}

impl serde::Serialize for Value {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.kind {
            Kind::Null => serializer.serialize_none(),
            Kind::Bool(value) => serializer.serialize_bool(*value),
            Kind::Integer(value) => serializer.serialize_i64(*value),
            Kind::Float(value) => serializer.serialize_f64(*value),
            Kind::Text(value) => serializer.serialize_str(value),
            Kind::List(values) => serializer.collect_seq(values),
            Kind::Table(table) => table.serialize(serializer),
        }
    }
}

impl serde::Serialize for Table {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.entries.iter().map(|(key, value)| (&key.name, value)))
    }
}
