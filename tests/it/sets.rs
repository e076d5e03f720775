//! The set of nine districts: its figures are those that the province published.

use std::collections::BTreeMap;
use std::fs;

use super::driver::root;

/// The rows of a CSV under `data`, by the cell of a column.
fn rows(name: &str, key: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let text = fs::read_to_string(root().join("data").join(name)).unwrap();
    let mut lines = text.lines().map(|line| line.split(';').map(str::to_owned));
    let header: Vec<String> = lines.next().unwrap().collect();
    lines
        .map(|cells| {
            let row: BTreeMap<_, _> = header.iter().cloned().zip(cells).collect();
            (row[key].clone(), row)
        })
        .collect()
}

fn sum<'a>(cells: impl Iterator<Item = &'a String>) -> u64 {
    cells.map(|cell| cell.parse::<u64>().unwrap()).sum()
}

#[test]
fn the_nine_districts_have_the_figures_that_the_province_published() {
    let published = rows("thua-thien-hue-2024/chi-tieu.csv", "don_vi");
    let units = rows("bo-thua-thien-hue-2024/don-vi.csv", "don_vi");
    assert_eq!((published.len(), units.len()), (9, 9));
    for ((name, row), (unit, own)) in published.iter().zip(&units) {
        assert_eq!(name, unit);
        for (column, cell) in row {
            assert_eq!(own.get(column), Some(cell), "{name}: {column}");
        }
        assert!(name.to_lowercase().starts_with(own["loai"].as_str()), "{name}");
        let kind = own["loai"].as_str();
        assert_eq!(own["ten"], name.replacen(&capital(kind), kind, 1));
        assert!(name.ends_with(own["dia_danh"].as_str()), "{name}");
    }
    let total = |column: &str| sum(units.iter().map(|(_, row)| &row[column]));
    let (start, fewer) = (total("tong_2023"), total("giam"));
    assert_eq!((start, fewer, start - fewer), (7540, 1595, 5945));
}

#[test]
fn the_rows_of_each_district_make_its_target() {
    let units = rows("bo-thua-thien-hue-2024/don-vi.csv", "ma");
    let own = rows("bo-thua-thien-hue-2024/nhom-ho-tro.csv", "ma_don_vi");
    for (key, unit) in &units {
        let of_unit = own.iter().filter(|(k, _)| k == key).map(|(_, row)| &row["so_ho"]);
        assert_eq!(sum(of_unit).to_string(), unit["giam"], "{key}");
    }
    assert!(own.iter().all(|(key, _)| units.iter().any(|(k, _)| k == key)));
}

fn capital(text: &str) -> String {
    kehoach::language::capitalize_first(text)
}
