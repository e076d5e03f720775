//! A figure more than ten times the median of its column: often a slip, sometimes true.

use crate::code::{self, Code};
use crate::diagnostic::Severity;
use crate::form::ColumnId;
use crate::formula::Value;
use crate::indicator::RowPlace;
use crate::language;
use crate::quantity::{Figure, Number};

use super::OpenSet;
use super::cell::{FindingKind, UnitCell, name_column, report_at_cell};
use super::finding::CrossUnitDiagnostic;

/// Code of these findings.
pub(super) const CODE: &Code = &code::batch::OUTLIER;

/// Fewest figures that have a median: that of fewer says nothing.
const FEWEST: usize = 5;

/// A figure of more times the median is an outlier.
const TIMES: i32 = 10;

pub(super) fn find_outliers(set: &OpenSet) -> Vec<CrossUnitDiagnostic> {
    let columns = set.set.units.columns.ids();
    columns
        .filter(|column| is_quantity(set, *column))
        .flat_map(|c| find_column_outliers(set, c))
        .collect()
}

/// Whether the figures of a column are quantities; a code of digits is none.
fn is_quantity(set: &OpenSet, column: ColumnId) -> bool {
    let spec = &set.set.units.columns[column];
    let Some(id) = &spec.id else { return false };
    let is_key = set.set.units.key.as_ref().is_some_and(|key| key.value == id.value);
    let is_code = id.value == "ma" || id.value.starts_with("ma_");
    let label = language::fold(&name_column(set, column));
    !is_key && !is_code && label.split(' ').next() != Some("ma")
}

fn find_column_outliers(set: &OpenSet, column: ColumnId) -> Vec<CrossUnitDiagnostic> {
    let table = set.units_table();
    let mut figures = Vec::new();
    for (index, unit) in set.units.iter().enumerate() {
        let value = table.value(RowPlace::Row(unit.row), column);
        if let Some(Value::Number(value)) = value {
            figures.push(UnitFigure { unit: index, value: value.clone() });
        }
    }
    let numbers = figures.iter().map(|figure| figure.value.clone()).collect();
    let Some(median) = compute_median(numbers) else { return Vec::new() };
    figures
        .iter()
        .filter_map(|figure| report_outlier(set, column, figure, &median))
        .collect()
}

/// A figure of one unit.
struct UnitFigure {
    /// Index of the unit.
    unit: usize,
    value: Number,
}

/// The finding of a figure, if it is too far from the median of its column.
fn report_outlier(
    set: &OpenSet,
    column: ColumnId,
    figure: &UnitFigure,
    median: &Number,
) -> Option<CrossUnitDiagnostic> {
    let times = count_times(&figure.value, median)?;
    let table = set.units_table();
    let unit = &set.units[figure.unit];
    let shown = table.text(RowPlace::Row(unit.row), column)?;
    let middle = match table.columns()[column].style {
        Some(style) => Figure { value: median.clone(), style }.bare(),
        None => median.exact_text().unwrap_or_else(|| median.text(2)),
    };
    let name = name_column(set, column);
    let message = format!("cột “{name}” ghi {shown}, gấp {times} lần số giữa ({middle})");
    let kind = FindingKind { code: CODE, severity: Severity::Hint };
    let cell = UnitCell { unit: figure.unit, column };
    let report = report_at_cell(set, cell, kind, message, |finding| {
        finding.label("khác hẳn các đơn vị khác").hint(format!(
            "xem lại số này và đơn vị tính của nó; nếu đúng thì ghi ở tệp bộ, dưới `bo_qua`: {{ ma: {CODE}, don_vi: {}, ly_do: … }}",
            unit.key
        ))
    });
    Some(CrossUnitDiagnostic::new(figure.unit, report))
}

/// The middle of some figures, where there are enough of them and it is above zero.
fn compute_median(mut numbers: Vec<Number>) -> Option<Number> {
    if numbers.len() < FEWEST {
        return None;
    }
    numbers.sort_unstable();
    let middle = numbers.len() / 2;
    let median = match numbers.len() % 2 {
        1 => numbers[middle].clone(),
        _ => (&numbers[middle - 1] + &numbers[middle]).div(&Number::from(2))?,
    };
    (median > Number::ZERO).then_some(median)
}

/// How many times the median a figure is, where that is too many.
fn count_times(number: &Number, median: &Number) -> Option<String> {
    let times = number.div(median)?;
    if times <= Number::from(TIMES) {
        return None;
    }
    // Ten and a little must not read as ten.
    let places = u32::from(times < Number::from(TIMES * 2));
    Some(times.text(places))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(of: &[i32]) -> Vec<Number> {
        of.iter().map(|n| Number::from(*n)).collect()
    }

    #[test]
    fn the_median_is_the_middle_and_between_two_their_mean() {
        assert_eq!(compute_median(numbers(&[9, 1, 5, 3, 700])), Some(Number::from(5)));
        let even = compute_median(numbers(&[1, 2, 4, 5, 9, 1000])).unwrap();
        assert_eq!(even.exact_text().as_deref(), Some("4,5"));
    }

    #[test]
    fn of_few_figures_or_of_noughts_there_is_none() {
        assert_eq!(compute_median(numbers(&[1, 2, 3, 100])), None);
        assert_eq!(compute_median(numbers(&[0, 0, 0, 0, 100])), None);
    }

    #[test]
    fn ten_times_is_not_yet_too_far() {
        let median = Number::from(54);
        assert_eq!(count_times(&Number::from(540), &median), None);
        assert_eq!(count_times(&Number::from(545), &median).as_deref(), Some("10,1"));
        assert_eq!(count_times(&Number::from(1196), &median).as_deref(), Some("22"));
    }
}
