//! Targets over several years: what the paper says of them, reckoned in another way.

use std::fs;

use super::driver::{Folder, form_with, paper, root};

/// The form that has every kind of series.
fn read_form() -> String {
    fs::read_to_string(root().join("tests/forms/chi-tieu-nam.yaml")).unwrap()
}

/// Hundredths of a figure as it prints: `58.500`, `8,5`, `6,40`.
fn read_hundredths(text: &str) -> i64 {
    let (whole, decimals) = text.split_once(',').unwrap_or((text, ""));
    let whole: i64 = whole.replace('.', "").parse().unwrap();
    let decimals = format!("{decimals:0<2}");
    whole * 100 + decimals.parse::<i64>().unwrap()
}

/// The rows of the first table made from targets, each as its cells.
fn list_rows(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().skip_while(|line| !line.starts_with("TT\tChỉ tiêu")).skip(1);
    lines
        .take_while(|line| !line.is_empty())
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

#[test]
fn the_whole_period_is_what_the_printed_years_come_to() {
    let rows = list_rows(&paper(&read_form()).text);
    assert_eq!(rows.len(), 4);
    for row in rows {
        let years: Vec<_> = row[4..7]
            .iter()
            .filter(|cell| *cell != "……")
            .map(|c| read_hundredths(c))
            .collect();
        let (start, last) = (read_hundredths(&row[3]), years.last().unwrap());
        let whole = row[7].trim_end_matches(" điểm phần trăm");
        match whole.split_once(' ') {
            Some(("Giảm", size)) => {
                assert_eq!(read_hundredths(size), start - last, "{row:?}")
            }
            Some(("Tăng", size)) => {
                assert_eq!(read_hundredths(size), last - start, "{row:?}")
            }
            _ => assert_eq!(read_hundredths(whole), years.iter().sum::<i64>(), "{row:?}"),
        }
    }
}

#[test]
fn the_text_and_the_table_have_one_figure_for_a_year() {
    let text = paper(&read_form()).text;
    let rows = list_rows(&text);
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
