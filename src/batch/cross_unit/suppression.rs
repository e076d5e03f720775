//! `bo_qua` of a set: what it suppresses is counted, and an entry that suppresses nothing
//! is reported.

use crate::code::{self, Code};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::form::SetSuppression;
use crate::language;

use super::OpenSet;
use super::finding::{CrossUnitDiagnostic, CrossUnitFindings, UnitFindings};

/// Takes out what the set suppresses; `codes` are those that it may.
///
/// Every entry of `bo_qua` is tried on every finding, also after one has matched: two
/// entries that cover the same finding are both used.
///
/// # Errors
///
/// A code or a unit that is not there.
pub(super) fn apply_suppressions(
    set: &OpenSet,
    codes: &[&Code],
    findings: Vec<CrossUnitDiagnostic>,
) -> Result<CrossUnitFindings, Vec<Report>> {
    let suppressions = &set.set.suppressions;
    let unknown: Vec<_> = suppressions
        .iter()
        .filter_map(|suppression| report_unknown_suppression(set, codes, suppression))
        .collect();
    if !unknown.is_empty() {
        return Err(vec![Report::new(set.sources.set.clone(), unknown, 0)]);
    }
    let units = vec![UnitFindings::default(); set.units.len()];
    let mut res = CrossUnitFindings { units, set: Vec::new() };
    let mut used = vec![false; suppressions.len()];
    for finding in findings {
        let mut is_dropped = false;
        for (suppression, used) in suppressions.iter().zip(&mut used) {
            if is_suppressed_by(set, suppression, &finding) {
                is_dropped = true;
                *used = true;
            }
        }
        // Suppressed findings are counted with their unit. Those of the set have none, and
        // are not counted.
        match finding.unit.map(|unit| &mut res.units[unit]) {
            Some(unit) if is_dropped => unit.suppressed += 1,
            Some(unit) => unit.reports.push(finding.report),
            None if is_dropped => {}
            None => res.set.push(finding.report),
        }
    }
    let unused = suppressions.iter().zip(used).filter(|(_, used)| !used);
    let unused: Vec<_> = unused
        .map(|(suppression, _)| report_unused_suppression(set, suppression))
        .collect();
    if !unused.is_empty() {
        res.set.push(Report::new(set.sources.set.clone(), unused, 0));
    }
    Ok(res)
}

fn is_suppressed_by(
    set: &OpenSet,
    suppression: &SetSuppression,
    finding: &CrossUnitDiagnostic,
) -> bool {
    if suppression.code.value != finding.code() {
        return false;
    }
    // A name in the master is met in no unit, and is about the unit that it names.
    let Some(key) = &suppression.unit else { return true };
    let mut units = std::iter::once(finding.about).chain(finding.unit);
    units.any(|unit| language::is_same_name(&set.units[unit].key, &key.value))
}

/// What is wrong with an entry of `bo_qua`: a code or a unit that is not there.
fn report_unknown_suppression(
    set: &OpenSet,
    codes: &[&Code],
    suppression: &SetSuppression,
) -> Option<Diagnostic> {
    let code = &suppression.code;
    let ids: Vec<_> = codes.iter().map(|code| code.id).collect();
    if !ids.contains(&code.value.as_str()) {
        let message = format!("không bỏ qua được `{}` trên cả bộ", code.value);
        let finding =
            Diagnostic::error(&code::suppression::UNKNOWN_RULE, code.span, message);
        let finding = match language::find_nearest(&code.value, ids.iter().copied()) {
            Some(nearest) => finding.label(format!("có phải là `{nearest}`?")),
            None => finding.label(format!("cần một trong: {}", ids.join(", "))),
        };
        return Some(finding.hint(
            "quy tắc về lời văn thì bỏ qua ở biểu mẫu hay ở tệp riêng của đơn vị",
        ));
    }
    let key = suppression.unit.as_ref()?;
    let mut keys = set.units.iter().map(|unit| unit.key.as_str());
    if keys.any(|known| language::is_same_name(known, &key.value)) {
        return None;
    }
    let message = format!("bộ không có đơn vị nào khóa “{}”", key.value);
    let finding = Diagnostic::error(&code::batch::UNKNOWN_UNIT, key.span, message);
    let keys = set.units.iter().map(|unit| unit.key.as_str());
    // A name where a key is asked for is the most likely slip.
    let by_name =
        set.units.iter().find(|unit| language::is_same_name(&unit.name, &key.value));
    let meant = by_name.map(|unit| unit.key.as_str());
    Some(match meant.or_else(|| language::find_nearest(&key.value, keys)) {
        Some(nearest) => finding.label(format!("có phải là {nearest}?")),
        None => finding.label("cần khóa của một đơn vị"),
    })
}

fn report_unused_suppression(set: &OpenSet, suppression: &SetSuppression) -> Diagnostic {
    let code = &suppression.code;
    let key = suppression.unit.as_ref().and_then(|key| {
        set.units.iter().find(|u| language::is_same_name(&u.key, &key.value))
    });
    let place =
        key.map_or_else(|| "trong cả bộ".to_owned(), |unit| format!("ở {}", unit.name));
    let message = format!("`bo_qua: {}` {place} không bỏ qua điều gì", code.value);
    Diagnostic::new(
        &code::suppression::SILENCE_UNUSED,
        Severity::Hint,
        Some(code.span),
        message,
    )
    .hint("xóa mục này nếu số liệu đã sửa xong")
}
