//! Names that change throughout, and what only looks so.

use super::*;

fn pair(old: &str, new: &str) -> TextPair {
    TextPair::new(old.to_owned(), new.to_owned())
}

fn make_renaming(old: &str, new: &str) -> Renaming {
    let (old, new) = (old.to_owned(), new.to_owned());
    Renaming { is_longer: false, old, new }
}

#[test]
fn a_name_may_be_known_by_the_word_behind_it() {
    let found = Renaming::list(&pair("của Sở Y tế tỉnh.", "của Sở Xây dựng tỉnh."));
    let found: Vec<_> =
        found.iter().map(|found| (&*found.old, found.is_longer)).collect();
    assert_eq!(found, [("sở y tế", false), ("sở y tế tỉnh", true)]);
}

#[test]
fn what_differs_between_two_texts_is_a_name_or_nothing() {
    let name = "Lao động - Thương binh và Xã hội";
    let texts = [
        format!("phối hợp với Sở {name} thực hiện."),
        "phối hợp với Sở Nội vụ thực hiện.".to_owned(),
    ];
    for (old, new, expected) in [
        (
            &*texts[0],
            &*texts[1],
            &[("sở lao động - thương binh và xã hội", "sở nội vụ")][..],
        ),
        ("của các thôn", "của các xóm", &[("thôn", "xóm")]),
        (
            "giao Phòng Văn hóa - Thể thao, Sở Y tế",
            "giao Phòng Văn hóa - Xã hội, Sở Y tế",
            &[
                ("văn hóa - thể thao", "văn hóa - xã hội"),
                ("phòng văn hóa - thể thao", "phòng văn hóa - xã hội"),
            ],
        ),
        ("của Sở Y tế.", "của Sở Y tế và Dân số.", &[("sở y tế", "sở y tế và dân số")]),
        ("Được mở lớp", "Không được mở lớp", &[]),
        ("Mở lớp trong mùa khô", "Mở lớp trong mùa mưa", &[]),
        ("Giao các thôn", "Giao ba thôn", &[]),
        ("Kinh phí: Ngân sách xã cấp", "Kinh phí: Người dân đóng góp", &[]),
        ("giảm 5 hộ", "giảm 6 hộ", &[]),
        ("trước tháng 7 năm 2024", "trước tháng 8 năm 2025", &[]),
        ("các thôn", "các thôn", &[]),
        ("các thôn", "các", &[]),
        ("", "các", &[]),
    ] {
        let found = Renaming::list(&pair(old, new));
        let found = found.iter().filter(|found| !found.is_longer);
        let mut found: Vec<_> = found.map(|found| (&*found.old, &*found.new)).collect();
        let mut expected = expected.to_vec();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{old} / {new}");
    }
}

#[test]
fn a_text_in_which_something_else_differs_is_not_explained() {
    let renaming = make_renaming("thôn", "xóm");
    for (old, new, expected) in [
        ("Các thôn, TRƯỞNG THÔN", "Các xóm, TRƯỞNG XÓM", true),
        ("Các thôn và thôn Ba", "Các xóm và thôn Ba", false),
        ("Các thôn", "Các xóm ngay", false),
        ("nông thônmới", "nông xómmới", false),
        ("Các xã", "Các xã", false),
    ] {
        assert_eq!(renaming.explains(&pair(old, new)), expected, "{old} / {new}");
    }
}

#[test]
fn a_name_that_stands_in_the_new_one_alone_is_left_nowhere() {
    let renaming = make_renaming("sở y tế", "sở y tế tỉnh");
    for (text, expected) in [
        ("giao sở y tế tỉnh chủ trì", false),
        ("giao sở y tế tỉnh và sở y tế", true),
        ("giao sở y tế", true),
        ("", false),
    ] {
        assert_eq!(renaming.is_left_in(&[text.to_owned()]), expected, "{text}");
    }
}

#[test]
fn a_name_is_spelled_as_the_first_text_has_it() {
    let texts = [
        pair("Giao Sở Lao động chủ trì", "Giao Sở Nội vụ chủ trì"),
        pair("SỞ LAO ĐỘNG", "SỞ NỘI VỤ"),
    ];
    let renaming = make_renaming("sở lao động", "sở nội vụ");
    assert!(texts.iter().all(|text| renaming.explains(text)));
    let mut all: Vec<_> = texts.iter().collect();
    assert_eq!(renaming.spell(&all), ["Sở Lao động", "Sở Nội vụ"]);
    assert_eq!(renaming.spell(&all[1..]), ["SỞ LAO ĐỘNG", "SỞ NỘI VỤ"]);
    all.reverse();
    assert_eq!(renaming.spell(&all), ["Sở Lao động", "Sở Nội vụ"]);
    // `İ` has more bytes in small letters.
    assert_eq!(find_name("İ Sở Lao động", "sở lao động"), None);
}
