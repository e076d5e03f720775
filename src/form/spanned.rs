//! Values with their places.

use crate::source::Span;

/// A value with the span of the form that says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<T> {
    /// What was read.
    pub value: T,
    /// Where it stands in the source of the form.
    pub span: Span,
}

/// Something silenced beside a value, with a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Code of the rule that is silenced.
    pub code: String,
    /// Where the code stands.
    pub span: Span,
    /// Where the rule is silent: the mapping, and what another file says of it.
    pub within: Vec<Span>,
}
