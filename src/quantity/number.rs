//! `Number`, the exact number that every formula computes with.
//!
//! A rate is a ratio (63 of 1.545 is 21/515), so that neither a float nor a rounded
//! decimal can tip a half the wrong way: rounding comes once, when a number is shown.
//!
//! | file | what it does |
//! |---|---|
//! | `fraction` | `Fraction`, the common case: two `i128`, checked |
//! | `convert` | whole numbers and decimals → `Number`; the operators |
//! | `sum` | sums of many numbers |
//! | `text` | figures as Vietnam writes them, and as a developer reads them |

mod convert;
mod fraction;
mod sum;
#[cfg(test)]
mod tests;
mod text;

use std::borrow::Cow;
use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

use fraction::Fraction;

/// An exact rational number of any size, with whole numbers and finite decimals among
/// them. Equal numbers are equal however they came about: 0,50 is 1/2.
///
/// Percents are ratios here: 2,27 % is 227/10000. Rounding is half-up, a half going away
/// from zero, as in [`round_half_up`](crate::language::round_half_up). Time and memory
/// grow with the decimal places asked for: a caller that takes them from a user bounds them.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Repr);

/// What a number is held in. Every number has one form only, so that `Eq` and `Hash` may
/// compare the forms: `Big` holds nothing that fits `Small`, and both are reduced.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(Fraction),
    Big(Box<BigRational>),
}

impl Number {
    /// Zero, where sums begin.
    pub const ZERO: Self = Self(Repr::Small(Fraction::ZERO));
    /// One, of which powers of ten are made.
    pub const ONE: Self = Self(Repr::Small(Fraction::ONE));
    /// 100, by which a ratio becomes a percent.
    pub const HUNDRED: Self = Self(Repr::Small(Fraction::HUNDRED));

    /// The sum. Exact at any size, as all that follows.
    pub fn checked_add(&self, other: &Self) -> Self {
        self.combine(other, Fraction::checked_add, |a, b| a + b)
    }

    /// This number less the other.
    pub fn checked_sub(&self, other: &Self) -> Self {
        self.combine(other, |a, b| a.checked_add(b.neg()), |a, b| a - b)
    }

    /// This number times the other.
    pub fn checked_mul(&self, other: &Self) -> Self {
        self.combine(other, Fraction::checked_mul, |a, b| a * b)
    }

    /// This number by the other; `None` where that is zero.
    pub fn div(&self, other: &Self) -> Option<Self> {
        other.reciprocal().map(|other| self.checked_mul(&other))
    }

    /// The number with the other sign.
    pub fn neg(&self) -> Self {
        match &self.0 {
            Repr::Small(fraction) => Self(Repr::Small(fraction.neg())),
            Repr::Big(big) => Self::from_big(-big.as_ref()),
        }
    }

    /// Whether it has more digits than any figure of a plan can need: formulas that square
    /// squares get there in a few steps, and would then take forever.
    pub fn is_huge(&self) -> bool {
        const MOST_BITS: u64 = 200_000;
        match &self.0 {
            Repr::Small(_) => false,
            Repr::Big(big) => big.numer().bits() + big.denom().bits() > MOST_BITS,
        }
    }

    /// Whether it has more digits before its decimal sign, give or take one in a hundred.
    pub fn has_more_digits_than(&self, digits: usize) -> bool {
        match &self.0 {
            Repr::Small(_) => false,
            Repr::Big(big) => {
                // A digit takes 3.32 bits.
                let bits = big.numer().bits().saturating_sub(big.denom().bits());
                bits.saturating_mul(100) > (digits as u64).saturating_mul(332)
            }
        }
    }

    /// The number without its sign.
    pub fn abs(&self) -> Self {
        if self.is_negative() { self.neg() } else { self.clone() }
    }

    /// 10 to `power` times the number; a power below zero divides.
    pub fn times_pow10(&self, power: i32) -> Self {
        let factor = Self::pow10(power.unsigned_abs());
        if power < 0 {
            self.div(&factor).expect("a power of ten is never zero")
        } else {
            self.checked_mul(&factor)
        }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        *self == Self::ZERO
    }

    /// Whether the number is below 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(fraction) => fraction.numer() < 0,
            Repr::Big(big) => big.is_negative(),
        }
    }

    /// Whether the number has no part after the decimal sign.
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Repr::Small(fraction) => fraction.denom() == 1,
            Repr::Big(big) => big.is_integer(),
        }
    }

    /// The number if it is whole and fits.
    pub fn to_i128(&self) -> Option<i128> {
        match &self.0 {
            Repr::Small(fraction) => (fraction.denom() == 1).then_some(fraction.numer()),
            Repr::Big(big) => big.is_integer().then(|| big.numer().to_i128()).flatten(),
        }
    }

    /// The number rounded half-up to `places` decimal places: 2,5 → 3, −2,5 → −3.
    pub fn rounded(&self, places: u32) -> Self {
        if self.is_whole() {
            return self.clone();
        }
        match (self.small_scaled(places), 10_i128.checked_pow(places)) {
            (Some(scaled), Some(unit)) => {
                Self(Repr::Small(Fraction::reduced(scaled, unit)))
            }
            _ => Self::from_big(BigRational::new(
                self.big_scaled(places),
                make_big_pow10(places),
            )),
        }
    }

    /// The number rounded half-up, as a decimal with exactly `places` places. `None`
    /// beyond what a [`Decimal`] holds: 28 places, 96 bits.
    pub fn decimal(&self, places: u32) -> Option<Decimal> {
        let scaled = match self.small_scaled(places) {
            Some(scaled) => scaled,
            None if places > Decimal::MAX_SCALE => return None,
            None => self.big_scaled(places).to_i128()?,
        };
        Decimal::try_from_i128_with_scale(scaled, places).ok()
    }

    /// 10^`places` times the number, rounded half-up to a whole number, if it fits.
    fn small_scaled(&self, places: u32) -> Option<i128> {
        match &self.0 {
            Repr::Small(fraction) => fraction.scaled(places),
            Repr::Big(_) => None,
        }
    }

    /// As [`Self::small_scaled`], for what does not fit.
    fn big_scaled(&self, places: u32) -> BigInt {
        let big = self.to_big();
        let scaled = big.numer() * make_big_pow10(places);
        let (whole, rest) = (&scaled / big.denom(), &scaled % big.denom());
        if rest.abs() * 2 >= *big.denom() { whole + scaled.signum() } else { whole }
    }

    /// One divided by the number. `None` for zero.
    fn reciprocal(&self) -> Option<Self> {
        match &self.0 {
            Repr::Small(fraction) => {
                fraction.reciprocal().map(|it| Self(Repr::Small(it)))
            }
            Repr::Big(big) if big.is_zero() => None,
            Repr::Big(big) => Some(Self::from_big(big.recip())),
        }
    }

    fn pow10(power: u32) -> Self {
        match 10_i128.checked_pow(power) {
            Some(n) => Self::from(n),
            None => Self::from_big(BigRational::from_integer(make_big_pow10(power))),
        }
    }

    /// Computes with fractions, and where they overflow with numbers of any size.
    fn combine(
        &self,
        other: &Self,
        small: impl FnOnce(Fraction, Fraction) -> Option<Fraction>,
        big: impl FnOnce(&BigRational, &BigRational) -> BigRational,
    ) -> Self {
        if let (Repr::Small(a), Repr::Small(b)) = (&self.0, &other.0)
            && let Some(found) = small(*a, *b)
        {
            return Self(Repr::Small(found));
        }
        Self::from_big(big(&self.to_big(), &other.to_big()))
    }

    fn to_big(&self) -> Cow<'_, BigRational> {
        match &self.0 {
            Repr::Small(fraction) => Cow::Owned(BigRational::new_raw(
                fraction.numer().into(),
                fraction.denom().into(),
            )),
            Repr::Big(big) => Cow::Borrowed(big),
        }
    }

    /// A reduced number of any size, in the one form that it may have: small where it fits.
    fn from_big(big: BigRational) -> Self {
        let small = match (big.numer().to_i128(), big.denom().to_i128()) {
            (Some(numer), Some(denom)) => Fraction::from_reduced(numer, denom),
            _ => None,
        };
        Self(small.map_or_else(|| Repr::Big(Box::new(big)), Repr::Small))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let small = match (&self.0, &other.0) {
            (Repr::Small(a), Repr::Small(b)) => a.checked_cmp(*b),
            _ => None,
        };
        small.unwrap_or_else(|| self.to_big().cmp(&other.to_big()))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn make_big_pow10(power: u32) -> BigInt {
    BigInt::from(10).pow(power)
}
