//! The table of units of a set: what is wrong in the row of each.

use crate::diagnostic::Diagnostic;
use crate::form::Form;
use crate::indicator::{Figures, RowPlace};
use crate::rule::figures::{check_failed, figure_differs};

/// What breaks a rule in a table of a set.
#[derive(Debug)]
pub struct TableBreach {
    /// The row or total that it is about.
    pub place: RowPlace,
    /// Index of the check that does not hold; none where a given figure is not what can be
    /// computed.
    pub check: Option<usize>,
    /// What is told of it.
    pub finding: Diagnostic,
}

/// What breaks a rule in the tables of a set. A set has no text that other rules could
/// look at.
#[must_use]
pub fn find_breaches_by_place(form: &Form, figures: &Figures) -> Vec<TableBreach> {
    let mut res = Vec::new();
    for failure in figures.failures() {
        let finding = check_failed::describe_failure(&check_failed::RULE, form, failure);
        let place = failure.place;
        res.push(TableBreach { place, check: Some(failure.check), finding });
    }
    for differs in figures.disagreements() {
        let rule = &figure_differs::RULE;
        let finding = figure_differs::describe_disagreement(rule, form, figures, differs);
        let place = differs.place;
        res.push(TableBreach { place, check: None, finding });
    }
    res
}
