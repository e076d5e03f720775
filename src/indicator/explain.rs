//! Where a figure comes from, as a tree: its formula with numbers put in, the rows of its
//! sum, down to what is typed in the form or stands in a file. Plain data; the caller that
//! prints it makes the words.
//!
//! | file | what it does |
//! |---|---|
//! | `foot` | where figures below the sum of a table come from |
//! | `walk` | from a figure down to what is typed, each figure explained once |
//! | `origin` | where typed and read figures stand, and what figures are called |
//! | `reads` | what a figure is computed from at once, all of it |

mod foot;
mod origin;
mod reads;
#[cfg(test)]
mod tests;
mod walk;

use crate::form::{ColumnId, Form, TableId};
use crate::formula::{Aggregate, RefContext, Value};
use crate::quantity::{Number, Style};
use crate::source::Span;

use super::Figures;
use super::names::{BudgetPick, IndicatorPart, ResolvedRef, RowKey};
use super::table::{RowPlace, TablePlace};
use walk::Explainer;

/// A figure that can be asked for: each has one, however it is named.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FigureId {
    /// A cell of a row, a group sum or a total.
    Cell {
        /// The table of the form.
        table: TableId,
        /// Its row, a group sum or the total.
        place: RowPlace,
        /// Its column.
        column: ColumnId,
    },
    /// What a function makes of a column.
    Column {
        /// The table of the form.
        table: TableId,
        /// The column that the function goes over.
        column: ColumnId,
        /// What is made of its cells.
        function: Aggregate,
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
    /// An amount that a formula of the form gives, by the place of the formula.
    Amount(Span),
    /// The year of the plan, `nam`.
    Year,
}

/// A figure and where it comes from.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The figure that is explained.
    pub figure: FigureId,
    /// As `{{ … }}` reads it: `ngheo.tong.cuoi`.
    pub name: String,
    /// The exact value, as computed where it can be; `None` for an empty cell.
    pub value: Option<Value>,
    /// How it prints, where it is a number.
    pub style: Option<Style>,
    /// As it prints in a sentence; `None` for an empty cell.
    pub shown: Option<String>,
    /// Whether it is typed or computed, and from what.
    pub derivation: Derivation,
    /// The same figure as given, where it is given and computed.
    pub given: Option<GivenCell>,
}

/// Where a figure comes from.
#[derive(Debug, Clone)]
pub enum Derivation {
    /// It is typed in the form or read from a file.
    Typed(ValueOrigin),
    /// It is computed by a formula.
    Formula(WorkedFormula),
    /// It is made of the cells of rows, or of the amounts of tasks.
    Rows(SumParts),
    /// It has been explained before in the tree.
    Repeated,
    /// It is not typed, read or computed: the cell is empty.
    Nowhere,
}

/// Where a figure stands that is typed or read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueOrigin {
    /// Typed in the form, at these bytes.
    Form(Span),
    /// Read from a data file.
    File {
        /// Its name, as the form has it.
        file: String,
        /// Name of the sheet, in a workbook.
        sheet: Option<String>,
        /// `ô B7`, `dòng 7, cột 2`.
        cell: String,
    },
}

/// A formula with its numbers put in.
#[derive(Debug, Clone)]
pub struct WorkedFormula {
    /// As the form writes it, in one line.
    pub formula: String,
    /// Its position in the form; `None` for a change, which is target less start and which
    /// no form writes.
    pub span: Option<Span>,
    /// With numbers in place of names: `51 / 1.545`.
    pub numbers: String,
    /// What it reads, each figure once, in the order of the formula.
    pub inputs: Vec<Explanation>,
}

/// The parts of a sum, or of another function over a column.
#[derive(Debug, Clone)]
pub struct SumParts {
    /// What is made of them; mostly their sum.
    pub function: Aggregate,
    /// The first of the parts; the tree would be too long with all.
    pub first: Vec<Explanation>,
    /// How many there are in all.
    pub count: usize,
}

/// A given cell of which there is a computed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenCell {
    /// Where the given figure stands.
    pub origin: ValueOrigin,
    /// What is given, where it is not what is computed.
    pub differs: Option<Value>,
}

impl Figures {
    /// The figure that a reference names. `None` for a whole column, and for a row or
    /// group that the table does not have.
    #[must_use]
    pub fn figure_id(&self, target: &ResolvedRef) -> Option<FigureId> {
        self.figure_at(target, RefContext::Cell, None)
    }

    /// Where a figure comes from. `form` is the form from which all was computed.
    #[must_use]
    pub fn explain(&self, form: &Form, figure: FigureId) -> Explanation {
        Explainer::new(self, form).explain(figure)
    }

    /// The figure of a reference in a formula; `position` is where the formula stands.
    fn figure_at(
        &self,
        target: &ResolvedRef,
        wanted: RefContext,
        position: Option<TablePlace>,
    ) -> Option<FigureId> {
        Some(match target {
            ResolvedRef::OwnColumn(column) => {
                let TablePlace { table, place } = position?;
                FigureId::Cell { table, place, column: *column }
            }
            ResolvedRef::Cell { table, row, column } => {
                let row = match row {
                    RowKey::Literal(name) => self.table(*table).row(name)?,
                    // The row that the formula's own row names, as it was computed.
                    RowKey::FromColumn(key) => {
                        let own_row = position?;
                        let value =
                            self.table(own_row.table).computed(own_row.place, *key);
                        let name = match value? {
                            Value::Text(text) => text.clone(),
                            other => other.to_string(),
                        };
                        self.table(*table).row(&name)?
                    }
                };
                FigureId::Cell {
                    table: *table,
                    place: RowPlace::Row(row),
                    column: *column,
                }
            }
            ResolvedRef::Group { table, name, column } => {
                let place = RowPlace::Group(self.table(*table).group(name)?);
                FigureId::Cell { table: *table, place, column: *column }
            }
            ResolvedRef::Total { table, column } => {
                FigureId::Cell { table: *table, place: RowPlace::Total, column: *column }
            }
            ResolvedRef::Foot { table, row, column } => {
                let place = RowPlace::Foot(*row);
                FigureId::Cell { table: *table, place, column: *column }
            }
            ResolvedRef::Column { table, column } => {
                let RefContext::Column(function) = wanted else { return None };
                FigureId::Column { table: *table, column: *column, function }
            }
            ResolvedRef::Indicator { index, part } => {
                FigureId::Indicator { index: *index, part: *part }
            }
            ResolvedRef::Budget(pick) => FigureId::Budget(pick.clone()),
            ResolvedRef::Year => FigureId::Year,
        })
    }
}

/// A number with all its decimal places, or with the first of many and `…` after them.
#[must_use]
pub fn format_exactly(number: &Number) -> String {
    const MOST_PLACES: u32 = 9;
    if let Some(places) =
        (0..=MOST_PLACES).find(|places| number.rounded(*places) == *number)
    {
        return number.text(places);
    }
    // Cut off, not rounded: the digits shown are digits of the number.
    let size = number.abs();
    let nearest = size.rounded(MOST_PLACES);
    let cut =
        if nearest > size { nearest - Number::ONE.times_pow10(-9) } else { nearest };
    let sign = if number.is_negative() { "-" } else { "" };
    format!("{sign}{}…", cut.text(MOST_PLACES))
}
