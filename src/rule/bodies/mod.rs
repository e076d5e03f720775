//! Rules on the bodies and persons that a paper names: who issues it, who signs it, who
//! receives it.
//!
//! | file | what it asks for |
//! |---|---|
//! | `agency_name_full` | the issuing agency stands in full |
//! | `body_abolished` | a body that is named is there on the day of the plan |
//! | `body_capitals` | names of bodies have the capitals of Phụ lục II |
//! | `body_two_names` | one body has one name |
//! | `collective_signature` | a paper of a collective body is signed on its behalf |
//! | `filing_line` | the recipients end with where the paper is filed |
//! | `joint_signature` | each agency that issues a joint paper signs it |
//! | `other_province` | no name of another place is left from a copied plan |
//! | `recipient_form` | a plan is addressed to none of its recipients |
//! | `signature_form` | authority and post of the signer |
//! | `signer_name` | the signer's name stands alone, as names are written |
//! | `unit_level` | own bodies have the word of the own unit |

mod agency_name_full;
mod body_abolished;
mod body_capitals;
mod body_two_names;
mod collective_signature;
mod filing_line;
mod joint_signature;
mod other_province;
mod recipient_form;
mod signature_form;
mod signer_name;
mod unit_level;

use super::RuleGroup;

pub(super) use agency_name_full::find_short_form;

pub(super) static GROUP: RuleGroup = RuleGroup {
    id: "don-vi",
    title: "Cơ quan, đơn vị, người ký",
    rules: &[
        &agency_name_full::RULE,
        &body_abolished::RULE,
        &body_capitals::RULE,
        &body_two_names::RULE,
        &collective_signature::RULE,
        &filing_line::RULE,
        &joint_signature::RULE,
        &other_province::RULE,
        &recipient_form::RULE,
        &signature_form::RULE,
        &signer_name::RULE,
        &unit_level::RULE,
    ],
};
