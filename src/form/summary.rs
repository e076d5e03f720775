//! `tu_nhiem_vu`: tables that are made from the tasks, so that nothing is typed twice.

use crate::quantity::Pending;
use crate::yaml::YamlNode;

use super::reader::FormReader;
use super::shape::Keyword;
use super::spanned::Spanned;
use super::task::{Task, Tasks};
use super::task_field::TaskField;

/// The words under `tu_nhiem_vu`.
pub(super) static SUMMARIES: &[Keyword] = &[
    Keyword::new(
        "phan_cong",
        "Bảng phân công: nhiệm vụ, đơn vị chủ trì, đơn vị phối hợp, thời hạn, sản phẩm.",
    ),
    Keyword::new(
        "kinh_phi",
        "Bảng tổng hợp kinh phí: nhiệm vụ, nguồn, số tiền, tổng cộng, tổng bằng chữ.",
    ),
    Keyword::new("thoi_gian", "Bảng tiến độ: các nhiệm vụ theo thời hạn, từng tháng."),
];

/// What a table made from the tasks is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskSummary {
    /// `phan_cong`: who does what, until when.
    Assignments,
    /// `kinh_phi`: what each task costs, by source, with a total.
    Budget,
    /// `thoi_gian`: the tasks by their deadlines.
    Deadlines,
}

/// What a table of who does what shows of a task.
const ASSIGNMENT_FIELDS: [TaskField; 5] = [
    TaskField::Lead,
    TaskField::Executors,
    TaskField::Partners,
    TaskField::Time,
    TaskField::Output,
];

impl TaskSummary {
    /// Whether it has a row for a task: one of money needs an amount, even if open; one
    /// of deadlines a time that is more than words.
    #[must_use]
    pub fn shows(self, task: &Task) -> bool {
        match self {
            Self::Assignments => true,
            Self::Budget => task.budget.as_ref().is_some_and(|b| b.amount.is_some()),
            Self::Deadlines => {
                let time = task.time.as_ref().and_then(Pending::known);
                time.is_some_and(|time| time.time.is_some())
            }
        }
    }

    /// Whether it has the tasks of a part. A table of who does what says nothing new of
    /// tasks that are printed in a table which says all of it, and leaves them out.
    #[must_use]
    pub fn lists(self, tasks: &Tasks) -> bool {
        let Some(table) = tasks.layout.table() else { return true };
        match self {
            Self::Assignments => {
                let list = tasks.list();
                let mut fields = ASSIGNMENT_FIELDS.into_iter();
                fields.any(|field| {
                    list.iter().any(|task| task.says(field)) && !table.shows(&list, field)
                })
            }
            Self::Budget | Self::Deadlines => true,
        }
    }
}

pub(super) fn read_task_summary(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Spanned<TaskSummary>> {
    const ALL: [TaskSummary; 3] =
        [TaskSummary::Assignments, TaskSummary::Budget, TaskSummary::Deadlines];
    let value = ALL[r.choice(node, SUMMARIES)?];
    Some(Spanned { value, span: node.span })
}
