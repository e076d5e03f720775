//! kehoach.

pub mod build;
pub mod citation;
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod font;
pub mod form;
pub mod language;
pub mod output;
pub mod plan;
pub mod prose;
pub mod quantity;
pub mod rule;
pub mod source;
pub mod template;
pub mod typeset;
pub mod yaml;
