//! `deadline-outside`: what is to be done is done after the plan is issued, and in its years.

use chrono::{Datelike, NaiveDate};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{CellReach, Role, Rows, TableSpec};
use crate::quantity::{Day, Moment, PlanTime};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{find_deadlines, find_moments, is_date_of_paper, is_past};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "deadline-outside",
        summary: "thời hạn phải sau ngày ban hành và trong thời gian của kế hoạch",
        explanation: "Việc giao trong kế hoạch mà thời hạn đã qua khi kế hoạch ban hành thì không làm được; thường là chép lại kế hoạch năm trước mà quên sửa năm. Máy xét thời gian của nhiệm vụ, cột thời gian của bảng, và lời văn như “hoàn thành trước ngày …”, “Thời gian: …”; một khoảng thời gian thì xét lúc kết thúc. Kế hoạch chưa có ngày thì tính từ tháng 10 năm trước. Kế hoạch có `giai_doan`, hoặc trích yếu ghi đúng một năm, thì thời hạn sau tháng 3 của năm kế tiếp cũng được nêu ra. Sửa thời hạn; việc đã làm rồi thì viết rõ là đã làm.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("việc ấy đúng là làm vào lúc ấy"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Các thôn rà soát hộ nghèo, hoàn thành trước ngày 30/11/2022.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Các thôn rà soát hộ nghèo, hoàn thành trước ngày 30/11/2023.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(bounds) = PlanBounds::new(context) else { return };
    let mut deadlines = list_task_deadlines(context, &bounds);
    // A report tells of what has been: only its tasks are to be done.
    if !context.form.kind.is_addressed {
        let tables = context.form.own_tables().map(|(_, spec)| spec);
        for spec in tables.filter(|spec| spec.timetable.is_none()) {
            collect_table_deadlines(context, spec, &bounds, &mut deadlines);
        }
        collect_written_deadlines(context, &mut deadlines);
    }
    deadlines.retain(|deadline| bounds.judge(deadline).is_some());
    deadlines.sort_by_key(|deadline| deadline.span.start);
    let mut known: Vec<Moment> = Vec::new();
    for deadline in &deadlines {
        if known.contains(&deadline.moment) {
            continue;
        }
        known.push(deadline.moment);
        let same = deadlines.iter().filter(|other| other.moment == deadline.moment);
        found.extend(bounds.report(rule, context, deadline, same.count() - 1));
    }
}

/// A time by which something is to be done, and where it stands.
struct Deadline {
    moment: Moment,
    /// The last day that it can be.
    end: NaiveDate,
    /// The first day that it can be.
    start: NaiveDate,
    span: Span,
}

/// Where a deadline lies that is not in the time of the plan.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outside {
    Before,
    After,
}

/// The days in which something of a plan can be done.
struct PlanBounds {
    /// The first day on which the plan can be issued.
    first: NaiveDate,
    /// Where the form says it: its day, or the year of a plan whose day is open.
    origin: Span,
    is_dated: bool,
    /// The last day, where the plan is for certain years and no more.
    last: Option<NaiveDate>,
    /// Where the form says these years.
    years: Option<Span>,
    /// Tasks beyond the period of the form are told by `year-mismatch`.
    has_period: bool,
}

impl PlanBounds {
    fn new(context: &Context<'_>) -> Option<Self> {
        let form = context.form;
        let issued =
            form.date().and_then(|date| Some((date.value.earliest()?, date.span)));
        let year = form.year.as_ref();
        let autumn = year
            .and_then(|y| Some((NaiveDate::from_ymd_opt(y.value - 1, 10, 1)?, y.span)));
        let (first, origin) = issued.or(autumn)?;
        let period = form.period.as_ref().map(|period| (period.last(), period.span));
        let only = year.filter(|y| is_for_year_alone(context, y.value));
        let last = period.or(only.map(|y| (y.value, y.span)));
        Some(Self {
            first,
            origin,
            is_dated: issued.is_some(),
            last: last.and_then(|(year, _)| NaiveDate::from_ymd_opt(year + 1, 3, 31)),
            years: last.map(|(_, span)| span),
            has_period: period.is_some(),
        })
    }

    fn judge(&self, deadline: &Deadline) -> Option<Outside> {
        if deadline.end < self.first {
            return Some(Outside::Before);
        }
        self.last.filter(|last| deadline.start > *last).map(|_| Outside::After)
    }

    fn report(
        &self,
        rule: &Rule,
        context: &Context<'_>,
        deadline: &Deadline,
        more: usize,
    ) -> Option<Diagnostic> {
        let kind = context.form.kind.lower_name();
        let words = deadline.moment.to_text();
        let others = match more {
            0 => String::new(),
            _ => format!("; còn {more} chỗ nữa như vậy"),
        };
        let finding = match self.judge(deadline)? {
            Outside::Before => {
                let (day, name) = match self.is_dated {
                    true => {
                        (format!(" ({})", Day(self.first).short()), "ngày của kế hoạch")
                    }
                    false => (String::new(), "năm của kế hoạch"),
                };
                let message = format!(
                    "thời hạn {words} đã qua trước khi ban hành {kind}{day}{others}"
                );
                rule.finding(deadline.span, message)
                    .label("thời hạn này đã qua")
                    .related(self.origin, name)
            }
            Outside::After => {
                let message =
                    format!("thời hạn {words} ở ngoài thời gian của {kind}{others}");
                let finding = rule
                    .finding(deadline.span, message)
                    .label("sau thời gian của kế hoạch");
                match self.years {
                    Some(span) => finding.related(span, "thời gian của kế hoạch"),
                    None => finding,
                }
            }
        };
        let year = self.first.year();
        let moved = deadline.end.with_year(year).filter(|day| *day >= self.first);
        Some(match moved.filter(|_| deadline.end.year() != year) {
            Some(_) => finding.hint(format!("có phải là năm {year}? xem lại năm")),
            None => finding.hint("sửa thời hạn; việc đã làm rồi thì viết rõ là đã làm"),
        })
    }
}

/// Whether the summary names the year of the plan as its own, `năm 2026`, and no other.
fn is_for_year_alone(context: &Context<'_>, year: i32) -> bool {
    let mut lines = context.lines().filter(|(role, _)| *role == Role::Subject);
    lines.any(|(_, line)| is_year_named(&line.text, year) && !is_of_years(&line.text))
}

/// Whether a text names a year, or reads that of the plan, and not as a part of a date.
fn is_year_named(text: &str, year: i32) -> bool {
    text.match_indices("năm ").any(|(start, word)| {
        let (before, after) = (text[..start].trim_end(), &text[start + word.len()..]);
        let value = after.strip_prefix("{{").map(str::trim_start).unwrap_or_default();
        let is_part = before.ends_with(|c: char| c.is_ascii_digit())
            || before.ends_with("đến")
            || before.ends_with("từ");
        !is_part && (after.starts_with(&year.to_string()) || value.starts_with("nam"))
    })
}

/// Whether a summary is of more than one year.
fn is_of_years(text: &str) -> bool {
    const WORDS: [&str; 5] = ["giai đoạn", "năm học", "tầm nhìn", "đến năm", "những năm"];
    let lower = text.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// The times of the tasks.
fn list_task_deadlines(context: &Context<'_>, bounds: &PlanBounds) -> Vec<Deadline> {
    let year = context.form.year.as_ref().map(|year| year.value);
    let year = year.unwrap_or(bounds.first.year());
    let mut found = Vec::new();
    for task in context.form.tasks() {
        let time = task.time.as_ref().and_then(|time| time.known()?.time.as_ref());
        let Some(time) = time else { continue };
        let moment = match time.value {
            PlanTime::At(moment)
            | PlanTime::Range(_, moment)
            | PlanTime::Before(moment) => moment,
            PlanTime::Recurring(_) => continue,
        };
        let Some((start, end)) = moment.start(year).zip(time.value.end(year)) else {
            continue;
        };
        // One that ends before it begins is told where it is read.
        if time.value.start(year).is_some_and(|begin| begin > end) {
            continue;
        }
        // A year that is not written is that of the plan, whose day says nothing of it.
        let is_told = bounds.has_period && is_told_by_years(context, year, end);
        if moment.written_year().is_some() && !is_told {
            found.push(Deadline { moment, end, start, span: time.span });
        }
    }
    found
}

/// Whether `year-mismatch` tells of a task that is done by this day.
fn is_told_by_years(context: &Context<'_>, year: i32, end: NaiveDate) -> bool {
    let Some(period) = &context.form.period else { return false };
    let first = NaiveDate::from_ymd_opt(period.first().min(year), 1, 1);
    let last = NaiveDate::from_ymd_opt(period.last() + 1, 3, 31);
    let Some((first, last)) = first.zip(last) else { return false };
    let first = context.date().map_or(first, |signed| first.min(signed));
    !(first..=last).contains(&end)
}

/// The times in the columns of a table that say when something is done.
fn collect_table_deadlines(
    context: &Context<'_>,
    spec: &TableSpec,
    bounds: &PlanBounds,
    found: &mut Vec<Deadline>,
) {
    let Rows::Typed(rows) = &spec.rows else { return };
    for column in spec.columns.ids() {
        let label = spec.columns[column].label.collect_words().to_lowercase();
        let is_of_days = is_day_label(&label);
        if !is_of_days && !is_time_label(&label) {
            continue;
        }
        let cells = rows.iter().filter_map(|row| spec.typed_cell(row, column));
        let mut cells: Vec<_> =
            cells.filter(|cell| cell.reach == CellReach::Own).collect();
        if spec.columns[column].look.merges {
            // Cells that are alike print as one.
            cells.dedup_by_key(|cell| cell.text.as_str());
        }
        let cells = cells.into_iter();
        let cells = cells.filter_map(|cell| read_cell(context, &cell.text, cell.span));
        let cells: Vec<_> = cells.collect();
        // Days that all lie outside are those of papers, or of what has been.
        let is_schedule = cells.iter().any(|cell| bounds.judge(cell).is_none());
        if is_schedule || !is_of_days {
            found.extend(cells);
        }
    }
}

/// Whether the name of a column, in small letters, says that it has days, of whatever.
fn is_day_label(label: &str) -> bool {
    let words = label.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let words: Vec<_> = words.collect();
    let is_of_day = |word: &&str| {
        matches!(*word, "thứ" | "ngày" | "tháng" | "năm" | "buổi" | "tổ" | "chức" | "họp")
    };
    words.contains(&"ngày") && words.iter().all(is_of_day)
}

/// Whether the name of a column, in small letters, says when something is to be done.
fn is_time_label(label: &str) -> bool {
    const TIMES: [&str; 7] = [
        "thời gian",
        "thời hạn",
        "tiến độ",
        "thời điểm",
        "hoàn thành",
        "dự kiến",
        "ngày thực hiện",
    ];
    const OTHERS: [&str; 10] = [
        "sinh",
        "cấp",
        "ban hành",
        "ký",
        "phê duyệt",
        "khởi công",
        "năm trước",
        "đã",
        "hợp đồng",
        "bắt đầu",
    ];
    TIMES.iter().any(|word| label.contains(word))
        && !OTHERS.iter().any(|word| label.contains(word))
}

/// The last time that a cell names.
fn read_cell(context: &Context<'_>, text: &str, span: Span) -> Option<Deadline> {
    if let Ok(moment @ Moment::Day(_)) = Moment::read(text) {
        return make_deadline(moment, span);
    }
    if is_past(&text.to_lowercase()) {
        return None;
    }
    let written = find_moments(text)
        .pop()
        .filter(|written| !is_date_of_paper(&text[..written.place.start]))?;
    let place = context.place(text, span, written.place.start, written.place.end);
    make_deadline(written.moment, place)
}

fn make_deadline(moment: Moment, span: Span) -> Option<Deadline> {
    // A year is written in each: that of the plan is not asked for.
    let (start, end) = moment.start(0).zip(moment.end(0))?;
    Some(Deadline { moment, end, start, span })
}

/// The times of running text by which something is to be done; those of tasks are read
/// already.
fn collect_written_deadlines(context: &Context<'_>, found: &mut Vec<Deadline>) {
    let times: Vec<Span> = context
        .form
        .tasks()
        .iter()
        .filter_map(|task| task.time.as_ref()?.known()?.time.as_ref())
        .map(|time| time.span)
        .collect();
    let mut known: Vec<usize> = found.iter().map(|known| known.span.start).collect();
    known.sort_unstable();
    let is_known = |span: Span| {
        let next = known.partition_point(|start| *start < span.start);
        known.get(next).is_some_and(|start| *start < span.end)
    };
    // Cells say what is to be done as well; those of a column of times are read already.
    let lines = context.lines().filter(|(role, line)| {
        *role == Role::Body || *role == Role::Other && !is_known(line.span)
    });
    for (_, line) in lines {
        for written in find_deadlines(&line.text) {
            if times.contains(&line.span) {
                continue;
            }
            let place = line.place(context, written.place.start, written.place.end);
            found.extend(make_deadline(written.moment, place));
        }
    }
}
