//! What becomes a plan, and what a form may suppress.

use std::path::Path;

use super::*;
use crate::base::{BASE, form_with};
use crate::form::ByTable;
use crate::indicator::compute_figures;

fn look(text: &str) -> Checked {
    let source = Source::new(Path::new("ke-hoach.yaml"), text);
    let (form, mut found) = crate::form::read(&source);
    let figures = form.as_ref().map(|form| {
        let computed = compute_figures(form, &ByTable::new(), &[]);
        found.extend(computed.form);
        computed.figures
    });
    check(
        form,
        &Arc::new(figures.unwrap_or_default()),
        &source,
        &Dictionary::default(),
        &Faces::embedded(),
        found,
    )
}

#[test]
fn the_base_is_right() {
    let checked = look(BASE);
    assert_eq!(checked.findings, []);
    assert!(checked.plan.is_some());
}

#[test]
fn a_form_with_an_error_has_a_draft_and_no_plan() {
    // Nothing that a paper needs is missing, and a value or a reference is wrong.
    for text in ["{{ chi_tieu.khong_co }}", "{{ muc('khong_co') }}"] {
        let keys = format!("noi_dung: [{{ tieu_de: A, doan: \"{text}\" }}]\n");
        let checked = look(&form_with(&keys));
        assert!(checked.draft.is_some(), "{text}");
        assert!(checked.plan.is_none(), "{text}");
    }
    let without_signature = BASE.split("ky:").next().unwrap();
    let checked = look(without_signature);
    assert!(checked.draft.is_some() && checked.plan.is_none());
}

#[test]
fn a_finding_is_silenced_with_a_reason_and_counted() {
    let text = form_with(
        "ky:\n  chuc_vu: Chủ tịch\n  ho_ten: Nguyễn Văn An\n  bo_qua: { ma: collective-signature, ly_do: Chủ tịch ban hành }\n",
    );
    let checked = look(&text);
    assert_eq!((checked.findings.as_slice(), checked.suppressed), (&[][..], 1));
}

#[test]
fn a_reason_for_one_repetition_is_none_for_the_next() {
    const WORDS: &str = "Phòng Kinh tế phối hợp với các thôn rà soát diện tích đất trồng lúa kém hiệu quả, vận động người dân chuyển sang trồng cây ăn quả và báo cáo kết quả về Ủy ban nhân dân xã theo quy định.";
    let find_told = |excused: [bool; 2]| {
        let section = |title: &str, is_excused: bool| {
            let reason = "{ ma: paragraph-repeated, ly_do: nói đủ }";
            let reason = match is_excused {
                true => format!("    bo_qua: {reason}\n"),
                false => String::new(),
            };
            format!("  - tieu_de: {title}\n    doan: {WORDS}\n{reason}")
        };
        let sections = [
            section("Một", false),
            section("Hai", excused[0]),
            section("Ba", excused[1]),
            section("Bốn", false),
        ];
        let checked = look(&form_with(&format!("noi_dung:\n{}", sections.concat())));
        let found = checked.findings.iter();
        let told: Vec<_> = found.map(|d| (d.code.id, d.label.to_string())).collect();
        (told, checked.suppressed)
    };
    // Whether it tells of one place alone.
    for (excused, suppressed, is_alone) in [
        ([false, false], 0, false),
        ([true, false], 1, false),
        ([false, true], 1, false),
        ([true, true], 2, true),
    ] {
        let (told, count) = find_told(excused);
        let [(code, label)] = &told[..] else { panic!("{excused:?}: {told:?}") };
        assert_eq!((*code, count), ("paragraph-repeated", suppressed), "{excused:?}");
        assert_eq!(!label.contains("cũng vậy"), is_alone, "{excused:?}: {label}");
    }
}

#[test]
fn a_silence_of_nothing_and_of_an_unknown_rule_are_told() {
    let text = form_with(
        "bo_qua:\n  - { ma: collective-signature, ly_do: thừa }\n  - { ma: collective-signatur, ly_do: sai mã }\n",
    );
    let codes: Vec<_> = look(&text).findings.iter().map(|d| d.code.id).collect();
    assert_eq!(codes, ["silence-unused", "unknown-rule"]);
}

#[test]
fn what_a_reason_may_excuse_says_how_it_is_silenced_where_it_stands() {
    let told = |keys: &str, code: &str| -> Vec<String> {
        let checked = look(&form_with(keys));
        let found = checked.findings.iter().filter(|d| d.code.id == code);
        found.map(|d| d.way_out.to_string()).collect()
    };
    for (keys, code, wanted) in [
        (
            "ky: { chuc_vu: Chủ tịch, ho_ten: Nguyễn Văn An }\n",
            "collective-signature",
            "`bo_qua: { ma: collective-signature, ly_do: … }` cạnh khóa `chuc_vu`",
        ),
        (
            "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: |\n      Theo số 91/KH/UBND.\n",
            "document-number-form",
            "cạnh khóa `doan`",
        ),
        (
            "noi_dung:\n  - tieu_de: 1. Nhiệm vụ\n    doan: Làm.\n",
            "typed-number",
            "cạnh khóa `tieu_de`",
        ),
        (
            "ky: { thay_mat: co, chuc_vu: Chủ tịch, ho_ten: NGUYỄN VĂN AN }\n",
            "signer-name",
            "cạnh khóa `ho_ten`",
        ),
    ] {
        let told = told(keys, code);
        assert!(told.len() == 1 && told[0].ends_with(wanted), "{code}: {told:?}");
    }
    let trinh_bay = "trinh_bay: { le: { trai: 10 } }\n";
    assert_eq!(told(trinh_bay, "page-range"), [""]);
}

/// The silence that a finding tells of, as typed at the key that it names.
fn type_way_out(text: &str, finding: &Diagnostic) -> String {
    let way_out = finding.way_out.to_string();
    let quoted: Vec<_> = way_out.split('`').collect();
    let (silence, key) = (quoted[1].replace('…', "Có lý do"), quoted[3]);
    // The place may be the key itself.
    let end = finding.span.unwrap().end;
    let end = text[end..].find('\n').map_or(text.len(), |newline| end + newline);
    let offset = text[..end].rfind(&format!("{key}:"));
    let offset = offset.unwrap_or_else(|| panic!("no {key} in {text}"));
    let line_start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let between = if text[line_start..offset].contains('{') {
        ", ".to_owned()
    } else {
        format!("\n{}", " ".repeat(text[line_start..offset].chars().count()))
    };
    format!("{}{silence}{between}{}", &text[..offset], &text[offset..])
}

#[test]
fn what_is_told_of_every_rule_silences_when_it_is_typed() {
    let rules = crate::rule::list_rules();
    let excused: Vec<_> = rules.iter().filter(|rule| rule.excuse.is_some()).collect();
    assert!(excused.len() >= 10);
    for rule in excused {
        let text = form_with(rule.wrong);
        let found = look(&text).findings;
        let mended = type_way_out(&text, &found[0]);
        let checked = look(&mended);
        assert_eq!(checked.findings, [], "{mended}");
        assert!(checked.suppressed > 0, "{mended}");
    }
}

#[test]
fn what_is_told_of_a_part_with_a_name_of_its_own_silences_when_it_is_typed() {
    for keys in [
        "chu_thich: { a: Theo số 91/KH – UBND. }\nnoi_dung:\n  - tieu_de: Mục\n    doan: \"Làm[^a].\"\n",
        "chu_thich:\n  a: Theo số 91/KH – UBND.\nnoi_dung:\n  - tieu_de: Mục\n    doan: \"Làm[^a].\"\n",
    ] {
        let text = form_with(keys);
        let found = look(&text).findings;
        assert_eq!(found.len(), 1, "{found:#?}");
        let mended = type_way_out(&text, &found[0]);
        let checked = look(&mended);
        assert_eq!(checked.findings, [], "{mended}");
        assert_eq!(checked.suppressed, 1, "{mended}");
    }
}
