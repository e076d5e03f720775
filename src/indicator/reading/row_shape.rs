//! What a row of a sheet looks like before its cells have types: which columns hold
//! figures, where the order numbers stand, and whether a row has figures or only words.

use std::borrow::Cow;
use std::ops::Range;

use crate::form::{ByColumn, CellKind, ColumnId, TableSpec};
use crate::language;
use crate::sheet::{DataCell, Sheet};

use super::cell_kind::{has_figure, is_order_label};
use super::figure_text::is_pending_words;
use super::foot_words::{FootMark, find_foot_mark, is_figured_note};
use super::raw_cell::{CellContent, RawCell};
use super::total_name::is_total_name;

/// A sheet, and where in it the columns of a table stand.
#[derive(Debug)]
pub(super) struct RowShapes<'a> {
    pub(super) sheet: &'a Sheet,
    /// The columns that the table takes.
    columns: Vec<usize>,
    /// Those of them that hold figures.
    figures: Vec<usize>,
    /// The column with the order numbers, of the table or beside it.
    order: Option<usize>,
    /// What each of the columns that has names is called, in small letters with single
    /// spaces.
    names: Vec<(usize, Vec<String>)>,
    /// The rows with the names of the columns.
    storeys: Range<usize>,
}

impl<'a> RowShapes<'a> {
    pub(super) fn new(
        table: &TableSpec,
        sheet: &'a Sheet,
        names: &Range<usize>,
        filed: &ByColumn<Option<usize>>,
    ) -> Self {
        let columns: Vec<_> = filed.iter().copied().flatten().collect();
        let mut figures = Vec::new();
        for (id, column) in filed.enumerate() {
            if let Some(column) = *column
                && is_figure_column(table, id, sheet, column, names.end)
            {
                figures.push(column);
            }
        }
        let order = find_order_column(sheet, names);
        let storeys = names.clone();
        let names = collect_names(sheet, names, &columns);
        Self { sheet, columns, figures, order, names, storeys }
    }

    /// A sheet with the rows of many units, whose keys stand in a column of words.
    pub(super) fn with_units(
        sheet: &'a Sheet,
        names: Range<usize>,
        units: usize,
    ) -> Self {
        let columns = 0..sheet.width();
        let columns = columns.filter(|column| {
            names.clone().any(|row| !sheet.text(row, *column).trim().is_empty())
        });
        let columns: Vec<_> = columns.collect();
        // The first rows may be of figures, and another table stand below.
        let blank = (names.end..sheet.rows()).find(|row| sheet.is_blank(*row));
        let first = names.end..blank.unwrap_or(sheet.rows());
        let figures = columns.iter().copied().filter(|column| {
            let parts = [first.clone(), names.end..sheet.rows()];
            *column != units
                && parts.into_iter().any(|rows| has_mostly_figures(sheet, *column, rows))
        });
        let figures = figures.collect();
        let order = find_order_column(sheet, &names);
        let storeys = names.clone();
        let names = collect_names(sheet, &names, &columns);
        Self { sheet, columns, figures, order, names, storeys }
    }

    /// Whether no column of the table holds figures.
    pub(super) fn is_all_words(&self) -> bool {
        self.figures.is_empty() && self.order.is_none()
    }

    /// Whether a row has a figure, or at least an order number: then it is one of data.
    pub(super) fn has_figure(&self, row: usize) -> bool {
        self.figures.iter().any(|column| is_figure_place(self.cell(row, *column)))
            || self.order.is_some_and(|order| has_figure(self.cell(row, order)))
    }

    /// Whether no column of the table has anything in a row.
    pub(super) fn is_beside(&self, row: usize) -> bool {
        self.columns.iter().all(|column| self.cell(row, *column).is_empty())
    }

    /// Whether a cell of the row names a total.
    pub(super) fn names_total(&self, row: usize) -> bool {
        self.list_words(row).any(|text| is_total_name(text, None))
    }

    /// Whether the row belongs to the foot of a table by its words.
    pub(super) fn foot_mark(&self, row: usize) -> Option<FootMark> {
        self.list_words(row).filter_map(find_foot_mark).max()
    }

    /// The cells of a row that are neither figures nor dates.
    fn list_words(&self, row: usize) -> impl Iterator<Item = &'a str> {
        let sheet = self.sheet;
        (0..sheet.width()).filter_map(move |column| match sheet.cell(row, column) {
            DataCell::Text(text) | DataCell::Error(text) => Some(text.as_str()),
            DataCell::Empty | DataCell::Number(_) | DataCell::Date(_) => None,
        })
    }

    /// Whether the words that name a row with figures say that it is none of data.
    pub(super) fn is_figured_note(&self, row: usize) -> bool {
        let text = (0..self.sheet.width())
            .filter(|column| {
                !self.figures.contains(column) && self.order != Some(*column)
            })
            .map(|column| self.sheet.text(row, column))
            .find(|text| !text.trim().is_empty());
        text.is_some_and(|text| is_figured_note(&text))
    }

    /// Whether the only figure of a row is a year.
    pub(super) fn has_year_only(&self, row: usize) -> bool {
        let texts = self.figures.iter().map(|column| self.sheet.text(row, *column));
        let texts: Vec<_> = texts.filter(|text| !text.trim().is_empty()).collect();
        matches!(&texts[..], [year] if year.trim().parse().is_ok_and(|year: u32| (1945..=2100).contains(&year)))
    }

    /// Whether the row says again what the names of the columns say, or one storey of them.
    pub(super) fn repeats_names(&self, row: usize) -> bool {
        self.repeats_any_names(row)
            || self.storeys.len() > 1
                && self.storeys.clone().any(|storey| self.repeats_storey(row, storey))
    }

    fn repeats_any_names(&self, row: usize) -> bool {
        let mut named = self.names.iter();
        !self.names.is_empty()
            && named.all(|(column, names)| self.repeats_name(row, *column, names))
    }

    /// Whether the row says the same as one row of the names, with blanks at the same places.
    fn repeats_storey(&self, row: usize, storey: usize) -> bool {
        let mut filled = 0;
        for column in &self.columns {
            let [name, text] = [storey, row].map(|row| self.sheet.text(row, *column));
            let [name, text] = [name.trim(), text.trim()];
            if get_first_letter(name) != get_first_letter(text) || !is_same(name, text) {
                return false;
            }
            filled += usize::from(!name.is_empty());
        }
        filled > 0
    }

    /// Whether a row is a title over names that stand there again: `Biểu 01 (tiếp theo)`.
    pub(super) fn is_page_title(&self, row: usize) -> bool {
        const MOST_ROWS: usize = 3;
        if self.has_figure(row) || !is_page_words(&self.first_text(row)) {
            return false;
        }
        let mut below = (row + 1..self.sheet.rows())
            .filter(|row| !self.sheet.is_blank(*row))
            .take(MOST_ROWS)
            .take_while(|row| !self.has_figure(*row));
        below.any(|row| self.repeats_names(row))
    }

    /// Whether a cell says one of some names.
    fn repeats_name(&self, row: usize, column: usize, names: &[String]) -> bool {
        let text = match self.sheet.cell(row, column) {
            DataCell::Empty => return false,
            DataCell::Text(text) | DataCell::Error(text) => Cow::Borrowed(text.as_str()),
            DataCell::Number(_) | DataCell::Date(_) => {
                if names.iter().all(|name| name.starts_with(char::is_alphabetic)) {
                    return false;
                }
                self.sheet.text(row, column)
            }
        };
        names.iter().any(|name| language::is_small_form(&text, name))
    }

    /// Whether the row looks like the names of columns: words over figures.
    pub(super) fn looks_like_names(&self, row: usize, is_set_off: bool) -> bool {
        let words: Vec<_> = self
            .figures
            .iter()
            .map(|column| self.sheet.text(row, *column))
            .filter(|text| is_name_like(text))
            .collect();
        let differ = words.iter().any(|text| !is_same(text, &words[0]));
        let has_more = (0..self.sheet.width()).any(|column| {
            !self.figures.contains(&column)
                && !self.sheet.text(row, column).trim().is_empty()
        });
        has_more && (differ || words.len() == 1 && is_set_off)
    }

    /// What the first filled cell of a row says.
    pub(super) fn first_text(&self, row: usize) -> String {
        const MOST_CHARS: usize = 60;
        let texts = (0..self.sheet.width()).map(|column| self.sheet.text(row, column));
        let text = texts.into_iter().find(|text| !text.trim().is_empty());
        let text = language::normalize_spaces(&text.unwrap_or_default());
        match text.char_indices().nth(MOST_CHARS) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    }

    /// A cell of the row that a finding can be put at.
    pub(super) fn first_cell(&self, row: usize) -> RawCell<'a> {
        let column = self.columns.iter().find(|c| !self.cell(row, **c).is_empty());
        self.cell(row, column.copied().unwrap_or(0))
    }

    fn cell(&self, row: usize, column: usize) -> RawCell<'a> {
        RawCell::FromSheet(self.sheet, row, column)
    }
}

fn get_first_letter(text: &str) -> Option<char> {
    text.trim_start().chars().flat_map(char::to_lowercase).next()
}

/// What each column is called that has names.
fn collect_names(
    sheet: &Sheet,
    names: &Range<usize>,
    columns: &[usize],
) -> Vec<(usize, Vec<String>)> {
    let mut res = Vec::new();
    for column in columns {
        let texts = names.clone().map(|row| to_small(&sheet.text(row, *column)));
        let texts: Vec<_> = texts.filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            res.push((*column, texts));
        }
    }
    res
}

/// Whether a column holds figures: as the form says, else as most of its cells do.
fn is_figure_column(
    table: &TableSpec,
    id: ColumnId,
    sheet: &Sheet,
    column: usize,
    first: usize,
) -> bool {
    let spec = &table.columns[id];
    let name = spec.id.as_ref().map(|id| id.value.as_str());
    let names_rows = name.is_some()
        && (table.key.as_ref().map(|key| key.value.as_str()) == name
            || table.grouping.as_ref().map(|g| g.by.value.as_str()) == name);
    match spec.kind {
        Some(CellKind::Text | CellKind::Date) => return false,
        Some(_) => return true,
        None if names_rows => return false,
        None => {}
    }
    has_mostly_figures(sheet, column, first..sheet.rows())
}

/// Whether most of the filled cells of a column are figures.
fn has_mostly_figures(sheet: &Sheet, column: usize, rows: Range<usize>) -> bool {
    let (mut figures, mut filled) = (0, 0);
    for row in rows {
        let raw = RawCell::FromSheet(sheet, row, column);
        if !raw.is_empty() {
            filled += 1;
            figures += usize::from(has_figure(raw));
        }
    }
    figures * 2 > filled
}

/// The column whose name says that it has the order numbers.
pub(super) fn find_order_column(sheet: &Sheet, names: &Range<usize>) -> Option<usize> {
    (0..sheet.width())
        .find(|column| names.clone().any(|row| is_order_label(&sheet.text(row, *column))))
}

/// Whether a cell of a column of figures is one of data: a figure, or what stands where one
/// is missing.
fn is_figure_place(raw: RawCell<'_>) -> bool {
    match raw.content() {
        CellContent::Number(_)
        | CellContent::Pending
        | CellContent::Error(_)
        | CellContent::Uncomputed
        | CellContent::Covered => true,
        CellContent::Text(text) => has_figure(raw) || is_pending_words(text),
        CellContent::Empty => raw.is_dash(),
        CellContent::Date(_) => false,
    }
}

/// Whether a title says that a page, or the table of a page, begins.
fn is_page_words(text: &str) -> bool {
    const NUMBERED: [&str; 6] = ["bieu", "bang", "phu luc", "mau", "trang", "tiep theo"];
    const OTHERS: [&str; 4] = ["dvt", "(dvt", "don vi tinh", "(don vi tinh"];
    let folded = language::fold(text.trim());
    let is_numbered = NUMBERED.iter().any(|word| {
        let number = folded.strip_prefix(word).map(str::trim_start);
        number.is_some_and(|n| {
            n.starts_with("so ") || n.starts_with(|c: char| c.is_ascii_digit())
        })
    });
    is_numbered
        || is_continued(text)
        || OTHERS.iter().any(|word| folded.starts_with(word))
}

/// Whether a title says that the table goes on: `Biểu 01 (tiếp theo)`.
pub(super) fn is_continued(text: &str) -> bool {
    let folded = language::fold(text.trim());
    ["tiep theo", "(tiep)", "tiep bieu", "tiep bang"]
        .iter()
        .any(|word| folded.contains(word))
}

/// Whether a text may name a column of figures: no figure, and not that there is none.
fn is_name_like(text: &str) -> bool {
    const NONE: [&str; 6] = ["chua", "dang", "khong", "n/a", "x", "-"];
    let folded = language::fold(text.trim());
    folded.chars().any(char::is_alphabetic)
        && !NONE.iter().any(|word| {
            folded == *word
                || folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '))
        })
}

fn is_same(one: &str, other: &str) -> bool {
    one == other || language::is_small_form(one, &to_small(other))
}

/// A text in small letters with single spaces.
fn to_small(text: &str) -> String {
    language::normalize_spaces(text).to_lowercase()
}
