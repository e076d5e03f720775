//! `citation-repeated-full`: later citations of a paper are short.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{CitedGroup, CitedPaper};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "citation-repeated-full",
        summary: "viện dẫn lần sau chỉ ghi tên loại và số, ký hiệu",
        explanation: "Lần đầu viện dẫn đã ghi đủ thì các lần sau chỉ ghi tên loại và số, ký hiệu: Nghị quyết số 20/2023/NQ-HĐND. Ghi lại cả ngày và cơ quan ban hành thì văn bản dài ra và dễ ghi hai ngày khác nhau. Khai văn bản ở `van_ban_lien_quan` rồi dẫn bằng `{{ vb(\"…\") }}` thì máy tự ghi ngắn các lần sau.",
    },
    severity: Severity::Hint,
    clause: Some("điểm b khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: None,
    wrong: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Thực hiện Nghị quyết số 20/2022/NQ-HĐND ngày 21/8/2022 của HĐND tỉnh về hỗ trợ giảm nghèo.\n      Hỗ trợ hộ nghèo theo Nghị quyết số 20/2022/NQ-HĐND ngày 21/8/2022 của HĐND tỉnh.\n",
    right: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Thực hiện Nghị quyết số 20/2022/NQ-HĐND ngày 21/8/2022 của HĐND tỉnh về hỗ trợ giảm nghèo.\n      Hỗ trợ hộ nghèo theo Nghị quyết số 20/2022/NQ-HĐND.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let groups = context.cited_groups().iter();
    found.extend(groups.filter_map(|group| check_group(rule, context, group)));
}

fn check_group(
    rule: &Rule,
    context: &Context<'_>,
    group: &CitedGroup,
) -> Option<Diagnostic> {
    let mut papers = group.citations(context).filter(|paper| is_full(paper));
    let first = papers.next()?;
    let repeats: Vec<_> =
        papers.filter(|paper| !paper.is_registered() && !paper.is_ground()).collect();
    let [second, others @ ..] = &repeats[..] else { return None };
    // Another day makes another paper, or a fault of which another rule tells.
    if first.citation.day() != second.citation.day() {
        return None;
    }
    let name = second.short_name(context);
    let label = match others.len() {
        0 => "đã dẫn đủ ở trên".to_owned(),
        more => format!("đã dẫn đủ ở trên; còn {more} chỗ nữa"),
    };
    let place = second.place(context, &second.citation.range);
    let finding = rule
        .finding(place, format!("{name} dẫn lại mà vẫn ghi đủ ngày, cơ quan"))
        .label(label);
    Some(
        finding
            .related(first.place_name(context), "đã dẫn đủ ở đây")
            .hint(format!("chỉ ghi {name}")),
    )
}

/// Whether it says when and by whom a paper was issued.
fn is_full(paper: &CitedPaper) -> bool {
    let citation = &paper.citation;
    citation.date.is_some()
        && citation.issuer.is_some()
        && (paper.is_in_body() || paper.is_registered())
}
