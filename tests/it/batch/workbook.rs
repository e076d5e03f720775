//! The workbooks of a run: what each kind of column becomes in them.

use super::Bo;
use crate::driver::Folder;
use crate::report_book::{read_sheet, show_sheet};

const SET: &str = "\
kehoach: 1
bieu_mau: mau.yaml
don_vi:
  du_lieu: don-vi.csv
  khoa: ma
  cot:
    - { ma: ma, nhan: Mã xã }
    - { ma: ten, nhan: Đơn vị }
    - { ma: giam, nhan: Số hộ giảm }
    - { ma: dien_tich, nhan: Diện tích, kieu: thap_phan }
    - { ma: tl, nhan: Tỷ lệ giảm, kieu: phan_tram, tep_ghi: phan_tram, ky_hieu: khong }
    - { ma: von, nhan: Vốn (triệu đồng), kieu: tien }
    - { ma: han, nhan: Hạn xong, kieu: ngay }
    - { ma: lon, nhan: Số rất lớn }
    - { ma: ghi_chu, nhan: \"=Ghi chú\", kieu: chu }
    - { ma: ba, nhan: Một phần ba, cong_thuc: giam / 3 }
  tong: { nhan: Tổng }
ten_don_vi: ten
chi_so: tl
tong_hop:
  - { ma: giam, nhan: Số hộ, tu: chi_tieu.giam }
";

const UNITS: &str = "\
ma;ten;giam;dien_tich;tl;von;han;lon;ghi_chu
00004;Xã Đồng Tâm;1.250;12,5;3,30;1.250,5;2026-09-02;1234567890123456;=1+1
00007;Xã Hòa An;chua_co;7,25;0,05;17;15/10/2026;12;-5 hộ
00010;Xã Cư M'gar;16;1.000,125;12,00;0,25;2026-01-05;3;
";

const MASTER: &str = "\
kehoach: 1
nam: 2026
co_quan: { ten: \"Ủy ban nhân dân {{ don_vi.ten }}\", dia_danh: Đồng Tâm }
van_ban: { so: chua_co, ngay: 2026-01, trich_yeu: \"Giảm nghèo tại {{ don_vi.ten }}\" }
chi_tieu:
  giam: { ten: Số hộ giảm, gia_tri: don_vi.giam, don_vi: hộ }
noi_dung:
  - tieu_de: Mục tiêu
    doan: Giảm {{ don_vi.giam }} hộ.
noi_nhan: [UBND tỉnh, { luu: VT }]
ky: { thay_mat: co, chuc_vu: Chủ tịch, ho_ten: chua_co }
";

/// Every kind of column.
fn every_kind() -> Bo {
    let bo = Bo(Folder::new());
    bo.put("bo-ke-hoach.yaml", SET.as_bytes());
    bo.put("don-vi.csv", UNITS.as_bytes()).put("mau.yaml", MASTER.as_bytes());
    bo
}

#[test]
fn a_column_is_in_the_workbook_what_it_is_in_the_set() {
    let bo = every_kind();
    let run = bo.batch(&["--to", "txt"]).code(0);
    let shown = show_sheet(&bo.0.read("out/bo/tong-hop.xlsx"), "Tổng hợp");
    let rows: Vec<Vec<&str>> =
        shown.lines().skip(2).map(|row| row.split(" | ").collect()).collect();
    assert_eq!(
        rows[0],
        [
            "\"00004\" @",
            "\"Xã Đồng Tâm\" @",
            "#1250 n.0",
            "#12.5 n.3",
            "#0.033 %",
            "#1250.5 n.2",
            "2026-09-02 dd",
            "\"1.234.567.890.123.456\" @",
            "\"=1+1\" @",
            "#416.67 n.2",
            "#1250 n.0",
        ]
    );
    assert_eq!(rows[1][2], "\"chưa có\"");
    assert_eq!(rows[1][7..9], ["#12 n.0", "\"-5 hộ\" @"]);
    assert_eq!(rows[2][8], "");
    assert_eq!(rows[3][..4], ["\"Tổng\" @", "", "\"chưa có\"", "#1019.875 n.3"]);
    assert_eq!(rows.len(), 4);
    assert!(
        run.err
            .contains("tong-hop.xlsx, trang “Tổng hợp”, ô H2, H5: số có hơn 15 chữ số"),
        "{}",
        run.err
    );
    let report = show_sheet(&bo.0.read("out/bo/bao-cao.xlsx"), "Các đơn vị");
    assert!(report.contains("| \"00007\" @ |") && report.contains("| #0.0005 % |"));
}

#[test]
fn the_report_says_of_which_year_the_plans_are() {
    let bo = every_kind();
    let _ = bo.batch(&["--to", "txt"]).code(0);
    assert_eq!(bo.report()["title"], "Giảm nghèo tại … năm 2026");
    let page = String::from_utf8(bo.0.read("out/bo/bao-cao.html")).unwrap();
    assert!(
        page.contains("<title>Báo cáo bộ kế hoạch: Giảm nghèo tại … năm 2026</title>")
    );
    assert!(
        page.contains("href=\"./tong-hop.xlsx\"")
            && page.contains("href=\"./bao-cao.xlsx\"")
    );
}

#[test]
fn a_workbook_made_by_a_run_is_a_table_of_units_again() {
    let bo = every_kind();
    let _ = bo.batch(&["--to", "txt"]).code(0);
    let merged = bo.0.read("out/bo/tong-hop.xlsx");
    let sheet = read_sheet(&merged, "Tổng hợp");
    assert_eq!(sheet.text(1, 0), "00004");
    let set = SET.split("    - { ma: dien_tich").next().unwrap();
    let set = set.replace("don-vi.csv", "tong-hop.xlsx");
    let others = "ten_don_vi: ten\n";
    bo.put("tong-hop.xlsx", &merged);
    bo.put("bo-ke-hoach.yaml", format!("{set}{others}").as_bytes());
    let run = bo.batch(&["--to", "txt", "-o", "out/lai"]);
    for key in ["00004", "00010"] {
        let paper = format!("out/lai/{key}.txt");
        assert!(bo.0.files().contains(&paper), "{paper}\n{}", run.err);
        let first = bo.0.read(&format!("out/bo/{key}.txt"));
        assert_eq!(bo.0.read(&paper), first, "{key}");
    }
}

#[test]
fn a_workbook_that_is_held_open_is_told_and_undoes_no_paper() {
    let bo = every_kind();
    // A folder of that name cannot be replaced by a file, as one that is open cannot.
    bo.0.put("out/bo/tong-hop.xlsx/x", b"");
    let run = bo.batch(&["--to", "txt"]).code(1);
    assert!(run.err.contains("tong-hop.xlsx"), "{}", run.err);
    assert!(bo.0.files().contains(&"out/bo/00004.txt".to_owned()));
    assert!(bo.0.files().contains(&"out/bo/tong-hop.csv".to_owned()));
}
