//! The value of a reference as a text shows it: a cell, a figure of an indicator, a sum of
//! the tasks' money.

use crate::form::{ColumnId, Form, TableId};
use crate::formula::{FormulaError, Ref, RefContext, Value};
use crate::quantity::{Figure, Pending, Shown, Style};

use super::Figures;
use super::formula_error;
use super::names::{BudgetPick, IndicatorPart, ResolvedRef, RowKey};
use super::table::{RowPlace, TotalKind};

impl Figures {
    /// A figure of an indicator, by the indicator's index.
    #[must_use]
    pub fn indicator(&self, index: usize, part: IndicatorPart) -> Option<Shown> {
        let figures = self.indicators.get(index)?;
        let Some(ends) = part.difference() else {
            return figures.get(&part).map(show_pending_figure);
        };
        let [upper, lower] = ends.map(|end| figures.get(&end));
        Some(match (lower?, upper?) {
            (Pending::Known(lower), Pending::Known(upper)) => {
                let change = upper.value.clone() - lower.value.clone();
                Shown::Figure(upper.changed_by(change).with_places_of(lower))
            }
            _ => Shown::Pending,
        })
    }

    /// What a reference of `{{ … }}` or of `trace` stands for, and its value.
    ///
    /// # Errors
    ///
    /// An error in the reference; `None` within where what it names has findings of its
    /// own.
    pub fn find(
        &self,
        form: &Form,
        text: &str,
        reference: &Ref,
    ) -> Result<(ResolvedRef, Shown), Option<FormulaError>> {
        let target = self.names(form).find(text, reference, None, RefContext::Cell)?;
        if target.table().is_some_and(|table| self.tables[table].is_broken()) {
            return Err(None);
        }
        let answer = self.answer(form, &target).map_err(|error| {
            Some(FormulaError { range: reference.range.clone(), ..error })
        })?;
        Ok((target, answer))
    }

    /// The value of a reference.
    pub(super) fn answer(
        &self,
        form: &Form,
        target: &ResolvedRef,
    ) -> Result<Shown, FormulaError> {
        match target {
            ResolvedRef::Cell { table, row: RowKey::Literal(name), column } => {
                let computed = &self.tables[*table];
                let row = computed.row(name).ok_or_else(|| {
                    formula_error::explain_unknown_row(
                        computed,
                        get_table_id(form, *table),
                        name,
                    )
                })?;
                self.answer_cell(*table, RowPlace::Row(row), *column)
            }
            ResolvedRef::Group { table, name, column } => {
                let group = self.tables[*table].group(name).ok_or_else(|| {
                    let id = get_table_id(form, *table);
                    FormulaError::new(0..0, format!("bảng `{id}` không có nhóm “{name}”"))
                })?;
                self.answer_cell(*table, RowPlace::Group(group), *column)
            }
            ResolvedRef::Total { table, column } => {
                self.answer_cell(*table, RowPlace::Total, *column)
            }
            ResolvedRef::Foot { table, row, column } => {
                self.answer_cell(*table, RowPlace::Foot(*row), *column)
            }
            ResolvedRef::Indicator { index, part } => {
                self.indicator(*index, *part).ok_or_else(|| {
                    FormulaError::new(0..0, "chỉ tiêu này chưa có giá trị ấy")
                })
            }
            ResolvedRef::Budget(pick) => self
                .money(pick)
                .ok_or_else(|| formula_error::explain_no_money(&pick.to_string())),
            ResolvedRef::Year => Ok(form.year.map_or(Shown::Pending, |year| {
                Shown::Figure(Figure { value: year.value.into(), style: Style::Year })
            })),
            ResolvedRef::OwnColumn(_)
            | ResolvedRef::Column { .. }
            | ResolvedRef::Cell { .. } => {
                Err(FormulaError::new(0..0, "chỗ này cần nói rõ một ô của bảng"))
            }
        }
    }

    /// What a cell shows; an empty one is an error, since nothing can be printed of it.
    fn answer_cell(
        &self,
        table: TableId,
        place: RowPlace,
        column: ColumnId,
    ) -> Result<Shown, FormulaError> {
        let computed = &self.tables[table];
        computed.shown(place, column).ok_or_else(|| {
            match (place, &computed.columns[column].sum) {
                (
                    RowPlace::Total | RowPlace::Group(_) | RowPlace::Foot(_),
                    TotalKind::Open(_) | TotalKind::None,
                ) => formula_error::explain_open_total(&computed.columns[column]),
                _ => FormulaError::new(0..0, "ô này để trống, không có gì để đọc"),
            }
        })
    }

    /// A sum of the tasks' money; `None` where no task gives an amount to it.
    #[must_use]
    pub fn money(&self, pick: &BudgetPick) -> Option<Shown> {
        Some(match self.budgets.value(pick)? {
            Value::Number(value) => Shown::Figure(Figure { value, style: Style::DONG }),
            Value::Pending | Value::Text(_) | Value::Date(_) => Shown::Pending,
        })
    }
}

fn show_pending_figure(figure: &Pending<Figure>) -> Shown {
    match figure {
        Pending::Known(figure) => Shown::Figure(figure.clone()),
        Pending::Unknown => Shown::Pending,
    }
}

/// The id of a table as messages name it; empty where it has none.
pub(super) fn get_table_id(form: &Form, table: TableId) -> &str {
    form.tables[table].id.as_ref().map_or("", |id| id.value.as_str())
}
