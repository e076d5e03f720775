//! `citation-issuer`: the issuer of a cited paper is that of its symbol.

use crate::citation::{IssuingBody, is_other_committee, is_other_issuer};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::CitedPaper;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "citation-issuer",
        summary: "cơ quan ban hành khớp với ký hiệu: QĐ-TTg của Thủ tướng Chính phủ, NĐ-CP của Chính phủ",
        explanation: "Ký hiệu có chữ viết tắt của cơ quan ban hành: CP là Chính phủ, TTg là Thủ tướng Chính phủ, QH15 là Quốc hội, UBTVQH15 là Ủy ban Thường vụ Quốc hội, HĐND là Hội đồng nhân dân, BTC là Bộ Tài chính; của Đảng: TU là Tỉnh ủy, Thành ủy, HU là Huyện ủy, ĐU là Đảng ủy. Cơ quan ghi sau chữ “của” mà khác thì một trong hai đã gõ sai; hay gặp là nghị định ghi của Thủ tướng, quyết định QĐ-TTg ghi của Chính phủ. Đối chiếu bản gốc.",
    },
    severity: Severity::Warning,
    clause: Some("khoản 3 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::ALWAYS,
    excuse: Some("bản gốc ghi đúng như vậy"),
    wrong: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Thực hiện Nghị quyết số 14/NQ-HĐND ngày 09/12/2022 của Ủy ban nhân dân xã Kim Liên về giảm nghèo năm 2023.\n",
    right: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Thực hiện Nghị quyết số 14/NQ-HĐND ngày 09/12/2022 của Hội đồng nhân dân xã Kim Liên về giảm nghèo năm 2023.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let papers = context.citations().iter();
    found.extend(papers.filter_map(|paper| check_paper(rule, context, paper)));
}

fn check_paper(
    rule: &Rule,
    context: &Context<'_>,
    paper: &CitedPaper,
) -> Option<Diagnostic> {
    let issuer = paper.citation.issuer.as_ref()?;
    let name = paper.words(context, issuer);
    if paper.citation.is_law() {
        return check_law(rule, context, paper);
    }
    let number = paper.citation.symbol_number()?;
    let bodies = number.list_bodies();
    // A company may have letters that an agency has too, and several agencies in one name
    // are not told apart.
    if bodies.is_empty() || is_other_issuer(name) || has_several(name) {
        return None;
    }
    let named = IssuingBody::from_name(name)?;
    let is_agreed = bodies.iter().any(|body| body.agrees_with(&named));
    if is_agreed && !is_other_committee(number, name) {
        return None;
    }
    let message = format!("số {} không phải ký hiệu của {name}", number.text());
    let finding = rule.finding(paper.place(context, issuer), message);
    let finding = match bodies[0].usual_name() {
        Some(usual) => finding.label(format!("theo ký hiệu là của {usual}")),
        None => finding.label("không khớp với ký hiệu"),
    };
    Some(finding.hint("đối chiếu bản gốc rồi sửa cơ quan ban hành hoặc số, ký hiệu"))
}

/// A law with its date and then another issuer than the National Assembly or its standing
/// committee: `Luật Đất đai ngày 18/01/2024 của Chính phủ`.
fn check_law(
    rule: &Rule,
    context: &Context<'_>,
    paper: &CitedPaper,
) -> Option<Diagnostic> {
    const OTHERS: [IssuingBody; 4] = [
        IssuingBody::Government,
        IssuingBody::PrimeMinister,
        IssuingBody::Council,
        IssuingBody::Committee,
    ];
    let issuer = paper.citation.issuer.as_ref()?;
    let name = paper.words(context, issuer);
    let date = paper.citation.date.filter(|_| !paper.is_nested)?;
    let is_other =
        IssuingBody::from_name(name).is_some_and(|body| OTHERS.contains(&body));
    let kind = paper.citation.kind.as_ref()?.kind.name;
    let right = match kind {
        "Pháp lệnh" => "Ủy ban Thường vụ Quốc hội",
        _ => "Quốc hội",
    };
    let message = format!("{kind} do {right} ban hành, không phải {name}");
    let finding = rule.finding(paper.place(context, issuer), message);
    (is_other && issuer.start >= date.end).then(|| {
        finding
            .label(format!("cần {right}"))
            .hint("sửa cơ quan ban hành, hoặc sửa tên loại theo bản gốc")
    })
}

/// Whether a name is of several agencies: `liên Bộ …`, `HĐND và UBND tỉnh`.
fn has_several(name: &str) -> bool {
    const AGENCIES: [&str; 6] = ["ubnd", "ủy ban", "uỷ ban", "hội đồng", "bộ ", "sở "];
    let lower = name.to_lowercase();
    let behind_and = lower.split_once(" và ").map_or("", |(_, behind)| behind);
    lower.starts_with("liên ")
        || AGENCIES.iter().any(|words| behind_and.starts_with(words))
}
