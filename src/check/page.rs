//! The page of a code: what `explain` shows.

use crate::code::{Code, list_codes};
use crate::rule::list_rules;

/// A code as it is explained to the user.
#[derive(Debug, Clone, Copy)]
pub struct CodePage {
    /// The code, with its texts.
    pub code: &'static Code,
    /// Clause of the norm.
    pub clause: Option<&'static str>,
    /// Keys that break a rule, and the same mended.
    pub examples: Option<(&'static str, &'static str)>,
}

/// All codes: rules first, then faults that no reason excuses, each by the alphabet.
pub fn code_pages() -> impl Iterator<Item = CodePage> {
    let rules = list_rules().into_iter().map(|rule| CodePage {
        code: rule.code,
        clause: rule.clause,
        examples: Some((rule.wrong, rule.right)),
    });
    let faults = list_codes().into_iter().map(|code| CodePage {
        code,
        clause: None,
        examples: None,
    });
    rules.chain(faults)
}
