//! Tables over pages: every row once and whole, the head again on each page.

use super::read::{Page, Pdf};
use crate::driver::{form_with, paper};

fn form(rows: usize) -> String {
    let mut res = String::from(
        "noi_dung:\n  - tieu_de: Phân bổ\n    bang:\n      cot: [{ nhan: TT, kieu: so }, { nhan: Nội dung, rong: 3 }, { nhan: Ghi chú, rong: 1 }]\n      hang:\n",
    );
    for row in 1..=rows {
        let long = "hỗ trợ hộ nghèo phát triển sản xuất ".repeat(row % 4);
        res +=
            &format!("        - [{row}, \"Đầu{row} {long}cuối{row}\", \"Chú{row}\"]\n");
    }
    form_with(&res)
}

fn words(page: &Page) -> Vec<String> {
    let lines = page.lines();
    lines.iter().flat_map(|l| l.text.split(' ').map(str::to_owned)).collect()
}

#[test]
fn every_row_of_a_table_is_whole_on_one_page_under_a_head() {
    for rows in [1, 2, 3, 10, 30, 60, 200] {
        let pages: Vec<_> =
            Pdf::read(&paper(&form(rows)).pdf).pages.iter().map(words).collect();
        for row in 1..=rows {
            let has = |page: &&Vec<String>, word: String| page.contains(&word);
            let on: Vec<_> =
                pages.iter().filter(|p| has(p, format!("Đầu{row}"))).collect();
            let [page] = on[..] else {
                panic!("row {row} of {rows} is on {} pages", on.len())
            };
            for part in [format!("cuối{row}"), format!("Chú{row}"), "TT".to_owned()] {
                assert!(
                    page.contains(&part),
                    "row {row} of {rows}: {part} is on another page"
                );
            }
        }
    }
}

/// A form with a table of so many rows in groups of so many, with a total and a note.
fn grouped(rows: usize, group: usize) -> String {
    let mut res = String::from(
        "noi_dung:\n  - tieu_de: Phân bổ\n    bang:\n      cot: [{ ma: huyen, nhan: Huyện }, { ma: thon, nhan: Thôn }, { ma: ho, nhan: Số hộ, kieu: so }]\n      nhom: { theo: huyen, tong: khong }\n      tong: { nhan: Cộng-cả }\n      ghi_chu: Chú-thích của bảng.\n      hang:\n",
    );
    for row in 0..rows {
        res += &format!("        - [Huyện-{}, Thôn-{row}, {row}]\n", row / group);
    }
    form_with(&res)
}

/// What is said of a page's table from top to bottom: names of groups, rows, the total,
/// the note.
fn said(page: &Page) -> Vec<String> {
    let mut res: Vec<String> = Vec::new();
    for word in words(page) {
        if word == "(tiếp)" {
            res.last_mut().expect("a name stands before it").push_str(" (tiếp)");
        } else if word.contains("-") {
            res.push(word);
        }
    }
    let marks = ["Huyện-", "Thôn-", "Cộng-", "Chú-"];
    res.retain(|word| marks.iter().any(|mark| word.starts_with(mark)));
    res
}

#[test]
fn the_name_of_a_group_is_said_again_where_its_rows_go_on() {
    for (rows, group) in [(1, 1), (41, 40), (60, 7), (120, 50)] {
        let pages = Pdf::read(&paper(&grouped(rows, group)).pdf).pages;
        let mut next = 0;
        for said in pages.iter().map(said) {
            let mut above = String::new();
            for word in said {
                let is_first = !above.starts_with("Thôn-");
                match word.strip_prefix("Thôn-") {
                    Some(row) => {
                        assert_eq!(row, next.to_string());
                        let again = if next % group == 0 { "" } else { " (tiếp)" };
                        let name = format!("Huyện-{}{again}", next / group);
                        assert!(!is_first || above == name, "row {row} under {above}");
                        assert!(is_first || !again.is_empty(), "row {row} has no name");
                        next += 1;
                    }
                    None if word == "Cộng-cả" => assert!(!is_first, "{above}"),
                    None if word == "Chú-thích" => assert_eq!(above, "Cộng-cả"),
                    None => assert!(!above.starts_with("Huyện-"), "{above} over {word}"),
                }
                above = word;
            }
            assert!(!above.starts_with("Huyện-"), "{above} stands last");
        }
        assert_eq!(next, rows);
    }
}

/// Whatever is set before it, the name is what is said again: a number as long as the
/// name, a name without letters.
#[test]
fn a_group_that_goes_on_keeps_its_name_and_its_number() {
    for (name, sums) in
        [("Cụm", ""), ("20", ""), ("Cụm", ", tong: khong"), ("20", ", tong: khong")]
    {
        let mut form = format!(
            "noi_dung:\n  - tieu_de: Phân bổ\n    bang:\n      so_thu_tu: TT\n      cot: [{{ ma: g, nhan: Nhóm, kieu: chu }}, {{ ma: t, nhan: Thôn }}, {{ ma: h, nhan: Hộ }}]\n      nhom: {{ theo: g{sums} }}\n      hang:\n"
        );
        for row in 0..400 {
            form += &format!("        - [{name}{}, Thôn-{row}, {row}]\n", row / 50 + 1);
        }
        let pages = Pdf::read(&paper(&form_with(&form)).pdf).pages;
        let lines = pages.iter().flat_map(Page::lines);
        let again: Vec<_> =
            lines.map(|l| l.text.clone()).filter(|l| l.ends_with("(tiếp)")).collect();
        let numbers = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"];
        let wanted = |at: usize| format!("{} {name}{} (tiếp)", numbers[at], at + 1);
        for at in 0..8 {
            assert!(again.contains(&wanted(at)), "{}: {again:?}", wanted(at));
        }
        let named = |line: &String| (0..8).any(|at| *line == wanted(at));
        assert!(again.iter().all(named), "{again:?}");
    }
}
