//! In what the money of a column is counted, which columns add up, which are codes, and
//! what may stand behind their values.

use rust_xlsxwriter::{Format, Workbook};

use super::*;
use crate::formula::Expression;
use crate::source::Span;
use crate::yaml::{ScalarPlaces, ScalarStyle};

/// A table `a` of a form, with a sheet where it has one, and a text that reads it.
pub(super) struct Case<'t> {
    pub(super) table: &'t str,
    pub(super) csv: Option<&'t str>,
    pub(super) text: &'t str,
}

impl Case<'_> {
    fn form(&self) -> String {
        let data = if self.csv.is_some() { "    du_lieu: so-lieu.csv\n" } else { "" };
        form_with(&format!(
            "bang:\n  a:\n{data}{}noi_dung:\n  - tieu_de: Số liệu\n    bang: a\nket_thuc: \"{}\"\n",
            self.table, self.text
        ))
    }

    fn sheets(&self) -> ByTable<Option<Arc<Sheet>>> {
        let Some(csv) = self.csv else { return ByTable::new() };
        let choice = SheetChoice { sheet: None, header: None };
        let path = Path::new("so-lieu.csv");
        let sheet = sheet::read(path, csv.as_bytes().to_vec(), choice).unwrap();
        vec![Some(Arc::new(sheet))].into()
    }

    /// The codes of all findings.
    pub(super) fn codes(&self) -> Vec<&'static str> {
        let form = self.form();
        let source = Source::new(Path::new("ke-hoach.yaml"), &form);
        let (form_read, _) = crate::form::read(&source);
        let files = compute_figures(&form_read.unwrap(), &self.sheets(), &[]).files;
        let in_files = files.into_iter().map(|file| file.finding.code.id);
        let found = examine(&form, &self.sheets());
        found.iter().map(|finding| finding.code.id).chain(in_files).collect()
    }

    /// What an expression prints.
    pub(super) fn print(&self, expression: &str) -> String {
        print_value(&self.form(), &self.sheets(), expression)
    }
}

/// What an expression prints in a form whose tables have these sheets.
fn print_value(
    text: &str,
    sheets: &ByTable<Option<Arc<Sheet>>>,
    expression: &str,
) -> String {
    let source = Source::new(Path::new("ke-hoach.yaml"), text);
    let form = crate::form::read(&source).0.unwrap();
    let figures = compute_figures(&form, sheets, &[]).figures;
    let places = ScalarPlaces::new(
        expression,
        ScalarStyle::Plain,
        expression,
        Span::new(0, expression.len()),
    );
    let expression = Expression::read(expression, places);
    match figures.printed(&figures.names(&form), &expression) {
        Ok(PrintedExpression::Text(text)) => text,
        other => format!("{other:?}"),
    }
}

/// A table of money with this head, two rows and a total.
fn of_money(head: &str, label: &str, keys: &str) -> String {
    format!(
        "{head}    cot: [ {{ ma: nv, nhan: Nhiệm vụ }}, {{ ma: kp, nhan: \"{label}\", kieu: tien{keys} }} ]\n    hang: [ [Truyền thông, 5], [Tập huấn, 12] ]\n    tong: {{}}\n"
    )
}

#[test]
fn the_scale_of_money_is_read_where_it_is_written() {
    for (head, label, wanted) in [
        ("", "Kinh phí (triệu đồng)", "17 triệu đồng"),
        ("", "Kinh phí (tr.đ)", "17 triệu đồng"),
        ("", "Kinh phí (ĐVT: 1.000đ)", "17 nghìn đồng"),
        ("", "Kinh phí, tỷ đồng", "17 tỷ đồng"),
        ("", "Triệu đồng", "17 triệu đồng"),
        ("", "Kinh phí (đồng)", "17 đồng"),
        ("", "Kinh phí", "17 đồng"),
        ("", "Hỗ trợ làm nhà (44 triệu đồng/hộ)", "17 đồng"),
        ("    don_vi_tinh: tr.đ\n", "Kinh phí", "17 triệu đồng"),
        ("    don_vi_tinh: Nghìn đ.\n", "Kinh phí", "17 nghìn đồng"),
        ("    don_vi_tinh: hộ, triệu đồng\n", "Kinh phí", "17 triệu đồng"),
        ("    don_vi_tinh: hộ\n", "Kinh phí", "17 đồng"),
        ("    don_vi_tinh: triệu đồng\n", "Kinh phí (triệu đồng)", "17 triệu đồng"),
        (
            "    tieu_de: \"Dự toán (Đơn vị tính: triệu đồng)\"\n",
            "Kinh phí",
            "17 triệu đồng",
        ),
        ("    tieu_de: Dự toán cho đồng bào\n", "Kinh phí", "17 đồng"),
    ] {
        let table = of_money(head, label, "");
        let case = Case { table: &table, csv: None, text: "Tổng {{ a.tong.kp }}." };
        assert_eq!(case.codes(), [""; 0], "{head}{label}");
        assert_eq!(case.print("a.tong.kp"), wanted, "{head}{label}");
    }
}

#[test]
fn a_group_above_says_the_scale_too() {
    let table = "    cot: [ { ma: nv, nhan: Nhiệm vụ }, { nhan: Kinh phí (triệu đồng), cot: [ { ma: t, nhan: Tỉnh, kieu: tien }, { ma: x, nhan: Xã, kieu: tien } ] } ]\n    hang: [ [Truyền thông, 5, 1], [Tập huấn, 12, 2] ]\n    tong: {}\n";
    let case = Case { table, csv: None, text: "Tổng {{ a.tong.t }}, {{ a.tong.x }}." };
    assert_eq!(case.codes(), [""; 0]);
    assert_eq!(case.print("a.tong.x"), "3 triệu đồng");
}

#[test]
fn two_units_that_disagree_are_asked_once_and_answered_by_their_key() {
    let head = "    don_vi_tinh: nghìn đồng\n";
    let label = "Kinh phí (triệu đồng)";
    let text = "Tổng {{ a.tong.kp }}.";
    let table = of_money(head, label, "");
    let case = Case { table: &table, csv: None, text };
    assert_eq!(case.codes(), ["ambiguous-unit"]);
    // What is in the cells is converted to what the name of the column says.
    for (key, printed) in [
        (", don_vi_tinh: triệu đồng", "17 triệu đồng"),
        (", don_vi_tinh: nghìn đồng", "0,017 triệu đồng"),
    ] {
        let table = of_money(head, label, key);
        let case = Case { table: &table, csv: None, text };
        assert_eq!(case.codes(), [""; 0], "{key}");
        assert_eq!(case.print("a.tong.kp"), printed);
    }
    let two = "    don_vi_tinh: triệu đồng\n    cot: [ { ma: nv, nhan: Nhiệm vụ }, { ma: t, nhan: Tỉnh, kieu: tien }, { ma: x, nhan: Xã, kieu: tien } ]\n    tong: {}\n";
    let csv = "Dự toán;;\nĐVT: nghìn đồng;;\nNhiệm vụ;Tỉnh;Xã\nTruyền thông;5;6\nTập huấn;7;8\n";
    let case = Case { table: two, csv: Some(csv), text: "Tổng {{ a.tong.t }}." };
    assert_eq!(case.codes(), ["ambiguous-unit"]);
}

#[test]
fn a_file_says_in_what_its_money_is_counted() {
    let table = "    cot: [ { ma: nv, nhan: Nhiệm vụ }, { ma: kp, nhan: Kinh phí, trong_tep: cột B, kieu: tien } ]\n    tong: {}\n";
    for (csv, wanted) in [
        (
            "Nhiệm vụ;Kinh phí (triệu đồng)\nTruyền thông;5\nTập huấn;12\n",
            "17.000.000 đồng",
        ),
        (
            "ĐVT: triệu đồng;\nNhiệm vụ;Kinh phí\nTruyền thông;5\nTập huấn;12\n",
            "17.000.000 đồng",
        ),
        ("Đơn vị: UBND xã;\nNhiệm vụ;Kinh phí\nTruyền thông;5\nTập huấn;12\n", "17 đồng"),
    ] {
        let case = Case { table, csv: Some(csv), text: "Tổng {{ a.tong.kp }}." };
        assert_eq!(case.codes(), [""; 0], "{csv}");
        assert_eq!(case.print("a.tong.kp"), wanted, "{csv}");
    }
}

#[test]
fn a_plain_number_of_another_unit_than_the_paper_says_is_asked() {
    let table = |keys: &str| {
        format!(
            "    cot: [ {{ ma: nv, nhan: Nhiệm vụ }}, {{ ma: kp, nhan: Kinh phí (triệu đồng), trong_tep: cột B{keys} }} ]\n    tong: {{}}\n"
        )
    };
    let text = "Tổng {{ a.tong.kp }}.";
    let other = "Nhiệm vụ;Kinh phí (nghìn đồng)\nTruyền thông;5000\nTập huấn;12000\n";
    let same = "Nhiệm vụ;Kinh phí (tr.đ)\nTruyền thông;5\nTập huấn;12\n";
    let none = "Nhiệm vụ;Kinh phí\nTruyền thông;5\nTập huấn;12\n";
    for (keys, csv, wanted) in [
        ("", other, ["ambiguous-unit"].as_slice()),
        (", don_vi_tinh: nghìn đồng", other, &[]),
        ("", same, &[]),
        ("", none, &[]),
    ] {
        let table = table(keys);
        let case = Case { table: &table, csv: Some(csv), text };
        assert_eq!(case.codes(), wanted, "{keys} {csv}");
    }
    let answered = table(", don_vi_tinh: nghìn đồng");
    let case = Case { table: &answered, csv: Some(other), text };
    assert_eq!(case.print("a.tong.kp"), "17 triệu đồng");
}

#[test]
fn a_group_of_the_file_says_the_scale_of_its_columns() {
    let table = "    cot: [ { ma: nv, nhan: Nhiệm vụ }, { ma: t, nhan: Tỉnh, kieu: tien }, { ma: x, nhan: Xã, kieu: tien } ]\n    tong: {}\n";
    let csv =
        "Nhiệm vụ;Kinh phí (triệu đồng);\n;Tỉnh;Xã\nTruyền thông;5;1\nTập huấn;12;2\n";
    let case = Case { table, csv: Some(csv), text: "Tổng {{ a.tong.x }}." };
    assert_eq!(case.codes(), [""; 0]);
    assert_eq!(case.print("a.tong.x"), "3.000.000 đồng");
}

#[test]
fn a_unit_that_looks_like_money_and_is_not_known_is_refused_where_money_is() {
    let text = "Tổng {{ a.tong.kp }}.";
    for (head, label) in [
        ("    don_vi_tinh: trăm triệu đồng\n", "Kinh phí"),
        ("    don_vi_tinh: USD\n", "Kinh phí"),
        ("", "Kinh phí (chục triệu đồng)"),
        ("", "Kinh phí (USD)"),
    ] {
        let table = of_money(head, label, "");
        let case = Case { table: &table, csv: None, text };
        assert_eq!(case.codes(), ["unknown-money-unit"], "{head}{label}");
        let table = table.replace("kieu: tien", "kieu: so");
        let case = Case { table: &table, csv: None, text };
        assert_eq!(case.codes(), [""; 0], "{head}{label}");
    }
}

#[test]
fn a_unit_that_the_value_prints_stands_once() {
    let table = "    don_vi_tinh: triệu đồng\n    cot: [ { ma: nv, nhan: Nhiệm vụ }, { ma: kp, nhan: Kinh phí, kieu: tien }, { ma: tl, nhan: Tỷ lệ, kieu: phan_tram, tong: 5 / 10 }, { ma: ho, nhan: Số hộ } ]\n    hang: [ [Truyền thông, 5, 3%, 2], [Tập huấn, 12, 4%, 3] ]\n    tong: {}\n";
    for (text, wanted) in [
        ("Tổng {{ a.tong.kp }}.", ""),
        ("Tổng {{ a.tong.kp }} triệu đồng.", "unit-repeated"),
        ("Tổng {{ a.tong.kp }} nghìn đồng.", "unit-repeated"),
        ("Tổng {{ a.tong.kp }}đ.", "unit-repeated"),
        ("Tổng **{{ a.tong.kp }}** triệu đồng.", "unit-repeated"),
        ("Tổng {{ a.tong.kp }} đồng thời.", ""),
        ("Tổng {{ a.tong.kp }} tỷ lệ.", ""),
        ("Tổng {{ a.tong.kp | theo('đồng') }} đồng.", "unit-repeated"),
        ("Tổng {{ a.tong.kp | bang_chu }} đồng.", "unit-repeated"),
        ("Tổng {{ a.tong.kp | bang_chu }}.", ""),
        ("Đạt {{ a.tong.tl }}%.", "unit-repeated"),
        ("Đạt {{ a.tong.tl }} phần trăm.", "unit-repeated"),
        ("Đạt {{ a.tong.tl }} số hộ.", ""),
        ("Có {{ a.tong.ho }} hộ.", ""),
        ("Có {{ a.tong.ho | bang_chu }} hộ.", ""),
        // The table counts in triệu đồng, and the number prints no unit.
        ("Có {{ a.tong.ho }} đồng bào.", ""),
        ("Có {{ a.tong.ho }} triệu đồng.", ""),
        ("Có {{ a.tong.ho }} đồng.", "unit-contradicts"),
        ("Có {{ a.tong.ho * 1000 }} nghìn đồng.", ""),
    ] {
        let case = Case { table, csv: None, text };
        let wanted: Vec<_> =
            Some(wanted).filter(|code| !code.is_empty()).into_iter().collect();
        assert_eq!(case.codes(), wanted, "{text}");
    }
    for (text, wanted) in [
        ("Giảm {{ chi_tieu.ho | co_don_vi }} hộ nghèo.", ["unit-repeated"].as_slice()),
        ("Giảm {{ chi_tieu.ho | co_don_vi }} hội viên.", &[]),
        ("Giảm {{ chi_tieu.ho }} hộ nghèo.", &[]),
    ] {
        let keys = format!(
            "chi_tieu:\n  ho: {{ ten: Hộ, gia_tri: 17, don_vi: hộ }}\nket_thuc: \"{text}\"\n"
        );
        assert_eq!(codes(&keys), wanted, "{text}");
    }
}

#[test]
fn a_total_of_what_does_not_add_up_stays_open() {
    let table = |keys: &str, total: &str| {
        format!(
            "    cot: [ {{ ma: thon, nhan: Thôn }}, {{ ma: dan, nhan: Dân số (người) }}, {{ ma: tn, nhan: Thu nhập bình quân (triệu đồng/người/năm){keys} }} ]\n    hang: [ [Thượng, 800, \"45,5\"], [Trung, 1.200, \"52,0\"] ]\n    tong: {total}\n"
        )
    };
    let text = "Có {{ a.tong.dan }} người.";
    let reads = "Thu nhập {{ a.tong.tn }} triệu đồng/người/năm.";
    for (keys, total, text, wanted) in [
        ("", "{}", text, ["open-total"].as_slice()),
        ("", "{}", reads, &["open-total", "unknown-value"]),
        (", tong: khong", "{}", text, &[]),
        (", tong: co", "{}", reads, &[]),
        (", tong: tong(tn) / dem(tn)", "{}", reads, &[]),
        ("", "{ gia_tri: { tn: \"49,4\" } }", reads, &[]),
    ] {
        let table = table(keys, total);
        let case = Case { table: &table, csv: None, text };
        assert_eq!(case.codes(), wanted, "{keys} {total} {text}");
    }
    let given = table("", "{ gia_tri: { tn: \"49,4\" } }");
    let case = Case { table: &given, csv: None, text };
    assert_eq!(case.print("a.tong.tn"), "49,4");
    assert_eq!(case.print("a.tong.dan"), "2.000");
}

#[test]
fn amounts_add_up_and_prices_do_not() {
    let priced = "    cot: [ { ma: n, nhan: Nội dung }, { ma: dvt, nhan: ĐVT }, { ma: sl, nhan: Số lượng }, { ma: g, nhan: Đơn giá (đồng), kieu: tien }, { ma: tt, nhan: Thành tiền (đồng), kieu: tien, cong_thuc: sl * g } ]\n    hang: [ [Băng rôn, cái, 2, 100.000], [Tài liệu, bộ, 50, 20.000] ]\n    tong: {}\n";
    let case = Case { table: priced, csv: None, text: "Tổng {{ a.tong.tt }}." };
    assert_eq!(case.codes(), ["open-total"]);
    assert_eq!(case.print("a.tong.tt"), "1.200.000 đồng");
    let case = Case { text: "Có {{ a.tong.sl }}.", ..case };
    assert_eq!(case.codes(), ["open-total", "unknown-value"]);
    // One thing throughout, or no price: a quantity adds up.
    let one = priced.replace("cái", "bộ");
    let case = Case { table: &one, csv: None, text: "Có {{ a.tong.sl }} bộ." };
    assert_eq!(case.codes(), ["open-total"]);
    assert_eq!(case.print("a.tong.sl"), "52");
    let plain = "    cot: [ { ma: n, nhan: Nội dung }, { ma: sl, nhan: Số lượng } ]\n    hang: [ [Băng rôn, 2], [Tài liệu, 50] ]\n    tong: {}\n";
    let case = Case { table: plain, csv: None, text: "Có {{ a.tong.sl }}." };
    assert_eq!(case.codes(), [""; 0]);
}

#[test]
fn what_is_computed_from_averages_is_open_too() {
    let table = "    cot: [ { ma: t, nhan: Thôn }, { ma: x, nhan: Thu nhập bình quân năm trước }, { ma: y, nhan: Thu nhập bình quân năm nay }, { ma: d, nhan: Tăng thêm, cong_thuc: y - x }, { ma: n, nhan: Số người }, { ma: s, nhan: Tổng thu nhập, cong_thuc: y * n } ]\n    hang: [ [A, 40, 45, 10], [B, 50, 52, 20] ]\n    tong: {}\n";
    let case = Case { table, csv: None, text: "Tăng {{ a.tong.d }}." };
    assert_eq!(case.codes(), ["open-total", "unknown-value"]);
    assert_eq!(case.print("a.tong.s"), "1.490");
}

#[test]
fn codes_are_words_and_counts_are_not() {
    let table = |label: &str, cells: [&str; 3]| {
        let [a, b, c] = cells;
        format!(
            "    cot: [ {{ ma: x, nhan: {label} }}, {{ ma: ten, nhan: Tên }}, {{ ma: ho, nhan: Số hộ }} ]\n    hang: [ [{a}, Hà Nội, 5], [{b}, Cao Bằng, 12], [{c}, Điện Biên, 07] ]\n    tong: {{}}\n"
        )
    };
    for (label, cells, printed) in [
        ("Mã tỉnh", ["\"01\"", "\"04\"", "\"11\""], "01"),
        ("Mã tỉnh", ["01", "04", "11"], "01"),
        ("Mã xã", ["10007", "10010", "10013"], "10007"),
        ("Số tài khoản", ["3600201", "3600202", "3600203"], "3600201"),
        ("Tỉnh số", ["01", "04", "11"], "01"),
        ("Ký tự", ["001", "104", "211"], "001"),
        // Small counts are written with a nought, and large ones are counts.
        ("Giảm trong năm", ["01", "04", "11"], "1"),
        ("Số hộ nghèo", ["05", "04", "07"], "5"),
        ("Dân số", ["10007", "10010", "10013"], "10.007"),
        ("Số tài khoản đã mở", ["3600201", "3600202", "3600203"], "3.600.201"),
    ] {
        let table = table(label, cells);
        let case =
            Case {
                table: &table, csv: None, text: "Có {{ a[\\\"Hà Nội\\\"].ho }} hộ."
            };
        assert_eq!(case.codes(), [""; 0], "{label}");
        assert_eq!(case.print("a[\"Hà Nội\"].x"), printed, "{label}");
        assert_eq!(case.print("a.tong.ho"), "24", "{label}");
    }
}

#[test]
fn a_number_that_a_workbook_shows_with_noughts_is_a_code_but_not_a_small_count() {
    let padded = |format: &str| Format::new().set_num_format(format);
    for (label, format, printed) in [
        ("Mã", "00000", "00004"),
        ("Ký tự", "00000", "00004"),
        ("Xã", "00", "04"),
        ("Số xóm", "00", "4"),
        ("Giảm", "0", "4"),
    ] {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        for (column, name) in [label, "Tên", "Số hộ"].into_iter().enumerate() {
            page.write(0, u16::try_from(column).unwrap(), name).unwrap();
        }
        for (row, name) in [(1, "Mai Hà"), (2, "Hồ Sơn")] {
            page.write_with_format(row, 0, row * 4, &padded(format)).unwrap();
            page.write(row, 1, name).unwrap();
            page.write(row, 2, 5).unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        let choice = SheetChoice { sheet: None, header: None };
        let sheet = sheet::read(Path::new("so-lieu.xlsx"), bytes, choice).unwrap();
        let table = format!(
            "    cot: [ {{ ma: x, nhan: {label} }}, {{ ma: ten, nhan: Tên }}, {{ ma: ho, nhan: Số hộ }} ]\n    tong: {{}}\n"
        );
        let case =
            Case { table: &table, csv: Some(""), text: "Có {{ a.tong.ho }} hộ." };
        let sheets = vec![Some(Arc::new(sheet))].into();
        assert_eq!(
            print_value(&case.form(), &sheets, "a[\"Mai Hà\"].x"),
            printed,
            "{label}"
        );
        assert_eq!(print_value(&case.form(), &sheets, "a.tong.ho"), "10", "{label}");
    }
}
