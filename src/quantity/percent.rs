//! Rates in percent, with the decimal places in which they were written.

use std::fmt::{self, Display, Formatter};

use rust_decimal::Decimal;

use crate::language::{Reading, format_exact, read_decimal, round_half_up};
use crate::quantity::NumberError;

/// A rate in percent: 3.30 is `3,30%`. Equal rates are equal whatever their places
/// (`3,3%` = `3,30%`); the places show only in print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(
    /// The figure before the sign; its scale is the decimal places that print.
    pub Decimal,
);

impl Percent {
    /// `part` of `whole` in percent, half-up, with exactly `places` decimal places.
    /// `None` when `whole` is zero or the figure is beyond 28 digits.
    pub fn from_part(part: &Decimal, whole: &Decimal, places: u32) -> Option<Self> {
        let rate = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(*whole)?;
        let mut rounded = round_half_up(&rate, places);
        rounded.rescale(places);
        Some(Self(rounded))
    }

    /// Reads `3,30%`, `3,30 %` or `3,30`. `1.250%` has two readings.
    pub fn read(text: &str) -> Result<Self, NumberError> {
        let text = text.trim();
        match read_decimal(text.strip_suffix('%').unwrap_or(text)) {
            Reading::Exact(value) => Ok(Self(value)),
            Reading::TwoReadings { thousands, decimal } => {
                Err(NumberError::TwoReadings { thousands, decimal })
            }
            Reading::NotANumber => Err(NumberError::NotANumber),
        }
    }
}

impl Display for Percent {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}%", format_exact(&self.0)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    fn rate(part: i64, whole: i64) -> Option<String> {
        Percent::from_part(&part.into(), &whole.into(), 2)
            .map(|percent| percent.to_string())
    }

    #[test]
    fn a_percent_keeps_its_places() {
        for (text, printed) in [("3,30%", "3,30%"), ("80 %", "80%"), ("4.08", "4,08%")] {
            assert_eq!(Percent::read(text).unwrap().to_string(), printed);
        }
    }

    #[test]
    fn each_wrong_percent_has_its_reason() {
        let (thousands, decimal) = (Decimal::from(1250), Decimal::new(1250, 3));
        let both = NumberError::TwoReadings { thousands, decimal };
        assert_eq!(Percent::read("1.250%"), Err(both));
        for text in ["", "%", "5%%", "5 phần trăm", "<5%"] {
            assert_eq!(Percent::read(text), Err(NumberError::NotANumber), "{text}");
        }
    }

    #[test]
    fn rates_are_computed_half_up_with_all_their_places() {
        assert_eq!(rate(63, 1545).as_deref(), Some("4,08%"));
        assert_eq!(rate(51, 1545).as_deref(), Some("3,30%"));
        assert_eq!(rate(1, 800).as_deref(), Some("0,13%"));
        assert_eq!(rate(1, 2).as_deref(), Some("50,00%"));
        assert_eq!(rate(1, 0), None);
    }

    proptest! {
        #[test]
        fn a_percent_reads_back(n in any::<i32>(), places in 0_u32..6) {
            let percent = Percent(Decimal::new(n.into(), places));
            match Percent::read(&percent.to_string()) {
                Ok(back) => prop_assert_eq!(back, percent),
                // `1.250%`, a whole number of thousands, must be asked about.
                Err(why) => {
                    let asked = matches!(why, NumberError::TwoReadings { .. });
                    prop_assert!(asked && places == 0);
                }
            }
        }

        #[test]
        fn a_part_is_never_more_than_its_whole(part in 0_i64.., more in 0_i64..i64::MAX / 2) {
            let part = part / 2;
            let whole = Decimal::from(part + more + 1);
            let percent = Percent::from_part(&part.into(), &whole, 2).unwrap();
            prop_assert!(percent.0 <= Decimal::ONE_HUNDRED && !percent.0.is_sign_negative());
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            prop_assert!(Percent::read(&text).is_err() || !text.is_empty());
        }
    }
}
