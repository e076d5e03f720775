//! What a formula reads, in the row in which it stands.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::formula::{Aggregate, Cause, Env, Value, aggregate};
use crate::quantity::Number;

use crate::form::Form;

use super::budget::Budgets;
use super::name::{Part, RowName, Target};
use super::table::{Place, Table};

/// Why a reference has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Missing {
    /// The cell is empty.
    Empty {
        /// Index of the table.
        table: usize,
        /// The row.
        place: Place,
        /// Index of the column.
        column: usize,
    },
    /// The column has no total.
    NoTotal,
    /// The table has no row, or no group, of this name, or more than one.
    NoRow {
        /// Index of the table.
        table: usize,
        /// The name.
        name: String,
    },
    /// No task or source has this name.
    NoMoney(String),
}

/// Whether a cause is a column without a total.
pub(super) fn is_no_total(cause: &Cause<Missing>) -> bool {
    matches!(cause, Cause::Missing(Missing::NoTotal))
}

/// Values of indicators, as computed; `None` where the form has none.
pub(super) type Values = HashMap<(usize, Part), Option<Value>>;

/// All that is computed, or is so far: what any formula can read.
#[derive(Clone, Copy)]
pub(super) struct Known<'w> {
    pub(super) form: &'w Form,
    pub(super) tables: &'w [Table],
    pub(super) indicators: &'w Values,
    pub(super) budgets: &'w Budgets,
    pub(super) memo: &'w Memo,
}

/// A place in which a formula stands.
pub(super) struct Here<'w> {
    pub(super) work: Known<'w>,
    pub(super) table: Option<usize>,
    pub(super) place: Place,
    /// The group over whose rows functions go; all rows of the table where there is none.
    pub(super) within: Option<usize>,
}

/// What a function has made of a column before: a formula with `tong(dau)` asks once for
/// every row.
#[derive(Debug, Default)]
pub(super) struct Memo(RefCell<HashMap<(usize, usize, Aggregate), Made>>);

/// What a function makes of a column, or why it makes nothing.
type Made = Result<Value, Cause<Missing>>;

impl Here<'_> {
    fn table(&self, index: usize) -> &Table {
        &self.work.tables[index]
    }

    fn cell(&self, table: usize, place: Place, column: usize) -> Result<Value, Missing> {
        match self.table(table).computed(place, column) {
            Some(value) => Ok(value.clone()),
            None if self.table(table).broken => Ok(Value::Open),
            None if place == Place::Total || matches!(place, Place::Group(_)) => {
                Err(Missing::NoTotal)
            }
            None => Err(Missing::Empty { table, place, column }),
        }
    }

    fn row(&self, table: usize, name: &RowName) -> Result<Option<usize>, Missing> {
        let name = match name {
            RowName::Literal(name) => name.clone(),
            RowName::ByOwn(column) => {
                let here = self.table.unwrap_or(table);
                match self.cell(here, self.place, *column)? {
                    Value::Open => return Ok(None),
                    Value::Text(text) => text,
                    other => other.to_string(),
                }
            }
        };
        if self.table(table).broken || self.table(table).unnamed {
            return Ok(None);
        }
        let row = self.table(table).row(&name);
        row.map(Some).ok_or(Missing::NoRow { table, name })
    }

    fn indicator(&self, index: usize, part: Part) -> Value {
        let value = |part| {
            let value = self.work.indicators.get(&(index, part));
            value.cloned().flatten().unwrap_or(Value::Open)
        };
        let (lower, upper) = match part {
            Part::Drop => (Part::Goal, Part::Start),
            Part::Rise => (Part::Start, Part::Goal),
            Part::Value | Part::Start | Part::Goal => return value(part),
        };
        match (value(lower), value(upper)) {
            (Value::Number(lower), Value::Number(upper)) => {
                Value::Number(upper.checked_sub(&lower))
            }
            _ => Value::Open,
        }
    }
}

impl Env<Target> for Here<'_> {
    type Missing = Missing;

    fn value(&self, reference: &Target) -> Result<Value, Missing> {
        match reference {
            Target::Own(column) => {
                let table = self.table.unwrap_or_default();
                self.cell(table, self.place, *column)
            }
            Target::Cell { table, row, column } => match self.row(*table, row)? {
                Some(row) => self.cell(*table, Place::Row(row), *column),
                None => Ok(Value::Open),
            },
            Target::Group { table, name, column } => {
                if self.table(*table).broken || self.table(*table).unnamed {
                    return Ok(Value::Open);
                }
                let group = self.table(*table).group(name);
                let group = group.ok_or_else(|| Missing::NoRow {
                    table: *table,
                    name: name.clone(),
                })?;
                self.cell(*table, Place::Group(group), *column)
            }
            Target::Total { table, column } => {
                match self.table(*table).computed(Place::Total, *column) {
                    Some(value) => Ok(value.clone()),
                    None if self.table(*table).broken => Ok(Value::Open),
                    None => {
                        let (table, column) = (*table, *column);
                        Err(Missing::Empty { table, place: Place::Total, column })
                    }
                }
            }
            Target::Column { table, column } => {
                Err(Missing::Empty { table: *table, place: self.place, column: *column })
            }
            Target::Indicator { index, part } => Ok(self.indicator(*index, *part)),
            Target::Budget(pick) => {
                let value = self.work.budgets.value(pick);
                value.ok_or_else(|| Missing::NoMoney(pick.to_string()))
            }
            Target::Year => Ok(self.work.form.year.map_or(Value::Open, |year| {
                Value::Number(Number::from(i64::from(year.value)))
            })),
        }
    }

    fn column(
        &self,
        column: &Target,
        function: Aggregate,
    ) -> Result<Vec<Value>, Missing> {
        let Target::Column { table, column } = column else { return Ok(Vec::new()) };
        let of = self.table(*table);
        let cells = &of.cells[*column];
        let group = self.within.filter(|_| self.table == Some(*table));
        let all = 0..cells.len();
        let rows: Box<dyn Iterator<Item = usize>> = match group {
            Some(group) => Box::new(of.groups[group].rows.iter().copied()),
            None => Box::new(all),
        };
        let mut res = Vec::new();
        for row in rows {
            match &cells[row] {
                Some(value) => res.push(value.clone()),
                // An empty cell is not counted; in a sum it would be a guess.
                None if function == Aggregate::Count => {}
                None => {
                    let (table, column) = (*table, *column);
                    return Err(Missing::Empty { table, place: Place::Row(row), column });
                }
            }
        }
        Ok(res)
    }

    fn aggregate(
        &self,
        function: Aggregate,
        column: &Target,
    ) -> Result<Value, Cause<Missing>> {
        let Target::Column { table, column: index } = column else {
            return Ok(Value::Open);
        };
        let compute = || {
            let values = self.column(column, function).map_err(Cause::Missing)?;
            aggregate(function, values)
        };
        if self.within.is_some() && self.table == Some(*table) {
            return compute();
        }
        let key = (*table, *index, function);
        if let Some(known) = self.work.memo.0.borrow().get(&key) {
            return known.clone();
        }
        let res = compute();
        self.work.memo.0.borrow_mut().insert(key, res.clone());
        res
    }
}
