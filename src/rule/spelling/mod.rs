//! Rules on the spelling of Vietnamese: words, signs, blanks and short forms.
//!
//! | file | what it asks for |
//! |---|---|
//! | `abbreviation_two_names` | one meaning for one abbreviation, one abbreviation for one name |
//! | `abbreviation_unexplained` | abbreviations spelt out where they stand first |
//! | `bracket_unpaired` | brackets and quotation marks in pairs |
//! | `dash_styles` | one kind of dash for years and pairs of words |
//! | `date_styles` | dates written in one way |
//! | `foreign_letter` | a Vietnamese word has Vietnamese letters alone |
//! | `impossible_syllable` | a word is a syllable that Vietnamese can have |
//! | `misplaced_tone` | a tone mark stands on a letter that can bear it |
//! | `misspelt_word` | a usual word is written as it is |
//! | `paragraph_repeated` | nothing said twice, word for word |
//! | `sentence_capital` | a capital at the start of a sentence |
//! | `sentence_stop` | a stop at the end of a paragraph |
//! | `spacing` | blanks where they belong |
//! | `two_spellings` | one spelling of one word |
//! | `word_twice` | a word or a phrase is not written twice by mistake |

mod abbreviation_two_names;
mod abbreviation_unexplained;
mod bracket_unpaired;
mod dash_styles;
mod date_styles;
mod foreign_letter;
mod impossible_syllable;
mod misplaced_tone;
mod misspelt_word;
mod paragraph_repeated;
mod sentence_capital;
mod sentence_stop;
mod spacing;
mod two_spellings;
mod word_twice;

use super::RuleGroup;

pub(super) static GROUP: RuleGroup = RuleGroup {
    id: "chinh-ta",
    title: "Chính tả",
    rules: &[
        &abbreviation_two_names::RULE,
        &abbreviation_unexplained::RULE,
        &bracket_unpaired::RULE,
        &dash_styles::RULE,
        &date_styles::RULE,
        &foreign_letter::RULE,
        &impossible_syllable::RULE,
        &misplaced_tone::RULE,
        &misspelt_word::RULE,
        &paragraph_repeated::RULE,
        &sentence_capital::RULE,
        &sentence_stop::RULE,
        &spacing::RULE,
        &two_spellings::RULE,
        &word_twice::RULE,
    ],
};
