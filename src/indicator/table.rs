//! A table with all its figures: what `{{ … }}`, appendices, checks and comparisons read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::form::{ByColumn, ByRow, CellKind, ColumnId, RoundingUnit, RowId, TableId};
use crate::formula::{Expr, Value};
use crate::language::NameMap;
use crate::quantity::{
    Day, Figure, MoneyScale, Number, Shown, Style, count_needed_places,
};
use crate::sheet::Sheet;

use super::foot_row::FootRow;
use super::names::ResolvedRef;
use super::nature::RateKind;
use super::reading::ReadingAccount;

/// A computed table. Cells stand by column and row; `None` is an empty one.
#[derive(Debug, Clone, Default)]
pub struct ComputedTable {
    pub(super) columns: ByColumn<ComputedColumn>,
    pub(super) names: ByRow<String>,
    pub(super) by_name: NameMap<RowId>,
    /// Row of the form or of the sheet, for each row.
    pub(super) origins: ByRow<usize>,
    pub(super) cells: ByColumn<ByRow<Option<Value>>>,
    pub(super) totals: ByColumn<Option<Value>>,
    pub(super) groups: Vec<RowGroup>,
    /// Rows in the order in which they are printed.
    pub(super) order: Vec<RowId>,
    pub(super) key: Option<ColumnId>,
    pub(super) sheet: Option<Arc<Sheet>>,
    /// Row of the form or of the sheet of the given total row, if there is one.
    pub(super) total_origin: Option<usize>,
    /// Column of the sheet, for each column that it gives.
    pub(super) filed: ByColumn<Option<usize>>,
    /// Figures that print in place of what is computed: given ones that differ, and those
    /// that rounding has moved so that parts make the total. Nothing is computed from them.
    pub(super) printed_override: BTreeMap<(RowPlace, ColumnId), Value>,
    /// Rows that are sums of others and print all the same: no sum counts them.
    pub(super) uncounted: BTreeSet<RowId>,
    /// Whether its rows could not be read, which has findings of its own.
    pub(super) broken: bool,
    /// Whether the column that names the rows is unknown, which has a finding of its own.
    pub(super) unnamed: bool,
    /// Index of each group.
    pub(super) by_group: NameMap<usize>,
    /// Notes that rounding asks for.
    pub(super) rounding_notes: Vec<String>,
    /// The rows below the sum, from the top down.
    pub(super) foot: Vec<FootRow>,
    /// The column of amounts that the words and the sources below the sum are of.
    pub(super) amounts: Option<ColumnId>,
    /// To what the last total was rounded, where that changed it.
    pub(super) rounded_to: Option<RoundingUnit>,
    /// How its file was read, where its rows come from one.
    pub(super) account: ReadingAccount,
    /// Rows of each column whose cell is merged with the one above: its figure is counted
    /// there.
    pub(super) covered: ByColumn<Vec<RowId>>,
}

/// A column of a computed table.
#[derive(Debug, Clone)]
pub struct ComputedColumn {
    /// Its id, where it has one.
    pub id: Option<String>,
    /// Its names in the header, from the outermost group to its own.
    pub labels: Vec<String>,
    /// What the cells of the column hold.
    pub kind: CellKind,
    /// How its figures print; `None` for words and dates.
    pub style: Option<Style>,
    /// Whether the sign of a percent prints in its cells.
    pub sign: bool,
    /// Whether it says how many of each thing, which are counted in different units: each of
    /// its numbers has the decimal places that it needs.
    pub(super) counts_unlike: bool,
    /// In what its amounts are counted where they print.
    pub(super) scale: MoneyScale,
    /// In what its numbers are counted, where they are no money by their type and its name,
    /// its table or its file says so.
    pub(super) counted: Option<MoneyScale>,
    /// How it is computed, if it is.
    pub(super) formula: Option<Expr<ResolvedRef>>,
    /// How its total is computed.
    pub(super) sum: TotalKind,
}

/// What the total of a column is.
#[derive(Debug, Clone)]
pub(super) enum TotalKind {
    /// The column has no total.
    None,
    /// Its cells do not add up by its name, and the form does not say what its total is:
    /// it stays open.
    Open(RateKind),
    /// The sum of the rows.
    Rows,
    /// The formula of the column over the totals: of rates, and of what divides by a
    /// column.
    Own,
    /// A formula that the form writes for the total alone.
    Other(Expr<ResolvedRef>),
}

/// Rows with something in common.
#[derive(Debug, Clone)]
pub struct RowGroup {
    /// What they have in common.
    pub name: String,
    /// Its rows, in the order in which they are printed.
    pub rows: Vec<RowId>,
    /// The sums of its rows, by column; `None` where a column has none.
    pub(super) sums: ByColumn<Option<Value>>,
}

/// A row, the sums of a group or the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowPlace {
    /// A row of the data.
    Row(RowId),
    /// The sums of a group, by the index of the group.
    Group(usize),
    /// The total row, over all rows.
    Total,
    /// A row below the sum, from 0.
    Foot(usize),
}

/// A place in a table of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TablePlace {
    /// The table, by its number in the form.
    pub table: TableId,
    /// The row, group sums or total in it.
    pub place: RowPlace,
}

/// Whether a unit's row keeps the totals of all units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitTotals {
    /// They stay in the row's table: the form of the unit reads them.
    Kept,
    /// They are left out, so that a change of another unit does not change this one.
    Left,
}

/// The only row of a table with one of its rows alone.
const ALONE: RowId = RowId::new(0);

impl ComputedColumn {
    /// How a message or a formula calls it: by its id, else by its names in the header.
    #[must_use]
    pub fn name(&self) -> String {
        self.id.clone().unwrap_or_else(|| self.labels.join(" / "))
    }

    /// How a number of the column prints.
    fn style_of(&self, number: &Number) -> Option<Style> {
        let style = self.style?;
        Some(match style {
            Style::Number { places } if self.counts_unlike => {
                Style::Number { places: count_needed_places(number).min(places) }
            }
            _ => style,
        })
    }
}

impl ComputedTable {
    /// The table with one of its rows alone.
    #[must_use]
    pub fn single_row(&self, row: RowId, totals: UnitTotals) -> Self {
        // What prints in place of the row's own cells goes with it, under its new number.
        let name = self.names[row].clone();
        let mut printed_override = BTreeMap::new();
        for column in self.columns.ids() {
            if let Some(value) = self.printed_override.get(&(RowPlace::Row(row), column))
            {
                printed_override.insert((RowPlace::Row(ALONE), column), value.clone());
            }
        }
        Self {
            columns: self.columns.clone(),
            by_name: [(&name, ALONE)].into_iter().collect(),
            names: vec![name].into(),
            origins: vec![self.origins[row]].into(),
            cells: self
                .cells
                .iter()
                .map(|cells| vec![cells[row].clone()].into())
                .collect(),
            totals: match totals {
                UnitTotals::Kept => self.totals.clone(),
                UnitTotals::Left => ByColumn::filled(None, self.columns.len()),
            },
            order: vec![ALONE],
            key: self.key,
            sheet: self.sheet.clone(),
            filed: self.filed.clone(),
            printed_override,
            broken: self.broken,
            unnamed: self.unnamed,
            ..Self::default()
        }
    }

    /// Its columns, those included that no paper shows.
    #[must_use]
    pub fn columns(&self) -> &ByColumn<ComputedColumn> {
        &self.columns
    }

    /// The column that has an id.
    #[must_use]
    pub fn column(&self, id: &str) -> Option<ColumnId> {
        self.columns.position(|c| c.id.as_deref() == Some(id))
    }

    /// How many rows it has, the total apart.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Its rows, in the order in which they were read.
    pub fn rows(
        &self,
    ) -> impl DoubleEndedIterator<Item = RowId> + ExactSizeIterator + use<> {
        self.names.ids()
    }

    /// Whether it has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The rows in the order in which they are printed.
    #[must_use]
    pub fn order(&self) -> &[RowId] {
        &self.order
    }

    /// Its groups, in the order in which they are printed.
    #[must_use]
    pub fn groups(&self) -> &[RowGroup] {
        &self.groups
    }

    /// The column that names a row.
    #[must_use]
    pub fn key(&self) -> Option<ColumnId> {
        self.key
    }

    /// The rows that the sums at a place go over, as printed: those of a group, or all.
    pub(super) fn rows_at(&self, place: RowPlace) -> &[RowId] {
        match place {
            RowPlace::Group(group) => &self.groups[group].rows,
            RowPlace::Row(_) | RowPlace::Total | RowPlace::Foot(_) => &self.order,
        }
    }

    /// What names a row: its cell in the key column, else its number.
    #[must_use]
    pub fn name(&self, row: RowId) -> &str {
        &self.names[row]
    }

    /// How a message names a place: `hàng “Mai Hà”`, `nhóm “Huyện A”`, `hàng tổng`.
    #[must_use]
    pub fn place_name(&self, place: RowPlace) -> String {
        match place {
            RowPlace::Row(row) => format!("hàng “{}”", self.name(row)),
            RowPlace::Group(group) => format!("nhóm “{}”", self.groups[group].name),
            RowPlace::Total => "hàng tổng".to_owned(),
            RowPlace::Foot(row) => format!("hàng “{}”", self.foot[row].name),
        }
    }

    /// The row of a name; `None` where no row or more than one has it.
    #[must_use]
    pub fn row(&self, name: &str) -> Option<RowId> {
        match self.by_name.find(name) {
            [row] => Some(*row),
            _ => None,
        }
    }

    /// All rows of a name, however it is spelled.
    #[must_use]
    pub fn alike_rows(&self, name: &str) -> &[RowId] {
        self.by_name.find_alike(name)
    }

    /// The rows whose name another row has, however it is spelled, name by name.
    #[must_use]
    pub fn repeated_rows(&self) -> Vec<&[RowId]> {
        self.by_name.list_repeated()
    }

    /// The group of a name.
    #[must_use]
    pub fn group(&self, name: &str) -> Option<usize> {
        self.by_group.find(name).first().copied()
    }

    /// What stands in a cell; `None` for an empty one. A figure that is given and not
    /// what can be computed stands as given.
    #[must_use]
    pub fn value(&self, place: RowPlace, column: ColumnId) -> Option<&Value> {
        let printed = self.printed_override.get(&(place, column));
        printed.or_else(|| self.computed(place, column))
    }

    /// What a cell is computed to be, or holds where it is not computed.
    #[must_use]
    pub fn computed(&self, place: RowPlace, column: ColumnId) -> Option<&Value> {
        match place {
            RowPlace::Row(row) => self.cells.get(column)?.get(row)?.as_ref(),
            RowPlace::Group(group) => self.groups.get(group)?.sums.get(column)?.as_ref(),
            RowPlace::Total => self.totals.get(column)?.as_ref(),
            RowPlace::Foot(row) => self.foot.get(row)?.values.get(column)?.as_ref(),
        }
    }

    /// The figure of a cell; `None` where it holds none.
    #[must_use]
    pub fn figure(&self, place: RowPlace, column: ColumnId) -> Option<Figure> {
        match self.value(place, column)? {
            Value::Number(value) => {
                let style = self.columns[column].style_of(value)?;
                Some(Figure { value: value.clone(), style })
            }
            Value::Text(_) | Value::Date(_) | Value::Pending => None,
        }
    }

    /// What a text shows of a cell; `None` for an empty one.
    #[must_use]
    pub fn shown(&self, place: RowPlace, column: ColumnId) -> Option<Shown> {
        match self.value(place, column)? {
            Value::Number(_) => self.figure(place, column).map(Shown::Figure),
            Value::Date(date) => Some(Shown::Date(*date)),
            Value::Text(text) => Some(Shown::Text(text.clone())),
            Value::Pending => Some(Shown::Pending),
        }
    }

    /// A cell as it prints in its column; `None` where it is known to be pending.
    #[must_use]
    pub fn text(&self, place: RowPlace, column: ColumnId) -> Option<String> {
        let Some(value) = self.value(place, column) else { return Some(String::new()) };
        let column = &self.columns[column];
        match value {
            Value::Pending => None,
            Value::Text(text) => Some(text.clone()),
            Value::Date(date) => Some(Day(*date).short()),
            Value::Number(number) => {
                let Some(style) = column.style_of(number) else {
                    return number.exact_text();
                };
                let figure = Figure { value: number.clone(), style };
                let has_sign = matches!(style, Style::Percent { .. }) && column.sign;
                Some(if has_sign { figure.to_string() } else { figure.bare() })
            }
        }
    }

    /// Whether its rows could not be read, or cannot be told apart by name: it has
    /// findings of its own, and nothing is to be concluded from what it lacks.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.broken || self.unnamed
    }

    /// Whether a cell is computed, and not typed or read from a file.
    #[must_use]
    pub fn is_computed(&self, place: RowPlace, column: ColumnId) -> bool {
        match place {
            RowPlace::Row(_) => self.columns[column].formula.is_some(),
            RowPlace::Group(_) | RowPlace::Total => {
                !matches!(self.columns[column].sum, TotalKind::None | TotalKind::Open(_))
            }
            RowPlace::Foot(_) => true,
        }
    }

    /// How its file was read; empty where its rows come from none.
    #[must_use]
    pub fn account(&self) -> &ReadingAccount {
        &self.account
    }

    /// Notes that rounding asks for under the table.
    #[must_use]
    pub fn rounding_notes(&self) -> &[String] {
        &self.rounding_notes
    }

    /// Where a cell was read: the file and its cell; `None` for one of the form or a
    /// computed one.
    #[must_use]
    pub fn address(&self, row: RowId, column: ColumnId) -> Option<(String, String)> {
        let (sheet, origin, filed) = self.sheet_cell(row, column)?;
        Some((sheet.file_name().to_owned(), sheet.address(origin, filed)))
    }

    /// Where the total of a column was read: the file and its cell; `None` where no total
    /// row of a file has it.
    #[must_use]
    pub fn total_address(&self, column: ColumnId) -> Option<(String, String)> {
        let sheet = self.sheet.as_deref()?;
        let row = self.account.total.as_ref()?.row;
        let filed = (*self.filed.get(column)?)?;
        Some((sheet.file_name().to_owned(), sheet.address(row, filed)))
    }

    /// The sheet from which a cell was read, with its row and its column there.
    #[must_use]
    pub fn sheet_cell(
        &self,
        row: RowId,
        column: ColumnId,
    ) -> Option<(&Sheet, usize, usize)> {
        let sheet = self.sheet.as_deref()?;
        Some((sheet, *self.origins.get(row)?, (*self.filed.get(column)?)?))
    }

    /// The sheet that its rows come from, if they come from one.
    #[must_use]
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheet.as_deref()
    }

    /// The column of the sheet that a column was read from, or compared with.
    #[must_use]
    pub fn filed_column(&self, column: ColumnId) -> Option<usize> {
        self.filed.get(column).copied().flatten()
    }

    /// The row of the form or of the file that a row was read from.
    #[must_use]
    pub fn origin(&self, row: RowId) -> Option<usize> {
        self.origins.get(row).copied()
    }

    /// The row that was read from this row of the form or of the file.
    #[must_use]
    pub fn row_of_origin(&self, origin: usize) -> Option<RowId> {
        // Rows stand in the order in which they were read.
        let index = self.origins.iter().as_slice().binary_search(&origin).ok()?;
        Some(RowId::new(index))
    }

    /// The row of the form that a row was read from.
    #[must_use]
    pub fn typed_row(&self, row: RowId) -> Option<usize> {
        if self.sheet.is_some() { None } else { self.origins.get(row).copied() }
    }

    /// Whether a cell is merged with the one above, whose figure counts once for both.
    pub(super) fn is_covered(&self, row: RowId, column: ColumnId) -> bool {
        let covered = self.covered.get(column);
        covered.is_some_and(|rows| rows.binary_search(&row).is_ok())
    }

    /// The formula of a column, if it is computed.
    #[must_use]
    pub fn formula(&self, column: ColumnId) -> Option<&Expr<ResolvedRef>> {
        self.columns[column].formula.as_ref()
    }
}
