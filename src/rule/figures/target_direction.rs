//! `target-direction`: a target that is to fall falls from year to year, one that is to
//! rise rises.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Direction, Indicator, Spanned};
use crate::indicator::{FigureId, IndicatorPart};
use crate::quantity::{Figure, Shown};
use crate::rule::{Context, Rule, Validity};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "target-direction",
        summary: "chỉ tiêu phải đi đúng chiều đã ghi ở `chieu`",
        explanation: "Chỉ tiêu ghi `chieu: giam` mà có năm cao hơn năm trước, hoặc `chieu: tang` mà có năm thấp hơn năm trước: thường là gõ nhầm một con số, hoặc ghi nhầm chiều. Lời văn đọc mức tăng của một chỉ tiêu phải giảm cũng là nhầm.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("kế hoạch đúng là đặt như vậy"),
    wrong: "chi_tieu:\n  ngheo:\n    ten: Tỷ lệ hộ nghèo\n    don_vi: \"%\"\n    dau: 8,5%\n    nam:\n      2026: 7%\n      2027: 7,6%\n    chieu: giam\nket_thuc: Đến cuối kỳ, tỷ lệ hộ nghèo còn {{ chi_tieu.ngheo }}.\n",
    right: "chi_tieu:\n  ngheo:\n    ten: Tỷ lệ hộ nghèo\n    don_vi: \"%\"\n    dau: 8,5%\n    nam:\n      2026: 7%\n      2027: 6,7%\n    chieu: giam\nket_thuc: Đến cuối kỳ, tỷ lệ hộ nghèo còn {{ chi_tieu.ngheo }}.\n",
    check,
};

/// A figure of an indicator with what it is called and where it stands.
struct Step {
    name: String,
    figure: Figure,
    span: Span,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (index, (id, indicator)) in context.form.indicators.iter().enumerate() {
        let Some(direction) = &indicator.direction else { continue };
        let steps = list_steps(context, index, id, indicator);
        for pair in steps.windows(2) {
            let [before, after] = pair else { continue };
            if is_against(direction.value, &before.figure, &after.figure) {
                let direction = direction.value;
                found.push(describe_step(rule, indicator, direction, before, after));
            }
        }
    }
    check_asked_changes(rule, context, found);
}

/// The figures that are known, from the start to the last year.
fn list_steps(
    context: &Context<'_>,
    index: usize,
    id: &Spanned<String>,
    indicator: &Indicator,
) -> Vec<Step> {
    let start = indicator.start.as_ref();
    let start_year = start.and_then(|start| start.year.as_ref());
    let start_name = match start_year {
        Some(year) => format!("năm {}", year.value),
        None => "đầu kỳ".to_owned(),
    };
    let start_span = start_year.map_or(id.span, |year| year.span);
    let mut parts = vec![(IndicatorPart::Start, start_name, start_span)];
    match &indicator.years {
        Some(years) => parts.extend(years.iter().map(|(year, target)| {
            (IndicatorPart::Year(year), format!("năm {year}"), target.span)
        })),
        None => parts.push((IndicatorPart::Goal, "mục tiêu".to_owned(), id.span)),
    }
    let mut steps = Vec::new();
    for (part, name, span) in parts {
        if let Some(Shown::Figure(figure)) = context.figures.indicator(index, part) {
            steps.push(Step { name, figure, span });
        }
    }
    steps
}

fn is_against(direction: Direction, before: &Figure, after: &Figure) -> bool {
    match direction {
        Direction::Up => after.value < before.value,
        Direction::Down => after.value > before.value,
    }
}

fn describe_step(
    rule: &Rule,
    indicator: &Indicator,
    direction: Direction,
    before: &Step,
    after: &Step,
) -> Diagnostic {
    let (must, than, bound) = match direction {
        Direction::Up => ("tăng", "thấp hơn", "không dưới"),
        Direction::Down => ("giảm", "cao hơn", "không quá"),
    };
    let message = format!(
        "chỉ tiêu “{}” phải {must}, mà {} là {}, {than} {} ({})",
        indicator.name.collect_words(),
        after.name,
        after.figure,
        before.name,
        before.figure
    );
    rule.finding(after.span, message)
        .label(format!("cần {bound} {}", before.figure))
        .related(before.span, before.name.clone())
        .hint("sửa con số gõ nhầm, hoặc sửa `chieu`")
}

/// Texts that read by how much an indicator goes the other way than it is to.
fn check_asked_changes(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let indicators = &context.form.indicators;
    if indicators.iter().all(|(_, indicator)| indicator.direction.is_none()) {
        return;
    }
    for (figure, span) in context.figures_read() {
        let FigureId::Indicator { index, part } = figure else { continue };
        let (id, indicator) = &indicators[index];
        let direction = indicator.direction.as_ref().map(|d| d.value);
        let (asked, must, instead) = match (part, direction) {
            (IndicatorPart::Rise | IndicatorPart::YearRise(_), Some(Direction::Down)) => {
                ("tăng", "giảm", "giam")
            }
            (IndicatorPart::Drop | IndicatorPart::YearDrop(_), Some(Direction::Up)) => {
                ("giảm", "tăng", "tang")
            }
            _ => continue,
        };
        let message = format!(
            "lời văn đọc mức {asked} của chỉ tiêu “{}”, mà chỉ tiêu này phải {must}",
            indicator.name.collect_words()
        );
        let year = part.year().map(|year| format!("[\"{year}\"]"));
        let read = format!("chi_tieu.{}{}.{instead}", id.value, year.unwrap_or_default());
        found.push(
            rule.finding(span, message)
                .label(format!("viết {{{{ {read} }}}}"))
                .hint("sửa lời văn theo, hoặc sửa `chieu` của chỉ tiêu"),
        );
    }
}
