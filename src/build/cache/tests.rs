//! Files that several tables, forms and threads ask for, and rows of units in them.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

use super::*;
use crate::build::data_file::{self, FormData};
use crate::diagnostic::{Paint, format_as_lines, format_for_people};
use crate::form::{self, Form, TableId};
use crate::indicator;
use crate::source::Source;

fn write_files(folder: &TempDir, name: &str, bytes: &[u8]) {
    File::create(folder.path().join(name)).unwrap().write_all(bytes).unwrap();
}

/// A form in a folder whose tables have these `du_lieu`, each of a name and a figure.
fn parse_form(folder: &TempDir, files: &[&str]) -> (Form, Source) {
    let mut text = "\
kehoach: 1
nam: 2023
co_quan: { ten: Ủy ban nhân dân xã Kim Liên, dia_danh: Kim Liên }
van_ban: { so: 5, ngay: 2023-05-20, trich_yeu: Giảm nghèo năm 2023 }
noi_dung: [{ tieu_de: Chung, doan: Giảm nghèo. }]
noi_nhan: [Các thôn]
ky: { chuc_vu: Chủ tịch, ho_ten: Nguyễn Văn An }
bang:
"
    .to_owned();
    for (at, file) in files.iter().enumerate() {
        text += &format!(
            "  b{at}:\n    du_lieu: {file}\n    cot: [{{ ma: ten, nhan: Dự án }}, {{ ma: so, nhan: Số tiền }}]\n"
        );
    }
    let source = Source::new(&folder.path().join("ke-hoach.yaml"), &text);
    let (form, found) = form::read(&source);
    assert!(found.is_empty(), "{found:?}");
    (form.unwrap(), source)
}

/// The rows of a table by its name column, and their addresses.
fn list_rows(data: &FormData, table: usize) -> Vec<(String, String)> {
    let sheet = data.sheets[TableId::new(table)].as_ref().unwrap();
    let row = |row| (sheet.text(row, 1).into_owned(), sheet.address(row, 1));
    (sheet.head()..sheet.rows()).map(row).collect()
}

fn list_codes(found: &[Diagnostic]) -> Vec<(&str, &str)> {
    found.iter().map(|f| (f.code.id, f.message.as_str())).collect()
}

const BY_UNIT: &str = "{ tep: a.csv, theo_don_vi: Mã đơn vị }";

const CSV: &str = "\
DANH MỤC;;
Mã đơn vị;Dự án;Số tiền
(1);(2);(3)
046;Đường;100

047;Trường;200
 046 ;Cầu;300
;Chợ;400
Tổng cộng;;1.000
;Cộng;1.000
";

/// The data of a form, which may be that of a unit.
fn read_all(
    form: &Form,
    source: &Source,
    cache: &DataCache,
    unit: Option<&str>,
) -> FormData {
    let mut form = form.clone();
    form.set_inputs.unit = unit.map(str::to_owned);
    data_file::read_data_files(&form, source, cache)
}

#[test]
fn a_file_is_read_once_for_all_tables_and_forms_of_a_run() {
    let folder = TempDir::new().unwrap();
    write_files(&folder, "a.csv", b"Ten;Du an;So tien\nx;A;1\n");
    let (form, source) = parse_form(&folder, &["a.csv", "{ tep: a.csv }"]);
    let cache = DataCache::default();
    let first = read_all(&form, &source, &cache, None);
    write_files(&folder, "a.csv", b"Ten;Du an;So tien\nx;B;1\n");
    let second = read_all(&form, &source, &cache, None);
    for data in [&first, &second] {
        for table in [0, 1] {
            assert_eq!(
                data.sheets[TableId::new(table)].as_ref().unwrap().text(1, 1),
                "A"
            );
        }
        assert_eq!(data.files, [folder.path().join("a.csv")]);
    }
    assert!(cache.bytes(&folder.path().join("a.csv")).unwrap().ends_with(b"x;A;1\n"));
    assert!(cache.bytes(Path::new("b.csv")).is_none());
    // The next run sees the file as it is then.
    let next = read_all(&form, &source, &DataCache::default(), None);
    assert_eq!(next.sheets[TableId::new(0)].as_ref().unwrap().text(1, 1), "B");
}

#[test]
fn threads_that_ask_for_a_file_at_once_see_one() {
    let folder = TempDir::new().unwrap();
    write_files(&folder, "a.csv", CSV.as_bytes());
    let (cache, path) = (DataCache::default(), folder.path().join("a.csv"));
    let read = |unit: &str| {
        let (form, source) = parse_form(&folder, &[BY_UNIT, "a.csv"]);
        let data = read_all(&form, &source, &cache, Some(unit));
        (list_rows(&data, 0).len(), cache.bytes(&path).unwrap())
    };
    let read = &read;
    let all: Vec<_> = std::thread::scope(|scope| {
        let unit = |at: usize| if at.is_multiple_of(2) { "046" } else { "047" };
        let threads: Vec<_> =
            (0..8).map(|at| scope.spawn(move || read(unit(at)))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(all.iter().map(|(rows, _)| *rows).sum::<usize>(), 4 * 2 + 4);
    assert!(all.iter().all(|(_, bytes)| Arc::ptr_eq(bytes, &all[0].1)));
}

#[test]
fn a_unit_has_its_own_rows_with_the_lines_of_the_file() {
    let folder = TempDir::new().unwrap();
    write_files(&folder, "a.csv", CSV.as_bytes());
    let (form, source) = parse_form(&folder, &[BY_UNIT]);
    let cache = DataCache::default();
    let data = read_all(&form, &source, &cache, Some("046"));
    let at = |name: &str, line: usize| (name.to_owned(), format!("dòng {line}, cột 2"));
    assert_eq!(list_rows(&data, 0), [at("Đường", 4), at("Cầu", 7)]);
    let computed = indicator::compute_figures(&form, &data.sheets, &[]);
    assert!(computed.form.is_empty() && computed.files.is_empty());
}

#[test]
fn rows_of_no_unit_are_told_once_for_the_set() {
    let folder = TempDir::new().unwrap();
    write_files(&folder, "a.csv", CSV.as_bytes());
    let (form, source) = parse_form(&folder, &[BY_UNIT]);
    let cache = DataCache::default();
    for unit in ["046", "048"] {
        let _ = read_all(&form, &source, &cache, Some(unit));
    }
    let units = ["046".to_owned(), "048".to_owned()];
    let reports = cache.report_foreign_rows(&units);
    let line = format_as_lines(&reports);
    let name = folder.path().join("a.csv").to_string_lossy().replace('\\', "/");
    assert_eq!(
        line,
        format!(
            "{name}:6:1: cảnh báo[row-without-unit]: 1 hàng mang mã không có trong bảng đơn vị, không ai lấy: “047” (dòng 6, cột 1)\n\
             {name}:8:1: cảnh báo[row-without-unit]: 1 hàng có số liệu mà không ghi mã đơn vị, không ai lấy: dòng 8, cột 1\n"
        )
    );
    assert!(format_for_people(&reports, Paint::Plain).contains("047;Trường;200"));
    let complete = ["046".to_owned(), " 047".to_owned()];
    assert_eq!(format_as_lines(&cache.report_foreign_rows(&complete)).lines().count(), 1);
}

#[test]
fn rows_of_a_workbook_have_their_cells() {
    let folder = TempDir::new().unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in ["Mã đơn vị", "Dự án", "Số tiền"].iter().enumerate()
    {
        sheet.write(0, u16::try_from(column).unwrap(), *name).unwrap();
    }
    for (row, key) in (1..).zip([7, 9, 7, 8, 8, 10, 11, 12, 13, 14]) {
        sheet.write(row, 0, key).unwrap().write(row, 1, "Đường").unwrap();
        sheet.write(row, 2, 100).unwrap();
    }
    write_files(&folder, "a.xlsx", &book.save_to_buffer().unwrap());
    let by_unit = "{ tep: a.xlsx, theo_don_vi: cột A }";
    let (form, source) = parse_form(&folder, &[by_unit]);
    let cache = DataCache::default();
    let data = read_all(&form, &source, &cache, Some("7"));
    let at = |cell: &str| ("Đường".to_owned(), format!("ô {cell}"));
    assert_eq!(list_rows(&data, 0), [at("B2"), at("B4")]);
    let [report] = &cache.report_foreign_rows(&["7".to_owned(), "9".to_owned()])[..]
    else {
        panic!("one file");
    };
    let told = "7 hàng mang mã không có trong bảng đơn vị, không ai lấy: “8” (ô A5); “10” (ô A7); “11” (ô A8); “12” (ô A9); “13” (ô A10); …";
    assert_eq!(list_codes(&report.findings), [("row-without-unit", told)]);
}

#[test]
fn names_in_a_second_row_belong_to_everybody() {
    let folder = TempDir::new().unwrap();
    let text = "Đơn vị;Nội dung;\n;Dự án;Số tiền\n046;Đường;100\n047;Cầu;200\n";
    write_files(&folder, "a.csv", text.as_bytes());
    let by_unit = "{ tep: a.csv, dong_tieu_de: 1, theo_don_vi: đơn vị }";
    let (form, source) = parse_form(&folder, &[by_unit]);
    let data = read_all(&form, &source, &DataCache::default(), Some("047"));
    assert_eq!(data.sheets[TableId::new(0)].as_ref().unwrap().head(), 2);
    assert_eq!(list_rows(&data, 0), [("Cầu".to_owned(), "dòng 4, cột 2".to_owned())]);
    let computed = indicator::compute_figures(&form, &data.sheets, &[]);
    assert!(computed.form.is_empty(), "{:?}", computed.form);
}

#[test]
fn what_keeps_a_unit_from_its_rows_is_told_in_the_form() {
    let folder = TempDir::new().unwrap();
    write_files(&folder, "a.csv", CSV.as_bytes());
    let wrong = "{ tep: a.csv, theo_don_vi: Mã đơn }";
    let (form, source) = parse_form(&folder, &[BY_UNIT, wrong]);
    let cache = DataCache::default();
    let data = read_all(&form, &source, &cache, Some("050"));
    assert_eq!(
        list_codes(&data.findings),
        [
            ("table-rows", "tệp a.csv không có hàng nào của đơn vị “050”"),
            ("sheet-column", "tệp a.csv không có cột “Mã đơn” ghi mã đơn vị"),
        ]
    );
    assert_eq!(data.findings[1].label, "có phải là “Mã đơn vị”?");
    assert!(data.sheets.iter().all(Option::is_none));
    let data = read_all(&form, &source, &cache, None);
    let outside = ("only-in-set", "`theo_don_vi` chỉ dùng trong bộ kế hoạch");
    assert_eq!(list_codes(&data.findings), [outside, outside]);
    let marked = |f: &Diagnostic| source.slice(f.span.unwrap()).to_owned();
    assert_eq!(
        data.findings.iter().map(marked).collect::<Vec<_>>(),
        ["Mã đơn vị", "Mã đơn"]
    );
}

#[test]
fn a_fault_of_a_file_is_told_once_for_all_its_tables() {
    let folder = TempDir::new().unwrap();
    write_files(&folder, "a.csv", b"a;b\n\"x;y\n");
    let (form, source) = parse_form(&folder, &["a.csv", "a.csv", "b.csv", "b.csv"]);
    let data = read_all(&form, &source, &DataCache::default(), None);
    assert_eq!(data.reports.len(), 1);
    assert_eq!(data.reports[0].findings[0].code.id, "csv-quote");
    // Where the form names it, each place is told.
    assert_eq!(
        list_codes(&data.findings),
        [("missing-file", "không có tệp số liệu b.csv"); 2]
    );
}

#[test]
fn a_file_is_looked_for_beside_the_one_that_names_it() {
    let folder = TempDir::new().unwrap();
    write_files(&folder, "a.csv", b"x;Du an;So tien\nx;A;1\n");
    let (form, source) = parse_form(&folder, &["a.csv"]);
    let own = Source::new(&folder.path().join("rieng/a.yaml"), "nam: 2024\n");
    let joined = source.with(&own);
    let data = read_all(&form, &joined, &DataCache::default(), None);
    assert_eq!(data.files, [folder.path().join("a.csv")]);
}
