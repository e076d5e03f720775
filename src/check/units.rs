//! The table of units of a set: what is wrong in the row of each.

use crate::diagnostic::Diagnostic;
use crate::form::Form;
use crate::indicator::{Figures, RowPlace};
use crate::rule::figures::{check_failed, figure_differs};

/// What breaks a rule in the tables of a set, with the row or total that it is about. A set
/// has no text that other rules could look at.
#[must_use]
pub fn find_breaches_by_place(
    form: &Form,
    figures: &Figures,
) -> Vec<(RowPlace, Diagnostic)> {
    let failed = figures.failures().iter();
    let failed = failed
        .map(|f| (f.place, check_failed::describe_failure(&check_failed::RULE, form, f)));
    let differs = figures.disagreements().iter().map(|d| {
        (
            d.place,
            figure_differs::describe_disagreement(
                &figure_differs::RULE,
                form,
                figures,
                d,
            ),
        )
    });
    failed.chain(differs).collect()
}
