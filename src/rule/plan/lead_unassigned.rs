//! `lead-unassigned`: a body that leads a task stands among those that are given work.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Form, SectionPart};
use crate::quantity::Pending;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{BodyLine, find_body_names, is_collective};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "lead-unassigned",
        summary: "đơn vị chủ trì nhiệm vụ phải có ở phần phân công",
        explanation: "Kế hoạch có phần phân công theo từng đơn vị (`phan_cong` của một mục) thì đơn vị nào chủ trì một nhiệm vụ cũng phải có ở đó: người đọc tìm việc của đơn vị mình ở phần này. Thêm đơn vị ấy vào phần phân công, hoặc sửa `chu_tri` của nhiệm vụ cho đúng tên. Phần phân công có dòng chung như “Các sở, ban, ngành liên quan” thì máy không xét.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("việc của đơn vị ấy đã nêu đủ ở nhiệm vụ"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Khám sức khỏe người cao tuổi\n        thoi_gian: 2023-07\n        kinh_phi: Không\n        phan_cong: Trạm Y tế xã\n  - tieu_de: Tổ chức thực hiện\n    phan_cong:\n      - don_vi: Công an xã\n        noi_dung: Bảo đảm an ninh, trật tự.\n      - don_vi: Hội Nông dân xã\n        noi_dung: Tuyên truyền đến hội viên.\nnoi_nhan:\n  - Trạm Y tế xã\n  - Công an xã, Hội Nông dân xã\n  - luu: VT, VHXH\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Khám sức khỏe người cao tuổi\n        thoi_gian: 2023-07\n        kinh_phi: Không\n        phan_cong: Trạm Y tế xã\n  - tieu_de: Tổ chức thực hiện\n    phan_cong:\n      - don_vi: Trạm Y tế xã\n        noi_dung: Chuẩn bị thuốc, nhân lực.\n      - don_vi: Hội Nông dân xã\n        noi_dung: Tuyên truyền đến hội viên.\nnoi_nhan:\n  - Trạm Y tế xã\n  - Hội Nông dân xã\n  - luu: VT, VHXH\n",
    check,
};

/// Only a list of two bodies or more is one of all.
const FEWEST: usize = 2;

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let units = list_units(context.form);
    if units.len() < FEWEST || units.iter().any(|unit| is_collective(&unit.written)) {
        return;
    }
    let mut known = Vec::new();
    for task in context.form.tasks() {
        let assignment = task.assignment.as_ref().and_then(Pending::known);
        let Some(lead) = assignment.and_then(|assignment| assignment.lead.as_ref())
        else {
            continue;
        };
        for body in find_body_names(&lead.collect_words()) {
            let is_there = units.iter().any(|unit| body.is_meant_by(unit));
            if is_there || known.contains(&body) {
                continue;
            }
            let message = format!(
                "“{}” chủ trì nhiệm vụ nhưng không có ở phần phân công",
                body.written
            );
            found.push(
                rule.finding(lead.span, message)
                    .label("không có ở phần phân công")
                    .hint("thêm đơn vị này vào phần phân công, hoặc sửa `chu_tri`"),
            );
            known.push(body);
        }
    }
}

/// The bodies that have a part of the work by their names.
fn list_units(form: &Form) -> Vec<BodyLine> {
    let mut found = Vec::new();
    for part in form.parts() {
        if let SectionPart::Units(units) = part {
            let names = units.iter().map(|unit| unit.name.collect_words());
            found.extend(names.map(BodyLine::new));
        }
    }
    found
}
