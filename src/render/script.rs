//! Data for scripts and machines within a page.

use serde::Serialize;

/// A value as JSON that can stand in a `script` element: no text in it can end the element, or begin
/// another.
pub fn script_json(value: &impl Serialize) -> String {
    serde_json::to_string(value)
        .expect("texts and numbers are always JSON")
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}
