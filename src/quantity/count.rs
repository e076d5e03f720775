//! Whole numbers of things: households, people, villages.

use std::fmt::{self, Display, Formatter};

use rust_decimal::prelude::ToPrimitive;

use crate::language::{Reading, group_digits, read_count, read_decimal};
use crate::quantity::NumberError;

/// A whole number of things; the unit stands in the sentence or the table head. Negative
/// only as a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(
    /// How many there are, or by how many they changed.
    pub i64,
);

impl Count {
    /// Reads `1545` or `1.545`. A dot before three digits is thousands; a comma is a
    /// decimal sign, so that `1,545` is a [`NumberError::Fraction`].
    pub fn read(text: &str) -> Result<Self, NumberError> {
        match (read_count(text), read_decimal(text)) {
            (Reading::Exact(value), _) => {
                value.to_i64().map(Self).ok_or(NumberError::TooLarge)
            }
            (_, Reading::Exact(_)) => Err(NumberError::Fraction),
            _ => Err(NumberError::NotANumber),
        }
    }
}

impl Display for Count {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&group_digits(self.0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn a_count_is_read_with_or_without_dots() {
        for text in ["1545", "1.545", " 01545 "] {
            assert_eq!(Count::read(text), Ok(Count(1545)), "{text}");
        }
        assert_eq!(Count::read("−12"), Ok(Count(-12)));
    }

    #[test]
    fn each_wrong_count_has_its_reason() {
        assert_eq!(Count::read("1,545"), Err(NumberError::Fraction));
        assert_eq!(Count::read("4.5"), Err(NumberError::Fraction));
        assert_eq!(Count::read("17 hộ"), Err(NumberError::NotANumber));
        assert_eq!(Count::read(""), Err(NumberError::NotANumber));
        assert_eq!(Count::read("9223372036854775808"), Err(NumberError::TooLarge));
    }

    proptest! {
        #[test]
        fn a_count_reads_back(n in any::<i64>()) {
            prop_assert_eq!(Count::read(&Count(n).to_string()), Ok(Count(n)));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            if let Ok(count) = Count::read(&text) {
                prop_assert!(text.contains(|c: char| c.is_ascii_digit()), "{}", count);
            }
        }
    }
}
