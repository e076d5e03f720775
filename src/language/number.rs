//! Figures as Vietnam writes them, dot for thousands and comma for decimals, there and
//! back; and the one place that rounds.

use std::borrow::Cow;

use rust_decimal::{Decimal, RoundingStrategy};

/// What a figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// One number, its decimal places kept as written.
    Exact(Decimal),
    /// `1.250` where decimals are allowed: the author must say which is meant.
    TwoReadings {
        /// The dot read as a sign of thousands: 1250.
        thousands: Decimal,
        /// The dot read as a decimal sign: 1.250.
        decimal: Decimal,
    },
    /// No figure, or one too long to be held exactly (28 digits).
    NotANumber,
}

/// Rounds half-up (a half goes away from zero) to `places` decimal places. Every rounding
/// of the program is this one.
pub fn round_half_up(value: &Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

/// A whole number with dots: `1.545`, `-12.000`.
pub fn group_digits(n: impl Into<i128>) -> String {
    let n = n.into();
    format!(
        "{}{}",
        if n < 0 { "-" } else { "" },
        insert_dots(&n.unsigned_abs().to_string())
    )
}

/// A number with exactly `places` decimal places, rounded half-up: `4,08`, `1.545,50`.
pub fn format_decimal(value: &Decimal, places: u32) -> String {
    let rounded = round_half_up(value, places);
    let plain = rounded.abs().to_string();
    let (integer, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "-" } else { "" };
    let comma = if places == 0 { "" } else { "," };
    let places = places as usize;
    format!("{sign}{}{comma}{fraction:0<places$}", insert_dots(integer))
}

/// A number with the decimal places that it has: `3,30` stays `3,30`.
pub fn format_exact(value: &Decimal) -> String {
    format_decimal(value, value.scale())
}

/// Reads a whole number: digits, or groups of three with dots. `1.545` is 1545; a comma
/// is never a sign of thousands, so that `1,545` is no whole number. Space around is
/// ignored; space inside, exponents and `_` are refused.
pub fn read_count(text: &str) -> Reading {
    let (negative, digits) = split_sign(text);
    let integer = read_integer(digits);
    integer.map_or(Reading::NotANumber, |integer| make_reading(negative, &integer, ""))
}

/// Reads a number that may have decimals: `4,08`, `1.545,5`, `1.250.000`, and `4.08`,
/// where the dot cannot mean thousands. `1.250` has two readings. A comma is the decimal
/// sign whatever follows it. Space and junk are treated as in [`read_count`].
pub fn read_decimal(text: &str) -> Reading {
    let (negative, body) = split_sign(text);
    if let Some((integer, fraction)) = body.split_once(',') {
        return match read_integer(integer) {
            Some(integer) if is_digits(fraction) => {
                make_reading(negative, &integer, fraction)
            }
            _ => Reading::NotANumber,
        };
    }
    match body.split_once('.') {
        Some((integer, fraction)) if is_digits(integer) && is_digits(fraction) => {
            read_one_dot(negative, integer, fraction)
        }
        _ => read_count(text),
    }
}

/// A figure with one dot and digits on both sides.
fn read_one_dot(negative: bool, integer: &str, fraction: &str) -> Reading {
    let as_decimal = make_reading(negative, integer, fraction);
    if fraction.len() != 3 || integer.len() > 3 || integer == "0" {
        return as_decimal;
    }
    if integer.starts_with('0') {
        // `05.250`: neither way of writing it is in use, and a guess could be off by 1000.
        return Reading::NotANumber;
    }
    match (make_reading(negative, &format!("{integer}{fraction}"), ""), as_decimal) {
        (Reading::Exact(thousands), Reading::Exact(decimal)) => {
            Reading::TwoReadings { thousands, decimal }
        }
        _ => Reading::NotANumber,
    }
}

/// The digits of a whole number, grouped or not.
fn read_integer(text: &str) -> Option<Cow<'_, str>> {
    if is_digits(text) {
        return Some(Cow::Borrowed(text));
    }
    strip_group_dots(text).map(Cow::Owned)
}

/// The digits of `1.250.000`, if its groups are right.
fn strip_group_dots(text: &str) -> Option<String> {
    let (first, groups) = text.split_once('.')?;
    let right = is_digits(first)
        && first.len() <= 3
        && !first.starts_with('0')
        && groups.split('.').all(|group| group.len() == 3 && is_digits(group));
    right.then(|| text.replace('.', ""))
}

/// The number of these digits. A zero has no sign.
fn make_reading(negative: bool, integer: &str, fraction: &str) -> Reading {
    let value = match integer.parse::<i64>() {
        // Nearly all figures are short and whole.
        Ok(whole) if fraction.is_empty() => Ok(Decimal::from(whole)),
        _ => {
            let point = if fraction.is_empty() { "" } else { "." };
            Decimal::from_str_exact(&format!("{integer}{point}{fraction}"))
        }
    };
    match value {
        Ok(value) if negative && !value.is_zero() => Reading::Exact(-value),
        Ok(value) => Reading::Exact(value),
        Err(_) => Reading::NotANumber,
    }
}

fn split_sign(text: &str) -> (bool, &str) {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '\u{2212}']);
    (digits.is_some(), digits.unwrap_or(text))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Digits with a dot before every three from the right.
fn insert_dots(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    fn is(text: &str) -> Reading {
        Reading::Exact(number(text))
    }

    #[test]
    fn whole_numbers_are_grouped_by_three() {
        let cases = [(0, "0"), (999, "999"), (1545, "1.545"), (-12_000, "-12.000")];
        for (n, text) in cases {
            assert_eq!(group_digits(n), text);
        }
        assert_eq!(group_digits(26_000_000_i64), "26.000.000");
        assert!(group_digits(i128::MIN).starts_with("-170.141."));
    }

    #[test]
    fn a_half_is_rounded_away_from_zero() {
        let cases = [
            ("2.675", "2,68"),
            ("2.665", "2,67"),
            ("-2.675", "-2,68"),
            ("0.125", "0,13"),
        ];
        for (value, text) in cases {
            assert_eq!(format_decimal(&number(value), 2), text);
        }
    }

    #[test]
    fn decimals_are_padded_grouped_and_never_minus_zero() {
        assert_eq!(format_decimal(&number("4.08"), 2), "4,08");
        assert_eq!(format_decimal(&number("1545.5"), 2), "1.545,50");
        assert_eq!(format_decimal(&number("999.996"), 2), "1.000,00");
        assert_eq!(format_decimal(&number("-0.004"), 2), "0,00");
        assert_eq!(format_decimal(&number("1545.5"), 0), "1.546");
        assert_eq!(format_exact(&number("3.30")), "3,30");
        assert_eq!(format_exact(&number("80")), "80");
    }

    #[test]
    fn a_count_is_read_with_or_without_dots() {
        for (text, value) in [
            ("1545", "1545"),
            ("1.545", "1545"),
            ("1.250.000", "1250000"),
            ("05", "5"),
            ("-5", "-5"),
            ("−5", "-5"),
            (" 17\u{A0}", "17"),
            ("-0", "0"),
        ] {
            assert_eq!(read_count(text), is(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_count_is_refused() {
        for text in [
            "", "-", "1,545", "1.54", "1.5450", "1545.000", "0.125", ".125", "1.",
            "1..000", "1 545", "1e3", "1_000", "+5", "--5", "- 5", "12a", "١٢", "0x1F",
            "1.545,5",
        ] {
            assert_eq!(read_count(text), Reading::NotANumber, "{text}");
        }
    }

    #[test]
    fn a_decimal_is_read_with_a_comma_or_where_the_dot_can_mean_nothing_else() {
        for (text, value) in [
            ("4,08", "4.08"),
            ("1,250", "1.250"),
            ("1.545,5", "1545.5"),
            ("1545,5", "1545.5"),
            ("4.08", "4.08"),
            ("-4.5", "-4.5"),
            ("0.125", "0.125"),
            ("1250.500", "1250.500"),
            ("1.250.000", "1250000"),
            ("80", "80"),
        ] {
            assert_eq!(read_decimal(text), is(value), "{text}");
        }
    }

    #[test]
    fn a_dot_before_three_digits_has_two_readings() {
        let (thousands, decimal) = (number("1250"), number("1.250"));
        assert_eq!(read_decimal("1.250"), Reading::TwoReadings { thousands, decimal });
        let (thousands, decimal) = (-thousands, -decimal);
        assert_eq!(read_decimal("-1.250"), Reading::TwoReadings { thousands, decimal });
    }

    #[test]
    fn what_is_no_decimal_is_refused() {
        for text in [
            "",
            ",",
            ",5",
            "5,",
            "1,545,000",
            "1.54,5",
            "1.250.00",
            "05.250",
            "1 545,5",
            "4,0 8",
            "1e3",
            "4,08%",
            "NaN",
            "inf",
            "1.2.3",
            "79228162514264337593543950336",
            "0,12345678901234567890123456789",
        ] {
            assert_eq!(read_decimal(text), Reading::NotANumber, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_grouped_number_reads_back(n in any::<i64>()) {
            prop_assert_eq!(read_count(&group_digits(n)), Reading::Exact(Decimal::from(n)));
        }

        #[test]
        fn a_decimal_reads_back_with_its_places(n in any::<i64>(), places in 1_u32..10) {
            let value = Decimal::new(n, places);
            let Reading::Exact(back) = read_decimal(&format_exact(&value)) else {
                panic!("{value}");
            };
            prop_assert_eq!(back, value);
            prop_assert_eq!(format_exact(&back), format_exact(&value));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>(), figure in "[-−0-9.,]{0,40}") {
            for text in [text, figure] {
                read_decimal(&text);
                if let Reading::Exact(value) = read_count(&text) {
                    prop_assert!(value.fract().is_zero());
                }
            }
        }
    }
}
