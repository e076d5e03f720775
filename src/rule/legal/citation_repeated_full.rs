//! `citation-repeated-full`: later citations of a paper are short.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{CitedGroup, CitedPaper};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "citation-repeated-full",
        summary: "viện dẫn lần sau chỉ ghi tên loại và số, ký hiệu",
        explanation: "Lần đầu viện dẫn đã ghi đủ thì các lần sau chỉ ghi tên loại và số, ký hiệu: Nghị quyết số 20/2023/NQ-HĐND. Ghi lại cả ngày và cơ quan ban hành thì văn bản dài ra và dễ ghi hai ngày khác nhau. Máy gộp các văn bản dẫn lại như vậy vào một gợi ý. Khai văn bản ở `van_ban_lien_quan` rồi dẫn bằng `{{ vb(\"…\") }}` thì máy tự ghi ngắn các lần sau.",
    },
    severity: Severity::Hint,
    clause: Some("điểm b khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: None,
    wrong: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Thực hiện Nghị quyết số 20/2022/NQ-HĐND ngày 21/8/2022 của HĐND tỉnh về hỗ trợ giảm nghèo.\n      Hỗ trợ hộ nghèo theo Nghị quyết số 20/2022/NQ-HĐND ngày 21/8/2022 của HĐND tỉnh.\n",
    right: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Thực hiện Nghị quyết số 20/2022/NQ-HĐND ngày 21/8/2022 của HĐND tỉnh về hỗ trợ giảm nghèo.\n      Hỗ trợ hộ nghèo theo Nghị quyết số 20/2022/NQ-HĐND.\n",
    check,
};

/// One hint for all that the text cites in full again.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let groups = context.cited_groups().iter();
    let repeats: Vec<_> =
        groups.filter_map(|group| find_repeat(context, group)).collect();
    let [first, others @ ..] = &repeats[..] else { return };
    let Repeat { full, again, count } = *first;
    let name = again.short_name(context);
    let label = match count {
        1 => "đã dẫn đủ ở trên".to_owned(),
        count => format!("đã dẫn đủ ở trên; còn {} chỗ nữa", count - 1),
    };
    let label = match others.len() {
        0 => label,
        more => format!("{label}; {more} văn bản khác cũng vậy"),
    };
    let place = again.place(context, &again.citation.range);
    let mut finding = rule
        .finding(place, format!("{name} dẫn lại mà vẫn ghi đủ ngày, cơ quan"))
        .label(label)
        .related(full.place_name(context), "đã dẫn đủ ở đây");
    for other in others.iter().take(5) {
        finding = finding.related(other.again.place_name(context), "cũng dẫn lại đủ");
    }
    found.push(finding.hint(format!("chỉ ghi {name}")));
}

/// A paper that is cited in full again.
#[derive(Debug, Clone, Copy)]
struct Repeat<'c> {
    full: &'c CitedPaper,
    again: &'c CitedPaper,
    count: usize,
}

fn find_repeat<'c>(
    context: &'c Context<'_>,
    group: &'c CitedGroup,
) -> Option<Repeat<'c>> {
    let mut papers = group.citations(context).filter(|paper| is_full(paper));
    let full = papers.next()?;
    let mut repeats = papers.filter(|paper| !paper.is_registered() && !paper.is_ground());
    let again = repeats.next()?;
    // Another day makes another paper, or a fault of which another rule tells.
    let is_same_day = full.citation.day() == again.citation.day();
    is_same_day.then(|| Repeat { full, again, count: 1 + repeats.count() })
}

/// Whether it says when and by whom a paper was issued.
fn is_full(paper: &CitedPaper) -> bool {
    let citation = &paper.citation;
    citation.date.is_some()
        && citation.issuer.is_some()
        && (paper.is_in_body() || paper.is_registered())
}
