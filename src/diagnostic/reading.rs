//! How a data file was read for one table, as plain data: which of its rows are on paper,
//! which are not and why. Rows count as the program of the file shows them, from 1; of a
//! CSV they are the lines.

use std::fmt::{self, Display, Formatter};

use crate::quantity::MoneyScale;

/// How a table was read from its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReading {
    /// The file, as findings name it.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Id of the table in the form, where it has one.
    pub table: Option<String>,
    /// How many rows of the file are rows of the table, totals apart.
    pub taken: usize,
    /// The rows with the names of the columns.
    pub header: Option<LineRange>,
    /// The total row of the file, where it has one.
    pub total: Option<TotalReading>,
    /// Rows that print as they are and that no sum counts: totals of a table that says
    /// nothing of a total.
    pub uncounted: Vec<NamedLine>,
    /// Rows below the names that are no rows of the table, in their order.
    pub passed: Vec<PassedLines>,
    /// Hidden rows that were read like the others.
    pub hidden: Vec<LineRange>,
    /// In what the columns of money are counted, each scale once.
    pub scales: Vec<MoneyScale>,
    /// What was read in a way that is told once for its column.
    pub notes: Vec<NotedReading>,
}

/// Rows of a file, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineRange {
    /// The first of them.
    pub first: usize,
    /// The last of them.
    pub last: usize,
}

/// A row of a file, and what names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedLine {
    /// Where it stands.
    pub line: usize,
    /// What names it.
    pub name: String,
}

/// The total row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalReading {
    /// Where it stands.
    pub line: usize,
    /// What names it.
    pub name: String,
    /// Whether the file hides it.
    pub hidden: bool,
    /// What came of comparing it.
    pub agreement: TotalAgreement,
}

/// What came of comparing a given total row with the computed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TotalAgreement {
    /// What could be compared is equal.
    Equal,
    /// The names of the columns in which it differs.
    Differs(Vec<String>),
    /// There is nothing in it that can be computed.
    Uncompared,
    /// Something in the table has still to be mended or answered.
    Unsettled,
}

/// Rows of a file that are no rows of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedLines {
    /// The rows.
    pub lines: LineRange,
    /// Why, as programs know it: `foot`.
    pub reason: &'static str,
    /// Why, in words: `chân bảng`.
    pub words: &'static str,
    /// What the first of them says.
    pub text: String,
}

/// A way in which cells of a column were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedReading {
    /// As programs know it: `dashes`.
    pub id: &'static str,
    /// Name of the column.
    pub column: String,
    /// In words, the column left out: `3 ô ghi “-” tính là 0`.
    pub words: String,
}

impl LineRange {
    /// How many rows.
    #[must_use]
    pub fn len(self) -> usize {
        self.last + 1 - self.first
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.last < self.first
    }
}

impl Display for LineRange {
    /// `16–19`, or `16` alone.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}–{}", self.first, self.last)
        }
    }
}

impl FileReading {
    /// Whether something was read that a clerk may not expect.
    #[must_use]
    pub fn is_odd(&self) -> bool {
        let has_odd_total = self.total.as_ref().is_some_and(|total| {
            total.hidden || total.agreement != TotalAgreement::Equal
        });
        has_odd_total
            || !self.uncounted.is_empty()
            || !self.passed.is_empty()
            || !self.hidden.is_empty()
            || !self.notes.is_empty()
    }

    /// Whether the account names rows of the file beside those with the names of columns.
    #[must_use]
    pub fn names_rows(&self) -> bool {
        self.total.is_some()
            || !self.uncounted.is_empty()
            || !self.passed.is_empty()
            || !self.hidden.is_empty()
            || !self.notes.is_empty()
    }
}
