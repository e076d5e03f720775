//! `year-mismatch`: the summary, titles and sentences name the year of the plan.
//!
//! | file | what it does |
//! |---|---|
//! | `written` | years in titles and sentences |

mod written;

use std::ops::Range;

use chrono::NaiveDate;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{PlanPeriod, Role};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{find_values, find_years, is_in_value};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "year-mismatch",
        summary: "năm trong trích yếu, tiêu đề, câu văn phải là năm của kế hoạch",
        explanation: "Trích yếu nêu một năm khác với `nam` thường là do chép từ kế hoạch năm trước mà quên sửa. Sửa năm trong trích yếu, hoặc viết `năm {{ nam }}` để máy tự điền. Biểu có `giai_doan` thì giai đoạn nêu ở trích yếu phải là giai đoạn ấy; không có thì trích yếu nêu nhiều năm máy không xét. Nhiệm vụ xong trước giai đoạn ấy, hay mãi sau giai đoạn ấy, cũng là gõ nhầm năm; việc tổng kết được sang hết tháng 3 năm sau. Máy cũng xét tiêu đề của việc sắp làm (“Nhiệm vụ năm …”, “Tuyển sinh năm học …”), câu mở đầu “ban hành Kế hoạch … như sau”, câu kết “Trên đây là Kế hoạch …”, câu “phấn đấu … năm …”, và mốc “Tháng … năm …” đứng đầu một dòng, một câu về việc sắp làm; câu nói về kết quả của năm trước thì không xét.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("ở đây đúng là nói về năm ấy"),
    wrong: "van_ban:\n  so: 5\n  ngay: 2023-05-20\n  trich_yeu: Triển khai công tác giảm nghèo năm 2022\n",
    right: "van_ban:\n  so: 5\n  ngay: 2023-05-20\n  trich_yeu: Triển khai công tác giảm nghèo năm {{ nam }}\n",
    check,
};

/// A year that the summary names.
struct NamedYear {
    value: i32,
    place: Span,
    role: YearRole,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    check_subject(rule, context, found);
    written::check_written_years(rule, context, found);
}

/// Only where the summary names one single year, as `năm 2024`, can it be the wrong one: the
/// ends of a range are left out, and any other number of four digits leaves it open. Where
/// the form says the years of the plan, a range is these.
fn check_subject(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let named = list_named_years(context);
    if let Some(period) = &context.form.period {
        check_period(rule, context, period, &named, found);
        check_tasks(rule, context, period, found);
        return;
    }
    let Some(year) = &context.form.year else { return };
    let named: Vec<_> = named.iter().filter(|n| n.role != YearRole::Range).collect();
    let [NamedYear { value, place, role: YearRole::Year }] = named[..] else { return };
    if *value == year.value {
        return;
    }
    let kind = context.form.kind.lower_name();
    let message =
        format!("trích yếu ghi năm {value}, nhưng {kind} là của năm {}", year.value);
    found.push(
        rule.finding(*place, message)
            .label(format!("cần {}", year.value))
            .related(year.span, format!("năm của {kind}"))
            .hint("viết `năm {{ nam }}` để máy tự điền"),
    );
}

/// The years of the summary.
fn list_named_years(context: &Context<'_>) -> Vec<NamedYear> {
    let mut named = Vec::new();
    for (_, line) in context.lines().filter(|(role, _)| *role == Role::Subject) {
        let values = find_values(&line.text);
        for year in find_years(&line.text) {
            let Range { start, end } = year.range();
            if is_in_value(&values, start) {
                continue;
            }
            named.push(NamedYear {
                value: year.value,
                place: line.place(context, start, end),
                role: classify_year(&line.text[..start], &line.text[end..]),
            });
        }
    }
    named
}

/// A plan for several years: a range in the summary is these years, a single year is one of
/// them, and so is the year of the plan, or it is the one before, in which it is issued.
fn check_period(
    rule: &Rule,
    context: &Context<'_>,
    period: &PlanPeriod,
    named: &[NamedYear],
    found: &mut Vec<Diagnostic>,
) {
    let (text, kind) = (period.to_text(), context.form.kind.lower_name());
    let ends: Vec<_> = named.iter().filter(|n| n.role == YearRole::Range).collect();
    if let [first, last] = ends[..]
        && (first.value, last.value) != (period.first(), period.last())
    {
        let message = format!(
            "trích yếu ghi giai đoạn {} - {}, nhưng {kind} là của giai đoạn {text}",
            first.value, last.value
        );
        found.push(
            rule.finding(first.place.with(last.place), message)
                .label(format!("cần {text}"))
                .related(period.span, format!("giai đoạn của {kind}"))
                .hint("viết `giai đoạn {{ giai_doan }}` để máy tự điền"),
        );
    }
    let others: Vec<_> = named.iter().filter(|n| n.role != YearRole::Range).collect();
    if let [NamedYear { value, place, role: YearRole::Year }] = others[..]
        && !period.years().contains(value)
    {
        let message =
            format!("trích yếu ghi năm {value}, nhưng {kind} là của giai đoạn {text}");
        found.push(
            rule.finding(*place, message)
                .label("năm này không thuộc giai đoạn")
                .related(period.span, format!("giai đoạn của {kind}")),
        );
    }
    if let Some(year) = &context.form.year
        && !(period.first() - 1..=period.last()).contains(&year.value)
    {
        let message =
            format!("`nam` là {}, ngoài giai đoạn của {kind} ({text})", year.value);
        found.push(
            rule.finding(year.span, message)
                .label("cần năm ban hành, hoặc một năm của giai đoạn")
                .related(period.span, format!("giai đoạn của {kind}")),
        );
    }
}

/// Tasks that are done before the plan begins, or long after it: what closes a period may
/// be done in the first quarter after it. One that went on before the plan is none of these.
fn check_tasks(
    rule: &Rule,
    context: &Context<'_>,
    period: &PlanPeriod,
    found: &mut Vec<Diagnostic>,
) {
    let year = context.form.year.as_ref().map_or(period.first(), |year| year.value);
    let first = NaiveDate::from_ymd_opt(period.first().min(year), 1, 1);
    let last = NaiveDate::from_ymd_opt(period.last() + 1, 3, 31);
    let Some((first, last)) = first.zip(last) else { return };
    let first = context.date().map_or(first, |signed| first.min(signed));
    let kind = context.form.kind.lower_name();
    for task in context.form.tasks() {
        let time = task.time.as_ref().and_then(|time| time.known()?.time.as_ref());
        let Some((time, end)) = time.and_then(|t| Some((t, t.value.end(year)?))) else {
            continue;
        };
        if (first..=last).contains(&end) {
            continue;
        }
        let message = format!(
            "nhiệm vụ “{}” làm {}, ngoài giai đoạn của {kind} ({})",
            task.title.collect_words(),
            time.value.to_text(),
            period.to_text()
        );
        let wanted = format!("cần một năm từ {} đến {}", period.first(), period.last());
        found.push(
            rule.finding(time.span, message)
                .label(wanted)
                .related(period.span, format!("giai đoạn của {kind}")),
        );
    }
}

/// What a year in the summary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum YearRole {
    /// `năm 2023`.
    Year,
    /// One end of `2021-2025`.
    Range,
    /// Anything else: `đến năm 2030`, `12/2022/QĐ-UBND`.
    Other,
}

/// What a year is, by the words before it and after it.
fn classify_year(before: &str, after: &str) -> YearRole {
    const DASHES: [char; 3] = ['-', '–', '—'];
    let (before, after) = (before.trim_end(), after.trim_start());
    if before.ends_with(DASHES) || after.starts_with(DASHES) {
        return YearRole::Range;
    }
    let Some(lead) = before.strip_suffix("năm") else { return YearRole::Other };
    match lead.trim_end().rsplit(' ').next() {
        Some("đến" | "từ") => YearRole::Other,
        _ => YearRole::Year,
    }
}
