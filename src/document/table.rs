//! Tables of the plan as they stand on paper: header, order numbers, groups, totals,
//! notes.

use crate::form::{
    CellAlign, CellKind, ColumnId, GroupNumbers, Header, RowId, Rows, SumPlace,
    Table as Written, TableId, Turn as WrittenTurn,
};
use crate::indicator::{Place, Table as Figures};
use crate::language::{self, roman};
use crate::prose::{Piece, Style};

use super::composer::Composer;
use super::origin::{Origin, Role};
use super::text::{make_text, push_text};
use super::{Align, Block, Cell, Column, HeaderCell, Inline, Row, RowRole, Table, Turn};

/// The columns of a table that are printed, in order.
struct PrintedTable<'p> {
    written: &'p Written,
    figures: &'p Figures,
    /// The printed columns.
    columns: Vec<ColumnId>,
    /// Whether a column of order numbers stands first.
    numbered: bool,
    /// The column that says what a row is.
    naming: Option<ColumnId>,
}

impl Composer<'_> {
    pub(super) fn table(&mut self, table: TableId) {
        let plan = self.plan;
        let (written, figures) = (plan.table(table), plan.figures().table(table));
        let by = written.grouping.as_ref().and_then(|g| written.column(&g.by.value));
        let printed = |c: &ColumnId| !written.columns[*c].hidden && Some(*c) != by;
        let columns: Vec<_> = written.columns.ids().filter(printed).collect();
        let naming = figures.key().filter(|key| columns.contains(key));
        let naming = naming.or_else(|| {
            let text = |c: &&ColumnId| figures.columns()[**c].kind == CellKind::Text;
            columns.iter().find(text).copied()
        });
        let numbered = written.order.is_some();
        let layout = PrintedTable { written, figures, columns, numbered, naming };
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
            turn: written.turn.map(convert_turn),
            origin: self.with_place(Origin::with_id(Role::Table, id, written.span)),
        }));
    }

    /// The rows of the header: a name that nothing shares reaches down to the last.
    fn header(&mut self, layout: &PrintedTable<'_>) -> Vec<Vec<HeaderCell>> {
        let depth = layout.written.header.iter().map(|h| layout.header_depth(h)).max();
        let depth = depth.unwrap_or(1).max(1);
        let mut rows = vec![Vec::new(); depth];
        if let Some(order) = &layout.written.order {
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

    fn rows(&mut self, layout: &PrintedTable<'_>) -> Vec<Row> {
        let mut res = Vec::new();
        let total = layout.written.total.as_ref();
        let first = total.is_some_and(|t| t.first);
        if first {
            res.extend(self.total_row(layout));
        }
        if layout.figures.groups().is_empty() {
            for (at, row) in layout.figures.order().iter().enumerate() {
                res.push(self.row(layout, *row, at + 1));
            }
        }
        for (at, group) in layout.figures.groups().iter().enumerate() {
            let sums = layout.written.grouping.as_ref().map(|g| g.sums);
            res.push(layout.group_row(at, sums == Some(SumPlace::WithName)));
            for (number, row) in group.rows.iter().enumerate() {
                res.push(self.row(layout, *row, number + 1));
            }
            if sums == Some(SumPlace::Below) {
                let label =
                    layout.written.grouping.as_ref().and_then(|g| g.sums_label.as_ref());
                let label = label.map(|label| self.string(label));
                let label = label.unwrap_or_else(|| "Cộng".to_owned());
                res.push(layout.sum_row(RowRole::Subtotal, Place::Group(at), "", &label));
            }
        }
        if !first {
            res.extend(self.total_row(layout));
        }
        res
    }

    fn total_row(&mut self, layout: &PrintedTable<'_>) -> Option<Row> {
        let total = layout.written.total.as_ref()?;
        let label = total.label.as_ref().map(|label| self.string(label));
        let label = label.unwrap_or_else(|| "Tổng cộng".to_owned());
        Some(layout.sum_row(RowRole::Total, Place::Total, "", &label))
    }

    fn row(&mut self, layout: &PrintedTable<'_>, row: RowId, number: usize) -> Row {
        let mut cells = Vec::with_capacity(layout.columns.len() + 1);
        if layout.numbered {
            cells.push(make_cell(vec![make_text(number.to_string())]));
        }
        for &column in &layout.columns {
            cells.push(make_cell(match self.typed_pieces(layout, row, column) {
                Some(pieces) => self.inlines(&pieces),
                None => show_figure(layout.figures.text(Place::Row(row), column)),
            }));
        }
        let place = Place::Row(row);
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
    ) -> Option<Vec<Piece>> {
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
        res.extend(rounded.map(|note| vec![make_text(*note)]));
        res
    }
}

impl PrintedTable<'_> {
    /// How many rows of the header a part of it takes.
    fn header_depth(&self, header: &Header) -> usize {
        match header {
            Header::Column(_) => 1,
            Header::Group { children, .. } => {
                let printed = children.iter().filter(|h| self.covered_columns(h) > 0);
                1 + printed.map(|h| self.header_depth(h)).max().unwrap_or(0)
            }
        }
    }

    /// How many printed columns a part of the header covers.
    fn covered_columns(&self, header: &Header) -> u32 {
        match header {
            Header::Column(column) => u32::from(self.columns.contains(column)),
            Header::Group { children, .. } => {
                children.iter().map(|h| self.covered_columns(h)).sum()
            }
        }
    }

    /// How the columns are set.
    fn document_columns(&self) -> Vec<Column> {
        let id = || Some(super::ORDER.to_owned());
        let order = || Column { align: Align::Center, share: 0, id: id(), index: None };
        let order = self.numbered.then(order);
        let column = |column: &ColumnId| {
            let written = &self.written.columns[*column];
            let own = match self.figures.columns()[*column].kind {
                CellKind::Text => Align::Left,
                CellKind::Date => Align::Center,
                _ => Align::Right,
            };
            let align = match written.align {
                Some(CellAlign::Left) => Align::Left,
                Some(CellAlign::Center) => Align::Center,
                Some(CellAlign::Right) => Align::Right,
                None => own,
            };
            let id = written.id.as_ref().map(|id| id.value.clone());
            Column { align, share: written.share, id, index: Some(*column) }
        };
        order.into_iter().chain(self.columns.iter().map(column)).collect()
    }

    /// The row of a group's name, with its sums or without.
    fn group_row(&self, at: usize, with_sums: bool) -> Row {
        let group = &self.figures.groups()[at];
        let asked = self.written.grouping.as_ref().and_then(|g| g.numbers);
        let usual = if self.numbered { GroupNumbers::Roman } else { GroupNumbers::None };
        let number = match asked.unwrap_or(usual) {
            GroupNumbers::Roman => roman(at + 1),
            GroupNumbers::Letter => format_letters(at),
            GroupNumbers::None => String::new(),
        };
        if with_sums {
            return self.sum_row(RowRole::Group, Place::Group(at), &number, &group.name);
        }
        let all = u32::try_from(self.columns.len()).unwrap_or(1);
        let mut cells = Vec::new();
        let mut label = group.name.clone();
        if self.numbered {
            cells.push(make_cell(vec![make_text(number)]));
        } else if !number.is_empty() {
            label = format!("{number}. {label}");
        }
        let named = Some(cells.len());
        cells.push(Cell { content: vec![make_text(label)], columns: all });
        let key = group.name.clone();
        let place = Some(Place::Group(at));
        Row { role: RowRole::Group, named, cells, key, place }
    }

    /// A row of sums with its name in the naming column.
    fn sum_row(&self, role: RowRole, place: Place, number: &str, label: &str) -> Row {
        let mut cells = Vec::with_capacity(self.columns.len() + 1);
        let (mut label, key) = (label.to_owned(), label.to_owned());
        // A sum without a number takes the place of the number too.
        let first = self.columns.first().copied();
        let joined = self.numbered && number.is_empty() && first == self.naming;
        if self.numbered && !joined {
            cells.push(make_cell(to_inlines(number)));
        } else if !number.is_empty() {
            label = format!("{number}. {label}");
        }
        let mut named = None;
        for &column in &self.columns {
            if Some(column) == self.naming {
                named = (role == RowRole::Group).then_some(cells.len());
                let columns = if joined { 2 } else { 1 };
                cells.push(Cell { content: to_inlines(&label), columns });
            } else {
                cells.push(make_cell(show_figure(self.figures.text(place, column))));
            }
        }
        Row { role, named, cells, key, place: Some(place) }
    }
}

fn make_cell(content: Vec<Inline>) -> Cell {
    Cell { content, columns: 1 }
}

fn to_inlines(words: &str) -> Vec<Inline> {
    let mut res = Vec::new();
    push_text(&mut res, words, Style::default());
    res
}

/// The text of a cell; a blank where it is known to be open.
fn show_figure(cell: Option<String>) -> Vec<Inline> {
    match cell {
        Some(cell) => to_inlines(&language::clean(&cell)),
        None => vec![Inline::Dots],
    }
}

/// `A`, `B` … `Z`, `AA`.
fn format_letters(mut at: usize) -> String {
    let mut res = String::new();
    loop {
        let letter = u8::try_from(at % 26).map_or('A', |n| char::from(b'A' + n));
        res.insert(0, letter);
        if at < 26 {
            return res;
        }
        at = at / 26 - 1;
    }
}

fn convert_turn(turn: WrittenTurn) -> Turn {
    match turn {
        WrittenTurn::Portrait => Turn::Portrait,
        WrittenTurn::Landscape => Turn::Landscape,
    }
}

/// How an appendix lies, where the form says.
pub(super) fn convert_appendix_turn(written: Option<WrittenTurn>) -> Option<Turn> {
    written.map(convert_turn)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::super::text::to_text;
    use super::super::{Document, compose};
    use super::*;
    use crate::base::form_with;
    use crate::font::Faces;
    use crate::form::ByTable;
    use crate::indicator::compute;
    use crate::rule::check;
    use crate::source::Source;

    fn paper(keys: &str) -> Document {
        let source = Source::new(Path::new("ke-hoach.yaml"), &form_with(keys));
        let (form, found) = crate::form::read(&source);
        let computed = compute(form.as_ref().unwrap(), &ByTable::new(), &[]);
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
