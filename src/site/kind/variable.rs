//! Variables of a policy: what a base declares, and the values that it and its variants give them.

use crate::config::{LocalText, local_text};
use crate::data::{Kind, Table, Value};
use crate::locale::Time;

/// A variable that a base declares.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// Its name in texts.
    pub id: String,
    /// What its values are.
    pub kind: VariableKind,
    /// What it says.
    pub name: LocalText,
    /// The base's own value; nothing where none of its kind is stated.
    pub value: Option<Setting>,
}

/// What the values of a variable are.
#[derive(Debug, Clone, PartialEq)]
pub enum VariableKind {
    /// A whole number.
    Number {
        /// The least.
        minimum: Option<i64>,
        /// The greatest.
        maximum: Option<i64>,
        /// What is counted: per language, its plural forms.
        unit: Vec<(String, Vec<(String, String)>)>,
    },
    /// A time of day.
    Time,
    /// Yes or no.
    Boolean,
    /// One of these, each with its text.
    Choice(Vec<(String, LocalText)>),
}

/// A value of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// A number.
    Number(i64),
    /// A time of day.
    Time(Time),
    /// Yes or no.
    Boolean(bool),
    /// The id of an option.
    Choice(String),
}

impl Variable {
    /// Reads one; nothing where it is no table or states no kind, which is reported.
    pub(in crate::site) fn read(id: &str, table: &Table) -> Option<Self> {
        let kind = match table.text("kind")? {
            "number" => VariableKind::Number {
                minimum: table.integer("minimum"),
                maximum: table.integer("maximum"),
                unit: units(table.table("unit")),
            },
            "time" => VariableKind::Time,
            "boolean" => VariableKind::Boolean,
            "choice" => {
                let options = table.table("options").map(|table| table.entries.iter());
                let options = options.into_iter().flatten();
                VariableKind::Choice(
                    options
                        .map(|(key, value)| (key.name.clone(), local_text(Some(value))))
                        .collect(),
                )
            }
            _ => return None,
        };
        let mut variable = Self {
            id: id.to_owned(),
            kind,
            name: local_text(table.get("name")),
            value: None,
        };
        variable.value = table
            .get("value")
            .and_then(|value| variable.setting(value).ok());
        Some(variable)
    }

    /// A value from a facts file.
    ///
    /// # Errors
    /// What it must be instead.
    pub fn setting(&self, value: &Value) -> Result<Setting, String> {
        let found = match (&self.kind, &value.kind) {
            (VariableKind::Number { .. }, Kind::Integer(number)) => Some(Setting::Number(*number)),
            (VariableKind::Time, Kind::Text(text)) => Time::parse(text).map(Setting::Time),
            (VariableKind::Boolean, Kind::Bool(is_so)) => Some(Setting::Boolean(*is_so)),
            (VariableKind::Choice(_), Kind::Text(text)) => Some(Setting::Choice(text.clone())),
            _ => None,
        };
        self.within(found)
    }

    /// A value as `only` blocks name it: `yes`, `no`, an option, a number or a time.
    ///
    /// # Errors
    /// What it must be instead.
    pub fn setting_of_word(&self, word: &str) -> Result<Setting, String> {
        let found = match &self.kind {
            VariableKind::Number { .. } => word.parse().ok().map(Setting::Number),
            VariableKind::Time => Time::parse(word).map(Setting::Time),
            VariableKind::Boolean => match word {
                "yes" | "true" => Some(Setting::Boolean(true)),
                "no" | "false" => Some(Setting::Boolean(false)),
                _ => None,
            },
            VariableKind::Choice(_) => Some(Setting::Choice(word.to_owned())),
        };
        self.within(found)
    }

    fn within(&self, found: Option<Setting>) -> Result<Setting, String> {
        let is_right = match (&self.kind, &found) {
            (
                VariableKind::Number {
                    minimum, maximum, ..
                },
                Some(Setting::Number(number)),
            ) => {
                minimum.is_none_or(|least| *number >= least)
                    && maximum.is_none_or(|most| *number <= most)
            }
            (VariableKind::Choice(options), Some(Setting::Choice(id))) => {
                options.iter().any(|(option, _)| option == id)
            }
            (_, found) => found.is_some(),
        };
        found.filter(|_| is_right).ok_or_else(|| self.expected())
    }

    /// What its values must be, in words for messages.
    fn expected(&self) -> String {
        match &self.kind {
            VariableKind::Number {
                minimum: Some(least),
                maximum: Some(most),
                ..
            } => format!("a whole number from {least} to {most}"),
            VariableKind::Number {
                minimum: Some(least),
                ..
            } => format!("a whole number, at least {least}"),
            VariableKind::Number {
                maximum: Some(most),
                ..
            } => format!("a whole number, at most {most}"),
            VariableKind::Number { .. } => "a whole number".to_owned(),
            VariableKind::Time => "a time of day, such as `09:00:00`".to_owned(),
            VariableKind::Boolean => "`true` or `false` (in a text `yes` or `no`)".to_owned(),
            VariableKind::Choice(options) => {
                let names: Vec<String> = options.iter().map(|(id, _)| format!("`{id}`")).collect();
                format!("one of {}", names.join(", "))
            }
        }
    }
}

fn units(table: Option<&Table>) -> Vec<(String, Vec<(String, String)>)> {
    let entries = table.map(|table| table.entries.as_slice());
    let entries = entries.unwrap_or_default().iter();
    entries
        .filter_map(|(lang, forms)| {
            let forms = forms.as_table()?.entries.iter();
            let forms = forms
                .filter_map(|(form, text)| Some((form.name.clone(), text.as_text()?.to_owned())));
            Some((lang.name.clone(), forms.collect()))
        })
        .collect()
}
