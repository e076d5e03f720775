//! Rules on figures, amounts and dates: that they are right, and the same wherever they
//! stand.
//!
//! | file | what it asks for |
//! |---|---|
//! | `alike_rows` | where rows are called by name, no two have one name in two spellings |
//! | `check_failed` | what the form says must hold in its tables holds |
//! | `figure_contradicts` | where a figure of the plan is named in a clause, the number typed beside its name is that figure |
//! | `figure_differs` | what is given and can be computed is what is computed: a figure, and a word or a date of a computed column |
//! | `impossible_date` | the dates in the text are in the calendar |
//! | `literal_figure` | a figure of the plan is read by name, not typed again |
//! | `sum_mismatch` | the sources of a budget make its amount |
//! | `target_direction` | a target that is to fall falls from year to year, one that is to rise rises |
//! | `target_years` | the years of a target follow each other and are those of the plan |
//! | `weekday_differs` | a day of the week beside a date is that of the date |
//! | `words_mismatch` | an amount in words says what the figures say |

mod alike_rows;
pub(crate) mod check_failed;
mod figure_contradicts;
pub(crate) mod figure_differs;
mod impossible_date;
mod literal_figure;
mod sum_mismatch;
mod target_direction;
mod target_years;
mod weekday_differs;
mod words_mismatch;

use super::RuleGroup;

pub(super) static GROUP: RuleGroup = RuleGroup {
    id: "so-lieu",
    title: "Số liệu",
    rules: &[
        &alike_rows::RULE,
        &check_failed::RULE,
        &figure_contradicts::RULE,
        &figure_differs::RULE,
        &impossible_date::RULE,
        &literal_figure::RULE,
        &sum_mismatch::RULE,
        &target_direction::RULE,
        &target_years::RULE,
        &weekday_differs::RULE,
        &words_mismatch::RULE,
    ],
};
