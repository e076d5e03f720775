//! What a formula reads, in the row in which it stands.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::form::{
    ByTable, CellKind, ColumnId, ColumnTotal, Form, RowId, Rows, TableColumn, TableId,
};
use crate::formula::{Aggregate, Env, EvalCause, Value, apply_aggregate};
use crate::quantity::Number;

use super::budget::Budgets;
use super::missing_value::MissingValue;
use super::names::{IndicatorPart, ResolvedRef, RowKey};
use super::table::{ComputedTable, RowPlace, TablePlace, TotalKind};

/// The figures of the indicators by index; `None` where the form has none.
pub(super) type IndicatorValues = HashMap<(usize, IndicatorPart), Option<Value>>;

/// What functions over columns have given before: a formula with `tong(dau)` asks once for
/// every row.
#[derive(Debug, Default)]
pub(super) struct AggregateCache(
    RefCell<HashMap<(TableColumn, Aggregate), AggregateResult>>,
);

/// What a function over a column gives, or why it gives nothing.
type AggregateResult = Result<Value, EvalCause<MissingValue>>;

/// All that is computed, or is so far: what any formula can read.
#[derive(Clone, Copy)]
pub(super) struct KnownFigures<'w> {
    pub(super) form: &'w Form,
    pub(super) tables: &'w ByTable<ComputedTable>,
    pub(super) indicators: &'w IndicatorValues,
    pub(super) budgets: &'w Budgets,
    pub(super) cache: &'w AggregateCache,
}

/// A formula's position, and what it can read there.
pub(super) struct EvalContext<'w> {
    pub(super) known: KnownFigures<'w>,
    /// Where it stands; `None` for one that stands in no table.
    pub(super) place: Option<TablePlace>,
    /// The group over whose rows functions go; all rows of the table where there is none.
    pub(super) group: Option<usize>,
}

impl<'w> EvalContext<'w> {
    /// In a row, in the sums of a group or in a total.
    pub(super) fn in_table(known: KnownFigures<'w>, place: TablePlace) -> Self {
        Self { known, place: Some(place), group: None }
    }

    /// In no table.
    pub(super) fn alone(known: KnownFigures<'w>) -> Self {
        Self { known, place: None, group: None }
    }
}

impl EvalContext<'_> {
    fn table(&self, table: TableId) -> &ComputedTable {
        &self.known.tables[table]
    }

    /// The value of a cell. Nothing can be said of a cell of a broken table, so it is
    /// pending; the findings are those of the table.
    fn cell(
        &self,
        table: TableId,
        place: RowPlace,
        column: ColumnId,
    ) -> Result<Value, MissingValue> {
        match self.table(table).computed(place, column) {
            Some(value) => Ok(value.clone()),
            None if self.table(table).broken => Ok(Value::Pending),
            None if !matches!(place, RowPlace::Row(_)) => {
                Err(match self.table(table).columns[column].sum {
                    TotalKind::Open(_) => MissingValue::OpenTotal { table, column },
                    _ => MissingValue::NoTotal,
                })
            }
            None => Err(MissingValue::Empty { table, place, column }),
        }
    }

    /// A total that is read from elsewhere.
    fn total(
        &self,
        table: TableId,
        place: RowPlace,
        column: ColumnId,
    ) -> Result<Value, MissingValue> {
        match (self.table(table).computed(place, column), self.table(table)) {
            (Some(value), _) => Ok(value.clone()),
            (None, known) if known.broken => Ok(Value::Pending),
            (None, known) => Err(match known.columns[column].sum {
                TotalKind::Open(_) | TotalKind::None => {
                    MissingValue::OpenTotal { table, column }
                }
                _ => MissingValue::Empty { table, place, column },
            }),
        }
    }

    /// The row that a name stands for. `None` where that is not known: the name is pending,
    /// or the rows of the table have no names.
    fn row(&self, table: TableId, name: &RowKey) -> Result<Option<RowId>, MissingValue> {
        let name = match name {
            RowKey::Literal(name) => name.clone(),
            RowKey::FromColumn(column) => {
                // Only a formula in a row names rows by what its own row holds.
                let Some(position) = self.place else { return Ok(None) };
                match self.cell(position.table, position.place, *column)? {
                    Value::Pending => return Ok(None),
                    Value::Text(text) => text,
                    other => other.to_string(),
                }
            }
        };
        if self.table(table).broken || self.table(table).unnamed {
            return Ok(None);
        }
        let row = self.table(table).row(&name);
        row.map(Some).ok_or(MissingValue::NoRow { table, name })
    }

    /// A figure of an indicator; a change is computed from its two ends.
    fn indicator(&self, index: usize, part: IndicatorPart) -> Value {
        let Some([upper, lower]) = part.difference() else {
            return self.written_figure(index, part);
        };
        match (self.written_figure(index, lower), self.written_figure(index, upper)) {
            (Value::Number(lower), Value::Number(upper)) => {
                Value::Number(upper.checked_sub(&lower))
            }
            _ => Value::Pending,
        }
    }

    /// A figure that an indicator has itself; changes are computed from those.
    fn written_figure(&self, index: usize, part: IndicatorPart) -> Value {
        let value = self.known.indicators.get(&(index, part));
        value.cloned().flatten().unwrap_or(Value::Pending)
    }

    /// What a function gives over a column, without the cache.
    fn compute_aggregate(
        &self,
        function: Aggregate,
        column: &ResolvedRef,
    ) -> AggregateResult {
        apply_aggregate(
            function,
            self.column(column, function).map_err(EvalCause::Missing)?,
        )
    }

    /// Whether the cells of a column do not add up, and the form does not ask for a sum all
    /// the same: rates, averages, prices.
    fn is_left_open(&self, table: TableId, column: ColumnId) -> bool {
        let Some(spec) = self.known.form.tables.get(table) else { return false };
        let known = &self.table(table).columns[column];
        let is_auto = matches!(spec.columns[column].total, ColumnTotal::Auto)
            && !matches!(spec.rows, Rows::Ready(_));
        is_auto
            && match known.sum {
                TotalKind::Open(_) | TotalKind::Own => true,
                TotalKind::None => known.kind == CellKind::Percent,
                TotalKind::Rows | TotalKind::Other(_) => false,
            }
    }

    /// The group over whose rows functions go in a table: only in its own table.
    fn group_in(&self, table: TableId) -> Option<usize> {
        self.group.filter(|_| self.place.is_some_and(|position| position.table == table))
    }
}

impl Env<ResolvedRef> for EvalContext<'_> {
    type NoValue = MissingValue;

    fn value(&self, reference: &ResolvedRef) -> Result<Value, MissingValue> {
        match reference {
            // What names a cell by something pending is pending itself.
            ResolvedRef::OwnColumn(column) => match self.place {
                Some(position) => self.cell(position.table, position.place, *column),
                None => Ok(Value::Pending),
            },
            ResolvedRef::Cell { table, row, column } => match self.row(*table, row)? {
                Some(row) => self.cell(*table, RowPlace::Row(row), *column),
                None => Ok(Value::Pending),
            },
            ResolvedRef::Group { table, name, column } => {
                if self.table(*table).broken || self.table(*table).unnamed {
                    return Ok(Value::Pending);
                }
                let group = self.table(*table).group(name);
                let group = group.ok_or_else(|| MissingValue::NoRow {
                    table: *table,
                    name: name.clone(),
                })?;
                self.cell(*table, RowPlace::Group(group), *column)
            }
            ResolvedRef::Total { table, column } => {
                self.total(*table, RowPlace::Total, *column)
            }
            ResolvedRef::Foot { table, row, column } => {
                self.total(*table, RowPlace::Foot(*row), *column)
            }
            // A whole column is no value; only functions read it.
            ResolvedRef::Column { table, column } => {
                let place = self.place.map_or(RowPlace::Total, |position| position.place);
                Err(MissingValue::Empty { table: *table, place, column: *column })
            }
            ResolvedRef::Indicator { index, part } => Ok(self.indicator(*index, *part)),
            ResolvedRef::Budget(pick) => {
                let value = self.known.budgets.value(pick);
                value.ok_or_else(|| MissingValue::NoMoney(pick.to_string()))
            }
            ResolvedRef::Year => {
                Ok(self.known.form.year.map_or(Value::Pending, |year| {
                    Value::Number(Number::from(i64::from(year.value)))
                }))
            }
        }
    }

    fn column(
        &self,
        column: &ResolvedRef,
        function: Aggregate,
    ) -> Result<Vec<Value>, MissingValue> {
        let ResolvedRef::Column { table, column } = column else { return Ok(Vec::new()) };
        let cells = &self.table(*table).cells[*column];
        let rows: Box<dyn Iterator<Item = RowId>> = match self.group_in(*table) {
            Some(group) => {
                Box::new(self.table(*table).groups[group].rows.iter().copied())
            }
            None => Box::new(cells.ids()),
        };
        let mut res = Vec::new();
        let uncounted = &self.table(*table).uncounted;
        for row in rows.filter(|row| !uncounted.contains(row)) {
            match &cells[row] {
                Some(value) => res.push(value.clone()),
                // An empty cell is not counted; in a sum it would be a guess.
                None if function == Aggregate::Count => {}
                // Counted where the merged cells begin.
                None if self.table(*table).is_covered(row, *column) => {}
                None => {
                    let (table, column) = (*table, *column);
                    return Err(MissingValue::Empty {
                        table,
                        place: RowPlace::Row(row),
                        column,
                    });
                }
            }
        }
        Ok(res)
    }

    fn evaluate_aggregate(
        &self,
        function: Aggregate,
        column: &ResolvedRef,
    ) -> Result<Value, EvalCause<MissingValue>> {
        let ResolvedRef::Column { table, column: id } = column else {
            return Ok(Value::Pending);
        };
        // The cells of a group are not those of the column.
        if self.group_in(*table).is_some() {
            return self.compute_aggregate(function, column);
        }
        let key = (TableColumn { table: *table, column: *id }, function);
        if function == Aggregate::Sum && self.is_left_open(*table, *id) {
            let missing = MissingValue::OpenTotal { table: *table, column: *id };
            return Err(EvalCause::Missing(missing));
        }
        if let Some(known) = self.known.cache.0.borrow().get(&key) {
            return known.clone();
        }
        let res = self.compute_aggregate(function, column);
        self.known.cache.0.borrow_mut().insert(key, res.clone());
        res
    }
}
