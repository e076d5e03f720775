//! `timetable-period`: the days of a timetable are in the time of the plan.

use chrono::{Datelike, NaiveDate};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{DaySpan, Timetable};
use crate::quantity::Day;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::list_subject_years;
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "timetable-period",
        summary: "các ngày của lịch phải ở trong thời gian của kế hoạch",
        explanation: "Một ngày của `lich` ở ngoài các năm của kế hoạch thường do chép lịch của năm trước mà quên sửa năm. Các năm của kế hoạch là `nam` hoặc `giai_doan`, và những năm trích yếu nêu (“năm học 2026 - 2027”, “giai đoạn 2026 - 2030”). Lịch có việc từ tháng 10, hoặc kế hoạch ký từ tháng 10, thì được sang hết tháng 3 năm sau; ngày từ lúc ký văn bản trở đi (chưa ký thì từ tháng 10 năm trước) thì không báo dù còn ở năm trước.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("việc ấy đúng là làm ngoài năm của kế hoạch"),
    wrong: "noi_dung:\n  - tieu_de: Lịch kiểm tra\n    lich:\n      ngay:\n        - ngay: 2022-03-25\n          sang: [Kiểm tra hồ sơ]\n",
    right: "noi_dung:\n  - tieu_de: Lịch kiểm tra\n    lich:\n      ngay:\n        - ngay: 2023-03-25\n          sang: [Kiểm tra hồ sơ]\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let form = context.form;
    if !form.own_tables().any(|(_, spec)| spec.timetable.is_some()) {
        return;
    }
    let period = form.period.as_ref();
    let period = period.map(|period| (period.span, "giai đoạn của kế hoạch"));
    let year = form.year.as_ref().map(|year| (year.span, "năm của kế hoạch"));
    let Some((span, name)) = period.or(year) else { return };
    let Some(years) = PlanYears::new(context) else { return };
    for (_, spec) in context.form.own_tables() {
        let Some(timetable) = &spec.timetable else { continue };
        let days = list_days(timetable);
        let last = years.find_last(&days);
        for DayPlace { days, span: place } in days {
            if years.first <= days.first() && last.is_none_or(|last| days.last() <= last)
            {
                continue;
            }
            let outside =
                if days.first() < years.first { days.first() } else { days.last() };
            let message =
                format!("ngày {} của lịch ở ngoài thời gian của kế hoạch", Day(outside));
            found.push(
                rule.finding(place, message)
                    .label(format!("kế hoạch của {}", years.name()))
                    .related(span, name)
                    .hint("gõ nhầm năm thì sửa; kế hoạch của nhiều năm thì nêu các năm ấy trong trích yếu"),
            );
        }
    }
}

/// The days of an item of a timetable, and where they stand.
#[derive(Clone, Copy)]
struct DayPlace {
    days: DaySpan,
    span: Span,
}

/// Days as they stand in the form, each once.
fn list_days(timetable: &Timetable) -> Vec<DayPlace> {
    let days = timetable.entries.iter().filter_map(|entry| entry.days);
    let mut res: Vec<_> =
        days.map(|days| DayPlace { days: days.value, span: days.span }).collect();
    res.dedup_by_key(|place| place.span);
    res
}

/// The years that a plan is for.
struct PlanYears {
    /// The first day on which something of it can be done.
    first: NaiveDate,
    /// The years that it names, from the first to the last.
    named: [i32; 2],
    /// The day on which it was signed, where that is known.
    signed: Option<NaiveDate>,
}

impl PlanYears {
    fn new(context: &Context<'_>) -> Option<Self> {
        let mut years = list_subject_years(context);
        years.extend(context.form.plan_years()?);
        let named = [*years.iter().min()?, *years.iter().max()?];
        let first = NaiveDate::from_ymd_opt(named[0], 1, 1)?;
        // A plan that is not signed yet may be signed in the autumn before.
        let begun = context.date().or(NaiveDate::from_ymd_opt(named[0] - 1, 10, 1))?;
        let signed = context.date();
        Some(Self { first: first.min(begun), named, signed })
    }

    /// The last day, for a timetable: one that has days from October on, or of a plan that
    /// is signed then, may go on over the new year.
    fn find_last(&self, days: &[DayPlace]) -> Option<NaiveDate> {
        let [_, last] = self.named;
        let days = days.iter().map(|place| place.days.first());
        let goes_on =
            days.chain(self.signed).any(|day| day.year() == last && day.month() >= 10);
        if goes_on {
            NaiveDate::from_ymd_opt(last + 1, 3, 31)
        } else {
            NaiveDate::from_ymd_opt(last, 12, 31)
        }
    }

    fn name(&self) -> String {
        match self.named {
            [first, last] if first == last => format!("năm {first}"),
            [first, last] => format!("các năm {first} đến {last}"),
        }
    }
}
