//! What a timetable has in a row: what is done, when, where, by whom.

use crate::code;
use crate::diagnostic::{self, Diagnostic};
use crate::language;
use crate::prose::PENDING;
use crate::quantity::{ClockError, ClockSpan, DayPart, Pending};
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::super::fields::Fields;
use super::super::reader::FormReader;
use super::super::rows::{self, TypedCell};
use super::super::spanned::Spanned;
use super::column::{TimetableColumns, TimetableField};
use super::day::{DayFrame, DaySpan, OpenDays};
use super::keys::ENTRY;

/// An entry of a timetable.
#[derive(Debug, Clone)]
pub struct TimetableEntry {
    /// The item of the days in which it stands.
    pub item: Span,
    /// The days on which it is done; `None` where they are not known yet.
    pub days: Option<Spanned<DaySpan>>,
    /// What is known of days that are not.
    pub(super) open: OpenDays,
    /// The part of the day; `None` where the form says none.
    pub part: Option<DayPart>,
    /// Its hours, where the form says any.
    pub hours: Option<Pending<Spanned<ClockSpan>>>,
    /// What is done.
    pub content: TypedCell,
    /// Where.
    pub place: Option<TypedCell>,
    /// Who leads.
    pub lead: Option<TypedCell>,
    /// Who takes part.
    pub people: Option<TypedCell>,
    /// A remark on it.
    pub note: Option<TypedCell>,
    /// The cells of the author's own columns.
    pub(super) own: Vec<OwnCell>,
    /// All of it.
    pub span: Span,
}

/// A cell of a column of the author's own.
#[derive(Debug, Clone)]
pub(super) struct OwnCell {
    /// The id of its column.
    pub(super) column: String,
    pub(super) value: OwnValue,
}

/// What stands in such a cell.
#[derive(Debug, Clone)]
pub(super) enum OwnValue {
    Words(TypedCell),
    Hours(Pending<Spanned<ClockSpan>>, Span),
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct EntryFrame<'c> {
    pub(super) day: DayFrame,
    pub(super) part: Option<DayPart>,
    /// The columns that the form declares, if it could be read which.
    pub(super) columns: Option<&'c TimetableColumns>,
}

impl TimetableEntry {
    /// One that says what is done, and no more.
    fn new(frame: EntryFrame<'_>, content: TypedCell, span: Span) -> Self {
        let EntryFrame { day: DayFrame { days, open, item }, part, columns: _ } = frame;
        Self {
            item,
            days,
            open,
            part,
            hours: None,
            content,
            place: None,
            lead: None,
            people: None,
            note: None,
            own: Vec::new(),
            span,
        }
    }

    /// Whether it says something that a column can print.
    pub(super) fn has(&self, field: TimetableField) -> bool {
        match field {
            TimetableField::Day | TimetableField::Content => true,
            TimetableField::Part => self.part.is_some(),
            TimetableField::PartAndDay => false,
            TimetableField::Hours => self.hours.is_some(),
            TimetableField::Place
            | TimetableField::Lead
            | TimetableField::People
            | TimetableField::Note => self.cell(field).is_some(),
        }
    }

    /// The words of a field that has some.
    pub(super) fn cell(&self, field: TimetableField) -> Option<&TypedCell> {
        match field {
            TimetableField::Content => Some(&self.content),
            TimetableField::Place => self.place.as_ref(),
            TimetableField::Lead => self.lead.as_ref(),
            TimetableField::People => self.people.as_ref(),
            TimetableField::Note => self.note.as_ref(),
            TimetableField::Day
            | TimetableField::Part
            | TimetableField::PartAndDay
            | TimetableField::Hours => None,
        }
    }
}

/// The entries of a part of a day.
pub(super) fn read_entries(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    frame: EntryFrame<'_>,
) -> Option<Vec<TimetableEntry>> {
    r.list(node, |r, n| read_entry(r, n, frame))
}

/// An entry: its keys, or what is done alone.
fn read_entry(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    frame: EntryFrame<'_>,
) -> Option<TimetableEntry> {
    let EntryFrame { part, columns, .. } = frame;
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        let entry = TimetableEntry::new(frame, read_content(r, node)?, node.span);
        check_part_column(r, &entry, columns);
        return Some(entry);
    }
    let f = r.fields(node, &ENTRY)?;
    let hours = r.optional(&f, "gio", |r, n| read_hours(r, n, part));
    let content = r.required(&f, "noi_dung", read_content);
    let place = r.optional(&f, "dia_diem", rows::read_typed_cell);
    let lead = r.optional(&f, "chu_tri", rows::read_typed_cell);
    let people = r.optional(&f, "thanh_phan", rows::read_typed_cell);
    let note = r.optional(&f, "ghi_chu", rows::read_typed_cell);
    let own_cells = r.optional(&f, "khac", |r, n| read_own_cells(r, n, frame));
    check_printed_keys(r, &f, columns);
    let entry = TimetableEntry {
        hours,
        place,
        lead,
        people,
        note,
        own: own_cells.unwrap_or_default(),
        ..TimetableEntry::new(frame, content?, f.span)
    };
    if f.get("gio").is_none() {
        check_part_column(r, &entry, columns);
    }
    Some(entry)
}

fn read_content(r: &mut FormReader<'_>, node: &YamlNode) -> Option<TypedCell> {
    r.filled_scalar(node)?;
    rows::read_typed_cell(r, node)
}

/// Hours, held against the part of the day in which they stand.
fn read_hours(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    part: Option<DayPart>,
) -> Option<Pending<Spanned<ClockSpan>>> {
    let text = r.typed_text(node)?;
    if text == PENDING {
        return Some(Pending::Unknown);
    }
    let value = match ClockSpan::read(&text) {
        Ok(value) => value,
        Err(error) => {
            r.error(describe_clock_error(&text, node.span, error));
            return None;
        }
    };
    if let Some(part) = part.filter(|part| !part.holds(value)) {
        let name = part.label().to_lowercase();
        let message = format!("giờ “{text}” không phải giờ của buổi {name}");
        r.error(
            Diagnostic::error(&code::form::HOUR_OUTSIDE, node.span, message)
                .label(format!("việc này ghi dưới buổi {name}"))
                .hint("sửa giờ, hoặc ghi việc này dưới buổi khác; việc qua nhiều buổi thì ghi dưới `ca_ngay` hoặc `viec`"),
        );
        return None;
    }
    Some(Pending::Known(Spanned { value, span: node.span }))
}

/// The fault of hours that cannot be read.
fn describe_clock_error(text: &str, span: Span, error: ClockError) -> Diagnostic {
    match error {
        ClockError::NotATime => {
            let message = format!("“{text}” không phải là giờ");
            Diagnostic::error(&code::form::NOT_A_TIME, span, message)
                .label("cần giờ")
                .hint("ghi 7:30, 7h30 hoặc 7 giờ 30; có giờ kết thúc thì ghi 7:30 - 9:00; chưa biết thì ghi chua_co")
        }
        ClockError::Impossible => {
            let message = format!("“{text}” không phải là giờ trong ngày");
            Diagnostic::error(&code::form::NOT_A_TIME, span, message)
                .label("một ngày có từ 0:00 đến 24:00, một giờ có từ 00 đến 59 phút")
        }
        ClockError::Backward => {
            let message = "việc kết thúc trước khi bắt đầu";
            Diagnostic::error(&code::form::BACKWARD_RANGE, span, message)
                .label("giờ sau phải muộn hơn giờ trước")
                .hint("việc qua nửa đêm thì ghi cả “hôm sau”: 22:00 - 1:30 hôm sau")
        }
    }
}

/// `khac`: cells by the ids of their columns.
fn read_own_cells(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    frame: EntryFrame<'_>,
) -> Option<Vec<OwnCell>> {
    let mut res = Vec::new();
    for entry in r.id_entries(node)? {
        let id = Spanned { value: entry.key.clone(), span: entry.key_span };
        let span = entry.value.span;
        let columns = frame.columns;
        let value = if columns.is_some_and(|c| c.has_own_hours(&id.value)) {
            read_hours(r, &entry.value, frame.part).map(|h| OwnValue::Hours(h, span))
        } else {
            rows::read_typed_cell(r, &entry.value).map(OwnValue::Words)
        };
        if let Some(columns) = columns {
            check_own_column(r, &id, columns);
        }
        res.extend(value.map(|value| OwnCell { column: id.value, value }));
    }
    Some(res)
}

/// A cell of a column that the timetable has.
fn check_own_column(
    r: &mut FormReader<'_>,
    id: &Spanned<String>,
    columns: &TimetableColumns,
) {
    if columns.own(&id.value).is_some() {
        return;
    }
    let message = format!("lịch không có cột riêng nào mang mã `{}`", id.value);
    let finding = Diagnostic::error(&code::form::UNKNOWN_COLUMN, id.span, message);
    let ids = columns.own_ids();
    r.error(match language::find_nearest(&id.value, ids.iter().copied()) {
        Some(nearest) => finding.suggest(nearest),
        None if ids.is_empty() => {
            finding.hint("thêm cột ấy vào `cot` của lịch: { ma: ma_cot, nhan: Tên cột }")
        }
        None => {
            let names: Vec<_> = ids.iter().map(|id| format!("`{id}`")).collect();
            finding.hint(format!("các cột riêng: {}", diagnostic::list_names(&names)))
        }
    });
}

/// No key says what no column prints.
fn check_printed_keys(
    r: &mut FormReader<'_>,
    f: &Fields<'_>,
    columns: Option<&TimetableColumns>,
) {
    let Some(columns) = columns else { return };
    for field in [
        TimetableField::Hours,
        TimetableField::Place,
        TimetableField::Lead,
        TimetableField::People,
        TimetableField::Note,
    ] {
        if !columns.has(field) {
            let key = field.word();
            r.report_idle_key(f, key, &format!("cột `{key}` trong `cot` của lịch"));
        }
    }
}

/// The part of a day in which an entry stands is printed, or its hours are.
fn check_part_column(
    r: &mut FormReader<'_>,
    entry: &TimetableEntry,
    columns: Option<&TimetableColumns>,
) {
    let (Some(part), Some(columns)) = (entry.part, columns) else { return };
    if columns.has(TimetableField::Part) || columns.has(TimetableField::PartAndDay) {
        return;
    }
    let name = part.label().to_lowercase();
    let message = format!("lịch không có cột nào nói việc này làm buổi {name}");
    let span = r.source.first_line(entry.span);
    r.error(
        Diagnostic::error(&code::form::TIMETABLE_COLUMN, span, message)
            .label("việc này không ghi giờ")
            .hint("thêm `buoi` hoặc `buoi_ngay` vào `cot`, hoặc ghi `gio` của việc này"),
    );
}
