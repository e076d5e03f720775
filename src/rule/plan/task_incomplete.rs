//! `task-incomplete`: a task says when, with what money and by whom.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Task;
use crate::rule::{Context, Rule};
use crate::running_text::shorten_text;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "task-incomplete",
        summary: "mỗi nhiệm vụ cần có thời gian, kinh phí và phân công",
        explanation: "Nhiệm vụ không rõ làm khi nào, bằng kinh phí nào, ai chủ trì thì không giao được và không kiểm tra được. Ghi đủ `thoi_gian`, `kinh_phi` (số tiền hoặc lời văn), `phan_cong`; điều gì chưa xác định thì ghi `chua_co`.",
    },
    severity: Severity::Warning,
    clause: None,
    excuse: None,
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Truyền thông\n        kinh_phi: 5.000.000 đồng\n        phan_cong: Công chức văn hóa\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Truyền thông\n        thoi_gian: 2023-07\n        kinh_phi: 5.000.000 đồng\n        phan_cong: Công chức văn hóa\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for task in context.form.tasks() {
        let missing = list_missing_keys(task);
        if missing.is_empty() {
            continue;
        }
        let names: Vec<_> = missing.iter().map(|(name, _)| *name).collect();
        let keys: Vec<_> = missing.iter().map(|(_, key)| format!("`{key}`")).collect();
        let title = shorten_text(&task.title.collect_words());
        let message = format!("nhiệm vụ “{title}” thiếu {}", join_names(&names));
        found.push(
            rule.finding(task.title.span, message)
                .label(format!("cần thêm {}", keys.join(", ")))
                .hint("chưa xác định thì ghi `chua_co`; giấy không in dòng ấy"),
        );
    }
}

fn list_missing_keys(task: &Task) -> Vec<(&'static str, &'static str)> {
    // What is given and could not be read has a finding where it was read; the form holds
    // it as open.
    let funded =
        task.budget.as_ref().is_some_and(|b| b.amount.is_some() || b.text.is_some());
    let parts = [
        (task.time.is_some(), "thời gian", "thoi_gian"),
        (funded, "kinh phí", "kinh_phi"),
        (task.assignment.is_some(), "phân công", "phan_cong"),
    ];
    let absent = parts.into_iter().filter(|(there, ..)| !there);
    absent.map(|(_, name, key)| (name, key)).collect()
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
