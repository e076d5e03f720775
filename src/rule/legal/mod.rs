//! Rules on what the law says of the papers that a plan cites and of its means: legal
//! bases, numbers of legal papers, levels of government.
//!
//! | file | what it asks for |
//! |---|---|
//! | `basis_after_plan` | a plan is founded on papers that were there before it |
//! | `basis_twice` | a paper stands among the legal bases once |
//! | `citation_after_plan` | a plan cites no paper that was not there yet |
//! | `citation_incomplete` | a cited paper has its number with its symbol, and the word “số” before it |
//! | `citation_issuer` | the issuer of a cited paper is that of its symbol |
//! | `citation_kind` | the type of a cited paper is that of its symbol |
//! | `citation_not_full` | the first citation of a paper is full |
//! | `citation_repeated_full` | later citations of a paper are short |
//! | `citation_two_dates` | a paper has one date, wherever it is cited |
//! | `citation_two_issuers` | a paper has one issuer, wherever it is cited |
//! | `citation_year` | the year in a number is that in which the paper was issued |
//! | `district_budget` | a paper of today plans no money of a district |
//! | `document_number_form` | numbers of papers are written as numbers are |
//! | `law_with_number` | a law is cited by its name and date, without its number |
//! | `paper_amended` | advice on a paper that is amended, or has another issuer or subject |
//! | `paper_not_in_force` | a plan relies on papers that hold on its date |
//! | `register_date` | a cited paper has the date that it has in the register |

mod basis_after_plan;
mod basis_twice;
mod citation_after_plan;
mod citation_incomplete;
mod citation_issuer;
mod citation_kind;
mod citation_not_full;
mod citation_repeated_full;
mod citation_two_dates;
mod citation_two_issuers;
mod citation_year;
mod district_budget;
mod document_number_form;
mod law_with_number;
mod paper_amended;
mod paper_not_in_force;
mod register_date;

use super::RuleGroup;

pub(super) static GROUP: RuleGroup = RuleGroup {
    id: "van-ban",
    title: "Văn bản viện dẫn, căn cứ",
    rules: &[
        &basis_after_plan::RULE,
        &basis_twice::RULE,
        &citation_after_plan::RULE,
        &citation_incomplete::RULE,
        &citation_issuer::RULE,
        &citation_kind::RULE,
        &citation_not_full::RULE,
        &citation_repeated_full::RULE,
        &citation_two_dates::RULE,
        &citation_two_issuers::RULE,
        &citation_year::RULE,
        &district_budget::RULE,
        &document_number_form::RULE,
        &law_with_number::RULE,
        &paper_amended::RULE,
        &paper_not_in_force::RULE,
        &register_date::RULE,
    ],
};
