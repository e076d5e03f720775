//! `task-part-unprinted`: what a task says stands somewhere on paper.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{
    ColumnField, SectionPart, Task, TaskField, TaskLayout, TaskSummary, TaskTable, Tasks,
};
use crate::indicator::{BudgetPick, FigureId};
use crate::quantity::Pending;
use crate::rule::{Context, Rule, Validity};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "task-part-unprinted",
        summary: "nhiệm vụ ghi điều mà giấy không in",
        explanation: "Nhiệm vụ in thành bảng thì chỉ in những khóa có cột. Khóa không có cột, cũng không có bảng `tu_nhiem_vu` nào in, thì người đọc giấy không biết. Bảng `tu_nhiem_vu: kinh_phi` chỉ in số tiền, không in lời về nguồn; `tu_nhiem_vu: thoi_gian` chỉ có nhiệm vụ đã rõ thời hạn. Thêm khóa ấy vào `cot`, hoặc xóa ở các nhiệm vụ. Câu `doan` của `phan_cong` chỉ in ở cột hay nhãn `phan_cong`; khi các đơn vị in riêng ở `chu_tri`, `thuc_hien`, `phoi_hop` thì câu ấy không in.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("điều ấy chỉ để theo dõi, không cần in"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      bang: { cot: [tieu_de, chu_tri] }\n      danh_sach:\n        - { tieu_de: Truyền thông, phan_cong: Công chức văn hóa, dia_diem: Nhà văn hóa thôn }\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      bang: { cot: [tieu_de, chu_tri, dia_diem] }\n      danh_sach:\n        - { tieu_de: Truyền thông, phan_cong: Công chức văn hóa, dia_diem: Nhà văn hóa thôn }\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for part in context.form.parts() {
        let SectionPart::Tasks(tasks) = part else { continue };
        let is_split = match &tasks.layout {
            TaskLayout::Labelled(labels) => labels.splits_units(),
            TaskLayout::Table(table) => {
                check_table(rule, context, tasks, table, found);
                let list = tasks.list();
                let mut columns = table.columns(&list).into_iter();
                columns.any(|column| match column.field {
                    ColumnField::Part(field) => TaskField::UNITS.contains(&field),
                    ColumnField::Title => false,
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
    let elsewhere = PrintedElsewhere::new(context, tasks);
    // Of an assignment units are told one by one.
    let parts = TaskField::ALL.into_iter();
    for field in parts.filter(|field| *field != TaskField::Assignment) {
        if table.has_unread_column || table.shows(&list, field) {
            continue;
        }
        let is_hidden = |task: &&&Task| task.says(field) && !elsewhere.shows(task, field);
        let hidden: Vec<_> = list.iter().filter(is_hidden).collect();
        let Some(first) = hidden.first() else { continue };
        let key = field.key();
        let message = match hidden.len() {
            1 => format!("`{key}` của nhiệm vụ này không in ra"),
            count => format!("`{key}` của {count} nhiệm vụ không in ra"),
        };
        let label = format!("bảng nhiệm vụ không có cột `{key}`");
        let label = match elsewhere.explain_left_out(field) {
            Some(reason) => format!("{label}; {reason}"),
            None => label,
        };
        found.push(
            rule.finding(find_place(first, field), message)
                .label(label)
                .related(table.span, "bảng này")
                .hint(format!("thêm `{key}` vào `cot`, hoặc xóa khóa ấy ở các nhiệm vụ")),
        );
    }
}

/// Where else than in their table a paper prints what tasks say.
struct PrintedElsewhere {
    /// The tables made from the tasks that list these.
    summaries: Vec<TaskSummary>,
    /// The sums of money that texts read.
    sums: Vec<BudgetPick>,
}

impl PrintedElsewhere {
    fn new(context: &Context<'_>, tasks: &Tasks) -> Self {
        let parts = context.form.parts().into_iter();
        let summaries = parts.filter_map(|part| match part {
            SectionPart::FromTasks(summary) => Some(summary.value),
            _ => None,
        });
        let summaries = summaries.filter(|summary| summary.lists(tasks)).collect();
        Self { summaries, sums: find_sums(context) }
    }

    /// Whether a part of a task is printed: each table has rows for the tasks that it
    /// shows, so that one of money has no row for words.
    fn shows(&self, task: &Task, field: TaskField) -> bool {
        let mut summaries = self.summaries.iter().filter(|summary| summary.shows(task));
        summaries.any(|summary| has_column(*summary, field))
            || field == TaskField::Budget && self.is_summed(task)
    }

    /// Whether a text prints a sum that has the money of a task.
    fn is_summed(&self, task: &Task) -> bool {
        let has_amount = TaskSummary::Budget.shows(task);
        has_amount
            && self.sums.iter().any(|sum| match sum {
                BudgetPick::Total | BudgetPick::Source(_) => true,
                BudgetPick::Task(id) => {
                    task.id.as_ref().is_some_and(|task| task.value == *id)
                }
            })
    }

    /// Why a part is not printed though there is a table that has it of other tasks.
    fn explain_left_out(&self, field: TaskField) -> Option<&'static str> {
        let has = |summary| self.summaries.contains(&summary);
        match field {
            TaskField::Budget if has(TaskSummary::Budget) => {
                Some("bảng tổng hợp kinh phí chỉ in số tiền, không in lời")
            }
            TaskField::Budget if !self.sums.is_empty() => {
                Some("số tiền mà lời văn nêu không có phần này")
            }
            TaskField::Time
            | TaskField::Lead
            | TaskField::Executors
            | TaskField::Output
                if has(TaskSummary::Deadlines) =>
            {
                Some("bảng tiến độ chỉ có nhiệm vụ đã rõ thời hạn")
            }
            _ => None,
        }
    }
}

/// Whether a table made from the tasks has a column for a part of them.
fn has_column(summary: TaskSummary, field: TaskField) -> bool {
    match summary {
        TaskSummary::Budget => field == TaskField::Budget,
        TaskSummary::Assignments => {
            field == TaskField::Partners || has_column(TaskSummary::Deadlines, field)
        }
        TaskSummary::Deadlines => matches!(
            field,
            TaskField::Lead | TaskField::Executors | TaskField::Time | TaskField::Output
        ),
    }
}

/// The sums of the tasks' money that texts print.
fn find_sums(context: &Context<'_>) -> Vec<BudgetPick> {
    let figures = context.figures_read().into_iter();
    let sums = figures.filter_map(|(figure, _)| match figure {
        FigureId::Budget(pick) => Some(pick),
        _ => None,
    });
    sums.collect()
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
