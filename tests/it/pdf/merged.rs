//! Cells merged down over pages, rows to write in, and the rows of groups, measured.

use super::read::{Line, Page, Pdf};
use crate::driver::{form_with, paper};

/// A form with a table in which one company has so many rows, after so many others.
fn list(before: usize, rows: usize) -> String {
    let mut res = String::from(
        "noi_dung:\n  - tieu_de: Danh sách\n    bang:\n      so_thu_tu: TT\n      khoa: mo\n      cot: [{ ma: ct, nhan: Đơn vị, gop: co, rong: 1 }, { ma: mo, nhan: Nơi làm, rong: 1 }]\n      hang:\n",
    );
    for row in 0..before {
        res += &format!("        - [Tổ-{row}, Nơi-{row}]\n");
    }
    for row in before..before + rows {
        res += &format!("        - [Tập-đoàn khai thác khoáng sản, Nơi-{row}]\n");
    }
    res += "  - tieu_de: Tổ chức thực hiện\n    doan: Các thôn thực hiện.\n";
    form_with(&res)
}

fn lines(text: &str) -> Vec<Vec<Line>> {
    Pdf::read(&paper(text).pdf).pages.iter().map(Page::lines).collect()
}

fn has_word(lines: &[Line], word: &str) -> bool {
    lines.iter().any(|line| line.text.split(' ').any(|other| other == word))
}

/// How far down the page the line with a word is.
fn place(lines: &[Line], word: &str) -> f64 {
    let line = lines.iter().find(|l| l.text.split(' ').any(|other| other == word));
    line.unwrap_or_else(|| panic!("no line has {word}")).y
}

#[test]
fn a_merged_cell_says_its_words_once_on_each_of_its_pages() {
    for (before, rows) in [(0, 3), (0, 20), (0, 90), (7, 150), (2, 100)] {
        let pages = lines(&list(before, rows));
        let mut named = 0;
        for page in &pages {
            let own =
                (before..before + rows).filter(|r| has_word(page, &format!("Nơi-{r}")));
            let own = own.count();
            let said = page.iter().filter(|l| l.text.contains("Tập-đoàn")).count();
            assert_eq!(said, usize::from(own > 0), "{before}, {rows}: {own} rows");
            named += said;
        }
        assert!(named > rows / 45, "{before}, {rows}: {named} pages");
    }
}

#[test]
fn a_short_merged_cell_is_not_parted_and_has_its_number_beside_it() {
    for before in 15..40 {
        let pages = lines(&list(before, 4));
        let on =
            |row: usize| pages.iter().position(|p| has_word(p, &format!("Nơi-{row}")));
        let first = on(before).unwrap();
        assert!((before..before + 4).all(|row| on(row) == Some(first)), "{before}");
        let number = (before + 1).to_string();
        assert!(has_word(&pages[first], &number), "{before}");
    }
}

#[test]
fn rows_to_write_in_have_the_height_that_is_asked_for() {
    for (asked, height) in [("3", 8.0), ("{ so_hang: 30, cao: 12 }", 12.0)] {
        let form = format!(
            "noi_dung:\n  - tieu_de: Biểu\n    bang:\n      so_thu_tu: TT\n      hang_trong: {asked}\n      cot: [{{ nhan: Tên }}, {{ ma: h, nhan: Hộ, kieu: so }}]\n      tong: {{ nhan: Cộng-cả }}\n  - tieu_de: Tổ chức thực hiện\n    doan: Các thôn thực hiện.\n"
        );
        let pages = lines(&form_with(&form));
        let first = &pages[0];
        for row in 1..3 {
            let apart =
                place(first, &(row + 1).to_string()) - place(first, &row.to_string());
            assert!((apart - height).abs() < 0.05, "{asked}: {apart}");
        }
        let last = pages.iter().find(|page| has_word(page, "Cộng-cả")).unwrap();
        let total = last.iter().find(|line| line.text.contains("Cộng-cả")).unwrap();
        assert_eq!(total.text, "Cộng-cả", "a sum of nothing");
    }
}

/// The name of a group takes in the blank cells beside it, and no room is kept for what
/// follows it on a later page.
#[test]
fn the_row_of_a_group_is_no_taller_than_its_name() {
    let names =
        ["Phát triển nhân lực", "Xây dựng thể chế và chính sách về chuyển đổi số"];
    let mut form = String::from(
        "noi_dung:\n  - tieu_de: Việc\n    bang:\n      so_thu_tu: TT\n      cot: [{ ma: g, nhan: Nhóm }, { ma: v, nhan: Nhiệm vụ, rong: 30 }, { ma: c, nhan: Chủ trì, rong: 50 }, { ma: k, nhan: Số, kieu: so, rong: 20 }]\n      nhom: { theo: g }\n      hang:\n",
    );
    for (group, name) in names.iter().enumerate() {
        for (row, figure) in [11, 5, 23, 2].iter().enumerate() {
            form += &format!("        - [{name}, Việc-{group}{row}, Phòng, {figure}]\n");
        }
    }
    let pages = lines(&form_with(&form));
    let page = &pages[0];
    let line = place(page, "Việc-01") - place(page, "Việc-00");
    let first = place(page, "Việc-00") - place(page, "Phát");
    let second = place(page, "Việc-10") - place(page, "Xây");
    assert!((first - line).abs() < 0.05, "{first} and {line}");
    assert!((second - line).abs() < 0.05, "{second} and {line}");
}

/// The words of a day are two lines, and one entry of three lines is room enough for them.
#[test]
fn a_day_of_a_timetable_is_said_on_every_page_that_has_one_of_its_entries() {
    let mut parted = 0;
    for before in 14..26 {
        let mut form = String::from("noi_dung:\n  - tieu_de: Chung\n    doan: |\n");
        form += &"      Một dòng chữ.\n".repeat(before);
        form += "  - tieu_de: Lịch\n    lich:\n      ngay:\n        - ngay: 2023-04-10\n          viec:\n";
        for entry in 0..12 {
            let words =
                "kiểm tra hồ sơ, hiện trường, kho, biển báo, máy và thiết bị ".repeat(3);
            form += &format!(
                "            - {{ gio: 7:30, noi_dung: \"Việc-{entry} {words}\" }}\n"
            );
        }
        form += "  - tieu_de: Tổ chức thực hiện\n    doan: Các thôn thực hiện.\n";
        let mut pages = lines(&form_with(&form));
        pages
            .retain(|page| (0..12).any(|entry| has_word(page, &format!("Việc-{entry}"))));
        for page in &pages {
            let said = page.iter().filter(|line| line.text.contains("10/4/2023")).count();
            assert_eq!(said, 1, "{before}");
        }
        parted += usize::from(pages.len() > 1);
    }
    assert!(parted > 6, "{parted} of 12 are on two pages");
}
