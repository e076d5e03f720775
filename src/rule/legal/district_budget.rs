//! `district-budget`: a paper of today plans no money of a district.

use chrono::NaiveDate;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{SourceKind, SourceName};
use crate::rule::{Context, Rule, Validity};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "district-budget",
        summary: "từ ngày 01/7/2025 không còn ngân sách huyện",
        explanation: "Từ ngày 01/7/2025 không tổ chức chính quyền địa phương ở cấp huyện, nên kế hoạch ban hành từ ngày ấy không bố trí kinh phí từ ngân sách huyện. Ghi nguồn ấy theo ngân sách tỉnh (`tinh`) hoặc ngân sách xã (`xa`). Văn bản ban hành trước ngày ấy không bị nhắc.",
    },
    severity: Severity::Warning,
    clause: Some("Luật Tổ chức chính quyền địa phương năm 2025"),
    valid: Validity::ALWAYS,
    excuse: Some("kinh phí đã được bố trí từ trước ngày 01/7/2025"),
    wrong: "nam: 2026\nvan_ban:\n  so: 5\n  ngay: 2026-01-15\n  trich_yeu: Triển khai công tác giảm nghèo năm 2026\nnoi_dung:\n  - tieu_de: Kinh phí\n    kinh_phi:\n      so_tien: 15.000.000 đồng\n      nguon:\n        huyen: 10.000.000 đồng\n        xa: 5.000.000 đồng\n",
    right: "nam: 2026\nvan_ban:\n  so: 5\n  ngay: 2026-01-15\n  trich_yeu: Triển khai công tác giảm nghèo năm 2026\nnoi_dung:\n  - tieu_de: Kinh phí\n    kinh_phi:\n      so_tien: 15.000.000 đồng\n      nguon:\n        tinh: 10.000.000 đồng\n        xa: 5.000.000 đồng\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if !is_without_districts(context) {
        return;
    }
    let sources = context.budgets().into_iter().flat_map(|budget| &budget.sources);
    for span in sources.filter_map(|source| find_district(&source.name)) {
        let message = "văn bản ban hành từ ngày 01/7/2025 mà có nguồn ngân sách huyện";
        found.push(
            rule.finding(span, message).label("không còn ngân sách cấp huyện").hint(
                "ghi nguồn này theo ngân sách tỉnh (`tinh`) hoặc ngân sách xã (`xa`)",
            ),
        );
    }
}

/// Whether the paper is of a day without districts. One of which no more than its year
/// is known may be of the first half of 2025.
fn is_without_districts(context: &Context<'_>) -> bool {
    let end = NaiveDate::from_ymd_opt(2025, 7, 1);
    let date = context.form.date().and_then(|date| date.value.earliest());
    match date {
        Some(date) => Some(date) >= end,
        None => context.form.year.is_some_and(|year| year.value >= 2026),
    }
}

/// Where a source speaks of the district.
fn find_district(name: &SourceName) -> Option<Span> {
    match name {
        SourceName::Usual(kind) => {
            (kind.value == SourceKind::District).then_some(kind.span)
        }
        SourceName::Custom(name) => {
            let words = crate::language::fold(&name.collect_words());
            let words = words.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
            (words == "ngan sach huyen").then_some(name.span)
        }
    }
}
