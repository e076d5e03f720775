//! `assignment-names`: a sentence about an assignment names all units that it is for.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language;
use crate::prose::{Plain, Prose, ProsePiece};
use crate::quantity::Pending;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "assignment-names",
        summary: "câu phân công viết riêng phải nêu đủ đơn vị chủ trì và phối hợp",
        explanation: "Khi `phan_cong` có `doan`, giấy in câu ấy thay cho câu máy tự đặt. Câu thiếu tên một đơn vị trong `chu_tri` hay `phoi_hop` thì đơn vị ấy không biết mình được giao việc. Thêm tên đơn vị vào câu, viết như trong `chu_tri`, `phoi_hop`, hoặc xóa `doan` để máy tự đặt câu.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("câu đã nêu đơn vị ấy bằng tên khác"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Truyền thông\n        thoi_gian: 2023-07\n        kinh_phi: 5.000.000 đồng\n        phan_cong:\n          chu_tri: Công chức văn hóa\n          phoi_hop: [ Trạm Y tế ]\n          doan: Giao công chức văn hóa tổ chức thực hiện.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Truyền thông\n        thoi_gian: 2023-07\n        kinh_phi: 5.000.000 đồng\n        phan_cong:\n          chu_tri: Công chức văn hóa\n          phoi_hop: [ Trạm Y tế ]\n          doan: Giao công chức văn hóa chủ trì, phối hợp với trạm y tế tổ chức thực hiện.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for task in context.form.tasks() {
        let Some(assignment) = task.assignment.as_ref().and_then(Pending::known) else {
            continue;
        };
        let Some(text) = assignment.text.as_ref().filter(|t| is_text_alone(t)) else {
            continue;
        };
        let sentence = fold_names(&text.collect_words());
        for unit in assignment.units() {
            let name = fold_names(&unit.collect_words());
            if name.is_empty() || has_value(unit) || sentence.contains(&name) {
                continue;
            }
            let message = format!(
                "câu phân công không nêu “{}”",
                language::normalize_spaces(&unit.collect_words())
            );
            found.push(
                rule.finding(unit.span, message)
                    .label("đơn vị này không có trong câu")
                    .related(text.span, "câu in ra giấy")
                    .hint("nêu tên đơn vị trong câu, hoặc xóa `doan` để máy tự đặt câu"),
            );
        }
    }
}

/// A text in which names are looked for, as names are, and without dashes.
fn fold_names(text: &str) -> String {
    language::to_name_key(text).replace('-', "")
}

/// Whether a sentence is known as it will be printed.
fn is_text_alone(prose: &Prose) -> bool {
    !prose.pieces().any(|p| matches!(p, ProsePiece::Value { .. } | ProsePiece::Pending))
}

fn has_value(plain: &Plain) -> bool {
    plain
        .lines
        .iter()
        .flatten()
        .any(|p| matches!(p, ProsePiece::Value { .. } | ProsePiece::Pending))
}
