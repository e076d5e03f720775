//! Targets over several years: what the paper says of them, reckoned in another way.

use std::fs;

use super::driver::{Folder, form_with, paper, root};
use super::reckoning::{list_rows, read_decimal};

/// The form that has every kind of series.
fn read_form() -> String {
    fs::read_to_string(root().join("tests/forms/chi-tieu-nam.yaml")).unwrap()
}

/// The rows of the first table made from targets.
fn list_target_rows(text: &str) -> Vec<Vec<&str>> {
    let rows = list_rows(text).into_iter();
    let rows = rows.skip_while(|row| !row.starts_with(&["TT", "Chỉ tiêu"])).skip(1);
    rows.take_while(|row| row[..] != [""]).collect()
}

/// A figure as it prints, in hundredths: `58.500`, `8,5`, `6,40`.
#[track_caller]
fn read_hundredths(text: &str) -> u64 {
    read_decimal(text, 2)
}

#[test]
fn the_whole_period_is_what_the_printed_years_come_to() {
    let text = paper(&read_form()).text;
    let rows = list_target_rows(&text);
    assert_eq!(rows.len(), 4);
    for row in rows {
        let years: Vec<_> = row[4..7]
            .iter()
            .filter(|cell| **cell != "……")
            .map(|c| read_hundredths(c))
            .collect();
        let (start, last) = (read_hundredths(row[3]), years.last().unwrap());
        let whole = row[7].trim_end_matches(" điểm phần trăm");
        match whole.split_once(' ') {
            Some(("Giảm", size)) => {
                assert_eq!(read_hundredths(size), start - last, "{row:?}");
            }
            Some(("Tăng", size)) => {
                assert_eq!(read_hundredths(size), last - start, "{row:?}");
            }
            _ => assert_eq!(read_hundredths(whole), years.iter().sum::<u64>(), "{row:?}"),
        }
    }
}

#[test]
fn the_text_and_the_table_have_one_figure_for_a_year() {
    let text = paper(&read_form()).text;
    let rows = list_target_rows(&text);
    let poor = &rows[0];
    let sentence = format!(
        "từ {}% năm 2025 giảm còn {}% năm 2026, {}% năm 2027 và {}% năm 2028",
        poor[3], poor[4], poor[5], poor[6]
    );
    assert!(text.contains(&sentence), "{sentence}");
}

const KEYS: &str = "\
giai_doan: 2023-2025
chi_tieu:
  ngheo:
    ten: Tỷ lệ hộ nghèo
    don_vi: \"%\"
    dau: { nam: 2022, gia_tri: \"8,5%\" }
    nam:
      2023: 7%
      2024: chi_tieu.ngheo[\"2023\"] - 0,8%
      2025: \"5,2%\"
    chieu: giam
noi_dung:
  - tieu_de: Mục tiêu
    doan: Năm 2024 còn {{ chi_tieu.ngheo[\"2024\"] }}, giảm {{ chi_tieu.ngheo[\"2024\"].giam }}.
    tu_chi_tieu: ngheo
";

#[test]
fn a_computed_year_is_told_down_to_the_year_before_it() {
    let folder = Folder::new();
    folder.put("ke-hoach.yaml", form_with(KEYS));
    let run = folder.run(["trace", "ke-hoach.yaml", "chi_tieu.ngheo[\"2024\"].giam"]);
    let out = run.code(0).err("").out;
    for line in [
        "chi_tieu.ngheo[\"2024\"].giam = 0,8 điểm phần trăm",
        "Thay số: 0,07 - 0,062 = 0,008; in là 0,8 điểm phần trăm",
        "chi_tieu.ngheo[\"2024\"] = 6,2%: chi_tieu.ngheo[\"2023\"] - 0,8% = 0,07 - 0,8%",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
}

#[test]
fn a_year_that_was_set_anew_is_told_by_its_year() {
    let folder = Folder::new();
    folder.put("a.yaml", form_with(KEYS));
    folder.put("b.yaml", form_with(&KEYS.replace("2023: 7%", "2023: 7,5%")));
    let out = folder.run(["diff", "a.yaml", "b.yaml"]).out;
    for line in [
        "sửa Tỷ lệ hộ nghèo: năm 2023: 7% → 7,5% (+0,5 điểm phần trăm)",
        "= Tỷ lệ hộ nghèo: năm 2024: 6,2% → 6,7% (+0,5 điểm phần trăm)",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
}

/// The rows of a table of a rate, a count and two amounts, with these keys.
fn list_rows_of_units(keys: &str) -> Vec<String> {
    let text = paper(&form_with(&format!(
        "\
giai_doan: 2023-2025
chi_tieu:
  ngheo:
    ten: Tỷ lệ hộ nghèo
    don_vi: \"%\"
    dau: {{ nam: 2022, gia_tri: \"8,50%\" }}
    nam: {{ 2023: 7%, 2024: \"6,25%\", 2025: chua_co }}
  ho:
    ten: Số hộ nghèo
    don_vi: hộ
    dau: {{ nam: 2022, gia_tri: 1.250 }}
    nam: {{ 2023: 1.100, 2024: 900 }}
  thu:
    ten: Thu nhập bình quân
    don_vi: đồng
    dau: {{ nam: 2022, gia_tri: 58.500.000 đồng }}
    nam: {{ 2023: 63 triệu đồng, 2024: 65 triệu đồng, 2025: \"70,5 triệu đồng\" }}
  von:
    ten: Vốn
    don_vi: đồng
    nam: {{ 2023: 2 tỷ đồng, 2024: 1.234.567 đồng, 2025: 1 tỷ đồng }}
    ca_giai_doan: tong
noi_dung:
  - tieu_de: Mục tiêu
    doan: Các chỉ tiêu như sau.
    tu_chi_tieu: {{ danh_sach: [ngheo, ho, thu, von], {keys} }}
"
    )))
    .text;
    let rows = text.lines().skip_while(|line| !line.starts_with("TT\t")).skip(1);
    rows.take(4).map(str::to_owned).collect()
}

#[test]
fn a_figure_says_its_unit_where_the_table_does_not() {
    assert_eq!(
        list_rows_of_units("cot: [ten, dau, nam, muc_tieu, ca_giai_doan]"),
        [
            "1\tTỷ lệ hộ nghèo\t8,50%\t7%\t6,25%\t……\t……\t……",
            "2\tSố hộ nghèo\t1.250 hộ\t1.100 hộ\t900 hộ\t\t900 hộ (năm 2024)\tGiảm 350 hộ",
            "3\tThu nhập bình quân\t58.500 nghìn đồng\t63.000 nghìn đồng\t65.000 nghìn đồng\t70.500 nghìn đồng\t70.500 nghìn đồng\tTăng 12.000 nghìn đồng",
            "4\tVốn\t\t2.000.000.000 đồng\t1.234.567 đồng\t1.000.000.000 đồng\t3.001.234.567 đồng\t3.001.234.567 đồng",
        ]
    );
}

#[test]
fn the_unit_above_a_table_is_that_of_the_figures_that_do_not_say_theirs() {
    assert_eq!(
        list_rows_of_units("cot: [ten, dau, nam], don_vi_tinh: Triệu đồng"),
        [
            "1\tTỷ lệ hộ nghèo\t8,50%\t7%\t6,25%\t……",
            "2\tSố hộ nghèo\t1.250 hộ\t1.100 hộ\t900 hộ",
            "3\tThu nhập bình quân\t58,5\t63\t65\t70,5",
            "4\tVốn\t\t2.000.000.000 đồng\t1.234.567 đồng\t1.000.000.000 đồng",
        ]
    );
    let rows = list_rows_of_units("cot: [ten, nam], don_vi_tinh: \"%\"");
    assert_eq!(rows[0], "1\tTỷ lệ hộ nghèo\t7\t6,25\t……");
    assert_eq!(rows[1], "2\tSố hộ nghèo\t1.100 hộ\t900 hộ");
    let rows = list_rows_of_units("cot: [ten, don_vi, nam], don_vi_tinh: triệu đồng");
    assert_eq!(rows[2], "3\tThu nhập bình quân\tTriệu đồng\t63\t65\t70,5");
    assert_eq!(rows[3], "4\tVốn\tĐồng\t2.000.000.000\t1.234.567\t1.000.000.000");
}

#[test]
fn a_set_rolls_up_rates_as_rates_and_loses_no_digit() {
    let set = "\
kehoach: 1
bieu_mau: mau.yaml
don_vi:
  khoa: ma
  cot:
    - { ma: ma, nhan: Mã }
    - { ma: ten, nhan: Xã }
    - { ma: tl, nhan: Tỷ lệ, kieu: { phan_tram: 2 } }
  hang:
    - [a, Sơn Hà, \"6,2%\"]
    - [b, Nam Giang, \"7,25%\"]
ten_don_vi: ten
tong_hop:
  - { ma: t1, nhan: Một, tu: 'chi_tieu.ngheo[\"2023\"]' }
  - { ma: t2, nhan: Hai, tu: 'chi_tieu.ngheo[\"2023\"]', kieu: phan_tram }
  - { ma: t3, nhan: Ba, tu: chi_tieu.diem }
  - { ma: t4, nhan: Bốn, tu: chi_tieu.ho }
";
    let keys = "\
chi_tieu:
  ngheo:
    ten: Tỷ lệ hộ nghèo
    don_vi: \"%\"
    nam: { 2023: don_vi.tl }
  diem: { ten: Điểm thi đua, don_vi: điểm, gia_tri: \"5,6\" }
  ho: { ten: Số hộ, don_vi: hộ, gia_tri: 1.250 }
noi_dung:
  - tieu_de: Mục tiêu
    doan: Còn {{ chi_tieu.ngheo }}, đạt {{ chi_tieu.diem }} điểm, có {{ chi_tieu.ho }} hộ.
";
    let folder = Folder::new();
    folder.put("bo.yaml", set).put("mau.yaml", form_with(keys));
    let run = folder.run(["batch", "bo.yaml"]).code(0);
    let files = folder.files();
    let name = files.iter().find(|name| name.ends_with("/tong-hop.csv"));
    let table = folder.read(name.unwrap_or_else(|| panic!("{}{files:?}", run.out)));
    let table = String::from_utf8(table).unwrap();
    let rows: Vec<_> = table.lines().skip(1).collect();
    assert_eq!(
        rows,
        [
            "a;Sơn Hà;\"6,20%\";\"6,20%\";\"6,20%\";\"5,6\";1.250",
            "b;Nam Giang;\"7,25%\";\"7,25%\";\"7,25%\";\"5,6\";1.250",
            "Tổng;;;;;\"11,2\";2.500",
        ]
    );
}
