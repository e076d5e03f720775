//! What is too long for a paper, and what is only long.

use super::super::length::{LONGEST_NAME, LONGEST_TITLE, LONGEST_WORD};
use super::*;

/// What is found of these keys, as code and the text that is marked, cut short.
fn find_long(keys: &str) -> Vec<(&'static str, String)> {
    let form = form_with(keys);
    let found = examine(&form, &ByTable::new());
    let long = found.iter().filter(|found| found.code.id.ends_with("-too-long"));
    long.map(|found| {
        let span = found.span.expect("it has a place");
        (found.code.id, form[span.range()].chars().take(8).collect())
    })
    .collect()
}

/// A body of one paragraph.
fn paragraph(text: &str) -> String {
    format!("noi_dung:\n  - {{ tieu_de: Một, doan: {text} }}\n")
}

#[test]
fn a_word_that_no_line_holds_is_told_at_its_place() {
    let long = "x".repeat(LONGEST_WORD);
    for (keys, marked) in [
        (paragraph(&format!("Xem a{long} b.")), "axxxxxxx"),
        (paragraph(&format!("'Xem **a{long}**.'")), "axxxxxxx"),
        (paragraph(&format!("'Xem **a**{long}.'")), "a**xxxxx"),
        (paragraph(&format!("'{{{{ nam }}}}{long}'")), "{{ nam }"),
        (paragraph(&format!("'{}'", "“".repeat(22_000))), "““““““““"),
        (format!("ket_thuc: Hết a{long}.\n"), "axxxxxxx"),
        (
            format!("van_ban_lien_quan:\n  a: {{ loai: Luật, ten: a{long} }}\n"),
            "{ loai: ",
        ),
        (
            format!(
                "bang:\n  a:\n    cot: [{{ ma: t, nhan: Thôn }}]\n    hang: [[a{long}]]\n"
            ),
            "axxxxxxx",
        ),
    ] {
        let found = find_long(&keys);
        let (code, place) = found.first().expect("it is found");
        assert_eq!(*code, "text-too-long", "{marked}");
        // Across marks the piece is marked in which the word begins.
        assert!(place.starts_with(marked.get(..1).unwrap_or("“")), "{place} {marked}");
    }
}

#[test]
fn a_long_text_of_words_is_none_that_is_too_long() {
    let word = "x".repeat(LONGEST_WORD);
    for text in [
        word.clone(),
        format!("{word} {word} {word}"),
        "giảm nghèo ".repeat(6_400),
        // White space that does not break is white space all the same.
        "số\u{A0}5 ".repeat(3_000),
        "{{ nam }} ".repeat(1_000),
    ] {
        let found = find_long(&paragraph(&format!("'{text}'")));
        assert!(found.is_empty(), "{found:?}");
    }
}

#[test]
fn a_value_counts_as_what_it_prints() {
    let name = "ab ".repeat(LONGEST_NAME / 3);
    let agency = format!(
        "co_quan: {{ ten: Ủy ban nhân dân xã A, ten_tat: {name}, dia_danh: A }}\n"
    );
    let titles = |count: usize| {
        let title = "{{ co_quan.ten_tat }} ".repeat(count);
        find_long(&format!("{agency}noi_dung:\n  - {{ tieu_de: '{title}', doan: B }}\n"))
    };
    assert_eq!(titles(4), []);
    assert_eq!(titles(6).len(), 1);
}

#[test]
fn titles_and_names_have_a_longest_form() {
    let long = |most: usize| "Kế ".repeat(most / 3 + 2);
    let (title, name) = (long(LONGEST_TITLE), long(LONGEST_NAME));
    let half = "Kế ".repeat(LONGEST_TITLE / 6 + 10);
    for keys in [
        format!("noi_dung:\n  - {{ tieu_de: {title}, doan: B }}\n"),
        format!("van_ban: {{ so: 5, ngay: 2023-05-20, trich_yeu: {title} }}\n"),
        format!("phu_luc:\n  - {{ ma: a, tieu_de: {title}, doan: B }}\n"),
        format!(
            "phu_luc:\n  - ma: a\n    tieu_de: |\n      {half}\n      {half}\n    doan: B\n"
        ),
        format!(
            "noi_dung:\n  - tieu_de: A\n    phan_cong:\n      - {{ dan: {half}, don_vi: {half}, noi_dung: B }}\n"
        ),
        format!("co_quan: {{ ten: Ủy ban {name}, dia_danh: A }}\n"),
        format!("co_quan: {{ ten: Ủy ban nhân dân xã A, dia_danh: {name} }}\n"),
        format!(
            "co_quan: {{ ten: Ủy ban nhân dân xã A, ten_tat: {name}, dia_danh: B }}\n"
        ),
        format!("ky: {{ chuc_vu: {name}, ho_ten: A }}\n"),
        format!("ky: {{ thay_mat: {name}, chuc_vu: Chủ tịch, ho_ten: A }}\n"),
        format!("ky: {{ chuc_vu: Chủ tịch, ho_ten: {name} }}\n"),
    ] {
        let found = find_long(&keys);
        assert_eq!(found.len(), 1, "{found:?} {}", keys.get(..40).unwrap_or_default());
    }
}

#[test]
fn a_figure_with_more_digits_than_a_line_is_told() {
    let squares: String = (1..12)
        .map(|n| {
            format!(
                "      - {{ ma: c{n}, nhan: Cột {n}, cong_thuc: c{} * c{} }}\n",
                n - 1,
                n - 1
            )
        })
        .collect();
    let table = format!(
        "bang:\n  a:\n    cot:\n      - {{ ma: t, nhan: Thôn }}\n      - {{ ma: c0, nhan: Số }}\n{squares}    hang: [[A, 999]]\n"
    );
    let found = find_long(&table);
    assert!(found.iter().any(|(code, _)| *code == "number-too-long"), "{found:?}");
}
