//! Cells of the table of units that no sum may count: of units at fault, by their columns.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::{ColumnId, Formula, RowId};
use crate::formula::{Ref, RefContext, RefStep, Value, parse_condition, parse_formula};
use crate::indicator::{ComputedTable, RowPlace};

use super::set::{OpenSet, Unit};

/// For each column units, by their indices.
pub(super) type UnitsByColumn = BTreeMap<ColumnId, BTreeSet<usize>>;

/// What a formula of the table reads of a column.
pub(super) struct ColumnRead {
    pub(super) column: ColumnId,
    /// Whether it reads more than the cell of its own row.
    pub(super) is_of_all: bool,
}

/// The cells of units at fault that are missing.
pub(super) fn find_missing_cells(set: &OpenSet) -> UnitsByColumn {
    let table = set.units_table();
    let mut res = UnitsByColumn::new();
    for (index, unit) in list_at_fault(set) {
        for column in table.columns().ids() {
            if is_pending(table, unit.row, column) {
                res.entry(column).or_default().insert(index);
            }
        }
    }
    res
}

/// The cells of units at fault that are there and may be wrong: all of a row whose key
/// stands twice, since its unit is counted twice; those that a check reads which does not
/// hold in their row, or that do not agree with each other; and what is computed from one
/// of these.
pub(super) fn find_wrong_cells(set: &OpenSet) -> UnitsByColumn {
    let table = set.units_table();
    let columns = set.units_spec.columns.iter();
    let formulas: Vec<_> =
        columns.map(|column| list_reads(set, column.formula.as_ref())).collect();
    let mut doubtful: BTreeMap<RowId, BTreeSet<ColumnId>> = BTreeMap::new();
    for failure in set.figures.failures() {
        if let RowPlace::Row(row) = failure.place {
            let reads = list_reads(set, set.set.units.checks.get(failure.check));
            let cells = reads.iter().filter(|read| !read.is_of_all);
            doubtful.entry(row).or_default().extend(cells.map(|read| read.column));
        }
    }
    for differs in set.figures.disagreements() {
        if let RowPlace::Row(row) = differs.place {
            doubtful.entry(row).or_default().insert(differs.column);
        }
    }
    let mut res = UnitsByColumn::new();
    for (index, unit) in list_at_fault(set) {
        let mut columns = doubtful.remove(&unit.row).unwrap_or_default();
        if set.is_twin(unit) {
            columns.extend(table.columns().ids());
        }
        add_doubtful_in_row(table, &formulas, &mut columns);
        for column in columns {
            res.entry(column).or_default().insert(index);
        }
    }
    res
}

/// Adds the cells from which doubtful ones of a row are computed, and then those that are
/// computed from any of these.
fn add_doubtful_in_row(
    table: &ComputedTable,
    formulas: &[Vec<ColumnRead>],
    doubtful: &mut BTreeSet<ColumnId>,
) {
    let own_reads = |reads: &[ColumnRead]| -> BTreeSet<ColumnId> {
        reads.iter().filter(|read| !read.is_of_all).map(|read| read.column).collect()
    };
    let links: Vec<_> = table
        .columns()
        .ids()
        .zip(formulas)
        .map(|(column, reads)| (column, own_reads(reads)))
        .collect();
    // Each round adds a column or is the last.
    loop {
        let before = doubtful.len();
        for (column, reads) in &links {
            if doubtful.contains(column) {
                doubtful.extend(reads);
            }
        }
        if doubtful.len() == before {
            break;
        }
    }
    loop {
        let before = doubtful.len();
        for (column, reads) in &links {
            if !reads.is_disjoint(doubtful) {
                doubtful.insert(*column);
            }
        }
        if doubtful.len() == before {
            break;
        }
    }
}

fn list_at_fault(set: &OpenSet) -> impl Iterator<Item = (usize, &Unit)> {
    set.units.iter().enumerate().filter(|(_, unit)| unit.is_at_fault())
}

pub(super) fn is_pending(table: &ComputedTable, row: RowId, column: ColumnId) -> bool {
    matches!(table.value(RowPlace::Row(row), column), Some(Value::Pending))
}

/// What a formula or condition of the table of units reads.
pub(super) fn list_reads(set: &OpenSet, formula: Option<&Formula>) -> Vec<ColumnRead> {
    let Some(formula) = formula else { return Vec::new() };
    let table = set.units_table();
    let mut res = Vec::new();
    let parsed = [parse_formula(&formula.text), parse_condition(&formula.text)];
    for (reference, context) in parsed.iter().flatten().flat_map(|expr| expr.refs()) {
        // `tong.giam` and `don_vi.tong.giam` name the column last, `giam` first.
        let column = list_names(reference).rev().find_map(|name| table.column(name));
        let is_of_all = context != RefContext::Cell || !reference.steps.is_empty();
        res.extend(column.map(|column| ColumnRead { column, is_of_all }));
    }
    res
}

/// The names in a reference, in their order.
pub(super) fn list_names(reference: &Ref) -> impl DoubleEndedIterator<Item = &str> {
    let members = reference.steps.iter().filter_map(|step| match step {
        RefStep::Member(member) => Some(member.name.as_str()),
        RefStep::Row(_) => None,
    });
    std::iter::once(reference.head.name.as_str()).chain(members)
}
