//! Blanks, signs and dashes that are marked, and those that are right.

use proptest::prelude::any;
use proptest::{prop_assert, proptest};

use super::*;

/// What is marked in a text.
fn list_marks(text: &str) -> Vec<&str> {
    find_faults(text).into_iter().map(|spot| &text[spot.part]).collect()
}

#[test]
fn blanks_that_are_missing_or_too_many_are_found() {
    for (text, marks) in [
        ("hộ nghèo , cận nghèo", vec!["nghèo , "]),
        ("họp lúc 8giờ", vec!["8giờ"]),
        ("năm học 2019 -2020", vec!["2019 -2020"]),
        ("“ Thăng Long”", vec!["“ Thăng"]),
        ("trực 24/24, giờ", vec!["24, giờ"]),
        ("*Giải pháp", vec!["*Giải"]),
        ("các xã,thôn", vec!["xã,thôn"]),
        ("của xã.Ủy ban", vec!["xã.Ủy"]),
        ("các xã(gồm A)", vec!["xã(gồm"]),
        ("tháng5 và ngày 20 /4/2023", vec!["tháng5", "20 /4"]),
        ("hết hạn..", vec!["hạn.."]),
        ("công chứcVăn hóa", vec!["chứcVăn"]),
        ("UBNDxã Kim Liên, lúc 7 giờ30", vec!["UBNDxã", "giờ30"]),
        ("rác thải...đảm bảo", vec!["thải...đảm"]),
        ("Hà Nội,…đôn đốc", vec!["…đôn"]),
    ] {
        let found: Vec<_> = list_marks(text).iter().map(|m| m.trim_end()).collect();
        let marks: Vec<_> = marks.iter().map(|m| m.trim_end()).collect();
        assert_eq!(found, marks, "{text}");
    }
}

#[test]
fn what_is_written_right_is_left_alone() {
    for text in [
        "lúc 8 giờ 30 phút, 8h30, 5kg, 9,8ha, 90m3/s, 50.000đ, 12a, 310mm/2 ngày",
        "giai đoạn 2021-2025, 2021 - 2025, 2021–2025; kinh tế - xã hội",
        "khối 6,7,8 (gồm: a) toán; b) văn), v.v., tỷ lệ 1:500 hoặc 1 : 500",
        "http://xa.gov.vn, vb@xa.gov.vn, windy.com, TP.Huế, ThS.Lê An",
        "nhiệt độ xuống -5 độ",
        "I- Mục tiêu",
        "số … ngày … tháng … năm 2023 (…), ( … ), hệ số K(2), 1.545 hộ; 4,08%",
        "mã … (4).. của … (a).., giảI pháp",
        "Lưu: VT, KT.",
        "ngày…tháng…năm 2023, ngày...tháng...năm; vnexpress.net... đưa ra",
    ] {
        assert_eq!(list_marks(text), [""; 0], "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "([ ,;:.()“”/–—*+0-9a-zđờ…-]|\\{\\{|\\}\\}){0,40}", odd in any::<String>()) {
        for text in [text.clone() + &odd, odd + &text] {
            for spot in find_faults(&text) {
                prop_assert!(text.get(spot.part).is_some());
            }
        }
    }
}
