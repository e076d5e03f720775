//! Where a table ends in its sheet: at its foot (notes, a date, signatures), or where
//! another table begins. What cannot be told is a question.

use std::ops::Range;

use crate::code;

use super::account::PassReason;
use super::foot_words::FootMark;
use super::raw_cell::CellDiagnostic;
use super::row_shape::{RowShapes, is_continued};

/// The first row behind a table, and why it is none of its rows.
#[derive(Debug)]
pub(super) struct TableEnd {
    pub(super) row: usize,
    pub(super) reason: PassReason,
    /// Asked where figures stand behind the end, and might belong to the table.
    pub(super) question: Option<CellDiagnostic>,
}

/// What of the rows above one says that the table may have ended.
#[derive(Debug, Clone, Copy, Default)]
struct Above {
    /// The last row of figures.
    data: Option<usize>,
    /// Whether it stands below another.
    is_second: bool,
    /// Whether the last row with anything in it is followed by a blank one.
    is_blank: bool,
}

impl Above {
    fn has_data(self) -> bool {
        self.data.is_some()
    }

    /// Whether the last row of figures is a total, below data.
    fn is_total(self, shapes: &RowShapes<'_>) -> bool {
        self.is_second && self.data.is_some_and(|row| shapes.names_total(row))
    }
}

/// What lies before a row of figures, once it is looked for: of many rows of words each
/// asks the same.
#[derive(Debug, Clone, Copy, Default)]
struct Ahead {
    /// The next row of figures.
    next: usize,
    /// Up to this row there are no names of columns.
    nameless: usize,
}

/// Looks for the end of a table whose rows begin at `first`; `None` where it goes to the
/// end of the sheet.
pub(super) fn find_table_end(shapes: &RowShapes<'_>, first: usize) -> Option<TableEnd> {
    let sheet = shapes.sheet;
    let last = (first..sheet.rows()).rev().find(|row| shapes.has_figure(*row));
    let mut above = Above::default();
    let mut ahead = Ahead::default();
    for row in first..sheet.rows() {
        if sheet.is_blank(row) {
            above.is_blank = true;
            continue;
        }
        let is_again = above.has_data() && shapes.repeats_names(row);
        if !is_again && shapes.has_figure(row) {
            if above.has_data() && shapes.is_figured_note(row) {
                return Some(end_at_note(shapes, row));
            }
            above =
                Above { data: Some(row), is_second: above.has_data(), is_blank: false };
            continue;
        }
        let end = match last {
            _ if shapes.is_all_words() => find_end_of_words(shapes, row, above),
            Some(last) if row < last => {
                find_end_before(shapes, row..last + 1, above, &mut ahead)
            }
            _ => find_tail(shapes, row, above),
        };
        if end.is_some() {
            return end;
        }
        above.is_blank = false;
    }
    None
}

/// A note that has a figure: the foot, where that is the year of the note and nothing
/// follows; else nobody can tell.
fn end_at_note(shapes: &RowShapes<'_>, row: usize) -> TableEnd {
    let sheet = shapes.sheet;
    let more = (row + 1..sheet.rows())
        .any(|row| shapes.has_figure(row) && !shapes.is_figured_note(row));
    let question =
        (more || !shapes.has_year_only(row)).then(|| report_unsure_note(shapes, row));
    TableEnd { row, reason: PassReason::Foot, question }
}

/// Asks whether a note that has a figure is a row of the table.
fn report_unsure_note(shapes: &RowShapes<'_>, row: usize) -> CellDiagnostic {
    let sheet = shapes.sheet;
    let before = (0..row).rev().find(|row| !sheet.is_blank(*row)).unwrap_or(0);
    let [before, last] =
        [before, sheet.rows().saturating_sub(1)].map(|row| sheet.file_row(row) + 1);
    let message = format!(
        "dòng {} (“{}”) có tên như chân bảng mà có số liệu: bảng đã hết ở trên nó, hay nó là một hàng của bảng?",
        sheet.file_row(row) + 1,
        shapes.first_text(row),
    );
    let raw = shapes.first_cell(row);
    let mut finding = raw.error(&code::indicator::AMBIGUOUS_END, &message);
    finding.diagnostic.set_label("chưa rõ bảng hết ở đâu".to_owned());
    finding.diagnostic.push_hint(format!(
        "ghi ở `du_lieu` dòng cuối cùng của bảng: `het_o_dong: {before}` nếu bảng đã hết ở đó, `het_o_dong: {last}` nếu còn; hàng nào không phải số liệu thì bỏ bằng `bo_hang` ở bảng"
    ));
    finding
}

/// The end of a table of words: a foot that is set off by a blank row.
fn find_end_of_words(
    shapes: &RowShapes<'_>,
    row: usize,
    above: Above,
) -> Option<TableEnd> {
    let is_foot = above.is_blank && shapes.foot_mark(row).is_some();
    is_foot.then_some(TableEnd { row, reason: PassReason::Foot, question: None })
}

/// Words behind the last figure: the foot, where they are set off by a blank row, stand
/// under the total or say that they are it.
fn find_tail(shapes: &RowShapes<'_>, row: usize, above: Above) -> Option<TableEnd> {
    let is_foot = above.has_data() && (above.is_blank || above.is_total(shapes))
        || shapes.foot_mark(row).is_some();
    is_foot.then_some(TableEnd { row, reason: PassReason::Foot, question: None })
}

/// Words between figures: another table, where they have its names; a foot, where they say
/// so; else a row of the table like others. `rows` are from that row to the last of figures.
fn find_end_before(
    shapes: &RowShapes<'_>,
    mut rows: Range<usize>,
    above: Above,
    ahead: &mut Ahead,
) -> Option<TableEnd> {
    if !above.has_data() {
        return None;
    }
    let row = rows.start;
    if ahead.next <= row {
        ahead.next =
            rows.find(|row| !shapes.repeats_names(*row) && shapes.has_figure(*row))?;
    }
    let next = ahead.next;
    let is_total = above.is_total(shapes);
    let is_set_off = above.is_blank || is_total;
    let names = (row.max(ahead.nameless)..next).find(|names| {
        shapes.repeats_names(*names)
            || shapes.looks_like_names(*names, is_set_off || *names > row)
    });
    match names {
        Some(names) => {
            let is_titled = names > row;
            // The same names may be those on the next page of the same table.
            let is_page = shapes.repeats_names(names)
                && (!is_total
                    || (row..names).any(|title| is_continued(&shapes.first_text(title))));
            if is_page || is_set_off || is_titled {
                return Some(TableEnd {
                    row,
                    reason: PassReason::OtherTable,
                    question: is_page.then(|| report_unsure_end(shapes, row, next)),
                });
            }
        }
        None => ahead.nameless = next,
    }
    let mark = shapes.foot_mark(row)?;
    let is_foot = mark == FootMark::Signature || is_set_off;
    is_foot.then(|| TableEnd {
        row,
        reason: PassReason::Foot,
        question: Some(report_unsure_end(shapes, row, next)),
    })
}

/// Figures behind what looks like the end of the table.
pub(super) fn report_unsure_end(
    shapes: &RowShapes<'_>,
    row: usize,
    next: usize,
) -> CellDiagnostic {
    let sheet = shapes.sheet;
    let before = (0..row).rev().find(|row| !sheet.is_blank(*row)).unwrap_or(0);
    let [before, last] =
        [before, sheet.rows().saturating_sub(1)].map(|row| sheet.file_row(row) + 1);
    let message = format!(
        "bảng có vẻ hết trước dòng {} (“{}”), nhưng từ dòng {} (“{}”) lại có số liệu: các hàng ấy là của bảng khác hay vẫn là của bảng này?",
        sheet.file_row(row) + 1,
        shapes.first_text(row),
        sheet.file_row(next) + 1,
        shapes.first_text(next),
    );
    let raw = shapes.first_cell(next);
    let mut finding = raw.error(&code::indicator::AMBIGUOUS_END, &message);
    finding.diagnostic.set_label("chưa rõ bảng hết ở đâu".to_owned());
    finding.diagnostic.push_hint(format!(
        "ghi ở `du_lieu` dòng cuối cùng của bảng: `het_o_dong: {before}` nếu bảng đã hết ở đó, `het_o_dong: {last}` nếu bảng còn đến cuối trang"
    ));
    finding
}
