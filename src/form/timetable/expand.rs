//! A timetable as a table: a row an entry, a column a field.

use std::collections::HashMap;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::language;
use crate::prose::{Plain, ProsePiece};
use crate::quantity::{ClockSpan, ClockStyle, Pending};
use crate::source::Span;

use super::super::blank::TableLook;
use super::super::column::{CellKind, ColumnSpec};
use super::super::column_look::ColumnLook;
use super::super::id::ColumnId;
use super::super::orientation::PageOrientation;
use super::super::reader::FormReader;
use super::super::row_rule::RowRule;
use super::super::rows::{Rows, TypedCell, TypedRow};
use super::super::spanned::Spanned;
use super::super::table::TableSpec;
use super::Timetable;
use super::column::{ColumnSource, TimetableColumns, TimetableField};
use super::day::{DayStyle, TimetableDay};
use super::entry::{OwnValue, TimetableEntry};

/// A timetable as read.
pub(super) struct TimetableInput {
    pub(super) caption: Option<Plain>,
    pub(super) order_label: Option<Plain>,
    pub(super) column_numbers: bool,
    pub(super) notes: Vec<Plain>,
    pub(super) orientation: Option<PageOrientation>,
    pub(super) day_style: Option<Spanned<DayStyle>>,
    pub(super) clock_style: ClockStyle,
    pub(super) columns: TimetableColumns,
    /// In the order in which they print.
    pub(super) days: Vec<TimetableDay>,
    pub(super) span: Span,
}

impl TimetableColumns {
    /// The columns of a timetable that names none: of every key that is used.
    pub(super) fn usual(days: &[TimetableDay], span: Span) -> Self {
        let mut fields = TimetableField::ALL.to_vec();
        fields.retain(|field| {
            days.iter().flat_map(|day| &day.entries).any(|entry| entry.has(*field))
        });
        Self::of_fields(fields, span)
    }
}

/// The table of a timetable; `None` where it has no column of what is done, which has a
/// finding.
pub(super) fn expand_timetable(
    r: &mut FormReader<'_>,
    input: TimetableInput,
) -> Option<TableSpec> {
    let naming = input.columns.position(TimetableField::Content).map(ColumnId::new)?;
    if input.columns.is_whole() {
        check_day_columns(r, &input);
    }
    let times = TimetableField::ALL.into_iter().filter(|field| field.is_time());
    let times = times.filter_map(|field| input.columns.position(field));
    let times = times.map(ColumnId::new).collect();
    let printer = CellPrinter { days: input.day_style, clock: input.clock_style };
    let entries: Vec<_> = input.days.iter().flat_map(|day| &day.entries).collect();
    let rows = entries.iter().map(|entry| printer.make_row(&input.columns, entry));
    let rows: Vec<_> = rows.collect();
    let entries = entries.into_iter().cloned().collect();
    let columns = make_columns(&input.columns, &rows);
    Some(TableSpec {
        caption: input.caption,
        order_label: input.order_label,
        look: TableLook { column_numbers: input.column_numbers, ..TableLook::default() },
        // An entry may be called “Tổng duyệt”: none of them is a sum.
        total_rule: Some(RowRule::Nothing),
        skip_rule: Some(RowRule::Nothing),
        notes: input.notes,
        orientation: input.orientation,
        timetable: Some(Timetable { entries, naming, times }),
        ..TableSpec::new(columns.into(), Rows::Typed(rows), input.span)
    })
}

fn make_columns(columns: &TimetableColumns, rows: &[TypedRow]) -> Vec<ColumnSpec> {
    let has_shares = columns.has_shares();
    let specs = columns.items.iter().enumerate().map(|(index, column)| {
        let spec = ColumnSpec::new(column.id(), column.label.clone(), CellKind::Text);
        let share = match &column.source {
            source if !has_shares => weigh_words(source, rows, index),
            ColumnSource::Field(field) => column.share.unwrap_or(field.usual_share()),
            ColumnSource::OwnWords(_) | ColumnSource::OwnHours(_) => {
                column.share.unwrap_or_default()
            }
        };
        ColumnSpec { look: ColumnLook { share, ..column.look }, ..spec }
    });
    specs.collect()
}

/// The least and the most that a column of words weighs, in letters.
const LEAST: u32 = 8;
const MOST: u32 = 120;

/// Letters of a cell from which on a column of the author's own is one of words.
const WORDS: usize = 16;

/// The part of the width that a column of words has by what it holds: between its usual and
/// its longest cell, so that one long cell does not squeeze the others. Nought, as narrow as
/// can be, for days, hours and short words of a column of the author's own.
fn weigh_words(source: &ColumnSource, rows: &[TypedRow], index: usize) -> u32 {
    let lengths = rows.iter().filter_map(|row| Some(row.cells.get(index)?.text.as_str()));
    let lengths = lengths.map(|text| text.chars().count()).filter(|length| *length > 0);
    let lengths: Vec<_> = lengths.collect();
    let longest = lengths.iter().max().copied().unwrap_or_default();
    let is_short = match source {
        ColumnSource::Field(field) => field.is_time(),
        ColumnSource::OwnHours(_) => true,
        ColumnSource::OwnWords(_) => longest < WORDS,
    };
    if is_short {
        return 0;
    }
    let usual = lengths.iter().sum::<usize>() / lengths.len().max(1);
    u32::try_from((usual + longest) / 2).unwrap_or(u32::MAX).clamp(LEAST, MOST)
}

/// How days and hours print.
struct CellPrinter {
    days: Option<Spanned<DayStyle>>,
    clock: ClockStyle,
}

impl CellPrinter {
    fn make_row(&self, columns: &TimetableColumns, entry: &TimetableEntry) -> TypedRow {
        let cells = columns.items.iter().map(|column| match &column.source {
            ColumnSource::Field(field) => self.make_cell(*field, entry),
            ColumnSource::OwnWords(id) | ColumnSource::OwnHours(id) => {
                let cell = entry.own.iter().find(|cell| cell.column == id.value);
                cell.map(|cell| self.make_own_cell(&cell.value))
                    .unwrap_or_else(|| TypedCell::make_blank(entry.span))
            }
        });
        TypedRow { cells: cells.collect(), span: entry.span }
    }

    fn make_own_cell(&self, value: &OwnValue) -> TypedCell {
        match value {
            OwnValue::Words(cell) => cell.clone(),
            OwnValue::Hours(hours, span) => self.make_hours(hours, *span),
        }
    }

    fn make_cell(&self, field: TimetableField, entry: &TimetableEntry) -> TypedCell {
        let blank = TypedCell::make_blank(entry.span);
        match field {
            TimetableField::Day => {
                let text = self.show_days(entry, DayStyle::WeekdayDate);
                TypedCell::made(&text, find_day_place(entry))
            }
            TimetableField::Part => match entry.part {
                Some(part) => TypedCell::made(part.label(), entry.span),
                None => blank,
            },
            TimetableField::PartAndDay => {
                TypedCell::made(&self.show_part_and_days(entry), find_day_place(entry))
            }
            TimetableField::Hours => match &entry.hours {
                Some(hours) => self.make_hours(hours, entry.span),
                None => blank,
            },
            TimetableField::Content
            | TimetableField::Place
            | TimetableField::Lead
            | TimetableField::People
            | TimetableField::Note => entry.cell(field).cloned().unwrap_or(blank),
        }
    }

    fn make_hours(&self, hours: &Pending<Spanned<ClockSpan>>, span: Span) -> TypedCell {
        match hours {
            Pending::Known(hours) => {
                TypedCell::made(&hours.value.to_text(self.clock), hours.span)
            }
            Pending::Unknown => make_pending_cell(span),
        }
    }

    fn show_days(&self, entry: &TimetableEntry, usual: DayStyle) -> String {
        let style = self.days.map_or(usual, |style| style.value);
        match entry.days {
            Some(days) => days.value.to_text(style),
            None => entry.open.to_text(style),
        }
    }

    /// `Sáng 30/7/2026`, `Sáng thứ Năm, 30/7/2026`.
    fn show_part_and_days(&self, entry: &TimetableEntry) -> String {
        let days = self.show_days(entry, DayStyle::Date);
        match entry.part {
            Some(part) => format!("{} {}", part.label(), lower_day(&days)),
            None => days,
        }
    }
}

/// Where the form says the days of an entry.
fn find_day_place(entry: &TimetableEntry) -> Span {
    entry.days.map_or(entry.span, |days| days.span)
}

/// A day within a line: `Chủ nhật` keeps its capital.
fn lower_day(days: &str) -> String {
    if days.starts_with("Chủ") { days.to_owned() } else { language::lower_first(days) }
}

/// A cell that is not known yet.
fn make_pending_cell(span: Span) -> TypedCell {
    let plain = Plain { lines: vec![vec![ProsePiece::Pending]], span };
    let text = crate::prose::PENDING.to_owned();
    TypedCell { plain: Some(plain), text, ..TypedCell::make_blank(span) }
}

/// Every day of several is printed, and no two of them alike.
fn check_day_columns(r: &mut FormReader<'_>, input: &TimetableInput) {
    if input.days.len() < 2 {
        return;
    }
    if !input.columns.has_days() {
        let message = "lịch có nhiều ngày mà không có cột ngày";
        let span = input.columns.span;
        r.error(
            Diagnostic::error(&code::form::TIMETABLE_COLUMN, span, message)
                .label("cần thêm `ngay` hoặc `buoi_ngay`"),
        );
    }
    let Some(style) = input.day_style else { return };
    let mut printed = HashMap::new();
    for days in input.days.iter().filter_map(|day| day.days) {
        let text = days.value.to_text(style.value);
        let before = printed.insert(text.clone(), days.value);
        if before.is_some_and(|before| before != days.value) {
            let message =
                format!("hai ngày của lịch cùng in là “{}”", text.replace('\n', " "));
            r.error(
                Diagnostic::error(&code::form::TIMETABLE_COLUMN, days.span, message)
                    .label("giấy không nói được đây là ngày nào")
                    .related(style.span, "kiểu ngày")
                    .hint("chọn `kieu_ngay` có đủ ngày: `thu_ngay`"),
            );
            return;
        }
    }
}
