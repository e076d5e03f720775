//! From a formula as written to one with its names found, with its faults at their
//! places.

use crate::code;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::form::{Figure as Written, Formula, Indicator, TableId};
use crate::formula::{Expr, Fault, condition, formula};
use crate::quantity::Pending;

use super::names::{Names, Part, Target};

/// What a formula is to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormulaKind {
    /// A number, a text or a date.
    Value,
    /// Whether something holds.
    Truth,
}

/// A formula with its names found, and its faults. `table` is the one in whose rows it
/// stands, if it stands in one. All faults of syntax are given, or all names that are not
/// found.
pub(super) fn read_formula(
    names: &Names<'_>,
    written: &Formula,
    table: Option<TableId>,
    kind: FormulaKind,
) -> (Option<Expr<Target>>, Vec<Diagnostic>) {
    let text = &written.text;
    let parsed = match kind {
        FormulaKind::Value => formula(text),
        FormulaKind::Truth => condition(text),
    };
    let expr = match parsed {
        Ok(expr) => expr,
        Err(faults) => {
            let findings = faults
                .into_iter()
                .map(|fault| locate_fault(&code::formula::FORMULA_SYNTAX, written, fault))
                .collect();
            return (None, findings);
        }
    };
    let mut found = Vec::new();
    let expr = expr.resolve(&mut |r, wanted| match names.find(text, r, table, wanted) {
        Ok(target) => Some(target),
        Err(fault) => {
            found.extend(fault.map(|f| locate_fault(&code::formula::UNKNOWN_NAME, written, f)));
            None
        }
    });
    (expr, found)
}

/// A fault at its place in a formula.
pub(super) fn locate_fault(
    code: &'static Code,
    formula: &Formula,
    fault: Fault,
) -> Diagnostic {
    let span = formula.places.of(fault.at.start, fault.at.end);
    let mut diagnostic = Diagnostic::error(code, span, fault.message).label(fault.label);
    diagnostic.hints.extend(fault.hint);
    diagnostic
}

/// A figure of an indicator as written. The value is the target where there is no other;
/// changes are written nowhere.
pub(super) fn find_figure(
    indicator: &Indicator,
    part: Part,
) -> Option<&Pending<Written>> {
    match part {
        Part::Value => indicator.value.as_ref().or(indicator.target.as_ref()),
        Part::Start => indicator.start.as_ref(),
        Part::Goal => indicator.target.as_ref(),
        Part::Drop | Part::Rise => None,
    }
}
