//! The page of a code: what `explain` shows.

use crate::code::{Code, list_codes};
use crate::rule::{GROUPS, Rule, RuleGroup};

/// A code as it is explained to the user.
#[derive(Debug, Clone, Copy)]
pub struct CodePage {
    /// The code, with its texts.
    pub code: &'static Code,
    /// Its rule, where it is of one: clause, severity and examples.
    pub rule: Option<&'static Rule>,
    /// The group of that rule.
    pub group: Option<&'static RuleGroup>,
}

/// All codes: rules by their groups, then what no reason excuses, each by the alphabet.
pub fn list_code_pages() -> impl Iterator<Item = CodePage> {
    let rules = GROUPS.iter().copied().flat_map(|group| {
        group.rules.iter().map(|rule| CodePage {
            code: rule.code,
            rule: Some(rule),
            group: Some(group),
        })
    });
    let faults = list_codes().into_iter();
    rules.chain(faults.map(|code| CodePage { code, rule: None, group: None }))
}
