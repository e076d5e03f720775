//! `register-date`: a cited paper has the date that it has in the register.

use chrono::NaiveDate;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::quantity::Moment;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{CitedPaper, KnownCitation};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "register-date",
        summary: "ngày của văn bản được viện dẫn phải đúng ngày ban hành",
        explanation: "Máy có danh mục gần 8.000 văn bản của trung ương (Bộ pháp điển điện tử, Công báo). Số có năm, như 61/2015/NĐ-CP, chỉ có một văn bản mang, nên ngày viện dẫn khác ngày trong danh mục là ngày sai: thường là gõ nhầm năm, hoặc lấy ngày có hiệu lực. Ngày trong danh mục mới có một nguồn, hoặc luật chỉ dẫn bằng tên và năm, thì máy chỉ gợi ý. Số không có năm (01/NQ-CP) mỗi năm đánh lại từ đầu nên máy không xét. Văn bản không có trong danh mục vẫn có thể có thật: máy chỉ đếm. Đối chiếu bản gốc rồi sửa ngày.",
    },
    severity: Severity::Warning,
    clause: Some("điểm a khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::ALWAYS,
    excuse: Some("bản gốc ghi đúng ngày này"),
    wrong: "can_cu:\n  van_ban:\n    - Nghị định số 28/2022/NĐ-CP ngày 26 tháng 5 năm 2022 của Chính phủ về chính sách tín dụng ưu đãi\n",
    right: "can_cu:\n  van_ban:\n    - Nghị định số 28/2022/NĐ-CP ngày 26 tháng 4 năm 2022 của Chính phủ về chính sách tín dụng ưu đãi\n",
    check,
};

/// A date that is not that of the paper, as often as it is written.
struct WrongDate<'c> {
    known: &'c KnownCitation,
    written: NaiveDate,
    issued: NaiveDate,
    /// How many more places have it.
    others: usize,
}

/// The same wrong date of one paper is told once.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut dates: Vec<WrongDate<'_>> = Vec::new();
    for known in &context.register_answers().known {
        let citation = &context.cited(known).citation;
        let (Some(written), Some(issued)) = (citation.day(), known.paper.date()) else {
            continue;
        };
        if written == issued {
            continue;
        }
        let number = known.paper.number();
        let same = dates
            .iter_mut()
            .find(|date| date.written == written && date.known.paper.number() == number);
        match same {
            Some(date) => date.others += 1,
            None => dates.push(WrongDate { known, written, issued, others: 0 }),
        }
    }
    found.extend(dates.iter().map(|date| describe_date(rule, context, date)));
}

fn describe_date(rule: &Rule, context: &Context<'_>, date: &WrongDate<'_>) -> Diagnostic {
    let paper = date.known.paper;
    let cited = context.cited(date.known);
    let place = cited.citation.date.map(|found| found.start..found.end);
    let place = cited.place(context, place.as_ref().unwrap_or(&cited.citation.range));
    let written = Moment::Day(date.written).to_text();
    let issued = Moment::Day(date.issued).to_text();
    let message = format!("{} ban hành {issued}, không phải {written}", paper.describe());
    let mut finding = rule
        .finding(place, message)
        .label(format!("cần {issued}"))
        .hint(format!("đối chiếu bản gốc rồi sửa thành {issued}"));
    if let Some(right) = find_right(context, date) {
        finding = finding.related(right.place_date(context), "chỗ ghi đúng ngày");
    }
    if !date.known.has_sure_date() {
        finding.severity = Severity::Hint;
        finding.push_hint("danh mục của máy có thể sai ở văn bản này");
    }
    if date.others > 0 {
        finding.push_hint(format!("còn {} chỗ nữa ghi ngày ấy", date.others));
    }
    finding
}

/// A citation of the same paper with its date.
fn find_right<'c>(
    context: &'c Context<'_>,
    date: &WrongDate<'_>,
) -> Option<&'c CitedPaper> {
    let number = date.known.paper.number();
    let mut known = context.register_answers().known.iter();
    let right = known.find(|known| {
        known.paper.number() == number
            && context.cited(known).citation.day() == Some(date.issued)
    });
    right.map(|known| context.cited(known))
}
