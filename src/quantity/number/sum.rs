//! Sums of many numbers.
//!
//! Thousands of rates have a common denominator of hundreds of digits. Adding one number
//! after the other would reduce by it each time; here what has one denominator is added
//! first, and the rest in pairs, so that few additions are long.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::iter::Sum;

use super::{Fraction, Number, Repr};

impl Sum for Number {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        sum_all(numbers)
    }
}

impl<'a> Sum<&'a Self> for Number {
    fn sum<I: Iterator<Item = &'a Self>>(numbers: I) -> Self {
        sum_all(numbers)
    }
}

/// The sum: whole numbers in one `i128`, fractions by denominator, whose numerators are
/// whole numbers too, the rest as it is; then these few are added in pairs. A whole sum
/// that would overflow is put aside as a part.
fn sum_all<N: Borrow<Number>>(numbers: impl Iterator<Item = N>) -> Number {
    let mut whole = 0_i128;
    let mut by_denom: BTreeMap<i128, Number> = BTreeMap::new();
    let mut parts = Vec::new();
    for number in numbers {
        match &number.borrow().0 {
            Repr::Small(fraction) if fraction.denom() == 1 => {
                whole = whole.checked_add(fraction.numer()).unwrap_or_else(|| {
                    parts.push(Number::from(whole));
                    fraction.numer()
                });
            }
            Repr::Small(fraction) => {
                let numer = Number::from(fraction.numer());
                let sum = by_denom.entry(fraction.denom()).or_insert(Number::ZERO);
                *sum = sum.checked_add(&numer);
            }
            Repr::Big(_) => parts.push(number.borrow().clone()),
        }
    }
    parts.extend(by_denom.iter().map(|(denom, numer)| numer * make_part(*denom)));
    parts.push(Number::from(whole));
    sum_pairs(parts)
}

/// One of `denom` parts of one.
fn make_part(denom: i128) -> Number {
    Number(Repr::Small(Fraction::reduced(1, denom)))
}

/// The sum of parts, neighbours first: the numbers that are added stay about equally long.
fn sum_pairs(mut parts: Vec<Number>) -> Number {
    while parts.len() > 1 {
        parts = parts
            .chunks(2)
            .map(|pair| match pair {
                [a, b] => a + b,
                single => single[0].clone(),
            })
            .collect();
    }
    parts.pop().unwrap_or(Number::ZERO)
}
