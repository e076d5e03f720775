//! Rules on the bodies and persons that a paper names: who issues it, who signs it, who
//! receives it.
//!
//! | file | what it asks for |
//! |---|---|
//! | `agency_name_full` | the issuing agency stands in full |
//! | `collective_signature` | a paper of a collective body is signed on its behalf |
//! | `filing_line` | the recipients end with where the paper is filed |
//! | `joint_signature` | each agency that issues a joint paper signs it |
//! | `recipient_form` | a plan is addressed to none of its recipients |
//! | `signature_form` | authority and post of the signer |
//! | `signer_name` | the signer's name stands alone, as names are written |

mod agency_name_full;
mod collective_signature;
mod filing_line;
mod joint_signature;
mod recipient_form;
mod signature_form;
mod signer_name;

use super::RuleGroup;

pub(super) use agency_name_full::find_short_form;

pub(super) static GROUP: RuleGroup = RuleGroup {
    id: "don-vi",
    title: "Cơ quan, đơn vị, người ký",
    rules: &[
        &agency_name_full::RULE,
        &collective_signature::RULE,
        &filing_line::RULE,
        &joint_signature::RULE,
        &recipient_form::RULE,
        &signature_form::RULE,
        &signer_name::RULE,
    ],
};
