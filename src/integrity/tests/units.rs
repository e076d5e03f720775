//! Units of money that a file says beside or below its names, in its rows, and those of
//! expressions; sums of what does not add up.

use super::columns::Case;

const MONEY: &str = "    cot: [ { ma: nv, nhan: Nhiệm vụ }, { ma: kp, nhan: Kinh phí, kieu: tien } ]\n    tong: {}\n";
const NUMBER: &str =
    "    cot: [ { ma: nv, nhan: Nhiệm vụ }, { ma: kp, nhan: Kinh phí } ]\n    tong: {}\n";
const ROWS: &str = "Truyền thông;5\nTập huấn;12\n";

fn expect_codes(table: &str, csv: &str, text: &str, wanted: &[&str]) {
    let case = Case { table, csv: Some(csv), text };
    assert_eq!(case.codes(), wanted, "{csv}{text}");
}

#[test]
fn a_unit_below_the_names_or_beside_them_is_that_of_its_column() {
    for (names, wanted) in [
        ("Nhiệm vụ;Kinh phí\n;(triệu đồng)\n", "17.000.000 đồng"),
        ("Nhiệm vụ;Kinh phí\nĐơn vị tính;tr.đ\n", "17.000.000 đồng"),
        ("Nhiệm vụ;Kinh phí;ĐVT: nghìn đồng\n", "17.000 đồng"),
        ("Nhiệm vụ;Kinh phí;Đơn giá (ĐVT: nghìn đồng)\n", "17 đồng"),
        ("Nhiệm vụ;Kinh phí\n", "17 đồng"),
    ] {
        let width = names.lines().next().unwrap().matches(';').count();
        let rows = ROWS.replace('\n', if width > 1 { ";\n" } else { "\n" });
        let csv = format!("{names}{rows}");
        let case =
            Case { table: MONEY, csv: Some(&csv), text: "Tổng {{ a.tong.kp }}." };
        assert_eq!(case.codes(), [""; 0], "{csv}");
        assert_eq!(case.print("a.tong.kp"), wanted, "{csv}");
    }
}

#[test]
fn units_of_single_rows_are_asked_where_they_are_not_that_of_the_column() {
    let read = "    cot: [ { ma: nv, nhan: Nhiệm vụ }, { ma: dv, nhan: ĐVT }, { ma: kp, nhan: Kinh phí, kieu: tien } ]\n    tong: {}\n";
    let text = "Tổng {{ a.tong.kp }}.";
    let asked = ["ambiguous-unit"].as_slice();
    for (units, wanted) in [
        (["triệu đồng", "nghìn đồng"], asked),
        (["triệu đồng", "triệu đồng"], asked),
        (["đồng", "đồng"], &[]),
        (["hộ", "con"], &[]),
    ] {
        let [first, second] = units;
        let csv = format!(
            "Nhiệm vụ;ĐVT;Kinh phí\nTruyền thông;{first};5\nTập huấn;{second};12\n"
        );
        expect_codes(MONEY, &csv, text, wanted);
        expect_codes(read, &csv, text, wanted);
    }
    let answered = MONEY.replace("tien }", "tien, don_vi_tinh: triệu đồng }");
    let csv =
        "Nhiệm vụ;ĐVT;Kinh phí\nTruyền thông;triệu đồng;5\nTập huấn;triệu đồng;12\n";
    expect_codes(&answered, csv, text, &[]);
}

#[test]
fn a_number_is_counted_as_its_file_says() {
    let above = format!("ĐVT: triệu đồng;\nNhiệm vụ;Kinh phí\n{ROWS}");
    let none = format!("Nhiệm vụ;Kinh phí\n{ROWS}");
    let contradicts = ["unit-contradicts"].as_slice();
    for (csv, unit, wanted) in [
        (&above, "đồng", contradicts),
        (&above, "triệu đồng", &[]),
        (&above, "hộ", &[]),
        (&none, "đồng", &[]),
    ] {
        let text = format!("Tổng {{{{ a.tong.kp }}}} {unit}.");
        expect_codes(NUMBER, csv, &text, wanted);
    }
}

#[test]
fn what_is_computed_from_money_is_in_dong() {
    let csv = format!("ĐVT: triệu đồng;\nNhiệm vụ;Kinh phí\n{ROWS}");
    let repeated = ["unit-repeated"].as_slice();
    for (text, wanted) in [
        ("{{ a.tong.kp * 2 }} triệu đồng", repeated),
        ("{{ a.tong.kp * 2 }} đồng", repeated),
        ("{{ a.tong.kp / 1000000 }} triệu đồng", &[]),
        ("({{ a.tong.kp }}) triệu đồng", repeated),
        ("{{ a.tong.kp }} Triệu đồng", repeated),
        ("{{ a.tong.kp }} Triệu Phong", &[]),
    ] {
        expect_codes(MONEY, &csv, text, wanted);
    }
}

#[test]
fn amounts_of_two_units_are_not_added_but_as_money() {
    let table = |kind: &str, second: &str| {
        format!(
            "    cot: [ {{ ma: nv, nhan: Nhiệm vụ }}, {{ ma: ho, nhan: Hỗ trợ (triệu đồng){kind} }}, {{ ma: dp, nhan: Đối ứng ({second}){kind} }}, {{ ma: t, nhan: Tổng, cong_thuc: ho + dp }} ]\n    hang: [ [Truyền thông, 5, 6] ]\n    tong: {{}}\n"
        )
    };
    for (kind, second, wanted) in [
        ("", "nghìn đồng", ["ambiguous-unit"].as_slice()),
        ("", "triệu đồng", &[]),
        ("", "hộ", &[]),
        (", kieu: tien", "nghìn đồng", &[]),
    ] {
        let table = table(kind, second);
        let case = Case { table: &table, csv: None, text: "Tổng {{ a.tong.t }}." };
        assert_eq!(case.codes(), wanted, "{table}");
    }
}

#[test]
fn sums_of_what_does_not_add_up_are_refused_like_their_totals() {
    let table = |keys: &str| {
        format!(
            "    khoa: nv\n    cot: [ {{ ma: nv, nhan: Thôn }}, {{ ma: tn, nhan: Thu nhập bình quân{keys} }}, {{ ma: tl, nhan: Tỷ lệ, kieu: phan_tram{keys} }} ]\n    hang: [ [Thượng, 50, 3%], [Trung, 60, 5%] ]\n"
        )
    };
    for (keys, text, is_refused) in [
        ("", "{{ tong(a.tn) }}", true),
        ("", "{{ tong(a.tl) }}", true),
        ("", "{{ tb(a.tn) }}", false),
        ("", "{{ lon_nhat(a.tl) }}", false),
        (", tong: co", "{{ tong(a.tn) }}", false),
        (", tong: co", "{{ tong(a.tl) }}", false),
    ] {
        let table = table(keys);
        let case = Case { table: &table, csv: None, text };
        assert_eq!(
            !case.codes().is_empty(),
            is_refused,
            "{keys}{text}: {:?}",
            case.codes()
        );
    }
}
