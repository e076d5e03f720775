//! The page of a code: what `explain` shows.

use super::RULES;
use super::fault::FAULTS;

/// A code explained.
#[derive(Debug, Clone, Copy)]
pub struct CodePage {
    /// The code.
    pub code: &'static str,
    /// In one line.
    pub summary: &'static str,
    /// In full.
    pub explanation: &'static str,
    /// Clause of the norm.
    pub clause: Option<&'static str>,
    /// Keys that break a rule, and the same mended.
    pub examples: Option<(&'static str, &'static str)>,
}

/// All codes: rules first, then faults that no reason excuses, each by the alphabet.
pub fn code_pages() -> impl Iterator<Item = CodePage> {
    let rules = RULES.iter().map(|rule| CodePage {
        code: rule.code,
        summary: rule.summary,
        explanation: rule.explanation,
        clause: rule.clause,
        examples: Some((rule.wrong, rule.right)),
    });
    let faults = FAULTS.iter().map(|fault| CodePage {
        code: fault.code,
        summary: fault.summary,
        explanation: fault.explanation,
        clause: None,
        examples: None,
    });
    rules.chain(faults)
}
