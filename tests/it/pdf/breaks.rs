//! Where lines may not be broken: within a code, a date, an amount, a name.

use super::read::{Line, Pdf};
use crate::driver::{form_with, paper};

/// What must stay on one line.
const WHOLE: &[&str] = &[
    "68/KH-UBND",
    "số 68/KH-UBND",
    "07/2021/NĐ-CP",
    "ngày 20/4/2023",
    "5.000.000 đồng",
    "3,5 %",
    "2021 - 2025",
    "17 hộ",
    "điểm a khoản 2",
    "0238.000.000",
    "quý III/2023",
    "14 giờ 05 phút",
    "7 giờ 30",
    "0237 3 852 123",
    "2021 - 2030",
];

/// Spans with a dash between blanks, after which a typesetter would end a line.
const SPANS: &[&str] = &[
    "2021 - 2030",
    "20/4 - 22/5/2023",
    "7 giờ 30 - 11 giờ 30",
    "5 – 10 triệu",
    "quý I - III/2023",
];

/// The same sentence with every one of them, after so many letters.
fn form(shift: usize, right: usize) -> String {
    let shift = "m".repeat(shift);
    form_with(&format!(
        "trinh_bay:\n  le: {{ phai: {right} }}\nnoi_dung:\n  - doan: |\n      {shift} Theo Kế hoạch số 68/KH-UBND ngày 20/4/2023 và Nghị định số 07/2021/NĐ-CP giai đoạn 2021 - 2025, mỗi thôn có 17 hộ được vay 5.000.000 đồng, lãi 3,5 % mỗi năm, theo điểm a khoản 2 của quy định, trả trong quý III/2023, hỏi qua số 0238.000.000 hoặc 0237 3 852 123 từ 7 giờ 30 đến 14 giờ 05 phút hằng ngày, kỳ 2021 - 2030.\n"
    ))
}

#[test]
fn no_line_ends_within_a_code_a_date_or_an_amount() {
    let mut breaks = 0;
    for width in 0..60 {
        let form = form(1 + width / 3, 15 + width % 3);
        let page = Pdf::read(&paper(&form).pdf).pages.remove(0);
        let lines = page.lines();
        let body: Vec<&Line> = lines
            .iter()
            .filter(|l| l.is_of(14.0) && !l.bold && l.y > 65.0 && l.y < 160.0)
            .collect();
        for pair in body.windows(2) {
            breaks += 1;
            let (end, start) = (&pair[0].text, &pair[1].text);
            let joints = [format!("{end}{start}"), format!("{end} {start}")];
            for whole in WHOLE {
                let kept = end.contains(whole) || start.contains(whole);
                let torn = joints.iter().any(|j| j.contains(whole)) && !kept;
                assert!(!torn, "{whole:?} is torn between\n{end}\n{start}");
            }
        }
    }
    assert!(breaks > 150, "{breaks}");
}

#[test]
fn no_line_ends_after_the_dash_of_a_span() {
    for span in SPANS {
        let paragraphs: String = (0..40)
            .map(|shift| {
                format!("      {}{} {span} nữa\n", "ab ".repeat(20), "i".repeat(shift))
            })
            .collect();
        let form = form_with(&format!("noi_dung:\n  - doan: |\n{paragraphs}"));
        let pdf = Pdf::read(&paper(&form).pdf);
        let lines: Vec<Line> = pdf.pages.iter().flat_map(|page| page.lines()).collect();
        let begins = lines.iter().filter(|line| line.text.starts_with(span)).count();
        assert!(begins > 2, "{span} is at the end of no line");
        let torn = lines.iter().find(|line| line.text.ends_with([' ', '-', '–']));
        assert!(torn.is_none(), "{torn:?}");
    }
}
