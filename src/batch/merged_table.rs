//! The merged table: the table of units and the figures read out of their plans, side by
//! side, with totals; as CSV and as a workbook.

use crate::form::ColumnId;
use crate::formula::Value;
use crate::indicator::{ComputedTable, Figures, RowPlace};
use crate::language;
use crate::output::{Book, BookCell, BookColumn, BookSheet};

use super::ledger::quote_field;
use super::ready_tables;
use super::report::choose_guard;
use super::set::OpenSet;

/// Name of the file as CSV.
pub(super) const CSV: &str = "tong-hop.csv";

/// Name of the file as a workbook.
pub(super) const XLSX: &str = "tong-hop.xlsx";

/// What stands first in the row of totals.
const TOTAL: &str = "Tổng";

/// The merged table in its formats.
pub(super) struct MergedTable {
    /// As CSV for Excel.
    pub(super) csv: String,
    /// As a workbook.
    pub(super) book: Book,
}

/// Puts both tables of a set side by side.
pub(super) fn merge_tables(set: &OpenSet, figures: &Figures) -> MergedTable {
    let columns = list_columns(set, figures);
    // Both tables have the same rows in the same order: the second was made of the first.
    let rows = ready_tables::select_units_table(figures).rows();
    let places: Vec<_> = rows.map(RowPlace::Row).collect();
    MergedTable {
        csv: render_csv(&columns, &places),
        book: Book { title: set.title(), sheets: vec![build_sheet(&columns, &places)] },
    }
}

/// A column of the merged table.
struct MergedColumn<'a> {
    head: String,
    table: &'a ComputedTable,
    column: ColumnId,
}

fn list_columns<'a>(set: &OpenSet, figures: &'a Figures) -> Vec<MergedColumn<'a>> {
    let units = ready_tables::select_units_table(figures);
    let plans = ready_tables::select_rollup_table(figures);
    let of_units = set.units_spec.columns.enumerate();
    let of_units = of_units.map(|(column, written)| MergedColumn {
        head: language::normalize_spaces(&written.label.collect_words()),
        table: units,
        column,
    });
    let of_unit = format!("theo {} của đơn vị", set.master_kind().lower_name());
    let of_plans = set.set.rollup.iter().filter_map(|query| {
        let label = language::normalize_spaces(&query.column.label.collect_words());
        let column = plans.column(&query.column.id.as_ref()?.value)?;
        let head = format!("{label} ({of_unit})");
        Some(MergedColumn { head, table: plans, column })
    });
    of_units.chain(of_plans).collect()
}

impl MergedColumn<'_> {
    /// The cell as the CSV has it.
    fn field(&self, place: RowPlace) -> String {
        let text = self.table.text(place, self.column);
        let text = text.unwrap_or_else(|| "chưa có".to_owned());
        // A figure below zero begins with a sign and is no formula.
        let is_text =
            matches!(self.table.value(place, self.column), Some(Value::Text(_)));
        if is_text { show_as_text(&text) } else { text }
    }

    /// The cell as the workbook has it: by what it holds, never by how it reads.
    fn cell(&self, place: RowPlace) -> BookCell {
        match self.table.value(place, self.column) {
            None => BookCell::Empty,
            Some(Value::Pending) => BookCell::Pending,
            Some(Value::Text(text)) => BookCell::Text(text.clone()),
            Some(Value::Date(date)) => BookCell::Day(*date),
            Some(Value::Number(_)) => match self.table.figure(place, self.column) {
                Some(figure) => BookCell::Figure(figure),
                // A number among words prints as a word.
                None => BookCell::Text(self.field(place)),
            },
        }
    }
}

fn render_csv(columns: &[MergedColumn<'_>], places: &[RowPlace]) -> String {
    let mut res = "\u{feff}".to_owned();
    append_line(&mut res, columns.iter().map(|column| show_as_text(&column.head)));
    for place in places {
        append_line(&mut res, columns.iter().map(|column| column.field(*place)));
    }
    let totals = columns.iter().skip(1).map(|column| column.field(RowPlace::Total));
    append_line(&mut res, std::iter::once(TOTAL.to_owned()).chain(totals));
    res
}

fn append_line(res: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<_> = cells.map(|cell| quote_field(&cell)).collect();
    res.push_str(&cells.join(";"));
    res.push_str("\r\n");
}

/// A text as its cell has it: behind an apostrophe where Excel would compute it, and with
/// every sign seen that a terminal would obey.
fn show_as_text(text: &str) -> String {
    format!("{}{}", choose_guard(text), language::show_hidden(text))
}

fn build_sheet(columns: &[MergedColumn<'_>], places: &[RowPlace]) -> BookSheet {
    let mut rows = Vec::with_capacity(places.len());
    for place in places {
        rows.push(columns.iter().map(|column| column.cell(*place)).collect());
    }
    let totals = columns.iter().skip(1).map(|column| column.cell(RowPlace::Total));
    let total = std::iter::once(BookCell::Text(TOTAL.to_owned())).chain(totals);
    BookSheet {
        name: "Tổng hợp",
        columns: columns.iter().map(|c| BookColumn::wrapped(c.head.as_str())).collect(),
        rows,
        total: Some(total.collect()),
    }
}
