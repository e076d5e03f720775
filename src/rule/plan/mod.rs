//! Rules on what a plan itself must say: its tasks, who does them, its timetables, its year.
//!
//! | file | what it asks for |
//! |---|---|
//! | `assigned_no_recipient` | a body that is given work receives the plan |
//! | `assignment_names` | a sentence about an assignment names all units that it is for |
//! | `deadline_outside` | what is to be done is done after the plan is issued, and in its years |
//! | `lead_unassigned` | a body that leads a task stands among those that are given work |
//! | `no_funding_source` | a plan with amounts says where the money comes from |
//! | `report_date` | who collects reports sends his own after the others have sent theirs |
//! | `summary_leaves_out` | a table made from the tasks says which tasks it leaves out |
//! | `target_unmeasured` | a target has its figure, and what it is measured from |
//! | `task_column_empty` | some task says something in each column of a table of tasks |
//! | `task_incomplete` | a task says when, with what money, by whom, and what comes of it |
//! | `task_part_unprinted` | what a task says stands somewhere on paper |
//! | `timetable_overlap` | nobody is in two places at once, and no room has two meetings |
//! | `timetable_period` | the days of a timetable are in the time of the plan |
//! | `typed_reference` | a part of the paper is called by its id |
//! | `year_mismatch` | the summary, titles and sentences name the year of the plan |

mod assigned_no_recipient;
mod assignment_names;
mod deadline_outside;
mod lead_unassigned;
mod no_funding_source;
mod report_date;
mod summary_leaves_out;
mod target_unmeasured;
mod task_column_empty;
mod task_incomplete;
mod task_part_unprinted;
mod timetable_overlap;
mod timetable_period;
mod typed_reference;
mod year_mismatch;

use super::RuleGroup;

pub(super) static GROUP: RuleGroup = RuleGroup {
    id: "ke-hoach",
    title: "Nội dung kế hoạch",
    rules: &[
        &assigned_no_recipient::RULE,
        &assignment_names::RULE,
        &deadline_outside::RULE,
        &lead_unassigned::RULE,
        &no_funding_source::RULE,
        &report_date::RULE,
        &summary_leaves_out::RULE,
        &target_unmeasured::RULE,
        &task_column_empty::RULE,
        &task_incomplete::RULE,
        &task_part_unprinted::RULE,
        &timetable_overlap::RULE,
        &timetable_period::RULE,
        &typed_reference::RULE,
        &year_mismatch::RULE,
    ],
};
