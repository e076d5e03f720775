//! Whether a word can be a syllable of Vietnamese: onset, rhyme and tone, as school
//! grammars and the norm of orthography (Quyết định 240/QĐ of 1984 of the Ministry of
//! Education, and the dictionaries since) lay them down.
//!
//! It judges what a text in another code would read as, so it errs to the narrow side: what
//! only names of other languages have (`Pleiku`, `Krông`, a bare `p`) is none.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, decompose_canonical};

use super::to_lower;

/// Onsets, the longest first: the first that fits is taken.
const ONSETS: &[&str] = &[
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d",
    "đ", "g", "h", "k", "l", "m", "n", "r", "s", "t", "v", "x", "",
];

/// Rhymes without their tones, by the order of their bytes.
const RHYMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e",
    "ec", "em", "en", "eng", "eo", "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip",
    "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac",
    "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe",
    "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc",
    "oăm", "oăn", "oăng", "oăt", "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut",
    "uy", "uya", "uych", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt", "uân", "uâng",
    "uât", "uây", "uê", "uêch", "uênh", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ",
    "y", "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu",
    "ây", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn",
    "ông", "ôp", "ôt", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơp",
    "ơt", "ư", "ưa", "ưc", "ưi", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương",
    "ươp", "ươt", "ươu",
];

/// The sharp tone and the heavy one, the only ones of a rhyme that ends in a stop.
const TONES_OF_STOPS: [char; 2] = ['\u{301}', '\u{323}'];

/// A word without its tone.
struct ToneSplit {
    /// In lower case.
    letters: String,
    /// The mark of its tone as a combining character, and on which letter it stands.
    tone: Option<(char, usize)>,
}

/// Whether a word, in any capitals, is a syllable of Vietnamese, its tone mark placed as in
/// either of the two ways in use (`hoà`, `hòa`).
#[must_use]
pub fn is_syllable(word: &str) -> bool {
    let Some(split) = split_tone(word) else { return false };
    let Some(onset) = ONSETS.iter().find(|onset| split.letters.starts_with(**onset))
    else {
        return false;
    };
    let rhyme = &split.letters[onset.len()..];
    let before = onset.chars().count();
    match *onset {
        // `i` of `gi` and `u` of `qu` may be the first letter of the rhyme as well.
        "gi" => {
            has_rhyme(rhyme, before, &split) || has_rhyme(&format!("i{rhyme}"), 1, &split)
        }
        "qu" => {
            let is_plain = !rhyme.starts_with(['u', 'ư']);
            is_plain && has_rhyme(rhyme, before, &split)
                || has_rhyme(&format!("u{rhyme}"), 1, &split)
        }
        onset => is_spelled_so(onset, rhyme) && has_rhyme(rhyme, before, &split),
    }
}

/// The word as it should be, where its tone mark stands on a letter that cannot bear it:
/// `họat` → `hoạt`, `qúy` → `quý`, `gía` → `giá`. `None` where it stands right, and where
/// no other place makes a syllable.
#[must_use]
pub fn move_tone(word: &str) -> Option<String> {
    let tone_place = split_tone(word)?.tone?.1;
    let is_in_onset = tone_place == 1 && has_tone_in_onset(word);
    if !is_in_onset && is_syllable(word) {
        return None;
    }
    let (mut letters, mut tone) = (Vec::<String>::new(), None);
    for c in word.nfd() {
        match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tone = Some(c),
            '\u{302}' | '\u{306}' | '\u{31B}' => letters.last_mut()?.push(c),
            c => letters.push(c.to_string()),
        }
    }
    let tone = tone?;
    // The last vowel first: of an open `oa` it is the newer place, which is never wrong.
    let places = (0..letters.len()).rev().filter(|place| *place != tone_place);
    let mut words = places.map(|place| {
        let moved = letters.iter().enumerate().map(|(index, letter)| {
            let tone = Some(tone).filter(|_| index == place);
            letter.chars().chain(tone).nfc().collect::<String>()
        });
        moved.collect::<String>()
    });
    words.find(|word| is_syllable(word) && !has_tone_in_onset(word))
}

/// Whether the tone mark stands on the `u` of `qu`, or on the `i` of `gi` before a vowel.
fn has_tone_in_onset(word: &str) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase);
    let second_vowels = match letters.next() {
        Some('q') => "ùúủũụ",
        Some('g') => "ìíỉĩị",
        _ => return false,
    };
    letters.next().is_some_and(|c| second_vowels.contains(c))
        && letters.next().is_some_and(is_vowel)
}

/// Letters of the longest word that is looked at; no syllable has more than seven.
const LONGEST: usize = 16;

fn split_tone(word: &str) -> Option<ToneSplit> {
    let mut split = ToneSplit { letters: String::with_capacity(4 * LONGEST), tone: None };
    let mut count = 0_usize;
    let mut is_word = true;
    for c in to_lower(word).chars() {
        // Nothing is decomposed that has but ASCII in it.
        if c.is_ascii_lowercase() {
            count += 1;
            split.letters.push(c);
        } else {
            decompose_canonical(c, |part| is_word &= split.add_part(part, &mut count));
        }
        if !is_word || count > LONGEST {
            return None;
        }
    }
    Some(split)
}

impl ToneSplit {
    /// Adds a letter or a mark of a word, of which so many letters have been read; whether
    /// it may be one of Vietnamese.
    fn add_part(&mut self, part: char, count: &mut usize) -> bool {
        match part {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => {
                let place = count.checked_sub(1);
                let has_tone = self.tone.is_some();
                self.tone = place.map(|place| (part, place));
                !has_tone && place.is_some()
            }
            '\u{302}' | '\u{306}' | '\u{31B}' => {
                let letter = self.letters.pop();
                match letter.map(|letter| (letter, compose(letter, part))) {
                    Some((_, Some(composed))) => self.letters.push(composed),
                    Some((letter, None)) => self.letters.extend([letter, part]),
                    None => self.letters.push(part),
                }
                true
            }
            'a'..='z' | 'đ' => {
                *count += 1;
                self.letters.push(part);
                true
            }
            _ => false,
        }
    }
}

/// Whether an onset is written so before a rhyme: `k`, `gh`, `ngh` before `e`, `ê`, `i`
/// and `y`, `c`, `g`, `ng` before all others; `yê` and `iê` as no onset or one stands before.
fn is_spelled_so(onset: &str, rhyme: &str) -> bool {
    let is_front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "k" | "gh" | "ngh" if !is_front => false,
        "c" | "g" | "ng" if is_front => false,
        "" => !rhyme.starts_with("iê"),
        _ => !rhyme.starts_with("yê"),
    }
}

/// Whether a rhyme is one, with a tone that it can have, on a letter that can bear it;
/// `before` letters of the word stand before it.
fn has_rhyme(rhyme: &str, before: usize, split: &ToneSplit) -> bool {
    if RHYMES.binary_search(&rhyme).is_err() {
        return false;
    }
    let is_stop = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    let Some((tone, place)) = split.tone else { return !is_stop };
    let is_possible = !is_stop || TONES_OF_STOPS.contains(&tone);
    is_possible
        && place.checked_sub(before).is_some_and(|letter| is_tone_letter(rhyme, letter))
}

/// Whether the tone of a rhyme may stand on this letter of it.
fn is_tone_letter(rhyme: &str, letter: usize) -> bool {
    let vowels = || rhyme.chars().take_while(|c| is_vowel(*c));
    let count = vowels().count();
    // Of two vowels with marks of their own, the last.
    let marked = vowels().enumerate().filter(|(_, c)| !c.is_ascii()).last();
    let has_coda = count < rhyme.chars().count();
    match (marked, count) {
        (Some((marked, _)), _) => letter == marked,
        (None, 1) => letter == 0,
        (None, count) if has_coda => letter == count - 1,
        // `hoà` and `hòa`.
        (None, 2) if matches!(rhyme, "oa" | "oe" | "uy") => letter < 2,
        (None, 2) => letter == 0,
        (None, _) => letter == 1,
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rhymes_stand_in_the_order_in_which_they_are_looked_up() {
        assert!(RHYMES.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn words_of_a_plan_are_syllables() {
        let text = "Giảm nghèo bền vững đa chiều năm 2026 của Ủy ban Uỷ ban nhân dân xã Quỳnh Lưu \
            gì giếng giết quốc quyết quý khuỷu khuya tuyên hoà hòa thuỷ thủy yêu yên ý nghiệp ngoài \
            xoong ươm ước Đường rượu được người nghiêng gián giáo toàn khoẻ khỏe quả quở quen quýt";
        for word in text.split_whitespace().filter(|word| !word.starts_with('2')) {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn a_tone_mark_on_a_letter_that_cannot_bear_it_is_moved() {
        for (wrong, right) in [
            ("họat", "hoạt"),
            ("đựơc", "được"),
            ("qúy", "quý"),
            ("Qủa", "Quả"),
            ("gía", "giá"),
            ("gỉao", "giảo"),
            ("đaị", "đại"),
            ("nghiã", "nghĩa"),
            ("TÒAN", "TOÀN"),
            ("cuả", "của"),
            ("huỵên", "huyện"),
            ("xúât", "xuất"),
            ("ngòai", "ngoài"),
        ] {
            assert_eq!(move_tone(wrong).as_deref(), Some(right), "{wrong}");
        }
        for word in [
            "hoà", "hòa", "thuỷ", "thủy", "gì", "gìn", "giếng", "quý", "của", "nghĩa",
            "Đắk", "krông", "nuớc", "a", "", "q", "gí", "ủy", "uỷ", "quà", "già",
        ] {
            assert_eq!(move_tone(word), None, "{word}");
        }
    }

    #[test]
    fn words_of_other_languages_are_none() {
        for word in [
            "Straße",
            "café",
            "Noël",
            "für",
            "señor",
            "kế hoạch",
            "mạt nghiệp",
            "kà",
            "ghà",
            "cê",
            "ngê",
            "tat",
            "tàt",
            "tảc",
            "Pắc",
            "krông",
            "iên",
            "tyên",
            "ằ",
            "ã1",
            "",
            "đ",
            "âm\u{301}",
            "aỏ",
            "toán tử",
            "thíê",
        ] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
