//! `summary-leaves-out`: a table made from the tasks says which tasks it leaves out.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::SectionPart;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "summary-leaves-out",
        summary: "bảng phân công không lặp lại nhiệm vụ đã in trong bảng nhiệm vụ",
        explanation: "Nhiệm vụ in thành bảng có đủ chủ trì, phối hợp, thời gian, sản phẩm thì `tu_nhiem_vu: phan_cong` không in lại. Bảng phân công khi ấy chỉ có các nhiệm vụ khác. Muốn mọi nhiệm vụ ở một bảng thì cho tất cả vào bảng nhiệm vụ, hoặc bỏ `bang` của `nhiem_vu`.",
    },
    severity: Severity::Hint,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("đúng là chỉ cần các nhiệm vụ còn lại"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      bang: { cot: [tieu_de, chu_tri, thoi_gian] }\n      danh_sach:\n        - { tieu_de: Truyền thông, phan_cong: Công chức văn hóa, thoi_gian: 2023-07 }\n  - tieu_de: Việc khác\n    nhiem_vu:\n      - { tieu_de: Tập huấn, phan_cong: Công chức văn hóa, thoi_gian: 2023-08, kinh_phi: Không }\n  - tieu_de: Phân công\n    tu_nhiem_vu: phan_cong\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      bang: { cot: [tieu_de, kinh_phi] }\n      danh_sach:\n        - { tieu_de: Truyền thông, kinh_phi: Không, phan_cong: Công chức văn hóa, thoi_gian: 2023-07 }\n  - tieu_de: Phân công\n    tu_nhiem_vu: phan_cong\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let parts = context.form.parts();
    for part in &parts {
        let SectionPart::FromTasks(summary) = part else { continue };
        let (mut listed, mut left) = (0, 0);
        for part in &parts {
            let SectionPart::Tasks(tasks) = part else { continue };
            let count = tasks.list().len();
            if summary.value.lists(tasks) {
                listed += count;
            } else {
                left += count;
            }
        }
        // One without a row is told as a fault.
        if listed == 0 || left == 0 {
            continue;
        }
        let message = format!(
            "bảng này không có {left} nhiệm vụ đã in trong bảng nhiệm vụ có đủ phân công"
        );
        found.push(
            rule.finding(summary.span, message)
                .label(format!("chỉ còn {listed} nhiệm vụ khác"))
                .hint("muốn có cả ở đây thì bỏ `bang` của `nhiem_vu`"),
        );
    }
}
