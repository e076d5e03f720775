//! The figures of rows in the columns that add up, and which rows are sums of which.
//!
//! Sums over any run of rows come from prefix sums, and the run that gives a wanted sum is
//! looked up, so that time grows with the rows and not with their square.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::form::{ByColumn, CellKind, ColumnId, ColumnTotal, TableSpec};
use crate::formula::Value;
use crate::quantity::Number;

use super::super::nature;
use super::raw_cell::{RawCell, RawRow};
use super::{LoadedTable, collect_labels, parse_cell, typed_columns};

/// Decimal places beyond which a sum of a workbook may differ from ours.
const PLACES: u32 = 6;

/// The figures of rows, by row and then by column that adds up; an empty cell is nought.
#[derive(Debug)]
pub(super) struct RowSums {
    width: usize,
    figures: Vec<Number>,
    /// Which of the cells have a figure.
    filled: Vec<bool>,
}

/// Figures of one row, or sums of several, by column.
pub(super) type Sums = [Number];

impl RowSums {
    pub(super) fn read(
        table: &TableSpec,
        rows: &[RawRow<'_>],
        loaded: &LoadedTable,
    ) -> Self {
        let mut columns = Vec::new();
        for column in list_additive_columns(table, &loaded.kinds) {
            let cells: Vec<_> = rows.iter().map(|row| row.cells.get(column)).collect();
            let figures = read_figures(table, column, &cells, loaded);
            if figures.iter().any(Option::is_some) {
                columns.push(figures);
            }
        }
        let width = columns.len();
        let mut figures = Vec::with_capacity(rows.len() * width);
        let mut filled = Vec::with_capacity(rows.len() * width);
        for row in 0..rows.len() {
            for column in &mut columns {
                let figure = column[row].take();
                filled.push(figure.is_some());
                figures.push(figure.unwrap_or(Number::ZERO));
            }
        }
        Self { width, figures, filled }
    }

    /// Whether no column adds up.
    pub(super) fn is_empty(&self) -> bool {
        self.width == 0
    }

    /// The figures of a row.
    pub(super) fn row(&self, row: usize) -> &Sums {
        &self.figures[row * self.width..(row + 1) * self.width]
    }

    /// Whether a row has any figure that adds up.
    pub(super) fn has_figure(&self, row: usize) -> bool {
        self.list_filled(row).contains(&true)
    }

    /// Which cells of a row have a figure.
    fn list_filled(&self, row: usize) -> &[bool] {
        &self.filled[row * self.width..(row + 1) * self.width]
    }

    /// Whether sums are those of a row in all columns in which it has a figure: of groups
    /// often only the amount is given.
    pub(super) fn fits_row(&self, row: usize, sums: &Sums) -> bool {
        let pairs = self.row(row).iter().zip(sums).zip(self.list_filled(row));
        let mut filled = pairs.filter(|(_, filled)| **filled).peekable();
        filled.peek().is_some()
            && filled.all(|((a, b), _)| a == b || a.rounded(PLACES) == b.rounded(PLACES))
    }

    /// Whether all figures of a row are noughts, or it has none.
    pub(super) fn is_nought(&self, row: usize) -> bool {
        self.row(row).iter().all(Number::is_zero)
    }

    /// Whether sums are nowhere more than the figures of a row.
    pub(super) fn is_less(&self, sums: &Sums, row: usize) -> bool {
        let pairs = sums.iter().zip(self.row(row));
        pairs.into_iter().all(|(sum, figure)| !figure.checked_sub(sum).is_negative())
    }

    /// The sums of some rows.
    pub(super) fn sum(&self, rows: impl IntoIterator<Item = usize>) -> Vec<Number> {
        let mut res = vec![Number::ZERO; self.width];
        for row in rows {
            add_figures(&mut res, self.row(row));
        }
        res
    }

    /// How much it says that the figures of a row are a sum: about as many rows would have
    /// to be tried until one is it by chance. Columns that are equal throughout count once.
    pub(super) fn weigh(&self, row: usize) -> u64 {
        let mut figures: Vec<_> = self.row(row).iter().filter(|n| !n.is_zero()).collect();
        figures.dedup();
        figures.iter().fold(1, |weight: u64, number| {
            let whole = number.rounded(0).abs().to_i128();
            let whole = whole.and_then(|whole| u64::try_from(whole).ok());
            weight.saturating_mul(whole.unwrap_or(u64::MAX).max(1))
        })
    }

    /// In how many columns a row has a figure that is not nought.
    pub(super) fn count_figures(&self, row: usize) -> usize {
        self.row(row).iter().filter(|number| !number.is_zero()).count()
    }
}

/// Whether sums are equal, as far as a workbook can say.
pub(super) fn is_equal(one: &Sums, other: &Sums) -> bool {
    one.iter().zip(other).all(|(a, b)| is_equal_figure(a, b))
}

fn is_equal_figure(one: &Number, other: &Number) -> bool {
    one == other
        || !(one.is_whole() && other.is_whole())
            && one.rounded(PLACES) == other.rounded(PLACES)
}

/// Adds the figures of a row to sums.
pub(super) fn add_figures(sums: &mut Sums, figures: &Sums) {
    for (sum, figure) in sums.iter_mut().zip(figures) {
        if !figure.is_zero() {
            *sum = sum.checked_add(figure);
        }
    }
}

/// Columns whose figures add up from row to row: numbers and money that are not computed,
/// and of which the form wants a sum.
fn list_additive_columns(
    table: &TableSpec,
    kinds: &ByColumn<Option<CellKind>>,
) -> Vec<ColumnId> {
    let labels = collect_labels(table);
    let mut res = Vec::new();
    for (id, column) in table.columns.enumerate() {
        let is_amount = matches!(
            kinds[id],
            Some(CellKind::Number | CellKind::Decimal | CellKind::Money)
        );
        let adds_up = match column.total {
            ColumnTotal::Auto => nature::find_rate_kind(&labels[id]).is_none(),
            ColumnTotal::Sum => true,
            ColumnTotal::None | ColumnTotal::Formula(_) => false,
        };
        if is_amount && column.formula.is_none() && adds_up {
            res.push(id);
        }
    }
    res
}

/// The figures of a column; `None` for what is no figure, which is told elsewhere.
fn read_figures(
    table: &TableSpec,
    column: ColumnId,
    cells: &[Option<RawCell<'_>>],
    loaded: &LoadedTable,
) -> Vec<Option<Number>> {
    let kind = loaded.kinds[column].unwrap_or(CellKind::Number);
    let filled: Vec<_> = cells.iter().copied().flatten().collect();
    let spec = &table.columns[column];
    let scale = loaded.scales[column].read;
    let typed = typed_columns::decide_type(spec, kind, scale, &filled);
    let mut res = Vec::with_capacity(cells.len());
    for raw in cells {
        let value = raw
            .and_then(|raw| parse_cell::read_cell(raw, typed.column_type).ok().flatten());
        res.push(match value {
            Some(Value::Number(number)) => Some(number),
            Some(Value::Text(_) | Value::Date(_) | Value::Pending) | None => None,
        });
    }
    res
}

/// Rows that follow each other, with the sums of all runs of them.
#[derive(Debug)]
pub(super) struct RunSums<'s> {
    sums: &'s RowSums,
    /// The rows, in their order.
    rows: Vec<usize>,
    /// The sums of the first rows, one behind the other: of none, of one, of two …
    prefix: Vec<Number>,
    /// How many rows come first, by the hash of their sums; made when it is first asked.
    index: OnceCell<HashMap<u64, Vec<usize>>>,
}

impl<'s> RunSums<'s> {
    pub(super) fn new(sums: &'s RowSums, rows: Vec<usize>) -> Self {
        let mut prefix = Vec::with_capacity((rows.len() + 1) * sums.width);
        let mut sum = vec![Number::ZERO; sums.width];
        prefix.extend_from_slice(&sum);
        for row in &rows {
            add_figures(&mut sum, sums.row(*row));
            prefix.extend_from_slice(&sum);
        }
        Self { sums, rows, prefix, index: OnceCell::new() }
    }

    /// The sums of the first rows.
    fn first_sums(&self, count: usize) -> &Sums {
        let width = self.sums.width;
        &self.prefix[count * width..(count + 1) * width]
    }

    /// After how many rows their sums have a hash.
    fn find_counts(&self, hash: u64) -> Option<&[usize]> {
        let index = self.index.get_or_init(|| {
            let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
            for count in 0..=self.rows.len() {
                index.entry(hash_sums(self.first_sums(count))).or_default().push(count);
            }
            index
        });
        index.get(&hash).map(Vec::as_slice)
    }

    /// The rows, in their order.
    pub(super) fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// How many of the rows stand before a row.
    pub(super) fn position(&self, row: usize) -> usize {
        self.rows.partition_point(|other| *other < row)
    }

    /// Whether a run of rows, by their positions, adds up to something.
    pub(super) fn is_sum(&self, run: Range<usize>, wanted: &Sums) -> bool {
        let sums = self.first_sums(run.start).iter().zip(self.first_sums(run.end));
        let sums = sums.map(|(before, after)| after.checked_sub(before));
        sums.zip(wanted).all(|(sum, wanted)| is_equal_figure(&sum, wanted))
    }

    /// The shortest run at the beginning of another that adds up to the figures of a row.
    /// Tried one by one: for a row or a few, or where each goes on behind the last.
    pub(super) fn scan_from_start(
        &self,
        run: Range<usize>,
        row: usize,
    ) -> Option<Range<usize>> {
        let wanted = self.sums.row(row);
        let mut ends = run.start + 1..=run.end;
        let end = ends.find(|end| self.is_sum(run.start..*end, wanted))?;
        Some(run.start..end)
    }

    /// The shortest run at the end of another that adds up to the figures of a row.
    pub(super) fn scan_from_end(
        &self,
        run: Range<usize>,
        row: usize,
    ) -> Option<Range<usize>> {
        let wanted = self.sums.row(row);
        let mut starts = run.clone().rev();
        let start = starts.find(|start| self.is_sum(*start..run.end, wanted))?;
        Some(start..run.end)
    }

    /// Whether a run of rows, by their positions, adds up to the figures that a row has.
    pub(super) fn fits_run(&self, run: Range<usize>, row: usize) -> bool {
        let sums = self.first_sums(run.start).iter().zip(self.first_sums(run.end));
        let sums: Vec<_> =
            sums.map(|(before, after)| after.checked_sub(before)).collect();
        self.sums.fits_row(row, &sums)
    }

    /// Whether rows beside a position add up to the figures that a row has, where it has
    /// some alone.
    pub(super) fn fits_beside(&self, position: usize, row: usize) -> bool {
        const FARTHEST: usize = 200;
        if self.sums.list_filled(row).iter().all(|filled| *filled) {
            return false;
        }
        let start = position.saturating_sub(FARTHEST);
        let end = self.rows.len().min(position + FARTHEST);
        (start..position).any(|start| self.fits_run(start..position, row))
            || (position + 1..=end).any(|end| self.fits_run(position..end, row))
    }

    /// The shortest run from a position on that adds up to the figures of a row.
    pub(super) fn find_run_after(
        &self,
        start: usize,
        row: usize,
    ) -> Option<Range<usize>> {
        let mut wanted = self.first_sums(start).to_vec();
        add_figures(&mut wanted, self.sums.row(row));
        let ends = self.find_counts(hash_sums(&wanted))?;
        let next = ends.partition_point(|end| *end <= start);
        let end = *ends.get(next)?;
        self.is_sum(start..end, self.sums.row(row)).then_some(start..end)
    }

    /// The shortest run up to a position that adds up to the figures of a row.
    pub(super) fn find_run_before(&self, end: usize, row: usize) -> Option<Range<usize>> {
        let sums = self.first_sums(end).iter().zip(self.sums.row(row));
        let wanted: Vec<_> = sums.map(|(sum, figure)| sum.checked_sub(figure)).collect();
        let starts = self.find_counts(hash_sums(&wanted))?;
        let next = starts.partition_point(|start| *start < end);
        let start = *starts.get(next.checked_sub(1)?)?;
        self.is_sum(start..end, self.sums.row(row)).then_some(start..end)
    }

    /// How many rows of a run have a figure that is not nought.
    pub(super) fn count_filled(&self, run: Range<usize>) -> usize {
        self.rows[run].iter().filter(|row| !self.sums.is_nought(**row)).count()
    }
}

/// A hash of sums that are equal as far as a workbook can say. Of nearly all the figures
/// are whole.
fn hash_sums(sums: &Sums) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    sums.iter().fold(0_u64, |hash, sum| {
        let sum = sum.rounded(PLACES);
        let whole = sum.to_i128().and_then(|whole| i64::try_from(whole).ok());
        let part = whole.map_or_else(|| hash_number(&sum), i64::cast_unsigned);
        (hash.rotate_left(25) ^ part).wrapping_mul(FACTOR)
    })
}

fn hash_number(number: &Number) -> u64 {
    let mut hasher = DefaultHasher::new();
    number.hash(&mut hasher);
    hasher.finish()
}
