//! After computing: how each column prints, in what order rows stand, and what rounding
//! does to parts and totals.

use std::cmp::Ordering;

use crate::form::{
    ByColumn, ByRow, CellKind, ColumnId, Rounding, RowId, Table as Written,
};
use crate::formula::{Arithmetic, Expr, ExprKind, Value};
use crate::language;
use crate::quantity::{Number, Scale, Style, needed_places};

use super::names::Target;
use super::table::{Place, Table, TotalKind};

/// Decimal places of computed rates and decimals of which the form says nothing.
const USUAL_PLACES: u32 = 2;

/// What is said under a table whose shown parts do not make the shown total.
const ROUNDED: &str =
    "Do làm tròn số, tổng của các số thành phần có thể chênh lệch với số tổng cộng.";

/// What is said where the difference is spread.
const SPREAD: &str = "Số liệu được làm tròn theo phương pháp phần dư lớn nhất để tổng của các số thành phần bằng số tổng cộng.";

/// How the figures of each column print.
pub(super) fn choose_styles(table: &mut Table, written: &Written, typed: &ByColumn<u32>) {
    for (column, typed) in typed.enumerate() {
        table.columns[column].style = choose_column_style(table, written, column, *typed);
    }
}

/// How the figures of one column print; `typed` is the most decimal places typed in it.
fn choose_column_style(
    table: &Table,
    written: &Written,
    id: ColumnId,
    typed: u32,
) -> Option<Style> {
    let of = &table.columns[id];
    let asked = written.columns[id].places;
    let usual = || match written.places {
        Some(places) => places,
        None if of.formula.is_some() && typed == 0 => USUAL_PLACES,
        None => typed,
    };
    let places = || asked.unwrap_or_else(usual);
    match of.kind {
        CellKind::Text | CellKind::Date => None,
        CellKind::Percent if is_change_of_rates(table, id) => {
            Some(Style::Points { places: places() })
        }
        CellKind::Percent => Some(Style::Percent { places: places() }),
        CellKind::Decimal => Some(Style::Number { places: places() }),
        CellKind::Number => {
            let needed = || {
                let needed =
                    list_numbers(table, id).map(needed_places).max().unwrap_or(0);
                if needed == 0 { 0 } else { needed.min(usual()) }
            };
            Some(Style::Number { places: asked.unwrap_or_else(needed) })
        }
        CellKind::Money => {
            let scale = written.scale();
            let power = scale.power();
            let needed = || {
                let all = list_numbers(table, id);
                all.map(|n| needed_places(&n.times_pow10(-power))).max().unwrap_or(0)
            };
            let places = match (asked, scale) {
                (_, Scale::Dong) => 0,
                (Some(places), _) => places,
                (None, _) => needed(),
            };
            Some(Style::Money { scale, places: Some(places) })
        }
    }
}

/// Every number of a column: of its rows, its groups and its total.
fn list_numbers(table: &Table, column: ColumnId) -> impl Iterator<Item = &Number> {
    let sums = table.groups.iter().filter_map(move |g| g.sums[column].as_ref());
    let all = table.cells[column].iter().flatten().chain(&table.totals[column]);
    all.chain(sums).filter_map(|value| match value {
        Value::Number(number) => Some(number),
        Value::Text(_) | Value::Date(_) | Value::Open => None,
    })
}

/// Whether a column is one rate less another: `tl_dau - tl_cuoi`.
fn is_change_of_rates(table: &Table, column: ColumnId) -> bool {
    let Some(formula) = &table.columns[column].formula else { return false };
    let ExprKind::Binary(Arithmetic::Subtract, sides) = &formula.kind else {
        return false;
    };
    let is_rate = |side: &Expr<Target>| match side.kind {
        ExprKind::Ref(Target::Own(column)) => {
            table.columns[column].kind == CellKind::Percent
        }
        _ => false,
    };
    is_rate(&sides.left) && is_rate(&sides.right)
}

/// By what rows are sorted.
pub(super) struct SortBy {
    pub(super) column: ColumnId,
    pub(super) descending: bool,
}

/// The order of the rows: sorted where the form asks for it, and by groups.
pub(super) fn order_rows(table: &mut Table, by: Option<SortBy>) {
    let mut order: Vec<RowId> = table.rows().collect();
    if let Some(SortBy { column, descending }) = by {
        let cells = &table.cells[column];
        order.sort_by(|a, b| {
            let (a, b) = (cells[*a].as_ref(), cells[*b].as_ref());
            let order = compare_values(a, b);
            // Empty and open cells stand last either way.
            let same = rank_value(a) == rank_value(b);
            if descending && same { order.reverse() } else { order }
        });
    }
    if table.groups.is_empty() {
        table.order = order;
        return;
    }
    let place: ByRow<usize> = {
        let mut place = ByRow::filled(0, order.len());
        order.iter().enumerate().for_each(|(at, row)| place[*row] = at);
        place
    };
    for group in &mut table.groups {
        group.rows.sort_by_key(|row| place[*row]);
    }
    table.order = table.groups.iter().flat_map(|g| g.rows.iter().copied()).collect();
}

/// Empty and open cells stand last in any order.
fn compare_values(a: Option<&Value>, b: Option<&Value>) -> Ordering {
    match (a, b) {
        (Some(Value::Number(a)), Some(Value::Number(b))) => a.cmp(b),
        (Some(Value::Date(a)), Some(Value::Date(b))) => a.cmp(b),
        (Some(Value::Text(a)), Some(Value::Text(b))) => language::compare(a, b),
        _ => rank_value(a).cmp(&rank_value(b)),
    }
}

fn rank_value(value: Option<&Value>) -> u8 {
    match value {
        Some(Value::Number(_)) => 0,
        Some(Value::Date(_)) => 1,
        Some(Value::Text(_)) => 2,
        Some(Value::Open) => 3,
        None => 4,
    }
}

/// Where the exact parts make the exact total and the shown ones do not: a note, or the
/// difference spread.
pub(super) fn balance_rounding(table: &mut Table, written: &Written) {
    if written.total.is_none() && written.grouping.is_none() {
        return;
    }
    let mut off = false;
    for column in table.columns.ids() {
        if matches!(table.columns[column].sum, TotalKind::None)
            || written.columns[column].hidden
        {
            continue;
        }
        off |= balance_column(table, column, written.rounding);
    }
    if off {
        table.rounding_notes.push(match written.rounding {
            Rounding::Note => ROUNDED,
            Rounding::Spread => SPREAD,
        });
    }
}

/// Looks at one column: its rows against its total, group by group where there are any.
fn balance_column(table: &mut Table, column: ColumnId, rounding: Rounding) -> bool {
    if table.groups.is_empty() {
        let rows: Vec<Place> = table.rows().map(Place::Row).collect();
        let total = RoundedTotal { place: Place::Total, as_shown: None };
        return balance_parts(table, column, &rows, total, rounding).is_some();
    }
    let groups: Vec<Place> = (0..table.groups.len()).map(Place::Group).collect();
    let total = RoundedTotal { place: Place::Total, as_shown: None };
    let shown = balance_parts(table, column, &groups, total, rounding);
    let mut off = shown.is_some();
    let shown = shown.unwrap_or_default();
    for group in 0..table.groups.len() {
        let rows: Vec<Place> =
            table.groups[group].rows.iter().copied().map(Place::Row).collect();
        let as_shown = shown.get(group).copied();
        let whole = RoundedTotal { place: Place::Group(group), as_shown };
        off |= balance_parts(table, column, &rows, whole, rounding).is_some();
    }
    off
}

/// What parts are to make.
#[derive(Clone, Copy)]
struct RoundedTotal {
    place: Place,
    /// As it is shown, where the difference was spread over it and others.
    as_shown: Option<i128>,
}

/// Looks whether the shown parts of a whole do not make it, though the exact ones do;
/// where that is asked for spreads the difference, and gives the parts as then shown. The
/// whole may itself be shown with a unit more or less.
fn balance_parts(
    table: &mut Table,
    column: ColumnId,
    parts: &[Place],
    whole: RoundedTotal,
    rounding: Rounding,
) -> Option<Vec<i128>> {
    let style = table.columns[column].style?;
    let number = |place: Place| match table.computed(place, column) {
        Some(Value::Number(number)) => Some(number),
        _ => None,
    };
    let shown = |number: &Number| count_shown_units(number, style);
    let exact_whole = number(whole.place)?;
    let of_whole = whole.as_shown.or_else(|| shown(exact_whole))?;
    let of_parts = parts.iter().map(|part| shown(number(*part)?));
    let of_parts = of_parts.sum::<Option<i128>>()?;
    let apart = of_parts.abs_diff(of_whole);
    // Rounding moves each by half a unit at most. Where it cannot be why they are apart,
    // as in a column of rates, the exact sum, which may be long, is not needed.
    let most = parts.len().div_ceil(2) as u128 + 1;
    if parts.is_empty() || apart == 0 || apart > most {
        return None;
    }
    if parts.iter().filter_map(|part| number(*part)).sum::<Number>() != *exact_whole {
        return None;
    }
    if rounding == Rounding::Note {
        return Some(Vec::new());
    }
    let exact: Vec<_> = parts.iter().filter_map(|part| number(*part)).cloned().collect();
    let units = distribute_units(&exact, of_whole, style)?;
    store_parts(table, column, parts, &units);
    Some(units)
}

/// A number as it is shown, in the smallest units that its style shows; `None` where
/// there are more of them than any table has.
fn count_shown_units(number: &Number, style: Style) -> Option<i128> {
    let units = |number: &Number, places: u32| match number.to_i128() {
        Some(whole) => whole.checked_mul(10_i128.checked_pow(places)?),
        None => number.decimal(places).map(|shown| shown.mantissa()),
    };
    match style {
        Style::Number { places } => units(number, places),
        Style::Year => units(number, 0),
        Style::Percent { places } | Style::Points { places } => units(number, places + 2),
        Style::Money { scale: Scale::Dong, places } => units(number, places?),
        Style::Money { scale, places } => {
            units(&number.times_pow10(-scale.power()), places?)
        }
    }
}

/// The method of the largest remainder: every part is rounded down, and the units that
/// lack to the whole go one each to the parts that lost most.
fn distribute_units(exact: &[Number], whole: i128, style: Style) -> Option<Vec<i128>> {
    let unit = get_smallest_unit(style)?;
    let mut units = Vec::with_capacity(exact.len());
    let mut losses = Vec::with_capacity(exact.len());
    for value in exact {
        let value = value.div(&unit)?;
        let rounded = value.rounded(0);
        let down = if rounded > value { rounded - Number::ONE } else { rounded };
        units.push(down.to_i128()?);
        losses.push(value - down);
    }
    let lacking = usize::try_from(whole - units.iter().sum::<i128>()).ok()?;
    let mut by_loss: Vec<usize> = (0..units.len()).collect();
    by_loss.sort_by(|a, b| losses[*b].cmp(&losses[*a]));
    by_loss.into_iter().take(lacking).for_each(|at| units[at] += 1);
    Some(units)
}

/// Parts as they are shown after the difference was spread.
fn store_parts(table: &mut Table, column: ColumnId, parts: &[Place], units: &[i128]) {
    let of = &table.columns[column];
    let Some(unit) = of.style.and_then(get_smallest_unit) else { return };
    for (place, units) in parts.iter().zip(units) {
        let value = Number::from(*units) * &unit;
        table.printed_override.insert((*place, column), Value::Number(value));
    }
}

/// The smallest difference that a style shows.
fn get_smallest_unit(style: Style) -> Option<Number> {
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
