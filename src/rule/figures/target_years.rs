//! `target-years`: the years of a target follow each other and are those of the plan.

use std::ops::RangeInclusive;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity, list_names};
use crate::form::{Indicator, YearTargets};
use crate::rule::{Context, Rule};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "target-years",
        summary: "các năm của chỉ tiêu phải liền nhau và thuộc giai đoạn của kế hoạch",
        explanation: "Chỉ tiêu ghi từng năm mà thiếu một năm ở giữa, có năm ngoài `giai_doan` của biểu, hoặc giá trị đầu kỳ không phải của năm trước giai đoạn: thường là gõ nhầm năm, hoặc chép từ kế hoạch cũ. Chỉ tiêu chỉ có ở các mốc cách đều nhau (2030, 2035 …) thì không thiếu năm nào.",
    },
    severity: Severity::Warning,
    clause: None,
    excuse: Some("kế hoạch đúng là chỉ đặt chỉ tiêu cho những năm ấy"),
    wrong: "giai_doan: 2023-2025\nchi_tieu:\n  truong:\n    ten: Số trường đạt chuẩn\n    don_vi: trường\n    nam:\n      2023: 4\n      2024: 5\n      2026: 7\nket_thuc: Đến cuối kỳ có {{ chi_tieu.truong }} trường.\n",
    right: "giai_doan: 2023-2025\nchi_tieu:\n  truong:\n    ten: Số trường đạt chuẩn\n    don_vi: trường\n    nam:\n      2023: 4\n      2024: 5\n      2025: 7\nket_thuc: Đến cuối kỳ có {{ chi_tieu.truong }} trường.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let period = context.form.period.as_ref();
    for (_, indicator) in &context.form.indicators {
        if let Some(period) = period {
            check_period(rule, indicator, &period.years(), period.span, found);
        }
        // A year outside the plan is one that was typed wrong: told once.
        let is_outside = |year: i32| period.is_some_and(|p| !p.years().contains(&year));
        if let Some(years) = &indicator.years
            && !years.years().any(is_outside)
        {
            check_gaps(rule, indicator, years, found);
        }
    }
}

/// Years that are not of the plan, and a start that is not before it.
fn check_period(
    rule: &Rule,
    indicator: &Indicator,
    period: &RangeInclusive<i32>,
    place: crate::source::Span,
    found: &mut Vec<Diagnostic>,
) {
    let name = indicator.name.collect_words();
    for (year, target) in indicator.years.iter().flat_map(YearTargets::iter) {
        if !period.contains(&year) {
            let message = format!(
                "chỉ tiêu “{name}” có năm {year}, ngoài giai đoạn của kế hoạch ({}-{})",
                period.start(),
                period.end()
            );
            found.push(
                rule.finding(target.span, message)
                    .label(format!(
                        "cần một năm từ {} đến {}",
                        period.start(),
                        period.end()
                    ))
                    .related(place, "giai đoạn của kế hoạch"),
            );
        }
    }
    let start = indicator.start.as_ref().and_then(|start| start.year.as_ref());
    if let Some(year) = start
        && year.value >= *period.start()
    {
        let message = format!(
            "giá trị đầu kỳ của chỉ tiêu “{name}” là của năm {}, không trước giai đoạn của kế hoạch ({}-{})",
            year.value,
            period.start(),
            period.end()
        );
        found.push(
            rule.finding(year.span, message)
                .label(format!("cần một năm trước {}", period.start()))
                .related(place, "giai đoạn của kế hoạch"),
        );
    }
}

/// Years that lack between others that follow each other. Where no two do, as with 2030 and
/// 2035, none lacks.
fn check_gaps(
    rule: &Rule,
    indicator: &Indicator,
    years: &YearTargets,
    found: &mut Vec<Diagnostic>,
) {
    let all: Vec<_> = years.years().collect();
    if !all.windows(2).any(|pair| pair[1] - pair[0] == 1) {
        return;
    }
    for pair in all.windows(2).filter(|pair| pair[1] - pair[0] > 1) {
        let lacking: Vec<_> = (pair[0] + 1..pair[1]).map(|y| y.to_string()).collect();
        let lacking = list_names(&lacking);
        let Some(target) = years.get(pair[1]) else { continue };
        let message = format!(
            "chỉ tiêu “{}” có năm {} rồi đến năm {}, thiếu năm {lacking}",
            indicator.name.collect_words(),
            pair[0],
            pair[1]
        );
        found.push(
            rule.finding(target.span, message)
                .label("năm ngay trước chưa có số")
                .hint("thêm năm còn thiếu; chưa biết số thì ghi `chua_co`"),
        );
    }
}
