//! The figures of a plan as the values that `{{ … }}` reads: tables by row and column,
//! indicators, the money of the tasks. A table is asked cell by cell, so that one of a
//! hundred thousand rows costs nothing until it is read.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Object;

use crate::form::{At, Form, Indicator, RowId, Table, TableId, UNITS};
use crate::formula::Value as Cell;
use crate::indicator::{Answer, BudgetPick, Figures, Part, Place};
use crate::prose::{Change, CitationForm, Content, References, Scope, Shown};

/// A table: `tong`, `nhom`, or a row by its name.
#[derive(Debug)]
struct TableValue {
    figures: Arc<Figures>,
    table: TableId,
    /// Whether it is the row of the unit: its columns are read without a row.
    unit: bool,
}

/// The groups of a table, by name.
#[derive(Debug)]
struct GroupsValue {
    figures: Arc<Figures>,
    table: TableId,
}

/// A row, the sums of a group or the total: its cells by id of the column.
#[derive(Debug)]
struct RowValue {
    figures: Arc<Figures>,
    table: TableId,
    place: Place,
}

/// The money of the tasks: `tong`, `nguon`, or a task by its id.
#[derive(Debug)]
struct MoneyValue {
    figures: Arc<Figures>,
    sources: bool,
}

/// Values and paths of the tables of a form.
pub(super) fn tables(
    form: &Form,
    figures: &Arc<Figures>,
) -> Vec<(String, Value, Vec<String>)> {
    let mut res = Vec::new();
    for (index, written) in form.tables.enumerate() {
        let unit = index == UNITS && form.shared.unit.is_some();
        res.extend(table(written, figures, index, unit));
    }
    res
}

/// The row of a unit, by the name under which texts read it.
#[must_use]
pub fn unit_scope(written: &Table, row: crate::indicator::Table) -> Scope {
    let figures = Arc::new(Figures::of_tables(vec![row]));
    let of_unit = table(written, &figures, UNITS, true);
    let (values, paths): (BTreeMap<_, _>, Vec<_>) =
        of_unit.into_iter().map(|(id, value, paths)| ((id, value), paths)).unzip();
    let references: Arc<dyn References> = Arc::new(NoReferences);
    Scope::new(values, paths.concat(), &references)
}

/// A table as a value, and what can be read of it.
fn table(
    written: &Table,
    figures: &Arc<Figures>,
    index: TableId,
    unit: bool,
) -> Option<(String, Value, Vec<String>)> {
    let id = written.id.as_ref()?;
    let row = if unit { "" } else { "tong." };
    let path = |c: &crate::form::Column| {
        c.id.as_ref().map(|column| format!("{}.{row}{}", id.value, column.value))
    };
    let paths = written.columns.iter().filter_map(path).collect();
    let value = TableValue { figures: Arc::clone(figures), table: index, unit };
    Some((id.value.clone(), Value::from_object(value), paths))
}

/// What the fields that are settled first can refer to.
#[derive(Debug)]
struct NoReferences;

impl References for NoReferences {
    fn section(&self, _: &str) -> Option<String> {
        None
    }

    fn appendix(&self, _: &str) -> Option<String> {
        None
    }

    fn paper(&self, _: &str, _: CitationForm) -> Option<String> {
        None
    }

    fn ids(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

/// The money of the tasks as a value, and its paths.
pub(super) fn money(figures: &Arc<Figures>) -> (Value, Vec<String>) {
    let value = MoneyValue { figures: Arc::clone(figures), sources: false };
    let total = figures.money(&BudgetPick::Total).map(|_| "kinh_phi.tong".to_owned());
    (Value::from_object(value), total.into_iter().collect())
}

/// An indicator with all that it can be asked for.
pub(super) fn indicator(
    figures: &Figures,
    index: usize,
    (_, indicator): &(At<String>, Indicator),
) -> Value {
    let unit = indicator.unit.clone();
    let part = |part| {
        let answer = figures.indicator(index, part)?;
        let change = match part {
            Part::Rise => Some(Change::Rise),
            Part::Drop => Some(Change::Drop),
            Part::Value | Part::Start | Part::Goal => None,
        };
        let unit = unit.clone();
        let shown = Shown { change, unit, ..Shown::new(content(answer)?) };
        Some(Value::from_object(shown))
    };
    let mut fields = BTreeMap::from([("ten", Value::from(indicator.name.words()))]);
    fields.extend(unit.clone().map(|unit| ("don_vi", Value::from(unit))));
    for (named, name) in Part::NAMED {
        fields.extend(part(named).map(|value| (name, value)));
    }
    let answer = figures.indicator(index, Part::Value);
    let content = answer.and_then(content).unwrap_or(Content::Open);
    Value::from_object(Shown { unit, fields, ..Shown::new(content) })
}

fn content(answer: Answer) -> Option<Content> {
    match answer {
        Answer::Figure(figure) => Some(Content::Figure(figure)),
        Answer::Open => Some(Content::Open),
        Answer::Text(_) => None,
    }
}

impl Object for TableValue {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let (figures, table) = (Arc::clone(&self.figures), self.table);
        match key.as_str()? {
            "tong" => {
                Some(Value::from_object(RowValue { figures, table, place: Place::Total }))
            }
            "nhom" => Some(Value::from_object(GroupsValue { figures, table })),
            column if self.unit && figures.table(table).column(column).is_some() => {
                Arc::new(RowValue { figures, table, place: Place::Row(RowId::new(0)) })
                    .get_value(key)
            }
            name => {
                let place = Place::Row(figures.table(table).row(name)?);
                Some(Value::from_object(RowValue { figures, table, place }))
            }
        }
    }
}

impl Object for GroupsValue {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let (figures, table) = (Arc::clone(&self.figures), self.table);
        let place = Place::Group(figures.table(table).group(key.as_str()?)?);
        Some(Value::from_object(RowValue { figures, table, place }))
    }
}

impl Object for RowValue {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let table = self.figures.table(self.table);
        let column = table.column(key.as_str()?)?;
        let content = match table.value(self.place, column)? {
            Cell::Number(_) => Content::Figure(table.figure(self.place, column)?),
            Cell::Date(date) => Content::Date(*date),
            Cell::Open => Content::Open,
            Cell::Text(text) => return Some(Value::from(text.clone())),
        };
        Some(Value::from_object(Shown::new(content)))
    }
}

impl Object for MoneyValue {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let pick = match (key.as_str()?, self.sources) {
            ("nguon", false) => {
                let figures = Arc::clone(&self.figures);
                return Some(Value::from_object(Self { figures, sources: true }));
            }
            ("tong", false) => BudgetPick::Total,
            (id, false) => BudgetPick::Task(id.to_owned()),
            (name, true) => BudgetPick::Source(name.to_owned()),
        };
        let content = content(self.figures.money(&pick)?)?;
        Some(Value::from_object(Shown::new(content)))
    }
}
