//! `law-with-number`: a law is cited by its name and date, without its number.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::CitedPaper;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "law-with-number",
        summary: "Luật, Pháp lệnh viện dẫn bằng tên và ngày, không ghi số",
        explanation: "Trong văn bản hành chính, căn cứ là Luật, Pháp lệnh ghi tên và ngày, tháng, năm ban hành, không ghi số, ký hiệu và cơ quan ban hành: Luật Điện lực ngày 30 tháng 11 năm 2024; chỗ khác chỉ ghi tên loại và tên. Ghi số là cách của văn bản quy phạm pháp luật. Trong phần căn cứ máy cảnh báo, chỗ khác chỉ gợi ý. Luật khai ở `van_ban_lien_quan` thì bỏ dòng `so`.",
    },
    severity: Severity::Warning,
    clause: Some("điểm a, b khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("cơ quan đã thống nhất ghi số của Luật"),
    wrong: "van_ban:\n  so: 5\n  ngay: 2025-05-20\n  trich_yeu: Triển khai công tác giảm nghèo năm 2025\nnam: 2025\ncan_cu:\n  van_ban:\n    - Luật Điện lực số 61/2024/QH15 ngày 30 tháng 11 năm 2024\n",
    right: "van_ban:\n  so: 5\n  ngay: 2025-05-20\n  trich_yeu: Triển khai công tác giảm nghèo năm 2025\nnam: 2025\ncan_cu:\n  van_ban:\n    - Luật Điện lực ngày 30 tháng 11 năm 2024\n",
    check,
};

/// One finding for the bases and one for the rest of the paper.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let papers = context.citations().iter();
    let (bases, others): (Vec<_>, Vec<_>) = papers
        .filter(|paper| paper.citation.is_law() && paper.citation.number.is_some())
        .partition(|paper| paper.is_ground());
    found.extend(describe_laws(rule, context, &bases));
    found.extend(describe_laws(rule, context, &others).map(|mut finding| {
        finding.severity = Severity::Hint;
        finding
    }));
}

fn describe_laws(
    rule: &Rule,
    context: &Context<'_>,
    laws: &[&CitedPaper],
) -> Option<Diagnostic> {
    let [first, others @ ..] = laws else { return None };
    let number = first.citation.number.as_ref()?;
    let kind = first.citation.kind.as_ref().map_or("Luật", |written| written.kind.name);
    let name = first.citation.name.as_ref().map(|name| first.words(context, name));
    let (message, hint) = match name {
        Some(name) => (
            format!("{kind} {name} viện dẫn kèm số {}", number.number.text()),
            format!("bỏ “số {}”, giữ tên và ngày ban hành", number.number.text()),
        ),
        None => (
            format!("{kind} viện dẫn bằng số {} thay cho tên", number.number.text()),
            format!("ghi tên của {}, bỏ số", kind.to_lowercase()),
        ),
    };
    let label = match others.len() {
        0 => "không ghi số".to_owned(),
        more => format!("không ghi số; còn {more} chỗ nữa"),
    };
    let mut finding = rule.finding(first.place_name(context), message).label(label);
    for other in others.iter().take(5) {
        finding = finding.related(other.place_name(context), "cũng ghi số");
    }
    Some(finding.hint(hint))
}
