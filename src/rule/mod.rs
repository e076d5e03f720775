//! The rules of a right plan, one file each, and the one maker of a [`Plan`].
//!
//! A rule looks at the form and the norm; it can be silenced in the form, with a
//! reason. What no reason can excuse (a reference to nothing, an expression without a
//! value) is in `proof`.

mod agency_name_full;
mod appendix_announced;
mod appendix_unannounced;
mod assignment_names;
mod basis_after_plan;
mod check_failed;
mod collective_signature;
mod context;
mod district_budget;
mod document_number_form;
mod figure_contradicts;
mod figure_differs;
mod figure_scan;
mod filing_line;
mod impossible_date;
mod line;
mod literal_figure;
mod mention;
mod named_figure;
mod number_form;
mod page;
mod page_range;
mod proof;
mod recipient_form;
mod signature_form;
mod signer_name;
mod subject_form;
mod sum_mismatch;
mod task_incomplete;
mod too_many_points;
mod typed_number;
mod units;
mod words_mismatch;
mod year_mismatch;

use std::sync::Arc;

use crate::code::{self, Code};
use crate::diagnostic::{Diagnostic, Severity};
use crate::font::Faces;
use crate::form::{Form, Silence};
use crate::indicator::Figures;
use crate::plan::{Draft, Plan};
use crate::source::Source;

pub use context::Context;
pub use page::{CodePage, code_pages};
pub use units::of_units;

/// A rule: its name, why it is, and the function that looks for breaches.
#[derive(Debug)]
pub struct Rule {
    /// Its name in findings, in `bo_qua` and in `explain`, with what it asks for, why,
    /// and what to do.
    pub code: &'static Code,
    /// How bad a breach is, unless the rule itself says otherwise for one.
    pub severity: Severity,
    /// The clause of the norm, where there is one.
    pub clause: Option<&'static str>,
    /// Keys of a form that breaks the rule.
    pub wrong: &'static str,
    /// The same keys, mended.
    pub right: &'static str,
    /// Notes each breach.
    pub check: fn(&Rule, &Context<'_>, &mut Vec<Diagnostic>),
}

impl Rule {
    /// A finding of this rule.
    #[must_use]
    pub fn finding(
        &self,
        span: crate::source::Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        let mut res = Diagnostic::new(self.code, self.severity, Some(span), message);
        res.clause = self.clause;
        res.is_judgement = true;
        res
    }
}

/// All rules, in the order of the alphabet.
pub const RULES: &[&Rule] = &[
    &agency_name_full::RULE,
    &appendix_announced::RULE,
    &appendix_unannounced::RULE,
    &assignment_names::RULE,
    &basis_after_plan::RULE,
    &check_failed::RULE,
    &collective_signature::RULE,
    &district_budget::RULE,
    &document_number_form::RULE,
    &figure_contradicts::RULE,
    &figure_differs::RULE,
    &filing_line::RULE,
    &impossible_date::RULE,
    &literal_figure::RULE,
    &number_form::RULE,
    &page_range::RULE,
    &recipient_form::RULE,
    &signature_form::RULE,
    &signer_name::RULE,
    &subject_form::RULE,
    &sum_mismatch::RULE,
    &task_incomplete::RULE,
    &too_many_points::RULE,
    &typed_number::RULE,
    &words_mismatch::RULE,
    &year_mismatch::RULE,
];

/// What a look at a form gives.
#[derive(Debug)]
pub struct Checked {
    /// The plan, if the form has no error.
    pub plan: Option<Plan>,
    /// The form as it can be set, errors or not; `None` where it has no shape at all.
    pub draft: Option<Arc<Draft>>,
    /// What was found, the silenced apart.
    pub findings: Vec<Diagnostic>,
    /// How many findings the form silences.
    pub silenced: usize,
}

/// Checks a form and its figures against all rules; `found` is what reading and
/// computing them has found.
#[must_use]
pub fn check(
    form: Option<Form>,
    figures: &Arc<Figures>,
    source: &Source,
    faces: &Faces,
    mut found: Vec<Diagnostic>,
) -> Checked {
    let Some(form) = form else {
        return Checked { plan: None, draft: None, findings: found, silenced: 0 };
    };
    let mut broken = Vec::new();
    let context = Context::new(&form, figures, source);
    proof::prove(&context, faces, &mut found);
    for rule in RULES {
        (rule.check)(rule, &context, &mut broken);
    }
    let silenced = silence(&form.silences, &mut broken, &mut found);
    found.append(&mut broken);
    proof::unused_tables(&context, &mut found);
    let failed = found.iter().any(|d| d.severity == Severity::Error);
    let draft = Arc::new(Draft::new(form, Arc::clone(figures)));
    let plan = if failed { None } else { Plan::new(&draft) };
    Checked { plan, draft: Some(draft), findings: found, silenced }
}

/// Takes out what the form silences, and names what silences nothing.
fn silence(
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
    let codes = || RULES.iter().map(|r| r.code.id);
    if !codes().any(|code| code == silence.code) {
        let message = format!("không có quy tắc nào mang mã `{}`", silence.code);
        let finding =
            Diagnostic::error(&code::suppression::UNKNOWN_RULE, silence.span, message);
        return Some(match crate::language::nearest(&silence.code, codes()) {
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

#[cfg(test)]
mod tests;
