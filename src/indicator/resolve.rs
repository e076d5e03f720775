//! From a formula as written to one with its names found, with its errors at their
//! places.

use crate::code;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::form::{Formula, TableId};
use crate::formula::{Expr, FormulaError, parse_condition, parse_formula};

use super::names::{FormNames, ResolvedRef};

/// What a formula is to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormulaKind {
    /// A number, a text or a date.
    Value,
    /// Whether something holds.
    Truth,
}

/// A formula with its names found, and its errors. `table` is the one in whose rows it
/// stands, if it stands in one. All errors of syntax are given, or all names that are not
/// found.
pub(super) fn resolve_formula(
    names: &FormNames<'_>,
    formula: &Formula,
    table: Option<TableId>,
    kind: FormulaKind,
) -> (Option<Expr<ResolvedRef>>, Vec<Diagnostic>) {
    let text = &formula.text;
    let parsed = match kind {
        FormulaKind::Value => parse_formula(text),
        FormulaKind::Truth => parse_condition(text),
    };
    let expr = match parsed {
        Ok(expr) => expr,
        Err(errors) => {
            let findings = errors
                .into_iter()
                .map(|error| locate_error(&code::formula::FORMULA_SYNTAX, formula, error))
                .collect();
            return (None, findings);
        }
    };
    // The closure answers for each reference; one without an answer leaves no expression,
    // but the others are still looked at, so that all unknown names are reported.
    let mut found = Vec::new();
    let expr = expr.resolve(&mut |r, wanted| match names.find(text, r, table, wanted) {
        Ok(target) => Some(target),
        Err(error) => {
            found.extend(
                error.map(|f| locate_error(&code::formula::UNKNOWN_NAME, formula, f)),
            );
            None
        }
    });
    (expr, found)
}

/// An error at its place in a formula.
pub(super) fn locate_error(
    code: &'static Code,
    formula: &Formula,
    error: FormulaError,
) -> Diagnostic {
    let span = formula.places.span(error.range.start, error.range.end);
    error.into_diagnostic(code, span)
}
