//! A table of 400 tasks in an appendix: every task once and whole, its number beside it,
//! the head and the name of the group again on each page.

use super::read::{Page, Pdf};
use crate::driver::{form_with, paper};

const TASKS: usize = 400;

/// Tasks of a group.
const GROUP: usize = 50;

/// A form with the tasks in an appendix, numbered through.
fn form() -> String {
    let mut res = String::from(
        "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Các nhiệm vụ tại {{ phu_luc(\"nv\") }} kèm theo.\nphu_luc:\n  - ma: nv\n    tieu_de: Danh mục nhiệm vụ\n    nhiem_vu:\n      bang:\n        so_thu_tu: STT\n        danh_so: lien_tuc\n        cot: [tieu_de, chu_tri, phoi_hop, { truong: thoi_gian, nhan: Thời-hạn }, ket_qua, ghi_chu]\n      danh_sach:\n",
    );
    for task in 1..=TASKS {
        if task % GROUP == 1 {
            let group = (task - 1) / GROUP + 1;
            res += &format!("        - tieu_de: Nhóm-{group}\n          nhiem_vu:\n");
        }
        let long = "rà soát, kiểm tra, đôn đốc và ".repeat(task % 5);
        res += &format!(
            "            - tieu_de: Việc-{task} {long}báo-cáo-{task}\n              thoi_gian: {{ quy: {}/2023 }}\n              ket_qua: |\n                - Kết-quả-{task};\n                - Biên bản.\n              phan_cong: {{ chu_tri: Phòng Kinh tế, phoi_hop: [Các thôn] }}\n",
            task % 4 + 1
        );
    }
    form_with(&res)
}

fn words(page: &Page) -> Vec<String> {
    let lines = page.lines();
    lines.iter().flat_map(|l| l.text.split(' ').map(str::to_owned)).collect()
}

/// The numbers of a page's rows, from top to bottom: what stands first on a line that begins
/// under the name of the first column, which is as wide as that name.
fn numbers(page: &Page) -> Vec<usize> {
    const NAME_WIDTH: f64 = 7.0;
    let mut lines = page.lines();
    lines.sort_by(|a, b| a.y.total_cmp(&b.y));
    let Some(head) = lines.iter().position(|line| line.text.starts_with("STT")) else {
        return Vec::new();
    };
    let end = lines[head].x + NAME_WIDTH;
    let below = lines[head + 1..].iter().filter(|line| line.x < end);
    below.filter_map(|line| line.text.split(' ').next()?.parse().ok()).collect()
}

#[test]
fn a_table_of_four_hundred_tasks_stays_whole_over_its_pages() {
    let pages = Pdf::read(&paper(&form()).pdf).pages;
    let told: Vec<_> = pages.iter().map(words).collect();
    let with_rows: Vec<usize> = (0..pages.len())
        .filter(|page| told[*page].iter().any(|word| word.starts_with("Việc-")))
        .collect();
    assert!(with_rows.len() >= 12, "{} pages", with_rows.len());
    for page in &with_rows {
        assert!(told[*page].contains(&"Thời-hạn".to_owned()), "page {page} has no head");
        assert!(pages[*page].width > pages[*page].height, "page {page} is upright");
    }
    for task in 1..=TASKS {
        let name = format!("Việc-{task}");
        let on: Vec<_> =
            with_rows.iter().filter(|page| told[**page].contains(&name)).collect();
        let [page] = on[..] else { panic!("{name} is on {} pages", on.len()) };
        for part in [format!("báo-cáo-{task}"), format!("Kết-quả-{task};")] {
            let count = told.iter().flatten().filter(|word| **word == part).count();
            assert_eq!((count, told[*page].contains(&part)), (1, true), "{part}");
        }
    }
}

#[test]
fn four_hundred_tasks_are_numbered_through_and_their_groups_are_named_on_each_page() {
    let pages = Pdf::read(&paper(&form()).pdf).pages;
    assert_eq!(
        pages.iter().flat_map(numbers).collect::<Vec<_>>(),
        (1..=TASKS).collect::<Vec<_>>()
    );
    let mut next = 0;
    for page in pages.iter().map(words) {
        let mut rows = page.iter().filter_map(|w| w.strip_prefix("Việc-"));
        let Some(first) = rows.next() else { continue };
        let count = 1 + rows.count();
        assert_eq!(first, (next + 1).to_string());
        let group = format!("Nhóm-{}", next / GROUP + 1);
        let at = page.iter().position(|word| *word == group).expect("the group is named");
        let again = page.get(at + 1).is_some_and(|word| word == "(tiếp)");
        assert_eq!(again, next % GROUP != 0, "{group} over {}", next + 1);
        next += count;
    }
    assert_eq!(next, TASKS);
}
