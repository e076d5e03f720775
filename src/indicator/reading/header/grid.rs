//! The rows in which names of columns may stand, read once: what each cell says and what
//! the name of a column is over one to four rows.

use std::ops::Range;

use crate::form::CellKind;
use crate::language;
use crate::sheet::{DataCell, Sheet};

use super::super::cell_kind::classify_text;
use super::report::shorten_name;

/// Letters of a cell above which it is no name: nothing a person would put over a column.
const LONGEST_NAME: usize = 300;

/// A text as names are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// As a person reads it, in one line, shortened where it is very long.
    pub(super) shown: String,
    /// In small letters and without any spaces.
    pub(super) exact: String,
    /// As names are looked up.
    pub(super) key: String,
    /// As `exact`, and without marks and underscores.
    pub(super) folded: String,
}

impl Name {
    /// A text as names are compared. One that is too long for a name equals none.
    pub(super) fn new(text: &str) -> Self {
        let shown = shorten_name(text);
        if text.chars().nth(LONGEST_NAME).is_some() {
            let [exact, key, folded] = Default::default();
            return Self { shown, exact, key, folded };
        }
        Self {
            shown,
            exact: normalize_name(text),
            key: language::to_name_key(text),
            folded: fold_name(text),
        }
    }
}

/// A name in small letters and without any spaces or line ends.
fn normalize_name(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect()
}

/// A name as [`normalize_name`] gives it, and without marks and underscores.
fn fold_name(name: &str) -> String {
    normalize_name(&language::fold(name)).replace('_', "")
}

/// What a cell among names of columns holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadKind {
    /// Words.
    Words,
    /// A year, as a column may be named.
    Year(u16),
    /// Any other figure, a day, an error.
    Figure,
}

/// A filled cell of the first rows.
#[derive(Debug, Clone)]
pub(super) struct HeadCell {
    pub(super) name: Name,
    pub(super) kind: HeadKind,
}

/// Some rows of a sheet, with what they say.
#[derive(Debug)]
pub(super) struct HeadGrid<'a> {
    pub(super) sheet: &'a Sheet,
    rows: Range<usize>,
    cells: Vec<Vec<Option<HeadCell>>>,
}

impl<'a> HeadGrid<'a> {
    /// Reads the given rows, as far as names can stand in them.
    pub(super) fn read(sheet: &'a Sheet, rows: Range<usize>) -> Self {
        let rows = rows.start..rows.end.min(sheet.head());
        let cells = rows
            .clone()
            .map(|row| (0..sheet.width()).map(move |c| read_head_cell(sheet, row, c)))
            .map(Iterator::collect)
            .collect();
        Self { sheet, rows, cells }
    }

    /// The rows that were read.
    pub(super) fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    /// The columns of the sheet.
    pub(super) fn columns(&self) -> Range<usize> {
        0..self.sheet.width()
    }

    /// A filled cell.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<&HeadCell> {
        let row = row.checked_sub(self.rows.start)?;
        self.cells.get(row)?.get(column)?.as_ref()
    }

    /// Whether a cell is filled.
    pub(super) fn is_filled(&self, row: usize, column: usize) -> bool {
        self.cell(row, column).is_some()
    }

    /// The filled cells of a row.
    pub(super) fn filled(&self, row: usize) -> impl Iterator<Item = &HeadCell> {
        self.columns().filter_map(move |column| self.cell(row, column))
    }

    /// Whether a row says nothing but words, and says something.
    pub(super) fn is_words(&self, row: usize) -> bool {
        self.is_filled_with(row, |kind| kind == HeadKind::Words)
    }

    /// Whether a row says nothing but words and years that go up.
    pub(super) fn is_names(&self, row: usize) -> bool {
        let years = self.filled(row).filter_map(|cell| match cell.kind {
            HeadKind::Year(year) => Some(year),
            HeadKind::Words | HeadKind::Figure => None,
        });
        let years: Vec<_> = years.collect();
        let are_distinct = years.windows(2).all(|pair| pair[0] != pair[1]);
        self.is_filled_with(row, |kind| kind != HeadKind::Figure) && are_distinct
    }

    fn is_filled_with(&self, row: usize, is_right: fn(HeadKind) -> bool) -> bool {
        self.filled(row).next().is_some()
            && self.filled(row).all(|cell| is_right(cell.kind))
    }

    /// How many columns a name of a row stands over: the merged ones; where it is not
    /// merged, its own and those after it without a name, to the last with one below.
    pub(super) fn count_spanned(&self, row: usize, column: usize) -> usize {
        if let Some(area) = self.sheet.merged(row, column) {
            return area.columns.count();
        }
        let blank = (column + 1..self.sheet.width()).take_while(|c| {
            !self.is_filled(row, *c) && self.sheet.merged(row, *c).is_none()
        });
        let last = blank.filter(|c| self.is_filled(row + 1, *c)).last();
        1 + last.unwrap_or(column) - column
    }

    /// The names over a column, from the top: its own, in the last of the rows in which it
    /// has one, and those of the groups that it stands in.
    pub(super) fn path(&self, rows: &Range<usize>, column: usize) -> Vec<&Name> {
        let Some(leaf) = rows.clone().rev().find(|row| self.is_filled(*row, column))
        else {
            return Vec::new();
        };
        let mut res: Vec<&Name> = Vec::new();
        for row in rows.start..=leaf {
            let Some(name) = self.find_name_above(rows, leaf, row, column) else {
                continue;
            };
            // One name over two rows, merged or repeated, is one.
            if res.last().is_none_or(|last| last.exact != name.exact) {
                res.push(name);
            }
        }
        res
    }

    /// What stands in a row over a column whose own name is in the row `leaf`.
    fn find_name_above(
        &self,
        rows: &Range<usize>,
        leaf: usize,
        row: usize,
        column: usize,
    ) -> Option<&Name> {
        if let Some(cell) = self.cell(row, column) {
            return Some(&cell.name);
        }
        if let Some(area) = self.sheet.merged(row, column) {
            let (top, first) = (*area.rows.start(), *area.columns.start());
            return (rows.contains(&top) && top < leaf)
                .then(|| self.cell(top, first).map(|cell| &cell.name))?;
        }
        // The group's name stands in the first of its columns, the others are blank.
        let first = (0..column)
            .rev()
            .find(|c| self.is_filled(row, *c) || self.sheet.merged(row, *c).is_some())?;
        let is_group = self.sheet.merged(row, first).is_none()
            && (row + 1..rows.end).any(|below| self.is_filled(below, first));
        is_group.then(|| self.cell(row, first).map(|cell| &cell.name))?
    }
}

fn read_head_cell(sheet: &Sheet, row: usize, column: usize) -> Option<HeadCell> {
    let kind = match sheet.cell(row, column) {
        DataCell::Empty => return None,
        DataCell::Text(text) if classify_text(text) == CellKind::Text => HeadKind::Words,
        DataCell::Text(_) | DataCell::Number(_) => {
            read_year(&sheet.text(row, column)).map_or(HeadKind::Figure, HeadKind::Year)
        }
        DataCell::Date(_) | DataCell::Error(_) => HeadKind::Figure,
    };
    Some(HeadCell { name: Name::new(&sheet.text(row, column)), kind })
}

/// A year, as columns are named by them.
pub(super) fn read_year(text: &str) -> Option<u16> {
    let year = text.trim().parse().ok()?;
    (text.trim().len() == 4 && (1900..2100).contains(&year)).then_some(year)
}

/// Rows with names of columns, and the names over each column of the sheet.
#[derive(Debug)]
pub(super) struct NameBlock<'g> {
    /// The rows of the sheet; none where the file names no columns.
    pub(super) rows: Range<usize>,
    /// The names over each column, from the top; none over one without its own.
    pub(super) paths: Vec<Vec<&'g Name>>,
}

impl<'g> NameBlock<'g> {
    /// The names of the columns in the given rows.
    pub(super) fn new(grid: &'g HeadGrid<'_>, rows: Range<usize>) -> Self {
        let paths = grid.columns().map(|column| grid.path(&rows, column)).collect();
        Self { rows, paths }
    }

    /// The names over a column in one text: `Hộ nghèo / Số hộ`.
    pub(super) fn describe(&self, column: usize) -> String {
        let names: Vec<_> = self.paths[column].iter().map(|n| n.shown.as_str()).collect();
        names.join(SEPARATOR)
    }
}

/// What stands between the name of a group and that of a column in it.
pub(super) const SEPARATOR: &str = " / ";
