//! Rules on figures, amounts and dates: that they are right, and the same wherever they
//! stand.
//!
//! | file | what it asks for |
//! |---|---|
//! | `alike_rows` | where rows are called by name, no two have one name in two spellings |
//! | `budget_differs` | the money that is called that of the whole plan is what its tasks come to |
//! | `change_differs` | a change told from its start to its end comes to what is said |
//! | `check_failed` | what the form says must hold in its tables holds |
//! | `decimal_point` | the decimal sign of a figure is a comma |
//! | `figure_contradicts` | where a figure of the plan is named in a clause, the number typed beside its name is that figure |
//! | `figure_differs` | what is given and can be computed is what is computed: a figure, and a word or a date of a computed column |
//! | `impossible_date` | the dates in the text are in the calendar |
//! | `literal_figure` | a figure of the plan is read by name, not typed again |
//! | `name_two_figures` | one name has one figure within a list |
//! | `number_styles` | thousands are parted by dots, everywhere in a paper |
//! | `parts_differ` | the parts that a sentence names make the whole that it names |
//! | `percent_differs` | a percentage beside the two counts that it is of is their ratio |
//! | `sum_mismatch` | the sources of a budget make its amount |
//! | `target_differs` | a target and the total of a column of its name are one figure |
//! | `target_direction` | a target that is to fall falls from year to year, one that is to rise rises |
//! | `target_years` | the years of a target follow each other and are those of the plan |
//! | `weekday_differs` | a day of the week beside a date is that of the date |
//! | `words_mismatch` | an amount or a count in words says what the figures say |

mod alike_rows;
mod budget_differs;
mod change_differs;
pub(crate) mod check_failed;
mod decimal_point;
mod figure_contradicts;
pub(crate) mod figure_differs;
mod impossible_date;
mod literal_figure;
mod name_two_figures;
mod number_styles;
mod parts_differ;
mod percent_differs;
mod sum_mismatch;
mod target_differs;
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
        &budget_differs::RULE,
        &change_differs::RULE,
        &check_failed::RULE,
        &decimal_point::RULE,
        &figure_contradicts::RULE,
        &figure_differs::RULE,
        &impossible_date::RULE,
        &literal_figure::RULE,
        &name_two_figures::RULE,
        &number_styles::RULE,
        &parts_differ::RULE,
        &percent_differs::RULE,
        &sum_mismatch::RULE,
        &target_differs::RULE,
        &target_direction::RULE,
        &target_years::RULE,
        &weekday_differs::RULE,
        &words_mismatch::RULE,
    ],
};
