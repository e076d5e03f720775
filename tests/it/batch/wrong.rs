//! What is wrong is told once, where it stands; all else is made all the same.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};

use super::{Bo, KEYS, said};
use crate::driver::golden;

/// A change of the set, and what it is called.
struct Case {
    what: &'static str,
    edit: fn(&Bo),
    args: &'static [&'static str],
    /// The units without a paper; `None` where nothing at all is made.
    faulty: Option<&'static [&'static str]>,
    /// What the message says: file, line and column.
    at: &'static str,
}

impl Case {
    fn new(what: &'static str, edit: fn(&Bo)) -> Self {
        Self { what, edit, args: &[], faulty: None, at: "" }
    }

    fn at(self, at: &'static str) -> Self {
        Self { at, ..self }
    }

    fn faulty(self, keys: &'static [&'static str]) -> Self {
        Self { faulty: Some(keys), ..self }
    }
}

/// A bad row of the second sheet.
fn bad_row(bo: &Bo) {
    let row = "nam-dong;Hỗ trợ phát triển sản xuất, đa dạng hóa sinh kế;12";
    bo.edit("nhom-ho-tro.csv", row, &row.replace("12", "mười hai"));
}

fn cases() -> Vec<Case> {
    vec![
        Case::new("một chỗ của biểu mẫu đọc cột không có", |bo| {
            bo.edit(
                "ke-hoach-mau.yaml",
                "{{ don_vi.cap_xa }}; phân",
                "{{ don_vi.cap_xaa }}; phân",
            );
        })
        .at("bo/ke-hoach-mau.yaml:113:155")
        .faulty(&KEYS),
        Case::new("biểu mẫu gõ sai một khóa", |bo| {
            bo.edit("ke-hoach-mau.yaml", "\nket_thuc:", "\nket_thucc:");
        })
        .at("bo/ke-hoach-mau.yaml:218:1")
        .faulty(&KEYS),
        Case::new("điều kiện đọc cột không có", |bo| {
            bo.edit("ke-hoach-mau.yaml", "khi: giam > 100", "khi: gaim > 100");
        })
        .at("bo/ke-hoach-mau.yaml:119:14"),
        Case::new("tên tệp đọc cột không có", |bo| {
            bo.edit("bo-ke-hoach.yaml", "{{ don_vi.ma }}", "{{ don_vi.maa }}");
        })
        .at("bo/bo-ke-hoach.yaml:41:29"),
        Case::new("tên tệp đọc ngoài hàng của đơn vị", |bo| {
            bo.edit("bo-ke-hoach.yaml", "{{ don_vi.ma }}", "{{ don_vi.ma }}-{{ nam }}");
        })
        .at("bo/bo-ke-hoach.yaml:41:35"),
        Case::new("chữ ở ô phải là số của bảng đơn vị", |bo| {
            bo.edit("don-vi.csv", ";190;2,62;31;", ";190;2,62;ba mốt;");
        })
        .at("bo/don-vi.csv:9:157")
        .faulty(&["nam-dong"]),
        Case::new("một hàng của bảng đơn vị sai phép kiểm tra", |bo| {
            bo.edit("don-vi.csv", ";190;2,62;31;", ";19;2,62;31;");
        })
        .at("bo/bo-ke-hoach.yaml:36:7")
        .faulty(&["nam-dong"]),
        Case::new("chữ ở ô phải là số của các hàng riêng", bad_row)
            .at("bo/nhom-ho-tro.csv:35:58")
            .faulty(&["nam-dong"]),
        Case::new("một đơn vị không có hàng riêng nào", |bo| {
            bo.edit_all("nhom-ho-tro.csv", "\nnam-dong;", "\nnamdong;");
        })
        .at("bo/ke-hoach-mau.yaml:66:51")
        .faulty(&["nam-dong"]),
        Case::new("tệp riêng gõ sai một khóa", |bo| {
            bo.edit("rieng/a-luoi.yaml", "- ma: ha-tang", "- mma: ha-tang");
        })
        .at("bo/rieng/a-luoi.yaml:28:9")
        .faulty(&["a-luoi"]),
        Case::new("tệp riêng hỏng cú pháp", |bo| {
            let text = bo.text("rieng/a-luoi.yaml") + "ket_thuc: [1\n";
            bo.put("rieng/a-luoi.yaml", text.as_bytes());
        })
        .at("bo/rieng/a-luoi.yaml:42:11")
        .faulty(&["a-luoi"]),
        Case::new("tệp riêng bỏ một mục không có", |bo| {
            let text = bo.text("rieng/a-luoi.yaml");
            let more = "\n      - { ma: cap-huyen, bo: true }\n";
            bo.put("rieng/a-luoi.yaml", (text + more).as_bytes());
        })
        .at("bo/rieng/a-luoi.yaml:43:")
        .faulty(&["a-luoi"]),
        Case::new("tệp riêng có khi", |bo| {
            bo.edit(
                "rieng/a-luoi.yaml",
                "      - ma: ha-tang ",
                "      - khi: giam > 1\n        ma: ha-tang ",
            );
        })
        .at("bo/rieng/a-luoi.yaml:28:9")
        .faulty(&["a-luoi"]),
        Case::new("tệp riêng không của đơn vị nào", |bo| {
            bo.put("rieng/a-lui.yaml", b"nam: 2024\n");
        })
        .at("bo/bo-ke-hoach.yaml:40:8")
        .faulty(&[]),
        Case::new("hai hàng cùng khóa", |bo| {
            bo.edit("don-vi.csv", "nam-dong;Huyện", "phu-vang;Huyện");
        })
        .at("bo/bo-ke-hoach.yaml:12:9")
        .faulty(&["phu-vang", "phu-vang"]),
        Case::new("không có biểu mẫu", |bo| bo.remove("ke-hoach-mau.yaml"))
            .at("bo/bo-ke-hoach.yaml:7:11"),
        Case::new("không có thư mục phần riêng", |bo| bo.remove("rieng"))
            .at("bo/bo-ke-hoach.yaml:40:8"),
        Case::new("không có bảng đơn vị", |bo| bo.remove("don-vi.csv"))
            .at("bo/bo-ke-hoach.yaml:11:12"),
        Case::new("không có tệp của các hàng riêng", |bo| {
            bo.remove("nhom-ho-tro.csv");
        })
        .at("bo/ke-hoach-mau.yaml:66:21")
        .faulty(&KEYS),
        Case::new("bảng đơn vị là XLSX có trang hỏng", |bo| {
            bo.put("don-vi.xlsx", &broken(&bo.text("don-vi.csv")));
            bo.edit("bo-ke-hoach.yaml", "du_lieu: don-vi.csv", "du_lieu: don-vi.xlsx");
        })
        .at("bo/bo-ke-hoach.yaml:11:12"),
        Case::new("các hàng riêng ở XLSX có trang hỏng", |bo| {
            bo.put("nhom.xlsx", &broken(&bo.text("nhom-ho-tro.csv")));
            bo.edit("ke-hoach-mau.yaml", "tep: nhom-ho-tro.csv", "tep: nhom.xlsx");
        })
        .at("bo/ke-hoach-mau.yaml:66:21")
        .faulty(&KEYS),
        Case::new("không có kế hoạch chung", |bo| bo.remove("ke-hoach-chung.yaml"))
            .at("bo/bo-ke-hoach.yaml:58:"),
        Case::new("kế hoạch chung đọc cột không có", |bo| {
            bo.edit("ke-hoach-chung.yaml", "tong_hop.tong.giam", "tong_hop.tong.giamm");
        })
        .at("bo/ke-hoach-chung.yaml:62:")
        .faulty(&[]),
        Case::new("gõ sai đơn vị ở --only", |_| ())
            .at("bo/bo-ke-hoach.yaml")
            .args(&["--only", "aluoi"]),
        Case::new("tệp bộ gõ sai một khóa", |bo| {
            bo.edit("bo-ke-hoach.yaml", "\ndoi_chieu:", "\ndoi_chiu:");
        })
        .at("bo/bo-ke-hoach.yaml:51:1"),
        Case::new("đối chiếu với cột không có", |bo| {
            bo.edit(
                "bo-ke-hoach.yaml",
                "tong(don_vi.cuoi) = 5945",
                "tong(don_vi.cuoii) = 5945",
            );
        })
        .at("bo/bo-ke-hoach.yaml:54:")
        .faulty(&[]),
    ]
}

impl Case {
    fn args(self, args: &'static [&'static str]) -> Self {
        Self { args, ..self }
    }
}

/// A workbook whose sheet breaks off in the middle, as a bad download leaves it.
fn broken(csv: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(csv.lines()) {
        for (column, cell) in (0..).zip(line.split(';')) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    let whole = book.save_to_buffer().unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut res = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if name.ends_with("sheet1.xml") {
            bytes.truncate(bytes.len() / 2);
        }
        res.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        res.write_all(&bytes).unwrap();
    }
    res.finish().unwrap().into_inner()
}

#[test]
fn what_is_wrong_is_told_once_where_it_stands_and_stops_no_other() {
    let mut told = String::new();
    for case in cases() {
        let bo = Bo::nine();
        (case.edit)(&bo);
        let run = bo.batch(case.args);
        let (what, err) = (case.what, said(&run));
        let _ = write!(told, "# {what}: mã {}\n\n{err}\n", run.code.unwrap());
        assert!(!run.err.contains("panicked"), "{what}\n{err}");
        assert!(err.contains(&format!("> {}", case.at)), "{what}\n{err}");
        let places: Vec<_> = err.lines().filter(|l| l.contains("--> ")).collect();
        let mut different = places.clone();
        different.dedup();
        assert_eq!(places, different, "{what}: told twice\n{err}");
        let Some(faulty) = case.faulty else {
            assert_eq!(run.code, Some(1), "{what}\n{err}");
            assert!(err.ends_with("chưa làm được bộ: 1 lỗi\n"), "{what}\n{err}");
            assert!(bo.made().is_empty(), "{what}: {:?}", bo.made().keys());
            continue;
        };
        assert_eq!(bo.in_state("faulty"), faulty, "{what}\n{err}");
        let waiting = bo.in_state("waiting");
        let built = bo.in_state("built").len() + waiting.len();
        assert_eq!(built, 9 - faulty.len(), "{what}\n{err}");
        assert_eq!(waiting.is_empty(), !err.contains("waits-for-units"), "{what}\n{err}");
        let papers = bo.papers();
        for key in KEYS {
            let there = papers.contains_key(&format!("ke-hoach-{key}.pdf"));
            let waits = waiting.iter().any(|waiting| waiting == key);
            assert!(
                there || waits || faulty.contains(&key) || what == "hai hàng cùng khóa",
                "{what}: {key}"
            );
        }
    }
    golden("goldens/bo-loi.txt", &told);
}

#[test]
fn a_fault_of_the_master_is_in_the_report_once_with_its_units() {
    let bo = Bo::nine();
    bo.edit("ke-hoach-mau.yaml", "\nket_thuc:", "\nket_thucc:");
    let _ = bo.batch(&[]).code(1);
    let report = bo.report();
    let mut shared = report["shared"].as_array().unwrap().clone();
    shared.retain(|finding| finding["severity"] == "error");
    assert_eq!(shared.len(), 1, "{shared:#?}");
    assert_eq!(shared[0]["units"].as_array().unwrap().len(), 9, "{shared:#?}");
}

#[test]
fn a_fault_that_is_mended_is_gone_from_the_next_run() {
    let bo = Bo::nine();
    bad_row(&bo);
    let _ = bo.batch(&[]).code(1);
    bo.edit("nhom-ho-tro.csv", "mười hai", "12");
    let run = bo.batch(&[]).code(0);
    let last = "9 đơn vị: 1 đã làm, 8 giữ nguyên; 46 trang\n";
    assert!(said(&run).ends_with(last), "{}", said(&run));
    assert_eq!(bo.in_state("built"), ["nam-dong"]);
}

#[test]
fn a_unit_with_a_fault_keeps_its_last_paper() {
    let bo = Bo::nine();
    let _ = bo.batch(&[]).code(0);
    let before = bo.papers();
    bad_row(&bo);
    let run = bo.batch(&["--prune"]).code(1);
    assert!(before["ke-hoach-nam-dong.pdf"] == bo.papers()["ke-hoach-nam-dong.pdf"]);
    assert!(!run.err.contains("không còn thuộc bộ"), "{}", run.err);
}

#[test]
fn one_altered_figure_is_caught() {
    for (file, from, to) in [
        ("don-vi.csv", ";190;2,62;31;", ";190;2,62;30;"),
        ("don-vi.csv", ";190;2,62;31;", ";191;2,62;31;"),
        ("nhom-ho-tro.csv", "đa dạng hóa sinh kế;12;", "đa dạng hóa sinh kế;13;"),
        ("nhom-ho-tro.csv", "đa dạng hóa sinh kế;468;", "đa dạng hóa sinh kế;486;"),
    ] {
        let bo = Bo::nine();
        bo.edit(file, from, to);
        let run = bo.batch(&[]).code(1);
        let told = run.err.contains("lỗi[set-mismatch]")
            || run.err.contains("lỗi[check-failed]");
        assert!(told, "{from} -> {to}\n{}", run.err);
        assert_ne!(bo.report()["reconciles"], true, "{from} -> {to}");
    }
}

#[test]
fn a_figure_altered_in_row_and_plan_is_caught_by_the_set_alone() {
    let bo = Bo::nine();
    bo.edit("don-vi.csv", ";190;2,62;31;", ";190;2,62;30;");
    let row = "nam-dong;Hỗ trợ phát triển sản xuất, đa dạng hóa sinh kế;12";
    bo.edit("nhom-ho-tro.csv", row, &row.replace("12", "11"));
    let run = bo.batch(&[]).code(1);
    assert!(
        run.err.contains("KHÔNG KHỚP: tong(don_vi.giam) = 1595 (1.594 và 1.595)\n"),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("KHÔNG KHỚP: tong(don_vi.cuoi) = 5945 (5.946 và 5.945)\n"),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("khớp: tong(tong_hop.giam) = tong(don_vi.giam) (1.594)\n"),
        "{}",
        run.err
    );
    // Every plan is sound in itself: all are made, and the set is told not to hold.
    assert_eq!(bo.in_state("built"), KEYS);
    assert_eq!(bo.report()["reconciles"], false);
}

#[test]
fn a_gap_between_table_and_plans_is_told_by_unit() {
    let bo = Bo::nine();
    bo.edit(
        "ke-hoach-mau.yaml",
        "      - tong(so_ho) = don_vi.giam",
        "      - so_ho > 0",
    );
    let row = "nam-dong;Hỗ trợ phát triển sản xuất, đa dạng hóa sinh kế;12";
    bo.edit("nhom-ho-tro.csv", row, &row.replace("12", "15"));
    bo.edit("nhom-ho-tro.csv", "đa dạng hóa sinh kế;468;", "đa dạng hóa sinh kế;460;");
    let run = bo.batch(&[]).code(1);
    golden("goldens/bo-lech.txt", &said(&run));
    let report = bo.report();
    let check = &report["checks"][3];
    assert_eq!(check["outcome"], "fails", "{check:#?}");
    let gaps = check["gaps"].as_array().unwrap();
    assert_eq!(gaps.len(), 2, "{gaps:#?}");
    assert_eq!((&gaps[0]["left"], &gaps[0]["right"]), (&"34".into(), &"31".into()));
    assert_eq!((&gaps[1]["left"], &gaps[1]["right"]), (&"1.188".into(), &"1.196".into()));
}

#[test]
fn advice_for_stray_files_ends_where_there_are_very_many() {
    let bo = Bo::nine();
    for nth in 10..70 {
        bo.put(&format!("rieng/a-luoi{nth}.yaml"), b"nam: 2024\n");
    }
    let run = bo.batch(&["--to", "txt"]).code(0);
    assert_eq!(run.err.matches("[stray-override]").count(), 60, "{}", run.err);
    assert_eq!(run.err.matches("có phải là a-luoi.yaml?").count(), 50, "{}", run.err);
}
