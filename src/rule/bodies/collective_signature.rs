//! `collective-signature`: a paper of a collective body is signed on its behalf.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Signature;
use crate::language;
use crate::prose::Plain;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "collective-signature",
        summary: "văn bản của Ủy ban nhân dân phải ký thay mặt tập thể: TM. ỦY BAN NHÂN DÂN",
        explanation: "Ủy ban nhân dân làm việc theo chế độ tập thể; người ký kế hoạch của Ủy ban ký thay mặt tập thể, nên trên chức vụ phải có dòng TM. ỦY BAN NHÂN DÂN. Ghi `thay_mat: co` trong nhóm `ky`; máy tự in dòng ấy. Văn bản do cá nhân Chủ tịch ban hành thì bỏ qua quy tắc này, nêu lý do.",
    },
    severity: Severity::Error,
    clause: Some(
        "điểm b khoản 7 Mục II Phần I Phụ lục I và khoản 2 Điều 13 Nghị định số 30/2020/NĐ-CP",
    ),
    valid: Validity::DECREE_30,
    excuse: Some("văn bản do cá nhân người đứng đầu ban hành"),
    wrong: "ky:\n  chuc_vu: Chủ tịch\n  ho_ten: Nguyễn Văn An\n",
    right: "ky:\n  thay_mat: co\n  chuc_vu: Chủ tịch\n  ho_ten: Nguyễn Văn An\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(agency), Some(signatures)) =
        (&context.form.agency, context.form.known_signatures())
    else {
        return;
    };
    // Of a joint paper, each agency has its signer.
    for (name, signature) in agency.names().zip(signatures.iter()) {
        found.extend(check_signature(rule, name, signature));
    }
}

fn check_signature(
    rule: &Rule,
    name: &Plain,
    signature: &Signature,
) -> Option<Diagnostic> {
    let name = language::normalize_spaces(&name.collect_words());
    let body = language::split_collective(&name).0?;
    let by_other = signature.by_order.is_some() || signature.by_authority.is_some();
    // As long as the signer is not known, neither is the authority.
    if signature.behalf.is_some() || by_other || signature.post.is_pending() {
        return None;
    }
    let message = format!("ký văn bản của {body} mà không có dòng TM.");
    Some(
        rule.finding(signature.post.span, message)
            .label(format!("thiếu TM. {} ở trên", language::to_capitals(body)))
            .hint("thêm `thay_mat: co` vào nhóm `ky`"),
    )
}
