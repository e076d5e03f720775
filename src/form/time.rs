//! `thoi_gian`: when a task is done.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::prose::{Plain, Prose};
use crate::quantity::{DateError, Moment, PlanTime, Recurrence};
use crate::yaml::{Node, Value};

use super::fields::Fields;
use super::reader::FormReader;
use super::shape::{Choice, Key, Kind, Shape};
use super::spanned::At;
use super::value::describe_date_error;

/// The keys of `thoi_gian` written as a group.
pub(super) static TIME: Shape = Shape {
    name: "thoi_gian",
    doc: "Thời gian thực hiện. Ghi đúng một trong: `han`, `tu` và `den`, `quy`, `truoc`, `lap_lai`.",
    keys: &[
        Key::optional("nhan", Kind::Plain, "Nhãn riêng."),
        Key::optional("noi_lien", Kind::YesNo, "`khong` thì nhãn đứng riêng một dòng."),
        Key::optional(
            "han",
            Kind::Either(&[Kind::Date, Kind::Map(&TIME)]),
            "Một ngày, tháng, quý hoặc năm: 2023-07, quý III/2023.",
        ),
        Key::optional("tu", Kind::Date, "Bắt đầu; đi cùng `den`."),
        Key::optional("den", Kind::Date, "Kết thúc; đi cùng `tu`."),
        Key::optional("quy", Kind::Plain, "Quý: 3/2023 hoặc III/2023."),
        Key::optional("truoc", Kind::Date, "Phải xong trước ngày này."),
        Key::optional("lap_lai", Kind::Choice(RECURRENCES), "Việc làm đều."),
        Key::optional("doan", Kind::Prose, "Lời văn in thay cho câu máy tự đặt."),
    ],
};

/// The words under `lap_lai`.
pub(super) static RECURRENCES: &[Choice] = &[
    Choice::new("hang_tuan", "Hàng tuần."),
    Choice::new("hang_thang", "Hàng tháng."),
    Choice::new("hang_quy", "Hàng quý."),
    Choice::new("hang_nam", "Hàng năm."),
    Choice::new("thuong_xuyen", "Thường xuyên."),
];

/// When a task is done.
#[derive(Debug, Clone)]
pub struct TaskTime {
    /// The label, where given.
    pub label: Option<Plain>,
    /// Whether label and text share a line, where the form says.
    pub run_in: Option<bool>,
    /// The time as data; `None` where the form has words alone.
    pub time: Option<At<PlanTime>>,
    /// Words in place of the sentence that the engine makes.
    pub text: Option<Prose>,
}

pub(super) fn read_task_time(r: &mut FormReader<'_>, node: &Node) -> Option<TaskTime> {
    if !matches!(node.value, Value::Mapping { .. }) {
        let time = read_time(r, node, PlanTime::read)?;
        return Some(TaskTime {
            label: None,
            run_in: None,
            time: Some(time),
            text: None,
        });
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

/// The one time that a group gives.
fn read_time_group(r: &mut FormReader<'_>, f: &Fields<'_>) -> Option<At<PlanTime>> {
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

fn read_quarter(r: &mut FormReader<'_>, node: &Node) -> Option<At<PlanTime>> {
    read_time(r, node, |text| Moment::read_quarter(text).map(PlanTime::At))
}

fn read_time_before(r: &mut FormReader<'_>, node: &Node) -> Option<At<PlanTime>> {
    read_time(r, node, |text| Moment::read(text).map(PlanTime::Before))
}

fn read_moment(r: &mut FormReader<'_>, node: &Node) -> Option<At<Moment>> {
    read_time(r, node, Moment::read)
}

/// `han`: a time by itself, or a group once more.
fn read_deadline(r: &mut FormReader<'_>, node: &Node) -> Option<At<PlanTime>> {
    if matches!(node.value, Value::Mapping { .. }) {
        let f = r.fields(node, &TIME)?;
        return read_time_group(r, &f);
    }
    read_time(r, node, PlanTime::read)
}

fn read_range(r: &mut FormReader<'_>, f: &Fields<'_>) -> Option<At<PlanTime>> {
    let from = r.optional(f, "tu", read_moment);
    let to = r.optional(f, "den", read_moment);
    let (entry, other) = match (f.get("tu"), f.get("den")) {
        (Some(_), Some(_)) => {
            let (from, to) = (from?, to?);
            let span = crate::source::Span::new(
                from.span.start.min(to.span.start),
                to.span.end.max(from.span.end),
            );
            check_range_order(r, &from, &to);
            return Some(At { value: PlanTime::Range(from.value, to.value), span });
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
fn check_range_order(r: &mut FormReader<'_>, from: &At<Moment>, to: &At<Moment>) {
    let year = from.value.written_year().or(to.value.written_year()).unwrap_or(2000);
    let (start, end) = (from.value.start(year), to.value.end(year));
    if start.zip(end).is_some_and(|(start, end)| end < start) {
        let message = "khoảng thời gian kết thúc trước khi bắt đầu";
        r.error(
            Diagnostic::error(&code::form::BACKWARD_RANGE, to.span, message)
                .label("sớm hơn lúc bắt đầu")
                .related(from.span, "bắt đầu"),
        );
    }
}

fn read_recurrence(r: &mut FormReader<'_>, node: &Node) -> Option<At<PlanTime>> {
    let text = r.scalar(node)?.text.clone();
    match Recurrence::read(&text) {
        Some(value) => Some(At { value: PlanTime::Recurring(value), span: node.span }),
        None => {
            r.choice(node, RECURRENCES);
            None
        }
    }
}

fn read_time<T>(
    r: &mut FormReader<'_>,
    node: &Node,
    read: impl FnOnce(&str) -> Result<T, DateError>,
) -> Option<At<T>> {
    let text = r.typed_text(node)?;
    match read(&text) {
        Ok(value) => Some(At { value, span: node.span }),
        Err(error) => {
            r.error(describe_date_error(&text, node.span, error).hint(
                "thời gian khác: { tu: 2023-07, den: 2023-09 }, { quy: 3/2023 }, { truoc: 2023-11-30 }, { lap_lai: hang_thang }; chỉ có lời văn thì ghi { doan: … }",
            ));
            None
        }
    }
}
