//! `task-column-empty`: some task says something in each column of a table of tasks.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{ColumnField, SectionPart, Task, TaskColumns, TaskField};
use crate::quantity::Pending;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "task-column-empty",
        summary: "cột của bảng nhiệm vụ không có gì để in",
        explanation: "Cột nêu trong `cot` của bảng nhiệm vụ in một khóa của nhiệm vụ. Không nhiệm vụ nào ghi khóa ấy thì cả cột để trống. Ghi khóa ở các nhiệm vụ, hoặc bỏ cột. Cột `ghi_chu` được để trống; cột thời gian, kinh phí, phân công mà nhiệm vụ chưa ghi thì `task-incomplete` đã nói.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("cột để trống cho người ghi tay"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      bang: { cot: [tieu_de, chu_tri, dia_diem] }\n      danh_sach:\n        - { tieu_de: Truyền thông, phan_cong: Công chức văn hóa }\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      bang: { cot: [tieu_de, chu_tri, dia_diem, ghi_chu] }\n      danh_sach:\n        - { tieu_de: Truyền thông, phan_cong: Công chức văn hóa, dia_diem: Nhà văn hóa thôn }\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for part in context.form.parts() {
        let SectionPart::Tasks(tasks) = part else { continue };
        let Some(table) = tasks.layout.table() else { continue };
        let TaskColumns::Chosen(columns) = &table.columns else { continue };
        let list = tasks.list();
        for column in columns {
            let ColumnField::Part(field) = column.field else { continue };
            if list.iter().any(|task| task.says(field)) || is_told_elsewhere(field, &list)
            {
                continue;
            }
            let message =
                format!("không nhiệm vụ nào có `{}` để in ở cột này", field.key());
            found.push(
                rule.finding(column.span, message)
                    .label("cả cột sẽ trống")
                    .hint(format!("ghi `{}` ở các nhiệm vụ, hoặc bỏ cột", field.key())),
            );
        }
    }
}

/// What `task-incomplete` says of each task, and the columns that may be left to write in:
/// that of notes, and those of units where none is known yet.
fn is_told_elsewhere(field: TaskField, list: &[&Task]) -> bool {
    match field {
        TaskField::Note | TaskField::Time | TaskField::Budget => true,
        TaskField::Assignment
        | TaskField::Lead
        | TaskField::Executors
        | TaskField::Partners => {
            !list.iter().any(|task| matches!(task.assignment, Some(Pending::Known(_))))
        }
        TaskField::Activities
        | TaskField::Manner
        | TaskField::Place
        | TaskField::Output => false,
    }
}
