//! The rules of a right plan, a file each, in folders by what they look at.
//!
//! A rule looks at the form and at the norm; it can be suppressed in the form, with a
//! reason. What no reason can excuse (a reference to nothing, an expression without a
//! value) is in `integrity`, what rules read texts with in `running_text`, and `check`
//! applies them all. What a rule may ask is listed at [`Context`].
//!
//! | folder | word for users | its rules look at |
//! |---|---|---|
//! | `format` | `the-thuc` | the form that the decree gives a paper |
//! | `legal` | `van-ban` | legal bases, cited papers, levels of government |
//! | `figures` | `so-lieu` | figures, amounts and dates |
//! | `plan` | `ke-hoach` | tasks, who does them, timetables, the year of the plan |
//! | `bodies` | `don-vi` | the agency, its signer, its recipients |
//! | `spelling` | `chinh-ta` | the spelling of Vietnamese |
//!
//! | file | what it does |
//! |---|---|
//! | `validity` | the days between which a rule holds |

mod bodies;
pub(crate) mod figures;
mod format;
mod legal;
mod plan;
mod spelling;
mod validity;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

pub use crate::running_text::Context;
pub use validity::Validity;

/// A rule: its name, why it is, and the function that looks for breaches.
#[derive(Debug)]
pub struct Rule {
    /// Its name in findings, in `bo_qua` and in `explain`, with what it asks for, why,
    /// and what to do.
    pub code: &'static Code,
    /// How bad a breach is, unless the rule itself says otherwise for one.
    pub severity: Severity,
    /// The clause of the norm or another source, where there is one.
    pub clause: Option<&'static str>,
    /// The days on which it holds: a plan that may be of another day is not judged.
    pub valid: Validity,
    /// What may be a reason to do otherwise, in words that stand before “thì”. `None` where
    /// no reason excuses a breach: then nothing is said of `bo_qua`.
    pub excuse: Option<&'static str>,
    /// Keys of a form that breaks this rule and no other.
    pub wrong: &'static str,
    /// The same keys, mended.
    pub right: &'static str,
    /// Pushes a finding for each breach.
    pub check: fn(&Rule, &Context<'_>, &mut Vec<Diagnostic>),
}

impl Rule {
    /// The group in whose folder it stands. `None` only where that folder has no row in
    /// [`GROUPS`], which a test names.
    #[must_use]
    pub fn group(&self) -> Option<&'static RuleGroup> {
        GROUPS
            .iter()
            .copied()
            .find(|group| group.rules.iter().any(|rule| rule.code == self.code))
    }

    /// A finding of this rule.
    #[must_use]
    pub fn finding(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        let mut res = Diagnostic::new(self.code, self.severity, Some(span), message);
        res.clause = self.clause;
        res.group = self.group().map(|group| group.id);
        res
    }
}

/// Rules that look at one thing: a folder here.
#[derive(Debug)]
pub struct RuleGroup {
    /// Its word for users and in machine formats: `the-thuc`.
    pub id: &'static str,
    /// Its title in the guide, in Vietnamese.
    pub title: &'static str,
    /// Its rules, by the alphabet.
    pub rules: &'static [&'static Rule],
}

/// All groups, in the order of the guide.
pub static GROUPS: &[&RuleGroup] = &[
    &format::GROUP,
    &legal::GROUP,
    &figures::GROUP,
    &plan::GROUP,
    &bodies::GROUP,
    &spelling::GROUP,
];

/// All rules, by the alphabet of their codes.
#[must_use]
pub fn list_rules() -> Vec<&'static Rule> {
    let mut rules: Vec<_> =
        GROUPS.iter().flat_map(|group| group.rules).copied().collect();
    rules.sort_by_key(|rule| rule.code.id);
    rules
}

/// All breaches of all rules, by the alphabet of the rules.
#[must_use]
pub fn apply_rules(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let dates = context.dates();
    for rule in list_rules() {
        if dates.is_none_or(|dates| rule.valid.covers(dates)) {
            (rule.check)(rule, context, &mut found);
        }
    }
    found
}

#[cfg(test)]
mod tests;
