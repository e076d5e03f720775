//! What is found of figures in running text that the plan knows by name.

use proptest::prop_assert;
use proptest::proptest;

use super::{Diagnostic, examine, form_with};

/// A table and indicators, with a paragraph beside them.
fn beside(text: &str) -> Vec<Diagnostic> {
    examine(&form_with(&format!(
        "\
chi_tieu:
  tl: {{ ten: Tỷ lệ hộ nghèo, dau: \"5,2\", muc_tieu: \"3,5\", don_vi: \"%\" }}
  lop: {{ ten: Số lớp tập huấn, gia_tri: 12, don_vi: lớp }}
  tien: {{ ten: Kinh phí hỗ trợ nhà ở, gia_tri: 5 triệu đồng, don_vi: đồng }}
  thoat: {{ ten: Số hộ thoát nghèo, gia_tri: 21, don_vi: hộ }}
bang:
  ngheo:
    cot:
      - {{ ma: thon, nhan: Thôn }}
      - {{ ma: ho, nhan: Tổng số hộ gia đình }}
      - {{ nhan: Hộ nghèo cuối năm 2022, cot: [ {{ ma: dau, nhan: TS }}, {{ ma: tl_dau, nhan: \"%\", cong_thuc: dau / ho }} ] }}
      - {{ ma: giam, nhan: Giảm hộ nghèo trong năm 2023 }}
      - {{ ma: cn, nhan: Hộ CN cuối năm 2023 }}
    kieu: {{ tl_dau: {{ phan_tram: 2 }} }}
    hang:
      - [Mai Hà, 700, 30, 5, 20]
      - [Hồ Sơn, 845, 33, 7, 34]
noi_dung:
  - tieu_de: Thực trạng
    bang: ngheo
    doan: |
      {text}
"
    )))
}

/// What is found in a paragraph: the code, the words marked, what to write.
fn list_findings(text: &str) -> Vec<String> {
    let describe = |d: &Diagnostic| {
        let marked = match d.message.strip_prefix("lời văn ghi ") {
            Some(rest) => rest.split(", còn ").next(),
            None => d.message.split(['“', '”']).nth(1),
        };
        let write = d.label.trim_start_matches("viết ");
        format!("{} {} {write}", d.code.id, marked.unwrap_or_default())
    };
    // Some of these texts have slips of spelling, as the papers that they are like.
    let found = beside(text);
    let of_figures = found.iter().filter(|d| d.group != Some("chinh-ta"));
    of_figures.map(describe).collect()
}

#[test]
fn a_figure_that_the_plan_knows_is_read_by_name() {
    for (text, reference) in [
        ("Cuối năm 2022, toàn xã có 63 hộ nghèo.", "63 {{ ngheo.tong.dau }}"),
        ("Hộ nghèo cuối năm 2022 chiếm 4,08 %.", "4,08 % {{ ngheo.tong.tl_dau }}"),
        ("Hộ nghèo chiếm tỷ lệ 4,1%.", "4,1% {{ ngheo.tong.tl_dau | so_le(1) }}"),
        ("Phấn đấu giảm 12 hộ nghèo.", "12 {{ ngheo.tong.giam }}"),
        ("Toàn xã có 1.545 hộ.", "1.545 {{ ngheo.tong.ho }}"),
        ("Còn 54 hộ cận nghèo.", "54 {{ ngheo.tong.cn }}"),
        ("Mở 12 lớp tập huấn.", "12 {{ chi_tieu.lop }}"),
        ("Có ít nhất 21 hộ thoát nghèo.", "21 {{ chi_tieu.thoat }}"),
        ("Hỗ trợ nhà ở 5.000.000đ.", "5.000.000đ {{ chi_tieu.tien }}"),
        (
            "Hỗ trợ nhà ở 5 triệu đồng.",
            "5 triệu đồng {{ chi_tieu.tien | theo(\"triệu đồng\") }}",
        ),
        ("Tỷ lệ hộ nghèo giảm từ 5,2%.", "5,2% {{ chi_tieu.tl.dau }}"),
        (
            "Hộ nghèo giảm 1,7 điểm phần trăm.",
            "1,7 điểm phần trăm {{ chi_tieu.tl.giam }}",
        ),
    ] {
        assert_eq!(
            list_findings(text),
            [format!("literal-figure {reference}")],
            "{text}"
        );
    }
}

#[test]
fn a_number_that_is_equal_by_chance_is_let_be() {
    for text in [
        "Toàn xã có {{ ngheo.tong.dau }} hộ nghèo.",
        "Hỗ trợ 12 hộ vay vốn, 63 người học nghề, 21 đồng chí tham gia.",
        "Hỗ trợ 12 hộ nghèo vay vốn.",
        "Có 63 hộ cận nghèo, giảm 63 hộ nghèo.",
        "Cuối năm 2025 còn 63 hộ nghèo.",
        "Theo khoản 12 Điều 63 Nghị định số 63/2020/NĐ-CP, trẻ em 12 tuổi.",
        "Trên 63 hộ nghèo, khoảng 63 hộ nghèo, 63-65 hộ nghèo.",
        "Lãi suất 3,5%, chi cho giáo dục 4,08%.",
        "Mức vay 5 triệu đồng, 5.000.000 đồng/hộ.",
        "100% hộ nghèo, 5 hộ nghèo, hộ nghèo 63%.",
    ] {
        assert_eq!(list_findings(text), [""; 0], "{text}");
    }
}

#[test]
fn a_number_beside_a_name_is_the_figure_of_that_name() {
    for (text, reference) in [
        ("Toàn xã có số hộ nghèo cuối năm 2022 là 65 hộ.", "65 {{ ngheo.tong.dau }}"),
        ("Có 65 hộ nghèo cuối năm 2022.", "65 {{ ngheo.tong.dau }}"),
        (
            "Hộ nghèo toàn xã đến cuối năm 2022 chiếm tỷ lệ 4,2 %.",
            "4,2 % {{ ngheo.tong.tl_dau }}",
        ),
        (
            "Hộ nghèo cuối năm 2022 của thôn Mai Hà là 31 hộ.",
            "31 {{ ngheo[\"Mai Hà\"].dau }}",
        ),
        ("Tỷ lệ hộ nghèo còn 3,4%.", "3,4% {{ chi_tieu.tl.muc_tieu }}"),
        ("Tỷ lệ hộ nghèo giảm 1,5%.", "1,5% {{ chi_tieu.tl.giam }}"),
        ("Số lớp tập huấn là 13 lớp.", "13 {{ chi_tieu.lop }}"),
        ("Kinh phí hỗ trợ nhà ở là 6 triệu đồng.", "6 triệu đồng {{ chi_tieu.tien }}"),
    ] {
        assert_eq!(
            list_findings(text),
            [format!("figure-contradicts {reference}")],
            "{text}"
        );
    }
}

#[test]
fn a_number_beside_a_name_may_be_of_something_else() {
    for text in [
        "Hộ nghèo cuối năm 2022 của thôn Mai Hà là 30 hộ.",
        "Thôn Mai Hà: hộ nghèo cuối năm 2022 là 31 hộ.",
        "Hộ nghèo cuối năm 2022 của thôn Mai Hà và Hồ Sơn là 61 hộ.",
        "Hỗ trợ nhà ở cho 20 hộ nghèo cuối năm 2022.",
        "Trong số hộ nghèo cuối năm 2022 có 48 hộ già yếu.",
        "Hộ nghèo cuối năm 2022 không có khả năng lao động là 48 hộ.",
        "Trong đó hộ nghèo không có khả năng lao động là 48 hộ. Hộ nghèo có khả năng lao động là 16 hộ.Hộ nghèo thuộc chính sách BTXH 35hộ; hộ nghèo có hỗ trợ thu nhập NQ 72 là 02 hộ.",
        "Hộ cận nghèo không có khả năng lao động là 19 hộ, hộ cận nghèo có khả năng lao động là 50 hộ.",
        "100% hộ nghèo cuối năm 2022 được vay vốn.",
        "Số hộ nghèo cuối năm 2022 là {{ ngheo.tong.dau }} hộ và 113 khẩu.",
        "Tỷ lệ hộ nghèo năm 2021 là 7,2%.",
        "Tỷ lệ hộ nghèo toàn tỉnh là 2,2%, bình quân tỷ lệ hộ nghèo 4%.",
        "Tỷ lệ hộ nghèo dưới 4%, tỷ lệ hộ nghèo giảm từ 1% trở lên.",
        "Tỷ lệ hộ nghèo là đồng bào dân tộc thiểu số giảm 3%.",
        "Số lớp tập huấn trong 2 quý, số lớp tập huấn theo khoản 5.",
        "Kinh phí hỗ trợ nhà ở 6.000.000 đồng/hộ.",
        "Số hộ thoát nghèo ít nhất 25 hộ.",
        "Tỷ lệ hộ nghèo từ 3,38% xuống còn 2,4%.",
        "Tỷ lệ hộ nghèo từ mức cao của huyện xuống còn 2,4%.",
        "Số hộ thoát nghèo từ 18 hộ lên 25 hộ.",
        "Số lớp tập huấn là 13 lớp và 14 lớp mở thêm.",
    ] {
        assert_eq!(list_findings(text), [""; 0], "{text}");
    }
}

#[test]
fn a_number_is_told_as_one_of_a_pair_only_where_both_count_the_same() {
    for text in [
        "Số hộ nghèo cuối năm 2022 là 65 hộ với 113 khẩu.",
        "Đầu tư để số hộ nghèo cuối năm 2022 còn 65 hộ.",
    ] {
        assert_eq!(
            list_findings(text),
            ["figure-contradicts 65 {{ ngheo.tong.dau }}"],
            "{text}"
        );
    }
}

#[test]
fn a_number_that_is_another_figure_of_its_sentence_contradicts_none() {
    let text = "Tổng số hộ gia đình có 12 hộ nghèo giảm.";
    assert_eq!(list_findings(text), ["literal-figure 12 {{ ngheo.tong.giam }}"]);
    let text = "Tổng số hộ gia đình có 13 hộ nghèo giảm.";
    assert_eq!(list_findings(text), ["figure-contradicts 13 {{ ngheo.tong.ho }}"]);
}

proptest! {
    #[test]
    fn any_sentence_is_held_against_the_figures(
        text in "(Có|hộ nghèo|cuối năm 2022|Tỷ lệ hộ nghèo|Mai Hà|thôn|giảm|từ|còn|là|63|31|5,2|3,4|%|đồng|triệu|,|\\.|;| ){1,14}",
    ) {
        let findings = beside(&format!("A {text}."));
        prop_assert!(findings.iter().all(|d| !d.message.is_empty()));
        let of = |code: &'static str| findings.iter().filter(move |d| d.code.id == code);
        for warned in of("figure-contradicts") {
            prop_assert!(of("literal-figure").all(|hinted| hinted.span != warned.span));
        }
    }
}

/// The labels of what is found in a form with these keys.
fn join_labels(keys: &str) -> String {
    let found = examine(&form_with(keys));
    found.iter().map(|d| d.label.clone()).collect::<Vec<_>>().join("; ")
}

/// What is found in a paragraph beside an indicator that goes by years.
fn list_findings_by_year(text: &str) -> Vec<String> {
    let found = examine(&form_with(&format!(
        "\
giai_doan: 2023-2025
chi_tieu:
  tl:
    ten: Tỷ lệ hộ nghèo
    don_vi: \"%\"
    dau: {{ nam: 2022, gia_tri: \"8,6%\" }}
    nam: {{ 2023: \"7,4%\", 2024: \"6,3%\", 2025: \"5,2%\" }}
    chieu: giam
noi_dung:
  - tieu_de: Mục tiêu
    doan: |
      {text}
"
    )));
    let describe =
        |d: &Diagnostic| format!("{} {}", d.code.id, d.label.trim_start_matches("viết "));
    found.iter().map(describe).collect()
}

#[test]
fn a_figure_is_held_against_the_year_that_is_said() {
    for (text, found) in [
        (
            "Tỷ lệ hộ nghèo năm 2024 còn 6,8%.",
            "figure-contradicts {{ chi_tieu.tl[\"2024\"] }}",
        ),
        (
            "Năm 2023, tỷ lệ hộ nghèo giảm còn 5,2%.",
            "figure-contradicts {{ chi_tieu.tl[\"2023\"] }}",
        ),
        ("Tỷ lệ hộ nghèo năm 2022 là 8,5%.", "figure-contradicts {{ chi_tieu.tl.dau }}"),
        (
            "Năm 2024, tỷ lệ hộ nghèo giảm 1,5 điểm phần trăm.",
            "figure-contradicts {{ chi_tieu.tl[\"2024\"].giam }}",
        ),
        ("Tỷ lệ hộ nghèo còn 4,9%.", "figure-contradicts {{ chi_tieu.tl[\"2025\"] }}"),
        (
            "Năm 2024 mở 3 lớp; tỷ lệ hộ nghèo còn 6,8%.",
            "figure-contradicts {{ chi_tieu.tl[\"2024\"] }}",
        ),
        (
            "Năm 2024, tỷ lệ hộ nghèo còn 6,3%.",
            "literal-figure {{ chi_tieu.tl[\"2024\"] }}",
        ),
    ] {
        assert_eq!(list_findings_by_year(text), [found], "{text}");
    }
}

#[test]
fn without_a_year_a_plan_for_one_year_means_its_own() {
    let keys = |text: &str| {
        format!(
            "\
chi_tieu:
  tl:
    ten: Tỷ lệ hộ nghèo
    don_vi: \"%\"
    nam: {{ 2022: \"7,4%\", 2023: \"6,3%\", 2024: \"5,2%\" }}
noi_dung:
  - tieu_de: Mục tiêu
    doan: {text}
"
        )
    };
    let found = examine(&form_with(&keys("Tỷ lệ hộ nghèo còn 6,8%.")));
    let [finding] = &found[..] else { panic!("{found:?}") };
    assert_eq!(finding.label, "viết {{ chi_tieu.tl[\"2023\"] }}");
    let found = examine(&form_with(&keys("Đưa tỷ lệ hộ nghèo còn 5,2%.")));
    assert!(found.iter().all(|d| d.code.id != "figure-contradicts"), "{found:?}");
}

#[test]
fn a_figure_of_a_year_that_the_target_does_not_have_is_another_one() {
    for text in [
        "Năm 2030, tỷ lệ hộ nghèo còn 3,1%.",
        "Giai đoạn 2023-2025, tỷ lệ hộ nghèo giảm 3,9%.",
        "Tỷ lệ hộ nghèo năm 2023 và năm 2024 là 7,9%.",
        "Tỷ lệ hộ nghèo bình quân mỗi năm giảm 1,13%.",
        "Bình quân mỗi năm, tỷ lệ hộ nghèo giảm 1,13%.",
        "Hằng năm, tỷ lệ hộ nghèo giảm 1,2%.",
        "6 tháng đầu năm 2024, tỷ lệ hộ nghèo còn 6,9%.",
        "Đầu năm 2024, tỷ lệ hộ nghèo là 7,4%.",
        "Tỷ lệ hộ nghèo đầu năm 2023 là 8,6%.",
        "Năm 2024, tỷ lệ hộ cận nghèo còn 4,8%.",
        "Tỷ lệ hộ nghèo của cả nước năm 2024 còn 1,9%.",
    ] {
        assert_eq!(list_findings_by_year(text), [""; 0], "{text}");
    }
}

#[test]
fn a_figure_of_all_years_is_none_of_one_of_them() {
    let describe = |text: &str| {
        join_labels(&format!(
            "\
giai_doan: 2023-2025
chi_tieu:
  nha:
    ten: Số nhà được sửa chữa
    don_vi: nhà
    nam: {{ 2023: 10, 2024: 24, 2025: 36 }}
    ca_giai_doan: tong
noi_dung:
  - tieu_de: Mục tiêu
    doan: |
      {text}
"
        ))
    };
    for (text, label) in [
        (
            "Năm 2024, số nhà được sửa chữa là 70 nhà.",
            "viết {{ chi_tieu.nha[\"2024\"] }}",
        ),
        (
            "Giai đoạn 2023 - 2025, số nhà được sửa chữa là 70 nhà.",
            "viết {{ chi_tieu.nha.tong }}",
        ),
        ("Đến năm 2025, số nhà được sửa chữa là 70 nhà.", "viết {{ chi_tieu.nha.tong }}"),
        ("Mỗi năm, số nhà được sửa chữa là 24 nhà.", ""),
    ] {
        assert_eq!(describe(text), label, "{text}");
    }
}

#[test]
fn an_indicator_that_stops_before_the_period_does_is_told() {
    let describe = |years: &str| {
        join_labels(&format!(
            "\
giai_doan: 2023-2026
chi_tieu:
  tl:
    ten: Tỷ lệ hộ nghèo
    don_vi: \"%\"
    nam: {{ 2023: 9%, {years} }}
noi_dung:
  - tieu_de: Mục tiêu
    doan: Tỷ lệ hộ nghèo còn {{{{ chi_tieu.tl[\"2023\"] }}}}.
"
        ))
    };
    let told = "năm cuối của chỉ tiêu; chưa có số của năm 2026";
    assert_eq!(describe("2024: 8%"), told);
    assert_eq!(describe("2025: 7%"), told);
    assert_eq!(describe("2024: 8%, 2025: 7%, 2026: chua_co"), "");
    assert_eq!(describe("2026: 7%"), "");
    assert_eq!(describe(""), "");
}

#[test]
fn an_indicator_of_the_last_plan_is_told_in_one_for_this_year() {
    let describe = |years: &str| {
        join_labels(&format!(
            "\
chi_tieu:
  tl:
    ten: Tỷ lệ hộ nghèo
    don_vi: \"%\"
    nam: {{ {years} }}
noi_dung:
  - tieu_de: Mục tiêu
    doan: Tỷ lệ hộ nghèo còn {{{{ chi_tieu.tl }}}}.
"
        ))
    };
    let told = "chưa có số của năm 2023";
    assert_eq!(describe("2022: 8%"), told);
    assert_eq!(describe("2022: 8%, 2024: 6%"), told);
    assert_eq!(describe("2022: 8%, 2023: 7%"), "");
    assert_eq!(describe("2025: 5%"), "");
}

#[test]
fn a_task_is_done_in_the_years_of_the_plan() {
    let describe = |time: &str| {
        let found = examine(&form_with(&format!(
            "\
giai_doan: 2023-2025
noi_dung:
  - tieu_de: Nhiệm vụ
    nhiem_vu:
      - tieu_de: Tập huấn
        thoi_gian: {time}
        kinh_phi: Không sử dụng kinh phí.
        phan_cong: Công chức kinh tế
"
        )));
        found.iter().map(|d| d.message.to_string()).collect::<Vec<_>>().join("; ")
    };
    let told = |time: &str| {
        format!(
            "nhiệm vụ “Tập huấn” làm {time}, ngoài giai đoạn của kế hoạch (2023 - 2025)"
        )
    };
    assert_eq!(describe("2020-04"), told("tháng 4/2020"));
    assert_eq!(
        describe("{ tu: 2024-02, den: 2062-05 }"),
        told("từ tháng 02/2024 đến hết tháng 5/2062")
    );
    assert_eq!(describe("{ truoc: 30/11/2026 }"), told("trước ngày 30/11/2026"));
    for fine in [
        "2025-12",
        "{ truoc: 31/3/2026 }",
        "{ tu: 2021-02, den: 2024-05 }",
        "hang_nam",
        "chua_co",
    ] {
        assert_eq!(describe(fine), "", "{fine}");
    }
}

#[test]
fn a_bound_and_a_range_are_no_figure_of_a_target() {
    let describe = |figure: &str| {
        join_labels(&format!(
            "\
giai_doan: 2023-2024
chi_tieu:
  tl:
    ten: Tỷ lệ hộ có nước sạch
    don_vi: phần trăm
    nam: {{ 2023: 90%, 2024: \"{figure}\" }}
noi_dung:
  - tieu_de: Mục tiêu
    doan: Đến năm 2024 đạt {{{{ chi_tieu.tl }}}}.
"
        ))
    };
    assert_eq!(describe("trên 95%"), "cần 95%");
    assert_eq!(describe("≥95,5%"), "cần 95,5%");
    assert_eq!(describe("95% - 97%"), "cần một con số");
    assert_eq!(describe("100% - 3%"), "");
    assert_eq!(describe("95%"), "");
}

#[test]
fn the_year_of_the_plan_reads_its_figure() {
    let found = examine(&form_with(
        "\
chi_tieu:
  tl:
    ten: Tỷ lệ hộ có nước sạch
    don_vi: \"%\"
    dau: { nam: 2022, gia_tri: 88% }
    nam: { 2023: 90%, 2024: 93% }
noi_dung:
  - tieu_de: Mục tiêu
    doan: Năm nay đạt {{ chi_tieu.tl[nam] }}, tăng {{ chi_tieu.tl[nam].tang }}, hơn {{ chi_tieu.tl[ten] }}.
",
    ));
    let found: Vec<_> = found.iter().map(|d| d.message.to_string()).collect();
    assert_eq!(found, ["`ten` không phải là một năm"]);
}

#[test]
fn a_row_without_the_first_or_the_last_year_of_its_table_is_told() {
    let describe = |years: &str| {
        join_labels(&format!(
            "\
chi_tieu:
  a:
    ten: Tỷ lệ hộ nghèo
    don_vi: \"%\"
    nam: {{ 2023: 9%, 2024: 8%, 2025: 7%, 2026: 6% }}
  b:
    ten: Tỷ lệ hộ cận nghèo
    don_vi: \"%\"
    nam: {{ {years} }}
noi_dung:
  - tieu_de: Mục tiêu
    tu_chi_tieu: [a, b]
"
        ))
    };
    assert_eq!(describe("2023: 9%, 2024: 8%, 2025: 7%"), "ô của năm 2026 sẽ trống");
    assert_eq!(describe("2024: 8%, 2025: 7%, 2026: 5%"), "ô của năm 2023 sẽ trống");
    assert_eq!(describe("2024: 8%, 2026: 5%"), "");
    assert_eq!(describe("2023: 9%, 2024: 8%, 2025: 7%, 2026: chua_co"), "");
}
