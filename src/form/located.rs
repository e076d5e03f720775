//! Values with their places.

use crate::source::Span;

/// A value and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// Something silenced beside a value, with a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Code of the rule.
    pub code: String,
    /// Where the code stands.
    pub span: Span,
    /// Where the rule is silent: the mapping, and what another file says of it.
    pub within: Vec<Span>,
}
