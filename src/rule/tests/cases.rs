//! What each rule takes for a breach and what it does not.

use proptest::prop_assert;
use proptest::proptest;

use super::{codes, examine, form_with, of_signature};
use crate::diagnostic::Severity;

/// The codes found in a paragraph.
fn of_text(text: &str) -> Vec<&'static str> {
    codes(&format!("noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: |\n      {text}\n"))
}

/// The codes found in a title.
fn of_title(title: &str) -> Vec<&'static str> {
    codes(&format!("noi_dung:\n  - tieu_de: '{title}'\n    doan: Thực hiện tốt.\n"))
}

/// The codes found in a summary.
fn of_subject(subject: &str) -> Vec<&'static str> {
    codes(&format!("van_ban:\n  so: 5\n  ngay: 2023-05-20\n  trich_yeu: '{subject}'\n"))
}

#[test]
fn what_sounds_like_a_fault_in_real_plans_and_is_none_is_let_be() {
    for text in [
        "Các xã, thị trấn chủ động triển khai.",
        "UBND thành phố Huế, các thị xã và các huyện tổ chức thực hiện.",
        "Từng đơn vị có phụ lục danh sách hộ nghèo và giải pháp hỗ trợ kèm theo kế hoạch;",
        "(Có biểu kèm theo)",
        "Có 48 hộ không có khả năng lao động, 16 hộ có khả năng lao động.",
        "Còn 35 hộ thiếu hụt về nhà ở, 19 hộ thiếu hụt về việc làm.",
        "Thời gian từ ngày 15/11 đến ngày 25/12/2023, trước ngày 30 hằng tháng.",
        "Thực hiện Phụ lục II của Nghị định số 07/2021/NĐ-CP ngày 27/01/2021.",
        "Rà soát theo Phụ lục I ban hành kèm theo Quyết định số 24/2021/QĐ-TTg.",
        "Theo Thông tư số 02/2022/TT-BLĐTBXH, Phụ lục III kèm theo.",
        "Thực hiện theo Phụ lục I Kế hoạch số 68/KH-UBND của UBND thành phố.",
        "Ghi vào Mẫu số 01/LĐ và Biểu số 02/BC, Tổ số 3, khu phố số 5 - Hạ Long.",
        "Mức vay 5.000.000 đồng (mức cũ năm triệu đồng), 2 triệu đồng (hai triệu đồng).",
        "Hỗ trợ 9.000.000 đồng (Bằng chữ: Chín triệu đồng chẵn./.), 3 lớp (ba lớp).",
    ] {
        assert_eq!(of_text(text), [""; 0], "{text}");
    }
}

#[test]
fn an_appendix_that_is_announced_and_missing_is_named() {
    for text in [
        "(Phụ lục thực hiện các dự án, tiểu dự án của Chương trình đính kèm)",
        "(Đính kèm Phụ lục phân bổ chỉ tiêu giảm nghèo)",
        "Chỉ tiêu giao các thôn (chi tiết tại Phụ lục I).",
        "Thực hiện như Phụ lục II, III kèm theo Kế hoạch này.",
    ] {
        assert_eq!(of_text(text), ["appendix-announced"], "{text}");
    }
}

/// A form with one or two appendices and a text that speaks of them.
fn with_appendices(text: &str, titles: &[&str]) -> String {
    let mut res = format!(
        "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: |\n      {text}\nphu_luc:\n"
    );
    for (i, title) in titles.iter().enumerate() {
        res +=
            &format!("  - ma: pl-{}\n    tieu_de: {title}\n    doan: Nội dung.\n", i + 1);
    }
    res
}

#[test]
fn appendices_and_the_text_are_held_against_each_other() {
    let one = ["Phân bổ chỉ tiêu giảm nghèo"];
    let two = ["Phân bổ chỉ tiêu", "Danh mục dự án"];
    for (text, titles, wanted) in [
        (
            "Giao chỉ tiêu (Đính kèm Phụ lục phân bổ chỉ tiêu giảm nghèo).",
            &one[..],
            &[][..],
        ),
        ("Giao chỉ tiêu (Phụ lục kèm theo).", &one, &[]),
        ("Giao chỉ tiêu (Có biểu kèm theo).", &one, &[]),
        ("Giao việc (Phụ lục các việc đính kèm), theo Phụ lục kèm theo.", &one, &[]),
        ("Giao chỉ tiêu, xem Phụ lục.", &one, &[]),
        (
            "Theo {{ phu_luc(\"pl-1\") }} (Phụ lục thực hiện các dự án đính kèm).",
            &one,
            &["appendix-announced"],
        ),
        (
            "(Đính kèm Phụ lục phân bổ chỉ tiêu), (Phụ lục thực hiện các dự án đính kèm).",
            &one,
            &["appendix-announced"],
        ),
        ("Theo {{ phu_luc('pl-1') }} và {{ phu_luc(\"pl-2\") }}.", &two, &[]),
        ("Theo các Phụ lục kèm theo.", &two, &[]),
        ("Theo Phụ lục I, II kèm theo.", &two, &[]),
        ("Theo Phụ lục I đến Phụ lục II.", &two, &[]),
        ("Theo Phụ lục I kèm theo.", &two, &["appendix-unannounced"]),
        ("Không nhắc gì.", &two, &["appendix-unannounced", "appendix-unannounced"]),
    ] {
        assert_eq!(codes(&with_appendices(text, titles)), wanted, "{text}");
    }
}

#[test]
fn typed_numbers_of_every_level_are_found() {
    for title in [
        "I. Mục tiêu",
        "IV) Mục tiêu",
        "I/ Mục tiêu",
        "1. Mục tiêu",
        "1.Mục tiêu",
        "01. Mục tiêu",
        "1.1. Mục tiêu",
        "1.1 Mục tiêu",
        "2.1.3. Mục tiêu",
        "1) Mục tiêu",
        "(1) Mục tiêu",
        "1/ Mục tiêu",
        "1 - Mục tiêu",
        "1- Mục tiêu",
        "a) Mục tiêu",
        "a. Tiểu dự án 1",
        "a Tiêu dự án 1",
        "đ) Mục tiêu",
        "A. Mục tiêu",
        "Phần I. Mục tiêu",
        "PHẦN II",
        "Phần I Mục tiêu",
        "Mục 1. Mục tiêu",
        "- Mục tiêu",
        "* Mục tiêu",
        "+ Mục tiêu",
        "Phụ lục I: Danh mục",
    ] {
        assert_eq!(of_title(title), ["typed-number"], "{title}");
    }
}

#[test]
fn titles_that_begin_like_a_number_are_let_be() {
    for title in [
        "Dự án 2: Đa dạng hóa sinh kế",
        "100% hộ nghèo có thẻ",
        "A Lưới",
        "Ông bà, cha mẹ",
        "5 nhiệm vụ trọng tâm",
        "5 Nhiệm vụ trọng tâm",
        "1.545 hộ nghèo",
        "30/4 và 01/5",
        "2/3 số hộ",
        "2021 - 2025",
        "Phần mềm quản lý",
        "Mục 1 của Đề án",
        "y tế",
        "ở thôn",
        "Mục tiêu",
        "Di dân",
        "V A",
        "X quang",
        "Công nghệ 4.0",
        "3 - 5 mô hình",
        "VI phạm",
    ] {
        assert_eq!(of_title(title), [""; 0], "{title}");
    }
}

#[test]
fn the_mark_of_a_typed_number_is_on_the_number() {
    let text =
        form_with("noi_dung:\n  - tieu_de: \"b) Tiểu dự án 2\"\n    doan: Nội dung.\n");
    let span = examine(&text)[0].span.unwrap();
    assert_eq!(&text[span.range()], "b)");
}

#[test]
fn a_summary_is_judged_by_its_words() {
    for (subject, wanted) in [
        ("V/v giảm nghèo năm 2023", &["subject-form"][..]),
        ("Về việc giảm nghèo năm 2023", &[]),
        ("TRIỂN KHAI CÔNG TÁC GIẢM NGHÈO", &["subject-form"]),
        ("Triển khai công tác giảm nghèo.", &["subject-form"]),
        ("Giảm nghèo năm 2024", &["year-mismatch"]),
        ("Giảm nghèo năm 2022 và năm 2023", &[]),
        ("Giảm nghèo năm 2022 và 2024", &[]),
        ("Giảm nghèo giai đoạn 2021-2025", &[]),
        ("Giảm nghèo năm 2024 thuộc giai đoạn 2021 - 2025", &["year-mismatch"]),
        ("Giảm nghèo đến năm 2030", &[]),
        ("Giảm nghèo năm 2024 {{ 2030 + 1 }}", &["year-mismatch"]),
        ("Thực hiện Quyết định số 12/2022/QĐ-UBND", &[]),
    ] {
        assert_eq!(of_subject(subject), wanted, "{subject}");
    }
}

#[test]
fn number_and_symbol_are_bare() {
    let head = |keys: &str| {
        codes(&format!(
            "van_ban:\n  {keys}\n  ngay: 2023-05-20\n  trich_yeu: Giảm nghèo\n"
        ))
    };
    for keys in [
        "so: 5/KH-UBND",
        "so: 0",
        "so: năm",
        "so: 5\n  ky_hieu: UBND",
        "so: 5\n  ky_hieu: KH/UBND",
        "so: 5\n  ky_hieu: KH - UBND",
        "so: 5\n  ky_hieu: 2023/KH-UBND",
        "so: 5\n  ky_hieu: KH-2023",
    ] {
        assert_eq!(head(keys), ["number-form"], "{keys}");
    }
    for keys in ["so: 5", "so: \"05\"", "so: chua_co", "so: 5\n  ky_hieu: KH-BCĐ-UBND"] {
        assert_eq!(head(keys), [""; 0], "{keys}");
    }
    for name in ["Uỷ ban nhân dân xã A", "HỘI ĐỒNG NHÂN DÂN XÃ A", "UBND xã A"]
    {
        let agency = format!("co_quan: {{ ten: {name}, dia_danh: Kim Liên }}\n");
        assert!(!codes(&agency).contains(&"number-form"), "{name}");
    }
    let agency = "co_quan: { ten: Trường Tiểu học Kim Liên, dia_danh: Kim Liên }\n";
    assert_eq!(codes(agency), ["number-form"]);
}

#[test]
fn numbers_of_papers_in_the_text_are_looked_at() {
    assert_eq!(
        of_text("Theo Nghị quyết số 89/NQ/ĐU và số 91/KH – UBND."),
        ["document-number-form"; 2]
    );
    assert_eq!(of_text("Theo Nghị quyết số 89-NQ/ĐU, số 61/2015/NĐ-CP."), [""; 0]);
}

#[test]
fn letters_of_those_whom_the_decree_does_not_bind_are_cited_as_they_stand() {
    for text in [
        "Theo Văn bản số 05/2023/VLN/CV-LV ngày 05/01/2023 của Công ty TNHH Việt Lâm.",
        "Văn bản số 05/2026/VLN/CV-LV, số 11/2026CV-YVG, số 305/QLTC, số 69/KHHT, số 33/GĐN.",
        "Theo bản tin của Trung tâm dự báo khí tượng thủy văn: tại văn bản số 01/KH1N-01/17h00/DBQG-DBKH ngày 15/01/2023.",
        "Theo bản tin của Đài Khí tượng thủy văn tại Văn bản số 12/TB – ĐKTTV ngày 05/01/2023.",
        "Hợp đồng số 01/HĐKT/2024, giấy chứng nhận số 01-GCN-MT.",
        "Theo Tờ trình số 12/TTr/HTX ngày 05/01/2023 của Hợp tác xã Kim Liên.",
        "Viện Quy hoạch có Tờ trình số 12/TTr – VQH về rà soát.",
        "Theo thư số 2023/01/WB/HN ngày 05/01/2023 của World Bank.",
        "Theo Thông tư liên tịch số 97/2015/TTLT/BKHCN-BTC ngày 30/12/2015 của liên Bộ Khoa học và Công nghệ, Bộ Tài chính về khoán chi.",
    ] {
        assert_eq!(of_text(text), [""; 0], "{text}");
    }
}

#[test]
fn a_wrong_number_is_an_error_where_its_issuer_is_known_to_be_bound() {
    let severities = |text: &str| -> Vec<Severity> {
        let form =
            format!("noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: |\n      {text}\n");
        let found = examine(&form_with(&form));
        found
            .iter()
            .filter(|d| d.code.id == "document-number-form")
            .map(|d| d.severity)
            .collect()
    };
    for (text, wanted) in [
        ("Theo Kế hoạch số 91/KH – UBND gửi Công ty A.", Some(Severity::Error)),
        ("Theo văn bản số 01/12011/TT-BNV.", Some(Severity::Error)),
        ("Theo Tờ trình số 5/TTr.SNV của Sở Nội vụ.", Some(Severity::Error)),
        ("Theo Công điện số 05/CĐ – TTg.", Some(Severity::Error)),
        ("Theo Chỉ thị số 38-CT/TTg ngày 29/9/2020.", Some(Severity::Error)),
        ("Theo Nghị quyết số 89/NQ/ĐU ngày 05/01/2026.", Some(Severity::Error)),
        (
            "Theo Thông báo số 12/TB/XYZ ngày 05/01/2026 của UBND tỉnh.",
            Some(Severity::Error),
        ),
        (
            "Theo Văn bản số 01/A-1/17h00/B-C ngày 05/01/2026 của Cục Khí tượng thủy văn.",
            Some(Severity::Warning),
        ),
        ("Theo Nghị định số 73-CP của Chính phủ.", Some(Severity::Warning)),
        ("Theo Nghị định số 89/2014TT-BTC.", Some(Severity::Error)),
        ("Theo Thông báo số 12/TB – XYZ.", Some(Severity::Hint)),
        (
            "Theo Thông báo số 12/TB – XYZ ngày 05/01/2026 của Đoàn kiểm tra.",
            Some(Severity::Warning),
        ),
        ("Theo Thông báo số 12/TB/XYZ.", None),
        ("UBND xã nhận được Văn bản số 05/2026/XYZ/CV-LV.", None),
    ] {
        assert_eq!(severities(text), wanted.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn the_agency_of_a_registered_paper_says_whether_its_number_is_judged() {
    let paper = |number: &str, agency: &str| {
        codes(&format!(
            "van_ban_lien_quan:\n  vb-1:\n    loai: Văn bản\n    so: {number}\n    co_quan: {agency}\n"
        ))
    };
    assert_eq!(paper("05/2026/VLN/CV-LV", "Công ty TNHH Việt Lâm"), [""; 0]);
    assert_eq!(paper("12/TB/XYZ", "Công ty TNHH Việt Lâm"), [""; 0]);
    assert_eq!(paper("12/TB/XYZ", "UBND tỉnh Hà Tĩnh"), ["document-number-form"]);
    assert_eq!(paper("91/KH/UBND", "JICA"), ["document-number-form"]);
}

#[test]
fn authority_is_given_by_keys_and_a_deputy_signs_for_the_head() {
    for keys in [
        "thay_mat: co, chuc_vu: 'KT. Chủ tịch', ho_ten: Lê Văn An",
        "thay_mat: co, chuc_vu: K/T Chủ tịch, ho_ten: Lê Văn An",
        "thay_mat: co, chuc_vu: Q. Chủ tịch, ho_ten: Lê Văn An",
        "thay_mat: co, chuc_vu: Quyền Chủ tịch, ho_ten: Lê Văn An",
        "thay_mat: T/M Ủy ban nhân dân, chuc_vu: Chủ tịch, ho_ten: Lê Văn An",
        "thay_mat: co, chuc_vu: Phó Chủ tịch, ho_ten: Lê Văn An",
        "thay_mat: co, ky_thay: Chủ tịch, chuc_vu: Chủ tịch, ho_ten: Lê Văn An",
        "thay_mat: co, ky_thay: Chủ tịch, quyen: co, chuc_vu: Phó Chủ tịch, ho_ten: Lê Văn An",
        "thay_mat: co, ky_thay: co, chuc_vu: Phó Chủ tịch, ho_ten: Lê Văn An",
    ] {
        assert_eq!(of_signature(keys), ["signature-form"], "{keys}");
    }
    for keys in [
        "thay_mat: co, ky_thay: Chủ tịch, chuc_vu: Phó Chủ tịch, ho_ten: Lê Văn An",
        "thay_mat: co, quyen: co, chuc_vu: Chủ tịch, ho_ten: Lê Văn An",
        "thua_lenh: Chủ tịch, chuc_vu: Chánh Văn phòng, ho_ten: Lê Văn An",
        "thua_lenh: Chủ tịch, ky_thay: Chánh Văn phòng, chuc_vu: Phó Chánh Văn phòng, ho_ten: Lê Văn An",
    ] {
        assert_eq!(of_signature(keys), [""; 0], "{keys}");
    }
}

#[test]
fn a_name_stands_alone() {
    let name = |name: &str| {
        of_signature(&format!("thay_mat: co, chuc_vu: Chủ tịch, ho_ten: \"{name}\""))
    };
    for wrong in [
        "PGS.TS. Nguyễn Văn An",
        "ThS Nguyễn Văn An",
        "BS. Y Bhăm Niê",
        "Tiến sĩ Lê An",
        "Bà Trần Thị Bình",
        "Ông Nguyễn Văn An",
        "NGUYỄN VĂN AN",
        "Nguyễn văn An",
    ] {
        assert_eq!(name(wrong), ["signer-name"], "{wrong}");
    }
    for right in
        ["Ông Ích Khiêm", "Bá Văn Lộc", "Y Bhăm Niê", "H'Hen Niê", "Điểu K'Ré", "chua_co"]
    {
        assert_eq!(name(right), [""; 0], "{right}");
    }
}

#[test]
fn the_filing_line_is_one_and_last_and_names_the_registry() {
    for items in [
        "[ Các thôn ]",
        "[ { luu: VT }, Các thôn ]",
        "[ { luu: VT }, Các thôn, { nhan: Bản điện tử }, Các trường ]",
        "[ Các thôn, { luu: VT }, { luu: VHXH } ]",
        "[ Các thôn, { luu: VHXH } ]",
        "[ Các thôn, 'Lưu: VT, VHXH' ]",
    ] {
        assert_eq!(codes(&format!("noi_nhan: {items}\n")), ["filing-line"], "{items}");
    }
    for items in [
        "chua_co",
        "[ Các thôn, { luu: 'VT, VHXH (2)' } ]",
        "[ '- Các thôn;', { Lưu: VT } ]",
        "[ Các thôn, { luu: VT }, { nhan: Bản điện tử }, Các trường ]",
    ] {
        assert_eq!(codes(&format!("noi_nhan: {items}\n")), [""; 0], "{items}");
    }
}

/// The base with a basis and a day of its own; the findings.
fn founded(day: &str, basis: &str) -> Vec<(&'static str, Severity)> {
    let keys = format!(
        "van_ban: {{ so: chua_co, ngay: {day}, trich_yeu: Giảm nghèo }}\ncan_cu:\n  van_ban:\n    - {basis}\n"
    );
    let found = examine(&form_with(&keys));
    let of_rule = found.iter().filter(|d| d.code.id == "basis-after-plan");
    of_rule.map(|d| (d.code.id, d.severity)).collect()
}

#[test]
fn a_basis_is_older_than_the_plan() {
    let decree = "Nghị quyết số 14/NQ-HĐND ngày";
    let error = [("basis-after-plan", Severity::Error)];
    let warning = [("basis-after-plan", Severity::Warning)];
    for (day, basis, wanted) in [
        ("2023-05-20", format!("{decree} 21/5/2023"), &error[..]),
        ("2023-05-20", format!("{decree} 20/5/2023"), &[]),
        ("2023-05", format!("{decree} 31/5/2023"), &[]),
        ("2023-05", format!("{decree} 01/6/2023"), &error),
        ("2023", format!("{decree} 01/01/2024"), &error),
        ("2023", format!("{decree} 01/7/2023"), &[]),
        ("chua_co", format!("{decree} 01/7/2023"), &warning),
        ("chua_co", format!("{decree} 30 tháng 6 năm 2023"), &[]),
        ("chua_co", format!("{decree} 22/12/2023"), &warning),
        ("2023-05-20", "Luật Đất đai ngày 18 tháng 01 năm 2024".to_owned(), &error),
        ("2023-05-20", format!("{decree} 20/4/2023 về lễ kỷ niệm ngày 02/9/2023"), &[]),
    ] {
        assert_eq!(founded(day, &basis), wanted, "{day} {basis}");
    }
}

#[test]
fn an_opening_that_only_names_a_day_is_no_basis() {
    let keys = "can_cu:\n  kieu: doan_van\n  van_ban: [ Luật Đất đai năm 2013 ]\n  ket: 'Ủy ban nhân dân xã lập kế hoạch thực hiện đến ngày 31/12/2023 như sau:'\n";
    assert_eq!(codes(keys), [""; 0]);
}

#[test]
fn a_task_that_says_nothing_has_one_finding_and_what_is_open_has_none() {
    let task = |keys: &str| {
        codes(&format!(
            "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Truyền thông\n{keys}"
        ))
    };
    assert_eq!(task(""), ["task-incomplete"]);
    let open = "        thoi_gian: chua_co\n        kinh_phi: chua_co\n        phan_cong: chua_co\n";
    assert_eq!(task(open), [""; 0]);
    let unread = "        thoi_gian: hôm qua\n        kinh_phi: [ [ a ] ]\n        phan_cong: { chu_tri: [ a ], phoi_hop: b }\n";
    assert!(!task(unread).contains(&"task-incomplete"));
    let words = "        thoi_gian: 2023-07\n        kinh_phi: Theo phân bổ của cấp trên\n        phan_cong: Công chức văn hóa\n";
    assert_eq!(task(words), [""; 0]);
}

#[test]
fn the_difference_of_a_sum_is_told() {
    let text = form_with(
        super::list_rules()
            .into_iter()
            .find(|r| r.code.id == "sum-mismatch")
            .unwrap()
            .wrong,
    );
    let message = &examine(&text)[0].message;
    for figure in ["14.000.000 đồng", "15.000.000 đồng", "thiếu 1.000.000 đồng"]
    {
        assert!(message.contains(figure), "{message}");
    }
}

proptest! {
    #[test]
    fn any_text_is_looked_at(
        text in "((Phụ lục|đính kèm|kèm theo|số|ngày|của|Công ty|UBND|KH|I|V|a|1|2023|/|-|–|\\.|;|“|\\(|\\)|đồng|năm|Ủy| ){1,3}){0,12}",
        odd in "[^\\p{C}{}\\\\]{0,12}",
    ) {
        let title = format!("|\n      {text}{odd}.\n");
        let keys = format!(
            "van_ban: {{ so: chua_co, ngay: 2023, trich_yeu: Giảm nghèo }}\nnoi_dung:\n  - tieu_de: {title}    doan: {title}"
        );
        let findings = examine(&form_with(&keys));
        prop_assert!(findings.iter().all(|d| !d.message.is_empty()));
    }
}
