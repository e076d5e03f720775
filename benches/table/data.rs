//! A table of villages as a form, a workbook and a CSV: the same at every run.

use std::error::Error;
use std::fmt::Write as _;

use rust_xlsxwriter::Workbook;

use super::base::form_with;

/// Name of the only sheet of the workbook.
pub(crate) const SHEET: &str = "Số liệu";

/// Rows to the district.
const DISTRICT: usize = 100;

/// Columns that the file gives.
const GIVEN: [&str; 8] = ["thon", "huyen", "ho", "dau", "giam", "moi", "khau", "von"];

/// Columns that are computed: id, type, formula. Differences, rates, shares of a total,
/// means, choices.
const COMPUTED: [(&str, &str, &str); 20] = [
    ("cuoi", "so", "dau - giam + moi"),
    ("bien_dong", "so", "giam + moi"),
    ("con_lai", "so", "ho - cuoi"),
    ("tl_dau", "phan_tram", "dau / ho"),
    ("tl_giam", "phan_tram", "giam / ho"),
    ("tl_moi", "phan_tram", "moi / ho"),
    ("tl_cuoi", "phan_tram", "cuoi / ho"),
    ("tl_con", "phan_tram", "con_lai / ho"),
    ("tl_bot", "phan_tram", "tl_dau - tl_cuoi"),
    ("tt_ho", "phan_tram", "ho / tong(ho)"),
    ("tt_dau", "phan_tram", "dau / tong(dau)"),
    ("tt_khau", "phan_tram", "khau / tong(khau)"),
    ("tt_von", "phan_tram", "von / tong(von)"),
    ("thoat", "phan_tram", "neu(dau = 0, 0, giam / dau)"),
    ("cao", "so", "neu(tl_dau > 5%, 1, 0)"),
    ("bq_khau", "thap_phan", "khau / ho"),
    ("bq_tron", "thap_phan", "lam_tron(khau / ho, 1)"),
    ("bq_von", "thap_phan", "neu(cuoi = 0, 0, von / cuoi)"),
    ("von_tinh", "tien", "von * 80%"),
    ("von_xa", "tien", "von - von_tinh"),
];

/// The form of the table that reads `file`.
pub(crate) fn write_form(file: &str, grouped: bool) -> String {
    let mut yaml = format!("bang:\n  thon:\n    du_lieu: {file}\n    khoa: thon\n");
    yaml.push_str("    so_thu_tu: TT\n    cot:\n");
    for id in GIVEN {
        let kind = if id == "von" { ", kieu: tien" } else { "" };
        let _ = writeln!(yaml, "      - {{ ma: {id}, nhan: Cột {id}{kind} }}");
    }
    for (id, kind, formula) in COMPUTED {
        let _ = writeln!(
            yaml,
            "      - {{ ma: {id}, nhan: Cột {id}, kieu: {kind}, cong_thuc: \"{formula}\" }}"
        );
    }
    if grouped {
        yaml.push_str("    nhom: { theo: huyen }\n");
    }
    yaml.push_str("    tong: { nhan: Tổng cộng }\n");
    yaml.push_str("    kiem_tra: [giam <= dau, cuoi <= ho, dau + moi <= ho]\n");
    form_with(&yaml)
}

/// A form of indicators, each the one before and one.
pub(crate) fn write_chain(indicators: usize) -> String {
    let mut yaml = "chi_tieu:\n  c0: { ten: Số 0, gia_tri: 1 }\n".to_owned();
    for number in 1..indicators {
        let before = number - 1;
        let _ = writeln!(
            yaml,
            "  c{number}: {{ ten: Số {number}, gia_tri: chi_tieu.c{before} + 1 }}"
        );
    }
    form_with(&yaml)
}

/// A row: the village, its district, its figures.
fn make_row(
    index: usize,
    next: &mut impl FnMut(u64) -> u64,
) -> (String, String, [u64; 6]) {
    let homes = 80 + next(900);
    let poor = next(homes / 5);
    let (less, more) = (next(poor + 1), next(homes / 20));
    let people = homes * 3 + next(homes);
    let money = (1 + next(5_000)) * 100_000;
    let village = format!("Thôn Đồng Tâm {}", index + 1);
    let district = format!("Huyện Hướng Hóa {}", index / DISTRICT + 1);
    (village, district, [homes, poor, less, more, people, money])
}

/// All rows, one after the other.
fn make_rows(count: usize) -> impl Iterator<Item = (String, String, [u64; 6])> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..count).map(move |index| {
        // xorshift64: the same figures at every run.
        make_row(index, &mut |below| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % below.max(1)
        })
    })
}

/// The workbook.
pub(crate) fn write_workbook(count: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name(SHEET)?;
    for (column, name) in (0_u16..).zip(GIVEN) {
        sheet.write(0, column, name)?;
    }
    for (line, (village, district, figures)) in (1_u32..).zip(make_rows(count)) {
        sheet.write(line, 0, village)?;
        sheet.write(line, 1, district)?;
        for (column, figure) in (2_u16..).zip(figures) {
            sheet.write(line, column, figure)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// The CSV, with semicolons.
pub(crate) fn write_csv(count: usize) -> Vec<u8> {
    let mut text = GIVEN.join(";") + "\n";
    for (village, district, figures) in make_rows(count) {
        let _ = write!(text, "{village};{district}");
        for figure in figures {
            let _ = write!(text, ";{figure}");
        }
        text.push('\n');
    }
    text.into_bytes()
}
