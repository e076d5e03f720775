//! What is computed as a whole, and what it depends on.

use crate::form::{ColumnId, TableId};
use crate::formula::Expr;

use super::names::{IndicatorPart, ResolvedRef, RowKey};

/// A column, a total or a figure: what is computed in one step of the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ComputeUnit {
    /// The cells of a column of a table.
    Column(TableId, ColumnId),
    /// The total of a column and its sums by group.
    Totals(TableId, ColumnId),
    /// What stands below the sum in a column.
    Foot(TableId, ColumnId),
    /// What the sources below the sum of a table give.
    Sources(TableId),
    /// A figure of an indicator.
    Indicator(usize, IndicatorPart),
    /// An amount of money, by its index among the formulas of amounts.
    Amount(usize),
}

/// The units that a formula reads; `from_column` is what a column of the formula's own
/// table stands for where the formula is, if it stands in one: its cells in a row, its
/// totals in a total.
pub(super) fn collect_needs(
    expr: &Expr<ResolvedRef>,
    from_column: impl Fn(ColumnId) -> Option<ComputeUnit>,
) -> Vec<ComputeUnit> {
    let mut res = Vec::new();
    for (target, _) in expr.refs() {
        match target {
            ResolvedRef::OwnColumn(column) => res.extend(from_column(*column)),
            ResolvedRef::Cell { table, row, column } => {
                res.push(ComputeUnit::Column(*table, *column));
                if let RowKey::FromColumn(column) = row {
                    res.extend(from_column(*column));
                }
            }
            ResolvedRef::Column { table, column } => {
                res.push(ComputeUnit::Column(*table, *column));
            }
            ResolvedRef::Group { table, column, .. }
            | ResolvedRef::Total { table, column } => {
                res.push(ComputeUnit::Totals(*table, *column));
            }
            ResolvedRef::Foot { table, column, .. } => {
                res.push(ComputeUnit::Foot(*table, *column));
            }
            ResolvedRef::Indicator { index, part } => match part.difference() {
                Some(ends) => {
                    res.extend(ends.map(|part| ComputeUnit::Indicator(*index, part)));
                }
                None => res.push(ComputeUnit::Indicator(*index, *part)),
            },
            // The scheduler knows whose amounts a sum of money is made of.
            ResolvedRef::Budget(_) | ResolvedRef::Year => {}
        }
    }
    res
}
