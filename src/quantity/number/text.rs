//! A number as text: as Vietnam writes it, and as a developer reads it.

use std::fmt::{self, Debug, Display, Formatter};

use num_traits::{Signed, ToPrimitive};

use super::{Number, Repr};

/// Most decimal places that are written unasked: as many as a `Decimal` has.
const MOST_PLACES: u32 = 28;

impl Number {
    /// The number rounded half-up, with exactly `places` decimal places, dots and comma:
    /// `4,08`, `1.545,50`, and never `-0,00`.
    pub fn text(&self, places: u32) -> String {
        let (digits, negative) = self.digits(places);
        let (whole, fraction) = digits.split_at(digits.len() - places as usize);
        let mut text = String::with_capacity(2 + digits.len() + whole.len() / 3);
        text.push_str(if negative { "-" } else { "" });
        for (index, digit) in whole.char_indices() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push('.');
            }
            text.push(digit);
        }
        text.push_str(if places == 0 { "" } else { "," });
        text.push_str(fraction);
        text
    }

    /// The number with just the decimal places that it needs: `12,5`. `None` where they
    /// never end (1/3) or are more than 28.
    pub fn exact_text(&self) -> Option<String> {
        self.exact_places().map(|places| self.text(places))
    }

    /// The number as a fraction of whole numbers, `21/515` or `-3`: nothing is lost, and
    /// [`Number::from_ratio`] reads it back.
    #[must_use]
    pub fn ratio(&self) -> String {
        self.to_big().to_string()
    }

    /// The number of a fraction as [`Number::ratio`] writes it.
    #[must_use]
    pub fn from_ratio(text: &str) -> Option<Self> {
        text.parse().ok().map(Self::from_big)
    }

    /// How many decimal places the number needs, if they end within 28.
    fn exact_places(&self) -> Option<u32> {
        let denom = match &self.0 {
            Repr::Small(fraction) => fraction.denom(),
            Repr::Big(big) => big.denom().to_i128()?,
        };
        // Most of those that never end are found out with one division.
        if 10_i128.pow(MOST_PLACES) % denom != 0 {
            return None;
        }
        (0..=MOST_PLACES).find(|places| 10_i128.pow(*places) % denom == 0)
    }

    /// The digits of the rounded number without its decimal sign, at least one before
    /// it; and whether it is below zero.
    fn digits(&self, places: u32) -> (String, bool) {
        let least = places as usize + 1;
        match self.small_scaled(places) {
            Some(scaled) => (format!("{:0least$}", scaled.unsigned_abs()), scaled < 0),
            None => {
                let scaled = self.big_scaled(places);
                (format!("{:0least$}", scaled.magnitude()), scaled.is_negative())
            }
        }
    }
}

/// For developers: `-1545`, `12.5`, `3/7`.
impl Display for Number {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Some(places) = self.exact_places() else {
            return f.pad(&self.to_big().to_string());
        };
        let (digits, negative) = self.digits(places);
        let (whole, fraction) = digits.split_at(digits.len() - places as usize);
        let sign = if negative { "-" } else { "" };
        let dot = if places == 0 { "" } else { "." };
        f.pad(&format!("{sign}{whole}{dot}{fraction}"))
    }
}

/// As `Display`: the representation says nothing about the number.
impl Debug for Number {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}
