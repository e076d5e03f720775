//! Every rule is in the table, explained, and its examples do as they say.

mod agency;
mod cases;
mod figures;
mod many;
mod money;
mod points;
mod proofs;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::{Checked, RULES, check};
use crate::base::{BASE, form_with};
use crate::font::Faces;
use crate::form::ByTable;
use crate::indicator::compute;
use crate::source::Source;

/// Files of this folder that hold no rule.
const NOT_RULES: [&str; 10] = [
    "mod",
    "context",
    "figure-scan",
    "line",
    "mention",
    "named-figure",
    "page",
    "proof",
    "tests",
    "units",
];

fn look(text: &str) -> Checked {
    let source = Source::new(Path::new("ke-hoach.yaml"), text);
    let (form, mut found) = crate::form::read(&source);
    let figures = form.as_ref().map(|form| {
        let computed = compute(form, &ByTable::new(), &[]);
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

/// The codes found when these keys stand in the base.
fn codes(keys: &str) -> Vec<&'static str> {
    look(&form_with(keys)).findings.iter().map(|d| d.code.id).collect()
}

#[test]
fn the_base_is_right() {
    let checked = look(BASE);
    assert_eq!(checked.findings, []);
    assert!(checked.plan.is_some());
}

#[test]
fn every_rule_file_is_in_the_table_in_order_and_explained() {
    let files: BTreeSet<String> = crate::source::list_files(Path::new("src/rule"))
        .iter()
        .filter(|p| p.parent() == Some(Path::new("src/rule")))
        .filter_map(|p| Some(p.file_stem()?.to_string_lossy().replace('_', "-")))
        .filter(|stem| !NOT_RULES.contains(&stem.as_str()))
        .collect();
    let codes: Vec<_> = RULES.iter().map(|r| r.code.id.to_owned()).collect();
    assert_eq!(codes, files.into_iter().collect::<Vec<_>>());
    for rule in RULES {
        assert!(
            !rule.code.summary.is_empty() && rule.code.explanation.ends_with('.'),
            "{}",
            rule.code
        );
    }
}

#[test]
fn a_wrong_example_is_found_and_nothing_else() {
    for rule in RULES {
        let codes: BTreeSet<_> =
            look(&form_with(rule.wrong)).findings.iter().map(|d| d.code.id).collect();
        assert_eq!(codes.into_iter().collect::<Vec<_>>(), [rule.code.id]);
    }
}

#[test]
fn a_right_example_is_clean() {
    for rule in RULES {
        assert_eq!(look(&form_with(rule.right)).findings, [], "{}", rule.code);
    }
}

#[test]
fn a_finding_is_silenced_with_a_reason_and_counted() {
    let text = form_with(
        "ky:\n  chuc_vu: Chủ tịch\n  ho_ten: Nguyễn Văn An\n  bo_qua: { ma: collective-signature, ly_do: Chủ tịch ban hành }\n",
    );
    let checked = look(&text);
    assert_eq!((checked.findings.as_slice(), checked.silenced), (&[][..], 1));
}

#[test]
fn a_silence_of_nothing_and_of_an_unknown_rule_are_told() {
    let text = form_with(
        "bo_qua:\n  - { ma: collective-signature, ly_do: thừa }\n  - { ma: collective-signatur, ly_do: sai mã }\n",
    );
    let codes: Vec<_> = look(&text).findings.iter().map(|d| d.code.id).collect();
    assert_eq!(codes, ["silence-unused", "unknown-rule"]);
}
