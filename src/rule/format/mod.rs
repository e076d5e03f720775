//! Rules on the form that the decree gives a paper: page set-up, number and symbol, the
//! summary of the content, the numbering of its parts, appendices.
//!
//! | file | what it asks for |
//! |---|---|
//! | `appendix_announced` | an appendix that the text announces is there |
//! | `appendix_unannounced` | the text points to every appendix |
//! | `number_form` | number and symbol of the paper itself |
//! | `page_range` | the page set-up stays within what the decree allows |
//! | `subject_form` | the summary of the paper |
//! | `too_many_points` | the letters of điểm end at `y)` |
//! | `typed_number` | no number is typed where the engine numbers |

mod appendix_announced;
mod appendix_unannounced;
mod number_form;
mod page_range;
mod subject_form;
mod too_many_points;
mod typed_number;

use super::RuleGroup;

pub(super) static GROUP: RuleGroup = RuleGroup {
    id: "the-thuc",
    title: "Thể thức văn bản",
    rules: &[
        &appendix_announced::RULE,
        &appendix_unannounced::RULE,
        &number_form::RULE,
        &page_range::RULE,
        &subject_form::RULE,
        &too_many_points::RULE,
        &typed_number::RULE,
    ],
};
