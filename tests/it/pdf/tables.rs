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
