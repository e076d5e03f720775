//! Rules on the spelling of Vietnamese.
//!
//! | file | what it asks for |
//! |---|---|
//! | `foreign_letter` | a Vietnamese word has Vietnamese letters alone |
//! | `impossible_syllable` | a word is a syllable that Vietnamese can have |
//! | `misplaced_tone` | a tone mark stands on a letter that can bear it |
//! | `misspelt_word` | a usual word is written as it is |
//! | `word_twice` | a word or a phrase is not written twice by mistake |

mod foreign_letter;
mod impossible_syllable;
mod misplaced_tone;
mod misspelt_word;
mod word_twice;

use super::RuleGroup;

pub(super) static GROUP: RuleGroup = RuleGroup {
    id: "chinh-ta",
    title: "Chính tả",
    rules: &[
        &foreign_letter::RULE,
        &impossible_syllable::RULE,
        &misplaced_tone::RULE,
        &misspelt_word::RULE,
        &word_twice::RULE,
    ],
};
