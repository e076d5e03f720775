//! A computed figure: an exact value and how it prints.

use std::fmt::{self, Display, Formatter};

use crate::language::spell_number;
use crate::quantity::{MoneyUnit, Number, Quantity, read_money_unit};

/// How a figure prints. Rounding is half-up, and only here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// Bare, the sentence or the table head has its unit: `1.545`, `4,08`.
    Number {
        /// Decimal places that print.
        places: u32,
    },
    /// A year, whole and without dots: `2023`.
    Year,
    /// A ratio, printed times 100 with its sign: `3,30%`.
    Percent {
        /// Decimal places that print.
        places: u32,
    },
    /// A difference of two ratios: `0,78 điểm phần trăm`.
    Points {
        /// Decimal places that print.
        places: u32,
    },
    /// Đồng, printed in a scale: `5.000.000 đồng`, `12,5 triệu đồng`.
    Money {
        /// In what the amount is counted on paper.
        scale: MoneyScale,
        /// Decimal places in that scale; `None` for just those that are needed.
        places: Option<u32>,
    },
}

/// In what an amount is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MoneyScale {
    /// `đồng`, the unit itself.
    Dong,
    /// `nghìn đồng`, 10³ đồng.
    Thousand,
    /// `triệu đồng`, 10⁶ đồng.
    Million,
    /// `tỷ đồng`, 10⁹ đồng.
    Billion,
}

impl MoneyScale {
    /// All scales with the names that print.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Dong, "đồng"),
        (Self::Thousand, "nghìn đồng"),
        (Self::Million, "triệu đồng"),
        (Self::Billion, "tỷ đồng"),
    ];

    /// Its name: `triệu đồng`.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(scale, _)| *scale == self).map_or("", |(_, name)| name)
    }

    /// How many đồng one of it is, as a power of ten.
    pub fn power(self) -> i32 {
        match self {
            Self::Dong => 0,
            Self::Thousand => 3,
            Self::Million => 6,
            Self::Billion => 9,
        }
    }

    /// The scale that a unit names in any of its spellings: `triệu đồng`, `tr.đ`; `None`
    /// where it names none, or an amount for each of something.
    pub fn from_unit(unit: &str) -> Option<Self> {
        match read_money_unit(unit)? {
            MoneyUnit::Known { scale, is_rate: false } => Some(scale),
            MoneyUnit::Known { is_rate: true, .. } | MoneyUnit::Unknown => None,
        }
    }
}

/// Decimal places of an amount in a scale at most, where none are asked for.
const MOST_PLACES: u32 = 3;

/// An exact value and how it prints.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Figure {
    /// The value: a ratio for percents, đồng for money.
    pub value: Number,
    /// How the value prints; two figures of one value may print differently.
    pub style: Style,
}

impl Figure {
    /// As it stands in a cell whose column says the unit: no sign, no unit.
    pub fn bare(&self) -> String {
        match self.style {
            Style::Number { places } => self.value.text(places),
            Style::Year => self.value.text(0).replace('.', ""),
            Style::Percent { places } | Style::Points { places } => {
                self.value.times_pow10(2).text(places)
            }
            Style::Money { scale, places } => {
                let value = self.value.times_pow10(-scale.power());
                let places = places.unwrap_or_else(|| count_needed_places(&value));
                value.text(places)
            }
        }
    }

    /// The value as it is shown, rounded: what a sum of shown figures adds up.
    pub fn shown(&self) -> Number {
        match self.style {
            Style::Number { places } => self.value.rounded(places),
            Style::Year => self.value.rounded(0),
            Style::Percent { places } | Style::Points { places } => {
                self.value.rounded(places + 2)
            }
            Style::Money { scale, places } => {
                let power = scale.power();
                let value = self.value.times_pow10(-power);
                let places = places.unwrap_or_else(|| count_needed_places(&value));
                value.rounded(places).times_pow10(power)
            }
        }
    }

    /// In words, where it is whole as it prints: `sáu mươi ba`, `năm triệu đồng`.
    pub fn in_words(&self) -> Option<String> {
        match self.style {
            Style::Number { .. } | Style::Year => {
                Some(spell_number(self.shown().to_i128()?))
            }
            Style::Money { .. } => {
                Some(format!("{} đồng", spell_number(self.shown().rounded(0).to_i128()?)))
            }
            Style::Percent { .. } | Style::Points { .. } => None,
        }
    }

    /// The same value with `places` decimal places; a year has none.
    #[must_use]
    pub fn with_places(mut self, places: u32) -> Self {
        self.style = match self.style {
            Style::Number { .. } => Style::Number { places },
            Style::Year => Style::Year,
            Style::Percent { .. } => Style::Percent { places },
            Style::Points { .. } => Style::Points { places },
            Style::Money { scale, .. } => Style::Money { scale, places: Some(places) },
        };
        self
    }

    /// The same value with no fewer decimal places than another figure has: a change shows
    /// what both of its ends show.
    #[must_use]
    pub fn with_places_of(self, other: &Self) -> Self {
        match (self.style.places(), other.style.places()) {
            (Some(places), Some(least)) => self.with_places(places.max(least)),
            _ => self,
        }
    }

    /// How a change of this kind of figure prints: of rates, in points.
    #[must_use]
    pub fn changed_by(&self, value: Number) -> Self {
        let style = match self.style {
            Style::Percent { places } => Style::Points { places },
            Style::Year => Style::Number { places: 0 },
            style @ (Style::Number { .. }
            | Style::Money { .. }
            | Style::Points { .. }) => style,
        };
        Self { value, style }
    }
}

impl Style {
    /// Of an amount in đồng as such: `5.000.000 đồng`.
    pub const DONG: Self = Self::Money { scale: MoneyScale::Dong, places: Some(0) };

    /// Whether a figure of this style can be more or less than one of the other: a number
    /// is neither a rate nor an amount.
    #[must_use]
    pub fn compares_with(self, other: Self) -> bool {
        match self {
            Self::Number { .. } | Self::Year => {
                matches!(other, Self::Number { .. } | Self::Year)
            }
            Self::Money { .. } => matches!(other, Self::Money { .. }),
            Self::Percent { .. } => matches!(other, Self::Percent { .. }),
            Self::Points { .. } => matches!(other, Self::Points { .. }),
        }
    }

    /// Its decimal places; `None` for just those that are needed.
    fn places(self) -> Option<u32> {
        match self {
            Self::Number { places }
            | Self::Percent { places }
            | Self::Points { places } => Some(places),
            Self::Year => Some(0),
            Self::Money { places, .. } => places,
        }
    }
}

/// The decimal places that a value needs, few at most.
pub fn count_needed_places(value: &Number) -> u32 {
    (0..MOST_PLACES).find(|&p| value.rounded(p) == *value).unwrap_or(MOST_PLACES)
}

impl Display for Figure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.bare())?;
        match self.style {
            Style::Number { .. } | Style::Year => Ok(()),
            Style::Percent { .. } => f.write_str("%"),
            Style::Points { .. } => f.write_str(" điểm phần trăm"),
            Style::Money { scale, .. } => write!(f, " {}", scale.name()),
        }
    }
}

impl From<Quantity> for Figure {
    fn from(quantity: Quantity) -> Self {
        match quantity {
            Quantity::Count(count) => {
                let (value, places) = (Number::from(count.0), 0);
                Self { value, style: Style::Number { places } }
            }
            Quantity::Decimal(value) => {
                let places = value.scale();
                Self { value: Number::from(&value), style: Style::Number { places } }
            }
            Quantity::Percent(percent) => {
                let places = percent.0.scale();
                let value = Number::from(&percent.0).times_pow10(-2);
                Self { value, style: Style::Percent { places } }
            }
            Quantity::Money(money) => {
                Self { value: Number::from(money.dong()), style: Style::DONG }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::quantity::{Count, Money, Percent};

    #[test]
    fn a_typed_figure_prints_as_it_was_typed() {
        let cases: [(Quantity, &str); 4] = [
            (Count(1545).into(), "1.545"),
            (Decimal::new(408, 2).into(), "4,08"),
            (Percent(Decimal::new(330, 2)).into(), "3,30%"),
            (Money::from_dong(5_000_000).into(), "5.000.000 đồng"),
        ];
        for (quantity, text) in cases {
            assert_eq!(Figure::from(quantity).to_string(), text);
        }
    }

    #[test]
    fn a_computed_rate_is_a_ratio_and_its_change_is_in_points() {
        let rate = |part: i64| {
            let value = Number::from(part).div(&Number::from(1545)).unwrap();
            Figure { value, style: Style::Percent { places: 2 } }
        };
        assert_eq!(rate(63).to_string(), "4,08%");
        let change = rate(63).changed_by(rate(63).value - rate(51).value);
        assert_eq!(change.to_string(), "0,78 điểm phần trăm");
    }

    #[test]
    fn a_year_has_no_dots() {
        let year = Figure { value: Number::from(2023), style: Style::Year };
        assert_eq!(year.to_string(), "2023");
        let words = "hai nghìn không trăm hai mươi ba";
        assert_eq!(year.in_words().as_deref(), Some(words));
    }

    #[test]
    fn an_amount_in_a_scale_has_just_the_places_that_it_needs() {
        let amount = |dong: i64, scale| {
            let style = Style::Money { scale, places: None };
            Figure { value: Number::from(dong), style }
        };
        assert_eq!(
            amount(12_500_000, MoneyScale::Million).to_string(),
            "12,5 triệu đồng"
        );
        assert_eq!(amount(12_000_000, MoneyScale::Million).to_string(), "12 triệu đồng");
        assert_eq!(amount(1_234_567, MoneyScale::Billion).to_string(), "0,001 tỷ đồng");
        let words = amount(26_000_000, MoneyScale::Million).in_words();
        assert_eq!(words.as_deref(), Some("hai mươi sáu triệu đồng"));
    }

    #[test]
    fn a_unit_names_its_scale() {
        assert_eq!(MoneyScale::from_unit("Triệu đồng"), Some(MoneyScale::Million));
        assert_eq!(
            MoneyScale::from_unit("Đơn vị tính: nghìn đồng"),
            Some(MoneyScale::Thousand)
        );
        assert_eq!(MoneyScale::from_unit("hộ"), None);
    }
}
