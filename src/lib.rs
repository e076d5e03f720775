//! From one readable YAML form to one official Vietnamese plan paper (KẾ HOẠCH).
//!
//! Every stage is a type, made by one function from the stage before; a later type can
//! be made only from the earlier one:
//!
//! ```text
//! path ─ source::read ──▶ Source            text with places, cleaned once
//!        form::read ────▶ Form              every key and value as written
//!        check::check───▶ Plan              checked; or every fault at once
//!        document::compose ▶ Document       numbered, all words final
//!        fit::fits ─────▶ Fits              how wide tables lie, from widths of letters
//!        template::Templates::render ▶ TypstSource   the one place that escapes
//!        typeset::typeset ▶ Pages           the one module that knows Typst
//!        Pages::pdf ────▶ bytes             PDF/A-2a, PDF/UA-1
//! ```
//!
//! [`Source`](source::Source) → [`Form`](form::Form) → [`Plan`](plan::Plan) →
//! [`Document`](document::Document) → [`TypstSource`](template::TypstSource) →
//! [`Pages`](typeset::Pages). The same `Document` becomes plain text by
//! [`output::text`]. [`build::Engine`] is the chain as one function; findings are
//! [`Diagnostic`](diagnostic::Diagnostic)s throughout. A module uses only modules above
//! it in the order of `ARCHITECTURE.md`, which a test keeps.

#[cfg(test)]
#[path = "../tests/shared/base.rs"]
mod base;

pub mod batch;
pub mod build;
pub mod check;
pub mod citation;
pub mod cli;
pub mod code;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod fit;
pub mod font;
pub mod form;
pub mod formula;
pub mod git;
pub mod indicator;
pub mod integrity;
pub mod language;
pub mod output;
pub mod plan;
pub mod prose;
pub mod quantity;
pub mod redline;
pub mod rule;
pub mod running_text;
pub mod sheet;
pub mod source;
pub mod template;
pub mod typeset;
pub mod yaml;
