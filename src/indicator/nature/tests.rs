//! Names that say that the cells of a column do not add up, and names that only sound so.

use super::*;

fn kind(label: &str) -> Option<RateKind> {
    find_rate_kind(&label.split(" > ").map(str::to_owned).collect::<Vec<_>>())
}

#[test]
fn what_does_not_add_up_is_known_by_its_name() {
    for (label, wanted) in [
        ("Thu nhập bình quân (triệu đồng/người/năm)", RateKind::Average),
        ("Thu nhap binh quan dau nguoi", RateKind::Average),
        ("Bình quân", RateKind::Average),
        ("Số hộ bình quân mỗi thôn", RateKind::Average),
        ("Số nhân khẩu bình quân/hộ", RateKind::Average),
        ("Điểm trung bình", RateKind::Average),
        ("Thu nhập TB", RateKind::Average),
        ("Thu nhập bình quân > Năm 2025", RateKind::Average),
        ("Mật độ dân số (người/km2)", RateKind::PerThing),
        ("Mật độ dân số", RateKind::Measure),
        ("Đơn giá", RateKind::Price),
        ("Đơn giá (đồng/m2)", RateKind::Price),
        ("ĐƠN GIÁ (1.000đ)", RateKind::Price),
        ("Giá bán lúa", RateKind::Price),
        ("Xếp hạng", RateKind::Rank),
        ("Năng suất (tạ/ha)", RateKind::PerThing),
        ("Thu nhập (triệu đồng/người)", RateKind::PerThing),
        ("GRDP/người", RateKind::PerThing),
        ("Số bác sĩ/vạn dân", RateKind::PerThing),
        ("Vận tốc (km/h)", RateKind::PerThing),
        ("Tốc độ tăng", RateKind::Measure),
        ("Tỷ suất sinh (‰)", RateKind::Measure),
        ("Hệ số", RateKind::Measure),
        ("Diện tích trên một hộ", RateKind::PerThing),
        ("Kinh phí mỗi hộ", RateKind::PerThing),
        ("Mức lương", RateKind::Measure),
    ] {
        assert_eq!(kind(label), Some(wanted), "{label}");
    }
}

#[test]
fn what_adds_up_is_not_taken_for_a_rate() {
    for label in [
        "Số hộ",
        "Tổng số hộ",
        "Số hộ có thu nhập bình quân dưới 1,5 triệu đồng",
        "Số hộ có mức sống trung bình",
        "Hộ trung bình",
        "Trung bình",
        "Học lực > Trung bình",
        "Xếp loại > Trung bình",
        "Giá trị sản xuất",
        "Giá trị (triệu đồng)",
        "Giá gói thầu",
        "Giá trúng thầu",
        "Kinh phí (triệu đồng/năm)",
        "Sản lượng (tấn/năm)",
        "Công suất (m3/ngày đêm)",
        "Số thôn/bản",
        "Số xã/phường",
        "Nam/nữ",
        "Kế hoạch/Thực hiện",
        "Hộ/khẩu",
        "Số hộ/khẩu",
        "Số hộ trên một lao động",
        "Mức giảm",
        "Mức hỗ trợ",
        "Mức hỗ trợ (triệu đồng)",
        "Tỷ trọng",
        "Giảm trong năm",
        "Giảm mỗi năm",
        "Điểm",
        "Diện tích (ha)",
        "Thu nhập bình quân > Số hộ có thu nhập",
        "Giai đoạn 2026 - 2030",
        "Số lượng",
        "Thành tiền",
        "Ngân sách xã",
        "Quy mô",
        "Đơn vị",
    ] {
        assert_eq!(kind(label), None, "{label}");
    }
}

#[test]
fn names_of_averages_are_known_in_short_too() {
    for (label, wanted) in [
        ("Số người/hộ", Some(RateKind::PerThing)),
        ("TNBQ", Some(RateKind::Average)),
        ("BQĐN", Some(RateKind::Average)),
        ("Quy mô hộ", Some(RateKind::Measure)),
        ("Chiều cao TB", Some(RateKind::Average)),
        ("Giá thành", Some(RateKind::Price)),
        ("So với năm 2020 (lần)", Some(RateKind::Measure)),
        ("Tập huấn (lần)", None),
        ("Giá trị", None),
        ("Số hộ/người", None),
        ("Quy mô", None),
    ] {
        assert_eq!(kind(label), wanted, "{label}");
    }
}

#[test]
fn quantities_of_different_things_with_prices_do_not_add_up() {
    let priced = PricedTable { has_price: true, has_amount: true, is_of_one_unit: false };
    assert_eq!(find_priced_kind("Số lượng", priced), Some(RateKind::Quantity));
    assert_eq!(find_priced_kind("SL", priced), Some(RateKind::Quantity));
    assert_eq!(find_priced_kind("Mức hỗ trợ", priced), Some(RateKind::Price));
    for label in ["Số hộ", "Mức giảm", "Thành tiền"] {
        assert_eq!(find_priced_kind(label, priced), None, "{label}");
    }
    let unpriced = PricedTable::default();
    assert_eq!(find_priced_kind("Số lượng", unpriced), None);
    assert_eq!(find_priced_kind("Mức hỗ trợ", unpriced), None);
    let one = PricedTable { is_of_one_unit: true, ..priced };
    assert_eq!(find_priced_kind("Số lượng", one), None);
}
