//! The name of the issuing agency, and who signs for it.

use super::codes;

#[test]
fn a_collective_body_is_signed_for_in_every_spelling_once_the_signer_is_known() {
    let signed = |name: &str, post: &str| {
        codes(&format!(
            "co_quan: {{ ten: {name}, dia_danh: Kim Liên }}\nvan_ban: {{ so: 5, ky_hieu: KH-A, ngay: 2023-05-20, trich_yeu: Giảm nghèo }}\nky: {{ chuc_vu: {post}, ho_ten: Lê Văn An }}\n"
        ))
    };
    for name in ["Ủy ban nhân dân xã A", "Uỷ ban nhân dân xã A", "HỘI ĐỒNG NHÂN DÂN XÃ A"]
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
