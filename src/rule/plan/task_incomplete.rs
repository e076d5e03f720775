//! `task-incomplete`: a task says when, with what money, by whom, and what comes of it.
//!
//! | file | what it does |
//! |---|---|
//! | `table` | tasks typed as the rows of a table of the form's own |

mod table;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{
    ColumnField, SectionPart, Task, TaskField, TaskLabels, TaskLayout, Tasks,
};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::shorten_text;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "task-incomplete",
        summary: "mỗi nhiệm vụ cần có thời gian, kinh phí và phân công",
        explanation: "Nhiệm vụ không rõ làm khi nào, bằng kinh phí nào, ai chủ trì thì không giao được và không kiểm tra được. Ghi đủ `thoi_gian`, `kinh_phi` (số tiền hoặc lời văn), `phan_cong`; điều gì chưa xác định thì ghi `chua_co`. Nhiệm vụ in thành bảng thì chỉ xét những phần mà bảng có cột; nhãn chung (`nhan`) đã nêu thời gian hay phân công mà không nêu kinh phí, và không nhiệm vụ nào ghi kinh phí, thì không xét kinh phí. Bảng có cột sản phẩm, hoặc có nhãn riêng cho sản phẩm mà phần lớn nhiệm vụ đã ghi, thì nhiệm vụ nào cũng cần `ket_qua`; có cột riêng cho đơn vị chủ trì mà các nhiệm vụ khác đều có thì nhiệm vụ nào cũng cần `chu_tri`. Bảng thường có cột đơn vị chủ trì cùng cột thời gian, sản phẩm thì ô mà hàng khác đều ghi cũng không để trống.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: None,
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Truyền thông\n        kinh_phi: 5.000.000 đồng\n        phan_cong: Công chức văn hóa\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Truyền thông\n        thoi_gian: 2023-07\n        kinh_phi: 5.000.000 đồng\n        phan_cong: Công chức văn hóa\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for part in context.form.parts() {
        let SectionPart::Tasks(tasks) = part else { continue };
        let list = tasks.list();
        let owed: Vec<_> =
            OWED.into_iter().filter(|part| is_owed(tasks, &list, *part)).collect();
        let hint = match tasks.layout {
            TaskLayout::Labelled(_) => {
                "chưa xác định thì ghi `chua_co`; giấy không in dòng ấy"
            }
            TaskLayout::Table(_) => {
                "chưa xác định thì ghi `chua_co`; ô ấy in dấu chấm để điền"
            }
        };
        let lacks = list.iter().filter_map(|task| find_lack(rule, task, &owed));
        found.extend(lacks.map(|finding| finding.hint(hint)));
    }
    table::check_tables(rule, context, found);
}

/// A part that every task owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OwedPart {
    Time,
    Budget,
    Assignment,
    /// Who is in charge, where somebody does it.
    Lead,
    Output,
}

/// What a task owes by itself.
const USUAL: [OwedPart; 3] = [OwedPart::Time, OwedPart::Budget, OwedPart::Assignment];

/// All that it may owe.
const OWED: [OwedPart; 5] = [
    OwedPart::Time,
    OwedPart::Budget,
    OwedPart::Assignment,
    OwedPart::Lead,
    OwedPart::Output,
];

impl OwedPart {
    fn field(self) -> TaskField {
        match self {
            Self::Time => TaskField::Time,
            Self::Budget => TaskField::Budget,
            Self::Assignment => TaskField::Assignment,
            Self::Lead => TaskField::Lead,
            Self::Output => TaskField::Output,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Time => "thời gian",
            Self::Budget => "kinh phí",
            Self::Assignment => "phân công",
            Self::Lead => "đơn vị chủ trì",
            Self::Output => "sản phẩm",
        }
    }

    /// Whether a task has it. What is given and could not be read has a finding where it was
    /// read; the form holds it as open.
    fn is_in(self, task: &Task) -> bool {
        match self {
            Self::Time | Self::Assignment | Self::Output => task.says(self.field()),
            // One that nobody does yet lacks its assignment.
            Self::Lead => task.assignment.is_none() || task.says(TaskField::Lead),
            Self::Budget => task
                .budget
                .as_ref()
                .is_some_and(|b| b.amount.is_some() || b.text.is_some()),
        }
    }
}

/// Whether the tasks of a part owe something. A table owes what it has a column for. Labels
/// that name what tasks say, and not this, leave it out on purpose, unless some task says it
/// all the same.
fn is_owed(tasks: &Tasks, list: &[&Task], part: OwedPart) -> bool {
    match (&tasks.layout, part) {
        (_, OwedPart::Lead) => is_lead_owed(tasks, list),
        (TaskLayout::Table(table), _) => table.shows(list, part.field()),
        (TaskLayout::Labelled(labels), OwedPart::Output) => {
            is_named(labels, part) && is_said_by_most(list, TaskField::Output)
        }
        (TaskLayout::Labelled(labels), _) => {
            let names_some = USUAL.into_iter().any(|other| is_named(labels, other));
            !names_some
                || is_named(labels, part)
                || list.iter().any(|task| part.is_in(task))
        }
    }
}

/// Whether those in charge have a place of their own, and all tasks but one or few have them.
fn is_lead_owed(tasks: &Tasks, list: &[&Task]) -> bool {
    let has_place = match &tasks.layout {
        TaskLayout::Table(table) => {
            let columns = table.columns(list);
            columns.iter().any(|c| c.field == ColumnField::Part(TaskField::Lead))
        }
        TaskLayout::Labelled(labels) => {
            labels.labels.iter().any(|(field, _)| *field == TaskField::Lead)
        }
    };
    has_place && is_said_by_most(list, TaskField::Lead)
}

/// Whether two tasks in three say something of a part.
fn is_said_by_most(list: &[&Task], field: TaskField) -> bool {
    list.iter().filter(|task| task.says(field)).count() * 3 >= list.len() * 2
}

fn is_named(labels: &TaskLabels, part: OwedPart) -> bool {
    labels.labels.iter().any(|(field, _)| is_of(*field, part))
}

/// Whether a label is of a part; those of units are of the assignment.
fn is_of(field: TaskField, part: OwedPart) -> bool {
    field == part.field()
        || part == OwedPart::Assignment && TaskField::UNITS.contains(&field)
}

fn find_lack(rule: &Rule, task: &Task, owed: &[OwedPart]) -> Option<Diagnostic> {
    let missing: Vec<_> = owed.iter().filter(|part| !part.is_in(task)).collect();
    let names: Vec<_> = missing.iter().map(|part| part.name()).collect();
    let keys: Vec<_> =
        missing.iter().map(|part| format!("`{}`", part.field().key())).collect();
    let title = shorten_text(&task.title.collect_words());
    let message = format!("nhiệm vụ “{title}” thiếu {}", join_names(&names));
    (!missing.is_empty()).then(|| {
        rule.finding(task.title.span, message)
            .label(format!("cần thêm {}", keys.join(", ")))
    })
}

/// `thời gian, kinh phí và phân công`.
fn join_names(names: &[&str]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => {
            format!("{} và {last}", first.join(", "))
        }
        _ => names.concat(),
    }
}
