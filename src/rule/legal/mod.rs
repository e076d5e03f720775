//! Rules on what the law says of the papers that a plan cites and of its means: legal
//! bases, numbers of legal papers, levels of government.
//!
//! | file | what it asks for |
//! |---|---|
//! | `basis_after_plan` | a plan is founded on papers that were there before it |
//! | `district_budget` | a paper of today plans no money of a district |
//! | `document_number_form` | numbers of papers are written as numbers are |

mod basis_after_plan;
mod district_budget;
mod document_number_form;

use super::RuleGroup;

pub(super) static GROUP: RuleGroup = RuleGroup {
    id: "van-ban",
    title: "Văn bản viện dẫn, căn cứ",
    rules: &[
        &basis_after_plan::RULE,
        &district_budget::RULE,
        &document_number_form::RULE,
    ],
};
