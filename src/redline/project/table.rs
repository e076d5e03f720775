//! The table of one side: without the columns and rows of the other.

use crate::document::{self, Origin, RowRole};
use crate::redline::{self, BlockMark, HeaderCell, Row, Runs, Table};

use super::Projection;

impl Projection {
    pub(super) fn table(self, table: &Table) -> document::Table {
        let Table {
            caption,
            unit,
            header,
            column_numbers,
            columns,
            rows,
            blank_height,
            notes,
            orientation,
        } = table;
        let kept: Vec<bool> = columns.iter().map(|c| self.has(c.mark)).collect();
        let columns = columns.iter().filter(|c| self.has(c.mark));
        let mut printed: Vec<document::Row> = Vec::with_capacity(rows.len());
        let mut above = None;
        for row in rows.iter().filter(|row| self.has_block(row.mark)) {
            printed.push(self.row(row, above, &kept));
            above = Some(row);
        }
        document::Table {
            caption: self.line(caption),
            unit: self.line(unit),
            header: self.header(header, &kept),
            column_numbers: column_numbers.iter().flatten().any(|run| self.has(run.mark)),
            columns: columns.map(project_column).collect(),
            blank_height: match printed.iter().any(|row| row.role == RowRole::Blank) {
                true => *blank_height,
                false => 0,
            },
            rows: printed,
            notes: notes.iter().filter_map(|line| self.note(line)).collect(),
            orientation: *orientation,
            origin: Origin::default(),
        }
    }

    /// A note below a table, if the side has it.
    fn note(self, line: &redline::MarkedLine) -> Option<Vec<document::Inline>> {
        let inlines = self.inlines(&line.runs);
        (self.has(line.mark) && !inlines.is_empty()).then_some(inlines)
    }

    /// The header without the columns of the other side.
    ///
    /// A row of the header in which no cell is left is dropped, and what reached down
    /// through it is a row shorter.
    fn header(
        self,
        header: &[Vec<HeaderCell>],
        kept: &[bool],
    ) -> Vec<Vec<document::HeaderCell>> {
        // Which rows of the header keep a cell: cells that reach down are cut by it.
        let stays: Vec<bool> = header
            .iter()
            .map(|row| row.iter().any(|cell| count_header_columns(kept, cell) > 0))
            .collect();
        let mut res = Vec::new();
        for (level, cells) in header.iter().enumerate() {
            let mut row = Vec::new();
            for cell in cells {
                let columns = count_header_columns(kept, cell);
                if columns > 0 {
                    let rows =
                        count_kept(stays.iter().skip(level).take(cell.rows as usize));
                    let label = self.text(&cell.label);
                    row.push(document::HeaderCell { label, columns, rows });
                }
            }
            if !row.is_empty() {
                res.push(row);
            }
        }
        res
    }

    /// A row of the side, below another.
    fn row(self, row: &Row, above: Option<&Row>, kept: &[bool]) -> document::Row {
        let Row { mark: _, role, named, cells } = row;
        let mut res = document::Row {
            role: *role,
            named: None,
            cells: Vec::new(),
            key: String::new(),
            place: None,
        };
        let mut first_column = 0;
        for (index, cell) in cells.iter().enumerate() {
            let columns = count_covered(kept, first_column, cell.columns);
            first_column += cell.columns as usize;
            if columns == 0 {
                continue;
            }
            if *named == Some(index) {
                res.named = Some(res.cells.len());
            }
            let goes_on = match self {
                Self::Old => cell.goes_on.old,
                Self::New => cell.goes_on.new,
                Self::Both => has_no_mark_between(row, index, above),
            };
            let content = self.inlines(&cell.content);
            res.cells.push(document::Cell { content, columns, goes_on });
        }
        res
    }
}

/// Whether a cell of the redline is one with the cell above it: it is in both versions,
/// and no mark parts them.
fn has_no_mark_between(row: &Row, index: usize, above: Option<&Row>) -> bool {
    let cell = &row.cells[index];
    let is_one = cell.goes_on.old && cell.goes_on.new;
    let rows_are_kept = row.mark == BlockMark::Kept
        && above.is_some_and(|above| above.mark == BlockMark::Kept);
    is_one
        && rows_are_kept
        && cell.content.iter().all(|run| !run.mark.is_change())
        && above.is_some_and(|above| find_cell(above, row, index) == Some(&cell.content))
}

/// What stands in the cell of a row that begins in the column of a cell of another.
fn find_cell<'r>(row: &'r Row, other: &Row, index: usize) -> Option<&'r Runs> {
    let column: u32 = other.cells[..index].iter().map(|cell| cell.columns).sum();
    let mut begin = 0;
    for cell in &row.cells {
        if begin == column {
            return Some(&cell.content);
        }
        begin += cell.columns;
    }
    None
}

/// A column of the paper. Its id and index are of the form, and not on paper.
fn project_column(column: &redline::Column) -> document::Column {
    let redline::Column { mark: _, align, share, names } = column;
    let (align, share, names) = (*align, *share, *names);
    document::Column { align, share, names, id: None, index: None }
}

/// How many of the columns that a cell covers are of the side.
fn count_covered(kept: &[bool], first_column: usize, columns: u32) -> u32 {
    count_kept(kept.iter().skip(first_column).take(columns as usize))
}

/// How many of the columns that a cell of the header covers are of the side.
fn count_header_columns(kept: &[bool], cell: &HeaderCell) -> u32 {
    count_covered(kept, cell.at as usize, cell.columns)
}

fn count_kept<'a>(kept: impl Iterator<Item = &'a bool>) -> u32 {
    kept.map(|&kept| u32::from(kept)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redline::{Inline, MarkedRun, TextMark};

    fn cell(mark: TextMark, label: &str, at: u32, columns: u32, rows: u32) -> HeaderCell {
        let text = label.to_owned();
        let inline = Inline::Text { text, bold: false, italic: false };
        HeaderCell { label: vec![MarkedRun { mark, inline }], at, columns, rows }
    }

    #[test]
    fn a_row_of_the_header_goes_with_the_columns_of_its_cells() {
        let header = [
            vec![
                cell(TextMark::Kept, "TT", 0, 1, 2),
                cell(TextMark::Added, "Số hộ", 1, 2, 1),
                cell(TextMark::Kept, "Ghi chú", 3, 1, 2),
            ],
            vec![
                cell(TextMark::Added, "Đầu", 1, 1, 1),
                cell(TextMark::Added, "Cuối", 2, 1, 1),
            ],
        ];
        let old = Projection::Old.header(&header, &[true, false, false, true]);
        let shape = |cells: &Vec<document::HeaderCell>| {
            let one = |c: &document::HeaderCell| (c.label.clone(), c.columns, c.rows);
            cells.iter().map(one).collect::<Vec<_>>()
        };
        let wanted = [("TT".to_owned(), 1, 1), ("Ghi chú".to_owned(), 1, 1)];
        assert_eq!(old.iter().map(shape).collect::<Vec<_>>(), [wanted.to_vec()]);
        assert_eq!(Projection::New.header(&header, &[true; 4])[0].len(), 3);
    }
}
