//! What holds of every table: whatever its data, however it is typed.

mod formulas;
mod names;
mod rounding;
mod texts;
mod ways;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use kehoach::diagnostic::Severity;
use kehoach::form::{self, ColumnId, RowId, TableId};
use kehoach::formula::Value;
use kehoach::indicator::{self, Computed, ComputedTable, RowPlace};
use kehoach::quantity::Number;
use kehoach::sheet::Sheet;
use kehoach::source::Source;
use num_rational::BigRational;
use proptest::prelude::{Just, ProptestConfig, Strategy, any};
use proptest::{collection, option, prop_assert, prop_assert_eq, proptest};

use super::driver::form_with;

/// So many cases; what fails is printed, not kept in a file.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A form with these tables under `bang`, computed; the form itself has no error.
#[track_caller]
fn computed(tables: &str, sheets: &[Option<Arc<Sheet>>]) -> Computed {
    let text = form_with(&format!("bang:\n{tables}"));
    let (form, found) = form::read(&Source::new(Path::new("ke-hoach.yaml"), &text));
    let errors: Vec<_> = found.iter().filter(|f| f.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    indicator::compute_figures(&form.unwrap(), &sheets.to_vec().into(), &[])
}

/// The first table of a form.
const FIRST: TableId = TableId::new(0);

/// A row, by its index.
fn row(index: usize) -> RowPlace {
    RowPlace::Row(RowId::new(index))
}

/// The rows of a table as `hang` writes them.
fn typed_rows<'a, R: IntoIterator<Item = &'a String>>(
    rows: impl IntoIterator<Item = R>,
) -> String {
    let mut yaml = "    hang:\n".to_owned();
    for row in rows {
        let cells: Vec<_> = row.into_iter().map(|cell| format!("\"{cell}\"")).collect();
        let _ = writeln!(yaml, "      - [{}]", cells.join(", "));
    }
    yaml
}

/// A number as two big ones, from the digits that it prints for developers.
fn ratio(number: &Number) -> BigRational {
    let text = number.to_string();
    match text.split_once('/') {
        Some((over, under)) => {
            BigRational::new(over.parse().unwrap(), under.parse().unwrap())
        }
        None => decimal(&text),
    }
}

/// The number of `-1234.50`.
fn decimal(text: &str) -> BigRational {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{fraction}").parse().unwrap();
    BigRational::new(digits, ten_to(fraction.len()))
}

/// The number of `-1.234,50`, and its decimal places.
fn shown(text: &str) -> (BigRational, usize) {
    let places = text.split_once(',').map_or(0, |(_, fraction)| fraction.len());
    (decimal(&text.replace('.', "").replace(',', ".")), places)
}

fn ten_to(places: usize) -> num_bigint::BigInt {
    num_bigint::BigInt::from(10).pow(u32::try_from(places).unwrap())
}

/// The whole number or decimal that a count is.
fn whole(n: i64) -> BigRational {
    BigRational::from_integer(n.into())
}

/// The number of a cell; `None` for an open one. An empty one fails.
#[track_caller]
fn cell(table: &ComputedTable, place: RowPlace, column: usize) -> Option<BigRational> {
    match table.value(place, ColumnId::new(column)) {
        Some(Value::Number(number)) => Some(ratio(number)),
        Some(Value::Pending) => None,
        other => panic!("{other:?} at {place:?}, column {column}"),
    }
}

/// A row of counts, some of them open, in one of four districts.
type Counts = (usize, Vec<Option<i64>>);

fn counts() -> impl Strategy<Value = Vec<Counts>> {
    let row = |width| {
        (0..4_usize, collection::vec(option::weighted(0.97, -99..9_999_i64), width))
    };
    (1..5_usize).prop_flat_map(move |width| collection::vec(row(width), 1..30))
}

/// A table of these counts: `c0`, `c1` and so on, each with its share in the first
/// column of the row.
fn table_of(rows: &[Counts], grouped: bool) -> String {
    let mut yaml = "  thu:\n    cot:\n".to_owned();
    yaml.push_str(
        "      - { ma: ten, nhan: Thôn }\n      - { ma: huyen, nhan: Huyện }\n",
    );
    let width = rows[0].1.len();
    for column in 0..width {
        let _ =
            writeln!(yaml, "      - {{ ma: c{column}, nhan: Số {column}, kieu: so }}");
    }
    for column in 0..width {
        let _ = writeln!(
            yaml,
            "      - {{ ma: r{column}, nhan: Tỷ lệ {column}, kieu: phan_tram, cong_thuc: \"neu(c0 = 0, 0, c{column} / c0)\" }}"
        );
    }
    if grouped {
        yaml.push_str("    nhom: { theo: huyen }\n");
    }
    yaml.push_str("    tong: { nhan: Tổng cộng }\n");
    let count = |n: &Option<i64>| n.map_or("chua_co".to_owned(), |n| n.to_string());
    let rows = rows.iter().enumerate().map(|(at, (district, counts))| {
        let names = [format!("Thôn {}", at + 1), format!("Huyện {district}")];
        names.into_iter().chain(counts.iter().map(count)).collect::<Vec<_>>()
    });
    let rows: Vec<_> = rows.collect();
    yaml + &typed_rows(&rows)
}

/// The sum of a column over some rows; `None` where one is open.
fn sum<'a>(
    rows: impl IntoIterator<Item = &'a Counts>,
    column: usize,
) -> Option<BigRational> {
    let counts = rows.into_iter().map(|(_, counts)| counts[column]);
    counts.sum::<Option<i64>>().map(whole)
}

/// The ratio of two sums; nought where the lower one is nought, as the formula says.
fn rate(over: Option<BigRational>, under: Option<BigRational>) -> Option<BigRational> {
    let under = under?;
    if under == whole(0) { Some(under) } else { Some(over? / under) }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_total_is_the_sum_and_that_of_a_rate_the_rate_of_the_sums(
        rows in counts(),
        grouped in any::<bool>(),
    ) {
        let computed = computed(&table_of(&rows, grouped), &[None]);
        prop_assert!(computed.form.is_empty(), "{:?}", computed.form);
        let table = computed.figures.table(FIRST);
        let width = rows[0].1.len();
        let mut parts = vec![Some(whole(0)); width];
        for (index, group) in table.groups().iter().enumerate() {
            let of_group = || rows.iter().filter(|(d, _)| group.name == format!("Huyện {d}"));
            prop_assert_eq!(group.rows.len(), of_group().count());
            for (column, part) in parts.iter_mut().enumerate() {
                let at = RowPlace::Group(index);
                let found = cell(table, at, 2 + column);
                prop_assert_eq!(&found, &sum(of_group(), column));
                *part = part.take().zip(found).map(|(a, b)| a + b);
                let rate = rate(sum(of_group(), column), sum(of_group(), 0));
                prop_assert_eq!(cell(table, at, 2 + width + column), rate);
            }
        }
        for (column, part) in parts.iter().enumerate() {
            let total = cell(table, RowPlace::Total, 2 + column);
            prop_assert_eq!(&total, &sum(&rows, column));
            if grouped {
                prop_assert_eq!(&total, part);
            }
            let rate = rate(sum(&rows, column), sum(&rows, 0));
            prop_assert_eq!(cell(table, RowPlace::Total, 2 + width + column), rate);
        }
    }

    #[test]
    fn rows_in_another_order_give_the_same_totals(
        (rows, turned) in counts()
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        let (one, other) =
            (computed(&table_of(&rows, true), &[None]), computed(&table_of(&turned, true), &[None]));
        let (one, other) = (one.figures.table(FIRST), other.figures.table(FIRST));
        for column in one.columns().ids().skip(2) {
            prop_assert_eq!(
                one.text(RowPlace::Total, column),
                other.text(RowPlace::Total, column)
            );
            for (index, group) in one.groups().iter().enumerate() {
                let there = RowPlace::Group(other.group(&group.name).unwrap());
                let here = RowPlace::Group(index);
                prop_assert_eq!(one.value(here, column), other.value(there, column));
            }
        }
    }

    #[test]
    fn sorting_is_stable_and_in_vietnamese_order(
        // With one vowel, or some would be words of an old font: `oân`.
        words in collection::vec(
            "[bcdđghklmnpqrstvx]{0,1}[aăâeêioôơuưy][cghmnpt]{0,1}",
            1..25,
        ),
        falling in any::<bool>(),
    ) {
        let turn = if falling { "giam" } else { "tang" };
        let rows: Vec<_> = words
            .iter()
            .enumerate()
            .map(|(at, word)| vec![format!("Thôn {at}"), word.clone()])
            .collect();
        let yaml = format!(
            "  thu:\n    sap_xep: {{ theo: chu, chieu: {turn} }}\n    cot: [{{ ma: ten, nhan: Thôn }}, {{ ma: chu, nhan: Chữ, kieu: chu }}]\n{}",
            typed_rows(&rows)
        );
        let computed = computed(&yaml, &[None]);
        let key = |row: &usize| {
            let place = |c| "aăâbcdđeêghiklmnoôơpqrstuưvxy".chars().position(|l| l == c);
            words[*row].chars().map(|c| place(c).unwrap()).collect::<Vec<_>>()
        };
        let mut order: Vec<usize> = (0..words.len()).collect();
        if falling {
            order.sort_by_key(|row| std::cmp::Reverse(key(row)));
        } else {
            order.sort_by_key(key);
        }
        let order: Vec<_> = order.into_iter().map(RowId::new).collect();
        prop_assert_eq!(computed.figures.table(FIRST).order(), order);
    }
}
