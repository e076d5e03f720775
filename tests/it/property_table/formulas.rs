//! Formulas against a second evaluator, which knows nothing of the first: it walks a tree
//! of its own with numbers of its own, and the tree prints itself as the formula.

use std::fmt::Write as _;

use kehoach::form::ColumnId;
use kehoach::formula::Value;
use kehoach::indicator::RowPlace;
use num_rational::BigRational;
use proptest::prelude::{Just, Strategy};
use proptest::{collection, option, prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::{FIRST, cases, computed, ratio, typed_rows, whole};

/// Given columns of either table.
const WIDTH: usize = 3;

#[derive(Debug, Clone)]
enum Tree {
    /// Hundredths of one.
    Plain(i64),
    Percent(i64),
    /// A column of the row.
    Own(usize),
    /// The other table, in the row of this row's name.
    There(usize),
    /// The total of the other table.
    ThereTotal(usize),
    /// A function over a column, of this table or the other.
    Over(&'static str, bool, usize),
    Negate(Box<Tree>),
    Round(Box<Tree>, usize),
    Two(char, Box<[Tree; 2]>),
    If(&'static str, Box<[Tree; 4]>),
}

fn tree() -> impl Strategy<Value = Tree> {
    let functions = ["tong", "tb", "lon_nhat", "nho_nhat", "dem"];
    let leaf = prop_oneof![
        3 => (0..WIDTH).prop_map(Tree::Own),
        2 => (0..100_000_i64).prop_map(Tree::Plain),
        1 => (0..300_i64).prop_map(Tree::Percent),
        1 => (0..WIDTH).prop_map(Tree::There),
        1 => (0..WIDTH).prop_map(Tree::ThereTotal),
        1 => (0..5_usize, proptest::bool::ANY, 0..WIDTH)
            .prop_map(move |(f, there, column)| Tree::Over(functions[f], there, column)),
    ];
    leaf.prop_recursive(4, 24, 4, |part| {
        let signs = prop_oneof![Just('+'), Just('-'), Just('*'), Just('/')];
        let compare = prop_oneof![
            Just("="),
            Just("<>"),
            Just("<"),
            Just("<="),
            Just(">"),
            Just(">=")
        ];
        prop_oneof![
            6 => (signs, part.clone(), part.clone())
                .prop_map(|(sign, a, b)| Tree::Two(sign, Box::new([a, b]))),
            1 => part.clone().prop_map(|a| Tree::Negate(Box::new(a))),
            1 => (part.clone(), 0..4_usize)
                .prop_map(|(a, places)| Tree::Round(Box::new(a), places)),
            1 => (compare, [part.clone(), part.clone(), part.clone(), part])
                .prop_map(|(op, parts)| Tree::If(op, Box::new(parts))),
        ]
    })
}

/// How tightly the sign of a tree binds.
fn bond(tree: &Tree) -> u8 {
    match tree {
        Tree::Two('+' | '-', _) => 1,
        Tree::Two(..) => 2,
        Tree::Negate(_) => 3,
        _ => 4,
    }
}

/// The tree as a formula, with no more brackets than it needs.
fn print(tree: &Tree) -> String {
    let within = |part: &Tree, least: u8| {
        let text = print(part);
        if bond(part) < least { format!("({text})") } else { text }
    };
    match tree {
        Tree::Plain(n) if n % 100 == 0 => (n / 100).to_string(),
        Tree::Plain(n) => format!("{},{:02}", n / 100, n % 100),
        Tree::Percent(n) => format!("{n}%"),
        Tree::Own(column) => format!("c{column}"),
        Tree::There(column) => format!("kia[ten].c{column}"),
        Tree::ThereTotal(column) => format!("kia.tong.c{column}"),
        Tree::Over(function, false, column) => format!("{function}(c{column})"),
        Tree::Over(function, true, column) => format!("{function}(kia.c{column})"),
        Tree::Negate(part) => format!("-{}", within(part, 4)),
        Tree::Round(part, places) => format!("lam_tron({}, {places})", print(part)),
        Tree::Two(sign, parts) => {
            let own = bond(tree);
            let [left, right] = &**parts;
            format!("{} {sign} {}", within(left, own), within(right, own + 1))
        }
        Tree::If(op, parts) => {
            let [a, b, then, other] = parts.each_ref().map(print);
            format!("neu({a} {op} {b}, {then}, {other})")
        }
    }
}

/// Cells by row and column; `None` for an open one. Row `n` of one table has the name of
/// row `n` of the other.
type Cells = Vec<[Option<i64>; WIDTH]>;

/// Where a tree is evaluated: in a row, or over the totals.
struct At<'a> {
    here: &'a Cells,
    there: &'a Cells,
    row: Option<usize>,
}

/// Why there is no value.
#[derive(Debug, PartialEq)]
enum Fault {
    ByZero,
    NoTotal,
}

/// `None` is open.
type Known = Option<BigRational>;

fn column(cells: &Cells, column: usize) -> Vec<Option<i64>> {
    cells.iter().map(|row| row[column]).collect()
}

fn total(cells: &Cells, at: usize) -> Known {
    column(cells, at).into_iter().sum::<Option<i64>>().map(whole)
}

impl At<'_> {
    fn value(&self, tree: &Tree) -> Result<Known, Fault> {
        let over_hundred = |n: i64| Some(BigRational::new(n.into(), 100.into()));
        Ok(match tree {
            Tree::Plain(n) | Tree::Percent(n) => over_hundred(*n),
            Tree::Own(at) => match self.row {
                Some(row) => self.here[row][*at].map(whole),
                None => total(self.here, *at),
            },
            Tree::There(at) => match self.row {
                Some(row) => self.there[row][*at].map(whole),
                None => return Err(Fault::NoTotal),
            },
            Tree::ThereTotal(at) => total(self.there, *at),
            Tree::Over(function, there, at) => {
                let cells = if *there { self.there } else { self.here };
                over(function, &column(cells, *at))
            }
            Tree::Negate(part) => self.value(part)?.map(|n| -n),
            Tree::Round(part, places) => self.value(part)?.map(|n| rounded(&n, *places)),
            Tree::Two(sign, parts) => {
                let [a, b] = &**parts;
                let (a, b) = (self.value(a)?, self.value(b)?);
                if *sign == '/' && b == Some(whole(0)) {
                    return Err(Fault::ByZero);
                }
                a.zip(b).map(|(a, b)| match sign {
                    '+' => a + b,
                    '-' => a - b,
                    '*' => a * b,
                    _ => a / b,
                })
            }
            Tree::If(op, parts) => {
                let [a, b, then, other] = &**parts;
                let (Some(a), Some(b)) = (self.value(a)?, self.value(b)?) else {
                    return Ok(None);
                };
                let holds = match *op {
                    "=" => a == b,
                    "<>" => a != b,
                    "<" => a < b,
                    "<=" => a <= b,
                    ">" => a > b,
                    _ => a >= b,
                };
                return self.value(if holds { then } else { other });
            }
        })
    }
}

fn over(function: &str, cells: &[Option<i64>]) -> Known {
    let count = i64::try_from(cells.len()).unwrap();
    if function == "dem" {
        return Some(whole(count));
    }
    let known = cells.iter().copied().collect::<Option<Vec<_>>>()?;
    Some(match function {
        "tong" => whole(known.iter().sum()),
        "tb" => BigRational::new(known.iter().sum::<i64>().into(), count.into()),
        "lon_nhat" => whole(*known.iter().max()?),
        _ => whole(*known.iter().min()?),
    })
}

fn rounded(n: &BigRational, places: usize) -> BigRational {
    let scale = whole(10_i64.pow(u32::try_from(places).unwrap()));
    let half = BigRational::new(1.into(), 2.into());
    let size =
        (if *n < whole(0) { -n } else { n.clone() } * &scale + half).floor() / scale;
    if *n < whole(0) { -size } else { size }
}

/// Whether it divides by what differs from row to row: its total is then its formula over
/// the totals, else the sum of its rows.
fn divides(tree: &Tree) -> bool {
    fn cells(tree: &Tree) -> bool {
        match tree {
            Tree::Own(_) | Tree::There(_) | Tree::ThereTotal(_) => true,
            _ => parts(tree).iter().any(cells),
        }
    }
    let here = matches!(tree, Tree::Two('/', parts) if cells(&parts[1]));
    here || parts(tree).iter().any(divides)
}

fn parts(tree: &Tree) -> &[Tree] {
    match tree {
        Tree::Negate(part) | Tree::Round(part, _) => std::slice::from_ref(part),
        Tree::Two(_, parts) => &parts[..],
        Tree::If(_, parts) => &parts[..],
        _ => &[],
    }
}

/// Two tables; the second in turned order, the first with the formula.
fn tables(here: &Cells, there: &Cells, formula: &str) -> String {
    let columns = (0..WIDTH).fold(String::new(), |mut yaml, c| {
        let _ = writeln!(yaml, "      - {{ ma: c{c}, nhan: C{c}, kieu: so }}");
        yaml
    });
    let rows = |cells: &Cells| {
        let count = |n: &Option<i64>| n.map_or("chua_co".to_owned(), |n| n.to_string());
        let row = |(at, row): (usize, &[Option<i64>; WIDTH])| {
            let name = format!("Thôn {at}");
            std::iter::once(name).chain(row.iter().map(count)).collect::<Vec<_>>()
        };
        cells.iter().enumerate().map(row).collect::<Vec<_>>()
    };
    let key = "    cot:\n      - { ma: ten, nhan: Thôn }\n";
    let mut turned = rows(there);
    turned.reverse();
    format!(
        "  nay:\n{key}{columns}      - {{ ma: x, nhan: X, kieu: thap_phan, cong_thuc: \"{formula}\" }}\n{}  kia:\n{key}{columns}{}",
        typed_rows(&rows(here)),
        typed_rows(&turned),
    )
}

fn cells() -> impl Strategy<Value = (Cells, Cells)> {
    let cell = || option::weighted(0.97, prop_oneof![-3..4_i64, -999..99_999_i64]);
    let rows = move |n| collection::vec([cell(), cell(), cell()], n);
    (1..6_usize).prop_flat_map(move |n| (rows(n), rows(n)))
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn a_formula_gives_what_a_second_evaluator_gives(
        (here, there) in cells(),
        tree in tree(),
    ) {
        let formula = print(&tree);
        let computed = computed(&tables(&here, &there, &formula), &[None, None]);
        // A division by a written nought is told where the formula is read.
        if let Some(fault) = computed.form.iter().find(|d| d.code.id == "formula-syntax") {
            prop_assert!(formula.contains("/ 0"), "{}: {}", formula, fault.message);
            return Ok(());
        }
        let table = computed.figures.table(FIRST);
        let mut by_zero = false;
        let mut rows = Some(whole(0));
        for row in 0..here.len() {
            let value = At { here: &here, there: &there, row: Some(row) }.value(&tree);
            by_zero |= value == Err(Fault::ByZero);
            let wanted = value.unwrap_or(None);
            rows = rows.zip(wanted.clone()).map(|(a, b)| a + b);
            let found = match table.value(super::row(row), ColumnId::new(1 + WIDTH)) {
                Some(Value::Number(number)) => Some(ratio(number)),
                Some(Value::Pending) => None,
                other => panic!("{other:?}"),
            };
            prop_assert_eq!(found, wanted, "{} in row {}", formula, row);
        }
        let total = match divides(&tree) {
            true => At { here: &here, there: &there, row: None }.value(&tree),
            false => Ok(rows),
        };
        by_zero |= total == Err(Fault::ByZero);
        let found = match table.value(RowPlace::Total, ColumnId::new(1 + WIDTH)) {
            Some(Value::Number(number)) => Ok(Some(ratio(number))),
            Some(Value::Pending) => Ok(None),
            _ => Err(Fault::NoTotal),
        };
        let wanted = if total == Err(Fault::ByZero) { Ok(None) } else { total };
        prop_assert_eq!(found, wanted, "the total of {}", formula);
        let told = computed.form.iter().any(|f| f.code.id == "division-by-zero");
        prop_assert_eq!(told, by_zero, "{}: {:?}", formula, computed.form);
        prop_assert!(computed.form.iter().all(|f| f.code.id == "division-by-zero"));
    }
}
