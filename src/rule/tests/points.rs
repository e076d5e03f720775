//! How far the letters of điểm go.

use super::codes;

/// Sections with this many numbered parts and keys, below a key of `trinh_bay`.
fn points(page: &str, keys: &str, count: usize) -> Vec<&'static str> {
    let items: String = (1..=count).map(|n| format!("        - Thôn {n}\n")).collect();
    codes(&format!(
        "{page}noi_dung:\n  - tieu_de: Phạm vi\n    muc:\n    - tieu_de: Các thôn\n{keys}      doan_danh_so:\n{items}"
    ))
}

#[test]
fn a_level_of_points_ends_with_the_alphabet() {
    let over = &["too-many-points"][..];
    let letters = "      danh_so: a)\n";
    let figures = "      danh_so: \"1.\"\n";
    for (page, keys, count, wanted) in [
        ("", "", 23, &[][..]),
        ("", "", 24, over),
        ("", "", 60, over),
        ("", letters, 24, over),
        ("", figures, 24, &[]),
        ("trinh_bay: { cap: [ \"I.\", \"1.\", \"-\" ] }\n", "", 24, &[]),
        ("trinh_bay: { cap: [ \"I.\", \"1.\" ] }\n", "", 24, over),
        ("trinh_bay: { cap: [ \"I.\", \"a)\", \"-\" ] }\n", "", 24, &[]),
    ] {
        assert_eq!(points(page, keys, count), wanted, "{page}{keys}{count}");
    }
}

#[test]
fn parts_of_every_kind_count_as_points_of_their_level() {
    let many = |text: &str| text.repeat(12);
    let under = |parts: &str| {
        codes(&format!("noi_dung:\n  - tieu_de: Việc\n    danh_so: a)\n{parts}"))
    };
    let units = many("      - { don_vi: Các thôn, noi_dung: Thực hiện. }\n");
    let tasks = many(
        "      - { tieu_de: Họp, thoi_gian: chua_co, kinh_phi: chua_co, phan_cong: chua_co }\n",
    );
    let sections = many("      - { tieu_de: Họp, doan: Thực hiện. }\n");
    let untitled = "      - doan_danh_so: [ Một, Hai ]\n";
    let objectives = "    muc_tieu: { chung: Tốt, cu_the: Tốt }\n";
    let both = format!("    phan_cong:\n{units}    nhiem_vu:\n{tasks}");
    assert_eq!(under(&both), ["too-many-points"]);
    let rest = format!("{objectives}    phan_cong:\n{units}    muc:\n");
    assert_eq!(under(&format!("{rest}{sections}")), ["too-many-points"]);
    assert_eq!(under(&format!("{rest}{untitled}")), [""; 0]);
    let grouped = format!(
        "    nhiem_vu:\n      - tieu_de: Nhóm\n        nhiem_vu:\n{tasks}{tasks}"
    );
    assert_eq!(under(&grouped.replace("\n      - {", "\n          - {")), [""; 0]);
    let appendix = format!(
        "phu_luc:\n  - danh_so: a)\n    tieu_de: Các thôn\n    phan_cong:\n{units}{units}"
    );
    assert!(codes(&appendix).contains(&"too-many-points"));
}
