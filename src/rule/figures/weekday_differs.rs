//! `weekday-differs`: a day of the week beside a date is that of the date.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::quantity::{Day, name_weekday_of};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    WrittenWeekday, find_weekdays, is_counted, list_subject_years,
};

pub(super) static RULE: Rule = Rule {
    code: &code::rule::WEEKDAY_DIFFERS,
    severity: Severity::Error,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("chỗ này chép nguyên văn của văn bản khác"),
    wrong: "noi_dung:\n  - tieu_de: Thời gian\n    doan: Khai mạc lúc 8 giờ thứ Sáu, ngày 11/4/2026.\n",
    right: "noi_dung:\n  - tieu_de: Thời gian\n    doan: Khai mạc lúc 8 giờ thứ Bảy, ngày 11/4/2026.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (_, line) in context.lines() {
        for written in find_weekdays(&line.text) {
            let Some(message) = describe_mismatch(context, &written) else {
                continue;
            };
            let mut lines = context.lines();
            if written.may_count && lines.any(|(_, line)| is_counted(&line.text)) {
                continue;
            }
            let place = line.place(context, written.place.start, written.place.end);
            found.push(
                rule.finding(place, message)
                    .label("thứ không đúng với ngày")
                    .hint("xem lại ngày, rồi sửa ngày hoặc sửa thứ"),
            );
        }
    }
}

/// What is wrong with a day of the week. One whose date has no year is wrong only where it
/// is in each year that may be meant; a date that the calendar lacks has a finding of its
/// own.
fn describe_mismatch(context: &Context<'_>, written: &WrittenWeekday) -> Option<String> {
    let WrittenWeekday { place: _, weekday, day, month, year, may_count: _ } = written;
    if let Some(year) = year {
        let date = NaiveDate::from_ymd_opt(*year, *month, *day)?;
        return (date.weekday() != *weekday)
            .then(|| format!("ngày {} là {}", Day(date), name_weekday_of(date)));
    }
    let years = find_near_years(context)?;
    let dates = years.clone().map(|year| NaiveDate::from_ymd_opt(year, *month, *day));
    let dates: Vec<_> = dates.collect::<Option<_>>()?;
    let (first, last) = (years.start(), years.end());
    dates.iter().all(|date| date.weekday() != *weekday).then(|| {
        let named = dates.iter().find(|date| date.year() == first + 1);
        let name = named.map(|date| name_weekday_of(*date)).unwrap_or_default();
        format!(
            "ngày {day:02}/{month} năm {} là {name}; từ năm {first} đến năm {last} không năm nào ngày ấy đúng thứ đã ghi",
            first + 1
        )
    })
}

/// The years of the plan with the years beside them; `None` where the summary names others.
fn find_near_years(context: &Context<'_>) -> Option<RangeInclusive<i32>> {
    let years = context.form.plan_years()?;
    let near = years.start() - 1..=years.end() + 1;
    let mut named = list_subject_years(context).into_iter();
    named.all(|year| near.contains(&year)).then_some(near)
}
