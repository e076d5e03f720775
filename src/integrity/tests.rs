//! What no paper can be made from, and what follows from a fault that is reported already.

use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::base::form_with;
use crate::form::ByTable;
use crate::indicator::compute_figures;
use crate::running_text::Dictionary;
use crate::sheet::{self, Sheet, SheetChoice};
use crate::source::Source;

/// All that reading and integrity find in a form, whose tables have these sheets.
fn examine(text: &str, sheets: &ByTable<Option<Arc<Sheet>>>) -> Vec<Diagnostic> {
    let source = Source::new(Path::new("ke-hoach.yaml"), text);
    let (form, mut found) = crate::form::read(&source);
    let Some(form) = form else { return found };
    let computed = compute_figures(&form, sheets, &[]);
    found.extend(computed.form);
    let dictionary = Dictionary::default();
    let context = Context::new(&form, &computed.figures, &source, &dictionary);
    validate(&context, &Faces::embedded(), &mut found);
    find_unused_tables(&context, &mut found);
    found
}

/// The codes found when these keys stand in the base.
fn codes(keys: &str) -> Vec<&'static str> {
    let found = examine(&form_with(keys), &ByTable::new());
    found.iter().map(|diagnostic| diagnostic.code.id).collect()
}

#[test]
fn a_character_that_no_paper_can_hold_is_told_wherever_it_stands() {
    for (keys, marked) in [
        ("ket_thuc: \"Chuông\\u0007 reo.\"\n", "\"Chuông\\u0007 reo.\""),
        ("ket_thuc: \"Bell\\0.\"\n", "\"Bell\\0.\""),
        ("ket_thuc: \"A\\x7f \\uFFFF.\"\n", "\"A\\x7f \\uFFFF.\""),
        ("chi_tieu:\n  ho: { ten: Hộ, gia_tri: 5, don_vi: hộ 漢 }\n", "ho"),
        ("van_ban_lien_quan:\n  a: { loai: Luật, ten: Đất đai 漢 }\n", "漢"),
        ("van_ban_lien_quan:\n  a: { loai: Kế hoạch, co_quan: 漢 }\n", "漢"),
    ] {
        let text = form_with(keys);
        let findings = examine(&text, &ByTable::new());
        assert!(!findings.is_empty(), "{keys}");
        for finding in findings {
            assert_eq!(finding.code.id, "missing-glyph", "{keys}");
            let slice = &text[finding.span.unwrap().range()];
            assert!(marked.contains(slice) && !slice.is_empty(), "{keys} {slice}");
            assert!(!finding.message.chars().any(char::is_control), "{keys}");
        }
    }
    assert_eq!(codes("ket_thuc: \"Một\\tHai\\nBa.\"\n"), [""; 0]);
}

#[test]
fn what_could_not_be_read_is_not_unknown_as_well() {
    for keys in [
        "van_ban_lien_quan:\n  kh-91: { loai: Kế hoạch, ngay: hôm qua }\ncan_cu: { van_ban: [ kh-91 ] }\nket_thuc: Theo {{ vb(\"kh-91\") }}.\n",
        "chi_tieu:\n  ho: { ten: Hộ, gia_tri: 5 hộ }\nket_thuc: Giảm {{ chi_tieu.ho }} hộ.\n",
        "chu_thich:\n  mot: [ [ a ] ]\nket_thuc: Một[^mot].\n",
    ] {
        let found = codes(keys);
        assert!(!found.is_empty(), "{keys}");
        assert!(
            !found.iter().any(|code| code.starts_with("unknown-")),
            "{keys} {found:?}"
        );
    }
    let other = "chi_tieu:\n  ho: { ten: Hộ, gia_tri: 5 hộ }\nket_thuc: Giảm {{ chi_tieu.ho2 }}, {{ chi_tieu.a_ho }}.\n";
    let unknown = codes(other).iter().filter(|c| **c == "unknown-value").count();
    assert_eq!(unknown, 2);
}

#[test]
fn a_table_that_is_neither_printed_nor_read_is_told() {
    let table = "  a:\n    cot: [ { ma: thon, nhan: Thôn }, { ma: ho, nhan: Hộ } ]\n    hang: [ [Mai Hà, 5] ]\n";
    let codes = |rest: &str| codes(&format!("bang:\n{table}{rest}"));
    assert_eq!(codes(""), ["unused-table"]);
    for rest in [
        "ket_thuc: Có {{ a.tong.ho }} hộ dân.\n",
        "chi_tieu: { x: { ten: Hộ dân, gia_tri: a.tong.ho, don_vi: hộ } }\n",
        "noi_dung:\n  - tieu_de: Số liệu\n    bang: a\n",
        "  b:\n    cot: [ { ma: t, nhan: Thôn }, { ma: h, nhan: Hộ, cong_thuc: 'a[t].ho' } ]\n    hang: [ [Mai Hà] ]\nnoi_dung:\n  - tieu_de: Số liệu\n    bang: b\n",
    ] {
        assert_eq!(codes(rest), [""; 0], "{rest}");
    }
}

#[test]
fn every_text_of_a_table_is_looked_at() {
    let table = |keys: &str| {
        codes(&format!(
            "bang:\n  a:\n    cot:\n      - {{ ma: thon, nhan: Thôn }}\n      - {{ nhan: Nhóm, cot: [ {{ ma: ho, nhan: Hộ }} ] }}\n    hang: [ [Mai Hà, 5] ]\n{keys}noi_dung:\n  - tieu_de: Số liệu\n    bang: a\n"
        ))
    };
    assert_eq!(table(""), [""; 0]);
    for keys in [
        "    tieu_de: Bảng {{ khong_co }}\n",
        "    don_vi_tinh: Hộ {{ khong_co }}\n",
        "    so_thu_tu: TT {{ khong_co }}\n",
        "    ghi_chu: [ \"Số liệu {{ khong_co }}\" ]\n",
        "    tong: { nhan: \"Cộng {{ khong_co }}\" }\n",
        "    nhom: { theo: thon, tong: dong_rieng, nhan_tong: \"Cộng {{ khong_co }}\" }\n",
    ] {
        assert_eq!(table(keys), ["unknown-value"], "{keys}");
    }
}

#[test]
fn a_character_without_a_shape_in_a_data_file_is_told_with_its_cell() {
    let csv = "thon;ho;ghi_chu\nMai Hà;5;✓\nHồ Sơn 漢;6;tốt\n";
    let choice = SheetChoice { sheet: None, header: None };
    let path = Path::new("so-lieu.csv");
    let sheet = sheet::read(path, csv.as_bytes().to_vec(), choice).unwrap();
    let text = form_with(
        "bang:\n  a:\n    du_lieu: so-lieu.csv\n    cot: [ { ma: thon, nhan: Thôn }, { ma: ho, nhan: Hộ }, { ma: ghi_chu, nhan: Ghi chú, an: co } ]\nnoi_dung:\n  - tieu_de: Số liệu\n    bang: a\n",
    );
    let findings = examine(&text, &vec![Some(Arc::new(sheet))].into());
    // The hidden column prints nothing.
    let [finding] = &findings[..] else { panic!("{findings:#?}") };
    assert_eq!(finding.code.id, "missing-glyph");
    assert_eq!(text[finding.span.unwrap().range()], *"so-lieu.csv");
    assert!(finding.message.starts_with("tệp so-lieu.csv, dòng 3, cột 1: "));
}

/// The codes found where a plan with one task asks for a table of its tasks.
fn of_summary(summary: &str, task: &str) -> Vec<&'static str> {
    codes(&format!(
        "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - {{ tieu_de: Truyền thông, phan_cong: Văn phòng, {task} }}\n  - tieu_de: Bảng\n    tu_nhiem_vu: {summary}\n"
    ))
}

#[test]
fn a_table_of_tasks_needs_a_task_that_it_can_show() {
    let words = "kinh_phi: Lồng ghép, thoi_gian: { doan: Trong năm }";
    let open = "kinh_phi: chua_co, thoi_gian: 2023-07";
    for summary in ["kinh_phi", "thoi_gian"] {
        assert_eq!(of_summary(summary, words), ["nothing-to-summarise"], "{summary}");
        assert_eq!(of_summary(summary, open), [""; 0], "{summary}");
    }
    assert_eq!(of_summary("phan_cong", words), [""; 0]);
    let none = "noi_dung:\n  - tieu_de: Bảng\n    tu_nhiem_vu: phan_cong\n";
    assert_eq!(codes(none), ["nothing-to-summarise"]);
}

mod columns;
mod lengths;
mod units;
