//! kehoach.

pub mod citation;
pub mod diagnostic;
pub mod document;
pub mod font;
pub mod form;
pub mod language;
pub mod plan;
pub mod prose;
pub mod quantity;
pub mod rule;
pub mod source;
pub mod yaml;
