//! What is computed as a whole, and what it depends on.

use crate::form::{ColumnId, TableId};
use crate::formula::Expr;

use super::names::{Part, RowName, Target};

/// A column, a total or a figure: what is computed in one step of the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ComputeUnit {
    /// The cells of a column of a table.
    Column(TableId, ColumnId),
    /// The total of a column and its sums by group.
    Totals(TableId, ColumnId),
    /// A figure of an indicator.
    Indicator(usize, Part),
}

/// The units that a formula reads; `from_column` is what a column of the formula's own
/// table stands for where the formula is, if it stands in one: its cells in a row, its
/// totals in a total.
pub(super) fn collect_needs(
    expr: &Expr<Target>,
    from_column: impl Fn(ColumnId) -> Option<ComputeUnit>,
) -> Vec<ComputeUnit> {
    let mut res = Vec::new();
    for (target, _) in expr.refs() {
        match target {
            Target::Own(column) => res.extend(from_column(*column)),
            Target::Cell { table, row, column } => {
                res.push(ComputeUnit::Column(*table, *column));
                if let RowName::ByOwn(column) = row {
                    res.extend(from_column(*column));
                }
            }
            Target::Column { table, column } => {
                res.push(ComputeUnit::Column(*table, *column));
            }
            Target::Group { table, column, .. } | Target::Total { table, column } => {
                res.push(ComputeUnit::Totals(*table, *column));
            }
            Target::Indicator { index, part } => match part {
                Part::Drop | Part::Rise => {
                    res.push(ComputeUnit::Indicator(*index, Part::Start));
                    res.push(ComputeUnit::Indicator(*index, Part::Goal));
                }
                Part::Value | Part::Start | Part::Goal => {
                    res.push(ComputeUnit::Indicator(*index, *part));
                }
            },
            Target::Budget(_) | Target::Year => {}
        }
    }
    res
}
