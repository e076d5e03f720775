//! `year-mismatch`: the summary names the year of the plan.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::rule::{Context, Rule};
use crate::running_text::{find_values, is_in_value};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "year-mismatch",
        summary: "năm trong trích yếu phải là năm của kế hoạch",
        explanation: "Trích yếu nêu một năm khác với `nam` thường là do chép từ kế hoạch năm trước mà quên sửa. Sửa năm trong trích yếu, hoặc viết `năm {{ nam }}` để máy tự điền. Giai đoạn nhiều năm, trích yếu nêu nhiều năm thì máy không xét.",
    },
    severity: Severity::Warning,
    clause: None,
    excuse: Some("kế hoạch đúng là nói về năm ấy"),
    wrong: "van_ban:\n  so: 5\n  ngay: 2023-05-20\n  trich_yeu: Triển khai công tác giảm nghèo năm 2022\n",
    right: "van_ban:\n  so: 5\n  ngay: 2023-05-20\n  trich_yeu: Triển khai công tác giảm nghèo năm {{ nam }}\n",
    check,
};

/// Only where the summary names one single year, as `năm 2024`, can it be the wrong one: the
/// ends of a range are left out, and any other number of four digits leaves it open.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(year) = &context.form.year else { return };
    let mut named = Vec::new();
    for (_, line) in context.lines().filter(|(role, _)| *role == Role::Subject) {
        let values = find_values(&line.text);
        for (start, value) in find_years(&line.text) {
            if is_in_value(&values, start) {
                continue;
            }
            let place = line.place(context, start, start + 4);
            named.push((value, place, classify_year(&line.text, start)));
        }
    }
    named.retain(|(.., role)| *role != YearRole::Range);
    let [(value, place, YearRole::Year)] = named[..] else { return };
    if value == year.value {
        return;
    }
    let message =
        format!("trích yếu ghi năm {value}, nhưng kế hoạch là của năm {}", year.value);
    found.push(
        rule.finding(place, message)
            .label(format!("cần {}", year.value))
            .related(year.span, "năm của kế hoạch")
            .hint("viết `năm {{ nam }}` để máy tự điền"),
    );
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

/// Years with their places.
fn find_years(text: &str) -> Vec<(usize, i32)> {
    let mut years = Vec::new();
    let mut end = 0;
    while let Some(skipped) = text[end..].find(|c: char| c.is_ascii_digit()) {
        let start = end + skipped;
        let length = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        end = start + length;
        let year = text[start..end].parse().ok().filter(|y| (1945..2100).contains(y));
        years.extend(year.filter(|_| length == 4).map(|year| (start, year)));
    }
    years
}

fn classify_year(text: &str, start: usize) -> YearRole {
    const DASHES: [char; 3] = ['-', '–', '—'];
    let before = text[..start].trim_end();
    let after = text[start + 4..].trim_start();
    if before.ends_with(DASHES) || after.starts_with(DASHES) {
        return YearRole::Range;
    }
    let Some(lead) = before.strip_suffix("năm") else { return YearRole::Other };
    match lead.trim_end().rsplit(' ').next() {
        Some("đến" | "từ") => YearRole::Other,
        _ => YearRole::Year,
    }
}
