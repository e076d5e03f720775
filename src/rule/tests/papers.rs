//! Cited papers against the register, and the words of the decree: any text at all.

use proptest::prelude::*;

use super::{codes, examine, form_with};

/// Pieces of citations and of what stands around them.
const PIECES: [&str; 30] = [
    "Nghị định số 61/2015/NĐ-CP",
    "ngày 09/7/2018",
    "ngày 9 tháng 7 năm 2015",
    "năm 2013",
    "của Chính phủ",
    "Luật Đất đai",
    "luật Đất đai",
    "số 58/2024/QH15",
    "72/2025/QH15",
    "sửa đổi, bổ sung một số điều của",
    "Nghị quyết số 06-NQ/TW",
    "của Ban Chấp hành Trung ương",
    "về chính sách tín dụng",
    "hết hiệu lực",
    "giai đoạn 2016 - 2020",
    "điều ",
    "Điều 5",
    "khoản 2",
    "Khoản",
    "Điểm đ",
    "điểm a",
    "./.",
    "VNĐ",
    "; ",
    ". ",
    ", ",
    " và ",
    "{{ 1 }}",
    "“",
    "số ",
];

/// The form in which a text stands as a paragraph and as a basis.
fn form_of(text: &str) -> String {
    let quoted = text.replace('\'', "''");
    form_with(&format!(
        "can_cu:\n  van_ban:\n    - '{quoted}'\nnoi_dung:\n  - tieu_de: Nội dung\n    doan: '{quoted}'\n"
    ))
}

proptest! {
    #[test]
    fn any_text_of_citations_is_judged(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..9),
        joint in prop::sample::select(vec!["", " ", "  "]),
    ) {
        for finding in examine(&form_of(&pieces.join(joint))) {
            prop_assert!(!finding.message.is_empty());
        }
    }

    #[test]
    fn any_text_at_all_is_judged(text in "\\PC{0,60}") {
        for finding in examine(&form_of(&text)) {
            prop_assert!(!finding.message.is_empty());
        }
    }
}

#[test]
fn a_paper_of_the_register_of_the_form_is_held_against_that_of_the_program() {
    let paper = |day: &str| {
        format!(
            "can_cu:\n  van_ban: [ nd-28 ]\nvan_ban_lien_quan:\n  nd-28:\n    loai: Nghị định\n    so: 28/2022/NĐ-CP\n    ngay: {day}\n    co_quan: Chính phủ\n    trich_yeu: về chính sách tín dụng ưu đãi\n"
        )
    };
    assert_eq!(codes(&paper("2022-05-26")), ["register-date"]);
    assert_eq!(codes(&paper("2022-04-26")), [""; 0]);
}
