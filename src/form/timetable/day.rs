//! The days of a timetable: one day or several in a row, with the parts of a day.

use std::cmp::Reverse;

use chrono::{Datelike, NaiveDate};

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::prose::PENDING;
use crate::quantity::{
    DateError, Day, DayPart, Pending, name_weekday, name_weekday_of, split_weekday,
};
use crate::source::Span;
use crate::yaml::YamlNode;

use super::super::fields::Fields;
use super::super::reader::FormReader;
use super::super::spanned::Spanned;
use super::super::value::describe_date_error;
use super::column::TimetableColumns;
use super::entry::{EntryFrame, TimetableEntry, read_entries};
use super::keys::DAY;

/// A day, or the days from one to a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaySpan {
    first: NaiveDate,
    /// Not before `first`.
    last: NaiveDate,
}

/// The ends of days, as far as they are known.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OpenDays {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

/// When an item of the days is.
#[derive(Debug, Clone, Copy)]
pub(super) struct DayFrame {
    /// Its days; `None` where they are not known yet, or could not be read.
    pub(super) days: Option<Spanned<DaySpan>>,
    /// What is known of days that are not.
    pub(super) open: OpenDays,
    /// The item.
    pub(super) item: Span,
}

/// How days print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayStyle {
    /// `Thứ Sáu, 10/4/2026`.
    WeekdayDate,
    /// `Thứ Sáu, 10/4`.
    WeekdayMonth,
    /// `Thứ Sáu, ngày 10 tháng 4 năm 2026`.
    Full,
    /// `10/4/2026`.
    Date,
    /// `10/4`.
    Month,
    /// `Thứ Sáu`.
    Weekday,
}

/// An item of the days, with its entries in the order of the parts of a day.
#[derive(Debug, Clone)]
pub(super) struct TimetableDay {
    /// When it is; `None` where that is not known yet, or could not be read.
    pub(super) days: Option<Spanned<DaySpan>>,
    /// What is done.
    pub(super) entries: Vec<TimetableEntry>,
}

impl DaySpan {
    /// The days from one to another; `None` where the second is before the first.
    #[must_use]
    pub fn new(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        self.last
    }

    /// Whether the two have a day in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// As it prints in a style, a day of the week and its date in a line each: the column of
    /// days is then as narrow as a date.
    pub(super) fn to_text(self, style: DayStyle) -> String {
        let Self { first, last } = self;
        if first == last {
            return style.show(first);
        }
        match style {
            DayStyle::Date if first.year() == last.year() => {
                format!("{} - {}", cut_year(first), Day(last))
            }
            DayStyle::Date | DayStyle::Month => {
                format!("{} - {}", style.show(first), style.show(last))
            }
            DayStyle::WeekdayDate
            | DayStyle::WeekdayMonth
            | DayStyle::Full
            | DayStyle::Weekday => {
                format!(
                    "Từ {}\nđến {}",
                    style.show_within(first),
                    style.show_within(last)
                )
            }
        }
    }
}

/// What prints for a day that is not known yet.
const OPEN: &str = "……";

impl OpenDays {
    /// As it prints in a style: `Từ thứ Sáu, 10/4/2026 đến ……`.
    pub(super) fn to_text(self, style: DayStyle) -> String {
        let Self { first, last } = self;
        if first.is_none() && last.is_none() {
            return OPEN.to_owned();
        }
        let [first, last] = [first, last]
            .map(|day| day.map_or_else(|| OPEN.to_owned(), |day| style.show_within(day)));
        match style {
            DayStyle::Date | DayStyle::Month => format!("{first} - {last}"),
            _ => format!("Từ {first}\nđến {last}"),
        }
    }
}

impl DayStyle {
    /// All of them, in the order of their words.
    pub(super) const ALL: [Self; 6] = [
        Self::WeekdayDate,
        Self::WeekdayMonth,
        Self::Full,
        Self::Date,
        Self::Month,
        Self::Weekday,
    ];

    fn show(self, date: NaiveDate) -> String {
        self.show_named(date, name_weekday(date.weekday()))
    }

    /// A day in the middle of a sentence.
    fn show_within(self, date: NaiveDate) -> String {
        self.show_named(date, &name_weekday_of(date))
    }

    fn show_named(self, date: NaiveDate, weekday: &str) -> String {
        match self {
            Self::WeekdayDate => format!("{weekday},\n{}", Day(date)),
            Self::WeekdayMonth => format!("{weekday},\n{}", cut_year(date)),
            Self::Full => {
                let date = Day(date).long();
                format!("{weekday},\n{}", date.replace(" năm ", "\nnăm "))
            }
            Self::Date => Day(date).short(),
            Self::Month => cut_year(date),
            Self::Weekday => weekday.to_owned(),
        }
    }
}

/// `10/4`.
fn cut_year(date: NaiveDate) -> String {
    let text = Day(date).short();
    text.rsplit_once('/').map_or_else(|| text.clone(), |(day, _)| day.to_owned())
}

/// The keys of the parts of a day, in the order of the day; the first says no part.
const PARTS: [(&str, Option<DayPart>); 6] = [
    ("viec", None),
    ("ca_ngay", Some(DayPart::Whole)),
    ("sang", Some(DayPart::Morning)),
    ("trua", Some(DayPart::Noon)),
    ("chieu", Some(DayPart::Afternoon)),
    ("toi", Some(DayPart::Evening)),
];

/// A day with its entries; `columns` are those that the form declares.
pub(super) fn read_day(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    columns: Option<&TimetableColumns>,
) -> Option<TimetableDay> {
    let f = r.fields(node, &DAY)?;
    let day = read_day_frame(r, node, &f);
    let mut entries = Vec::new();
    for (key, part) in PARTS {
        let frame = EntryFrame { day, part, columns };
        let read = r.optional(&f, key, |r, n| read_entries(r, n, frame));
        entries.extend(read.unwrap_or_default());
    }
    if PARTS.iter().all(|(key, _)| f.get(key).is_none()) {
        let span = r.source.first_line(f.span);
        r.error(
            Diagnostic::error(
                &code::form::MISSING_KEY,
                span,
                "ngày này chưa có việc nào",
            )
            .label("cần thêm `sang:`, `chieu:` … hoặc `viec:`")
            .hint("`viec:` là các việc không ghi buổi; không có việc thì xóa ngày này"),
        );
    }
    Some(TimetableDay { days: day.days, entries })
}

/// When an item is: `ngay`, or `tu` and `den`. All are read before one is missed.
fn read_day_frame(r: &mut FormReader<'_>, node: &YamlNode, f: &Fields<'_>) -> DayFrame {
    let day = r.optional(f, "ngay", read_date);
    let first = r.optional(f, "tu", read_date);
    let last = r.optional(f, "den", read_date);
    let mut open = OpenDays::default();
    let days = match (f.get("ngay"), f.get("tu"), f.get("den")) {
        (Some(entry), None, None) => {
            let date = day.and_then(Pending::into_known);
            let value = date.and_then(|date| DaySpan::new(date, date));
            value.map(|value| Spanned { value, span: entry.value.span })
        }
        (Some(first), Some(other), _) | (Some(first), None, Some(other)) => {
            let message = "ngày ghi theo hai cách";
            r.error(
                Diagnostic::error(&code::form::TWO_TIMES, other.key_span, message)
                    .label("chỉ giữ `ngay`, hoặc `tu` và `den`")
                    .related(first.key_span, "cách thứ nhất"),
            );
            None
        }
        (None, Some(from), Some(to)) => {
            if let (Some(first), Some(last)) = (first, last) {
                let [first, last] = [first, last].map(Pending::into_known);
                open = OpenDays { first, last };
            }
            close_days(r, open, from.value.span, to.value.span)
        }
        (None, Some(entry), None) => report_half_range(r, entry.key_span, "den"),
        (None, None, Some(entry)) => report_half_range(r, entry.key_span, "tu"),
        (None, None, None) => {
            r.report_lacking_key(node, f, &DAY, "ngay");
            None
        }
    };
    DayFrame { days, open, item: f.span }
}

/// The days between two that are known, which stand at `start` and `end`.
fn close_days(
    r: &mut FormReader<'_>,
    open: OpenDays,
    start: Span,
    end: Span,
) -> Option<Spanned<DaySpan>> {
    let (first, last) = (open.first?, open.last?);
    let Some(value) = DaySpan::new(first, last) else {
        let message = "các ngày của lịch kết thúc trước khi bắt đầu";
        r.error(
            Diagnostic::error(&code::form::BACKWARD_RANGE, end, message)
                .label("sớm hơn ngày đầu")
                .related(start, "ngày đầu"),
        );
        return None;
    };
    Some(Spanned { value, span: start.with(end) })
}

fn report_half_range(
    r: &mut FormReader<'_>,
    span: Span,
    lacking: &str,
) -> Option<Spanned<DaySpan>> {
    let message = format!("các ngày của lịch thiếu `{lacking}`");
    r.error(
        Diagnostic::error(&code::form::MISSING_KEY, span, message)
            .label(format!("cần thêm `{lacking}:`"))
            .hint("một ngày thì ghi `ngay:`"),
    );
    None
}

/// A day; its day of the week, where it is typed too, is held against the calendar.
fn read_date(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Pending<NaiveDate>> {
    let text = r.typed_text(node)?;
    if text == PENDING {
        return Some(Pending::Unknown);
    }
    let (weekday, written) = match split_weekday(&text) {
        Some((weekday, date)) => (Some(weekday), date),
        None => (None, text.clone()),
    };
    match Day::read(&written) {
        Ok(Day(date)) => {
            if weekday.is_some_and(|weekday| weekday != date.weekday()) {
                let name = name_weekday_of(date);
                let message = format!("ngày {} là {name}", Day(date));
                r.error(
                    Diagnostic::error(&code::rule::WEEKDAY_DIFFERS, node.span, message)
                        .label("thứ không đúng với ngày")
                        .hint("chỉ ghi ngày: thứ trong tuần máy tự tính"),
                );
                return None;
            }
            Some(Pending::Known(date))
        }
        Err(DateError::NotADate) => {
            let message = format!("“{text}” không phải là một ngày");
            r.error(
                Diagnostic::error(&code::form::NOT_A_DATE, node.span, message)
                    .label("cần ngày")
                    .hint("ghi 2026-04-10 hoặc 10/4/2026; nhiều ngày liền thì thay `ngay` bằng `tu` và `den`; chưa biết thì ghi chua_co"),
            );
            None
        }
        Err(error) => {
            r.error(describe_date_error(&written, node.span, error));
            None
        }
    }
}

/// No day stands twice: its entries belong together, or one of the two is mistyped.
pub(super) fn check_days(r: &mut FormReader<'_>, days: &[TimetableDay]) {
    let known: Vec<_> = days.iter().filter_map(|day| day.days).collect();
    for (index, day) in known.iter().enumerate() {
        let Some(first) = known[..index].iter().find(|other| other.value == day.value)
        else {
            continue;
        };
        let message =
            format!("lịch có hai lần ngày {}", day.value.to_text(DayStyle::Date));
        r.error(
            Diagnostic::error(&code::form::TIMETABLE_DAY_TWICE, day.span, message)
                .label("lần thứ hai")
                .related(first.span, "lần thứ nhất")
                .hint("ghi các việc của ngày ấy vào một chỗ; gõ nhầm ngày thì sửa ngày"),
        );
    }
}

/// Puts the days in the order of the calendar. Where one is not known yet, its place among
/// the others is known to the author alone, and all stay as they stand.
pub(super) fn order_days(days: &mut [TimetableDay]) {
    if days.iter().all(|day| day.days.is_some()) {
        days.sort_by_key(|day| {
            // Of two that begin at once the longer is the frame of the shorter.
            day.days.map(|days| (days.value.first, Reverse(days.value.last)))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: &str, last: &str) -> DaySpan {
        let [first, last] = [first, last].map(|text| Day::read(text).unwrap().0);
        DaySpan::new(first, last).unwrap()
    }

    #[test]
    fn a_day_prints_with_its_day_of_the_week() {
        let day = days("2026-04-10", "2026-04-10");
        let printed = DayStyle::ALL.map(|style| day.to_text(style).replace('\n', " "));
        assert_eq!(
            printed,
            [
                "Thứ Sáu, 10/4/2026",
                "Thứ Sáu, 10/4",
                "Thứ Sáu, ngày 10 tháng 4 năm 2026",
                "10/4/2026",
                "10/4",
                "Thứ Sáu",
            ]
        );
    }

    #[test]
    fn days_in_a_row_print_from_the_first_to_the_last() {
        let week = days("2026-04-10", "2026-04-12");
        assert_eq!(week.to_text(DayStyle::Date), "10/4 - 12/4/2026");
        assert_eq!(
            week.to_text(DayStyle::WeekdayDate),
            "Từ thứ Sáu,\n10/4/2026\nđến Chủ nhật,\n12/4/2026"
        );
        let open = OpenDays { first: Some(week.first), last: None };
        assert_eq!(open.to_text(DayStyle::Date), "10/4/2026 - ……");
        assert_eq!(open.to_text(DayStyle::WeekdayDate), "Từ thứ Sáu,\n10/4/2026\nđến ……");
        assert_eq!(OpenDays::default().to_text(DayStyle::Full), "……");
        let new_year = days("2026-12-31", "2027-01-02");
        assert_eq!(new_year.to_text(DayStyle::Date), "31/12/2026 - 02/01/2027");
    }
}
