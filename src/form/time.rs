//! `thoi_gian`: when a task is done, as data or in the words of clerks.

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::prose::{Plain, Prose};
use crate::quantity::{DateError, Moment, PlanTime, Recurrence, is_official_wording};
use crate::source::Span;
use crate::yaml::{ScalarStyle, YamlNode, YamlValue};

use super::fields::Fields;
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Keyword, Shape};
use super::spanned::Spanned;
use super::value::describe_date_error;

/// The keys of `thoi_gian` written as a group.
pub(super) static TIME: Shape = Shape {
    name: "thoi_gian",
    doc: "Thời gian thực hiện. Ghi đúng một trong: `han`, `tu` và `den`, `quy`, `truoc`, `lap_lai`.",
    keys: &[
        KeySpec::optional("nhan", KeyKind::Plain, "Nhãn riêng."),
        KeySpec::optional(
            "noi_lien",
            KeyKind::YesNo,
            "`khong` thì nhãn đứng riêng một dòng.",
        ),
        KeySpec::optional(
            "han",
            KeyKind::Either(&[KeyKind::Date, KeyKind::Map(&TIME)]),
            "Một ngày, tháng, quý hoặc năm: 2023-07, quý III/2023.",
        ),
        KeySpec::optional("tu", KeyKind::Date, "Bắt đầu; đi cùng `den`."),
        KeySpec::optional("den", KeyKind::Date, "Kết thúc; đi cùng `tu`."),
        KeySpec::optional("quy", KeyKind::Plain, "Quý: 3/2023 hoặc III/2023."),
        KeySpec::optional("truoc", KeyKind::Date, "Phải xong trước ngày này."),
        KeySpec::optional("lap_lai", KeyKind::Choice(RECURRENCES), "Việc làm đều."),
        KeySpec::optional("doan", KeyKind::Prose, "Lời văn in thay cho câu máy tự đặt."),
    ],
};

/// The words under `lap_lai`.
pub(super) static RECURRENCES: &[Keyword] = &[
    Keyword::new("hang_tuan", "Hàng tuần."),
    Keyword::new("hang_thang", "Hàng tháng."),
    Keyword::new("hang_quy", "Hàng quý."),
    Keyword::new("hang_nam", "Hàng năm."),
    Keyword::new("thuong_xuyen", "Thường xuyên."),
];

/// When a task is done.
#[derive(Debug, Clone)]
pub struct TaskTime {
    /// The label, where given.
    pub label: Option<Plain>,
    /// Whether label and text share a line, where the form says.
    pub run_in: Option<bool>,
    /// The time as data; `None` where the form has words alone.
    pub time: Option<Spanned<PlanTime>>,
    /// Words in place of the sentence that the engine makes.
    pub text: Option<Prose>,
}

pub(super) fn read_task_time(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<TaskTime> {
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        return read_words(r, node);
    }
    let f = r.fields(node, &TIME)?;
    let label = r.optional(&f, "nhan", FormReader::plain);
    let run_in = r.optional(&f, "noi_lien", FormReader::yes_no);
    let text = r.optional(&f, "doan", FormReader::prose);
    let time = read_time_group(r, &f);
    if time.is_none() && text.is_none() {
        return None;
    }
    Some(TaskTime { label, run_in, time, text })
}

/// A time by itself: a date, or the words of clerks (`Xong trong quý II/2026`), which
/// print as they stand. In a data file, where there is no `doan`, words that name no time
/// are words.
fn read_words(r: &mut FormReader<'_>, node: &YamlNode) -> Option<TaskTime> {
    let text = r.typed_text(node)?;
    let is_cell = node.scalar().is_some_and(|s| s.style == ScalarStyle::Cell);
    let time = match PlanTime::read_words(&text) {
        Ok(value) => {
            let time = Spanned { value, span: node.span };
            check_typed_order(r, &time);
            Some(time)
        }
        Err(DateError::NotADate) if is_cell && !text.is_empty() => {
            r.error(report_no_time(&text, node.span));
            None
        }
        Err(error) => {
            r.error(describe_time_error(&text, node.span, error));
            return None;
        }
    };
    // What is typed in the official words, or in figures, is set as such.
    let is_worded = text.contains(char::is_alphabetic) && !text.contains('_');
    let is_typed = match &time {
        Some(time) => is_worded && !is_official_wording(&text, time.value),
        None => true,
    };
    let text = if is_typed { r.prose(node) } else { None };
    let text = text.map(|words| r.end_words(words));
    Some(TaskTime { label: None, run_in: None, time, text })
}

/// Words in a data file that name no time that could be read: they print, and nothing is
/// checked by them. What speaks of the calendar may be meant as a time.
fn report_no_time(text: &str, span: Span) -> Diagnostic {
    const ONE: &str = "có thời hạn thì ghi trong ô, ngày đủ cả năm, ví dụ: Xong trước ngày 30/11/2026, Tháng 5/2026, Quý II/2026, Từ tháng 3 đến tháng 5/2026, Hàng năm";
    const MANY: &str =
        "cần theo dõi từng mốc thì tách thành nhiều hàng, mỗi hàng một thời hạn";
    let is_list = PlanTime::is_list(text);
    let is_unclear = !is_list && PlanTime::is_spoken_of(text);
    let message = match (is_list, is_unclear) {
        (true, _) => format!("“{text}” nêu nhiều mốc thời gian"),
        (_, true) => format!("không rõ “{text}” là thời hạn nào"),
        _ => format!("“{text}” không nêu mốc thời gian nào"),
    };
    let severity = if is_unclear { Severity::Warning } else { Severity::Hint };
    let message = format!("{message}, nên chỉ in nguyên văn");
    let code = &code::task_sheet::TASK_TIME_WORDS;
    Diagnostic::new(code, severity, Some(span), message)
        .label("máy không kiểm tra thời hạn của nhiệm vụ này")
        .hint(if is_list { MANY } else { ONE })
}

fn describe_time_error(text: &str, span: Span, error: DateError) -> Diagnostic {
    describe_date_error(text, span, error).hint(
        "thời gian khác: { tu: 2023-07, den: 2023-09 }, { quy: 3/2023 }, { truoc: 2023-11-30 }, { lap_lai: hang_thang }; chỉ có lời văn thì ghi { doan: … }",
    )
}

/// The one time that a group gives.
fn read_time_group(r: &mut FormReader<'_>, f: &Fields<'_>) -> Option<Spanned<PlanTime>> {
    const WAYS: [&str; 5] = ["han", "tu", "quy", "truoc", "lap_lai"];
    let given: Vec<_> = WAYS.iter().filter_map(|w| f.get(w)).collect();
    if let [first, second, ..] = given[..] {
        let message = "thời gian ghi theo hai cách";
        r.error(
            Diagnostic::error(&code::form::TWO_TIMES, second.key_span, message)
                .label("chỉ giữ một cách")
                .related(first.key_span, "cách thứ nhất"),
        );
    }
    // A range is read in any case: half of one has a finding.
    let range = read_range(r, f);
    r.optional(f, "han", read_deadline)
        .or(range)
        .or_else(|| r.optional(f, "quy", read_quarter))
        .or_else(|| r.optional(f, "truoc", read_time_before))
        .or_else(|| r.optional(f, "lap_lai", read_recurrence))
}

fn read_quarter(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Spanned<PlanTime>> {
    read_time(r, node, |text| Moment::read_quarter(text).map(PlanTime::At))
}

fn read_time_before(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Spanned<PlanTime>> {
    read_time(r, node, |text| Moment::read(text).map(PlanTime::Before))
}

fn read_moment(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Spanned<Moment>> {
    read_time(r, node, Moment::read)
}

/// `han`: a time by itself, or a group once more.
fn read_deadline(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Spanned<PlanTime>> {
    if matches!(node.value, YamlValue::Mapping { .. }) {
        let f = r.fields(node, &TIME)?;
        return read_time_group(r, &f);
    }
    let time = read_time(r, node, PlanTime::read)?;
    check_typed_order(r, &time);
    Some(time)
}

/// `tu` and `den`. Both are read before one is missed, so that a half of a range that
/// cannot be read is named as well; the span covers both, in whichever order they stand.
fn read_range(r: &mut FormReader<'_>, f: &Fields<'_>) -> Option<Spanned<PlanTime>> {
    let from = r.optional(f, "tu", read_moment);
    let to = r.optional(f, "den", read_moment);
    let (entry, other) = match (f.get("tu"), f.get("den")) {
        (Some(_), Some(_)) => {
            let (from, to) = (from?, to?);
            let span = Span::new(
                from.span.start.min(to.span.start),
                to.span.end.max(from.span.end),
            );
            check_range_order(r, &from, &to);
            return Some(Spanned { value: PlanTime::Range(from.value, to.value), span });
        }
        (Some(entry), None) => (entry, "den"),
        (None, Some(entry)) => (entry, "tu"),
        (None, None) => return None,
    };
    let message = format!("khoảng thời gian thiếu `{other}`");
    r.error(
        Diagnostic::error(&code::form::MISSING_KEY, entry.key_span, message)
            .label(format!("cần thêm `{other}:`")),
    );
    None
}

/// A range that ends before it begins.
fn check_range_order(
    r: &mut FormReader<'_>,
    from: &Spanned<Moment>,
    to: &Spanned<Moment>,
) {
    if is_backward(from.value, to.value) {
        let finding = report_backward(to.span);
        r.error(finding.label("sớm hơn lúc bắt đầu").related(from.span, "bắt đầu"));
    }
}

/// A range in words that ends before it begins. One that goes over the end of a year needs
/// the year at both its ends.
fn check_typed_order(r: &mut FormReader<'_>, time: &Spanned<PlanTime>) {
    if let PlanTime::Range(from, to) = time.value
        && is_backward(from, to)
    {
        let finding = report_backward(time.span).label("mốc sau sớm hơn mốc trước");
        r.error(finding.hint("khoảng qua hai năm thì ghi năm ở cả hai mốc, ví dụ: Từ tháng 11/2025 đến tháng 02/2026"));
    }
}

fn report_backward(span: Span) -> Diagnostic {
    let message = "khoảng thời gian kết thúc trước khi bắt đầu";
    Diagnostic::error(&code::form::BACKWARD_RANGE, span, message)
}

/// Whether the second moment ends before the first begins; a year that neither has is the
/// same.
fn is_backward(from: Moment, to: Moment) -> bool {
    let year = from.written_year().or(to.written_year()).unwrap_or(2000);
    let (start, end) = (from.start(year), to.end(year));
    start.zip(end).is_some_and(|(start, end)| end < start)
}

fn read_recurrence(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Spanned<PlanTime>> {
    let text = r.scalar(node)?.text.clone();
    match Recurrence::read(&text) {
        Some(value) => {
            Some(Spanned { value: PlanTime::Recurring(value), span: node.span })
        }
        None => {
            r.choice(node, RECURRENCES);
            None
        }
    }
}

fn read_time<T>(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    read: impl FnOnce(&str) -> Result<T, DateError>,
) -> Option<Spanned<T>> {
    let text = r.typed_text(node)?;
    match read(&text) {
        Ok(value) => Some(Spanned { value, span: node.span }),
        Err(error) => {
            r.error(describe_time_error(&text, node.span, error));
            None
        }
    }
}
