//! Rules on the form that the decree gives a paper: page set-up, number and symbol, the
//! summary of the content, the numbering of its parts, appendices.
//!
//! | file | what it asks for |
//! |---|---|
//! | `all_capitals` | what prints in small letters is not typed in capitals |
//! | `appendix_announced` | an appendix that the text announces is there |
//! | `appendix_unannounced` | the text points to every appendix |
//! | `number_form` | number and symbol of the paper itself |
//! | `page_range` | the page set-up stays within what the decree allows |
//! | `pasted_lines` | a sentence that is pasted with its line ends is one paragraph |
//! | `subject_form` | the summary of the paper |
//! | `too_many_points` | the letters of điểm end at `y)` |
//! | `typed_list` | bullets and numbers of Word stand in no running text |
//! | `typed_number` | no number is typed where the engine numbers |

mod all_capitals;
mod appendix_announced;
mod appendix_unannounced;
mod number_form;
mod page_range;
mod pasted_lines;
mod subject_form;
mod too_many_points;
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
        &number_form::RULE,
        &page_range::RULE,
        &pasted_lines::RULE,
        &subject_form::RULE,
        &too_many_points::RULE,
        &typed_list::RULE,
        &typed_number::RULE,
    ],
};
