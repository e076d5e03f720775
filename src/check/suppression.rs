//! `bo_qua` of a form: what it suppresses, and what is wrong with it.

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Silence;
use crate::language;
use crate::rule::list_rules;

/// Takes out what the form silences, and names what silences nothing.
pub(super) fn suppress(
    silences: &[Silence],
    broken: &mut Vec<Diagnostic>,
    found: &mut Vec<Diagnostic>,
) -> usize {
    let mut used = vec![false; silences.len()];
    let before = broken.len();
    broken.retain(|finding| {
        let covers = |s: &Silence| {
            let holds = |span| s.within.iter().any(|place| place.holds(span));
            s.code == finding.code.id && finding.span.is_some_and(holds)
        };
        let mut silent = false;
        for (silence, used) in silences.iter().zip(&mut used) {
            if covers(silence) {
                (silent, *used) = (true, true);
            }
        }
        !silent
    });
    for (silence, used) in silences.iter().zip(used) {
        found.extend(idle(silence, used));
    }
    before - broken.len()
}

fn idle(silence: &Silence, used: bool) -> Option<Diagnostic> {
    let codes = || list_rules().into_iter().map(|r| r.code.id);
    if !codes().any(|code| code == silence.code) {
        let message = format!("không có quy tắc nào mang mã `{}`", silence.code);
        let finding =
            Diagnostic::error(&code::suppression::UNKNOWN_RULE, silence.span, message);
        return Some(match language::nearest(&silence.code, codes()) {
            Some(near) => finding.suggest(near),
            None => finding.hint("mã của quy tắc in trong ngoặc vuông ở mỗi thông báo"),
        });
    }
    if used {
        return None;
    }
    let message = format!("`bo_qua: {}` ở đây không bỏ qua điều gì", silence.code);
    let finding = Diagnostic::new(
        &code::suppression::SILENCE_UNUSED,
        Severity::Hint,
        Some(silence.span),
        message,
    );
    Some(finding.hint("xóa `bo_qua` này nếu chỗ ấy đã sửa xong"))
}
