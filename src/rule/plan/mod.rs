//! Rules on what a plan itself must say: its tasks, who does them, its year.
//!
//! | file | what it asks for |
//! |---|---|
//! | `assignment_names` | a sentence about an assignment names all units that it is for |
//! | `task_incomplete` | a task says when, with what money and by whom |
//! | `year_mismatch` | the summary names the year of the plan |

mod assignment_names;
mod task_incomplete;
mod year_mismatch;

use super::RuleGroup;

pub(super) static GROUP: RuleGroup = RuleGroup {
    id: "ke-hoach",
    title: "Nội dung kế hoạch",
    rules: &[&assignment_names::RULE, &task_incomplete::RULE, &year_mismatch::RULE],
};
