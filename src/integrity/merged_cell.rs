//! Cells that are merged where they must not be: each figure stands in a cell of its own.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{CellKind, CellReach, ColumnId, Rows, TableSpec, TypedRow};
use crate::indicator::ComputedTable;
use crate::running_text::Context;

/// Columns that merge and hold figures, and cells that cover columns which need their own.
pub(super) fn check_merged_cells(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (index, written) in context.form.own_tables() {
        let table = MergingTable { written, figures: context.figures.table(index) };
        // What could not be read has findings of its own.
        if table.figures.is_broken() {
            continue;
        }
        table.check_columns(found);
        if let Rows::Typed(rows) = &written.rows {
            rows.iter().for_each(|row| table.check_row(row, found));
        }
    }
}

/// A table with its figures.
struct MergingTable<'a> {
    written: &'a TableSpec,
    figures: &'a ComputedTable,
}

impl MergingTable<'_> {
    /// Columns with `gop` hold words or days.
    fn check_columns(&self, found: &mut Vec<Diagnostic>) {
        for (id, column) in self.written.columns.enumerate() {
            let is_figure = !matches!(self.kind(id), CellKind::Text | CellKind::Date);
            if !column.look.merges || !is_figure {
                continue;
            }
            let message = format!("cột “{}” ghi số nên không gộp ô được", self.name(id));
            found.push(
                Diagnostic::error(&code::integrity::MERGED_CELL, column.label.span, message)
                    .label("bỏ `gop: co` ở cột này")
                    .hint("nếu là số hiệu, số thứ tự, không phải con số để cộng thì ghi `kieu: chu`"),
            );
        }
    }

    /// A cell with `gop` covers printed columns of words, none of which is computed, and not
    /// that by which rows are called, unless it begins there.
    fn check_row(&self, row: &TypedRow, found: &mut Vec<Diagnostic>) {
        let Some(columns) = self.written.typed_columns(row) else { return };
        for (index, cell) in row.cells.iter().enumerate() {
            let CellReach::Wide(count) = cell.reach else { continue };
            let first = columns[index];
            let last = columns[index + count - 1];
            let mut covered = self.written.columns.ids();
            let refused = covered
                .by_ref()
                .filter(|column| *column >= first && *column <= last)
                .find_map(|column| Some((column, self.find_obstacle(column, first)?)));
            let Some((column, obstacle)) = refused else { continue };
            let message =
                format!("ô gộp trùm lên cột “{}”, là {obstacle}", self.name(column));
            found.push(
                Diagnostic::error(&code::integrity::MERGED_CELL, cell.span, message)
                    .label("chỉ trùm lên các cột chữ in ra liền nhau")
                    .hint("bớt số ở `gop`, và ghi riêng ô của cột ấy"),
            );
        }
    }

    /// Why a cell that begins in the column `first` cannot cover a column.
    fn find_obstacle(&self, column: ColumnId, first: ColumnId) -> Option<&'static str> {
        let grouping = self.written.grouping.as_ref();
        let grouping = grouping.and_then(|group| self.written.column(&group.by.value));
        let spec = &self.written.columns[column];
        if spec.hidden || grouping == Some(column) {
            return Some("cột không in ra");
        }
        if spec.formula.is_some() {
            return Some("cột tính theo công thức");
        }
        // What stands in the first column is read there, by its type.
        if column == first {
            return None;
        }
        if self.figures.key() == Some(column) {
            return Some("cột gọi tên hàng");
        }
        match self.kind(column) {
            CellKind::Text => None,
            CellKind::Date => Some("cột ngày"),
            _ => Some("cột số"),
        }
    }

    fn kind(&self, column: ColumnId) -> CellKind {
        self.figures.columns()[column].kind
    }

    fn name(&self, column: ColumnId) -> String {
        self.figures.columns()[column].labels.join(" / ")
    }
}
