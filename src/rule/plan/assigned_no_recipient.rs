//! `assigned-no-recipient`: a body that is given work receives the plan.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity, list_names};
use crate::form::{Form, Recipient, SectionPart};
use crate::prose::Plain;
use crate::quantity::Pending;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{BodyLine, BodyName, find_body_names, is_collective};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "assigned-no-recipient",
        summary: "đơn vị được giao việc phải có ở nơi nhận",
        explanation: "Nơi nhận là những cơ quan, đơn vị nhận văn bản để thực hiện. Đơn vị chủ trì, thực hiện một nhiệm vụ, hay được phân công ở phần tổ chức thực hiện, mà không có ở nơi nhận thì không biết việc của mình. Thêm đơn vị ấy vào `noi_nhan`. Nơi nhận có dòng chung như “Các phòng, ban, đơn vị liên quan”, “Như mục III” thì máy không xét; công chức, bộ phận, phòng của chính cơ quan cũng không xét.",
    },
    severity: Severity::Hint,
    clause: Some("điểm a khoản 9 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("đơn vị ấy nhận văn bản theo dòng khác của nơi nhận"),
    wrong: "noi_dung:\n  - tieu_de: Tổ chức thực hiện\n    phan_cong:\n      - don_vi: Công an xã\n        noi_dung: Bảo đảm an ninh, trật tự.\n",
    right: "noi_dung:\n  - tieu_de: Tổ chức thực hiện\n    phan_cong:\n      - don_vi: Công an xã\n        noi_dung: Bảo đảm an ninh, trật tự.\nnoi_nhan:\n  - Công an xã\n  - Các thôn\n  - luu: VT, VHXH\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(recipients) = context.form.known_recipients() else { return };
    let lines = recipients.items.iter().filter_map(|item| match item {
        Recipient::Name(name) => Some(BodyLine::new(name.collect_words())),
        Recipient::Filed(_) | Recipient::Label(_) => None,
    });
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() || lines.iter().any(|line| is_collective(&line.written)) {
        return;
    }
    let mut missing: Vec<(BodyName, Span)> = Vec::new();
    for unit in list_assigned(context.form) {
        for body in find_body_names(&unit.collect_words()) {
            let is_there = lines.iter().any(|line| body.is_meant_by(line));
            if !is_there
                && !body.is_office()
                && missing.iter().all(|(other, _)| *other != body)
            {
                missing.push((body, unit.span));
            }
        }
    }
    let Some((_, first)) = missing.first() else { return };
    let names = missing.iter().map(|(body, _)| format!("“{}”", body.written));
    let names: Vec<_> = names.collect();
    let message =
        format!("{} được giao việc nhưng không có ở nơi nhận", list_names(&names));
    found.push(
        rule.finding(*first, message)
            .label("không có ở nơi nhận")
            .related(recipients.span, "nơi nhận")
            .hint("thêm vào `noi_nhan`"),
    );
}

/// Those who are given work: who leads a task or does it, and who has a part of the work.
fn list_assigned(form: &Form) -> Vec<&Plain> {
    let mut found = Vec::new();
    for task in form.tasks() {
        let Some(assignment) = task.assignment.as_ref().and_then(Pending::known) else {
            continue;
        };
        found.extend(assignment.lead.iter().chain(&assignment.executors));
    }
    for part in form.parts() {
        if let SectionPart::Units(units) = part {
            found.extend(units.iter().map(|unit| &unit.name));
        }
    }
    found
}
