//! What no paper can be made from, and what follows from a fault already told.

use super::{codes, examine, form_with};

#[test]
fn a_character_that_no_paper_can_hold_is_told_wherever_it_stands() {
    for (keys, marked) in [
        ("ket_thuc: \"Chuông\\u0007 reo.\"\n", "\"Chuông\\u0007 reo.\""),
        ("ket_thuc: \"Bell\\0.\"\n", "\"Bell\\0.\""),
        ("ket_thuc: \"A\\x7f \\uFFFF.\"\n", "\"A\\x7f \\uFFFF.\""),
        ("chi_tieu:\n  ho: { ten: Hộ, gia_tri: 5, don_vi: hộ 漢 }\n", "ho"),
        ("van_ban_lien_quan:\n  a: { loai: Luật, ten: Đất đai 漢 }\n", "漢"),
        ("van_ban_lien_quan:\n  a: { loai: Kế hoạch, co_quan: 漢 }\n", "漢"),
    ] {
        let text = form_with(keys);
        let findings = examine(&text);
        assert!(!findings.is_empty(), "{keys}");
        for finding in findings {
            assert_eq!(finding.code.id, "missing-glyph", "{keys}");
            let slice = &text[finding.span.unwrap().range()];
            assert!(marked.contains(slice) && !slice.is_empty(), "{keys} {slice}");
            assert!(!finding.message.chars().any(char::is_control), "{keys}");
        }
    }
    assert_eq!(codes("ket_thuc: \"Một\\thai\\nba.\"\n"), [""; 0]);
}

#[test]
fn what_could_not_be_read_is_not_unknown_as_well() {
    for keys in [
        "van_ban_lien_quan:\n  kh-91: { loai: Kế hoạch, ngay: hôm qua }\ncan_cu: { van_ban: [ kh-91 ] }\nket_thuc: Theo {{ vb(\"kh-91\") }}.\n",
        "chi_tieu:\n  ho: { ten: Hộ, gia_tri: 5 hộ }\nket_thuc: Giảm {{ chi_tieu.ho }} hộ.\n",
        "chu_thich:\n  mot: [ [ a ] ]\nket_thuc: Một[^mot].\n",
    ] {
        let found = codes(keys);
        assert!(!found.is_empty(), "{keys}");
        assert!(
            !found.iter().any(|code| code.starts_with("unknown-")),
            "{keys} {found:?}"
        );
    }
    let other = "chi_tieu:\n  ho: { ten: Hộ, gia_tri: 5 hộ }\nket_thuc: Giảm {{ chi_tieu.ho2 }}, {{ chi_tieu.a_ho }}.\n";
    let unknown = codes(other).iter().filter(|c| **c == "unknown-value").count();
    assert_eq!(unknown, 2);
}
