//! The figures of a table made from indicators, and their units: in a column of their own,
//! above the table, or in each cell.

use crate::form::{FigureKind, WholePeriod};
use crate::indicator::{Figures, IndicatorPart};
use crate::language::{capitalize_first, fold};
use crate::quantity::{Figure, MoneyScale, Number, Shown, Style, count_needed_places};

use super::Inline;
use super::target_table::{TargetRow, has_whole};
use super::text::to_inlines;

/// How the figures of a row print.
#[derive(Clone, Copy)]
pub(super) struct RowUnit<'p> {
    /// In what amounts are counted.
    scale: MoneyScale,
    /// What counts have behind them.
    unit: Option<&'p str>,
    /// Whether the table says the unit, beside the row or above it: then no cell does.
    is_said: bool,
}

/// The amounts of a row, its changes apart.
fn list_amounts(row: &TargetRow<'_>, figures: &Figures) -> Vec<Number> {
    let years = row.indicator.years.iter().flat_map(|years| years.years());
    let parts = years.map(IndicatorPart::Year).chain([
        IndicatorPart::Start,
        IndicatorPart::Goal,
        IndicatorPart::Value,
    ]);
    parts
        .filter_map(|part| match figures.indicator(row.index, part)? {
            Shown::Figure(figure) => Some(figure.value),
            Shown::Date(_) | Shown::Text(_) | Shown::Pending => None,
        })
        .collect()
}

/// In what the amounts of a row are counted: in the largest scale in which all are whole.
fn choose_scale(amounts: &[Number]) -> MoneyScale {
    let is_whole_in = |scale: &MoneyScale| {
        amounts.iter().all(|amount| amount.times_pow10(-scale.power()).is_whole())
    };
    let mut scales = MoneyScale::ALL.into_iter().map(|(scale, _)| scale).rev();
    scales.find(is_whole_in).unwrap_or(MoneyScale::Dong)
}

/// Whether no amount loses a digit where all are counted in a scale.
fn is_exact_in(scale: MoneyScale, amounts: &[Number]) -> bool {
    amounts.iter().all(|amount| {
        let counted = amount.times_pow10(-scale.power());
        counted.rounded(count_needed_places(&counted)) == counted
    })
}

/// How the figures of a row print: in the unit above the table, where that is one of the
/// row, else in their own.
pub(super) fn choose_unit<'p>(
    row: &TargetRow<'p>,
    figures: &Figures,
    above: Option<&str>,
    has_column: bool,
) -> RowUnit<'p> {
    let unit = row.indicator.unit.as_deref();
    let amounts = list_amounts(row, figures);
    let scale_above = above.and_then(MoneyScale::from_unit);
    let scale_above = scale_above.filter(|scale| is_exact_in(*scale, &amounts));
    let is_above = above.is_some_and(|above| match row.indicator.kind {
        FigureKind::Money => scale_above.is_some(),
        FigureKind::Percent => above.contains('%') || fold(above).contains("phan tram"),
        FigureKind::Number => {
            unit.is_none_or(|unit| fold(above).ends_with(&format!(": {}", fold(unit))))
        }
    });
    RowUnit {
        scale: scale_above.unwrap_or_else(|| choose_scale(&amounts)),
        unit,
        is_said: has_column || is_above,
    }
}

/// The unit of a row, in the column of units.
pub(super) fn name_unit(row: &TargetRow<'_>, unit: RowUnit<'_>) -> String {
    match row.indicator.kind {
        FigureKind::Percent => "%".to_owned(),
        FigureKind::Money => capitalize_first(unit.scale.name()),
        FigureKind::Number => unit.unit.map(capitalize_first).unwrap_or_default(),
    }
}

/// A figure, with its unit where the table does not say that; a blank where it is not known.
pub(super) fn show_figure(shown: Option<Shown>, unit: RowUnit<'_>) -> Vec<Inline> {
    match shown {
        Some(Shown::Figure(figure)) => to_inlines(&print_figure(figure, unit)),
        Some(Shown::Pending) => vec![Inline::Dots],
        Some(other) => to_inlines(&other.to_string()),
        None => Vec::new(),
    }
}

fn print_figure(figure: Figure, unit: RowUnit<'_>) -> String {
    let figure = set_scale(figure, unit.scale);
    match (figure.style, unit.unit) {
        // A difference of rates is in points, which the unit of the row does not say.
        (Style::Points { .. }, _) => figure.to_string(),
        _ if unit.is_said => figure.bare(),
        (Style::Number { .. }, Some(unit)) => format!("{figure} {unit}"),
        _ => figure.to_string(),
    }
}

fn set_scale(figure: Figure, scale: MoneyScale) -> Figure {
    match figure.style {
        Style::Money { .. } => {
            Figure { style: Style::Money { scale, places: None }, ..figure }
        }
        _ => figure,
    }
}

/// What the period comes to: the years added up, or by how much the indicator rises or
/// falls.
pub(super) fn show_whole(
    row: &TargetRow<'_>,
    figures: &Figures,
    unit: RowUnit<'_>,
) -> Vec<Inline> {
    if !has_whole(row.indicator) {
        return Vec::new();
    }
    let years = row.indicator.years.as_ref();
    if years.is_some_and(|years| years.whole == WholePeriod::Sum) {
        return show_figure(figures.indicator(row.index, IndicatorPart::Sum), unit);
    }
    let Some(Shown::Figure(rise)) = figures.indicator(row.index, IndicatorPart::Rise)
    else {
        return vec![Inline::Dots];
    };
    let shown = set_scale(rise.clone(), unit.scale).shown();
    if shown == Number::ZERO {
        return to_inlines("Không đổi");
    }
    let word = if shown.is_negative() { "Giảm" } else { "Tăng" };
    let size = Figure { value: rise.value.abs(), style: rise.style };
    to_inlines(&format!("{word} {}", print_figure(size, unit)))
}
