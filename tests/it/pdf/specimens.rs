//! Forms that others fill in, measured: dotted lines, frames, signatures, sheets.

use super::read::{Frame, Line, Page, Pdf, Rule};
use crate::driver::{form_with, paper};
use crate::goldens::forms;

/// The margins of the page.
const LEFT: f64 = 30.0;
const RIGHT: f64 = 190.0;

/// The pages of the appendix of a paper that has these parts of a specimen.
fn sheets(parts: &str) -> Vec<Page> {
    let mut keys = String::from(
        "noi_dung:\n  - tieu_de: Hồ sơ\n    doan: Theo mẫu tại {{ phu_luc(\"mau\") }}.\n\
         phu_luc:\n  - ma: mau\n    tieu_de: Mẫu\n    mau:\n",
    );
    for line in parts.lines() {
        keys += &format!("      {line}\n");
    }
    let mut pages = Pdf::read(&paper(&form_with(&keys)).pdf).pages;
    pages.remove(0);
    pages
}

/// A form of `tests/forms`, by pages.
fn pages_of(name: &str) -> Vec<Page> {
    let (_, form) = forms().into_iter().find(|(form, _)| form == name).unwrap();
    Pdf::read(&paper(&form).pdf).pages
}

/// The dotted lines of a line from left to right, those that touch as one.
fn leaders(page: &Page, line: &Line) -> Vec<Rule> {
    let mut rules: Vec<Rule> =
        page.rules.iter().filter(|rule| (rule.y - line.y).abs() < 0.5).copied().collect();
    rules.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut res: Vec<Rule> = Vec::new();
    for rule in rules {
        match res.last_mut().filter(|last| rule.x - last.right < 0.5) {
            Some(last) => last.right = rule.right,
            None => res.push(rule),
        }
    }
    res
}

#[test]
fn a_dotted_line_ends_at_the_right_margin_whatever_stands_before_it() {
    for before in
        ["Tên:", "Họ và tên (chữ in hoa, có dấu, ghi như trong giấy khai sinh):"]
    {
        for dots in ["…", "...", "………………", ".................................."]
        {
            let pages = sheets(&format!("- dong: |\n    {before} {dots}"));
            let line = pages[0].line(before.split(' ').next().unwrap());
            let found = leaders(&pages[0], &line);
            assert_eq!(found.len(), 1, "{before} {dots}: {found:?}");
            assert!((found[0].right - RIGHT).abs() < 0.3, "{before} {dots}: {found:?}");
        }
    }
    let pages = sheets("- dong: |\n    Ý kiến:\n    ……");
    let line = pages[0].line("……");
    let found = leaders(&pages[0], &line);
    assert!((found[0].x - LEFT).abs() < 0.3 && (found[0].right - RIGHT).abs() < 0.3);
}

#[test]
fn dotted_lines_of_one_line_share_its_room_in_proportion_to_their_dots() {
    let pages = sheets("- dong: |\n    Bố: .......... Nghề: .................... hết");
    let line = pages[0].line("Bố:");
    let found = leaders(&pages[0], &line);
    let [first, second] = found[..] else { panic!("{found:?}") };
    // Each has four ems before the rest is shared.
    let least = 4.0 * 14.0 * 25.4 / 72.0;
    let (first, second) = (first.length() - least, second.length() - least);
    assert!((second - 2.0 * first).abs() < 0.5, "{first} {second}");
    assert!((line.right - RIGHT).abs() < 0.5, "{line:?}");
}

#[test]
fn a_frame_has_its_size_and_no_line_runs_into_it() {
    let parts = "- khung: { chu: Ảnh 3 × 4, rong: 30, cao: 40 }\n\
        - giua: |\n    **ĐƠN XIN HỌC LỚP BỒI DƯỠNG CỦA TRƯỜNG**\n    Kính gửi: Nhà trường\n\
        - dong: |\n    Một: ……\n    Hai: ……\n    Ba: ……\n    Bốn: ……\n    Năm: ……\n    Sáu: ……";
    let pages = sheets(parts);
    let page = &pages[0];
    let [Frame { x, right, top, bottom }] = page.frames[..] else {
        panic!("{:?}", page.frames)
    };
    assert!((right - x - 30.0).abs() < 0.3 && (bottom - top - 40.0).abs() < 0.3);
    let mut beside = 0;
    for line in page.lines() {
        let within = line.y > top && line.y - 3.0 < bottom;
        if within && !line.text.starts_with("Ảnh") {
            assert!(line.x > right + 2.0, "{line:?}");
            beside += 1;
        }
    }
    assert!(beside > 2 && page.line("Sáu:").x < right, "{beside}");
}

#[test]
fn a_title_beside_a_frame_is_in_the_middle_of_the_page_where_it_has_room() {
    let parts = "- khung: { rong: 30, cao: 40 }\n- giua: |\n    **ĐƠN XIN HỌC**\n    Năm học 2026";
    let pages = sheets(parts);
    let [title, year] = ["ĐƠN XIN", "Năm học"].map(|words| pages[0].line(words));
    for line in [&title, &year] {
        let middle = f64::midpoint(line.x, line.right);
        assert!((middle - f64::midpoint(LEFT, RIGHT)).abs() < 0.5, "{line:?}");
    }
    // Lines of one entry stand as close as those of a title.
    assert!((year.y - title.y - 14.0 * 1.149 * 25.4 / 72.0).abs() < 0.1, "{year:?}");
}

#[test]
fn signatures_stand_side_by_side_and_each_in_the_middle_of_its_part() {
    for count in 1..=3_u8 {
        let mut parts = String::from("- ky:\n");
        for number in 1..=count {
            parts += &format!(
                "    - {{ chuc_vu: NGƯỜI {number}, ghi_chu: (Ký {number}), ho_ten: Tên {number} }}\n"
            );
        }
        let pages = sheets(&parts);
        let columns = f64::from(count.max(2));
        for words in ["NGƯỜI", "(Ký", "Tên"] {
            let lines: Vec<Line> =
                (1..=count).map(|n| pages[0].line(&format!("{words} {n}"))).collect();
            for (line, number) in lines.iter().zip(1..) {
                assert!((line.y - lines[0].y).abs() < 0.1, "{line:?}");
                let part = if count == 1 { 2 } else { number };
                let middle = LEFT + (RIGHT - LEFT) * (f64::from(part) - 0.5) / columns;
                let found = f64::midpoint(line.x, line.right);
                assert!((found - middle).abs() < 2.5, "{line:?}, not {middle}");
            }
        }
    }
}

#[test]
fn a_signature_stands_whole_under_words_of_its_page_wherever_it_falls() {
    for lines in 14..34 {
        let mut parts = String::from("- dong: |\n");
        for number in 1..=lines {
            parts += &format!("    Dòng {number}.\n");
        }
        parts += "- phai: Ngày … tháng … năm …\n- ky: { chuc_vu: NGƯỜI KÝ, ho_ten: Tên người }\n";
        let pages = sheets(&parts);
        let page = pages.iter().find(|page| {
            page.lines().iter().any(|line| line.text.starts_with("NGƯỜI KÝ"))
        });
        let page = page.unwrap();
        let texts: Vec<String> = page.lines().into_iter().map(|l| l.text).collect();
        let above = texts.iter().any(|text| *text == format!("Dòng {lines}."));
        assert!(above && texts.contains(&"Tên người".to_owned()), "{texts:?}");
    }
}

#[test]
fn a_second_sheet_begins_a_page_and_the_pages_go_on_counting() {
    let pages = pages_of("mau-don");
    let last = pages.last().unwrap();
    let lines = last.lines();
    assert_eq!(lines[0].text, (pages.len() - 1).to_string(), "{lines:?}");
    assert!(lines[1].text.starts_with("CỘNG HÒA"), "{lines:?}");
    assert!(pages[1].lines().iter().all(|line| !line.text.starts_with("PHIẾU")));
}

#[test]
fn in_an_upright_appendix_a_wide_table_is_turned_alone_under_its_title() {
    let pages = pages_of("mau-bao-cao");
    let turned: Vec<usize> =
        (0..pages.len()).filter(|n| pages[*n].width > pages[*n].height).collect();
    let [turned] = turned[..] else { panic!("{turned:?}") };
    let texts = |page: &Page| -> Vec<String> {
        page.lines().into_iter().map(|line| line.text).collect()
    };
    let (before, page, after) =
        (texts(&pages[turned - 1]), texts(&pages[turned]), texts(&pages[turned + 1]));
    assert!(before.contains(&"LỊCH KIỂM TRA".to_owned()), "{before:?}");
    assert_eq!(&page[..2], ["2", "I. THEO NGÀY"]);
    assert_eq!(&after[..2], ["3", "II. CHUẨN BỊ"]);
}

#[test]
fn every_line_of_a_specimen_comes_out_as_it_was_typed() {
    let lines = [
        "Tên: …… tuổi: .... (ghi rõ)",
        "[ ] Có [x] Không [a] khác [^",
        "Từ …/… đến …/…; mã 12/KH-UBND, v.v...",
        "a.b.c … x_y #1 $2 <b> @c ~ - -- --- 'a' \"b\"",
        "20 * 40 m và 5 * 8 m",
    ];
    for place in ["giua", "phai", "dong"] {
        for line in lines {
            let keys = format!(
                "noi_dung:\n  - tieu_de: Hồ sơ\n    mau:\n      - {place}: |\n          {line}\n"
            );
            let paper = paper(&form_with(&keys));
            assert!(
                paper.text.lines().any(|text| text == line),
                "{line}: {}",
                paper.text
            );
            super::meta::says_all(line, &paper.pdf, &paper.text);
            super::meta::says_no_more(line, &paper.pdf, &paper.text);
        }
    }
}

#[test]
fn a_title_right_over_a_sheet_begins_its_page() {
    let pages = Pdf::read(
        &paper(&form_with(
            "noi_dung:\n  - tieu_de: Hồ sơ\n    doan: Theo mẫu tại {{ phu_luc(\"mau\") }}.\n\
             phu_luc:\n  - ma: mau\n    tieu_de: Mẫu\n    muc:\n\
             \x20     - tieu_de: Mẫu một\n        mau: [{ quoc_hieu: co }, { giua: Đơn }]\n\
             \x20     - tieu_de: Mẫu hai\n        muc:\n\
             \x20         - tieu_de: Tờ rời\n\
             \x20           mau: [{ quoc_hieu: co }, { giua: Phiếu }]\n",
        ))
        .pdf,
    )
    .pages;
    assert_eq!(pages.len(), 3, "the paper, and a page of each sheet");
    for (page, texts) in
        [(1, ["I. MẪU MỘT", "CỘNG HÒA", "Đơn"]), (2, ["1. Tờ rời", "CỘNG HÒA", "Phiếu"])]
    {
        let places = texts.map(|text| pages[page].line(text).y);
        assert!(places.is_sorted(), "{texts:?}: {places:?}");
    }
    assert!(pages[2].line("II. MẪU HAI").y < pages[2].line("1. Tờ rời").y);
}

#[test]
fn a_box_stays_on_the_line_of_its_words() {
    for (parts, is_first) in
        [("Toán [ ] Văn [ ] Anh [ ]", false), ("[ ] Toán [ ] Văn", true)]
    {
        for length in (3..60).step_by(4) {
            let filling = "chữ ".repeat(length / 4) + &"a".repeat(length % 4 + 40);
            let text = if is_first {
                format!("[ ] {filling} {parts}")
            } else {
                format!("{filling} {parts}")
            };
            let pages = sheets(&format!("- dong: |\n    {text}"));
            let lines: Vec<_> = pages[0].lines().into_iter().map(|l| l.text).collect();
            let torn = lines.iter().any(|line| match is_first {
                true => line.ends_with("[ ]"),
                false => line.starts_with("[ ]"),
            });
            assert!(!torn, "{lines:?}");
        }
    }
}
