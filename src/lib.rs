//! opas
