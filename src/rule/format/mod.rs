//! Rules on the form that the decree gives a paper: page set-up, number and symbol, the
//! summary of the content, the numbering of its parts, appendices.
//!
//! | file | what it asks for |
//! |---|---|
//! | `all_capitals` | what prints in small letters is not typed in capitals |
//! | `appendix_announced` | an appendix that the text announces is there |
//! | `appendix_unannounced` | the text points to every appendix |
//! | `currency_sign` | money is in `đồng` |
//! | `end_mark_inside` | the mark `./.` ends the paper, and stands nowhere before |
//! | `number_form` | number and symbol of the paper itself |
//! | `page_range` | the page set-up stays within what the decree allows |
//! | `paper_kind_capital` | the type of a certain paper has a capital |
//! | `pasted_lines` | a sentence that is pasted with its line ends is one paragraph |
//! | `place_name` | the place before the date is a name and nothing else |
//! | `provision_form` | parts of a legal paper are called as the decree has it |
//! | `subject_form` | the summary of the paper |
//! | `too_many_points` | the letters of điểm end at `y)` |
//! | `typed_again` | words that the engine prints are not typed as well |
//! | `typed_list` | bullets and numbers of Word stand in no running text |
//! | `typed_number` | no number is typed where the engine numbers |

mod all_capitals;
mod appendix_announced;
mod appendix_unannounced;
mod currency_sign;
mod end_mark_inside;
mod number_form;
mod page_range;
mod paper_kind_capital;
mod pasted_lines;
mod place_name;
mod provision_form;
mod subject_form;
mod too_many_points;
mod typed_again;
mod typed_list;
mod typed_number;

use super::RuleGroup;

pub(super) static GROUP: RuleGroup = RuleGroup {
    id: "the-thuc",
    title: "Thể thức văn bản",
    rules: &[
        &all_capitals::RULE,
        &appendix_announced::RULE,
        &appendix_unannounced::RULE,
        &currency_sign::RULE,
        &end_mark_inside::RULE,
        &number_form::RULE,
        &page_range::RULE,
        &paper_kind_capital::RULE,
        &pasted_lines::RULE,
        &place_name::RULE,
        &provision_form::RULE,
        &subject_form::RULE,
        &too_many_points::RULE,
        &typed_again::RULE,
        &typed_list::RULE,
        &typed_number::RULE,
    ],
};
