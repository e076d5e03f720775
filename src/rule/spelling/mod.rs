//! Rules on the spelling of Vietnamese. None so far.

use super::RuleGroup;

pub(super) static GROUP: RuleGroup =
    RuleGroup { id: "chinh-ta", title: "Chính tả", rules: &[] };
