//! The made-up set of communes has the shape of the register, and its figures add up.

use std::collections::{BTreeMap, BTreeSet};

use super::communes_set::{Cell, Communes, REGISTER, SET, Sheet, files};

/// The cell of a row under a column.
fn text<'a>(sheet: &Sheet, row: &'a [Cell], column: &str) -> &'a str {
    let at = sheet.header.iter().position(|h| *h == column).unwrap();
    match &row[at] {
        Cell::Text(text) => text,
        Cell::Count(_) => panic!("{column} is a count"),
    }
}

fn count(sheet: &Sheet, row: &[Cell], column: &str) -> u64 {
    let at = sheet.header.iter().position(|h| *h == column).unwrap();
    match row[at] {
        Cell::Count(count) => count,
        Cell::Text(_) => panic!("{column} is a text"),
    }
}

#[test]
fn the_set_of_communes_has_the_shape_of_the_register() {
    let units = Communes::new(REGISTER).units;
    let column = |name: &str| -> Vec<String> {
        units.rows.iter().map(|r| text(&units, r, name).to_owned()).collect()
    };
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    column("loai").into_iter().for_each(|kind| *kinds.entry(kind).or_default() += 1);
    assert_eq!(
        kinds.into_iter().collect::<Vec<_>>(),
        [("phường", 687), ("xã", 2621), ("đặc khu", 13)].map(|(k, n)| (k.to_owned(), n))
    );
    let keys: BTreeSet<_> = column("ma").into_iter().collect();
    assert_eq!(keys.len(), REGISTER);
    assert!(keys.iter().all(|k| k.len() == 5 && k.bytes().all(|b| b.is_ascii_digit())));
    let names: BTreeSet<_> = column("ten").into_iter().collect();
    assert!(names.len() < REGISTER * 2 / 3, "{} names", names.len());
    let provinces: BTreeSet<_> = column("tinh").into_iter().collect();
    assert_eq!(provinces.len(), 34);
    let in_province: BTreeSet<_> =
        column("tinh").into_iter().zip(column("ten")).collect();
    assert_eq!(in_province.len(), REGISTER, "no two of a province share a name");
}

#[test]
fn the_villages_of_a_commune_add_up_to_its_row() {
    let communes = Communes::new(200);
    let (units, villages) = (&communes.units, &communes.villages);
    for unit in &units.rows {
        let key = text(units, unit, "ma");
        let own: Vec<_> =
            villages.rows.iter().filter(|r| text(villages, r, "ma_xa") == key).collect();
        assert_eq!(own.len() as u64, count(units, unit, "so_thon"), "{key}");
        for column in ["ho", "dau", "giam"] {
            let sum: u64 = own.iter().map(|r| count(villages, r, column)).sum();
            assert_eq!(sum, count(units, unit, column), "{key}: {column}");
        }
        assert!(count(units, unit, "giam") > 0, "{key}");
        let names: BTreeSet<_> = own.iter().map(|r| text(villages, r, "thon")).collect();
        assert_eq!(names.len(), own.len(), "{key}: two villages of one name");
    }
}

#[test]
fn the_same_count_of_communes_gives_the_same_files() {
    let first = files(20);
    assert_eq!(first, files(20));
    let names: Vec<_> = first.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, [SET, "ke-hoach-mau.yaml", "don-vi.csv", "thon.csv"]);
    assert!(first.iter().all(|(_, text)| !text.contains('@')), "a place left open");
}
