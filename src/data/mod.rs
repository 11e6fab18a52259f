//! Files of keys and values: TOML and YAML into one tree with places, and the schemas that say
//! what may stand in it.

pub mod schema;
pub mod toml;
pub mod value;
pub mod yaml;

pub use schema::{Field, Shape};
pub use value::{Key, Kind, Table, Value};
