//! `impossible-date`: the dates in the text are in the calendar.

use chrono::NaiveDate;

use crate::citation;
use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &code::rule::IMPOSSIBLE_DATE,
    severity: Severity::Error,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: None,
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Hoàn thành trước ngày 31/6/2023.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Hoàn thành trước ngày 30/6/2023.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (_, line) in context.lines() {
        for date in citation::find_dates(&line.text) {
            if NaiveDate::from_ymd_opt(date.year, date.month, date.day).is_some() {
                continue;
            }
            let written = &line.text[date.start..date.end];
            let place = line.place(context, date.start, date.end);
            found.push(
                rule.finding(place, format!("không có ngày {written} trong lịch"))
                    .label(name_last_day(date.month, date.year))
                    .hint("đối chiếu bản gốc; chưa rõ ngày thì chỉ ghi tháng và năm"),
            );
        }
    }
}

/// What the calendar has in that month.
fn name_last_day(month: u32, year: i32) -> String {
    let days =
        (28..=31).rev().find(|d| NaiveDate::from_ymd_opt(year, month, *d).is_some());
    match days {
        Some(days) => format!("tháng {month} năm {year} có từ ngày 01 đến ngày {days}"),
        None => "một năm có từ tháng 01 đến tháng 12".to_owned(),
    }
}
