//! Amounts of money in whole đồng, in figures and in words.

use std::fmt::{self, Display, Formatter};
use std::iter::Sum;
use std::ops::Add;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::language::{
    Reading, group_digits, normalize_spaces, read_count, read_decimal, read_number_words,
    round_half_up, spell_number,
};
use crate::quantity::NumberError;

/// No amount read is larger, in đồng: 10^18. So a sum of any number of them fits `i128`.
const LARGEST: i128 = 1_000_000_000_000_000_000;

/// An amount of money in whole đồng, the smallest unit there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i128);

impl Money {
    /// An amount of `dong` đồng.
    pub const fn from_dong(dong: i64) -> Self {
        Self(dong as i128)
    }

    /// How many đồng it is.
    pub const fn dong(self) -> i128 {
        self.0
    }

    /// The amount in đồng as a decimal, for formulas.
    pub fn value(self) -> Decimal {
        Decimal::try_from_i128_with_scale(self.0, 0).unwrap_or(if self.0 < 0 {
            Decimal::MIN
        } else {
            Decimal::MAX
        })
    }

    /// A computed amount, rounded half-up to whole đồng. `None` beyond 10^18 đồng.
    pub fn from_value(value: &Decimal) -> Option<Self> {
        let dong = round_half_up(value, 0).to_i128()?;
        (dong.abs() <= LARGEST).then_some(Self(dong))
    }

    /// Reads an amount: `5.000.000 đồng`, `5.000.000đ`, `5.000.000 VNĐ`, `5000000`,
    /// `5 triệu đồng`, `2,5 tỷ đồng`, `500 nghìn đồng`.
    ///
    /// A dot before three digits is thousands, before `triệu` too; a comma is a decimal
    /// sign. A part of a đồng is a [`NumberError::Fraction`].
    pub fn read(text: &str) -> Result<Self, NumberError> {
        let text = normalize_spaces(&text.to_lowercase());
        let end = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |last| last + 1);
        let (figure, unit) = text.split_at(end);
        let factor = parse_unit(unit.trim_start()).ok_or(NumberError::NotANumber)?;
        let figure = read_amount(figure).ok_or(NumberError::NotANumber)?;
        let dong = figure.checked_mul(factor).ok_or(NumberError::TooLarge)?;
        if !dong.fract().is_zero() {
            return Err(NumberError::Fraction);
        }
        Self::from_value(&dong).ok_or(NumberError::TooLarge)
    }

    /// Reads an amount in words: `Năm triệu đồng`, `năm triệu đồng chẵn`.
    pub fn read_words(text: &str) -> Option<Self> {
        let text = normalize_spaces(&text.to_lowercase());
        let amount = text.strip_suffix(" chẵn").unwrap_or(&text).strip_suffix(" đồng")?;
        read_number_words(amount).filter(|dong| dong.abs() <= LARGEST).map(Self)
    }

    /// The amount in words, small letters: `năm triệu đồng`.
    pub fn in_words(self) -> String {
        format!("{} đồng", spell_number(self.0))
    }
}

impl Display for Money {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} đồng", group_digits(self.0)))
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

/// The figure of an amount: as a count where it is one, else with decimals.
fn read_amount(text: &str) -> Option<Decimal> {
    [read_count(text), read_decimal(text)].into_iter().find_map(|reading| match reading {
        Reading::Exact(value) => Some(value),
        Reading::TwoReadings { .. } | Reading::NotANumber => None,
    })
}

/// How many đồng one of this unit is.
fn parse_unit(unit: &str) -> Option<Decimal> {
    let (scale, currency) = unit.split_once(' ').unwrap_or((unit, ""));
    let factor = match scale {
        "nghìn" | "ngàn" => 1000,
        "triệu" => 1_000_000,
        "tỷ" | "tỉ" => 1_000_000_000,
        _ if currency.is_empty() && (scale.is_empty() || is_currency(scale)) => 1,
        _ => return None,
    };
    (currency.is_empty() || is_currency(currency)).then(|| Decimal::from(factor))
}

fn is_currency(text: &str) -> bool {
    matches!(text, "đồng" | "đ" | "vnđ" | "vnd" | "₫")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for text in [
            "5.000.000 đồng",
            "5.000.000đ",
            "5.000.000 VNĐ",
            "5.000.000 VND",
            "5000000",
            "5.000.000",
            "5 triệu đồng",
            "5 triệu",
            "5,0 triệu đồng",
            "0,005 tỷ đồng",
            "5.000 nghìn đồng",
            "5.000 Ngàn đồng",
            " 5.000.000\u{A0}đồng ",
            "5.000.000,00 đồng",
        ] {
            assert_eq!(Money::read(text), Ok(Money::from_dong(5_000_000)), "{text}");
        }
        assert_eq!(Money::read("2,5 tỷ đồng"), Ok(Money::from_dong(2_500_000_000)));
        assert_eq!(Money::read("1.250 triệu đồng"), Ok(Money::from_dong(1_250_000_000)));
    }

    #[test]
    fn each_wrong_amount_has_its_reason() {
        assert_eq!(Money::read("0,5 đồng"), Err(NumberError::Fraction));
        assert_eq!(Money::read("5,000,000 đồng"), Err(NumberError::NotANumber));
        assert_eq!(Money::read("1,0000001 triệu đồng"), Err(NumberError::Fraction));
        assert_eq!(Money::read("1.000.000.001 tỷ đồng"), Err(NumberError::TooLarge));
        for text in
            ["", "đồng", "5 đô la", "năm triệu", "5 đồng đồng", "5 triệu 2", "5 đ/hộ"]
        {
            assert_eq!(Money::read(text), Err(NumberError::NotANumber), "{text}");
        }
    }

    #[test]
    fn words_of_an_amount_are_read_and_written() {
        let money = Money::from_dong(26_000_000);
        assert_eq!(money.in_words(), "hai mươi sáu triệu đồng");
        assert_eq!(Money::read_words("Hai mươi sáu triệu đồng chẵn"), Some(money));
        assert_eq!(Money::read_words("hai mươi sáu triệu"), None);
    }

    #[test]
    fn a_computed_amount_is_rounded_to_whole_dong() {
        assert_eq!(Money::from_value(&Decimal::new(25, 1)), Some(Money::from_dong(3)));
        assert_eq!(Money::from_value(&Decimal::new(-25, 1)), Some(Money::from_dong(-3)));
        assert_eq!(Money::from_value(&Decimal::MAX), None);
    }

    #[test]
    fn amounts_add_up() {
        let parts = [5_000_000, 9_000_000, 12_000_000].map(Money::from_dong);
        assert_eq!(parts.into_iter().sum::<Money>().to_string(), "26.000.000 đồng");
    }

    proptest! {
        #[test]
        fn an_amount_reads_back_in_figures_and_words(
            dong in -1_000_000_000_000_000_000_i64..=1_000_000_000_000_000_000,
        ) {
            let money = Money::from_dong(dong);
            prop_assert_eq!(Money::read(&money.to_string()), Ok(money));
            prop_assert_eq!(Money::read_words(&money.in_words()), Some(money));
            prop_assert_eq!(money.value(), Decimal::from(dong));
        }

        #[test]
        fn any_text_is_read_or_refused(
            text in any::<String>(),
            near in "[-0-9.,]{0,30} ?(đồng|đ|triệu|tỷ đồng|VNĐ)?",
        ) {
            for text in [text, near] {
                if let Ok(money) = Money::read(&text) {
                    prop_assert!(money.dong().abs() <= LARGEST);
                }
            }
        }
    }
}
