//! The name of the issuing agency, and who signs for it.

use super::{codes, examine};
use crate::base::form_with;
use crate::form::{DocumentKind, KINDS};

#[test]
fn a_collective_body_is_signed_for_in_every_spelling_once_the_signer_is_known() {
    let signed = |name: &str, post: &str| {
        codes(&format!(
            "co_quan: {{ ten: {name}, dia_danh: Kim Liên }}\nvan_ban: {{ so: 5, ky_hieu: KH-A, ngay: 2023-05-20, trich_yeu: Giảm nghèo }}\nky: {{ chuc_vu: {post}, ho_ten: Lê Văn An }}\n"
        ))
    };
    for name in ["Ủy ban nhân dân xã A", "Uỷ ban nhân dân xã A", "HỘI ĐỒNG nhân dân xã A"]
    {
        assert_eq!(signed(name, "Chủ tịch"), ["collective-signature"], "{name}");
        assert_eq!(signed(name, "chua_co"), [""; 0], "{name}");
    }
    for name in ["Phòng Kinh tế", "Ủy ban Mặt trận Tổ quốc xã A", "Ban Chỉ đạo"]
    {
        assert_eq!(signed(name, "Chủ tịch"), [""; 0], "{name}");
    }
}

#[test]
fn the_issuing_agency_alone_is_named_in_full() {
    let agency = |keys: &str| {
        codes(&format!(
            "co_quan: {{ {keys}, dia_danh: Kim Liên }}\nvan_ban: {{ so: 5, ky_hieu: KH-A, ngay: 2023-05-20, trich_yeu: Giảm nghèo }}\n"
        ))
    };
    for name in
        ["UBND xã A", "Ubnd xã A", "U.B.N.D. xã A", "HĐND xã A", "UB nhân dân xã A"]
    {
        assert_eq!(agency(&format!("ten: {name}")), ["agency-name-full"], "{name}");
    }
    for keys in [
        "ten: Phòng Kinh tế, chu_quan: UBND xã A",
        "ten: Văn phòng HĐND và UBND xã A",
        "ten: Ủy ban nhân dân xã A, ten_tat: UBND xã A",
        "ten: BIDV chi nhánh A",
        "ten: THPT A",
    ] {
        assert_eq!(agency(keys), [""; 0], "{keys}");
    }
}

#[test]
fn a_sentence_names_a_unit_in_any_spelling_but_not_another_unit() {
    let assign = |lead: &str, text: &str| {
        codes(&format!(
            "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Truyền thông\n        thoi_gian: 2023-07\n        kinh_phi: 5.000.000 đồng\n        phan_cong:\n          chu_tri: \"{lead}\"\n          doan: \"{text}\"\n"
        ))
    };
    for (lead, text) in [
        ("Xã Ea Bar", "Giao xã EaBar tổ chức thực hiện."),
        ("Xã B’Lao", "Giao xã B' Lao tổ chức thực hiện."),
        ("Xã Hòa An", "Giao xã Hoà An tổ chức thực hiện."),
        ("Xã Bà Rịa – Vũng Tàu", "Giao xã Bà Rịa-Vũng Tàu tổ chức thực hiện."),
    ] {
        assert_eq!(assign(lead, text), [""; 0], "{text}");
    }
    assert_eq!(
        assign("Xã Hóa An", "Giao xã Hòa An tổ chức thực hiện."),
        ["assignment-names"]
    );
}

#[test]
fn the_head_of_an_agency_under_one_signs_in_his_own_right() {
    for (agency, symbol, post) in [
        (
            "ten: Phòng Giáo dục và Đào tạo, chu_quan: UBND xã A",
            "KH-PGD&ĐT",
            "Trưởng phòng",
        ),
        ("ten: Trường Tiểu học A, chu_quan: UBND xã A", "KH-THA", "Hiệu trưởng"),
        ("ten: Đoàn thanh tra, chu_quan: Thanh tra tỉnh A", "KH-ĐTT", "Trưởng đoàn"),
    ] {
        let form = format!(
            "co_quan: {{ {agency}, dia_danh: Kim Liên }}\nvan_ban: {{ so: 5, ky_hieu: {symbol}, ngay: 2023-05-20, trich_yeu: Giảm nghèo }}\nky: {{ chuc_vu: {post}, ho_ten: Lê Văn An }}\n"
        );
        assert_eq!(codes(&form), [""; 0], "{agency}");
    }
}

#[test]
fn a_joint_paper_has_a_symbol_of_its_own_and_a_signer_for_each_agency() {
    let joint = |symbol: &str, ky: &str| {
        codes(&format!(
            "co_quan: {{ ten: Sở Y tế, dia_danh: Kim Liên, cung_ban_hanh: {{ ten: Sở Nội vụ }} }}\nvan_ban: {{ so: 5, {symbol}ngay: 2023-05-20, trich_yeu: Giảm nghèo }}\nky: {ky}\n"
        ))
    };
    let both = "[{ chuc_vu: Giám đốc, ho_ten: Lê Văn An }, { chuc_vu: Giám đốc, ho_ten: Lê Thị Bình }]";
    let one = "{ chuc_vu: Giám đốc, ho_ten: Lê Văn An }";
    assert_eq!(joint("ky_hieu: KHLT-SYT-SNV, ", both), [""; 0]);
    assert_eq!(joint("ky_hieu: KH-SYT-SNV, ", both), [""; 0]);
    assert_eq!(joint("", both), ["number-form"]);
    assert_eq!(joint("ky_hieu: KH/SYT-SNV, ", both), ["number-form"]);
    assert_eq!(joint("ky_hieu: KHLT-SYT-SNV, ", one), ["joint-signature"]);
    assert_eq!(joint("ky_hieu: KHLT-SYT-SNV, ", "chua_co"), [""; 0]);
}

#[test]
fn a_report_alone_is_addressed_and_messages_name_the_type_of_the_paper() {
    let of_kind = |kind: &DocumentKind, keys: &str| -> Vec<String> {
        let findings = examine(&form_with(&format!("loai: {}\n{keys}", kind.word.word)));
        findings.iter().map(|finding| finding.message.to_string()).collect()
    };
    let head = "van_ban:\n  so: 5\n  ngay: 2023-05-20\n  trich_yeu: ";
    let above = "noi_nhan: [Như trên, { luu: VT }]\n";
    let addressed =
        format!("{head}Giảm nghèo\n  kinh_gui: Ủy ban nhân dân tỉnh\n{above}");
    for kind in KINDS {
        let name = kind.lower_name();
        let others = match kind.is_addressed {
            true => Vec::new(),
            false => vec![
                format!("{name} không có phần “Kính gửi”"),
                format!("nơi nhận của {name} không ghi “Như trên”"),
            ],
        };
        assert_eq!(of_kind(kind, &addressed), others);
        let unaddressed = format!("{head}Giảm nghèo\n{above}");
        let wrong = format!("nơi nhận của {name} không ghi “Như trên”");
        assert_eq!(of_kind(kind, &unaddressed), [wrong]);
        let letter =
            format!("{head}V/v giảm nghèo\nnoi_nhan: [Các xóm, {{ luu: VT }}]\n");
        let wrong = format!("trích yếu của {name} không dùng “V/v”");
        assert_eq!(of_kind(kind, &letter), [wrong]);
        let early =
            format!("{head}Giảm nghèo năm 2022\nnoi_nhan: [Các xóm, {{ luu: VT }}]\n");
        let wrong = format!("trích yếu ghi năm 2022, nhưng {name} là của năm 2023");
        assert_eq!(of_kind(kind, &early), [wrong]);
    }
}
