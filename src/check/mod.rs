//! The one maker of a [`Plan`]: a form is validated and held against all rules, and what
//! it suppresses is taken out.
//!
//! | file | what it does |
//! |---|---|
//! | `suppression` | `bo_qua` of a form |
//! | `way_out` | how a finding is silenced where it stands |
//! | `units` | what breaks a rule in the table of units of a set |
//! | `page` | the pages of all codes, for `explain` and the guide |

mod page;
mod suppression;
mod units;
mod way_out;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::font::Faces;
use crate::form::Form;
use crate::indicator::Figures;
use crate::integrity;
use crate::plan::{Draft, Plan};
use crate::rule::apply_rules;
use crate::running_text::{Context, Dictionary};
use crate::source::Source;

pub use page::{CodePage, list_code_pages};
pub use units::{TableBreach, find_breaches_by_place};

/// What the check of a form gives.
#[derive(Debug)]
pub struct Checked {
    /// The plan, if the form has no error.
    pub plan: Option<Plan>,
    /// The form as it can be set, errors or not; `None` where it has no shape at all.
    pub draft: Option<Arc<Draft>>,
    /// What was found, without what the form suppresses.
    pub findings: Vec<Diagnostic>,
    /// How many findings the form suppresses.
    pub suppressed: usize,
    /// How many papers it cites that the register of legal papers does not have.
    pub unlisted: usize,
}

/// Checks a form and its figures against all rules; `dictionary` has the words of the
/// office, and `found` is what reading and
/// computing them has found.
///
/// Breaches of rules are kept apart until the form's suppressions are applied, so that a
/// suppression can never take out what integrity or reading has found. Unused tables come
/// last: whether a table is used can be told only of a form without errors.
#[must_use]
pub fn check(
    form: Option<Form>,
    figures: &Arc<Figures>,
    source: &Source,
    dictionary: &Dictionary,
    faces: &Faces,
    mut found: Vec<Diagnostic>,
) -> Checked {
    let Some(form) = form else {
        return Checked {
            plan: None,
            draft: None,
            findings: found,
            suppressed: 0,
            unlisted: 0,
        };
    };
    let context = Context::new(&form, figures, source, dictionary);
    integrity::validate(&context, faces, &mut found);
    let mut breaches = apply_rules(&context);
    let suppressed =
        suppression::apply_suppressions(&form.suppressions, &mut breaches, &mut found);
    way_out::offer_ways_out(&form.keys, &mut breaches);
    // A rule cannot read text in an old code, and that it is in one is told.
    breaches.retain(|d| d.span.is_none_or(|span| !source.is_old_at(span.start)));
    found.append(&mut breaches);
    integrity::find_unused_tables(&context, &mut found);
    let unlisted = context.register_answers().unlisted;
    let failed = found.iter().any(|d| d.severity == Severity::Error);
    let draft = Arc::new(Draft::new(form, Arc::clone(figures)));
    let plan = if failed { None } else { Plan::new(&draft) };
    Checked { plan, draft: Some(draft), findings: found, suppressed, unlisted }
}

#[cfg(test)]
mod tests;
