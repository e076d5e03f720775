//! Values with their places.

use crate::source::Span;

/// A value with the span of the form that says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands in the source of the form.
    pub span: Span,
}

/// A rule that is suppressed beside a value (`bo_qua`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// Code of the rule.
    pub code: String,
    /// Where the code stands.
    pub span: Span,
    /// Where the rule does not apply: the spans of the mapping, and of what another file
    /// says of it.
    pub scope: std::sync::Arc<[Span]>,
}
