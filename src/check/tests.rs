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
fn a_silence_of_nothing_and_of_an_unknown_rule_are_told() {
    let text = form_with(
        "bo_qua:\n  - { ma: collective-signature, ly_do: thừa }\n  - { ma: collective-signatur, ly_do: sai mã }\n",
    );
    let codes: Vec<_> = look(&text).findings.iter().map(|d| d.code.id).collect();
    assert_eq!(codes, ["silence-unused", "unknown-rule"]);
}
