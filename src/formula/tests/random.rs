//! Random formulas: written and read back, computed in another way, and any text at all.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::sample::select;
use proptest::{prop_assert, prop_assert_eq, prop_oneof, proptest};
use rust_decimal::Decimal;

use super::tree;
use super::values::Columns;
use crate::formula::{
    Expression, ExpressionTree, Value, evaluate, parse_condition, parse_formula,
};
use crate::quantity::Number;
use crate::source::Span;
use crate::yaml::{ScalarPlaces, ScalarStyle};

/// A formula fully bracketed, and the tree it is.
type Written = (String, String);

fn figure() -> impl Strategy<Value = Written> {
    (0_u32..5_000, 0_usize..3, any::<bool>()).prop_map(|(n, places, percent)| {
        let unit = 10_i64.pow(u32::try_from(places).unwrap());
        let part = format!(",{:0places$}", i64::from(n) % unit);
        let part = if places == 0 { "" } else { &part };
        let sign = if percent { "%" } else { "" };
        let scale = u32::try_from(places).unwrap() + if percent { 2 } else { 0 };
        let value = Decimal::new(n.into(), scale).normalize();
        (format!("{}{part}{sign}", i64::from(n) / unit), value.to_string())
    })
}

fn value() -> impl Strategy<Value = Written> {
    let names = ["a", "ty_le", "chi_tieu.x.dau", "dan_so[thon].ho", "b[\"Mai Hà\"].c"];
    let name = select(names.to_vec()).prop_map(|name| (name.to_owned(), name.to_owned()));
    let leaf = prop_oneof![figure(), name];
    leaf.prop_recursive(5, 40, 3, |inner| {
        let two = (inner.clone(), select(vec!["+", "-", "*", "/"]), inner.clone());
        let side = || inner.clone();
        prop_oneof![
            4 => two.prop_map(|(l, op, r)| (
                format!("({} {op} {})", l.0, r.0),
                format!("({op} {} {})", l.1, r.1),
            )),
            1 => side().prop_map(|x| (format!("(-{})", x.0), format!("(neg {})", x.1))),
            1 => (side(), 0..9).prop_map(|(x, n)| (
                format!("lam_tron({}, {n})", x.0),
                format!("(lam_tron {} {n})", x.1),
            )),
            1 => select(vec!["tong", "tb", "lon_nhat", "nho_nhat", "dem"])
                .prop_map(|f| (format!("{f}(x.y)"), format!("({f} x.y)"))),
            1 => (truth(side()), side(), side()).prop_map(|(c, x, y)| (
                format!("neu({}; {}; {})", c.0, x.0, y.0),
                format!("(neu {} {} {})", c.1, x.1, y.1),
            )),
        ]
    })
}

fn truth(side: impl Strategy<Value = Written> + Clone) -> impl Strategy<Value = Written> {
    let signs = select(vec!["=", "<>", "<", "<=", ">", ">="]);
    let leaf = (side.clone(), signs, side).prop_map(|(l, op, r)| {
        (format!("({} {op} {})", l.0, r.0), format!("({op} {} {})", l.1, r.1))
    });
    (leaf.clone(), select(vec!["", "va", "hoac", "khong"]), leaf).prop_map(
        |(l, op, r)| match op {
            "" => l,
            "khong" => (format!("(khong {})", l.0), format!("(khong {})", l.1)),
            _ => (format!("({} {op} {})", l.0, r.0), format!("({op} {} {})", l.1, r.1)),
        },
    )
}

/// Arithmetic without brackets but where it wants some, so that precedence matters.
fn arithmetic() -> impl Strategy<Value = String> {
    let grouped = (1_u32..1_000, 0_u32..1_000, 0_u32..1_000)
        .prop_map(|(a, b, c)| format!("{a}.{b:03}.{c:03}"));
    let leaf = prop_oneof![
        4 => figure().prop_map(|written| written.0),
        1 => grouped,
        4 => select(vec!["a", "b", "c"]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(5, 60, 2, |inner| {
        let signs = select(vec![" + ", "+", " - ", "-", " * ", "*", " / "]);
        prop_oneof![
            5 => (inner.clone(), signs, inner.clone())
                .prop_map(|(left, sign, right)| format!("{left}{sign}{right}")),
            1 => inner.clone().prop_map(|part| format!("-{part}")),
            2 => inner.prop_map(|part| format!("({part})")),
        ]
    })
}

/// The other evaluator: signs wait on a stack until a weaker one comes. It knows nothing
/// of trees and holds every number as a fraction of big whole numbers. `None` where
/// something is divided by zero.
fn by_stacks(text: &str, columns: &[i64; 3]) -> Option<BigRational> {
    let (mut numbers, mut signs) = (Vec::new(), Vec::new());
    let mut rest = text.trim_start();
    let mut wants_number = true;
    while let Some(c) = rest.chars().next() {
        let mut length = 1;
        match c {
            '0'..='9' => {
                let end = rest.find(|c: char| !c.is_ascii_digit() && !",.%".contains(c));
                length = end.unwrap_or(rest.len());
                numbers.push(fraction(&rest[..length]));
            }
            'a'..='c' => {
                let column = columns[c as usize - 'a' as usize];
                numbers.push(BigRational::from_integer(column.into()));
            }
            '(' => signs.push(c),
            ')' => {
                while let Some(sign) = signs.pop().filter(|sign| *sign != '(') {
                    apply(sign, &mut numbers)?;
                }
            }
            _ => {
                let sign = if wants_number { '~' } else { c };
                while sign != '~'
                    && let Some(top) =
                        signs.pop_if(|top| strength(*top) >= strength(sign))
                {
                    apply(top, &mut numbers)?;
                }
                signs.push(sign);
            }
        }
        wants_number = !(c.is_alphanumeric() || c == ')');
        rest = rest[length..].trim_start();
    }
    while let Some(sign) = signs.pop() {
        apply(sign, &mut numbers)?;
    }
    numbers.pop()
}

fn strength(sign: char) -> u8 {
    match sign {
        '~' => 3,
        '*' | '/' => 2,
        '+' | '-' => 1,
        _ => 0,
    }
}

fn apply(sign: char, numbers: &mut Vec<BigRational>) -> Option<()> {
    let right = numbers.pop()?;
    if sign == '~' {
        numbers.push(-right);
        return Some(());
    }
    let left = numbers.pop()?;
    numbers.push(match sign {
        '+' => left + right,
        '-' => left - right,
        '*' => left * right,
        _ if right.is_zero() => return None,
        _ => left / right,
    });
    Some(())
}

fn fraction(text: &str) -> BigRational {
    let plain = text.replace('.', "");
    let (figure, mut denominator) = match plain.strip_suffix('%') {
        Some(figure) => (figure, BigInt::from(100)),
        None => (plain.as_str(), BigInt::from(1)),
    };
    let (whole, part) = figure.split_once(',').unwrap_or((figure, ""));
    denominator *= BigInt::from(10).pow(u32::try_from(part.len()).unwrap());
    BigRational::new(format!("{whole}{part}").parse().unwrap(), denominator)
}

/// The number as a fraction, from how a developer sees it: `-0.5`, `1/3`.
fn held(number: &Number) -> BigRational {
    let text = format!("{number:?}");
    match text.split_once('/') {
        Some((top, bottom)) => {
            BigRational::new(top.parse().unwrap(), bottom.parse().unwrap())
        }
        None => fraction(&text.replace('.', ",")),
    }
}

#[test]
fn the_other_evaluator_is_right_where_the_answer_is_known() {
    for (text, wanted) in [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * -3", "-9"),
        ("10 - 2 - 3", "5"),
        ("1 / 3 + 5%", "23/60"),
        ("-a * b - -c", "-5"),
        ("1.250.000 + 0,5", "2500001/2"),
    ] {
        assert_eq!(by_stacks(text, &[2, 3, 1]).unwrap().to_string(), wanted, "{text}");
    }
    assert_eq!(by_stacks("1 / (a - a)", &[2, 3, 1]), None);
}

/// Pieces that stand in formulas, right or wrong.
const PIECES: &[&str] = &[
    "a",
    "dau",
    "(",
    ")",
    "[",
    "]",
    ".",
    ",",
    ", ",
    ";",
    "+",
    "-",
    "*",
    "/",
    "=",
    "<",
    ">",
    "<=",
    "≤",
    "va",
    " va ",
    " khong ",
    "hoặc",
    "tong(",
    "neu(",
    "lam_tron(",
    "SUM(",
    "1",
    "1.250",
    "2,5",
    "%",
    "\"",
    "“",
    "”",
    "'",
    "$",
    "B7",
    "$B$7",
    "A1:A9",
    ":",
    "^",
    "&",
    "|",
    "{{",
    "}}",
    "!",
    "#",
    "@",
    " ",
    "\n",
    "ệ",
    "e\u{323}\u{302}",
    "31/12/2023",
    "5%",
    "…",
];

/// More pieces that texts have, or that templates have and texts do not.
const OF_TEXTS: &[&str] = &[
    "| so_le(1)",
    " | bang_chu",
    "| theo(\"triệu đồng\")",
    "| day_du",
    "| upper",
    "muc(",
    "muc(\"a\")",
    "phu_luc('b')",
    "vb(\"c\")",
    "co_quan.ten",
    "nam",
    " if ",
    " else ",
    " and ",
    " not ",
    " in ",
    "~",
    "==",
    "%}",
    "{% if %}",
    "{\"a\": 1}",
    "[1, 2]",
    ".upper()",
    ",",
    ")",
];

proptest! {
    #[test]
    fn a_written_tree_reads_back((text, wanted) in value()) {
        match parse_formula(&text) {
            Ok(read) => prop_assert_eq!(tree(&read), wanted),
            // A divisor that is plainly zero is reported when read.
            Err(errors) => prop_assert!(
                errors.iter().all(|error| error.message.contains("chia được cho 0")),
                "{}: {:?}", text, errors
            ),
        }
    }

    #[test]
    fn a_written_condition_reads_back((text, wanted) in truth(figure().boxed())) {
        prop_assert_eq!(parse_condition(&text).map(|read| tree(&read)), Ok(wanted));
    }

    #[test]
    fn values_agree_with_an_independent_evaluator(
        text in arithmetic(),
        columns in [-20_i64..20, -2_000_000..2_000_000, 0..3],
    ) {
        let wanted = by_stacks(&text, &columns);
        let got = parse_formula(&text).ok().and_then(|read| evaluate(&read, &Columns(columns)).ok());
        let got = got.map(|value| match value {
            Value::Number(number) => number,
            other => panic!("{text}: {other}"),
        });
        prop_assert_eq!(got.map(|number| held(&number)), wanted, "{}", text);
    }

    #[test]
    fn any_text_is_read_or_told(
        text in prop_oneof![
            any::<String>(),
            vec(select(PIECES.to_vec()), 0..25).prop_map(|pieces| pieces.concat()),
        ],
    ) {
        for read in [parse_formula(&text), parse_condition(&text)] {
            match read {
                Ok(expr) => prop_assert!(text.get(expr.range).is_some()),
                Err(errors) => {
                    prop_assert!(!errors.is_empty());
                    for error in errors {
                        prop_assert!(text.get(error.range).is_some());
                        prop_assert!(!error.message.is_empty() && !error.message.contains("viết chưa đúng"),"{}", text);
                    }
                }
            }
        }
    }

    #[test]
    fn any_text_between_braces_is_a_tree_or_faults_within_it(
        text in prop_oneof![
            any::<String>(),
            vec(select([PIECES, OF_TEXTS].concat()), 0..25).prop_map(|pieces| pieces.concat()),
            vec(select(OF_TEXTS.to_vec()), 0..9).prop_map(|pieces| pieces.concat()),
        ],
    ) {
        let places = ScalarPlaces::new(&text, ScalarStyle::Plain, &text, Span::new(0, text.len()));
        let read = Expression::read(&text, places);
        prop_assert_eq!(read.tree().is_some(), read.errors().is_empty());
        for error in read.errors() {
            prop_assert!(text.get(error.range.clone()).is_some(), "{:?} in {}", error, text);
            let message = &error.message;
            prop_assert!(
                !message.is_empty() && !message.contains("viết chưa đúng"),
                "{} in {}", message, text
            );
        }
        let parts = match read.tree() {
            Some(ExpressionTree::Value { value, filters }) => {
                let filters = filters.iter().map(|filter| filter.range.clone());
                filters.chain([value.range.clone()]).collect()
            }
            Some(ExpressionTree::Pointer { pointer, .. }) => {
                vec![pointer.range.clone(), pointer.id_range.clone()]
            }
            None => Vec::new(),
        };
        for range in parts {
            prop_assert!(text.get(range).is_some_and(|part| !part.is_empty()), "{}", text);
        }
    }
}
