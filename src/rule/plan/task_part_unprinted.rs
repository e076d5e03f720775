//! `task-part-unprinted`: what a task says stands somewhere on paper.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{
    SectionPart, Task, TaskField, TaskLayout, TaskSummary, TaskTable, Tasks,
};
use crate::prose::ProsePiece;
use crate::quantity::Pending;
use crate::rule::{Context, Rule};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "task-part-unprinted",
        summary: "nhiệm vụ ghi điều mà giấy không in",
        explanation: "Nhiệm vụ in thành bảng thì chỉ in những khóa có cột. Khóa không có cột, cũng không có bảng `tu_nhiem_vu` nào in, thì người đọc giấy không biết. Thêm khóa ấy vào `cot`, hoặc xóa ở các nhiệm vụ. Câu `doan` của `phan_cong` chỉ in ở cột hay nhãn `phan_cong`; khi các đơn vị in riêng ở `chu_tri`, `thuc_hien`, `phoi_hop` thì câu ấy không in.",
    },
    severity: Severity::Warning,
    clause: None,
    excuse: Some("điều ấy chỉ để theo dõi, không cần in"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      bang: { cot: [tieu_de, chu_tri] }\n      danh_sach:\n        - { tieu_de: Truyền thông, phan_cong: Công chức văn hóa, dia_diem: Nhà văn hóa thôn }\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      bang: { cot: [tieu_de, chu_tri, dia_diem] }\n      danh_sach:\n        - { tieu_de: Truyền thông, phan_cong: Công chức văn hóa, dia_diem: Nhà văn hóa thôn }\n",
    check,
};

/// What a task may say that a table may have no column for.
const FIELDS: [TaskField; 10] = [
    TaskField::Activities,
    TaskField::Manner,
    TaskField::Place,
    TaskField::Time,
    TaskField::Output,
    TaskField::Budget,
    TaskField::Lead,
    TaskField::Executors,
    TaskField::Partners,
    TaskField::Note,
];

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for part in context.form.parts() {
        let SectionPart::Tasks(tasks) = part else { continue };
        let is_split = match &tasks.layout {
            TaskLayout::Labelled(labels) => labels.splits_units(),
            TaskLayout::Table(table) => {
                check_table(rule, context, tasks, table, found);
                let list = tasks.list();
                let mut columns = table.columns(&list).into_iter();
                columns.any(|column| {
                    TaskField::UNITS.iter().any(|unit| column.field.key() == unit.key())
                })
            }
        };
        if is_split {
            found.extend(tasks.list().iter().filter_map(|t| find_idle_sentence(rule, t)));
        }
    }
}

/// The parts of tasks that have no column, each told once for the table.
fn check_table(
    rule: &Rule,
    context: &Context<'_>,
    tasks: &Tasks,
    table: &TaskTable,
    found: &mut Vec<Diagnostic>,
) {
    let list = tasks.list();
    for field in FIELDS {
        let saying: Vec<_> = list.iter().filter(|task| task.says(field)).collect();
        let Some(first) = saying.first() else { continue };
        if table.shows(&list, field) || is_shown_elsewhere(context, tasks, field) {
            continue;
        }
        let key = field.key();
        let message = match saying.len() {
            1 => format!("`{key}` của nhiệm vụ này không in ra"),
            count => format!("`{key}` của {count} nhiệm vụ không in ra"),
        };
        found.push(
            rule.finding(find_place(first, field), message)
                .label(format!("bảng nhiệm vụ không có cột `{key}`"))
                .related(table.span, "bảng này")
                .hint(format!("thêm `{key}` vào `cot`, hoặc xóa khóa ấy ở các nhiệm vụ")),
        );
    }
}

/// Whether a table made from the tasks prints a part of these, or a text reads it.
fn is_shown_elsewhere(context: &Context<'_>, tasks: &Tasks, field: TaskField) -> bool {
    let mut summaries = context.form.parts().into_iter().filter_map(|part| match part {
        SectionPart::FromTasks(summary) => Some(summary.value),
        _ => None,
    });
    let is_summarised = summaries.any(|summary| match summary {
        TaskSummary::Assignments => {
            summary.lists(tasks)
                && matches!(
                    field,
                    TaskField::Lead
                        | TaskField::Executors
                        | TaskField::Partners
                        | TaskField::Time
                        | TaskField::Output
                )
        }
        TaskSummary::Budget => field == TaskField::Budget,
        TaskSummary::Deadlines => matches!(
            field,
            TaskField::Lead | TaskField::Executors | TaskField::Time | TaskField::Output
        ),
    });
    is_summarised || field == TaskField::Budget && is_money_read(context)
}

/// Whether a text prints the money of the tasks.
fn is_money_read(context: &Context<'_>) -> bool {
    let mut pieces = context.texts.iter().flat_map(|text| text.pieces);
    pieces.any(|piece| match piece {
        ProsePiece::Value { expression, .. } => expression.text().contains("kinh_phi"),
        _ => false,
    })
}

/// Where a task says something.
fn find_place(task: &Task, field: TaskField) -> Span {
    let text = task.text(field).and_then(Pending::known).map(|text| text.text.span);
    let time = task.time.as_ref().and_then(Pending::known);
    let time = time.and_then(|time| {
        time.text.as_ref().map(|text| text.span).or(time.time.map(|time| time.span))
    });
    let units = task.assignment.as_ref().and_then(Pending::known);
    let unit = units.and_then(|units| match field {
        TaskField::Lead => units.lead.as_ref(),
        TaskField::Executors => units.executors.first(),
        TaskField::Partners => units.partners.first(),
        _ => None,
    });
    let place = match field {
        TaskField::Time => time,
        TaskField::Budget => task.budget.as_ref().map(|budget| budget.span),
        _ => text.or(unit.map(|unit| unit.span)),
    };
    place.unwrap_or(task.title.span)
}

/// A sentence on an assignment where units are printed one by one.
fn find_idle_sentence(rule: &Rule, task: &Task) -> Option<Diagnostic> {
    let text = task.assignment.as_ref().and_then(Pending::known)?.text.as_ref()?;
    Some(
        rule.finding(text.span, "câu `doan` của `phan_cong` không in ra")
            .label("các đơn vị đã in riêng ở `chu_tri`, `thuc_hien`, `phoi_hop`")
            .hint("xóa `doan`, hoặc dùng `phan_cong` thay cho các cột, nhãn ấy"),
    )
}
