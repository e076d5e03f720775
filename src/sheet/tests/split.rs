//! Sheets of units within one file.

use super::*;

/// The file by the texts of its second column, below two rows.
fn by_second(sheet: &Sheet) -> UnitRows {
    sheet.split(2, |row| match sheet.text(row, 1).trim() {
        "" if sheet.is_blank(row) => RowOwner::Nobody,
        "" => RowOwner::Unknown,
        key => RowOwner::Unit(key.to_owned()),
    })
}

#[test]
fn a_unit_has_the_head_and_its_own_rows_with_their_addresses() {
    let book = xlsx(|book| {
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "Biểu 1").unwrap();
        sheet.write(1, 0, "Dự án").unwrap().write(1, 1, "Mã").unwrap();
        for (row, (name, key)) in
            [("a", "7"), ("b", "x"), ("", ""), ("c", "7"), ("d", "")].iter().enumerate()
        {
            let row = u32::try_from(row).unwrap() + 2;
            sheet.write(row, 0, *name).unwrap();
            match key.parse::<u32>() {
                Ok(key) => sheet.write(row, 1, key).unwrap(),
                Err(_) => sheet.write(row, 1, *key).unwrap(),
            };
        }
    });
    let sheet = plain("a.xlsx", book).unwrap();
    let split = by_second(&sheet);
    let unit = split.unit_sheet("7").unwrap();
    assert_eq!(texts(&unit), [["Biểu 1", ""], ["Dự án", "Mã"], ["a", "7"], ["c", "7"]]);
    assert_eq!((unit.head(), sheet.head()), (2, 7));
    assert_eq!(unit.address(3, 0), "ô A6");
    assert!(split.unit_sheet("8").is_none());
    assert_eq!(split.units().collect::<Vec<_>>(), [("7", &[2, 5][..]), ("x", &[3])]);
    assert_eq!(split.unknown(), [6]);
    assert!(unit.is_blank(4) && unit.text(4, 0).is_empty());
}

#[test]
fn a_row_of_a_csv_keeps_its_line_and_its_place() {
    let text = "Biểu;\nTên;Mã\n\"a\nb\";x\nc;y\nd; x \n";
    let sheet = plain("a.csv", text).unwrap();
    let unit = by_second(&sheet).unit_sheet("x").unwrap();
    assert_eq!(unit.rows(), 4);
    assert_eq!(unit.address(3, 0), "dòng 6, cột 1");
    let place = unit.place(3, 0).unwrap();
    assert_eq!(unit.source().unwrap().slice(place), "d");
    assert_eq!((unit.place(4, 0), unit.file_name()), (None, "a.csv"));
}

#[test]
fn a_key_in_several_spellings_is_one_unit() {
    let text = "Thôn;Xã\na;Thuỷ Xuân\nb;Thủy Xuân\nc;Thúy Xuân\nd; thủy  xuân\n";
    let sheet = plain("a.csv", text).unwrap();
    let split = sheet.split(1, |row| RowOwner::Unit(sheet.text(row, 1).into_owned()));
    for asked in ["Thủy Xuân", "Thuy\u{309} \u{a0}Xuân\u{200b}\n"] {
        assert_eq!(split.unit_sheet(asked).unwrap().rows(), 4, "{asked}");
    }
    let keys: Vec<_> = split.units().map(|(key, rows)| (key, rows.len())).collect();
    assert_eq!(keys, [("Thuỷ Xuân", 3), ("Thúy Xuân", 1)]);
}
