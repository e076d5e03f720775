//! `joint-signature`: each agency that issues a joint paper signs it.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "joint-signature",
        summary: "văn bản liên tịch có bao nhiêu cơ quan ban hành thì có bấy nhiêu người ký",
        explanation: "Văn bản liên tịch do người có thẩm quyền của từng cơ quan ký. Các cơ quan ghi ở `co_quan`: cơ quan chủ trì ở `ten`, các cơ quan kia ở `cung_ban_hanh`; người ký ghi thành danh sách ở `ky`, theo đúng thứ tự các cơ quan. Nghị định số 30/2020/NĐ-CP không có mẫu cho văn bản liên tịch; máy xếp như các cơ quan vẫn làm: cơ quan chủ trì ký bên phải, nơi nhận ở dưới.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: None,
    wrong: "ky:\n  - { thay_mat: co, chuc_vu: Chủ tịch, ho_ten: Nguyễn Văn An }\n  - { chuc_vu: Giám đốc, ho_ten: Trần Thị Bình }\n",
    right: "ky:\n  - { thay_mat: co, chuc_vu: Chủ tịch, ho_ten: Nguyễn Văn An }\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(agency), Some(signatures)) =
        (&context.form.agency, context.form.known_signatures())
    else {
        return;
    };
    let agencies = agency.names().count();
    let signers = signatures.iter().count();
    let place = signatures.others.last().unwrap_or(&signatures.first).span;
    if signers > agencies {
        let message = format!("{signers} người ký văn bản của {agencies} cơ quan");
        found.push(
            rule.finding(place, message).label("người này ký cho cơ quan nào?").hint(
                "thêm cơ quan vào `cung_ban_hanh` của `co_quan`, hoặc bỏ người ký này",
            ),
        );
    } else if signers < agencies {
        let message = format!("{agencies} cơ quan ban hành mà chỉ có {signers} người ký");
        found.push(
            rule.finding(place, message)
                .label("sau người này còn thiếu người ký")
                .hint("ghi `ky` thành danh sách, mỗi cơ quan một người, cùng thứ tự với các cơ quan"),
        );
    }
}
