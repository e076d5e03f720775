//! Sums of many numbers.
//!
//! Thousands of rates have a common denominator of hundreds of digits. Adding one number
//! after the other would reduce by it each time; here what has one denominator is added
//! first, and the rest in pairs, so that few additions are long.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::iter::Sum;

use super::Fraction;
use super::Held;
use super::Number;

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

fn sum_all<N: Borrow<Number>>(numbers: impl Iterator<Item = N>) -> Number {
    let mut whole = 0_i128;
    let mut over: BTreeMap<i128, Number> = BTreeMap::new();
    let mut parts = Vec::new();
    for number in numbers {
        match &number.borrow().0 {
            Held::Small(fraction) if fraction.denom() == 1 => {
                whole = whole.checked_add(fraction.numer()).unwrap_or_else(|| {
                    parts.push(Number::from(whole));
                    fraction.numer()
                });
            }
            Held::Small(fraction) => {
                let numer = Number::from(fraction.numer());
                let sum = over.entry(fraction.denom()).or_insert(Number::ZERO);
                *sum = sum.checked_add(&numer);
            }
            Held::Big(_) => parts.push(number.borrow().clone()),
        }
    }
    parts.extend(over.iter().map(|(denom, numer)| numer * make_part(*denom)));
    parts.push(Number::from(whole));
    sum_pairs(parts)
}

/// One of `denom` parts of one.
fn make_part(denom: i128) -> Number {
    Number(Held::Small(Fraction::reduced(1, denom)))
}

fn sum_pairs(mut parts: Vec<Number>) -> Number {
    while parts.len() > 1 {
        parts = parts
            .chunks(2)
            .map(|pair| match pair {
                [a, b] => a + b,
                rest => rest[0].clone(),
            })
            .collect();
    }
    parts.pop().unwrap_or(Number::ZERO)
}
