//! `tu_chi_tieu`: the indicators as a table, a row each, a column a year.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::{
    Indicator, TargetColumn, TargetField, TargetItem, TargetTable, WholePeriod,
};
use crate::indicator::IndicatorPart;
use crate::language::{capitalize_first, to_roman};
use crate::prose::TextStyle;

use super::composer::Composer;
use super::origin::{BlockRole, Origin};
use super::summary::{make_group_row, make_header_cell, make_plain_row};
use super::target_figure::{choose_unit, name_unit, show_figure, show_whole};
use super::text::{append_text, to_inlines};
use super::{Align, Block, Cell, Column, HeaderCell, Inline, Orientation, Row, Table};

/// An indicator of the table.
pub(super) struct TargetRow<'p> {
    /// Its index in the form.
    pub(super) index: usize,
    pub(super) indicator: &'p Indicator,
}

/// A column as it prints: one field of each indicator.
struct PrintedField<'p> {
    field: TargetField,
    /// The name that the form gives it: over its years, of the column else.
    label: Option<&'p TargetColumn>,
    /// Of a field of years these, a column each; empty for all else.
    years: Vec<i32>,
}

/// What the cells of all rows are printed by.
struct TargetLayout<'p> {
    fields: Vec<PrintedField<'p>>,
    /// The unit above the table.
    unit_line: Option<String>,
    /// The year of most values at the start, which the header names.
    start_year: Option<i32>,
    /// The year to which the targets of most rows reach.
    last_year: Option<i32>,
}

impl TargetLayout<'_> {
    fn has_field(&self, field: TargetField) -> bool {
        self.fields.iter().any(|printed| printed.field == field)
    }
}

impl Composer<'_> {
    /// Adds the table.
    pub(super) fn target_table(&mut self, table: &TargetTable) {
        let plan = self.plan;
        let rows: Vec<_> = table
            .items
            .iter()
            .flat_map(TargetItem::ids)
            .filter_map(|id| find_row(plan.indicators(), &id.value))
            .collect();
        let layout = TargetLayout {
            fields: choose_fields(table, &rows),
            unit_line: table.unit.as_ref().map(|unit| self.unit_line(unit)),
            start_year: find_common_start(&rows),
            last_year: find_last_year(&rows),
        };
        let header = self.target_header(table, &layout.fields, &rows);
        let columns: Vec<_> = std::iter::once(Column::order_numbers())
            .chain(layout.fields.iter().flat_map(make_columns))
            .collect();
        let width = columns.len();
        let printed = Table {
            caption: table.caption.as_ref().map(|caption| self.string(caption)),
            unit: layout.unit_line.clone(),
            header,
            column_numbers: table.column_numbers,
            columns,
            rows: self.target_rows(table, &layout, width),
            blank_height: 0,
            notes: table.notes.iter().map(|note| self.inlines(&note.joined())).collect(),
            orientation: table.orientation.map(Orientation::from),
            origin: self.with_place(Origin::new(BlockRole::Generated, table.span)),
        };
        self.push(Block::Table(printed));
    }

    /// The header: of two rows where years stand under a common name.
    fn target_header(
        &mut self,
        table: &TargetTable,
        fields: &[PrintedField<'_>],
        rows: &[TargetRow<'_>],
    ) -> Vec<Vec<HeaderCell>> {
        let is_deep = fields.iter().any(has_common_name);
        let depth = if is_deep { 2 } else { 1 };
        let order = match &table.order_label {
            Some(label) => self.string(label),
            None => "TT".to_owned(),
        };
        let mut above = vec![make_header_cell(order, 1, depth)];
        let mut below = Vec::new();
        for field in fields {
            let typed = field.label.and_then(|column| column.label.as_ref());
            let typed = typed.map(|label| self.string(label));
            let years = field.years.iter().map(|year| name_year(*year));
            match (field.field, typed) {
                (TargetField::Years, Some(label)) => {
                    let columns = u32::try_from(years.len()).unwrap_or(1);
                    above.push(make_header_cell(label, columns, 1));
                    below.extend(years.map(|year| make_header_cell(year, 1, 1)));
                }
                (TargetField::Years, None) => {
                    above.extend(years.map(|year| make_header_cell(year, 1, depth)));
                }
                (other, typed) => {
                    let label = typed.unwrap_or_else(|| name_field(other, rows));
                    above.push(make_header_cell(label, 1, depth));
                }
            }
        }
        if is_deep { vec![above, below] } else { vec![above] }
    }

    /// The rows; a group has one of its name, and order numbers begin anew in it.
    fn target_rows(
        &mut self,
        table: &TargetTable,
        layout: &TargetLayout<'_>,
        width: usize,
    ) -> Vec<Row> {
        let has_groups =
            table.items.iter().any(|item| matches!(item, TargetItem::Group { .. }));
        let mut res = Vec::new();
        for (count, item) in (1_usize..).zip(&table.items) {
            let number = if has_groups { to_roman(count) } else { count.to_string() };
            match item {
                TargetItem::Indicator(id) => {
                    res.extend(self.target_row(&id.value, number, layout));
                }
                TargetItem::Group { title, ids } => {
                    let title = self.inlines(&title.joined());
                    res.push(make_group_row(&number, title, width));
                    for (count, id) in (1_usize..).zip(ids) {
                        res.extend(self.target_row(&id.value, count.to_string(), layout));
                    }
                }
            }
        }
        res
    }

    /// The row of an indicator; `None` where there is none of this id.
    fn target_row(
        &mut self,
        id: &str,
        number: String,
        layout: &TargetLayout<'_>,
    ) -> Option<Row> {
        let plan = self.plan;
        let figures = plan.figures();
        let row = &find_row(plan.indicators(), id)?;
        let has_column = layout.has_field(TargetField::Unit);
        let above = layout.unit_line.as_deref();
        let unit = choose_unit(row, figures, above, has_column);
        let mut cells = vec![to_inlines(&number)];
        for field in &layout.fields {
            let shown = |part| show_figure(figures.indicator(row.index, part), unit);
            match field.field {
                TargetField::Name => {
                    let name = self.string(&row.indicator.name);
                    cells.push(to_inlines(&capitalize_first(&name)));
                }
                TargetField::Unit => cells.push(to_inlines(&name_unit(row, unit))),
                TargetField::Start => {
                    let year = find_start_year(row.indicator);
                    let cell = shown(IndicatorPart::Start);
                    cells.push(add_other_year(cell, year, layout.start_year));
                }
                TargetField::Years => cells.extend(
                    field.years.iter().map(|year| shown(IndicatorPart::Year(*year))),
                ),
                TargetField::Year(year) => cells.push(shown(IndicatorPart::Year(year))),
                // Without a target of its own, an indicator has its value.
                TargetField::Goal => {
                    let year = find_goal_year(row.indicator);
                    let cell = shown(IndicatorPart::Value);
                    cells.push(add_other_year(cell, year, layout.last_year));
                }
                TargetField::Whole => cells.push(show_whole(row, figures, unit)),
            }
        }
        let cells = cells.into_iter().map(Cell::single).collect();
        Some(make_plain_row(cells, id.to_owned()))
    }
}

/// A figure with its year, where that is not the one that all of its column seem to be of.
fn add_other_year(
    mut cell: Vec<Inline>,
    year: Option<i32>,
    common: Option<i32>,
) -> Vec<Inline> {
    if let Some(year) = year.filter(|year| common != Some(*year)) {
        append_text(&mut cell, &format!(" (năm {year})"), TextStyle::default());
    }
    cell
}

/// The columns of a field, as wide as their content asks for. Each is known by its word, so
/// that two versions are compared column by column.
fn make_columns(field: &PrintedField<'_>) -> Vec<Column> {
    match field.field {
        TargetField::Name => {
            vec![make_column(Align::Left, field.field.word()).naming_rows()]
        }
        TargetField::Years => field
            .years
            .iter()
            .map(|year| make_column(Align::Center, year.to_string()))
            .collect(),
        other => vec![make_column(Align::Center, other.word())],
    }
}

fn make_column(align: Align, id: String) -> Column {
    Column { id: Some(id), ..Column::made(align, 0) }
}

fn find_row<'p>(
    indicators: &'p [(crate::form::Spanned<String>, Indicator)],
    id: &str,
) -> Option<TargetRow<'p>> {
    let index = indicators.iter().position(|(known, _)| known.value == id)?;
    Some(TargetRow { index, indicator: &indicators[index].1 })
}

/// The columns that the form chooses, or those of which some row has a figure.
fn choose_fields<'p>(
    table: &'p TargetTable,
    rows: &[TargetRow<'_>],
) -> Vec<PrintedField<'p>> {
    match &table.columns {
        Some(columns) => columns
            .iter()
            .map(|column| PrintedField {
                field: column.field,
                label: Some(column),
                years: list_years(column.field, rows),
            })
            .collect(),
        None => TargetField::NAMED
            .into_iter()
            .filter(|field| is_wanted(*field, rows))
            .map(|field| PrintedField {
                field,
                label: None,
                years: list_years(field, rows),
            })
            .collect(),
    }
}

/// Whether some row has what a column shows. The target has one where no row goes by years,
/// or one that does not: else it is the last year.
fn is_wanted(field: TargetField, rows: &[TargetRow<'_>]) -> bool {
    let mut indicators = rows.iter().map(|row| row.indicator);
    match field {
        TargetField::Name | TargetField::Unit => true,
        TargetField::Start => indicators.any(|indicator| indicator.start.is_some()),
        TargetField::Years | TargetField::Year(_) => {
            indicators.any(|indicator| indicator.years.is_some())
        }
        TargetField::Goal => indicators.any(|indicator| indicator.years.is_none()),
        TargetField::Whole => indicators.any(has_whole),
    }
}

/// Whether an indicator has a figure of the whole period.
pub(super) fn has_whole(indicator: &Indicator) -> bool {
    let years = indicator.years.as_ref();
    years.is_some_and(|years| years.whole == WholePeriod::Sum)
        || indicator.start.is_some() && (years.is_some() || indicator.target.is_some())
}

/// The years of a column of years, in order, each once.
fn list_years(field: TargetField, rows: &[TargetRow<'_>]) -> Vec<i32> {
    if field != TargetField::Years {
        return Vec::new();
    }
    let years = rows.iter().flat_map(|row| &row.indicator.years);
    let years: BTreeSet<_> = years.flat_map(|years| years.years()).collect();
    years.into_iter().collect()
}

/// The year of most values at the start, which the header names; of two the later. `None`
/// where one of them has no year: it would seem to be of that one.
fn find_common_start(rows: &[TargetRow<'_>]) -> Option<i32> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.indicator.start.is_some()) {
        *counts.entry(find_start_year(row.indicator)?).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}

/// The last year of the rows that go by years.
fn find_last_year(rows: &[TargetRow<'_>]) -> Option<i32> {
    rows.iter().filter_map(|row| find_goal_year(row.indicator)).max()
}

/// The year of what an indicator is to reach, where that is the last of its years.
fn find_goal_year(indicator: &Indicator) -> Option<i32> {
    match IndicatorPart::Value.find_own(indicator) {
        IndicatorPart::Year(year) => Some(year),
        _ => None,
    }
}

/// Whether a table that has a row of an indicator shows a figure of it.
pub(super) fn is_shown_in(
    table: &TargetTable,
    indicator: &Indicator,
    part: IndicatorPart,
) -> bool {
    let part = part.find_own(indicator);
    let has_column = |field: TargetField| match &table.columns {
        Some(columns) => columns.iter().any(|column| column.field == field),
        None => true,
    };
    let is_goal = IndicatorPart::Value.find_own(indicator) == part;
    let is_goal_shown =
        is_goal && has_column(TargetField::Goal) && table.columns.is_some();
    is_goal_shown
        || match part {
            IndicatorPart::Start => has_column(TargetField::Start),
            IndicatorPart::Year(year) => {
                has_column(TargetField::Years) || has_column(TargetField::Year(year))
            }
            IndicatorPart::Sum => has_column(TargetField::Whole),
            IndicatorPart::Drop | IndicatorPart::Rise => {
                has_column(TargetField::Whole) && has_whole(indicator)
            }
            IndicatorPart::Value | IndicatorPart::Goal => indicator.years.is_none(),
            IndicatorPart::YearDrop(_) | IndicatorPart::YearRise(_) => false,
        }
}

fn find_start_year(indicator: &Indicator) -> Option<i32> {
    Some(indicator.start.as_ref()?.year.as_ref()?.value)
}

/// Whether a column is of years under a common name.
fn has_common_name(field: &PrintedField<'_>) -> bool {
    let label = field.label.and_then(|column| column.label.as_ref());
    field.field == TargetField::Years && label.is_some()
}

fn name_year(year: i32) -> String {
    format!("Năm {year}")
}

/// The usual name of a column.
fn name_field(field: TargetField, rows: &[TargetRow<'_>]) -> String {
    match field {
        TargetField::Name => "Chỉ tiêu".to_owned(),
        TargetField::Unit => "Đơn vị tính".to_owned(),
        TargetField::Start => match find_common_start(rows) {
            Some(year) => format!("Thực hiện năm {year}"),
            None => "Đầu kỳ".to_owned(),
        },
        TargetField::Years => String::new(),
        TargetField::Year(year) => name_year(year),
        TargetField::Goal => "Mục tiêu".to_owned(),
        TargetField::Whole => "Cả giai đoạn".to_owned(),
    }
}
