//! `bo_qua` of a form: what it suppresses, and what is wrong with it.

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Suppression;
use crate::language;
use crate::rule::list_rules;

/// Takes out what the form suppresses, and names what suppresses nothing. How many were
/// taken out.
///
/// A breach may be covered by several suppressions, as by one beside the value and one of
/// the whole section: each of them is of use.
pub(super) fn apply_suppressions(
    suppressions: &[Suppression],
    breaches: &mut Vec<Diagnostic>,
    found: &mut Vec<Diagnostic>,
) -> usize {
    let mut used = vec![false; suppressions.len()];
    let before = breaches.len();
    breaches.retain(|breach| {
        let mut is_suppressed = false;
        for (suppression, used) in suppressions.iter().zip(&mut used) {
            if is_covered(breach, suppression) {
                (is_suppressed, *used) = (true, true);
            }
        }
        !is_suppressed
    });
    for (suppression, used) in suppressions.iter().zip(used) {
        found.extend(check_suppression(suppression, used));
    }
    before - breaches.len()
}

/// Whether a suppression is of the rule that is broken, and of a place around the breach.
fn is_covered(breach: &Diagnostic, suppression: &Suppression) -> bool {
    suppression.code == breach.code.id
        && breach
            .span
            .is_some_and(|span| suppression.scope.iter().any(|place| place.holds(span)))
}

/// What is wrong with a suppression: its rule is not there, or it suppresses nothing.
fn check_suppression(suppression: &Suppression, used: bool) -> Option<Diagnostic> {
    let Suppression { code, span, .. } = suppression;
    let ids: Vec<_> = list_rules().iter().map(|rule| rule.code.id).collect();
    if !ids.contains(&code.as_str()) {
        let message = format!("không có quy tắc nào mang mã `{code}`");
        let diagnostic =
            Diagnostic::error(&code::suppression::UNKNOWN_RULE, *span, message);
        return Some(match language::find_nearest(code, ids.iter().copied()) {
            Some(near) => diagnostic.suggest(near),
            None => {
                diagnostic.hint("mã của quy tắc in trong ngoặc vuông ở mỗi thông báo")
            }
        });
    }
    if used {
        return None;
    }
    let message = format!("`bo_qua: {code}` ở đây không bỏ qua điều gì");
    Some(
        Diagnostic::new(
            &code::suppression::SILENCE_UNUSED,
            Severity::Hint,
            Some(*span),
            message,
        )
        .hint("xóa `bo_qua` này nếu chỗ ấy đã sửa xong"),
    )
}
