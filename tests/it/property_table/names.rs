//! Names of rows in any spelling: look-ups give the figures of the row.

use kehoach::form::ColumnId;
use kehoach::language::{is_same_name, to_name_key};
use proptest::prelude::{Strategy, any};
use proptest::{collection, prop_assert, prop_assert_eq, proptest, sample};

use super::{TableId, Value, cases, computed, row};

/// Names that offices spell in several ways, no two of them one name.
const NAMES: [&str; 8] = [
    "Hoà An",
    "Thuỷ Xuân",
    "Cư M’gar",
    "B’ Lao",
    "Ea H’leo",
    "Khoẻ Mạnh",
    "Phan Rang - Tháp Chàm",
    "Thôn 1A",
];

/// What of a spelling becomes what.
const CHANGES: [[&str; 2]; 9] = [
    ["oà", "òa"],
    ["uỷ", "ủy"],
    ["oẻ", "ỏe"],
    ["’", "'"],
    ["’", "´"],
    ["’ ", "’"],
    [" - ", "–"],
    [" ", "\u{A0}"],
    [" ", "  "],
];

/// Another spelling of a name: any of the changes, in capitals or not.
fn spelling(name: &'static str) -> impl Strategy<Value = String> {
    let changes = collection::vec(any::<bool>(), CHANGES.len());
    (changes, any::<bool>()).prop_map(move |(changed, is_upper)| {
        let changes = CHANGES.iter().zip(changed).filter(|(_, changed)| *changed);
        let changed =
            changes.fold(name.to_owned(), |name, ([old, new], _)| name.replace(old, new));
        if is_upper { changed.to_uppercase() } else { changed }
    })
}

/// For some names, each once: how the three places spell it, and a figure.
fn villages() -> impl Strategy<Value = Vec<([String; 3], i64)>> {
    sample::subsequence(NAMES.to_vec(), 1..=NAMES.len()).prop_flat_map(|names| {
        let village = |name| {
            let spelled = [spelling(name), spelling(name), spelling(name)];
            (spelled, 0..100_000_i64)
        };
        names.into_iter().map(village).collect::<Vec<_>>()
    })
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_row_is_found_whatever_the_spelling_of_its_name(villages in villages()) {
        use std::fmt::Write as _;
        let [mut here, mut there, mut conditions] = [const { String::new() }; 3];
        for ([own, other, asked], figure) in &villages {
            let _ = writeln!(here, "      - [\"{own}\", {figure}]");
            let _ = writeln!(there, "      - [\"{other}\"]");
            conditions = format!("neu(ten = \"{asked}\", so, {})", match &*conditions {
                "" => "0 - 1",
                inner => inner,
            });
        }
        let conditions = conditions.replace('\'', "''");
        let tables = format!(
            "  a:
    cot:
      - {{ ma: ten, nhan: Thôn }}
      - {{ ma: so, nhan: Số hộ, kieu: so }}
      - {{ ma: tim, nhan: Tìm, kieu: so, cong_thuc: '{conditions}' }}
    hang:
{here}  b:
    cot:
      - {{ ma: ten, nhan: Thôn }}
      - {{ ma: doc, nhan: Đọc, kieu: so, cong_thuc: 'a[ten].so' }}
    hang:
{there}"
        );
        let figures = computed(&tables, &[None, None]).figures;
        for (index, ([own, other, asked], figure)) in villages.iter().enumerate() {
            prop_assert!(is_same_name(own, other) && is_same_name(own, asked));
            let expected = Value::Number((*figure).into());
            let of = |table, column| {
                let table = figures.table(TableId::new(table));
                table.value(row(index), ColumnId::new(column)).cloned()
            };
            prop_assert_eq!(of(0, 2), Some(expected.clone()), "{}", asked);
            prop_assert_eq!(of(1, 1), Some(expected), "{}", other);
        }
    }

    #[test]
    fn a_spelling_has_the_key_of_its_name(
        (name, other) in sample::select(&NAMES[..]).prop_flat_map(|name| {
            (proptest::prelude::Just(name), spelling(name))
        }),
    ) {
        prop_assert_eq!(to_name_key(name), to_name_key(&other));
        let same = NAMES.iter().filter(|known| is_same_name(known, &other));
        prop_assert_eq!(same.count(), 1);
    }
}
