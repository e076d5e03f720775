//! `Fraction`, a reduced fraction of two `i128`. What does not fit is `None`: `Number`
//! then goes on with numbers of any size.

use std::cmp::Ordering;

/// A reduced fraction. The denominator is above zero, and neither part is `i128::MIN`, so
/// that a sign can always be turned.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Fraction {
    numer: i128,
    denom: i128,
}

impl Fraction {
    pub(super) const ZERO: Self = Self { numer: 0, denom: 1 };
    pub(super) const ONE: Self = Self { numer: 1, denom: 1 };
    pub(super) const HUNDRED: Self = Self { numer: 100, denom: 1 };

    /// The fraction of parts without a common divisor, `denom` above zero.
    pub(super) fn from_reduced(numer: i128, denom: i128) -> Option<Self> {
        debug_assert!(denom > 0 && find_gcd(numer, denom) == 1, "{numer}/{denom}");
        (numer != i128::MIN).then_some(Self { numer, denom })
    }

    /// `numer` by `denom`, reduced. `denom` is above zero, neither is `i128::MIN`.
    pub(super) fn reduced(numer: i128, denom: i128) -> Self {
        debug_assert!(denom > 0 && numer != i128::MIN, "{numer}/{denom}");
        let common = find_gcd(numer, denom);
        Self { numer: reduce_by(numer, common), denom: reduce_by(denom, common) }
    }

    pub(super) fn numer(self) -> i128 {
        self.numer
    }

    pub(super) fn denom(self) -> i128 {
        self.denom
    }

    pub(super) fn checked_add(self, other: Self) -> Option<Self> {
        let (a, b, c, d) = (self.numer, self.denom, other.numer, other.denom);
        if b == 1 && d == 1 {
            return Self::from_reduced(a.checked_add(c)?, 1);
        }
        // Knuth 4.5.1: what the sum can share with the product of the denominators is in
        // what they share with each other.
        let common = find_gcd(b, d);
        let (b, d) = (b / common, d / common);
        let sum = a.checked_mul(d)?.checked_add(c.checked_mul(b)?)?;
        let shared = find_gcd(sum, common);
        let denom = b.checked_mul(d)?.checked_mul(common / shared)?;
        Self::from_reduced(sum / shared, denom)
    }

    pub(super) fn checked_mul(self, other: Self) -> Option<Self> {
        let (a, b, c, d) = (self.numer, self.denom, other.numer, other.denom);
        let (across, back) = (find_gcd(a, d), find_gcd(c, b));
        let numer = reduce_by(a, across).checked_mul(reduce_by(c, back))?;
        let denom = reduce_by(b, back).checked_mul(reduce_by(d, across))?;
        Self::from_reduced(numer, denom)
    }

    /// One divided by the fraction. `None` for zero.
    pub(super) fn reciprocal(self) -> Option<Self> {
        let numer = self.denom * self.numer.signum();
        (numer != 0).then(|| Self { numer, denom: self.numer.abs() })
    }

    pub(super) fn neg(self) -> Self {
        Self { numer: -self.numer, ..self }
    }

    /// Which is larger. `None` where the comparison overflows.
    pub(super) fn checked_cmp(self, other: Self) -> Option<Ordering> {
        if self.denom == other.denom {
            return Some(self.numer.cmp(&other.numer));
        }
        let left = self.numer.checked_mul(other.denom)?;
        Some(left.cmp(&other.numer.checked_mul(self.denom)?))
    }

    /// 10^`places` times the fraction, rounded half-up to a whole number.
    pub(super) fn scaled(self, places: u32) -> Option<i128> {
        let scaled = self.numer.checked_mul(10_i128.checked_pow(places)?)?;
        if self.denom == 1 {
            return Some(scaled);
        }
        let (whole, rest) = (scaled / self.denom, (scaled % self.denom).abs());
        let up = rest >= self.denom - rest;
        Some(if up { whole + scaled.signum() } else { whole })
    }
}

/// `n` by a divisor of it. Long division is slow, and most fractions are reduced.
fn reduce_by(n: i128, divisor: i128) -> i128 {
    if divisor == 1 { n } else { n / divisor }
}

/// The greatest common divisor, above zero. Not both are zero.
fn find_gcd(a: i128, b: i128) -> i128 {
    if a == 1 || b == 1 {
        return 1;
    }
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
            return find_gcd_of_words(a, b).into();
        }
        (a, b) = (b, a % b);
    }
    i128::try_from(a).expect("a divisor of an i128 above its least value fits one")
}

/// As [`find_gcd`], of numbers that one division instruction takes.
fn find_gcd_of_words(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
