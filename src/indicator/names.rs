//! From the names of formulas and of `{{ … }}` to what they refer to.
//!
//! | file | what it does |
//! |---|---|
//! | `resolver` | one reference of one formula → what it refers to, or an error |
//! | `index` | the names of a form, each folded once |
//! | `words` | words of the form that a text can print |
//! | `year` | the figures of an indicator by year |

mod index;
mod resolver;
mod words;
mod year;

use std::sync::Arc;

use crate::form::{ColumnId, Form, TableColumn, TableId};
use crate::formula::{FormulaError, Ref, RefContext};

use resolver::Resolver;

pub(super) use index::NameIndex;
pub use words::FormWords;

/// What a reference refers to, its names found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ResolvedRef {
    /// A column of the formula's own table: its cell in the row of the formula.
    OwnColumn(ColumnId),
    /// A cell of a named row.
    Cell {
        /// The table that it stands in.
        table: TableId,
        /// How the reference names its row.
        row: RowKey,
        /// Its column.
        column: ColumnId,
    },
    /// The sum of a column over a group of rows.
    Group {
        /// The table that has the groups.
        table: TableId,
        /// Name of the group, as the reference writes it.
        name: String,
        /// The column that is added up.
        column: ColumnId,
    },
    /// The total of a column over all rows.
    Total {
        /// The table that has the total.
        table: TableId,
        /// The column that is added up.
        column: ColumnId,
    },
    /// A figure below the sum of a table: an added amount, the last total.
    Foot {
        /// The table.
        table: TableId,
        /// The row below its sum, from 0.
        row: usize,
        /// The column.
        column: ColumnId,
    },
    /// All cells of a column, within a function over them.
    Column {
        /// The table that has the column.
        table: TableId,
        /// The column that the function goes over.
        column: ColumnId,
    },
    /// A figure of an indicator.
    Indicator {
        /// Index of the indicator in the form.
        index: usize,
        /// Which of its figures.
        part: IndicatorPart,
    },
    /// A sum of the tasks' money.
    Budget(BudgetPick),
    /// The year of the plan, `nam`.
    Year,
}

impl ResolvedRef {
    /// The column that it reads, with its table; `own_table` is that of the formula.
    #[must_use]
    pub fn column_in(&self, own_table: TableId) -> Option<TableColumn> {
        match self {
            Self::OwnColumn(column) => {
                Some(TableColumn { table: own_table, column: *column })
            }
            _ => self.named_column(),
        }
    }

    /// The column of a table that it names; `None` where it reads none, or one of the
    /// formula's own table.
    pub(super) fn named_column(&self) -> Option<TableColumn> {
        match self {
            Self::Cell { table, column, .. }
            | Self::Group { table, column, .. }
            | Self::Total { table, column }
            | Self::Foot { table, column, .. }
            | Self::Column { table, column } => {
                Some(TableColumn { table: *table, column: *column })
            }
            Self::OwnColumn(_)
            | Self::Indicator { .. }
            | Self::Budget(_)
            | Self::Year => None,
        }
    }

    /// Whether what it refers to differs from row to row.
    pub(super) fn is_of_row(&self) -> bool {
        matches!(self, Self::OwnColumn(_) | Self::Cell { row: RowKey::FromColumn(_), .. })
    }

    /// The table that it names; `None` where it reads none, or the formula's own.
    #[must_use]
    pub fn table(&self) -> Option<TableId> {
        self.named_column().map(|named| named.table)
    }
}

/// How a row of a table is named.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RowKey {
    /// By its name, as the formula writes it.
    Literal(String),
    /// By what the row of the formula holds in this column of the formula's table.
    FromColumn(ColumnId),
}

/// Which figure of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IndicatorPart {
    /// Its value (`gia_tri`); the target where it has no other.
    Value,
    /// Its value at the start of the plan (`dau`).
    Start,
    /// Its target at the end of the plan (`muc_tieu`); what its years come to where it has
    /// no other.
    Goal,
    /// Its value of a year (`["2026"]`).
    Year(i32),
    /// Its years added up (`tong`).
    Sum,
    /// By how much the target is lower than the start.
    Drop,
    /// By how much the target is higher than the start.
    Rise,
    /// By how much a year is lower than what comes before it.
    YearDrop(YearStep),
    /// By how much a year is higher than what comes before it.
    YearRise(YearStep),
}

/// A year of an indicator and what comes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct YearStep {
    /// The year.
    pub year: i32,
    /// The year before it; `None` where that is the start.
    pub before: Option<i32>,
}

impl YearStep {
    fn from(self) -> IndicatorPart {
        self.before.map_or(IndicatorPart::Start, IndicatorPart::Year)
    }
}

impl IndicatorPart {
    /// All but the value itself and those of years, with the names that read them.
    pub const NAMED: [(Self, &'static str); 5] = [
        (Self::Start, "dau"),
        (Self::Goal, "muc_tieu"),
        (Self::Drop, "giam"),
        (Self::Rise, "tang"),
        (Self::Sum, "tong"),
    ];

    /// The two figures of which a change is the difference, what is taken away last.
    #[must_use]
    pub fn difference(self) -> Option<[Self; 2]> {
        match self {
            Self::Drop => Some([Self::Start, Self::Goal]),
            Self::Rise => Some([Self::Goal, Self::Start]),
            Self::YearDrop(step) => Some([step.from(), Self::Year(step.year)]),
            Self::YearRise(step) => Some([Self::Year(step.year), step.from()]),
            Self::Value | Self::Start | Self::Goal | Self::Year(_) | Self::Sum => None,
        }
    }

    /// What follows the id of the indicator where it is read: `.dau`, `["2026"].giam`.
    #[must_use]
    pub fn suffix(self) -> String {
        match self {
            Self::Value => String::new(),
            Self::Year(year) => format!("[\"{year}\"]"),
            Self::YearDrop(step) => format!("[\"{}\"].giam", step.year),
            Self::YearRise(step) => format!("[\"{}\"].tang", step.year),
            Self::Start | Self::Goal | Self::Sum | Self::Drop | Self::Rise => {
                let named = Self::NAMED.iter().find(|(part, _)| *part == self);
                named.map_or_else(String::new, |(_, name)| format!(".{name}"))
            }
        }
    }

    /// The year of which it is, where it is of one.
    #[must_use]
    pub fn year(self) -> Option<i32> {
        match self {
            Self::Year(year) => Some(year),
            Self::YearDrop(step) | Self::YearRise(step) => Some(step.year),
            Self::Value
            | Self::Start
            | Self::Goal
            | Self::Sum
            | Self::Drop
            | Self::Rise => None,
        }
    }
}

/// Which sum of the tasks' money.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BudgetPick {
    /// Over all tasks.
    Total,
    /// Of one task, by its id.
    Task(String),
    /// Of one source, by its key or name.
    Source(String),
}

/// The names of a form, each folded once: a form may have thousands, and every formula
/// looks some up.
#[derive(Debug, Clone)]
pub struct FormNames<'f> {
    form: &'f Form,
    index: Arc<NameIndex>,
}

impl<'f> FormNames<'f> {
    /// Folds and indexes the names of a form.
    #[must_use]
    pub fn new(form: &'f Form) -> Self {
        Self::indexed(form, Arc::new(NameIndex::from_form(form)))
    }

    /// The names of a form of which the index is made already.
    pub(super) fn indexed(form: &'f Form, index: Arc<NameIndex>) -> Self {
        Self { form, index }
    }

    /// The form whose names these are.
    #[must_use]
    pub fn form(&self) -> &'f Form {
        self.form
    }

    pub(super) fn index(&self) -> &Arc<NameIndex> {
        &self.index
    }

    /// Whether a name is that of something that could not be read, which has findings of
    /// its own.
    #[must_use]
    pub fn is_broken(&self, name: &str) -> bool {
        self.index.broken.contains(&index::normalize_id(name))
    }

    /// What a reference of a text stands for, words apart.
    ///
    /// # Errors
    ///
    /// As [`FormNames::find`].
    pub fn find_in_text(
        &self,
        text: &str,
        reference: &Ref,
        wanted: RefContext,
    ) -> Result<ResolvedRef, Option<FormulaError>> {
        Resolver { names: self, text, table: None, prints: true }
            .resolve(reference, wanted)
    }

    /// What a reference stands for. `table` is the one in whose row the formula stands, if
    /// it stands in one; `text` the whole formula.
    ///
    /// # Errors
    ///
    /// An error at the part that names nothing. `None` within where that part names
    /// something that could not be read, which has findings of its own.
    pub fn find(
        &self,
        text: &str,
        reference: &Ref,
        table: Option<TableId>,
        wanted: RefContext,
    ) -> Result<ResolvedRef, Option<FormulaError>> {
        Resolver { names: self, text, table, prints: false }.resolve(reference, wanted)
    }
}
