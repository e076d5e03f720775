//! `target-years`: the years of a target follow each other and are those of the plan.

use std::collections::BTreeSet;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity, list_names};
use crate::form::{
    Indicator, PlanPeriod, SectionPart, TargetColumn, TargetField, TargetItem,
    WholePeriod, YearTargets,
};
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "target-years",
        summary: "các năm của chỉ tiêu phải liền nhau và thuộc giai đoạn của kế hoạch",
        explanation: "Chỉ tiêu ghi từng năm mà thiếu một năm ở giữa, dừng trước năm cuối của `giai_doan`, có năm ngoài `giai_doan`, hoặc giá trị đầu kỳ không phải của năm trước giai đoạn: thường là gõ nhầm năm, hoặc chép từ kế hoạch cũ; biểu của một năm mà chỉ tiêu có năm trước, không có năm ấy, cũng vậy. Chỉ tiêu chỉ có ở các mốc cách đều nhau (2030, 2035 …) thì không thiếu năm nào.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("kế hoạch đúng là chỉ đặt chỉ tiêu cho những năm ấy"),
    wrong: "giai_doan: 2023-2025\nchi_tieu:\n  truong:\n    ten: Số trường đạt chuẩn\n    don_vi: trường\n    nam:\n      2023: 4\n      2024: 5\n      2026: 7\nket_thuc: Đến cuối kỳ có {{ chi_tieu.truong }} trường.\n",
    right: "giai_doan: 2023-2025\nchi_tieu:\n  truong:\n    ten: Số trường đạt chuẩn\n    don_vi: trường\n    nam:\n      2023: 4\n      2024: 5\n      2025: 7\nket_thuc: Đến cuối kỳ có {{ chi_tieu.truong }} trường.\n",
    check,
};

/// The period of the paper, and what messages call the paper.
struct PaperYears<'f> {
    period: &'f PlanPeriod,
    kind: String,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let kind = context.form.kind.lower_name();
    let paper = context.form.period.as_ref().map(|period| PaperYears { period, kind });
    for (_, indicator) in &context.form.indicators {
        if let Some(paper) = &paper {
            check_period(rule, indicator, paper, found);
        }
        let Some(years) = &indicator.years else { continue };
        if paper.is_none() {
            found.extend(check_plan_year(rule, context, indicator, years));
        }
        // A year outside the plan is one that was typed wrong: told once.
        let is_outside =
            |year: i32| paper.as_ref().is_some_and(|p| !p.period.years().contains(&year));
        if !years.years().any(is_outside) {
            check_gaps(rule, indicator, years, found);
            let paper = paper.as_ref();
            found.extend(paper.and_then(|p| check_end(rule, indicator, years, p)));
        }
    }
    check_tables(rule, context, found);
}

/// Years that are not of the plan, and a start that is not before it.
fn check_period(
    rule: &Rule,
    indicator: &Indicator,
    paper: &PaperYears<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let PaperYears { period, kind } = paper;
    let name = indicator.name.collect_words();
    let (text, place) = (period.to_text(), period.span);
    for (year, target) in indicator.years.iter().flat_map(YearTargets::iter) {
        if !period.years().contains(&year) {
            let message = format!(
                "chỉ tiêu “{name}” có năm {year}, ngoài giai đoạn của {kind} ({text})"
            );
            let wanted =
                format!("cần một năm từ {} đến {}", period.first(), period.last());
            found.push(
                rule.finding(target.span, message)
                    .label(wanted)
                    .related(place, format!("giai đoạn của {kind}")),
            );
        }
    }
    let start = indicator.start.as_ref().and_then(|start| start.year.as_ref());
    if let Some(year) = start
        && year.value >= period.first()
    {
        let message = format!(
            "giá trị đầu kỳ của chỉ tiêu “{name}” là của năm {}, không trước giai đoạn của {kind} ({text})",
            year.value
        );
        found.push(
            rule.finding(year.span, message)
                .label(format!("cần một năm trước {}", period.first()))
                .related(place, format!("giai đoạn của {kind}")),
        );
    }
}

/// A series with years before that of a plan for one year and none for it: as a rule that
/// of the last plan. One that is all of later years is of marks that are set.
fn check_plan_year(
    rule: &Rule,
    context: &Context<'_>,
    indicator: &Indicator,
    years: &YearTargets,
) -> Option<Diagnostic> {
    let year = context.form.year.as_ref()?;
    let earlier = years.years().rev().find(|earlier| *earlier < year.value)?;
    if years.get(year.value).is_some() {
        return None;
    }
    let kind = context.form.kind.lower_name();
    let message = format!(
        "chỉ tiêu “{}” có năm {earlier} mà không có năm {}, năm của {kind}",
        indicator.name.collect_words(),
        year.value
    );
    Some(
        rule.finding(years.get(earlier)?.span, message)
            .label(format!("chưa có số của năm {}", year.value))
            .related(year.span, format!("năm của {kind}"))
            .hint("số đã đạt của năm trước ghi ở `dau`; số của năm nay ghi ở `nam`, chưa biết thì ghi `chua_co`"),
    )
}

/// A series that stops before the period does: its last year stands where readers look for
/// that of the period. One year alone is a mark that is set, and years that add up may well
/// be over sooner.
fn check_end(
    rule: &Rule,
    indicator: &Indicator,
    years: &YearTargets,
    paper: &PaperYears<'_>,
) -> Option<Diagnostic> {
    let (last, end) = (years.last(), paper.period.last());
    let target = years.get(last)?;
    if last >= end || years.years().count() < 2 || years.whole == WholePeriod::Sum {
        return None;
    }
    let message = format!(
        "chỉ tiêu “{}” chỉ có đến năm {last}, mà giai đoạn của {} đến năm {end}",
        indicator.name.collect_words(),
        paper.kind
    );
    Some(
        rule.finding(target.span, message)
            .label(format!("năm cuối của chỉ tiêu; chưa có số của năm {end}"))
            .related(paper.period.span, format!("giai đoạn của {}", paper.kind))
            .hint("thêm các năm còn thiếu; chưa biết số thì ghi `chua_co`"),
    )
}

/// Years that lack between others that follow each other.
fn check_gaps(
    rule: &Rule,
    indicator: &Indicator,
    years: &YearTargets,
    found: &mut Vec<Diagnostic>,
) {
    if !has_neighbours(years) {
        return;
    }
    let all: Vec<_> = years.years().collect();
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

/// Whether a year follows right on another. Where none does, as with 2030 and 2035, each is
/// a mark that is set.
fn has_neighbours(years: &YearTargets) -> bool {
    years.years().any(|year| years.get(year + 1).is_some())
}

/// Rows of a table of targets that have no figure in its first or last column of years: an
/// empty cell there is a year that was forgotten. That a row stops before the period does
/// is told of the indicator.
fn check_tables(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut reported = BTreeSet::new();
    for part in context.form.parts() {
        let SectionPart::FromTargets(table) = part else { continue };
        let is_of_years = |column: &TargetColumn| column.field == TargetField::Years;
        if table.columns.as_ref().is_some_and(|all| !all.iter().any(is_of_years)) {
            continue;
        }
        let ids: Vec<_> = table.items.iter().flat_map(TargetItem::ids).collect();
        let rows: Vec<_> = context
            .form
            .indicators
            .iter()
            .filter(|(id, _)| ids.iter().any(|of_row| of_row.value == id.value))
            .filter_map(|(_, indicator)| Some((indicator, indicator.years.as_ref()?)))
            .collect();
        let all = rows.iter().flat_map(|(_, years)| years.years());
        let all: BTreeSet<_> = all.collect();
        let last = all.last().filter(|_| context.form.period.is_none());
        for year in all.first().into_iter().chain(last).copied() {
            for (indicator, years) in &rows {
                let lacks = years.get(year).is_none() && is_yearly(years);
                if lacks && reported.insert((indicator.name.span.start, year)) {
                    found.extend(describe_empty_cell(rule, indicator, years, year));
                }
            }
        }
    }
}

/// Whether a series goes on from year to year to what is reached in the end.
fn is_yearly(years: &YearTargets) -> bool {
    years.whole == WholePeriod::Last && has_neighbours(years)
}

fn describe_empty_cell(
    rule: &Rule,
    indicator: &Indicator,
    years: &YearTargets,
    year: i32,
) -> Option<Diagnostic> {
    let nearest = years.years().min_by_key(|other| (other - year).abs())?;
    let message = format!(
        "chỉ tiêu “{}” không có số của năm {year}, mà bảng chỉ tiêu có cột năm ấy",
        indicator.name.collect_words()
    );
    Some(
        rule.finding(years.get(nearest)?.span, message)
            .label(format!("ô của năm {year} sẽ trống"))
            .hint("thêm năm ấy vào `nam` của chỉ tiêu; chưa biết số thì ghi `chua_co`"),
    )
}
