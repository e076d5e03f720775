//! `typed-again`: words that the engine prints are not typed as well.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Recipient;
use crate::language;
use crate::prose::Plain;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "typed-again",
        summary: "chữ mà máy tự in thì không gõ nữa: Phụ lục, Kèm theo, Lưu",
        explanation: "Trên tiêu đề của phụ lục máy in chữ “Phụ lục” và số, dưới tiêu đề in dòng “(Kèm theo Kế hoạch số …)”; ở dòng cuối của nơi nhận máy in “- Lưu:”. Gõ thêm các chữ ấy thì giấy in hai lần. Chỉ ghi tên của phụ lục, và `luu: VT, …`.",
    },
    severity: Severity::Warning,
    clause: Some("khoản 1 Mục III Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("chữ ấy thuộc về tên gọi"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Danh sách hộ nghèo tại Phụ lục kèm theo.\nphu_luc:\n  - tieu_de: Phụ lục danh sách hộ nghèo\n    doan: Thôn 1 có 5 hộ.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Danh sách hộ nghèo tại Phụ lục kèm theo.\nphu_luc:\n  - tieu_de: Danh sách hộ nghèo\n    doan: Thôn 1 có 5 hộ.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for appendix in &context.form.appendices {
        found.extend(appendix.title.as_ref().and_then(|title| check_title(rule, title)));
    }
    let recipients = context.form.known_recipients();
    for recipient in recipients.into_iter().flat_map(|recipients| &recipients.items) {
        if let Recipient::Filed(place) = recipient {
            found.extend(check_filing(rule, place));
        }
    }
}

/// `Phụ lục danh mục …`, `Danh mục … (Kèm theo Kế hoạch số …)`. A number behind `Phụ lục` is
/// a typed number, which another rule tells.
fn check_title(rule: &Rule, title: &Plain) -> Option<Diagnostic> {
    let words = language::normalize_spaces(&title.collect_words());
    let folded = language::fold(&words);
    if folded.contains("(kem theo ") || folded.contains("(ban hanh kem theo ") {
        let finding =
            rule.finding(title.span, "tiêu đề của phụ lục gõ kèm dòng “Kèm theo …”");
        return Some(
            finding
                .label("máy tự in dòng này dưới tiêu đề")
                .hint("bỏ phần trong ngoặc, chỉ ghi tên của phụ lục"),
        );
    }
    let rest = folded.strip_prefix("phu luc")?;
    let name = rest.trim_start_matches([' ', ':', '.', '-', '–']);
    let is_number =
        name.split([' ', ':', '.', '-', '–', ')']).next().is_some_and(|word| {
            word.bytes().all(|byte| byte.is_ascii_digit() || b"ivx".contains(&byte))
        });
    // `Phụ lục hợp đồng mẫu` is the name of a paper.
    if is_number || rest.len() == name.len() || name.starts_with("hop dong") {
        return None;
    }
    let finding = rule.finding(title.span, "tiêu đề của phụ lục gõ kèm chữ “Phụ lục”");
    Some(
        finding
            .label("máy tự in chữ Phụ lục ở dòng trên")
            .hint("bỏ chữ “Phụ lục”, chỉ ghi tên của phụ lục"),
    )
}

/// `luu: "Lưu: VT"`.
fn check_filing(rule: &Rule, place: &Plain) -> Option<Diagnostic> {
    let words = place.collect_words();
    let rest = words.trim_start_matches(['-', ' ']).strip_prefix("Lưu")?;
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let mut finding = rule.finding(place.span, "dòng lưu gõ kèm chữ “Lưu”");
    finding.clause =
        Some("điểm d khoản 9 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP");
    let rest = rest.trim_start_matches([' ', ':']);
    Some(finding.label("máy tự in “- Lưu:”").hint(format!("viết `luu: {rest}`")))
}
