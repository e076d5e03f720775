//! Whole numbers and decimals become a `Number`; the operators `+`, `-`, `*`.

use std::ops::{Add, Mul, Neg, Sub};

use num_rational::BigRational;
use rust_decimal::Decimal;

use super::{Fraction, Number, Repr};

/// What a literal is: `Number::from(100)`.
impl From<i32> for Number {
    fn from(n: i32) -> Self {
        Self::from(i128::from(n))
    }
}

impl From<i64> for Number {
    fn from(n: i64) -> Self {
        Self::from(i128::from(n))
    }
}

impl From<i128> for Number {
    fn from(n: i128) -> Self {
        Fraction::from_reduced(n, 1).map_or_else(
            || Self(Repr::Big(Box::new(BigRational::from_integer(n.into())))),
            |fraction| Self(Repr::Small(fraction)),
        )
    }
}

impl From<&Decimal> for Number {
    fn from(value: &Decimal) -> Self {
        let (digits, unit) = (value.mantissa(), 10_i128.pow(value.scale()));
        Self(Repr::Small(Fraction::reduced(digits, unit)))
    }
}

impl From<Decimal> for Number {
    fn from(value: Decimal) -> Self {
        Self::from(&value)
    }
}

/// An operator for values and references in every pairing.
macro_rules! operator {
    ($trait:ident, $operator:ident, $method:ident) => {
        operator!($trait, $operator, $method, Number, Number);
        operator!($trait, $operator, $method, Number, &Number);
        operator!($trait, $operator, $method, &Number, Number);
        operator!($trait, $operator, $method, &Number, &Number);
    };
    ($trait:ident, $operator:ident, $method:ident, $left:ty, $right:ty) => {
        impl $trait<$right> for $left {
            type Output = Number;

            fn $operator(self, other: $right) -> Number {
                Number::$method(&self, &other)
            }
        }
    };
}

operator!(Add, add, checked_add);
operator!(Sub, sub, checked_sub);
operator!(Mul, mul, checked_mul);

impl Neg for Number {
    type Output = Self;

    fn neg(self) -> Self {
        Self::neg(&self)
    }
}

impl Neg for &Number {
    type Output = Number;

    fn neg(self) -> Number {
        Number::neg(self)
    }
}
