//! Rules on what a plan itself must say: its tasks, who does them, its timetables, its year.
//!
//! | file | what it asks for |
//! |---|---|
//! | `assignment_names` | a sentence about an assignment names all units that it is for |
//! | `summary_leaves_out` | a table made from the tasks says which tasks it leaves out |
//! | `task_column_empty` | some task says something in each column of a table of tasks |
//! | `task_incomplete` | a task says when, with what money and by whom |
//! | `task_part_unprinted` | what a task says stands somewhere on paper |
//! | `timetable_overlap` | nobody is in two places at once, and no room has two meetings |
//! | `timetable_period` | the days of a timetable are in the time of the plan |
//! | `year_mismatch` | the summary names the year of the plan |

mod assignment_names;
mod summary_leaves_out;
mod task_column_empty;
mod task_incomplete;
mod task_part_unprinted;
mod timetable_overlap;
mod timetable_period;
mod year_mismatch;

use super::RuleGroup;

pub(super) static GROUP: RuleGroup = RuleGroup {
    id: "ke-hoach",
    title: "Nội dung kế hoạch",
    rules: &[
        &assignment_names::RULE,
        &summary_leaves_out::RULE,
        &task_column_empty::RULE,
        &task_incomplete::RULE,
        &task_part_unprinted::RULE,
        &timetable_overlap::RULE,
        &timetable_period::RULE,
        &year_mismatch::RULE,
    ],
};
