//! What holds for every number: it is what a rational of any size would be.

use std::collections::HashSet;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::prelude::{Just, Strategy, any};
use proptest::{prop_assert, prop_assert_eq, prop_oneof, proptest};
use rust_decimal::Decimal;

use super::{Number, Repr};
use crate::language::{Reading, format_decimal, read_count, read_decimal, round_half_up};

fn n(text: &str) -> Number {
    let parts = text.split_once('/').unwrap_or((text, "1"));
    let [a, b] =
        [parts.0, parts.1].map(|it| Number::from(Decimal::from_str_exact(it).unwrap()));
    a.div(&b).unwrap()
}

fn whole(value: i128) -> Number {
    Number::from(value)
}

#[test]
fn a_rate_is_rounded_once_when_it_is_shown() {
    let rate = whole(63).div(&whole(1545)).unwrap();
    assert_eq!(rate, n("21/515"));
    assert_eq!((&rate * Number::HUNDRED).text(2), "4,08");
    assert_eq!(rate.times_pow10(2).text(2), "4,08");
    assert_eq!(rate.times_pow10(2).decimal(2), Some(Decimal::new(408, 2)));
}

#[test]
fn what_thirds_would_tip_stays_a_half() {
    let half = n("0.005").div(&whole(3)).unwrap() * whole(3);
    assert_eq!(half, n("0.005"));
    assert_eq!((half.text(2), (-&half).text(2)), ("0,01".to_owned(), "-0,01".to_owned()));
    let nearly = half.checked_sub(&whole(1).times_pow10(-60));
    assert_eq!(
        (nearly.text(2), nearly.neg().text(2)),
        ("0,00".to_owned(), "0,00".to_owned())
    );
}

#[test]
fn halves_go_away_from_zero() {
    for (value, places, text) in [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("0.4999", 0, "0"),
        ("-0.4999", 0, "0"),
        ("2.665", 2, "2,67"),
        ("-2.665", 2, "-2,67"),
        ("1/8", 2, "0,13"),
        ("1/3", 2, "0,33"),
        ("2/3", 2, "0,67"),
        ("-999.995", 2, "-1.000,00"),
    ] {
        assert_eq!(n(value).text(places), text, "{value}");
        assert_eq!(n(value).rounded(places).text(places), text, "{value}");
    }
}

#[test]
fn a_half_beyond_i128_goes_away_from_zero_too() {
    let large = whole(10).times_pow10(40);
    for (more, up) in [(n("0.5"), 1), (n("0.49"), 0), (n("1.5"), 2)] {
        let (value, wanted) = (&large + &more, &large + whole(up));
        assert_eq!(value.rounded(0), wanted, "{more}");
        assert_eq!(value.neg().rounded(0), wanted.neg(), "{more}");
        assert_eq!(value.text(0), wanted.text(0), "{more}");
    }
}

#[test]
fn figures_have_dots_and_a_comma_at_any_size() {
    for (value, places, text) in [
        (n("0"), 0, "0"),
        (n("0"), 2, "0,00"),
        (n("999"), 0, "999"),
        (n("1545.5"), 2, "1.545,50"),
        (n("-1545"), 0, "-1.545"),
        (n("0.05"), 3, "0,050"),
        (
            whole(12).times_pow10(40),
            1,
            "120.000.000.000.000.000.000.000.000.000.000.000.000.000,0",
        ),
        (whole(i128::MIN), 0, "-170.141.183.460.469.231.731.687.303.715.884.105.728"),
    ] {
        assert_eq!(value.text(places), text);
    }
    assert_eq!(n("1/3").text(60), format!("0,{}", "3".repeat(60)));
}

#[test]
fn an_exact_figure_has_just_the_places_it_needs() {
    for (value, text, developer) in [
        ("12.50", Some("12,5"), "12.5"),
        ("1545", Some("1.545"), "1545"),
        ("-1545.0", Some("-1.545"), "-1545"),
        ("227/10000", Some("0,0227"), "0.0227"),
        ("-1/8", Some("-0,125"), "-0.125"),
        ("3/7", None, "3/7"),
        ("-10/6", None, "-5/3"),
    ] {
        assert_eq!(n(value).exact_text().as_deref(), text, "{value}");
        assert_eq!(n(value).to_string(), developer);
    }
    let least = whole(1).times_pow10(-28);
    assert_eq!(least.exact_text(), Some(format!("0,{}1", "0".repeat(27))));
    assert_eq!(least.times_pow10(-1).exact_text(), None);
    assert_eq!(format!("{:>5}|{:?}", n("2.5"), n("2.5")), "  2.5|2.5");
}

#[test]
fn a_decimal_has_exactly_the_places_asked_for() {
    let zero = whole(0).decimal(2).unwrap();
    assert_eq!((zero.scale(), zero.is_sign_negative()), (2, false));
    assert_eq!(
        n("2/3").decimal(28).unwrap().to_string(),
        format!("0.{}7", "6".repeat(27))
    );
    assert_eq!(n("2/3").decimal(29), None);
    assert_eq!(Number::from(Decimal::MAX).decimal(0), Some(Decimal::MAX));
    assert_eq!(Number::from(Decimal::MIN).decimal(1), None);
    let close = n("1/3").times_pow10(-40).checked_add(&whole(5));
    assert_eq!(close.decimal(3), Some(Decimal::new(5000, 3)));
}

#[test]
fn what_fits_again_is_held_small_again() {
    let most = whole(i128::MAX);
    let over = &most + Number::ONE;
    assert!(matches!(over.0, Repr::Big(_)) && matches!(most.0, Repr::Small(_)));
    assert_eq!(&over - Number::ONE, most);
    assert_eq!(over.to_i128(), None);
    let least = -&over;
    assert_eq!(least, whole(i128::MIN));
    assert_eq!(least.to_i128(), Some(i128::MIN));
    assert_eq!(least.abs(), over);
    assert!(least < -most && least.is_negative() && least.is_whole());
    let square = &over * &over;
    assert_eq!(square.div(&over).unwrap(), over);
    assert_eq!(square.div(&square), Some(Number::ONE));
    assert_eq!(over.div(&Number::ZERO), None);
    assert_eq!(Number::ONE.div(&Number::ZERO), None);
    assert_eq!(Number::ZERO.div(&over), Some(Number::ZERO));
}

#[test]
fn an_empty_sum_is_zero() {
    assert_eq!(std::iter::empty::<Number>().sum::<Number>(), Number::ZERO);
    let thirds = [n("1/3"), n("1/3"), n("1/3"), n("0.5"), whole(-2)];
    assert_eq!(thirds.iter().sum::<Number>(), n("-1/2"));
}

/// Small counts, amounts, decimals, and what stands at the edge of `i128`.
fn numbers() -> impl Strategy<Value = Number> {
    prop_oneof![
        4 => (-20_i64..20).prop_map(Number::from),
        4 => any::<i64>().prop_map(Number::from),
        4 => (any::<i64>(), 0_u32..12).prop_map(|(n, scale)| Decimal::new(n, scale).into()),
        2 => any::<i128>().prop_map(Number::from),
        1 => Just(whole(i128::MAX)),
        1 => Just(whole(i128::MIN)),
        4 => (-1000_i64..1000, 1_i64..2000).prop_map(|(a, b)| ratio(a.into(), b.into())),
        2 => (any::<i128>(), 1..i128::MAX).prop_map(|(a, b)| ratio(a, b)),
    ]
}

fn ratio(a: i128, b: i128) -> Number {
    whole(a).div(&whole(b)).unwrap()
}

/// A formula: a number, or two formulas and an operator.
#[derive(Debug, Clone)]
enum Formula {
    Of(Number),
    Pair(char, Box<[Formula; 2]>),
}

fn formulas() -> impl Strategy<Value = Formula> {
    let operators = prop_oneof![Just('+'), Just('-'), Just('*'), Just('/')];
    numbers().prop_map(Formula::Of).prop_recursive(4, 24, 2, move |inner| {
        (operators.clone(), inner.clone(), inner)
            .prop_map(|(by, a, b)| Formula::Pair(by, Box::new([a, b])))
    })
}

fn any_size(number: &Number) -> BigRational {
    number.to_big().into_owned()
}

/// What a formula gives in `Number` and in `BigRational`. Divisions by zero give zero.
fn both(formula: &Formula) -> (Number, BigRational) {
    let Formula::Pair(by, sides) = formula else {
        let Formula::Of(number) = formula else { unreachable!() };
        return (number.clone(), any_size(number));
    };
    let ((a, big_a), (b, big_b)) = (both(&sides[0]), both(&sides[1]));
    match by {
        '+' => (a + b, big_a + big_b),
        '-' => (a - b, big_a - big_b),
        '*' => (a * b, big_a * big_b),
        _ if big_b.is_zero() => {
            assert_eq!(a.div(&b), None);
            (Number::ZERO, BigRational::zero())
        }
        _ => (a.div(&b).unwrap(), big_a / big_b),
    }
}

/// Half-up with floors only: ⌊|x|·10^p + 1/2⌋.
fn rounded(value: &BigRational, places: u32) -> BigRational {
    let unit = BigRational::from_integer(BigInt::from(10).pow(places));
    let half = BigRational::new(1.into(), 2.into());
    (value.abs() * &unit + half).floor() / unit * value.signum()
}

proptest! {
    #[test]
    fn formulas_give_what_rationals_of_any_size_give(formula in formulas(), places in 0_u32..45) {
        let (number, big) = both(&formula);
        prop_assert_eq!(any_size(&number), big.clone());
        prop_assert_eq!(&number, &Number::from_big(big.clone()), "one form only");
        prop_assert_eq!(any_size(&number.rounded(places)), rounded(&big, places));
        prop_assert_eq!(number.is_negative(), big.is_negative());
        prop_assert_eq!(number.is_zero(), big.is_zero());
        prop_assert_eq!(number.is_whole(), big.is_integer());
        prop_assert_eq!(any_size(&number.neg()), -&big);
        prop_assert_eq!(any_size(&number.abs()), big.abs());
    }

    #[test]
    fn equal_numbers_have_one_form(a in numbers(), b in numbers(), c in numbers()) {
        let ways = HashSet::from([&a + &b - &c, &b - (&c - &a), -(&c - &a - &b)]);
        prop_assert_eq!(ways.len(), 1);
        if !c.is_zero() {
            prop_assert_eq!((&a * &c).div(&c), Some(a.clone()));
            prop_assert_eq!(a.div(&c).unwrap() * c, a);
        }
    }

    #[test]
    fn the_order_is_that_of_rationals(a in formulas(), b in formulas()) {
        let ((a, big_a), (b, big_b)) = (both(&a), both(&b));
        prop_assert_eq!(a.cmp(&b), big_a.cmp(&big_b));
        prop_assert_eq!(a.cmp(&b), (&a - &b).cmp(&Number::ZERO));
        prop_assert_eq!(a == b, big_a == big_b);
    }

    #[test]
    fn a_sum_is_the_same_in_any_order(
        (there, back) in proptest::collection::vec(numbers(), 0..20)
            .prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
    ) {
        let one_by_one = there.iter().fold(Number::ZERO, |sum, number| sum + number);
        prop_assert_eq!(there.iter().sum::<Number>(), one_by_one.clone());
        prop_assert_eq!(back.into_iter().sum::<Number>(), one_by_one);
    }

    #[test]
    fn a_text_reads_back_as_the_rounded_number(
        a in any::<i32>(), b in 1..=i32::MAX, places in 0_u32..12,
    ) {
        let number = ratio(a.into(), b.into());
        let text = number.text(places);
        let read = if places == 0 { read_count(&text) } else { read_decimal(&text) };
        let Reading::Exact(value) = read else { panic!("{text}") };
        prop_assert_eq!(Number::from(&value), number.rounded(places));
        prop_assert_eq!(Some(value), number.decimal(places));
        prop_assert_eq!(value.scale(), places);
        prop_assert!(!value.is_zero() || !text.starts_with('-'));
    }

    #[test]
    fn a_decimal_is_shown_as_the_language_shows_it(
        low in any::<u32>(), mid in any::<u32>(), high in any::<u32>(),
        negative in any::<bool>(), scale in 0_u32..=28, places in 0_u32..=28,
    ) {
        let value = Decimal::from_parts(low, mid, high, negative, scale);
        let number = Number::from(value);
        prop_assert_eq!(number.text(places), format_decimal(&value, places));
        prop_assert_eq!(number.rounded(places), round_half_up(&value, places).into());
        prop_assert_eq!(number.exact_text(), Some(format_decimal(&value, value.normalize().scale())));
        prop_assert_eq!(number.decimal(scale), Some(value));
    }

    #[test]
    fn powers_of_ten_come_and_go(number in numbers(), power in -60_i32..60) {
        let moved = number.times_pow10(power);
        prop_assert_eq!(moved.times_pow10(-power), number.clone());
        prop_assert_eq!(moved.is_negative(), number.is_negative());
    }
}
