//! The account of a reading: which rows of a file became rows of the table, which did not
//! and why, and in what way cells were read that could be taken for something else.
//!
//! What stands on paper was read in one way; here a person sees in which. Rows and columns
//! count from 0, as in the [`Sheet`](crate::sheet::Sheet).

use std::ops::RangeInclusive;

use crate::form::ColumnId;
use crate::quantity::MoneyScale;

/// How a table was read from its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadingAccount {
    /// The rows with the names of the columns, from the first to the last.
    pub header: Option<RangeInclusive<usize>>,
    /// How many rows became rows of the table, the total row apart.
    pub taken: usize,
    /// The total row of the file, where it has one.
    pub total: Option<GivenTotal>,
    /// Rows below the names that are no rows of the table, in their order. Blank rows are
    /// not listed.
    pub passed: Vec<PassedRows>,
    /// Hidden rows that were read like the others.
    pub hidden: Vec<usize>,
    /// In what the columns of money are counted, each scale once, in their order.
    pub scales: Vec<MoneyScale>,
    /// Cells that were read in a way that is told once for their column.
    pub notes: Vec<ReadingNote>,
    /// Rows of the table that print as they are and that no sum counts: totals of a table
    /// that says nothing of a total.
    pub uncounted: Vec<NamedRow>,
    /// Whether something in the table has still to be mended or answered, so that not all
    /// of it could be compared.
    pub unsettled: bool,
}

/// A row of the file, and what names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedRow {
    /// Where it stands.
    pub row: usize,
    /// What names it.
    pub name: String,
}

/// A total row that stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenTotal {
    /// Where it stands.
    pub row: usize,
    /// What names it.
    pub name: String,
    /// The columns of the table in which it has a number.
    pub figures: Vec<ColumnId>,
}

/// Rows of the file that are no rows of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedRows {
    /// The rows, from the first to the last.
    pub rows: RangeInclusive<usize>,
    /// What the first of them says, as a person recognizes it.
    pub text: String,
    /// Why they are none.
    pub reason: PassReason,
}

/// Why rows of a file are no rows of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassReason {
    /// The row counts through the columns: `1 2 3`, `A B 1 2`, `(1) (2)`.
    ColumnNumbers,
    /// The table has ended: notes, `Người lập biểu`, a date, names.
    Foot,
    /// The names of the columns again, at the top of a page.
    RepeatedNames,
    /// Another table stands below, or on the right.
    OtherTable,
    /// Behind the row that `het_o_dong` names.
    BehindEnd,
    /// Hidden, and `hang_an: bo` leaves them out.
    Hidden,
    /// The sums of a group of rows.
    GroupSum,
    /// The name of a group of rows, without any figure.
    GroupTitle,
    /// Part of the row above: `Trong đó: nữ`.
    Part,
    /// It has nothing in the columns that the table takes.
    Beside,
    /// A second row of the total of the table.
    RepeatedTotal,
    /// The form says so: `bo_hang`.
    ByForm,
    /// It has no name and no figure.
    Nameless,
}

/// A way in which cells of a column were read that is told once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadingNote {
    /// Lone dashes of an accounting format, which stand for nought.
    Dashes {
        /// The column of the table.
        column: ColumnId,
        /// How many cells.
        cells: usize,
    },
    /// `(9.000.000)`, which is negative.
    Brackets {
        /// The column of the table.
        column: ColumnId,
        /// How many cells.
        cells: usize,
    },
    /// A figure of merged cells, which counts once, in its first row.
    MergedFigure {
        /// The column of the table.
        column: ColumnId,
        /// The rows over which its cells are merged.
        rows: RangeInclusive<usize>,
    },
    /// Figures with a mark beside them, which are taken without it: the form says that the
    /// column is one of figures.
    Marks {
        /// The column of the table.
        column: ColumnId,
        /// How many cells.
        cells: usize,
    },
    /// Figures whose digits a comma groups, as in English: `3,048,000`.
    Commas {
        /// The column of the table.
        column: ColumnId,
        /// How many cells.
        cells: usize,
    },
    /// Fractions of a workbook that were typed as thousands: 1,205 stands for 1.205.
    TypedThousands {
        /// The column of the table.
        column: ColumnId,
        /// How many cells.
        cells: usize,
    },
    /// Figures that the workbook shows divided by thousands.
    Divided {
        /// The column of the table.
        column: ColumnId,
        /// How many cells.
        cells: usize,
        /// By which power of ten they are divided.
        power: i32,
        /// Whether they are taken as shown; else as the file keeps them.
        shown: bool,
    },
}
