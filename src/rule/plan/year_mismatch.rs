//! `year-mismatch`: the summary names the year of the plan.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;

use crate::rule::{Context, Rule};
use crate::running_text::scan::find_values;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "year-mismatch",
        summary: "năm trong trích yếu phải là năm của kế hoạch",
        explanation: "Trích yếu nêu một năm khác với `nam` thường là do chép từ kế hoạch năm trước mà quên sửa. Sửa năm trong trích yếu, hoặc viết `năm {{ nam }}` để máy tự điền. Giai đoạn nhiều năm, trích yếu nêu nhiều năm thì máy không xét.",
    },
    severity: Severity::Warning,
    clause: None,
    wrong: "van_ban:\n  so: 5\n  ngay: 2023-05-20\n  trich_yeu: Triển khai công tác giảm nghèo năm 2022\n",
    right: "van_ban:\n  so: 5\n  ngay: 2023-05-20\n  trich_yeu: Triển khai công tác giảm nghèo năm {{ nam }}\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(year) = &context.form.year else { return };
    let mut named = Vec::new();
    for (_, line) in context.lines().filter(|(role, _)| *role == Role::Subject) {
        let read = find_values(&line.text);
        let typed = |at: &usize| !read.iter().any(|value| value.contains(at));
        for (at, value) in find_years(&line.text).into_iter().filter(|(at, _)| typed(at))
        {
            named.push((
                value,
                line.place(context, at, at + 4),
                classify_year(&line.text, at),
            ));
        }
    }
    named.retain(|(.., kind)| *kind != Kind::Range);
    let [(value, place, Kind::Year)] = named[..] else { return };
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
enum Kind {
    /// `năm 2023`.
    Year,
    /// One end of `2021-2025`.
    Range,
    /// Anything else: `đến năm 2030`, `12/2022/QĐ-UBND`.
    Other,
}

/// Years with their places.
fn find_years(text: &str) -> Vec<(usize, i32)> {
    let mut res = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i)
    {
        let len = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        let year =
            text[start..start + len].parse().ok().filter(|y| (1945..2100).contains(y));
        res.extend(year.filter(|_| len == 4).map(|year| (start, year)));
        at = start + len;
    }
    res
}

fn classify_year(text: &str, at: usize) -> Kind {
    let dash = |c: char| matches!(c, '-' | '–' | '—');
    let (before, after) = (text[..at].trim_end(), text[at + 4..].trim_start());
    if before.ends_with(dash) || after.starts_with(dash) {
        return Kind::Range;
    }
    let Some(lead) = before.strip_suffix("năm") else { return Kind::Other };
    match lead.trim_end().rsplit(' ').next() {
        Some("đến" | "từ") => Kind::Other,
        _ => Kind::Year,
    }
}
