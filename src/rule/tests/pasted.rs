//! What is pasted from Word or from another paper: lines, bullets, names in capitals.

use super::{codes, of_signature};

/// The codes found in a field of these lines, but for a stop that is lacking.
fn of_lines(lines: &[&str]) -> Vec<&'static str> {
    let text = lines.join("\n      ");
    let form = format!("noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: |\n      {text}\n");
    let mut found = codes(&form);
    found.retain(|code| *code != "sentence-stop");
    found
}

/// A line that may be cut by the edge of a page.
const LONG: &str =
    "Rà soát hộ nghèo, hộ cận nghèo đúng quy trình, đúng đối tượng trên địa bàn";

#[test]
fn a_sentence_that_goes_on_in_the_next_line_is_told_once_a_field() {
    for lines in [
        [LONG, "thôn, báo cáo kết quả."],
        [LONG, "thôn, báo cáo"],
        [&format!("- {LONG}"), "thôn;"],
        [&format!("{LONG} thôn,"), "xóm."],
    ] {
        assert_eq!(of_lines(&lines), ["pasted-lines"], "{lines:?}");
    }
    assert_eq!(of_lines(&[LONG, "thôn và", LONG, "xóm."]), ["pasted-lines"]);
    for lines in [
        [LONG, "Báo cáo kết quả."],
        [LONG, "- thôn Hạ;"],
        [LONG, "a) thôn Hạ;"],
        [&format!("{LONG}:"), "thôn Hạ;"],
        [&format!("{LONG};"), "xóm."],
        ["Gồm hộ nghèo", "hộ cận nghèo"],
        ["Gồm hộ nghèo, hộ cận nghèo trên địa bàn xã,", "hộ mới thoát nghèo"],
        [LONG, "{{ nam }}."],
    ] {
        assert_eq!(of_lines(&lines), [""; 0], "{lines:?}");
    }
}

#[test]
fn bullets_of_word_and_numbers_in_a_row_are_told_once_a_field() {
    for lines in [
        ["• Rà soát.", "• Báo cáo."],
        ["– Rà soát.", "Báo cáo."],
        ["o Rà soát.", "▪ Báo cáo."],
        ["► Rà soát.", "→ Báo cáo."],
        ["* Rà soát.", "* Báo cáo."],
        ["*\tRà soát.", "+ Báo cáo."],
        ["1. Rà soát.", "2. Báo cáo."],
        ["(1) Rà soát.", "(2) Báo cáo."],
        ["d) Rà soát.", "đ) Báo cáo."],
        ["1.\tRà soát.", "Báo cáo."],
    ] {
        assert_eq!(of_lines(&lines), ["typed-list"], "{lines:?}");
    }
    for lines in [
        ["-\tRà soát.", "+\u{A0}Báo cáo."],
        ["d) Rà soát.", "d) Báo cáo."],
        ["* Kinh phí thực hiện", "Từ ngân sách xã."],
        ["(1) Rà soát.", "Báo cáo."],
        ["- a) Rà soát.", "- b) Báo cáo."],
        ["5 hộ nghèo.", "6 hộ cận nghèo."],
        ["ở thôn.", "ô nhiễm."],
        ["25. Rà soát.", "Năm 26. Báo cáo."],
    ] {
        assert_eq!(of_lines(&lines), [""; 0], "{lines:?}");
    }
}

#[test]
fn names_in_capitals_are_told_where_they_print_as_typed() {
    let agency = |place: &str| {
        codes(&format!(
            "co_quan: {{ ten: Ủy ban nhân dân xã Kim Liên, dia_danh: {place} }}\n"
        ))
    };
    assert_eq!(agency("ĐẠI VIỆT"), ["all-capitals"]);
    assert_eq!(agency("VINH"), ["all-capitals"]);
    assert_eq!(agency("TP. Hồ Chí Minh"), [""; 0]);
    let nested = |levels: &str, title: &str| {
        codes(&format!(
            "{levels}noi_dung:\n  - tieu_de: MỤC ĐÍCH\n    muc:\n      - tieu_de: {title}\n        doan: Thực hiện.\n"
        ))
    };
    assert_eq!(nested("", "Yêu cầu"), [""; 0]);
    assert_eq!(nested("", "YÊU CẦU"), ["all-capitals"]);
    assert_eq!(
        nested("trinh_bay: { cap: [\"Phần I\", \"I.\", \"1.\"] }\n", "YÊU CẦU"),
        [""; 0]
    );
    assert_eq!(
        nested("trinh_bay: { cap: [\"1.\", \"a)\"] }\n", "Yêu cầu"),
        ["all-capitals"]
    );
    assert_eq!(codes("noi_nhan: [ UBND; HĐND, CÁC THÔN, luu: VT ]\n").len(), 1);
    assert_eq!(
        of_signature("thay_mat: co, chuc_vu: CHỦ TỊCH, ho_ten: Nguyễn Văn An"),
        [""; 0]
    );
}
