//! `kehoach trace`: where a number comes from and where the paper shows it.

use std::fs;

use super::driver::{Folder, form_with, golden, root, run_in};

/// A plan whose table comes from a workbook and stands in an appendix.
const FROM_WORKBOOK: &str = "\
bang:
  ngheo:
    du_lieu: ho-ngheo.xlsx
    khoa: thon
    cot:
      - { ma: thon, nhan: Tên thôn }
      - { ma: ho, nhan: Tổng số hộ }
      - { ma: dau, nhan: Hộ nghèo đầu năm }
      - { ma: tl, nhan: Tỷ lệ hộ nghèo, kieu: { phan_tram: 2 }, cong_thuc: dau / ho }
    tong: { nhan: Tổng cộng }
noi_dung:
  - tieu_de: Mục tiêu
    doan_danh_so:
      - Toàn xã có {{ ngheo.tong.dau }} hộ nghèo, như {{ phu_luc(\"so-ho\") }} kèm theo.
      - Tỷ lệ hộ nghèo của thôn Mai Hà là {{ ngheo[\"Mai Hà\"].tl | so_le(1) }}.
phu_luc:
  - ma: so-ho
    tieu_de: Số hộ nghèo của các thôn
    bang: ngheo
";

fn from_workbook(keys: &str) -> Folder {
    let workbook = fs::read(root().join("tests/forms/so-lieu/ho-ngheo.xlsx")).unwrap();
    let folder = Folder::new();
    folder.put("thu/ke-hoach.yaml", form_with(keys)).put("thu/ho-ngheo.xlsx", workbook);
    folder
}

#[test]
fn a_total_rate_is_told_down_to_the_cells_of_its_file() {
    let run = run_in(root(), ["trace", "data/son-trung-2023", "ngheo.tong.tl_cuoi"]);
    golden("goldens/trace-son-trung-2023.txt", &run.code(0).err("").out);
}

#[test]
fn a_cell_of_a_workbook_is_told_by_sheet_and_address() {
    let name = "ngheo[\"Mai Hà\"].tl";
    let _ = from_workbook(FROM_WORKBOOK).run(["trace", "thu", name]).code(0).err("").out(
        "\
ngheo[\"Mai Hà\"].tl = 1,49%

Là: bảng `ngheo`, hàng “Mai Hà”, cột “Tỷ lệ hộ nghèo”
Công thức: dau / ho (thu/ke-hoach.yaml:25:76)
Thay số: 3 / 202 = 0,014851485…; làm tròn 2 chữ số lẻ: 1,49%

Tính từ:
  ngheo[\"Mai Hà\"].dau = 3 (ho-ngheo.xlsx, trang “Hộ nghèo”, ô C5)
  ngheo[\"Mai Hà\"].ho = 202 (ho-ngheo.xlsx, trang “Hộ nghèo”, ô B5)

In trong văn bản:
  Khoản 2 Phần I: in 1,5% từ {{ ngheo[\"Mai Hà\"].tl | so_le(1) }} (thu/ke-hoach.yaml:31:43)
  Phụ lục: in 1,49% ở bảng `ngheo` (thu/ke-hoach.yaml:35:11)
",
    );
}

#[test]
fn a_total_that_the_file_gives_is_compared() {
    let given = |keys: &str| {
        let run = from_workbook(keys).run(["trace", "thu", "ngheo.tong.dau"]).code(0);
        let line = run.out.lines().find(|l| l.starts_with("Số này")).unwrap().to_owned();
        (line, run.err)
    };
    let (line, err) = given(FROM_WORKBOOK);
    let cell = "(ho-ngheo.xlsx, trang “Hộ nghèo”, ô C16)";
    assert_eq!(line, format!("Số này cũng được ghi sẵn, đúng với số tính được {cell}"));
    assert_eq!(err, "");
    let keys = FROM_WORKBOOK.replace("Tổng cộng }", "Tổng cộng, gia_tri: { dau: 60 } }");
    let (line, err) = given(&keys);
    let place = "(thu/ke-hoach.yaml:26:46)";
    assert_eq!(
        line,
        format!("Số này cũng được ghi sẵn là 60, khác số tính được 63 {place}")
    );
    assert_eq!(err, "biểu còn 1 lỗi, xem bằng: kehoach check thu\n");
}

#[test]
fn a_figure_is_followed_into_what_a_text_computes_from_it() {
    let keys = "\
chi_tieu:
  giam: { ten: Số hộ nghèo giảm, dau: 63, muc_tieu: 51, don_vi: hộ }
noi_dung:
  - tieu_de: Mục tiêu
    doan: |
      Còn {{ chi_tieu.giam.dau - chi_tieu.giam.giam + 1 }} hộ, đầu năm {{ nam - 1 }}.
      Mỗi quý {{ neu(chi_tieu.giam.giam > 8, 3, 2) }} hộ, cả năm {{ chi_tieu.giam }} hộ.
";
    let folder = Folder::new();
    folder.put("ke-hoach.yaml", form_with(keys));
    let run =
        folder.run(["trace", "ke-hoach.yaml", "chi_tieu.giam.giam"]).code(0).err("");
    let (_, places) = run.out.split_once("\n\nIn trong văn bản:\n").unwrap();
    let shown: Vec<_> = places.lines().map(str::trim).collect();
    assert_eq!(
        shown,
        [
            "Phần I: in 52 từ {{ chi_tieu.giam.dau - chi_tieu.giam.giam + 1 }} (ke-hoach.yaml:22:11)",
            "Phần I: in 3 từ {{ neu(chi_tieu.giam.giam > 8, 3, 2) }} (ke-hoach.yaml:23:15)",
        ]
    );
}

#[test]
fn a_place_is_called_as_the_paper_calls_it() {
    let keys = "\
chi_tieu:
  giam: { ten: Số hộ nghèo giảm, dau: 63, muc_tieu: 51, don_vi: hộ }
noi_dung:
  - tieu_de: Mục tiêu giảm {{ chi_tieu.giam.giam }} hộ
    doan: |
      Giảm {{ chi_tieu.giam.giam | co_don_vi }}:
      - Trong đó có {{ chi_tieu.giam.giam | bang_chu }} hộ mới.
    muc:
      - tieu_de: Các thôn
        muc:
          - tieu_de: Thôn Một
            doan: Phấn đấu giảm {{ chi_tieu.giam.giam }} hộ.
  - tieu_de: Tổ chức thực hiện
    phan_cong:
      - don_vi: Các thôn
        noi_dung: Giảm {{ chi_tieu.giam.giam }} hộ, từ {{ chi_tieu.giam.dau }} hộ.
ket_thuc: Cả xã phấn đấu giảm {{ chi_tieu.giam.giam }} hộ.
";
    let folder = Folder::new();
    folder.put("ke-hoach.yaml", form_with(keys));
    let run =
        folder.run(["trace", "ke-hoach.yaml", "chi_tieu.giam.giam"]).code(0).err("");
    let (how, places) = run.out.split_once("\n\nIn trong văn bản:\n").unwrap();
    assert_eq!(
        how,
        "\
chi_tieu.giam.giam = 12

Là: chỉ tiêu “Số hộ nghèo giảm”, mức giảm
Công thức: dau - muc_tieu
Thay số: 63 - 51 = 12

Tính từ:
  chi_tieu.giam.dau = 63 (ke-hoach.yaml:18:39)
  chi_tieu.giam.muc_tieu = 51 (ke-hoach.yaml:18:53)"
    );
    let called: Vec<_> =
        places.lines().map(|l| l.split(" từ ").next().unwrap()).collect();
    assert_eq!(
        called,
        [
            "  Phần I: in 12",
            "  Phần I: in 12 hộ",
            "  Phần I: in mười hai",
            "  Điểm a Mục 1 Phần I: in 12",
            "  Mục 1 Phần II: in 12",
            "  Câu kết: in 12",
        ]
    );
}

#[test]
fn the_money_of_the_tasks_is_its_amounts() {
    let run = run_in(root(), ["trace", "data/cam-luong-2023", "kinh_phi.tong"]).code(0);
    let lines: Vec<_> = run.out.lines().collect();
    assert_eq!(lines[0], "kinh_phi.tong = 26.000.000 đồng");
    assert!(lines.contains(&"Cách tính: cộng 3 khoản = 26.000.000"), "{}", run.out);
    let task = "  kinh_phi[\"da-7-2-giam-sat\"] = 12.000.000 đồng (data/cam-luong-2023/";
    assert!(lines.iter().any(|l| l.starts_with(task)), "{}", run.out);
    let appendix = "  Phụ lục: in 26.000.000 ở bảng lập từ các nhiệm vụ (data/";
    assert!(lines.iter().any(|l| l.starts_with(appendix)), "{}", run.out);
}

#[test]
fn the_money_of_a_table_of_tasks_is_in_its_rows_and_its_total() {
    let keys = "\
noi_dung:
  - tieu_de: Nhiệm vụ
    nhiem_vu:
      bang: { cot: [tieu_de, kinh_phi], don_vi_tinh: triệu đồng, tong: co }
      danh_sach:
        - { ma: a, tieu_de: Tập huấn, kinh_phi: 2.500.000 đồng }
        - { ma: b, tieu_de: Rà soát, kinh_phi: 4.000.000 đồng }
";
    let folder = Folder::new();
    folder.put("a.yaml", form_with(keys));
    folder.put("b.yaml", form_with(&format!("{keys}  - tieu_de: Khác\n    nhiem_vu:\n      - {{ tieu_de: Họp, kinh_phi: 1.000.000 đồng, thoi_gian: 2023-07, phan_cong: Văn phòng }}\n")));
    let row = "Phần I: in 2,5 ở bảng nhiệm vụ";
    let total = "Phần I: in 6,5 ở bảng nhiệm vụ";
    for (file, name, told, is_told) in [
        ("a.yaml", "kinh_phi[\"a\"]", row, true),
        ("b.yaml", "kinh_phi[\"a\"]", row, true),
        ("a.yaml", "kinh_phi.tong", total, true),
        // Its total is not that of all tasks.
        ("b.yaml", "kinh_phi.tong", "ở bảng nhiệm vụ", false),
    ] {
        let run = folder.run(["trace", file, name]).code(0).err("");
        assert_eq!(run.out.contains(told), is_told, "{}", run.out);
    }
}

#[test]
fn a_name_of_nothing_is_told_as_in_the_form() {
    for (name, said) in [
        ("ngheo.tong.cuoii", "không có cột nào mang mã `cuoii`"),
        ("ngheo[\"Mai Há\"].dau", "bảng `ngheo` không có hàng “Mai Há”"),
        ("nghe.tong.cuoi", "không có bảng nào mang mã `nghe`"),
        ("ngheo.tong.cuoi + 1", "`ngheo.tong.cuoi + 1` không phải là tên một con số"),
    ] {
        let run = run_in(root(), ["trace", "data/son-trung-2023", name]).code(1).out("");
        assert!(run.err.contains(said), "{name}\n{}", run.err);
    }
    let _ =
        run_in(root(), ["trace", "data/son-trung-2023", "nghe.tong.cuoi"]).code(1).err(
            "\
lỗi[unknown-value]: không có bảng nào mang mã `nghe`
 --> số cần xem:1:1
  |
1 | nghe.tong.cuoi
  | ^^^^ có phải là `ngheo`?

",
        );
}

#[test]
fn a_folder_of_several_forms_is_not_one() {
    let run = run_in(root(), ["trace", "data", "kinh_phi.tong"]).code(1).out("");
    assert!(run.err.contains("chưa rõ xem số của biểu nào"), "{}", run.err);
}

#[test]
fn where_a_number_comes_from_is_json_of_a_version() {
    let args = ["trace", "thu", "ngheo[\"Mai Hà\"].tl", "--format", "json"];
    let run = from_workbook(FROM_WORKBOOK).run(args).code(0).err("");
    let root: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(root["version"], 1);
    assert_eq!(root["number"]["shown"], "1,49%");
    assert_eq!(root["number"]["formula"]["with_numbers"], "3 / 202");
    assert_eq!(root["number"]["inputs"][0]["origin"]["cell"], "ô C5");
    assert_eq!(root["places"][0]["part"], "khoản 2 Phần I");
    assert_eq!(root["places"][0]["text"], "1,5%");
    assert_eq!(root["places"][1]["kind"], "cell");
}

#[test]
fn money_that_a_formula_takes_over_is_told_as_shown_there() {
    let run =
        run_in(root(), ["trace", "tests/forms/du-toan.yaml", "du_toan.cuoi.thanh_tien"]);
    let out = run.code(0).err("").out;
    let shown = out.split("In trong văn bản:").nth(1).unwrap();
    assert!(shown.contains("Phần II: in 49.675.000 đồng ở kinh phí của mục"), "{out}");
    let name = "du_toan.nhom[\"Tập huấn tại các thôn\"].thanh_tien";
    let run = run_in(root(), ["trace", "tests/forms/du-toan.yaml", name]);
    let out = run.code(0).err("").out;
    assert!(out.contains("in 10.272.500 đồng ở dòng kinh phí của nhiệm vụ"), "{out}");
}
