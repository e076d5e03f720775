//! The text of a cell in pieces: where its line may break, and where it may break as a
//! last resort.

use serde::Serialize;

use crate::language::{TextPiece, split_pieces};

/// Characters between two slashes of a code that is broken at all, without a break at a
/// hyphen.
const LONGEST_PART: u32 = 12;

/// What stays together in a cell, by numbers of characters. A narrow column opens the
/// ties of what is longer, and cuts a longer code after its slashes; a column that is
/// too narrow for a word cuts it anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct KeepTogether {
    /// The longest chain of words, or code, that stays whole.
    pub chain: u32,
    /// The longest word that stays whole.
    pub word: u32,
}

/// A piece of a cell's text, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellPiece<'a> {
    /// Ordinary text without a space; Typst knows where it may break.
    Word(&'a str),
    /// What must not break inside. A line may break between two of them.
    Unbroken(&'a str),
    /// What may break between any two characters.
    Breakable(&'a str),
    /// A space where the line may break.
    Space,
    /// A space where it must not.
    Tie,
}

/// What stands between a word and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordJoint {
    /// An ordinary space, at which a line may break.
    Space,
    /// A space at which a line breaks only where it must: within a tie of the language.
    Tie,
    /// A space at which no line can be broken: before `)`, after `“`.
    Stuck,
    /// No space, but a line may break.
    Open,
    /// No space; the words stand side by side.
    Firm,
}

impl WordJoint {
    pub(super) fn has_space(self) -> bool {
        matches!(self, Self::Space | Self::Tie | Self::Stuck)
    }
}

/// A run of characters without a space.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellWord<'a> {
    pub(super) text: &'a str,
    /// Whether a typesetter might break it, and must not.
    pub(super) fragile: bool,
    pub(super) after: WordJoint,
    /// Characters of the chain of tied words in which it stands.
    pub(super) chain: u32,
}

impl KeepTogether {
    /// All that the language ties stays together.
    pub const ALL: Self = Self { chain: u32::MAX, word: u32::MAX };

    /// Short chains and codes stay together, in a table that has room.
    pub(super) const SOME: Self = Self { chain: 16, word: u32::MAX };

    /// Only words, numbers and dates stay together.
    pub(super) const WORDS: Self = Self { chain: 0, word: u32::MAX };
}

impl<'a> CellWord<'a> {
    pub(super) fn chars(&self) -> u32 {
        count_chars(self.text)
    }

    /// Whether a line may break after the word.
    pub(super) fn ends_line(&self, keep: KeepTogether) -> bool {
        match self.after {
            WordJoint::Space | WordJoint::Open => true,
            WordJoint::Tie => self.chain > keep.chain,
            WordJoint::Stuck | WordJoint::Firm => false,
        }
    }

    /// The parts between which the word itself may break.
    pub(super) fn parts(&self, keep: KeepTogether) -> Vec<&'a str> {
        if self.is_code() && self.chars() > keep.chain {
            let parts = self.text.split_inclusive('/');
            parts.flat_map(|part| cut_code(part, keep.chain.max(LONGEST_PART))).collect()
        } else {
            vec![self.text]
        }
    }

    /// Whether it has a slash, or is the long rest of what had, and is neither a date nor
    /// a fraction.
    pub(super) fn is_code(&self) -> bool {
        let has_joint = self.text.contains('/')
            || (self.text.contains('-') && self.chars() > LONGEST_PART);
        self.fragile && has_joint && self.text.contains(char::is_alphabetic)
    }
}

/// A text in pieces, broken no more than `keep` asks.
#[must_use]
pub fn break_cell_text(text: &str, keep: KeepTogether) -> Vec<CellPiece<'_>> {
    let mut res = Vec::new();
    if text.starts_with(' ') {
        res.push(CellPiece::Space);
    }
    for word in cut_into_words(text) {
        for part in word.parts(keep) {
            res.push(if count_chars(part) > keep.word {
                CellPiece::Breakable(part)
            } else if word.fragile {
                CellPiece::Unbroken(part)
            } else {
                CellPiece::Word(part)
            });
        }
        if word.after.has_space() {
            let tied = word.after == WordJoint::Tie && !word.ends_line(keep);
            res.push(if tied { CellPiece::Tie } else { CellPiece::Space });
        }
    }
    res
}

/// The words of a text. One that nothing follows has [`WordJoint::Firm`] after it.
pub(super) fn cut_into_words(text: &str) -> Vec<CellWord<'_>> {
    let mut res: Vec<CellWord<'_>> = Vec::new();
    if is_figure(text) {
        return vec![CellWord { text, fragile: false, after: WordJoint::Firm, chain: 0 }];
    }
    for piece in split_pieces(text) {
        // A word is pushed as if nothing followed; what follows corrects it.
        match piece {
            TextPiece::Tie => set_joint(&mut res, WordJoint::Tie),
            TextPiece::NoBreak(text) => {
                if let Some(last) = res.last_mut()
                    && last.after == WordJoint::Firm
                {
                    last.after = WordJoint::Open;
                }
                res.push(CellWord {
                    text,
                    fragile: true,
                    after: WordJoint::Firm,
                    chain: 0,
                });
            }
            TextPiece::Text(text) => {
                for (index, text) in text.split(' ').enumerate() {
                    if index > 0 {
                        set_joint(&mut res, WordJoint::Space);
                    }
                    if !text.is_empty() {
                        let after = WordJoint::Firm;
                        res.push(CellWord { text, fragile: false, after, chain: 0 });
                    }
                }
            }
        }
    }
    join_to_marks(&mut res);
    measure_chains(&mut res);
    res
}

/// Says what stands after the last word so far.
fn set_joint(words: &mut [CellWord<'_>], joint: WordJoint) {
    if let Some(last) = words.last_mut() {
        last.after = joint;
    }
}

/// The Unicode rules break no line before a closing mark and after an opening one, even
/// where a space stands there.
fn join_to_marks(words: &mut [CellWord<'_>]) {
    for index in 1..words.len() {
        let closes = words[index].text.starts_with([
            ')', ']', '}', '!', '?', '/', ',', '.', ':', ';', '”', '’', '»',
        ]);
        let opens = words[index - 1].text.ends_with(['(', '[', '{', '“', '‘', '«']);
        if (closes || opens) && words[index - 1].after == WordJoint::Space {
            words[index - 1].after = WordJoint::Stuck;
        }
    }
}

/// Writes into each word how long the chain is in which it stands: all words up to the next
/// place where a line may break, and their spaces.
fn measure_chains(words: &mut [CellWord<'_>]) {
    let mut from = 0;
    for index in 0..words.len() {
        if matches!(words[index].after, WordJoint::Space | WordJoint::Open)
            || index + 1 == words.len()
        {
            let chain = &mut words[from..=index];
            let spaces = u32::try_from(chain.len() - 1).unwrap_or(u32::MAX);
            let length = chain.iter().map(CellWord::chars).sum::<u32>() + spaces;
            chain.iter_mut().for_each(|word| word.chain = length);
            from = index + 1;
        }
    }
}

/// A part of a code; what is longer than `longest` may break after its hyphens too.
fn cut_code(part: &str, longest: u32) -> Vec<&str> {
    if count_chars(part) > longest {
        part.split_inclusive('-').collect()
    } else {
        vec![part]
    }
}

pub(super) fn count_chars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// `1.250`, `4,08`: most cells, and nothing in them can break.
fn is_figure(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'%'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    fn shown(text: &str, chain: u32, word: u32) -> String {
        let show = |piece: &CellPiece<'_>| match piece {
            CellPiece::Word(text) => (*text).to_owned(),
            CellPiece::Unbroken(text) => format!("‹{text}›"),
            CellPiece::Breakable(text) => format!("«{text}»"),
            CellPiece::Space => " ".to_owned(),
            CellPiece::Tie => "~".to_owned(),
        };
        break_cell_text(text, KeepTogether { chain, word }).iter().map(show).collect()
    }

    #[test]
    fn a_wide_column_holds_what_the_language_ties() {
        let text = "số 68/KH-UBND ngày 20/4/2023, 17 hộ";
        let res = "số~‹68/KH-UBND› ngày~‹20/4/2023,› 17~hộ";
        assert_eq!(shown(text, u32::MAX, u32::MAX), res);
    }

    #[test]
    fn a_narrow_column_opens_ties_and_cuts_codes_but_no_date() {
        let text = "số 68/KH-UBND ngày 20/4/2023, 17 hộ";
        assert_eq!(shown(text, 0, 99), "số ‹68/›‹KH-UBND› ngày ‹20/4/2023,› 17 hộ");
        assert_eq!(shown(text, 6, 8), "số ‹68/›‹KH-UBND› ngày «20/4/2023,» 17~hộ");
    }

    #[test]
    fn no_line_begins_with_a_closing_mark() {
        let all: Vec<_> =
            cut_into_words("“ Ngày vì ” người ( nghèo )").into_iter().collect();
        let stuck = all.iter().filter(|word| word.after == WordJoint::Stuck).count();
        assert_eq!(stuck, 4);
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(
            text in "((số|ngày|a|“|\\)|20/4|68/KH-UBND|II|-|%|TM\\.|,) ){0,20}",
            any in any::<String>(),
            chain in 0_u32..40,
            word in 1_u32..40,
        ) {
            for text in [text, any] {
                let back: String = break_cell_text(&text, KeepTogether { chain, word })
                    .iter()
                    .map(|piece| match piece {
                        CellPiece::Word(t) | CellPiece::Unbroken(t) | CellPiece::Breakable(t) => t,
                        CellPiece::Space | CellPiece::Tie => " ",
                    })
                    .collect();
                let spaces =
                    |text: &str| text.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
                prop_assert_eq!(spaces(&back), spaces(&text));
            }
        }
    }
}
