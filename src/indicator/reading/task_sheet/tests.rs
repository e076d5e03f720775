//! Lists of tasks as offices have them.

use std::path::Path;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Strategy, any};
use proptest::sample::select;
use proptest::{prop_assert, proptest};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::*;
use crate::form::DataFile;
use crate::sheet::{self, SheetChoice};
use crate::source::Span;
use crate::yaml::YamlValue;

mod rows;

fn task_file(columns: &[(SheetField, &str)]) -> TaskFile {
    let span = Span::new(3, 9);
    let spanned = |text: &str| Spanned { value: text.to_owned(), span };
    TaskFile {
        file: DataFile {
            file: spanned("a.csv"),
            sheet: None,
            header_row: None,
            last_row: None,
            hidden: None,
            by_unit: None,
        },
        columns: columns.iter().map(|(field, name)| (*field, spanned(name))).collect(),
        span,
    }
}

fn read_csv(text: &str) -> Result<TaskRows, Vec<Diagnostic>> {
    let choice = SheetChoice::default();
    let sheet =
        sheet::read(Path::new("a.csv"), text.as_bytes().to_vec(), choice).unwrap();
    read_task_rows(&task_file(&[]), &sheet)
}

fn read_xlsx(write: impl FnOnce(&mut Worksheet)) -> TaskRows {
    let mut book = Workbook::new();
    write(book.add_worksheet());
    let bytes = book.save_to_buffer().unwrap();
    let sheet = sheet::read(Path::new("a.xlsx"), bytes, SheetChoice::default()).unwrap();
    read_task_rows(&task_file(&[]), &sheet).unwrap()
}

/// Values as a person would type them on one line.
fn show(node: &YamlNode) -> String {
    match &node.value {
        YamlValue::Scalar(scalar) => scalar.text.clone(),
        YamlValue::Sequence { items, .. } => {
            format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join("; "))
        }
        YamlValue::Mapping { entries, .. } => {
            let entries =
                entries.iter().map(|e| format!("{}: {}", e.key, show(&e.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        YamlValue::Empty | YamlValue::Broken => "?".to_owned(),
    }
}

fn show_all(rows: &TaskRows) -> Vec<String> {
    rows.items.iter().map(show).collect()
}

fn list_codes(rows: &TaskRows) -> Vec<&str> {
    rows.in_form.iter().chain(&rows.in_file).map(|found| found.code.id).collect()
}

#[test]
fn words_in_the_place_of_amounts_begin_no_other_table() {
    let usual = "Kinh phí thường xuyên";
    let rows = ["12", usual, "6", usual, usual, "16", usual, usual, usual, "8", usual];
    let mut csv = "Nhiệm vụ;Chủ trì;Thời gian;Kinh phí (triệu đồng)\n".to_owned();
    for (index, amount) in rows.iter().enumerate() {
        csv.push_str(&format!("Việc số {index};Phòng Kinh tế;Hằng tháng;{amount}\n"));
    }
    let tasks = read_csv(&csv).unwrap();
    assert_eq!(tasks.items.len(), rows.len(), "{:?}", tasks.reading);
    assert!(tasks.in_form.is_empty() && tasks.in_file.is_empty());
}

#[test]
fn rows_are_tasks_in_the_groups_whose_names_stand_above_them() {
    let rows = read_csv(
        "TT;Mã nhiệm vụ;Nội dung công việc;Chủ trì;Phối hợp;Thời gian;Kinh phí (nghìn đồng)\n\
         (1);(2);(3);(4);(5);(6);(7)\n\
         I;;Một;;;;\n\
         1;hop;Họp;Phòng A;Công an; Quý I/2026;1500\n\
         2;;Báo cáo;Phòng B;;Hàng năm;Lồng ghép\n\
         II;;Hai;;;;2000\n\
         3;kham;Khám;Trạm;;;2000\n\
         ;;Tổng cộng;;;;3500\n",
    )
    .unwrap();
    assert_eq!(
        show_all(&rows),
        [
            "{tieu_de: Một, nhiem_vu: [{ma: hop, tieu_de: Họp, thoi_gian: Quý I/2026, kinh_phi: 1.500.000 đồng, phan_cong: {chu_tri: Phòng A, phoi_hop: [Công an]}}; {tieu_de: Báo cáo, thoi_gian: Hàng năm, kinh_phi: Lồng ghép, phan_cong: {chu_tri: Phòng B}}]}",
            "{tieu_de: Hai, nhiem_vu: [{ma: kham, tieu_de: Khám, kinh_phi: 2.000.000 đồng, phan_cong: {chu_tri: Trạm}}]}",
        ]
    );
    assert_eq!(list_codes(&rows), Vec::<&str>::new());
    assert_eq!(rows.reading.taken, 3);
    let total = rows.reading.total.unwrap();
    assert_eq!((total.line, total.agreement), (8, TotalAgreement::Equal));
}

#[test]
fn each_value_has_the_place_of_its_cell() {
    let text = "TT,Nhiệm vụ,Chủ trì\n1,Họp,Phòng A\n";
    let rows = read_csv(text).unwrap();
    let YamlValue::Mapping { entries, .. } = &rows.items[0].value else { panic!() };
    assert_eq!(rows.text.slice(entries[0].value.span), "Họp");
    let rows = read_xlsx(|sheet| {
        for (column, name) in ["TT", "Nhiệm vụ", "Chủ trì"].into_iter().enumerate()
        {
            sheet.write(2, column.try_into().unwrap(), name).unwrap();
        }
        sheet.write(3, 0, 1).unwrap();
        sheet.write(3, 1, "Họp").unwrap();
        sheet.write(3, 2, "Phòng A").unwrap();
    });
    let YamlValue::Mapping { entries, .. } = &rows.items[0].value else { panic!() };
    let span = entries[0].value.span;
    assert_eq!(rows.text.slice(span), "Họp");
    assert_eq!(rows.text.cell_address(span.start), Some("ô B4"));
}

#[test]
fn sums_that_differ_are_told_at_their_cells() {
    let rows = read_csv(
        "TT;Nhiệm vụ;Chủ trì;Kinh phí\nI;Một;;3000000\n1;A;X;1000000\n2;B;X;1500000\n;Tổng cộng;;2600000\n",
    )
    .unwrap();
    assert_eq!(list_codes(&rows), ["task-total", "task-total"]);
    let messages: Vec<_> = rows.in_file.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "hàng “Một” ghi 3.000.000 đồng, các nhiệm vụ cộng lại là 2.500.000 đồng",
            "hàng “Tổng cộng” ghi 2.600.000 đồng, các nhiệm vụ cộng lại là 2.500.000 đồng",
        ]
    );
}

#[test]
fn what_can_be_read_in_two_ways_is_asked() {
    for (rows, code) in [
        // A name alone, in a list without numbers.
        ("Nhiệm vụ;Chủ trì\nMột;\nA;X\n", "ambiguous-task-row"),
        // A Roman numeral over others, and all that a task has.
        ("TT;Nhiệm vụ;Chủ trì\nI;Một;X\n1;A;X\nII;Hai;Y\n1;B;Y\n", "ambiguous-task-row"),
        // No name at all.
        ("TT;Nhiệm vụ;Chủ trì\n1;A;X\n;;Y\n2;B;X\n", "task-row"),
        // A group without a task.
        ("TT;Nhiệm vụ;Chủ trì\nI;Một;\nII;Hai;\n1;A;X\n", "task-row"),
        // Who helps whom?
        ("TT;Nhiệm vụ;Chủ trì;Phối hợp\n1;A;;X\n", "task-row"),
        ("TT;Nhóm nhiệm vụ;Nhiệm vụ;Chủ trì\n1;Y;A;X\n2;;B;X\n", "ambiguous-task-row"),
        (
            "TT;Nhóm nhiệm vụ;Nhiệm vụ;Chủ trì\n1;Y;A;X\n2;Z;B;X\n3;Y;C;X\n",
            "ambiguous-task-row",
        ),
        ("TT;Nhiệm vụ;Chủ trì;Ưu tiên\n1;A;X;cao\n", "task-column-left"),
    ] {
        let read = read_csv(rows).unwrap();
        let codes = list_codes(&read);
        assert!(codes.contains(&code), "{rows}: {codes:?}");
    }
    for (rows, code) in [
        (
            "TT;Nhiệm vụ;Thời gian bắt đầu;Thời gian kết thúc\n1;A;2026;2027\n",
            "ambiguous-task-column",
        ),
        ("TT;Việc;Ai\n1;A;X\n", "task-column"),
    ] {
        let found = read_csv(rows).unwrap_err();
        assert_eq!(found[0].code.id, code, "{rows}");
    }
}

#[test]
fn lists_that_look_odd_and_are_plain_ask_nothing() {
    for (rows, wanted) in [
        // Roman numerals alone are those of tasks.
        ("TT;Nhiệm vụ;Chủ trì\nI;A;X\nII;B;Y\n", 2),
        // Numbers of two storeys.
        ("TT;Nhiệm vụ;Chủ trì\n1;Một;\n1.1;A;X\n1.2;B;X\n2;Hai;\n2.1;C;Y\n", 3),
        // Numbers that begin again below each name.
        ("TT;Nhiệm vụ;Chủ trì\n1;Một;\n1;A;X\n2;B;X\n", 2),
        // Names alone.
        ("TT;Nhiệm vụ;Ghi chú\n1;A;\n2;B;\n", 2),
        // The name of a group in the column of numbers.
        ("TT;Nhiệm vụ;Chủ trì\nCông tác tuyên truyền;;\n1;A;X\n2;B;X\n", 2),
    ] {
        let read = read_csv(rows).unwrap();
        assert_eq!(list_codes(&read), Vec::<&str>::new(), "{rows}");
        assert_eq!(read.reading.taken, wanted, "{rows}");
    }
}

/// The names of columns, and a task in each of two rows below.
fn write_two(sheet: &mut Worksheet) {
    let cells = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Kinh phí (đồng)"],
        ["1", "A", "X", "5000000"],
        ["2", "B", "Y", "6000000"],
    ];
    for (row, cells) in (0..).zip(cells) {
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, text).unwrap();
        }
    }
}

#[test]
fn merged_cells_hold_for_all_their_rows_and_a_shared_amount_is_asked() {
    let plain = Format::new();
    let rows = read_xlsx(|sheet| {
        write_two(sheet);
        sheet.merge_range(1, 2, 2, 2, "X", &plain).unwrap();
    });
    assert!(show_all(&rows)[1].contains("phan_cong: {chu_tri: X}"));
    assert_eq!(list_codes(&rows), Vec::<&str>::new());
    for column in [1, 3] {
        let rows = read_xlsx(|sheet| {
            write_two(sheet);
            sheet.merge_range(1, column, 2, column, "7000000", &plain).unwrap();
        });
        assert_eq!(list_codes(&rows), ["ambiguous-task-row"], "{column}");
        assert!(rows.in_file[0].message.as_str().starts_with("ô "));
    }
    let rows = read_xlsx(|sheet| {
        write_two(sheet);
        sheet.merge_range(3, 0, 3, 3, "Nhóm sau", &plain).unwrap();
        sheet.write(4, 0, "3").unwrap();
        sheet.write(4, 1, "C").unwrap();
        sheet.write(4, 2, "X").unwrap();
    });
    assert_eq!(
        show_all(&rows)[2],
        "{tieu_de: Nhóm sau, nhiem_vu: [{tieu_de: C, phan_cong: {chu_tri: X}}]}"
    );
}

#[test]
fn names_of_two_storeys_are_read_and_one_over_several_amounts_is_asked() {
    let plain = Format::new();
    let write = |sheet: &mut Worksheet, below: [&str; 2]| {
        for (column, name) in [(0, "TT"), (1, "Nhiệm vụ"), (2, "Chủ trì")] {
            sheet.merge_range(0, column, 1, column, name, &plain).unwrap();
        }
        sheet.merge_range(0, 3, 0, 4, "Kinh phí", &plain).unwrap();
        for (column, text) in (3..).zip(below) {
            sheet.write(1, column, text).unwrap();
        }
        for (column, text) in (0..).zip(["1", "A", "X", "5000000", "6000000"]) {
            sheet.write(2, column, text).unwrap();
        }
    };
    let mut book = Workbook::new();
    write(book.add_worksheet(), ["Ngân sách xã", "Nguồn khác"]);
    let bytes = book.save_to_buffer().unwrap();
    let sheet = sheet::read(Path::new("a.xlsx"), bytes, SheetChoice::default()).unwrap();
    let read = read_task_rows(&task_file(&[]), &sheet);
    // Neither of the two is taken without a word.
    let found = match &read {
        Ok(rows) => list_codes(rows),
        Err(found) => found.iter().map(|found| found.code.id).collect(),
    };
    assert!(!found.is_empty(), "{read:?}");
    let rows = read_xlsx(|sheet| write(sheet, ["Kinh phí", "Ghi chú"]));
    assert!(show_all(&rows)[0].contains("kinh_phi: 5.000.000 đồng"), "{rows:?}");
    assert!(show_all(&rows)[0].contains("ghi_chu: 6000000"), "{rows:?}");
}

#[test]
fn columns_that_the_form_names_are_taken_and_no_others() {
    let text = "TT;Việc;Ai;Khi nào\n1;A;X;Quý I\n";
    let sheet =
        sheet::read(Path::new("a.csv"), text.as_bytes().to_vec(), SheetChoice::default())
            .unwrap();
    let named = [(SheetField::Title, "Việc"), (SheetField::Lead, "cột C")];
    let rows = read_task_rows(&task_file(&named), &sheet).unwrap();
    assert_eq!(show_all(&rows), ["{tieu_de: A, phan_cong: {chu_tri: X}}"]);
    assert_eq!(list_codes(&rows), Vec::<&str>::new());
    let named = [(SheetField::Title, "Việc"), (SheetField::Lead, "Người")];
    let found = read_task_rows(&task_file(&named), &sheet).unwrap_err();
    let hints: Vec<_> = found[0].hints.iter().map(|hint| hint.as_str()).collect();
    assert!(hints.iter().any(|hint| hint.contains("cot_du_lieu")), "{hints:?}");
    assert!(!hints.iter().any(|hint| hint.contains("trong_tep")), "{hints:?}");
}

fn any_cell() -> impl Strategy<Value = String> {
    let usual = select(vec![
        "",
        "",
        "I",
        "II",
        "A",
        "1",
        "2",
        "1.1",
        "-",
        "Việc một",
        "Tổng cộng",
        "Cộng I",
        "Phòng A",
        "Quý I/2026",
        "5.000.000",
        "12 triệu đồng",
        "Hàng năm",
        "Người lập biểu",
        "chua_co",
        "#REF!",
        "Nhiệm vụ",
        "Chủ trì",
        "\"",
        "{{ x }}",
    ]);
    proptest::prop_oneof![8 => usual.prop_map(str::to_owned), 1 => any::<String>()]
}

proptest! {
    #[test]
    fn any_cells_give_tasks_or_findings(
        rows in vec(vec(any_cell(), 5), 0..12),
        merge in option::of((0_u32..12, 0_u16..5, 0_u32..4, 1_u16..3)),
    ) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let names = ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian", "Kinh phí (triệu đồng)"];
        for (column, name) in (0..).zip(names) {
            sheet.write(0, column, name).unwrap();
        }
        for (row, cells) in (1..).zip(&rows) {
            for (column, text) in (0..).zip(cells) {
                let text: String = text.chars().take(500).collect();
                sheet.write(row, column, text).unwrap();
            }
        }
        if let Some((row, column, rows, columns)) = merge {
            let plain = Format::new();
            sheet
                .merge_range(row + 1, column, row + 1 + rows, column + columns, "gộp", &plain)
                .unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        let sheet = sheet::read(Path::new("a.xlsx"), bytes, SheetChoice::default()).unwrap();
        if let Ok(rows) = read_task_rows(&task_file(&[]), &sheet) {
            let is_empty = rows.items.is_empty();
            let found = rows.in_form.len() + rows.in_file.len();
            prop_assert!(!is_empty || found > 0, "neither tasks nor findings");
            for item in &rows.items {
                prop_assert!(item.span.end <= rows.text.text().len());
            }
        }
    }
}
