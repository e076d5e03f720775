//! Tables of the plan as they stand on paper: header, order numbers, groups, totals,
//! notes.

use crate::form::{CellKind, ColumnId, Header, RowId, Rows, SumPlace, TableId};
use crate::indicator::RowPlace;
use crate::prose::ProsePiece;

use super::composer::Composer;
use super::origin::{BlockRole, Origin};
use super::printed_table::{PrintedTable, show_figure};
use super::{Block, Cell, HeaderCell, Inline, Orientation, Row, RowRole, Table};

impl Composer<'_> {
    /// Adds a table of the form, with the figures that were computed for it. Nothing is
    /// computed here: each cell prints the text that [`crate::indicator`] gives.
    pub(super) fn table(&mut self, table: TableId) {
        let layout = PrintedTable::new(self.plan, table);
        let written = layout.written;
        let caption = written.caption.as_ref().map(|caption| self.string(caption));
        let unit = written.unit.as_ref().map(|unit| {
            let unit = self.string(unit);
            let bare = unit.strip_prefix("Đơn vị tính").unwrap_or(&unit);
            format!("Đơn vị tính: {}", bare.trim_start_matches([':', ' ']))
        });
        let header = self.header(&layout);
        let rows = self.rows(&layout);
        let notes = self.table_notes(&layout);
        let id = written.id.as_ref();
        self.push(Block::Table(Table {
            caption,
            unit,
            header,
            columns: layout.document_columns(),
            rows,
            notes,
            orientation: written.orientation.map(Orientation::from),
            origin: self.with_place(Origin::with_id(BlockRole::Table, id, written.span)),
        }));
    }

    /// The rows of the header: a name that nothing shares reaches down to the last.
    fn header(&mut self, layout: &PrintedTable<'_>) -> Vec<Vec<HeaderCell>> {
        let depth = layout.written.header.iter().map(|h| layout.header_depth(h)).max();
        let depth = depth.unwrap_or(1).max(1);
        let mut rows = vec![Vec::new(); depth];
        if let Some(order) = &layout.written.order_label {
            let label = self.string(order);
            let rows_covered = u32::try_from(depth).unwrap_or(1);
            rows[0].push(HeaderCell { label, columns: 1, rows: rows_covered });
        }
        for header in &layout.written.header {
            self.header_cell(layout, header, 0, &mut rows);
        }
        rows
    }

    fn header_cell(
        &mut self,
        layout: &PrintedTable<'_>,
        header: &Header,
        level: usize,
        rows: &mut [Vec<HeaderCell>],
    ) {
        let covered = layout.covered_columns(header);
        if covered == 0 {
            return;
        }
        match header {
            Header::Column(column) => {
                let label = self.string(&layout.written.columns[*column].label);
                let down = u32::try_from(rows.len() - level).unwrap_or(1);
                rows[level].push(HeaderCell { label, columns: 1, rows: down });
            }
            Header::Group { label, children } => {
                let label = self.string(label);
                rows[level].push(HeaderCell { label, columns: covered, rows: 1 });
                for child in children {
                    self.header_cell(layout, child, level + 1, rows);
                }
            }
        }
    }

    /// The rows below the header. Order numbers begin anew in each group; the total
    /// stands above or below all others, as the form says.
    fn rows(&mut self, layout: &PrintedTable<'_>) -> Vec<Row> {
        let mut res = Vec::new();
        let total_first = layout.written.total.as_ref().is_some_and(|total| total.first);
        if total_first {
            res.extend(self.total_row(layout));
        }
        if layout.figures.groups().is_empty() {
            for (number, row) in (1..).zip(layout.figures.order()) {
                res.push(self.row(layout, *row, number));
            }
        }
        for (index, group) in layout.figures.groups().iter().enumerate() {
            let sums = layout.written.grouping.as_ref().map(|grouping| grouping.sums);
            res.push(layout.group_row(index, sums == Some(SumPlace::WithName)));
            for (number, row) in (1..).zip(&group.rows) {
                res.push(self.row(layout, *row, number));
            }
            if sums == Some(SumPlace::Below) {
                let label = self.subtotal_label(layout);
                let place = RowPlace::Group(index);
                res.push(layout.sum_row(RowRole::Subtotal, place, "", &label));
            }
        }
        if !total_first {
            res.extend(self.total_row(layout));
        }
        res
    }

    fn subtotal_label(&mut self, layout: &PrintedTable<'_>) -> String {
        let grouping = layout.written.grouping.as_ref();
        let label = grouping.and_then(|grouping| grouping.sums_label.as_ref());
        label.map_or_else(|| "Cộng".to_owned(), |label| self.string(label))
    }

    fn total_row(&mut self, layout: &PrintedTable<'_>) -> Option<Row> {
        let total = layout.written.total.as_ref()?;
        let label = total.label.as_ref();
        let label =
            label.map_or_else(|| "Tổng cộng".to_owned(), |label| self.string(label));
        Some(layout.sum_row(RowRole::Total, RowPlace::Total, "", &label))
    }

    fn row(&mut self, layout: &PrintedTable<'_>, row: RowId, number: usize) -> Row {
        let mut cells = Vec::with_capacity(layout.columns.len() + 1);
        if layout.numbered {
            cells.push(Cell::single(vec![Inline::plain(number.to_string())]));
        }
        for &column in &layout.columns {
            cells.push(Cell::single(match self.typed_pieces(layout, row, column) {
                Some(pieces) => self.inlines(&pieces),
                None => show_figure(layout.figures.text(RowPlace::Row(row), column)),
            }));
        }
        let place = RowPlace::Row(row);
        let key = layout.naming.and_then(|naming| layout.figures.text(place, naming));
        let key = key.unwrap_or_default();
        Row { role: RowRole::Plain, named: None, cells, key, place: Some(place) }
    }

    /// The pieces of a cell of words that is typed in the form, for its `{{ … }}`.
    fn typed_pieces(
        &self,
        layout: &PrintedTable<'_>,
        row: RowId,
        column: ColumnId,
    ) -> Option<Vec<ProsePiece>> {
        if layout.figures.columns()[column].kind != CellKind::Text {
            return None;
        }
        let Rows::Typed(rows) = &layout.written.rows else { return None };
        let row = rows.get(layout.figures.typed_row(row)?)?;
        Some(layout.written.typed_cell(row, column)?.plain.as_ref()?.joined())
    }

    fn table_notes(&mut self, layout: &PrintedTable<'_>) -> Vec<Vec<Inline>> {
        let written = layout.written.notes.iter();
        let mut res: Vec<_> = written.map(|note| self.inlines(&note.joined())).collect();
        let rounded = layout.figures.rounding_notes().iter();
        res.extend(rounded.map(|note| vec![Inline::plain(*note)]));
        res
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::super::text::to_text;
    use super::super::{Document, compose};
    use super::*;
    use crate::base::form_with;
    use crate::check::check;
    use crate::font::Faces;
    use crate::form::ByTable;
    use crate::indicator::compute_figures;
    use crate::source::Source;

    fn paper(keys: &str) -> Document {
        let source = Source::new(Path::new("ke-hoach.yaml"), &form_with(keys));
        let (form, found) = crate::form::read(&source);
        let computed = compute_figures(form.as_ref().unwrap(), &ByTable::new(), &[]);
        let figures = Arc::new(computed.figures);
        let checked = check(form, &figures, &source, &Faces::embedded(), found);
        compose(&checked.plan.unwrap_or_else(|| panic!("{:?}", checked.findings)))
    }

    #[test]
    fn computed_words_are_not_those_of_the_next_cell() {
        let document = paper(
            "\
noi_dung:
  - tieu_de: Bảng
    bang:
      cot:
        - { ma: thon, nhan: Thôn }
        - { ma: dau, nhan: Đầu năm }
        - { ma: loai, nhan: Loại, kieu: chu, cong_thuc: 'neu(dau > 3, \"nhiều\", \"ít\")' }
        - { ma: ghi, nhan: Ghi chú }
      hang:
        - [Mai Hà, 5, 'năm {{ nam }}']
        - [Hà Tràng, 2, không]
        - [Hà Đông, 4, 'nhiều', 'năm {{ nam }}']
",
        );
        let table = document.body.iter().find_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Heading(_) | Block::Paragraph(_) => None,
        });
        let rows = table.unwrap().rows.iter().map(|row| {
            row.cells
                .iter()
                .map(|cell| to_text(&cell.content))
                .collect::<Vec<_>>()
                .join("|")
        });
        let rows: Vec<_> = rows.collect();
        let year = "năm 2023";
        assert_eq!(rows[0], format!("Mai Hà|5|nhiều|{year}"));
        assert_eq!(rows[1], "Hà Tràng|2|ít|không");
        assert_eq!(rows[2], format!("Hà Đông|4|nhiều|{year}"));
    }
}
