//! Which figures an indicator has, and which of them is another one of it: a target that
//! the form does not say by itself is that of the last year.

use crate::form::{Form, Indicator, IndicatorValue, WholePeriod, YearTarget};
use crate::quantity::Pending;

use super::explain::FigureId;
use super::names::IndicatorPart;

/// The figures of an indicator that are computed, changes apart: those are differences of
/// others.
pub(super) fn list_parts(indicator: &Indicator) -> Vec<IndicatorPart> {
    let mut res = vec![IndicatorPart::Value, IndicatorPart::Start, IndicatorPart::Goal];
    res.extend(list_year_parts(indicator));
    let sum = indicator.years.as_ref().filter(|years| years.whole == WholePeriod::Sum);
    res.extend(sum.map(|_| IndicatorPart::Sum));
    res
}

/// The figures of an indicator by year, in order.
pub(super) fn list_year_parts(indicator: &Indicator) -> Vec<IndicatorPart> {
    let years = indicator.years.iter().flat_map(|years| years.years());
    years.map(IndicatorPart::Year).collect()
}

impl IndicatorPart {
    /// The figure of an indicator that this one is: itself, or the one that stands in for
    /// it. The value is the target where there is no other; the target is what the years
    /// come to.
    #[must_use]
    pub fn find_own(self, indicator: &Indicator) -> Self {
        match self {
            Self::Value if indicator.value.is_none() => Self::Goal.find_own(indicator),
            Self::Goal if indicator.target.is_none() => match &indicator.years {
                Some(years) => match years.whole {
                    WholePeriod::Last => Self::Year(years.last()),
                    WholePeriod::Sum => Self::Sum,
                },
                None => self,
            },
            _ => self,
        }
    }
}

impl FigureId {
    /// Whether two figures are one, by whatever names.
    #[must_use]
    pub fn is_same(&self, other: &Self, form: &Form) -> bool {
        match (self, other) {
            (
                Self::Indicator { index, part },
                Self::Indicator { index: other_index, part: other_part },
            ) if index == other_index => {
                form.indicators.get(*index).is_some_and(|(_, indicator)| {
                    part.find_own(indicator) == other_part.find_own(indicator)
                })
            }
            _ => self == other,
        }
    }
}

/// A figure of an indicator as written, by itself or where it stands in for another.
/// Changes and sums are written nowhere.
pub(super) fn find_indicator_value(
    indicator: &Indicator,
    part: IndicatorPart,
) -> Option<&Pending<IndicatorValue>> {
    match part.find_own(indicator) {
        IndicatorPart::Value => indicator.value.as_ref(),
        IndicatorPart::Start => indicator.start.as_ref().map(|start| &start.value),
        IndicatorPart::Goal => indicator.target.as_ref(),
        IndicatorPart::Year(year) => find_year(indicator, year).map(|year| &year.value),
        IndicatorPart::Sum
        | IndicatorPart::Drop
        | IndicatorPart::Rise
        | IndicatorPart::YearDrop(_)
        | IndicatorPart::YearRise(_) => None,
    }
}

fn find_year(indicator: &Indicator, year: i32) -> Option<&YearTarget> {
    indicator.years.as_ref()?.get(year)
}
