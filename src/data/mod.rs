//! Files of keys and values: TOML and YAML into one tree with places, and the schemas that say
//! what may stand in it. Files of figures: CSV into cells with places, and what of it is told.

pub mod csv;
pub mod schema;
pub mod series;
pub mod suppression;
pub mod toml;
pub mod value;
pub mod yaml;

pub use csv::Csv;
pub use schema::{Field, Shape};
pub use series::Series;
pub use value::{Key, Kind, Table, Value};
