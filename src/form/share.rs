//! Shares of an amount as whole đồng.

use std::cmp::Reverse;

use crate::quantity::{Money, Number, Percent};

/// The amounts of shares of `amount`, beside sources that give `given` together.
///
/// Rounded by largest remainder, so that shares of just what is left of the amount add up
/// to it exactly; others add up to what they are shares of, rounded half-up.
#[must_use]
pub fn compute_shares(amount: Money, given: Money, shares: &[Percent]) -> Vec<Money> {
    let amount = Number::from(amount.dong());
    let exact: Vec<_> = shares
        .iter()
        .map(|share| Number::from(&share.0).times_pow10(-2).checked_mul(&amount))
        .collect();
    let sum = exact.iter().fold(Number::ZERO, |sum, part| sum.checked_add(part));
    let left = amount.checked_sub(&Number::from(given.dong()));
    // A part of a đồng is no more than rounding.
    let is_meant = sum.checked_sub(&left).abs() < Number::ONE;
    let target = if is_meant { left } else { sum.rounded(0) };
    distribute_remainders(&exact, &target)
}

/// Parts made whole so that they add up to `target` (the method of largest remainders):
/// each is rounded down, and what is then missing goes, a đồng each, to the parts that
/// lost most. Less than a đồng is lost for each part, so that one round is enough. Of
/// equal remainders the earlier part is rounded up: sorting is stable.
fn distribute_remainders(exact: &[Number], target: &Number) -> Vec<Money> {
    let floors: Vec<_> = exact.iter().map(round_down).collect();
    let mut order: Vec<_> = (0..exact.len()).collect();
    order.sort_by_key(|i| Reverse(exact[*i].checked_sub(&floors[*i])));
    let mut res: Vec<i64> = floors
        .iter()
        .map(|floor| {
            let whole = floor.to_i128().and_then(|floor| i64::try_from(floor).ok());
            whole.expect("a share is not more than an amount")
        })
        .collect();
    let sum: i128 = res.iter().copied().map(i128::from).sum();
    let missing = target.to_i128().map_or(0, |target| target - sum);
    for i in order.into_iter().take(usize::try_from(missing).unwrap_or(0)) {
        res[i] += 1;
    }
    res.into_iter().map(Money::from_dong).collect()
}

/// The largest whole number that is not above this one.
fn round_down(part: &Number) -> Number {
    let rounded = part.rounded(0);
    if rounded > *part { rounded.checked_sub(&Number::ONE) } else { rounded }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    fn dong(whole: i64, given: i64, shares: &[&str]) -> Vec<i128> {
        let shares: Vec<_> = shares.iter().map(|s| Percent::read(s).unwrap()).collect();
        let (whole, given) = (Money::from_dong(whole), Money::from_dong(given));
        compute_shares(whole, given, &shares).into_iter().map(Money::dong).collect()
    }

    #[test]
    fn shares_make_whole_dong_that_add_up() {
        assert_eq!(dong(10_000_000, 0, &["70%", "30%"]), [7_000_000, 3_000_000]);
        assert_eq!(dong(100, 0, &["33,3%", "33,3%", "33,4%"]), [33, 33, 34]);
        assert_eq!(dong(1, 0, &["50%", "50%"]), [1, 0]);
        assert_eq!(dong(10, 0, &["0%", "100%"]), [0, 10]);
    }

    #[test]
    fn a_share_beside_an_amount_takes_what_that_leaves() {
        assert_eq!(dong(10_000_001, 5_000_000, &["50%"]), [5_000_001]);
        assert_eq!(dong(10_000_000, 4_000_000, &["50%"]), [5_000_000]);
    }

    #[test]
    fn shares_that_are_not_the_whole_stay_what_they_are() {
        assert_eq!(dong(1000, 0, &["50%", "40%"]), [500, 400]);
        assert_eq!(dong(1000, 0, &["60%", "50%"]), [600, 500]);
    }

    proptest! {
        #[test]
        fn shares_of_the_whole_always_add_up(
            whole in 0_i64..=1_000_000_000_000_000_000,
            cut in 0_i64..=10_000,
            more in any::<u16>(),
        ) {
            let second = i64::from(more) % (10_001 - cut);
            let parts = [cut, second, 10_000 - cut - second];
            let texts = parts.map(|p| format!("{},{:02}%", p / 100, p % 100));
            let res = dong(whole, 0, &texts.each_ref().map(String::as_str));
            prop_assert_eq!(res.iter().sum::<i128>(), i128::from(whole));
            for (part, got) in parts.into_iter().zip(res) {
                let exact = i128::from(part) * i128::from(whole);
                prop_assert!((got * 10_000 - exact).abs() < 10_000);
            }
        }
    }
}
