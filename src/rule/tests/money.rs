//! What is found of the sources of money.

use super::{codes, examine, form_with};

/// The messages on the sums of a budget.
fn sums(budget: &str) -> Vec<String> {
    let keys = format!("noi_dung:\n  - tieu_de: Kinh phí\n    kinh_phi: {budget}\n");
    let findings = examine(&form_with(&keys));
    let of_rule = findings.into_iter().filter(|d| d.code.id == "sum-mismatch");
    of_rule.map(|d| d.message.to_string()).collect()
}

#[test]
fn shares_make_a_hundred_percent() {
    let found = sums("{ so_tien: 1.000.000 đồng, nguon: { tinh: 70%, xa: 20% } }");
    assert_eq!(found, ["phần trăm của các nguồn cộng lại là 90%: thiếu 10%"]);
}

#[test]
fn shares_beside_amounts_make_the_amount() {
    let clean = "{ so_tien: 10.000.001 đồng, nguon: { tinh: 50%, xa: 5 triệu đồng } }";
    assert_eq!(sums(clean), [""; 0]);
    let short = "{ so_tien: 10 triệu đồng, nguon: { tinh: 50%, xa: 4 triệu đồng } }";
    let message = "các nguồn cộng lại là 9.000.000 đồng, không bằng số tiền 10.000.000 đồng: thiếu 1.000.000 đồng";
    assert_eq!(sums(short), [message]);
}

#[test]
fn an_open_source_may_be_all_that_is_left_but_not_less_than_nothing() {
    let left = "{ so_tien: 5 triệu đồng, nguon: { tinh: chua_co, xa: 4 triệu đồng } }";
    assert_eq!(sums(left), [""; 0]);
    let over = "{ so_tien: 5 triệu đồng, nguon: { tinh: chua_co, xa: 6 triệu đồng } }";
    assert_eq!(sums(over).len(), 1);
}

#[test]
fn a_source_that_cannot_be_read_is_no_missing_amount_as_well() {
    for nguon in [
        "{ xa: 5 triệu đồng, tin: 50% }",
        "{ xa: 5 triệu đồng, tinh: }",
        "{ xa: 5 triệu đồng, tinh: nhiều }",
        "[{ ten: A, so_tien: 1 triệu đồng }, { so_tien: 9 triệu đồng }]",
    ] {
        let budget = format!("{{ so_tien: 10 triệu đồng, nguon: {nguon} }}");
        assert_eq!(sums(&budget), [""; 0], "{nguon}");
    }
}

#[test]
fn sources_alone_are_their_own_sum() {
    assert_eq!(sums("{ nguon: { tinh: 1 triệu đồng, xa: 6 triệu đồng } }"), [""; 0]);
}

/// Whether a source of a paper of this day is a district's.
fn is_of_district(year: i32, date: &str, source: &str) -> bool {
    let keys = format!(
        "nam: {year}\nvan_ban:\n  so: 5\n  ngay: {date}\n  trich_yeu: Triển khai công tác giảm nghèo\nnoi_dung:\n  - tieu_de: Kinh phí\n    kinh_phi:\n      nguon: {source}\n"
    );
    codes(&keys).contains(&"district-budget")
}

#[test]
fn the_day_of_the_paper_decides_about_districts() {
    let huyen = "{ huyen: 5 triệu đồng }";
    for (year, date) in
        [(2025, "2025-07-01"), (2025, "2025-07"), (2026, "2026"), (2026, "chua_co")]
    {
        assert!(is_of_district(year, date, huyen), "{date}");
    }
    for (year, date) in
        [(2025, "2025-06-30"), (2025, "2025"), (2025, "chua_co"), (2026, "2025-06-30")]
    {
        assert!(!is_of_district(year, date, huyen), "{date}");
    }
}

#[test]
fn a_district_by_its_own_name_is_one_too() {
    let named = |name: &str| format!("[{{ ten: {name}, so_tien: 5 triệu đồng }}]");
    assert!(is_of_district(2026, "2026-01-15", &named("Ngân sách huyện Nam Đàn")));
    assert!(!is_of_district(2026, "2026-01-15", &named("Ngân sách xã")));
}
