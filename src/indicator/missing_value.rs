//! Why a reference has no value.

use crate::form::{ColumnId, TableId};
use crate::formula::EvalCause;

use super::table::RowPlace;

/// Why a reference has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MissingValue {
    /// The cell is empty.
    Empty {
        /// The table of the form that has the cell.
        table: TableId,
        /// Its row, or the total.
        place: RowPlace,
        /// Its column.
        column: ColumnId,
    },
    /// The column has no total.
    NoTotal,
    /// The cells of the column do not add up, and nothing says what its total is.
    OpenTotal {
        /// The table of the form that has the column.
        table: TableId,
        /// The column.
        column: ColumnId,
    },
    /// The table has no row, or no group, of this name, or more than one.
    NoRow {
        /// The table of the form that is asked.
        table: TableId,
        /// The name that it does not have once.
        name: String,
    },
    /// No task or source has this name.
    NoMoney(String),
}

/// Whether a cause is a column without a total.
pub(super) fn is_no_total(cause: &EvalCause<MissingValue>) -> bool {
    matches!(cause, EvalCause::Missing(MissingValue::NoTotal)) || is_open_total(cause)
}

/// Whether a cause is a total that is open.
pub(super) fn is_open_total(cause: &EvalCause<MissingValue>) -> bool {
    matches!(cause, EvalCause::Missing(MissingValue::OpenTotal { .. }))
}
