//! Figures of a workbook as exact numbers.
//!
//! A workbook holds binary floats: `3.3` is stored as 3.29999999999999982236431605997,
//! and `=0,1+0,2` as 0.30000000000000004. Excel itself shows fifteen significant digits
//! and never more; these fifteen, read as decimal digits, are the number that the writer
//! of the sheet saw.

use std::io::Write;

use rust_decimal::Decimal;

use crate::quantity::Number;

/// The greatest power of ten that a float can have, with its digits.
const MAX_POWER: u32 = 340;

/// Significant digits that a workbook stands for.
const DIGITS: usize = 15;

/// The number that a stored float stands for, if it is a number.
pub(super) fn from_float(value: f64) -> Option<Number> {
    if let Some(integer) = read_whole(value) {
        return Some(Number::from(integer));
    }
    // The shortest digits that give this float back: at most seventeen, and where some
    // fifteen digits do, these. `-1.2345678901234567e-308` is 24 characters.
    let mut buffer = [0_u8; 32];
    let mut unused = buffer.as_mut_slice();
    write!(unused, "{value:e}").ok()?;
    let used = 32 - unused.len();
    from_digits(buffer.get(..used)?)
}

/// The whole number of up to fifteen digits that a float is, from its bits: the most
/// frequent case by far.
fn read_whole(value: f64) -> Option<i64> {
    let bits = value.to_bits();
    let exponent = (bits >> 52) & 0x7ff;
    // 1.0 has the exponent 1023; at 1075 the last bit counts one.
    let shift = 1075_u64.checked_sub(exponent).filter(|shift| *shift <= 52)?;
    let mantissa = (bits & ((1 << 52) - 1)) | (1 << 52);
    let integer = mantissa >> shift;
    if integer << shift != mantissa || integer >= 10_u64.pow(15) {
        return None;
    }
    let integer = i64::try_from(integer).ok()?;
    Some(if value.is_sign_negative() { -integer } else { integer })
}

/// The number of a decimal text as in XML: `3.3`, `-12`, `1.5E-7`.
pub(super) fn from_text(text: &str) -> Option<Number> {
    from_digits(text.trim().as_bytes())
}

fn from_digits(text: &[u8]) -> Option<Number> {
    let (negative, text) = match text {
        [b'-', unsigned @ ..] => (true, unsigned),
        [b'+', unsigned @ ..] => (false, unsigned),
        _ => (false, text),
    };
    let (body, exponent) = match text.iter().position(|b| matches!(b, b'e' | b'E')) {
        Some(sign) => (&text[..sign], parse_exponent(&text[sign + 1..])?),
        None => (text, 0),
    };
    let (mantissa, shift) = read_significant(body)?;
    let mantissa = if negative { -mantissa } else { mantissa };
    to_scaled(mantissa, exponent.checked_add(shift)?)
}

fn parse_exponent(text: &[u8]) -> Option<i32> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// The first fifteen significant digits, rounded half-up at the next, and the power of
/// ten that they are to be multiplied by.
fn read_significant(body: &[u8]) -> Option<(i64, i32)> {
    let mut mantissa = 0_i64;
    // Digits kept so far, from the first that is not zero; one too many once one is cut.
    let mut kept = 0;
    let mut shift = 0_i32;
    let mut seen = 0;
    let mut fraction = false;
    let mut up = false;
    for byte in body {
        match byte {
            b'.' if !fraction => fraction = true,
            b'0'..=b'9' => {
                seen += 1;
                let digit = i64::from(byte - b'0');
                if kept < DIGITS {
                    mantissa = mantissa * 10 + digit;
                    kept += usize::from(mantissa > 0);
                    shift -= i32::from(fraction);
                } else {
                    up |= kept == DIGITS && digit >= 5;
                    kept = DIGITS + 1;
                    shift = shift.checked_add(i32::from(!fraction))?;
                }
            }
            _ => return None,
        }
    }
    (seen > 0).then_some((mantissa + i64::from(up), shift))
}

/// `mantissa` × 10^`exponent`.
fn to_scaled(mut mantissa: i64, mut exponent: i32) -> Option<Number> {
    if mantissa == 0 {
        return Some(Number::ZERO);
    }
    while exponent < 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        exponent += 1;
    }
    let places = exponent.unsigned_abs();
    if exponent < 0 && places <= Decimal::MAX_SCALE {
        return Some(Number::from(&Decimal::new(mantissa, places)));
    }
    (places <= MAX_POWER).then(|| Number::from(mantissa).times_pow10(exponent))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    fn number(text: &str) -> Option<Number> {
        Some(Number::from(&Decimal::from_str_exact(text).unwrap()))
    }

    #[test]
    fn a_float_becomes_the_figure_that_was_typed() {
        for (value, text) in [
            (3.3, "3.3"),
            (0.1 + 0.2, "0.3"),
            (4.08, "4.08"),
            (0.0227, "0.0227"),
            (-12.5, "-12.5"),
            (-0.0, "0"),
            (1545.0, "1545"),
            (26_000_000.0, "26000000"),
            (999_999_999_999_999.0, "999999999999999"),
            (123_456_789_012.0, "123456789012"),
            (1e20, "100000000000000000000"),
            (1.1 * 1.1, "1.21"),
            (100.0 * 1.15, "115"),
        ] {
            assert_eq!(from_float(value), number(text), "{text}");
        }
    }

    #[test]
    fn the_largest_and_the_smallest_float_are_read() {
        let power = |digits: i128, power| Some(Number::from(digits).times_pow10(power));
        assert_eq!(from_float(f64::MAX), power(179_769_313_486_232, 294));
        assert_eq!(from_float(0.1 + 0.2 - 0.3), power(555_111_512_312_578, -31));
        assert_eq!(from_float(f64::from_bits(1)), power(5, -324));
    }

    #[test]
    fn what_is_no_figure_is_none() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(from_float(value), None);
        }
        for text in ["", "-", ".", "e5", "1e", "1.2.3", "12a", "1e99999999999", "NaN"] {
            assert_eq!(from_text(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_of_digits_is_read_as_a_float_is() {
        for (written, text) in [
            ("0.30000000000000004", "0.3"),
            ("3.2999999999999998", "3.3"),
            ("1.5E-7", "0.00000015"),
            ("1e+3", "1000"),
            ("  7 ", "7"),
            ("0000000000000000000000.5", "0.5"),
            ("12345678901234567890", "12345678901234600000"),
            ("999999999999999999", "1000000000000000000"),
        ] {
            assert_eq!(from_text(written), number(text), "{written}");
        }
    }

    proptest! {
        #[test]
        fn every_decimal_of_fifteen_digits_survives_being_a_float(
            mantissa in -999_999_999_999_999_i64..=999_999_999_999_999,
            places in 0_u32..=15,
        ) {
            let typed = Decimal::new(mantissa, places);
            let stored: f64 = typed.to_string().parse().unwrap();
            prop_assert_eq!(from_float(stored), Some(Number::from(&typed)));
            prop_assert_eq!(from_text(&typed.to_string()), Some(Number::from(&typed)));
        }

        #[test]
        fn any_float_and_any_text_is_read_or_refused(
            bits in any::<u64>(),
            text in "[-+0-9.eE]{0,60}",
            wild in any::<String>(),
        ) {
            from_float(f64::from_bits(bits));
            from_text(&text);
            from_text(&wild);
        }
    }
}
