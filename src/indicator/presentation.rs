//! After computing: how each column prints, in what order rows stand, and what rounding
//! does to parts and totals.

use std::cmp::Ordering;

use crate::form::{
    ByColumn, ByRow, CellKind, ColumnId, Rounding, RowId, Rows, TableSpec,
};
use crate::formula::{ArithmeticOp, Expr, ExprKind, Value};
use crate::language;
use crate::quantity::{MoneyScale, Number, Style, count_needed_places};

use super::names::ResolvedRef;
use super::table::{ComputedTable, RowPlace, TotalKind};

/// Decimal places of computed rates and decimals of which the form says nothing.
const USUAL_PLACES: u32 = 2;

/// What is said under a table whose shown parts do not make the shown total.
const ROUNDED: &str =
    "Do làm tròn số, tổng của các số thành phần có thể chênh lệch với số tổng cộng.";

/// What is said where the difference is distributed.
const SPREAD: &str = "Số liệu được làm tròn theo phương pháp phần dư lớn nhất để tổng của các số thành phần bằng số tổng cộng.";

/// How the figures of each column print; `typed` has the most decimal places typed in
/// each.
pub(super) fn choose_styles(
    table: &mut ComputedTable,
    spec: &TableSpec,
    typed: &ByColumn<u32>,
) {
    for (column, typed) in typed.enumerate() {
        table.columns[column].style = choose_column_style(table, spec, column, *typed);
    }
}

/// How the figures of one column print. Decimal places are those that the form asks for
/// (in `kieu` of the column, then `so_le` of the table), else as many as are typed, else the
/// usual ones; a column of whole numbers prints none of them.
pub(super) fn choose_column_style(
    table: &ComputedTable,
    spec: &TableSpec,
    id: ColumnId,
    typed: u32,
) -> Option<Style> {
    let column = &table.columns[id];
    // What the form asks of this column; else of the table, or what is typed or usual.
    let asked = spec.columns[id].places;
    let usual = match spec.places {
        Some(places) => places,
        None if column.formula.is_some() && typed == 0 => USUAL_PLACES,
        // What another form has computed was typed nowhere: no digit of it is lost.
        None if matches!(spec.rows, Rows::Ready(_)) => match column.kind {
            CellKind::Percent => count_column_places(table, id, -2),
            _ => count_column_places(table, id, 0),
        },
        None => typed,
    };
    let places = asked.unwrap_or(usual);
    match column.kind {
        CellKind::Text | CellKind::Date => None,
        CellKind::Percent if is_change_of_rates(table, id) => {
            Some(Style::Points { places })
        }
        CellKind::Percent => Some(Style::Percent { places }),
        CellKind::Decimal => Some(Style::Number { places }),
        CellKind::Number => {
            let places =
                asked.unwrap_or_else(|| count_column_places(table, id, 0).min(usual));
            Some(Style::Number { places })
        }
        CellKind::Money => {
            let scale = column.scale;
            let places = match (asked, scale) {
                (_, MoneyScale::Dong) => 0,
                (Some(places), _) => places,
                (None, _) => count_column_places(table, id, scale.power()),
            };
            Some(Style::Money { scale, places: Some(places) })
        }
    }
}

/// The decimal places that the numbers of a column need, counted in 10 to `power`.
fn count_column_places(table: &ComputedTable, column: ColumnId, power: i32) -> u32 {
    list_numbers(table, column)
        .map(|number| match power {
            0 => count_needed_places(number),
            _ => count_needed_places(&number.times_pow10(-power)),
        })
        .max()
        .unwrap_or(0)
}

/// Every number of a column: of its rows, its groups and its total.
fn list_numbers(
    table: &ComputedTable,
    column: ColumnId,
) -> impl Iterator<Item = &Number> {
    let sums = table.groups.iter().filter_map(move |g| g.sums[column].as_ref());
    let foot = table.foot.iter().filter_map(move |row| row.values[column].as_ref());
    let all = table.cells[column].iter().flatten().chain(&table.totals[column]);
    let all = all.chain(foot);
    all.chain(sums).filter_map(|value| match value {
        Value::Number(number) => Some(number),
        Value::Text(_) | Value::Date(_) | Value::Pending => None,
    })
}

/// Whether a column is one rate less another: `tl_dau - tl_cuoi`.
fn is_change_of_rates(table: &ComputedTable, column: ColumnId) -> bool {
    let Some(formula) = &table.columns[column].formula else { return false };
    match &formula.kind {
        ExprKind::Binary(ArithmeticOp::Subtract, sides) => {
            is_rate(table, &sides.left) && is_rate(table, &sides.right)
        }
        _ => false,
    }
}

/// Whether an expression is a column of rates.
fn is_rate(table: &ComputedTable, expr: &Expr<ResolvedRef>) -> bool {
    match expr.kind {
        ExprKind::Ref(ResolvedRef::OwnColumn(column)) => {
            table.columns[column].kind == CellKind::Percent
        }
        _ => false,
    }
}

/// The column by which rows are sorted, and in which direction.
pub(super) struct SortBy {
    pub(super) column: ColumnId,
    pub(super) descending: bool,
}

/// The order of the rows: sorted where the form asks for it, and by groups.
pub(super) fn order_rows(table: &mut ComputedTable, sort: Option<SortBy>) {
    let mut order: Vec<RowId> = table.rows().collect();
    if let Some(SortBy { column, descending }) = sort {
        let cells = &table.cells[column];
        order.sort_by(|a, b| {
            compare_sorted(cells[*a].as_ref(), cells[*b].as_ref(), descending)
        });
    }
    if table.groups.is_empty() {
        table.order = order;
        return;
    }
    let mut positions = ByRow::filled(0, order.len());
    for (position, row) in order.iter().enumerate() {
        positions[*row] = position;
    }
    for group in &mut table.groups {
        group.rows.sort_by_key(|row| positions[*row]);
    }
    table.order = table.groups.iter().flat_map(|g| g.rows.iter().copied()).collect();
}

impl ComputedTable {
    /// Whether its rows stand, as they print, in the order that sorting them by a column
    /// gives: in each group, where it has groups.
    #[must_use]
    pub fn is_sorted_by(&self, column: ColumnId, descending: bool) -> bool {
        let cells = &self.cells[column];
        let is_in_order = |rows: &[RowId]| {
            rows.windows(2).all(|pair| {
                let (above, below) = (cells[pair[0]].as_ref(), cells[pair[1]].as_ref());
                compare_sorted(above, below, descending).is_le()
            })
        };
        match &self.groups[..] {
            [] => is_in_order(&self.order),
            groups => groups.iter().all(|group| is_in_order(&group.rows)),
        }
    }
}

/// Which of two cells comes first where rows are sorted; empty and pending ones stand last
/// either way.
fn compare_sorted(a: Option<&Value>, b: Option<&Value>, descending: bool) -> Ordering {
    let order = compare_cells(a, b);
    let same = rank_value(a) == rank_value(b);
    if descending && same { order.reverse() } else { order }
}

/// Empty and pending cells stand last in any order.
fn compare_cells(a: Option<&Value>, b: Option<&Value>) -> Ordering {
    match (a, b) {
        (Some(Value::Number(a)), Some(Value::Number(b))) => a.cmp(b),
        (Some(Value::Date(a)), Some(Value::Date(b))) => a.cmp(b),
        (Some(Value::Text(a)), Some(Value::Text(b))) => language::compare_names(a, b),
        _ => rank_value(a).cmp(&rank_value(b)),
    }
}

/// Which kinds of cells stand before which.
fn rank_value(value: Option<&Value>) -> u8 {
    match value {
        Some(Value::Number(_)) => 0,
        Some(Value::Date(_)) => 1,
        Some(Value::Text(_)) => 2,
        Some(Value::Pending) => 3,
        None => 4,
    }
}

/// Where the exact parts make the exact total and the shown ones do not: a note, or the
/// difference distributed.
pub(super) fn balance_rounding(table: &mut ComputedTable, spec: &TableSpec) {
    if let Some(unit) = table.rounded_to {
        let name = table.place_name(table.last_place());
        table
            .rounding_notes
            .push(format!("Số ở {name} được làm tròn đến {}.", unit.name()));
    }
    if spec.total.is_none() && spec.grouping.is_none() {
        return;
    }
    let mut is_off = false;
    for column in table.columns.ids() {
        if matches!(table.columns[column].sum, TotalKind::None | TotalKind::Open(_))
            || spec.columns[column].hidden
        {
            continue;
        }
        is_off |= balance_column(table, column, spec.rounding);
    }
    if is_off {
        let note = match spec.rounding {
            Rounding::Note => ROUNDED,
            Rounding::Distribute => SPREAD,
        };
        table.rounding_notes.push(note.to_owned());
    }
}

/// Balances one column; whether anything in it was off.
fn balance_column(
    table: &mut ComputedTable,
    column: ColumnId,
    rounding: Rounding,
) -> bool {
    let total = RoundedTotal { place: RowPlace::Total, as_shown: None };
    if table.groups.is_empty() {
        let rows: Vec<RowPlace> = table.rows().map(RowPlace::Row).collect();
        return balance_parts(table, column, &rows, total, rounding).is_some();
    }
    // From the top down: first the group sums against the total, then the rows of each
    // group against its sum as it is shown after the first step. The other way round,
    // moving a sum would undo what its rows were balanced to.
    let groups: Vec<RowPlace> = (0..table.groups.len()).map(RowPlace::Group).collect();
    let shown = balance_parts(table, column, &groups, total, rounding);
    let mut is_off = shown.is_some();
    let shown = shown.unwrap_or_default();
    for group in 0..table.groups.len() {
        let rows: Vec<RowPlace> =
            table.groups[group].rows.iter().copied().map(RowPlace::Row).collect();
        let as_shown = shown.get(group).copied();
        let sum = RoundedTotal { place: RowPlace::Group(group), as_shown };
        is_off |= balance_parts(table, column, &rows, sum, rounding).is_some();
    }
    is_off
}

/// The total or group sum that parts are to make.
#[derive(Clone, Copy)]
struct RoundedTotal {
    place: RowPlace,
    /// As it is shown, where a difference was distributed over it and others.
    as_shown: Option<i128>,
}

/// Looks whether the shown parts of a total do not make it, though the exact ones do;
/// where the form asks for that distributes the difference, and gives the parts as then
/// shown. `None` where nothing is off. The total may itself be shown with a unit more or
/// less.
fn balance_parts(
    table: &mut ComputedTable,
    column: ColumnId,
    parts: &[RowPlace],
    total: RoundedTotal,
    rounding: Rounding,
) -> Option<Vec<i128>> {
    let style = table.columns[column].style?;
    let exact_total = get_number(table, total.place, column)?;
    let shown_total = match total.as_shown {
        Some(shown) => shown,
        None => count_shown_units(exact_total, style)?,
    };
    let mut shown_sum: i128 = 0;
    for part in parts {
        shown_sum += count_shown_units(get_number(table, *part, column)?, style)?;
    }
    let difference = shown_sum.abs_diff(shown_total);
    // Rounding moves each by half a unit at most. Where it cannot be why they are apart,
    // as in a column of rates, the exact sum, which may be long, is not needed.
    let most = parts.len().div_ceil(2) as u128 + 1;
    if parts.is_empty() || difference == 0 || difference > most {
        return None;
    }
    let exact: Vec<&Number> =
        parts.iter().filter_map(|part| get_number(table, *part, column)).collect();
    if exact.iter().copied().sum::<Number>() != *exact_total {
        return None;
    }
    if rounding == Rounding::Note {
        return Some(Vec::new());
    }
    let units = distribute_units(&exact, shown_total, style)?;
    store_parts(table, column, parts, &units);
    Some(units)
}

/// The exact number at a place of a column, if one is known.
fn get_number(
    table: &ComputedTable,
    place: RowPlace,
    column: ColumnId,
) -> Option<&Number> {
    match table.computed(place, column) {
        Some(Value::Number(number)) => Some(number),
        _ => None,
    }
}

/// A number as it is shown, in the smallest units that its style shows; `None` where
/// there are more of them than any table has.
fn count_shown_units(number: &Number, style: Style) -> Option<i128> {
    match style {
        Style::Number { places } => count_units(number, places),
        Style::Year => count_units(number, 0),
        Style::Percent { places } | Style::Points { places } => {
            count_units(number, places + 2)
        }
        Style::Money { scale: MoneyScale::Dong, places } => count_units(number, places?),
        Style::Money { scale, places } => {
            count_units(&number.times_pow10(-scale.power()), places?)
        }
    }
}

/// A rounded number in units of its last decimal place.
fn count_units(number: &Number, places: u32) -> Option<i128> {
    match number.to_i128() {
        Some(whole) => whole.checked_mul(10_i128.checked_pow(places)?),
        None => number.decimal(places).map(|shown| shown.mantissa()),
    }
}

/// The method of the largest remainder: every part is rounded down, and the units that
/// lack to the total go one each to the parts that lost most. Of equal losses the earlier
/// part wins, since the sort is stable.
fn distribute_units(exact: &[&Number], total: i128, style: Style) -> Option<Vec<i128>> {
    let unit = get_smallest_unit(style)?;
    let mut units = Vec::with_capacity(exact.len());
    let mut losses = Vec::with_capacity(exact.len());
    for value in exact {
        let value = value.div(&unit)?;
        let rounded = value.rounded(0);
        let floor = if rounded > value { rounded - Number::ONE } else { rounded };
        units.push(floor.to_i128()?);
        losses.push(value - floor);
    }
    let lacking = usize::try_from(total - units.iter().sum::<i128>()).ok()?;
    let mut by_loss: Vec<usize> = (0..units.len()).collect();
    by_loss.sort_by(|a, b| losses[*b].cmp(&losses[*a]));
    by_loss.into_iter().take(lacking).for_each(|part| units[part] += 1);
    Some(units)
}

/// Parts as they are shown after the difference was distributed.
fn store_parts(
    table: &mut ComputedTable,
    column: ColumnId,
    parts: &[RowPlace],
    units: &[i128],
) {
    let Some(unit) = table.columns[column].style.and_then(get_smallest_unit) else {
        return;
    };
    for (place, units) in parts.iter().zip(units) {
        let value = Number::from(*units) * &unit;
        table.printed_override.insert((*place, column), Value::Number(value));
    }
}

/// The smallest difference that a style shows.
pub(super) fn get_smallest_unit(style: Style) -> Option<Number> {
    let power = match style {
        Style::Number { places } => -i32::try_from(places).ok()?,
        Style::Year => 0,
        Style::Percent { places } | Style::Points { places } => {
            -i32::try_from(places + 2).ok()?
        }
        Style::Money { scale, places } => scale.power() - i32::try_from(places?).ok()?,
    };
    Some(Number::ONE.times_pow10(power))
}
