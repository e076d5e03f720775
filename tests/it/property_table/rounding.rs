//! Cells as they print: read back they are the value, rounded; and their sums.

use std::fmt::Write as _;

use kehoach::form::{ColumnId, RowId};
use kehoach::indicator::{ComputedTable, RowPlace};
use num_rational::BigRational;
use proptest::prelude::{Strategy, any};
use proptest::{collection, prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::{FIRST, cases, cell, computed, shown, ten_to, typed_rows, whole};

/// How a column of figures is typed, the unit of its table, and how many of what is
/// shown make one of its value.
#[derive(Debug, Clone)]
struct Kind {
    yaml: String,
    unit: &'static str,
    scale: i64,
    places: Option<usize>,
}

fn kind() -> impl Strategy<Value = Kind> {
    let of = |yaml: &str, unit, places| Kind {
        yaml: yaml.to_owned(),
        unit,
        scale: 1,
        places: Some(places),
    };
    let money = [
        ("đồng", 1, Some(0)),
        ("nghìn đồng", 1_000, None),
        ("triệu đồng", 1_000_000, None),
        ("tỷ đồng", 1_000_000_000, None),
    ];
    prop_oneof![
        (1..5_usize).prop_map(move |p| of(&format!("{{ thap_phan: {p} }}"), "hộ", p)),
        (0..5_usize).prop_map(move |p| of(&format!("{{ phan_tram: {p} }}"), "hộ", p)),
        (0..4_usize).prop_map(move |at| {
            let (unit, scale, places) = money[at];
            Kind { yaml: "tien".to_owned(), unit, scale, places }
        }),
    ]
}

/// A table with a column `x` of this kind and formula over `a` and `b`.
fn table(kind: &Kind, rows: &[(i64, i64)], formula: &str, more: &str) -> String {
    let least = if kind.yaml == "tien" { 0 } else { i64::MIN };
    let row = |(at, (a, b)): (usize, &(i64, i64))| {
        let names = [format!("Thôn {at}"), format!("Huyện {}", at % 3)];
        let figures = [a.max(&least).to_string(), b.to_string()];
        names.into_iter().chain(figures).collect::<Vec<_>>()
    };
    let rows: Vec<_> = rows.iter().enumerate().map(row).collect();
    let mut yaml = format!("  thu:\n    don_vi_tinh: {}\n{more}    cot:\n", kind.unit);
    yaml.push_str(
        "      - { ma: ten, nhan: Thôn }\n      - { ma: huyen, nhan: Huyện }\n",
    );
    let kind = &kind.yaml;
    // Money is made of money: of bare figures a table in another unit than đồng asks.
    let source = if kind == "tien" { "tien" } else { "so" };
    let _ = writeln!(yaml, "      - {{ ma: a, nhan: A, kieu: {source} }}");
    yaml.push_str("      - { ma: b, nhan: B, kieu: so }\n");
    let _ = writeln!(
        yaml,
        "      - {{ ma: x, nhan: X, kieu: {kind}, cong_thuc: {formula} }}"
    );
    yaml + &typed_rows(&rows)
}

/// Rounded half-up: a half goes away from nought.
fn rounded(value: &BigRational, places: usize) -> BigRational {
    let scale = BigRational::from_integer(ten_to(places));
    let half = BigRational::new(1.into(), 2.into());
    let scaled = value * &scale;
    let up = |n: BigRational| (n + &half).floor() / &scale;
    if scaled < whole(0) { -up(-scaled) } else { up(scaled) }
}

fn data() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let over = prop_oneof![-999..10_000_i64, 0..10_000_000_000_i64];
    collection::vec((over, 1..1_000_i64), 1..12)
}

/// What a cell shows, in the unit of its value: a percent is a ratio.
fn read(text: &str, kind: &Kind) -> (BigRational, usize) {
    let (value, places) = shown(text.trim_end_matches('%'));
    let by = if text.ends_with('%') {
        BigRational::new(1.into(), 100.into())
    } else {
        whole(1)
    };
    (value * by * whole(kind.scale), places)
}

fn text(table: &ComputedTable, place: RowPlace) -> String {
    table.text(place, ColumnId::new(4)).unwrap()
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn a_cell_reads_back_as_its_value_rounded_as_shown(kind in kind(), rows in data()) {
        // Beyond 1.000% a rate without decimals has two readings, and is refused.
        let rates = kind.yaml.contains("phan_tram");
        let small = |(a, b)| (if rates { a % (9 * b) } else { a }, b);
        let rows: Vec<_> = rows.into_iter().map(small).collect();
        let once = computed(&table(&kind, &rows, "a / b, tong: khong", ""), &[None]);
        prop_assert!(once.form.is_empty(), "{:?}", once.form);
        let table = once.figures.table(FIRST);
        let mut texts = Vec::new();
        for row in 0..rows.len() {
            let value = cell(table, super::row(row), 4).unwrap();
            let text = text(table, super::row(row));
            let (read, places) = read(&text, &kind);
            if let Some(wanted) = kind.places {
                prop_assert_eq!(places, wanted, "{}", text);
            }
            let percent = usize::from(text.ends_with('%')) * 2;
            let in_scale = value / whole(kind.scale);
            let wanted = rounded(&in_scale, places + percent) * whole(kind.scale);
            prop_assert_eq!(&read, &wanted, "{}", text);
            texts.push((vec![format!("Thôn {row}"), text], wanted));
        }
        // The program reads its own text as that same number.
        let again = format!(
            "  thu:\n    don_vi_tinh: {}\n    cot: [{{ ma: ten, nhan: Thôn }}, {{ ma: x, nhan: X, kieu: {} }}]\n{}",
            kind.unit, kind.yaml, typed_rows(texts.iter().map(|(row, _)| row)),
        );
        let again = computed(&again, &[None]);
        prop_assert!(again.form.is_empty(), "{:?}", again.form);
        for (row, (texts, wanted)) in texts.iter().enumerate() {
            let (table, place) = (again.figures.table(FIRST), super::row(row));
            prop_assert_eq!(cell(table, place, 1), Some(wanted.clone()));
            // A column of money may need fewer places, of all its cells, once rounded.
            if kind.places.is_some() {
                prop_assert_eq!(table.text(place, ColumnId::new(1)), texts.last().cloned());
            }
        }
    }

    #[test]
    fn spread_parts_add_up_to_the_shown_total_and_none_moves_by_a_unit(
        kind in kind(),
        rows in data(),
        by in 2..100,
        grouped in any::<bool>(),
    ) {
        let mut more = "    lam_tron: phan_bo\n    tong: { nhan: Tổng cộng }\n".to_owned();
        if grouped {
            more.push_str("    nhom: { theo: huyen }\n");
        }
        // Shares make the whole, and so do parts of one size.
        let rows: Vec<_> = rows.into_iter().map(|(a, b)| (a.abs() + 1, b)).collect();
        let rates = kind.yaml.contains("phan_tram");
        let formula = if rates { "a / tong(a)".to_owned() } else { format!("a / {by}") };
        let computed = computed(&table(&kind, &rows, &formula, &more), &[None]);
        prop_assert!(computed.form.is_empty(), "{:?}", computed.form);
        let table = computed.figures.table(FIRST);
        let groups: Vec<_> = (0..table.groups().len()).map(RowPlace::Group).collect();
        let places = |rows: &[RowId]| rows.iter().copied().map(RowPlace::Row).collect::<Vec<_>>();
        let mut levels = vec![(RowPlace::Total, groups)];
        for (index, group) in table.groups().iter().enumerate() {
            levels.push((RowPlace::Group(index), places(&group.rows)));
        }
        if !grouped {
            levels = vec![(RowPlace::Total, places(table.order()))];
        }
        for (whole_place, parts) in levels {
            let mut sum = whole(0);
            for part in parts {
                let text = text(table, part);
                let (read, places) = read(&text, &kind);
                let percent = usize::from(text.ends_with('%')) * 2;
                let unit = whole(kind.scale) / BigRational::from_integer(ten_to(places + percent));
                let exact = cell(table, part, 4).unwrap();
                let moved = if read > exact { &read - exact } else { exact - &read };
                prop_assert!(moved < unit, "{text}");
                sum += read;
            }
            let total = text(table, whole_place);
            prop_assert_eq!(sum, read(&total, &kind).0, "{}", total);
        }
    }
}
